"""`policygraph query`: puts a question of the catalogue to the graph."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text
from typer import Argument, Option

from graph.answers import Cell, QueryResult
from graph.catalogue import Catalogue, catalogue_of
from graph.connection import connect
from graph.connections import sentence
from graph.errors import BadParameter
from graph.kinds import NODE_KINDS, Document, Passage, label_of
from graph.settings import Settings
from graph.store import GraphStore
from graph.subgraph import Subgraph

ID = re.compile("|".join(f"(?:{label_of(kind).lower()}/.+)" for kind in NODE_KINDS))


def query(
    name: Annotated[str | None, Argument(help="Name of the question; without it, all questions are listed.")] = None,
    param: Annotated[list[str] | None, Option("--param", "-p", help="A parameter as NAME=VALUE; may be given several times.")] = None,
    as_json: Annotated[bool, Option("--json", help="Print the answer as JSON.")] = False,
    queries: Annotated[Path | None, Option(help="Folder with questions of your own, each a .cypher file.")] = None,
) -> None:
    """Put a question of the catalogue to the graph, e.g. 'policygraph query narrower_themes --param theme=theme/data'."""
    console = Console(highlight=False)
    settings = Settings()
    catalogue = catalogue_of(queries or settings.queries)
    if name is None:
        console.print(catalogue_table(catalogue))
        return
    # A wrong name or parameter is said before anything is connected to.
    given = parameters_from(param or [])
    catalogue.get(name).accept(given)
    with connect(settings) as driver:
        result = GraphStore(driver, settings.neo4j_database, settings.query_timeout_s, catalogue=catalogue).run(name, given)
    if as_json:
        typer.echo(result.model_dump_json())
        return
    console.print(answer_of(result))
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


def catalogue_table(catalogue: Catalogue) -> Table:
    """All questions, with the parameters that have to be given."""
    table = Table(Column("Name", no_wrap=True), "Question", "Has to be given", box=None)
    for one in catalogue.queries:
        table.add_row(one.name, one.title, ", ".join(name for name, parameter in one.parameters.items() if parameter.required))
    return table


def answer_of(result: QueryResult) -> Group:
    """The answer for a reader: a card a row where passages belong to it, else a table; a subgraph as a sentence for each relationship."""
    part = result.subgraph or result
    quotes = {passage.id: quoted(passage, part.documents) for passage in part.passages}
    title = Text(result.title, style="bold")
    if result.subgraph is not None and result.subgraph.relationships:
        return Group(title, *_sentences(result.subgraph, quotes))
    if not result.rows:
        return Group(title, Text("Nothing in the graph answers this."))
    return Group(title, *(_card(row, quotes) for row in result.rows)) if quotes else Group(title, _table(result))


def quoted(passage: Passage, documents: Iterable[Document]) -> str:
    """The words of a passage and where they stand: “We will …” (Home Office 2030 Digital Strategy, 2025-07-15)."""
    # Passages of PDFs and web pages run over several lines.
    document = next(one for one in documents if one.id == passage.document)
    where = ", ".join(str(part) for part in (document.title, document.published_on) if part is not None)
    return f"“{' '.join(passage.text.split())}” ({where})"


def shown(value: Cell, quotes: dict[str, str]) -> str:
    """One cell as text: ids of passages as their words, one below the other; None and an empty list as ''."""
    if isinstance(value, tuple):
        return "\n".join(quotes.get(item, item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _card(row: dict[str, Cell], quotes: dict[str, str]) -> Padding:
    card = Table.grid("", "", padding=(0, 2))
    for name, value in row.items():
        # Text, not str: rich would read "[…]" in somebody's title as markup.
        card.add_row(Text(name.replace("_", " "), style="dim"), Text(shown(value, quotes) or "-"))
    return Padding(card, (1, 0, 0, 2))


def _table(result: QueryResult) -> Table:
    # Ids are for --json and for programs: beside a name they only make a terminal's columns narrow.
    columns = [column for column in result.columns if not all(ID.fullmatch(str(row[column])) for row in result.rows)] or result.columns
    table = Table()
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(shown(row[column], {})) for column in columns))
    return table


def _sentences(subgraph: Subgraph, quotes: dict[str, str]) -> Iterator[Padding]:
    for one in subgraph.relationships:
        yield Padding(Group(Text(f"{sentence(one, subgraph.by_id)}."), Text(shown(one.evidence, quotes), style="dim")), (1, 0, 0, 2))
