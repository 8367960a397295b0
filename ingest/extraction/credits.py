"""Who is quoted: the body to which a sentence is credited."""

import re
from collections.abc import Iterable

from ingest.extraction.findings import Mention, Span

_SAYS = re.compile(r"(?:,\s(?:the\s)?$|\baccording to\s(?:the\s)?$)")
_SPEAKS = re.compile(r"^\s(?:says?|said|states?|stated|adds?|added|explains?|explained|confirmed|announced|notes?|noted)\b")
_QUOTED_BY = re.compile(r"\b(?:said|says|added|adds|according to)\s(?:the\s)?(?:[A-Z][\w’'-]+\s){0,3}(?:the\s)?$")
# "A spokesperson for Ofcom said: “We will …”".
_SPEAKS_NEXT = re.compile(r"^(?:['’]s)?(?:\s[\w’'-]+){0,5}?\s(?:said|says|added|adds|told\s[^:,“\"]{2,30})\s?[:,]\s?[“\"]")
# Who is quoted may be the one of the sentence before: "… by 2035," she said.
PRONOUN_SPEAKS = re.compile(
    r"[”\"],?\s(?:she|he|they|the (?:minister|secretary|spokes\w+|chief executive))\s(?:said|added|told|says|adds)\b", re.I
)
_AFTER_QUOTE = re.compile(r"[”\"’],?\s(?:the\s)?$", re.IGNORECASE)
# "Transport Secretary Ada Marlow said:" with what was said in paragraphs of its own.
ANNOUNCES_QUOTE = re.compile(r"\b(?:said|says|added|adds|commented|explained|told|stated|stressed|emphasi[sz]ed|welcomed|noted)\b[^.]*:$")


def credited(span: Span, named: Iterable[Mention]) -> Mention | None:
    """The one of the bodies `named` in a sentence who says it: "…, the agency says"; None when nobody is said to."""
    text = span.block.text
    for mention in named:
        before, after = text[span.start : mention.span.start], text[mention.span.end : span.end]
        quoted = _AFTER_QUOTE.search(before) or _QUOTED_BY.search(before)
        if _SPEAKS_NEXT.match(after):
            return mention
        if re.match(r"['’]s?\s\w", after):
            continue  # "According to Ofcom's rules" tells of rules.
        if (_SAYS.search(before) or quoted) and (_SPEAKS.match(after) or _QUOTED_BY.search(before)):
            return mention
    return None
