"""Where a commitment stands, as far as its owner is concerned, and what its subject is like there."""

import re
from dataclasses import dataclass

from ingest.extraction.clauses import Clause
from ingest.extraction.findings import Span
from ingest.extraction.leads import Lead
from ingest.extraction.lexicon import ACTION_VERBS
from ingest.extraction.vetoes import is_passive

_OWN_NAME = re.compile(r"[Tt]he (?:[A-Z][\w’'-]*(?:\s|$)){2,}")
# "RA to draft the paper", as minutes put it.
_INITIALS = re.compile(r"(?:[A-Z][A-Za-z]?[A-Z]{1,2})(?:(?:,| and|/|,? &) [A-Z][A-Za-z]?[A-Z]{1,2})* to ")
_SOME_BODY = re.compile(
    r"(?:the|this|that)\s(?:new\s)?(?:working |steering |programme |project |advisory |expert |task )?"
    r"(?P<head>boards?|committees?|taskforces?|task forces?|groups?|panels?|councils?|commissions?|forums?|partnerships?|consortium)$",
    re.IGNORECASE,
)
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


_DECIDES = re.compile(r"(?:the )?(?:[Mm]embers|[Mm]inisters|[Aa]ttendees|[Dd]elegates|[Pp]articipants)\b.{0,60}\bagreed?\b", re.IGNORECASE)


def decides(site: Site) -> bool:
    """Whether those who met decide it: "Members agreed to …", or a list below "Ministers agreed their priorities:"."""
    above = site.lead.span.text if site.lead is not None else ""
    return any(_DECIDES.match(text) is not None for text in (site.span.text, above))


def recommended(site: Site) -> bool:
    """Whether the words are one of a list of recommendations."""
    return site.recommends or (site.lead is not None and site.lead.recommends)


def is_verb(follows: str) -> bool:
    """Whether the first word is a verb of policy, as in "publish …" or "publishes …"."""
    word = re.match(r"\s([a-z-]+)\b", follows)
    return word is not None and bool({word[1], word[1].removesuffix("s"), word[1].removesuffix("es")} & ACTION_VERBS)


def asks_for_thing(site: Site) -> bool:
    """Whether a recommendation says of a thing what should become of it, and names nobody: "forms should be replaced"."""
    return site.recommends and site.clause is not None and site.clause.cue == "should" and site.clause.subject.kind == "thing"


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


def is_another(site: Site, publisher: str) -> bool:
    """Whether somebody else than the publisher acts: people by their initials, or "the board" of a body that is none."""
    clause = site.clause or (site.lead.clause if site.lead is not None else None)
    if clause is None:
        return _INITIALS.match(site.span.text) is not None
    words = clause.sentence[clause.subject.start : clause.subject.end]
    if _INITIALS.match(f"{words.strip()} to "):
        return True
    body = _SOME_BODY.match(words)
    return body is not None and body["head"].lower().rstrip("s") not in publisher.lower()


def has_own_name(site: Site) -> bool:
    """Whether the one who acts is called by a name in capitals: "the Harbour Data team will …"."""
    clause = site.clause
    if clause is None or clause.subject.kind != "agent" or is_passive(clause):
        return False
    return _OWN_NAME.match(site.span.text[clause.subject.start : clause.subject.end]) is not None
