"""Where a commitment stands, as far as its owner is concerned, and what its subject is like there."""

import re
from dataclasses import dataclass

from ingest.extraction.clauses import Clause
from ingest.extraction.findings import Span
from ingest.extraction.leads import Lead
from ingest.extraction.lexicon import ACTION_VERBS
from ingest.extraction.vetoes import is_passive

_OWN_NAME = re.compile(r"[Tt]he (?:[A-Z][\w’'-]*(?:\s|$)){2,}")
_DEFINITE = re.compile(r"(?:the|its|this|that|our|their|such)\b", re.IGNORECASE)


@dataclass(slots=True)
class Site:
    """Where a commitment stands, as far as its owner is concerned."""

    span: Span
    clause: Clause | None = None
    lead: Lead | None = None
    recommends: bool = False
    owner_cells: tuple[Span, ...] = ()
    """Cells or labelled lines that name the owner."""
    only_named: bool = False
    """Whether nobody but who is named there may be the owner."""


def recommended(site: Site) -> bool:
    """Whether the words are one of a list of recommendations."""
    return site.recommends or (site.lead is not None and site.lead.recommends)


def is_verb(follows: str) -> bool:
    """Whether the first word is a verb of policy, as in "publish …" or "publishes …"."""
    word = re.match(r"\s([a-z-]+)\b", follows)
    return word is not None and bool({word[1], word[1].removesuffix("s"), word[1].removesuffix("es")} & ACTION_VERBS)


def is_quoted(site: Site) -> bool:
    """Whether the subject is the "we" of somebody quoted."""
    clause = site.clause
    return clause is not None and clause.subject.kind == "we" and site.span.text[: clause.subject.start].endswith(("“", '"', "‘"))


def is_some_body(site: Site) -> bool:
    """Whether bodies act that no name or article ties to one spoken of: "government organisations will …"."""
    clause = site.clause
    if clause is None or clause.subject.kind != "agent":
        return False
    return _DEFINITE.match(site.span.text[clause.subject.start :]) is None


def has_own_name(site: Site) -> bool:
    """Whether the one who acts is called by a name in capitals: "the Harbour Data team will …"."""
    clause = site.clause
    if clause is None or clause.subject.kind != "agent" or is_passive(clause):
        return False
    return _OWN_NAME.match(site.span.text[clause.subject.start : clause.subject.end]) is not None
