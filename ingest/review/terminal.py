"""Asking at a terminal: a pair, both sides with their words, and an answer of one letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.columns import Columns
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from graph.errors import PolicyGraphError
from graph.identifiers import NodeId
from graph.naming import NamedThing, Quote
from ingest.resolution.judgements import Judgement, Verdict, add_judgement, load_judgements, take_back
from ingest.review.candidates import Pair
from ingest.terminal import visible

# Whole lines and not single keys: that works over every terminal, pipe and screen reader.
KEYS: Mapping[str, Verdict] = {"s": "same", "d": "different", "u": "unsure"}
PROMPT = "s same, d different, u unsure, k skip, z undo, q end > "
SIDE_COLUMNS = 58
LONGEST_QUOTE = 400


@dataclass
class Asked:
    """What is asked about, and where the answers go."""

    pairs: Sequence[Pair]
    quotes: Mapping[NodeId, Sequence[Quote]]
    file: Path
    given: list[tuple[int, Judgement]] = field(default_factory=list)
    """The answers of this session, each with the number of its pair."""


def ask(asked: Asked, console: Console) -> list[Judgement]:
    """Ask about the pairs until all are answered or the person ends; gives the judgements that stand."""
    at = 0
    while at < len(asked.pairs):
        pair = asked.pairs[at]
        if load_judgements(asked.file).settled(pair.first.id, pair.second.id):
            at += 1
            continue
        show(pair, asked, console, number=at + 1)
        answer = _answer(console)
        if answer == "q":
            break
        at = _undo(asked, console, at) if answer == "z" else at + _judge(asked, console, at, answer)
    return [judgement for _, judgement in asked.given]


def _answer(console: Console) -> str:
    try:
        return console.input(PROMPT).strip().lower()[:1]
    except EOFError:
        return "q"


def _judge(asked: Asked, console: Console, at: int, answer: str) -> int:
    """Write the answer down; gives how many pairs to go on: none when it was no answer."""
    if answer == "k":
        return 1
    if answer not in KEYS:
        _say(console, "Please answer with one of the letters.")
        return 0
    pair = asked.pairs[at]
    judgement = Judgement(KEYS[answer], pair.first.id, pair.second.id, (pair.first.name, pair.second.name))
    try:
        add_judgement(asked.file, judgement)
    except PolicyGraphError as error:
        _say(console, f"{error.problem} {error.fix}")
        return 0
    asked.given.append((at, judgement))
    return 1


def _undo(asked: Asked, console: Console, at: int) -> int:
    """Take the last answer back; gives the number of its pair."""
    if not asked.given:
        _say(console, "There is nothing to undo.")
        return at
    back, judgement = asked.given.pop()
    take_back(asked.file, judgement)
    _say(console, f"Taken back: {judgement.names[0]} and {judgement.names[1]}.")
    return back


def show(pair: Pair, asked: Asked, console: Console, *, number: int) -> None:
    """Print both sides, one beside the other where there is room, and why they are asked about."""
    console.print()
    _say(console, f"{number} of {len(asked.pairs)}. {pair.likeness.reason} ({pair.likeness.score:.0%} alike)")
    sides = [_side(thing, asked.quotes.get(thing.id, ())) for thing in (pair.first, pair.second)]
    console.print(Columns(sides, width=SIDE_COLUMNS))


def _side(thing: NamedThing, quotes: Sequence[Quote]) -> Panel:
    known = f"defined by {thing.defined_by}" if thing.defined_by else "no register knows it"
    lines = [f"{thing.kind}, {thing.jurisdiction or 'no country'}; {known}; in {thing.documents} documents"]
    if thing.aliases:
        lines.append(f"also: {', '.join(thing.aliases)}")
    for quote in quotes:
        page = f", page {quote.page}" if quote.page else ""
        words = quote.text if len(quote.text) <= LONGEST_QUOTE else f"{quote.text[:LONGEST_QUOTE]}…"
        lines.append(f"“{words}”\n  {quote.title}{page}")
    text = "\n".join(visible(line) for block in lines for line in block.splitlines())
    return Panel(Text(text), title=Text(visible(thing.name), style="bold"), width=SIDE_COLUMNS)


def _say(console: Console, text: str) -> None:
    console.print(visible(text), markup=False, highlight=False, soft_wrap=True)
