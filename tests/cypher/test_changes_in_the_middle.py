"""A document leaves while an answer is put together from several statements: the answer is that of the graph without it."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from neo4j import Driver

from graph.document_graph import DocumentGraph
from graph.reading import TIMES, GraphChanged, Reader, settled
from graph.store import GraphStore
from graph.writer import GraphWriter

HO, DHSC = "organisation/gb-home-office", "organisation/gb-department-of-health-and-social-care"
AI = "theme/artificial-intelligence"
Ask = Callable[[GraphStore], object]
READS: dict[str, Ask] = {
    "an entity": lambda store: store.entity(DHSC),
    "what is around": lambda store: store.neighbours(AI, depth=2),
    "a strategy in full": lambda store: store.strategy_in_full("strategy/home-office-2030-digital-strategy"),
    "paths": lambda store: store.paths(HO, DHSC, limit=50, through_themes=True),
    "connections": lambda store: store.connections([HO, DHSC]),
    "a search": lambda store: store.search("health"),
    "a list": lambda store: store.list_nodes("Commitment"),
    "a list of documents": lambda store: store.list_nodes("Document"),
    "entities around others": lambda store: store.around([DHSC], ["Strategy"]),
    "claims between": lambda store: store.between([HO, DHSC, AI]),
    "a question with rows": lambda store: store.run("commitments_on_theme", {"theme": AI}),
    "a question with a piece of graph": lambda store: store.run("view_theme", {"theme": AI}),
}


class Leaving:
    """Takes a document out when the second statement of a question is about to be asked."""

    def __init__(self, driver: Driver, document: str) -> None:
        self._writer = GraphWriter(driver, "neo4j")
        self._document = document
        self.asked = 0

    def __call__(self, _: str, __: Mapping[str, object]) -> None:
        self.asked += 1
        if self.asked == 2:
            self._writer.forget(self._document)


@pytest.fixture
def plan(driver: Driver, documents: list[DocumentGraph]) -> Iterator[str]:
    """The id of a document that is back again afterwards."""
    (written,) = [one for one in documents if one.document.title == "10 Year Health Plan"]
    yield written.document.id
    GraphWriter(driver, "neo4j").write([written])


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_an_answer_is_of_one_graph_though_a_document_leaves_in_the_middle(driver: Driver, store: GraphStore, plan: str, read: Ask) -> None:
    leaving = Leaving(driver, plan)

    answer = read(store.noting(leaving))

    assert leaving.asked >= 2 or read is READS["an entity"]
    assert answer == read(store)


def test_a_graph_that_changes_each_time_is_told_after_some_tries(driver: Driver) -> None:
    tried = []

    @settled
    def read() -> None:
        tried.append(1)
        with Reader(driver, "neo4j", timeout_s=30).asking("Who is it?") as asking:
            asking.subgraph(["organisation/gone-meanwhile"])

    with pytest.raises(GraphChanged):
        read()
    assert (len(tried), GraphChanged.status) == (TIMES, 503)
