"""The judgement file: which names a person has said to be the same body or strategy, and which not."""

import json
import re
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, Self, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.errors import OutputUnwritable, PolicyGraphError
from graph.identifiers import NodeId, digest
from ingest.vocabulary.entries import Kept, Vocabulary
from ingest.yaml_files import load_model

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
HEAD = """# Which names are the same body or strategy. 'policygraph review' adds lines; take a line out to undo it.
# Of two that are the same, the first gives its name and id. docs/review.md says more.
judgements:
"""

_LAST_LINE = re.compile(r"^(?P<indent> *)- ", re.MULTILINE)


class JudgementsInvalid(PolicyGraphError):
    """The judgement file cannot be used."""

    status = 422
    exit_code = 2

    def __init__(self, path: str, *, problem: str, fix: str | None = None) -> None:
        super().__init__(f"The judgements {path!r} cannot be used: {problem}.", fix=fix or "docs/review.md shows what it holds.")


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    same: dict[NodeId, str] | None = None
    different: dict[NodeId, str] | None = None
    unsure: dict[NodeId, str] | None = None
    note: str = Field("", description="Why, in your own words.")

    @model_validator(mode="after")
    def _is_one_judgement(self) -> Self:
        given = [pair for pair in (self.same, self.different, self.unsure) if pair is not None]
        if len(given) != 1 or len(given[0]) != 2:
            raise ValueError("a judgement is one of same, different and unsure, with two ids and their names")
        kinds = {key.partition("/")[0] for key in given[0]}
        if len(kinds) != 1 or not kinds <= {"organisation", "strategy"}:
            raise ValueError("only two organisations or two strategies can be judged")
        return self


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    judgements: tuple[_Line, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _allow_none(cls, given: object) -> object:
        # A file whose last judgement was taken out still has its "judgements:".
        if isinstance(given, dict) and given.get("judgements") is None:
            return {name: value for name, value in given.items() if name != "judgements"}
        return {} if given is None else given


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of two names; of two that are the same the first stays."""

    verdict: Verdict
    first: NodeId
    second: NodeId
    names: tuple[str, str]
    place: str = field(default="", compare=False)
    """Line and column in the file; '' for one that is not written yet."""

    @property
    def pair(self) -> frozenset[NodeId]:
        """The two, in no order."""
        return frozenset({self.first, self.second})

    @property
    def line(self) -> str:
        """As it stands in the file, without indent and line end."""
        pair = {self.first: self.names[0], self.second: self.names[1]}
        return f"- {self.verdict}: {json.dumps(pair, ensure_ascii=False)}"


@dataclass(frozen=True)
class Judgements:
    """Judgements that do not contradict each other, in the order of the file."""

    all: tuple[Judgement, ...] = ()

    @cached_property
    def groups(self) -> Mapping[NodeId, tuple[NodeId, ...]]:
        """For each id that is the same as others: all of them, in the order in which the file first has them."""
        links = _links(self.all)
        order = dict.fromkeys(key for judgement in self.all if judgement.verdict == "same" for key in (judgement.first, judgement.second))
        found: dict[NodeId, tuple[NodeId, ...]] = {}
        for key in order:
            if key not in found:
                members = _reached(links, key)
                found |= dict.fromkeys(members, tuple(one for one in order if one in members))
        return found

    @cached_property
    def names(self) -> Mapping[NodeId, str]:
        """What each id is called in the file, where it first stands."""
        pairs = [pair for judgement in self.all for pair in zip((judgement.first, judgement.second), judgement.names, strict=True)]
        return dict(reversed(pairs))

    def settled(self, one: NodeId, other: NodeId) -> bool:
        """Whether nothing is to be asked about the two: judged themselves, or through those they are the same as."""
        ones, others = set(self.groups.get(one, (one,))), set(self.groups.get(other, (other,)))
        if ones & others:
            return True
        return any(len(judgement.pair & ones) == 1 and len(judgement.pair & others) == 1 for judgement in self.all)

    def contradiction(self) -> str | None:
        """What in the judgements cannot be true together, with its lines; None when all can."""
        links = _links(self.all)
        for judgement in self.all:
            path = _path(links, judgement.first, judgement.second) if judgement.verdict == "different" else None
            if path is not None:
                names = f"{judgement.names[0]!r} and {judgement.names[1]!r}"
                told = " and ".join(sorted({step.place or "the new judgement" for step in path}, key=_natural))
                return f"{judgement.place or 'the new judgement'} says that {names} are different, and {told} that they are the same"
        return None


def _natural(place: str) -> tuple[int, str]:
    number = re.search(r"\d+", place)
    return int(number[0]) if number else 0, place


Links = Mapping[NodeId, Sequence[tuple[NodeId, Judgement]]]


def _links(judgements: Sequence[Judgement]) -> Links:
    links: dict[NodeId, list[tuple[NodeId, Judgement]]] = defaultdict(list)
    for judgement in judgements:
        if judgement.verdict == "same":
            links[judgement.first].append((judgement.second, judgement))
            links[judgement.second].append((judgement.first, judgement))
    return links


def _reached(links: Links, start: NodeId) -> set[NodeId]:
    found, waiting = {start}, [start]
    while waiting:
        for other, _ in links.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _path(links: Links, start: NodeId, end: NodeId) -> list[Judgement] | None:
    """The judgements by which two are the same, as few as can be; None when they are not."""
    ways: dict[NodeId, list[Judgement]] = {start: []}
    waiting = deque([start])
    while waiting and end not in ways:
        here = waiting.popleft()
        for other, judgement in links.get(here, ()):
            if other not in ways:
                ways[other] = [*ways[here], judgement]
                waiting.append(other)
    return ways.get(end)


def load_judgements(path: Path) -> Judgements:
    """The judgements in a file; none when there is no such file.

    Raises:
        JudgementsInvalid: it cannot be read, or two judgements contradict each other; names the lines.
    """
    if not path.exists():
        return Judgements()
    loaded = load_model(path, _File, JudgementsInvalid)
    lines = loaded.model.judgements
    judgements = Judgements(tuple(_judgement(line, loaded.place("judgements", number)) for number, line in enumerate(lines)))
    wrong = judgements.contradiction()
    if wrong is not None:
        raise JudgementsInvalid(str(path), problem=wrong, fix="Take out the line that is wrong.")
    return judgements


def _judgement(line: _Line, place: str) -> Judgement:
    verdict = next(verdict for verdict in VERDICTS if getattr(line, verdict) is not None)
    pair = cast("dict[NodeId, str]", getattr(line, verdict))
    (first, name), (second, other) = pair.items()
    return Judgement(verdict, first, second, (name, other), place)


def add_judgement(path: Path, judgement: Judgement) -> None:
    """Write one more line; the other lines stay as they are.

    Raises:
        JudgementsInvalid: it contradicts the file, which stays as it was.
        OutputUnwritable: the file cannot be written.
    """
    wrong = Judgements((*load_judgements(path).all, judgement)).contradiction()
    if wrong is not None:
        raise JudgementsInvalid(str(path), problem=wrong, fix="Judge otherwise, or take out the other line.")
    text = path.read_text(encoding="utf-8") if path.exists() else HEAD
    # As far in as the lines before, which somebody may have written by hand.
    indents = [match["indent"] for match in _LAST_LINE.finditer(text)]
    end = "" if text.endswith("\n") else "\n"
    write_whole(path, f"{text}{end}{indents[-1] if indents else ''}{judgement.line}\n")


def take_back(path: Path, judgement: Judgement) -> bool:
    """Take the last line that says just this out of the file again; False when there is none.

    Raises:
        OutputUnwritable: the file cannot be written.
    """
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    found = [number for number, line in enumerate(lines) if line.strip() == judgement.line]
    if not found:
        return False
    write_whole(path, "".join([*lines[: found[-1]], *lines[found[-1] + 1 :]]))
    return True


def write_whole(path: Path, text: str) -> None:
    """Write a file as UTF-8, whole or not at all, in a folder that is made when it is missing.

    Raises:
        OutputUnwritable: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise OutputUnwritable(str(path), reason=error.strerror or str(error)) from error


def with_judgements(vocabulary: Vocabulary, judgements: Judgements) -> Vocabulary:
    """`vocabulary` with what is the same as what; of several the first that a register knows stays, else the first in the file."""
    known = {entry.id: entry.name for entries in (vocabulary.organisations, vocabulary.strategies) for entry in entries}
    same: dict[NodeId, Kept] = {}
    for key, members in judgements.groups.items():
        stays = next((member for member in members if member in known), members[0])
        if key != stays:
            same[key] = Kept(stays, known.get(stays) or judgements.names[stays])
    if not same:
        return vocabulary
    # Only what is the same changes how documents are read: they are not read again for other judgements.
    mark = json.dumps([[key, kept.id, kept.name] for key, kept in sorted(same.items())])
    return replace(vocabulary, same=same, digest=digest(vocabulary.digest, mark, length=64))
