"""PUBLISHES and OWNS beyond two names in a row: whose the document's own strategy is, whose "our strategy", and who promises one."""

import re
from collections.abc import Iterator, Sequence

from graph.identifiers import NodeId
from ingest.extraction.context import Context
from ingest.extraction.draft import UNREAD
from ingest.extraction.findings import CommitmentFinding, Mention, Relation, Span
from ingest.extraction.naming_sentences import Sentence

MADE = re.compile(
    r"(?:^an? |\b(?:publish|develop|deliver|propos|introduc|launch|creat|issu|produc|establish|releas|prepar|set "
    r"out|with|bring forward)(?:e|es|ed|ing|s)?(?: and \w+)?(?:, for [^,]{2,40},)? )(?:an? )?(?:(?!to |for |and |"
    r"that |with |in |from |by |on )[a-z-]+ ){0,4}$",
    re.IGNORECASE,
)
PUBLISHED = frozenset(
    {"strategy", "plan", "roadmap", "framework", "policy", "charter", "white paper", "green paper", "guidance", "legislation"}
)
# A promise may consist of a title that begins with its kind: "Communication on Business Taxation".
NOMINAL = re.compile(
    r"(?:Communication|Strategy|Plan|Roadmap|White Paper|Green Paper|Framework|Proposal|Guidance|Guidelines) (?:on|for|of) "
)
OURS = re.compile(r"\b[Oo]ur (?:new |own |latest |revised |updated )*$")
WE_PUBLISHED = re.compile(
    r"\b[Ww]e(?:['’]ve| have)?(?: (?:also|just|now|already|[a-z]+ly))*(?: [a-z]+ed and)? (?:published|released|launched|issued|unveiled)"
    r"(?: (?:the|a|an) [a-z]+(?: [a-z]+){0,3} of)?(?: (?:the|a|an|our))?(?: [a-z-]+){0,3} $"
)
TO_LAUNCH = re.compile(
    r"\bto (?:jointly )?(?:launch|publish|release|issue|develop|unveil|deliver|produce|create) (?:an?|the|its|their)"
    r"(?: (?:new|first|national|joint))* $"
)
BRINGING_OUT = re.compile(
    r"\b(?:[Rr]eleasing|[Pp]ublishing|[Ll]aunching|[Cc]ompleting|[Ff]inali[sz]ing|[Ii]ssuing)(?: (?:an?|the|our))?"
    r"(?: (?:new|first|updated))* $"
)
LAW = re.compile(r"\b(?:Act|Bill|Regulations)\b")
FOR_EACH = {"departmental": "government-departments", "agency": "government-agencies"}


def own_published(context: Context, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
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
    return known and context.first_person


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


def promised(context: Context, commitments: Sequence[CommitmentFinding]) -> Iterator[Relation]:
    """Who promises a strategy publishes it; and one that opens with a body's name is that body's."""
    for commitment in commitments:
        made = [mention for mention in _inside(context, commitment.span, "Strategy") if _is_promised(context, commitment, mention)]
        for owner in commitment.owners[:1]:
            # Only announced: half as sure as what is out.
            yield from (Relation("PUBLISHES", owner.organisation, it.thing, commitment.span, "will-publish@1", 0.5) for it in made)
    for mention in context.mentions:
        if context.things[mention.thing].kind == "Strategy" and mention.thing != context.own_strategy:
            # A law may be called after the body it sets up, and is never its own.
            law = LAW.search(str(context.things[mention.thing].fields["name"]))
            body = None if law else _named_first_in(context, mention.thing)
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


def brought_out(context: Context, sentence: Sentence) -> Iterator[Relation]:
    """Who brings out a strategy: "A has joined B to launch …"; and with nobody named, the publisher that says "we"."""
    text, first = sentence.span.block.text, sentence.mentions[0]
    opens = text[sentence.span.start : first.span.start].lower() in {"", "the "}
    body = first.thing if opens and context.things[first.thing].kind == "Organisation" else None
    for mention in sentence.mentions:
        if context.things[mention.thing].kind != "Strategy" or not _can_be_published(context, mention):
            continue
        before = text[sentence.span.start : mention.span.start]
        if body is not None and TO_LAUNCH.search(before):
            yield Relation("PUBLISHES", body, mention.thing, sentence.span, "to-launch@1", 0.7)
        if context.publisher and mention is first and BRINGING_OUT.search(before) and _speaks_for_itself(context):
            yield Relation("PUBLISHES", context.publisher, mention.thing, sentence.span, "bringing-out@1", 0.7)


def ours(context: Context, sentence: Sentence) -> Iterator[Relation]:
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
