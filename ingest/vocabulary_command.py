"""The command that checks a vocabulary before documents are read with it: vocabulary."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text
from typer import Argument, Option, Typer

from ingest.terminal import results_console, visible

if TYPE_CHECKING:
    from ingest.vocabulary.own import OwnFile

commands = Typer(no_args_is_help=True)


@commands.command()
def vocabulary(
    files: Annotated[list[Path], Argument(help="Vocabulary files: YAML, or SKOS as .ttl, .rdf, .jsonld or .nt.")],
    as_json: Annotated[bool, Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Check vocabulary files of your own, and list what they define.

    Set POLICYGRAPH_VOCABULARY to the files, separated by commas, to have documents read with them. Ends with
    2 and the line of the mistake when a file cannot be used.
    """
    from ingest.vocabulary import load_vocabulary  # noqa: PLC0415 - the readers take a while to import
    from ingest.vocabulary.own import load_own, with_own  # noqa: PLC0415

    read = [load_own(file) for file in files]
    joined, shipped = with_own(load_vocabulary(), read), load_vocabulary()
    known = {entry.id for entries in (shipped.themes, shipped.organisations, shipped.strategies) for entry in entries}
    own = [
        {"id": entry.id, "name": entry.name, "defined_by": entry.defined_by, "instead_of_ours": entry.id in known}
        for entries in (joined.themes, joined.organisations, joined.strategies)
        for entry in entries
        if entry.defined_by in {file.defined_by for file in read}
    ]
    if as_json:
        typer.echo(json.dumps(own, ensure_ascii=False, indent=2))
        return
    _print(own, read)


def _print(own: Sequence[dict[str, object]], read: "Sequence[OwnFile]") -> None:
    console = results_console()
    table = Table("Id", "Name", "Defined by", "", box=None)
    for row in own:
        cells = (row["id"], row["name"], row["defined_by"], "instead of ours" if row["instead_of_ours"] else "")
        table.add_row(*(Text(visible(str(cell))) for cell in cells))
    console.print(table)
    for file in read:
        left_out = f"; ours are left out: {', '.join(file.entries.replaces)}" if file.entries.replaces else ""
        counts = ", ".join(f"{len(getattr(file.entries, part))} {part}" for part in ("themes", "organisations", "strategies"))
        console.print(visible(f"{file.path}: {counts}{left_out}."), markup=False, highlight=False, soft_wrap=True)
