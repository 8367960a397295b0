"""What extraction finds in one document: mentions, commitments and relations, each with its place and its rule.

Nobody changes what was found. Here and in the other modules of extraction such
classes are not frozen all the same, because that takes four times as long to
build, and some are built for every sentence.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from graph.identifiers import NodeId
from graph.kinds import CommitmentKind, CommitmentStatus, DatePrecision, DeadlineRelation, Strength
from ingest.documents import Block


class Span(NamedTuple):
    """A stretch of a block's clean text; `block.span(start, end)` gives it in the stored text."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The clean words."""
        return self.block.text[self.start : self.end]

    @property
    def stored(self) -> tuple[int, int]:
        """First offset in the stored text, and the offset after the last."""
        return self.block.span(self.start, self.end)


@dataclass(slots=True)
class Named:
    """An organisation, strategy, theme or person as this document speaks of it: what becomes a node."""

    id: NodeId
    kind: Literal["Organisation", "Strategy", "Theme", "Person"]
    fields: dict[str, object]
    """Fields of the class in `graph.kinds`, such as name, kind, aliases; without id, evidence, confidence, extractor."""
    defined_by: str | None = None
    """The vocabulary its fields come from; None when the document itself gives them."""


class Mention(NamedTuple):
    """One place where a thing is named."""

    thing: NodeId
    span: Span
    rule: str
    confidence: float


class ThemeHit(NamedTuple):
    """A theme's label at its place in a text."""

    theme: NodeId
    start: int
    end: int
    weight: float


@dataclass(slots=True)
class Owner:
    """Who is to do what a commitment says, and how that was read."""

    organisation: NodeId
    role: Literal["lead", "support"]
    rule: str
    confidence: float
    span: Span | None = None
    """Where the owner stands, when that is not in the commitment itself (heading, intro, sentence before)."""


@dataclass(slots=True)
class Deadline:
    """When: the words, and the days they can mean."""

    words: str
    value: str | None
    """'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', as precise as the words are; None when it cannot be told from what day they count."""
    earliest: str | None
    latest: str | None
    """ISO days; None with the value."""
    precision: DatePrecision | None
    relation: DeadlineRelation
    rule: str
    span: Span | None = None
    """Where the words stand, when not in the commitment itself."""


@dataclass(slots=True)
class CommitmentFinding:
    """One undertaking."""

    span: Span
    kind: CommitmentKind
    strength: Strength
    rule: str
    confidence: float
    owners: tuple[Owner, ...] = ()
    deadline: Deadline | None = None
    themes: tuple[NodeId, ...] = ()
    conditional: bool = False
    number: str | None = None
    strategy: NodeId | None = None
    """The strategy that states it: usually the document's own, or the one it reports on."""
    strategy_rule: str | None = None
    """How the strategy was read, when the document is not the strategy itself."""
    strategy_confidence: float = 1.0
    target: tuple[float, str] | None = None
    """Value and unit of a measured target."""
    status: CommitmentStatus | None = None
    """Progress, where a table has a column that states it."""


@dataclass(slots=True)
class Relation:
    """Two things connected by a passage."""

    type: str
    source: NodeId
    target: NodeId
    span: Span
    rule: str
    confidence: float
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A response and the recommendation it answers, by their places among a document's commitments."""

    response: int
    recommendation: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Findings:
    """All of one document. Every id used in mentions, commitments and relations is among `things`."""

    things: tuple[Named, ...] = ()
    mentions: tuple[Mention, ...] = ()
    commitments: tuple[CommitmentFinding, ...] = ()
    relations: tuple[Relation, ...] = ()
    answers: tuple[Answer, ...] = ()
    own_strategy: NodeId | None = None
    """The strategy that the document itself is, when it is one."""
    country: str | None = None
    rejected: tuple["Rejected", ...] = field(default=())


@dataclass(slots=True)
class Rejected:
    """A sentence with a commitment's cue, or a line on the commitment before it, that is none of its own; and by which rule."""

    span: Span
    rule: str
