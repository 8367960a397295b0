from datetime import date

import pytest
from neo4j.time import Date

from graph.kinds import Document, Makes, Organisation, Passage, Theme
from graph.records import (
    by_triple,
    cell,
    document_from,
    entity_from,
    native,
    passage_from,
    picked,
    relationship_from,
    rest_on,
    subgraph_from,
)
from graph.subgraph import Subgraph

PASSAGE = {"id": "passage/abc-0-5", "document": "document/plan-abc", "text": "Words", "start": 0, "end": 5}
DOCUMENT = {
    "id": "document/plan-abc",
    "title": "Plan",
    "uri": "plan.md",
    "media_type": "text/markdown",
    "sha256": "0" * 64,
    "version": "1" * 64,
    "length": 5,
    "published_on": Date(2025, 7, 3),
}
THEME = {"id": "theme/data", "label": "Theme", "name": "Data", "evidence": ["passage/abc-0-5"], "evidence_total": 1, "extractor": "test@1"}
BODY = {**THEME, "id": "organisation/a", "label": "Organisation", "name": "A", "opened_on": Date(2012, 10, 1), "aliases": ["Aa"]}
PROMISE = {**THEME, "id": "commitment/c", "label": "Commitment", "text": "Do it."}
MAKES = {
    "type": "MAKES",
    "source": "organisation/a",
    "target": "commitment/c",
    "evidence": ["passage/abc-0-5"],
    "evidence_total": 7,
    "extractor": "test@1",
    "role": "support",
    "first_seen": Date(2025, 7, 3),
}


def test_driver_dates_become_dates_however_deep() -> None:
    assert native({"days": [Date(2025, 7, 3), None], "text": "x"}) == {"days": (date(2025, 7, 3), None), "text": "x"}


def test_an_entity_takes_the_fields_its_kind_knows() -> None:
    assert entity_from({**BODY, "settled_by": "internal", "website": None}) == Organisation(
        id="organisation/a",
        name="A",
        opened_on=date(2012, 10, 1),
        aliases=("Aa",),
        evidence=("passage/abc-0-5",),
        evidence_total=1,
        extractor="test@1",
    )


def test_a_relationship_takes_the_fields_its_type_knows() -> None:
    assert relationship_from({**MAKES, "support": ["internal"]}) == Makes(
        source="organisation/a",
        target="commitment/c",
        role="support",
        evidence=("passage/abc-0-5",),
        evidence_total=7,
        extractor="test@1",
        first_seen=date(2025, 7, 3),
    )


def test_a_document_comes_without_its_text_and_places() -> None:
    document = document_from({**DOCUMENT, "text": "Words", "locations": ["/secret"]})

    assert document == Document(
        id="document/plan-abc",
        title="Plan",
        uri="plan.md",
        media_type="text/markdown",
        sha256="0" * 64,
        version="1" * 64,
        length=5,
        published_on=date(2025, 7, 3),
    )


def test_a_passage_knows_its_document() -> None:
    assert passage_from(PASSAGE) == Passage(id="passage/abc-0-5", document="document/plan-abc", text="Words", start=0, end=5)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, None), ("a", "a"), (3, 3), (2.5, 2.5), (True, True), (Date(2025, 7, 3), date(2025, 7, 3)), (["a", "b"], ("a", "b"))],
)
def test_a_cell_holds_a_plain_value(value: object, expected: object) -> None:
    assert cell(value) == expected


def test_a_map_is_no_cell() -> None:
    with pytest.raises(TypeError, match="a column holds dict"):
        cell({"a": 1})


def sample() -> Subgraph:
    return subgraph_from({"nodes": [THEME, PROMISE, BODY], "relationships": [MAKES], "passages": [PASSAGE], "documents": [DOCUMENT]})


def test_a_subgraph_is_sorted_by_id() -> None:
    assert sample() == Subgraph.model_validate(
        {
            "nodes": [entity_from(PROMISE), entity_from(BODY), entity_from(THEME)],
            "relationships": [relationship_from(MAKES)],
            "passages": [passage_from(PASSAGE)],
            "documents": [document_from(DOCUMENT)],
        }
    )


def test_a_subgraph_keeps_the_order_asked_for() -> None:
    record = {"nodes": [BODY, PROMISE, THEME], "relationships": [], "passages": [], "documents": []}

    subgraph = subgraph_from(record, order=["theme/data", "organisation/a"], truncated=True)

    assert [node.id for node in subgraph.nodes] == ["theme/data", "organisation/a", "commitment/c"]
    assert subgraph.truncated


def test_a_part_of_a_subgraph_brings_only_what_it_rests_on() -> None:
    other = {**THEME, "id": "theme/other", "evidence": ["passage/def-0-5"]}
    whole = subgraph_from(
        {
            "nodes": [THEME, other],
            "relationships": [],
            "passages": [PASSAGE, {**PASSAGE, "id": "passage/def-0-5", "document": "document/other-def"}],
            "documents": [DOCUMENT, {**DOCUMENT, "id": "document/other-def"}],
        }
    )

    assert rest_on(whole, ["theme/data"], []) == Subgraph(
        nodes=(Theme(id="theme/data", name="Data", evidence=("passage/abc-0-5",), evidence_total=1, extractor="test@1"),),
        passages=(passage_from(PASSAGE),),
        documents=(document_from(DOCUMENT),),
    )


def test_relationships_are_picked_in_the_order_named() -> None:
    assert picked(by_triple(sample()), [["organisation/a", "MAKES", "commitment/c"]]) == [relationship_from(MAKES)]
