"""Plain text: paragraphs, headings and lists known by their shape alone."""

import re
from collections.abc import Sequence

from ingest.documents import RawDocument, ReadDocument
from ingest.formats.clean import clean_plain
from ingest.formats.decode import decode
from ingest.formats.lines import Line, first_blank, split_lines
from ingest.formats.numbering import HEADING_NUMBERS, PARAGRAPH_NUMBERS, legal_depth, numbered
from ingest.formats.outline import Draft
from ingest.formats.reading import read_document

# A lone "o" is what is left of a hollow bullet when a page is pasted as text.
MARKER = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*+•◦▪●‣·–—o](?=[ \t])|(?P<number>\d{1,3})[.)](?=[ \t])"
    r"|\((?P<inside>[A-Za-z]|[ivxIVX]{2,5}|\d{1,3})\)|(?P<letter>[a-z])\)(?=[ \t]))[ \t]*(?=\S)"
)
UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,}|_{3,}|\*{3,}|~{3,})[ \t]*$")
# A line longer than this was not wrapped by hand: it is a paragraph of its own.
LONG_LINE = 120
LONGEST_HEADING = 130


class PlainText:
    """Reads plain text, wrapped by hand or with a line for each paragraph."""

    media_types = frozenset({"text/plain"})
    suffixes = frozenset({".txt", ".text"})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is the source; a form feed begins a page."""
        text, problems = decode(raw.content, raw.name)
        return read_document(raw, text, text_drafts(text), problems=problems, pages=page_starts(text))


def text_drafts(text: str) -> list[Draft]:
    """The blocks of a plain text."""
    groups = [group for chunk in _chunks(split_lines(text)) for group in _groups(chunk)]
    drafts = []
    for index, group in enumerate(groups):
        following = groups[index + 1] if index + 1 < len(groups) else None
        drafts.append(_draft(group, following))
    return drafts


def _chunks(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Lines between blank lines."""
    chunks: list[Sequence[Line]] = []
    place = 0
    while place < len(lines):
        end = first_blank(lines, place)
        if end > place:
            chunks.append(lines[place:end])
        place = max(end, place + 1)
    return chunks


def _groups(chunk: Sequence[Line]) -> list[Sequence[Line]]:
    """The paragraphs and items of a chunk: each line when they are long, else what was wrapped together."""
    unwrapped = any(len(line.text) > LONG_LINE for line in chunk)
    widest = max(len(line.text.rstrip()) for line in chunk)
    starts = [0]
    for place in range(1, len(chunk)):
        before, line = chunk[place - 1], chunk[place]
        if unwrapped or MARKER.match(line.text) or UNDERLINE.match(line.text) or _stands_alone(before, line, widest):
            starts.append(place)
    return [chunk[start:end] for start, end in zip(starts, [*starts[1:], len(chunk)], strict=True)]


def _stands_alone(before: Line, line: Line, widest: int) -> bool:
    """Whether `before` ended early, so that `line` begins something new."""
    text = before.text.rstrip()
    if text.endswith(":"):
        return True
    room = widest - len(text)
    first_word = len(line.text.split(maxsplit=1)[0])
    # The next word would easily have fitted: the line was ended on purpose.
    return room > first_word + 12 and line.text.lstrip()[:1].isupper() and (text[-1:] in ".!?" or len(text) < 0.7 * widest)


def _draft(group: Sequence[Line], following: Sequence[Line] | None) -> Draft:
    clean = clean_plain(group)
    marker = MARKER.match(group[0].text)
    if marker and not (marker["number"] and _heads(group, following)):
        return _item(group, marker)
    if all(UNDERLINE.match(line.text) for line in group):
        return Draft("furniture", clean)
    if _heads(group, following):
        number, clean = numbered(clean, HEADING_NUMBERS)
        return Draft("heading", clean, level=_heading_level(number), number=number)
    number, clean = numbered(clean, PARAGRAPH_NUMBERS)
    return Draft("paragraph", clean, number=number)


def _item(group: Sequence[Line], marker: re.Match[str]) -> Draft:
    clean = clean_plain([group[0].after(marker.end()), *group[1:]])
    number = marker["number"] or marker["inside"] or marker["letter"]
    level = 1 + group[0].indent // 2
    if marker["inside"]:
        level = max(level, legal_depth(marker["inside"], None))
    if number is None:
        number, clean = numbered(clean, PARAGRAPH_NUMBERS)
    return Draft("item", clean, level=level, number=number)


def _heads(group: Sequence[Line], following: Sequence[Line] | None) -> bool:
    """Whether a group is a heading; a numbered one only before something that is no item."""
    if len(group) > 1 or following is None or (MARKER.match(group[0].text) and MARKER.match(following[0].text)):
        return False
    return _reads_as_heading(group[0].text.strip(), following)


def _reads_as_heading(text: str, following: Sequence[Line]) -> bool:
    """A short line without a full stop, before something longer that is no list."""
    if len(text) > LONGEST_HEADING or text[-1] in '.!?:;,”’"' or not (text[0].isupper() or text[0].isdigit()):
        return False
    after = " ".join(line.text for line in following)
    return UNDERLINE.match(following[0].text) is not None or len(after) > len(text) or after.rstrip()[-1:] not in ".;,"


def _heading_level(number: str | None) -> int:
    """'2' is above '2.1'; one without a number cannot say."""
    return min(number.count(".") + 1, 6) if number and number[0].isdigit() else 0


def page_starts(text: str) -> list[int]:
    """Where the pages of a text begin that form feeds divide; none when there is no form feed."""
    feeds = [match.end() for match in re.finditer("\f", text)]
    return [0, *feeds] if feeds else []
