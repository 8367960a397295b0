"""A room of addresses: answers its own, and does not look for others."""

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Match
from starlette.types import Scope

from api.rooms import Room

tried: list[str] = []


class Noting(APIRoute):
    """A route that notes each time somebody asks whether it fits."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        tried.append(self.path)
        return super().matches(scope)


@pytest.fixture
def app() -> FastAPI:
    """Two rooms, one of them with an address that holds anything."""
    things, lists = Room(prefix="/v1/things", route_class=Noting), Room(prefix="/v1", route_class=Noting)
    things.add_api_route("/{thing:path}/near", lambda thing: f"near {thing}")
    things.add_api_route("/{thing:path}", lambda thing: thing)
    lists.add_api_route("/lists", lambda: "all")
    app = FastAPI()
    app.include_router(things)
    app.include_router(lists)
    return app


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/v1/things/theme/data", "theme/data"),
        ("/v1/things/theme/data/near", "near theme/data"),
        ("/v1/lists", "all"),
        ("/v1/lists/", "all"),
    ],
)
def test_an_address_is_answered_whichever_room_it_is_in(app: FastAPI, path: str, answer: str) -> None:
    assert TestClient(app).get(path).json() == answer


def test_an_app_within_another_finds_its_rooms(app: FastAPI) -> None:
    outer = FastAPI()
    outer.mount("/policies", app)

    assert TestClient(outer).get("/policies/v1/lists").json() == "all"


def test_what_no_room_has_is_not_found(app: FastAPI) -> None:
    assert TestClient(app).get("/v1/thing").status_code == 404


def test_a_method_that_an_address_does_not_have_is_told_as_such(app: FastAPI) -> None:
    answer = TestClient(app).post("/v1/lists")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_addresses_of_other_rooms_are_not_tried(app: FastAPI) -> None:
    client = TestClient(app)
    client.get("/v1/lists")
    tried.clear()

    client.get("/v1/lists")

    assert set(tried) == {"/v1/lists"}
