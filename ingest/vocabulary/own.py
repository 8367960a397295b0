"""Vocabularies that users bring: organisations, themes and strategies of their own, in YAML (or SKOS, see `skos`)."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from graph.errors import PolicyGraphError
from graph.identifiers import digest, organisation_id, slug, theme_id
from graph.kinds import OrganisationKind, StrategyKind
from ingest.vocabulary.entries import KnownOrganisation, KnownStrategy, KnownTheme, Vocabulary, instrument_id
from ingest.yaml_files import load_model

Part = Literal["themes", "organisations", "strategies"]
Place = Callable[..., str]

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class VocabularyInvalid(PolicyGraphError):
    """A vocabulary file cannot be used."""

    status = 422
    exit_code = 2

    def __init__(self, path: str, *, problem: str, fix: str | None = None) -> None:
        super().__init__(f"The vocabulary {path!r} cannot be used: {problem}.", fix=fix or "docs/vocabulary.md shows what it can hold.")


def _several(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _read_day(given: object) -> object:
    if not isinstance(given, str) or _DAY.fullmatch(given) is None:
        return given
    return date.fromisoformat((given + "-01-01")[:10])


Name = Annotated[str, Field(min_length=1, max_length=300)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_several)]
Day = Annotated[date | None, BeforeValidator(_read_day)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class OwnTheme(_Entry):
    """A theme as a user defines it (SKOS: Concept)."""

    name: Name = Field(description="Its preferred label; it shows the theme like every other label.")
    definition: str = Field("", description="What belongs to it.")
    labels: Names = Field((), description="Other words that show it; 'automat*' stands for every word that begins so.")
    weak: Names = Field((), description="Words that show it only beside others, or in a heading.")
    negative: Names = Field((), alias="not", description="Phrases that hold a label and mean something else.")
    broader: Names = Field((), description="The themes right above it, by name.")


class OwnOrganisation(_Entry):
    """An organisation as a user defines it."""

    name: Name = Field(description="Its full official name.")
    jurisdiction: str = Field("int", pattern=r"^[a-z]{2,3}$", description="Its country, 'gb'; 'eu' for the Union, 'int' for no country.")
    kind: OrganisationKind = Field("other", description="What sort of body it is.")
    abbreviation: Name | None = Field(None, description="Its usual short form.")
    aliases: Names = Field((), description="Other names it goes by.")
    local: Names = Field((), description="Names that mean it only in documents of its own country.")
    roles: Names = Field((), description="Offices whose holder speaks for it.")
    parent: Name | None = Field(None, description="The body it is part of, by name.")
    successors: Names = Field((), description="The bodies that followed it, by name.")
    opened: Day = Field(None, description="First day it existed.")
    closed: Day = Field(None, description="Last day it existed.")


class OwnStrategy(_Entry):
    """A strategy, plan or law that documents call by several names."""

    name: Name = Field(description="Its full title.")
    kind: StrategyKind = Field("strategy", description="What sort of instrument it is.")
    aliases: Names = Field((), description="Other names it goes by.")
    published: Day = Field(None, description="Day it was published.")


class OwnEntries(_Entry):
    """What a vocabulary file holds."""

    vocabulary: Name | None = Field(None, description="What the vocabulary is called; without it the file's name.")
    replaces: Annotated[tuple[Part, ...], BeforeValidator(_several)] = Field(
        (), description="Parts of the vocabulary that ships which are left out: themes, organisations, strategies."
    )
    themes: tuple[OwnTheme, ...] = Field((), description="Themes; one of the same name as ours takes its place.")
    organisations: tuple[OwnOrganisation, ...] = Field((), description="Organisations; one of ours of the same name and country gives way.")
    strategies: tuple[OwnStrategy, ...] = Field((), description="Strategies that go by several names.")


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A vocabulary file that was read and checked by itself."""

    path: Path
    entries: OwnEntries
    place: Place
    """Where in the file something stands, by the keys that lead to it: place('themes', 3, 'broader')."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.entries.vocabulary or self.path.stem

    @property
    def defined_by(self) -> str:
        """How the graph names it."""
        return f"vocabulary/{slug(self.name)}"

    def invalid(self, problem: str, *keys: int | str) -> VocabularyInvalid:
        """The error for something in it."""
        return VocabularyInvalid(str(self.path), problem=f"{self.place(*keys)}: {problem}")


def load_own(path: Path) -> OwnFile:
    """A vocabulary file: SKOS by its ending (.ttl, .rdf, .jsonld, .nt), else YAML or JSON of ours.

    Raises:
        VocabularyInvalid: it cannot be read, or says what cannot be; names file and line.
    """
    from ingest.vocabulary.skos import SKOS_SUFFIXES, load_skos  # noqa: PLC0415 - needs what is defined here

    if path.suffix.lower() in SKOS_SUFFIXES:
        entries, place = load_skos(path)
        file = OwnFile(path, entries, place)
    else:
        loaded = load_model(path, OwnEntries, VocabularyInvalid)
        file = OwnFile(path, loaded.model, loaded.place)
    _refuse_twins(file, "themes", [theme_id(theme.name) for theme in file.entries.themes])
    _refuse_twins(file, "organisations", [organisation_id(body.name, body.jurisdiction) for body in file.entries.organisations])
    _refuse_twins(file, "strategies", [instrument_id(strategy.name) for strategy in file.entries.strategies])
    return file


def _refuse_twins(file: OwnFile, part: Part, ids: Sequence[str]) -> None:
    for number, key in enumerate(ids):
        first = ids.index(key)
        if first < number:
            raise file.invalid(f"this is {key} once more; it stands at {file.place(part, first)} already", part, number)


def with_own(shipped: Vocabulary, files: Sequence[OwnFile]) -> Vocabulary:
    """The vocabulary that ships, with the files of a user over it; of two files the later one counts.

    Raises:
        VocabularyInvalid: a theme or body above another is defined nowhere, or a theme stands above itself.
    """
    joined = shipped
    for file in files:
        joined = _over(joined, file)
    for file in files:
        _check_broader(file, joined)
    marks = [f"{file.defined_by}\n{file.entries.model_dump_json()}" for file in files]
    return Vocabulary(joined.organisations, joined.themes, joined.strategies, digest(*marks, length=64) if files else shipped.digest)


def _over(under: Vocabulary, file: OwnFile) -> Vocabulary:
    entries = file.entries
    kept: dict[str, Sequence[KnownTheme | KnownOrganisation | KnownStrategy]] = {
        "themes": under.themes,
        "organisations": under.organisations,
        "strategies": under.strategies,
    }
    kept |= dict.fromkeys(entries.replaces, ())
    themes = {theme.id: theme for theme in kept["themes"]} | {one.id: one for one in (_theme(theme, file) for theme in entries.themes)}
    known = {body.id for body in kept["organisations"]}
    known |= {organisation_id(body.name, body.jurisdiction) for body in entries.organisations}
    bodies = {body.id: body for body in kept["organisations"]}
    bodies |= {one.id: one for one in (_organisation(file, number, known) for number in range(len(entries.organisations)))}
    strategies = {one.id: one for one in kept["strategies"]} | {one.id: one for one in (_strategy(it, file) for it in entries.strategies)}
    return Vocabulary(tuple(bodies.values()), tuple(themes.values()), tuple(strategies.values()), under.digest)  # type: ignore[arg-type]


def _theme(theme: OwnTheme, file: OwnFile) -> KnownTheme:
    names = tuple(label for label in theme.labels if not label.endswith("*"))
    return KnownTheme(
        id=theme_id(theme.name),
        name=theme.name,
        definition=theme.definition,
        labels=tuple(dict.fromkeys((theme.name, *theme.labels))),
        weak_labels=theme.weak,
        negative_labels=theme.negative,
        broader=tuple(theme_id(name) for name in theme.broader),
        aliases=tuple(sorted({*names} - {theme.name})),
        defined_by=file.defined_by,
    )


def _organisation(file: OwnFile, number: int, known: Collection[str]) -> KnownOrganisation:
    body = file.entries.organisations[number]

    def named(name: str, *keys: int | str) -> str:
        key = organisation_id(name, body.jurisdiction)
        if key not in known:
            fix = "define it, or write its name and country as they are defined"
            raise file.invalid(f"no organisation of {body.jurisdiction!r} is called {name!r}; {fix}", "organisations", number, *keys)
        return key

    return KnownOrganisation(
        id=organisation_id(body.name, body.jurisdiction),
        name=body.name,
        kind=body.kind,
        jurisdiction=body.jurisdiction,
        defined_by=file.defined_by,
        abbreviation=body.abbreviation,
        aliases=body.aliases,
        local_aliases=body.local,
        roles=body.roles,
        parent=named(body.parent, "parent") if body.parent else None,
        successors=tuple(named(name, "successors", at) for at, name in enumerate(body.successors)),
        opened_on=body.opened,
        closed_on=body.closed,
    )


def _strategy(strategy: OwnStrategy, file: OwnFile) -> KnownStrategy:
    return KnownStrategy(instrument_id(strategy.name), strategy.name, strategy.kind, file.defined_by, strategy.aliases, strategy.published)


def _check_broader(file: OwnFile, joined: Vocabulary) -> None:
    for number, theme in enumerate(file.entries.themes):
        for name in theme.broader:
            if theme_id(name) not in joined.themes_by_id:
                raise file.invalid(
                    f"no theme is called {name!r}; define it, or write its name as it is defined", "themes", number, "broader"
                )
        if theme_id(theme.name) in _above(joined, joined.themes_by_id[theme_id(theme.name)].broader):
            raise file.invalid(f"{theme.name!r} stands above itself", "themes", number, "broader")


def _above(vocabulary: Vocabulary, themes: Iterable[str]) -> set[str]:
    """All themes that stand above some, and these."""
    found: set[str] = set()
    waiting = list(themes)
    while waiting:
        theme = waiting.pop()
        if theme not in found:
            found.add(theme)
            waiting += vocabulary.themes_by_id[theme].broader if theme in vocabulary.themes_by_id else ()
    return found
