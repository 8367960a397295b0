"""Reading in several processes at once, in order and never so far ahead that memory grows."""

import os
import pickle
import subprocess
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from queue import Empty, LifoQueue
from threading import Event
from typing import Protocol

from graph.settings import Settings
from ingest.documents import RawDocument, Skipped
from ingest.isolation import ReadingProcess, start_process
from ingest.outcome import Outcome
from ingest.reading_process import MEGABYTE, Limits
from ingest.report import skipped_entry
from ingest.steps import Steps

# So many documents, and so many bytes of them, may be read ahead of the one whose turn it is. Enough to keep the processes
# busy while a batch is written; what is read takes about eight times its bytes.
MOST_AHEAD = 256
MOST_BYTES_AHEAD = 25_000_000
# So long all documents wait for the first process before others are started: about what these would take to start.
WORTH_A_START_S = 1.0

Found = RawDocument | Skipped | Outcome
"""A document to be read, or something of which is known already what becomes of it."""


class Readers(Protocol):
    """Those who read documents, on this machine or on many."""

    def outcomes(self, found: Iterator[Found], steps: Steps) -> Generator[Outcome, None, None]:
        """What becomes of each, in the order they were found."""
        ...


@dataclass(frozen=True, slots=True)
class LocalReaders:
    """Processes on this machine, one for each core."""

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    limits: Limits = field(default_factory=Limits)
    started: "subprocess.Popen[bytes] | None" = None
    """A process for them that has been started already, see `warm`."""

    @classmethod
    def of(cls, settings: Settings) -> "LocalReaders":
        """As many, and with the limits, as the settings say."""
        return cls(settings.readers or os.cpu_count() or 1, limits_of(settings))

    def outcomes(self, found: Iterator[Found], steps: Steps) -> Generator[Outcome, None, None]:
        """What becomes of each document, in the order they were found.

        Raises:
            ReadersUnavailable: the processes do not start.
        """
        with Pool(self.workers, steps, self.limits, self.started) as pool:
            yield from in_order(found, pool.submit)


@contextmanager
def warm(readers: LocalReaders) -> Iterator[LocalReaders]:
    """The same readers, good for one run, whose first process starts at once: for who has to wait for something else before.

    Raises:
        ReadersUnavailable: it does not start.
    """
    process = start_process()
    try:
        yield replace(readers, started=process)
    finally:
        process.kill()
        # Closes its pipes and waits for its end.
        with process:
            pass


def limits_of(settings: Settings) -> Limits:
    """What the settings allow one document to cost."""
    return Limits(memory_bytes=settings.reader_memory_mb * MEGABYTE, patience_s=settings.reader_patience_s)


class Awaited(Protocol):
    """What a future of the standard library and one of a cluster have in common."""

    def done(self) -> bool:
        """Whether the outcome is there."""
        ...

    def result(self) -> Outcome:
        """The outcome; waits for it."""
        ...


def in_order(found: Iterator[Found], submit: Callable[[RawDocument], Awaited]) -> Iterator[Outcome]:
    """The outcomes in the order of `found`; reads ahead, but never so far that memory grows."""
    waiting: deque[tuple[Awaited, int]] = deque()
    ahead_bytes = 0
    for one in found:
        size = len(one.content) if isinstance(one, RawDocument) else 0
        waiting.append((submit(one) if isinstance(one, RawDocument) else _known(one), size))
        ahead_bytes += size
        # What is done is handed out at once: a slow source must not keep what it gave from being written.
        while waiting and (waiting[0][0].done() or len(waiting) > MOST_AHEAD or ahead_bytes > MOST_BYTES_AHEAD):
            outcome, size = waiting.popleft()
            ahead_bytes -= size
            yield outcome.result()
    while waiting:
        yield waiting.popleft()[0].result()


def _known(one: Skipped | Outcome) -> Awaited:
    done: Future[Outcome] = Future()
    done.set_result(Outcome(skipped_entry(one)) if isinstance(one, Skipped) else one)
    return done


class Pool:
    """Processes that read, started when they are first needed; all of them end with it."""

    def __init__(self, workers: int, steps: Steps, limits: Limits, started: "subprocess.Popen[bytes] | None" = None) -> None:
        packed = pickle.dumps((steps, limits), protocol=pickle.HIGHEST_PROTOCOL)
        self._readers = [ReadingProcess(packed, limits, None if number else started) for number in range(workers)]
        self._fresh = deque(self._readers)
        # The one that was busy last is asked first, so that few documents keep few processes.
        self._idle: LifoQueue[ReadingProcess] = LifoQueue()
        self._idle.put(self._fresh.popleft())
        self._one_started = Event()
        self._others_from = 0.0
        self._threads = ThreadPoolExecutor(workers, "reading")

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, raw: RawDocument) -> Future[Outcome]:
        """Have a document read; returns at once."""
        return self._threads.submit(self.read, raw)

    def read(self, raw: RawDocument) -> Outcome:
        """What becomes of one document; waits for a process that is free.

        Raises:
            ReadersUnavailable: the process does not start.
        """
        reader = self._reader()
        try:
            try:
                reader.start()
            finally:
                self._note_start()
            return reader.read(raw)
        finally:
            self._idle.put(reader)

    def _reader(self) -> ReadingProcess:
        """One that is free, else a fresh one; the first alone has the time of a start to do with all there is."""
        with suppress(Empty):
            return self._idle.get(block=False)
        # On a busy machine a start takes long, and a second one beside it would make it longer.
        self._one_started.wait()
        with suppress(Empty):
            return self._idle.get(timeout=max(self._others_from - time.monotonic(), 0) if self._fresh else None)
        with suppress(IndexError):
            return self._fresh.popleft()
        return self._idle.get()

    def _note_start(self) -> None:
        if not self._one_started.is_set():
            self._others_from = time.monotonic() + WORTH_A_START_S
            self._one_started.set()

    def close(self) -> None:
        """End all processes, also those in the middle of a document."""
        # First no new documents, then the processes: else a thread would start another one.
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._one_started.set()
        for reader in self._readers:
            reader.close()
        self._threads.shutdown()
