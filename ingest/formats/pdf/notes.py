"""Footnotes: small print at the foot of a column that begins with a number or a sign."""

import re
from collections.abc import Sequence

from ingest.formats.pdf.lines import Measures
from ingest.formats.pdf.pieces import Line

SMALL = 0.93
NUMBERED = re.compile(r"\(?(?:\d{1,3}|[*†‡§]{1,3})[.)]?\s*(?=[^\W\d_]|[“‘\"'(<])")


def split_notes(columns: Sequence[list[Line]], usual: Measures) -> tuple[list[list[Line]], list[list[Line]]]:
    """The columns without the footnotes at their ends, and the lines of each footnote."""
    kept: list[list[Line]] = []
    notes: list[list[Line]] = []
    for lines in columns:
        start = _start(lines, usual)
        kept.append(lines[:start])
        for line in lines[start:]:
            if NUMBERED.match(line.text):
                notes.append([line])
            else:
                notes[-1].append(line)
    return [lines for lines in kept if lines], notes


def _start(lines: Sequence[Line], usual: Measures) -> int:
    """Where the footnotes of a column begin: the first numbered line of the small print at its end."""
    place = len(lines)
    while place and lines[place - 1].main.size < SMALL * usual.size:
        place -= 1
    small = range(place, len(lines))
    return next((at for at in small if NUMBERED.match(lines[at].text)), len(lines))
