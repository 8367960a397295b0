import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

import graph.pieces
import graph.writer
from graph.document_graph import DocumentGraph
from graph.errors import NodeNotFound
from graph.integrity import fingerprint, verify
from graph.kinds import Commitment, Makes, Organisation, PartnersWith, PartOf, Theme
from graph.settings import Settings
from graph.writer import DocumentKey, GraphWriter, WriteSummary

MakeGraph = Callable[..., DocumentGraph]

HOME_OFFICE = "organisation/home-office"
BORDER_FORCE = "organisation/border-force"


@pytest.fixture(scope="module")
def three(document_graph: MakeGraph) -> list[DocumentGraph]:
    """Three documents that disagree about the Home Office and agree about much else."""
    force = (Organisation, {"name": "Border Force", "kind": "unit"})
    return [
        document_graph(
            "Old",
            published_on=date(2019, 5, 1),
            nodes=[
                (Organisation, {"name": "Home Office", "status": "closed", "confidence": 0.9, "aliases": ("HO",)}),
                force,
                (Theme, {"name": "Borders"}),
            ],
            links=[(PartOf, BORDER_FORCE, HOME_OFFICE, {"confidence": 0.6, "valid_from": date(2012, 3, 1)})],
        ),
        document_graph(
            "New",
            published_on=date(2025, 5, 1),
            nodes=[
                (Organisation, {"name": "Home Office", "status": "live", "confidence": 0.9, "website": "https://example.org"}),
                force,
                (Commitment, {"text": "We will act."}),
            ],
            links=[
                (PartOf, BORDER_FORCE, HOME_OFFICE, {"confidence": 0.8, "extractor": "hierarchy@1"}),
                (PartnersWith, HOME_OFFICE, BORDER_FORCE),
            ],
        ),
        document_graph(
            "Undated",
            nodes=[(Organisation, {"name": "Home Office", "kind": "ministerial department", "aliases": ("Home Dept",)}), force],
            links=[(PartnersWith, BORDER_FORCE, HOME_OFFICE)],
        ),
    ]


def properties(driver: Driver, node_id: str) -> dict[str, object]:
    [record], _, _ = driver.execute_query("MATCH (n:Entity {id: $id}) RETURN properties(n) AS properties", id=node_id)
    return dict(record["properties"])


def relationships(driver: Driver) -> list[tuple[str, str, str, dict[str, object]]]:
    records, _, _ = driver.execute_query(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id, type(r), b.id, properties(r) ORDER BY a.id, type(r), b.id"
    )
    return [(source, type_, target, dict(fields)) for source, type_, target, fields in records]


def count(driver: Driver, label: str) -> int:
    records, _, _ = driver.execute_query("MATCH (n) WHERE $label IN labels(n) RETURN count(n)", label=label)
    return int(records[0].value())


def empty(driver: Driver) -> None:
    driver.execute_query("MATCH (n) DETACH DELETE n")


def test_a_first_write_counts_what_it_made(writer: GraphWriter, three: list[DocumentGraph]) -> None:
    assert writer.write(three[:1]) == WriteSummary(documents_created=1, passages_created=4, nodes_created=3, relationships_created=1)


def test_writing_again_creates_nothing_and_changes_nothing(writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]) -> None:
    writer.write(three)
    before = fingerprint(empty_database)

    again = writer.write(three)

    assert (again, fingerprint(empty_database)) == (WriteSummary(unchanged=3), before)


def test_the_order_of_documents_leaves_no_trace(writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]) -> None:
    seen = set()
    for order in permutations(three):
        for split in (0, 1, 2):
            empty(empty_database)
            writer.write(order[:split])
            writer.write(order[split:])
            seen.add(fingerprint(empty_database))

    assert len(seen) == 1
    assert verify(empty_database).faults == ()


def test_a_node_takes_each_property_from_its_best_source(writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]) -> None:
    writer.write(three)

    assert properties(empty_database, HOME_OFFICE) == {
        "id": HOME_OFFICE,
        "name": "Home Office",
        "kind": "ministerial department",
        "aliases": ["HO", "Home Dept"],
        "status": "live",
        "website": "https://example.org",
        "confidence": 1.0,
        "extractor": "test@1",
    }


def test_a_property_falls_back_when_its_source_is_forgotten(
    writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]
) -> None:
    writer.write(three)

    writer.forget(three[1].document.id)

    home_office = properties(empty_database, HOME_OFFICE)
    assert (home_office["status"], home_office.get("website")) == ("closed", None)


def test_a_relationship_keeps_what_its_other_source_supports(
    writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]
) -> None:
    old, new, _ = three
    writer.write([old, new])
    passage = old.subgraph.relationships[0].evidence[0]

    writer.forget(new.document.id)

    assert relationships(empty_database) == [
        (
            BORDER_FORCE,
            "PART_OF",
            HOME_OFFICE,
            {
                "support": [f"{passage}\t0.6\ttest@1\t2012-03-01\t\t2019-05-01\t"],
                "evidence": [passage],
                "confidence": 0.6,
                "extractor": "test@1",
                "valid_from": date(2012, 3, 1),
                "first_seen": date(2019, 5, 1),
            },
        )
    ]


def test_a_partnership_is_stored_once_from_the_smaller_id(writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]) -> None:
    writer.write(three[1:])

    ((source, target, support),) = [
        (source, target, fields["support"]) for source, type_, target, fields in relationships(empty_database) if type_ == "PARTNERS_WITH"
    ]

    assert isinstance(support, list)
    assert (source, target, len(support)) == (BORDER_FORCE, HOME_OFFICE, 2)


def test_the_lead_stays_the_lead_when_another_document_calls_it_support(
    writer: GraphWriter, empty_database: Driver, document_graph: MakeGraph
) -> None:
    nodes = [(Organisation, {"name": "Home Office"}), (Commitment, {"text": "We will act."})]
    target = document_graph("x", nodes=nodes).subgraph.nodes[1].id
    for title, role in (("A", "lead"), ("B", "support")):
        writer.write([document_graph(title, nodes=nodes, links=[(Makes, HOME_OFFICE, target, {"role": role})])])

    assert [fields["role"] for *_, fields in relationships(empty_database)] == ["lead"]


def test_forgetting_leaves_exactly_what_the_others_say(writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]) -> None:
    for gone in three:
        empty(empty_database)
        writer.write([graph for graph in three if graph is not gone])
        without = fingerprint(empty_database)
        writer.write([gone])

        writer.forget(gone.document.id)

        assert (fingerprint(empty_database), verify(empty_database).faults) == (without, ())


def test_forgetting_the_last_document_leaves_nothing(writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]) -> None:
    writer.write(three[:1])

    summary = writer.forget(three[0].document.id)

    assert summary == WriteSummary(documents_removed=1, passages_removed=4, nodes_removed=3, relationships_removed=1)
    assert [count(empty_database, label) for label in ("Document", "Passage", "Entity")] == [0, 0, 0]


def test_forgetting_an_unknown_document_says_so(writer: GraphWriter) -> None:
    with pytest.raises(NodeNotFound):
        writer.forget("document/nowhere")


def test_a_changed_file_replaces_only_its_own_claims(writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]) -> None:
    old, new, undated = three
    writer.write([new, undated])
    expected = fingerprint(empty_database)
    empty(empty_database)
    writer.write([old, undated])

    summary = writer.write([DocumentGraph(new.subgraph, new.text, old.location, new.extractor_version)])

    assert (summary.documents_created, summary.documents_removed) == (1, 1)
    assert fingerprint(empty_database) == expected


def test_a_document_at_two_places_goes_when_both_have_changed(
    writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]
) -> None:
    old, new, _ = three
    writer.write([old, DocumentGraph(old.subgraph, old.text, "/copy.txt", old.extractor_version)])
    after = []
    for location in (old.location, "/copy.txt"):
        writer.write([DocumentGraph(new.subgraph, new.text, location, new.extractor_version)])
        records, _, _ = empty_database.execute_query("MATCH (d:Document) RETURN d.title, d.locations ORDER BY d.title")
        after.append([tuple(record.values()) for record in records])

    assert after == [
        [("New", [old.location]), ("Old", ["/copy.txt"])],
        [("New", ["/copy.txt", old.location])],
    ]


def test_another_extractor_reads_the_document_anew(writer: GraphWriter, empty_database: Driver, document_graph: MakeGraph) -> None:
    nodes = [(Organisation, {"name": "Home Office"}), (Theme, {"name": "Borders"})]
    first = document_graph("A", nodes=nodes, extractor_version="1")
    fewer = first.subgraph.model_copy(update={"nodes": first.subgraph.nodes[:1]})
    writer.write([first])

    writer.write([DocumentGraph(fewer, first.text, first.location, "2")])

    assert [count(empty_database, label) for label in ("Document", "Organisation", "Theme")] == [1, 1, 0]


def test_a_document_with_the_same_place_and_extractor_is_unchanged(writer: GraphWriter, three: list[DocumentGraph]) -> None:
    writer.write(three)
    same, other, elsewhere, moved = three[0], three[1], three[2], three[2]

    keys = [
        DocumentKey(same.document, same.location, "1"),
        DocumentKey(other.document, other.location, "2"),
        DocumentKey(elsewhere.document, "/elsewhere.txt", "1"),
        DocumentKey(moved.document.model_copy(update={"licence": "OGL"}), moved.location, "1"),
    ]

    assert [key.mark in writer.marks().documents for key in keys] == [True, False, False, False]


def test_a_document_that_was_not_written_to_its_end_has_no_mark(
    writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]
) -> None:
    writer.write(three)
    before = writer.marks()

    empty_database.execute_query("MATCH (d:Document {id: $id}) REMOVE d.extractor_version", id=three[0].document.id)

    assert (len(before.documents), len(writer.marks().documents)) == (3, 2)


def test_what_a_copy_says_of_itself_does_not_depend_on_the_order(
    writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph]
) -> None:
    here = three[0]
    renamed = here.document.model_copy(update={"uri": "A.txt", "licence": "OGL"})
    there = DocumentGraph(here.subgraph.model_copy(update={"documents": (renamed,)}), here.text, "/there.txt", "1")
    seen = set()
    for order in ([here, there], [there, here]):
        empty(empty_database)
        for graph_ in order:
            writer.write([graph_])
        seen.add(fingerprint(empty_database))

    assert len(seen) == 1


def test_offsets_count_characters_beyond_the_basic_plane_once(
    writer: GraphWriter, empty_database: Driver, document_graph: MakeGraph
) -> None:
    writer.write([document_graph("𝔓lan 🏛", nodes=[(Organisation, {"name": "Office 🏛 of 𝔅orders"}), (Theme, {"name": "Cafe\u0301"})])])

    assert verify(empty_database).faults == ()


@pytest.fixture
def tiny_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every document one that is too large for a transaction."""
    monkeypatch.setattr(graph.writer, "LARGEST_TRANSACTION", 1)
    monkeypatch.setattr(graph.pieces, "ROWS_AT_ONCE", 2)


def test_a_document_too_large_for_a_transaction_ends_the_same(
    writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph], tiny_transactions: None
) -> None:
    with pytest.MonkeyPatch.context() as ordinary:
        ordinary.setattr(graph.writer, "LARGEST_TRANSACTION", 1_000)
        expected_summary = writer.write(three)
        expected = fingerprint(empty_database)
    empty(empty_database)

    summary = writer.write(three)

    assert (summary, fingerprint(empty_database)) == (expected_summary, expected)


def test_forgetting_a_very_large_document_leaves_nothing(
    writer: GraphWriter, empty_database: Driver, three: list[DocumentGraph], tiny_transactions: None
) -> None:
    writer.write(three)
    for graph_ in three:
        writer.forget(graph_.document.id)

    assert [count(empty_database, label) for label in ("Document", "Passage", "Entity")] == [0, 0, 0]


@pytest.mark.parametrize(("largest", "statement"), [(40_000, 5), (40_000, 14), (1, 8), (1, 16), (1, 24), (1, 32), (1, 40)])
def test_a_writer_killed_at_any_statement_is_made_good_by_the_next(
    empty_database: Driver, settings: Settings, three: list[DocumentGraph], tmp_path: Path, largest: int, statement: int
) -> None:
    old, new, undated = three
    moved = [DocumentGraph(new.subgraph, new.text, old.location, "1"), undated]
    writer = GraphWriter(empty_database)
    writer.write(moved)
    expected = fingerprint(empty_database)
    empty(empty_database)
    writer.write([old])

    kill_while_writing(settings, moved, tmp_path, [statement, largest, 2])
    writer.write(moved)

    assert (fingerprint(empty_database), verify(empty_database).faults) == (expected, ())


def kill_while_writing(settings: Settings, graphs: Sequence[DocumentGraph], folder: Path, numbers: Sequence[int]) -> None:
    documents = folder / "documents.pickle"
    documents.write_bytes(pickle.dumps(list(graphs)))
    assert settings.neo4j_password is not None
    login = [str(settings.neo4j_uri), settings.neo4j_user, settings.neo4j_password.get_secret_value()]
    script = Path(__file__).with_name("dying_writer.py")
    command = [sys.executable, str(script), *login, str(documents), *map(str, numbers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2], env={"PYTHONPATH": "."}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.kill()


def test_a_dead_connection_is_no_open_turn(empty_database: Driver, settings: Settings, three: list[DocumentGraph]) -> None:
    assert settings.neo4j_password is not None
    login = (settings.neo4j_user, settings.neo4j_password.get_secret_value())
    with (
        GraphDatabase.driver(str(settings.neo4j_uri), auth=login) as other,
        other.session() as session,
        session.begin_transaction() as turn,
    ):
        turn.run("MERGE (lock:__PolicygraphLock {name: 'writers'}) SET lock.turns = 1").consume()

    assert GraphWriter(empty_database).write(three).documents_created == 3
