"""The commands for the database: up, down, status, doctor, and those of care_commands and query_command."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from typer import Option, Typer

from graph import doctor as examination
from graph.addresses import without_credentials
from graph.care_commands import schema, verify
from graph.connection import connect
from graph.cypher_command import cypher
from graph.local import LocalNeo4j
from graph.progress import terminal_report
from graph.query_command import query
from graph.settings import Settings

commands = Typer(no_args_is_help=True)
commands.command()(query)
commands.command()(cypher)
commands.command()(verify)
commands.command()(schema)

JsonOption = Annotated[bool, Option("--json", help="Print the answer as JSON.")]

NOT_RUNNING_EXIT_CODE = 3
COLOURS = {"ok": "green", "warning": "yellow", "failed": "red"}


@commands.command()
def up() -> None:
    """Start the local Neo4j, unless it runs; the first time it is downloaded (140 MB).

    With POLICYGRAPH_NEO4J_URI set nothing is started: then this only checks that it answers.
    """
    settings = Settings()
    with terminal_report() as report, connect(settings, start=True, report=report):
        pass
    if settings.neo4j_uri is not None:
        typer.echo(f"Neo4j at {without_credentials(settings.neo4j_uri)} answers; nothing was started.")
        return
    local = LocalNeo4j(settings)
    typer.echo(f"Neo4j {local.version} runs at {local.uri}, user {local.user}, password in {local.password_file}.")


@commands.command()
def down() -> None:
    """End the local Neo4j; the graph stays on disk."""
    stopped = LocalNeo4j(Settings()).stop()
    typer.echo("The local Neo4j has ended." if stopped else "The local Neo4j was not running.")


@commands.command()
def status(as_json: JsonOption = False) -> None:
    """Say whether the local Neo4j runs, and where; ends with 3 when it does not."""
    local = LocalNeo4j(Settings()).status()
    if as_json:
        typer.echo(json.dumps(asdict(local), default=str))
    else:
        place = f" at {local.uri}, process {local.pid}" if local.state == "running" else ""
        typer.echo(f"Neo4j {local.version} is {local.state}{place}. Data: {local.home}. Log: {local.log}.")
    if local.state != "running":
        raise typer.Exit(NOT_RUNNING_EXIT_CODE)


@commands.command()
def doctor(as_json: JsonOption = False) -> None:
    """Look for what keeps policygraph from working, and say how to mend it.

    Ends with 0 when all is well, 3 when Neo4j cannot be reached, 1 when something else failed.
    """
    settings = Settings()
    checks = list(examination.examine(settings))
    effective = examination.effective_settings(settings)
    if as_json:
        typer.echo(json.dumps({"checks": [asdict(check) for check in checks], "settings": [asdict(one) for one in effective]}))
    else:
        print_examination(checks, effective)
    raise typer.Exit(examination.exit_code(checks))


def print_examination(checks: list[examination.Check], effective: list[examination.EffectiveSetting]) -> None:
    """Print what was found, for a reader."""
    console = Console(highlight=False)
    for check in checks:
        # Text, not str: rich would read "[…]" in a path as markup.
        console.print(Text(f"{check.outcome:8}", style=COLOURS[check.outcome]) + Text(f"{check.name}: {check.finding}"), soft_wrap=True)
        if check.fix:
            console.print(Text(f"{'':8}{check.fix}"), soft_wrap=True)
    table = Table("Setting", "Value", "From", title="Settings")
    for one in effective:
        table.add_row(one.name, Text(one.value), one.origin)
    console.print(table)
