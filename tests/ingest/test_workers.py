"""Processes that read: in order, several at once, and none that fails takes another document with it."""

import importlib
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.copies import DocumentKey
from graph.settings import Settings
from ingest import isolation, workers
from ingest.documents import Metadata, Problem, RawDocument, Skipped
from ingest.framing import receive, send
from ingest.isolation import ReadersUnavailable, ReadingProcess
from ingest.one_document import read_and_extract
from ingest.outcome import Outcome
from ingest.reading_process import Limits
from ingest.report import Entry
from ingest.steps import Steps
from ingest.vocabulary import Vocabulary, load_vocabulary
from ingest.workers import Found, LocalReaders, in_order, limits_of, warm

HERE = Path(__file__).parent
SMALL = Limits(memory_bytes=150_000_000, patience_s=1.0)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch, vocabulary: Vocabulary) -> Steps:
    """Steps that do what the documents' names say, importable here and in the processes."""
    monkeypatch.syspath_prepend(str(HERE))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH", "")])))
    steps: Steps = importlib.import_module("hostile_steps").HostileSteps(vocabulary)
    return steps


def document(name: str, text: str = "The Home Office will train 30 analysts by 2030.") -> RawDocument:
    return RawDocument(name, f"/plans/{name}", text.encode(), "text/plain", Metadata(title=name))


def became(outcomes: Iterator[Outcome]) -> list[tuple[str, str, list[str]]]:
    return [(outcome.entry.name, outcome.entry.status, [problem.code for problem in outcome.entry.problems]) for outcome in outcomes]


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "ingest.reading_process" in child.cmdline()]


def two_children() -> list[psutil.Process]:
    """The processes that read, once there are two: the second starts a while after the first."""
    patience = time.monotonic() + 60
    while len(found := children()) < 2 and time.monotonic() < patience:
        time.sleep(0.05)
    return found


def gone(processes: list[psutil.Process], patience_s: float = 10) -> bool:
    return not psutil.wait_procs(processes, timeout=patience_s)[1]


def test_outcomes_come_in_the_order_of_the_documents(vocabulary: Vocabulary) -> None:
    longest_first = [document(f"plan-{number}", "The Cabinet Office will act.\n\n" * (400 - 50 * number)) for number in range(8)]
    missing = Skipped("annex.bin", "/plans/annex.bin", Problem("no-reader", "", "there is none", "Leave it."))

    outcomes = LocalReaders(3).outcomes(iter([*longest_first[:4], missing, *longest_first[4:]]), Steps(vocabulary))

    assert [outcome.entry.name for outcome in outcomes] == [
        *(f"plan-{number}" for number in range(4)),
        "annex.bin",
        *(f"plan-{number}" for number in range(4, 8)),
    ]


def test_a_process_gives_the_same_graph_as_reading_here(vocabulary: Vocabulary) -> None:
    raw = document("plan")

    (outcome,) = LocalReaders(1).outcomes(iter([raw]), Steps(vocabulary))

    assert outcome.graph() == read_and_extract(raw, vocabulary)
    assert outcome.entry.found["Commitment"] == 1


def test_what_is_stored_already_is_read_and_not_extracted(vocabulary: Vocabulary) -> None:
    raw = document("plan")
    graph = read_and_extract(raw, vocabulary)
    mark = DocumentKey(graph.document, raw.location, graph.extractor_version).mark

    (outcome,) = LocalReaders(1).outcomes(iter([raw]), Steps(vocabulary, frozenset([mark])))

    assert outcome == Outcome(Entry("plan", "/plans/plan", "unchanged", graph.document.id))
    with pytest.raises(ValueError, match="/plans/plan has no graph: it is unchanged"):
        outcome.graph()


def test_documents_that_ruin_their_process_cost_no_other(hostile: Steps) -> None:
    ruin = {
        "compute_for_ever": "too-slow",
        "compute_for_ever-late": "too-slow",
        "wait_for_ever": "too-slow",
        "eat_memory": "too-much-memory",
        "eat_memory_in_steps": "too-much-memory",
        "be_killed": "reader-crashed",
        "leave": "reader-crashed",
        "leave-late": "reader-crashed",
        "fail": "internal",
    }

    outcomes = LocalReaders(2, SMALL).outcomes(iter([document("before"), *map(document, ruin), document("after")]), hostile)

    assert became(outcomes) == [("before", "read", []), *((name, "failed", [code]) for name, code in ruin.items()), ("after", "read", [])]
    assert children() == []


def test_a_document_that_gets_little_of_a_busy_machine_is_read(hostile: Steps) -> None:
    """It takes longer by the clock than one that hangs is given."""
    outcomes = LocalReaders(1, SMALL).outcomes(iter([document("be_kept_waiting")]), hostile)

    assert became(outcomes) == [("be_kept_waiting", "read", [])]


def test_what_a_process_has_computed_before_is_not_held_against_the_next_document(hostile: Steps) -> None:
    outcomes = LocalReaders(1, SMALL).outcomes(iter([document("compute_a_while") for _ in range(4)]), hostile)

    assert became(outcomes) == [("compute_a_while", "read", [])] * 4


def test_one_that_hangs_keeps_no_other_from_being_read(hostile: Steps) -> None:
    outcomes = LocalReaders(2, SMALL).outcomes(
        iter([document("wait_for_ever"), *(document(f"plan-{number}") for number in range(5))]), hostile
    )

    first = next(outcomes)
    rest = became(outcomes)

    assert first.entry.problems[0].code == "too-slow"
    assert (len(rest), {status for _, status, _ in rest}) == (5, {"read"})


def test_few_documents_start_one_process_only(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    # However busy the machine is, these few take the first process less than this.
    monkeypatch.setattr(workers, "WORTH_A_START_S", 300.0)
    outcomes = LocalReaders(3).outcomes(iter([document(f"plan-{number}") for number in range(6)]), Steps(vocabulary))

    names = [next(outcomes).entry.name for _ in range(6)]
    running = len(children())
    outcomes.close()

    assert (names, running) == ([f"plan-{number}" for number in range(6)], 1)


def test_a_process_started_beforehand_reads_the_first_document(vocabulary: Vocabulary) -> None:
    with warm(LocalReaders(2)) as readers:
        (early,) = children()
        outcomes = readers.outcomes(iter([document("plan")]), Steps(vocabulary))

        first, running = next(outcomes), children()
        rest = became(outcomes)

    assert (first.entry.status, rest, running) == ("read", [], [early])
    assert gone([early])


def test_a_process_started_for_nothing_ends(vocabulary: Vocabulary) -> None:
    with warm(LocalReaders(2)):
        (early,) = children()

    assert gone([early])


def test_many_documents_start_as_many_processes_as_there_may_be(vocabulary: Vocabulary) -> None:
    text = "The Cabinet Office and the Home Office will publish a plan by 2031.\n\n" * 200

    outcomes = LocalReaders(2).outcomes((document(f"plan-{number}", text) for number in range(200)), Steps(vocabulary))
    next(outcomes)
    running = two_children()
    outcomes.close()

    assert len(running) == 2


def test_what_is_read_elsewhere_needs_neither_the_rules_nor_the_driver_here() -> None:
    loads = "import sys, ingest.pipeline, ingest.cluster; print(*(name in sys.modules for name in ('neo4j', 'ingest.extraction')))"

    done = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("False False\n", "")


def test_the_process_that_reads_needs_no_driver() -> None:
    loads = "import sys, ingest.reading_process, ingest.one_document; print('neo4j' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("False\n", "")


def test_every_ending_says_why_and_what_to_do() -> None:
    endings = [("too-slow", -9), ("too-much-memory", -9), (None, -9), (None, 3)]

    told = [isolation._why(verdict, status) for verdict, status in endings]

    assert [(problem.code, problem.reason) for problem in told] == [
        ("too-slow", "reading it takes too long"),
        ("too-much-memory", "reading it takes more memory than a document is given"),
        ("reader-crashed", "the process that read it was ended by SIGKILL"),
        ("reader-crashed", "the process that read it ended with 3"),
    ]
    assert all(problem.fix.endswith(".") or "POLICYGRAPH_" in problem.fix for problem in told)


@pytest.mark.parametrize("status", [-signal.SIGPROF, -signal.SIGALRM])
def test_the_kernels_own_limits_are_told_as_too_slow(status: int) -> None:
    assert isolation._why(None, status).code == "too-slow"


def test_what_a_library_prints_is_not_taken_for_an_answer(hostile: Steps) -> None:
    outcomes = LocalReaders(1, SMALL).outcomes(iter([document("chatter"), document("after")]), hostile)

    assert became(outcomes) == [("chatter", "read", []), ("after", "read", [])]


def test_the_watch_holds_memory_where_the_kernel_does_not(hostile: Steps) -> None:
    # The kernel is told a larger limit than the watch, as if it had none.
    packed = pickle.dumps((hostile, Limits(memory_bytes=5_000_000_000, patience_s=20)))
    reader = ReadingProcess(packed, Limits(memory_bytes=100_000_000, patience_s=20))

    outcome = reader.read(document("eat_memory_in_steps"))
    reader.close()

    assert [problem.code for problem in outcome.entry.problems] == ["too-much-memory"]


def test_a_run_that_is_left_ends_its_processes(hostile: Steps) -> None:
    outcomes = LocalReaders(2, Limits()).outcomes(
        iter([document("plan"), document("wait_for_ever"), document("compute_for_ever")]), hostile
    )
    next(outcomes)
    running = two_children()

    outcomes.close()

    assert len(running) == 2
    assert gone(running)


def test_a_reader_that_was_closed_starts_no_new_process(vocabulary: Vocabulary) -> None:
    reader = ReadingProcess(pickle.dumps((Steps(vocabulary), SMALL)), SMALL)
    reader.close()

    with pytest.raises(ReadersUnavailable):
        reader.read(document("plan"))


def test_processes_that_do_not_start_are_an_error_and_not_a_lost_document(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(ReadersUnavailable) as caught:
        list(LocalReaders(1).outcomes(iter([document("plan")]), Steps(vocabulary)))

    assert caught.value.problem == "A process to read documents does not start: No such file or directory."


def test_a_module_in_the_current_folder_is_not_taken_for_ours(
    tmp_path: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('not the module you mean')")
    (tmp_path / "ingest.py").write_text("raise SystemExit('not the module you mean')")
    monkeypatch.chdir(tmp_path)

    assert became(LocalReaders(1).outcomes(iter([document("plan")]), Steps(vocabulary))) == [("plan", "read", [])]


def test_no_more_is_read_ahead_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST_AHEAD", 3)
    taken, handed = 0, threading.Semaphore(0)

    def found() -> Iterator[RawDocument]:
        nonlocal taken
        for number in range(10):
            taken += 1
            yield document(f"plan-{number}")

    outcomes = in_order(found(), waits_for(handed))
    handed.release(10)
    next(outcomes)

    assert taken == 4


def test_large_documents_are_not_heaped_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST_BYTES_AHEAD", 1_000)
    submitted: list[str] = []

    def submit(raw: RawDocument) -> Future[Outcome]:
        submitted.append(raw.name)
        return Slow(raw)

    outcomes = in_order(iter([document(f"plan-{number}", "x" * 600) for number in range(5)]), submit)
    next(outcomes)

    assert submitted == ["plan-0", "plan-1"]


class Slow(Future[Outcome]):
    """Is never there until it is asked for."""

    def __init__(self, raw: RawDocument) -> None:
        super().__init__()
        self.raw = raw

    def done(self) -> bool:
        return False

    def result(self, timeout: float | None = None) -> Outcome:
        return Outcome(Entry(self.raw.name, self.raw.location, "read"))


def waits_for(handed: threading.Semaphore) -> Callable[[RawDocument], Slow]:
    class Waiting(Slow):
        def result(self, timeout: float | None = None) -> Outcome:
            handed.acquire()
            return super().result()

    return Waiting


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 400)), max_size=30))
def test_whatever_comes_is_handed_out_once_and_in_order(documents: list[tuple[bool, int]]) -> None:
    problem = Problem("no-reader", "", "there is none", "Leave it.")
    found: list[Found] = [
        document(str(number), "x" * size) if readable else Skipped(str(number), str(number), problem)
        for number, (readable, size) in enumerate(documents)
    ]

    assert [outcome.entry.name for outcome in in_order(iter(found), Slow)] == [str(number) for number in range(len(found))]


def test_a_slow_source_does_not_keep_back_what_is_done() -> None:
    def found() -> Iterator[RawDocument]:
        yield document("first")
        pytest.fail("the second was asked for before the first was handed out")

    def submit(raw: RawDocument) -> Future[Outcome]:
        done: Future[Outcome] = Future()
        done.set_result(Outcome(Entry(raw.name, raw.location, "read")))
        return done

    assert next(in_order(found(), submit)).entry.name == "first"


def test_the_settings_say_how_many_and_how_much() -> None:
    settings = Settings(_env_file=None, readers=3, reader_memory_mb=200, reader_patience_s=2)

    assert LocalReaders.of(settings) == LocalReaders(3, limits_of(settings))
    assert limits_of(settings) == Limits(memory_bytes=200_000_000, patience_s=2)


def test_large_documents_are_given_more_time() -> None:
    limits = Limits(patience_s=5, reading_s_per_mb=10)

    assert [limits.reading_s(document("plan", "x" * size)) for size in (0, 500_000, 2_000_000)] == [5, 10, 25]


@given(st.lists(st.binary(max_size=200)))
def test_messages_arrive_as_they_were_sent(messages: list[bytes]) -> None:
    pipe = io.BytesIO()
    for message in messages:
        send(pipe, message)
    pipe.seek(0)

    assert [receive(pipe) for _ in messages] == messages
    assert receive(pipe) == b""


@given(st.binary(min_size=1, max_size=50), st.data())
def test_half_a_message_is_none(message: bytes, data: st.DataObject) -> None:
    pipe = io.BytesIO()
    send(pipe, message)
    cut = data.draw(st.integers(0, len(pipe.getvalue()) - 1))

    assert receive(io.BytesIO(pipe.getvalue()[:cut])) == b""
