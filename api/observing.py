"""What the server tells those who look after it: a line of JSON for each request, and numbers for Prometheus."""

import json
import logging
import re
import secrets
import time
from collections import Counter
from threading import Lock

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("policygraph.requests")
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# In seconds, from what the database answers at once to what it may take at most.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
UNKNOWN = "unknown"


class Metrics:
    """Numbers of one process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()
        self.in_flight = 0

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts an answer."""
        with self._lock:
            self._requests[method, route, status] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]  # A counter of seconds.
            self._buckets[route, next((most for most in BUCKETS if seconds <= most), float("inf"))] += 1

    def text(self) -> str:
        """All of them as Prometheus reads them (text format 0.0.4)."""
        with self._lock:
            requests, buckets, seconds = dict(self._requests), dict(self._buckets), dict(self._seconds)
        lines = ["# HELP policygraph_requests_total Answers by method, route and status.", "# TYPE policygraph_requests_total counter"]
        for (method, route, status), number in sorted(requests.items()):
            lines.append(f'policygraph_requests_total{{method="{method}",route="{route}",status="{status}"}} {number}')
        lines += ["# HELP policygraph_request_seconds Time until an answer has ended.", "# TYPE policygraph_request_seconds histogram"]
        for route in sorted(seconds):
            total = 0
            for most in (*BUCKETS, float("inf")):
                total += buckets.get((route, most), 0)
                shown = "+Inf" if most == float("inf") else f"{most:g}"
                lines.append(f'policygraph_request_seconds_bucket{{route="{route}",le="{shown}"}} {total}')
            lines.append(f'policygraph_request_seconds_sum{{route="{route}"}} {seconds[route]:.6f}')
            lines.append(f'policygraph_request_seconds_count{{route="{route}"}} {total}')
        lines += ["# HELP policygraph_requests_in_flight Requests being answered.", "# TYPE policygraph_requests_in_flight gauge"]
        return "\n".join([*lines, f"policygraph_requests_in_flight {self.in_flight}"]) + "\n"


class Observed:
    """Gives each request an id, and tells how it went; of the address only the path, for what is asked is nobody's business."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers the request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        status, began = 500, time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        self.metrics.in_flight += 1
        try:
            await self.app(scope, receive, send_with_id)
        finally:
            self.metrics.in_flight -= 1
            self._tell(scope, status, time.perf_counter() - began, request_id)

    def _tell(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        # The template of the route and not the address: a number for each entity would fill the memory of whoever collects them.
        route = getattr(scope.get("route"), "path", UNKNOWN)
        self.metrics.count(scope["method"], route, status, seconds)
        if LOG.isEnabledFor(logging.INFO):
            path = scope["path"].encode("utf-8", "replace").decode()
            entry = {"id": request_id, "method": scope["method"], "path": path, "status": status, "ms": round(seconds * 1000, 1)}
            LOG.info("%s", json.dumps(entry))


def tell_requests() -> None:
    """Has each request told on stderr, a line of JSON, from now on."""
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    if not LOG.handlers:
        LOG.addHandler(logging.StreamHandler())
