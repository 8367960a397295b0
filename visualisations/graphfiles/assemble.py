"""Assemble: a loose graph -> the Subgraph that a page draws. Our kinds become themselves, all else a neutral one."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph.base import Entity, EntityKind, Relationship
from graph.identifiers import NodeId, digest
from graph.kinds import ENTITY_KINDS, RELATIONSHIP_KINDS, Commitment, Document, Passage, label_of, type_of
from graph.subgraph import Subgraph
from visualisations.graphfiles.json_graphs import flat_items
from visualisations.graphfiles.loose import MOST_LINKS, MOST_NODES, Fields, LooseGraph, LooseLink, LooseNode, first_text, text_of
from visualisations.other import Other
from visualisations.wording import counted

KINDS: dict[str, EntityKind] = {label_of(kind): kind for kind in ENTITY_KINDS}
CLAIMS = {type_of(kind): kind for kind in RELATIONSHIP_KINDS}
NAMES = ("name", "display", "title", "text", "label", "id")
LISTS = frozenset({"aliases"})
MOST_PROPERTIES = 20
# In the file's place: validation asks for evidence, and here there may be none.
NOWHERE = "passage/nowhere"
# Raw fields of a model that is made without validation: what is not there stays away, and any text is taken literally.
Raw = dict[str, Any]
_ID: TypeAdapter[str] = TypeAdapter(NodeId)


class Passages:
    """The quotes of a file as passages, each once."""

    def __init__(self) -> None:
        self.passages: dict[str, Passage] = {}
        self.documents: dict[str, Document] = {}

    def of(self, quotes: Iterable[Fields]) -> tuple[str, ...]:
        """The ids of the quotes' passages, in their order."""
        return tuple(dict.fromkeys(map(self._passage, quotes)))

    def _passage(self, quote: Fields) -> str:
        source = quote.get("document")
        fields: Fields = source if isinstance(source, dict) else {"title": source}
        document = self._document(fields, text_of(quote.get("url")))
        words, place, heading = (text_of(quote.get(key)) for key in ("quote", "place", "heading"))
        page = text_of(quote.get("page"))
        id_ = f"passage/{digest(document, words, place, heading, page)}"
        number = int(page) if page.isdecimal() and len(page) < 7 else None
        self.passages[id_] = Passage.model_construct(
            id=id_, document=document, text=words, start=0, end=len(words), page=number, place=place or None, heading=heading or None
        )
        return id_

    def _document(self, fields: Fields, url: str) -> str:
        title, publisher, uri = (text_of(fields.get(key)) for key in ("title", "publisher", "uri"))
        published = text_of(fields.get("published_on"))
        id_ = f"document/{digest(title, publisher, uri or url, published)}"
        named = title or "a document that the file does not name"
        known: Raw = {"id": id_, "title": named, "publisher": publisher or None, "uri": uri or url, "published_on": _day(published)}
        self.documents[id_] = Document.model_construct(**known)
        return id_


def assemble(graph: LooseGraph) -> tuple[Subgraph, list[str]]:
    """The graph as a page draws it, and what a reader has to know: what was left out, and what has no passage."""
    passages = Passages()
    nodes = {node.id: entity_of(node, passages) for node in graph.nodes[:MOST_NODES]}
    known = [link for link in graph.links if link.source in nodes and link.target in nodes][:MOST_LINKS]
    links: dict[tuple[str, str, str], Relationship] = {}
    for link in known:
        made = relationship_of(link, nodes[link.source].id, nodes[link.target].id, passages)
        links.setdefault((made.source, made.type, made.target), made)
    cut = len(graph.nodes) > MOST_NODES or len(known) == MOST_LINKS < len(graph.links)
    parts: Raw = {
        "nodes": tuple({node.id: node for node in nodes.values()}.values()),
        "relationships": tuple(links.values()),
        "passages": tuple(passages.passages.values()),
        "documents": tuple(passages.documents.values()),
        "truncated": graph.truncated or cut,
    }
    subgraph = Subgraph.model_construct(**parts)
    return subgraph, [*graph.notes, *_left_out(graph, known, len(links)), *_without_passage(subgraph)]


def entity_of(node: LooseNode, passages: Passages) -> Entity:
    """One of our kinds when the file says so and the fields fit, else something other."""
    evidence = passages.of(node.quotes)
    # An id of ours says the kind, too: in files of others the label may be a name, and the kind may be the sort.
    known = (text_of(node.fields.get("label")), text_of(node.fields.get("kind")), node.id.partition("/")[0].capitalize())
    kind = next((KINDS[word] for word in known if word in KINDS), None)
    made = _ours(kind, node, evidence) if kind else None
    return made or _other(node, evidence)


def relationship_of(link: LooseLink, source: str, target: str, passages: Passages) -> Relationship:
    """The claim; of a type that is not ours, under that type in capitals."""
    kind = re.sub(r"\W+", "_", link.type).strip("_").upper()[:60] or "IS_LINKED_WITH"
    fields: Raw = {
        "type": kind,
        "source": source,
        "target": target,
        "evidence": passages.of(link.quotes),
        "evidence_total": _whole(link.fields.get("evidence_total")),
        "confidence": _share(link.fields.get("confidence")),
        "extractor": text_of(link.fields.get("extractor")) or "not stated",
    }
    if kind == "MAKES" and link.fields.get("role") == "support":
        fields["role"] = "support"
    return CLAIMS.get(kind, Relationship).model_construct(**fields)


def _ours(kind: EntityKind, node: LooseNode, evidence: Sequence[str]) -> Entity | None:
    values = {name: _value(name, node.fields[name]) for name in kind.model_fields if name in node.fields}
    # The page's own files have the kind of thing where ours have the sort.
    name = first_text(node.fields, NAMES) or node.id
    values = {("text" if kind is Commitment else "name"): name, **values, "id": _id_of(node.id, kind), "label": label_of(kind)}
    values |= {"evidence": evidence or [NOWHERE], "extractor": text_of(node.fields.get("extractor")) or "not stated"}
    for _ in range(2):
        try:
            return kind.model_validate(values).model_copy(update={"evidence": tuple(evidence)})
        except ValidationError as error:
            # A field that does not fit is left out; without what a kind needs it is none of ours.
            wrong = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
            values = {key: value for key, value in values.items() if key not in wrong}
    return None


def _other(node: LooseNode, evidence: Sequence[str]) -> Other:
    name = first_text(node.fields, NAMES) or node.id
    said = list(flat_items(node.fields, {*NAMES, "kind", "type", "x", "y", "size", "color", "evidence", "links"}))[:MOST_PROPERTIES]
    return Other.model_construct(
        id=f"other/{digest(node.id, length=16)}",
        label="Other",
        name=name,
        kind=first_text(node.fields, ("kind", "type")) or "other",
        identifier=node.id,
        properties=tuple(said),
        evidence=tuple(evidence),
        evidence_total=None,
        confidence=1.0,
        extractor="not stated",
    )


def _id_of(given: str, kind: EntityKind) -> str:
    """The id itself when it is one of ours; a foreign one might hold what an address cannot."""
    prefix = f"{label_of(kind).lower()}/"
    try:
        return _ID.validate_python(given) if given.startswith(prefix) else f"{prefix}{digest(given, length=16)}"
    except ValidationError:
        return f"{prefix}{digest(given, length=16)}"


def _value(name: str, value: object) -> object:
    if name in LISTS:
        return [text_of(one) for one in value] if isinstance(value, list) else [one for one in text_of(value).split("; ") if one]
    return value if isinstance(value, int | float | bool) else text_of(value) or None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _whole(value: object) -> int | None:
    text = text_of(value)
    return int(text) if text.isdecimal() and len(text) < 9 else None


def _share(value: object) -> float:
    """A confidence from 0 to 1; a page's own files have it in per cent, and one that is none counts as not stated."""
    try:
        number = float(text_of(value))
    except ValueError:
        return 1.0
    share = number / 100 if number > 1 else number
    return share if 0 <= share <= 1 else 1.0


def _left_out(graph: LooseGraph, known: Sequence[LooseLink], drawn: int) -> list[str]:
    if len(graph.nodes) > MOST_NODES:
        return [f"The file holds {counted(len(graph.nodes), 'node')}; the first {MOST_NODES:,} and what links them are drawn."]
    lost = len(graph.links) - len(known)
    many = len(known) == MOST_LINKS
    why = f"only the first {MOST_LINKS:,} are drawn" if many else "they lead to nodes that are not in the file"
    told = [f"{counted(lost, 'link')} of {len(graph.links):,} {'is' if lost == 1 else 'are'} left out: {why}."] if lost else []
    double = len(known) - drawn
    return [
        *told,
        *(
            [f"{counted(double, 'link')} of the same two ends and type as another {'is' if double == 1 else 'are'} drawn once."]
            if double
            else []
        ),
    ]


def _without_passage(subgraph: Subgraph) -> list[str]:
    things = sum(1 for node in subgraph.nodes if not node.evidence)
    links = sum(1 for link in subgraph.relationships if not link.evidence)
    if not things and not links:
        return ["The quotes are as the file has them; 'policygraph verify' proves those of a graph, not those of a file."]
    which = f"{counted(things, 'thing')} of {len(subgraph.nodes):,} and {counted(links, 'link')} of {len(subgraph.relationships):,}"
    return [f"{which} have no passage in the file: nothing here says where they come from."]
