"""Writers side by side, and documents in whatever batches: the graph ends the same."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from neo4j import Driver

from graph.document_graph import DocumentGraph
from graph.integrity import fingerprint
from graph.kinds import Organisation, PartOf
from graph.writer import GraphWriter, WriteSummary

MakeGraph = Callable[..., DocumentGraph]


def empty(driver: Driver) -> None:
    driver.execute_query("MATCH (n) DETACH DELETE n")


def crowd(document_graph: MakeGraph, number: int) -> DocumentGraph:
    names = [f"Body {index}" for index in range(8)]
    ids = [f"organisation/body-{index}" for index in range(8)]
    return document_graph(
        f"Crowd {number}",
        nodes=[(Organisation, {"name": name, "confidence": 0.5 + (number * index % 5) / 10}) for index, name in enumerate(names)],
        links=[(PartOf, source, target) for source, target in pairwise(ids)],
    )


@pytest.mark.parametrize("writers", [2, 4])
def test_writers_in_opposite_orders_end_in_the_same_graph(empty_database: Driver, document_graph: MakeGraph, writers: int) -> None:
    graphs = [crowd(document_graph, number) for number in range(6)]
    GraphWriter(empty_database).write(graphs)
    expected = fingerprint(empty_database)
    empty(empty_database)

    def write_one_by_one(turned: bool) -> WriteSummary:
        ordered = graphs[::-1] if turned else graphs
        return sum((GraphWriter(empty_database).write([graph_]) for graph_ in ordered), WriteSummary())

    with ThreadPoolExecutor(writers) as pool:
        summaries = list(pool.map(write_one_by_one, [number % 2 == 1 for number in range(writers)]))

    assert sum(summary.documents_created for summary in summaries) == 6
    assert fingerprint(empty_database) == expected


@hypothesis_settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_split_into_batches_with_repeats_ends_the_same(empty_database: Driver, document_graph: MakeGraph, data: st.DataObject) -> None:
    graphs = [crowd(document_graph, number) for number in range(4)]
    writer = GraphWriter(empty_database)
    batches = data.draw(st.lists(st.lists(st.sampled_from(graphs), max_size=4, unique_by=id), max_size=3))

    empty(empty_database)
    for batch in [*batches, graphs]:
        writer.write(batch)
    found = fingerprint(empty_database)
    empty(empty_database)
    writer.write(graphs)

    assert found == fingerprint(empty_database)
