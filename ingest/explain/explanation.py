"""An explanation: each sentence of a document with what was decided on it, and by which rules."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from graph.identifiers import NodeId
from ingest.documents import Block, BlockKind, ReadDocument
from ingest.explain.rules import Described, described
from ingest.extraction.commitments import NO_PROMISES
from ingest.extraction.findings import CommitmentFinding, Deadline, Findings, Mention, Owner, Rejected, Relation, Span
from ingest.extraction.front_matter import with_summary
from ingest.extraction.sentences import sentences
from ingest.one_document import document_node, findings_of
from ingest.vocabulary.entries import Vocabulary

Verdict = Literal["accepted", "refused", "no cue", "not read"]
Placed = TypeVar("Placed", CommitmentFinding, Rejected, Mention, Relation)

UNREAD_REASONS = {
    "code": "Code is not read.",
    "furniture": "It belongs to the page and not to the text: a running header, a menu, front matter.",
    "footnote": "What a footnote says of others' plans is no promise of this document.",
}


@dataclass(frozen=True, slots=True)
class OwnerDecision:
    """Who is to do what a commitment says."""

    name: str
    id: NodeId
    role: str
    """'lead' or 'support'."""
    by: Described
    confidence: float
    words: str | None
    """Where the owner is named, when not in the commitment itself."""


@dataclass(frozen=True, slots=True)
class DeadlineDecision:
    """When it is due."""

    words: str
    value: str | None
    """As precise as the words are, 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'; None when it cannot be told."""
    latest: str | None
    relation: str
    by: Described


@dataclass(frozen=True, slots=True)
class CommitmentDecision:
    """One commitment that was accepted."""

    words: str
    kind: str
    strength: str
    conditional: bool
    number: str | None
    by: Described
    confidence: float
    owners: tuple[OwnerDecision, ...]
    deadline: DeadlineDecision | None
    themes: tuple[str, ...]
    """Their names, most telling first."""
    strategy: str | None
    strategy_by: Described | None
    """How its strategy was read, when the document is not the strategy itself."""


@dataclass(frozen=True, slots=True)
class NameDecision:
    """A thing that is named in the sentence."""

    words: str
    name: str
    kind: str
    id: NodeId
    by: Described


@dataclass(frozen=True, slots=True)
class RelationDecision:
    """A relation that the sentence states."""

    source: str
    type: str
    target: str
    by: Described


@dataclass(frozen=True, slots=True)
class SentenceDecision:
    """A sentence, and all that was decided on it."""

    text: str
    start: int
    """Offset in the stored text."""
    end: int
    page: int | None
    place: str | None
    headings: tuple[str, ...]
    """Above it, outermost first."""
    block: BlockKind
    """What it stands in: a heading, paragraph, item, row, …"""
    verdict: Verdict
    commitments: tuple[CommitmentDecision, ...]
    refused: Described | None
    """The veto, when one refused it."""
    reason: str | None
    """Why it was not read, when it was not."""
    names: tuple[NameDecision, ...]
    relations: tuple[RelationDecision, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document, sentence by sentence, in reading order."""

    document: NodeId
    title: str
    publisher: str | None
    country: str | None
    location: str
    sentences: tuple[SentenceDecision, ...]

    @property
    def verdicts(self) -> Mapping[Verdict, int]:
        """How many sentences have each verdict."""
        return Counter(sentence.verdict for sentence in self.sentences)


def explain(document: ReadDocument, vocabulary: Vocabulary) -> Explanation:
    """What the rules decide on each sentence of `document`; the same decisions that ingest writes into the graph."""
    node = document_node(document)
    findings, _ = findings_of(document, vocabulary)
    reader = _Reader(document, findings)
    found = tuple(decision for block in with_summary(document).blocks for decision in reader.sentences(block))
    return Explanation(node.id, node.title, node.publisher, findings.country, document.raw.location, found)


class _Reader:
    """Lays what was found beside the sentences it was found in."""

    def __init__(self, document: ReadDocument, findings: Findings) -> None:
        self._document = document
        self._things = {thing.id: thing for thing in findings.things}
        # By place in the stored text and not by block: a rule may have read a block of its own making.
        self._commitments = _by_start(findings.commitments)
        self._refused = _by_start(findings.rejected)
        self._mentions = _by_start(findings.mentions)
        self._relations = _by_start(findings.relations)

    def sentences(self, block: Block) -> Iterator[SentenceDecision]:
        """The sentences of a block, each with its verdict."""
        if block.text.strip():
            yield from (self._decision(span) for span in sentences(block))

    def _decision(self, span: Span) -> SentenceDecision:
        start, end = span.stored
        commitments = self._commitments(start, end)
        refused = self._refused(start, end)
        reason = UNREAD_REASONS.get(span.block.kind) if span.block.kind in NO_PROMISES else None
        return SentenceDecision(
            text=span.text,
            start=start,
            end=end,
            page=self._document.page_at(start),
            place=span.block.place,
            headings=tuple(heading.text for heading in span.block.headings),
            block=span.block.kind,
            verdict=_verdict(commitments, refused, reason),
            commitments=tuple(self._commitment(found) for found in commitments),
            refused=described("veto", refused[0].rule) if refused else None,
            reason=reason,
            names=tuple(self._name(mention) for mention in self._mentions(start, end)),
            relations=tuple(_distinct(self._relation(relation) for relation in self._relations(start, end))),
        )

    def _commitment(self, found: CommitmentFinding) -> CommitmentDecision:
        return CommitmentDecision(
            words=found.span.text,
            kind=found.kind,
            strength=found.strength,
            conditional=found.conditional,
            number=found.number,
            by=described("commitment", found.rule),
            confidence=found.confidence,
            owners=tuple(self._owner(owner) for owner in found.owners),
            deadline=_deadline(found.deadline) if found.deadline else None,
            themes=tuple(self._called(theme) for theme in found.themes),
            strategy=self._called(found.strategy) if found.strategy else None,
            strategy_by=described("strategy", found.strategy_rule) if found.strategy_rule else None,
        )

    def _owner(self, owner: Owner) -> OwnerDecision:
        words = owner.span.text if owner.span else None
        return OwnerDecision(
            self._called(owner.organisation), owner.organisation, owner.role, described("owner", owner.rule), owner.confidence, words
        )

    def _name(self, mention: Mention) -> NameDecision:
        thing = self._things[mention.thing]
        return NameDecision(mention.span.text, self._called(thing.id), thing.kind, thing.id, described("name", mention.rule))

    def _relation(self, relation: Relation) -> RelationDecision:
        by = described("relation", relation.rule)
        return RelationDecision(self._called(relation.source), relation.type, self._called(relation.target), by)

    def _called(self, node: NodeId) -> str:
        thing = self._things.get(node)
        return str(thing.fields["name"]) if thing else node


def _verdict(commitments: Sequence[CommitmentFinding], refused: Sequence[Rejected], reason: str | None) -> Verdict:
    if commitments:
        return "accepted"
    if refused:
        return "refused"
    return "not read" if reason else "no cue"


def _deadline(found: Deadline) -> DeadlineDecision:
    return DeadlineDecision(found.words, found.value, found.latest, found.relation, described("deadline place", found.rule))


def _by_start(found: Iterable[Placed]) -> Callable[[int, int], list[Placed]]:
    """What begins within a stretch of the stored text."""
    placed = sorted(((item.span.stored[0], number, item) for number, item in enumerate(found)), key=lambda entry: entry[:2])
    starts = [start for start, _, _ in placed]

    def within(start: int, end: int) -> list[Placed]:
        return [item for _, _, item in placed[bisect_left(starts, start) : bisect_left(starts, end)]]

    return within


def _distinct(found: Iterable[RelationDecision]) -> Iterator[RelationDecision]:
    return iter(dict.fromkeys(found))
