"""What can be wrong with Cypher that somebody else wrote."""

from graph.errors import PolicyGraphError


class QueryRefused(PolicyGraphError):
    """The query is not run: it does more than read, or could keep the database from its other work."""

    status = 422
    exit_code = 2

    def __init__(self, problem: str, *, fix: str) -> None:
        super().__init__(f"This query is not run: {problem}.", fix=fix)


class QueryWrong(PolicyGraphError):
    """Neo4j does not understand the query."""

    status = 422
    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(
            f"Neo4j says: {message}", fix="docs/model.md names every label, type and property; parameters are given beside the query."
        )


class QueryTooSlow(PolicyGraphError):
    """The query took longer than it may."""

    status = 504

    def __init__(self, *, timeout_s: float) -> None:
        super().__init__(
            f"The query took longer than {timeout_s:g} s and was ended.",
            fix="Start from fewer nodes (an id, a LIMIT in a WITH), or bound the length of its paths.",
        )


class QueryTooLarge(PolicyGraphError):
    """The query needed more memory than it may take."""

    status = 422

    def __init__(self) -> None:
        super().__init__("The query needs more memory than it may take.", fix="Return less: a LIMIT, fewer columns, no collected lists.")


class CypherBusy(PolicyGraphError):
    """Another query of somebody is being run, or one that was ended still holds its place in Neo4j."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Another query is being run, and one is run at a time.", fix="Ask again in some seconds; everything else goes on meanwhile."
        )


class CypherOff(PolicyGraphError):
    """Queries of one's own are switched off on this server."""

    status = 403
    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            "This server takes no Cypher.",
            fix="Whoever runs it switches it on with POLICYGRAPH_CYPHER=true; GET /v1/queries lists the questions it answers anyway.",
        )
