from datetime import date

import pytest

from api.answers import Citations, EntityPage, GraphAnswer, cited_entity, graph_answer, page_answer, path_answer
from api.connection_answers import connections_answer
from graph.answers import Connection, Connections, NodePage, Path, Reason, Step
from graph.kinds import Addresses, Document, Organisation, Passage, Publishes, Strategy, Theme
from graph.subgraph import Subgraph

SHA = "a" * 64
SOURCE = {
    "id": "document/plan-aaaaaaaaaaaa",
    "title": "Plan",
    "publisher": "Department",
    "published_on": "2025-01-13",
    "uri": "https://example.org/plan",
    "sha256": SHA,
}
EVIDENCE = {
    "passage": "passage/aaaaaaaaaaaa-0-16",
    "quote": "The plan is ours.",
    "heading": "One > Two",
    "page": 3,
    "place": "#one",
    "url": "https://example.org/plan#one",
    "start": 0,
    "end": 17,
    "document": SOURCE,
}


@pytest.fixture
def subgraph() -> Subgraph:
    evidence = ("passage/aaaaaaaaaaaa-0-16",)
    document = Document(
        id="document/plan-aaaaaaaaaaaa",
        title="Plan",
        publisher="Department",
        published_on=date(2025, 1, 13),
        uri="https://example.org/plan",
        media_type="text/plain",
        sha256=SHA,
        version=SHA,
        length=17,
    )
    passage = Passage(
        id=evidence[0], document=document.id, text="The plan is ours.", start=0, end=17, page=3, place="#one", heading="One > Two"
    )
    return Subgraph(
        nodes=(
            Organisation(id="organisation/department", name="Department", evidence=evidence, extractor="register@1"),
            Strategy(id="strategy/plan", name="Plan", evidence=evidence, extractor="title@1"),
            Theme(id="theme/ai", name="AI", evidence=evidence, evidence_total=7, extractor="theme@1"),
        ),
        relationships=(
            Publishes(source="organisation/department", target="strategy/plan", evidence=evidence, extractor="by@1"),
            Addresses(source="strategy/plan", target="theme/ai", evidence=evidence, extractor="theme@1"),
        ),
        passages=(passage,),
        documents=(document,),
        truncated=True,
    )


def test_every_node_of_an_answer_has_its_quotes_in_place(subgraph: Subgraph) -> None:
    answer = graph_answer(subgraph).model_dump(mode="json", by_alias=True, exclude_none=True)

    assert answer["nodes"][2] == {
        "label": "Theme",
        "id": "theme/ai",
        "name": "AI",
        "aliases": [],
        "evidence": [EVIDENCE],
        "evidence_total": 7,
        "confidence": 1.0,
        "extractor": "theme@1",
        "links": {"self": "/v1/entities/theme/ai", "neighbours": "/v1/entities/theme/ai/neighbours"},
    }


def test_every_claim_of_an_answer_has_its_quotes_in_place(subgraph: Subgraph) -> None:
    answer = graph_answer(subgraph).model_dump(mode="json", exclude_none=True)

    assert answer["truncated"] is True
    assert answer["relationships"][0] == {
        "type": "PUBLISHES",
        "phrase": "publishes",
        "source": "organisation/department",
        "target": "strategy/plan",
        "confidence": 1.0,
        "extractor": "by@1",
        "evidence": [EVIDENCE],
    }


def test_an_unchecked_answer_still_fits_its_schema(subgraph: Subgraph) -> None:
    answer = graph_answer(subgraph)

    assert GraphAnswer.model_validate(answer.model_dump(), by_name=True) == answer


def test_a_passage_that_was_left_out_is_skipped(subgraph: Subgraph) -> None:
    citations = Citations(subgraph.passages, subgraph.documents)

    found = citations.of(["passage/gone-1-2", str(EVIDENCE["passage"])])

    assert [one.passage for one in found] == [EVIDENCE["passage"]]


def test_a_document_is_answered_as_it_is(subgraph: Subgraph) -> None:
    document = subgraph.documents[0]

    assert cited_entity(document, Citations((), ())) is document


def test_a_path_is_answered_hop_by_hop_with_quotes(subgraph: Subgraph) -> None:
    step = Step(source="theme/ai", target="strategy/plan", relationship=subgraph.relationships[1], forwards=False, text="Plan addresses AI")

    answer = path_answer(Path(steps=(step,), subgraph=subgraph)).model_dump(mode="json", exclude_none=True)

    assert answer["hops"][0]["text"] == "Plan addresses AI"
    assert answer["hops"][0]["forwards"] is False
    assert answer["hops"][0]["claim"]["evidence"] == [EVIDENCE]
    assert [node["id"] for node in answer["nodes"]] == ["organisation/department", "strategy/plan", "theme/ai"]


def test_a_connection_names_both_ends_and_quotes_every_reason(subgraph: Subgraph) -> None:
    reason = Reason(
        kind="shared theme", text="Both speak of AI.", weight=0.5, nodes=("theme/ai",), relationships=(), evidence=(EVIDENCE["passage"],)
    )
    connection = Connection(source="organisation/department", target="organisation/other", strength=0.5, reasons=(reason,))

    answer = connections_answer(Connections(connections=(connection,), subgraph=subgraph)).model_dump(mode="json")

    assert answer == {
        "connections": [
            {
                "source": "organisation/department",
                "source_name": "Department",
                "target": "organisation/other",
                "target_name": "organisation/other",
                "strength": 0.5,
                "reasons": [
                    {"kind": "shared theme", "text": "Both speak of AI.", "weight": 0.5, "nodes": ["theme/ai"], "evidence": [EVIDENCE]}
                ],
            }
        ],
        "unconnected": [],
        "truncated": False,
        "explain": None,
    }


def test_a_page_carries_evidence_cursor_and_total(subgraph: Subgraph) -> None:
    page = NodePage(nodes=subgraph.nodes[:1], passages=subgraph.passages, documents=subgraph.documents, next_cursor="abc", total=3)

    answer = page_answer(page)

    assert isinstance(answer, EntityPage)
    assert (answer.next_cursor, answer.total, answer.items[0].evidence[0].quote) == ("abc", 3, "The plan is ours.")
