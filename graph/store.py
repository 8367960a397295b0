"""Reading the graph: the questions the rest may ask, answered by the files in cypher/read and cypher/explore."""

from collections.abc import Mapping, Sequence

from neo4j import Driver

from graph.answers import Connections, Filters, Hit, ListedKind, NodePage, Path, QueryResult, Summary
from graph.identifiers import NodeId
from graph.subgraph import Subgraph


class GraphStore:
    """Answers questions about the graph; writes nothing.

    Every method may raise DatabaseUnavailable and QueryTimedOut.
    """

    def __init__(self, driver: Driver, database: str = "neo4j", timeout_s: float = 10.0) -> None:
        self._driver = driver
        self._database = database
        self._timeout_s = timeout_s

    def summary(self) -> Summary:
        """How many nodes and relationships of each kind there are, and the version of the graph.

        Source: cypher/read/summary.cypher
        """
        raise NotImplementedError

    def entity(self, node_id: NodeId) -> Subgraph:
        """The entity alone, with up to five of its passages and their documents.

        Raises:
            NodeNotFound: no entity has this id.

        Source: cypher/read/entity.cypher
        """
        raise NotImplementedError

    def neighbours(
        self, node_id: NodeId, *, depth: int = 1, kinds: Sequence[str] = (), relations: Sequence[str] = (), limit: int = 100
    ) -> Subgraph:
        """The entity and what lies around it, nearest first.

        Args:
            node_id: where to start, e.g. "organisation/gb-home-office".
            depth: how many relationships away, 1 to 3.
            kinds: labels to keep and to walk through, e.g. ["Theme"]; none means all.
            relations: relationship types to follow, e.g. ["MAKES"]; none means all.
            limit: most entities to return beside the first, 1 to 500.

        Raises:
            NodeNotFound: no entity has this id.
            BadParameter: a depth, kind, type or limit that does not exist.

        Source: cypher/read/neighbours.cypher
        """
        raise NotImplementedError

    def paths(
        self,
        source: NodeId,
        target: NodeId,
        *,
        max_length: int = 4,
        relations: Sequence[str] = (),
        through_themes: bool = False,
        limit: int = 5,
    ) -> list[Path]:
        """Chains of relationships between two entities, shortest first, then by their ids.

        Never through documents or passages, and through themes only when asked:
        over such hubs everything is connected to everything.

        Args:
            source: where to start.
            target: where to end.
            max_length: most hops, 1 to 6.
            relations: relationship types to follow; none means all.
            through_themes: whether a theme may stand between two others.
            limit: most paths to return, 1 to 50.

        Returns:
            The paths, each hop with its quotes; an empty list when there are none.

        Raises:
            NodeNotFound: no entity has one of the ids.
            BadParameter: a type, length or limit that does not exist, or twice the same entity.

        Source: cypher/read/paths.cypher
        """
        raise NotImplementedError

    def connections(self, departments: Sequence[NodeId] = (), *, limit: int = 100) -> Connections:
        """What connects organisations, pair by pair, each reason in words and with its passages.

        Args:
            departments: two or more: the pairs among them; one: its pairs with every other
                organisation; none: all pairs.
            limit: most pairs to return, 1 to 500.

        Returns:
            The pairs, the one with most reasons first.

        Raises:
            NodeNotFound: no entity has one of the ids.
            BadParameter: a limit that does not exist.

        Source: cypher/read/connections.cypher
        """
        raise NotImplementedError

    def search(self, text: str, *, kinds: Sequence[str] = (), limit: int = 20) -> list[Hit]:
        """Entities whose name, alias or text holds the words; names first, then aliases, then text.

        Args:
            text: plain words; nothing in it is an operator.
            kinds: labels to keep, e.g. ["Organisation"]; none means all.
            limit: most hits, 1 to 100.

        Returns:
            The hits, best first; an empty list when nothing matches.

        Raises:
            BadParameter: no word in the text, or a kind or limit that does not exist.

        Source: cypher/read/search.cypher
        """
        raise NotImplementedError

    def list_nodes(
        self,
        kind: ListedKind,
        filters: Filters | None = None,
        *,
        sort: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
        count: bool = False,
    ) -> NodePage:
        """One page of the nodes of a kind.

        Args:
            kind: label, e.g. "Commitment".
            filters: what to keep; all must hold.
            sort: a name from `graph.listing.SORTS[kind]`, "-" before it for descending; None takes the first.
            cursor: `next_cursor` of the page before.
            limit: most nodes to return, 1 to 200.
            count: whether to count what is on all pages, too.

        Raises:
            BadParameter: a filter or sort that this kind does not know, or a cursor of another list.

        Source: cypher/read/list_*.cypher
        """
        raise NotImplementedError

    def run(self, name: str, parameters: Mapping[str, object] | None = None) -> QueryResult:
        """The answer of a catalogue query.

        Args:
            name: name of a file in cypher/explore, e.g. "commitments_on_theme".
            parameters: as declared in its header; text is converted, what is left out takes its default.

        Raises:
            UnknownQuery: there is no such query.
            BadParameter: a parameter is unknown, missing or of the wrong type.

        Source: cypher/explore/*.cypher
        """
        raise NotImplementedError
