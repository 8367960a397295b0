"""A realistic graph to draw, and a real browser to look at it."""

import hashlib
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from ruamel.yaml import YAML

from graph.identifiers import commitment_id, document_id, passage_id
from graph.kinds import Document, Passage
from graph.subgraph import Subgraph

SAMPLE = Path(__file__).with_name("sample.yaml")
EXTRACTOR = "sample@1"
expect.set_options(timeout=20_000)  # The machine of a test may be busy with others.
Claims = list[dict[str, Any]]  # Raw fields of a graph in the making; Subgraph checks each of them.


class Sketch:
    """A small graph from lines like "organisation/home-office MAKES commitment/cut-crime"; names are made from the ids."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.nodes: dict[str, dict[str, Any]] = {}
        self.relationships: Claims = []

    def passage(self, words: str) -> str:
        self.words.append(words)
        return f"passage/sketch-{len(self.words)}"

    def node(self, id_: str, **fields: Any) -> None:  # noqa: ANN401 - checked by Subgraph
        label, _, slug = id_.partition("/")
        name = slug.replace("-", " ").capitalize()
        named = {"text": name} if label == "commitment" else {"name": name}
        start = {"label": label.capitalize(), "id": id_, "extractor": EXTRACTOR, **named}
        known = self.nodes.setdefault(id_, {**start, "evidence": [self.passage(name)]})
        known.update(fields)

    def link(self, source: str, type_: str, target: str) -> None:
        self.node(source)
        self.node(target)
        claim = {"type": type_, "source": source, "target": target, "extractor": EXTRACTOR, "confidence": 0.8}
        self.relationships.append({**claim, "evidence": [self.passage(f"{source} {type_} {target}")]})

    def subgraph(self, **document: Any) -> Subgraph:  # noqa: ANN401 - checked by Document
        text = "\n".join(self.words)
        digest = hashlib.sha256(text.encode()).hexdigest()
        about = {"title": "Sketch", "uri": "sketch.txt", "media_type": "text/plain", "length": len(text), **document}
        made = Document(id="document/sketch", sha256=digest, version=digest, **about)
        ends = list(accumulate(len(words) + 1 for words in self.words))
        passages = [
            Passage(id=f"passage/sketch-{number}", document=made.id, text=words, start=end - len(words) - 1, end=end - 1)
            for number, (words, end) in enumerate(zip(self.words, ends, strict=True), start=1)
        ]
        return Subgraph.model_validate(
            {"nodes": list(self.nodes.values()), "relationships": self.relationships, "passages": passages, "documents": [made]}
        )


@pytest.fixture
def sketched() -> Callable[..., Subgraph]:
    """Makes a small graph of lines; fields of nodes come as `fields={id: {...}}`, those of the document by name."""

    def make(lines: str, fields: dict[str, dict[str, Any]] | None = None, **document: Any) -> Subgraph:  # noqa: ANN401
        sketch = Sketch()
        for line in filter(str.strip, lines.splitlines()):
            source, *rest = line.split()
            sketch.link(source, *rest) if rest else sketch.node(source)
        for id_, values in (fields or {}).items():
            sketch.node(id_, **values)
        return sketch.subgraph(**document)

    return make


class SampleBuilder:
    """Turns the lines of sample.yaml into a Subgraph, every claim with a passage of its strategy's document."""

    def __init__(self, sample: dict[str, Any]) -> None:
        self.sample = sample
        self.nodes: dict[str, dict[str, Any]] = {}
        self.relationships: Claims = []
        self.passages: dict[str, Passage] = {}
        self.documents: dict[str, Document] = {}
        self.offset = 0

    def build(self) -> Subgraph:
        publishers = {entry["id"]: entry["name"] for entry in self.sample["organisations"]}
        for strategy in self.sample["strategies"]:
            self.document(strategy["id"], strategy["name"], publishers[strategy["publisher"]], strategy["published_on"])
        self.add_entities()
        self.add_commitments()
        for source, type_, target, words in self.sample["relations"]:
            self.relate(source, type_, target, self.quote(self.document_of(source, target), words))
        return Subgraph.model_validate(
            {
                "nodes": [self.nodes[id_] for id_ in sorted(self.nodes)],
                "relationships": sorted(self.relationships, key=lambda one: (one["source"], one["type"], one["target"])),
                "passages": [self.passages[id_] for id_ in sorted(self.passages)],
                "documents": [self.documents[id_] for id_ in sorted(self.documents)],
            }
        )

    def document(self, slug: str, title: str, publisher: str, published_on: object) -> None:
        version = hashlib.sha256(title.encode()).hexdigest()
        self.documents[slug] = Document(
            id=document_id(title, version),
            title=title,
            uri=f"https://www.example.gov.uk/{slug}",
            publisher=publisher,
            media_type="text/html",
            sha256=version,
            version=version,
            length=90_000,
            published_on=published_on,
        )

    def document_of(self, *ids: str) -> str:
        return next((id_.removeprefix("strategy/") for id_ in ids if id_.startswith("strategy/")), "fit-for-the-future")

    def quote(self, slug: str, words: str, heading: str = "What we will do") -> str:
        document = self.documents[slug]
        self.offset += 200
        id_ = passage_id(document.version, self.offset, self.offset + len(words))
        fields = {"document": document.id, "text": words, "start": self.offset, "end": self.offset + len(words)}
        self.passages[id_] = Passage(id=id_, page=1 + self.offset // 2000, heading=heading, **fields)
        return id_

    def node(self, label: str, id_: str, passage: str, fields: dict[str, Any]) -> None:
        known = self.nodes.setdefault(id_, {"label": label, "id": id_, "evidence": [], "extractor": EXTRACTOR, **fields})
        known["evidence"] = sorted({*known["evidence"], passage})

    def relate(self, source: str, type_: str, target: str, passage: str) -> None:
        for one in self.relationships:
            if (one["source"], one["type"], one["target"]) == (source, type_, target):
                one["evidence"] = sorted({*one["evidence"], passage})
                return
        claim = {"type": type_, "source": source, "target": target, "evidence": [passage]}
        self.relationships.append({**claim, "confidence": 0.9, "extractor": EXTRACTOR})

    def add_entities(self) -> None:
        for label, plural in (("Organisation", "organisations"), ("Theme", "themes"), ("Person", "people")):
            for entry in self.sample[plural]:
                fields = {name: value for name, value in entry.items() if name != "id"}
                self.node(label, f"{label.lower()}/{entry['id']}", self.quote("fit-for-the-future", f"… {entry['name']} …"), fields)
        for entry in self.sample["strategies"]:
            fields = {name: value for name, value in entry.items() if name not in {"id", "publisher"}}
            passage = self.quote(entry["id"], f"{entry['name']}, published by {entry['publisher']}", "Foreword")
            self.node("Strategy", f"strategy/{entry['id']}", passage, fields)
            self.relate(f"organisation/{entry['publisher']}", "PUBLISHES", f"strategy/{entry['id']}", passage)

    def add_commitments(self) -> None:
        for text, owner, strategy, themes, deadline, latest in self.sample["commitments"]:
            id_ = commitment_id(text, owner or strategy)
            passage = self.quote(strategy, text)
            fields = {"text": text, "strength": "should" if " should " in text else "will"}
            self.node("Commitment", id_, passage, {**fields, "deadline": deadline, "deadline_latest": latest})
            self.relate(f"strategy/{strategy}", "CONTAINS", id_, passage)
            if owner:
                self.relate(f"organisation/{owner}", "MAKES", id_, passage)
            for theme in themes:
                self.relate(id_, "CONCERNS", f"theme/{theme}", passage)
                self.relate(f"strategy/{strategy}", "ADDRESSES", f"theme/{theme}", passage)


@pytest.fixture(scope="session")
def sample() -> Subgraph:
    """Five departments, two more bodies, eight strategies, five themes and 41 commitments."""
    return SampleBuilder(YAML(typ="safe").load(SAMPLE)).build()


def listen(page: Page, complaints: list[str]) -> None:
    """Note every request that leaves the file, every warning and every error."""

    def note(text: str, *, wrong: bool) -> None:
        if wrong:
            complaints.append(text)

    page.on("request", lambda request: note(request.url, wrong=not request.url.startswith(("file:", "blob:", "data:"))))
    page.on("console", lambda message: note(message.text, wrong=message.type in {"error", "warning"}))
    page.on("pageerror", lambda error: note(str(error), wrong=True))


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens HTML in Chromium; at the end no page may have asked for anything, or have said that anything went wrong."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(html: str, *, fragment: str = "", width: int = 1440, dark: bool = False, script: bool = True) -> Page:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        listen(page, complaints)
        page.goto(file.as_uri() + fragment)
        if script:
            page.wait_for_selector("html[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
