"""One strategy: what it promises, who is to do it, and what it builds on."""

from collections import Counter

from graph.identifiers import NodeId
from graph.subgraph import Subgraph
from visualisations.layout import columns
from visualisations.views.reading import deadlines, short_name, sources, targets, with_deadline
from visualisations.views.view import Question, View
from visualisations.wording import counted, listed, name_of

MOST_OWNERS = 3


def ask(subgraph: Subgraph, subjects: tuple[NodeId, ...]) -> Question:
    """What the strategy promises, in counts."""
    strategy = subjects[0]
    title = f"What does “{name_of(subgraph.by_id[strategy])}” promise, and who is to do it?"
    commitments = targets(subgraph, ["CONTAINS"], [strategy])
    if not commitments:
        return Question(title, "The documents that were read state no commitment of it.")
    themes = targets(subgraph, ["CONCERNS"], commitments)
    return Question(
        title,
        f"It contains {counted(len(commitments), 'commitment')} on {counted(len(themes), 'theme')}{_owners(subgraph, commitments)}; "
        f"{deadlines(with_deadline(subgraph, commitments), len(commitments))}.",
    )


def _owners(subgraph: Subgraph, commitments: set[NodeId]) -> str:
    # A joint commitment counts for each of its owners, so these can add up to more than there are.
    made = Counter(one.source for one in subgraph.relationships if one.type == "MAKES" and one.target in commitments)
    ranked = sorted(made, key=lambda id_: (-made[id_], id_))
    parts = [f"{made[id_]} by {short_name(subgraph, id_)}" for id_ in ranked[:MOST_OWNERS]]
    rest = counted(len(ranked) - MOST_OWNERS, "other organisation")
    parts += [f"more by {rest}"] if len(ranked) > MOST_OWNERS else []
    unowned = sum(1 for id_ in commitments if not sources(subgraph, ["MAKES"], [id_]))
    parts += [f"{unowned} without an owner"] if unowned else []
    return f": {listed(parts)}" if parts else ""


STRATEGY = View(
    name="strategy",
    about="What does one strategy promise, and who is to do it?",
    query="view_strategy",
    subject="strategy",
    kind="Strategy",
    takes_many=False,
    how_to_read="From left to right: organisations and people, the strategy with those it is linked to, its commitments, their themes.",
    ask=ask,
    arrange=lambda _: columns,
)
