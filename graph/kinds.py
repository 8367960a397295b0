"""Every kind of node and relationship in the graph, one class each: THE definition.

Constraints, write queries, the legend, the API's schemas and docs/model.md are
made from these classes. Terms follow W3C ORG (organisations), SKOS (themes),
StratML (strategies and commitments) and PROV (documents and passages).
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field

from graph.base import Entity, EntityKind, Node, Relationship
from graph.identifiers import NodeId

OrganisationKind = Literal[
    "government", "ministerial department", "non-ministerial department", "executive agency",
    "non-departmental public body", "regulator", "health body", "devolved government", "local authority",
    "parliament", "court", "international body", "company", "charity", "unit", "group", "other",
]  # fmt: skip
StrategyKind = Literal[
    "strategy", "plan", "programme", "roadmap", "review", "legislation", "framework", "standard",
    "white paper", "green paper", "charter", "guidance", "policy", "initiative", "agreement", "other",
]  # fmt: skip
CommitmentKind = Literal["commitment", "recommendation", "target", "response"]
CommitmentStatus = Literal["not started", "in progress", "complete", "partly complete", "dropped", "superseded"]
Strength = Literal["will", "commits to", "should", "must", "plans to", "aims to", "considers"]
DatePrecision = Literal["day", "month", "quarter", "season", "year", "financial year", "period"]
DeadlineRelation = Literal["by", "from", "within", "during"]


class Organisation(Entity):
    """A department, agency, regulator, health body, company or other body (W3C ORG: Organization)."""

    plural: ClassVar[str] = "organisations"
    colour: ClassVar[str] = "#1d70b8"
    shape: ClassVar[str] = "dot"

    label: Literal["Organisation"] = "Organisation"
    name: str = Field(description="Its full official name.")
    kind: OrganisationKind = Field("other", description="What sort of body it is.")
    abbreviation: str | None = Field(None, description="Its usual short form, e.g. 'DSIT'.")
    aliases: tuple[str, ...] = Field((), description="Other names it goes by, sorted.")
    jurisdiction: str | None = Field(None, description="ISO 3166 code of its country in lower case, e.g. 'gb'; 'eu' for the Union.")
    status: Literal["live", "closed"] | None = Field(None, description="Whether it still exists; None when nobody says.")
    opened_on: date | None = Field(None, description="First day it existed.")
    closed_on: date | None = Field(None, description="Last day it existed.")
    website: str | None = Field(None, description="Its own page, http or https.")


class Strategy(Entity):
    """An instrument that sets direction: a strategy, plan, programme, review, law, framework or standard (StratML: StrategicPlan)."""

    plural: ClassVar[str] = "strategies"
    colour: ClassVar[str] = "#4c2c92"
    shape: ClassVar[str] = "square"

    label: Literal["Strategy"] = "Strategy"
    name: str = Field(description="Its title as published.")
    kind: StrategyKind = Field("other", description="What sort of instrument it is.")
    aliases: tuple[str, ...] = Field((), description="Other names and short forms, sorted.")
    status: Literal["proposed", "in force", "superseded", "withdrawn"] | None = Field(
        None, description="Where it stands, when a passage says so."
    )
    published_on: date | None = Field(None, description="Day it was published.")
    period_start: date | None = Field(None, description="First day it covers.")
    period_end: date | None = Field(None, description="Last day it covers.")
    edition: str | None = Field(None, description="Which edition it is, e.g. '2024' or 'second'.")


class Theme(Entity):
    """A policy topic (SKOS: Concept)."""

    plural: ClassVar[str] = "themes"
    colour: ClassVar[str] = "#00703c"
    shape: ClassVar[str] = "diamond"

    label: Literal["Theme"] = "Theme"
    name: str = Field(description="Its preferred label.")
    definition: str | None = Field(None, description="What belongs to it.")
    aliases: tuple[str, ...] = Field((), description="Other labels, sorted.")


class Commitment(Entity):
    """An undertaking, recommendation, target or response that a document states (StratML: Objective)."""

    plural: ClassVar[str] = "commitments"
    colour: ClassVar[str] = "#b35900"
    shape: ClassVar[str] = "triangle"

    label: Literal["Commitment"] = "Commitment"
    text: str = Field(description="What is undertaken, in the document's words with markup removed.")
    kind: CommitmentKind = Field(
        "commitment", description="A body's own undertaking, a recommendation to it, a measured target, or a response."
    )
    strength: Strength | None = Field(None, description="The verb that carries it.")
    number: str | None = Field(None, description="Its number in the document, e.g. 'Action 04'.")
    status: CommitmentStatus | None = Field(None, description="Progress as stated by a document, never inferred.")
    conditional: bool = Field(False, description="Whether it depends on a condition ('subject to', 'if').")
    deadline: str | None = Field(None, description="The deadline in the document's own words.")
    deadline_value: str | None = Field(None, description="The deadline as precisely as stated: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'.")
    deadline_earliest: date | None = Field(None, description="First day those words can mean.")
    deadline_latest: date | None = Field(None, description="Last day those words can mean; due after this day is late.")
    deadline_precision: DatePrecision | None = Field(None, description="How exactly the words fix the day.")
    deadline_relation: DeadlineRelation | None = Field(None, description="'by' the day, 'from' it, 'within' a time, or 'during' a period.")
    target_value: float | None = Field(None, description="The number to be reached.")
    target_unit: str | None = Field(None, description="What is counted, e.g. 'per cent'.")


class Person(Entity):
    """Somebody named in a public role."""

    plural: ClassVar[str] = "people"
    colour: ClassVar[str] = "#6f777b"
    shape: ClassVar[str] = "star"

    label: Literal["Person"] = "Person"
    name: str = Field(description="Their name as printed.")
    role: str | None = Field(None, description="The role they are named in.")


class Document(Node):
    """One version of one file or page (PROV: Entity)."""

    plural: ClassVar[str] = "documents"
    colour: ClassVar[str] = "#505a5f"
    shape: ClassVar[str] = "square"

    label: Literal["Document"] = "Document"
    title: str = Field(description="Its title.")
    uri: str = Field(
        description="Where it was published; for a local file without a source address, its path below the folder that was read."
    )
    kind: str | None = Field(None, description="Its genre, e.g. 'strategy', 'news', 'register'.")
    publisher: str | None = Field(None, description="Who published it, as the metadata say.")
    media_type: str = Field(description="How it is written, e.g. 'text/markdown'.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Digest of the stored text in UTF-8.")
    version: str = Field(pattern=r"^[0-9a-f]{64}$", description="Digest of the stored text together with what was read with it.")
    length: int = Field(ge=0, description="Characters in the stored text.")
    published_on: date | None = Field(None, description="Day of publication; the first day of the month or year when only that is known.")
    retrieved_at: date | None = Field(None, description="Day it was fetched, when it came from the web.")
    licence: str | None = Field(None, description="Its licence, as the metadata say.")
    edition_of: NodeId | None = Field(None, description="The strategy that it is an edition of; None when it only speaks of strategies.")


class Passage(Node):
    """The words a claim rests on (Web Annotation: TextQuoteSelector with TextPositionSelector)."""

    plural: ClassVar[str] = "passages"
    colour: ClassVar[str] = "#b1b4b6"
    shape: ClassVar[str] = "box"

    label: Literal["Passage"] = "Passage"
    document: NodeId = Field(description="The document version it stands in.")
    text: str = Field(min_length=1, description="The words, exactly as stored between the offsets.")
    start: int = Field(ge=0, description="Offset of its first character in the stored text, in Unicode code points.")
    end: int = Field(gt=0, description="Offset after its last character.")
    page: int | None = Field(None, ge=1, description="Page, where the format has pages.")
    place: str | None = Field(None, description="Where it stands in the original, in its own terms, e.g. 'Actions!A7:F7' or '#goals'.")
    heading: str | None = Field(None, description="Headings above it, outermost first, joined by ' > '.")


class Publishes(Relationship):
    """The organisation issued the strategy."""

    phrase: ClassVar[str] = "publishes"
    sources = (Organisation,)
    targets = (Strategy,)

    type: Literal["PUBLISHES"] = "PUBLISHES"


class Owns(Relationship):
    """The organisation answers for the strategy."""

    phrase: ClassVar[str] = "owns"
    sources = (Organisation,)
    targets = (Strategy,)

    type: Literal["OWNS"] = "OWNS"


class Commissions(Relationship):
    """The organisation asked for the strategy, usually a review, to be made."""

    phrase: ClassVar[str] = "commissions"
    sources = (Organisation,)
    targets = (Strategy,)

    type: Literal["COMMISSIONS"] = "COMMISSIONS"


class Makes(Relationship):
    """The organisation is to do what the commitment says (its owner)."""

    phrase: ClassVar[str] = "makes"
    sources = (Organisation,)
    targets = (Commitment,)

    type: Literal["MAKES"] = "MAKES"
    role: Literal["lead", "support"] = Field("lead", description="'lead' for the owner, 'support' for a joint owner.")


class Contains(Relationship):
    """The strategy states the commitment."""

    phrase: ClassVar[str] = "contains"
    sources = (Strategy,)
    targets = (Commitment,)

    type: Literal["CONTAINS"] = "CONTAINS"


class Addresses(Relationship):
    """The strategy deals with the theme."""

    phrase: ClassVar[str] = "addresses"
    sources = (Strategy,)
    targets = (Theme,)

    type: Literal["ADDRESSES"] = "ADDRESSES"


class Concerns(Relationship):
    """The commitment is about the theme."""

    phrase: ClassVar[str] = "concerns"
    sources = (Commitment,)
    targets = (Theme,)

    type: Literal["CONCERNS"] = "CONCERNS"


class NarrowerThan(Relationship):
    """The theme is a part of a wider theme (SKOS: broader)."""

    phrase: ClassVar[str] = "is narrower than"
    sources = (Theme,)
    targets = (Theme,)

    type: Literal["NARROWER_THAN"] = "NARROWER_THAN"


class PartOf(Relationship):
    """The organisation is a unit or agency of another (W3C ORG: subOrganizationOf, unitOf)."""

    phrase: ClassVar[str] = "is part of"
    sources = (Organisation,)
    targets = (Organisation,)

    type: Literal["PART_OF"] = "PART_OF"


class Oversees(Relationship):
    """The organisation regulates, sponsors, monitors or inspects another."""

    phrase: ClassVar[str] = "oversees"
    sources = (Organisation,)
    targets = (Organisation,)

    type: Literal["OVERSEES"] = "OVERSEES"


class PartnersWith(Relationship):
    """The two organisations work together; it reads the same both ways and is stored once, smaller id first."""

    phrase: ClassVar[str] = "works with"
    sources = (Organisation,)
    targets = (Organisation,)

    type: Literal["PARTNERS_WITH"] = "PARTNERS_WITH"


class SucceededBy(Relationship):
    """The organisation's work passed to another (W3C ORG: changedBy, resultedIn)."""

    phrase: ClassVar[str] = "was succeeded by"
    sources = (Organisation,)
    targets = (Organisation,)

    type: Literal["SUCCEEDED_BY"] = "SUCCEEDED_BY"


class Cites(Relationship):
    """The strategy names another."""

    phrase: ClassVar[str] = "cites"
    sources = (Strategy,)
    targets = (Strategy,)

    type: Literal["CITES"] = "CITES"


class Supersedes(Relationship):
    """The strategy takes the place of another."""

    phrase: ClassVar[str] = "supersedes"
    sources = (Strategy,)
    targets = (Strategy,)

    type: Literal["SUPERSEDES"] = "SUPERSEDES"


class Affects(Relationship):
    """The strategy or commitment changes what the organisation does or may do."""

    phrase: ClassVar[str] = "affects"
    sources = (Strategy, Commitment)
    targets = (Organisation,)

    type: Literal["AFFECTS"] = "AFFECTS"


class RespondsTo(Relationship):
    """The commitment answers another, as a response answers a recommendation."""

    phrase: ClassVar[str] = "responds to"
    sources = (Commitment,)
    targets = (Commitment,)

    type: Literal["RESPONDS_TO"] = "RESPONDS_TO"


class Restates(Relationship):
    """The commitment says again what another said."""

    phrase: ClassVar[str] = "restates"
    sources = (Commitment,)
    targets = (Commitment,)

    type: Literal["RESTATES"] = "RESTATES"


class OverlapsWith(Relationship):
    """Two commitments of different owners promise much the same; derived, for a person to judge."""

    phrase: ClassVar[str] = "overlaps with"
    sources = (Commitment,)
    targets = (Commitment,)

    type: Literal["OVERLAPS_WITH"] = "OVERLAPS_WITH"


class Leads(Relationship):
    """The person is at the head of the organisation or of the work on the strategy."""

    phrase: ClassVar[str] = "leads"
    sources = (Person,)
    targets = (Organisation, Strategy)

    type: Literal["LEADS"] = "LEADS"


class Authors(Relationship):
    """The person wrote the strategy, usually a review."""

    phrase: ClassVar[str] = "wrote"
    sources = (Person,)
    targets = (Strategy,)

    type: Literal["AUTHORS"] = "AUTHORS"


# The order of legends, tables and counts.
ENTITY_KINDS: tuple[EntityKind, ...] = (Organisation, Strategy, Theme, Commitment, Person)
NODE_KINDS: tuple[type[Node], ...] = (*ENTITY_KINDS, Document, Passage)
RELATIONSHIP_KINDS: tuple[type[Relationship], ...] = (
    *(Publishes, Owns, Commissions, Makes, Contains, Addresses, Concerns, NarrowerThan, PartOf, Oversees, PartnersWith),
    *(SucceededBy, Cites, Supersedes, Affects, RespondsTo, Restates, OverlapsWith, Leads, Authors),
)

# The discriminator takes the class by its label; without it pydantic tries each, and a bad field names all their errors.
AnyEntity = Annotated[Organisation | Strategy | Theme | Commitment | Person, Discriminator("label")]
AnyRelationship = Annotated[
    Publishes | Owns | Commissions | Makes | Contains | Addresses | Concerns | NarrowerThan | PartOf | Oversees | PartnersWith
    | SucceededBy | Cites | Supersedes | Affects | RespondsTo | Restates | OverlapsWith | Leads | Authors,
    Discriminator("type"),
]  # fmt: skip


def label_of(kind: type[Node]) -> str:
    """The Neo4j label of a kind of node, e.g. "Organisation"."""
    return str(kind.model_fields["label"].default)


def type_of(kind: type[Relationship]) -> str:
    """The Neo4j relationship type of a kind of relationship, e.g. "PART_OF"."""
    return str(kind.model_fields["type"].default)


LABELS = tuple(label_of(kind) for kind in ENTITY_KINDS)
TYPES = tuple(type_of(kind) for kind in RELATIONSHIP_KINDS)
# How a relationship type reads in a sentence: "is part of" for "PART_OF".
PHRASES = {type_of(kind): kind.phrase for kind in RELATIONSHIP_KINDS}
