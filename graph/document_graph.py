"""One document with all that was read from it, and whether it may be written."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.base import Relationship
from graph.errors import UnwritableGraph
from graph.identifiers import NodeId
from graph.kinds import Document, label_of
from graph.subgraph import Subgraph

# A range index refuses values beyond some 8,000 bytes; a character takes at most four.
LONGEST_NAME = 2_000


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """One document and all that was read from it."""

    subgraph: Subgraph
    """Exactly one document; every passage is of it, every evidence among them."""
    text: str
    """The stored text that the passages' offsets count in."""
    location: str
    """Absolute path or URL it was found at."""
    extractor_version: str
    source: str | None = None
    """Stands for all that it was read from there; None when that has to be read again each time, for what it has to say."""

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.subgraph.documents[0]

    @property
    def size(self) -> int:
        """About how many nodes and relationships its writing touches."""
        graph = self.subgraph
        mentions = sum(len(node.evidence) for node in graph.nodes)
        return 2 * len(graph.passages) + 2 * len(graph.nodes) + mentions + len(graph.relationships) + len(self.text) // 1_000


def check(graph: DocumentGraph) -> None:
    """Looks whether a document may be written.

    Raises:
        UnwritableGraph: a claim without its passage, a passage that is not in the text, or ends that the kind forbids.
    """
    problem = next(_problems(graph), None)
    if problem is not None:
        name = graph.document.id if graph.subgraph.documents else graph.location
        raise UnwritableGraph(name, problem=problem)


def _problems(graph: DocumentGraph) -> Iterator[str]:
    if len(graph.subgraph.documents) != 1:
        yield f"it holds {len(graph.subgraph.documents)} documents instead of one"
        return
    if hashlib.sha256(graph.text.encode()).hexdigest() != graph.document.sha256:
        yield "its sha256 is not that of the text"
    yield from _passage_problems(graph)
    for node in graph.subgraph.nodes:
        yield from _evidence_problems(graph, node.id, node.evidence)
        if len(str(getattr(node, "name", ""))) > LONGEST_NAME:
            yield f"the name of {node.id} is longer than {LONGEST_NAME} characters"
    for relationship in graph.subgraph.relationships:
        yield from _relationship_problems(graph, relationship)


def _passage_problems(graph: DocumentGraph) -> Iterator[str]:
    for passage in graph.subgraph.passages:
        if passage.document != graph.document.id:
            yield f"{passage.id} is of another document, {passage.document}"
        if graph.text[passage.start : passage.end] != passage.text:
            yield f"the words of {passage.id} are not at its offsets"


def _evidence_problems(graph: DocumentGraph, name: str, evidence: Sequence[NodeId]) -> Iterator[str]:
    unknown = [passage for passage in evidence if passage not in graph.subgraph.passages_by_id]
    if unknown:
        yield f"{name} rests on {unknown[0]}, which is not among the passages"


def _relationship_problems(graph: DocumentGraph, relationship: Relationship) -> Iterator[str]:
    name = f"{relationship.source} {relationship.type} {relationship.target}"
    yield from _evidence_problems(graph, name, relationship.evidence)
    for end, allowed in ((relationship.source, relationship.sources), (relationship.target, relationship.targets)):
        node = graph.subgraph.by_id.get(end)
        if node is None:
            yield f"{name}: {end} is not among the nodes"
        elif not isinstance(node, allowed):
            yield f"{name}: {end} may not stand there; allowed is {' or '.join(label_of(kind) for kind in allowed)}"
