"""The report as a file: whole or under another name, a line for each entry, and safe to look at."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import OutputUnwritable
from ingest.documents import Metadata, Problem, RawDocument
from ingest.noting import NotingReaders
from ingest.one_document import read
from ingest.outcome import Outcome, attempt
from ingest.report import Entry, IngestReport, ReportWriter, json_text
from ingest.steps import Steps
from ingest.verbatim import LONGEST_VERBATIM, cut, excerpt
from ingest.vocabulary import Vocabulary
from ingest.workers import Found


def lines(path: Path) -> list[str]:
    return [json.loads(line)["name"] for line in path.read_text().split("\n") if line]


def test_entries_stand_in_the_file_when_all_are_written(tmp_path: Path) -> None:
    with ReportWriter(tmp_path / "report.jsonl") as report:
        report.add(Entry("a.md", "/a.md", "read"))
        report.add(Entry("b.md", "/b.md", "failed", problems=(Problem("empty", "", "no text", "Look."),)))

        assert not (tmp_path / "report.jsonl").exists()

    assert [path.name for path in tmp_path.iterdir()] == ["report.jsonl"]
    assert lines(tmp_path / "report.jsonl") == ["a.md", "b.md"]


def test_an_old_report_is_replaced_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "report.jsonl").write_text("old")

    IngestReport((Entry("a.md", "/a.md", "read"),)).write(tmp_path / "report.jsonl")

    assert lines(tmp_path / "report.jsonl") == ["a.md"]


def write_and_stop(path: Path) -> None:
    with ReportWriter(path) as report:
        report.add(Entry("a.md", "/a.md", "read"))
        raise KeyboardInterrupt


def test_when_something_else_fails_what_was_written_stays_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "report.jsonl").write_text("old")

    with pytest.raises(KeyboardInterrupt):
        write_and_stop(tmp_path / "report.jsonl")

    (partial,) = tmp_path.glob("report.jsonl.partial-*")
    assert (lines(partial), (tmp_path / "report.jsonl").read_text()) == (["a.md"], "old")


def fail_at_once(path: Path) -> None:
    with ReportWriter(path):
        raise KeyboardInterrupt


def test_a_run_that_ends_before_the_first_entry_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fail_at_once(tmp_path / "report.jsonl")

    assert list(tmp_path.iterdir()) == []


class Given:
    """Readers that have read already."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self.given = outcomes
        self.closed = False

    def outcomes(self, found: Iterator[Found], steps: Steps) -> Generator[Outcome, None, None]:
        assert (list(found), steps) == ([], STEPS)
        try:
            yield from self.given
        finally:
            self.closed = True


STEPS = Steps(Vocabulary((), ()))
DEEP = Problem("json-too-deep", "line 1", "too deep", "Flatten it.", verbatim="[" * 1000)


def test_each_entry_stands_in_the_report_before_the_next_document_is_handed_out(tmp_path: Path) -> None:
    readers = Given([Outcome(Entry(name, f"/{name}", "read")) for name in ("a.md", "b.md")])

    with ReportWriter(tmp_path / "report.jsonl") as file:
        outcomes = NotingReaders(readers, file).outcomes(iter(()), STEPS)
        next(outcomes)

        (partial,) = tmp_path.iterdir()
        assert lines(partial) == ["a.md"]
        next(outcomes)
        assert lines(partial) == ["a.md", "b.md"]


@pytest.mark.parametrize(("whole", "kept"), [(True, DEEP.verbatim), (False, None)])
def test_what_stands_in_a_file_is_reported_and_kept_only_when_it_is_wanted_again(tmp_path: Path, *, whole: bool, kept: str | None) -> None:
    readers = Given([Outcome(Entry("a.json", "/a.json", "failed", problems=(DEEP,)), b"graph")])

    with ReportWriter(tmp_path / "report.jsonl") as file:
        outcomes = list(NotingReaders(readers, file, whole).outcomes(iter(()), STEPS))

    assert outcomes == [Outcome(Entry("a.json", "/a.json", "failed", problems=(replace(DEEP, verbatim=kept),)), b"graph")]
    assert json.loads((tmp_path / "report.jsonl").read_text())["problems"][0]["verbatim"] == DEEP.verbatim


def test_readers_end_with_the_run_that_is_left() -> None:
    readers = Given([Outcome(Entry(name, f"/{name}", "read")) for name in ("a.md", "b.md")])

    outcomes = NotingReaders(readers).outcomes(iter(()), STEPS)
    next(outcomes)
    outcomes.close()

    assert readers.closed


KILLED = """
import os, signal, sys
from pathlib import Path
from ingest.noting import NotingReaders
from ingest.one_document import read
from ingest.outcome import Outcome, attempt
from ingest.report import Entry, ReportWriter
with ReportWriter(Path(sys.argv[1])) as report:
    report.add(Entry("a.md", "/a.md", "read"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_even_when_killed_each_entry_written_can_be_read(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "report.jsonl")], env=os.environ, check=False)

    (partial,) = tmp_path.iterdir()
    assert (done.returncode, partial.name.startswith("report.jsonl.partial-")) == (-signal.SIGKILL, True)
    assert lines(partial) == ["a.md"]


def test_a_folder_that_is_not_there_is_said_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable), ReportWriter(tmp_path / "nowhere" / "report.jsonl"):
        pytest.fail("the report was opened")


@given(st.text(alphabet=st.characters(codec=None)))
def test_json_holds_any_text_on_one_line_that_any_program_reads(text: str) -> None:
    written = json_text({"name": text})

    assert json.loads(written) == {"name": text}
    assert len(written.splitlines()) == 1
    written.encode()


@pytest.mark.parametrize("letter", ["\u202e", "\u2028", "\u200b", "\x9b", "\x1b", "\ud800", "\U000e0041"])
def test_nothing_in_json_acts_on_who_looks_at_it(letter: str) -> None:
    assert letter not in json_text([letter])
    assert json.loads(json_text([letter])) == [letter]


def test_letters_of_any_language_stay_readable() -> None:
    assert json_text({"name": "Überblick 計画"}) == '{"name": "Überblick 計画"}'


@pytest.mark.parametrize(
    ("content", "place", "expected"),
    [
        (b"plan", "", "plan"),
        (b"pl\xffn", "byte 2", "pl\\xffn"),
        (b"a" * 2000 + b"\xff", "byte 2000", "a" * 250 + "\\xff"),
        (b"plan", "line 3", "plan"),
        (b"plan", "byte 99999999999999", "plan"),
        (b"b" * 5000, "", "b" * LONGEST_VERBATIM),
    ],
)
def test_an_excerpt_shows_what_stands_at_the_fault(content: bytes, place: str, expected: str) -> None:
    assert excerpt(content, place) == expected


def test_a_long_row_is_cut_and_says_so() -> None:
    assert cut("a" * LONGEST_VERBATIM) == "a" * LONGEST_VERBATIM
    assert cut("a" * (LONGEST_VERBATIM + 1200)) == "a" * LONGEST_VERBATIM + "… (1,200 characters more)"


def test_a_file_of_which_all_was_rejected_says_what_it_was() -> None:
    raw = RawDocument("all.jsonl", "/all.jsonl", b"{first\n{second\n", "application/x-ndjson", Metadata())

    entry = attempt(raw, read)

    assert isinstance(entry, Entry)
    assert [(problem.code, problem.verbatim) for problem in entry.problems] == [
        ("json-syntax", "{first"),
        ("json-syntax", "{second"),
        ("empty", "{first\n{second\n"),
    ]
