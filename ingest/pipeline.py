"""Documents in: found, read, extracted, assembled and written in small batches, so that a crash loses nothing that was done."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from typing import Protocol, TypeVar

from graph.copies import DocumentKey
from graph.document_graph import DocumentGraph, check
from graph.errors import PolicyGraphError, UnreadableDocument
from graph.progress import Report, silent
from graph.writer import WriteSummary
from ingest.documents import Connector, Problem, RawDocument, ReadDocument, Skipped
from ingest.extraction.extract import extract
from ingest.formats import format_for
from ingest.report import Entry, IngestReport, Status, counts, skipped_entry
from ingest.resolution.assemble import assemble, document_node
from ingest.verbatim import excerpt
from ingest.vocabulary import Vocabulary

# So many files are read before they are written; a crash loses no more than these.
BATCH = 16
# What decides how a document is read: when any of it changes, documents are read again.
READING_CODE = ("ingest.formats", "ingest.extraction", "ingest.resolution", "ingest.vocabulary", "ingest.imports")

Done = TypeVar("Done")


class Writer(Protocol):
    """What `ingest` needs of `graph.writer.GraphWriter`."""

    def write(self, graphs: Sequence[DocumentGraph]) -> WriteSummary:
        """Write documents, each whole or not at all."""
        ...

    def unchanged(self, keys: Iterable[DocumentKey]) -> set[str]:
        """The locations among `keys` where nothing changed."""
        ...


def read(raw: RawDocument) -> ReadDocument:
    """The document as its format reads it.

    Raises:
        UnreadableDocument: there is no reader for it, or the reader cannot make sense of it.
    """
    document = format_for(raw).read(raw)
    if not any(block.kind != "furniture" for block in document.blocks):
        raise UnreadableDocument(raw.name, code="empty", reason="there is no text in it", fix="Check that it is the file you mean.")
    return document


def graph_of(document: ReadDocument, vocabulary: Vocabulary) -> DocumentGraph:
    """All that the rules find in a document, ready to be written.

    Raises:
        UnwritableGraph: the rules broke a promise of the graph.
    """
    subgraph = assemble(document, extract(document, vocabulary))
    graph = DocumentGraph(subgraph, document.text, document.raw.location, extractor_version())
    check(graph)
    return graph


def read_and_extract(raw: RawDocument, vocabulary: Vocabulary) -> DocumentGraph:
    """From bytes to a graph that can be written; needs no database.

    Raises:
        UnreadableDocument: it cannot be read.
        UnwritableGraph: the rules broke a promise of the graph.
    """
    return graph_of(read(raw), vocabulary)


def ingest(
    source: Connector, vocabulary: Vocabulary, writer: Writer | None, *, known: Collection[str] = (), report: Report = silent
) -> IngestReport:
    """Read the documents of a source into the graph.

    Args:
        source: where they come from, e.g. `LocalFiles([folder])`.
        vocabulary: organisations and themes known beforehand.
        writer: None for a dry run, which touches nothing.
        known: places the graph has documents of, to notice which are gone.
        report: is told how far it has come.

    Returns:
        What became of each file or page, in the order they were found.

    Raises:
        SourceUnavailable: the whole source cannot be had.
        DatabaseUnavailable: Neo4j went away; the batches before are written, and a second run goes on from there.
    """
    run = _Run(vocabulary, writer)
    for batch in _batches(source.documents()):
        run.take(batch)
        report("reading documents", len(run.entries), max(source.count(), len(run.entries)))
    vanished = source.gone(known, {entry.location for entry in run.entries})
    return IngestReport(tuple(run.entries), run.written, vanished, dry_run=writer is None)


@cache
def extractor_version() -> str:
    """A digest of the rules and vocabularies: documents read by others are read again."""
    total = hashlib.sha256()
    for package in READING_CODE:
        for file in _code_files(files(package)):
            # Line ends depend on how the code was checked out and change no rule.
            total.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()[:16]


@dataclass
class _Run:
    """What one run has done so far."""

    vocabulary: Vocabulary
    writer: Writer | None
    entries: list[Entry] = field(default_factory=list)
    written: WriteSummary = field(default_factory=WriteSummary)

    def take(self, batch: Sequence[RawDocument | Skipped]) -> None:
        """Read, extract and write one batch."""
        outcomes = [skipped_entry(found) if isinstance(found, Skipped) else _attempt(found, read) for found in batch]
        same = self._unchanged([outcome for outcome in outcomes if isinstance(outcome, ReadDocument)])
        graphs: list[DocumentGraph] = []
        entries = [outcome if isinstance(outcome, Entry) else self._entry(outcome, same, graphs) for outcome in outcomes]
        if self.writer and graphs:
            self.written += self.writer.write(graphs)
        self.entries += entries

    def _unchanged(self, documents: Sequence[ReadDocument]) -> set[str]:
        if not self.writer or not documents:
            return set()
        keys = [DocumentKey(document_node(document), document.raw.location, extractor_version()) for document in documents]
        return self.writer.unchanged(keys)

    def _entry(self, document: ReadDocument, same: Collection[str], graphs: list[DocumentGraph]) -> Entry:
        raw = document.raw
        entry = Entry(raw.name, raw.location, "unchanged", document_node(document).id, document.problems)
        if raw.location in same:
            return entry
        graph = _attempt(raw, lambda _: graph_of(document, self.vocabulary))
        if isinstance(graph, Entry):
            return graph
        graphs.append(graph)
        return replace(entry, status="read", found=counts(graph.subgraph))


def _attempt(raw: RawDocument, step: Callable[[RawDocument], Done]) -> Done | Entry:
    """What `step` gives, or the entry that says why it failed."""
    try:
        return step(raw)
    except UnreadableDocument as error:
        problem = Problem(error.code, error.place, error.reason, error.fix)
    except PolicyGraphError as error:
        problem = Problem("unwritable", "", error.problem, error.fix)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not keep the others out; it is reported like any other
        reason = f"the reader failed with {type(error).__name__}: {error}"
        problem = Problem("internal", "", reason, "This is a fault of policygraph: please report it with the file.")
    # Of one kind of file, such as XML, we may read some and have no reader for others.
    status: Status = "skipped" if problem.code == "no-reader" else "failed"
    return Entry(raw.name, raw.location, status, problems=(*raw.problems, replace(problem, verbatim=excerpt(raw.content, problem.place))))


def _batches(found: Iterator[RawDocument | Skipped]) -> Iterator[list[RawDocument | Skipped]]:
    while batch := list(islice(found, BATCH)):
        yield batch


def _code_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _code_files(entry)
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            yield entry
