"""Lines that say who leads a commitment or when it is due: "Lead: Harbour Agency", "By when: May 2031"."""

import re
from dataclasses import replace
from typing import Literal

from ingest.extraction.almanac import Almanac
from ingest.extraction.deadlines import Place, find_deadline
from ingest.extraction.findings import CommitmentFinding, Deadline, Span
from ingest.extraction.owners import OwnerReader
from ingest.extraction.sites import Site

Attribute = Literal["owner", "partner", "date"]

_OWNER = re.compile(
    r"(?:lead(?: \w+)?|owners?|action owner|responsib\w+(?: \w+)?|accountab\w+|delivery lead|led by|delivery partners?|department"
    r"|agency|who)"
    r"\s?:\s*",
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
    """The day that the words behind "By when:" tell; None when they tell none."""
    return find_deadline([Place(words.text, "label", words)], almanac)


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
