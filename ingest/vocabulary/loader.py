"""Reads the vocabulary files that ship beside this module."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import cast, get_args

from ruamel.yaml import YAML

from graph.identifiers import NodeId, organisation_id, theme_id
from graph.kinds import OrganisationKind, StrategyKind
from ingest.vocabulary.entries import KnownOrganisation, KnownStrategy, KnownTheme, Vocabulary, instrument_id

KINDS = frozenset(get_args(OrganisationKind))


@cache
def load_vocabulary() -> Vocabulary:
    """The organisations, strategies and themes that ship with policygraph; read once, then kept."""
    folder = files("ingest.vocabulary")
    tables = _tables(folder, "organisations_")
    return Vocabulary(
        organisations=_first_of_each([entry for table in tables for entry in _organisations(table)]),
        themes=tuple(_themes(folder / "themes.yaml")),
        strategies=tuple(entry for table in _tables(folder, "strategies_") for entry in _strategies(table)),
    )


def _tables(folder: Traversable, prefix: str) -> list[Traversable]:
    return sorted((entry for entry in folder.iterdir() if entry.name.startswith(prefix)), key=lambda entry: entry.name)


def _strategies(table: Traversable) -> Iterator[KnownStrategy]:
    defined_by = f"vocabulary/{table.name.removesuffix('.csv').replace('_', '-')}"
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        key, kind = instrument_id(row["name"]), cast("StrategyKind", row["kind"])
        yield KnownStrategy(key, row["name"], kind, defined_by, _several(row["aliases"]), _day(row["published"]))


def _first_of_each(entries: Sequence[KnownOrganisation]) -> tuple[KnownOrganisation, ...]:
    # The hand-written file of a country sorts before its register, and knows more.
    return tuple({entry.id: entry for entry in reversed(entries)}.values())[::-1]


def _organisations(table: Traversable) -> Iterator[KnownOrganisation]:
    # The file's name says whose bodies it lists, organisations_gb.csv, so that no row has to repeat it.
    stem = table.name.removesuffix(".csv")
    jurisdiction = stem.split("_")[1]
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        yield _organisation(row, jurisdiction, f"vocabulary/{stem.replace('_', '-')}")


def _organisation(row: dict[str, str], jurisdiction: str, defined_by: str) -> KnownOrganisation:
    if row["kind"] not in KINDS:
        raise ValueError(f"{defined_by}: {row['name']!r} is of the unknown kind {row['kind']!r}; use one of {sorted(KINDS)}.")
    return KnownOrganisation(
        id=organisation_id(row["name"], jurisdiction),
        name=row["name"],
        kind=cast("OrganisationKind", row["kind"]),
        jurisdiction=jurisdiction,
        defined_by=defined_by,
        abbreviation=row["abbreviation"] or None,
        aliases=_several(row["aliases"]),
        local_aliases=_several(row["local"]),
        roles=_several(row["roles"]),
        parent=organisation_id(row["parent"], jurisdiction) if row["parent"] else None,
        successors=tuple(organisation_id(name, jurisdiction) for name in _several(row["successors"])),
        opened_on=_day(row["opened"]),
        closed_on=_day(row["closed"]),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


def _day(cell: str) -> date | None:
    """The day, or the first of the month or year when only that is known."""
    return date.fromisoformat((cell + "-01-01")[:10]) if cell else None


def _themes(file: Traversable) -> Iterator[KnownTheme]:
    concepts = YAML(typ="safe").load(file.read_text(encoding="utf-8"))["concepts"]
    for concept in concepts:
        broader: str | None = concept.get("broader")
        yield KnownTheme(
            id=_theme(concept["name"]),
            name=concept["name"],
            definition=concept["definition"],
            labels=_labels(concept, "labels"),
            weak_labels=_labels(concept, "weak"),
            negative_labels=_labels(concept, "not"),
            broader=(_theme(broader),) if broader else (),
        )


def _theme(name: str) -> NodeId:
    return theme_id(name)


def _labels(concept: dict[str, list[object]], field: str) -> tuple[str, ...]:
    # YAML reads a few labels, such as 5G written as a number, as something else than text.
    return tuple(str(label) for label in concept.get(field) or ())
