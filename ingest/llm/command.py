"""The command that asks a language model about documents: consult."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.console import Console
from typer import Argument, Option, Typer

from graph.addresses import without_credentials
from graph.errors import UnreadableDocument
from graph.settings import Settings
from ingest.connectors.sources import OpenSources
from ingest.documents import RawDocument, ReadDocument
from ingest.llm.answers import AnswerFolder
from ingest.llm.endpoint import Endpoint
from ingest.llm.question import Part, parts_of
from ingest.one_document import read
from ingest.terminal import visible
from ingest.vocabulary.in_force import answer_folder

commands = Typer(no_args_is_help=True)


@commands.command()
def consult(
    sources: Annotated[list[str], Argument(help="Files, folders, web addresses, or @FILE: as for 'policygraph ingest'.")],
    only: Annotated[list[str] | None, Option("--only", help="Of folders read only what fits, as for 'policygraph ingest'.")] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Say how much would be sent and where; sends nothing.")] = False,
) -> None:
    """Ask a language model which commitments it sees in documents, and keep its answers.

    This sends the words of the documents to POLICYGRAPH_LLM_URL; no other command does. 'policygraph ingest'
    then holds the answers against the documents: docs/model-as-reader.md. What was asked before is not asked again.
    """
    settings = Settings()
    endpoint, folder = Endpoint.of(settings), AnswerFolder(answer_folder(settings))
    with OpenSources(sources, pages=settings.home / "pages", only=only or ()) as source:
        documents = [raw for raw in source.documents() if isinstance(raw, RawDocument)]
        asked = list(_open_parts(documents, endpoint.model, folder))
    size = sum(len(part.text) for part in asked)
    where = f"{endpoint.model} at {without_credentials(endpoint.url)}"
    note(f"{len(asked)} parts of {len(documents)} documents, {size:,} characters, {'would go' if dry_run else 'go'} to {where}.")
    for part in [] if dry_run else asked:
        folder.keep(part.key(endpoint.model), endpoint.ask(part.text))
    if not dry_run:
        typer.echo(f"{len(asked)} answers were added. Run 'policygraph ingest' to read the documents with them.")


def _open_parts(documents: Sequence[RawDocument], model: str, folder: AnswerFolder) -> Iterator[Part]:
    """The parts that were not asked about before, each once."""
    seen: set[str] = set()
    for raw in documents:
        for part in parts_of(document) if (document := _read(raw)) else ():
            key = part.key(model)
            if key not in seen and not folder.has(key):
                seen.add(key)
                yield part


def _read(raw: RawDocument) -> ReadDocument | None:
    try:
        return read(raw)
    except UnreadableDocument as error:
        note(f"{raw.name} is left out: {error.reason}.")
        return None


def note(text: str) -> None:
    """Tells the person at the terminal; results go to stdout, this to stderr."""
    Console(stderr=True, highlight=False).print(visible(text), markup=False, soft_wrap=True)
