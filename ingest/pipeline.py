"""Documents in: found, read by several processes, and written in batches while these go on; a crash loses no more than a batch."""

import time
from collections.abc import Collection, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field

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
from ingest.writing import Writer, Writing

__all__ = ["extractor_version", "ingest"]

# A batch is written when it has so many documents, or touches so many nodes and relationships, or is so old; a crash loses no
# more than that. With 64 documents of 10 kB a batch takes half the time for each that it takes with 16.
BATCH = 64
BATCH_SIZE = 30_000
BATCH_AGE_S = 5.0


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
    marks = writer.marks() if writer else Marks()
    # A language model's answers hang on what a document says: which of them count is known once it is read.
    sources = {} if vocabulary.answers else marks.sources
    with Writing(writer) if writer else nullcontext() as writing:
        run = _Run(writing)
        found = run.found(recognised(source.documents(), sources, reading_version(vocabulary.digest)))
        # Closed here and not some time later: the processes have to end with us, however we end.
        with closing((readers or LocalReaders()).outcomes(found, Steps(vocabulary, marks.documents))) as outcomes:
            for outcome in outcomes:
                run.take(outcome)
                report("reading documents", len(run.entries), max(source.count(), len(run.entries)))
        written = run.end()
    vanished = source.gone(known, {entry.location for entry in run.entries})
    return IngestReport(tuple(run.entries), written, vanished, dry_run=writer is None, seconds=run.seconds)


@dataclass
class _Run:
    """What one run has done so far, how long it took, and the batch that is not yet written."""

    writing: Writing | None
    entries: list[Entry] = field(default_factory=list)
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
        if not self.writing or outcome.packed is None:
            return
        graph = outcome.graph()
        self.since = self.since if self.batch else time.monotonic()
        self.batch.append(graph)
        self.size += graph.size
        if len(self.batch) >= BATCH or self.size >= BATCH_SIZE or time.monotonic() - self.since > BATCH_AGE_S:
            self._write()

    def end(self) -> WriteSummary:
        """Write what is left; what the whole run has written."""
        self._write()
        if self.writing:
            self.writing.end()
            self.seconds.writing = self.writing.seconds
        self.seconds.total = time.monotonic() - self.started
        return self.writing.written if self.writing else WriteSummary()

    def _write(self) -> None:
        if self.writing and self.batch:
            self.writing.write(self.batch)
        self.batch, self.size = [], 0
