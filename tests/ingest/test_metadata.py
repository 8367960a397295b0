"""Metadata: what a sidecar, front matter or a page's head may say, and what happens to what cannot be used."""

import json

import pytest

from ingest.documents import Metadata
from ingest.metadata import Sidecar, front_matter, known_fields, metadata_from, read_sidecar


def sidecar(entries: object, *names: str) -> Sidecar:
    return read_sidecar(json.dumps(entries).encode(), names or ("roads.md",))


def test_a_sidecar_describes_its_neighbours() -> None:
    entry = {"title": "Roads  plan", "publisher": "Ministry of Roads", "published": "2031-05", "kind": "Action Plan", "licence": "OGL"}
    found = sidecar({"roads.md": entry})

    assert found.metadata_of("roads.md") == (
        Metadata(title="Roads plan", publisher="Ministry of Roads", published="2031-05", kind="action plan", licence="OGL"),
        (),
    )
    assert (found.metadata_of("other.md"), found.problems) == ((Metadata(), ()), ())


@pytest.mark.parametrize("content", [b"{", b"[]", b'"x"', b"\xff", b"[" * 100_000])
def test_a_broken_sidecar_is_reported(content: bytes) -> None:
    found = read_sidecar(content, ())

    assert (found.entries, [problem.code for problem in found.problems]) == ({}, ["metadata-invalid"])


def test_an_entry_that_describes_nothing_is_reported() -> None:
    found = sidecar({"roads.md": "Roads", "raods.md": {"title": "Roads"}})

    assert [(problem.code, problem.place) for problem in found.problems] == [
        ("metadata-invalid", "'roads.md'"),
        ("metadata-unused", "'raods.md'"),
    ]


def test_a_field_that_cannot_be_used_costs_no_other() -> None:
    metadata, problems = metadata_from({"title": "Roads", "published": "5 May 2031", "colour": "red"}, "meta.json, 'roads.md'")

    assert metadata == Metadata(title="Roads")
    assert [(problem.code, problem.reason) for problem in problems] == [
        ("metadata-unknown", "there is no field 'colour'"),
        ("metadata-invalid", "published cannot be '5 May 2031'"),
    ]


@pytest.mark.parametrize(("published", "day"), [("2031", "2031-01-01"), ("2031-05", "2031-05-01"), ("2031-05-09", "2031-05-09")])
def test_a_partial_date_means_its_first_day(published: str, day: str) -> None:
    assert str(Metadata(published=published).published_on) == day


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("title: Roads\ndate: 2031-05-09", {"title": "Roads", "published": "2031-05-09"}),
        ("title: Roads\npublished_at: 2031-05-09T10:00:00+01:00", {"title": "Roads", "published": "2031-05-09"}),
        ("organisation: Ministry of Roads\ntype: [plan, other]", {"publisher": "Ministry of Roads", "kind": "plan"}),
        ("source: https://roads.example/plan", {"uri": "https://roads.example/plan"}),
        ("source: ../plan.md\nlayout: basic", {}),
        ("just words", {}),
        ('title: "half \\ud800 pair"', {"title": "half ? pair"}),
        ("a: &x [*x]", {}),
        ("title: !!python/object/apply:os.system [ls]", {}),
        ("title: [", {}),
        ("", {}),
    ],
)
def test_front_matter_gives_the_fields_we_know(source: str, found: dict[str, str]) -> None:
    assert front_matter(source) == found


def test_words_of_others_are_taken_for_ours() -> None:
    fields: dict[object, object] = {"DC.Title": "Roads", "og:site_name": "Ministry of Roads", "article:published_time": "2031-05-09T00:00Z"}

    assert known_fields(fields) == {"title": "Roads", "publisher": "Ministry of Roads", "published": "2031-05-09"}


def test_a_field_that_is_no_text_is_told() -> None:
    metadata, problems = metadata_from(
        {"title": {"a": 1}, "publisher": float("nan"), "licence": None, "kind": "x\u0000" * 300}, "meta.json"
    )

    assert metadata.title == ""
    assert [(problem.code, problem.reason) for problem in problems] == [
        ("metadata-invalid", "publisher cannot be nan"),
        ("metadata-invalid", "title cannot be {'a': 1}"),
    ]


def test_a_file_that_is_described_twice_is_told() -> None:
    sidecar = read_sidecar(b'{"a.md": {"title": "One"}, "a.md": {"title": "Two"}}', {"a.md"})

    assert sidecar.metadata_of("a.md")[0].title == "Two"
    assert [(problem.code, problem.place) for problem in sidecar.problems] == [("metadata-invalid", "'a.md'")]
