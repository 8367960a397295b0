"""`policygraph cypher`: puts Cypher to the graph, guarded as it is in the API; without a query, line by line."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from typer import Argument, Option

from graph.adhoc.runner import CypherResult, CypherRunner
from graph.connection import connect, target
from graph.errors import BadParameter, PolicyGraphError
from graph.settings import Settings

with suppress(ImportError):
    # Windows has none; there the shell works without a history.
    import readline

HISTORY = "cypher_history"
MOST_REMEMBERED = 1_000
PROMPT, MORE = "cypher> ", "   ...> "
HELP = "A query ends with ; or an empty line. :quit or Ctrl+D ends the shell."


def cypher(
    query: Annotated[str | None, Argument(help="A query that reads; without it, queries are read line by line.")] = None,
    param: Annotated[list[str] | None, Option("--param", "-p", help="A parameter as NAME=VALUE; the value is JSON, else text.")] = None,
    limit: Annotated[int, Option(min=1, max=10_000, help="Most rows to return.")] = 1_000,
    as_json: Annotated[bool, Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Put Cypher to the graph. It can only read: what writes, or could keep Neo4j from its other work, is refused."""
    settings = Settings()
    parameters = dict(map(parameter_from, param or []))
    with connect(settings) as driver, CypherRunner(target(settings), driver, timeout_s=settings.cypher_timeout_s) as runner:
        if query is not None:
            show(runner.run(query, parameters, most_rows=limit), as_json=as_json)
            return
        with history(settings.home / HISTORY):
            for typed in queries():
                answer(runner, typed, parameters, limit=limit, as_json=as_json)


def answer(runner: CypherRunner, query: str, parameters: Mapping[str, Any], *, limit: int, as_json: bool) -> None:
    """One query of the shell; what is wrong with it does not end the shell."""
    try:
        show(runner.run(query, parameters, most_rows=limit), as_json=as_json)
    except PolicyGraphError as error:
        Console(stderr=True, highlight=False).print(f"{error.problem}\n{error.fix}", markup=False)


def parameter_from(given: str) -> tuple[str, Any]:
    """The parameter in a text NAME=VALUE.

    Raises:
        BadParameter: there is no '='.
    """
    name, separator, value = given.partition("=")
    if not separator:
        raise BadParameter(given, problem="has no value", fix="Write --param NAME=VALUE.")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        # A text need not be in quotation marks.
        return name, value


def show(result: CypherResult, *, as_json: bool) -> None:
    """Prints the rows, and says so when there are more."""
    if as_json:
        typer.echo(result.model_dump_json(include={"columns", "rows", "truncated"}))
    else:
        table = Table()
        for column in result.columns:
            table.add_column(Text(column), overflow="fold")
        for row in result.rows:
            table.add_row(*(Text(shown(row[column])) for column in result.columns))
        Console().print(table)
    if result.truncated:
        Console(stderr=True).print("There is more: raise it with --limit, or return less.", highlight=False)


def shown(value: object) -> str:
    """A value as one cell: texts as they are, everything else as JSON."""
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def queries() -> Iterator[str]:
    """What is typed, query by query, until the end."""
    Console(stderr=True).print(HELP, highlight=False)
    lines: list[str] = []
    with suppress(EOFError):
        while (line := typed(PROMPT if not lines else MORE)) not in {":quit", ":exit"}:
            # Ctrl+C takes back what was begun, as in other shells.
            lines = [] if line is None else [*lines, line]
            if not line or line.endswith(";"):
                query, lines = "\n".join(lines).strip(), []
                yield from [query] if query else []


def typed(prompt: str) -> str | None:
    """A line without the blanks at its end; None when Ctrl+C was pressed instead.

    Raises:
        EOFError: there are no more.
    """
    try:
        return input(prompt).rstrip()
    except KeyboardInterrupt:
        Console(stderr=True).print()
        return None


@contextmanager
def history(path: Path) -> Iterator[None]:
    """What was typed in earlier shells, kept in a file for the next; without readline, nothing is kept."""
    with suppress(OSError, NameError):
        readline.read_history_file(path)
    try:
        yield
    finally:
        with suppress(OSError, NameError):
            readline.set_history_length(MOST_REMEMBERED)
            readline.write_history_file(path)
            path.chmod(0o600)
