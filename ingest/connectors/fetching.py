"""One page over HTTP: asked for politely, once more when that may help, and bounded in time, size and redirects."""

import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import Self

import httpx2
from httpx2 import URL, Client, Response

from ingest.connectors.answers import TRY_LATER, FetchFailed, body_of
from ingest.connectors.journey import Journey, Line
from ingest.connectors.page_cache import Page, PageCache
from ingest.connectors.refusals import CHECK_ADDRESS, refusal, transport_failure
from ingest.documents import Problem

AGENT = f"policygraph/{version('policygraph')}"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# So many pages of one machine in a row without any answer, and the rest of its pages are not waited for.
SILENT_PAGES = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how often and how much."""

    size_bytes: int = 100_000_000
    connect_s: float = 10.0
    """Longest for a connection."""
    silence_s: float = 30.0
    """Longest without a single byte."""
    deadline_s: float = 180.0
    """Longest for one answer in all, however steadily it drips."""
    redirects: int = 5
    tries: int = 4
    first_wait_s: float = 0.5
    """Before the second try; doubled before each further one."""
    longest_wait_s: float = 60.0
    """A server that asks for more patience is left alone."""
    pace_s: float = 1.0
    """Between two requests to the same machine."""


class Fetcher:
    """Fetches pages one after the other; keeps to each machine's pace."""

    def __init__(self, pages: PageCache, limits: Limits | None = None) -> None:
        self._cache = pages
        self._limits = limits or Limits()
        self._next_s: dict[str, float] = {}
        self._pace_s: dict[str, float] = {}
        self._silent: Counter[str] = Counter()
        timeout = httpx2.Timeout(self._limits.silence_s, connect=self._limits.connect_s)
        # No connection is kept: each page's address is judged when it connects, and one page a second saves nothing.
        limits_of_pool = httpx2.Limits(max_keepalive_connections=0)
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
        self._client = Client(verify=_trusted(), timeout=timeout, limits=limits_of_pool, headers=headers, follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, *, accept: str = "*/*", since: float | None = None, check: Callable[[Page], None] | None = None) -> Page:
        """The page at `url`, from the cache when the server says that it has not changed.

        Args:
            url: as `web_address` gives it.
            accept: media types, as in the header of that name.
            since: in seconds since 1970; a page asked for after that is taken from the cache unasked.
            check: raises FetchFailed for a page that is not what was asked for, which then is not kept.

        Raises:
            FetchFailed: it cannot be had.
            FolderUnusable: the cache cannot be written.
        """
        kept = self._cache.get(url)
        if kept and since is not None and kept.asked_at >= since:
            return kept
        host = URL(url).host
        if self._silent[host] >= SILENT_PAGES:
            reason = f"{host} has not answered for other pages either"
            raise FetchFailed(url, Problem("host-unavailable", "", reason, TRY_LATER), no_answer=True)
        try:
            page = self._patiently(url, accept, kept)
        except FetchFailed as error:
            self._silent[host] += error.no_answer
            raise
        self._silent[host] = 0
        if check:
            check(page)
        page = _as_before(page, kept)
        self._cache.put(url, page)
        return page

    def kept(self, url: str) -> Page | None:
        """The page as it was fetched last, however long ago; None when it never was."""
        return self._cache.get(url)

    def slow_down(self, host: str, pace_s: float) -> None:
        """Leaves at least so many seconds between two requests to `host`."""
        self._pace_s[host] = max(self._limits.pace_s, min(pace_s, self._limits.longest_wait_s))

    def _patiently(self, url: str, accept: str, kept: Page | None) -> Page:
        for trial in range(1, self._limits.tries + 1):
            try:
                return self._once(url, accept, kept)
            except FetchFailed as error:
                wait_s = error.wait_s if error.wait_s is not None else self._limits.first_wait_s * 2 ** (trial - 1)
                if not error.again or trial == self._limits.tries or wait_s > self._limits.longest_wait_s:
                    raise
            time.sleep(wait_s)
        raise AssertionError("the last try returns or raises")

    def _once(self, url: str, accept: str, kept: Page | None) -> Page:
        journey = Journey(url)
        headers = {"Accept": accept} | (_conditions(kept) if kept else {})
        for _ in range(self._limits.redirects + 1):
            self._wait_for_turn(URL(journey.at).host)
            with self._asked(journey, headers) as response:
                if response.status_code not in REDIRECTS:
                    return self._page(response, journey.at, kept)
                journey = journey.onwards(response.headers.get("location", ""))
        reason = f"it leads on and on, {self._limits.redirects} times and more"
        raise FetchFailed(url, Problem("too-many-redirects", "", reason, CHECK_ADDRESS))

    @contextmanager
    def _asked(self, journey: "Journey", headers: Mapping[str, str]) -> Iterator[Response]:
        line = Line(journey)
        cut_off = threading.Timer(self._limits.deadline_s, line.cut)
        cut_off.daemon = True
        cut_off.start()
        try:
            with self._client.stream("GET", journey.at, headers=dict(headers), extensions={"trace": line}) as response:
                yield response
        except httpx2.TransportError as error:
            raise self._failure(journey.at, error, cut=line.was_cut) from error
        finally:
            cut_off.cancel()

    def _page(self, response: Response, url: str, kept: Page | None) -> Page:
        if response.status_code == 304 and kept:
            return replace(kept, asked_at=time.time())
        if response.status_code != 200:
            raise refusal(url, response)
        content = body_of(response, size_bytes=self._limits.size_bytes)
        if not content:
            raise FetchFailed(url, Problem("empty", "", "the server sends an empty page", CHECK_ADDRESS))
        now = time.time()
        told = response.headers
        return Page(url, content, told.get("content-type", ""), now, told.get("etag", ""), told.get("last-modified", ""), now)

    def _wait_for_turn(self, host: str) -> None:
        now = time.monotonic()
        turn = max(now, self._next_s.get(host, now))
        self._next_s[host] = turn + self._pace_s.get(host, self._limits.pace_s)
        time.sleep(turn - now)

    def _failure(self, url: str, error: httpx2.TransportError, *, cut: bool) -> FetchFailed:
        if cut:
            reason = f"it had not all arrived after {self._limits.deadline_s:g} s"
            return FetchFailed(url, Problem("too-slow", "", reason, TRY_LATER))
        return transport_failure(url, error)


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that this machine trusts; they take longer to load than most pages."""
    return httpx2.create_ssl_context()


def _conditions(kept: Page) -> dict[str, str]:
    told = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in told.items() if value}


def _as_before(page: Page, kept: Page | None) -> Page:
    """`page`, with the day on which these very bytes were first fetched: the same page is the same document."""
    return replace(page, fetched_at=kept.fetched_at) if kept and kept.content == page.content else page
