"""From findings to a subgraph: nodes, relationships and the passages they rest on, in an order that never changes."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import TypeAdapter

from graph.errors import UnwritableGraph
from graph.identifiers import NodeId, commitment_id, digest, document_id
from graph.kinds import AnyEntity, AnyRelationship, Commitment, Document, PartnersWith, RespondsTo, type_of
from graph.subgraph import Subgraph
from ingest.documents import ReadDocument
from ingest.extraction.findings import CommitmentFinding, Findings, Named, Span
from ingest.resolution.passages import Passages

ENTITY: TypeAdapter[AnyEntity] = TypeAdapter(AnyEntity)
RELATIONSHIP: TypeAdapter[AnyRelationship] = TypeAdapter(AnyRelationship)
PARTNERS = type_of(PartnersWith)
RESPONDS_TO = type_of(RespondsTo)


class _Support(NamedTuple):
    """One passage that speaks for a node or relationship, and how sure the rule is."""

    passage: NodeId
    rule: str
    confidence: float
    role: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


Ends = tuple[str, NodeId, NodeId]
Links = dict[Ends, list[_Support]]


def document_node(read: ReadDocument) -> Document:
    """The node for a document: its id comes from what it says and what it says of itself, not from where it lies."""
    about = read.metadata
    # All that the extraction looks at: what would be read otherwise has to be another version.
    stated = (about.title, about.publisher, about.published, about.kind, about.country, about.uri, read.raw.media_type)
    version = digest(read.text, *(part or "" for part in stated), length=64)
    return Document(
        id=document_id(about.title, version),
        title=about.title,
        uri=about.uri or read.raw.name,
        kind=about.kind,
        publisher=about.publisher,
        media_type=read.raw.media_type,
        sha256=hashlib.sha256(read.text.encode()).hexdigest(),
        version=version,
        length=len(read.text),
        published_on=about.published_on,
        retrieved_at=read.raw.retrieved_on,
        licence=about.licence,
    )


def assemble(document: ReadDocument, findings: Findings) -> Subgraph:
    """The subgraph of one document, sorted by id throughout.

    Every node has the passages that mention it; one that no passage mentions
    has those of the commitments and relationships it takes part in, and one
    with neither is left out.

    Raises:
        UnwritableGraph: the findings use an id that is not among their things.
    """
    node = document_node(document)
    _check_ids(findings, node)
    passages = Passages(node, document)
    commitments = _commitments(findings, node)
    links = _links(findings, commitments, passages)
    entities = [*_entities(findings, links, passages), *(entity for _, entity in sorted(_merged(commitments, passages)))]
    return Subgraph(
        nodes=tuple(sorted(entities, key=lambda entity: entity.id)),
        relationships=tuple(_relationships(links, node.published_on)),
        passages=tuple(sorted(passages.found.values(), key=lambda passage: passage.id)),
        documents=(_as_edition(node, findings.own_strategy, entities),),
    )


def _as_edition(node: Document, own_strategy: NodeId | None, entities: Sequence[AnyEntity]) -> Document:
    """The document, marked as an edition of the strategy that it itself is."""
    described = any(entity.id == own_strategy for entity in entities)
    return node.model_copy(update={"edition_of": own_strategy}) if described else node


def _check_ids(findings: Findings, document: Document) -> None:
    known = {thing.id for thing in findings.things}
    used = [mention.thing for mention in findings.mentions]
    for commitment in findings.commitments:
        used += [owner.organisation for owner in commitment.owners] + [*commitment.themes, *filter(None, [commitment.strategy])]
    for relation in findings.relations:
        used += [relation.source, relation.target]
    unknown = next((node_id for node_id in used if node_id not in known), None)
    if unknown is not None:
        raise UnwritableGraph(document.id, problem=f"{unknown} is used and never described")


def _commitments(findings: Findings, document: Document) -> list[tuple[NodeId, CommitmentFinding]]:
    found = []
    for commitment in findings.commitments:
        leads = sorted(owner.organisation for owner in commitment.owners if owner.role == "lead")
        # The same words from another body are another promise: the id holds who makes it, or else where it stands.
        anchor = next(iter(leads), None) or commitment.strategy or document.id
        found.append((commitment_id(commitment.span.text, anchor), commitment))
    return found


def _merged(commitments: Sequence[tuple[NodeId, CommitmentFinding]], passages: Passages) -> Iterator[tuple[NodeId, Commitment]]:
    """One node for each id: a promise that the document makes twice is one, as its surest place states it."""
    same: dict[NodeId, list[CommitmentFinding]] = defaultdict(list)
    for key, commitment in commitments:
        same[key].append(commitment)
    for key, findings in same.items():
        ranked = sorted(findings, key=lambda finding: (-finding.confidence, finding.span.stored))
        surest = ranked[0]
        # The surest place may leave out the day that a later one gives.
        dated = next((finding for finding in ranked if finding.deadline), surest)
        evidence = {passage for finding in findings for passage in _evidence(finding, passages)}
        yield key, _commitment(key, surest, dated, sorted(evidence))


def _evidence(finding: CommitmentFinding, passages: Passages) -> Iterator[NodeId]:
    yield passages.around(finding.span)
    if finding.deadline and finding.deadline.span:
        yield passages.around(finding.deadline.span)


def _commitment(key: NodeId, finding: CommitmentFinding, dated: CommitmentFinding, evidence: Sequence[NodeId]) -> Commitment:
    deadline, target = dated.deadline, finding.target
    return Commitment(
        id=key,
        text=finding.span.text,
        kind=finding.kind,
        strength=finding.strength,
        number=finding.number,
        status=finding.status,
        conditional=finding.conditional,
        deadline=deadline.words if deadline else None,
        deadline_value=deadline.value if deadline else None,
        deadline_earliest=_day(deadline.earliest) if deadline else None,
        deadline_latest=_day(deadline.latest) if deadline else None,
        deadline_precision=deadline.precision if deadline else None,
        deadline_relation=deadline.relation if deadline else None,
        target_value=target[0] if target else None,
        target_unit=target[1] if target else None,
        evidence=tuple(evidence),
        confidence=finding.confidence,
        extractor=_versioned(finding.rule),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _links(findings: Findings, commitments: Sequence[tuple[NodeId, CommitmentFinding]], passages: Passages) -> Links:
    links: Links = defaultdict(list)
    for relation in findings.relations:
        source, target = relation.source, relation.target
        # Partnership has no direction: sorted ends join both ways of telling it.
        if relation.type == PARTNERS and target < source:
            source, target = target, source
        if source != target:
            where = passages.around(relation.span)
            support = _Support(where, relation.rule, relation.confidence, None, relation.valid_from, relation.valid_to)
            links[relation.type, source, target].append(support)
    for key, commitment in commitments:
        for ends, support in _commitment_links(key, commitment, passages):
            links[ends].append(support)
    for ends, support in _answer_links(findings, commitments, passages):
        links[ends].append(support)
    return links


def _answer_links(
    findings: Findings, commitments: Sequence[tuple[NodeId, CommitmentFinding]], passages: Passages
) -> Iterator[tuple[Ends, _Support]]:
    for answer in findings.answers:
        (source, response), (target, recommendation) = commitments[answer.response], commitments[answer.recommendation]
        # Only both passages together show what is answered.
        for span in (response.span, recommendation.span) if source != target else ():
            yield (RESPONDS_TO, source, target), _Support(passages.around(span), answer.rule, answer.confidence)


def _commitment_links(key: NodeId, finding: CommitmentFinding, passages: Passages) -> Iterator[tuple[Ends, _Support]]:
    where = passages.around(finding.span)
    for owner in finding.owners:
        # The owner may stand elsewhere, in a heading or column: then both passages are needed to believe it.
        for span in filter(None, (finding.span, owner.span)):
            support = _Support(passages.around(span), owner.rule, owner.confidence, owner.role)
            yield ("MAKES", owner.organisation, key), support
    if finding.strategy:
        sure = min(finding.confidence, finding.strategy_confidence)
        yield ("CONTAINS", finding.strategy, key), _Support(where, finding.strategy_rule or finding.rule, sure)
    for theme in finding.themes:
        yield ("CONCERNS", key, theme), _Support(where, finding.rule, finding.confidence)


def _entities(findings: Findings, links: Links, passages: Passages) -> Iterator[AnyEntity]:
    supports: dict[NodeId, list[_Support]] = defaultdict(list)
    for mention in findings.mentions:
        supports[mention.thing].append(_Support(passages.around(mention.span), mention.rule, mention.confidence))
    indirect: dict[NodeId, list[_Support]] = defaultdict(list)
    for (_, source, target), found in links.items():
        indirect[source].extend(found)
        indirect[target].extend(found)
    for thing in findings.things:
        evidence = supports.get(thing.id) or indirect.get(thing.id) or _own_place(thing, findings, passages)
        if evidence:
            yield _entity(thing, evidence)


def _own_place(thing: Named, findings: Findings, passages: Passages) -> list[_Support]:
    """Where the document's own strategy is stated when nothing in the text names it: the first words of the document."""
    first = next((block for block in passages.read.blocks if block.kind != "furniture"), None)
    if thing.id != findings.own_strategy or first is None:
        return []
    return [_Support(passages.around(Span(first, 0, len(first.text))), "own-strategy", 0.5)]


def _entity(thing: Named, supports: Sequence[_Support]) -> AnyEntity:
    surest = _surest(supports)
    return ENTITY.validate_python(
        {
            **thing.fields,
            "label": thing.kind,
            "id": thing.id,
            "evidence": _passage_ids(supports),
            "confidence": surest.confidence,
            "extractor": _versioned(surest.rule),
            "defined_by": thing.defined_by,
        }
    )


def _relationships(links: Links, seen: date | None) -> Iterator[AnyRelationship]:
    for (kind, source, target), supports in sorted(links.items()):
        surest = _surest(supports)
        fields: dict[str, object] = {
            "type": kind,
            "source": source,
            "target": target,
            "evidence": _passage_ids(supports),
            "confidence": surest.confidence,
            "extractor": _versioned(surest.rule),
            "valid_from": min(filter(None, (support.valid_from for support in supports)), default=None),
            "valid_to": max(filter(None, (support.valid_to for support in supports)), default=None),
            "first_seen": seen,
        }
        roles = {support.role for support in supports} - {None}
        if roles:
            fields["role"] = "lead" if "lead" in roles else "support"
        yield RELATIONSHIP.validate_python(fields)


def _surest(supports: Iterable[_Support]) -> _Support:
    # Rule and passage only break ties, so that the same document always gives the same graph.
    return min(supports, key=lambda support: (-support.confidence, support.rule, support.passage))


def _passage_ids(supports: Iterable[_Support]) -> tuple[NodeId, ...]:
    return tuple(sorted({support.passage for support in supports}))


def _versioned(rule: str) -> str:
    """A rule's name with its version; one that states none is in its first."""
    return rule if "@" in rule else f"{rule}@1"
