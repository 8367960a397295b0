"""Asking the main questions once when the server starts, for Neo4j is slow with what it has not been asked before."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from threading import Event, Thread
from typing import Self

from neo4j.exceptions import Neo4jError

from api.dependencies import Database
from api.pages import front_values, landing_values
from graph.answers import ListedKind
from graph.errors import PolicyGraphError
from graph.store import GraphStore
from visualisations import VIEWS
from visualisations.views import View

WORD = "policy"
# Most questions end within this; one that does not is cut off when the connection closes.
FAREWELL_S = 1.0


class Warming:
    """A thread that asks while the app runs; nobody waits for it, and what fails is said to whoever asks the same."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ended = Event()
        self._thread = Thread(target=self._run, name="warm-up", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join(FAREWELL_S)

    def wait(self, timeout_s: float) -> bool:
        """Whether all has been asked when the time is up."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        with suppress(PolicyGraphError, Neo4jError):
            store = self._database.open()
            for ask in questions(store):
                if self._ended.is_set():
                    break
                # Everything: a document may leave the graph, or the connection close, in the middle of a question.
                with suppress(Exception):
                    ask()
        if self._ended.is_set():
            # The app may have gone while the connection was being opened.
            self._database.close()


def questions(store: GraphStore) -> Iterator[Callable[[], object]]:
    """What people ask first: the start page, a search, every view, and what is around an entity."""
    yield partial(landing_values, store, "")
    yield partial(front_values, store, datetime.now(tz=UTC).date())
    for view in VIEWS.values():
        yield partial(view_once, store, view)
    yield partial(store.search, WORD)


def view_once(store: GraphStore, view: View) -> None:
    """Asks what the view draws: of everything, or of the first of its kind and what is around that."""
    if view.takes_many and view.query:
        store.run(view.query, {})
        if view.ties:
            view.ties.read(store, {})
    # What is reckoned from the whole graph is read when somebody asks for it.
    if view.takes_many:
        return
    label: ListedKind = view.kind  # type: ignore[assignment]
    ids = [node.id for node in store.list_nodes(label, limit=2).nodes]
    if ids:
        store.run(view.query, {view.subject: ids[0], **({view.other: ids[-1]} if view.other else {})})
        store.neighbours(ids[0])
