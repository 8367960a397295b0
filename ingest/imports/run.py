"""A table in: read by its format, taken by its mapping, and written by the writer that all documents go through."""

import pickle
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from graph.document_graph import DocumentGraph, check
from graph.errors import UnreadableDocument
from graph.identifiers import digest
from graph.write_summary import WriteSummary
from ingest.connectors import LocalFiles
from ingest.documents import Metadata, Problem, RawDocument, ReadDocument
from ingest.imports.mapping import ImportMapping
from ingest.imports.rows import import_rows
from ingest.imports.table import RejectedRow, table_rows
from ingest.isolation import ReadingProcess
from ingest.one_document import read
from ingest.outcome import Outcome, reading_version
from ingest.reading_process import Limits
from ingest.report import Entry
from ingest.resolution.assemble import assemble
from ingest.resolution.merging import merged
from ingest.steps import Steps
from ingest.vocabulary import Vocabulary
from ingest.writing import Writer

Reading = Callable[[RawDocument], ReadDocument]


@dataclass(frozen=True, slots=True)
class Apart:
    """Reads a table in a process of its own, so that a hostile one costs no more than its limits."""

    limits: Limits

    def __call__(self, raw: RawDocument) -> ReadDocument:
        """The document with its rows alone.

        Raises:
            UnreadableDocument: it cannot be read, or not within the limits.
            ReadersUnavailable: the process does not start.
        """
        packed = pickle.dumps((RowSteps(Vocabulary((), ())), self.limits), protocol=pickle.HIGHEST_PROTOCOL)
        with closing(ReadingProcess(packed, self.limits)) as process:
            outcome = process.read(raw)
        if outcome.packed is None:
            problem = outcome.entry.problems[-1]
            raise UnreadableDocument(raw.name, code=problem.code, place=problem.place, reason=problem.reason, fix=problem.fix)
        return cast("ReadDocument", pickle.loads(outcome.packed))  # noqa: S301 - packed by a process of our own


class RowSteps(Steps):
    """What a process does with a table: it reads the rows and hands them back as they are."""

    def extract(self, document: ReadDocument) -> Outcome:
        """The rows, packed."""
        rows = replace(document, blocks=tuple(block for block in document.blocks if block.kind == "row"))
        entry = Entry(document.raw.name, document.raw.location, "read", problems=document.problems)
        return Outcome(entry, pickle.dumps(rows, protocol=pickle.HIGHEST_PROTOCOL))


class UnreadableTable(UnreadableDocument):
    """The table cannot be read: of an import nothing else is left to go on with."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of each row of a table."""

    name: str
    location: str
    entered: tuple[Mapping[str, str], ...]
    """Each row that enters, by field, as it will stand in the graph."""
    rejected: tuple[RejectedRow, ...]
    problems: tuple[Problem, ...]
    """What the reader of the format and the import noticed in rows that enter all the same."""
    unmapped: tuple[str, ...]
    """Columns that the mapping says nothing of; they are in the stored text and in no field."""
    document: str | None = None
    """Id of its document; None when no row enters."""
    written: WriteSummary = field(default_factory=WriteSummary)

    @property
    def exit_code(self) -> int:
        """0 when every row entered, 1 when some were rejected, 2 when none was usable."""
        if not self.entered:
            return 2
        return 1 if self.rejected else 0


def import_table(
    path: Path,
    mapping: ImportMapping,
    mapping_path: Path,
    vocabulary: Vocabulary,
    writer: Writer | None,
    *,
    reading: Reading = read,
) -> ImportReport:
    """Read a table by its mapping into the graph.

    Args:
        path: the table, in any format that gives rows.
        mapping: what its columns hold.
        mapping_path: where the mapping was read, for its errors.
        vocabulary: the registers that names are resolved by.
        writer: None for a preview, which touches nothing.
        reading: reads the table; `Apart` does so within limits.

    Raises:
        UnreadableTable: the table cannot be read.
        MappingInvalid: the table has not the columns of the mapping.
        DatabaseUnavailable: Neo4j went away; nothing was written.
    """
    try:
        document = reading(_raw(path, mapping))
    except UnreadableDocument as error:
        raise UnreadableTable(error.name, code=error.code, place=error.place, reason=error.reason, fix=error.fix) from error
    rows, unmapped = table_rows(document, mapping, str(mapping_path))
    imported = import_rows(document, rows, mapping, vocabulary)
    # A long row was put together again.
    noticed = [problem for problem in document.problems if problem.code != "long-block"]
    problems = (*noticed, *imported.notes)
    report = ImportReport(document.raw.name, document.raw.location, imported.entered, imported.rejected, problems, tuple(unmapped))
    if not imported.entered:
        return report
    # The mapping is a rule of reading like those of the extractor: under another one the table is read anew.
    version = digest(reading_version(vocabulary.digest), mapping.model_dump_json(), length=16)
    graph = DocumentGraph(assemble(document, merged(imported.findings, vocabulary)), document.text, document.raw.location, version)
    check(graph)
    written = writer.write([graph]) if writer else WriteSummary()
    return replace(report, document=graph.document.id, written=written)


def _raw(path: Path, mapping: ImportMapping) -> RawDocument:
    """The table's bytes, with what the mapping says of it before what a sidecar says."""
    for found in LocalFiles([path]).documents():
        if isinstance(found, RawDocument):
            stated = mapping.document.model_dump(exclude_none=True, exclude_defaults=True)
            known = found.metadata.model_dump(exclude_none=True, exclude_defaults=True)
            return replace(found, metadata=Metadata.model_validate({**known, **stated}))
        if found.location == str(path.absolute()):
            problem = found.problem
            raise UnreadableDocument(found.name, code=problem.code, place=problem.place, reason=problem.reason, fix=problem.fix)
    raise UnreadableDocument(path.name, reason="it is a folder", fix="Name the table itself.")
