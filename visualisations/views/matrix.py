"""Matrix: which organisation has promised how much on which theme, and what it only names."""

from graph.identifiers import NodeId
from graph.subgraph import Subgraph
from visualisations.layout import ring
from visualisations.views.heat import heat_of
from visualisations.views.view import Question, View
from visualisations.wording import counted


def ask(subgraph: Subgraph, _: tuple[NodeId, ...]) -> Question:
    """How many organisations and themes there are, and how often a theme is only named."""
    title = "Which department has promised what on which theme?"
    heat = heat_of(subgraph)
    if not heat.rows:
        return Question(title, "The documents that were read connect no organisation with a theme.")
    named = sum(1 for row in heat.rows for cell in row.cells if cell.named_only)
    only = f"; in {counted(named, 'case')} a strategy names a theme on which its organisation promises nothing" if named else ""
    return Question(title, f"{counted(len(heat.rows), 'organisation')} and {counted(len(heat.themes), 'theme')} are connected{only}.")


MATRIX = View(
    name="matrix",
    about="Which department has promised what on which theme?",
    query="view_matrix",
    subject="organisations",
    kind="Organisation",
    takes_many=True,
    how_to_read="Each oval is an organisation with its own strategies and commitments. What stands between the ovals is shared.",
    ask=ask,
    arrange=lambda _: ring,
    heat=True,
)
