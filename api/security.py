"""What every answer carries and every request must pass: headers, the Host check, the size limit and the deadline."""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 64 * 1024
MAX_HEADER_BYTES = 32 * 1024
LONGEST_LENGTH = 20
# Twice the threads that routes run in: as many again may wait for one.
MOST_AT_ONCE = 80
# Must answer even when all else is stuck.
HEALTH = "/healthz"

DATA_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}

# A view's own <meta> policy names its scripts by digest. Both policies apply,
# so this one adds what a <meta> may not say and what no view ever needs.
VIEW_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Refusal = Callable[[int, str, str], ASGIApp]


def page_policy(style: str) -> str:
    """The content security policy of a page of ours: one inline style sheet, forms to ourselves, nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


def is_loopback(host: str) -> bool:
    """Whether the address reaches only this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_name(header: str) -> str:
    """The name in a Host header, without the port."""
    return header.rpartition(":")[0] if ":" in header and not header.endswith("]") else header


class SecurityHeaders:
    """Adds the headers that an answer does not set itself, to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers the request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in DATA_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class RequestCheck:
    """Refuses requests for a foreign Host (DNS rebinding) and bodies that nobody asked for."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        allowed_hosts: frozenset[str] | None,
        refuse: Refusal,
        larger: Mapping[tuple[str, str], int] = MappingProxyType({}),
    ) -> None:
        self.app = app
        self.allowed_hosts = allowed_hosts
        """Host names besides the loopback ones; None lets every name pass."""
        self.refuse = refuse
        self.larger = larger
        """Bytes of the body by method and path, where more may come than elsewhere."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers the request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.larger.get((scope["method"], scope["path"]), MAX_BODY_BYTES)
        await (self.refusal(Headers(scope=scope), most) or self.app)(scope, receive, send)

    def refusal(self, headers: Headers, most: int = MAX_BODY_BYTES) -> ASGIApp | None:
        """The answer that refuses, when the headers give reason to; a body may have `most` bytes."""
        name = host_name(headers.get("host", "")).lower()
        if self.allowed_hosts is not None and not is_loopback(name) and name not in self.allowed_hosts:
            fix = "Use http://127.0.0.1 or localhost; whoever runs this server allows more names with POLICYGRAPH_ALLOWED_HOSTS."
            return self.refuse(421, "This server does not answer to that host name.", fix)
        if sum(len(field) + len(value) for field, value in headers.raw) > MAX_HEADER_BYTES:
            return self.refuse(431, f"The request's headers are larger than {MAX_HEADER_BYTES:,} bytes.", "Send those that are needed.")
        length = headers.get("content-length", "0")
        # Python turns no text of thousands of digits into a number.
        if not length.isdecimal() or len(length) > LONGEST_LENGTH or int(length) > most:
            fix = "Reading needs no body; send none." if most == MAX_BODY_BYTES else "Send it in parts, or use 'policygraph ingest'."
            return self.refuse(413, f"The request's body is larger than {most:,} bytes.", fix)
        return None


class Suffix:
    """Takes the ending of an address for the format of its answer: /v1/themes.csv is /v1/themes?format=csv."""

    def __init__(self, app: ASGIApp, *, formats: frozenset[str]) -> None:
        self.app = app
        self.formats = formats

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers the request."""
        if scope["type"] == "http" and scope["path"].startswith("/v1/"):
            path, _, ending = scope["path"].rpartition(".")
            if path and ending in self.formats:
                # The original path stays for whoever writes a log or a link.
                scope = {**scope, "path": path, "raw_path": quote(path).encode(), "policygraph_format": ending}
        await self.app(scope, receive, send)


class Deadline:
    """Answers instead of the app when the app has not begun to within the deadline, or has too much to do.

    A route runs in a thread, which nobody can stop; it is left to end by itself
    (when Neo4j answers or the connection breaks), its answer dropped. Until
    then it counts as running, so that a Neo4j that hangs cannot pile them up.
    """

    def __init__(self, app: ASGIApp, *, deadline_s: float, late: Callable[[], ASGIApp], busy: Callable[[], ASGIApp]) -> None:
        self.app = app
        self.deadline_s = deadline_s
        self.late = late
        self.busy = busy
        self._running: set[asyncio.Future[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers the request."""
        if scope["type"] != "http" or scope["path"] == HEALTH:
            await self.app(scope, receive, send)
        elif len(self._running) >= MOST_AT_ONCE:
            await self.busy()(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _Answer(send)
        task = asyncio.ensure_future(self.app(scope, receive, answer.send))
        self._running.add(task)
        task.add_done_callback(self._forget)
        begun = asyncio.ensure_future(answer.begun.wait())
        try:
            await asyncio.wait({task, begun}, timeout=self.deadline_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            begun.cancel()
        if task.done() or answer.begun.is_set():
            await task
            return
        answer.dropped = True
        await self.late()(scope, receive, send)

    def _forget(self, task: "asyncio.Future[None]") -> None:
        self._running.discard(task)
        # Asking for the exception keeps asyncio from reporting it as never retrieved.
        if not task.cancelled():
            task.exception()


class _Answer:
    """Passes an answer on until it is dropped."""

    def __init__(self, send: Callable[[Message], Awaitable[None]]) -> None:
        self._send = send
        self.begun = asyncio.Event()
        self.dropped = False

    async def send(self, message: Message) -> None:
        if self.dropped:
            return
        self.begun.set()
        await self._send(message)
