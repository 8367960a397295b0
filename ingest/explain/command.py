"""The command that shows why: explain."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from typer import Argument, Option, Typer

from graph.settings import Settings
from ingest.report import json_text
from ingest.terminal import results_console, visible

if TYPE_CHECKING:
    from ingest.explain.explanation import Explanation

commands = Typer(no_args_is_help=True)


@commands.command()
def explain(
    document: Annotated[str, Argument(help="A file or web address, or the id or title of a document in the graph.")],
    only: Annotated[
        Literal["accepted", "refused", "no cue", "not read"] | None, Option("--only", help="Show only the sentences of one verdict.")
    ] = None,
    names: Annotated[bool, Option("--names", help="Also show what each sentence names and how it connects them.")] = False,
    as_json: Annotated[bool, Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Show sentence by sentence what was decided, and by which rule.

    A sentence is accepted as a commitment (with owner, deadline and themes), refused by a veto
    that is named, or has no cue of a commitment at all. Reads the document as ingest does and
    writes nothing; docs/rules.md has every rule in plain words.
    """
    from ingest.explain.explanation import explain as explained  # noqa: PLC0415 - the rules take a while to load
    from ingest.explain.finding import find  # noqa: PLC0415
    from ingest.explain.shown import show  # noqa: PLC0415
    from ingest.vocabulary.in_force import vocabulary_in_force  # noqa: PLC0415

    settings = Settings()
    read, place = find(document, settings)
    explanation = explained(read, vocabulary_in_force(settings))
    if place is not None and place.id != explanation.document:
        note = f"{explanation.location} has changed since the graph read it. This explains it as it is now; ingest it to have it so."
        Console(stderr=True, highlight=False).print(visible(note), markup=False, soft_wrap=True)
    if as_json:
        typer.echo(json_text(_as_json(explanation, only), indent=2))
    else:
        show(explanation, results_console(), only=only, names=names)


def _as_json(explanation: "Explanation", only: str | None) -> dict[str, object]:
    fields = asdict(explanation)
    fields["verdicts"] = dict(sorted(explanation.verdicts.items()))
    fields["sentences"] = [sentence for sentence in fields["sentences"] if only in (None, sentence["verdict"])]
    return fields
