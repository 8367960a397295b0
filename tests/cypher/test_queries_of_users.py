"""Cypher of users: what stays possible, what is refused, and what becomes of a query that does not end."""

import importlib.util
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import psutil
import pytest
from neo4j import Driver

from graph.adhoc.errors import CypherBusy, QueryRefused, QueryTooLarge, QueryTooSlow, QueryWrong
from graph.adhoc.guard import judged
from graph.adhoc.lexer import tokens, written
from graph.adhoc.plan import check_plan
from graph.adhoc.runner import CypherRunner
from graph.connection import target
from graph.errors import PolicyGraphError
from graph.settings import Settings
from graph.store import GraphStore


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("queries_of_users", Path(__file__).parent / "queries_of_users.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUERIES = load()
# On a busy machine Neo4j plans slowly what it is asked for the first time; the limit itself has tests of its own.
PATIENT_S = 60.0
# Long enough to outlive the limits, short enough to end by itself while the test waits.
ENDLESS = "RETURN reduce(s = 0, x IN range(1, 400000000) | s + x) AS s"


@pytest.fixture(scope="module")
def runner(settings: Settings, store: GraphStore, driver: Driver) -> Iterator[CypherRunner]:
    with CypherRunner(target(settings), driver, timeout_s=PATIENT_S) as opened:
        yield opened


@pytest.fixture
def hasty(settings: Settings, store: GraphStore, driver: Driver) -> Iterator[CypherRunner]:
    with CypherRunner(target(settings), driver, timeout_s=2.0) as opened:
        yield opened


def given(query: str) -> dict[str, object]:
    return {name: value for name, value in QUERIES.PARAMETERS.items() if f"${name}" in query}


def test_the_sets_are_large_enough() -> None:
    assert len(QUERIES.HONEST) >= 50
    assert len(QUERIES.REFUSED) + len(QUERIES.BOUNDED) >= 180


@pytest.mark.parametrize("query", QUERIES.HONEST, ids=range(len(QUERIES.HONEST)))
def test_an_honest_question_is_answered(runner: CypherRunner, query: str) -> None:
    result = runner.run(query, given(query))

    assert result.columns
    assert not result.truncated


@pytest.mark.parametrize("query", QUERIES.REFUSED, ids=range(len(QUERIES.REFUSED)))
def test_a_query_that_does_more_than_read_or_cannot_be_stopped_is_refused(runner: CypherRunner, query: str) -> None:
    with pytest.raises((QueryRefused, QueryWrong) if query in QUERIES.WRITING else QueryRefused) as caught:
        runner.run(query)

    assert caught.value.fix


@pytest.mark.parametrize("query", QUERIES.UNSTOPPABLE + QUERIES.BROKEN + QUERIES.ELSEWHERE + QUERIES.ADMINISTRATION)
def test_what_neo4j_cannot_stop_or_show_never_reaches_it(query: str) -> None:
    with pytest.raises(QueryRefused):
        judged(query, {})


@pytest.mark.parametrize("query", QUERIES.BOUNDED, ids=range(len(QUERIES.BOUNDED)))
def test_a_costly_query_ends_within_its_limits(hasty: CypherRunner, query: str) -> None:
    began = time.monotonic()

    with suppress(QueryTooSlow, QueryTooLarge, QueryWrong):
        assert len(hasty.run(query).rows) <= 1_000

    # The first one waits for its process to load, too.
    assert time.monotonic() - began < PATIENT_S
    until = time.monotonic() + PATIENT_S
    while hasty.running() and time.monotonic() < until:
        time.sleep(0.2)
    assert hasty.running() == []


def test_no_query_has_changed_the_graph(runner: CypherRunner, store: GraphStore) -> None:
    before = store.fingerprint()

    for query in QUERIES.WRITING:
        with pytest.raises(PolicyGraphError):
            runner.run(query)

    assert store.fingerprint() == before


def test_a_query_that_runs_on_keeps_its_place_and_everybody_else_is_answered(
    hasty: CypherRunner, store: GraphStore, caplog: pytest.LogCaptureFixture
) -> None:
    job = {"query": ENDLESS, "parameters": {}, "most_rows": 1, "most_bytes": 1_000, "timeout_s": 1.0, "mark": "endless"}
    began = time.monotonic()

    assert hasty._answer(job)["error"] == "too-slow"
    assert hasty.running() == ["endless"]
    assert "runs on in Neo4j although it was ended" in caplog.text
    with pytest.raises(CypherBusy):
        hasty.run("RETURN 1 AS one")
    assert store.entity("theme/artificial-intelligence").nodes

    while hasty.running() and time.monotonic() < began + 240:
        time.sleep(0.5)
    assert hasty.run("RETURN 1 AS one").rows == ({"one": 1},)


def test_a_server_that_restarts_still_sees_what_runs_on(hasty: CypherRunner, settings: Settings, driver: Driver) -> None:
    job = {"query": ENDLESS, "parameters": {}, "most_rows": 1, "most_bytes": 1_000, "timeout_s": 1.0, "mark": "endless"}
    hasty._answer(job)

    with CypherRunner(target(settings), driver) as other, pytest.raises(CypherBusy):
        other.run("RETURN 1 AS one")

    until = time.monotonic() + 240
    while hasty.running() and time.monotonic() < until:
        time.sleep(0.5)


def test_two_queries_at_once_take_turns(runner: CypherRunner) -> None:
    answers: list[object] = []
    threads = [threading.Thread(target=lambda: answers.append(runner.run("RETURN 1 AS one").rows)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [({"one": 1},)] * 3


@pytest.mark.parametrize("query", QUERIES.ELSEWHERE[:9])
def test_no_request_leaves_the_machine_even_without_our_guard(runner: CypherRunner, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        text = written(tokens(query)).replace("127.0.0.1:9", f"127.0.0.1:{port}").replace("localhost", f"127.0.0.1:{port}")

        answer = runner._answer({"query": text, "parameters": {}, "most_rows": 1, "most_bytes": 1_000, "timeout_s": 20.0, "mark": "loads"})

        assert "error" in answer
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_huge_value_costs_the_server_no_memory(runner: CypherRunner) -> None:
    before = psutil.Process().memory_info().rss
    job = {
        "query": "RETURN range(1, 20000000) AS n",
        "parameters": {},
        "most_rows": 1,
        "most_bytes": 1_000,
        "timeout_s": 60.0,
        "mark": "huge",
    }

    answer = runner._answer(job)

    assert answer.get("error") in {"too-large", "too-slow"} or answer["truncated"]
    assert psutil.Process().memory_info().rss - before < 50_000_000
    while runner.running():
        time.sleep(0.2)


def test_rows_beyond_the_limit_are_cut_and_said_so(runner: CypherRunner) -> None:
    result = runner.run("UNWIND range(1, 5000) AS n RETURN n", most_rows=7)

    assert ([row["n"] for row in result.rows], result.truncated) == ([1, 2, 3, 4, 5, 6, 7], True)


def test_odd_values_are_json(runner: CypherRunner) -> None:
    query = (
        "RETURN 0.0 / 0.0 AS nan, 1.0 / 0.0 AS endless, 9223372036854775807 AS large, date('2026-03-31') AS day, "
        "duration('P1M2D') AS span, point({x: 1, y: 2}) AS place, datetime('2026-01-01T00:00:00Z') AS moment, null AS nothing"
    )

    (row,) = runner.run(query).rows

    assert row == {
        "nan": None,
        "endless": None,
        "large": 9223372036854775807,
        "day": "2026-03-31",
        "span": "P1M2D",
        "place": {"srid": 7203, "coordinates": [1.0, 2.0]},
        "moment": "2026-01-01T00:00:00.000000000+00:00",
        "nothing": None,
    }


def test_things_of_the_graph_are_told_by_their_own_ids(runner: CypherRunner) -> None:
    result = runner.run("MATCH p = (:Person {id: 'person/sam-reed'})-[r:AUTHORS]->(s) RETURN s, r, p")

    (row,) = result.rows
    assert (row["s"]["id"], row["s"]["labels"]) == ("strategy/dash-review", ["Entity", "Strategy"])
    assert (row["r"]["type"], row["r"]["source"], row["r"]["target"]) == ("AUTHORS", "person/sam-reed", "strategy/dash-review")
    assert [node["id"] for node in row["p"]["nodes"]] == ["person/sam-reed", "strategy/dash-review"]
    assert "support" not in row["r"]["properties"]
    assert set(result.nodes) == {"person/sam-reed", "strategy/dash-review"}
    assert len(result.relationships) == 1


def test_what_neo4j_does_not_understand_is_told_in_its_words(runner: CypherRunner) -> None:
    with pytest.raises(QueryWrong, match="Variable `m` not defined"):
        runner.run("MATCH (n) RETURN m")


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("MATCH (n)\n  // one\n  RETURN n.name /* two */ AS x;", "MATCH (n) RETURN n.name AS x"),
        ("RETURN \"it's\" AS a, '\\u00e9' AS b", "RETURN 'it\\'s' AS a, 'é' AS b"),
        ("MATCH\u00a0(n)-[:MAKES*1..3]->(m) RETURN n.a+1.5", "MATCH (n)-[:MAKES*1..3]->(m) RETURN n.a+1.5"),
        ("RETURN `a b`, $`p q`, $p", "RETURN `a b`, $`p q`, $p"),
    ],
)
def test_what_is_sent_has_no_comments_escapes_or_odd_spaces(query: str, sent: str) -> None:
    assert judged(query, {}) == sent


@pytest.mark.parametrize("query", QUERIES.HONEST, ids=range(len(QUERIES.HONEST)))
def test_writing_a_query_anew_twice_changes_nothing_more(query: str) -> None:
    once = written(tokens(query))

    assert written(tokens(once)) == once


@pytest.mark.parametrize(
    "parameters",
    [
        {"a": 2**63},
        {"a": "\ud800"},
        {"a": "\x00"},
        {"a": ["x"] * 40_000},
        {"a": {"b": "x" * 40_000}},
        {"n": 10**9},
        {"n": "many"},
    ],
)
def test_parameters_that_no_query_needs_are_refused(parameters: dict[str, object]) -> None:
    with pytest.raises(QueryRefused):
        judged("RETURN $a, range(1, $n)", parameters)


def test_a_range_up_to_a_small_parameter_is_taken() -> None:
    assert judged("UNWIND range(1, $n) AS i RETURN i", {"n": 10}) == "UNWIND range(1, $n) AS i RETURN i"


@pytest.mark.parametrize(
    ("kind", "operator"), [("rw", "ProduceResults"), ("w", "X"), ("s", "X"), (None, "X"), ("r", "LoadCSV"), ("r", "ShowSettings@neo4j")]
)
def test_a_plan_that_does_more_than_read_is_refused(kind: str | None, operator: str) -> None:
    with pytest.raises(QueryRefused):
        check_plan(kind, {"operatorType": "ProduceResults", "children": [{"operatorType": operator, "children": []}]})
