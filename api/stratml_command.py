"""The command that writes StratML: stratml."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from typer import Argument, Option, Typer

from api.stratml import stratml_of
from graph.connection import connect
from graph.settings import Settings
from graph.store import GraphStore
from visualisations.cli import identified
from visualisations.files import write_page

commands = Typer(no_args_is_help=True)


@commands.command()
def stratml(
    strategy: Annotated[str, Argument(help="The strategy: its id, or a name to look for.")],
    out: Annotated[Path | None, Option(help="The file to write; without it, the plan goes to stdout.")] = None,
) -> None:
    """Write a strategy as StratML (ISO 17469): its commitments as objectives, with owners and deadlines.

    policygraph stratml strategy/harbour-safety-strategy --out harbour.stratml

    Ends with 1 when the strategy has more than 10,000 commitments, of which the first are written.
    """
    settings = Settings()
    with connect(settings) as driver:
        store = GraphStore(driver, settings.neo4j_database, settings.query_timeout_s)
        found = identified(store, strategy, "Strategy")
        graph = store.strategy_in_full(found)
    text = stratml_of(graph, found)
    if out is None:
        typer.echo(text, nl=False)
    else:
        typer.echo(str(write_page(text, out)))
    if graph.truncated:
        Console(stderr=True, highlight=False).print("It has more commitments than are written.")
        raise typer.Exit(1)
