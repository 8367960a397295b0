"""What was judged to be the same becomes one thing: in what is found in a document, before the graph is made of it.

Nothing in the graph or in the sources is rewritten. Without the judgement the
document is read as before, so that taking a line out of the file undoes it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from graph.identifiers import NodeId
from ingest.extraction.findings import CommitmentFinding, Findings, Named, Owner
from ingest.extraction.organisations import named_organisation
from ingest.vocabulary.entries import Vocabulary


def merged(findings: Findings, vocabulary: Vocabulary) -> Findings:
    """`findings` with every thing that is the same as another under the name and id of the one that stays."""
    if not any(thing.id in vocabulary.same for thing in findings.things):
        return findings
    merger = _Merger(vocabulary)
    relations = (replace(one, source=merger.id(one.source), target=merger.id(one.target)) for one in findings.relations)
    return replace(
        findings,
        things=merger.things(findings.things),
        mentions=tuple(mention._replace(thing=merger.id(mention.thing)) for mention in findings.mentions),
        commitments=tuple(merger.commitment(commitment) for commitment in findings.commitments),
        # What was told of two names cannot be told of one: a body is no part of itself.
        relations=tuple(relation for relation in relations if relation.source != relation.target),
        own_strategy=merger.id(findings.own_strategy) if findings.own_strategy else None,
    )


class _Merger:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._same = vocabulary.same
        self._known = vocabulary.organisations_by_id

    def id(self, node: NodeId) -> NodeId:
        """The id that stays."""
        kept = self._same.get(node)
        return kept.id if kept else node

    def things(self, things: Iterable[Named]) -> tuple[Named, ...]:
        """Each thing once, in order of the ids."""
        groups: dict[NodeId, list[Named]] = defaultdict(list)
        for thing in things:
            groups[self.id(thing.id)].append(thing)
        return tuple(self._joined(key, groups[key]) for key in sorted(groups))

    def _joined(self, key: NodeId, group: list[Named]) -> Named:
        if len(group) == 1 and group[0].id == key:
            return group[0]
        # What the document says of the one that stays counts first; of the others always the same one.
        first = min(group, key=lambda thing: (thing.id != key, thing.id))
        base = first if first.id == key else self._renamed(key, first)
        aliases = {name for thing in group for name in _names(thing)} | set(_names(base))
        return replace(base, fields={**base.fields, "aliases": tuple(sorted(aliases - {str(base.fields["name"])}))})

    def _renamed(self, key: NodeId, thing: Named) -> Named:
        if key in self._known:
            return named_organisation(self._known[key])
        kept = self._same[thing.id]
        return replace(thing, id=key, fields={**thing.fields, "name": kept.name}, defined_by=None)

    def commitment(self, found: CommitmentFinding) -> CommitmentFinding:
        """The commitment with the owners and the strategy that stay."""
        return replace(found, owners=self._owners(found.owners), strategy=self.id(found.strategy) if found.strategy else None)

    def _owners(self, owners: Iterable[Owner]) -> tuple[Owner, ...]:
        distinct: dict[NodeId, Owner] = {}
        for owner in owners:
            distinct.setdefault(self.id(owner.organisation), replace(owner, organisation=self.id(owner.organisation)))
        return tuple(distinct.values())


def _names(thing: Named) -> list[str]:
    aliases = thing.fields.get("aliases")
    return [str(thing.fields["name"]), *(str(alias) for alias in (aliases if isinstance(aliases, tuple) else ()))]
