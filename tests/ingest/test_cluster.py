"""Reading on a cluster: worker processes of dask.distributed on this machine, one of them killed in the middle."""

import builtins
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import LocalCluster
from neo4j import Driver

from graph.integrity import fingerprint
from graph.writer import GraphWriter
from ingest import cluster
from ingest.cluster import ClusterReaders, ClusterUnusable
from ingest.connectors import LocalFiles
from ingest.documents import Metadata, RawDocument
from ingest.pipeline import ingest
from ingest.report import IngestReport
from ingest.steps import Steps
from ingest.vocabulary import Vocabulary, load_vocabulary

DOCUMENTS = 40


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@contextmanager
def cluster_of(workers: int) -> Iterator[LocalCluster]:
    """A cluster of so many worker processes, each brought back by its nanny when it dies."""
    with LocalCluster(  # type: ignore[no-untyped-call]  # has no types
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as running:
        yield running


@pytest.fixture(scope="module")
def machines() -> Iterator[LocalCluster]:
    with cluster_of(2) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty plans, one of them no text at all."""
    for number in range(DOCUMENTS):
        (tmp_path / f"plan-{number:02}.md").write_text(
            f"# Cyber Security Plan {number}\n\nThe Home Office will train {number + 10} analysts by 2030.\n\n"
            + "The Cabinet Office and the Ministry of Justice will share data on incidents.\n\n" * 10
        )
    (tmp_path / "plan-07.md").write_bytes(b"plan\x00\xff\xfe\x81")
    return tmp_path


def statuses(report: IngestReport) -> list[tuple[str, str]]:
    return [(entry.name, entry.status) for entry in report.entries]


def kill_a_worker(machines: LocalCluster) -> None:
    """Ends one worker process, and not its nanny, by SIGKILL."""
    nanny = next(iter(machines.workers.values()))
    os.kill(nanny.process.pid, signal.SIGKILL)


def test_a_cluster_gives_the_same_graph_though_a_worker_is_killed(
    folder: Path, vocabulary: Vocabulary, machines: LocalCluster, empty_database: Driver, wipe: Callable[[], None]
) -> None:
    here = ingest(LocalFiles([folder]), vocabulary, GraphWriter(empty_database))
    expected = fingerprint(empty_database)
    wipe()
    killed = threading.Event()

    def kill_in_the_middle(step: str, done: float, total: float) -> None:
        if done >= 5 and not killed.is_set():
            killed.set()
            kill_a_worker(machines)

    readers = ClusterReaders(machines.scheduler_address)
    there = ingest(LocalFiles([folder]), vocabulary, GraphWriter(empty_database), readers=readers, report=kill_in_the_middle)

    assert killed.is_set()
    assert statuses(there) == statuses(here)
    assert fingerprint(empty_database) == expected

    again = ingest(LocalFiles([folder]), vocabulary, GraphWriter(empty_database), readers=readers)
    assert (again.count("unchanged"), again.count("failed")) == (DOCUMENTS - 1, 1)


def test_a_scheduler_that_does_not_answer_is_an_error(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_PATIENCE_S", 0.5)

    with pytest.raises(ClusterUnusable) as caught:
        list(ClusterReaders("tcp://127.0.0.1:1").outcomes(iter([plan()]), Steps(vocabulary)))

    assert caught.value.problem == "The cluster at tcp://127.0.0.1:1 cannot be used: its scheduler does not answer."
    assert caught.value.fix.startswith("Start one with 'dask scheduler'")


def test_an_address_that_is_none_is_an_error(vocabulary: Vocabulary) -> None:
    with pytest.raises(ClusterUnusable):
        list(ClusterReaders("nonsense://host").outcomes(iter([plan()]), Steps(vocabulary)))


def test_without_the_extra_the_error_says_how_to_get_it(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    import_module = builtins.__import__

    def without_distributed(name: str, *rest: object) -> object:
        if name == "distributed":
            raise ImportError(name)
        return import_module(name, *rest)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(builtins, "__import__", without_distributed)

    with pytest.raises(ClusterUnusable) as caught:
        list(ClusterReaders("tcp://127.0.0.1:1").outcomes(iter([plan()]), Steps(vocabulary)))

    assert caught.value.fix == "Install it with: pip install 'policygraph[cluster]'"


def test_workers_of_another_version_are_refused(vocabulary: Vocabulary, machines: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    def version() -> str:
        return str(time.time())

    monkeypatch.setattr(cluster, "extractor_version", version)

    with pytest.raises(ClusterUnusable) as caught:
        list(ClusterReaders(machines.scheduler_address).outcomes(iter([plan()]), Steps(vocabulary)))

    assert "another version of policygraph" in caught.value.problem


def test_a_cluster_without_workers_is_refused(vocabulary: Vocabulary) -> None:
    with cluster_of(0) as empty, pytest.raises(ClusterUnusable, match="it has no workers"):
        list(ClusterReaders(empty.scheduler_address).outcomes(iter([plan()]), Steps(vocabulary)))


def plan() -> RawDocument:
    return RawDocument("plan.md", "/plan.md", b"The Home Office will act.", "text/markdown", Metadata())
