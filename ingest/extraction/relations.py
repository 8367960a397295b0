"""Relations between the things a document names, each with the passage that states it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.identifiers import NodeId
from ingest.documents import Block
from ingest.extraction.addresses import addresses
from ingest.extraction.context import Context
from ingest.extraction.draft import UNREAD
from ingest.extraction.findings import CommitmentFinding, Mention, Relation, Span
from ingest.extraction.pair_rules import MAY_BE_PARTNERS, PARTNERSHIP, RULES_BETWEEN, PairRule
from ingest.extraction.sentences import sentences

MADE = re.compile(
    r"(?:^an? |\b(?:publish|develop|deliver|propos|introduc|launch|creat|issu|produc|establish|releas|prepar|set "
    r"out|with|bring forward)(?:e|es|ed|ing|s)?(?: and \w+)?(?:, for [^,]{2,40},)? )(?:an? )?(?:(?!to |for |and |"
    r"that |with |in |from |by |on )[a-z-]+ ){0,4}$",
    re.IGNORECASE,
)
CITED = re.compile(
    r"\b(?:set out in|outlined in|described in|relates? to|in line with|in accordance with|building on|builds on|"
    r"consistent with|alongside|see|under|supports?|complements?|published in|commitments? (?:in|behind)|governed "
    r"by|part of)(?: the| our| its)?(?: new)? $",
    re.IGNORECASE,
)
REPLACES = re.compile(
    r"\b(?:[Ii]t|[Tt]his|[Tt]his (?:strategy|plan|policy|framework|document)) (?:also |will )?(?:replaces|"
    r"supersedes|replace|supersede) (?:an? |the |its )?$"
)
OWN_BODIES = re.compile(
    r"\b(?:public bodies|agencies|arm['’]s[- ]length bodies|our bodies|executive agencies|bodies) (?:including|such "
    r"as|like|:) ?(?:the )?[^.;:]*$",
    re.IGNORECASE,
)

PUBLISHED = frozenset(
    {"strategy", "plan", "roadmap", "framework", "policy", "charter", "white paper", "green paper", "guidance", "legislation"}
)
# A promise may consist of a title that begins with its kind: "Communication on Business Taxation".
NOMINAL = re.compile(
    r"(?:Communication|Strategy|Plan|Roadmap|White Paper|Green Paper|Framework|Proposal|Guidance|Guidelines) (?:on|for|of) "
)
LISTED = re.compile(r"(?: \([^)]*\))?(?:,|,? and|,? &) ?(?:the |other )?")
OURS = re.compile(r"\b[Oo]ur (?:new |own |latest |revised |updated )*$")
WE_PUBLISHED = re.compile(
    r"\b[Ww]e(?:['’]ve| have)?(?: (?:also|just|now|already|[a-z]+ly))*(?: [a-z]+ed and)? (?:published|released|launched|issued|unveiled)"
    r"(?: (?:the|a|an) [a-z]+(?: [a-z]+){0,3} of)?(?: (?:the|a|an|our))?(?: [a-z-]+){0,3} $"
)
# "Required by the Harbours Act, the council …".
SET_UP_BY = re.compile(r"\b(?:[Rr]equired|[Ee]stablished|[Cc]reated|[Mm]andated|[Aa]uthori[sz]ed|[Ss]et up) (?:by|under) (?:the )?$")
UNIT = re.compile(r"\b(?:Office|Unit|Team|Directorate|Division|Branch|Board|Committee|Taskforce|Task Force|Centre|Center|Secretariat)$")
FIRST_PERSON = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
# A report's "will publish" is no publication yet, and neither is it proof of one.
ONLY_PROMISED = frozenset({"will-publish@1"})
FOR_EACH = {"departmental": "government-departments", "agency": "government-agencies"}


@dataclass(slots=True)
class Sentence:
    """A sentence, and the organisations and strategies named in it."""

    span: Span
    mentions: tuple[Mention, ...]


def find_relations(context: Context, commitments: Sequence[CommitmentFinding]) -> tuple[Relation, ...]:
    """All relations the document states, in a stable order, none twice at one place."""
    found = [*_own(context, commitments), *addresses(context, commitments), *_made(context, commitments), *_affected(context, commitments)]
    in_block: dict[int, list[CommitmentFinding]] = defaultdict(list)
    for commitment in commitments:
        in_block[id(commitment.span.block)].append(commitment)
    for block in context.document.blocks:
        if block.kind not in UNREAD:
            for sentence in _sentences(context, block):
                found.extend(_in_sentence(context, sentence, in_block[id(block)]))
    untold = ONLY_PROMISED if context.reported else frozenset[str]()
    real = [relation for relation in found if relation.source != relation.target and relation.rule not in untold]
    # The surest comes last and so wins where several rules speak of one place.
    unique = {
        (relation.type, relation.source, relation.target, relation.span.stored): relation
        for relation in sorted(real, key=lambda relation: relation.confidence)
    }
    return tuple(sorted(unique.values(), key=lambda relation: (relation.type, relation.source, relation.target, relation.span.stored)))


def _sentences(context: Context, block: Block) -> Iterator[Sentence]:
    mentions = [
        mention for mention in context.mentions_in(block) if context.things[mention.thing].kind in ("Organisation", "Strategy", "Person")
    ]
    if not mentions:
        return
    for span in sentences(block):
        inside = tuple(mention for mention in mentions if span.start <= mention.span.start and mention.span.end <= span.end)
        if inside:
            yield Sentence(span, inside)


def _in_sentence(context: Context, sentence: Sentence, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    yield from _pairs(context, sentence)
    if MAY_BE_PARTNERS.passing(sentence.span.block.text):
        yield from _partners(context, sentence, commitments)
    yield from _cited(context, sentence)
    yield from _replaced(context, sentence)
    yield from _ours(context, sentence)
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
            yield from (_related(rule, other, second, sentence.span) for other in _coordinated(text, joined, backwards=True))


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
    if rule.rule == "changes-body@1":
        return context.things[first.thing].fields["kind"] == "legislation" and second.thing != context.government
    if rule.rule == "set-up-by-law@1":
        return context.things[second.thing].fields["kind"] == "legislation"
    if rule.rule == "of-body@1":
        return context.things[first.thing].fields["kind"] != "review"
    if rule.rule == "whose-unit@1":
        return _is_unit_of(context, second.thing, first.thing)
    if rule.type == "PART_OF":
        part = second if rule.reverse else first
        return context.things[part.thing].fields["kind"] not in ("government", "group", "international body")
    return True


def _is_unit_of(context: Context, unit: NodeId, body: NodeId) -> bool:
    """Whether "the Ministry's Lamp Office" is a part of it: by its name an office or board, and no register says otherwise."""
    entry = context.vocabulary.organisations_by_id.get(unit)
    if entry is not None:
        return entry.parent == body
    return UNIT.search(str(context.things[unit].fields["name"])) is not None


def _related(rule: PairRule, first: Mention, second: Mention, span: Span) -> Relation:
    source, target = (second, first) if rule.reverse else (first, second)
    return Relation(rule.type, source.thing, target.thing, span, rule.rule, rule.confidence)


def _own(context: Context, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """Who published the strategy in the title: the publisher when the text names it, else the government it belongs to."""
    strategy = context.own_strategy or context.subject
    if strategy is None:
        return
    if context.own_strategy is None and not _speaks_for_itself(context):
        yield from _named_in_title(context, strategy)
        return
    # Backwards, so that the first place of each thing is the one that stays.
    places = {mention.thing: mention.span for mention in reversed(context.mentions)}
    speaker = next((body for body in (context.publisher, context.government) if body in places), context.publisher)
    speaker = speaker or _named_first_in(context, strategy)
    place = places.get(strategy) or (places.get(speaker) if speaker else None) or _first_place(context)
    if speaker is not None and place is not None:
        yield Relation("PUBLISHES", speaker, strategy, place, "publisher@2", 0.9 if speaker == context.publisher else 0.75)
        if context.own_strategy:
            yield from _governments(context, strategy, commitments)


def _speaks_for_itself(context: Context) -> bool:
    """Whether what tells of a strategy is its publisher's own word on it: a known body that says "we" and "our"."""
    known = context.publisher in context.vocabulary.organisations_by_id
    return known and any(FIRST_PERSON.search(block.text) for block in context.document.blocks if block.kind not in UNREAD)


def _named_in_title(context: Context, strategy: NodeId) -> Iterator[Relation]:
    """A strategy that a report tells of is the body's whose name opens its own; who only reports has published nothing."""
    body = _named_first_in(context, strategy)
    told = [mention.span for mention in context.mentions if mention.thing == strategy]
    place = next((span for span in told if span.block.kind != "heading"), None) or next(iter(told), None) or _first_place(context)
    if body is not None and place is not None:
        yield Relation("PUBLISHES", body, strategy, place, "body-of-reported@1", 0.75)


def _governments(context: Context, strategy: NodeId, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """A department's plan in which the government itself undertakes most is the government's too."""
    leads = [commitment.owners[0].organisation for commitment in commitments if commitment.owners]
    if context.government and leads.count(context.government) * 2 > len(leads):
        yield Relation("PUBLISHES", context.government, strategy, commitments[0].span, "government's-plan@1", 0.7)


def _named_first_in(context: Context, strategy: NodeId) -> NodeId | None:
    """The organisation whose name opens the strategy's: "Home Office 2030 Digital Strategy"."""
    name = str(context.things[strategy].fields["name"])
    bodies = context.bodies_by_name
    # Of several the one that was noted first.
    opening = [bodies[name[:end]] for end in range(len(name)) if name[end] == " " and name[:end] in bodies]
    return min(opening)[1] if opening else None


def _first_place(context: Context) -> Span | None:
    block = next((block for block in context.document.blocks if block.kind not in UNREAD and block.text), None)
    return Span(block, 0, len(block.text)) if block else None


def _made(context: Context, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """Who promises a strategy publishes it; and one that opens with a body's name is that body's."""
    for commitment in commitments:
        made = [mention for mention in _inside(context, commitment.span, "Strategy") if _is_promised(context, commitment, mention)]
        for owner in commitment.owners[:1]:
            # Only announced: half as sure as what is out.
            yield from (Relation("PUBLISHES", owner.organisation, it.thing, commitment.span, "will-publish@1", 0.5) for it in made)
    for mention in context.mentions:
        if context.things[mention.thing].kind == "Strategy" and mention.thing != context.own_strategy:
            body = _named_first_in(context, mention.thing)
            if body is not None and context.things[body].fields["kind"] != "international body":
                yield Relation("OWNS", body, mention.thing, mention.span, "body-in-title@1", 0.8)


def _is_promised(context: Context, commitment: CommitmentFinding, mention: Mention) -> bool:
    """Whether a strategy is what a commitment promises to make, and not merely named in it."""
    before = commitment.span.block.text[commitment.span.start : mention.span.start]
    made = MADE.search(before) or (not before and NOMINAL.match(mention.span.text))
    return mention.thing != context.own_strategy and bool(made) and _can_be_published(context, mention)


def _can_be_published(context: Context, mention: Mention) -> bool:
    """Whether the thing is a document one publishes, and one of it: neither a programme nor "Agency Transformation Plans"."""
    fields = context.things[mention.thing].fields
    return fields["kind"] in PUBLISHED and not str(fields["name"]).lower().endswith(("plans", "policies"))


def _inside(context: Context, span: Span, kind: str) -> list[Mention]:
    return [
        mention
        for mention in context.mentions_in(span.block)
        if context.things[mention.thing].kind == kind and span.start <= mention.span.start and mention.span.end <= span.end
    ]


def _affected(context: Context, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """A law or order affects those whom it tells what to do."""
    own = context.own_strategy
    if own is None or context.things[own].fields["kind"] != "legislation":
        return
    for commitment in commitments:
        for owner in commitment.owners:
            # Who makes a law is not the one it is made for.
            if owner.organisation not in (context.publisher, context.government):
                yield Relation("AFFECTS", own, owner.organisation, commitment.span, "told-what-to-do@1", 0.8)


def _partners(context: Context, sentence: Sentence, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """Bodies that work with one another: the one that acts, and those named after "work with" and the like."""
    text = sentence.span.block.text
    bodies = [mention for mention in sentence.mentions if context.things[mention.thing].kind == "Organisation"]
    for index, partner in enumerate(bodies):
        before = text[sentence.span.start : partner.span.start]
        cue = PARTNERSHIP.search(before if before.endswith(" ") else before + " ")
        if cue is None:
            continue
        partners = {mention.thing for mention in (partner, *_coordinated(text, bodies[index:]))}
        for actor in _actors(context, sentence, sentence.span.start + cue.start(), commitments):
            for other in sorted(partners) if actor not in partners else ():
                # Partnership has no direction; sorted ends make one relationship however it is told.
                first, second = sorted((actor, other))
                yield Relation("PARTNERS_WITH", first, second, sentence.span, "works-with@1", 0.8)


def _coordinated(text: str, bodies: Sequence[Mention], *, backwards: bool = False) -> Iterator[Mention]:
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


def _ours(context: Context, sentence: Sentence) -> Iterator[Relation]:
    """Who owns "our Data Strategy" (the speaker) and "departmental strategies" (the departments)."""
    for mention in sentence.mentions:
        thing = context.things[mention.thing]
        if thing.kind != "Strategy" or mention.thing == context.own_strategy:
            continue
        before = sentence.span.block.text[sentence.span.start : mention.span.start]
        if context.publisher and WE_PUBLISHED.search(before) and thing.fields["kind"] in PUBLISHED:
            yield Relation("PUBLISHES", context.publisher, mention.thing, sentence.span, "we-published@1", 0.8)
        if context.publisher and OURS.search(before) and mention.rule != "this-strategy@1":
            yield Relation("OWNS", context.publisher, mention.thing, sentence.span, "our-strategy@1", 0.8)
        group = FOR_EACH.get(str(thing.fields["name"]).split()[0].lower(), "")
        bodies = f"organisation/{context.country}-{group}"
        if group and bodies in context.things:
            yield Relation("OWNS", bodies, mention.thing, sentence.span, "one-for-each@1", 0.75)


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
