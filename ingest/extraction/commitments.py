"""Commitments: cues with high recall, then named vetoes, then owner and deadline."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, takewhile

from graph.kinds import CommitmentKind
from ingest.documents import Block
from ingest.extraction.actions import Label, gerund_series
from ingest.extraction.asks import full_label
from ingest.extraction.attributes import Attribute, amended, attribute_of, due_by
from ingest.extraction.context import Context
from ingest.extraction.deadlines import Place, almanac_of, find_deadline, undated
from ingest.extraction.draft import UNREAD, has_words
from ingest.extraction.findings import CommitmentFinding, Deadline, Rejected, Span
from ingest.extraction.judging import Judge, Judged, names_in, own_place
from ingest.extraction.leads import Lead, heading_kind
from ingest.extraction.owners import GUESSED, OwnerReader
from ingest.extraction.sentences import sentences
from ingest.extraction.shapes import is_navigation
from ingest.extraction.sites import Site
from ingest.extraction.tables import Row, header_rows, read_row
from ingest.extraction.targets import target_of

_CONDITION = re.compile(
    r"\b(?:if|subject to|provided that|where (?:appropriate|possible|necessary|needed)|as appropriate|unless|depending on|pending)\b",
    re.IGNORECASE,
)
# What a footnote says of others' plans is no promise of this document.
NO_PROMISES = UNREAD | {"footnote"}


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
        self._almanac = almanac_of(
            context.document.metadata, context.country, own_words=context.publisher is not None, blocks=context.document.blocks
        )
        self._judge = Judge(context, self._owners, self._almanac)
        self._headers = header_rows(context.document.blocks)
        self._response = "response" in (context.document.metadata.kind or "")
        self._due: Deadline | None = None
        # An action that is a heading, and which of those found it is.
        self._open_heading: tuple[Block, int] | None = None

    def read(self, block: Block) -> None:
        """Take the next block."""
        if block.kind in NO_PROMISES or id(block) in self._headers or not has_words(block) or is_navigation(block):
            return
        self._owners.enter(block)
        detail = self._judge.details.get(id(block))
        if detail is not None and self.found:
            whole = Span(block, 0, len(block.text))
            self._amend(detail, whole, whole)
            return
        row = read_row(block) if block.kind == "row" else None
        if row is not None:
            self._read_row(block, row)
            return
        for at, span in enumerate(sentences(block)):
            attribute = attribute_of(span) if self.found and block.kind != "heading" else None
            if attribute is None:
                self._take(span, self._judge.judge(span, first=at == 0))
            else:
                self._amend(*attribute, span)
        self._judge.leave(block)

    def _amend(self, attribute: Attribute, words: Span, said: Span) -> None:
        """Give the commitment before a line such as "Lead: …" what the line says."""
        self.refused.append(Rejected(said, "detail"))
        acts = self.found[-1].span.block
        # A line of its own speaks of all that the block above it promises, the end of a sentence only of that sentence.
        alike = 1 if said.block is acts else sum(1 for _ in takewhile(lambda it: it.span.block is acts, reversed(self.found)))
        for at in range(len(self.found) - alike, len(self.found)):
            self.found[at] = amended(self.found[at], attribute, words, self._owners, self._almanac)
        # In a response the day by which a recommendation will be met stands above what is to be done for it.
        if attribute == "date" and self._response:
            self._due = due_by(words, self._almanac)

    def _take(self, span: Span, judged: Judged) -> None:
        """Keep what was decided, and remember whom the sentence was about."""
        first = len(self.found)
        self._keep(span, judged)
        self._settle_heading(span, judged, first)
        self._judge.heard(span, judged.clause)
        self._owners.heard(span, judged.clause)

    def _settle_heading(self, span: Span, judged: Judged, first: int) -> None:
        """Give an action that is a heading, found as number `first`, the body that the first sentence below it binds."""
        if judged.rule is not None and judged.rule.startswith("labelled heading"):
            self._open_heading = (span.block, first)
            return
        if self._open_heading is None or judged.clause is None or span.block.headings[-1:] != self._open_heading[:1]:
            return
        _, at = self._open_heading
        self._open_heading = None
        below = self._owners.bound(span, judged.clause)
        if below and all(owner.rule in GUESSED for owner in self.found[at].owners):
            self.found[at] = replace(self.found[at], owners=below)

    def _finding(self, span: Span, judged: Judged, row: Row | None = None, header: str = "") -> CommitmentFinding:
        lead = self._judge.lead(span.block) if span.block.kind == "item" else None
        recommends = judged.strength == "should" or (judged.clause is None and self._judge.recommends(span.block))
        addressed = recommends or self._judge.binding
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

    def _deadline(self, span: Span, *, row: Row | None = None, header: str = "") -> Deadline | None:
        places = [own_place(self.context, span, self._almanac)]
        if row is not None:
            # Nearest first: a column made for dates, the words themselves, and only then what stands over the column.
            places = [*(Place(cell.text, "column", cell) for cell in row.dates), *places, Place(header, "header")]
        lead = self._judge.lead(span.block) if span.block.kind == "item" else None
        # A sentence that is told in full before the list says when it happens itself, not what is below.
        # Nor does the time over which a sum is spread date each of its shares.
        if lead is not None and not lead.shares and (lead.kind != "none" or lead.span.text.rstrip(" *_").endswith(":")):
            places.append(Place(lead.span.text, "intro", lead.span, names_in(self.context, lead.span)))
        return find_deadline(chain(places, self._headings(span, lead)), self._almanac) or undated(span)

    def _headings(self, span: Span, lead: Lead | None) -> Iterator[Place]:
        # "Beyond that we will:" takes its list out of the year in the heading.
        if lead is not None and re.match(r"beyond\b", lead.span.text, re.IGNORECASE):
            return
        for heading in reversed(span.block.headings):
            yield Place(heading.text, "heading", Span(heading, 0, len(heading.text)))

    def _read_row(self, block: Block, row: Row) -> None:
        spans = sentences(block)
        for cell, column in row.actions:
            inside = [span for span in spans if cell.start <= span.start and span.end <= cell.end]
            for at, span in enumerate(inside):
                aimed = at == 0 and _TARGETS.search(cell.header) is not None
                self._keep(span, self._judge.judge_cell(span, first=at == 0, response=column == "response", aimed=aimed), row, cell.header)

    def _keep(self, span: Span, judged: Judged, row: Row | None = None, header: str = "") -> None:
        if judged.rule is not None:
            self.found.extend(self._parts(self._finding(span, judged, row, header), judged))
        elif judged.veto is not None:
            self.refused.append(Rejected(span, judged.veto))

    def _parts(self, whole: CommitmentFinding, judged: Judged) -> tuple[CommitmentFinding, ...]:
        """The several undertakings of "commits to reviewing …, opening … and training …"; else the one."""
        if judged.clause is None:
            return (whole,)
        block, first = whole.span.block, whole.span.start
        series = [Span(block, first + start, first + end) for start, end in gerund_series(whole.span.text, judged.clause.end)]
        return tuple(replace(whole, span=part, target=target_of(part.text)) for part in series) or (whole,)


_TARGETS = re.compile(r"\btargets?\b", re.IGNORECASE)


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
