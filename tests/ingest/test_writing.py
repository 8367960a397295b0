"""Batches on their way into a real Neo4j, in a thread beside what fills the next one."""

from contextlib import suppress
from dataclasses import replace

import pytest
from neo4j import Driver

from graph.document_graph import DocumentGraph
from graph.errors import UnwritableGraph
from graph.store import GraphStore
from graph.writer import GraphWriter
from ingest.documents import Metadata, RawDocument
from ingest.one_document import read_and_extract
from ingest.vocabulary import Vocabulary
from ingest.writing import Writing


@pytest.fixture(scope="module")
def plans(vocabulary: Vocabulary) -> list[DocumentGraph]:
    return [plan(number, vocabulary) for number in range(3)]


def plan(number: int, vocabulary: Vocabulary) -> DocumentGraph:
    text = f"The Home Office will publish data strategy {number} by March 2031.\n"
    raw = RawDocument("plan.md", f"/plans/{number}.md", text.encode(), "text/markdown", Metadata(title="Plan"))
    return read_and_extract(raw, vocabulary)


def documents(driver: Driver) -> set[str]:
    return {node.id for node in GraphStore(driver).list_nodes("Document").nodes}


def unwritable(graph: DocumentGraph) -> DocumentGraph:
    return replace(graph, text=f"{graph.text} and more")


def test_every_batch_is_written_and_counted(empty_database: Driver, plans: list[DocumentGraph]) -> None:
    with Writing(GraphWriter(empty_database)) as writing:
        for graph in plans:
            writing.write([graph])
        writing.end()

    assert documents(empty_database) == {graph.document.id for graph in plans}
    assert writing.written.documents_created == 3
    assert writing.seconds > 0


def test_what_a_batch_could_not_be_written_for_is_raised_with_the_next_one(empty_database: Driver, plans: list[DocumentGraph]) -> None:
    with Writing(GraphWriter(empty_database)) as writing:
        writing.write([unwritable(plans[0])])
        with pytest.raises(UnwritableGraph):
            writing.write([plans[1]])
        writing.end()

    assert documents(empty_database) == set()


def test_what_the_last_batch_could_not_be_written_for_is_raised_at_the_end(empty_database: Driver, plans: list[DocumentGraph]) -> None:
    with Writing(GraphWriter(empty_database)) as writing:
        writing.write([unwritable(plans[0])])
        with pytest.raises(UnwritableGraph):
            writing.end()


def test_a_run_that_is_broken_off_leaves_the_batch_in_hand_whole(empty_database: Driver, plans: list[DocumentGraph]) -> None:
    with suppress(KeyboardInterrupt), Writing(GraphWriter(empty_database)) as writing:
        writing.write(plans)
        raise KeyboardInterrupt

    assert documents(empty_database) == {graph.document.id for graph in plans}
