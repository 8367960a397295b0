"""Rows for the statements that write: the same documents give the same rows, in a fixed order."""

from collections.abc import Callable
from datetime import date

from graph.batch import bundles, document_rows, entity_rows, passage_rows, statement_of, supports
from graph.copies import copy_of, plan
from graph.document_graph import DocumentGraph
from graph.integrity import fingerprint_lines
from graph.kinds import Commitment, Makes, Organisation, PartOf, Theme

MakeGraph = Callable[..., DocumentGraph]

HOME_OFFICE = "organisation/home-office"
BORDER_FORCE = "organisation/border-force"
FORCE = (Organisation, {"name": "Border Force"})
OFFICE = (Organisation, {"name": "Home Office"})


def test_a_document_is_stored_with_text_and_places_but_unfinished(document_graph: MakeGraph) -> None:
    graph = document_graph("Plan", location="/plans/plan.txt")

    (row,) = document_rows(plan([graph], []))

    stored = row["properties"]
    assert isinstance(stored, dict)
    assert (row["id"], stored["text"], stored["locations"]) == (graph.document.id, graph.text, ["/plans/plan.txt"])
    assert stored["copies"] == [copy_of(graph.document, "/plans/plan.txt")]
    assert {"label", "extractor_version"} & set(stored) == set()


def test_passages_come_in_order_of_their_ids(document_graph: MakeGraph) -> None:
    graph = document_graph("Plan", nodes=[(Theme, {"name": name}) for name in ("Data", "Skills", "Health")])

    rows = passage_rows([graph])

    ids = [row["properties"]["id"] for row in rows if isinstance(row["properties"], dict)]
    assert ids == sorted(passage.id for passage in graph.subgraph.passages)
    assert {row["document"] for row in rows} == {graph.document.id}


def test_every_mention_is_a_row_of_its_own(document_graph: MakeGraph) -> None:
    one, other = document_graph("One", nodes=[OFFICE]), document_graph("Other", nodes=[OFFICE])

    rows = entity_rows([one, other])

    assert [row["entity"] for row in rows.mentions] == [HOME_OFFICE, HOME_OFFICE]
    assert len({str(row["passage"]) for row in rows.mentions}) == 2


def test_a_batch_in_another_order_gives_the_same_entities(document_graph: MakeGraph) -> None:
    graphs = [
        document_graph("Old", published_on=date(2019, 5, 1), nodes=[(Organisation, {"name": "Home Office", "status": "closed"}), FORCE]),
        document_graph("New", published_on=date(2025, 5, 1), nodes=[(Organisation, {"name": "Home Office", "status": "live"})]),
    ]

    one, other = entity_rows(graphs), entity_rows(graphs[::-1])

    assert one.by_label == other.by_label
    assert [row["id"] for row in one.by_label["Organisation"]] == [BORDER_FORCE, HOME_OFFICE]
    assert one.by_label["Organisation"][1]["properties"]["status"] == "live"


def test_a_kind_without_entities_has_no_rows(document_graph: MakeGraph) -> None:
    rows = entity_rows([document_graph("Plan", nodes=[OFFICE])])

    assert {label: len(found) for label, found in rows.by_label.items() if found} == {"Organisation": 1}


def test_a_statement_knows_its_day_as_a_number(document_graph: MakeGraph) -> None:
    dated, undated = document_graph("A", published_on=date(2025, 7, 3), nodes=[OFFICE]), document_graph("B", nodes=[OFFICE])

    days = [statement_of(graph.document, graph.subgraph.nodes[0]).published_on for graph in (dated, undated)]

    assert days == [20_250_703, 0]


def test_two_documents_support_one_relationship_with_a_line_each(document_graph: MakeGraph) -> None:
    graphs = [document_graph(title, nodes=[OFFICE, FORCE], links=[(PartOf, BORDER_FORCE, HOME_OFFICE)]) for title in ("One", "Other")]

    found = supports(graphs)

    assert {ends: len(lines) for ends, lines in found.items()} == {(BORDER_FORCE, "PART_OF", HOME_OFFICE): 2}


def test_relationships_come_in_order_of_their_ends(document_graph: MakeGraph) -> None:
    promise = (Commitment, {"text": "We will open the data."})
    graph = document_graph("Plan", nodes=[OFFICE, FORCE, promise])
    commitment = next(node.id for node in graph.subgraph.nodes if node.label == "Commitment")
    graph = document_graph(
        "Plan", nodes=[OFFICE, FORCE, promise], links=[(Makes, HOME_OFFICE, commitment), (PartOf, BORDER_FORCE, HOME_OFFICE)]
    )

    assert [ends[0] for ends in supports([graph])] == [BORDER_FORCE, HOME_OFFICE]


def test_a_document_larger_than_the_limit_stands_alone(document_graph: MakeGraph) -> None:
    small, large = document_graph("Small"), document_graph("Large", nodes=[OFFICE, FORCE])

    assert list(bundles([small, large, small], limit=large.size - 1)) == [[small], [large], [small]]


def test_no_documents_are_no_bundle() -> None:
    assert list(bundles([], limit=10)) == []


def test_a_fingerprint_does_not_hang_on_the_order_of_relationships() -> None:
    node = ("theme/data", ["Theme", "Entity"], {"name": "Data", "definition": None, "on": date(2025, 7, 3)})
    leading = [["NARROWER_THAN", target, {"role": None}] for target in ("theme/b", "theme/a")]

    (line,) = fingerprint_lines([(*node, leading)])

    assert [line] == list(fingerprint_lines([(*node, leading[::-1])]))
    assert line.startswith('["theme/data", ["Entity", "Theme"], {"name": "Data", "on": "2025-07-03"}, ')


def test_a_node_that_nothing_leads_from_has_a_line_too() -> None:
    assert list(fingerprint_lines([("theme/a", ["Theme"], {}, []), ("theme/b", ["Theme"], {}, [])])) == [
        '["theme/a", ["Theme"], {}, []]',
        '["theme/b", ["Theme"], {}, []]',
    ]
