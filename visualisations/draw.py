"""Draw: a view and a store in, one HTML page out."""

from collections.abc import Sequence
from difflib import get_close_matches
from urllib.parse import urlencode

from graph.errors import BadParameter, NodeNotFound, UnknownView
from graph.identifiers import NodeId
from graph.store import GraphStore
from graph.subgraph import Subgraph
from visualisations.views import VIEWS, View


def view_named(name: str) -> View:
    """The view of that name.

    Raises:
        UnknownView: there is none; the error suggests the nearest and lists all.
    """
    if name not in VIEWS:
        near = get_close_matches(name.casefold(), VIEWS, n=1, cutoff=0.5)
        raise UnknownView(name, nearest=near[0] if near else None, known=tuple(VIEWS))
    return VIEWS[name]


def draw(view: str, store: GraphStore, **parameters: object) -> str:
    """The page that answers the view's question, from what the store holds now.

    Args:
        view: a name in `VIEWS`, e.g. "theme".
        store: where the answer is read.
        parameters: those of the view's query, e.g. theme="theme/data", limit=300.

    Raises:
        UnknownView: there is no such view.
        BadParameter: a parameter is unknown, missing or not what it has to be.
        NodeNotFound: what the page is about is not in the graph.
    """
    chosen = view_named(view)
    subgraph = store.run(chosen.query, parameters).subgraph or Subgraph()
    return page_of(chosen, subgraph, subjects_in(chosen, parameters))


def page_of(view: View, subgraph: Subgraph, subjects: tuple[NodeId, ...]) -> str:
    """The page of a view from the answer of its query.

    Raises:
        NodeNotFound: what the page is about is not in the subgraph.
    """
    from visualisations.page import render  # noqa: PLC0415 - pyvis takes a second to import; only who draws waits for it

    # An empty page would look like "nothing is promised" where an id was only mistyped.
    if not view.takes_many and subjects[0] not in subgraph.by_id:
        raise NodeNotFound(subjects[0])
    question = view.ask(subgraph, subjects)
    return render(
        subgraph,
        title=question.title,
        answer=question.answer,
        arrange=view.arrange(subjects),
        how_to_read=view.how_to_read,
        more=how_to_see_more(view, subjects),
    )


def subjects_in(view: View, parameters: dict[str, object]) -> tuple[NodeId, ...]:
    """The ids that the page is about.

    Raises:
        BadParameter: the view needs one and there is none.
    """
    # A text is a sequence, too: its letters are no ids.
    given = parameters.get(view.subject)
    subjects = tuple(given) if isinstance(given, Sequence) and not isinstance(given, str) else (given,) if isinstance(given, str) else ()
    if not subjects and not view.takes_many:
        raise BadParameter(view.subject, problem="is missing", fix=f"Name the {view.kind.lower()} the page is about.")
    return subjects


def how_to_see_more(view: View, subjects: tuple[NodeId, ...]) -> str:
    """The command and the address that show what a limit cut off."""
    option = "".join(f" --{'department' if view.takes_many else 'id'} {subject}" for subject in subjects)
    parameters = urlencode([*((view.subject, subject) for subject in subjects), ("limit", 1000)], safe="/")
    return f"More of it: policygraph draw {view.name}{option} --limit 1000, or GET /v1/queries/{view.query}?{parameters}."
