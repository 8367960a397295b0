"""The rows of the two tables: the same content as the picture, in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.addresses import passage_address
from graph.base import Entity, Relationship
from graph.identifiers import NodeId
from graph.kinds import ENTITY_KINDS, Document, Passage, label_of
from graph.subgraph import Subgraph
from visualisations.other import Other
from visualisations.picture import Picture, key
from visualisations.wording import name_of, phrase_of, sentence, spoken_date

KINDS = [*(label_of(kind) for kind in ENTITY_KINDS), label_of(Other)]
# Fields worth a line beside the name, with the word before the value.
FACTS = {
    "kind": "Sort",
    "abbreviation": "Short form",
    "aliases": "Also called",
    "role": "Role",
    "status": "Status",
    "published_on": "Published",
    "period_start": "Covers from",
    "period_end": "Covers until",
    "edition": "Edition",
    "definition": "Definition",
    "number": "Number",
    "strength": "Strength",
    "deadline": "Deadline",
    "deadline_latest": "At the latest",
    "target_value": "Target",
    "target_unit": "Counted in",
    "opened_on": "Since",
    "closed_on": "Until",
    "identifier": "Identifier",
    "properties": "Also said",
}


@dataclass(frozen=True)
class Quote:
    """Words of a document, and where they stand."""

    text: str
    title: str
    publisher: str | None
    published: str | None
    place: str
    url: str | None


@dataclass(frozen=True)
class Fact:
    """One property in words."""

    term: str
    value: str


@dataclass(frozen=True)
class Evidence:
    """Why a row exists: the quotes, how many there are in all, the rule and its confidence."""

    quotes: tuple[Quote, ...]
    total: int
    rule: str
    confidence: int


@dataclass(frozen=True)
class NodeRow:
    """One entity."""

    id: NodeId
    spot: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    facts: tuple[Fact, ...]
    links: int
    evidence: Evidence


@dataclass(frozen=True)
class RelationRow:
    """One relationship."""

    id: str
    type: str
    source: NodeId
    target: NodeId
    source_name: str
    phrase: str
    target_name: str
    sentence: str
    evidence: Evidence


def node_rows(subgraph: Subgraph, picture: Picture) -> list[NodeRow]:
    """A row for each entity, by kind in the order of graph/kinds.py, then by name."""
    links = Counter(end for relationship in subgraph.relationships for end in (relationship.source, relationship.target))
    rows = [
        NodeRow(
            id=node.id,
            spot=picture.spot_of[node.id],
            kind=node.label,
            name=name_of(node),
            aliases=_aliases(node),
            facts=facts_of(node),
            links=links[node.id],
            evidence=evidence_of(node, subgraph, total=node.evidence_total),
        )
        for node in subgraph.nodes
    ]
    return sorted(rows, key=lambda row: (KINDS.index(row.kind), row.name.casefold(), row.id))


def relation_rows(subgraph: Subgraph) -> list[RelationRow]:
    """A row for each relationship, by the name it starts from."""
    rows = [_relation_row(relationship, subgraph) for relationship in subgraph.relationships]
    return sorted(rows, key=lambda row: (row.source_name.casefold(), row.phrase, row.target_name.casefold(), row.id))


def facts_of(node: Entity) -> tuple[Fact, ...]:
    """The entity's properties that are set, in words."""
    # Sorts that say nothing, such as "other" or a commitment's "commitment", get no line.
    values = ((term, getattr(node, field, None)) for field, term in FACTS.items())
    return tuple(Fact(term, _in_words(value)) for term, value in values if value not in (None, (), "other", node.label.lower()))


def evidence_of(claim: Entity | Relationship, subgraph: Subgraph, total: int | None = None) -> Evidence:
    """The claim's quotes that the subgraph holds, with rule and confidence."""
    passages = (subgraph.passages_by_id.get(id_) for id_ in claim.evidence)
    quotes = tuple(quote_of(passage, subgraph.documents_by_id.get(passage.document)) for passage in passages if passage)
    # An answer may hold only the first passages of a claim: `evidence_total` knows of the others.
    return Evidence(quotes, max(total or 0, len(claim.evidence)), claim.extractor, round(100 * claim.confidence))


def quote_of(passage: Passage, document: Document | None) -> Quote:
    """The passage's words with the document they stand in; a link, to its part of the page, only where that is on the web."""
    page = f"page {passage.page}" if passage.page else None
    return Quote(
        text=passage.text,
        title=document.title if document else passage.document,
        publisher=document.publisher if document else None,
        published=spoken_date(document.published_on) if document and document.published_on else None,
        place=", ".join(part for part in (page, passage.place, passage.heading) if part),
        url=passage_address(document.uri, passage.place) if document else None,
    )


def _relation_row(relationship: Relationship, subgraph: Subgraph) -> RelationRow:
    source, target = subgraph.by_id[relationship.source], subgraph.by_id[relationship.target]
    return RelationRow(
        id="~".join(key(relationship)),
        type=relationship.type,
        source=source.id,
        target=target.id,
        source_name=name_of(source),
        phrase=phrase_of(relationship),
        target_name=name_of(target),
        sentence=sentence(relationship, source, target),
        evidence=evidence_of(relationship, subgraph),
    )


def _aliases(node: Entity) -> tuple[str, ...]:
    names: Iterable[str | None] = (getattr(node, "abbreviation", None), *getattr(node, "aliases", ()))
    return tuple(name for name in names if name)


def _in_words(value: object) -> str:
    if isinstance(value, date):
        return spoken_date(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    # As many digits as a float holds: the usual six would turn 1,500,000 homes into "1.5e+06".
    return f"{value:,.15g}" if isinstance(value, float) else str(value)
