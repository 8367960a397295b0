"""Filters: by what the commitments of a page can be narrowed down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from graph.identifiers import NodeId
from graph.kinds import Commitment, CommitmentStatus, Strength
from graph.subgraph import Subgraph
from visualisations.wording import MONTHS, name_of

NOT_STATED = "none"


@dataclass(frozen=True)
class Choice:
    """One entry of a filter: what the address says, and what the reader sees."""

    value: str
    words: str


@dataclass(frozen=True)
class Filters:
    """What occurs on the page; an empty filter is not offered."""

    themes: tuple[Choice, ...]
    departments: tuple[Choice, ...]
    strengths: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    months: tuple[Choice, ...]
    """From the month of the first deadline to that of the last, as 'YYYY-MM'."""


def filters_of(subgraph: Subgraph) -> Filters:
    """The themes, owners, strengths, states and months that the page's commitments have."""
    commitments = [node for node in subgraph.nodes if isinstance(node, Commitment)]
    themes = {one.target for one in subgraph.relationships if one.type in {"CONCERNS", "ADDRESSES"}}
    owners = {one.source for one in subgraph.relationships if one.type == "MAKES"}
    return Filters(
        themes=_named(subgraph, themes),
        departments=_named(subgraph, owners),
        strengths=_stated((one.strength for one in commitments), get_args(Strength)),
        statuses=_stated((one.status for one in commitments), get_args(CommitmentStatus)),
        months=_months([one.deadline_latest for one in commitments if one.deadline_latest]),
    )


def _named(subgraph: Subgraph, ids: Iterable[NodeId]) -> tuple[Choice, ...]:
    choices = (Choice(id_, name_of(subgraph.by_id[id_])) for id_ in ids)
    return tuple(sorted(choices, key=lambda choice: (choice.words.casefold(), choice.value)))


def _stated(values: Iterable[str | None], order: tuple[str, ...]) -> tuple[Choice, ...]:
    found = set(values)
    stated = tuple(Choice(value, value) for value in order if value in found)
    # With nothing but silence there is nothing to choose between.
    return (*stated, Choice(NOT_STATED, "not stated")) if stated and None in found else stated


def _months(days: list[date]) -> tuple[Choice, ...]:
    if not days:
        return ()
    first, last = min(days), max(days)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(Choice(f"{number // 12:04}-{number % 12 + 1:02}", f"{MONTHS[number % 12]} {number // 12}") for number in numbers)
