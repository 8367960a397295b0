"""A large collection from files to graph: how long each stage takes, how much memory, and whether kill -9 leaves a trace.

    python -m benchmarks.large_corpus --documents 500 --kills 5
    python -m benchmarks.large_corpus --documents 500 --kills 5 --only-killed

Writes documents of 10 kB (10,000 of them unless told otherwise), starts a Neo4j of
its own, ingests them, ingests them again, and then into another Neo4j, killed so many
times, each time when a random number of documents is in the graph; before every second
kill a process that reads is killed, too. With --only-killed only this disturbed run is
made: its fingerprint is to be compared with the one of an undisturbed run.

Memory is what is resident: of `policygraph ingest` with all its reading processes,
and, apart from it, of Neo4j. Pages that processes share count for each.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

import psutil
from neo4j import Driver

from benchmarks.loading import cypher
from benchmarks.policy_texts import Words, write_corpus
from graph.connection import connect
from graph.integrity import fingerprint, verify
from graph.local import LocalNeo4j
from graph.migrations import migrate
from graph.settings import Settings
from ingest.connectors import LocalFiles
from ingest.one_document import read, read_and_extract
from ingest.vocabulary import load_vocabulary

LOOK_EVERY_S = 0.5
STAGE_SAMPLE = 50


@dataclass
class Cost:
    """What one run took."""

    seconds: float = 0.0
    cpu_s: dict[int, float] = field(default_factory=dict)
    curve: list[tuple[float, int, int]] = field(default_factory=list)
    """Seconds from the start, and the bytes that are resident then: of the command with its processes, and of Neo4j."""
    told: str = ""
    """What the command said at its end."""

    def look(self, process: psutil.Process, neo4j: psutil.Process, now_s: float) -> None:
        """Take note of the process and all that it started, and of Neo4j."""
        resident = 0
        for one in (process, *process.children(recursive=True)):
            times, memory = one.cpu_times(), one.memory_info()
            self.cpu_s[one.pid] = times.user + times.system
            resident += memory.rss
        self.curve.append((now_s, resident, neo4j.memory_info().rss))

    def tenths(self) -> str:
        """The largest memory in each tenth of the run, of the command and of Neo4j, in megabytes."""
        parts = [self.curve[len(self.curve) * part // 10 : len(self.curve) * (part + 1) // 10] for part in range(10)]
        return " ".join(
            f"{max(ours for _, ours, _ in part) / 1e6:.0f}+{max(java for *_, java in part) / 1e6:.0f}" for part in parts if part
        )


@dataclass
class Killer:
    """Kills a run, and before it one of its reading processes, when so many documents are in the graph."""

    driver: Driver
    command_at: int
    late_s: float
    """So long after that: a batch is just written when its documents are seen, and it should be hit anywhere."""
    reader_at: int | None = None

    def look(self, process: psutil.Process) -> None:
        """Kill what is due."""
        there = documents_in(self.driver)
        if self.reader_at is not None and there >= self.reader_at:
            readers = [child for child in process.children() if "ingest.reading_process" in child.cmdline()]
            for reader in readers[:1]:
                reader.kill()
                print(f"a reading process was killed at {there} documents", flush=True)
            self.reader_at = None if readers else self.reader_at
        if there >= self.command_at:
            time.sleep(self.late_s)
            process.kill()
            process.wait()
            print(f"the command was killed at {there} documents", flush=True)


@contextmanager
def own_neo4j() -> Iterator[tuple[LocalNeo4j, Driver, dict[str, str]]]:
    """A Neo4j in a temporary folder, and the environment that leads a command to it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        server = LocalNeo4j(Settings(_env_file=None, home=Path(home), neo4j_uri=None, neo4j_port=None))
        server.start()
        try:
            login = {"neo4j_uri": server.uri, "neo4j_user": server.user, "neo4j_password": server.password}
            with connect(Settings(_env_file=None, neo4j_password_file=None, **login), retry_time_s=30) as driver:  # type: ignore[arg-type]
                migrate(driver, "neo4j")
                yield server, driver, {f"POLICYGRAPH_{name.upper()}": str(value) for name, value in login.items()}
        finally:
            server.stop()


def ingest(folder: Path, login: dict[str, str], neo4j: psutil.Process, killer: Killer | None = None) -> Cost:
    """One run of the command, to its end or until it is killed."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "ingest", str(folder)]
    cost, started = Cost(), time.monotonic()
    with (
        tempfile.TemporaryFile("w+") as out,
        subprocess.Popen(command, env={**os.environ, **login}, stdout=out, stderr=subprocess.DEVNULL) as running,
    ):
        process = psutil.Process(running.pid)
        while running.poll() is None:
            # A process may end while we look.
            with suppress(psutil.Error):
                cost.look(process, neo4j, time.monotonic() - started)
                if killer:
                    killer.look(process)
            time.sleep(LOOK_EVERY_S)
        cost.seconds = time.monotonic() - started
        out.seek(0)
        cost.told = "\n".join(out.read().splitlines()[-2:])
    return cost


def stages(folder: Path) -> str:
    """Milliseconds for reading and for extracting one document, from the first few."""
    vocabulary = load_vocabulary()
    raws = [raw for raw, _ in zip(LocalFiles([folder]).documents(), range(STAGE_SAMPLE + 1), strict=False)]
    spent = {"read": 0.0, "extract": 0.0}
    for index, raw in enumerate(raws):
        started = time.process_time()
        read(raw)  # type: ignore[arg-type]  # of a folder that holds documents only
        between = time.process_time()
        read_and_extract(raw, vocabulary)  # type: ignore[arg-type]
        # The first one waits for the rules to be loaded.
        if index:
            spent["read"] += between - started
            spent["extract"] += time.process_time() - between - (between - started)
    return ", ".join(f"{name} {1000 * total / max(1, len(raws) - 1):.1f} ms" for name, total in spent.items())


def tell(cost: Cost, documents: int, size: int, neo4j_s: float) -> None:
    """Print what an uninterrupted run took."""
    seconds, cpu_s = cost.seconds, sum(cost.cpu_s.values())
    cores = psutil.cpu_count() or 1
    print(cost.told)
    print(f"{documents} documents, {size / 1e6:.1f} MB in {seconds:.1f} s: {documents / seconds:.1f}/s, {size / 1e6 / seconds:.2f} MB/s")
    ours, java, both = (max(peak) for peak in zip(*((ours, java, ours + java) for _, ours, java in cost.curve), strict=True))
    print(f"peak of the command and its reading processes {ours / 1e6:.0f} MB, of Neo4j {java / 1e6:.0f} MB, of all {both / 1e6:.0f} MB")
    print(f"in each tenth of the run, command + Neo4j: {cost.tenths()} MB")
    parent, *readers = cost.cpu_s.values()
    print(f"computing: finding and writing {parent:.0f} s, reading and extracting {sum(readers):.0f} s, Neo4j {neo4j_s:.0f} s")
    print(f"share of the {cores} cores in use: {100 * (cpu_s + neo4j_s) / seconds / cores:.0f} %", flush=True)


def killed_run(folder: Path, documents: int, kills: int) -> str:
    """The fingerprint that a run ends in which was killed so many times on its way."""
    dice = random.Random(4)
    with own_neo4j() as (server, driver, login):
        java = psutil.Process(server.status().pid)
        for number, at in enumerate(sorted(dice.sample(range(1, documents), kills))):
            there = documents_in(driver)
            ingest(folder, login, java, Killer(driver, at, dice.uniform(0, 5), dice.randint(min(there, at), at) if number % 2 else None))
        last = ingest(folder, login, java)
        print(f"the last run took {last.seconds:.1f} s\n{last.told}", flush=True)
        return proven(driver)


def whole_run(folder: Path, documents: int, size: int) -> str:
    """The fingerprint of an uninterrupted run, after printing what it took, and what the same run takes once more."""
    with own_neo4j() as (server, driver, login):
        java = psutil.Process(server.status().pid)
        before = sum(java.cpu_times()[:2])
        cost = ingest(folder, login, java)
        tell(cost, documents, size, sum(java.cpu_times()[:2]) - before)
        again = ingest(folder, login, java)
        print(f"once more: {again.seconds:.1f} s\n{again.told}", flush=True)
        return proven(driver)


def documents_in(driver: Driver) -> int:
    """How many documents the graph has."""
    records, _, _ = driver.execute_query(cypher("bare_count"), database_="neo4j")
    return int(records[0].value())


def proven(driver: Driver) -> str:
    """The fingerprint of the graph, after printing it, what verify says, and how long both take."""
    started = time.monotonic()
    mark = fingerprint(driver)
    between = time.monotonic()
    report = verify(driver)
    print(f"fingerprint {mark} in {between - started:.1f} s")
    print(f"verify in {time.monotonic() - between:.1f} s: {report}", flush=True)
    return mark


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 when a killed run ended in another graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--only-killed", action="store_true")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = write_corpus(folder, asked.documents, Words.of(load_vocabulary()))
        with as_file(files("ingest") / "samples") as samples:
            shutil.copytree(samples, folder / "samples")
        if asked.only_killed:
            killed_run(folder, asked.documents, asked.kills)
            return 0
        print(f"one document: {stages(folder)}", flush=True)
        expected = whole_run(folder, asked.documents, size)
        if not asked.kills:
            return 0
        same = killed_run(folder, asked.documents, asked.kills) == expected
        print(f"killed {asked.kills} times, the graph is {'the same' if same else 'ANOTHER ONE'}")
        return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
