"""Themes of a document and of a commitment: by salience, not by mere mention."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from graph.identifiers import NodeId
from ingest.documents import Block
from ingest.extraction.context import Context, Salience
from ingest.extraction.draft import UNREAD
from ingest.extraction.findings import CommitmentFinding, Mention, Named, Relation, Span, ThemeHit
from ingest.extraction.matching import fold
from ingest.vocabulary.entries import KnownTheme, Vocabulary

Place = tuple[int, int]

# By place: a title says what the whole is about, a heading what a section is; a body's name hardly says anything.
TITLE_WEIGHT = 4.0
HEADING_WEIGHT = 2.0
WEAK_WEIGHT = 0.5
INSIDE_NAME_WEIGHT = 0.2
# A theme of the document scores this much for each thousand words, at least the floor, and this share of its first theme.
DENSITY = 3.0
FLOOR = 2.5
SHARE = 0.12
RULE = "theme-salience@1"
# With this many commitments their themes are the document's, and others need this share of its first theme.
ENOUGH_PROMISES = 2
TALKED_SHARE = 0.5
# A theme of one commitment only is the document's when its words stand elsewhere too.
TWICE = 2
BACKED = 1.0
_START = itemgetter(1)
KIND_WORD = re.compile(r"review(?:s| of the)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A theme's label as compiled: how it matches and what it counts."""

    theme: NodeId
    weight: float
    """Zero for a negative label."""
    open_end: bool
    """Whether any word that begins with it matches."""
    printed: str | None
    """The label as it must be printed, when it is an abbreviation."""


class ThemeMatcher:
    """All labels of a vocabulary's themes in one automaton."""

    def __init__(self, themes: Sequence[KnownTheme]) -> None:
        labels: dict[str, list[Label]] = defaultdict(list)
        for theme in themes:
            for weight, names in ((1.0, theme.labels), (WEAK_WEIGHT, theme.weak_labels), (0.0, theme.negative_labels)):
                for name in names:
                    bare = name.removesuffix("*")
                    acronym = bare if bare.isupper() and len(bare) <= 5 else None
                    labels[fold(bare)].append(Label(theme.id, weight, name.endswith("*"), acronym))
        self._texts = sorted(labels)
        self._labels = [labels[text] for text in self._texts]
        self._automaton = AhoCorasick(self._texts)

    def hits(self, text: str) -> list[ThemeHit]:
        """The labels in `text`; for each theme the longest at a place, and none inside one of its negative labels."""
        folded = fold(text)
        by_theme: dict[NodeId, list[ThemeHit]] = defaultdict(list)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
                continue
            for label in self._labels[index]:
                stop = _end_of_word(folded, end, label)
                if stop is not None and (label.printed is None or text[start:end] == label.printed):
                    by_theme[label.theme].append(ThemeHit(label.theme, start, stop, label.weight))
        return [hit for hits in by_theme.values() for hit in _apart(hits)]


def _end_of_word(folded: str, end: int, label: Label) -> int | None:
    """Where the word ends in which the label ends; None when the label is only the beginning of another word."""
    stop = end
    while stop < len(folded) and folded[stop].isalnum():
        stop += 1
    # A plural is the same word; with any other ending it is another.
    if label.open_end or folded[end:stop] in ("", "s", "es"):
        return stop
    return None


def _apart(hits: list[ThemeHit]) -> list[ThemeHit]:
    # Most themes have one label in a text.
    if len(hits) == 1:
        return hits if hits[0].weight else []
    chosen: list[ThemeHit] = []
    # Of two as long the lighter first, so that a negative label beats the label it equals.
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.weight, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in chosen):
            chosen.append(hit)
    return sorted((hit for hit in chosen if hit.weight), key=lambda hit: hit.start)


@lru_cache(maxsize=4)
def theme_matcher(vocabulary: Vocabulary) -> ThemeMatcher:
    """The matcher of a vocabulary's themes, compiled once."""
    return ThemeMatcher(vocabulary.themes)


def with_themes(context: Context) -> Context:
    """`context` with the document's salient themes; only `settle_themes` notes the places of those that stay."""
    salience = theme_scores(context)
    words = sum(len(block.text.split()) for block in context.document.blocks)
    things = _things(context.vocabulary, _salient(salience.scores, words))
    return replace(context, things={**context.things, **things}, salience=salience)


def backed_themes(context: Context, commitments: Sequence[CommitmentFinding]) -> tuple[CommitmentFinding, ...]:
    """The commitments without themes that only one of them has and no other words of the document back, unless it is all they have."""
    scores = context.salience.scores
    times = Counter(theme for commitment in commitments for theme in commitment.themes)
    backed = {theme for theme, count in times.items() if count >= TWICE or scores.get(theme, 0.0) >= BACKED}
    return tuple(
        replace(commitment, themes=tuple(theme for theme in commitment.themes if theme in backed) or commitment.themes[:1])
        for commitment in commitments
    )


def settle_themes(context: Context, commitments: Sequence[CommitmentFinding], relations: Sequence[Relation]) -> Context:
    """`context` with the themes of what is promised, and those that relations need; of the others only the most salient.

    A document is about what it promises. What it merely talks of counts when
    it promises little, or when it talks of nothing else.
    """
    scores = context.salience.scores
    promised = {theme for commitment in commitments for theme in commitment.themes}
    related = {end for relation in relations for end in (relation.source, relation.target) if end.startswith("theme/")}
    least = (TALKED_SHARE if len(commitments) >= ENOUGH_PROMISES else 0.0) * max(scores.values(), default=0.0)
    talked = {node for node, thing in context.things.items() if thing.kind == "Theme" and scores.get(node, 0.0) >= least}
    things = _things(context.vocabulary, promised | related | talked)
    others = {node: thing for node, thing in context.things.items() if thing.kind != "Theme"}
    kept = [mention for mention in context.mentions if mention.thing in others]
    return replace(context, things={**others, **things}, mentions=(*kept, *_places(things, context.salience)))


def _things(vocabulary: Vocabulary, themes: set[NodeId]) -> dict[NodeId, Named]:
    return {theme: _named(vocabulary.themes_by_id[theme]) for theme in sorted(themes)}


def _places(themes: Iterable[NodeId], salience: Salience) -> list[Mention]:
    """Every place where one of the themes shows."""
    top = max(salience.scores.values(), default=1.0) or 1.0
    sure = {theme: _confidence(salience.scores.get(theme, 0.0), top) for theme in themes}
    return [
        Mention(hit.theme, Span(block, hit.start, hit.end), RULE, sure[hit.theme]) for block, hit in salience.places if hit.theme in sure
    ]


def _named(theme: KnownTheme) -> Named:
    fields: dict[str, object] = {"name": theme.name, "definition": theme.definition or None, "aliases": theme.aliases}
    return Named(theme.id, "Theme", fields, theme.defined_by)


def _confidence(score: float, top: float) -> float:
    return round(0.6 + 0.35 * min(1.0, score / top), 2)


def _salient(scores: Mapping[NodeId, float], words: int) -> set[NodeId]:
    top = max(scores.values(), default=0.0)
    least = max(FLOOR, DENSITY * words / 1000, SHARE * top)
    return {theme for theme, score in scores.items() if score >= least}


def theme_scores(context: Context) -> Salience:
    """How much of the document each theme has: its labels, weighted by where they stand."""
    matcher = theme_matcher(context.vocabulary)
    scores: dict[NodeId, float] = defaultdict(float)
    places: list[tuple[Block, ThemeHit]] = []
    title = context.document.metadata.title
    for hit in matcher.hits(title):
        if context.subject and KIND_WORD.fullmatch(title[hit.start : hit.end]):
            continue
        scores[hit.theme] += TITLE_WEIGHT * hit.weight
    for block in context.document.blocks:
        if block.kind in UNREAD:
            continue
        weight = HEADING_WEIGHT if block.kind == "heading" else 1.0
        for hit in hits_in(block, context):
            scores[hit.theme] += weight * hit.weight
            places.append((block, hit))
    return Salience(dict(scores), places)


def hits_in(block: Block, context: Context) -> Sequence[ThemeHit]:
    """The labels in a block, one inside a body's name counting little."""
    names = [mention.span for mention in context.mentions_in(block, "Organisation")]
    titles = [mention.span for mention in context.mentions_in(block, "Strategy")]
    hits = _hits(context.vocabulary, block.text)
    if titles:
        hits = tuple(hit for hit in hits if not is_kind_word(block.text, hit.start, hit.end, titles))
    if not names:
        return hits
    return [
        ThemeHit(hit.theme, hit.start, hit.end, hit.weight * INSIDE_NAME_WEIGHT) if is_inside_name(hit.start, hit.end, names) else hit
        for hit in hits
    ]


def is_kind_word(text: str, start: int, end: int, titles: Iterable[Span]) -> bool:
    """Whether a label only says what sort of instrument a named one is: the "review" in a review's own name."""
    return KIND_WORD.fullmatch(text, start, end) is not None and any(span.start <= start and end <= span.end for span in titles)


def is_inside_name(start: int, end: int, names: Sequence[Span]) -> bool:
    """Whether a label is only part of a body's name: "Department of Health" is no talk of health."""
    # In order of place, and hardly ever one in another: only the last few that begin before it can hold it.
    before = bisect_right(names, start, key=_START)
    return any(end <= span.end and span.end - span.start > end - start for span in names[max(before - 4, 0) : before])


# A heading stands above many commitments and would be searched for each of them again.
@lru_cache(maxsize=4096)
def _hits(vocabulary: Vocabulary, text: str) -> tuple[ThemeHit, ...]:
    return tuple(theme_matcher(vocabulary).hits(text))


def hits_of(context: Context, text: str) -> tuple[ThemeHit, ...]:
    """The labels in a text that may be asked for again and again, such as a heading."""
    return _hits(context.vocabulary, text)


def themes_in_name(name: str, vocabulary: Vocabulary) -> tuple[NodeId, ...]:
    """The themes that a strategy's own name tells."""
    hits = theme_matcher(vocabulary).hits(name)
    # Two words that are weak in running text, such as "digital government", are no chance in a name.
    return tuple(sorted({hit.theme for hit in hits if hit.weight >= 1.0 or " " in name[hit.start : hit.end]}))
