"""`policygraph ingest` ended by kill -9 and run again, in processes of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from neo4j import Driver

from graph.integrity import fingerprint, verify
from graph.settings import Settings

DOCUMENTS = 60
# As at a terminal: where tests run in the background, Python is born deaf to Ctrl+C.
COMMAND = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from api.cli import main; main()"
RunIngest = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sixty plans of three departments."""
    for number in range(DOCUMENTS):
        (tmp_path / f"plan-{number:02}.md").write_text(
            f"# Cyber Security Plan {number}\n\nThe Home Office will train {number + 10} analysts by 2030.\n\n"
            "The Cabinet Office and the Ministry of Justice will share data on incidents.\n",
            encoding="utf-8",
        )
    return tmp_path


@pytest.fixture
def start_ingest(settings: Settings, folder: Path) -> RunIngest:
    """Starts `policygraph ingest` on the folder and on the test session's Neo4j."""
    assert settings.neo4j_password is not None
    own = {
        "POLICYGRAPH_NEO4J_URI": str(settings.neo4j_uri),
        "POLICYGRAPH_NEO4J_USER": settings.neo4j_user,
        "POLICYGRAPH_READERS": "2",
        "POLICYGRAPH_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
    }

    def start() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, "ingest", str(folder)],
            env={**os.environ, **own},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    return start


def documents_written(driver: Driver) -> int:
    records, _, _ = driver.execute_query("MATCH (d:Document) RETURN count(d) AS written")
    return int(records[0]["written"])


def exit_code(process: "subprocess.Popen[bytes]") -> int:
    """What it ends with."""
    process.communicate()
    return process.returncode


def kill_after(process: "subprocess.Popen[bytes]", driver: Driver, written: int) -> None:
    """Ends the process by SIGKILL as soon as so many documents are in the graph."""
    patience = time.monotonic() + 120
    while process.poll() is None and documents_written(driver) < written and time.monotonic() < patience:
        time.sleep(0.02)
    process.kill()
    process.communicate()


def reading_processes(process: "subprocess.Popen[bytes]") -> list[psutil.Process]:
    """The processes that read for it, once it has any."""
    patience = time.monotonic() + 60
    while time.monotonic() < patience and process.poll() is None:
        found = [child for child in psutil.Process(process.pid).children() if "ingest.reading_process" in child.cmdline()]
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(process.communicate())


def test_an_ingest_killed_twice_ends_in_the_same_graph(empty_database: Driver, start_ingest: RunIngest, wipe: Callable[[], None]) -> None:
    assert exit_code(start_ingest()) == 0
    undisturbed = fingerprint(empty_database)
    wipe()

    kill_after(start_ingest(), empty_database, written=1)
    kill_after(start_ingest(), empty_database, written=DOCUMENTS // 2)
    assert exit_code(start_ingest()) == 0

    assert documents_written(empty_database) == DOCUMENTS
    assert fingerprint(empty_database) == undisturbed
    assert verify(empty_database).ok


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_ingest_says_so_and_leaves_no_process(sent: signal.Signals, empty_database: Driver, start_ingest: RunIngest) -> None:
    process = start_ingest()
    readers = reading_processes(process)

    process.send_signal(sent)
    _, errors = process.communicate(timeout=30)

    assert process.returncode == 130
    assert errors.decode().splitlines() == [
        "Interrupted. What was written is whole; the batch that was being filled was dropped.",
        "Run the same command again: it goes on where it was.",
    ]
    assert psutil.wait_procs(readers, timeout=10)[1] == []
    assert verify(empty_database).ok


def test_a_killed_ingest_leaves_no_process(empty_database: Driver, start_ingest: RunIngest) -> None:
    process = start_ingest()
    readers = reading_processes(process)

    process.kill()
    process.communicate()

    assert psutil.wait_procs(readers, timeout=10)[1] == []


def test_a_second_ingest_creates_nothing(empty_database: Driver, start_ingest: RunIngest) -> None:
    assert exit_code(start_ingest()) == 0
    first = fingerprint(empty_database)

    assert exit_code(start_ingest()) == 0
    assert fingerprint(empty_database) == first


def test_two_ingests_at_once_write_each_document_once(empty_database: Driver, start_ingest: RunIngest) -> None:
    both = [start_ingest(), start_ingest()]

    assert [exit_code(process) for process in both] == [0, 0]
    assert documents_written(empty_database) == DOCUMENTS
    assert verify(empty_database).ok
