"""docs/model.md, written from graph/kinds.py: what a data engineer has to know before the first query."""

import inspect
from datetime import date
from types import NoneType
from typing import Annotated, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

import cypher
from graph.base import Entity, Node, Relationship
from graph.kinds import ENTITY_KINDS, NODE_KINDS, RELATIONSHIP_KINDS, Document, Passage, label_of, type_of

PLAIN_TYPES: dict[type, str] = {str: "text", int: "whole number", float: "number", bool: "yes or no", date: "date", NoneType: "none"}
NOT_FIELDS = {"label", "type"}


def model_page() -> str:
    """The whole page, as Markdown."""
    frame = cypher.text("schema/model.md")
    parts = {
        "DIAGRAM": _diagram(),
        "SHARED": _fields(Entity),
        "ENTITIES": "\n\n".join(_entity(kind) for kind in ENTITY_KINDS),
        "SHARED_RELATIONSHIP": _fields(Relationship),
        "RELATIONSHIPS": "\n".join(_relationship_row(kind) for kind in RELATIONSHIP_KINDS),
        "OWN_FIELDS": "\n\n".join(
            _own_fields(kind) for kind in RELATIONSHIP_KINDS if set(kind.model_fields) > set(Relationship.model_fields)
        ),
        "DOCUMENT": _fields(Document),
        "PASSAGE": _fields(Passage),
        "COLOURS": "\n".join(_colour_row(kind) for kind in NODE_KINDS),
    }
    for name, text in parts.items():
        frame = frame.replace(f"<{name}>", text)
    return frame


def type_in_words(annotation: object) -> str:
    """A field's type as a reader would say it, e.g. "date or none", "texts"."""
    if isinstance(annotation, type) and annotation in PLAIN_TYPES:
        return PLAIN_TYPES[annotation]
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return type_in_words(arguments[0])
    if get_origin(annotation) is Literal:
        return "one of " + ", ".join(f"`{value}`" for value in arguments)
    if get_origin(annotation) is tuple:
        return f"{type_in_words(arguments[0])}s"
    return " or ".join(type_in_words(argument) for argument in arguments)


def _entity(kind: type[Entity]) -> str:
    return f"### {label_of(kind)}\n\n{inspect.getdoc(kind)}\n\n{_fields(kind, without=Entity)}"


def _own_fields(kind: type[Relationship]) -> str:
    return f"`{type_of(kind)}` has besides:\n\n{_fields(kind, without=Relationship)}"


def _fields(kind: type[Node] | type[Relationship], without: type[Node] | type[Relationship] | None = None) -> str:
    skipped = NOT_FIELDS | (set(without.model_fields) if without else set())
    rows = [
        f"| `{name}` | {type_in_words(field.annotation)} | {_meaning(field)} |"
        for name, field in kind.model_fields.items()
        if name not in skipped
    ]
    return "\n".join(["| property | type | meaning |", "|---|---|---|", *rows])


def _meaning(field: FieldInfo) -> str:
    words = (field.description or "").replace("|", "\\|")
    shown = field.default not in (None, (), False) and not field.is_required()
    return f"{words} Unless stated: `{field.default}`." if shown else words


def _ends(kinds: tuple[type[Entity], ...]) -> str:
    return ", ".join(label_of(kind) for kind in kinds)


def _relationship_row(kind: type[Relationship]) -> str:
    return f"| `{type_of(kind)}` | {_ends(kind.sources)} | {_ends(kind.targets)} | {kind.phrase} | {inspect.getdoc(kind)} |"


def _diagram() -> str:
    ends = sorted(
        {(label_of(source), label_of(target)) for kind in RELATIONSHIP_KINDS for source in kind.sources for target in kind.targets}
    )
    return "\n".join(f"    {source} -->|{_types_between(source, target)}| {target}" for source, target in ends)


def _types_between(source: str, target: str) -> str:
    types = [
        type_of(kind)
        for kind in RELATIONSHIP_KINDS
        if source in [label_of(end) for end in kind.sources] and target in [label_of(end) for end in kind.targets]
    ]
    return "<br>".join(types)


def _colour_row(kind: type[Node]) -> str:
    return f"| {label_of(kind)} | `{kind.colour}` | {kind.shape} | {kind.plural} |"
