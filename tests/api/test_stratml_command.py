"""The command stratml and its address: a plan out of a real graph, which reads back as what it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from fastapi.testclient import TestClient
from neo4j import Driver
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import app
from api.stratml import NAMESPACE
from graph.errors import BadParameter, NodeNotFound
from graph.kinds import Commitment, Makes
from graph.settings import Settings
from graph.store import GraphStore

SAMPLE = Path(__file__).parents[2] / "ingest" / "samples" / "clean-power-2030-action-plan.html"
STRATEGY = "strategy/clean-power-2030-action-plan"
Held = set[tuple[str, str, str | None, str, frozenset[tuple[str, str]]]]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def held(store: GraphStore) -> Held:
    """Each commitment of the strategy with id, words, number, last day and owners."""
    graph = store.strategy_in_full(STRATEGY)
    makes = [link for link in graph.relationships if isinstance(link, Makes)]
    return {
        (
            *(one.id, one.text, one.number, str(one.deadline_latest)),
            frozenset((link.source, link.role) for link in makes if link.target == one.id),
        )
        for one in graph.nodes
        if isinstance(one, Commitment)
    }


@pytest.fixture
def store(empty_database: Driver, environment: None, monkeypatch: pytest.MonkeyPatch) -> GraphStore:
    """A graph that holds one sample, in the database that the commands use."""
    monkeypatch.setenv("POLICYGRAPH_QUERY_TIMEOUT_S", "120")
    assert run("ingest", SAMPLE).exit_code == 0
    return GraphStore(empty_database, timeout_s=120)


@pytest.fixture
def client(settings: Settings, store: GraphStore) -> Iterator[TestClient]:
    """Somebody on this machine who asks the API about the sample."""
    patient = settings.model_copy(update={"query_timeout_s": 120.0})
    with TestClient(create_app(patient), base_url="http://127.0.0.1:8000") as client:
        yield client


def test_a_strategy_written_and_read_into_an_empty_graph_is_the_same(store: GraphStore, tmp_path: Path) -> None:
    before, strategy = held(store), store.entity(STRATEGY).nodes[0]
    publishers = store.run("view_strategy", {"strategy": STRATEGY}).subgraph

    written = run("stratml", STRATEGY, "--out", tmp_path / "plan.stratml")
    (document,) = store.list_nodes("Document").nodes
    forgotten, ingested = run("forget", document.id), run("ingest", tmp_path / "plan.stratml")

    assert (written.exit_code, forgotten.exit_code, ingested.exit_code) == (0, 0, 0)
    assert written.stdout == f"{(tmp_path / 'plan.stratml').resolve()}\n"
    assert len(before) == 4
    assert held(store) == before
    again = store.entity(STRATEGY).nodes[0]
    assert again.model_dump(include={"id", "name", "published_on"}) == strategy.model_dump(include={"id", "name", "published_on"})
    assert publishers is not None
    after = store.run("view_strategy", {"strategy": STRATEGY}).subgraph
    assert after is not None
    assert {(link.source, link.target) for link in after.relationships if link.type == "PUBLISHES"} == {
        (link.source, link.target) for link in publishers.relationships if link.type == "PUBLISHES"
    }
    assert store.verify().ok


def test_a_plan_beside_its_original_adds_quotes_and_no_commitment(store: GraphStore, tmp_path: Path) -> None:
    before = held(store)

    run("stratml", STRATEGY, "--out", tmp_path / "plan.xml")
    run("ingest", tmp_path / "plan.xml")

    assert held(store) == before
    assert store.summary().documents == 2


def test_a_name_is_as_good_as_an_id_and_stdout_is_the_plan(store: GraphStore) -> None:
    by_name, by_id = run("stratml", "clean power 2030"), run("stratml", STRATEGY)

    assert (by_name.exit_code, by_name.stdout) == (0, by_id.stdout)
    assert fromstring(by_id.stdout).findtext(f"{{{NAMESPACE}}}Name") == "Clean Power 2030 Action Plan"


def test_commitments_stand_in_the_order_of_the_document(store: GraphStore) -> None:
    graph = store.strategy_in_full(STRATEGY)

    starts = {passage.id: passage.start for passage in graph.passages}
    places = [min(starts[one] for one in node.evidence) for node in graph.nodes if isinstance(node, Commitment)]
    assert places == sorted(places)


@pytest.mark.parametrize("subject", ["strategy/none", "Ministry of Silly Walks"])
def test_a_strategy_that_is_not_there_is_told(store: GraphStore, subject: str) -> None:
    result = run("stratml", subject)

    assert (result.exit_code, result.stdout) == (NodeNotFound.exit_code, "")
    assert result.stderr.startswith(f"There is no node with id {subject!r}.")


def test_a_folder_that_is_not_there_is_told(store: GraphStore, tmp_path: Path) -> None:
    result = run("stratml", STRATEGY, "--out", tmp_path / "none" / "plan.xml")

    assert result.exit_code != 0
    assert "No such file or directory" in result.stderr


def test_a_strategy_of_more_commitments_than_are_asked_for_says_so(store: GraphStore) -> None:
    whole, part = store.strategy_in_full(STRATEGY), store.strategy_in_full(STRATEGY, limit=2)

    assert ([node.label for node in part.nodes].count("Commitment"), part.truncated, whole.truncated) == (2, True, False)


@pytest.mark.parametrize("limit", [0, 10_001])
def test_a_limit_that_does_not_exist_is_refused(store: GraphStore, limit: int) -> None:
    with pytest.raises(BadParameter):
        store.strategy_in_full(STRATEGY, limit=limit)


def test_the_api_answers_with_the_same_plan(client: TestClient) -> None:
    answer = client.get(f"/v1/stratml/{STRATEGY}")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    assert answer.text == run("stratml", STRATEGY).stdout


@pytest.mark.parametrize("path", ["strategy/none", "organisation/gb-ofgem", "theme/clean-power"])
def test_the_api_says_that_there_is_no_such_strategy(client: TestClient, path: str) -> None:
    answer = client.get(f"/v1/stratml/{path}")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["%00", "strategy/' OR 1=1 //", "strategy/a?limit=5", "..%2f..%2fetc"])
def test_a_hostile_address_is_refused_politely(client: TestClient, path: str) -> None:
    assert client.get(f"/v1/stratml/{path}").status_code in {404, 422}
