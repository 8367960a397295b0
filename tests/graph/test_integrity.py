from collections.abc import Callable
from datetime import date

import pytest
from neo4j import Driver

from graph.document_graph import DocumentGraph
from graph.integrity import Fault, VerifyReport, fingerprint, verify
from graph.kinds import Organisation, PartOf, Theme
from graph.writer import GraphWriter

MakeGraph = Callable[..., DocumentGraph]

PART = "organisation/border-force PART_OF organisation/home-office"


@pytest.fixture
def written(writer: GraphWriter, document_graph: MakeGraph) -> DocumentGraph:
    """One document in the graph."""
    graph = document_graph(
        "Plan 🏛",
        published_on=date(2025, 1, 1),
        nodes=[(Organisation, {"name": "Home Office"}), (Organisation, {"name": "Border Force"}), (Theme, {"name": "Borders"})],
        links=[(PartOf, "organisation/border-force", "organisation/home-office")],
    )
    writer.write([graph])
    return graph


def faults(driver: Driver) -> list[tuple[str, str]]:
    return [(fault.place, fault.problem) for fault in verify(driver).faults]


def test_a_sound_graph_has_no_fault(empty_database: Driver, written: DocumentGraph) -> None:
    report = verify(empty_database)

    assert report == VerifyReport(documents=1, passages=4, entities=3, relationships=1)
    assert report.ok


def test_an_empty_graph_has_no_fault(empty_database: Driver) -> None:
    assert verify(empty_database) == VerifyReport(documents=0, passages=0, entities=0, relationships=0)


def test_a_tampered_passage_is_found(empty_database: Driver, written: DocumentGraph) -> None:
    passage = written.subgraph.passages[1]
    empty_database.execute_query("MATCH (p:Passage {id: $id}) SET p.text = p.text + '!'", id=passage.id)

    assert faults(empty_database) == [(passage.id, f"its words are not at {passage.start} to {passage.end} of {written.document.id}")]


def test_a_tampered_text_is_found_by_digest_length_and_words(empty_database: Driver, written: DocumentGraph) -> None:
    empty_database.execute_query("MATCH (d:Document) SET d.text = 'x' + d.text")

    found = faults(empty_database)

    assert found[:2] == [
        (written.document.id, "the stored text is not the one its sha256 was made of"),
        (written.document.id, f"the stored text has {written.document.length + 1} characters, not {written.document.length}"),
    ]
    assert len(found) == 6


@pytest.mark.parametrize(
    ("damage", "place", "problem"),
    [
        ("MATCH (:Passage)-[r:MENTIONS]->(:Theme) DELETE r", "theme/borders", "no passage mentions it"),
        ("MATCH (:Document)-[r:DESCRIBES]->(:Theme) DELETE r", "theme/borders", "no document describes it"),
        ("MATCH ()-[r:PART_OF]->() SET r.evidence = []", PART, "it rests on no passage"),
        ("MATCH ()-[r:PART_OF]->() REMOVE r.evidence", PART, "it rests on no passage"),
        (
            "MATCH ()-[r:PART_OF]->() SET r.evidence = ['passage/0123-1-2']",
            PART,
            "it rests on passage/0123-1-2, which is not there",
        ),
        ("CREATE (:Passage {id: 'passage/0123-1-2'})", "passage/0123-1-2", "it stands in no document"),
    ],
)
def test_a_claim_without_its_passage_is_found(
    empty_database: Driver, written: DocumentGraph, damage: str, place: str, problem: str
) -> None:
    empty_database.execute_query(damage)

    assert verify(empty_database).faults == (Fault(place=place, problem=problem),)


def test_a_document_that_was_not_written_to_its_end_is_found(empty_database: Driver, written: DocumentGraph) -> None:
    empty_database.execute_query("MATCH (d:Document) REMOVE d.extractor_version")

    assert faults(empty_database) == [(written.document.id, "it was not written to its end; ingest it again")]


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (n:Theme) SET n.name = 'Other'",
        "MATCH (n:Passage) WITH n LIMIT 1 SET n.heading = 'Other'",
        "MATCH ()-[r:PART_OF]->() SET r.confidence = 0.5",
        "MATCH ()-[r:MENTIONS]->(:Theme) DELETE r",
        "MATCH ()-[r:DESCRIBES]->(:Theme) SET r.name = 'Other'",
        "MATCH (n:Document) SET n.published_on = date('2025-01-02')",
        "MATCH (n:Theme) REMOVE n:Theme",
    ],
)
def test_every_change_of_a_claim_changes_the_fingerprint(empty_database: Driver, written: DocumentGraph, change: str) -> None:
    before = fingerprint(empty_database)

    empty_database.execute_query(change)

    assert fingerprint(empty_database) != before


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (n:Document) SET n.locations = ['/elsewhere.txt'], n.copies = ['[]']",
        "MATCH (n:Document) SET n.retrieved_at = date('2025-01-02')",
        "MERGE (n:__PolicygraphLock {name: 'writers'}) SET n.turns = 1000",
    ],
)
def test_where_and_when_it_was_found_leave_the_fingerprint(empty_database: Driver, written: DocumentGraph, change: str) -> None:
    before = fingerprint(empty_database)

    empty_database.execute_query(change)

    assert fingerprint(empty_database) == before


def test_the_fingerprint_is_the_same_on_every_server(empty_database: Driver, written: DocumentGraph) -> None:
    assert fingerprint(empty_database) == "880d79847b3ada9df054e64bfa344099066d0c1d695e9b2aea2f76e44332ed70"
