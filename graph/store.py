"""Reading the graph: the questions the rest may ask, answered by the files in cypher/read and cypher/explore."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date

from neo4j import Driver

from graph import integrity
from graph.answers import MATCHES, Connections, Filters, Hit, ListedKind, NodePage, PathsFound, QueryResult, Summary
from graph.catalogue import Catalogue, load_catalogue
from graph.connections import WEIGHTS, explain
from graph.errors import BadParameter, NodeNotFound
from graph.identifiers import NodeId, digest
from graph.integrity import TIMEOUT_S, VerifyReport
from graph.kinds import LABELS, NODE_KINDS, TYPES, label_of
from graph.listing import MAX_LIMIT, file_of, list_parameters, next_cursor
from graph.parameters import check_names, check_range
from graph.paths import chains, path_from
from graph.projection import Projection, Projections
from graph.questions import answer
from graph.reading import Note, Reader, settled, translated
from graph.records import by_triple
from graph.searching import ALIASES, NAMES, TEXT, hit_from, lucene, words_of
from graph.subgraph import Subgraph

MAX_AROUND = 1000


class GraphStore:
    """Answers questions about the graph; writes nothing.

    Every method may raise DatabaseUnavailable, QueryTimedOut and, while much is written, GraphChanged.
    """

    def __init__(
        self,
        driver: Driver,
        database: str = "neo4j",
        timeout_s: float = 10.0,
        note: Note | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        self._driver = driver
        self._database = database
        self._timeout_s = timeout_s
        self._day: date | None = None
        self._reader = Reader(driver, database, timeout_s, note)
        self.catalogue = catalogue or load_catalogue()
        self._projections = Projections(driver, database)

    def noting(self, note: Note) -> "GraphStore":
        """A store of the same graph that tells `note` each statement it asks, and the parameters."""
        noting = copy(self)
        noting._reader = Reader(self._driver, self._database, self._timeout_s, note)  # noqa: SLF001 - of our own copy
        return noting

    def as_of(self, day: date | None) -> "GraphStore":
        """A store in which neighbours, paths, connections, what is between and analyses see the graph of `day`; None for today's.

        That is: claims that a document published until then states and that held
        on that day, and bodies that existed. What has no date counts as always. The
        words may be of a later document. Lists and questions have a parameter instead.
        """
        dated = copy(self)
        dated._day = day  # noqa: SLF001 - of our own copy
        return dated

    def summary(self) -> Summary:
        """How many nodes and relationships of each kind there are, and the version of the graph.

        Source: cypher/read/summary.cypher
        """
        with self._reader.asking("What is in the graph?") as asking:
            record = asking.one("summary")
            versions = asking.one("version")["versions"]
        return Summary(
            nodes={label_of(kind): record["nodes"][label_of(kind)] for kind in NODE_KINDS},
            relationships={name: record["relationships"][name] for name in TYPES},
            version=digest(*versions, length=16),
        )

    def version(self) -> str:
        """Changes whenever a document is added, replaced or removed; the same documents give the same version.

        Source: cypher/read/version.cypher
        """
        with self._reader.asking("Which version of the graph is this?") as asking:
            return digest(*asking.one("version")["versions"], length=16)

    def projection(self, version: str | None = None) -> Projection:
        """The shape of the graph; read when it has changed, which takes seconds on a large one. Give the `version` when it is known."""
        return self._projections.of(version or self.version(), self._day)

    @settled
    def entity(self, node_id: NodeId) -> Subgraph:
        """The entity alone, with up to five of its passages and their documents.

        Raises:
            NodeNotFound: no entity has this id.

        Source: cypher/read/entity.cypher
        """
        with self._reader.asking(f"What is {node_id}?") as asking:
            found = asking.subgraph([node_id], found=False)
            if not found.nodes:
                raise NodeNotFound(node_id)
            return found

    @settled
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
        check_range("depth", depth, 3)
        check_range("limit", limit, 500)
        check_names("kinds", kinds, LABELS)
        check_names("relations", relations, TYPES)
        with self._reader.asking(f"What is around {node_id}?") as asking:
            found = asking.at_most_one(
                "neighbours", id=node_id, depth=depth, kinds=list(kinds), relations=list(relations), limit=limit, as_of=self._day
            )
            if found is None:
                raise NodeNotFound(node_id)
            return asking.subgraph(found["nodes"], found["relationships"], in_order=True, truncated=found["truncated"])

    @settled
    def strategy_in_full(self, strategy: NodeId, *, limit: int = 10_000) -> Subgraph:
        """A strategy with its commitments, their owners, and who publishes or owns it; commitments in the order of the documents.

        Args:
            strategy: id of the strategy.
            limit: most commitments to return, 1 to 10,000; `truncated` says whether there are more.

        Raises:
            NodeNotFound: no strategy has this id.
            BadParameter: a limit that does not exist.

        Source: cypher/read/strategy_in_full.cypher
        """
        check_range("limit", limit, 10_000)
        with self._reader.asking(f"What does {strategy} hold?") as asking:
            found = asking.one("strategy_in_full", id=strategy, limit=limit)
            if not found["nodes"]:
                raise NodeNotFound(strategy)
            return asking.subgraph(found["nodes"], found["relationships"], in_order=True, truncated=found["truncated"])

    @settled
    def paths(
        self,
        source: NodeId,
        target: NodeId,
        *,
        max_length: int = 4,
        relations: Sequence[str] = (),
        through_themes: bool = False,
        limit: int = 5,
    ) -> PathsFound:
        """Chains of relationships between two entities, shortest first, then by their ids.

        Never through documents or passages, and through themes only when asked:
        over such hubs everything is connected to everything.

        Args:
            source: where to start.
            target: where to end.
            max_length: most hops, 1 to 6.
            relations: relationship types to follow; none means all.
            through_themes: whether a theme may stand between two others.
            limit: most paths to return, 1 to 200.

        Returns:
            The paths, each hop with its quotes; none when nothing connects the two.

        Raises:
            NodeNotFound: no entity has one of the ids.
            BadParameter: a type, length or limit that does not exist, or twice the same entity.

        Source: cypher/read/paths.cypher, cypher/read/paths_longer.cypher
        """
        check_range("max_length", max_length, 6)
        check_range("limit", limit, 200)
        check_names("relations", relations, TYPES)
        if source == target:
            raise BadParameter("target", problem="is the same as the source", fix="Give two different ids.")
        with self._reader.asking(f"How are {source} and {target} connected?") as asking:
            ends = {"source": source, "target": target, "max_length": max_length, "limit": limit, "as_of": self._day}
            found = chains(asking, {**ends, "relations": list(relations), "through_themes": through_themes})
            nodes = {node for path in found["paths"] for node in path["nodes"]}
            subgraph = asking.subgraph(sorted(nodes), sorted({element for path in found["paths"] for element in path["elements"]}))
        return PathsFound(paths=tuple(path_from(path, subgraph) for path in found["paths"]), truncated=found["truncated"])

    @settled
    def connections(self, departments: Sequence[NodeId] = (), *, limit: int = 100) -> Connections:
        """What connects organisations, pair by pair, each reason in words and with its passages.

        Args:
            departments: two or more: the pairs among them; one: its pairs with every other
                organisation; none: all pairs, but a shared theme or body then pairs only the
                twenty organisations that do most with it.
            limit: most pairs to return, 1 to 500.

        Returns:
            The pairs, the strongest first; `graph.connections.WEIGHTS` says what counts how much.

        Raises:
            NodeNotFound: no entity has one of the ids.
            BadParameter: a limit that does not exist.

        Source: cypher/read/connections.cypher
        """
        check_range("limit", limit, 500)
        with self._reader.asking("What connects the departments?") as asking:
            asking.require(departments)
            found = asking.one("connections", departments=list(departments), weights=WEIGHTS, limit=limit, as_of=self._day)
            reasons = [reason for pair in found["pairs"] for reason in pair["reasons"]]
            nodes = {node for reason in reasons for node in reason["nodes"]} | {
                pair[end] for pair in found["pairs"] for end in ("source", "target")
            }
            subgraph = asking.subgraph(sorted(nodes), sorted({element for reason in reasons for element in reason["elements"]}))
        known = by_triple(subgraph)
        connections = tuple(explain(pair, subgraph.by_id, known) for pair in found["pairs"])
        return Connections(connections=connections, subgraph=subgraph, truncated=found["truncated"])

    @settled
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
        check_range("limit", limit, 100)
        check_names("kinds", kinds, LABELS)
        words = words_of(text)
        with self._reader.asking(f"What is called {text!r}?") as asking:
            # First all words together; only when nothing has them all, any of them.
            for every in (True, False):
                hits = asking.one(
                    "search",
                    in_names=lucene(words, NAMES, every=every),
                    in_aliases=lucene(words, ALIASES, every=every),
                    in_text=lucene(words, TEXT, every=every),
                    exactly=text.strip().lower(),
                    kinds=list(kinds),
                    limit=limit,
                )["hits"]
                if hits:
                    break
            found = asking.subgraph([hit["id"] for hit in hits])
        return [hit_from(found, hit["id"], matched=MATCHES[hit["rank"]], score=hit["score"]) for hit in hits]

    @settled
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
        check_range("limit", limit, MAX_LIMIT)
        chosen = filters or Filters()
        parameters = list_parameters(kind, chosen, sort, cursor)
        with self._reader.asking(f"Which {kind} nodes are there?") as asking:
            found = asking.one(file_of(kind), **parameters, limit=limit)
            # The statement looks for one more than the limit.
            page = found["page"][:limit]
            ids = [one["id"] for one in page]
            nodes = asking.documents(ids) if kind == "Document" else ()
            subgraph = asking.subgraph([] if kind == "Document" else ids, in_order=True)
        more = len(found["page"]) > limit
        return NodePage(
            nodes=(*subgraph.nodes, *nodes),
            passages=subgraph.passages,
            documents=subgraph.documents,
            next_cursor=next_cursor(kind, chosen, sort, page[-1]) if more else None,
            total=found["total"] if count else None,
        )

    @settled
    def around(self, ids: Sequence[NodeId], kinds: Sequence[str], *, limit: int = MAX_AROUND) -> Subgraph:
        """The entities of some kinds one relationship away from any of `ids`, and these relationships.

        Args:
            ids: ids of entities; what is not there has nothing around it.
            kinds: labels of what is wanted, e.g. ["Theme"].
            limit: most relationships to return.

        Returns:
            The entities, without those of `ids` that nothing leads to; `truncated` when there are more.

        Raises:
            BadParameter: a kind that does not exist.

        Source: cypher/read/expand.cypher
        """
        check_names("expand", kinds, LABELS)
        with self._reader.asking("What is around these entities?") as asking:
            found = asking.one("expand", nodes=list(ids), kinds=list(kinds), limit=limit)
            return asking.subgraph(sorted(set(found["nodes"])), found["relationships"], truncated=found["truncated"])

    @settled
    def between(self, ids: Sequence[NodeId], *, relations: Sequence[str] = (), limit: int = MAX_AROUND) -> Subgraph:
        """Several entities and the relationships between them.

        Args:
            ids: of the entities, in the order they are to have.
            relations: relationship types to keep; none means all.
            limit: most relationships to return.

        Raises:
            NodeNotFound: no entity has one of the ids.
            BadParameter: a type that does not exist.

        Source: cypher/read/between.cypher
        """
        check_names("relations", relations, TYPES)
        with self._reader.asking("What is between these entities?") as asking:
            asking.require(ids)
            found = asking.one("between", ids=list(ids), relations=list(relations), limit=limit, as_of=self._day)
            return asking.subgraph(ids, found["relationships"], in_order=True, truncated=found["truncated"])

    @settled
    def piece(self, nodes: Sequence[NodeId], relationships: Sequence[str], *, truncated: bool = False) -> Subgraph:
        """Entities by their ids and relationships by their element ids, with the passages that they rest on.

        Source: cypher/read/subgraph.cypher
        """
        with self._reader.asking("What is this piece of the graph?") as asking:
            return asking.subgraph(sorted(set(nodes)), list(relationships), truncated=truncated, found=False)

    @settled
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
        query = self.catalogue.get(name)
        values = query.accept(parameters or {})
        with self._reader.asking(query.title) as asking:
            return answer(query, values, asking)

    def verify(self) -> VerifyReport:
        """Whether every claim's words still stand at their place; opens each document again."""
        with translated("Does every claim have its words?", TIMEOUT_S):
            return integrity.verify(self._driver, self._database)

    def fingerprint(self) -> str:
        """SHA-256 over the whole graph; the same documents give the same one."""
        with translated("What is the graph's fingerprint?", TIMEOUT_S):
            return integrity.fingerprint(self._driver, self._database)
