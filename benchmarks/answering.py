"""How fast the API answers: requests over HTTP beside the same Cypher through the bare driver, in turns on one server.

    python -m benchmarks.answering [PROMISES]

The figures to look at are the ratios, not the rates. Three sides take turns:

- the API, over HTTP;
- bare: the same Cypher through the driver, in the process that measures. It
  reads all records, each statement in a transaction of its own as in the API.
  It makes no models and no JSON of them, and nothing goes over HTTP: it does
  less than any API can do;
- the floor: the same again behind the barest route there is, with plain JSON
  (`benchmarks/floor.py`). What it takes beyond bare is what HTTP, a thread and
  JSON cost on this machine; what the API takes beyond the floor is our own.

What asks over HTTP is the plain client of the standard library, for what a
richer one spends on a request is not spent by the server.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import httpx2
from neo4j import READ_ACCESS, Driver, Query

from graph.analytics import ANALYSES
from graph.connection import connect
from graph.local import LocalNeo4j
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import GraphStore

HERE = Path(__file__).parent
PROMISES = 20_000
BODIES, THEMES = 2_000, 400
ROUNDS, REQUESTS = 5, 60
WARM_UP_S = 30
# An analysis whose result is kept has to answer within this.
MOST_MS = 50
SETTINGS = ((1, 1), (16, 2))
"""Clients at once, and workers of the server."""

Asked = list[tuple[str, Mapping[str, object]]]


def questions() -> dict[str, tuple[str, Callable[[GraphStore], object]]]:
    """The address of each question, and the same as a call."""
    body, other = "organisation/body-17", "organisation/body-40"
    return {
        "neighbours": (f"/v1/entities/{body}/neighbours", lambda one: one.neighbours(body)),
        "themes": (
            f"/v1/queries/themes_shared_by?organisation={body}&other={other}",
            lambda one: one.run("themes_shared_by", {"organisation": body, "other": other}),
        ),
        "path": (
            f"/v1/paths?source={body}&target={other}&through_themes=true&limit=1",
            lambda one: one.paths(body, other, through_themes=True, limit=1),
        ),
        "search": ("/v1/search?q=number+77", lambda one: one.search("number 77")),
    }


def statements(store: GraphStore, ask: Callable[[GraphStore], object]) -> Asked:
    """The Cypher that a question is made of."""
    asked: Asked = []
    ask(store.noting(lambda statement, parameters: asked.append((statement, parameters))))
    return asked


def bare(driver: Driver, asked: Asked) -> None:
    """The same Cypher with nothing made of its records."""
    with driver.session(database="neo4j", default_access_mode=READ_ACCESS) as session:
        for statement, parameters in asked:
            list(session.run(Query(statement, timeout=60), dict(parameters)))


class Client(threading.local):
    """A connection for each thread, as long as a round of questions."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(address, timeout=60)

    def fetch(self, path: str) -> None:
        """One question over HTTP.

        Raises:
            RuntimeError: the server does not answer it.
        """
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path} answers {answer.status}")


def rate(clients: int, ask: Callable[[], object]) -> float:
    """Questions a second."""
    with ThreadPoolExecutor(clients) as pool:
        began = time.perf_counter()
        list(pool.map(lambda _: ask(), range(REQUESTS)))
        return REQUESTS / (time.perf_counter() - began)


def wait_until_ready(address: str) -> None:
    """Returns when the server answers."""
    for _ in range(600):
        try:
            if httpx2.get(f"http://{address}/readyz", timeout=60).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.2)


@contextmanager
def serving(settings: Settings, workers: int, **more: str) -> Iterator[tuple[int, str]]:
    """A server as `policygraph serve` starts it, with `more` in its environment: its process and its address."""
    command = ("-c", "from api.cli import main; main()", "serve", "--port", "0", "--workers", str(workers))
    with started(settings, command, **more) as (pid, address):
        wait_until_ready(address)
        # It asks its main questions when it starts, and nobody tells when it has done so.
        time.sleep(WARM_UP_S)
        yield pid, address


@contextmanager
def floor(settings: Settings, workers: int) -> Iterator[str]:
    """The least that an answer over HTTP can be: the address of such a server."""
    with started(settings, ("-m", "benchmarks.floor", str(workers))) as (_, address):
        wait_until_ready(address)
        yield address


@contextmanager
def started(settings: Settings, command: tuple[str, ...], **more: str) -> Iterator[tuple[int, str]]:
    """A Python program that says its address on its first line: its process, and the address."""
    environment = {**os.environ, "POLICYGRAPH_HOME": str(settings.home), "POLICYGRAPH_QUERY_TIMEOUT_S": "60", **more}
    process = subprocess.Popen([sys.executable, *command], env=environment, stderr=subprocess.PIPE, text=True)
    try:
        line = process.stderr.readline() if process.stderr else ""
        yield process.pid, line.partition("http://")[2].split(" ")[0]
    finally:
        process.terminate()
        process.wait(30)


def measure(driver: Driver, settings: Settings, clients: int, workers: int) -> None:
    """Prints the rates of each question, in turns, and the medians of their ratios."""
    store = GraphStore(driver, timeout_s=60)
    with serving(settings, workers) as (_, ours), floor(settings, workers) as least:
        for name, (path, ask) in questions().items():
            asked = statements(store, ask)
            # The first round warms all of them up. Connections of its own each round: the server closes those
            # that nobody uses for five seconds.
            rounds = [
                Rates(
                    ours=rate(clients, partial(Client(ours).fetch, path)),
                    bare=rate(clients, partial(bare, driver, asked)),
                    floor=rate(clients, partial(Client(least).fetch, f"/{name}")),
                )
                for _ in range(ROUNDS + 1)
            ][1:]
            print(f"{clients:2} clients, {workers} workers, {name:10}: {told(rounds)}", flush=True)


class Rates(NamedTuple):
    """Questions a second that each side answered, one after the other."""

    ours: float
    bare: float
    floor: float


def told(rounds: list[Rates]) -> str:
    """The medians of the rates, and of the ratios within each round."""
    ours, bare, least = (statistics.median(side) for side in zip(*rounds, strict=True))
    to_bare = statistics.median(one.ours / one.bare for one in rounds)
    to_floor = statistics.median(one.ours / one.floor for one in rounds)
    of_floor = statistics.median(one.floor / one.bare for one in rounds)
    rates = f"API {ours:7.1f}/s, bare {bare:7.1f}/s, floor {least:7.1f}/s"
    return f"{rates}; API to bare {to_bare:.2f}, API to floor {to_floor:.2f}, floor to bare {of_floor:.2f}"


def reckon(settings: Settings) -> None:
    """Prints how long each analysis takes once the shape of the graph and its result are kept, the first hundred rows over HTTP."""
    with serving(settings, 1) as (_, address):
        client = Client(address)
        for name in ANALYSES:
            ask = partial(client.fetch, f"/v1/analytics/{name}?limit=100")
            first_s = timed(ask)
            waits = [timed(ask) for _ in range(REQUESTS)]
            p50, p95 = percentile_ms(waits, 50), percentile_ms(waits, 95)
            verdict = "within" if p95 < MOST_MS else "OVER"
            print(
                f"analysis {name:12}: first {first_s:5.1f} s, then p50 {p50:6.1f} ms, p95 {p95:6.1f} ms, {verdict} {MOST_MS} ms", flush=True
            )


def timed(ask: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def percentile_ms(waits_s: list[float], percent: int) -> float:
    """Within how many milliseconds so many per cent of the answers came."""
    return sorted(waits_s)[len(waits_s) * percent // 100] * 1000


@contextmanager
def benchmark_graph(promises: int = PROMISES) -> Iterator[tuple[Driver, Settings]]:
    """A Neo4j of its own with the graph of so many promises: a driver, and settings that lead there."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(_env_file=None, home=Path(home), neo4j_start_timeout_s=300)
        server = LocalNeo4j(settings)
        server.start()
        try:
            with connect(settings, retry_time_s=30) as driver:
                migrate(driver, "neo4j")
                parameters = {"promises": promises, "bodies": BODIES, "themes": THEMES, "digest": "0" * 64}
                text = (HERE / "answering_graph.cypher").read_text("utf-8").partition("// ---\n")[2]
                with driver.session(database="neo4j") as session, session.begin_transaction(timeout=600) as writing:
                    writing.run(text, parameters).consume()
                    writing.commit()
                yield driver, settings
        finally:
            server.stop()


def main() -> None:
    """Makes the graph on a Neo4j of its own, and measures."""
    with benchmark_graph(int(sys.argv[1]) if len(sys.argv) > 1 else PROMISES) as (driver, settings):
        for clients, workers in SETTINGS:
            measure(driver, settings, clients, workers)
        reckon(settings)


if __name__ == "__main__":
    main()
