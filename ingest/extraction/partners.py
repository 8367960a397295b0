"""PARTNERS_WITH: bodies that work with one another."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from graph.identifiers import NodeId
from ingest.extraction.context import Context
from ingest.extraction.findings import CommitmentFinding, Mention, Relation
from ingest.extraction.naming_sentences import Sentence
from ingest.extraction.pair_rules import MAY_BE_PARTNERS, PARTNERSHIP

# Those who head them may stand for them: "the OMB Director, the Chair of the Council and …".
LISTED = re.compile(
    r"(?: \([^)]*\))?(?: (?:Director|Administrator|Secretary|Commissioner|Chair))?(?:,|,? and|,? &) ?(?:the |other )?"
    r"(?:(?:Director|Administrator|Secretary|Secretaries|Commissioner|Chair|Head)s? of (?:the )?)?"
)


# "A and B will jointly publish …", "A and B will work with the islands".
TOGETHER = re.compile(r"\b(?:works? (?:closely )?(?:together|with|alongside|jointly)|jointly|together|collaborate|co-?operate)\b")


def acting_together(context: Context, sentence: Sentence, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """Bodies that are bound together by one clause to do something with one another."""
    for commitment in commitments:
        bodies = {owner.organisation for owner in commitment.owners if owner.rule in {"subject", "joint subject"}}
        inside = sentence.span.start <= commitment.span.start < sentence.span.end
        if inside and len(bodies) > 1 and TOGETHER.search(commitment.span.text):
            pairs = [pair for pair in combinations(sorted(bodies), 2) if not _is_within(context, *pair)]
            yield from (Relation("PARTNERS_WITH", *pair, sentence.span, "works-with@1", 0.8) for pair in pairs)


def _is_within(context: Context, first: NodeId, second: NodeId) -> bool:
    """Whether one of the two is a part of the other: a department acts through its agency, and is not its partner."""
    known = context.vocabulary.organisations_by_id
    return any(whole in known and part in known and known[part].parent == whole for part, whole in ((first, second), (second, first)))


def partners(context: Context, sentence: Sentence, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """Bodies that work with one another: the one that acts, and those named after "work with" and the like."""
    text = sentence.span.block.text
    if not MAY_BE_PARTNERS.passing(text):
        return
    bodies = [mention for mention in sentence.mentions if context.things[mention.thing].kind == "Organisation"]
    for index, partner in enumerate(bodies):
        before = text[sentence.span.start : partner.span.start]
        cue = PARTNERSHIP.search(before if before.endswith(" ") else before + " ")
        if cue is None:
            continue
        others = {mention.thing for mention in (partner, *coordinated(text, bodies[index:]))}
        for actor in _actors(context, sentence, sentence.span.start + cue.start(), commitments):
            for other in sorted(others) if actor not in others else ():
                # Partnership has no direction; sorted ends make one relationship however it is told.
                first, second = sorted((actor, other))
                yield Relation("PARTNERS_WITH", first, second, sentence.span, "works-with@1", 0.8)


def coordinated(text: str, bodies: Sequence[Mention], *, backwards: bool = False) -> Iterator[Mention]:
    """The bodies listed after the first ("with A, B and the C"), or before it when `bodies` runs backwards."""
    for known, other in pairwise(bodies):
        left, right = (other, known) if backwards else (known, other)
        if not LISTED.fullmatch(text[left.span.end : right.span.start]):
            return
        yield other


def _actors(context: Context, sentence: Sentence, before: int, commitments: Sequence[CommitmentFinding]) -> tuple[NodeId, ...]:
    """Who acts before the cue: a commitment's owners, else the body named before it, else who speaks."""
    for commitment in commitments:
        span = commitment.span
        # Whoever was found to owe the commitment acts in it.
        here = span.end > sentence.span.start
        if here and span.start <= before < max(span.end, sentence.span.end) and commitment.owners:
            return tuple(owner.organisation for owner in commitment.owners)
    named = [
        mention for mention in sentence.mentions if mention.span.end <= before and context.things[mention.thing].kind == "Organisation"
    ]
    since = named[-1].span.end if named else sentence.span.start
    if re.search(r"\b(?:[Ww]e|[Oo]ur)\b", sentence.span.block.text[since:before]):
        return (context.publisher,) if context.publisher else ()
    if named:
        return (named[-1].thing,)
    speaks = context.own_strategy and context.government in context.named
    speaker = context.government if speaks else context.publisher
    return (speaker,) if speaker else ()
