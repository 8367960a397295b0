"""What every answer carries and every request must pass: headers, the Host check, the size limit and the deadline."""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 64 * 1024
MAX_HEADER_BYTES = 32 * 1024
LONGEST_LENGTH = 20
# Twice the threads that routes run in: as many again may wait for one.
MOST_AT_ONCE = 80
# How long a body may keep us waiting, and how slow it may be after that: 64 kB within 17 s, 50 MB within 84 minutes.
BODY_S = 10.0
LEAST_BYTES_PER_S = 10_000
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
        size = 0

        async def counted() -> Message:
            # A body that comes in chunks does not say its size before.
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > most:
                raise HTTPException(413, f"The request's body is larger than {most:,} bytes.", {"Connection": "close"})
            return message

        await (self.refusal(Headers(scope=scope), most) or self.app)(scope, counted, send)

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
    The time that a body takes to arrive is the sender's, and has a limit of its own.
    """

    def __init__(
        self, app: ASGIApp, *, deadline_s: float, late: Callable[[], ASGIApp], busy: Callable[[], ASGIApp], body_s: float = BODY_S
    ) -> None:
        self.app = app
        self.deadline_s = deadline_s
        self.body_s = body_s
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
        body, answer = _Body(receive, self.body_s), _Answer(send)
        task = asyncio.ensure_future(self.app(scope, body.receive, answer.send))
        self._running.add(task)
        task.add_done_callback(self._forget)
        task.add_done_callback(answer.begin)
        while not answer.begun.done() and (left := body.arrived + self.deadline_s - body.now()) > 0:
            # A future and not a task: it costs next to nothing, and every answer has one.
            await asyncio.wait({answer.begun}, timeout=left)
        if answer.begun.done():
            await task
            return
        answer.dropped = True
        await self.late()(scope, receive, send)

    def _forget(self, task: "asyncio.Future[None]") -> None:
        self._running.discard(task)
        # Asking for the exception keeps asyncio from reporting it as never retrieved.
        if not task.cancelled():
            task.exception()


class _Body:
    """Passes a body on while it arrives as fast as an honest one does."""

    def __init__(self, receive: Receive, patience_s: float) -> None:
        self._receive = receive
        self._patience_s = patience_s
        self.now = asyncio.get_running_loop().time
        self._began = self.now()
        self._size = 0
        self._complete = False
        self._last = self._began
        self._awaited = False

    @property
    def arrived(self) -> float:
        """When the last of it came; now, while more is waited for."""
        return self.now() if self._awaited else self._last

    async def receive(self) -> Message:
        """The next part.

        Raises:
            HTTPException: 408, it does not come.
        """
        if self._complete:
            return await self._receive()
        self._awaited = True
        try:
            # So long at first, and as much longer as what has come takes at the slowest rate.
            async with asyncio.timeout(self._began + self._patience_s + self._size / LEAST_BYTES_PER_S - self.now()):
                message = await self._receive()
        except TimeoutError as error:
            raise HTTPException(408, "The request's body did not arrive in time.", {"Connection": "close"}) from error
        finally:
            self._awaited, self._last = False, self.now()
        self._size += len(message.get("body", b""))
        self._complete = not message.get("more_body", False)
        return message


class _Answer:
    """Passes an answer on until it is dropped."""

    def __init__(self, send: Callable[[Message], Awaitable[None]]) -> None:
        self._send = send
        self.begun: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.dropped = False

    def begin(self, _: object = None) -> None:
        """Notes that there is something to send, or that there never will be."""
        if not self.begun.done():
            self.begun.set_result(None)

    async def send(self, message: Message) -> None:
        if self.dropped:
            return
        self.begin()
        await self._send(message)
