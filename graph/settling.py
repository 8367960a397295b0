"""What a node or relationship holds when several documents speak of it; the order they came in never matters. All pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from graph.base import Entity, EntityKind, Relationship

# What an entity has by itself and not by what documents state of it.
UNSTATED = frozenset({"label", "id", "evidence", "evidence_total"})
OF_THE_SUREST = frozenset({"confidence", "extractor"})
# Neo4j has no maps in properties, so a relationship keeps what each passage gives it as a line of parts.
SEPARATOR = "\t"

Properties = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one document states of an entity; see `rank` for which of two statements wins."""

    fields: Properties
    """Fields of the kind that the document gives, with confidence and extractor; without nulls and defaults."""
    published_on: int
    """The document's day of publication as a number, 20260131; 0 when unknown."""
    document: str

    @property
    def rank(self) -> tuple[float, int, str]:
        """Smaller wins: the surest, then the latest published, then the smallest document id."""
        return (-confidence_of(self.fields), -self.published_on, self.document)


class Support(NamedTuple):
    """What one passage gives to a relationship: one line of its `support`."""

    passage: str
    confidence: float
    extractor: str
    valid_from: str
    valid_to: str
    published_on: str
    role: str

    def line(self) -> str:
        """The line as it is stored; missing parts are empty."""
        # repr gives the shortest text that reads back as exactly the same number.
        return SEPARATOR.join((self.passage, repr(self.confidence), *self[2:]))


def stated_fields(entity: Entity) -> dict[str, object]:
    """What a document states of an entity, ready to be stored on DESCRIBES."""
    given = entity.model_dump(exclude=set(UNSTATED), exclude_defaults=True)
    lists = {name: sorted(set(value)) for name, value in given.items() if isinstance(value, tuple)}
    # Full confidence is the default and so left out above; the rank of the statement needs it.
    return {**given, **lists, "confidence": entity.confidence}


def settle_entity(kind: EntityKind, node_id: str, statements: Iterable[Statement]) -> dict[str, object]:
    """The properties of a node of which `statements` (at least one) are made.

    Returns:
        Scalars from the statement of the best rank that has them, else the
        kind's default; lists united and sorted; nothing is null.
    """
    ranked = sorted(statements, key=lambda statement: statement.rank)
    settled: dict[str, object] = {"id": node_id}
    for name, default in defaults(kind).items():
        values = [statement.fields[name] for statement in ranked if name in statement.fields]
        if isinstance(default, tuple):
            settled[name] = _united(values)
        elif values or default is not None:
            settled[name] = values[0] if values else default
    return settled


def may_change(kind: EntityKind, stored: Properties, added: Properties) -> bool:
    """Whether a node with the settled properties `stored` can look different once statements that settle to `added` join.

    Never False when it would; True now and then when it would not.
    """
    # What is surer than all before may win every field.
    if confidence_of(added) > confidence_of(stored):
        return True
    surest = confidence_of(added) == confidence_of(stored)
    return any(
        _differs(stored.get(name), added.get(name), default)
        for name, default in defaults(kind).items()
        if surest or name not in OF_THE_SUREST
    )


@cache
def defaults(kind: EntityKind) -> dict[str, object]:
    """The fields that documents state of a kind, each with its default; None when it has none."""
    fields = {name: field for name, field in kind.model_fields.items() if name not in UNSTATED}
    return {name: None if field.is_required() or name in OF_THE_SUREST else field.default for name, field in fields.items()}


def supports_of(relationship: Relationship, published_on: date | None) -> set[str]:
    """The lines that one document's passages give to a relationship."""
    common = (
        relationship.confidence,
        relationship.extractor,
        _iso(relationship.valid_from),
        _iso(relationship.valid_to),
        _iso(published_on),
        str(getattr(relationship, "role", "")),
    )
    return {Support(passage, *common).line() for passage in relationship.evidence}


def settle_relationship(lines: Collection[str]) -> dict[str, object]:
    """The properties of a relationship that `lines` (at least one) support; None for those that it does not have."""
    supports = [read_support(line) for line in sorted(lines)]
    surest = min(supports, key=lambda support: (-support.confidence, support.extractor))
    return {
        "support": sorted(lines),
        "evidence": sorted({support.passage for support in supports}),
        "confidence": surest.confidence,
        "extractor": surest.extractor,
        "valid_from": _day(min, [support.valid_from for support in supports]),
        "valid_to": _day(max, [support.valid_to for support in supports]),
        "first_seen": _day(min, [support.published_on for support in supports]),
        # "lead" sorts before "support", so one passage that says lead is enough.
        "role": min((support.role for support in supports if support.role), default=None),
    }


def read_support(line: str) -> Support:
    """The parts of a stored line."""
    passage, confidence, *rest = line.split(SEPARATOR)
    return Support(passage, float(confidence), *rest)


def confidence_of(fields: Properties) -> float:
    """The confidence among the fields of a statement or node."""
    confidence = fields["confidence"]
    if not isinstance(confidence, float | int):
        raise TypeError(f"confidence is {confidence!r}, not a number")
    return float(confidence)


def _differs(stored: object, added: object, default: object) -> bool:
    if isinstance(default, tuple):
        return not set(_list(added)) <= set(_list(stored))
    return added is not None and added not in (default, stored)


def _united(lists: Sequence[object]) -> list[object]:
    return sorted({item for items in lists for item in _list(items)}, key=str)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(choose: Callable[[list[str]], str], days: list[str]) -> date | None:
    # ISO days sort as text in the order of time.
    known = [day for day in days if day]
    return date.fromisoformat(choose(known)) if known else None
