"""The server as a process: its address, its start without a database, its end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from api import server
from graph.errors import AddressUnusable
from graph.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["1", "2"], ids=["one worker", "two workers"])
def serving(request: pytest.FixtureRequest) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    """`policygraph serve` on a free port, without a database, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0", "--workers", str(request.param)],
        cwd=ROOT,
        env={**os.environ, "POLICYGRAPH_NEO4J_URI": "bolt://127.0.0.1:1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    address = re.search(r"http://\S+", process.stderr.readline())
    assert address is not None
    yield process, address[0]
    if process.poll() is None:
        process.kill()
    process.communicate()


def lives(address: str) -> bool:
    """Whether the server answers within a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return httpx2.get(f"{address}/healthz", timeout=10).status_code == 200
        except httpx2.ConnectError:
            time.sleep(0.5)
    return False


def test_the_server_starts_without_a_database_and_ends_when_told(serving: "tuple[subprocess.Popen[str], str]") -> None:
    process, address = serving

    assert lives(address)
    answer = httpx2.get(f"{address}/v1/themes", timeout=20)
    assert (answer.status_code, answer.headers["content-type"], "server" in answer.headers) == (503, "application/problem+json", False)

    process.send_signal(signal.SIGTERM)
    assert process.wait(60) is not None


def test_workers_end_with_the_process_that_started_them(serving: "tuple[subprocess.Popen[str], str]") -> None:
    process, address = serving
    assert lives(address)

    process.kill()

    until = time.monotonic() + 60
    while time.monotonic() < until and listens(address):
        time.sleep(0.2)
    assert not listens(address)


def listens(address: str) -> bool:
    """Whether anybody takes a connection there."""
    try:
        socket.create_connection((httpx2.URL(address).host, httpx2.URL(address).port or 80), timeout=10).close()
    except ConnectionError:
        return False
    return True


def test_a_port_that_is_taken_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(AddressUnusable) as caught:
            server.bind(Settings(_env_file=None, port=port))

    assert caught.value.problem.startswith(f"Cannot listen on 127.0.0.1, port {port}: ")
    assert "--port" in caught.value.fix


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(AddressUnusable, match=r"Cannot listen on 192\.0\.2\.1"):
        server.bind(Settings(_env_file=None, host="192.0.2.1", port=0))


@pytest.mark.parametrize(
    ("host", "shown"), [("127.0.0.1", "http://127.0.0.1:"), ("0.0.0.0", "http://127.0.0.1:"), ("::1", "http://[::1]:")]
)
def test_the_address_shown_can_be_opened(host: str, shown: str) -> None:
    listener = server.bind(Settings(_env_file=None, host=host, port=0))
    with listener:
        assert server.address(listener).startswith(shown)
