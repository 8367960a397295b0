"""View: a question, how it is answered, and how its picture is laid out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.answers import Connection, Connections
from graph.identifiers import NodeId
from graph.store import GraphStore
from graph.subgraph import Subgraph
from visualisations.layout import Arrange


@dataclass(frozen=True)
class Question:
    """What a page asks, and the answer in one sentence."""

    title: str
    answer: str


@dataclass(frozen=True)
class Ties:
    """What a view draws as lines between organisations, each with its reasons and its strength.

    `read` finds them, `ask` words the answer from them, `more` says where those
    are that were cut off.
    """

    read: Callable[[GraphStore, Mapping[str, object]], Connections]
    ask: Callable[[Subgraph, tuple[NodeId, ...], Sequence[Connection]], Question]
    heading: str
    how_to_read: str
    more: str


@dataclass(frozen=True)
class View:
    """One page that can be drawn.

    `query` is its file in cypher/explore, `subject` the query's parameter that
    takes the ids it is about, `other` that of a second one, and `kind` the kind
    of thing those are. `heat` asks for a table of organisations and themes above
    the picture; `folds` says whether alike commitments may share a symbol; with
    `ties`, the page opens with these, and the rest of the picture is a click away.
    """

    name: str
    about: str
    query: str
    subject: str
    kind: str
    takes_many: bool
    how_to_read: str
    ask: Callable[[Subgraph, tuple[NodeId, ...]], Question]
    arrange: Callable[[tuple[NodeId, ...]], Arrange]
    other: str | None = None
    heat: bool = False
    folds: bool = True
    ties: Ties | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The query's parameters that take what the page is about, one for each thing."""
        return (self.subject, self.other) if self.other else (self.subject,)
