"""`policygraph keys`: makes, lists and revokes the keys of the API."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from typer import Argument, Option, Typer

from api.keys import KeyFile, Role
from graph.settings import Settings

commands = Typer(no_args_is_help=True, help="Make, list and revoke the keys of the API.")
NameArgument = Annotated[str, Argument(help="What the key is called, e.g. 'team-statistics'.")]


@commands.command()
def create(
    name: NameArgument,
    role: Annotated[Role, Option(help="reader reads; cypher also asks queries of its own; editor also changes the graph.")] = "reader",
) -> None:
    """Make a key and print it; it is shown this once, for only its digest is kept."""
    typer.echo(KeyFile.of(Settings()).create(name, role))
    Console(stderr=True).print("Send it as 'Authorization: Bearer …' or 'X-API-Key: …'. It is not shown again.", highlight=False)


@commands.command(name="list")
def list_keys() -> None:
    """Show the names and roles of all keys."""
    table = Table("Name", "Role", "Made on", box=None)
    for key in KeyFile.of(Settings()).all():
        table.add_row(key.name, key.role, f"{key.created:%Y-%m-%d}")
    Console().print(table)


@commands.command()
def revoke(name: NameArgument) -> None:
    """Take a key away; a server that runs notices at its next request."""
    KeyFile.of(Settings()).revoke(name)
    typer.echo(f"The key {name!r} opens nothing any more.")
