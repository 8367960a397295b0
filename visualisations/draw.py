"""Draw: a view and a store in, one HTML page out."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from urllib.parse import urlencode

from graph.answers import Connections
from graph.catalogue import load_catalogue
from graph.errors import BadParameter, NodeNotFound, UnknownView
from graph.identifiers import NodeId
from graph.parameters import accept_all
from graph.store import GraphStore
from graph.subgraph import Subgraph
from visualisations.ties import joined
from visualisations.views import VIEWS, View, view_of
from visualisations.views.heat import heat_of
from visualisations.views.reading import day_in
from visualisations.wording import spoken_date


def view_named(name: str) -> View:
    """The view of that name, or one that draws the question of that name.

    Raises:
        UnknownView: there is none, or the question's answer is no piece of graph; the error suggests the nearest and lists all views.
    """
    if name in VIEWS:
        return VIEWS[name]
    drawable = {query.name: query for query in load_catalogue().queries if query.returns == "Subgraph"}
    if name in drawable:
        return view_of(drawable[name])
    near = get_close_matches(name.casefold(), [*VIEWS, *drawable], n=1, cutoff=0.5)
    raise UnknownView(name, nearest=near[0] if near else None, known=tuple(VIEWS))


def draw(view: str, store: GraphStore, **parameters: object) -> str:
    """The page that answers the view's question, from what the store holds; with `as_of`, as it was on that day, which the page says.

    Args:
        view: a name in `VIEWS`, e.g. "theme", or of a question of the catalogue that returns a Subgraph.
        store: where the answer is read.
        parameters: those of the view's query, e.g. theme="theme/data", as_of=date(2025, 1, 31), limit=300.

    Raises:
        UnknownView: there is no such view.
        BadParameter: a parameter is unknown, missing or not what it has to be.
        NodeNotFound: what the page is about is not in the graph.
    """
    chosen = view_named(view)
    values = accept_all(chosen.asks.parameters, parameters)
    found = chosen.ties.read(store, values) if chosen.ties else Connections()
    subgraph = (store.run(chosen.query, parameters).subgraph if chosen.query else None) or Subgraph()
    return page_of(chosen, subgraph, subjects_in(chosen, parameters), found, day_in(values))


def page_of(view: View, subgraph: Subgraph, subjects: tuple[NodeId, ...], found: Connections | None = None, day: date | None = None) -> str:
    """The page of a view from the answer of its query and what its ties were found to be, on a day or today.

    Raises:
        NodeNotFound: what the page is about is not in the subgraph.
    """
    from visualisations.page import Tied, Words, render  # noqa: PLC0415 - pyvis takes a second to import; only who draws waits for it

    # An empty page would look like "nothing is promised" where an id was only mistyped.
    missing = [] if view.takes_many else [subject for subject in subjects if subject not in subgraph.by_id]
    if missing:
        raise NodeNotFound(missing[0])
    heat = heat_of(subgraph) if view.heat else None
    tied = None
    if view.ties and found and found.connections:
        subgraph = joined(subgraph, found.subgraph)
        question = view.ties.ask(subgraph, subjects, found.connections)
        tied = Tied(found.connections, view.ties.heading, view.ties.how_to_read, view.ties.more if found.truncated else "")
    else:
        question = view.ask(subgraph, subjects)
    # Who finds the page later must not take it for how things are.
    answer = f"As of {spoken_date(day)}: {question.answer}" if day else question.answer
    words = Words(question.title, answer, view.how_to_read, how_to_see_more(view, subjects, day))
    return render(subgraph, words, arrange=view.arrange(subjects), heat=heat, folds=view.folds, tied=tied)


def subjects_in(view: View, parameters: dict[str, object]) -> tuple[NodeId, ...]:
    """The ids that the page is about.

    Raises:
        BadParameter: the view needs one and there is none.
    """
    if view.takes_many:
        # A text is a sequence, too: its letters are no ids.
        given = parameters.get(view.subject)
        return tuple(given) if isinstance(given, Sequence) and not isinstance(given, str) else (given,) if isinstance(given, str) else ()
    for name in view.asked:
        if not isinstance(parameters.get(name), str):
            raise BadParameter(name, problem="is missing", fix=f"Name the {view.kind.lower()} the page is about.")
    return tuple(str(parameters[name]) for name in view.asked)


def how_to_see_more(view: View, subjects: tuple[NodeId, ...], day: date | None = None) -> str:
    """The command and the address that show what a limit cut off; of a day only the address does."""
    if not view.query and view.ties:
        return view.ties.more
    option = "".join(f" --{'department' if view.takes_many else 'id'} {subject}" for subject in subjects)
    names = [view.subject] * len(subjects) if view.takes_many else view.asked
    limit = view.asks.parameters["limit"].maximum
    dated = [("as_of", day.isoformat())] if day else []
    parameters = urlencode([*zip(names, subjects, strict=False), *dated, ("limit", limit)], safe="/")
    if day:
        return f"More of it: GET {view.address}?{parameters}."
    return f"More of it: policygraph draw {view.name}{option} --limit {limit}, or GET {view.address}?{parameters}."
