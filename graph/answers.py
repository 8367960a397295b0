"""What the store answers with, beside Subgraph: paths, connections, hits, pages, rows and counts."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field

from graph.base import Day
from graph.identifiers import NodeId
from graph.kinds import AnyEntity, AnyRelationship, Commitment, Document, Organisation, Passage, Person, Strategy, Theme
from graph.subgraph import Subgraph

Cell = str | int | float | bool | date | None | tuple[str, ...]
ListedKind = Literal["Organisation", "Strategy", "Theme", "Commitment", "Person", "Document"]
AnyListed = Annotated[Organisation | Strategy | Theme | Commitment | Person | Document, Discriminator("label")]


class Answer(BaseModel):
    """What all answers share: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(Answer):
    """One hop of a path."""

    source: NodeId = Field(description="The node the hop leaves.")
    target: NodeId = Field(description="The node it arrives at.")
    relationship: AnyRelationship = Field(
        description="The relationship it follows; its own source is `target` when the hop goes against it."
    )
    forwards: bool = Field(description="Whether the hop goes from the relationship's source to its target.")
    text: str = Field(description="The hop as a sentence, in the relationship's own direction.")


class Path(Answer):
    """A chain of relationships from one entity to another, each hop with its evidence."""

    steps: tuple[Step, ...] = Field(min_length=1, description="The hops, in order from the first entity to the last.")
    subgraph: Subgraph = Field(description="The same entities and relationships, with passages and documents; nodes in path order.")


class PathsFound(Answer):
    """How two entities are connected, the shortest chains first."""

    paths: tuple[Path, ...] = ()
    truncated: bool = Field(False, description="Whether there are more within the length asked for.")


# In the order in which a connection lists them.
ReasonKind = Literal[
    "direct relation",
    "joint commitment",
    "linked commitments",
    "joint strategy",
    "linked strategies",
    "affects",
    "body in common",
    "shared theme",
    # Not stated anywhere: reckoned from two commitments, for a person to judge.
    "possible overlap",
]


class Reason(Answer):
    """One thing that connects two organisations."""

    kind: ReasonKind = Field(description="What sort of link it is.")
    text: str = Field(description="The link as a sentence.")
    weight: float = Field(description="What it adds to the strength; of a theme or body in common less, the more organisations share it.")
    nodes: tuple[NodeId, ...] = Field(description="Entities between the two organisations, e.g. the theme and the commitments on it.")
    relationships: tuple[tuple[NodeId, str, NodeId], ...] = Field(description="Source, type and target of each relationship it rests on.")
    evidence: tuple[NodeId, ...] = Field(min_length=1, description="Passages of those relationships; they are in the subgraph.")


class Connection(Answer):
    """Two organisations and everything that connects them."""

    source: NodeId = Field(description="The organisation with the smaller id.")
    target: NodeId = Field(description="The other organisation.")
    strength: float = Field(description="Sum of the weights of its reasons, two decimals.")
    reasons: tuple[Reason, ...] = Field(min_length=1, description="Direct relations first, then commitments, strategies, bodies, themes.")


class Connections(Answer):
    """How organisations are connected, pair by pair, the strongest first."""

    connections: tuple[Connection, ...] = ()
    subgraph: Subgraph = Field(Subgraph(), description="Every entity and relationship the reasons name, with passages and documents.")
    truncated: bool = Field(False, description="Whether there are more pairs than the limit.")


Match = Literal["name", "alias", "text"]
# By the rank that cypher/read/search.cypher gives.
MATCHES: tuple[Match, ...] = get_args(Match)


class Hit(Answer):
    """One entity that a search found."""

    node: AnyEntity
    matched: Match = Field(description="Where the words were found: names rank before aliases, aliases before text.")
    score: float = Field(description="Full-text score within its rank; higher is better.")
    passages: tuple[Passage, ...] = Field((), description="The passages that the node names as evidence.")
    documents: tuple[Document, ...] = Field((), description="The documents those passages stand in.")


def several(given: object) -> object:
    """One value as a list of one; anything else as it is."""
    return (given,) if isinstance(given, str) else given


# None and not an empty tuple: a filter that nobody gave keeps everything, one that names nothing would keep nothing.
Names = Annotated[tuple[str, ...] | None, BeforeValidator(several)]
Ids = Annotated[tuple[NodeId, ...] | None, BeforeValidator(several)]


class Filters(Answer):
    """Narrows a list; all must hold, of several values of one filter any. Which of them a kind knows is in `graph.listing.FILTERS`."""

    q: str | None = Field(None, min_length=1, max_length=200, description="Words in the name, an alias or the text, any case.")
    kind: Names = Field(None, description="What sort it is, e.g. 'regulator' or 'recommendation'.")
    status: Names = Field(None, description="Where it stands, e.g. 'live', 'in force' or 'complete'.")
    jurisdiction: Names = Field(None, description="Country code in lower case, e.g. 'gb'.")
    theme: Ids = Field(None, description="Only what is about this theme.")
    organisation: Ids = Field(None, description="Only what this organisation owns, publishes, makes or is made of.")
    department: Ids = Field(None, description="As `organisation`, and what the bodies within it own, publish or make.")
    strategy: Ids = Field(None, description="Only what this strategy contains, addresses or affects.")
    document: Ids = Field(None, description="Only what this document mentions.")
    strength: Names = Field(None, description="The verb that carries the commitment, e.g. 'will'.")
    due_after: Day | None = Field(None, description="Deadline on or after this day.")
    due_before: Day | None = Field(None, description="Deadline before this day.")
    has_owner: bool | None = Field(None, description="Whether an organisation makes, publishes, owns or commissions it.")
    has_deadline: bool | None = Field(None, description="Whether it says by when.")
    published_after: Day | None = Field(None, description="Published on or after this day; a commitment with a document that states it.")
    published_before: Day | None = Field(None, description="Published before this day; a commitment with a document that states it.")
    min_confidence: float | None = Field(None, ge=0, le=1, description="At least this sure, 0 to 1.")
    changed_since: Day | None = Field(
        None, description="Only what a document speaks of that was published or fetched on this day or later."
    )
    as_of: Day | None = Field(
        None,
        description="As it was on this day: said by a document published until then, and a body that existed, a strategy that was "
        "valid, a commitment that was not yet said to be complete, dropped or superseded. What has no date counts as always.",
    )


class NodePage(Answer):
    """One page of a list, in a stable order."""

    nodes: tuple[AnyListed, ...] = ()
    passages: tuple[Passage, ...] = Field((), description="The passages that the nodes name as evidence.")
    documents: tuple[Document, ...] = Field((), description="The documents those passages stand in.")
    next_cursor: str | None = Field(None, description="Give this as `cursor` to get what follows; None on the last page.")
    total: int | None = Field(None, description="How many there are on all pages, when that was asked for.")


class QueryResult(Answer):
    """The answer of a catalogue query: rows under their columns, or a subgraph."""

    name: str
    title: str
    columns: tuple[str, ...] = Field((), description="Names of the columns, in order; empty when the answer is a subgraph.")
    rows: tuple[dict[str, Cell], ...] = ()
    passages: tuple[Passage, ...] = Field((), description="The passages that the rows name as evidence.")
    documents: tuple[Document, ...] = Field((), description="The documents those passages stand in.")
    subgraph: Subgraph | None = Field(None, description="The answer, when the query returns a subgraph.")
    truncated: bool = Field(False, description="Whether the limit cut something off.")


class Summary(Answer):
    """What is in the graph, in numbers."""

    nodes: dict[str, int] = Field(description="How many nodes of each kind, in the order of graph/kinds.py.")
    relationships: dict[str, int] = Field(description="How many relationships of each type, in the order of graph/kinds.py.")
    version: str = Field(description="Changes whenever a document is added, replaced or removed; the same documents give the same version.")

    @property
    def documents(self) -> int:
        """How many documents the graph was read from."""
        return self.nodes["Document"]
