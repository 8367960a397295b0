"""Why a page cannot be had, in words and with what to do next."""

import socket
import ssl
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import httpx2
from httpx2 import URL, Response

from ingest.connectors.answers import TRY_LATER, FetchFailed
from ingest.documents import Problem

CHECK_ADDRESS = "Check the address in a browser."
CHECK_NETWORK = "Check the address and the network."
# What may be over in a while.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
REASONS = {
    401: "the server wants to know who asks",
    403: "the server does not let us have it",
    404: "there is no such page",
    410: "the page was taken away for good",
    429: "the server has had too many requests",
}


def refusal(url: str, response: Response) -> FetchFailed:
    """The error for an answer that is no page."""
    status = response.status_code
    reason = REASONS.get(status) or (f"the server has a fault ({status})" if status >= 500 else f"the server answers {status}")
    fix = TRY_LATER if status in PASSING else CHECK_ADDRESS
    wait_s = _retry_after_s(response.headers.get("retry-after", "")) if status in PASSING else None
    if wait_s:
        reason += f" and asks us to wait {wait_s:.0f} s"
    return FetchFailed(url, Problem(f"http-{status}", "", reason, fix), again=status in PASSING, wait_s=wait_s)


def _retry_after_s(text: str) -> float | None:
    """Seconds from now, from a number of seconds or a date (RFC 9110, 10.2.3)."""
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError):
        return None


def transport_failure(url: str, error: httpx2.TransportError) -> FetchFailed:
    """The error for an answer that did not come, or not whole."""
    causes = list(_causes(error))
    host = URL(url).host
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        reason = f"there is no secure connection to {host}: {_words(error)}"
        return FetchFailed(url, Problem("tls", "", reason, "Check the address and the clock of this machine."), no_answer=True)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        problem = Problem("dns", "", f"no machine called {host} is known", CHECK_NETWORK)
        return FetchFailed(url, problem, again=True, no_answer=True)
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
        problem = Problem("unreachable", "", f"{host} does not answer: {_words(error)}", CHECK_NETWORK)
        return FetchFailed(url, problem, again=True, no_answer=True)
    if isinstance(error, httpx2.TimeoutException):
        return FetchFailed(url, Problem("too-slow", "", "the server fell silent", TRY_LATER), again=True)
    if "complete message body" in str(error) or "incomplete chunked" in str(error):
        return FetchFailed(url, Problem("truncated", "", "its end is missing", TRY_LATER), again=True)
    return FetchFailed(url, Problem("broken-answer", "", f"the answer breaks off: {_words(error)}", TRY_LATER), again=True)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _words(error: BaseException) -> str:
    return str(error) or type(error).__name__
