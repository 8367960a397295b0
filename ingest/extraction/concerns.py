"""Themes of commitments: by their own words first, then by what stands above them and by what the document is about.

The weights were fitted as a logistic regression on annotated documents, each
left out in turn, and rounded; none of them knows a word of a document.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.identifiers import NodeId
from ingest.documents import Block
from ingest.extraction.context import Context
from ingest.extraction.findings import CommitmentFinding, Span
from ingest.extraction.themes import hits_of, is_inside_name, is_kind_word, theme_matcher

# What a strong label in the commitment's own words counts, and a second one of the same theme.
STRONG = 1.0
AGAIN = 0.5
WEAK = 0.65
# A strong label in the nearest heading or in the intro of the list.
ABOVE = 0.6
# Times the share of the document's commitments that show the theme, and its salience in the document beside the most salient one's.
PROMISED = 0.75
SALIENT = 0.4
# A strong label that stands only in a body's name; among more than two themes; a theme without a strong one where another has one.
IN_NAME = -0.45
CROWDED = -0.35
BESIDE = -0.7
CROWD = 2
# The best theme is taken, a second from this score on, and a third from this.
SECOND = 0.8
THIRD = 0.85
# So salient a theme may be a commitment's without any word of it.
SPOKEN_OF = 0.3
NO_SHARES: Mapping[NodeId, float] = {}


@dataclass(frozen=True, slots=True)
class Shown:
    """The themes that a commitment's own words show."""

    strong: Counter[NodeId]
    weak: frozenset[NodeId]
    only_in_name: frozenset[NodeId]
    """Those whose strong labels all stand in bodies' names."""


def with_own_themes(context: Context, commitments: Sequence[CommitmentFinding]) -> tuple[CommitmentFinding, ...]:
    """The commitments with their themes, most telling first, at most three each."""
    times = Counter(theme for commitment in commitments for theme in _shown(commitment.span, context).strong)
    shares = {theme: count / len(commitments) for theme, count in times.items()}
    return tuple(replace(commitment, themes=themes_of(commitment.span, context, shares)) for commitment in commitments)


def themes_of(span: Span, context: Context, shares: Mapping[NodeId, float] = NO_SHARES) -> tuple[NodeId, ...]:
    """The themes of a commitment's words, most telling first, at most three; none when nothing at all tells one.

    `shares` says how many of the document's commitments show a theme, 0 to 1.
    """
    scores = _scores(span, context, shares)
    ranked = sorted(scores, key=lambda theme: (-scores[theme], theme))
    enough = [theme for theme, least in zip(ranked[1:], (SECOND, THIRD), strict=False) if scores[theme] >= least]
    return tuple(ranked[:1] + enough)


def _scores(span: Span, context: Context, shares: Mapping[NodeId, float]) -> Mapping[NodeId, float]:
    shown = _shown(span, context)
    above = Counter(theme for text in _above(span.block) for theme in {hit.theme for hit in hits_of(context, text) if hit.weight >= 1.0})
    salient = _salience(context)
    spoken_of = {theme for theme, share in salient.items() if share >= SPOKEN_OF}
    scores = defaultdict[NodeId, float](float)
    for theme in {*shown.strong, *shown.weak, *above, *spoken_of}:
        by_document = PROMISED * shares.get(theme, 0.0) + SALIENT * salient.get(theme, 0.0)
        scores[theme] = _by_words(shown, theme) + ABOVE * above[theme] + by_document
    return scores


def _by_words(shown: Shown, theme: NodeId) -> float:
    """What a commitment's own words say for a theme; below zero when they speak of others."""
    times = shown.strong[theme]
    if not times:
        return (WEAK if theme in shown.weak else 0.0) + (BESIDE if shown.strong else 0.0)
    crowd = CROWDED if len(shown.strong) > CROWD else 0.0
    return STRONG + (AGAIN if times > 1 else 0.0) + crowd + (IN_NAME if theme in shown.only_in_name else 0.0)


def _salience(context: Context) -> Mapping[NodeId, float]:
    """Each theme's salience in the document, 0 to 1 for the most salient."""
    top = max(context.salience.scores.values(), default=0.0)
    return {theme: score / top for theme, score in context.salience.scores.items()} if top else {}


def _shown(span: Span, context: Context) -> Shown:
    names = [mention.span for mention in context.mentions_in(span.block, "Organisation")]
    titles = [mention.span for mention in context.mentions_in(span.block, "Strategy")]
    strong, outside, weak = Counter[NodeId](), set[NodeId](), set[NodeId]()
    for hit in theme_matcher(context.vocabulary).hits(span.text):
        start, end = hit.start + span.start, hit.end + span.start
        if is_kind_word(span.block.text, start, end, titles):
            continue
        if hit.weight < 1.0:
            weak.add(hit.theme)
            continue
        strong[hit.theme] += 1
        if not is_inside_name(start, end, names):
            outside.add(hit.theme)
    return Shown(strong, frozenset(weak), frozenset(strong.keys() - outside))


def _above(block: Block) -> Iterator[str]:
    """The texts that a block stands under: its nearest heading, and the intro of its list."""
    if block.headings:
        yield block.headings[-1].text
    if block.intro is not None and block.intro.kind != "heading":
        yield block.intro.text
