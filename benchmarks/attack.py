"""Whether an attack by hostile Cypher is felt by others: how long they wait beside it, what becomes of the graph, and whom anybody calls.

    python -m benchmarks.attack [PROMISES]

Quiet and attacked stretches take turns on one server. The queries are those of
the tests; the figure to look at is how many times longer the slowest twentieth
of the other answers takes, which has to stay below two.
"""

import http.client
import json
import runpy
import socket
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from ipaddress import ip_address
from itertools import cycle, islice
from pathlib import Path

import psutil

from api.keys import KeyFile
from benchmarks.answering import PROMISES, Client, benchmark_graph, percentile_ms, questions, serving, timed
from graph.local import LocalNeo4j
from graph.store import GraphStore

QUERIES = Path(__file__).parents[1] / "tests" / "cypher" / "queries_of_users.py"
ROUNDS, STRETCH_S, ATTACKERS = 5, 20.0, 4
EXPECTED = {200, 422, 503, 504}
# What the queries call is led to a listener of ours.
CALLED = ("127.0.0.1:9", "localhost")


def hostile(port: int) -> list[str]:
    """The queries that are refused and those that end at their limits, calling the listener at the port."""
    written = runpy.run_path(str(QUERIES))
    # By turns, so that there is always one that has to be cut off among those that are refused at once.
    mixed = [query for pair in zip(written["REFUSED"], cycle(written["BOUNDED"]), strict=False) for query in pair if query]
    for called in CALLED:
        mixed = [query.replace(called, f"127.0.0.1:{port}") for query in mixed]
    return mixed


class Attack:
    """Clients that put one hostile query after the other until they are told to end."""

    def __init__(self, address: str, key: str, queries: list[str]) -> None:
        self._address, self._key, self._queries = address, key, queries
        self._ended = threading.Event()
        self.statuses: Counter[int] = Counter()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """The attack, as long as the block lasts."""
        self._ended.clear()
        with ThreadPoolExecutor(ATTACKERS) as pool:
            attackers = [pool.submit(self._attack, number) for number in range(ATTACKERS)]
            try:
                yield
            finally:
                self._ended.set()
        for attacker in attackers:
            attacker.result()

    def _attack(self, number: int) -> None:
        start = len(self._queries) * number // ATTACKERS
        for query in islice(cycle(self._queries), start, None):
            if self._ended.is_set():
                return
            connection = http.client.HTTPConnection(self._address, timeout=120)
            connection.request(
                "POST", "/v1/cypher", json.dumps({"query": query}), {"content-type": "application/json", "x-api-key": self._key}
            )
            answer = connection.getresponse()
            answer.read()
            connection.close()
            self.statuses[answer.status] += 1


def waits(address: str) -> list[float]:
    """Seconds that each answer took to somebody who asks the four questions in turn for a stretch."""
    client, found, until = Client(address), list[float](), time.monotonic() + STRETCH_S
    for path, _ in cycle(questions().values()):
        if time.monotonic() > until:
            break
        found.append(timed(partial(client.fetch, path)))
    return found


class Calls:
    """Who is called meanwhile: the listener, or anybody beyond this machine."""

    def __init__(self, processes: list[psutil.Process]) -> None:
        self._processes = processes
        self._ended = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.2)
        self.port: int = self._listener.getsockname()[1]
        self.heard = 0
        self.others: set[str] = set()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watches as long as the block lasts."""
        with ThreadPoolExecutor(1) as pool, self._listener:
            watching = pool.submit(self._watch)
            try:
                yield
            finally:
                self._ended.set()
            watching.result()

    def _watch(self) -> None:
        while not self._ended.is_set():
            with suppress(TimeoutError):
                self._listener.accept()[0].close()
                self.heard += 1
            # With whom each of our processes, those of single queries among them, has a connection.
            for process in [one for parent in self._processes for one in (parent, *parent.children(recursive=True))]:
                with suppress(psutil.NoSuchProcess):
                    ends = [one.raddr.ip for one in process.net_connections("inet") if one.raddr]
                    self.others |= {ip for ip in ends if not ip_address(ip.removeprefix("::ffff:")).is_loopback}


def turns(address: str, attack: Attack) -> float:
    """Prints each pair of stretches; the median of how many times longer the slowest answers take beside the attack."""
    waits(address)
    ratios = []
    for number in range(ROUNDS):
        quiet = waits(address)
        with attack.going_on():
            attacked = waits(address)
        usual, beside = percentile_ms(quiet, 95), percentile_ms(attacked, 95)
        ratios.append(beside / usual)
        rates = f"quiet {len(quiet):5} answers, p95 {usual:6.1f} ms; attacked {len(attacked):5}, p95 {beside:6.1f} ms"
        print(f"round {number + 1}: {rates}; ratio {ratios[-1]:.2f}", flush=True)
    return statistics.median(ratios)


def main() -> None:
    """Measures, and ends with 1 when the attack was felt."""
    with benchmark_graph(int(sys.argv[1]) if len(sys.argv) > 1 else PROMISES) as (driver, settings):
        store = GraphStore(driver, timeout_s=60)
        before = store.fingerprint()
        key = KeyFile.of(settings).create("attacker", "cypher")
        with serving(settings, 1, POLICYGRAPH_CYPHER="true") as (pid, address):
            calls = Calls([psutil.Process(pid), psutil.Process(LocalNeo4j(settings).status().pid)])
            attack = Attack(address, key, hostile(calls.port))
            with calls.watched():
                ratio = turns(address, attack)
        same = store.fingerprint() == before
    print(f"{sum(attack.statuses.values())} hostile queries, answers by status: {dict(sorted(attack.statuses.items()))}")
    print(f"p95 of others beside the attack: {ratio:.2f} times the usual (limit 2)")
    print(f"graph {'unchanged' if same else 'CHANGED'}; listener called {calls.heard} times; others: {sorted(calls.others) or 'nobody'}")
    sys.exit(not (ratio < 2 and same and not calls.heard and not calls.others and set(attack.statuses) <= EXPECTED))


if __name__ == "__main__":
    main()
