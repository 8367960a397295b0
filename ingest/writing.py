"""Batches into the graph, one after the other, in a thread of their own: the next one is found and unpacked meanwhile."""

import time
from collections.abc import Sequence
from multiprocessing.pool import AsyncResult, ThreadPool
from typing import Protocol, Self

from graph.copies import Marks
from graph.document_graph import DocumentGraph
from graph.write_summary import WriteSummary


class Writer(Protocol):
    """What `ingest` needs of `graph.writer.GraphWriter`."""

    def write(self, graphs: Sequence[DocumentGraph]) -> WriteSummary:
        """Write documents, each whole or not at all."""
        ...

    def marks(self) -> Marks:
        """Marks of what is there already."""
        ...


# Who breaks a run off waits so long for the batch that is being written: a few times what a full one takes.
FAREWELL_S = 10.0


class Writing:
    """Writes batches in the order they are given, one at a time, so that there are never more than two in memory.

    When the `with` statement is left early, the batch that is being written is
    still finished, unless Neo4j is too slow for that; then Neo4j drops it whole.
    """

    def __init__(self, writer: Writer) -> None:
        self.written = WriteSummary()
        self.seconds = 0.0
        """How long batches took to write, added up."""
        self._writer = writer
        # Its thread does not keep the process from ending, as one of concurrent.futures would.
        self._thread = ThreadPool(1)
        self._last: AsyncResult[WriteSummary] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._last:
            self._last.wait(FAREWELL_S)
        self._thread.terminate()

    def write(self, batch: Sequence[DocumentGraph]) -> None:
        """Hand over a batch; returns when the one before it is written.

        Raises:
            PolicyGraphError: whatever writing the one before raised; this batch is dropped then.
        """
        self.end()
        self._last = self._thread.apply_async(self._write, (batch,))

    def end(self) -> None:
        """Wait until all is written.

        Raises:
            PolicyGraphError: whatever writing the last batch raised.
        """
        last, self._last = self._last, None
        if last:
            self.written += last.get()

    def _write(self, batch: Sequence[DocumentGraph]) -> WriteSummary:
        started = time.monotonic()
        try:
            return self._writer.write(batch)
        finally:
            self.seconds += time.monotonic() - started
