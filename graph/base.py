"""What all kinds of node and relationship share; the kinds themselves are in graph/kinds.py."""

import re
from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from graph.identifiers import NodeId

NUMBER = re.compile(r"[-+]?[\d._]+(?:[eE][-+]?\d+)?")

Confidence = float


def no_number(given: object) -> object:
    """What was given for a day, when it is no number: pydantic would take one for seconds since 1970.

    Raises:
        ValueError: it is one.
    """
    if isinstance(given, str) and NUMBER.fullmatch(given.strip()):
        raise ValueError("Write it as YYYY-MM-DD, e.g. 2027-03-31")
    return given


Day = Annotated[date, BeforeValidator(no_number)]
"""A day as somebody asks for it."""


class Model(BaseModel):
    """What all kinds share: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Node(Model):
    """Anything with an id of its own."""

    plural: ClassVar[str]
    # Shape and colour, for colour alone must not tell kinds apart (WCAG 2.2, 1.4.1).
    colour: ClassVar[str]
    shape: ClassVar[str] = "dot"

    label: str
    id: NodeId = Field(description="Derived from the content, the same in every run.")


class Entity(Node):
    """A thing that documents speak of; it exists as long as one passage mentions it."""

    evidence: tuple[NodeId, ...] = Field(min_length=1, description="Passages that mention it, in order of their id; see `evidence_total`.")
    evidence_total: int | None = Field(None, ge=1, description="How many passages mention it, when an answer lists only the first of them.")
    confidence: Confidence = Field(1.0, ge=0, le=1, description="How sure the rule that read it is, 0 to 1.")
    extractor: str = Field(description="The rule that read it, with its version, e.g. 'register@1'.")
    defined_by: str | None = Field(
        None, description="The vocabulary that gives its name and fields, e.g. 'vocabulary/organisations-gb'; None when the passage does."
    )


EntityKind = type[Entity]


class Relationship(Model):
    """A claim that connects two things."""

    phrase: ClassVar[str]
    sources: ClassVar[tuple[EntityKind, ...]]
    targets: ClassVar[tuple[EntityKind, ...]]

    type: str
    source: NodeId = Field(description="Id of the node it starts from.")
    target: NodeId = Field(description="Id of the node it leads to.")
    evidence: tuple[NodeId, ...] = Field(min_length=1, description="Passages that state it, in order of their id; see `evidence_total`.")
    evidence_total: int | None = Field(None, ge=1, description="How many passages state it, when an answer lists only the first of them.")
    confidence: Confidence = Field(1.0, ge=0, le=1, description="Confidence of the surest passage, 0 to 1.")
    extractor: str = Field(description="The rule that read the surest passage, with its version.")
    valid_from: date | None = Field(None, description="First day it was true, when a passage says so.")
    valid_to: date | None = Field(None, description="Last day it was true, when a passage says so.")
    first_seen: date | None = Field(None, description="Publication day of the oldest document that states it.")
