"""What the tests of ingest share: a short Markdown document, read and extracted with the vocabulary that ships, and a web server."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.formats import format_for
from ingest.vocabulary.entries import Vocabulary
from ingest.vocabulary.loader import load_vocabulary

HARBOUR_PLAN = {"title": "Harbour Plan", "publisher": "Department for Transport", "published": "2031-05-14", "kind": "strategy"}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the project."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def extracted(vocabulary: Vocabulary) -> Callable[..., Findings]:
    """Extracts Markdown as a document of the UK Department for Transport of 14 May 2031, unless its metadata are given."""

    def extract_markdown(text: str, **metadata: str) -> Findings:
        raw = RawDocument("harbour.md", "/harbour.md", text.encode(), "text/markdown", Metadata.model_validate(HARBOUR_PLAN | metadata))
        return extract(format_for(raw).read(raw), vocabulary)

    return extract_markdown


@pytest.fixture(scope="session")
def as_document() -> Callable[..., ReadDocument]:
    """Reads Markdown as a document of which nothing is known but the metadata given."""

    def make(text: str, *, media_type: str = "text/markdown", **metadata: str) -> ReadDocument:
        about = Metadata.model_validate({"title": "A paper"} | metadata)
        return format_for(raw := RawDocument("paper", "/paper", text.encode(), media_type, about)).read(raw)

    return make


@pytest.fixture(scope="session")
def promised(extracted: Callable[..., Findings]) -> Callable[..., list[tuple[str, str, str | None]]]:
    """The commitments of a Markdown text: their words, the ids of their owners without "organisation/", and the day they are due."""

    def read(text: str, **metadata: str) -> list[tuple[str, str, str | None]]:
        return [
            (
                found.span.text,
                " + ".join(owner.organisation.removeprefix("organisation/") for owner in found.owners),
                found.deadline.value if found.deadline else None,
            )
            for found in extracted(text, **metadata).commitments
        ]

    return read


@pytest.fixture(scope="session")
def refused(extracted: Callable[..., Findings]) -> Callable[..., list[tuple[str, str]]]:
    """The sentences of a Markdown text that were refused, each with the veto before it, when nothing at all is promised."""

    def read(text: str, **metadata: str) -> list[tuple[str, str]]:
        findings = extracted(text, **metadata)
        assert findings.commitments == ()
        return [(rejected.rule, rejected.span.text) for rejected in findings.rejected]

    return read


@pytest.fixture(scope="session")
def named(extracted: Callable[..., Findings]) -> Callable[..., list[tuple[str, str]]]:
    """What a Markdown text of no known publisher names of one kind: the printed words and the thing's name, in order of place."""

    def read(text: str, kind: str, country: str = "gb", **metadata: str) -> list[tuple[str, str]]:
        findings = extracted(text, **({"title": "Opening words", "publisher": "", "kind": "speech", "country": country} | metadata))
        things = {thing.id: thing for thing in findings.things}
        return [
            (mention.span.text, str(things[mention.thing].fields["name"]))
            for mention in findings.mentions
            if things[mention.thing].kind == kind
        ]

    return read


@pytest.fixture(scope="session")
def related(extracted: Callable[..., Findings]) -> Callable[..., list[tuple[str, str, str]]]:
    """The relations of the types named that a Markdown text of no known publisher states, by the names of their ends, sorted."""

    def read(text: str, *types: str, **metadata: str) -> list[tuple[str, str, str]]:
        findings = extracted(text, **({"title": "Opening words", "publisher": "", "kind": "speech", "country": "gb"} | metadata))
        name = {thing.id: str(thing.fields["name"]) for thing in findings.things}
        found = {(name[relation.source], relation.type, name[relation.target]) for relation in findings.relations if relation.type in types}
        return sorted(found)

    return read


@dataclass
class Answer:
    """What the local site sends for an address."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Sends everything by itself, for answers that are broken on purpose."""


@dataclass
class Site:
    """A real web server on this machine; each address gives its answers in turn, the last of them for ever."""

    address: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    at: list[float] = field(default_factory=list)

    def add(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Adds an answer for a path, and gives its full address."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        content = body if isinstance(body, bytes) else body.encode()
        self.answers.setdefault(path, []).append(Answer(content, status, {"Content-Type": "text/html; charset=utf-8", **named}))
        return self.address + path

    def add_raw(self, path: str, write: Callable[[BaseHTTPRequestHandler], None]) -> str:
        """Adds an answer that `write` sends by itself, and gives its full address."""
        self.answers.setdefault(path, []).append(Answer(write=write))
        return self.address + path

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [path for path, _ in self.asked]


def answer(site: Site, handler: BaseHTTPRequestHandler) -> None:
    site.asked.append((handler.path, {name.lower(): value for name, value in handler.headers.items()}))
    site.at.append(time.monotonic())
    waiting = site.answers.get(handler.path, [Answer(b"nothing here", 404)])
    given = waiting.pop(0) if len(waiting) > 1 else waiting[0]
    if given.write:
        given.write(handler)
        return
    validators = (("Etag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
    unchanged = any(ours in given.headers and given.headers[ours] == handler.headers.get(theirs) for ours, theirs in validators)
    body = b"" if unchanged else given.body
    handler.send_response(304 if unchanged else given.status)
    for name, value in {"Content-Length": str(len(body)), **given.headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server of the test's own, which serves nothing until it is told to."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            # A client that hangs up in the middle is part of what is tested.
            with suppress(ConnectionError):
                answer(served, self)

        def log_message(self, *_: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            return

    with Server(("127.0.0.1", 0), Handler) as server:
        served = Site(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield served
        server.shutdown()
