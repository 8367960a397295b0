"""Connections are drawn as one line a pair, as wide as they are strong, and say in words and quotes why they are there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from graph.answers import Connection, Connections, Reason, ReasonKind
from graph.records import triple
from graph.subgraph import Subgraph
from visualisations.draw import page_of
from visualisations.ties import counted_reasons, joined, places_of, tie_rows
from visualisations.views import VIEWS

Sketched = Callable[..., Subgraph]
Visit = Callable[..., Page]
HOME, NHS, CQC = "organisation/home-office", "organisation/nhs-england", "organisation/cqc"
LINES = f"""
    {HOME} MAKES commitment/open-data
    {NHS} MAKES commitment/open-data
    {NHS} MAKES commitment/train-staff
    {HOME} PUBLISHES strategy/plan
    commitment/train-staff CONCERNS theme/data
    strategy/plan ADDRESSES theme/data
    {CQC} OVERSEES {NHS}
"""
PAIR = f"{HOME}~{NHS}"


def reason(kind: ReasonKind, weight: float, text: str, nodes: tuple[str, ...], graph: Subgraph, *ends: str) -> Reason:
    """A reason that rests on the links of `graph` whose source or target is each of `ends`."""
    links = [link for link in graph.relationships if {link.source, link.target} & set(ends)]
    evidence = tuple(passage for link in links for passage in link.evidence)
    return Reason(kind=kind, text=text, weight=weight, nodes=nodes, relationships=tuple(map(triple, links)), evidence=evidence)


@pytest.fixture
def graph(sketched: Sketched) -> Subgraph:
    """Two bodies that promise together and share a theme, and a third that oversees one of them."""
    return sketched(LINES)


@pytest.fixture
def found(graph: Subgraph) -> Connections:
    """What the store would say connects them."""
    open_data, data = "commitment/open-data", "theme/data"
    strong = Connection(
        source=HOME,
        target=NHS,
        strength=4.0,
        reasons=(
            reason("joint commitment", 3.0, "Both make the commitment “Open data”.", (open_data,), graph, open_data),
            reason("shared theme", 1.0, "Both work on Data.", (data,), graph, "commitment/train-staff", "strategy/plan"),
        ),
    )
    weak = Connection(
        source=CQC, target=NHS, strength=2.0, reasons=(reason("direct relation", 2.0, "Cqc oversees Nhs england.", (), graph, CQC),)
    )
    return Connections(connections=(strong, weak), subgraph=graph)


@pytest.fixture
def html(graph: Subgraph, found: Connections) -> str:
    """The page of connections."""
    return page_of(VIEWS["connections"], graph, (), found)


def test_the_answer_counts_reasons_and_names_the_strongest_pair(html: str) -> None:
    assert (
        "3 organisations are connected by 1 direct link, 1 joint commitment and 1 shared theme; "
        "the strongest connection is that of Home office and Nhs england: 1 joint commitment and 1 shared theme."
    ) in html


def test_a_theme_that_several_pairs_share_counts_once(found: Connections) -> None:
    shared = found.connections[0].reasons[1]

    assert counted_reasons([shared, shared.model_copy(update={"relationships": ()})]) == "1 shared theme"


def test_a_row_has_the_quotes_of_all_claims_behind_a_reason(graph: Subgraph, found: Connections) -> None:
    row = tie_rows(found.connections, graph)[0]

    assert (row.source_name, row.target_name, row.weight, row.evidence.total) == ("Home office", "Nhs england", 3.0, 2)
    assert {quote.text for quote in row.evidence.quotes} == {f"{HOME} MAKES commitment/open-data", f"{NHS} MAKES commitment/open-data"}


def test_each_end_has_a_place_of_its_own_and_always_the_same(graph: Subgraph, found: Connections) -> None:
    places = places_of(found.connections, graph)

    assert set(places) == {HOME, NHS, CQC}
    assert len({(point.x, point.y) for point in places.values()}) == 3
    assert places == places_of(tuple(reversed(found.connections)), graph)


def test_pieces_of_one_graph_are_joined_without_doubles(graph: Subgraph) -> None:
    whole = joined(graph, Subgraph(truncated=True), graph)

    assert (len(whole.nodes), len(whole.relationships), len(whole.passages)) == (
        len(graph.nodes),
        len(graph.relationships),
        len(graph.passages),
    )
    assert whole.truncated is True


def test_connections_beyond_the_limit_are_told_with_where_they_are(graph: Subgraph, found: Connections) -> None:
    html = page_of(VIEWS["connections"], graph, (), found.model_copy(update={"truncated": True}))

    assert "GET /v1/connections?limit=500, shows more connections." in html


def lines(page: Page) -> dict[str, dict[str, object]]:
    """The lines of the picture by their ids."""
    drawn: list[dict[str, object]] = page.evaluate("() => page.picture.network.body.data.edges.get()")
    return {str(line["id"]): line for line in drawn}


def test_a_pair_is_one_line_wider_for_more_strength_and_broken_for_what_is_only_shared(visit: Visit, html: str) -> None:
    page = visit(html)

    assert set(lines(page)) == {PAIR, f"{CQC}~{NHS}"}
    assert float(str(lines(page)[PAIR]["width"])) > float(str(lines(page)[f"{CQC}~{NHS}"]["width"]))
    page.locator("label:has([value=MAKES])").click()
    assert list(lines(page)) == [f"{CQC}~{NHS}"]


def test_choosing_a_connection_shows_every_reason_with_its_quotes(visit: Visit, html: str) -> None:
    page = visit(html)

    page.locator("#ties button.choose").first.click()

    panel = page.locator("#evidence-chosen")
    expect(panel.locator("h2")).to_have_text("Home office and Nhs england")
    expect(panel.locator(".claim h3")).to_have_text(["Both make the commitment “Open data”.", "Both work on Data."])
    expect(panel.locator(".claim").first.locator("blockquote")).to_have_count(2)
    assert page.evaluate("location.hash") == f"#tie={PAIR}"


def test_a_theme_lights_the_connections_that_rest_on_it(visit: Visit, html: str) -> None:
    page = visit(html, fragment="#node=theme/data")

    assert page.evaluate("() => [...page.picture.lit().lines]") == [PAIR]


def test_what_lies_between_is_one_choice_away_and_remembered(visit: Visit, html: str) -> None:
    page = visit(html)
    assert page.evaluate("() => page.picture.network.body.data.nodes.length") == 3

    page.get_by_role("radio", name="what lies between").check()

    assert page.evaluate("() => page.picture.network.body.data.nodes.length") == 7
    assert page.evaluate("location.hash") == "#look=all"
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate("() => page.picture.network.body.data.nodes.length") == 3


def test_weak_connections_can_be_left_out(visit: Visit, html: str) -> None:
    page = visit(html, fragment="#strong=3")

    assert list(lines(page)) == [PAIR]
    expect(page.locator("#ties-count")).to_have_text("2 of 3")


def test_the_keyboard_walks_from_body_to_body_and_on_to_its_connections(visit: Visit, html: str) -> None:
    page = visit(html)
    page.locator("#picture").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    panel = page.locator("#evidence-chosen")
    panel.get_by_role("button", name="strength").first.press("Enter")
    expect(panel.locator(".over").first).to_contain_text("Connection, strength")


def test_without_script_every_reason_stands_in_a_table(visit: Visit, html: str) -> None:
    page = visit(html, script=False)

    expect(page.locator(".ties tbody tr:visible")).to_have_count(3)


def test_the_page_breaks_no_rule_of_accessibility(visit: Visit, html: str, broken_rules: Callable[[Page], list[str]]) -> None:
    assert broken_rules(visit(html, fragment=f"#tie={PAIR}")) == []
