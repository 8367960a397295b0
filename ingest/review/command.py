"""The command that asks a person which names are the same thing: review."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from typer import Argument, Option, Typer

from graph.connection import connect
from graph.naming import NamedThing, Quote
from graph.settings import Settings
from ingest.resolution.judgements import JudgementsInvalid, add_judgement, load_judgements, write_whole
from ingest.review.candidates import Pair
from ingest.review.desk import open_pairs
from ingest.review.page import review_page
from ingest.review.terminal import Asked, ask
from ingest.terminal import results_console, visible
from ingest.vocabulary.in_force import judgement_file

commands = Typer(no_args_is_help=True)


@commands.command()
def review(
    names: Annotated[list[str] | None, Argument(help="Ask only of names that hold one of these words; without it, of all.")] = None,
    page: Annotated[Path | None, Option("--page", help="Write a page that asks the same in a browser, offline, and end.")] = None,
    add: Annotated[Path | None, Option("--add", help="Take the judgements of a file, such as the page gives, into yours, and end.")] = None,
    limit: Annotated[int, Option(min=1, max=5000, help="Most pairs to ask about, the likeliest first.")] = 200,
    as_json: Annotated[bool, Option("--json", help="Print the pairs as JSON instead of asking.")] = False,
) -> None:
    """Ask which organisations and strategies are the same under two names.

    Pairs are only suggested, never joined. What you say goes into the judgement file (POLICYGRAPH_JUDGEMENTS),
    a line each; 'policygraph ingest' then reads the documents with it. Take a line out to undo it.
    """
    settings = Settings()
    file = judgement_file(settings)
    if add is not None:
        typer.echo(f"{_added(add, file)} judgements were new; they are in {file}.")
        return
    pairs, quotes = _pairs(settings, file, names or [], limit)
    if as_json:
        typer.echo(json.dumps([_as_json(pair, quotes) for pair in pairs], ensure_ascii=False, indent=2))
    elif page is not None:
        write_whole(page, review_page(pairs, quotes, load_judgements(file)))
        typer.echo(f"{len(pairs)} pairs to judge: open {page.resolve()}. 'policygraph review --add FILE' takes what it gives back.")
    else:
        _ask(Asked(pairs, quotes, file))


def _pairs(settings: Settings, file: Path, words: Sequence[str], limit: int) -> tuple[list[Pair], dict[str, tuple[Quote, ...]]]:
    judged = load_judgements(file)
    with connect(settings) as driver:
        pairs, quotes, total = open_pairs(driver, judged, words, limit=limit, database=settings.neo4j_database)
    note(f"{total} pairs of names may be one thing." + (f" The likeliest {limit} are asked about." if total > limit else ""))
    return pairs, quotes


def _ask(asked: Asked) -> None:
    given = ask(asked, results_console())
    same = sum(judgement.verdict == "same" for judgement in given)
    note(f"{len(given)} judgements are in {asked.file}." if given else "Nothing was judged.")
    if same:
        note(f"{same} of them join names: run 'policygraph ingest' on your documents again to have them so in the graph.")


def _added(source: Path, file: Path) -> int:
    """How many judgements of `source` were new to `file`."""
    if not source.exists():
        raise JudgementsInvalid(str(source), problem="there is no such file", fix="Check the path.")
    known = set(load_judgements(file).all)
    new = [judgement for judgement in dict.fromkeys(load_judgements(source).all) if judgement not in known]
    for judgement in new:
        add_judgement(file, judgement)
    return len(new)


def _as_json(pair: Pair, quotes: dict[str, tuple[Quote, ...]]) -> dict[str, object]:
    def told(thing: NamedThing) -> dict[str, object]:
        return {**asdict(thing), "quotes": [asdict(quote) for quote in quotes.get(thing.id, ())]}

    return {"first": told(pair.first), "second": told(pair.second), **asdict(pair.likeness)}


def note(text: str) -> None:
    """Tells the person at the terminal; results go to stdout, this to stderr."""
    Console(stderr=True, highlight=False).print(visible(text), markup=False, soft_wrap=True)
