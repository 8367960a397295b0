"""What the styles and the numbering of a Word file say of its paragraphs: headings, quotes, lists, and the numbers Word prints.

Source: ECMA-376, part 1, 17.7 (styles) and 17.9 (numbering).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ingest.formats.numbering import in_words
from ingest.formats.package import Element

HEADING_NAME = re.compile(r"heading (\d)")
LIST_NAME = re.compile(r"list (?:bullet|number|continue)? ?(\d)")
PLACEHOLDER = re.compile(r"%(\d)")
PUNCTUATION = " \t\u00a0.:;,)(][-–—"
TITLE_NAME = "title"
LEVELS = 9
# Of outline levels, the tenth is body text.
BODY_TEXT = 9
# No chain of styles is longer, unless somebody tied it into a loop.
LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, with what it takes over from the styles it is based on."""

    name: str = "normal"
    """In lower case and in English, whatever the language of the program."""
    outline: int | None = None
    """Its heading level from 0; None when it is none."""
    list_id: str | None = None
    list_level: int | None = None
    bold: bool = False

    @property
    def heading(self) -> int:
        """The level of the headings it makes, 1 to 9; 0 for other paragraphs."""
        if self.outline is not None:
            return self.outline + 1 if self.outline < BODY_TEXT else 0
        match = HEADING_NAME.fullmatch(self.name)
        return int(match[1]) if match else 0

    @property
    def furniture(self) -> bool:
        """Whether it is for lines of a table of contents."""
        return self.name.startswith(("toc ", "table of figures", "index "))

    @property
    def depth(self) -> int:
        """The nesting that its name tells: 2 of 'List Bullet 2'; 1 when it tells none."""
        match = LIST_NAME.fullmatch(self.name)
        return int(match[1]) if match else 1


def styles_of(tree: Element) -> dict[str, Style]:
    """The paragraph styles by their ids; '' is the one of paragraphs that name none."""
    elements = {style.attributes.get("w:styleId", ""): style for root in tree.children for style in root.all("w:style")}
    styles = {identifier: _style(identifier, elements) for identifier in elements}
    usual = next((key for key, style in elements.items() if _default(style)), "")
    return {"": Style(), **styles, **({"": styles[usual]} if usual else {})}


def _default(style: Element) -> bool:
    return style.attributes.get("w:default") in {"1", "true", "on"} and style.attributes.get("w:type") == "paragraph"


def _style(identifier: str, elements: dict[str, Element]) -> Style:
    chain = list(_chain(identifier, elements))
    outline = _first(style.get("w:pPr", "w:outlineLvl", "w:val") for style in chain)
    name = (chain[0].get("w:name", "w:val") or "").lower()
    if outline is None and not HEADING_NAME.fullmatch(name):
        based_on = (HEADING_NAME.fullmatch((style.get("w:name", "w:val") or "").lower()) for style in chain)
        outline = next((str(int(match[1]) - 1) for match in based_on if match), None)
    level = _first(style.get("w:pPr", "w:numPr", "w:ilvl", "w:val") for style in chain)
    return Style(
        name=name,
        outline=int(outline) if outline and outline.isdigit() else None,
        list_id=_first(style.get("w:pPr", "w:numPr", "w:numId", "w:val") for style in chain),
        list_level=int(level) if level and level.isdigit() else None,
        bold=any(is_on(style) for style in chain[:1]),
    )


def is_on(style: Element) -> bool:
    """Whether a style's letters are bold."""
    run = style.all("w:rPr")
    return any(bold.attributes.get("w:val") not in {"0", "false", "off"} for properties in run for bold in properties.all("w:b"))


def _chain(identifier: str | None, elements: dict[str, Element]) -> Iterator[Element]:
    for _ in range(LONGEST_CHAIN):
        if identifier is None or identifier not in elements:
            return
        yield elements[identifier]
        identifier = elements[identifier].get("w:basedOn", "w:val")


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restarts: bool = True
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs name it: a shared definition, and where its own counts begin."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is printed before a paragraph of a list."""

    kind: Literal["bullet", "number"]
    number: str | None
    """Without punctuation: '4', '2.1', 'a', 'Recommendation 3'; None for a bullet."""


class Numbering:
    """Counts as Word does, paragraph by paragraph."""

    def __init__(self, tree: Element, styles: dict[str, Style]) -> None:
        roots = tree.children[:1]
        self._definitions: dict[str, dict[int, _Level]] = {}
        links: dict[str, str] = {}
        for definition in (element for root in roots for element in root.all("w:abstractNum")):
            identifier = definition.attributes.get("w:abstractNumId", "")
            self._definitions[identifier] = dict(_level(level) for level in definition.all("w:lvl"))
            if link := definition.get("w:numStyleLink", "w:val"):
                links[identifier] = link
        self._lists = {item.attributes.get("w:numId", ""): _list(item) for root in roots for item in root.all("w:num")}
        self._linked = {identifier: styles[link].list_id for identifier, link in links.items() if link in styles}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of(self, list_id: str, style_id: str) -> int:
        """The level of a list that is meant for paragraphs of a style."""
        _, levels = self._levels(list_id)
        return next((number for number, level in sorted(levels.items()) if level.style == style_id), 0)

    def next(self, list_id: str, level: int) -> Mark | None:
        """The mark of the next paragraph at `level`, from 0, of a list; None when there is no such list."""
        definition, levels = self._levels(list_id)
        if definition is None or level not in levels:
            return None
        counts = self._counts.setdefault(definition, {})
        starts = self._lists[list_id].starts
        fresh = level in starts and (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        first = starts.get(level, levels[level].start)
        counts[level] = first if fresh or level not in counts else counts[level] + 1
        for deeper in [number for number in counts if number > level and levels.get(number, _Level()).restarts]:
            del counts[deeper]
        return _mark(level, levels, counts)

    def _levels(self, list_id: str) -> tuple[str | None, dict[int, _Level]]:
        known = self._lists.get(list_id)
        if known is None:
            return None, {}
        linked = self._lists.get(self._linked.get(known.definition) or "")
        definition = linked.definition if linked else known.definition
        return definition, {**self._definitions.get(definition, {}), **known.levels}


def _list(item: Element) -> _List:
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for override in item.all("w:lvlOverride"):
        level = _number(override.attributes.get("w:ilvl"), 0)
        start = override.get("w:startOverride", "w:val")
        if start is not None:
            starts[level] = _number(start, 1)
        levels.update(_level(inner) for inner in override.all("w:lvl"))
    return _List(item.get("w:abstractNumId", "w:val") or "", starts, levels)


def _level(element: Element) -> tuple[int, _Level]:
    return _number(element.attributes.get("w:ilvl"), 0), _Level(
        start=_number(element.get("w:start", "w:val"), 0),
        format=element.get("w:numFmt", "w:val") or "decimal",
        text=element.get("w:lvlText", "w:val") or "",
        legal=bool(element.all("w:isLgl")),
        restarts=element.get("w:lvlRestart", "w:val") != "0",
        style=element.get("w:pStyle", "w:val"),
    )


def _number(value: str | None, otherwise: int) -> int:
    """A number of at most six digits, as everything that counts paragraphs is."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) <= 6 else otherwise


def _mark(level: int, levels: dict[int, _Level], counts: dict[int, int]) -> Mark:
    own = levels[level]
    if own.format == "bullet":
        return Mark("bullet", None)

    def printed(match: re.Match[str]) -> str:
        number = int(match[1]) - 1
        inner = levels.get(number, _Level())
        return in_words(counts.get(number, inner.start), "decimal" if own.legal else inner.format)

    number = " ".join(PLACEHOLDER.sub(printed, own.text).strip(PUNCTUATION).split())
    return Mark("number", number) if any(letter.isalnum() for letter in number) else Mark("bullet", None)
