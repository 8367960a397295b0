from collections.abc import Callable

import pytest

from graph.batch import bundles, entity_rows, supports
from graph.document_graph import DocumentGraph, check
from graph.errors import UnwritableGraph
from graph.kinds import Organisation, PartnersWith, PartOf, Theme

MakeGraph = Callable[..., DocumentGraph]

HOME_OFFICE = "organisation/home-office"
BORDER_FORCE = "organisation/border-force"


@pytest.fixture
def sound(document_graph: MakeGraph) -> DocumentGraph:
    return document_graph(
        "A",
        nodes=[(Organisation, {"name": "Home Office"}), (Organisation, {"name": "Border Force"}), (Theme, {"name": "Borders"})],
        links=[(PartOf, BORDER_FORCE, HOME_OFFICE)],
    )


def problem(graph: DocumentGraph, **changes: object) -> str:
    changed = DocumentGraph(graph.subgraph.model_copy(update=changes), graph.text, graph.location, graph.extractor_version)
    with pytest.raises(UnwritableGraph) as error:
        check(changed)
    return error.value.problem.partition("cannot be written: ")[2]


def test_a_sound_document_may_be_written(sound: DocumentGraph) -> None:
    check(sound)


def test_two_documents_at_once_are_refused(sound: DocumentGraph) -> None:
    assert problem(sound, documents=sound.subgraph.documents * 2) == "it holds 2 documents instead of one."


def test_a_digest_of_another_text_is_refused(sound: DocumentGraph) -> None:
    document = sound.document.model_copy(update={"sha256": "0" * 64})

    assert problem(sound, documents=(document,)) == "its sha256 is not that of the text."


def test_a_quote_that_is_not_in_the_text_is_refused(sound: DocumentGraph) -> None:
    first, *rest = sound.subgraph.passages
    invented = first.model_copy(update={"text": "Invented."})

    assert problem(sound, passages=(invented, *rest)) == f"the words of {first.id} are not at its offsets."


def test_a_passage_of_another_document_is_refused(sound: DocumentGraph) -> None:
    first, *rest = sound.subgraph.passages
    stray = first.model_copy(update={"document": "document/other"})

    assert problem(sound, passages=(stray, *rest)) == f"{first.id} is of another document, document/other."


def test_a_node_without_its_passage_is_refused(sound: DocumentGraph) -> None:
    missing = sound.subgraph.passages[0].id

    assert problem(sound, passages=sound.subgraph.passages[1:]) == f"{HOME_OFFICE} rests on {missing}, which is not among the passages."


def test_a_relationship_without_its_passage_is_refused(sound: DocumentGraph) -> None:
    missing = sound.subgraph.passages[-1].id

    assert problem(sound, passages=sound.subgraph.passages[:-1]) == (
        f"{BORDER_FORCE} PART_OF {HOME_OFFICE} rests on {missing}, which is not among the passages."
    )


def test_a_relationship_to_a_missing_node_is_refused(sound: DocumentGraph) -> None:
    assert problem(sound, nodes=sound.subgraph.nodes[1:]) == f"{BORDER_FORCE} PART_OF {HOME_OFFICE}: {HOME_OFFICE} is not among the nodes."


def test_ends_that_the_kind_forbids_are_refused(sound: DocumentGraph) -> None:
    wrong = sound.subgraph.relationships[0].model_copy(update={"target": "theme/borders"})

    assert problem(sound, relationships=(wrong,)) == (
        f"{BORDER_FORCE} PART_OF theme/borders: theme/borders may not stand there; allowed is Organisation."
    )


def test_a_name_too_long_for_an_index_is_refused(sound: DocumentGraph) -> None:
    first, *rest = sound.subgraph.nodes
    assert isinstance(first, Organisation)

    assert problem(sound, nodes=(first.model_copy(update={"name": "x" * 2_001}), *rest)) == (
        f"the name of {HOME_OFFICE} is longer than 2000 characters."
    )


def test_both_directions_of_a_partnership_support_one_relationship(document_graph: MakeGraph) -> None:
    nodes = [(Organisation, {"name": "Home Office"}), (Organisation, {"name": "Border Force"})]
    graph = document_graph("A", nodes=nodes, links=[(PartnersWith, HOME_OFFICE, BORDER_FORCE), (PartnersWith, BORDER_FORCE, HOME_OFFICE)])

    assert {ends: len(lines) for ends, lines in supports([graph]).items()} == {(BORDER_FORCE, "PARTNERS_WITH", HOME_OFFICE): 2}


def test_an_entity_of_two_documents_is_one_row_with_two_statements(document_graph: MakeGraph) -> None:
    graphs = [document_graph(title, nodes=[(Theme, {"name": "Borders"})]) for title in ("A", "B")]

    rows = entity_rows(graphs)

    assert [row["id"] for row in rows.by_label["Theme"]] == ["theme/borders"]
    assert [row["document"] for row in rows.statements["theme/borders"]] == [graph.document.id for graph in graphs]
    assert [row["passage"] for row in rows.mentions] == [graph.subgraph.passages[0].id for graph in graphs]


def test_bundles_stay_below_the_limit_and_keep_the_order(document_graph: MakeGraph) -> None:
    graphs = [
        document_graph(title, nodes=[(Theme, {"name": "Borders"})] * number) for title, number in (("A", 1), ("B", 1), ("C", 9), ("D", 1))
    ]

    assert [[graph.document.title for graph in bundle] for bundle in bundles(graphs, limit=12)] == [["A", "B"], ["C"], ["D"]]
