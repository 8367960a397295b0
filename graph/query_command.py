"""`policygraph query`: puts a question of the catalogue to the graph."""

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from typer import Argument, Option

from graph.answers import Cell, QueryResult
from graph.catalogue import load_catalogue
from graph.connection import connect
from graph.connections import sentence
from graph.errors import BadParameter
from graph.settings import Settings
from graph.store import GraphStore
from graph.subgraph import Subgraph


def query(
    name: Annotated[str | None, Argument(help="Name of the question; without it, all questions are listed.")] = None,
    param: Annotated[list[str] | None, Option("--param", "-p", help="A parameter as NAME=VALUE; may be given several times.")] = None,
    as_json: Annotated[bool, Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Put a question of the catalogue to the graph, e.g. 'policygraph query narrower_themes --param theme=theme/data'."""
    console = Console(highlight=False)
    if name is None:
        console.print(catalogue_table())
        return
    settings = Settings()
    # A wrong name or parameter is said before anything is connected to.
    given = parameters_from(param or [])
    load_catalogue().get(name).accept(given)
    with connect(settings) as driver:
        result = GraphStore(driver, settings.neo4j_database, settings.query_timeout_s).run(name, given)
    if as_json:
        typer.echo(result.model_dump_json())
        return
    console.print(answer_table(result))
    if result.truncated:
        Console(stderr=True).print("There is more: raise it with --param limit=…", highlight=False)


def parameters_from(given: list[str]) -> dict[str, object]:
    """The parameters in "NAME=VALUE" texts.

    Raises:
        BadParameter: one of them has no '='.
    """
    pairs = [(one.partition("="), one) for one in given]
    for (_, separator, _), one in pairs:
        if not separator:
            raise BadParameter(one, problem="has no value", fix="Write --param NAME=VALUE.")
    return {name: value for (name, _, value), _ in pairs}


def catalogue_table() -> Table:
    """All questions, with the parameters that have to be given."""
    table = Table("Name", "Question", "Has to be given")
    for one in load_catalogue().queries:
        table.add_row(one.name, one.title, ", ".join(name for name, parameter in one.parameters.items() if parameter.required))
    return table


def answer_table(result: QueryResult) -> Table:
    """The answer for a reader: passages as their words, a subgraph as a sentence for each relationship."""
    words = {passage.id: passage.text for passage in (result.subgraph or result).passages}
    if result.subgraph is not None:
        return _sentences(result.title, result.subgraph, words)
    table = Table(title=result.title)
    for column in result.columns:
        # Folded, not cut: an id is there to be copied.
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(shown(value, words)) for value in row.values()))
    return table


def shown(value: Cell, words: dict[str, str]) -> str:
    """One cell as text: ids of passages as their words, one below the other."""
    if isinstance(value, tuple):
        return "\n".join(words.get(item, item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _sentences(title: str, subgraph: Subgraph, words: dict[str, str]) -> Table:
    table = Table("Relationship", "It says", title=title)
    for one in subgraph.relationships:
        table.add_row(Text(f"{sentence(one, subgraph.by_id)}."), Text(shown(one.evidence, words)))
    return table
