"""What is stored already is known by its bytes: nobody reads it again, unless anything that its reading starts from has changed."""

import json
import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from neo4j import Driver

from graph.copies import copy_of, location_of, marks_of, source_mark
from graph.writer import GraphWriter
from ingest.connectors import LocalFiles
from ingest.documents import Metadata, Problem, RawDocument
from ingest.one_document import read_and_extract
from ingest.outcome import Outcome, extractor_version
from ingest.pipeline import ingest
from ingest.recognition import recognised, source_of
from ingest.report import IngestReport
from ingest.steps import Steps
from ingest.vocabulary import Vocabulary, load_vocabulary
from ingest.workers import Found, LocalReaders

PLAN = "# Home Office Digital Plan\n\nThe Home Office will publish a data strategy by March 2031.\n"
RAW = RawDocument("plan.md", "/plans/plan.md", PLAN.encode(), "text/markdown", Metadata(title="Plan"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture
def writer(empty_database: Driver) -> GraphWriter:
    return GraphWriter(empty_database)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    root.mkdir()
    (root / "home-office.md").write_text(PLAN)
    (root / "review.md").write_text("# Ferry Review\n\nThe Department for Transport will review ferry safety by 2032.\n")
    return root


@dataclass(frozen=True)
class Watched:
    """Readers of this machine, and what they were given to read."""

    given: list[str] = field(default_factory=list)

    def outcomes(self, found: Iterator[Found], steps: Steps) -> Generator[Outcome, None, None]:
        yield from LocalReaders(1).outcomes(self._noted(found), steps)

    def _noted(self, found: Iterator[Found]) -> Iterator[Found]:
        for one in found:
            if isinstance(one, RawDocument):
                self.given.append(one.name)
            yield one


def run(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> tuple[list[str], list[tuple[str, str]], IngestReport]:
    """What had to be read, and what became of each file."""
    readers = Watched()
    report = ingest(LocalFiles([folder]), vocabulary, writer, readers=readers)
    return readers.given, [(entry.name, entry.status) for entry in report.entries], report


def test_a_second_run_reads_nothing(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> None:
    _, _, first = run(folder, vocabulary, writer)

    given, became, second = run(folder, vocabulary, writer)

    assert (given, became) == ([], [("home-office.md", "unchanged"), ("review.md", "unchanged")])
    assert [entry.document for entry in second.entries] == [entry.document for entry in first.entries]


def test_a_changed_file_alone_is_read(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> None:
    run(folder, vocabulary, writer)
    (folder / "home-office.md").write_text(PLAN.replace("2031", "2032"))

    assert run(folder, vocabulary, writer)[:2] == (["home-office.md"], [("home-office.md", "read"), ("review.md", "unchanged")])
    assert run(folder, vocabulary, writer)[0] == []


def test_another_sidecar_has_its_files_read_again(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> None:
    run(folder, vocabulary, writer)
    (folder / "meta.json").write_text(json.dumps({"review.md": {"title": "Ferries"}}))

    assert run(folder, vocabulary, writer)[:2] == (["review.md"], [("home-office.md", "unchanged"), ("review.md", "read")])


def test_a_moved_file_is_read_again(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> None:
    run(folder, vocabulary, writer)
    (folder / "review.md").rename(folder / "annex.md")

    assert run(folder, vocabulary, writer)[0] == ["annex.md"]


def test_what_other_rules_read_is_read_again(folder: Path, vocabulary: Vocabulary, writer: GraphWriter, empty_database: Driver) -> None:
    run(folder, vocabulary, writer)
    empty_database.execute_query("MATCH (d:Document {title: 'Ferry Review'}) SET d.extractor_version = 'older'")

    assert run(folder, vocabulary, writer)[:2] == (["review.md"], [("home-office.md", "unchanged"), ("review.md", "read")])


def test_another_vocabulary_has_all_read_again(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> None:
    run(folder, vocabulary, writer)
    own = replace(vocabulary, digest="own")

    assert run(folder, own, writer)[0] == ["home-office.md", "review.md"]
    assert run(folder, own, writer)[0] == []


def test_a_document_that_was_not_written_to_its_end_is_read_again(
    folder: Path, vocabulary: Vocabulary, writer: GraphWriter, empty_database: Driver
) -> None:
    run(folder, vocabulary, writer)
    empty_database.execute_query("MATCH (d:Document {title: 'Ferry Review'}) REMOVE d.extractor_version")

    assert run(folder, vocabulary, writer)[:2] == (["review.md"], [("home-office.md", "unchanged"), ("review.md", "read")])


def test_what_is_wrong_with_a_file_is_told_each_time(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> None:
    (folder / "bodies.csv").write_text("key,name\nD1,Home Office\nD2\n")
    _, _, first = run(folder, vocabulary, writer)

    given, _, second = run(folder, vocabulary, writer)

    assert given == ["bodies.csv"]
    assert [entry.problems for entry in second.entries] == [entry.problems for entry in first.entries]
    assert [problem.code for problem in second.entries[0].problems] == ["csv-short-row"]


def test_one_text_in_two_files_is_known_at_both_places(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> None:
    (folder / "copy.md").write_text(PLAN)
    run(folder, vocabulary, writer)

    assert run(folder, vocabulary, writer)[0] == []


def test_the_graph_is_the_same_as_if_all_had_been_read_again(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> None:
    run(folder, vocabulary, writer)
    (folder / "review.md").write_text("# Ferry Review\n\nThe Department for Transport will review ferry safety by 2033.\n")

    _, _, report = run(folder, vocabulary, writer)

    assert (report.written.documents_created, report.written.documents_removed) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"content": PLAN.encode() + b"\n"},
        {"name": "annex/plan.md"},
        {"location": "/other/plan.md"},
        {"media_type": "text/plain"},
        {"metadata": Metadata(title="Plan", publisher="Home Office")},
        {"metadata": Metadata(title="Plan", country="fr")},
        {"retrieved_on": date(2026, 1, 2)},
    ],
)
def test_whatever_reading_starts_from_counts(other: dict[str, object]) -> None:
    assert source_of(replace(RAW, **other)) != source_of(RAW)  # type: ignore[arg-type]  # fields of a RawDocument


def test_the_same_bytes_at_the_same_place_are_the_same() -> None:
    assert source_of(replace(RAW)) == source_of(RAW)


def test_metadata_with_problems_have_the_document_read_each_time(vocabulary: Vocabulary) -> None:
    noted = replace(RAW, problems=(Problem("metadata-unknown", "meta.json", "there is no field 'colour'", "Correct it."),))

    assert source_of(noted) is None
    assert read_and_extract(noted, vocabulary).source is None


def test_nothing_is_looked_at_when_nothing_is_stored() -> None:
    assert list(recognised(iter([RAW]), {}, extractor_version())) == [RAW]


def test_places_stored_by_an_older_version_are_still_understood(vocabulary: Vocabulary) -> None:
    graph = read_and_extract(RAW, vocabulary)
    old = json.dumps(["plan.md", "text/markdown", None, None, "/plans/plan.md"])

    before = marks_of([(graph.document.id, "1", [old])])
    now = marks_of([(graph.document.id, "1", [copy_of(graph.document, graph.location, graph.source)])])

    assert (location_of(old), before.documents, before.sources) == ("/plans/plan.md", now.documents, {})
    assert now.sources == {source_mark(str(graph.source), "1"): graph.document.id}


def test_what_is_found_again_needs_no_process(
    folder: Path, vocabulary: Vocabulary, writer: GraphWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, vocabulary, writer)
    monkeypatch.setattr("sys.executable", os.devnull)

    report = ingest(LocalFiles([folder]), vocabulary, writer)

    assert report.count("unchanged") == 2


def test_a_report_says_how_long_each_stage_took(folder: Path, vocabulary: Vocabulary, writer: GraphWriter) -> None:
    _, _, report = run(folder, vocabulary, writer)
    seconds = report.seconds

    assert min(seconds.finding, seconds.reading, seconds.extracting, seconds.writing) > 0
    assert max(seconds.finding, seconds.writing) <= seconds.total


def test_a_mark_hangs_on_the_rules() -> None:
    source = str(source_of(RAW))

    assert source_mark(source, extractor_version()) != source_mark(source, "older")
