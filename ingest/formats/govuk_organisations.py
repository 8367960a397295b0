"""The register that GOV.UK's organisations API answers, as the table that it is.

Source: docs.publishing.service.gov.uk/repos/collections/api.html
"""

from collections.abc import Iterator
from typing import Final

from ingest.documents import Problem
from ingest.formats.data_blocks import clean_text, pointer
from ingest.formats.outline import Draft
from ingest.formats.rows import row_draft
from ingest.formats.values import Record

HEADERS: Final = ("name", "abbreviation", "kind", "parent", "predecessor", "successor", "status", "end date", "website")
# The members that name other bodies, each by the column it becomes.
OTHERS: Final = {"parent": "parent_organisations", "predecessor": "superseded_organisations", "successor": "superseding_organisations"}
DAY_LENGTH: Final = len("2031-05-14")


def is_organisation_register(record: Record) -> bool:
    """Whether an object is an answer of the organisations API."""
    bodies = record.listing("results")
    return bool(bodies) and all(isinstance(body, Record) and body.text("title") and "govuk_status" in _keys(body) for body in bodies)


def register_drafts(record: Record) -> tuple[list[Draft], list[Problem]]:
    """A row for each organisation under a row of headers, and a problem for each that names one the register does not have."""
    bodies = [body for body in record.listing("results") if isinstance(body, Record)]
    names = {body.text("id"): body.text("title") for body in bodies}
    drafts = [row_draft([clean_text(header) for header in HEADERS], (), 0)]
    drafts += [_row(number, body, names) for number, body in enumerate(bodies, 1)]
    problems = [problem for number, body in enumerate(bodies) for problem in _unnamed(number, body, names)]
    return drafts, problems


def _keys(body: Record) -> set[str]:
    return {key for key, _ in body.record("details").members}


def _row(number: int, body: Record, names: dict[str, str]) -> Draft:
    details = body.record("details")
    others = {column: "; ".join(filter(None, (names.get(other, "") for other in _ids(body, key)))) for column, key in OTHERS.items()}
    texts = {
        "name": body.text("title"),
        "abbreviation": details.text("abbreviation"),
        "kind": body.text("format"),
        **others,
        "status": details.text("govuk_status"),
        "end date": details.text("closed_at")[:DAY_LENGTH],
        "website": body.text("web_url"),
    }
    return row_draft([clean_text(texts[header]) for header in HEADERS], HEADERS, number, pointer("/results", number - 1))


def _ids(body: Record, key: str) -> Iterator[str]:
    for other in body.listing(key):
        if isinstance(other, Record):
            yield other.text("id")


def _unnamed(number: int, body: Record, names: dict[str, str]) -> Iterator[Problem]:
    for column, key in OTHERS.items():
        for other in _ids(body, key):
            if other not in names:
                reason = f"the {column} of {body.text('title')!r}, {other}, is not in the register and so has no name"
                fix = "Read the register from its first page on, so that all of it is there."
                yield Problem("organisation-unnamed", pointer("/results", number), reason, fix)
