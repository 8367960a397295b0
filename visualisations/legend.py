"""Legend: which kinds and relationships a page shows, with their colours and shapes from graph/kinds.py."""

from collections import Counter
from dataclasses import dataclass

from graph.base import EntityKind
from graph.kinds import ENTITY_KINDS, PHRASES, label_of
from graph.subgraph import Subgraph
from visualisations.other import Other
from visualisations.wording import phrase_of_type

PAPER = "#ffffff"
NIGHT = "#14181c"
# What WCAG 2.2, level AA, asks of text.
TEXT_CONTRAST = 4.5

# Outlines in a box of 24 by 24, drawn like the shapes of the picture.
OUTLINES = {
    "dot": "M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z",
    "square": "M4 4h16v16H4z",
    "diamond": "M12 1.5 22.5 12 12 22.5 1.5 12z",
    "triangle": "M12 3 22.5 21H1.5z",
    "hexagon": "M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12z",
    "star": "M12 1l3.2 7.2 7.8.8-5.8 5.3 1.6 7.7L12 18.1 5.2 22l1.6-7.7L1 9l7.8-.8z",
}


@dataclass(frozen=True)
class KindStyle:
    """How one kind of entity looks, on paper and at night."""

    label: str
    plural: str
    shape: str
    colour: str
    colour_at_night: str

    @property
    def css_class(self) -> str:
        """The name of its colour in the style sheet, e.g. "organisation"."""
        return self.label.lower()

    @property
    def outline(self) -> str:
        """Its shape as an SVG path in a box of 24 by 24."""
        return OUTLINES[self.shape]


@dataclass(frozen=True)
class KindEntry:
    """A line of the legend: a kind and how many of it the page has."""

    style: KindStyle
    count: int


@dataclass(frozen=True)
class RelationEntry:
    """A line of the legend: a type of relationship, its phrase and how many of it the page has."""

    type: str
    phrase: str
    count: int


@dataclass(frozen=True)
class Legend:
    """What the page shows, each line a filter."""

    kinds: tuple[KindEntry, ...]
    relations: tuple[RelationEntry, ...]


def legend_of(subgraph: Subgraph) -> Legend:
    """The kinds and types that occur in the subgraph, in the order of graph/kinds.py."""
    kinds: Counter[str] = Counter(node.label for node in subgraph.nodes)
    types: Counter[str] = Counter(relationship.type for relationship in subgraph.relationships)
    # A graph from a file may have types that are not ours.
    foreign = sorted(set(types) - set(PHRASES))
    return Legend(
        kinds=tuple(KindEntry(style, kinds[style.label]) for style in KIND_STYLES.values() if kinds[style.label]),
        relations=tuple(RelationEntry(type_, phrase_of_type(type_), types[type_]) for type_ in (*PHRASES, *foreign) if types[type_]),
    )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours like "#1d70b8", 1 to 21.

    Source: Web Content Accessibility Guidelines 2.2, definition of contrast ratio.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(background: str, colour: str) -> str:
    """`colour`, mixed with as little white as it takes to be read on a dark `background`."""
    mixes = (_mixed_with_white(colour, step / 20) for step in range(21))
    return next(mix for mix in mixes if contrast(mix, background) >= TEXT_CONTRAST)


def _luminance(colour: str) -> float:
    # The weights and thresholds are those of WCAG's relative luminance.
    red, green, blue = (_linear(part / 255) for part in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed_with_white(colour: str, share: float) -> str:
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in _channels(colour))


def _style_of(kind: EntityKind) -> KindStyle:
    return KindStyle(label_of(kind), kind.plural, kind.shape, kind.colour, readable_on(NIGHT, kind.colour))


SHOWN_KINDS: tuple[EntityKind, ...] = (*ENTITY_KINDS, Other)
KIND_STYLES = {label_of(kind): _style_of(kind) for kind in SHOWN_KINDS}
