"""Relations between the things a document names, each with the passage that states it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.identifiers import NodeId
from ingest.extraction.addresses import addresses
from ingest.extraction.context import Context
from ingest.extraction.draft import UNREAD
from ingest.extraction.findings import CommitmentFinding, Mention, Relation, Span
from ingest.extraction.naming_sentences import Sentence, naming_sentences
from ingest.extraction.pair_rules import RULES_BETWEEN, PairRule
from ingest.extraction.partners import acting_together, coordinated, partners
from ingest.extraction.published import brought_out, ours, own_published, promised

CITED = re.compile(
    r"\b(?:set out in|outlined in|described in|relates? to|in line with|in accordance with|building on|builds on|"
    r"consistent with|alongside|see|under|supports?|complements?|published in|commitments? (?:in|behind)|governed "
    r"by|part of|pursuant to|required by|supplements?|delivers? on|follows?(?: on)? from|responds? to|aligns? with|"
    r"(?:requirements?|objectives?|goals?|aims|principles|provisions|milestones|mandates?|directives?|actions|terms) (?:of|in|under))"
    r"(?: the| our| its)?(?: new)? $",
    re.IGNORECASE,
)
MERGED = re.compile(
    r"\b(?:merged|combined|amalgamated|(?:brought|came|come) together|joined forces)(?: together)?"
    r" (?:(?:to|and) (?:form|create|become|come together as|make up)|as|into) (?:the |a )?(?:new |single )*$"
)
REPLACES = re.compile(
    r"\b(?:[Ii]t|[Tt]his|[Tt]his (?:strategy|plan|policy|framework|document|memorandum|order|directive|circular|guidance|act)) "
    r"(?:also |will )?(?:replaces?|supersedes?|rescinds?|revokes?|repeals?) (?:an? |the |its )?[“\"]?$"
)
OWN_BODIES = re.compile(
    r"\b(?:public bodies|agencies|arm['’]s[- ]length bodies|our bodies|executive agencies|bodies) (?:including|such "
    r"as|like|:) ?(?:the )?[^.;:]*$",
    re.IGNORECASE,
)

# "Required by the Harbours Act, the council …".
SET_UP_BY = re.compile(r"\b(?:[Rr]equired|[Ee]stablished|[Cc]reated|[Mm]andated|[Aa]uthori[sz]ed|[Ss]et up) (?:by|under) (?:the )?$")
UNIT = re.compile(
    r"\b(?:Office|Unit|Team|Directorate|Division|Branch|Board|Committee|Taskforce|Task Force|Centre|Center"
    r"|Secretariat|Group|Panel)(?:$| on )"
)
UNIT_RULES = frozenset({"whose-unit@1", "unit-beside-body@1", "created-unit@1"})
# Kinds of instrument that are their makers' own word; a review or law tells of what others do.
SPEAKING = frozenset({"strategy", "plan", "roadmap", "white paper", "green paper"})
BINDING = frozenset({"should", "must"})
# A report's "will publish" is no publication yet, and neither is it proof of one.
ONLY_PROMISED = frozenset({"will-publish@1"})


def find_relations(context: Context, commitments: Sequence[CommitmentFinding]) -> tuple[Relation, ...]:
    """All relations the document states, in a stable order, none twice at one place."""
    found = [
        *own_published(context, commitments),
        *addresses(context, commitments),
        *promised(context, commitments),
        *_affected(context, commitments),
    ]
    in_block: dict[int, list[CommitmentFinding]] = defaultdict(list)
    for commitment in commitments:
        in_block[id(commitment.span.block)].append(commitment)
    for block in context.document.blocks:
        if block.kind not in UNREAD:
            for sentence in naming_sentences(context, block):
                found.extend(_in_sentence(context, sentence, in_block[id(block)]))
    untold = ONLY_PROMISED if context.reported else frozenset[str]()
    real = [relation for relation in found if relation.source != relation.target and relation.rule not in untold]
    # The surest comes last and so wins where several rules speak of one place.
    unique = {
        (relation.type, relation.source, relation.target, relation.span.stored): relation
        for relation in sorted(real, key=lambda relation: relation.confidence)
    }
    return tuple(sorted(unique.values(), key=lambda relation: (relation.type, relation.source, relation.target, relation.span.stored)))


def _in_sentence(context: Context, sentence: Sentence, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    yield from _pairs(context, sentence)
    yield from partners(context, sentence, commitments)
    yield from acting_together(context, sentence, commitments)
    yield from _cited(context, sentence)
    yield from _replaced(context, sentence)
    yield from ours(context, sentence)
    yield from brought_out(context, sentence)
    yield from _merged(context, sentence)
    yield from _own_bodies(context, sentence)
    yield from _set_up(context, sentence)
    yield from _authors(context, sentence)


def _pairs(context: Context, sentence: Sentence) -> Iterator[Relation]:
    """Relations that the words between two neighbouring names state; of several publishers joined by "and", each one's."""
    text = sentence.span.block.text
    for index, first in enumerate(sentence.mentions):
        # No further than two names on: one may be an abbreviation in brackets, more belong to another statement.
        for second in sentence.mentions[index + 1 : index + 3]:
            rule = _rule_between(context, sentence, first, second)
            if rule is None:
                continue
            yield _related(rule, first, second, sentence.span)
            joined = sentence.mentions[index::-1] if rule.kinds == ("Organisation", "Strategy") else ()
            yield from (_related(rule, other, second, sentence.span) for other in coordinated(text, joined, backwards=True))
            # "Jointly developed by A and B": each of them.
            makers = sentence.mentions[index + 1 :] if rule.rule == "published-by@2" else ()
            yield from (_related(rule, first, other, sentence.span) for other in coordinated(text, makers))


def _rule_between(context: Context, sentence: Sentence, first: Mention, second: Mention) -> PairRule | None:
    """The rule whose words stand between the two names, when it may hold of them."""
    if second.span.start < first.span.end:
        return None
    text = sentence.span.block.text
    kinds = (context.things[first.thing].kind, context.things[second.thing].kind)
    between = text[first.span.end : second.span.start]
    # All of the words between must fit: in a long stretch a verb may be a third body's.
    rule = next((rule for rule in RULES_BETWEEN.get(kinds, ()) if rule.between.fullmatch(between)), None)
    if rule is None or not _fits(context, rule, first, second) or _in_aside(text, sentence, first, between):
        return None
    return rule


def _in_aside(text: str, sentence: Sentence, first: Mention, between: str) -> bool:
    """Whether the first name ends an aside whose sentence goes on about another: "X, which is part of Y, will publish"."""
    before = text[sentence.span.start : first.span.start]
    return between.startswith(",") and re.search(r", (?:which|who|that|an?|part)\b[^,]*$", before) is not None


def _fits(context: Context, rule: PairRule, first: Mention, second: Mention) -> bool:
    """Whether the rule may hold of these two; "within" needs a body smaller than a government inside another."""
    kinds = context.things[first.thing].fields["kind"], context.things[second.thing].fields["kind"]
    if rule.rule in UNIT_RULES:
        return _is_unit_of(context, second.thing, first.thing, created=rule.rule == "created-unit@1")
    if rule.rule == "changes-body@1":
        return kinds[0] == "legislation" and second.thing != context.government
    if rule.rule == "set-up-by-law@1":
        return kinds[1] == "legislation"
    if rule.rule in {"of-body@1", "speaks-for@1"}:
        return kinds[0] != "review" if rule.rule == "of-body@1" else kinds[0] in SPEAKING and kinds[1] != "group"
    return rule.type != "PART_OF" or _may_be_part(rule, *(kinds[::-1] if rule.reverse else kinds))


def _may_be_part(rule: PairRule, part: object, whole: object) -> bool:
    """Whether the one kind of body may be a part of the other; in brackets only a department is told as the whole."""
    if rule.rule == "department-in-brackets@1" and (whole != "ministerial department" or part == whole):
        return False
    return part not in ("government", "group", "international body")


def _is_unit_of(context: Context, unit: NodeId, body: NodeId, *, created: bool) -> bool:
    """Whether "the Ministry's Lamp Office" is a part of it: by its name an office or board, and no register says otherwise."""
    entry = context.vocabulary.organisations_by_id.get(unit)
    # What a body created may have moved to another since, so the register is not asked.
    if entry is not None and not created:
        return entry.parent == body
    return UNIT.search(str(context.things[unit].fields["name"])) is not None


def _related(rule: PairRule, first: Mention, second: Mention, span: Span) -> Relation:
    source, target = (second, first) if rule.reverse else (first, second)
    return Relation(rule.type, source.thing, target.thing, span, rule.rule, rule.confidence)


def _affected(context: Context, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """A law or order affects those whom it tells what to do; any other instrument the groups to which it says "should" or "must"."""
    own = context.own_strategy
    if own is None:
        return
    law = context.things[own].fields["kind"] == "legislation"
    for commitment in commitments:
        for owner in commitment.owners:
            # Who makes a law is not the one it is made for.
            if owner.organisation in (context.publisher, context.government):
                continue
            if law:
                yield Relation("AFFECTS", own, owner.organisation, commitment.span, "told-what-to-do@1", 0.8)
            elif commitment.strength in BINDING and context.things[owner.organisation].fields["kind"] == "group":
                yield Relation("AFFECTS", own, owner.organisation, commitment.span, "asked-of-all@1", 0.7)


def _cited(context: Context, sentence: Sentence) -> Iterator[Relation]:
    """Strategies the document's own refers to, by words of reference or by a link."""
    own = context.own_strategy
    if own is None:
        return
    block = sentence.span.block
    for mention in sentence.mentions:
        if context.things[mention.thing].kind != "Strategy" or mention.thing == own:
            continue
        # One more, for a closing mark that the link leaves out.
        linked = any(start <= mention.span.start and mention.span.end <= end + 1 for start, end, _ in block.links)
        if linked or CITED.search(block.text[sentence.span.start : mention.span.start]):
            yield Relation("CITES", own, mention.thing, sentence.span, "refers-to@1", 0.8)


def _replaced(context: Context, sentence: Sentence) -> Iterator[Relation]:
    """What "it replaces X" says: the strategy the document is about supersedes X."""
    strategy = context.own_strategy or context.subject
    for mention in sentence.mentions:
        before = sentence.span.block.text[sentence.span.start : mention.span.start]
        if strategy and context.things[mention.thing].kind == "Strategy" and REPLACES.search(before):
            yield Relation("SUPERSEDES", strategy, mention.thing, sentence.span, "it-replaces@1", 0.8)


def _merged(context: Context, sentence: Sentence) -> Iterator[Relation]:
    """What "A, B and C have been merged to form D" says: D succeeds each of them."""
    bodies = [mention for mention in sentence.mentions if context.things[mention.thing].kind == "Organisation"]
    for at, new in enumerate(bodies):
        before = sentence.span.block.text[sentence.span.start : new.span.start]
        if at and MERGED.search(before):
            for old in bodies[:at]:
                yield Relation("SUCCEEDED_BY", old.thing, new.thing, sentence.span, "merged-to-form@1", 0.8)
            return


def _own_bodies(context: Context, sentence: Sentence) -> Iterator[Relation]:
    """Bodies the publisher lists among its own, when the register agrees."""
    known = context.vocabulary.organisations_by_id
    for mention in sentence.mentions:
        entry = known.get(mention.thing)
        before = sentence.span.block.text[sentence.span.start : mention.span.start]
        if entry and entry.parent and entry.parent == context.publisher and OWN_BODIES.search(before):
            yield Relation("PART_OF", entry.id, entry.parent, sentence.span, "own-body@1", 0.7)


def _set_up(context: Context, sentence: Sentence) -> Iterator[Relation]:
    """Whom a law affects that a sentence opens with: "Required by the Harbours Act, the council will …"."""
    text = sentence.span.block.text
    for law, body in pairwise(sentence.mentions):
        things = context.things[law.thing], context.things[body.thing]
        fits = (things[0].kind, things[0].fields.get("kind"), things[1].kind) == ("Strategy", "legislation", "Organisation")
        before, between = text[sentence.span.start : law.span.start], text[law.span.end : body.span.start]
        if fits and SET_UP_BY.search(before) and re.fullmatch(r", (?:the )?", between):
            yield Relation("AFFECTS", law.thing, body.thing, sentence.span, "set-up-by-law@1", 0.8)


def _authors(context: Context, sentence: Sentence) -> Iterator[Relation]:
    people = [mention for mention in sentence.mentions if context.things[mention.thing].kind == "Person"]
    reviews = [
        mention
        for mention in sentence.mentions
        if context.things[mention.thing].kind == "Strategy" and context.things[mention.thing].fields["kind"] == "review"
    ]
    for person, review in zip(people, reviews, strict=False):
        yield Relation("AUTHORS", person.thing, review.thing, sentence.span, "author-of-review@1", 0.8)
