"""The API: one app, made from settings, that connects to nothing until it runs."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from api.access import Access, Buckets
from api.dependencies import Connect, Database
from api.exports import BY_NAME
from api.keys import KeyFile
from api.observing import Metrics, Observed, tell_requests
from api.pages import router as pages
from api.problems import MEDIA_TYPE, Busy, Problem, TimedOut, add_problem_handlers, problem_of, problem_response, status_response
from api.question_pages import router as question_pages
from api.replies import NotModified, answer_not_modified
from api.routes import analytics, connections, cypher, documents, entities, export, judgements, lists, meta, search, stratml, uploads, views
from api.routes.queries import query_rooms
from api.security import Deadline, RequestCheck, SecurityHeaders, Suffix, is_loopback
from api.uploads import MOST_BYTES, Uploads
from api.warming import Warming
from graph.catalogue import catalogue_of
from graph.connection import connect as connect_to_neo4j
from graph.settings import Settings

# What Neo4j may take beyond its own time limit before the API answers in its place.
GRACE_S = 2.0
# Of one key or address, where the API is open to others than this machine.
MOST_PER_MINUTE = 1_200
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key of `policygraph keys create`."},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key in a header of its own."},
}
TITLE = "policygraph"
DESCRIPTION = (
    "Organisations, strategies, themes and commitments read from policy documents. Every claim carries its evidence: "
    "the document, the quoted words and where they stand. Errors are problem+json (RFC 9457) and say what to do."
)
TAGS = [
    {"name": "search", "description": "Find an entity and its id by words."},
    {"name": "entities", "description": "One entity with its evidence, and what lies around it."},
    {"name": "lists", "description": "Everything of one kind, filtered, sorted and paged."},
    {"name": "documents", "description": "Putting documents in and taking them out."},
    {"name": "connections", "description": "How entities hang together, with the quotes of every hop."},
    {"name": "queries", "description": "Questions with a name: each is a Cypher file of the catalogue."},
    {"name": "analytics", "description": "What the shape of the whole graph says, with its limits."},
    {"name": "cypher", "description": "Cypher of your own, where the server takes it."},
    {"name": "views", "description": "The graph as pages that work offline, each with a table of the same content."},
    {"name": "server", "description": "What the server holds and how it is."},
]


def create_app(settings: Settings | None = None, *, connect: Connect = connect_to_neo4j) -> FastAPI:
    """The API for the graph that `settings` name; None reads them from the environment.

    It starts, and stays up, whether Neo4j answers or not.

    Raises:
        InvalidQueryFile: a file of the catalogue breaks the header contract.
    """
    settings = settings or Settings()
    metrics = Metrics()
    app = FastAPI(
        title=TITLE,
        version=version("policygraph"),
        description=DESCRIPTION,
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan(settings, connect),
        middleware=middleware(settings, metrics),
        generate_unique_id_function=operation_id,
        responses={"default": {"description": "What is wrong, and what to do.", "model": Problem}},
    )
    app.state.settings = settings
    app.state.metrics = metrics
    rooms = (search, entities, stratml, lists, documents, uploads, judgements, connections, analytics, cypher, export, views, meta)
    for router in (pages, question_pages, *(room.router for room in rooms), *query_rooms(catalogue_of(settings.queries))):
        app.include_router(router)
    add_problem_handlers(app)
    app.add_exception_handler(NotModified, answer_not_modified)
    app.openapi = lambda: openapi(app)  # type: ignore[method-assign]
    return app


def lifespan(settings: Settings, connect: Connect) -> Callable[[FastAPI], Any]:
    """Holds the app's one driver while the app runs, and warms Neo4j up in the background."""

    @asynccontextmanager
    async def run(app: FastAPI) -> AsyncIterator[None]:
        if settings.log_requests:
            tell_requests()
        with Database(settings, connect) as database, Warming(database) as warming:
            app.state.database = database
            app.state.warming = warming
            app.state.uploads = Uploads(settings, database.changed)
            with closing(app.state.uploads):
                yield

    return run


def middleware(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """What every request passes, outermost first."""
    names = frozenset(name.strip().lower() for name in settings.allowed_hosts.split(",") if name.strip())
    hosts = names if names or is_loopback(settings.host) else None
    return [
        Middleware(SecurityHeaders),
        Middleware(Suffix, formats=frozenset(BY_NAME)),
        Middleware(Observed, metrics=metrics),
        Middleware(RequestCheck, allowed_hosts=hosts, refuse=status_response, larger={("POST", "/v1/documents"): MOST_BYTES}),
        Middleware(Access, **access(settings)),
        Middleware(Deadline, deadline_s=settings.query_timeout_s + GRACE_S, late=late, busy=busy),
    ]


def access(settings: Settings) -> dict[str, Any]:
    """Who may ask, and how often, by the settings."""
    needs_key = settings.reading_needs_key
    if needs_key is None:
        needs_key = not is_loopback(settings.host)
    most = settings.requests_per_minute or (MOST_PER_MINUTE if needs_key else None)
    return {
        "keys": KeyFile.of(settings),
        "reading_needs_key": needs_key,
        "buckets": None if most is None else Buckets(most),
        "refuse": status_response,
    }


def late() -> ASGIApp:
    """The answer when the deadline has passed."""
    return problem_response(problem_of(TimedOut()))


def busy() -> ASGIApp:
    """The answer when too much is being asked at once."""
    return problem_response(problem_of(Busy()))


def operation_id(route: APIRoute) -> str:
    """A name for generated clients that does not change when an address does."""
    return route.name


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once, with problem+json for what can go wrong."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes, tags=app.openapi_tags)
        document["components"]["securitySchemes"] = SECURITY
        schemas = document["components"]["schemas"]
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        for operation in (operation for path in document["paths"].values() for operation in path.values()):
            operation["responses"].pop("422", None)
            operation["responses"]["default"]["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        app.openapi_schema = document
    return app.openapi_schema
