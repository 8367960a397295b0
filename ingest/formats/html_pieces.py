"""Pieces of HTML between paragraphs of Markdown: where each of them ends."""

import re
from collections.abc import Sequence

from ingest.formats.lines import Line

HTML_CONTAINER = re.compile(
    r"<(/?)(?:table|ul|ol|dl|h[1-6]|nav|blockquote|figure|script|style|pre|header|footer|form)\b[^<>]*>|<!--|-->", re.IGNORECASE
)
# No more lines for a tag that is never closed, and no more in vain for all such tags of a document together.
HTML_REACH = 5000
VAIN_LINES = 50_000


class HtmlPieces:
    """Finds the ends of the pieces of HTML in one document."""

    def __init__(self) -> None:
        self._vain_lines = 0

    def end(self, lines: Sequence[Line], place: int) -> int:
        """Where the piece that begins at `place` ends: at a blank line, unless a list, table or the like is still open there."""
        depth, first_blank = 0, None
        reach = HTML_REACH if self._vain_lines < VAIN_LINES else 1
        end = place
        for end in range(place, min(len(lines), place + reach)):
            line = lines[end]
            if line.blank:
                first_blank = end if first_blank is None else first_blank
                if depth <= 0:
                    return end
            for match in HTML_CONTAINER.finditer(line.text):
                depth += -1 if match[1] or match[0] == "-->" else 1
        if first_blank is None:
            return len(lines) if reach > 1 else end + 1
        if depth <= 0:
            return len(lines)
        self._vain_lines += end - first_blank
        return first_blank
