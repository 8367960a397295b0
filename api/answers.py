"""What the API answers with: pieces of graph in which every claim carries its evidence in full."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, TypeVar, Union

from pydantic import BaseModel, ConfigDict, Discriminator, Field, create_model

from graph.addresses import passage_address
from graph.answers import NodePage, Path, PathsFound, QueryResult
from graph.base import Entity, Node, Relationship
from graph.identifiers import NodeId
from graph.kinds import ENTITY_KINDS, PHRASES, Document, Passage, label_of
from graph.subgraph import Subgraph


class Answer(BaseModel):
    """What all answers share: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Built = TypeVar("Built", bound=BaseModel)


def built(model: type[Built], values: dict[str, object]) -> Built:
    """A model of values that are checked already, which would cost more to check again than it did to read them.

    Args:
        model: one without private fields.
        values: of every field, in the order of the fields.

    `model_construct` does the same field by field, and took half of what an answer costs beside Neo4j.
    """
    made = model.__new__(model)
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", set(values))
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


class Asked(Answer):
    """A statement that was put to Neo4j."""

    cypher: str = Field(description="The Cypher.")
    parameters: dict[str, Any] = Field(description="Its parameters; days as ISO text.")


class Explained(Answer):
    """An answer that can say how it was made."""

    explain: tuple[Asked, ...] | None = Field(None, description="With explain=true: the Cypher that produced the answer, in order.")


class Source(Answer):
    """The document that a quote stands in."""

    id: NodeId = Field(description="Id of this version of the document.", examples=["document/ai-opportunities-action-plan-5f2c81d0a9be"])
    title: str = Field(description="Its title.", examples=["AI Opportunities Action Plan"])
    publisher: str | None = Field(description="Who published it, as its metadata say.", examples=["Department for Science"])
    published_on: date | None = Field(description="Day of publication.")
    uri: str = Field(description="Where it was published, or its path below the folder that was read.", examples=["plan.md"])
    sha256: str = Field(description="Digest of the stored text that the offsets count in.", examples=["5f2c81d0…"])


class Evidence(Answer):
    """The words that a claim rests on, and where they stand."""

    passage: NodeId = Field(description="Id of the passage.", examples=["passage/5f2c81d0a9be-120-214"])
    quote: str = Field(description="The words, exactly as stored between the offsets.")
    heading: str | None = Field(description="Headings above them, outermost first, joined by ' > '.")
    page: int | None = Field(description="Page, where the format has pages.")
    place: str | None = Field(description="Where it stands in the original, in its own terms, e.g. 'Actions!A7:F7' or '#goals'.")
    url: str | None = Field(
        description="Where a reader finds them on the web: the document's address with the nearest anchor; null when it is not there.",
        examples=["https://www.gov.uk/plan#goals"],
    )
    start: int = Field(description="Offset of their first character in the stored text, in Unicode code points.")
    end: int = Field(description="Offset after their last character.")
    document: Source = Field(description="The document they stand in.")


class Links(Answer):
    """Where to go from an entity."""

    itself: str = Field(
        serialization_alias="self", description="The entity with its evidence.", examples=["/v1/entities/theme/cyber-security"]
    )
    neighbours: str = Field(description="What lies around it.", examples=["/v1/entities/theme/cyber-security/neighbours"])


def cited(kind: type[Entity]) -> type[Entity]:
    """`kind` as it is answered: with its passages in full, and links."""
    evidence = Field(description="Passages that mention it; the first of them when `evidence_total` says there are more.")
    model: type[Entity] = create_model(
        f"Cited{label_of(kind)}",
        __base__=kind,
        __doc__=kind.__doc__,
        evidence=(tuple[Evidence, ...], evidence),
        links=(Links, Field(description="Where to go from here.")),
    )
    return model


CITED_KINDS = {kind: cited(kind) for kind in ENTITY_KINDS}
# Any, because mypy cannot follow classes that are made at run time; pydantic and OpenAPI see each of them.
CitedEntity: Any = Annotated[Union[tuple(CITED_KINDS.values())], Discriminator("label")]  # noqa: UP007 - a tuple has no `|`


def explained(kind: type[Entity]) -> type[Entity]:
    """`kind` as the one answer to a question, which can say how it was made."""
    base: type[Entity] = CITED_KINDS[kind]
    model: type[Entity] = create_model(
        f"{label_of(kind)}Answer",
        __base__=base,
        __doc__=kind.__doc__,
        explain=(tuple[Asked, ...] | None, Explained.model_fields["explain"]),
    )
    return model


ENTITY_ANSWERS = {kind: explained(kind) for kind in ENTITY_KINDS}
EntityAnswer: Any = Annotated[Union[tuple(ENTITY_ANSWERS.values())], Discriminator("label")]  # noqa: UP007 - as above


class CitedRelationship(Answer):
    """A claim that connects two things, with the passages that state it."""

    type: str = Field(description="What sort of claim.", examples=["MAKES"])
    phrase: str = Field(description="The same as words.", examples=["makes"])
    source: NodeId = Field(description="Id of the node it starts from.", examples=["organisation/gb-home-office"])
    target: NodeId = Field(description="Id of the node it leads to.")
    role: str | None = Field(None, description="Of MAKES only: 'lead' for the owner, 'support' for a joint owner.")
    confidence: float = Field(description="Confidence of the surest passage, 0 to 1.")
    extractor: str = Field(description="The rule that read the surest passage, with its version.")
    valid_from: date | None = Field(None, description="First day it was true, when a passage says so.")
    valid_to: date | None = Field(None, description="Last day it was true, when a passage says so.")
    first_seen: date | None = Field(None, description="Publication day of the oldest document that states it.")
    evidence: tuple[Evidence, ...] = Field(
        description="Passages that state it; the first of them when `evidence_total` says there are more."
    )
    evidence_total: int | None = Field(None, description="How many passages state it, when the answer lists only the first of them.")


class GraphAnswer(Explained):
    """A piece of the graph."""

    nodes: tuple[CitedEntity, ...] = Field(description="Organisations, strategies, themes, commitments and people.")
    relationships: tuple[CitedRelationship, ...] = Field(description="Claims between them.")
    truncated: bool = Field(description="Whether a limit cut something off.")


SOURCE_FIELDS = tuple(Source.model_fields)
CLAIM_FIELDS = tuple(CitedRelationship.model_fields)


class Hop(Answer):
    """One step of a path."""

    text: str = Field(description="The claim as a sentence.")
    source: NodeId = Field(description="The node the step leaves.")
    target: NodeId = Field(description="The node it arrives at.")
    forwards: bool = Field(description="Whether the step goes from the claim's source to its target.")
    claim: CitedRelationship = Field(description="The claim it follows, with its quotes.")


class PathAnswer(Answer):
    """A chain of claims from one entity to another."""

    hops: tuple[Hop, ...] = Field(description="The steps, from the first entity to the last.")
    nodes: tuple[CitedEntity, ...] = Field(description="The entities it passes, in order.")


class Paths(Explained):
    """How two entities are connected, the shortest chains first."""

    source: NodeId
    target: NodeId
    connected: bool = Field(description="Whether a path was found within the length asked for.")
    paths: tuple[PathAnswer, ...]
    truncated: bool = Field(description="Whether there are more paths within that length than the limit.")


class Included(Answer):
    """What `expand` adds to a page."""

    nodes: tuple[CitedEntity, ...] = Field(description="Entities of the kinds asked for, one claim away from an entry of the page.")
    relationships: tuple[CitedRelationship, ...] = Field(description="The claims between them and the entries.")
    truncated: bool = Field(description="Whether there are more; take fewer entries a page.")


class EntityPage(Explained):
    """One page of a list."""

    items: tuple[CitedEntity, ...]
    included: Included | None = Field(None, description="With `expand`: what the entries are connected to.")
    next_cursor: str | None = Field(
        description="Give this as `cursor` for what follows; null on the last page. The Link header has the URL."
    )
    total: int | None = Field(description="How many there are on all pages, with count=true.")


class DocumentPage(Explained):
    """One page of the documents that were read."""

    items: tuple[Document, ...]
    next_cursor: str | None = Field(
        description="Give this as `cursor` for what follows; null on the last page. The Link header has the URL."
    )
    total: int | None = Field(description="How many there are on all pages, with count=true.")


class Table(Explained):
    """Rows under columns."""

    columns: tuple[str, ...] = Field(description="Names of the columns, in order.")
    rows: tuple[dict[str, Any], ...] = Field(description="One entry for each row; passages are named by their id.")
    truncated: bool = Field(description="Whether a limit cut something off.")


class RowsAnswer(Table):
    """The answer of a catalogue query."""

    name: str
    title: str
    evidence: tuple[Evidence, ...] = Field(description="The passages that the rows name.")


class Citations:
    """Turns passage ids into evidence, from the passages and documents of one answer."""

    def __init__(self, passages: Iterable[Passage], documents: Iterable[Document]) -> None:
        sources = {document.id: source_of(document) for document in documents}
        self._evidence = {passage.id: evidence_of(passage, sources[passage.document]) for passage in passages}

    def of(self, passage_ids: Iterable[NodeId]) -> tuple[Evidence, ...]:
        """The evidence in the order of the ids; ids whose passage the answer left out are skipped."""
        return tuple(self._evidence[one] for one in passage_ids if one in self._evidence)

    def all(self) -> tuple[Evidence, ...]:
        """Everything, in the order it came."""
        return tuple(self._evidence.values())


def source_of(document: Document) -> Source:
    """What an answer says of a document."""
    return built(Source, {name: getattr(document, name) for name in SOURCE_FIELDS})


def evidence_of(passage: Passage, source: Source) -> Evidence:
    """What an answer says of a passage."""
    return built(
        Evidence,
        {
            "passage": passage.id,
            "quote": passage.text,
            "heading": passage.heading,
            "page": passage.page,
            "place": passage.place,
            "url": passage_address(source.uri, passage.place),
            "start": passage.start,
            "end": passage.end,
            "document": source,
        },
    )


def cited_entity(node: Node, citations: Citations) -> Node:
    """The entity with its evidence in full; a document, which is evidence itself, unchanged."""
    if not isinstance(node, Entity):
        return node
    address = f"/v1/entities/{node.id}"
    links = built(Links, {"itself": address, "neighbours": f"{address}/neighbours"})
    return built(CITED_KINDS[type(node)], {**node.__dict__, "evidence": citations.of(node.evidence), "links": links})


def cited_relationship(relationship: Relationship, citations: Citations) -> CitedRelationship:
    """The relationship with its evidence in full."""
    values = {**relationship.__dict__, "phrase": PHRASES[relationship.type], "evidence": citations.of(relationship.evidence)}
    return built(CitedRelationship, {name: values.get(name) for name in CLAIM_FIELDS})


def entity_answer(subgraph: Subgraph) -> Node:
    """The one entity of a subgraph as an answer of its own."""
    (node,) = subgraph.nodes
    cited_node = cited_entity(node, Citations(subgraph.passages, subgraph.documents))
    return ENTITY_ANSWERS[type(node)].model_construct(**dict(cited_node))


def paths_answer(found: PathsFound, source: NodeId, target: NodeId) -> Paths:
    """The chains between two entities with the quotes of every hop in place."""
    chains = tuple(path_answer(path) for path in found.paths)
    return Paths.model_construct(source=source, target=target, connected=bool(chains), paths=chains, truncated=found.truncated)


def graph_answer(subgraph: Subgraph) -> GraphAnswer:
    """A subgraph with every claim's evidence in place."""
    citations = Citations(subgraph.passages, subgraph.documents)
    return GraphAnswer.model_construct(
        nodes=tuple(cited_entity(node, citations) for node in subgraph.nodes),
        relationships=tuple(cited_relationship(one, citations) for one in subgraph.relationships),
        truncated=subgraph.truncated,
    )


def path_answer(path: Path) -> PathAnswer:
    """A path with the quotes of every hop in place."""
    citations = Citations(path.subgraph.passages, path.subgraph.documents)
    hops = tuple(
        Hop.model_construct(
            text=step.text,
            source=step.source,
            target=step.target,
            forwards=step.forwards,
            claim=cited_relationship(step.relationship, citations),
        )
        for step in path.steps
    )
    return PathAnswer.model_construct(hops=hops, nodes=tuple(cited_entity(node, citations) for node in path.subgraph.nodes))


def page_answer(page: NodePage, around: Subgraph | None = None) -> EntityPage:
    """A page of a list with every entity's evidence in place, and what is around them."""
    citations = Citations(page.passages, page.documents)
    items = tuple(cited_entity(node, citations) for node in page.nodes)
    included = None
    if around is not None:
        answer = graph_answer(around)
        included = Included.model_construct(nodes=answer.nodes, relationships=answer.relationships, truncated=answer.truncated)
    return EntityPage.model_construct(items=items, included=included, next_cursor=page.next_cursor, total=page.total)


def document_page(page: NodePage) -> DocumentPage:
    """A page of the list of documents."""
    items = tuple(node for node in page.nodes if isinstance(node, Document))
    return DocumentPage.model_construct(items=items, next_cursor=page.next_cursor, total=page.total)


def rows_answer(result: QueryResult) -> RowsAnswer:
    """The rows of a catalogue query and the passages they name."""
    return RowsAnswer.model_construct(
        name=result.name,
        title=result.title,
        columns=result.columns,
        rows=result.rows,
        evidence=Citations(result.passages, result.documents).all(),
        truncated=result.truncated,
    )
