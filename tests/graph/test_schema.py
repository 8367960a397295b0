from pathlib import Path

import pytest
from neo4j import Driver

import cypher
from graph.base import Entity
from graph.kinds import ENTITY_KINDS, NODE_KINDS, RELATIONSHIP_KINDS, Commitment, Organisation, label_of, type_of
from graph.model_page import model_page, type_in_words
from graph.schema import LegendEntry, constraints, generated, legend, stale, statements, write_generated

ROOT = Path(__file__).parents[2]

SCANS = {"AllNodesScan", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan"}
MADE_UP = {"ids": [], "locations": [], "rows": [], "entities": [], "passages": [], "elements": [], "id": "", "limit": 1, "seconds": 1}


def test_every_generated_file_is_fresh() -> None:
    assert stale(ROOT) == []


def test_a_changed_a_missing_and_a_leftover_file_are_stale(tmp_path: Path) -> None:
    write_generated(tmp_path)
    changed = tmp_path / "docs/model.md"
    missing = tmp_path / "cypher/write/entities/theme.cypher"
    leftover = tmp_path / "cypher/write/relationships/envies.cypher"
    changed.write_text("old", encoding="utf-8")
    missing.unlink()
    leftover.write_text("old", encoding="utf-8")

    assert stale(tmp_path) == [missing, leftover, changed]


def test_writing_brings_every_file_up_to_date_once(tmp_path: Path) -> None:
    leftover = tmp_path / "cypher/write/relationships/envies.cypher"
    leftover.parent.mkdir(parents=True)
    leftover.write_text("old", encoding="utf-8")

    assert len(write_generated(tmp_path)) == len(generated()) + 1
    assert (write_generated(tmp_path), leftover.exists()) == ([], False)


def test_each_kind_has_its_own_write_statement() -> None:
    kinds = {f"cypher/write/entities/{label_of(kind).lower()}.cypher" for kind in ENTITY_KINDS}
    types = {f"cypher/write/relationships/{type_of(kind).lower()}.cypher" for kind in RELATIONSHIP_KINDS}

    assert {name for name in generated() if name.startswith("cypher/write/")} == kinds | types


def test_every_kind_has_a_unique_id() -> None:
    unique = [line for line in constraints().splitlines() if line.endswith("REQUIRE n.id IS UNIQUE;")]

    assert [line.split("(n:")[1].split(")")[0] for line in unique] == ["Entity", *(label_of(kind) for kind in NODE_KINDS)]


def test_deadlines_and_names_have_an_index() -> None:
    assert "CREATE INDEX commitment_deadline_latest IF NOT EXISTS FOR (n:Commitment) ON (n.deadline_latest);" in constraints()
    assert "CREATE INDEX organisation_name IF NOT EXISTS FOR (n:Organisation) ON (n.name);" in constraints()


def test_statements_are_split_where_a_line_ends() -> None:
    assert statements("CREATE (a {b: ';'});\nMATCH (n)\nRETURN n;\n") == ["CREATE (a {b: ';'})", "MATCH (n)\nRETURN n"]


def test_the_legend_explains_each_kind_once() -> None:
    assert legend()[0] == LegendEntry(
        "Organisation",
        "organisations",
        "#1d70b8",
        "dot",
        "A department, agency, regulator, health body, company or other body (W3C ORG: Organization).",
    )
    assert len({entry.colour for entry in legend()}) == len(ENTITY_KINDS)


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        (Organisation, "name", "text"),
        (Organisation, "aliases", "texts"),
        (Organisation, "opened_on", "date or none"),
        (Organisation, "status", "one of `live`, `closed` or none"),
        (Commitment, "conditional", "yes or no"),
        (Commitment, "target_value", "number or none"),
        (Entity, "evidence", "texts"),
    ],
)
def test_types_are_said_in_plain_words(kind: type[Entity], field: str, words: str) -> None:
    assert type_in_words(kind.model_fields[field].annotation) == words


def test_the_model_page_leaves_no_kind_and_no_gap_out() -> None:
    page = model_page()

    assert [label_of(kind) for kind in NODE_KINDS if f"### {label_of(kind)}\n" not in page] == []
    assert [type_of(kind) for kind in RELATIONSHIP_KINDS if f"| `{type_of(kind)}` |" not in page] == []
    assert [part for part in ("<DIAGRAM>", "<SHARED>", "<ENTITIES>", "<COLOURS>") if part in page] == []


def written_statements() -> list[str]:
    folders = ("write", "write/entities", "write/relationships")
    return [name for folder in folders for name in cypher.names(folder)]


@pytest.mark.parametrize("name", written_statements())
def test_no_write_looks_at_the_whole_graph(empty_database: Driver, name: str) -> None:
    summary = empty_database.execute_query(f"EXPLAIN {cypher.statement(name)}", parameters_={**MADE_UP, **RECORDED}).summary

    assert summary.plan is not None
    assert operators(summary.plan) & SCANS == set()


RECORDED = {"version": "", "source": "", "description": "", "checksum": ""}


def operators(plan: dict[str, object]) -> set[str]:
    children = plan.get("children", [])
    assert isinstance(children, list)
    return {str(plan["operatorType"]).partition("@")[0]}.union(*(operators(child) for child in children))
