"""Paths: how two organisations are connected, step by step."""

from graph.identifiers import NodeId
from graph.subgraph import Subgraph
from visualisations.layout import spring
from visualisations.views.reading import MOST_NAMES, names, short_name, steps_between
from visualisations.views.view import Question, View
from visualisations.wording import counted


def ask(subgraph: Subgraph, subjects: tuple[NodeId, ...]) -> Question:
    """How many steps lie between the two, and over whom they lead."""
    one, other = subjects
    title = f"How are {names(subgraph, subjects)} connected?"
    steps = steps_between(subgraph, one, other)
    if steps is None:
        return Question(
            title, "No chain of claims that were read leads from one to the other within the steps asked for, leaving themes out."
        )
    if steps == 1:
        return Question(title, f"Directly: {counted(len(_direct(subgraph, one, other)), 'claim')} that were read name both.")
    over = [node.id for node in subgraph.nodes if node.id not in subjects and node.label in {"Organisation", "Strategy", "Person"}]
    through = f", through {names(subgraph, over)}" if 0 < len(over) <= MOST_NAMES else ""
    return Question(title, f"The shortest chain from {short_name(subgraph, one)} has {counted(steps, 'step')}{through}.")


def _direct(subgraph: Subgraph, one: NodeId, other: NodeId) -> list[str]:
    return [link.type for link in subgraph.relationships if {link.source, link.target} == {one, other}]


PATHS = View(
    name="paths",
    about="How are two organisations connected?",
    query="how_connected",
    subject="organisation",
    other="other",
    kind="Organisation",
    takes_many=False,
    how_to_read="Each line is a claim; choose it to read the words that connect its two ends.",
    ask=ask,
    arrange=lambda _: spring,
    folds=False,
)
