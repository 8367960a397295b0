"""Commitments: cues with high recall, then named vetoes, then owner and deadline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from graph.kinds import CommitmentKind, Strength
from ingest.documents import Block
from ingest.extraction.actions import Label, form_of, gerund_series, label_of
from ingest.extraction.asks import Standing, ask_of, full_label
from ingest.extraction.attributes import Attribute, amended, attribute_of, due_by
from ingest.extraction.clauses import Clause, find_clauses
from ingest.extraction.context import Context
from ingest.extraction.dates import find_dates
from ingest.extraction.deadlines import Place, almanac_of, find_deadline
from ingest.extraction.draft import UNREAD
from ingest.extraction.findings import CommitmentFinding, Deadline, Rejected, Span
from ingest.extraction.laws import LawReader, is_law
from ingest.extraction.leads import Lead, governing_intros, heading_kind, instruction_lists, lead_of, numbers_recommend, running_numbers
from ingest.extraction.owners import GUESSED, OwnerReader, Site
from ingest.extraction.sentences import sentences
from ingest.extraction.shapes import is_navigation, is_promised_thing, only_entitles, opens_list
from ingest.extraction.subjects import SubjectKind
from ingest.extraction.tables import Row, read_row
from ingest.extraction.targets import target_of
from ingest.extraction.vetoes import Situation, veto_of

_CONDITION = re.compile(
    r"\b(?:if|subject to|provided that|where (?:appropriate|possible|necessary|needed)|as appropriate|unless|depending on|pending)\b",
    re.IGNORECASE,
)
# These verbs promise to think about something, and no result.
_CONSIDERS = re.compile(r"(?:consider|explore|examine|look at|review|assess|investigate|look into)\b", re.IGNORECASE)
# What a footnote says of others' plans is no promise of this document.
NO_PROMISES = UNREAD | {"footnote"}
_REFRAINS = re.compile(r"(?:not(?! (?:later|less|more|fewer|only|just|merely)\b)|never|no longer)\s", re.IGNORECASE)
_WE = re.compile(r"we\b", re.IGNORECASE)
_OPENING_WORDS = re.compile(r"(?:what|how|why|who|where|when)\b", re.IGNORECASE)
_FORM_RULES = {
    "imperative": "instruction",
    "third person": "instruction",
    "gerund": "gerund",
    "infinitive": "infinitive",
    "nominal": "nominal",
}


@dataclass(slots=True)
class _Judged:
    """What was decided on one sentence: accepted by a rule, refused by a veto, or neither."""

    rule: str | None = None
    veto: str | None = None
    clause: Clause | None = None
    strength: Strength = "will"
    confidence: float = 0.0


_UNDECIDED = _Judged()


def find_commitments(context: Context) -> tuple[tuple[CommitmentFinding, ...], tuple[Rejected, ...]]:
    """The commitments of a document in reading order, and the sentences with a cue that were refused."""
    reader = _Reader(context)
    for block in context.document.blocks:
        reader.read(block)
    kept, repeats = _without_repeats(reader.found)
    return kept, (*reader.refused, *(Rejected(repeat.span, "said before") for repeat in repeats))


class _Reader:
    """Walks through the blocks of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[CommitmentFinding] = []
        self.refused: list[Rejected] = []
        self._owners = OwnerReader(context)
        self._almanac = almanac_of(context.document.metadata, context.country, own_words=context.publisher is not None)
        self._governing = governing_intros(context.document.blocks)
        self._running = running_numbers(context.document.blocks)
        # Only a document that sets a course instructs by bare lists; elsewhere they may sum up anything.
        self._instructs = instruction_lists(context.document.blocks) if context.own_strategy is not None else frozenset()
        self._title = context.document.metadata.title if context.own_strategy is not None else ""
        # Numbers that run through a document are its recommendations only where its lists recommend.
        self._recommends = numbers_recommend(block for block in context.document.blocks if id(block) in self._running)
        self._binding = _BINDING.search(context.document.metadata.kind or "") is not None
        self._report = _REPORT.search(context.document.metadata.kind or "") is not None
        self._response = "response" in (context.document.metadata.kind or "")
        self._leads: dict[int, Lead] = {}
        self._subject: SubjectKind = "thing"
        self._laws = LawReader(context)
        self._numbered_heading: Block | None = None
        self._due: Deadline | None = None
        self._open_heading: Block | None = None

    def read(self, block: Block) -> None:
        """Take the next block."""
        if block.kind in NO_PROMISES or not block.text.strip() or is_navigation(block):
            return
        self._owners.enter(block)
        row = read_row(block) if block.kind == "row" else None
        if row is not None:
            self._read_row(block, row)
            return
        for at, span in enumerate(sentences(block)):
            attribute = attribute_of(span) if self.found and block.kind != "heading" else None
            if attribute is None:
                self._take(span, self._judge(span, first=at == 0))
            else:
                self._amend(*attribute)
                self.refused.append(Rejected(span, "detail"))
        numbered = block.kind == "heading" and _ONLY_NUMBER.fullmatch(block.text.strip())
        self._numbered_heading = block if numbered else None

    def _amend(self, attribute: Attribute, words: Span) -> None:
        """Give the commitment before a line such as "Lead: …" what the line says."""
        self.found[-1] = amended(self.found[-1], attribute, words, self._owners, self._almanac)
        # In a response the day by which a recommendation will be met stands above what is to be done for it.
        if attribute == "date" and self._response:
            self._due = due_by(words, self._almanac)

    def _judge(self, span: Span, *, first: bool) -> _Judged:
        """Whether a sentence outside a table is a commitment, and by which rule."""
        block = span.block
        label = full_label(block) if first else Label(0)
        judged = self._by_clause(span, first=first)
        asks = first and not span.text.endswith("?")
        ask = ask_of(self._standing(block), label) if asks else None
        # "We will not …" stays refused even in a list of actions; other vetoes an instruction may overrule.
        if ask is None or judged.veto == "negation":
            return judged
        form = form_of(span.text[label.length :])
        # In a list below "We will:" this item tells what we will leave.
        if _REFRAINS.match(span.text, label.length):
            return _Judged(veto="negation")
        # "Publish a plan that staff will use": the instruction is the promise, not the clause further on.
        instructs = form in {"imperative", "infinitive"} and (judged.clause is None or judged.clause.subject.start > label.length)
        if not instructs and (judged.rule or (id(block) not in self._running and not _may_be_asked(judged, form))):
            return judged
        lead = self._lead(block) if block.kind == "item" else None
        strength: Strength = lead.clause.strength if lead and lead.clause else "will"
        strength = "should" if ask == "recommendations" or (label.kind == "recommendation") else strength
        return _Judged(f"{ask}: {_FORM_RULES.get(form, form)}", None, None, strength, 0.6 if form == "nominal" else 0.75)

    def _standing(self, block: Block) -> Standing:
        lead = self._lead(block) if block.kind == "item" else None
        refused = (
            lead is not None
            and lead.clause is not None
            and lead.clause.verb != ""
            and veto_of(lead.clause, self._situation(lead.clause, lead.span, recommends=lead.recommends)) is not None
        )
        below_number = self._numbered_heading is not None
        return Standing(block, lead, refused, id(block) in self._running, below_number, id(block) in self._instructs, self._title)

    def _by_clause(self, span: Span, *, first: bool) -> _Judged:
        """The first clause of the sentence that no veto refuses; else the first veto."""
        clauses = find_clauses(span.text, self._owners.agents(span))
        if not clauses:
            return _UNDECIDED
        accepted: list[Clause] = []
        refused: _Judged | None = None
        if span.block.kind == "heading":
            # As a heading "How the board plans to grow" is a title of what stands below.
            clauses = tuple(clause for clause in clauses if " to" not in clause.cue and not only_entitles(clause))
        for clause in clauses:
            veto = (
                "open list"
                if opens_list(clause, span)
                else veto_of(clause, self._situation(clause, span, recommends=first and self._tells(span.block)))
            )
            if veto == "dependent clause" and is_promised_thing(clause, span):
                veto = None
            if veto is None and not (span.block.kind == "heading" and _OPENING_WORDS.match(span.text)):
                accepted.append(clause)
            refused = refused or _Judged(None, veto, clause)
        if not accepted:
            return refused or _Judged()
        # Of several the one that says who acts: the owner is read from it.
        clause = next((clause for clause in accepted if clause.subject.kind in {"we", "agent"}), accepted[0])
        return _Judged(f"clause: {clause.cue}", None, clause, _strength(clause), _confidence(clause))

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
        dated = self._deadline(span, own_only=True) is not None
        recommends = recommends or heading_kind(span.block.headings) == "recommendations"
        named = any(start < clause.subject.end and clause.subject.start < end for start, end in self._owners.agents(span))
        of_law = not named and self.context.reported is not None and is_law(self.context, self.context.reported)
        law = self._laws.is_meant(span, clause.subject)
        return Situation(kind, dated, recommends, self._binding, self._report, law, named, of_law)

    def _lead(self, block: Block) -> Lead | None:
        intro = block.intro
        # What a heading makes of a list is for `heading_kind`; items complete the sentence of an intro only.
        if intro is None or intro.kind == "heading":
            return None
        intro = self._governing.get(id(intro), intro)
        if id(intro) not in self._leads:
            self._leads[id(intro)] = lead_of(intro, self._owners.agents)
        return self._leads[id(intro)]

    def _take(self, span: Span, judged: _Judged) -> None:
        """Keep what was decided, and remember whom the sentence was about."""
        self._keep(span, judged)
        self._settle_heading(span, judged)
        clause = judged.clause
        # "It" and "this" go on about the same subject, and so leave it as it was.
        if clause is None or clause.subject.kind not in {"pronoun", "demonstrative"}:
            self._subject = clause.subject.kind if clause else self._subject_without_cue(span)
        elif clause.subject.kind == "demonstrative" and clause.subject.head not in {"this", "these", "that", "those"}:
            # "This package will save jobs. It will …": the package goes on.
            self._subject = "demonstrative"
        self._owners.heard(span, clause)
        self._laws.heard(span, clause.subject if clause else None)

    def _settle_heading(self, span: Span, judged: _Judged) -> None:
        """Give an action that is a heading the body that the first sentence below it binds."""
        if judged.rule is not None and judged.rule.startswith("labelled heading"):
            self._open_heading = span.block
            return
        heading = self._open_heading
        if heading is None or judged.clause is None or span.block.headings[-1:] != (heading,):
            return
        self._open_heading = None
        below = self._owners.bound(span, judged.clause)
        at = next((at for at, found in enumerate(self.found) if found.span.block is heading), None)
        if below and at is not None and all(owner.rule in GUESSED for owner in self.found[at].owners):
            self.found[at] = replace(self.found[at], owners=below)

    def _subject_without_cue(self, span: Span) -> SubjectKind:
        named = self._owners.agents(span)
        if _WE.match(span.text):
            return "we"
        return "agent" if named and named[0][0] < 6 else "thing"

    def _finding(self, span: Span, judged: _Judged, row: Row | None = None, header: str = "") -> CommitmentFinding:
        lead = self._lead(span.block) if span.block.kind == "item" else None
        recommends = judged.strength == "should" or (self._recommends and id(span.block) in self._running and judged.clause is None)
        addressed = recommends or self._binding
        site = Site(span, judged.clause, lead, addressed, self._owner_cells(row))
        label = full_label(span.block) if span.start == 0 else Label(0)
        kind = self._kind(span, recommends=recommends, header=header)
        self._due = None if recommends else self._due
        return CommitmentFinding(
            span=span,
            kind=kind,
            strength=judged.strength,
            rule=judged.rule or "",
            confidence=judged.confidence,
            owners=self._owners.owners(site),
            deadline=self._deadline(span, row=row, header=header) or (self._due if kind == "response" else None),
            conditional=_CONDITION.search(span.text) is not None,
            number=(row.number if row else None) or _number(span, label),
            strategy=self.context.own_strategy,
            target=target_of(span.text),
        )

    def _owner_cells(self, row: Row | None) -> tuple[Span, ...]:
        if row is None or row.owners:
            return row.owners if row else ()
        return tuple(cell for cell in row.scope if self._owners.organisations(cell))

    def _kind(self, span: Span, *, recommends: bool, header: str) -> CommitmentKind:
        if "recommend" in header.lower() or recommends:
            return "recommendation"
        if self._response or "response" in header.lower():
            return "response"
        aimed = "target" in header.lower() or heading_kind(span.block.headings) == "targets"
        return "target" if aimed and target_of(span.text) else "commitment"

    def _deadline(self, span: Span, *, own_only: bool = False, row: Row | None = None, header: str = "") -> Deadline | None:
        text = span.text
        # Names matter only where there is a date that may be part of one.
        names = self._names(span) if find_dates(text, self._almanac) else ()
        places = [Place(text, "sentence", names=names)]
        if own_only:
            return find_deadline(places, self._almanac)
        if row is not None:
            # Nearest first: a column made for dates, the words themselves, and only then what stands over the column.
            places = [*(Place(cell.text, "column", cell) for cell in row.dates), *places, Place(header, "header")]
        lead = self._lead(span.block) if span.block.kind == "item" else None
        if lead is not None:
            places.append(Place(lead.span.text, "intro", lead.span, self._names(lead.span)))
        return find_deadline(chain(places, self._headings(span, lead)), self._almanac)

    def _headings(self, span: Span, lead: Lead | None) -> Iterator[Place]:
        # "Beyond that we will:" takes its list out of the year in the heading.
        if lead is not None and re.match(r"beyond\b", lead.span.text, re.IGNORECASE):
            return
        for heading in reversed(span.block.headings):
            yield Place(heading.text, "heading", Span(heading, 0, len(heading.text)))

    def _names(self, span: Span) -> tuple[tuple[int, int], ...]:
        """Where strategies and organisations are named in a span: a year in a name is no deadline."""
        return tuple(
            (mention.span.start - span.start, mention.span.end - span.start)
            for mention in self.context.mentions_in(span.block)
            if self.context.things[mention.thing].kind in {"Strategy", "Organisation"}
        )

    def _read_row(self, block: Block, row: Row) -> None:
        spans = sentences(block)
        for cell, column in row.actions:
            inside = [span for span in spans if cell.start <= span.start and span.end <= cell.end]
            for at, span in enumerate(inside):
                aimed = at == 0 and _TARGETS.search(cell.header) is not None
                self._keep(span, self._judge_cell(span, first=at == 0, response=column == "response", aimed=aimed), row, cell.header)

    def _keep(self, span: Span, judged: _Judged, row: Row | None = None, header: str = "") -> None:
        if judged.rule is not None:
            self.found.extend(self._parts(self._finding(span, judged, row, header), judged))
        elif judged.veto is not None:
            self.refused.append(Rejected(span, judged.veto))

    def _parts(self, whole: CommitmentFinding, judged: _Judged) -> tuple[CommitmentFinding, ...]:
        """The several undertakings of "commits to reviewing …, opening … and training …"; else the one."""
        if judged.clause is None:
            return (whole,)
        block, first = whole.span.block, whole.span.start
        series = [Span(block, first + start, first + end) for start, end in gerund_series(whole.span.text, judged.clause.end)]
        return tuple(replace(whole, span=part, target=target_of(part.text)) for part in series) or (whole,)

    def _judge_cell(self, span: Span, *, first: bool, response: bool, aimed: bool) -> _Judged:
        label = label_of(span.text)
        form = form_of(span.text[label.length :])
        judged = self._by_clause(span, first=first)
        # A response may only comment: without a clause of its own it binds nobody, whatever its form.
        if judged.rule or (judged.veto and form not in {"imperative", "infinitive"}) or response:
            return judged
        if form in {"imperative", "infinitive", "third person"} or (
            first and form in {"gerund", "nominal"} and len(span.text.split()) >= 3
        ):
            return _Judged(f"table: {_FORM_RULES.get(form, form)}", None, None, "will", 0.75)
        # In a column of targets a state of things is what is to be reached: "Baseline data has been compiled".
        return _Judged("table: finite", None, None, "will", 0.6) if aimed and form == "finite" and judged.veto is None else judged


_TARGETS = re.compile(r"\btargets?\b", re.IGNORECASE)
_ONLY_NUMBER = re.compile(r"(?:recommendation|action|commitment|proposal|measure|pledge)\s(?:no\.?\s?)?[A-Z]?\d+[.:]?", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:news|article|blog|press)\b", re.IGNORECASE)
_BINDING = re.compile(r"\b(?:order|memorandum|directive|regulations?|mandate|instruction|circular|act|bill|decree)\b", re.IGNORECASE)


def _may_be_asked(judged: _Judged, form: str) -> bool:
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


def _number(span: Span, label: Label) -> str | None:
    if label.number and label.kind:
        return f"{label.kind.capitalize()} {label.number}"
    return span.block.number if span.start == 0 else None


def _without_repeats(found: list[CommitmentFinding]) -> tuple[tuple[CommitmentFinding, ...], list[CommitmentFinding]]:
    """The commitments without those that say the same words again for the same day; and these."""
    seen: set[tuple[str, str]] = set()
    kept: list[CommitmentFinding] = []
    repeats: list[CommitmentFinding] = []
    for finding in found:
        due = finding.deadline.value or finding.deadline.words if finding.deadline else ""
        # Headings and summaries repeat the text; the same words for another day are another promise.
        key = (re.sub(r"\W+", " ", finding.span.text).casefold().strip(), due)
        (repeats if key in seen else kept).append(finding)
        seen.add(key)
    return tuple(kept), repeats
