"""`policygraph mcp`: the graph as tools for a language model."""

from typer import Typer

from graph.connection import connect
from graph.errors import PolicyGraphError
from graph.settings import Settings

commands = Typer(no_args_is_help=True)


class McpMissing(PolicyGraphError):
    """The part that speaks the Model Context Protocol is not installed."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__("The package 'mcp' is not installed.", fix="Install the extra: pip install 'policygraph[mcp]'.")


@commands.command()
def mcp() -> None:
    """Answer a language model's questions over standard input and output (Model Context Protocol).

    Six tools that read and change nothing; every claim comes with its quotes and links. docs/mcp.md says how to set it up.
    """
    # FastAPI's and the protocol's classes take seconds to import; and the extra may be missing.
    try:
        from api.tools import server  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("mcp"):
            raise
        raise McpMissing from error
    from api.dependencies import Database  # noqa: PLC0415

    with Database(Settings(), connect) as database:
        server(database).run()
