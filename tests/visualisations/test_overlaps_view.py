"""The page of overlaps sets commitments of different owners side by side, as candidates."""

from collections.abc import Callable

import pytest
from neo4j import Driver
from playwright.sync_api import Page, expect

from graph.document_graph import DocumentGraph
from graph.store import GraphStore
from graph.subgraph import Subgraph
from graph.writer import GraphWriter
from visualisations import draw
from visualisations.views.overlaps import read

Visit = Callable[..., Page]
PROMISES = """
    organisation/harbour-agency MAKES commitment/teach
    organisation/pier-board MAKES commitment/train
    organisation/pier-board MAKES commitment/paint
    commitment/teach CONCERNS theme/boats
    commitment/train CONCERNS theme/boats
    commitment/paint CONCERNS theme/boats
"""
TEXTS = {
    "commitment/teach": {"text": "We will teach lifeguards to read tides."},
    "commitment/train": {"text": "We will pay lifeguards who learn to read the tide."},
    "commitment/paint": {"text": "We will paint the huts."},
}
TEACH, TRAIN = TEXTS["commitment/teach"]["text"], TEXTS["commitment/train"]["text"]


@pytest.fixture
def store(empty_database: Driver, sketched: Callable[..., Subgraph]) -> GraphStore:
    """A store with three promises, of which two overlap."""
    graph = sketched(PROMISES, TEXTS)
    text = "\n".join(passage.text for passage in sorted(graph.passages, key=lambda passage: passage.start))
    GraphWriter(empty_database).write([DocumentGraph(graph, text, "/sketch.txt", "1")])
    return GraphStore(empty_database, timeout_s=120)


def test_the_page_shows_both_sides_and_says_that_they_are_candidates(store: GraphStore, visit: Visit) -> None:
    html = draw("overlaps", store)

    assert html == draw("overlaps", store)
    page = visit(html)
    expect(page.locator(".answer")).to_have_text(
        "1 pair of commitments may promise much the same; the closest is one of Harbour agency and Pier board. "
        "These are candidates: read both and judge."
    )
    row = page.locator("#ties tbody tr")
    expect(row.locator("q")).to_have_text([TEACH, TRAIN])
    expect(row.locator("td").nth(1)).to_have_text("Both are about Boats and say “lifeguard”, “read” and “tide”.")

    row.get_by_role("button").click()

    expect(page.locator(".sides .near button")).to_have_text([TEACH, TRAIN])
    expect(page.locator(".sides blockquote")).to_have_text(["Teach", "Train"])


def test_one_organisation_is_compared_with_all_and_several_among_themselves(store: GraphStore) -> None:
    one, several = ["organisation/pier-board"], ["organisation/pier-board", "organisation/somebody"]

    assert len(read(store, {"organisations": one}).connections) == 1
    assert read(store, {"organisations": several}).connections == ()


def test_without_a_candidate_the_page_says_so(store: GraphStore) -> None:
    html = draw("overlaps", store, organisations=["organisation/somebody"])

    assert "No two commitments of different organisations share a theme and say much the same." in html


def test_pairs_beyond_the_limit_are_cut_and_said_so(empty_database: Driver, sketched: Callable[..., Subgraph]) -> None:
    more = PROMISES + "\norganisation/boat-club MAKES commitment/row\ncommitment/row CONCERNS theme/boats"
    graph = sketched(more, {**TEXTS, "commitment/row": {"text": "The club will let lifeguards read tides."}})
    text = "\n".join(passage.text for passage in sorted(graph.passages, key=lambda passage: passage.start))
    GraphWriter(empty_database).write([DocumentGraph(graph, text, "/sketch.txt", "1")])

    html = draw("overlaps", GraphStore(empty_database, timeout_s=120), limit=1)

    assert "More of them: policygraph draw overlaps --limit 200, or GET /v1/analytics/overlaps." in html
