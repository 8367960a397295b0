from collections.abc import Callable
from datetime import date

from graph.copies import DocumentKey, Plan, Stored, copy_fields, copy_of, location_of, mark_of, plan
from graph.document_graph import DocumentGraph
from graph.kinds import Theme

MakeGraph = Callable[..., DocumentGraph]


def stored(graph: DocumentGraph, *locations: str, extractor_version: str | None = "1") -> Stored:
    copies = tuple(copy_of(graph.document, location) for location in locations or (graph.location,))
    return Stored(graph.document.id, copies, extractor_version, passages=1)


def test_a_new_document_is_written(document_graph: MakeGraph) -> None:
    graph = document_graph("A")

    assert plan([graph], []) == Plan((graph,), (), {graph.document.id: [copy_of(graph.document, graph.location)]})


def test_a_known_document_is_left_alone(document_graph: MakeGraph) -> None:
    graph = document_graph("A")

    assert plan([graph], [stored(graph)]) == Plan((), (), unchanged=1)


def test_a_known_document_at_a_second_place_gets_that_place(document_graph: MakeGraph) -> None:
    graph = document_graph("A")
    copies = sorted(copy_of(graph.document, location) for location in (graph.location, "/copy.txt"))

    assert plan([graph], [stored(graph, "/copy.txt")]) == Plan((), (), {graph.document.id: copies}, unchanged=1)


def test_another_version_at_the_only_place_replaces_the_first(document_graph: MakeGraph) -> None:
    first, second = document_graph("A"), document_graph("B", location="/documents/A.txt")

    planned = plan([second], [stored(first)])

    assert (planned.graphs, planned.removed) == ((second,), (first.document.id,))


def test_another_version_at_one_of_two_places_leaves_the_first(document_graph: MakeGraph) -> None:
    first, second = document_graph("A"), document_graph("B", location="/documents/A.txt")

    planned = plan([second], [stored(first, first.location, "/copy.txt")])

    assert planned == Plan(
        (second,),
        (),
        {
            first.document.id: [copy_of(first.document, "/copy.txt")],
            second.document.id: [copy_of(second.document, second.location)],
        },
    )


def test_another_extractor_replaces_the_same_document(document_graph: MakeGraph) -> None:
    graph = document_graph("A")

    planned = plan([graph], [stored(graph, extractor_version="0")])

    assert planned == Plan((graph,), (graph.document.id,), {graph.document.id: [copy_of(graph.document, graph.location)]})


def test_a_document_left_unfinished_is_written_again(document_graph: MakeGraph) -> None:
    graph = document_graph("A")

    assert plan([graph], [stored(graph, extractor_version=None)]).removed == (graph.document.id,)


def test_of_two_versions_at_one_place_the_last_counts(document_graph: MakeGraph) -> None:
    first, second = document_graph("A", location="/a.txt"), document_graph("B", location="/a.txt")

    assert plan([first, second], []).graphs == (second,)


def test_one_content_at_two_places_is_one_document(document_graph: MakeGraph) -> None:
    here, there = (document_graph("A", nodes=[(Theme, {"name": "Safety"})], location=location) for location in ("/a.txt", "/b.txt"))

    planned = plan([here, there], [])

    assert ([graph.document.id for graph in planned.graphs], [*planned.copies]) == ([here.document.id], [here.document.id])


def test_a_document_shows_the_copy_with_the_first_uri(document_graph: MakeGraph) -> None:
    document = document_graph("A").document
    fetched = document.model_copy(update={"uri": "https://example.org/a", "licence": "OGL", "retrieved_at": date(2025, 1, 2)})
    copies = sorted([copy_of(fetched, "https://example.org/a"), copy_of(document, "/a.txt")])

    assert copy_fields(copies) == {
        "uri": "A.txt",
        "media_type": "text/plain",
        "licence": None,
        "retrieved_at": None,
        "copies": copies,
        "locations": ["/a.txt", "https://example.org/a"],
    }
    assert copy_fields(copies[1:])["retrieved_at"] == date(2025, 1, 2)


def test_a_copy_keeps_odd_characters_of_its_location(document_graph: MakeGraph) -> None:
    location = '/tmp/"a"\t𝔞\\b.txt'

    assert location_of(copy_of(document_graph("A").document, location)) == location


def test_a_mark_differs_when_content_place_or_extractor_does(document_graph: MakeGraph) -> None:
    graph, other = document_graph("A"), document_graph("B")
    key = DocumentKey(graph.document, graph.location, "1")

    others = [
        DocumentKey(graph.document, graph.location, "2"),
        DocumentKey(graph.document, "/elsewhere.txt", "1"),
        DocumentKey(other.document, graph.location, "1"),
    ]

    assert key.mark == mark_of(graph.document.id, copy_of(graph.document, graph.location), "1")
    assert len({key.mark, *(other.mark for other in others)}) == 4
