"""Makers of small documents with all that was read from them."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from neo4j import Driver

from graph.base import Entity, Relationship
from graph.document_graph import DocumentGraph
from graph.identifiers import commitment_id, document_id, organisation_id, passage_id, person_id, strategy_id, theme_id
from graph.kinds import Commitment, Document, Organisation, Passage, Person, Strategy, Theme
from graph.subgraph import Subgraph
from graph.writer import GraphWriter

Said = tuple[type[Entity], dict[str, Any]]
Linked = tuple[type[Relationship], str, str] | tuple[type[Relationship], str, str, dict[str, Any]]
MakeGraph = Callable[..., DocumentGraph]

NAMED: dict[type[Entity], Callable[[str], str]] = {
    Organisation: organisation_id,
    Strategy: strategy_id,
    Theme: theme_id,
    Person: person_id,
}


def id_of(kind: type[Entity], fields: dict[str, Any]) -> str:
    if kind is Commitment:
        return commitment_id(fields["text"], "")
    return NAMED[kind](fields["name"])


class Page:
    """The text of a document as it grows line by line, each line a passage."""

    def __init__(self, title: str, version: str) -> None:
        self.lines = [title]
        self.version = version
        self.document = document_id(title, version)
        self.passages: list[Passage] = []

    def passage(self, line: str) -> tuple[str, ...]:
        start = len("\n".join(self.lines)) + 1
        self.lines.append(line)
        end = start + len(line)
        found = Passage(id=passage_id(self.version, start, end), document=self.document, text=line, start=start, end=end)
        self.passages.append(found)
        return (found.id,)


def make_graph(
    title: str = "Plan",
    *,
    nodes: Sequence[Said] = (),
    links: Sequence[Linked] = (),
    published_on: date | None = None,
    location: str | None = None,
    extractor_version: str = "1",
) -> DocumentGraph:
    """A document that says of each node and link, on a line of its own, what is given.

    Args:
        title: its title; with all that is said it makes the id.
        nodes: kind and fields, e.g. (Theme, {"name": "Safety", "confidence": 0.8}).
        links: kind, the ids of both ends, and fields if any.
        published_on: its day of publication.
        location: where it was found; None makes one from the title.
        extractor_version: version of the extraction that read it.
    """
    version = hashlib.sha256(repr((title, nodes, links, published_on)).encode()).hexdigest()
    page = Page(title, version)
    entities = [
        kind(**{"id": id_of(kind, fields), "evidence": page.passage(f"{kind.__name__}: {fields}"), "extractor": "test@1", **fields})
        for kind, fields in nodes
    ]
    relationships = [
        kind(
            **{
                "source": source,
                "target": target,
                "evidence": page.passage(f"{source} {kind.phrase} {target}."),
                "extractor": "test@1",
                **(rest[0] if rest else {}),
            }
        )
        for kind, source, target, *rest in links
    ]
    text = "\n".join(page.lines)
    document = Document(
        id=page.document,
        title=title,
        uri=f"{title}.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        version=version,
        length=len(text),
        published_on=published_on,
    )
    subgraph = Subgraph(nodes=tuple(entities), relationships=tuple(relationships), passages=tuple(page.passages), documents=(document,))
    return DocumentGraph(subgraph, text, location or f"/documents/{title}.txt", extractor_version)


@pytest.fixture(scope="session")
def document_graph() -> MakeGraph:
    """The maker of small documents, see `make_graph`."""
    return make_graph


@pytest.fixture
def writer(empty_database: Driver) -> GraphWriter:
    """A writer on an empty database."""
    return GraphWriter(empty_database)
