"""Extraction: mentions, then commitments, then relations, all of one document."""

from collections.abc import Sequence

from graph.identifiers import NodeId
from ingest.documents import ReadDocument
from ingest.extraction.answers import find_answers
from ingest.extraction.belonging import with_strategies
from ingest.extraction.commitments import find_commitments
from ingest.extraction.concerns import with_own_themes
from ingest.extraction.context import Context
from ingest.extraction.findings import CommitmentFinding, Findings, Named, Rejected, Relation
from ingest.extraction.mentions import find_mentions
from ingest.extraction.registers import is_register, read_register
from ingest.extraction.relations import find_relations
from ingest.extraction.themes import backed_themes, settle_themes
from ingest.vocabulary.entries import Vocabulary


def extract(document: ReadDocument, vocabulary: Vocabulary) -> Findings:
    """Everything `document` says: things, mentions, commitments and relations; the same for the same input, always."""
    if is_register(document):
        return read_register(document, vocabulary)
    context = find_mentions(document, vocabulary)
    commitments, rejected = find_commitments(context)
    commitments = backed_themes(context, with_own_themes(context, commitments))
    relations = find_relations(context, commitments)
    commitments = with_strategies(context, commitments, relations)
    return _findings(settle_themes(context, commitments, relations), commitments, rejected, relations)


def _findings(
    context: Context, commitments: Sequence[CommitmentFinding], rejected: Sequence[Rejected], relations: Sequence[Relation]
) -> Findings:
    things = _used(context, commitments, relations)
    known = {thing.id for thing in things}
    return Findings(
        things=things,
        mentions=tuple(mention for mention in context.mentions if mention.thing in known),
        commitments=tuple(commitments),
        relations=tuple(relations),
        answers=find_answers(commitments),
        own_strategy=context.own_strategy,
        country=context.country,
        rejected=tuple(rejected),
    )


def _used(context: Context, commitments: Sequence[CommitmentFinding], relations: Sequence[Relation]) -> tuple[Named, ...]:
    """The things that the text names or that a commitment or relation needs."""
    used: set[NodeId] = {mention.thing for mention in context.mentions}
    used |= {end for relation in relations for end in (relation.source, relation.target)}
    for commitment in commitments:
        used |= {owner.organisation for owner in commitment.owners} | set(commitment.themes)
    if context.own_strategy:
        used.add(context.own_strategy)
    return tuple(context.things[node] for node in sorted(used))
