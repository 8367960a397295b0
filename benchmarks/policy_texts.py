"""Policy-like documents without end, written from parts: as Markdown, web pages and plain text, the same for the same number.

Every document is another one: some 10 kB, of a department, with a title of its
own, promises in prose, lists, numbered recommendations and a table, dates, and
names of other bodies, strategies and themes, so that hubs grow as they do in a
real collection.
"""

import html
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.vocabulary import Vocabulary

SIZE_BYTES = 10_000
# A few bodies are named everywhere and most of them seldom.
EVENNESS = 1.1
PLACES = (
    *("Aldmere", "Brackenford", "Carrow Sands", "Dunmoor", "Easterleigh", "Fallowdale", "Garth Bay", "Hollin Cross", "Ivelow"),
    *("Kestrel Point", "Larkhythe", "Marram Head", "Netherby Vale", "Orrin", "Penhallow", "Quayside North", "Rushmere", "Saltwick"),
)
SUBJECTS = (
    *("ferry timetables", "flood warnings", "school meals", "court records", "planning notices", "hospital waiting lists"),
    *("apprenticeship places", "bus lanes", "heat pumps", "customs forms", "fishing licences", "library opening hours"),
    *("probation files", "soil surveys", "broadband masts", "driving tests", "food labels", "prison workshops", "rail freight"),
    *("care home inspections", "drone corridors", "energy bills", "grant payments", "legal aid claims", "museum loans"),
)
GROUPS = (
    *("people who are offline", "small firms", "local authorities", "carers", "new drivers", "tenants", "patients in rural areas"),
    *("teachers", "victims of fraud", "farmers", "charities", "veterans", "first-time buyers", "port workers"),
)
ACTS = (
    *("publish a register of {subject}", "review how {subject} are paid for", "set up a single contact point for {subject}"),
    *("cut the time that {subject} take by {percent} per cent", "open {count} centres for {subject} in {place}"),
    *("train {count} members of staff in {theme}", "consult {group} on {subject}", "share data on {subject} with {body}"),
    *("replace the systems behind {subject}", "invest £{count} million in {theme}", "report to Parliament on {subject}"),
    *("make {subject} easier to use for {group}", "pilot {theme} for {subject} in {place}", "appoint a lead for {theme}"),
)
REMARKS = (
    "In {place}, {group} told us that {subject} were hard to find and harder to understand.",
    "Last year {count} letters about {subject} went unanswered, most of them from {group}.",
    "What works in {place} need not work elsewhere, and the evidence on {theme} is still thin.",
    "The backlog in {subject} grew by {percent} per cent between {early} and {year}.",
    "{theme} came up in {percent} of every hundred answers to the survey that {group} filled in.",
    "Costs differ: a visit about {subject} costs £{count} in {place} and half of that where {subject} are handled by telephone.",
    "Nobody we spoke to thought that {subject} should be left as they are, although {group} disagreed about the remedy.",
    "There is a long history to this: {subject} were moved between bodies in {early}, and records from before are incomplete.",
)
LINKS = (
    "{body} works with {other} on {theme}.",
    "This builds on the {strategy}, published by {body} in {early}.",
    "{other} oversees {subject} and is part of the work described in the {strategy}.",
    "The {strategy} sets out how {body} and {other} share responsibility for {subject}.",
)
TITLES = ("{theme} Strategy for {place} {year}", "{place} {theme} Action Plan {year}", "Review of {theme} in {place} {year}")


@dataclass(frozen=True, slots=True)
class Words:
    """The names that documents draw from, the most frequent first."""

    bodies: tuple[str, ...]
    strategies: tuple[str, ...]
    themes: tuple[str, ...]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Words":
        """All British bodies, strategies and themes that are known."""
        return cls(
            tuple(body.name for body in vocabulary.organisations if body.jurisdiction == "gb"),
            tuple(strategy.name for strategy in vocabulary.strategies),
            tuple(theme.name for theme in vocabulary.themes if theme.broader),
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a document, before it gets the markup of its format."""

    kind: str
    """heading, paragraph, list, numbered or table."""
    lines: tuple[str, ...]


class Author:
    """Writes one document; the same number gives the same words."""

    def __init__(self, number: int, words: Words) -> None:
        self._dice = random.Random(number)
        self._words = words
        self._number = number
        self.publisher = self._hub(words.bodies)
        # Its number makes a title that no other document has, as a year and a place do for real ones.
        self.title = f"{self._filled(self._dice.choice(TITLES))}, part {number}"

    def parts(self, size_bytes: int) -> Iterator[Part]:
        """A title and sections, until they are about `size_bytes` long."""
        yield Part("heading", (self.title,))
        yield Part("paragraph", (f"{self.publisher} published this document in {self._dice.randrange(2018, 2027)}.", self._remark()))
        written = 0
        while written < size_bytes:
            for part in self._section():
                written += sum(len(line) + 4 for line in part.lines)
                yield part

    def _section(self) -> Iterator[Part]:
        yield Part("heading", (self._filled("{theme} and {subject}"),))
        yield Part("paragraph", (self._remark(), self._link(), self._remark()))
        yield Part("paragraph", (self._remark(), self._promise(), self._remark(), self._remark()))
        yield Part("paragraph", tuple(self._remark() for _ in range(self._dice.randrange(3, 7))))
        kind = self._dice.choice(("list", "numbered", "table", "paragraph"))
        lines = [self._row() if kind == "table" else self._promise() for _ in range(self._dice.randrange(1, 5))]
        yield Part(kind, tuple(["Action | Lead | By", *lines] if kind == "table" else lines))

    def _promise(self) -> str:
        verb = self._dice.choice(("will", "will", "aims to", "will consider whether to"))
        return self._filled(f"{self._owner()} {verb} {self._dice.choice(ACTS)} by {{deadline}}.")

    def _row(self) -> str:
        act = self._dice.choice(ACTS)
        return self._filled(f"{act[0].upper()}{act[1:]} | {self._owner()} | {{deadline}}")

    def _owner(self) -> str:
        return self._dice.choice((self.publisher, "We", self._hub(self._words.bodies)))

    def _remark(self) -> str:
        return self._filled(self._dice.choice(REMARKS))

    def _link(self) -> str:
        return self._filled(self._dice.choice(LINKS))

    def _filled(self, pattern: str) -> str:
        dice, words = self._dice, self._words
        year = dice.randrange(2027, 2040)
        return pattern.format(
            subject=dice.choice(SUBJECTS),
            place=dice.choice(PLACES),
            group=dice.choice(GROUPS),
            theme=self._hub(words.themes),
            body=self.publisher if hasattr(self, "publisher") else self._hub(words.bodies),
            other=self._hub(words.bodies),
            strategy=self._hub(words.strategies),
            percent=dice.randrange(2, 90),
            count=dice.randrange(2, 900),
            early=dice.randrange(1998, 2024),
            year=year,
            deadline=dice.choice((f"{year}", f"March {year}", f"the end of {year}", f"31 December {year}", f"spring {year}")),
        )

    def _hub(self, names: tuple[str, ...]) -> str:
        # Zipf's law, as far as a Pareto variate gives it: the first names come again and again, the last ones hardly ever.
        return names[int(self._dice.paretovariate(EVENNESS) * 3 - 3) % len(names)]


def as_markdown(parts: Iterator[Part]) -> str:
    """The document in Markdown."""
    marks: dict[str, Callable[[Part], str]] = {
        "heading": lambda part: f"## {part.lines[0]}",
        "paragraph": lambda part: " ".join(part.lines),
        "list": lambda part: "\n".join(f"- {line}" for line in part.lines),
        "numbered": lambda part: "\n".join(f"{number}. {line}" for number, line in enumerate(part.lines, 1)),
        "table": lambda part: "\n".join([f"| {part.lines[0]} |", "|---|---|---|", *(f"| {line} |" for line in part.lines[1:])]),
    }
    return "\n\n".join(marks[part.kind](part) for part in parts).removeprefix("#") + "\n"


def as_text(parts: Iterator[Part]) -> str:
    """The document in plain text; tables become lists."""
    marks: dict[str, Callable[[Part], str]] = {
        "heading": lambda part: part.lines[0],
        "paragraph": lambda part: " ".join(part.lines),
        "numbered": lambda part: "\n".join(f"{number}. {line}" for number, line in enumerate(part.lines, 1)),
    }
    return "\n\n".join(marks.get(part.kind, _dashes)(part) for part in parts) + "\n"


def as_html(parts: Iterator[Part]) -> str:
    """The document as a web page."""
    marks: dict[str, Callable[[Part], str]] = {
        "heading": lambda part: _element("h2", part.lines[0]),
        "paragraph": lambda part: _element("p", " ".join(part.lines)),
        "list": lambda part: f"<ul>{''.join(_element('li', line) for line in part.lines)}</ul>",
        "numbered": lambda part: f"<ol>{''.join(_element('li', line) for line in part.lines)}</ol>",
        "table": _table,
    }
    first, *rest = [(part, marks[part.kind](part)) for part in parts]
    title = html.escape(first[0].lines[0])
    body = "\n".join(text for _, text in rest)
    return f"<!DOCTYPE html>\n<html lang=en><title>{title}</title><body><main><h1>{title}</h1>\n{body}\n</main></body></html>\n"


# Of every ten documents five are Markdown, three web pages and two plain text.
SHAPES: tuple[tuple[str, Callable[[Iterator[Part]], str]], ...] = (
    *((".md", as_markdown), (".html", as_html), (".md", as_markdown), (".txt", as_text), (".md", as_markdown)),
    *((".html", as_html), (".md", as_markdown), (".txt", as_text), (".md", as_markdown), (".html", as_html)),
)


def write_corpus(folder: Path, documents: int, words: Words, *, size_bytes: int = SIZE_BYTES) -> int:
    """Write so many documents into folders of a thousand; how many bytes they have together."""
    total = 0
    for number in range(documents):
        suffix, shape = SHAPES[number % len(SHAPES)]
        author = Author(number, words)
        content = shape(author.parts(size_bytes)).encode()
        path = folder / f"{number // 1000:03}" / f"document-{number:06}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        total += len(content)
    return total


def _dashes(part: Part) -> str:
    return "\n".join(f"- {line.replace(' | ', ', ')}" for line in part.lines)


def _table(part: Part) -> str:
    head, *rows = [line.split(" | ") for line in part.lines]
    lines = ["".join(_element("th", cell) for cell in head), *("".join(_element("td", cell) for cell in row) for row in rows)]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{html.escape(text)}</{name}>"
