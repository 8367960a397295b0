"""Which themes a strategy deals with: what its name says, and what the passages about it say most."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.identifiers import NodeId
from ingest.documents import Block
from ingest.extraction.context import Context
from ingest.extraction.draft import UNREAD
from ingest.extraction.findings import CommitmentFinding, Relation, Span, ThemeHit
from ingest.extraction.themes import hits_in, themes_in_name

# A strategy's own themes: this share of the most salient one, and no more than so many beside those its title names.
OWN_SHARE = 0.25
OWN_MOST = 5
REPORTED_LEAST = 1.0
REPORTED_MOST = 12
REPORTED_SHARE = 0.3
# In characters: another strategy that is named later in a block does not take the passages over.
OPENS_WITHIN = 25
# What sort of instrument it is tells no theme; a programme's or fund's name tells how it works, not what a strategy deals with.
KIND_WORDS = re.compile(
    r"\b(?:Act|Bill|Regulations|Order|Directive|[Ss]tandards?|(?:[Gg]overnance )?[Ff]ramework|[Aa]rchitecture|[Rr]eview)\b"
)
UNTOLD = frozenset({"programme", "initiative", "agreement"})
# An agreement that is called by what it is on does tell: "Agreement on Harbour Dues".
ON_TOPIC = re.compile(r"\b(?:[Aa]greement|[Aa]ccord|[Cc]oncordat|[Mm]emorandum of [Uu]nderstanding) (?:on|concerning) ")
LAW_ITSELF = "theme/regulation-and-legislation"

# An instrument known by its number is often followed by its title: "Executive Order 12345, Keeping the Lamps Alight, …".
NUMBERED = re.compile(r"\d$")
NUMBERED_TITLE = re.compile(
    r",? (?:on )?[“\"‘']?(?P<title>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of|the|and|in|for|to|on|by|with|a|from)){2,14})(?=[”\"’',.;:(\[])"
)
Found = tuple[NodeId, Span, float]


def addresses(context: Context, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """ADDRESSES of every strategy the document names."""
    yield from _by_title(context)
    if context.own_strategy:
        for theme, span, confidence in _own(context, commitments):
            yield Relation("ADDRESSES", context.own_strategy, theme, span, "theme-of-own-strategy@1", confidence)
    elif context.subject:
        for strategy, blocks in passages_about(context).items():
            yield from _by_passages(context, strategy, blocks)


def _by_title(context: Context) -> Iterator[Relation]:
    for strategy, span in _first_mentions(context).items():
        fields = context.things[strategy].fields
        title = NUMBERED_TITLE.match(span.block.text, span.end) if NUMBERED.search(span.text) else None
        name = f"{fields['name']} {title['title']}" if title else str(fields["name"])
        telling = fields["kind"] not in UNTOLD or ON_TOPIC.search(name) is not None
        told = themes_in_name(KIND_WORDS.sub("", name), context.vocabulary) if telling else ()
        for theme in told:
            yield Relation("ADDRESSES", strategy, theme, span, "theme-in-title@1", 0.8)


def _by_passages(context: Context, strategy: NodeId, blocks: Sequence[Block]) -> Iterator[Relation]:
    law = context.things[strategy].fields["kind"] == "legislation"
    for theme, span, confidence in _of_blocks(context, blocks):
        if not (law and theme == LAW_ITSELF):
            yield Relation("ADDRESSES", strategy, theme, span, "theme-of-passage@2", confidence)


def _first_mentions(context: Context) -> dict[NodeId, Span]:
    found: dict[NodeId, Span] = {}
    for mention in context.mentions:
        if context.things[mention.thing].kind == "Strategy":
            found.setdefault(mention.thing, mention.span)
    return found


def _own(context: Context, commitments: Sequence[CommitmentFinding]) -> list[Found]:
    """The themes that most of the document is about: by its words and by its commitments, half each."""
    scores, places = context.salience.scores, context.salience.places
    promised = Counter(theme for commitment in commitments for theme in commitment.themes)
    most, top = max(promised.values(), default=1), max(scores.values(), default=1.0)
    share = {theme: score / top / 2 + promised[theme] / most / 2 for theme, score in scores.items()}
    chosen = sorted((theme for theme in share if share[theme] >= OWN_SHARE), key=lambda theme: (-share[theme], theme))[:OWN_MOST]
    spans = _telling(places)
    return [(theme, spans[theme], round(0.6 + 0.35 * share[theme], 2)) for theme in chosen if theme in spans]


def _telling(places: Sequence[tuple[Block, ThemeHit]]) -> dict[NodeId, Span]:
    """For each theme its most telling place: a heading before a paragraph, a strong label before a weak one, then the first."""
    best: dict[NodeId, tuple[tuple[bool, float], Span]] = {}
    for block, hit in places:
        rank = (block.kind == "heading", hit.weight)
        if hit.theme not in best or rank > best[hit.theme][0]:
            best[hit.theme] = (rank, Span(block, hit.start, hit.end))
    return {theme: span for theme, (_, span) in best.items()}


def passages_about(context: Context) -> Mapping[NodeId, list[Block]]:
    """Which passages of a report are about which strategy: one that opens a paragraph takes over from the one before."""
    about: dict[NodeId, list[Block]] = defaultdict(list)
    current = context.subject
    for block in context.document.blocks:
        if block.kind in UNREAD:
            continue
        current = _opening(context, block) or current
        if current:
            about[current].append(block)
    return about


def _opening(context: Context, block: Block) -> NodeId | None:
    mentions = context.mentions_in(block, "Strategy")
    if any(mention.thing == context.subject for mention in mentions):
        return context.subject
    openers = (mention.thing for mention in mentions if mention.span.start <= OPENS_WITHIN)
    return next((node for node in openers if context.things[node].fields["kind"] not in UNTOLD), None)


def _of_blocks(context: Context, blocks: Sequence[Block]) -> list[Found]:
    scores: dict[NodeId, float] = defaultdict(float)
    places = [(block, hit) for block in blocks for hit in hits_in(block, context)]
    for _, hit in places:
        scores[hit.theme] += hit.weight
    least = max(REPORTED_LEAST, REPORTED_SHARE * max(scores.values(), default=0.0))
    # Weak words alone add up in any long text.
    spoken_of = {hit.theme for block, hit in places if hit.weight >= 1.0 or block.kind == "heading"}
    known = {theme for theme in spoken_of if scores[theme] >= least}
    chosen = sorted(known, key=lambda theme: (-scores[theme], theme))[:REPORTED_MOST]
    spans = _telling(places)
    top = max(scores.values(), default=1.0)
    return [(theme, spans[theme], round(0.55 + 0.3 * scores[theme] / top, 2)) for theme in chosen]
