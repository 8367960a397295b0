"""The register of the organisations API: each record a row, its relations with their days, in the words of the register."""

import json
from collections.abc import Callable

import pytest

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.extract import extract
from ingest.formats import format_for
from ingest.vocabulary import Vocabulary

Record = dict[str, object]
API = "https://www.gov.uk/api/organisations"


def body(slug: str, title: str, kind: str, *, closed_at: str | None = None, **others: list[str]) -> Record:
    """One organisation as the organisations API answers it."""
    return {
        "id": f"{API}/{slug}",
        "title": title,
        "format": kind,
        "web_url": f"https://www.gov.uk/government/organisations/{slug}",
        "details": {"slug": slug, "abbreviation": slug.upper(), "closed_at": closed_at, "govuk_status": "closed" if closed_at else "live"},
        **{f"{name}_organisations": [{"id": f"{API}/{other}", "web_url": ""} for other in slugs] for name, slugs in others.items()},
    }


BODIES = [
    body(
        "lo", "Lighthouse Office", "Sub organisation", closed_at="2019-05-31T00:00:00.000+01:00", superseding=["fa", "lb"], parent=["dft"]
    ),
    body("fa", "Fog Agency", "Executive agency", superseded=["lo"], parent=["dft"]),
    body("lb", "Lamp Board", "Advisory non-departmental public body", superseded=["lo"]),
    body("dft", "Department for Transport", "Ministerial department", child=["lo", "fa"]),
]


@pytest.fixture
def read() -> Callable[[list[Record]], ReadDocument]:
    """Reads a register with these organisations."""

    def make(bodies: list[Record]) -> ReadDocument:
        about = Metadata(title="Organisations", kind="register", country="gb")
        raw = RawDocument("api/organisations", API, json.dumps({"results": bodies}).encode(), "application/json", about)
        return format_for(raw).read(raw)

    return make


def test_each_organisation_is_a_row_that_knows_its_record(read: Callable[..., ReadDocument]) -> None:
    rows = read(BODIES).blocks

    assert [row.place for row in rows] == [None, "/results/0", "/results/1", "/results/2", "/results/3"]
    assert {cell.header: cell.text for cell in rows[1].cells} == {
        "name": "Lighthouse Office",
        "abbreviation": "LO",
        "kind": "Sub organisation",
        "parent": "Department for Transport",
        "predecessor": "",
        "successor": "Fog Agency; Lamp Board",
        "status": "closed",
        "end date": "2019-05-31",
        "website": "https://www.gov.uk/government/organisations/lo",
    }


def test_the_words_of_every_row_stand_in_the_stored_text(read: Callable[..., ReadDocument]) -> None:
    document = read(BODIES)

    assert all(document.text[slice(*row.span(0, len(row.text)))].split() == row.text.split() for row in document.blocks)


def test_bodies_their_parents_and_their_successors_are_read_with_their_days(
    read: Callable[..., ReadDocument], vocabulary: Vocabulary
) -> None:
    found = extract(read(BODIES), vocabulary)

    assert {(thing.fields["name"], thing.fields["kind"], thing.fields.get("closed_on")) for thing in found.things} == {
        ("Lighthouse Office", "unit", "2019-05-31"),
        ("Fog Agency", "executive agency", None),
        ("Lamp Board", "non-departmental public body", None),
        ("Department for Transport", "ministerial department", None),
    }
    ends = {(link.type, link.source[16:], link.target[16:], link.valid_from, link.valid_to) for link in found.relations}
    assert ends == {
        ("PART_OF", "lighthouse-office", "department-for-transport", None, "2019-05-31"),
        ("PART_OF", "fog-agency", "department-for-transport", None, None),
        ("SUCCEEDED_BY", "lighthouse-office", "fog-agency", "2019-05-31", None),
        ("SUCCEEDED_BY", "lighthouse-office", "lamp-board", "2019-05-31", None),
    }


def test_a_body_that_the_register_does_not_have_is_reported(read: Callable[..., ReadDocument]) -> None:
    (problem,) = read([body("fa", "Fog Agency", "Executive agency", parent=["dft"])]).problems

    assert (problem.code, problem.place) == ("organisation-unnamed", "/results/0")


@pytest.mark.parametrize("answer", [[], [{"title": "Fog Agency"}], [{"details": {"govuk_status": "live"}}], ["Fog Agency"]])
def test_other_lists_of_results_are_no_register(answer: list[Record], read: Callable[..., ReadDocument]) -> None:
    assert not any(cell.header == "end date" for block in read(answer).blocks for cell in block.cells)
