"""`policygraph verify` and `policygraph schema`: proof that the graph and the generated files are sound."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from typer import Option

import cypher
from graph.connection import connect
from graph.errors import GeneratedFilesStale, NoSourceFolder
from graph.integrity import VerifyReport, fingerprint
from graph.integrity import verify as verify_graph
from graph.schema import constraints, stale, write_generated
from graph.settings import Settings


def verify(as_json: Annotated[bool, Option("--json", help="Print the report as JSON.")] = False) -> None:
    """Open every stored text again and look whether each claim's words stand where it says; ends with 1 when one does not."""
    settings = Settings()
    with connect(settings) as driver:
        report = verify_graph(driver, settings.neo4j_database)
        graph_hash = fingerprint(driver, settings.neo4j_database)
    typer.echo(json.dumps(report.model_dump() | {"graph_hash": graph_hash}) if as_json else report_text(report, graph_hash))
    if not report.ok:
        raise typer.Exit(1)


def report_text(report: VerifyReport, graph_hash: str) -> str:
    """The report for a reader; `graph_hash` is the same wherever the same documents were read."""
    looked_at = (
        f"{report.documents} documents, {report.passages} passages, {report.entities} entities, {report.relationships} relationships: "
    )
    if report.ok:
        return looked_at + f"every claim has its words, and they stand where it says.\nGraph hash: {graph_hash}"
    lines = [f"{fault.place}: {fault.problem}." for fault in report.faults]
    return "\n".join([looked_at + "not every promise is kept.", *lines, "Ingest the documents concerned again."])


def schema(
    write: Annotated[bool, Option("--write", help="Bring the generated files up to date.")] = False,
    check: Annotated[bool, Option("--check", help="Say which generated files are not up to date; ends with 1 when one is not.")] = False,
) -> None:
    """Print the constraints and indexes, or care for the files that are made from graph/kinds.py."""
    if not (write or check):
        typer.echo(constraints())
        return
    root = source_folder(Path(cypher.__file__).parents[1])
    names = [path.relative_to(root).as_posix() for path in (write_generated(root) if write else stale(root))]
    if check and not write and names:
        raise GeneratedFilesStale(names)
    Console(stderr=True, highlight=False).print("Written: " + ", ".join(names) if names else "All generated files are up to date.")


def source_folder(folder: Path) -> Path:
    """`folder`, when it is the source of policygraph.

    Raises:
        NoSourceFolder: it is an installed package.
    """
    if not (folder / "pyproject.toml").is_file():
        raise NoSourceFolder(folder)
    return folder
