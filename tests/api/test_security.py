import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Busy, TimedOut, add_problem_handlers, problem_of, problem_response, status_response
from api.security import (
    DATA_HEADERS,
    MAX_BODY_BYTES,
    MOST_AT_ONCE,
    Deadline,
    RequestCheck,
    SecurityHeaders,
    host_name,
    is_loopback,
    page_policy,
)


def late() -> ASGIApp:
    return problem_response(problem_of(TimedOut()))


def busy() -> ASGIApp:
    return problem_response(problem_of(Busy()))


def small_app(*, allowed_hosts: frozenset[str] | None, deadline_s: float = 5.0) -> FastAPI:
    app = FastAPI(
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(RequestCheck, allowed_hosts=allowed_hosts, refuse=status_response),
            Middleware(Deadline, deadline_s=deadline_s, late=late, busy=busy),
        ]
    )
    add_problem_handlers(app)

    @app.get("/quick")
    def quick() -> str:
        return "done"

    @app.get("/slow")
    def slow() -> str:
        time.sleep(5)
        return "done at last"

    @app.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError("secret words")

    @app.post("/taken")
    def taken() -> str:
        return "taken"

    @app.post("/counted")
    async def counted(request: Request) -> int:
        return len(await request.body())

    return app


async def answered(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


def sent_in_parts(app: ASGIApp, parts: Sequence[bytes], pause_s: float) -> tuple[int, bytes]:
    """Status and body of the answer to a request whose body comes with a pause before each part; what follows the last never comes."""
    waiting, answer = list(parts), dict[str, Message]()

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(3_600)
        await asyncio.sleep(pause_s)
        part = waiting.pop(0)
        return {"type": "http.request", "body": part, "more_body": part != b""}

    async def send(message: Message) -> None:
        answer.setdefault(message["type"], message)

    scope = {"type": "http", "method": "POST", "path": "/counted", "query_string": b"", "headers": [(b"host", b"127.0.0.1")]}
    # In a thread of its own: the browser of other tests keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(answered(app, scope, receive, send))).result()
    return answer["http.response.start"]["status"], answer["http.response.body"]["body"]


def test_a_body_that_stops_arriving_is_given_up() -> None:
    deadline = Deadline(small_app(allowed_hosts=None), deadline_s=600.0, late=late, busy=busy, body_s=0.5)

    status, body = sent_in_parts(deadline, [b"{"], 0.0)

    assert (status, json.loads(body)["title"]) == (408, "The request did not arrive in time.")
    assert json.loads(body)["fix"] == "Send all of it, and without a pause."
    assert deadline._running == set()


def test_a_body_that_comes_drop_by_drop_is_given_up_as_well() -> None:
    deadline = Deadline(small_app(allowed_hosts=None), deadline_s=600.0, late=late, busy=busy, body_s=0.5)

    assert sent_in_parts(deadline, [b"x"] * 50, 0.05)[0] == 408


def test_a_body_in_chunks_is_refused_when_it_is_too_large() -> None:
    app = small_app(allowed_hosts=None)

    status, body = sent_in_parts(app, [b"x" * MAX_BODY_BYTES, b"x", b""], 0.0)

    assert (status, json.loads(body)["detail"]) == (413, "The request's body is larger than 65,536 bytes.")


def test_the_time_that_a_body_takes_is_not_that_of_the_answer() -> None:
    deadline = Deadline(small_app(allowed_hosts=None), deadline_s=2.0, late=late, busy=busy, body_s=600.0)

    assert sent_in_parts(deadline, [b"abc", b"de", b""], 1.0) == (200, b"5")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = small_app(allowed_hosts=frozenset({"graph.example"}), deadline_s=2.0)
    with TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("path", ["/quick", "/slow", "/broken", "/nowhere"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert {name: answer.headers.get(name) for name in DATA_HEADERS} == DATA_HEADERS


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "LOCALHOST:1", "graph.example", "Graph.Example:8000"])
def test_this_machine_and_named_hosts_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/quick", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "localhost.evil.example", "", "[::1"])
def test_a_foreign_host_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/quick", headers={"host": host})

    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["fix"].startswith("Use http://127.0.0.1 or localhost")


def test_every_host_passes_when_nobody_restricts_it() -> None:
    with TestClient(small_app(allowed_hosts=None), base_url="http://anything.example") as client:
        assert client.get("/quick").json() == "done"


@pytest.mark.parametrize("length", [str(MAX_BODY_BYTES + 1), "99999999999999999999", "-1", "many"])
def test_a_body_that_is_too_large_is_refused_unread(client: TestClient, length: str) -> None:
    answer = client.post("/taken", headers={"content-length": length}, content=b"")

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


def test_a_route_that_takes_too_long_is_answered_for(client: TestClient) -> None:
    began = time.monotonic()

    answer = client.get("/slow")

    assert time.monotonic() - began < 4.5
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["detail"] == "The graph database did not answer in time."


def test_the_next_request_is_answered_after_a_late_one(client: TestClient) -> None:
    client.get("/slow")

    assert client.get("/quick").json() == "done"


async def stuck(_scope: Scope, _receive: Receive, _send: Send) -> None:
    await asyncio.sleep(3)


def test_requests_that_hang_do_not_pile_up() -> None:
    guard = Deadline(stuck, deadline_s=0.2, late=late, busy=busy)
    statuses: list[int] = []

    async def note_status(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def ask_all() -> float:
        began = time.monotonic()
        scope = {"type": "http", "method": "GET", "path": "/v1/themes", "headers": []}
        await asyncio.gather(*(guard(scope, receive_nothing, note_status) for _ in range(MOST_AT_ONCE + 50)))
        return time.monotonic() - began

    # In a thread of its own: the browser of other tests keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(ask_all())).result() < 2.5
    assert statuses == [503] * (MOST_AT_ONCE + 50)


async def receive_nothing() -> Message:
    return {"type": "http.disconnect"}


def test_a_mistake_of_ours_tells_nothing_about_itself(client: TestClient) -> None:
    answer = client.get("/broken")

    assert answer.status_code == 500
    assert answer.json() == {
        "type": "/docs#problem-unexpected",
        "title": "Something went wrong that nobody foresaw.",
        "status": 500,
        "detail": "The server made a mistake.",
        "fix": "Whoever runs this server finds the cause in its log; please report it.",
    }


@pytest.mark.parametrize(
    ("host", "expected"), [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("[::1]", True), ("localhost", True)]
)
def test_loopback_addresses_are_known_as_such(host: str, expected: bool) -> None:
    assert is_loopback(host) == expected


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "example", "127.0.0.1.example", ""])
def test_other_addresses_are_no_loopback(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("header", "name"), [("localhost:8000", "localhost"), ("localhost", "localhost"), ("[::1]:8000", "[::1]"), ("[::1]", "[::1]"), ("", "")]
)
def test_the_port_is_no_part_of_the_host_name(header: str, name: str) -> None:
    assert host_name(header) == name


def test_a_page_may_load_nothing_but_its_own_style() -> None:
    policy = page_policy("p { margin: 0 }")

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
