"""The commands that put documents in and take them out: ingest, documents, forget."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
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
from graph.places import Place, places
from graph.progress import terminal_report
from graph.settings import Settings
from graph.writer import GraphWriter
from ingest.documents import Connector, Problem
from ingest.interruption import interruptible
from ingest.report import Entry, IngestReport, ReportWriter, Seconds
from ingest.terminal import results_console, visible

if TYPE_CHECKING:
    from ingest.connectors.sources import OpenSources
    from ingest.workers import Readers

commands = Typer(no_args_is_help=True)

JsonOption = Annotated[bool, Option("--json", help="Print the answer as JSON.")]


@commands.command()
def ingest(
    sources: Annotated[list[str], Argument(help="Files, folders, web addresses, or @FILE with a web address on each line.")],
    only: Annotated[
        list[str] | None, Option("--only", help="Of folders read only what fits, e.g. '*.pdf'; '!drafts/' leaves out. Repeat for more.")
    ] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Say what would be written; needs no database and writes nothing.")] = False,
    as_json: JsonOption = False,
    report: Annotated[
        Path | None,
        Option("--report", help="Also write the report to this file while reading goes on, one JSON object for each document."),
    ] = None,
    scheduler: Annotated[
        str | None,
        Option("--scheduler", help="Have a dask.distributed cluster read; the address of its scheduler, e.g. 'tcp://host:8786'."),
    ] = None,
) -> None:
    """Read policy documents into the graph.

    A document that is there already is skipped, one that changed is replaced.
    Ends with 0 when all were read, 1 when some were skipped or failed, 2 when
    there was nothing to read, 3 when Neo4j does not answer, 130 when it was
    interrupted: run it again, and it goes on where it was.
    """
    # The report is opened first: that it cannot be written should not come out after hours of reading.
    with interruptible(), _sources(sources, only or ()) as source, ReportWriter(report) if report else nullcontext() as file:
        readers = _noting(_readers(scheduler), file, whole=as_json)
        done = _dry_run(source, readers) if dry_run else _ingest(source, readers)
    if as_json:
        typer.echo(done.as_json())
    else:
        print_report(done, results_console())
    raise typer.Exit(done.exit_code)


@commands.command()
def documents(as_json: JsonOption = False) -> None:
    """List the documents in the graph, and where they were found."""
    with connect(Settings()) as driver:
        found = places(driver, Settings().neo4j_database)
    if as_json:
        typer.echo(json.dumps([asdict(place) for place in found], ensure_ascii=False, indent=2, default=str))
        return
    table = Table("Id", "Title", "Publisher", "Published", "Found at", box=None)
    for place in found:
        table.add_row(*_shown(place))
    results_console().print(table)


@commands.command()
def forget(
    names: Annotated[list[str], Argument(help="Ids, as 'policygraph documents' lists them, or paths or addresses they were found at.")],
    as_json: JsonOption = False,
) -> None:
    """Remove documents, and exactly those claims that no other document supports."""
    settings = Settings()
    with _writer(settings) as (writer, found):
        summaries = {node_id: writer.forget(node_id) for node_id in _ids(names, found)}
    if as_json:
        typer.echo(json.dumps({node_id: asdict(summary) for node_id, summary in summaries.items()}, indent=2))
        return
    for node_id, summary in summaries.items():
        typer.echo(f"Removed {node_id}: {summary.nodes_removed} nodes and {summary.relationships_removed} relationships went with it.")


def print_report(report: IngestReport, console: Console) -> None:
    """The report for a reader: what was not read and why, then the counts."""
    for entry in report.entries:
        for problem in entry.problems:
            console.print(_problem_line(entry, problem), highlight=False, markup=False, soft_wrap=True)
    for place in report.vanished:
        line = f"gone       {place}: its document is still in the graph. Remove it with 'policygraph forget {place}'."
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    if report.dry_run:
        _print_found(report, console)
    for line in (_seconds_line(report.seconds), _counts_line(report)):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def _sources(names: Sequence[str], only: Sequence[str]) -> "OpenSources":
    from ingest.connectors.sources import OpenSources  # noqa: PLC0415 - as in `_ingest`

    return OpenSources(names, pages=Settings().home / "pages", only=only)


def _readers(scheduler: str | None) -> "Readers":
    from ingest.cluster import ClusterReaders  # noqa: PLC0415 - as in `_ingest`
    from ingest.workers import LocalReaders, limits_of  # noqa: PLC0415

    settings = Settings()
    if scheduler is not None:
        return ClusterReaders(scheduler, limits_of(settings))
    return LocalReaders.of(settings)


def _noting(readers: "Readers", file: ReportWriter | None, *, whole: bool) -> "Readers":
    from ingest.noting import NotingReaders  # noqa: PLC0415 - as in `_ingest`

    return NotingReaders(readers, file, whole)


def _ingest(source: Connector, readers: "Readers") -> IngestReport:
    from ingest import pipeline  # noqa: PLC0415 - the readers take a while to import; only who reads documents waits for them
    from ingest.vocabulary.in_force import own_files, vocabulary_in_force  # noqa: PLC0415
    from ingest.vocabulary_document import with_vocabularies  # noqa: PLC0415

    settings = Settings()
    # Before Neo4j is started: a mistake in a vocabulary should not wait for it.
    vocabulary, own = vocabulary_in_force(settings), own_files(settings)
    with _writer(settings) as (writer, found), terminal_report() as progress:
        known = {location for place in found for location in place.locations}
        done = pipeline.ingest(source, vocabulary, writer, readers=readers, known=known, report=progress)
        return with_vocabularies(done, writer, own, vocabulary)


def _dry_run(source: Connector, readers: "Readers") -> IngestReport:
    from ingest import pipeline  # noqa: PLC0415 - as in `_ingest`
    from ingest.vocabulary.in_force import vocabulary_in_force  # noqa: PLC0415

    vocabulary = vocabulary_in_force(Settings())
    with terminal_report() as progress:
        return pipeline.ingest(source, vocabulary, None, readers=readers, report=progress)


@contextmanager
def _writer(settings: Settings) -> Iterator[tuple[GraphWriter, list[Place]]]:
    """A writer into a graph that has its constraints, and the documents that are there."""
    with terminal_report() as progress, connect(settings, start=True, retry_time_s=WRITE_RETRY_S, report=progress) as driver:
        migrate(driver, settings.neo4j_database)
        yield GraphWriter(driver, settings.neo4j_database), places(driver, settings.neo4j_database)


def _ids(names: Sequence[str], found: Sequence[Place]) -> list[str]:
    """The ids that `names` mean; a name that means no place is taken for an id, and the writer says when it is none."""
    # People know where their file is, not the id of its document; a file that is gone is still known by its place.
    by_location = {location: place.id for place in found for location in place.locations}
    meant = [by_location.get(name) or by_location.get(_as_location(name)) or name for name in names]
    return list(dict.fromkeys(meant))


def _as_location(name: str) -> str:
    """A path or web address as ingest stores it."""
    if "://" not in name:
        return str(Path(name).absolute())
    from ingest.connectors.addresses import web_address  # noqa: PLC0415 - as in `_ingest`

    address = web_address(name)
    return address if isinstance(address, str) else name


def _problem_line(entry: Entry, problem: Problem) -> str:
    status = "note" if entry.status in {"read", "unchanged"} else entry.status
    place = f", {problem.place}" if problem.place else ""
    return visible(f"{status:10} {entry.name}{place}: {problem.reason} [{problem.code}]. {problem.fix}")


def _counts_line(report: IngestReport) -> str:
    line = ", ".join(f"{report.count(status)} {status}" for status in ("read", "unchanged", "skipped", "failed"))
    if report.dry_run:
        return f"{line}; nothing was written."
    written = report.written
    return (
        f"{line}. New in the graph: {written.nodes_created} nodes and {written.relationships_created} relationships; "
        f"gone: {written.nodes_removed} and {written.relationships_removed}."
    )


def _seconds_line(seconds: Seconds) -> str:
    return (
        f"Took {seconds.total:.1f} s: finding {seconds.finding:.1f} s, and beside it writing {seconds.writing:.1f} s, "
        f"reading {seconds.reading:.1f} s and extracting {seconds.extracting:.1f} s, added up over all processes."
    )


def _print_found(report: IngestReport, console: Console) -> None:
    read = [entry for entry in report.entries if entry.status == "read"]
    kinds = sorted({kind for entry in read for kind in entry.found}, key=lambda kind: (kind.islower(), kind))
    table = Table("Document", *kinds, box=None)
    for entry in read:
        table.add_row(_cell(entry.name), *(str(entry.found.get(kind, 0)) for kind in kinds))
    if read:
        console.print(table, highlight=False)


def _shown(place: Place) -> Iterator[Text]:
    for text in (place.id, place.title, place.publisher or "", str(place.published_on or ""), "\n".join(place.locations)):
        yield _cell(text)


def _cell(text: str) -> Text:
    """Text that rich takes as it is: a title may look like its markup."""
    return Text("\n".join(visible(line) for line in text.splitlines()))
