"""Blocks of bearable length: a paragraph without end is read in parts, for some rules take a time that grows with its square."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from ingest.documents import Cell, Problem
from ingest.formats.outline import Draft

# Three times the longest paragraph that people write.
LONGEST_BLOCK = 6000


def parted(drafts: Iterable[Draft]) -> tuple[list[Draft], list[Problem]]:
    """The drafts, those that are too long in several parts of the same kind, and a problem for each that was parted."""
    kept: list[Draft] = []
    problems: list[Problem] = []
    for draft in drafts:
        if len(draft.clean.text) <= LONGEST_BLOCK:
            kept.append(draft)
            continue
        parts = list(_parts(draft))
        kept += parts
        problems.append(_long(draft, len(parts)))
    return kept, problems


def _parts(draft: Draft) -> Iterator[Draft]:
    start, text = 0, draft.clean.text
    ends = [cell.end for cell in draft.cells]
    while start < len(text):
        end = _end(text, start)
        # A later part of an item goes on with it, and only the first bears its number.
        within = draft.within or (start > 0 and draft.kind == "item")
        number = None if start else draft.number
        clean = draft.clean.part(start, end)
        inside = draft.cells[bisect_left(ends, start + 1) : bisect_left(draft.cells, end, key=attrgetter("start"))]
        yield replace(draft, clean=clean, number=number, within=within, cells=_cells(inside, start, end))
        start = end + (text[end : end + 1] == " ")


def _end(text: str, start: int) -> int:
    """Where the part that begins at `start` ends: behind a sentence or at a blank in its last quarter, or anywhere."""
    last = start + LONGEST_BLOCK
    if last >= len(text):
        return len(text)
    for mark, behind in ((". ", 1), (" ", 0)):
        place = text.rfind(mark, start + LONGEST_BLOCK * 3 // 4, last)
        if place > 0:
            return place + behind
    return last


def _cells(cells: Iterable[Cell], start: int, end: int) -> tuple[Cell, ...]:
    """What of the cells stands between `start` and `end`, counted from `start`."""
    return tuple(
        Cell(
            cell.header,
            cell.text[max(start - cell.start, 0) : end - cell.start],
            max(cell.start, start) - start,
            min(cell.end, end) - start,
        )
        for cell in cells
        if cell.start < end and cell.end > start
    )


def _long(draft: Draft, parts: int) -> Problem:
    reason = f"a {draft.kind} has {len(draft.clean.text):,} characters; it was read in {parts} parts"
    place = draft.place or f"character {draft.clean.offsets[0]}"
    return Problem("long-block", place, reason, "Nothing, if the text is meant to be so; else look for line ends that were lost.")
