"""One document from bytes to a graph; needs no database, and so can be done in any process on any machine."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from graph.document_graph import DocumentGraph, check
from graph.identifiers import digest
from ingest.documents import Problem, RawDocument, ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.formats import format_for
from ingest.llm.answers import answers_digest
from ingest.llm.checking import with_answers
from ingest.outcome import EmptyDocument, reading_version
from ingest.recognition import source_of
from ingest.resolution.assemble import assemble, document_node
from ingest.resolution.merging import merged
from ingest.vocabulary import Vocabulary

__all__ = ["document_node", "findings_of", "graph_and_notes", "graph_of", "read", "read_and_extract", "version_of"]


def read(raw: RawDocument) -> ReadDocument:
    """The document as its format reads it.

    Raises:
        UnreadableDocument: there is no reader for it, or the reader cannot make sense of it.
    """
    document = format_for(raw).read(raw)
    if not any(block.kind != "furniture" for block in document.blocks):
        raise EmptyDocument(raw.name, document.problems)
    # Of `raw` as it was found: what the format learns of it, such as a title, is no part of what reading starts from.
    return document if document.problems else replace(document, source=source_of(raw))


def graph_of(document: ReadDocument, vocabulary: Vocabulary) -> DocumentGraph:
    """All that the rules find in a document, ready to be written.

    Raises:
        UnwritableGraph: the rules broke a promise of the graph.
    """
    return graph_and_notes(document, vocabulary)[0]


def graph_and_notes(document: ReadDocument, vocabulary: Vocabulary) -> tuple[DocumentGraph, tuple[Problem, ...]]:
    """All that is found in a document, ready to be written, and what of a language model's answers was refused or is in conflict.

    Raises:
        UnwritableGraph: the rules broke a promise of the graph.
    """
    with _without_collector():
        findings, notes = findings_of(document, vocabulary)
        subgraph = assemble(document, findings)
    graph = DocumentGraph(subgraph, document.text, document.raw.location, version_of(document, vocabulary), document.source)
    check(graph)
    return graph, notes


def findings_of(document: ReadDocument, vocabulary: Vocabulary) -> tuple[Findings, tuple[Problem, ...]]:
    """What the rules find, with what was judged to be the same as one, and with the kept answers of a language model."""
    findings = merged(extract(document, vocabulary), vocabulary)
    return with_answers(document, findings, vocabulary.model, vocabulary.answers) if vocabulary.answers else (findings, ())


def version_of(document: ReadDocument, vocabulary: Vocabulary) -> str:
    """The version under which a document is read: another one as soon as anything would read it otherwise."""
    given = answers_digest(document, vocabulary.model, vocabulary.answers) if vocabulary.answers else ""
    return reading_version(digest(vocabulary.digest, given) if given else vocabulary.digest)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python's search for cycles put off: extraction makes none, and would have all of the vocabulary searched again and again."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def read_and_extract(raw: RawDocument, vocabulary: Vocabulary) -> DocumentGraph:
    """From bytes to a graph that can be written; needs no database.

    Raises:
        UnreadableDocument: it cannot be read.
        UnwritableGraph: the rules broke a promise of the graph.
    """
    return graph_of(read(raw), vocabulary)
