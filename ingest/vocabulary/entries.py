"""What the vocabulary files say: the organisations, strategies and themes that are known before any document is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from graph.identifiers import NodeId, strategy_id
from graph.kinds import OrganisationKind, StrategyKind


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """One row of an organisations file."""

    id: NodeId
    name: str
    kind: OrganisationKind
    jurisdiction: str
    """ISO 3166 code in lower case, 'eu' for the Union, 'int' for bodies of no country."""
    defined_by: str
    """The file it stands in, e.g. 'vocabulary/organisations-gb'."""
    abbreviation: str | None = None
    aliases: tuple[str, ...] = ()
    local_aliases: tuple[str, ...] = ()
    """Names that mean this body only in a document of its own country, e.g. 'the Treasury'."""
    roles: tuple[str, ...] = ()
    """Offices whose holder speaks and acts for it, e.g. 'Home Secretary'."""
    parent: NodeId | None = None
    successors: tuple[NodeId, ...] = ()
    opened_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class KnownTheme:
    """One concept of the theme vocabulary (SKOS: Concept)."""

    id: NodeId
    name: str
    definition: str
    labels: tuple[str, ...]
    """Words that show the theme (SKOS: altLabel), beside its name."""
    weak_labels: tuple[str, ...] = ()
    """Words that show it only in the company of stronger ones or in a heading."""
    negative_labels: tuple[str, ...] = ()
    """Phrases that hold a label and mean something else."""
    broader: tuple[NodeId, ...] = ()
    """The themes right above it."""
    aliases: tuple[str, ...] = ()
    """Of the labels those that are its names; the labels that ship are words that show it."""
    defined_by: str = "vocabulary/themes"
    """The file it stands in."""


@dataclass(frozen=True, slots=True)
class KnownStrategy:
    """One row of a strategies file: an instrument that documents call by several names."""

    id: NodeId
    name: str
    kind: StrategyKind
    defined_by: str
    aliases: tuple[str, ...] = ()
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The one that stays of several things that a person judged to be the same."""

    id: NodeId
    name: str


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All that is known beforehand; hashed by identity, so that what is compiled from it can be kept."""

    organisations: tuple[KnownOrganisation, ...]
    themes: tuple[KnownTheme, ...]
    strategies: tuple[KnownStrategy, ...] = ()
    digest: str = ""
    """Of the files that users brought; '' for what ships alone, whose files belong to the rules."""
    same: Mapping[NodeId, "Kept"] = field(default_factory=dict)
    """What a person judged to be the same as another thing, and that one."""
    model: str = ""
    """The language model whose kept answers count; '' when none does."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Its answers, see `ingest.llm.answers`; here because they go wherever documents are read."""

    @cached_property
    def organisations_by_id(self) -> Mapping[NodeId, KnownOrganisation]:
        """The organisations by their id."""
        return {entry.id: entry for entry in self.organisations}

    @cached_property
    def themes_by_id(self) -> Mapping[NodeId, KnownTheme]:
        """The themes by their id."""
        return {entry.id: entry for entry in self.themes}


def instrument_id(name: str) -> NodeId:
    """Id of a strategy by its title; a Bill has the id of the Act that it becomes."""
    return strategy_id(re.sub(r"\bBill\b", "Act", name))
