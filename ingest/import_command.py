"""The command that takes typed tables: import."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from typer import Argument, Option, Typer

from graph.connection import WRITE_RETRY_S, connect
from graph.migrations import migrate
from graph.progress import terminal_report
from graph.settings import Settings
from graph.writer import GraphWriter
from ingest.report import ReportWriter, json_text
from ingest.terminal import results_console, visible

if TYPE_CHECKING:
    from ingest.imports.run import ImportReport

commands = Typer(no_args_is_help=True)
# So many rows show whether the mapping is right.
SHOWN = 10


@commands.command("import")
def import_(
    table: Annotated[
        Path, Argument(help="A table of commitments or organisations: CSV, TSV, XLSX, JSON, YAML, or any format with tables.")
    ],
    mapping: Annotated[Path, Option("--mapping", help="The file that says which column holds which field; see docs/import.md.")],
    preview: Annotated[
        bool, Option("--preview", help="Show the first rows as they would enter; needs no database, writes nothing.")
    ] = False,
    as_json: Annotated[bool, Option("--json", help="Print the answer as JSON.")] = False,
    report: Annotated[
        Path | None, Option("--report", help="Also write each rejected row, as it stands, to this file (JSON lines).")
    ] = None,
) -> None:
    """Read a table of commitments or organisations into the graph, each row by the columns that a mapping names.

    Rows that cannot enter are told with line, column and reason; the others enter. Ends with 0 when all
    rows entered, 1 when some were rejected, 2 when none was usable, 3 when Neo4j does not answer.
    """
    done = _done(table, mapping, preview=preview)
    if report:
        with ReportWriter(report) as file:
            for fields in _report_fields(done):
                file.add_fields(fields)
    if as_json:
        typer.echo(json_text(asdict(done), indent=2))
    else:
        _print(done, preview=preview)
    raise typer.Exit(done.exit_code)


def _done(table: Path, mapping: Path, *, preview: bool) -> "ImportReport":
    from ingest.imports.mapping import load_mapping  # noqa: PLC0415 - the readers take a while to import; only who imports waits for them
    from ingest.imports.run import Apart, import_table  # noqa: PLC0415
    from ingest.vocabulary.in_force import vocabulary_in_force  # noqa: PLC0415
    from ingest.workers import limits_of  # noqa: PLC0415

    meant = load_mapping(mapping)
    settings = Settings()
    vocabulary, reading = vocabulary_in_force(settings), Apart(limits_of(settings))
    if preview:
        return import_table(table, meant, mapping, vocabulary, None, reading=reading)
    with terminal_report() as progress, connect(settings, start=True, retry_time_s=WRITE_RETRY_S, report=progress) as driver:
        migrate(driver, settings.neo4j_database)
        return import_table(table, meant, mapping, vocabulary, GraphWriter(driver, settings.neo4j_database), reading=reading)


def _report_fields(done: "ImportReport") -> Iterator[Mapping[str, object]]:
    for row in done.rejected:
        yield {"file": done.location, "status": "rejected", **asdict(row)}
    for problem in done.problems:
        yield {"file": done.location, "status": "note", **asdict(problem)}


def _print(done: "ImportReport", *, preview: bool) -> None:
    console = results_console()
    for row in done.rejected:
        _line(console, f"rejected   {done.name}, {row.place}: {row.reason} [{row.code}]. {row.fix}")
    for problem in done.problems:
        place = f", {problem.place}" if problem.place else ""
        _line(console, f"note       {done.name}{place}: {problem.reason} [{problem.code}]. {problem.fix}")
    if done.unmapped:
        _line(console, f"unmapped   The mapping says nothing of the columns {', '.join(map(repr, done.unmapped))}.")
    if preview:
        _print_rows(done, console)
    _line(
        console,
        f"{len(done.entered)} rows {'would enter' if preview else 'entered'}, {len(done.rejected)} rejected; {_changes(done, preview)}",
    )


def _changes(done: "ImportReport", preview: bool) -> str:
    if preview:
        return "nothing was written."
    written = done.written
    return f"new in the graph: {written.nodes_created} nodes and {written.relationships_created} relationships."


def _print_rows(done: "ImportReport", console: Console) -> None:
    first = done.entered[:SHOWN]
    fields = list(dict.fromkeys(field for row in first for field in row))
    table = Table(*fields, box=None)
    for row in first:
        table.add_row(*(Text(visible(row.get(field, ""))) for field in fields))
    if first:
        console.print(table, highlight=False)


def _line(console: Console, text: str) -> None:
    console.print(visible(text), highlight=False, markup=False, soft_wrap=True)
