"""Reading a subgraph: the small questions from which the answers of the views are made."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from graph.identifiers import NodeId
from graph.kinds import Commitment, Organisation
from graph.subgraph import Subgraph
from visualisations.wording import LONGEST_NAME_IN_PICTURE, counted, listed, name_of, with_article

BEHIND = ("PUBLISHES", "OWNS", "COMMISSIONS")
MOST_NAMES = 5


def organisations_in(parameters: Mapping[str, object]) -> list[NodeId]:
    """The organisations that a view of many is asked about; none means all."""
    asked = parameters.get("organisations")
    return [str(one) for one in asked] if isinstance(asked, list | tuple) else []


def day_in(parameters: Mapping[str, object]) -> date | None:
    """The day that a view is asked about; None for today."""
    day = parameters.get("as_of")
    return day if isinstance(day, date) else None


def sources(subgraph: Subgraph, types: Iterable[str], targets: Iterable[NodeId]) -> set[NodeId]:
    """Ids of what leads to any of the targets by one of the types."""
    wanted, ends = set(types), set(targets)
    return {one.source for one in subgraph.relationships if one.type in wanted and one.target in ends}


def targets(subgraph: Subgraph, types: Iterable[str], sources: Iterable[NodeId]) -> set[NodeId]:
    """Ids of what any of the sources leads to by one of the types."""
    wanted, starts = set(types), set(sources)
    return {one.target for one in subgraph.relationships if one.type in wanted and one.source in starts}


def linked_organisations(subgraph: Subgraph, organisation: NodeId) -> set[NodeId]:
    """Ids of the organisations that have a link of their own with this one."""
    pairs = [{one.source, one.target} for one in subgraph.relationships]
    near = set().union(*(pair for pair in pairs if organisation in pair)) - {organisation}
    return {id_ for id_ in near if isinstance(subgraph.by_id[id_], Organisation)}


def with_deadline(subgraph: Subgraph, commitments: Iterable[NodeId]) -> int:
    """How many of the commitments say by when."""
    nodes = (subgraph.by_id[id_] for id_ in commitments)
    return sum(1 for node in nodes if isinstance(node, Commitment) and node.deadline)


def deadlines(dated: int, total: int) -> str:
    """How many say by when, e.g. "3 of them say by when"."""
    if total and dated == total:
        return "it says by when" if total == 1 else "all of them say by when"
    if total == 1:
        return "it does not say by when"
    return f"{dated or 'none'} of them {'says' if dated == 1 else 'say'} by when"


def themes_of(subgraph: Subgraph, organisation: NodeId) -> set[NodeId]:
    """Ids of the themes of what the organisation promises or stands behind."""
    work = targets(subgraph, ("MAKES", *BEHIND), {organisation})
    return targets(subgraph, ("CONCERNS", "ADDRESSES"), work)


def steps_between(subgraph: Subgraph, one: NodeId, other: NodeId) -> int | None:
    """How many relationships lie between the two at the least, whichever way they run; None when nothing connects them."""
    near: dict[NodeId, set[NodeId]] = defaultdict(set)
    for link in subgraph.relationships:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    reached, steps = {one}, 0
    edge = reached
    while edge and other not in reached:
        edge = set().union(*(near[id_] for id_ in edge)) - reached
        reached, steps = reached | edge, steps + 1
    return steps if other in reached else None


def names(subgraph: Subgraph, ids: Iterable[NodeId]) -> str:
    """The names in a sentence; a long row of them ends in a count."""
    called = [short_name(subgraph, id_) for id_ in sorted(ids, key=lambda id_: name_of(subgraph.by_id[id_]).casefold())]
    if len(called) <= MOST_NAMES:
        return listed(called)
    return listed([*called[: MOST_NAMES - 1], counted(len(called) - MOST_NAMES + 1, "other")])


def short_name(subgraph: Subgraph, id_: NodeId) -> str:
    """The name inside a sentence; a long one of an organisation gives way to its abbreviation."""
    node = subgraph.by_id[id_]
    if isinstance(node, Organisation) and node.abbreviation and len(node.name) > LONGEST_NAME_IN_PICTURE:
        return node.abbreviation
    return with_article(name_of(node))


def verb(count: int, singular: str, plural: str) -> str:
    """The form of a verb that goes with a count."""
    return singular if count == 1 else plural


def capital(sentence: str) -> str:
    """The sentence with a capital letter in front."""
    return sentence[:1].upper() + sentence[1:]
