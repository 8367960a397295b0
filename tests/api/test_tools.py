"""The tools for language models, asked by the protocol's own client."""

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from neo4j import Driver

from api.dependencies import Database
from api.tools import MOST, Tools, row, server
from graph.connection import connect
from graph.settings import Settings

HO, DHSC = "organisation/gb-home-office", "organisation/gb-department-of-health-and-social-care"
# The questions of the one talk with the server, in order, by their names here.
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "found": ("find", {"words": "home office"}),
    "looked up": ("look_up", {"entity_id": HO}),
    "around": ("around", {"entity_id": HO, "as_of": "2022-01-01"}),
    "commitments": ("commitments", {"theme": "theme/artificial-intelligence", "due_before": "2027-01-01"}),
    "paths": ("how_connected", {"source": HO, "target": DHSC, "limit": 1}),
    "questions": ("question", {}),
    "rows": ("question", {"name": "commitments_of_organisation", "parameters": {"organisation": HO}}),
    "nowhere": ("look_up", {"entity_id": "theme/nowhere"}),
    "too far": ("around", {"entity_id": HO, "depth": 9}),
    "no day": ("commitments", {"due_before": "86400"}),
}
Talk = dict[str, tuple[bool, Any]]


@pytest.fixture(scope="module")
def talk(login: dict[str, str], sample_graph: Driver) -> Talk:
    """Whether each question failed and what it answered, over standard input and output of a server of its own."""
    del sample_graph
    # In a thread of its own: the browser of other tests keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(talked(login))).result()


async def talked(login: dict[str, str]) -> Talk:
    environment = {**os.environ, **login, "POLICYGRAPH_QUERY_TIMEOUT_S": "120"}
    started = StdioServerParameters(command=sys.executable, args=["-c", "from api.cli import main; main()", "mcp"], env=environment)
    answers: Talk = {}
    async with Client(stdio_client(started)) as client:
        answers["tools"] = (False, {tool.name: tool for tool in (await client.list_tools()).tools})
        for name, (tool, arguments) in ASKED.items():
            answer = await client.call_tool(tool, arguments)
            (content,) = answer.content
            assert content.type == "text"
            answers[name] = bool(answer.is_error), content.text
    return answers


def answered(talk: Talk, name: str) -> Any:  # noqa: ANN401 - JSON as a model reads it
    failed, text = talk[name]
    assert failed is False, text
    return json.loads(text)


def test_there_are_six_tools_that_only_read(talk: Talk) -> None:
    _, tools = talk["tools"]

    assert sorted(tools) == ["around", "commitments", "find", "how_connected", "look_up", "question"]
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools.values())


def test_a_thing_is_found_by_words(talk: Talk) -> None:
    assert answered(talk, "found")["found"][0]["id"] == HO


def test_a_thing_comes_with_the_words_of_documents_and_a_link(talk: Talk) -> None:
    (quote, *_) = answered(talk, "looked up")["quotes"]

    assert "Home Office" in quote["quote"]
    assert quote["link"].startswith("https://example.org/")
    assert quote["document"]


def test_every_claim_around_a_thing_is_a_sentence_with_quotes_and_of_the_day_asked_for(talk: Talk) -> None:
    claims = answered(talk, "around")["claims"]

    assert "Home Office publishes 2024 Digital Strategy." in [one["claim"] for one in claims]
    assert all(one["quotes"] for one in claims)
    assert "2030" not in str([one["claim"] for one in claims])


def test_promises_are_told_with_deadline_and_quotes(talk: Talk) -> None:
    answer = answered(talk, "commitments")

    assert [one["id"] for one in answer["commitments"]] == ["commitment/a1"]
    assert (answer["total"], answer["truncated"], bool(answer["commitments"][0]["quotes"])) == (1, False, True)


def test_a_connection_is_told_hop_by_hop(talk: Talk) -> None:
    answer = answered(talk, "paths")

    assert (answer["connected"], len(answer["paths"]), bool(answer["paths"][0][0]["quotes"])) == (True, 1, True)


def test_the_catalogue_is_listed_and_its_rows_carry_quotes_in_the_place_of_passages(talk: Talk) -> None:
    assert "commitments_overdue" in [one["name"] for one in answered(talk, "questions")["questions"]]
    assert all(one["evidence"][0]["quote"] for one in answered(talk, "rows")["rows"])


def test_what_is_wrong_with_a_question_is_said_with_what_to_do(talk: Talk) -> None:
    failed, text = talk["nowhere"]

    assert failed
    assert "theme/nowhere" in text
    assert "search" in text
    assert talk["too far"][0]
    assert talk["no day"][0]


def test_a_row_without_passages_stays_as_it_is() -> None:
    assert row({"theme": "theme/x", "owners": ("A", "B"), "due": None}, {}) == {"theme": "theme/x", "owners": ("A", "B")}


def test_a_server_is_made_whether_neo4j_answers_or_not() -> None:
    database = Database(Settings(_env_file=None, neo4j_uri="bolt://127.0.0.1:1"), connect)

    assert server(database).name == "policygraph"
    assert len(Tools(database).all()) <= MOST
