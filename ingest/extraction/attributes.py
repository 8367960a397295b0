"""Lines that say who leads a commitment or when it is due: "Lead: Harbour Agency", "By when: May 2031"."""

import re
from typing import Literal

from ingest.extraction.findings import Span

Attribute = Literal["owner", "date"]

_OWNER = re.compile(
    r"(?:lead(?: \w+)?|owners?|action owner|responsib\w+(?: \w+)?|accountab\w+|delivery lead|led by|delivery partners?|department"
    r"|agency|who)"
    r"\s?:\s*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:by when|when|timing|timescales?|timeframe|deadline|due(?: date)?|target date|delivery date|date|timeline|completion(?: date)?"
    r"|to be (?:completed|delivered) by)\s?:\s*",
    re.IGNORECASE,
)


def attribute_of(span: Span) -> tuple[Attribute, Span] | None:
    """What a sentence says of the commitment before it, and the words that say it; None when it is no such line."""
    found: tuple[Attribute, re.Match[str]] | None = None
    owner, date = _OWNER.match(span.text), _DATE.match(span.text)
    if owner:
        found = ("owner", owner)
    elif date:
        found = ("date", date)
    if found is None or found[1].end() >= len(span.text):
        return None
    return found[0], Span(span.block, span.start + found[1].end(), span.end)
