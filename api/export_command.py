"""`policygraph export`: the whole graph as a file for other programs."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from typer import Option, Typer

from graph.connection import connect
from graph.errors import OutputUnwritable
from graph.settings import Settings

commands = Typer(no_args_is_help=True)
FormatName = Literal["json", "csv", "ndjson", "graphml", "gexf", "jgf", "jsonld"]


@commands.command()
def export(
    format_name: Annotated[FormatName, Option("--format", "-f", help="How it is written; see docs/api.md.")] = "graphml",
    out: Annotated[Path | None, Option("--out", "-o", help="File to write; without it, the graph goes to standard output.")] = None,
    to_import: Annotated[
        Path | None, Option("--to-import", help="Write instead the files that 'neo4j-admin database import' takes, into this folder.")
    ] = None,
) -> None:
    """Write the whole graph, every claim with all of its evidence."""
    if to_import is not None:
        _for_import(to_import)
        return
    # pydantic takes a second to make the answers' classes; only who exports waits for it.
    from api.exports import BY_NAME  # noqa: PLC0415
    from api.exports.cited import whole  # noqa: PLC0415
    from graph.export import Exporter  # noqa: PLC0415

    settings = Settings()
    with connect(settings) as driver:
        parts = BY_NAME[format_name].write(whole(Exporter(driver, settings.neo4j_database).pieces()))
        if out is None:
            for part in parts:
                typer.echo(part, nl=False)
            return
        written = write_whole(out, parts)
    Console(stderr=True, highlight=False).print(f"{written:,} characters written to {out}.", markup=False, soft_wrap=True)


def _for_import(folder: Path) -> None:
    from graph.bulk import ARGUMENTS, dump  # noqa: PLC0415 - as in `export`

    settings = Settings()
    with connect(settings) as driver:
        done = dump(driver, folder, settings.neo4j_database)
    console = Console(stderr=True, highlight=False)
    console.print(f"{done.nodes:,} nodes and {done.relationships:,} relationships written to {folder}.", markup=False, soft_wrap=True)
    console.print(f"In that folder: neo4j-admin database import full neo4j @{ARGUMENTS}", markup=False, soft_wrap=True)


def write_whole(path: Path, parts: Iterable[str]) -> int:
    """Writes the file, all of it or none; gives the number of characters.

    Raises:
        OutputUnwritable: it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    written = 0
    try:
        with part.open("w", encoding="utf-8", errors="replace", newline="") as file:
            for text in parts:
                file.write(text)
                written += len(text)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputUnwritable(str(path), reason=error.strerror or str(error)) from error
    return written
