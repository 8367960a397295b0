"""The least that an answer over HTTP costs here: the same Cypher by the same driver, in one route with nothing around it.

    python -m benchmarks.floor WORKERS

`benchmarks/answering.py` starts it beside the API. It makes plain JSON of the
records and no more: no models, no checks, no evidence put in its place, no
headers, keys, limits, deadlines or metrics.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from neo4j import READ_ACCESS, Driver, Query
from pydantic_core import to_json
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.server import LIKE_ALL, address, bind
from benchmarks.answering import Asked, questions, statements
from graph.connection import connect
from graph.settings import Settings
from graph.store import GraphStore

APP = "benchmarks.floor:create_app"


def create_app() -> Starlette:
    """An app with an address for each question of the benchmark, for the Neo4j of the settings."""

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        with connect(Settings()) as driver:
            store = GraphStore(driver, timeout_s=60)
            app.state.driver = driver
            app.state.asked = {name: statements(store, ask) for name, (_, ask) in questions().items()}
            yield

    return Starlette(routes=[Route("/readyz", ready), Route("/{name}", answer)], lifespan=running)


def ready(_: Request) -> Response:
    """Says that the statements are known."""
    return Response()


def answer(request: Request) -> Response:
    """The records of a question; Starlette runs this in a thread, for it is no coroutine."""
    found = records(request.app.state.driver, request.app.state.asked[request.path_params["name"]])
    # What JSON has no word for, such as a day of the driver, as its text.
    return Response(to_json(found, fallback=str), media_type="application/json")


def records(driver: Driver, asked: Asked) -> list[list[dict[str, object]]]:
    """What the statements find, each in a transaction of its own as in the API: that saves the round trips of BEGIN and COMMIT."""
    with driver.session(database="neo4j", default_access_mode=READ_ACCESS) as session:
        return [session.run(Query(statement, timeout=60), dict(parameters)).data() for statement, parameters in asked]


def main() -> None:
    """Serves at an address of its own, with the options of `policygraph serve`, and says where."""
    workers = int(sys.argv[1])
    listener = bind(Settings(port=0))
    sys.stderr.write(f"The floor is at {address(listener)} now.\n")
    sys.stderr.flush()
    host, port = listener.getsockname()[:2]
    listener.close()
    uvicorn.run(APP, factory=True, host=host, port=port, workers=workers, **LIKE_ALL)


if __name__ == "__main__":
    main()
