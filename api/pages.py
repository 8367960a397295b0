"""The two pages for people: what is in the graph, and what can be asked of it. No script, no outside request."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import Field

from api.dependencies import Database, Parameters
from api.front import due_soon, matrix, overdue
from api.problems import all_problems, problem_of, problem_response
from api.reference import operations, schemas
from api.rooms import Room
from api.routes.queries import question
from api.routes.views import view_choices, view_url
from api.security import page_policy
from graph.answers import Hit, Summary
from graph.base import Node
from graph.errors import BadParameter, PolicyGraphError
from graph.kinds import ENTITY_KINDS, Commitment, Document, label_of
from graph.store import GraphStore
from visualisations.views.heat import heat_style
from visualisations.wording import counted

router = Room(include_in_schema=False)
SHOWN_DOCUMENTS = 50
SHOWN_HITS = 20
HTML = "text/html"


class LandingParameters(Parameters):
    """What the search form sends."""

    q: str = Field("", max_length=200, description="Words to find.")


@cache
def templates() -> Environment:
    """Our templates; what is put into them is escaped."""
    return Environment(loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@cache
def style() -> str:
    """The style sheet of all pages, which the content security policy names by digest."""
    return (files("api") / "templates" / "style.css").read_text(encoding="utf-8") + heat_style()


def page(template: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """The page, with its content security policy."""
    content = templates().get_template(template).render(style=style(), **values)
    return HTMLResponse(content, status, {"Content-Security-Policy": page_policy(style()), "Vary": "Accept"})


def wants_json(request: Request) -> bool:
    """Whether a program asks rather than a person's browser."""
    accept = request.headers.get("accept", HTML)
    return "json" in accept and HTML not in accept


@router.get("/", response_model=None)
def landing(request: Request, parameters: Annotated[LandingParameters, Query()]) -> Response:
    """What is in the graph, and where to go on."""
    database: Database = request.app.state.database
    try:
        store = database.open()
        values = landing_values(store, parameters.q.strip())
        if not wants_json(request):
            values |= front_values(store, datetime.now(tz=UTC).date())
    except PolicyGraphError as error:
        problem = problem_of(error)
        if wants_json(request):
            return problem_response(problem)
        answer = page("landing.html", {"problem": problem}, problem.status)
        answer.headers.update({"Retry-After": problem_response(problem).headers.get("retry-after", "5")})
        return answer
    return JSONResponse(discovery(values), headers={"Vary": "Accept"}) if wants_json(request) else page("landing.html", values)


def landing_values(store: GraphStore, q: str) -> dict[str, object]:
    """What the landing page says."""
    summary = store.summary()
    documents = store.list_nodes("Document", limit=SHOWN_DOCUMENTS)
    return {
        "problem": None,
        "version": version("policygraph"),
        "summary_line": summary_line(summary),
        "numbers": list(numbers(summary)),
        "q": q,
        "hits": [hit_row(hit) for hit in found(store, q)],
        "views": view_choices(store),
        "queries": [question(query) for query in store.catalogue.queries],
        "documents": documents.nodes,
        "more_documents": documents.next_cursor is not None,
    }


def front_values(store: GraphStore, today: date) -> dict[str, object]:
    """What the landing page says to people besides."""
    return {"today": today.isoformat(), "overdue": overdue(store, today), "due": due_soon(store, today), "heat": matrix(store)}


def found(store: GraphStore, q: str) -> list[Hit]:
    """The hits; none when there is no word in what was typed."""
    if not q:
        return []
    try:
        return store.search(q, limit=SHOWN_HITS)
    except BadParameter:
        return []


def summary_line(summary: Summary) -> str:
    """The graph in a sentence."""
    claims = sum(summary.relationships.values())
    if summary.documents == 1:
        return f"1 document was read; {counted(claims, 'claim')} {'connects' if claims == 1 else 'connect'} what it speaks of."
    return f"{counted(summary.documents, 'document').capitalize()} were read; {counted(claims, 'claim')} connect what they speak of."


def numbers(summary: Summary) -> Iterator[dict[str, object]]:
    """How many there are of each kind, with the address of the list."""
    kinds: tuple[type[Node], ...] = (*ENTITY_KINDS, Document)
    for kind in kinds:
        yield {"name": kind.plural, "count": summary.nodes.get(label_of(kind), 0), "url": f"/v1/{kind.plural}"}


def hit_row(hit: Hit) -> dict[str, object]:
    """One line of what was found."""
    node = hit.node
    address = f"/v1/entities/{node.id}"
    name = node.text if isinstance(node, Commitment) else node.name
    return {"name": name, "kind": node.label, "url": address, "neighbours": f"{address}/neighbours", "page": view_url(node)}


def discovery(values: dict[str, object]) -> dict[str, object]:
    """The landing page for a program."""
    links = {"documentation": "/docs", "openapi": "/openapi.json", "model": "/v1/meta", "queries": "/v1/queries", "views": "/v1/views"}
    return {"name": "policygraph", "version": values["version"], "counts": values["numbers"], "links": links}


@router.get("/docs", response_model=None)
def documentation(request: Request) -> HTMLResponse:
    """The API for people, from its own OpenAPI document."""
    return page("docs.html", documentation_values(request))


def documentation_values(request: Request) -> dict[str, object]:
    """What the page of the API says."""
    document = request.app.openapi()
    return {
        "version": document["info"]["version"],
        "description": document["info"]["description"],
        "tags": operations(document),
        "schemas": schemas(document),
        "problems": all_problems(),
    }
