"""Loose graph: what a file says, before anything is made of it. Every reader of a format ends here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.errors import PolicyGraphError

MOST_BYTES = 32_000_000
MOST_NODES = 5_000
MOST_LINKS = 20_000
# A name of a megabyte is no name, and a page repeats it many times.
LONGEST_TEXT = 5_000
FORMATS = (
    "Give JSON (ours, node-link, Cytoscape), JSON Graph Format or GraphML, in UTF-8; 'policygraph export' writes the first three kinds."
)
Fields = dict[str, object]


class GraphFileInvalid(PolicyGraphError):
    """A file cannot be drawn as a graph."""

    status = 422
    exit_code = 2

    def __init__(self, name: str, *, problem: str, place: str = "", fix: str = FORMATS) -> None:
        super().__init__(f"{name!r} cannot be drawn{f', {place}' if place else ''}: {problem}.", fix=fix)


@dataclass(frozen=True)
class LooseNode:
    """A node as its file has it."""

    id: str
    fields: Fields
    quotes: tuple[Fields, ...] = ()


@dataclass(frozen=True)
class LooseLink:
    """An edge as its file has it."""

    source: str
    target: str
    type: str
    fields: Fields = field(default_factory=dict)
    quotes: tuple[Fields, ...] = ()


@dataclass(frozen=True)
class LooseGraph:
    """All nodes and edges of a file, in its order, and what the reader passed over."""

    nodes: tuple[LooseNode, ...]
    links: tuple[LooseLink, ...]
    notes: tuple[str, ...] = ()
    truncated: bool = False


def text_of(value: object) -> str:
    """A value of a file as text of bounded length; '' for what is no single value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)[:LONGEST_TEXT] if isinstance(value, str | int | float) else ""


def first_text(fields: Mapping[str, object], keys: Iterable[str]) -> str:
    """The text under the first of the keys that has one; '' when none has."""
    return next((text for key in keys if (text := text_of(fields.get(key)))), "")
