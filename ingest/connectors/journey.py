"""The way to a page, redirect by redirect, and the connection over which it comes."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, runtime_checkable
from urllib.request import getproxies, proxy_bypass

import httpx2
from httpx2 import URL

from ingest.connectors.addresses import is_public, may_lead_to, web_address
from ingest.connectors.answers import FetchFailed
from ingest.connectors.refusals import CHECK_ADDRESS
from ingest.documents import Problem


@runtime_checkable
class Stream(Protocol):
    """What we need of a connection of httpx2."""

    def get_extra_info(self, _info: str, /) -> Any:  # noqa: ANN401 - it is of another type for each question
        """What is known of the connection, e.g. its "socket" or "server_addr"."""
        ...

    def close(self) -> None:
        """Ends it."""
        ...


@dataclass(frozen=True, slots=True)
class Journey:
    """From the address the user named along redirects."""

    named: str
    at: str = ""
    seen: frozenset[str] = frozenset()
    public: list[bool] = field(default_factory=list)
    """Whether the named machine is at a public address, once that is known."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", self.at or self.named)

    def onwards(self, location: str) -> "Journey":
        """The journey after a redirect.

        Raises:
            FetchFailed: it leads to where it has been, or to no web page.
        """
        try:
            target = web_address(str(URL(self.at).join(location)))
        except httpx2.InvalidURL:
            target = Problem("redirect-broken", "", "", CHECK_ADDRESS)
        if isinstance(target, Problem) or not location:
            reason = f"it leads on to {location!r}, which is not the address of a web page"
            raise FetchFailed(self.named, Problem("redirect-broken", "", reason, CHECK_ADDRESS))
        if target in self.seen | {self.at}:
            raise FetchFailed(self.named, Problem("redirect-loop", "", f"it leads back to {target}", CHECK_ADDRESS))
        return replace(self, at=target, seen=self.seen | {self.at})

    def check(self, address: str) -> None:
        """Judges the machine that a connection has reached.

        Raises:
            FetchFailed: a redirect leads to a machine that is not public.
        """
        if not self.public:
            self.public.append(is_public(address))
        named_host, host = URL(self.named).host, URL(self.at).host
        if self.at == self.named or may_lead_to(address, named_host=named_host, host=host, start_is_public=self.public[0]):
            return
        reason = f"it leads on to {self.at}, a machine that is not on the public internet"
        raise FetchFailed(self.named, Problem("redirect-private", "", reason, "Name that address itself if you trust it."))


class Line:
    """The connection of one request: judged before anything is sent over it, and cut at the deadline."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._stream: Stream | None = None
        self.was_cut = False

    def __call__(self, event: str, told: Mapping[str, object]) -> None:
        """Is told of every step of the request."""
        stream = told.get("return_value")
        if not event.endswith(("connect_tcp.complete", "start_tls.complete")) or not isinstance(stream, Stream):
            return
        self._stream = stream
        # Here and not by its name beforehand: a name can stand for another machine each time it is looked up.
        if event.endswith("connect_tcp.complete") and not _by_proxy(self._journey.at):
            self._judge(stream)

    def _judge(self, stream: Stream) -> None:
        try:
            self._journey.check(str(stream.get_extra_info("server_addr")[0]))
        except FetchFailed:
            stream.close()
            raise

    def cut(self) -> None:
        """Ends the connection from another thread, whatever it waits for."""
        self.was_cut = True
        if self._stream is not None:
            with _ignoring_closed():
                self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


@contextmanager
def _ignoring_closed() -> Iterator[None]:
    try:
        yield
    except OSError:
        # The answer came to its end in the same moment.
        return


def _by_proxy(url: str) -> bool:
    """Whether a proxy stands between: then it is the proxy we connect to, and the proxy's rules that hold."""
    parsed = URL(url)
    proxies = getproxies()
    return bool(proxies.get(parsed.scheme) or proxies.get("all")) and not proxy_bypass(parsed.host)
