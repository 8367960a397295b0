"""What a server sends: its body within bounds, and what sort of document it is."""

import zlib
from collections.abc import Iterator
from email.message import Message
from pathlib import PurePosixPath

from httpx2 import URL, Response

from graph.errors import PolicyGraphError
from ingest.documents import Problem
from ingest.formats import FORMATS, MEDIA_TYPES, media_type_of

PIECE_BYTES = 1 << 20
TRY_LATER = "Try again later: what has been fetched is kept."
# What servers call a file whose sort they do not know; its name or first bytes know better.
VAGUE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/unknown", "application/zip"})
SAME_AS = {
    "application/xhtml+xml": "text/html",
    "text/x-markdown": "text/markdown",
    "application/csv": "text/csv",
    "text/json": "application/json",
    "application/x-yaml": "application/yaml",
    "text/yaml": "application/yaml",
    "text/xml": "application/xml",
}
FIRST_BYTES = ((b"%PDF-", "application/pdf"), (b"<!doctype html", "text/html"), (b"<html", "text/html"))


class FetchFailed(PolicyGraphError):
    """A page cannot be had; the others still can."""

    status = 502

    def __init__(self, url: str, problem: Problem, *, again: bool = False, wait_s: float | None = None, no_answer: bool = False) -> None:
        super().__init__(f"{url} cannot be had: {problem.reason}.", fix=problem.fix)
        self.reason = problem
        self.again = again
        """Whether asking once more may help."""
        self.wait_s = wait_s
        """How long the server asks us to wait before that, in seconds."""
        self.no_answer = no_answer
        """Whether the server could not even be reached."""

    @property
    def gone(self) -> bool:
        """Whether the server says that there is no such page any more."""
        return self.reason.code in {"http-404", "http-410"}


def body_of(response: Response, *, size_bytes: int) -> bytes:
    """The whole body, unpacked.

    Raises:
        FetchFailed: it is longer than `size_bytes`, packed in a way we did not ask for, or its end is missing.
    """
    url = str(response.url)
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > size_bytes:
        raise _too_big(url, size_bytes)
    whole = bytearray()
    for piece in _unpacked(response, url):
        whole += piece
        # While it arrives, for a few kilobytes can unpack to gigabytes.
        if len(whole) > size_bytes:
            raise _too_big(url, size_bytes)
    return bytes(whole)


def _unpacked(response: Response, url: str) -> Iterator[bytes]:
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in {"gzip", "x-gzip"}:
        return _inflated(response.iter_raw(), url)
    if packing not in {"", "identity"}:
        problem = Problem("content-encoding", "", f"it is packed as {packing!r}, which we did not ask for", "Save the page as a file.")
        raise FetchFailed(url, problem)
    return response.iter_raw()


def _inflated(pieces: Iterator[bytes], url: str) -> Iterator[bytes]:
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for piece in pieces:
            rest = piece
            while rest and not inflater.eof:
                yield inflater.decompress(rest, PIECE_BYTES)
                rest = inflater.unconsumed_tail
        yield inflater.flush(PIECE_BYTES)
    except zlib.error as error:
        raise FetchFailed(url, Problem("gzip-damaged", "", f"it cannot be unpacked: {error}", TRY_LATER), again=True) from error
    if not inflater.eof:
        raise FetchFailed(url, Problem("truncated", "", "its packed end is missing", TRY_LATER), again=True)


def _too_big(url: str, size_bytes: int) -> FetchFailed:
    return FetchFailed(url, Problem("too-big", "", f"it has more than {size_bytes:,} bytes", "Save it in parts and ingest those."))


def media_type_of_answer(content_type: str, url: str, content: bytes) -> str | Problem:
    """The sort of document: as the server says, else by the ending of the address, else by its first bytes.

    Returns:
        A media type that has a reader, or the problem that none has.
    """
    stated = Message()
    stated["content-type"] = content_type or "application/octet-stream"
    said = stated.get_content_type() if content_type else ""
    said = SAME_AS.get(said, said)
    known = {media_type for reader in FORMATS for media_type in reader.media_types}
    by_name = media_type_of(PurePosixPath(URL(url).path).name)
    by_bytes = next((kind for first, kind in FIRST_BYTES if content[:1024].lstrip().lower().startswith(first.lower())), None)
    # An error page is often sent under the file's own type: what it begins with cannot lie.
    if by_bytes == "text/html" and said not in VAGUE | {"text/html"} and "xml" not in said:
        return _mistaken(said)
    candidates = (by_bytes, by_name, said) if said in VAGUE else (said, by_name, by_bytes)
    found = next((candidate for candidate in candidates if candidate in known), None)
    return found or _no_reader(said)


def charset_of(content_type: str) -> str | None:
    """The encoding that the server names, e.g. 'iso-8859-1'; None when it names none."""
    stated = Message()
    stated["content-type"] = content_type or "text/plain"
    return stated.get_content_charset()


def _mistaken(said: str) -> Problem:
    reason = f"the server calls it {said} and sends a web page, perhaps one that says what is wrong"
    return Problem("content-type", "", reason, "Open it in a browser, and name the address of the document itself.")


def _no_reader(said: str) -> Problem:
    reason = f"there is no reader for {said or 'a page of unknown type'}"
    return Problem("no-reader", "", reason, f"We read {', '.join(sorted(MEDIA_TYPES))}.")
