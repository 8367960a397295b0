"""The client in Python, against a server that runs."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from neo4j import Driver

from api.app import create_app
from api.client import ApiProblem, Client
from graph.settings import Settings


@pytest.fixture(scope="module")
def graph(settings: Settings, sample_graph: Driver) -> Iterator[Client]:
    server = uvicorn.Server(uvicorn.Config(create_app(settings.model_copy(update={"query_timeout_s": 120.0})), log_level="warning"))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.1)
    with Client(f"http://127.0.0.1:{listener.getsockname()[1]}", timeout_s=120.0) as client:
        yield client
    server.should_exit = True
    thread.join()


def test_a_list_is_followed_to_its_end(graph: Client) -> None:
    found = [item["id"] for item in graph.all("commitments", limit=2, sort="text")]

    assert (len(found), len(set(found))) == (7, 7)
    assert {item["id"] for item in graph.all("commitments", kind=["response", "recommendation"])} == {
        "commitment/h2",
        "commitment/r1",
        "commitment/r2",
    }


def test_things_come_with_their_words(graph: Client) -> None:
    assert graph.entity("theme/open-source")["evidence"][0]["quote"] == "Open source comes later."
    assert graph.search("open source")[0]["entity"]["id"] == "theme/open-source"
    assert graph.query("narrower_themes", theme="theme/artificial-intelligence")["rows"]
    assert graph.neighbours("theme/machine-learning", depth=1)["relationships"]


def test_what_is_wrong_is_raised_in_the_words_of_the_api(graph: Client) -> None:
    with pytest.raises(ApiProblem, match="There is no node with id 'theme/nowhere'") as caught:
        graph.entity("theme/nowhere")

    assert (caught.value.answered, "GET /v1/search" in caught.value.fix) == (404, True)
    with pytest.raises(ApiProblem, match="A key is needed here"):
        graph.cypher("RETURN 1")
