"""Documents in: found, read by several processes, and written in batches while these go on; a crash loses no more than a batch."""

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Protocol

from graph.copies import Marks
from graph.document_graph import DocumentGraph
from graph.progress import Report, silent
from graph.write_summary import WriteSummary
from ingest.documents import Connector
from ingest.outcome import Outcome, extractor_version, reading_version
from ingest.recognition import recognised
from ingest.report import Entry, IngestReport, Seconds
from ingest.steps import Steps
from ingest.vocabulary import Vocabulary
from ingest.workers import Found, LocalReaders, Readers

__all__ = ["extractor_version", "ingest"]

# A batch is written when it has so many documents, or touches so many nodes and relationships, or is so old; a crash loses no
# more than that. With 64 documents of 10 kB a batch takes half the time for each that it takes with 16.
BATCH = 64
BATCH_SIZE = 30_000
BATCH_AGE_S = 5.0


class Writer(Protocol):
    """What `ingest` needs of `graph.writer.GraphWriter`."""

    def write(self, graphs: Sequence[DocumentGraph]) -> WriteSummary:
        """Write documents, each whole or not at all."""
        ...

    def marks(self) -> Marks:
        """Marks of what is there already."""
        ...


def ingest(
    source: Connector,
    vocabulary: Vocabulary,
    writer: Writer | None,
    *,
    readers: Readers | None = None,
    known: Collection[str] = (),
    report: Report = silent,
) -> IngestReport:
    """Read the documents of a source into the graph.

    Args:
        source: where they come from, e.g. `LocalFiles([folder])`.
        vocabulary: organisations and themes known beforehand.
        writer: None for a dry run, which touches nothing.
        readers: who reads; None means processes on this machine, one for each core.
        known: places the graph has documents of, to notice which are gone.
        report: is told how far it has come.

    Returns:
        What became of each file or page, in the order they were found.

    Raises:
        SourceUnavailable: the whole source cannot be had.
        ReadersUnavailable: the processes that read do not start.
        DatabaseUnavailable: Neo4j went away; the batches before are written, and a second run goes on from there.
    """
    run = _Run(writer)
    marks = writer.marks() if writer else Marks()
    # A language model's answers hang on what a document says: which of them count is known once it is read.
    sources = {} if vocabulary.answers else marks.sources
    found = run.found(recognised(source.documents(), sources, reading_version(vocabulary.digest)))
    # Closed here and not some time later: the processes have to end with us, however we end.
    with closing((readers or LocalReaders()).outcomes(found, Steps(vocabulary, marks.documents))) as outcomes:
        for outcome in outcomes:
            run.take(outcome)
            report("reading documents", len(run.entries), max(source.count(), len(run.entries)))
        run.write()
    vanished = source.gone(known, {entry.location for entry in run.entries})
    run.seconds.total = time.monotonic() - run.started
    return IngestReport(tuple(run.entries), run.written, vanished, dry_run=writer is None, seconds=run.seconds)


@dataclass
class _Run:
    """What one run has done so far, how long it took, and the batch that is not yet written."""

    writer: Writer | None
    entries: list[Entry] = field(default_factory=list)
    written: WriteSummary = field(default_factory=WriteSummary)
    batch: list[DocumentGraph] = field(default_factory=list)
    size: int = 0
    since: float = 0.0
    started: float = field(default_factory=time.monotonic)
    seconds: Seconds = field(default_factory=Seconds)

    def found(self, documents: Iterator[Found]) -> Iterator[Found]:
        """The same documents, while it is noted how long they are waited for."""
        while True:
            started = time.monotonic()
            document = next(documents, None)
            self.seconds.finding += time.monotonic() - started
            if document is None:
                return
            yield document

    def take(self, outcome: Outcome) -> None:
        """Note what became of one document, and write the batch when it is full."""
        self.entries.append(outcome.entry)
        self.seconds.reading += outcome.reading_s
        self.seconds.extracting += outcome.extracting_s
        if not self.writer or outcome.packed is None:
            return
        graph = outcome.graph()
        self.since = self.since if self.batch else time.monotonic()
        self.batch.append(graph)
        self.size += graph.size
        if len(self.batch) >= BATCH or self.size >= BATCH_SIZE or time.monotonic() - self.since > BATCH_AGE_S:
            self.write()

    def write(self) -> None:
        """Write what there is."""
        started = time.monotonic()
        if self.writer and self.batch:
            self.written += self.writer.write(self.batch)
        self.batch, self.size = [], 0
        self.seconds.writing += time.monotonic() - started
