"""Which pairs to ask about: names of the graph that may be one thing, in an order that never changes."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.identifiers import NodeId
from graph.naming import NamedThing
from ingest.resolution.judgements import Judgements
from ingest.review.likeness import Likeness, likeness, words_of

# A word that more names share than this tells nothing: "department".
MOST_SHARING = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be the same; the first is the one that would stay."""

    first: NamedThing
    second: NamedThing
    likeness: Likeness


def candidates(things: Sequence[NamedThing], judgements: Judgements) -> list[Pair]:
    """The pairs to ask about, the likeliest first, then by id.

    Never asked: what was judged, or follows from it; two that registers know
    (they say which is which); two of different countries; an organisation and
    a strategy.
    """
    by_id = {thing.id: thing for thing in things}
    rarity = _rarity(things)
    found = []
    for one, other in sorted(_near(things)):
        pair = _pair(by_id[one], by_id[other], rarity)
        if pair is not None and not judgements.settled(one, other):
            found.append(pair)
    return sorted(found, key=lambda pair: (-pair.likeness.score, pair.first.id, pair.second.id))


def _rarity(things: Sequence[NamedThing]) -> Mapping[str, float]:
    counts = Counter(word for thing in things for word in set(words_of(thing.name)))
    return {word: 1.0 - math.log(count) / math.log(len(things) + 1) for word, count in counts.items()}


def _near(things: Sequence[NamedThing]) -> set[tuple[NodeId, NodeId]]:
    """The pairs that share something telling, so that not each is compared with each."""
    shelves: dict[tuple[str, str], set[NodeId]] = defaultdict(set)
    for thing in things:
        kind = thing.id.partition("/")[0]
        for key in _keys(thing):
            shelves[kind, key].add(thing.id)
    return {pair for ids in shelves.values() if len(ids) <= MOST_SHARING for pair in combinations(sorted(ids), 2)}


def _keys(thing: NamedThing) -> Iterator[str]:
    for name in thing.names:
        words = words_of(name)
        # Names made of common words only: as a whole they tell.
        yield " ".join(sorted(words))
        yield from (_skeleton(word) for word in words)
        yield from (" ".join(sorted(pair)) for pair in combinations(words[:6], 2))
        if len(words) >= 2:
            yield "".join(word[0] for word in words)
        if len(words) == 1:
            yield words[0]


def _skeleton(word: str) -> str:
    """The word without vowels behind its first letter and without doubled letters: what a slip of the pen leaves."""
    kept = word[:1]
    for letter in word[1:]:
        if letter not in "aeiouy" and letter != kept[-1]:
            kept += letter
    return kept


def _pair(one: NamedThing, other: NamedThing, rarity: Mapping[str, float]) -> Pair | None:
    if one.defined_by and other.defined_by:
        return None
    if one.jurisdiction and other.jurisdiction and one.jurisdiction != other.jurisdiction:
        return None
    found = [alike for name in one.names for there in other.names if (alike := _alike(name, there, rarity))]
    if not found:
        return None
    best = max(found, key=lambda alike: (alike.score, alike.reason))
    # Who stays: whom a register knows, else whom more documents name.
    first, second = sorted((one, other), key=lambda thing: (thing.defined_by is None, -thing.documents, thing.id))
    return Pair(first, second, best)


def _alike(name: str, other: str, rarity: Mapping[str, float]) -> Likeness | None:
    if name == other:
        return Likeness(0.99, f"Both are called “{name}”.")
    return likeness(name, other, rarity)
