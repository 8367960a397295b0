"""Deadlines: what is due when, and who has to do it."""

from datetime import date

from graph.identifiers import NodeId
from graph.kinds import Commitment
from graph.subgraph import Subgraph
from visualisations.timeline import timeline
from visualisations.views.reading import names
from visualisations.views.view import Question, View
from visualisations.wording import counted, spoken_date


def ask(subgraph: Subgraph, subjects: tuple[NodeId, ...]) -> Question:
    """How many deadlines there are, and the first and the last."""
    days = sorted(node.deadline_latest for node in subgraph.nodes if isinstance(node, Commitment) and node.deadline_latest)
    known = [id_ for id_ in subjects if id_ in subgraph.by_id]
    title = f"What is due when from {names(subgraph, known)}?" if known else "What is due when?"
    if not days:
        return Question(title, "No commitment that was read names a day, a month or a year.")
    return Question(title, f"{counted(len(days), 'commitment')} {_span(days)}.")


def _span(days: list[date]) -> str:
    if days[0] == days[-1]:
        return f"{'is' if len(days) == 1 else 'are'} due by {spoken_date(days[0])}"
    return f"are due, the first by {spoken_date(days[0])}, the last by {spoken_date(days[-1])}"


DEADLINES = View(
    name="deadlines",
    about="What is due when?",
    query="view_deadlines",
    subject="organisations",
    kind="Organisation",
    takes_many=True,
    how_to_read="From left to right: the last day that the words of each deadline can mean; a lane for each organisation.",
    ask=ask,
    arrange=lambda _: timeline,
    folds=False,
)
