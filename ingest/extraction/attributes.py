"""Lines that say who leads a commitment or when it is due: "Lead: Harbour Agency", "By when: May 2031"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import Literal

from ingest.documents import Block
from ingest.extraction.almanac import Almanac
from ingest.extraction.deadlines import Place, find_deadline
from ingest.extraction.findings import CommitmentFinding, Deadline, Span
from ingest.extraction.owners import OwnerReader
from ingest.extraction.sites import Site

Attribute = Literal["owner", "partner", "date"]
LabelLine = Literal["action", "other"] | Attribute
# In characters, and in items below a label.
_LONGEST_LABEL = 80
_MOST_VALUES = 12

_OWNER = re.compile(
    r"(?:lead(?: \w+)?|owners?|action owner|responsib\w+(?: \w+)?|accountab\w+|delivery lead|led by|delivery partners?|department"
    r"|agency|who)"
    r"\s?:\s*"
    # "(Action: Finance Directorate)", as minutes end a decision.
    r"|[(\[]actions?(?: (?:by|for|on))?\s?:\s(?=[^()\[\]]{2,80}[)\]]\.?$)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?:(?:revised|original|target|planned|expected|agreed|final)\s){0,2}(?:implementation|completion|delivery|publication)?\s?date"
    r"|by when|when|timing|timescales?|timeframe|deadline|due(?: date)?|target date|delivery date|date|timeline|completion(?: date)?"
    r"|to be (?:completed|delivered) by)\s?:\s*",
    re.IGNORECASE,
)
_PARTNER = re.compile(
    r"(?:contributing|supporting|partner|participating|support)\s(?:entit\w+|agenc\w+|bod\w+|organi[sz]ations?|departments?|partners?)"
    r"\s?:\s*",
    re.IGNORECASE,
)
_LINES: tuple[tuple[Attribute, re.Pattern[str]], ...] = (("partner", _PARTNER), ("owner", _OWNER), ("date", _DATE))
# The same as lines of their own, above what they label: "What we will deliver:", "Who is leading this work:".
_ABOVE: tuple[tuple[LabelLine, re.Pattern[str]], ...] = (
    ("action", re.compile(r"what (?:we|the [\w ]{2,30}?) (?:will|are going to|is going to) (?:deliver|do|provide|achieve)", re.IGNORECASE)),
    (
        "owner",
        re.compile(
            r"who (?:is|are|will be|will) (?:leading|lead|responsible|accountable|delivering|deliver)[\w ]{0,30}"
            r"|(?:lead|owner|responsible|accountable)(?: (?:agency|body|department|organi[sz]ation|officer|partners?))?",
            re.IGNORECASE,
        ),
    ),
    (
        "date",
        re.compile(
            r"(?:by )?when(?: (?:will|it|we|this|they) [\w ]{2,40})?|timescales?|timeframes?|timelines?|deadlines?"
            r"|(?:due|target|delivery|completion) dates?",
            re.IGNORECASE,
        ),
    ),
    ("other", re.compile(r"(?:why|how|what) [\w’' ]{2,50}|[A-Z][\w ]{2,30}", re.IGNORECASE)),
)


def labelled_blocks(blocks: Sequence[Block]) -> tuple[frozenset[int], Mapping[int, Attribute]]:
    """The blocks below a line that only labels them, by identity: actions, and who leads them or when they are due.

    Actions count only in a form, that is where an owner or a date is labelled below them in the same way.
    """
    actions: set[int] = set()
    details: dict[int, Attribute] = {}
    action: Block | None = None
    for kind, values in _labelled(blocks):
        if kind == "action":
            action = values[0]
        elif kind != "other" and action is not None:
            actions.add(id(action))
            details |= {id(value): kind for value in values}
    return frozenset(actions), details


def _labelled(blocks: Sequence[Block]) -> Iterator[tuple[LabelLine, list[Block]]]:
    """Each label line's kind, with the paragraph or the list items right below it."""
    for at, block in enumerate(blocks):
        kind = _label_line(block)
        if kind is None:
            continue
        below = next(iter(blocks[at + 1 : at + 2]), None)
        if below is not None and below.kind == "paragraph" and _label_line(below) is None:
            yield kind, [below]
        elif below is not None and below.kind == "item":
            yield kind, list(takewhile(lambda value: value.kind == "item", islice(blocks, at + 1, at + 1 + _MOST_VALUES)))


def _label_line(block: Block) -> LabelLine | None:
    text = block.text.strip()
    if (
        block.kind not in {"paragraph", "heading"}
        or len(text) > _LONGEST_LABEL
        or (block.kind == "paragraph" and text[-1:] not in {":", "?"})
    ):
        return None
    return next((kind for kind, pattern in _ABOVE if pattern.fullmatch(text.rstrip(" :?"))), None)


def attribute_of(span: Span) -> tuple[Attribute, Span] | None:
    """What a sentence says of the commitment before it, and the words that say it; None when it is no such line."""
    found: tuple[Attribute, re.Match[str]] | None = None
    # Most sentences have no colon, and each is asked.
    for kind, pattern in _LINES if ":" in span.text else ():
        match = pattern.match(span.text)
        if match:
            found = (kind, match)
            break
    if found is None or found[1].end() >= len(span.text):
        return None
    return found[0], Span(span.block, span.start + found[1].end(), span.end)


def due_by(words: Span, almanac: Almanac) -> Deadline | None:
    """The day that the words behind "By when:" tell; None when they tell none, or only the day of the document itself."""
    found = find_deadline([Place(words.text, "label", words)], almanac)
    told = found is not None and almanac.published is not None and found.latest == str(almanac.published)
    return None if told else found


def amended(last: CommitmentFinding, attribute: Attribute, words: Span, owners: OwnerReader, almanac: Almanac) -> CommitmentFinding:
    """The commitment before such a line with what the line says."""
    if attribute == "date":
        # Who recommends sets a day; the day on which a response means to follow does not undo it.
        kept = last.deadline if last.kind == "recommendation" else None
        return replace(last, deadline=kept or due_by(words, almanac) or last.deadline)
    named = owners.owners(Site(words, owner_cells=(words,), only_named=True))
    if attribute == "owner":
        return replace(last, owners=named or last.owners)
    known = {owner.organisation for owner in last.owners}
    support = tuple(replace(owner, role="support") for owner in named if owner.organisation not in known)
    return replace(last, owners=(*last.owners, *support))
