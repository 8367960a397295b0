"""Reading in several processes at once, in order and never so far ahead that memory grows."""

import os
import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import LifoQueue
from typing import Protocol

from graph.settings import Settings
from ingest.documents import RawDocument, Skipped
from ingest.isolation import ReadingProcess
from ingest.one_document import Outcome, Steps
from ingest.reading_process import MEGABYTE, Limits
from ingest.report import skipped_entry

# So many documents, and so many bytes of them, may be read ahead of the one whose turn it is. Enough to keep the processes
# busy while a batch is written; what is read takes about eight times its bytes.
MOST_AHEAD = 256
MOST_BYTES_AHEAD = 25_000_000

Found = RawDocument | Skipped


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

    @classmethod
    def of(cls, settings: Settings) -> "LocalReaders":
        """As many, and with the limits, as the settings say."""
        return cls(settings.readers or os.cpu_count() or 1, limits_of(settings))

    def outcomes(self, found: Iterator[Found], steps: Steps) -> Generator[Outcome, None, None]:
        """What becomes of each document, in the order they were found.

        Raises:
            ReadersUnavailable: the processes do not start.
        """
        with Pool(self.workers, steps, self.limits) as pool:
            yield from in_order(found, pool.submit)


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
    for document in found:
        size = 0 if isinstance(document, Skipped) else len(document.content)
        waiting.append((_skipped(document) if isinstance(document, Skipped) else submit(document), size))
        ahead_bytes += size
        # What is done is handed out at once: a slow source must not keep what it gave from being written.
        while waiting and (waiting[0][0].done() or len(waiting) > MOST_AHEAD or ahead_bytes > MOST_BYTES_AHEAD):
            outcome, size = waiting.popleft()
            ahead_bytes -= size
            yield outcome.result()
    while waiting:
        yield waiting.popleft()[0].result()


def _skipped(document: Skipped) -> Awaited:
    done: Future[Outcome] = Future()
    done.set_result(Outcome(skipped_entry(document)))
    return done


class Pool:
    """Processes that read, started when they are first needed; all of them end with it."""

    def __init__(self, workers: int, steps: Steps, limits: Limits) -> None:
        packed = pickle.dumps((steps, limits), protocol=pickle.HIGHEST_PROTOCOL)
        self._readers = [ReadingProcess(packed, limits) for _ in range(workers)]
        # The one that was busy last is asked first, so that few documents start few processes.
        self._idle: LifoQueue[ReadingProcess] = LifoQueue()
        for reader in self._readers:
            self._idle.put(reader)
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
        reader = self._idle.get()
        try:
            return reader.read(raw)
        finally:
            self._idle.put(reader)

    def close(self) -> None:
        """End all processes, also those in the middle of a document."""
        # First no new documents, then the processes: else a thread would start another one.
        self._threads.shutdown(wait=False, cancel_futures=True)
        for reader in self._readers:
            reader.close()
        self._threads.shutdown()
