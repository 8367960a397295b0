"""Where documents are found: one content at several places is one document, and a place holds one version. All pure."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.document_graph import DocumentGraph
from graph.identifiers import NodeId
from graph.kinds import Document

# What belongs to the place a document was found at and not to its content.
# uri stands first: copies are sorted as text, and the first one speaks for the document.
OF_THE_COPY = ("uri", "media_type", "licence", "retrieved_at")


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """Enough of a document to tell whether it has to be written again."""

    document: Document
    location: str
    extractor_version: str

    @property
    def mark(self) -> bytes:
        """Sixteen bytes that stand for all three: when they are among the marks of what is stored, writing it would change nothing."""
        return mark_of(self.document.id, copy_of(self.document, self.location), self.extractor_version)


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a reader knows again what is stored: some 200 bytes for each document at each of its places."""

    documents: frozenset[bytes] = frozenset()
    """Marks of documents as they were read, see `DocumentKey.mark`."""
    sources: Mapping[bytes, NodeId] = field(default_factory=dict)
    """The ids of documents by what they were read from, see `source_mark`; without those that have to be read each time."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database knows of a document version."""

    id: NodeId
    copies: tuple[str, ...]
    extractor_version: str | None
    """None while the writing of a very large document has not come to its end."""
    passages: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for a batch of documents."""

    graphs: tuple[DocumentGraph, ...]
    """To write, one for each id, sorted by id."""
    removed: tuple[NodeId, ...]
    """To remove beforehand, sorted; some are written again."""
    copies: dict[NodeId, list[str]] = field(default_factory=dict)
    """Where documents that are or will be there are found now, when that changes."""
    unchanged: int = 0


def plan(graphs: Iterable[DocumentGraph], stored: Iterable[Stored]) -> Plan:
    """What has to be done so that `stored` becomes what a first reading of `graphs` would give.

    A location holds one version: the last of `graphs` that was found there. A
    version without a location is removed, one by another extractor is replaced.
    """
    before = {version.id: version for version in stored}
    newest = {graph.location: graph for graph in graphs}
    # Sorted, because which of two equal files speaks for their content must not depend on the order they came in.
    arrived = {graph.document.id: graph for _, graph in sorted(newest.items())}
    copies = _copies(newest, before)
    same = [node_id for node_id, graph in arrived.items() if _is_stored(graph, before)]
    left = [node_id for node_id in before if not copies[node_id]]
    replaced = [node_id for node_id in arrived if node_id in before and node_id not in same]
    return Plan(
        graphs=tuple(graph for node_id, graph in sorted(arrived.items()) if node_id not in same),
        removed=tuple(sorted({*left, *replaced})),
        copies={
            node_id: found
            for node_id, found in sorted(copies.items())
            if found and (node_id not in before or found != list(before[node_id].copies) or node_id in replaced)
        },
        unchanged=len(same),
    )


def _is_stored(graph: DocumentGraph, before: Mapping[NodeId, Stored]) -> bool:
    return graph.document.id in before and before[graph.document.id].extractor_version == graph.extractor_version


def _copies(newest: Mapping[str, DocumentGraph], before: Mapping[NodeId, Stored]) -> dict[NodeId, list[str]]:
    kept = {version.id: [copy for copy in version.copies if location_of(copy) not in newest] for version in before.values()}
    copies: dict[NodeId, list[str]] = defaultdict(list, kept)
    for location, graph in newest.items():
        copies[graph.document.id].append(copy_of(graph.document, location, graph.source))
    return {node_id: sorted(found) for node_id, found in copies.items()}


def copy_of(document: Document, location: str, source: str | None = None) -> str:
    """What is stored of one place a document was found at, and of what it was read from there; copies sort by uri."""
    # Neo4j has no maps in properties: a copy is stored as the text of a list.
    values = [getattr(document, name) for name in OF_THE_COPY]
    return json.dumps(
        [value.isoformat() if isinstance(value, date) else value for value in [*values, source, location]], ensure_ascii=False
    )


def marks_of(stored: Iterable[tuple[NodeId, str, Sequence[str]]]) -> Marks:
    """The marks of documents that are stored: of each its id, the version of the extraction that read it, and its copies."""
    documents: set[bytes] = set()
    sources: dict[bytes, NodeId] = {}
    for node_id, extractor_version, copies in stored:
        documents.update(mark_of(node_id, copy, extractor_version) for copy in copies)
        read_from = (source for *_, source, _ in map(_parts, copies))
        sources.update((source_mark(source, extractor_version), node_id) for source in read_from if source)
    return Marks(frozenset(documents), sources)


def mark_of(node_id: NodeId, copy: str, extractor_version: str) -> bytes:
    """The mark of a document at one place, read by one version of the extraction, see `DocumentKey.mark`."""
    *shown, _, location = _parts(copy)
    return _mark(node_id, json.dumps([*shown, location]), extractor_version)


def source_mark(source: str, extractor_version: str) -> bytes:
    """The mark of what a document was read from, and of who read it."""
    return _mark(source, extractor_version)


def location_of(copy: str) -> str:
    """The path or URL in a stored copy."""
    return str(_parts(copy)[-1])


def copy_fields(copies: Sequence[str]) -> dict[str, object]:
    """What a document shows of the places it was found at: the first by uri speaks for all."""
    *values, _, _ = _parts(copies[0])
    shown: dict[str, object] = dict(zip(OF_THE_COPY, values, strict=True))
    retrieved_at = shown["retrieved_at"]
    shown["retrieved_at"] = date.fromisoformat(str(retrieved_at)) if retrieved_at else None
    return {**shown, "copies": list(copies), "locations": sorted(location_of(copy) for copy in copies)}


def _parts(copy: str) -> list[str | None]:
    """What `copy_of` put together: the fields of the copy, the source and the location."""
    *shown, location = json.loads(copy)
    # Older versions stored no source.
    return [*shown, location] if len(shown) > len(OF_THE_COPY) else [*shown, None, location]


def _mark(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()[:16]
