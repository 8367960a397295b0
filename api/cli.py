"""The `policygraph` command: the commands of every room, and what is wrong said in two sentences."""

from collections import UserDict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from typer.core import TyperGroup
from typer.main import get_group

from api.security import is_loopback
from graph.errors import PolicyGraphError, SettingInvalid
from graph.settings import Settings

# Which module holds which command, in the order of the help. Only the module of the command that was asked for is
# imported: all of them take over a second.
ROOMS = {
    **dict.fromkeys(("query", "cypher", "verify", "schema", "up", "down", "status", "doctor"), "graph.cli"),
    **dict.fromkeys(("ingest", "documents", "forget"), "ingest.cli"),
    "import": "ingest.import_command",
    "explain": "ingest.explain.command",
    "vocabulary": "ingest.vocabulary_command",
    "review": "ingest.review.command",
    "consult": "ingest.llm.command",
    "draw": "visualisations.cli",
    "stratml": "api.stratml_command",
    "export": "api.export_command",
    "mcp": "api.mcp_command",
    "keys": "api.keys_command",
}

EXAMPLES = """Reads policy documents into a graph of organisations, strategies, themes and commitments, every claim with its words.

[bold]policygraph demo[/bold] shows it all with sample documents.

[bold]policygraph up[/bold], [bold]policygraph ingest FOLDER[/bold], [bold]policygraph serve[/bold] do it with yours.
"""


class Rooms(UserDict[str, Any]):
    """Commands by name; a name that leads to a module becomes the command there when it is asked for."""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - see below
        """The command.

        Raises:
            KeyError: there is none of that name.
        """
        held = self.data[name]
        if isinstance(held, str):
            room = get_group(import_module(held).commands)
            # What is not among the commands of its room is the room: "keys" has commands of its own.
            held = self.data[name] = room.commands.get(name, room)
        return held


class Commands(TyperGroup):
    """All commands; an error of ours ends any of them with its message and exit code."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - see below
        super().__init__(**given)
        self.commands = Rooms({**self.commands, **ROOMS})

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - see below
        """The names of all commands, in the order of the help."""
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - see below
        """Run the command that was asked for; Any, because typer keeps the class of its context to itself."""
        try:
            return super().invoke(ctx)
        except PolicyGraphError as error:
            raise ended(error) from error
        except ValidationError as error:
            if error.title != Settings.__name__:
                raise
            first = error.errors()[0]
            raise ended(SettingInvalid(str(first["loc"][0]), problem=first["msg"])) from error


def ended(error: PolicyGraphError) -> typer.Exit:
    """Says what is wrong and what to do, and gives what ends the process."""
    console = Console(stderr=True, highlight=False)
    console.print(error.problem, style="red", markup=False, soft_wrap=True)
    console.print(error.fix, markup=False, soft_wrap=True)
    return typer.Exit(error.exit_code)


app = typer.Typer(
    name="policygraph",
    cls=Commands,
    help=EXAMPLES,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def print_version(wanted: bool) -> None:
    """Answers --version."""
    if wanted:
        typer.echo(f"policygraph {version('policygraph')}")
        raise typer.Exit


@app.callback()
def policygraph(
    _version: Annotated[bool, typer.Option("--version", help="Print the version and end.", callback=print_version, is_eager=True)] = False,
) -> None:
    """What all commands share."""


HostOption = Annotated[str | None, typer.Option(help="Address to listen on; without it POLICYGRAPH_HOST, else only this machine.")]
PortOption = Annotated[
    int | None, typer.Option(min=0, max=65535, help="Port to listen on, 0 for any free one; without it POLICYGRAPH_PORT, else 8000.")
]
OpenOption = Annotated[bool, typer.Option("--open", help="Open the start page in a browser.")]


@app.command()
def serve(
    host: HostOption = None,
    port: PortOption = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer; one for each core is quickest.")] = 1,
    queries: Annotated[Path | None, typer.Option(help="Folder with questions of your own, each a .cypher file.")] = None,
    open_browser: OpenOption = False,
) -> None:
    """Serve the API and the pages until Ctrl+C. It starts, and stays up, whether Neo4j runs or not."""
    from api import server  # noqa: PLC0415 - FastAPI takes a second to import; only who serves waits for it
    from graph.catalogue import catalogue_of  # noqa: PLC0415

    settings = changed(Settings(), host=host, port=port, queries=queries)
    # A file that is wrong is told before anything is listened to.
    catalogue_of(settings.queries)
    listener = server.bind(settings)
    note(f"Serving on {server.address(listener)} (API at /docs). Ctrl+C ends it.")
    warn_when_open(settings)
    server.run(listener, settings, workers=workers, open_browser=open_browser)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder to write the pages to.")] = Path("policygraph-demo"),
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Write the pages and end, instead of serving the API.")] = False,
    host: HostOption = None,
    port: PortOption = None,
    open_browser: OpenOption = False,
) -> None:
    """Read the sample documents into a graph of their own, draw it, and serve it.

    Starts a Neo4j that only the demo uses, and ends it again; the graph stays for the next time.
    With POLICYGRAPH_NEO4J_URI set, the documents go into that one.
    """
    from api import demo_server  # noqa: PLC0415 - as in `serve`

    settings = demo_server.demo_settings(changed(Settings(), host=host, port=port))
    with demo_server.neo4j(settings) as wait_until_it_answers, demo_server.readers(settings, out) as readers:
        # Neo4j takes seconds to start, and so does all this: side by side they take no longer than one.
        from api import demo as demonstration  # noqa: PLC0415
        from api import server  # noqa: PLC0415
        from api.app import create_app  # noqa: PLC0415
        from ingest.cli import print_report  # noqa: PLC0415

        listener = None if no_serve else server.bind(settings)
        prepared = create_app(settings)
        wait_until_it_answers()
        report, pages = demonstration.run(settings, out, readers)
        print_report(report, Console(stderr=True))
        note(f"{len(pages)} pages written to {out.resolve()}; open {pages[0].name} first.")
        if listener is None:
            raise typer.Exit(report.exit_code)
        if settings.neo4j_uri is None:
            note(f"To ask it from another terminal ('policygraph query joint_commitments'): export POLICYGRAPH_HOME={settings.home}")
        note(f"Serving on {server.address(listener)} (API at /docs). Ctrl+C ends it, and the demo's Neo4j if it started one.")
        server.run(listener, settings, app=prepared, open_browser=open_browser)


def changed(settings: Settings, **given: object) -> Settings:
    """The settings with what the command line gives in their place."""
    return settings.model_copy(update={name: value for name, value in given.items() if value is not None})


def note(text: str) -> None:
    """Tells the person at the terminal; results go to stdout, this to stderr."""
    Console(stderr=True, highlight=False).print(text, markup=False, soft_wrap=True)


def warn_when_open(settings: Settings) -> None:
    """Says who can read the graph when others than this machine reach it."""
    if is_loopback(settings.host):
        return
    if settings.reading_needs_key is False:
        note(f"Everybody who reaches {settings.host} can read the graph without a key. Put a proxy that asks for a login before it.")
    else:
        note("Others than this machine reach it, so reading needs a key: 'policygraph keys create NAME' makes one.")


def main() -> None:
    """The entry point of the `policygraph` command."""
    app()
