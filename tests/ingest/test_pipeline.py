"""The pipeline: nothing lost, nothing silent, the same graph however often and in whatever order it runs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j import Driver

from graph.errors import OutputUnwritable, UnreadableDocument
from graph.places import places
from graph.store import GraphStore
from graph.writer import GraphWriter
from ingest import pipeline
from ingest.connectors import LocalFiles
from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.one_document import read_and_extract
from ingest.outcome import attempt
from ingest.pipeline import extractor_version, ingest
from ingest.report import Entry, IngestReport
from ingest.vocabulary import Vocabulary, load_vocabulary

PLAN = """# Home Office Digital Plan

The Home Office will publish a data strategy by March 2031. The Cabinet Office will support cyber security training.
"""
REVIEW = """# Ferry Review

The Department for Transport will review ferry safety by 2032.
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    root.mkdir()
    (root / "home-office.md").write_text(PLAN)
    (root / "review.txt").write_text(REVIEW.replace("# ", ""))
    return root


def statuses(report: IngestReport) -> list[tuple[str, str, list[str]]]:
    return [(entry.name, entry.status, [problem.code for problem in entry.problems]) for entry in report.entries]


def raw(content: bytes, media_type: str = "text/markdown") -> RawDocument:
    return RawDocument("plan.md", "/plans/plan.md", content, media_type, Metadata(title="Home Office Digital Plan"))


def test_bytes_become_a_graph_without_a_database(vocabulary: Vocabulary) -> None:
    graph = read_and_extract(raw(PLAN.encode()), vocabulary)

    assert (graph.text, graph.location, graph.extractor_version) == (PLAN, "/plans/plan.md", extractor_version())
    assert {"organisation/gb-home-office", "organisation/gb-cabinet-office"} <= {node.id for node in graph.subgraph.nodes}
    assert all(PLAN[passage.start : passage.end] == passage.text for passage in graph.subgraph.passages)


def test_the_same_bytes_give_the_same_graph(vocabulary: Vocabulary) -> None:
    first, second = (read_and_extract(raw(PLAN.encode()), vocabulary) for _ in range(2))

    assert first.subgraph.model_dump_json() == second.subgraph.model_dump_json()


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"{: .only-furniture}\n"])
def test_a_document_without_text_is_unreadable(content: bytes, vocabulary: Vocabulary) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_and_extract(raw(content), vocabulary)

    assert caught.value.code == "empty"


def test_a_dry_run_reads_all_and_needs_no_database(folder: Path, vocabulary: Vocabulary) -> None:
    report = ingest(LocalFiles([folder]), vocabulary, None)

    assert statuses(report) == [("home-office.md", "read", []), ("review.txt", "read", [])]
    assert (report.dry_run, report.exit_code, report.entries[0].found["Commitment"]) == (True, 0, 2)


def test_bad_files_are_reported_and_stop_no_other(folder: Path, vocabulary: Vocabulary) -> None:
    (folder / "a-empty.md").write_text("")
    (folder / "b-bytes.txt").write_bytes(b"plan\x00\xff\xfe\x81")
    (folder / "c-annex.odt").write_bytes(b"%PDF")
    (folder / "d-bodies.csv").write_text('key,name\nD1,"Home Office\nD2\n')

    report = ingest(LocalFiles([folder]), vocabulary, None)

    assert statuses(report) == [
        ("a-empty.md", "failed", ["empty"]),
        ("b-bytes.txt", "failed", ["encoding"]),
        ("c-annex.odt", "skipped", ["no-reader"]),
        ("d-bodies.csv", "read", ["csv-unclosed-quote", "csv-short-row"]),
        ("home-office.md", "read", []),
        ("review.txt", "read", []),
    ]
    assert report.exit_code == 1


def test_a_fault_of_ours_in_one_document_is_told_like_any_other_problem() -> None:
    def fail(document: RawDocument) -> ReadDocument:
        raise ZeroDivisionError("division by zero")

    entry = attempt(raw(b"", "text/plain"), fail)

    assert isinstance(entry, Entry)
    assert (entry.status, [problem.code for problem in entry.problems]) == ("failed", ["internal"])
    assert "ZeroDivisionError: division by zero" in entry.problems[0].reason


def test_nothing_usable_ends_with_two(tmp_path: Path, vocabulary: Vocabulary) -> None:
    (tmp_path / "annex.odt").write_bytes(b"%PDF")

    assert ingest(LocalFiles([tmp_path]), vocabulary, None).exit_code == 2


def test_progress_is_told_of_every_document(folder: Path, vocabulary: Vocabulary) -> None:
    told: list[tuple[str, float, float]] = []

    ingest(LocalFiles([folder]), vocabulary, None, report=lambda *step: told.append(step))

    assert told == [("reading documents", 1, 2), ("reading documents", 2, 2)]


def test_the_report_is_written_as_lines_of_json(folder: Path, vocabulary: Vocabulary, tmp_path: Path) -> None:
    report = ingest(LocalFiles([folder]), vocabulary, None)
    report.write(tmp_path / "report.jsonl")

    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]

    assert [(line["name"], line["status"]) for line in lines] == [("home-office.md", "read"), ("review.txt", "read")]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["report.jsonl"]


def test_a_report_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    report = IngestReport((Entry("a.md", "/a.md", "read"),))

    with pytest.raises(OutputUnwritable):
        report.write(tmp_path / "nowhere" / "report.jsonl")

    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputUnwritable):
        report.write(tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_ingesting_again_changes_nothing(folder: Path, vocabulary: Vocabulary, empty_database: Driver) -> None:
    writer = GraphWriter(empty_database)
    first = ingest(LocalFiles([folder]), vocabulary, writer)
    before = GraphStore(empty_database).summary()

    second = ingest(LocalFiles([folder]), vocabulary, writer)

    assert [entry.status for entry in first.entries] == ["read", "read"]
    assert statuses(second) == [("home-office.md", "unchanged", []), ("review.txt", "unchanged", [])]
    assert (GraphStore(empty_database).summary(), second.written.nodes_created, second.exit_code) == (before, 0, 0)


def test_a_changed_file_takes_the_place_of_its_old_version(folder: Path, vocabulary: Vocabulary, empty_database: Driver) -> None:
    writer = GraphWriter(empty_database)
    ingest(LocalFiles([folder]), vocabulary, writer)
    (folder / "home-office.md").write_text(PLAN.replace("2031", "2035"))

    report = ingest(LocalFiles([folder]), vocabulary, writer)

    assert [entry.status for entry in report.entries] == ["read", "unchanged"]
    assert len(places(empty_database)) == 2


def test_documents_are_the_same_in_small_and_large_batches(
    folder: Path, vocabulary: Vocabulary, empty_database: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(LocalFiles([folder]), vocabulary, GraphWriter(empty_database))
    together = GraphStore(empty_database).summary()
    for place in places(empty_database):
        GraphWriter(empty_database).forget(place.id)
    monkeypatch.setattr(pipeline, "BATCH", 1)

    ingest(LocalFiles([folder / "review.txt", folder / "home-office.md"]), vocabulary, GraphWriter(empty_database))

    assert GraphStore(empty_database).summary() == together


def test_a_file_that_is_gone_is_reported_and_its_document_stays(folder: Path, vocabulary: Vocabulary, empty_database: Driver) -> None:
    ingest(LocalFiles([folder]), vocabulary, GraphWriter(empty_database))
    known = [location for place in places(empty_database) for location in place.locations]
    (folder / "review.txt").unlink()

    report = ingest(LocalFiles([folder]), vocabulary, GraphWriter(empty_database), known=[*known, "/elsewhere/other.md"])

    assert report.vanished == (str(folder / "review.txt"),)
    assert len(places(empty_database)) == 2


def test_every_field_of_a_place_is_given(folder: Path, vocabulary: Vocabulary, empty_database: Driver) -> None:
    (folder / "meta.json").write_text(
        json.dumps({"home-office.md": {"title": "Plan", "publisher": "Home Office", "published": "2030", "kind": "plan"}})
    )
    ingest(LocalFiles([folder / "home-office.md"]), vocabulary, GraphWriter(empty_database))

    (place,) = places(empty_database)

    assert replace(place, id="") == replace(
        place,
        id="",
        title="Plan",
        publisher="Home Office",
        kind="plan",
        locations=(str(folder / "home-office.md"),),
    )
    assert str(place.published_on) == "2030-01-01"
