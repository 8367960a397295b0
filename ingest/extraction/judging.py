"""Whether a sentence is a commitment: by its clause, by what its place asks for, and unless a veto speaks against it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.kinds import Strength
from ingest.documents import Block
from ingest.extraction.actions import Label, form_of, label_of
from ingest.extraction.almanac import Almanac
from ingest.extraction.asks import Standing, ask_of, full_label
from ingest.extraction.attributes import labelled_blocks
from ingest.extraction.clauses import Clause, find_clauses
from ingest.extraction.context import Context
from ingest.extraction.dates import find_dates
from ingest.extraction.deadlines import Place, find_deadline
from ingest.extraction.findings import Span
from ingest.extraction.laws import LawReader, is_law
from ingest.extraction.leads import Lead, governing_intros, heading_kind, instruction_lists, lead_of, numbers_recommend, running_numbers
from ingest.extraction.owners import OwnerReader
from ingest.extraction.shapes import is_promised_thing, only_entitles, opens_list
from ingest.extraction.subjects import SubjectKind
from ingest.extraction.vetoes import Situation, veto_of

# These verbs promise to think about something, and no result.
_CONSIDERS = re.compile(r"(?:consider|explore|examine|look at|review|assess|investigate|look into)\b", re.IGNORECASE)
_REFRAINS = re.compile(r"(?:not(?! (?:later|less|more|fewer|only|just|merely)\b)|never|no longer)\s", re.IGNORECASE)
# What a meeting takes note of changes nothing: "Notes the report".
_ONLY_NOTES = re.compile(
    r"(?:that )?(?:notes?|receives?|welcomes?|acknowledges?|thanks?|commends?)\s(?:the|with|that|all|any|its|their)\b", re.IGNORECASE
)
_WE = re.compile(r"we\b", re.IGNORECASE)
_OPENING_WORDS = re.compile(r"(?:what|how|why|who|where|when)\b", re.IGNORECASE)
_FORM_RULES = {
    "imperative": "instruction",
    "third person": "instruction",
    "gerund": "gerund",
    "infinitive": "infinitive",
    "nominal": "nominal",
}
_REPORT = re.compile(r"\b(?:news|article|blog|press)\b", re.IGNORECASE)
_BINDING = re.compile(r"\b(?:order|memorandum|directive|regulations?|mandate|instruction|circular|act|bill|decree)\b", re.IGNORECASE)


@dataclass(slots=True)
class Judged:
    """What was decided on one sentence: accepted by a rule, refused by a veto, or neither."""

    rule: str | None = None
    veto: str | None = None
    clause: Clause | None = None
    strength: Strength = "will"
    confidence: float = 0.0


_UNDECIDED = Judged()


class Judge:
    """Judges the sentences of one document in reading order."""

    def __init__(self, context: Context, owners: OwnerReader, almanac: Almanac) -> None:
        """Begin at the top of the document of `context`."""
        self._context = context
        self._owners = owners
        self._almanac = almanac
        self._governing = governing_intros(context.document.blocks)
        self._running = _numbered_actions(context.document.blocks)
        # Only a document that sets a course instructs by bare lists; elsewhere they may sum up anything.
        self._instructs = instruction_lists(context.document.blocks) if context.own_strategy is not None else frozenset()
        self._title = context.document.metadata.title if context.own_strategy is not None else ""
        # Numbers that run through a document are its recommendations only where its lists recommend.
        self._recommends = numbers_recommend(block for block in context.document.blocks if id(block) in self._running)
        self.binding = _BINDING.search(context.document.metadata.kind or "") is not None
        self._report = _REPORT.search(context.document.metadata.kind or "") is not None
        self._leads: dict[int, Lead] = {}
        self._subject: SubjectKind = "thing"
        self._laws = LawReader(context)
        self._numbered_heading: Block | None = None
        self._labelled, self.details = labelled_blocks(context.document.blocks)

    def heard(self, span: Span, clause: Clause | None) -> None:
        """Remember whom a sentence was about."""
        # "It" and "this" go on about the same subject, and so leave it as it was.
        if clause is None or clause.subject.kind not in {"pronoun", "demonstrative"}:
            self._subject = clause.subject.kind if clause else self._subject_without_cue(span)
        elif clause.subject.kind == "demonstrative" and clause.subject.head not in {"this", "these", "that", "those"}:
            # "This package will save jobs. It will …": the package goes on.
            self._subject = "demonstrative"
        self._laws.heard(span, clause.subject if clause else None)

    def leave(self, block: Block) -> None:
        """Remember whether the block was a heading that is only a number."""
        numbered = block.kind == "heading" and _ONLY_NUMBER.fullmatch(block.text.strip())
        self._numbered_heading = block if numbered else None

    def recommends(self, block: Block) -> bool:
        """Whether the block's running number makes it a recommendation."""
        return self._recommends and id(block) in self._running

    def _dated(self, span: Span) -> bool:
        """Whether the sentence itself has a deadline."""
        return find_deadline([own_place(self._context, span, self._almanac)], self._almanac) is not None

    def judge(self, span: Span, *, first: bool) -> Judged:
        """Whether a sentence outside a table is a commitment, and by which rule."""
        block = span.block
        label = full_label(block) if first else Label(0)
        judged = self._by_clause(span, first=first, recommended=label.kind == "recommendation")
        asks = first and not span.text.endswith("?")
        ask = ask_of(self._standing(block), label) if asks else None
        # "We will not …" stays refused even in a list of actions; other vetoes an instruction may overrule.
        if ask is None or judged.veto == "negation":
            return judged
        form = form_of(span.text[label.length :])
        if _ONLY_NOTES.match(span.text, label.length):
            return Judged(veto="business of a meeting")
        # In a list below "We will:" this item tells what we will leave.
        if _REFRAINS.match(span.text, label.length):
            return Judged(veto="negation")
        # "Publish a plan that staff will use": the instruction is the promise, not the clause further on.
        instructs = form in {"imperative", "infinitive"} and (judged.clause is None or judged.clause.subject.start > label.length)
        if not instructs and (judged.rule or (id(block) not in self._running and not _may_be_asked(judged, form))):
            return judged
        lead = self.lead(block) if block.kind == "item" else None
        strength: Strength = lead.clause.strength if lead and lead.clause else "will"
        strength = "should" if ask == "recommendations" or (label.kind == "recommendation") else strength
        return Judged(f"{ask}: {_FORM_RULES.get(form, form)}", None, None, strength, 0.6 if form == "nominal" else 0.75)

    def _standing(self, block: Block) -> Standing:
        lead = self.lead(block) if block.kind == "item" else None
        refused = (
            lead is not None
            and lead.kind == "bound"
            and lead.clause is not None
            and lead.clause.verb != ""
            and veto_of(lead.clause, self._situation(lead.clause, lead.span, recommends=lead.recommends)) is not None
        )
        below_number = self._numbered_heading is not None
        return Standing(
            block,
            lead,
            refused,
            id(block) in self._running,
            below_number,
            id(block) in self._instructs,
            self._title,
            id(block) in self._labelled,
        )

    def _by_clause(self, span: Span, *, first: bool, recommended: bool = False) -> Judged:
        """The first clause of the sentence that no veto refuses; else the first veto."""
        clauses = find_clauses(span.text, self._owners.agents(span))
        if not clauses:
            return _UNDECIDED
        accepted: list[Clause] = []
        refused: Judged | None = None
        if span.block.kind == "heading":
            # As a heading "How the board plans to grow" is a title of what stands below.
            clauses = tuple(clause for clause in clauses if " to" not in clause.cue and not only_entitles(clause))
        for clause in clauses:
            veto = (
                "open list"
                if opens_list(clause, span)
                else veto_of(clause, self._situation(clause, span, recommends=recommended or (first and self._tells(span.block))))
            )
            if veto == "dependent clause" and is_promised_thing(clause, span):
                veto = None
            if veto is None and not (span.block.kind == "heading" and _OPENING_WORDS.match(span.text)):
                accepted.append(clause)
            refused = refused or Judged(None, veto, clause)
        if not accepted:
            return refused or Judged()
        # Of several the one that says who acts: the owner is read from it.
        clause = next((clause for clause in accepted if clause.subject.kind in {"we", "agent"}), accepted[0])
        return Judged(f"clause: {clause.cue}", None, clause, _strength(clause), _confidence(clause))

    def _tells(self, block: Block) -> bool:
        """Whether the place of a block makes a "should" in it an action: a running number, or a row of actions."""
        return id(block) in self._running or block.kind == "row"

    def _situation(self, clause: Clause, span: Span, *, recommends: bool = False) -> Situation:
        kind = clause.subject.kind
        referring = clause.subject.head == "they" or clause.reporter != ""
        named_before = referring and any(end <= clause.subject.start for _, end in self._owners.agents(span))
        if kind == "pronoun" and (self._subject == "agent" or named_before):
            kind = "agent"
        if kind == "pronoun" and self._subject == "demonstrative":
            kind = "demonstrative"
        dated = self._dated(span)
        recommends = recommends or heading_kind(span.block.headings) == "recommendations"
        named = any(start < clause.subject.end and clause.subject.start < end for start, end in self._owners.agents(span))
        of_law = not named and self._context.reported is not None and is_law(self._context, self._context.reported)
        law = self._laws.is_meant(span, clause.subject)
        return Situation(kind, dated, recommends, self.binding, self._report, law, named, of_law)

    def lead(self, block: Block) -> Lead | None:
        """What the words above its list ask of an item; None when a heading or nothing stands above."""
        intro = block.intro
        # What a heading makes of a list is for `heading_kind`; items complete the sentence of an intro only.
        if intro is None or intro.kind == "heading":
            return None
        intro = self._governing.get(id(intro), intro)
        if id(intro) not in self._leads:
            self._leads[id(intro)] = lead_of(intro, self._owners.agents)
        return self._leads[id(intro)]

    def _subject_without_cue(self, span: Span) -> SubjectKind:
        named = self._owners.agents(span)
        if _WE.match(span.text):
            return "we"
        return "agent" if named and named[0][0] < 6 else "thing"

    def judge_cell(self, span: Span, *, first: bool, response: bool, aimed: bool) -> Judged:
        """Whether a sentence in a table's column of actions is a commitment; `aimed` when the column holds targets."""
        label = label_of(span.text)
        form = form_of(span.text[label.length :])
        judged = self._by_clause(span, first=first)
        # A response may only comment: without a clause of its own it binds nobody, whatever its form.
        if judged.rule or (judged.veto and form not in {"imperative", "infinitive"}) or response:
            return judged
        if form in {"imperative", "infinitive", "third person"} or (
            first and form in {"gerund", "nominal"} and len(span.text.split()) >= 3
        ):
            return Judged(f"table: {_FORM_RULES.get(form, form)}", None, None, "will", 0.75)
        # In a column of targets a state of things is what is to be reached: "Baseline data has been compiled".
        return Judged("table: finite", None, None, "will", 0.6) if aimed and form == "finite" and judged.veto is None else judged


def _numbered_actions(blocks: Sequence[Block]) -> frozenset[int]:
    """Identities of items whose numbering runs through the document; empty where it merely numbers the paragraphs, as in minutes."""
    running = running_numbers(blocks)
    numbered = [block for block in blocks if id(block) in running]
    telling = sum(_DONE.match(block.text) is not None for block in numbered)
    return running if telling * 2 < len(numbered) else frozenset()


# A subject and what it did: "The Board noted the report", "Jane Hill introduced the paper"; or who is told of: "The Board:".
_DONE = re.compile(
    r"(?:The [\w’' ]{2,40}?|[A-Z][\w’'-]+(?: (?:and )?[A-Z][\w’'-]+){0,6}) (?:(?:has|have|had|was|were|did)\b|(?:also |then )?[a-z]+ed\b)"
    r"|The [\w’' ]{2,40}:$"
)
_ONLY_NUMBER = re.compile(r"(?:recommendation|action|commitment|proposal|measure|pledge)\s(?:no\.?\s?)?[A-Z]?\d+[.:]?", re.IGNORECASE)


def names_in(context: Context, span: Span) -> tuple[tuple[int, int], ...]:
    """Where in the span's text strategies and organisations are named: a year in a name is no deadline."""
    return tuple(
        (mention.span.start - span.start, mention.span.end - span.start)
        for mention in context.mentions_in(span.block)
        if context.things[mention.thing].kind in {"Strategy", "Organisation"}
    )


def own_place(context: Context, span: Span, almanac: Almanac) -> Place:
    """The sentence itself as a place for its deadline."""
    # Names matter only where there is a date that may be part of one.
    names = names_in(context, span) if find_dates(span.text, almanac) else ()
    return Place(span.text, "sentence", names=names)


def _may_be_asked(judged: Judged, form: str) -> bool:
    """Whether what asks for actions may overrule what the sentence's own clauses say."""
    return judged.veto in {None, "dependent clause"} and form != "finite"


def _strength(clause: Clause) -> Strength:
    if clause.cue in {"will", "ll"} and _CONSIDERS.match(clause.rest):
        return "considers"
    return clause.strength


def _confidence(clause: Clause) -> float:
    # The less a subject can act by itself, the likelier its sentence only predicts; aims and plans bind less than promises.
    sure = {"we": 0.95, "agent": 0.95, "there": 0.7, "document": 0.6, "beneficiary": 0.6}.get(clause.subject.kind, 0.75)
    return sure if clause.strength not in {"aims to", "plans to"} else round(sure - 0.1, 3)
