"""Which of the undertakings a report tells of stand in the instrument it reports on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.identifiers import NodeId
from ingest.documents import Block
from ingest.extraction.addresses import passages_about
from ingest.extraction.context import Context
from ingest.extraction.findings import CommitmentFinding, Relation, Span

TELLS = r"(?:promis|undert|commit|pledg|recommend|requir|ask|call|propos|provid|plan|aim|say|said|state|list|sets? out|lay|want|oblig)"
# "The plan promises that …", "What the review recommends".
SAYS = re.compile(rf"^(?:'s|’s)?,? (?:also |itself |further |now )*{TELLS}", re.IGNORECASE)
UNDERTAKINGS = re.compile(
    r"\b(?:promis|undertak|commitment|pledge|actions?\b|to be done|recommend|proposals?\b|measures?\b|deliver)", re.IGNORECASE
)
# What was said to an instrument afterwards is not in it.
AFTERWARDS = re.compile(
    r"\b(?:respon[ds]\w*|answer\w*|reactions?|reply|replies|since then|afterwards|happened next|next|progress|criticism)\b", re.IGNORECASE
)
HOLDS = frozenset({"PUBLISHES", "OWNS"})

Belonging = tuple[str, float]


def with_strategies(
    context: Context, commitments: Sequence[CommitmentFinding], relations: Sequence[Relation]
) -> tuple[CommitmentFinding, ...]:
    """The commitments, those of the reported strategy with it; all others as they are.

    A report mixes what the instrument says with what others do about it. What
    stands in the instrument is what the report says it says, and what its
    holder undertakes where the report speaks of it; nobody else's.
    """
    subject = context.reported
    if subject is None:
        return tuple(commitments)
    about = {id(block) for block in passages_about(context).get(subject, ())}
    holders = {relation.source for relation in relations if relation.type in HOLDS and relation.target == subject}
    return tuple(
        _placed(context, commitment, subject, holders) if id(commitment.span.block) in about else commitment for commitment in commitments
    )


def _placed(context: Context, commitment: CommitmentFinding, subject: NodeId, holders: set[NodeId]) -> CommitmentFinding:
    belonging = None
    if not any(_is_afterwards(context, heading, subject) for heading in commitment.span.block.headings):
        belonging = _as_told(context, commitment, subject) or _by_holder(context, commitment, subject, holders)
    if belonging is None:
        return commitment
    rule, confidence = belonging
    return replace(commitment, strategy=subject, strategy_rule=rule, strategy_confidence=confidence)


def _is_afterwards(context: Context, heading: Block, subject: NodeId) -> bool:
    """Whether a heading speaks of what others answered; a response's own name does not."""
    own = [mention.span for mention in context.mentions_in(heading, "Strategy") if mention.thing == subject]
    return any(not any(span.start <= match.start() < span.end for span in own) for match in AFTERWARDS.finditer(heading.text))


def _as_told(context: Context, commitment: CommitmentFinding, subject: NodeId) -> Belonging | None:
    """What the sentence itself, the words that open its list, or a heading above say the instrument says."""
    # What is said of the instrument itself is surer than what merely stands below a heading about it.
    if _says(context, commitment.span, subject):
        return "said-by-subject", 0.75
    intro = commitment.span.block.intro
    if intro is not None and intro.kind != "heading" and _says(context, Span(intro, 0, len(intro.text)), subject):
        return "list-of-subject", 0.75
    if any(_is_of(context, heading, subject) for heading in commitment.span.block.headings):
        return "heading-of-subject", 0.7
    return None


def _says(context: Context, span: Span, subject: NodeId) -> bool:
    """Whether a stretch holds the instrument's name and then a word of what it says."""
    return any(
        mention.thing == subject
        and span.start <= mention.span.start
        and SAYS.match(span.block.text[mention.span.end : span.end]) is not None
        for mention in context.mentions_in(span.block, "Strategy")
    )


def _is_of(context: Context, heading: Block, subject: NodeId) -> bool:
    """Whether a heading announces what the instrument undertakes: with its name, or with nobody else's."""
    if _says(context, Span(heading, 0, len(heading.text)), subject):
        return True
    if UNDERTAKINGS.search(heading.text) is None:
        return False
    others = {mention.thing for mention in context.mentions_in(heading) if context.things[mention.thing].kind != "Theme"}
    return not others - {subject}


def _by_holder(context: Context, commitment: CommitmentFinding, subject: NodeId, holders: set[NodeId]) -> Belonging | None:
    """What its publisher or owner undertakes; a law's department may undertake anything beside the law."""
    if context.things[subject].fields["kind"] == "legislation":
        return None
    # The least sure: its holder may speak of other plans here too.
    return ("holder-of-subject", 0.6) if holders & set(_leads(commitment)) else None


def _leads(commitment: CommitmentFinding) -> Iterator[NodeId]:
    return (owner.organisation for owner in commitment.owners if owner.role == "lead")
