"""Whose promises overlap: commitments of different owners on the same theme that share names and words. Candidates, for a person to judge.

Reckoned when it is asked for and never stored: the graph holds only what documents say.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import fsum, log

from graph.identifiers import NodeId
from graph.projection import Projection

# A word in more commitments than this says too little to look for pairs by it.
MOST_SHARING = 80
# Pairs that are compared, the rarest words first: a graph of any size is done within seconds, and says when not all were.
MOST_COMPARED = 200_000
LEAST_SCORE = 0.25
LEAST_WORDS = 2
# A body or strategy that both name tells more than a word.
NAME_WEIGHT = 2.0
LONGEST_NAME = 12
# What promises are made of, whatever they are about, and the small words of the language.
_EMPTY = (
    "a about across after again all also an and any are as at be because been before being between both but by can could do "
    "does during each for from further had has have how if in into is it its itself made make many may more most must new "
    "no not of on one only or other our out over own per same set shall should so some such than that the their them then "
    "there these they this those through to under up us use using was we were what when where which while who will with "
    "within without would year years accept action aim aims agree approach become build carry commit commits consider "
    "continue create deliver delivery develop develops ensure ensuring establish expand explore government implement "
    "improve include including introduce launch next part people plan plans programme progress provide public publish "
    "recommend recommendation response seek service set start strategy support take uk update work working "
)
EMPTY = frozenset(_EMPTY.split())
ANSWERING = frozenset({"RESPONDS_TO", "RESTATES"})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Overlap:
    """Two commitments that may promise the same; the one with the smaller id first."""

    one: NodeId
    other: NodeId
    score: float
    """From 0, nothing in common, to 1."""
    themes: tuple[NodeId, ...]
    names: tuple[NodeId, ...]
    """Organisations and strategies that both name or affect."""
    words: tuple[str, ...]
    """What else they share, the most telling first."""


@dataclass(frozen=True)
class Overlaps:
    """The candidates, the closest first, and whether some pairs were not compared."""

    found: tuple[Overlap, ...]
    cut: bool = False


@dataclass(frozen=True)
class _Promise:
    id: NodeId
    owners: frozenset[NodeId]
    themes: frozenset[NodeId]
    names: frozenset[NodeId]
    """What it names or affects."""
    words: frozenset[str]

    @property
    def terms(self) -> frozenset[str]:
        """What two promises can have in common besides themes."""
        return self.names | self.words


def overlaps(projection: Projection) -> Overlaps:
    """All candidates in the graph, reckoned once for each of its versions; the same graph gives the same ones."""
    return projection.kept("possible overlaps", _reckoned)


def _reckoned(projection: Projection) -> Overlaps:
    promises = {one.id: one for one in _promises(projection)}
    weights = _weights(promises.values())
    spoken_of = frozenset().union(*(one.themes | one.names for one in promises.values()))
    told = {id_: frozenset(words_of(projection.named(id_))) for id_ in spoken_of}
    near, cut = _near(promises.values())
    answers = {frozenset((source, target)) for source, kind, target in projection.links if kind in ANSWERING}
    makers = _makers(promises.values())
    found = []
    for pair in sorted(near):
        one, other = (promises[id_] for id_ in pair)
        if not (one.owners & other.owners) and frozenset(pair) not in answers:
            # The words of a theme or name in common say nothing besides it.
            said = frozenset().union(*(told[id_] for id_ in (one.themes & other.themes) | (one.names & other.names)))
            found += _overlap(replace(one, words=one.words - said), replace(other, words=other.words - said), weights, makers)
    return Overlaps(tuple(sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))), cut)


def words_of(text: str) -> list[str]:
    """The words of a text that say what it is about, in their order, without the s of a plural."""
    words = (word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    # A year is when, not what.
    return [_singular(word) for word in words if word not in EMPTY and len(word) > 1 and not word.isdigit()]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _promises(projection: Projection) -> Iterator[_Promise]:
    names = _names(projection)
    affected: dict[NodeId, set[NodeId]] = defaultdict(set)
    for source, kind, target in projection.links:
        if kind == "AFFECTS":
            affected[source].add(target)
    for id_ in projection.ids("Commitment"):
        owners, themes = projection.owners.get(id_, set()), projection.themes.get(id_, set())
        if owners and themes:
            text = projection.named(id_)
            # Who promises is no part of what is promised.
            own = {word for owner in owners for word in words_of(projection.named(owner))}
            named = (_named_in(text, names) | affected[id_]) - owners
            yield _Promise(id_, frozenset(owners), frozenset(themes), frozenset(named), frozenset(words_of(text)) - own)


def _names(projection: Projection) -> dict[tuple[str, ...], NodeId]:
    """Names of organisations and strategies as rows of words; one word alone is no name that can be trusted."""
    ids = [*projection.ids("Organisation"), *projection.ids("Strategy")]
    rows = {id_: tuple(_WORD.findall(projection.named(id_).casefold())) for id_ in reversed(ids)}
    return {row: id_ for id_, row in rows.items() if 1 < len(row) <= LONGEST_NAME}


def _named_in(text: str, names: Mapping[tuple[str, ...], NodeId]) -> set[NodeId]:
    words = _WORD.findall(text.casefold())
    rows = (tuple(words[start:end]) for start in range(len(words)) for end in range(start + 2, min(start + LONGEST_NAME, len(words)) + 1))
    return {names[row] for row in rows if row in names}


def _weights(promises: Iterable[_Promise]) -> dict[str, float]:
    """How much a term tells: near 0 for one in every commitment, 1 for one in a single one; twice as much for a name."""
    promises = list(promises)
    counts = Counter(term for one in promises for term in one.terms)
    names = frozenset().union(*(one.names for one in promises))
    return {term: (1 - log(count) / log(len(promises) + 1)) * (NAME_WEIGHT if term in names else 1) for term, count in counts.items()}


def _makers(promises: Iterable[_Promise]) -> dict[NodeId, int]:
    """How many organisations promise something on each theme."""
    found: dict[NodeId, set[NodeId]] = defaultdict(set)
    for one in promises:
        for theme in one.themes:
            found[theme] |= one.owners
    return {theme: len(owners) for theme, owners in found.items()}


def _near(promises: Iterable[_Promise]) -> tuple[set[tuple[NodeId, NodeId]], bool]:
    """Pairs that share a theme and a term, and whether there were more than are compared."""
    shelves: dict[tuple[NodeId, str], list[NodeId]] = defaultdict(list)
    for one in promises:
        for theme in one.themes:
            for term in one.terms:
                shelves[theme, term].append(one.id)
    pairs: set[tuple[NodeId, NodeId]] = set()
    for _, ids in sorted(shelves.items(), key=lambda item: (len(item[1]), item[0])):
        if len(pairs) >= MOST_COMPARED:
            return pairs, True
        if len(ids) <= MOST_SHARING:
            pairs.update(combinations(sorted(ids), 2))
    return pairs, False


def _overlap(one: _Promise, other: _Promise, weights: Mapping[str, float], makers: Mapping[NodeId, int]) -> list[Overlap]:
    names, words = (
        tuple(sorted(both, key=lambda term: (-weights[term], term))) for both in (one.names & other.names, one.words & other.words)
    )
    if len(words) + LEAST_WORDS * len(names) < LEAST_WORDS:
        return []
    both = fsum(weights[term] for term in (*names, *words))
    alike = 2 * both / (fsum(weights[term] for term in one.terms) + fsum(weights[term] for term in other.terms) or 1)
    themes = tuple(sorted(one.themes & other.themes, key=lambda theme: (makers[theme], theme)))
    rare = log(2) / log(max(2, makers[themes[0]]))
    score = round(0.8 * alike + 0.2 * rare, 3)
    return [Overlap(one.id, other.id, score, themes, names, words)] if score >= LEAST_SCORE else []
