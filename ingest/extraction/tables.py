"""Tables of actions: which columns say what is to be done, by whom and by when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ingest.documents import Block, Cell
from ingest.extraction.actions import form_of
from ingest.extraction.deadlines import only_dates
from ingest.extraction.findings import Span

Column = Literal["action", "recommendation", "response", "owner", "scope", "date", "number", "other"]


def _headers(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# In order: the first that fits a header says what its column holds.
_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", _headers(r"(?:(?:rec(?:ommendation)?|action|item|milestone)?\s?(?:no\.?|number|ref\.?|reference|id)|#)$")),
    ("scope", _headers(r"^(?:required\b|mandatory\b|appli(?:es|cable) (?:to|for)\b|applicability|binding (?:on|for)\b)")),
    (
        # Before all that follow: "progress on actions" and "success measures" are headers of comments, not of actions.
        "other",
        _headers(
            r"\b(?:status|progress|success|performance|indicators?|method\w*|how (?:we (?:will )?(?:know|measure|track)|measured)"
            r"|evidence|risks?|rag|comments?"
            r"|notes?|updates?|baseline|costs?|budget|result|required|(?:date|when|day) (?:raised|agreed|opened|logged|created|added|set)"
            r"|(?:raised|logged|agreed|created|meeting|start) (?:on|by|date)|started|start)\b"
        ),
    ),
    ("response", _headers(r"\b(?:response|reply)\b")),
    (
        "date",
        _headers(
            r"\b(?:dates?|deadline|due|when|timing|timescales?|timelines?|timeframes?|completion|timetable|delivered by"
            r"|complete by|month|quarter|finish|year)\b"
        ),
    ),
    (
        "owner",
        _headers(
            r"\b(?:owners?|leads?|responsib\w+|accountab\w+|departments?|organi[sz]ations?|agency|agencies|body|bodies|who"
            r"|delivery partners?|by whom|entity|office|portfolio)\b"
        ),
    ),
    ("recommendation", _headers(r"\brecommendations?\b")),
    (
        "action",
        _headers(
            r"\b(?:actions?|commitments?|milestones?|deliverables?|activit\w+|initiatives?|objectives?|proposals?|measures?"
            r"|targets?|requirements?|tasks?|steps?|goals?|projects?|outputs?|undertakings?|what|pledges?|delivery|we will"
            r"|how (?:we|it|this))\b|^(?!what|who|how|when|where|which|why)[\w’' -]{2,60} will\b"
        ),
    ),
)


_LONG_HEADER = 4
# Headers of columns that hold nothing but acts; what stands under "Target" or "Objective" beside them may be only their heading.
_ACTS = _headers(
    r"\b(?:actions?|commitments?|milestones?|deliverables?|activit\w+|initiatives?|tasks?|steps?|pledges?|we will)\b|\bwill\b[^.?]*:$"
)


@dataclass(slots=True)
class Row:
    """A table row read by its headers."""

    actions: tuple[tuple[Cell, Column], ...]
    owners: tuple[Span, ...]
    scope: tuple[Span, ...]
    """Cells that tell for whom it is meant: "Required for all agencies"."""
    dates: tuple[Span, ...]
    number: str | None


# Every cell of a column asks by the same header.
def column_of(header: str) -> Column:
    """What a column holds, by its header."""
    found = _columns_of(header)
    if not found:
        return "other"
    # A long header opens with what it is about: "Actions and milestones taken from the agency's plan".
    opens = len(header.split()) > _LONG_HEADER and found[0][1] not in {"number", "scope", "other"}
    return min(found, key=lambda place: place[0])[1] if opens else found[0][1]


# Every row asks twice for each of its cells.
@lru_cache(maxsize=1024)
def _columns_of(header: str) -> tuple[tuple[int, Column], ...]:
    """What the words of a header may stand for, with their places; empty for a header that tells nothing."""
    return tuple((match.start(), column) for column, pattern in _COLUMNS if (match := pattern.search(header)) is not None)


def read_row(block: Block) -> Row | None:
    """The row by its headers; None for a header row, and when no column says what is to be done."""
    if not any(cell.header for cell in block.cells):
        return None
    kinds = _without_topics([(cell, _kind_in_row(cell)) for cell in block.cells if cell.end > cell.start])
    actions = tuple((cell, kind) for cell, kind in kinds if kind in {"action", "recommendation", "response"})
    if not actions:
        return None
    number = next((cell.text for cell, kind in kinds if kind == "number"), None)
    return Row(actions, _spans(block, kinds, "owner"), _spans(block, kinds, "scope"), _spans(block, kinds, "date"), number)


def header_rows(blocks: Sequence[Block]) -> frozenset[int]:
    """Identities of the rows that only name the columns of those below them."""
    rows = [block for block in blocks if block.kind == "row"]
    return frozenset(id(row) for row, below in pairwise(rows) if _names_columns(row, below))


def _names_columns(row: Block, below: Block) -> bool:
    headers = [cell.header for cell in below.cells]
    return any(headers) and headers == [cell.text for cell in row.cells] and not any(cell.header for cell in row.cells)


def _kind_in_row(cell: Cell) -> Column:
    """What a cell holds: by its header, save that a cell which only says when holds a date under "Delivery" or an unknown header."""
    kind = column_of(cell.header)
    may_hold_dates = kind == "action" or not _columns_of(cell.header)
    return "date" if may_hold_dates and only_dates(cell.text) else kind


def _without_topics(kinds: Sequence[tuple[Cell, Column]]) -> list[tuple[Cell, Column]]:
    """The cells without those that only say what an action of the same row belongs to: "Priority 2" under "Priority or target"."""
    if not any(kind == "action" and _ACTS.search(cell.header) for cell, kind in kinds):
        return list(kinds)
    return [(cell, "other" if kind == "action" and _is_topic(cell) else kind) for cell, kind in kinds]


def _is_topic(cell: Cell) -> bool:
    return _ACTS.search(cell.header) is None and len(cell.text.split()) <= _LONG_HEADER and form_of(cell.text) == "nominal"


def _spans(block: Block, kinds: Sequence[tuple[Cell, Column]], wanted: Column) -> tuple[Span, ...]:
    return tuple(Span(block, cell.start, cell.end) for cell, kind in kinds if kind == wanted)
