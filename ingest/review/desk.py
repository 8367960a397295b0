"""Where judgements are given one by one, by whatever front door: the open pairs, and lines put into the file and taken out."""

from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock
from neo4j import Driver

from graph.errors import BadParameter, NodeNotFound, PolicyGraphError
from graph.identifiers import NodeId
from graph.naming import NamedThing, Quote, first_quotes, named_things
from ingest.resolution.judgements import Judgement, Judgements, Verdict, add_judgement, load_judgements, take_back
from ingest.review.candidates import Pair, candidates

QUOTES = 2


class UnknownJudgement(PolicyGraphError):
    """Nobody has judged so."""

    status = 404

    def __init__(self, verdict: Verdict, first: NodeId, second: NodeId) -> None:
        super().__init__(
            f"Nobody has said that {first!r} and {second!r} are {verdict!r}.", fix="GET /v1/judgements lists what was said, in this order."
        )


class JudgementRefused(PolicyGraphError):
    """The judgement contradicts others."""

    status = 409

    def __init__(self, problem: str) -> None:
        super().__init__(f"This cannot be: {problem}", fix="Judge otherwise, or take the other judgement back first.")


Opened = tuple[list[Pair], dict[NodeId, tuple[Quote, ...]], int]
"""Pairs, words that name their things, and how many pairs there are in all."""


class Desk:
    """Takes judgements on the names of one graph into one file; several may do so at once."""

    def __init__(self, file: Path, driver: Driver, database: str = "neo4j") -> None:
        self._file = file
        self._driver = driver
        self._database = database

    def judgements(self) -> tuple[Judgement, ...]:
        """What has been judged, in the order of the file.

        Raises:
            JudgementsInvalid: the file cannot be read, or contradicts itself.
        """
        return load_judgements(self._file).all

    def open_pairs(self, words: Sequence[str] = (), *, limit: int) -> Opened:
        """What `open_pairs` gives by the file as it is now.

        Raises:
            JudgementsInvalid: the file cannot be read, or contradicts itself.
        """
        return open_pairs(self._driver, load_judgements(self._file), words, limit=limit, database=self._database)

    def judge(self, verdict: Verdict, first: NodeId, second: NodeId) -> tuple[Judgement, bool]:
        """Writes a judgement down; it, and whether it is new.

        Raises:
            NodeNotFound: one of the two is no organisation or strategy of the graph.
            BadParameter: they are the same node, or of two kinds.
            JudgementRefused: it contradicts others.
        """
        judgement = self._judgement(verdict, first, second)
        with self._alone():
            known = load_judgements(self._file)
            if judgement in known.all:
                return judgement, False
            wrong = type(known)((*known.all, judgement)).contradiction()
            if wrong is not None:
                raise JudgementRefused(wrong)
            add_judgement(self._file, judgement)
        return judgement, True

    def take_back(self, verdict: Verdict, first: NodeId, second: NodeId) -> Judgement:
        """Takes a judgement out of the file; it.

        Raises:
            UnknownJudgement: nobody has judged so.
        """
        with self._alone():
            said = [one for one in self.judgements() if (one.verdict, one.first, one.second) == (verdict, first, second)]
            # A line that somebody wrote by hand, otherwise than we do, is that person's to take out.
            if not said or not take_back(self._file, said[-1]):
                raise UnknownJudgement(verdict, first, second)
        return said[-1]

    def _judgement(self, verdict: Verdict, first: NodeId, second: NodeId) -> Judgement:
        if first == second:
            raise BadParameter("second", problem="is the same as the first", fix="Give two different ids.")
        if first.partition("/")[0] != second.partition("/")[0]:
            raise BadParameter("second", problem="is of another kind than the first", fix="Judge two organisations or two strategies.")
        known: dict[NodeId, NamedThing] = {thing.id: thing for thing in named_things(self._driver, self._database)}
        for one in (first, second):
            if one not in known:
                raise NodeNotFound(one)
        return Judgement(verdict, first, second, (known[first].name, known[second].name))

    def _alone(self) -> FileLock:
        # Reading the file and writing it again must not cross with another process that does the same.
        self._file.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(self._file.with_name(f".{self._file.name}.lock"))


def open_pairs(driver: Driver, judged: Judgements, words: Sequence[str] = (), *, limit: int, database: str = "neo4j") -> Opened:
    """The pairs that nobody has judged, the likeliest first, with words that name them.

    Args:
        driver: of the graph.
        judged: what has been judged.
        words: only pairs with a name that holds one of these; none means all.
        limit: most pairs to give.
        database: of the graph.
    """
    pairs = candidates(named_things(driver, database), judged)
    found = [pair for pair in pairs if not words or any(holds_word(pair, word) for word in words)]
    shown = found[:limit]
    ids = sorted({thing.id for pair in shown for thing in (pair.first, pair.second)})
    return shown, first_quotes(driver, ids, limit=QUOTES, database=database), len(found)


def holds_word(pair: Pair, word: str) -> bool:
    """Whether any name of either holds the word, in any case."""
    return any(word.casefold() in name.casefold() for thing in (pair.first, pair.second) for name in thing.names)
