"""The body whose meeting a document records: "Harbour Strategic Board minutes: March 2031"."""

import re
from collections.abc import Iterator

from ingest.documents import Metadata
from ingest.extraction.draft import Draft, Page, readable, with_alias
from ingest.extraction.findings import Span
from ingest.extraction.name_grammar import CAPITAL
from ingest.extraction.organisations import unknown_organisation

_GENRE = re.compile(r"\b(?:minutes|communiqu[eé]|record|proceedings|transcript|meeting)\b", re.IGNORECASE)
_CLOSERS = (
    "Board|Committee|Sub-Committee|Subcommittee|Group|Council|Panel|Forum|Taskforce|Task Force|Team|Commission|Cabinet|Network|Ministers"
)
_TITLE = re.compile(
    rf"^(?:(?:[Mm]inutes|[Nn]otes?|[Rr]ecord) of (?:the |a )?(?:meeting of (?:the )?)?)?"
    rf"(?P<body>(?:{CAPITAL}(?:,? (?:and |& |of |for |the |on )?)){{1,10}}?(?:{_CLOSERS})(?:['’]?s? Meeting)?)(?![\w-])"
    r"(?=$|[,:(]|\s[–—-]\s|\s(?:held|on|of|in|at|meeting|minutes|conclusions|communiqu[eé]|summary|notes?|actions|agenda|record|Minutes|\d))"
)


def meeting_body(metadata: Metadata) -> str | None:
    """The name of the body that met, as the title gives it; None when the genre is no record of a meeting or the title names no body."""
    if _GENRE.search(metadata.kind or "") is None:
        return None
    match = _TITLE.match(metadata.title.strip())
    return match["body"] if match else None


def add_meeting_body(page: Page, draft: Draft) -> None:
    """Note the body that met wherever the text names it, in full or by its last words: "the Strategic Board"."""
    name = meeting_body(page.document.metadata)
    if name is None:
        return
    places = list(_places(page, draft, name))
    if not places:
        return
    thing = with_alias(unknown_organisation(name, page.country), _short(name))
    for span in places:
        draft.add(thing, span, "body-that-met@1", 0.8)


def _short(name: str) -> str:
    """The name's last two words, of the body and not of its meeting: "the Strategic Board"."""
    return " ".join(re.sub(r"['’]?s? Meeting$", "", name).split()[-2:])


def _places(page: Page, draft: Draft, name: str) -> Iterator[Span]:
    short = _short(name)
    pattern = re.compile(rf"(?<![\w-])(?:{re.escape(name)}|(?<=[Tt]he ){re.escape(short)})(?![\w-])(?! (?:of|for) [A-Z])")
    for block in page.blocks:
        for match in pattern.finditer(readable(block)):
            if draft.free(block, match.start(), match.end(), "Organisation"):
                yield Span(block, match.start(), match.end())
