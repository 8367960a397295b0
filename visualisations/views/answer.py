"""Answer: the page of any question of the catalogue whose answer is a piece of graph."""

from graph.catalogue import NamedQuery
from graph.identifiers import NodeId
from graph.subgraph import Subgraph
from visualisations.layout import spring
from visualisations.views.view import Question, View


def view_of(query: NamedQuery) -> View:
    """The view that draws the query's answer."""

    def ask(_: Subgraph, __: tuple[NodeId, ...]) -> Question:
        return Question(query.title, query.description)

    return View(
        name=query.name,
        about=query.title,
        query=query.name,
        subject="",
        kind="",
        takes_many=True,
        how_to_read="Linked symbols stand near each other.",
        ask=ask,
        arrange=lambda _: spring,
    )
