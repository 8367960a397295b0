"""View: a question, how it is answered, and how its picture is laid out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.answers import Connection, Connections
from graph.catalogue import load_catalogue
from graph.identifiers import NodeId
from graph.parameters import Parameter, Value
from graph.store import GraphStore
from graph.subgraph import Subgraph
from visualisations.layout import Arrange


@dataclass(frozen=True)
class Question:
    """What a page asks, and the answer in one sentence."""

    title: str
    answer: str


class Asked(Protocol):
    """Something that is asked with parameters, such as a query of the catalogue."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """What it takes."""

    @property
    def example(self) -> Mapping[str, Value]:
        """Parameters that give an answer."""


@dataclass(frozen=True)
class Reckoned:
    """What a view is asked with when no query of the catalogue answers it."""

    name: str
    parameters: Mapping[str, Parameter]
    example: Mapping[str, Value]


@dataclass(frozen=True)
class Ties:
    """What a view draws as lines between organisations, each with its reasons and its strength.

    `read` finds them, `ask` words the answer from them, `more` says where those
    are that were cut off. Where they are all that the view draws, `asks` has the
    parameters and `address` says where the API gives the same.
    """

    read: Callable[[GraphStore, Mapping[str, object]], Connections]
    ask: Callable[[Subgraph, tuple[NodeId, ...], Sequence[Connection]], Question]
    heading: str
    how_to_read: str
    more: str
    asks: "Asked | None" = None
    address: str = ""


@dataclass(frozen=True)
class View:
    """One page that can be drawn.

    `query` is its file in cypher/explore, '' when its ties are all that it draws, `subject` the query's parameter that
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
    def asks(self) -> Asked:
        """What it is asked with: its query, or what its ties take."""
        if self.ties and self.ties.asks:
            return self.ties.asks
        return load_catalogue().get(self.query)

    @property
    def address(self) -> str:
        """Where the API gives what it draws."""
        return f"/v1/queries/{self.query}" if self.query or not self.ties else self.ties.address

    @property
    def asked(self) -> tuple[str, ...]:
        """The query's parameters that take what the page is about, one for each thing."""
        return (self.subject, self.other) if self.other else (self.subject,)
