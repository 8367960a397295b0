"""What has to hold for every file in cypher/explore and cypher/read."""

import re
from collections.abc import Iterator

import pytest
from neo4j import Driver, RoutingControl

import cypher
from graph.catalogue import OPAQUE, NamedQuery, load_catalogue
from graph.kinds import NODE_KINDS, RELATIONSHIP_KINDS, label_of, type_of
from graph.store import GraphStore
from graph.subgraph import Subgraph

QUERIES = load_catalogue().queries
LABELS = {label_of(kind) for kind in NODE_KINDS} | {"Entity"}
TYPES = {type_of(kind) for kind in RELATIONSHIP_KINDS} | {"HAS_PASSAGE", "MENTIONS", "DESCRIBES"}
STATEMENTS = {query.name: query.text for query in QUERIES} | {name: cypher.statement(name) for name in cypher.names("read")}
# The first must never have one; the others are asked of editions in tests/ingest/test_editions.py.
WITHOUT_ANSWER = {"claims_without_evidence", "editions_of"} | {
    f"{change}_between_editions" for change in ("dropped", "redated", "reworded")
}
COSTLY = ("AllNodesScan", "CartesianProduct", "AllRelationshipsScan", "NodeByLabelScan@Entity")
WRITING = re.compile(r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|FOREACH|LOAD|DROP)\b")


def by_name(query: NamedQuery) -> str:
    return query.name


def without_text(statement: str) -> str:
    return OPAQUE.sub(" ", statement)


def labels_in(statement: str) -> set[str]:
    return {label for names in re.findall(r"\w*:((?:[A-Z][a-z]\w*\|?)+)", without_text(statement)) for label in names.split("|")}


def types_in(statement: str) -> set[str]:
    return {name for names in re.findall(r"\[\w*:([A-Z_|]+)", without_text(statement)) for name in names.split("|")}


def operators(plan: dict[str, object]) -> Iterator[str]:
    yield str(plan["operatorType"]).partition("@")[0]
    children = plan.get("children", [])
    assert isinstance(children, list)
    for child in children:
        yield from operators(child)


@pytest.mark.parametrize("query", QUERIES, ids=by_name)
def test_the_example_of_a_question_has_an_answer(query: NamedQuery, store: GraphStore) -> None:
    result = store.run(query.name, query.example)

    answered = bool(result.rows) if result.subgraph is None else bool(result.subgraph.relationships)
    assert answered is (query.name not in WITHOUT_ANSWER)


@pytest.mark.parametrize("query", [query for query in QUERIES if query.returns == "rows"], ids=by_name)
def test_a_limit_of_one_cuts_rows_and_says_so(query: NamedQuery, store: GraphStore) -> None:
    everything = store.run(query.name, query.example)

    first = store.run(query.name, {**query.example, "limit": 1})

    assert (first.rows, first.truncated) == (everything.rows[:1], len(everything.rows) > 1)


@pytest.mark.parametrize("query", QUERIES, ids=by_name)
def test_a_question_asked_twice_has_the_same_answer(query: NamedQuery, store: GraphStore) -> None:
    assert store.run(query.name, query.example) == store.run(query.name, query.example)


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_the_plan_neither_scans_all_nor_multiplies(name: str, driver: Driver, sample_graph: list[Subgraph]) -> None:
    parameters = dict.fromkeys(re.findall(r"\$(\w+)", without_text(STATEMENTS[name])))

    summary = driver.execute_query(f"EXPLAIN {STATEMENTS[name]}", parameters, routing_=RoutingControl.READ, database_="neo4j").summary

    assert summary.query_type in {"r", "s"}
    assert summary.plan is not None
    assert [operator for operator in operators(summary.plan) if operator in COSTLY] == []


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_labels_and_types_are_those_of_the_model(name: str) -> None:
    assert labels_in(STATEMENTS[name]) - LABELS == set()
    assert types_in(STATEMENTS[name]) - TYPES == set()


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_a_question_holds_no_word_that_writes(name: str) -> None:
    assert WRITING.findall(without_text(STATEMENTS[name])) == []


def test_every_kind_of_node_and_relationship_is_asked_for() -> None:
    asked = [query.text for query in QUERIES if not query.name.startswith("view_")]

    assert {label for text in asked for label in labels_in(text)} == LABELS
    assert {name for text in asked for name in types_in(text)} == TYPES


def test_the_summary_counts_every_kind() -> None:
    text = cypher.statement("read/summary")

    assert re.findall(r"^    (\w+): COUNT \{ \(:(\w+)\) \}", text, re.MULTILINE) == [(label_of(kind),) * 2 for kind in NODE_KINDS]
    assert re.findall(r"^    (\w+): COUNT \{ \(\)-\[:(\w+)\]->\(\) \}", text, re.MULTILINE) == [
        (type_of(kind),) * 2 for kind in RELATIONSHIP_KINDS
    ]
