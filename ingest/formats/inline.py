"""Markdown inside a paragraph: emphasis, links, entities and tags taken off, every character's place kept."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.formats.clean import Clean, CleanBuilder, clean_plain
from ingest.formats.lines import Line, joined

# In order: what stands behind a backslash or in code is no markup any more.
TOKEN = re.compile(
    r"""
    (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<code>(?<!`)(?P<ticks>`+)(?P<inside>[^`]+)(?P=ticks)(?!`))
  | (?P<footnote>\[\^[^\]\s]{1,40}\]|\[footnote[ ]\d{1,4}\])
  | (?P<template>\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\{:[^{}\n]*\})
  | (?P<comment><!--(?:(?!<!--).)*?-->)
  | (?P<auto><(?P<url>(?:https?|mailto):[^<>\s]+)>)
  | (?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:\s[^<>]*)?)/?>)
  | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | (?P<bare>https?://[^\s<>\]\[()"'“”‘’]+)
  | (?P<strike>~~)
  | (?P<delimiter>\*+|_+)
  | (?P<break>(?<![ ])[ ]{2,}\n|\\\n)
    """,
    re.VERBOSE | re.DOTALL,
)
# What every token begins with, and what every token and link but a bare address and a line break has in it.
OPENING = re.compile(r"[\\`\[{<&~*_]|h(?=ttps?://)|(?<! )  +\n")
MARK = re.compile(r"[\\`\[\]{<&~*_]")
BRACKET = re.compile(r"[\[\]]")
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
EMPHASIS_TAGS = frozenset({"b", "strong", "i", "em"})
BREAK_TAGS = frozenset({"br", "p", "div", "li", "td", "th"})
# The target may be a site generator's tag, with blanks and brackets of its own.
LINK_END = re.compile(
    r"\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\{]|\\.|\([^\s()]*\)|\{\{[^{}]*\}\}|\{(?!\{))*))(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
# As CommonMark has it.
LONGEST_LABEL = 1000
REFERENCE_END = re.compile(r"\[([^\[\]]{0,200})\]")


@dataclass(slots=True)
class _Run:
    """A run of `*` or `_` that may open or close emphasis."""

    place: int
    length: int
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class _Link:
    """Where a link's text and the whole of it end, and where it leads."""

    text_end: int
    end: int
    url: str


def clean_markdown(lines: Sequence[Line], references: Mapping[str, str] | None = None) -> Clean:
    """The lines of one paragraph, heading, item or cell as clean text."""
    if not any(MARK.search(line.text) or "http" in line.text or line.text.endswith("  ") for line in lines):
        return clean_plain(lines)
    text, offsets = joined(lines)
    return _Scanner(text, offsets, references or {}).clean()


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """What `TOKEN` finds in `text`, tried only where one can begin."""
    place = 0
    while opening := OPENING.search(text, place):
        token = TOKEN.match(text, opening.start())
        place = token.end() if token is not None else opening.start() + 1
        if token is not None:
            yield token


class _Scanner:
    """Walks once over the text of one block."""

    def __init__(self, text: str, offsets: Sequence[int], references: Mapping[str, str]) -> None:
        self._text = text
        self._offsets = offsets
        self._tokens = {match.start(): match for match in _tokens(text)}
        self._brackets = self._matching_brackets()
        self._references = references
        self._marks = self._emphasis_marks()
        self._builder = CleanBuilder()
        self._open_emphasis: list[int] = []
        self._open_links: list[tuple[int, str]] = []
        self._link_ends: dict[int, tuple[int, int, str]] = {}
        # Footnote marks and strike-through are left out without a trace.
        self._takers: dict[str, Callable[[re.Match[str], int], None]] = {
            "tag": self._tag,
            "entity": self._entity,
            "break": self._break,
            "escape": self._escape,
            "code": self._code,
            "auto": self._address,
            "bare": self._address,
            "delimiter": self._delimiter,
            "comment": self._gap,
            "template": self._gap,
        }

    def clean(self) -> Clean:
        """The clean text."""
        place = 0
        for stop in sorted({*self._tokens, *self._brackets, *self._brackets.values(), len(self._text)}):
            # What a link or token before it has swallowed is not looked at again.
            if stop >= place:
                self._plain(place, stop)
                place = self._step(stop) if stop < len(self._text) else stop
        return self._builder.finish()

    def _step(self, place: int) -> int:
        if place in self._link_ends:
            end, start, url = self._link_ends.pop(place)
            self._builder.link(start, url)
            return end
        match = self._tokens.get(place)
        if match is not None:
            return self._token(match)
        link = self._link_at(place)
        if link is None:
            return place
        self._link_ends[link.text_end] = (link.end, self._builder.position, link.url)
        return place + 1

    def _plain(self, start: int, stop: int) -> None:
        # The mark before an image's bracket is markup too.
        if self._link_at(stop) and self._text[start:stop].endswith("!"):
            stop -= 1
        self._builder.add_at(self._text[start:stop], self._offsets[start:stop])

    def _token(self, match: re.Match[str]) -> int:
        taken = self._takers.get(str(match.lastgroup))
        if taken:
            taken(match, self._offsets[match.start()])
        return match.end()

    def _entity(self, match: re.Match[str], offset: int) -> None:
        self._builder.add_entity(html.unescape(match["entity"]), offset, len(match["entity"]))

    def _break(self, _: re.Match[str], offset: int) -> None:
        self._builder.line_break(offset)

    def _escape(self, match: re.Match[str], _: int) -> None:
        self._plain(match.start() + 1, match.end())

    def _code(self, match: re.Match[str], _: int) -> None:
        self._plain(match.start("inside"), match.end("inside"))

    def _gap(self, _: re.Match[str], offset: int) -> None:
        self._builder.space(offset)

    def _address(self, match: re.Match[str], _: int) -> None:
        group = "url" if match["auto"] else "bare"
        start = self._builder.position
        self._plain(match.start(group), match.end(group))
        self._builder.link(start, match[group].rstrip(".,;:!?"))

    def _tag(self, match: re.Match[str], offset: int) -> None:
        name, closing = match["name"].lower(), match["tag"].startswith("</")
        if name in BREAK_TAGS:
            self._builder.line_break(offset)
        if name in EMPHASIS_TAGS:
            self._mark(opens=not closing)
        if name == "a":
            self._anchor(match["attributes"], closing=closing)

    def _mark(self, *, opens: bool) -> None:
        if opens:
            self._open_emphasis.append(self._builder.position)
        elif self._open_emphasis:
            self._builder.emphasise(self._open_emphasis.pop())

    def _anchor(self, attributes: str, *, closing: bool) -> None:
        if not closing:
            self._open_links.append((self._builder.position, href(attributes)))
        elif self._open_links:
            self._builder.link(*self._open_links.pop())

    def _delimiter(self, match: re.Match[str], _: int) -> None:
        for place in range(match.start(), match.end()):
            opens = self._marks.get(place)
            if opens is None:
                self._builder.add(self._text[place], self._offsets[place])
            else:
                self._mark(opens=opens)

    def _link_at(self, opening: int) -> _Link | None:
        closing = self._brackets.get(opening)
        if closing is None:
            return None
        target = LINK_END.match(self._text, closing + 1)
        if target:
            return _Link(closing, target.end(), html.unescape(target[1] or target[2] or ""))
        label = REFERENCE_END.match(self._text, closing + 1)
        # No further than a label can reach: of brackets in brackets each would be read to its end.
        inside = self._text[opening + 1 : closing] if closing - opening <= LONGEST_LABEL else ""
        url = self._references.get(reference_name((label and label[1]) or inside))
        if url is None:
            return None
        return _Link(closing, label.end() if label else closing + 1, url)

    def _matching_brackets(self) -> dict[int, int]:
        pairs: dict[int, int] = {}
        stack: list[int] = []
        for place in self._bare_brackets():
            if self._text[place] == "[":
                stack.append(place)
            elif stack:
                pairs[stack.pop()] = place
        return pairs

    def _bare_brackets(self) -> Iterator[int]:
        """Places of the square brackets that are no part of a token."""
        start = 0
        for token in self._tokens.values():
            yield from (match.start() for match in BRACKET.finditer(self._text, start, token.start()))
            start = token.end()
        yield from (match.start() for match in BRACKET.finditer(self._text, start))

    def _emphasis_marks(self) -> dict[int, bool]:
        """For each `*` or `_` that is markup: whether it opens (True) or closes (False)."""
        marks: dict[int, bool] = {}
        waiting: dict[str, list[_Run]] = {"*": [], "_": []}
        for match in self._tokens.values():
            if not match["delimiter"]:
                continue
            run = self._run(match)
            stack = waiting[match["delimiter"][0]]
            if run.closes:
                _close(run, stack, marks)
            if run.opens and run.length:
                stack.append(run)
        return marks

    def _run(self, match: re.Match[str]) -> _Run:
        before = self._text[match.start() - 1] if match.start() else " "
        after = self._text[match.end()] if match.end() < len(self._text) else " "
        # In "snake_case" the mark belongs to the word; an asterisk may well stress a part of one.
        inside_word = match["delimiter"][0] == "_" and before.isalnum() and after.isalnum()
        opens = not after.isspace() and not inside_word
        closes = not before.isspace() and not inside_word
        return _Run(match.start(), len(match["delimiter"]), opens, closes)


def _close(run: _Run, waiting: list[_Run], marks: dict[int, bool]) -> None:
    while run.length and waiting:
        opener = waiting[-1]
        width = min(run.length, opener.length)
        for shift in range(width):
            marks[opener.place + opener.length - 1 - shift] = True
            marks[run.place + shift] = False
        opener.length -= width
        run.place += width
        run.length -= width
        if not opener.length:
            waiting.pop()


def href(attributes: str) -> str:
    """The address among a tag's attributes; '' when there is none."""
    match = HREF.search(attributes)
    return html.unescape(next(filter(None, match.groups()), "")) if match else ""


def reference_name(label: str) -> str:
    """A link label as it is compared: white space folded, case ignored."""
    return " ".join(label.split()).casefold()
