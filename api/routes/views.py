"""The graph as pages: every view is an address here, with the parameters of its query."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.dependencies import Parameters, StoreDep
from api.rooms import Room
from api.routes.queries import QuestionParameter, example_url, parameters_of, question_parameters
from api.security import VIEW_POLICY
from graph.answers import ListedKind
from graph.base import Node
from graph.catalogue import load_catalogue
from graph.identifiers import NodeId
from graph.kinds import Organisation, Strategy, Theme
from graph.store import GraphStore
from visualisations import VIEWS, draw
from visualisations.views import View, view_of

router = Room(prefix="/v1/views", tags=["views"])
HEADERS = {"Content-Security-Policy": VIEW_POLICY}
CHOICES_SHOWN = 100


class ViewAnswer(BaseModel):
    """One page that can be drawn."""

    name: str
    title: str = Field(description="The question it answers.")
    how_to_read: str
    url: str
    example: str = Field(description="An address that gives a page.")
    query: str = Field(description="Where the API gives what it draws, as data.")
    parameters: tuple[QuestionParameter, ...]


class Choice(BaseModel):
    """Something a page can be about."""

    id: NodeId
    name: str


class ViewChoice(BaseModel):
    """A view, and what it can be drawn of."""

    title: str
    url: str
    subject: str
    other: str | None = Field(None, description="The parameter of a second thing, for a page about two.")
    choices: tuple[Choice, ...]


def url_of(view: View) -> str:
    """The address of the view's page."""
    return f"/v1/views/{view.name}.html"


def view_answer(view: View) -> ViewAnswer:
    """What the list says of a view."""
    return ViewAnswer(
        name=view.name,
        title=view.about,
        how_to_read=view.how_to_read,
        url=url_of(view),
        example=example_url(url_of(view), view.asks.example),
        query=view.address,
        parameters=question_parameters(view.asks),
    )


@router.get("", summary="Every page that can be drawn")
def views(_: Annotated[Parameters, Query()]) -> tuple[ViewAnswer, ...]:
    """The views with the questions they answer and their parameters."""
    return tuple(view_answer(view) for view in VIEWS.values())


def drawer(view: View) -> Callable[..., HTMLResponse]:
    """The function that answers with the page of the view."""

    def drawn(store: StoreDep, parameters: Parameters) -> HTMLResponse:
        return HTMLResponse(draw(view.name, store, **parameters.model_dump(exclude_none=True)), headers=HEADERS)

    drawn.__doc__ = (
        f"{view.how_to_read}\n\nOne HTML file with the network, a table of the same content, and every quote; it works offline once saved."
    )
    drawn.__annotations__["parameters"] = Annotated[parameters_of(view.asks), Query()]
    return drawn


for one in VIEWS.values():
    router.add_api_route(f"/{one.name}.html", drawer(one), name=f"view_{one.name}", summary=one.about, response_class=HTMLResponse)

DRAWN = {view.query: url_of(view) for view in VIEWS.values() if view.query}
for asked in load_catalogue().queries:
    if asked.returns == "Subgraph" and asked.name not in DRAWN:
        router.add_api_route(
            f"/queries/{asked.name}.html",
            drawer(view_of(asked)),
            name=f"draw_{asked.name}",
            summary=f"{asked.title} As a page.",
            response_class=HTMLResponse,
        )


def page_of_query(name: str) -> str | None:
    """The address of the page that draws the question's answer; None for a question that is not in our own catalogue."""
    if name in DRAWN:
        return DRAWN[name]
    return f"/v1/views/queries/{name}.html" if any(query.name == name for query in load_catalogue().queries) else None


def view_choices(store: GraphStore) -> list[ViewChoice]:
    """The views with what each can be drawn of; a view of everything has no choices."""
    return [
        ViewChoice(
            title=view.about,
            url=url_of(view),
            subject=view.subject,
            other=view.other,
            choices=() if view.takes_many else choices(store, view.kind),
        )
        for view in VIEWS.values()
    ]


def choices(store: GraphStore, kind: str) -> tuple[Choice, ...]:
    """The first entities of the kind, by name."""
    label: ListedKind = kind  # type: ignore[assignment]
    nodes = store.list_nodes(label, limit=CHOICES_SHOWN).nodes
    return tuple(Choice(id=node.id, name=node.name) for node in nodes if isinstance(node, Organisation | Strategy | Theme))


def view_url(node: Node) -> str | None:
    """The address of the page about the node, when there is a view for its kind."""
    for view in VIEWS.values():
        if view.kind == node.label and not view.takes_many and not view.other:
            return f"{url_of(view)}?{view.subject}={quote(node.id, safe='/')}"
    return None
