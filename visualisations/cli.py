"""The command for the pages: draw."""

import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option, Typer

from graph.connection import connect
from graph.errors import NodeNotFound
from graph.identifiers import NodeId
from graph.settings import Settings
from graph.store import GraphStore
from visualisations.draw import draw as draw_page
from visualisations.draw import subjects_in, view_named
from visualisations.files import file_name, write_page
from visualisations.graphfiles.draw import draw_file
from visualisations.views import VIEWS, View

commands = Typer(no_args_is_help=True)

VIEWS_HELP = "Which page: " + "; ".join(f"'{view.name}' ({view.about.rstrip('?').lower()})" for view in VIEWS.values()) + "."


@commands.command()
def draw(
    view: Annotated[str | None, Argument(help=VIEWS_HELP)] = None,
    subjects: Annotated[
        list[str] | None,
        Option(
            "--id", "--department", help="What the page is about: an id, or a name; twice for 'paths', several times for views of many."
        ),
    ] = None,
    source: Annotated[
        Path | None, Option("--from", help="Draw the graph in this file instead: JSON, JSON Graph Format or GraphML, ours or anybody's.")
    ] = None,
    limit: Annotated[int | None, Option(min=1, max=2000, help="Most to draw.")] = None,
    out: Annotated[Path | None, Option(help="The file to write; without it, a name made from the view, in this folder.")] = None,
    opens: Annotated[bool, Option("--open", help="Show the page in the web browser.")] = False,
) -> None:
    """Draw one question as a page: a single HTML file that needs no network.

    policygraph draw connections --department "Home Office" --department DSIT

    policygraph draw theme --id "Cyber security" --open

    policygraph draw paths --id "Ministry of Defence" --id "Cabinet Office"

    policygraph draw --from graph.json
    """
    if (view is None) == (source is None):
        raise typer.BadParameter("Name a view, or give a file with --from, and not both.")
    html, name = page_of_file(source) if source else page_of_view(view or "", subjects or [], limit)
    path = write_page(html, out or Path(name))
    typer.echo(str(path))
    if opens:
        webbrowser.open(path.as_uri())


def page_of_file(source: Path) -> tuple[str, str]:
    """The page of the graph in a file, and a name for the page's file.

    Raises:
        GraphFileInvalid: the file cannot be drawn.
    """
    return draw_file(source), file_name(source.stem, ())


def page_of_view(view: str, wanted: Sequence[str], limit: int | None) -> tuple[str, str]:
    """The page of a view, and a name for its file.

    Raises:
        UnknownView, BadParameter, NodeNotFound: as in `visualisations.draw`.
    """
    chosen = view_named(view)
    settings = Settings()
    with connect(settings) as driver:
        store = GraphStore(driver, settings.neo4j_database, settings.query_timeout_s)
        parameters = parameters_of(chosen, [identified(store, one, chosen.kind) for one in wanted], limit)
        # Before the page is drawn: that a subject is missing is said at once.
        about = subjects_in(chosen, parameters)
        return draw_page(view, store, **parameters), file_name(view, about)


def identified(store: GraphStore, text: str, kind: str) -> NodeId:
    """The id itself, or that of the entity whose name fits best.

    Raises:
        NodeNotFound: nothing of this kind has such a name.
    """
    if text.startswith(f"{kind.lower()}/"):
        return text
    hits = store.search(text, kinds=[kind], limit=1)
    if not hits:
        raise NodeNotFound(text)
    return hits[0].node.id


def parameters_of(view: View, subjects: list[NodeId], limit: int | None) -> dict[str, object]:
    """What the view's query is asked with; what was not given is left out."""
    about = {view.subject: subjects} if view.takes_many and subjects else dict(zip(view.asked, subjects, strict=False))
    return {**about, **({"limit": limit} if limit else {})}
