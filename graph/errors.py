"""Every error policygraph raises on purpose: what is wrong, then what to do."""

from typing import ClassVar


class PolicyGraphError(Exception):
    """The root of all our errors; `problem` and `fix` reach the user unchanged.

    `status` is the HTTP status the API answers with, `exit_code` what the
    command line ends with: 1 something failed, 2 wrong usage, 3 the database
    cannot be reached.
    """

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, problem: str, *, fix: str) -> None:
        super().__init__(f"{problem} {fix}")
        self.problem = problem
        self.fix = fix


class NodeNotFound(PolicyGraphError):
    """No node in the graph has this identifier."""

    status = 404

    def __init__(self, node_id: str) -> None:
        super().__init__(
            f"There is no node with id {node_id!r}.",
            fix="Ids look like 'organisation/gb-home-office'; find one with GET /v1/search?q=home+office.",
        )
        self.node_id = node_id


class DatabaseUnavailable(PolicyGraphError):
    """Neo4j does not answer."""

    status = 503
    exit_code = 3

    def __init__(self, uri: str, *, reason: str) -> None:
        super().__init__(
            f"Neo4j at {uri} does not answer: {reason}.",
            fix="Run 'policygraph up' for a local one, or check POLICYGRAPH_NEO4J_URI; 'policygraph doctor' says more.",
        )
        self.uri = uri


class UnknownQuery(PolicyGraphError):
    """The catalogue has no query of this name."""

    status = 404
    exit_code = 2

    def __init__(self, name: str, *, nearest: str | None) -> None:
        super().__init__(
            f"There is no query {name!r}.",
            fix=f"Did you mean {nearest!r}?" if nearest else "'policygraph query --list' and GET /v1/queries name them all.",
        )
        self.name = name


class BadParameter(PolicyGraphError):
    """A parameter of a question is unknown, missing or not what it has to be."""

    status = 422
    exit_code = 2

    def __init__(self, parameter: str, *, problem: str, fix: str) -> None:
        super().__init__(f"Parameter {parameter!r} {problem}.", fix=fix)
        self.parameter = parameter


class QueryTimedOut(PolicyGraphError):
    """Neo4j stopped a read because it took too long."""

    status = 504

    def __init__(self, question: str, *, timeout_s: float) -> None:
        super().__init__(
            f"The answer to {question!r} took longer than {timeout_s:g} s.",
            fix="Ask for less (a smaller depth, limit or list), or raise POLICYGRAPH_QUERY_TIMEOUT_S.",
        )
        self.question = question


class InvalidQueryFile(PolicyGraphError):
    """A file in cypher/explore breaks the header contract."""

    def __init__(self, name: str, *, line: int, problem: str) -> None:
        super().__init__(
            f"{name}, line {line}: {problem}.", fix="See 'A Cypher file' in CONTRIBUTING.md for the header; other files show how."
        )
        self.line = line
