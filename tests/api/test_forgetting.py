"""Taking a document out through the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver

from api.app import create_app
from api.keys import KeyFile
from graph.settings import Settings


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeyFile:
    return KeyFile(Path(tmp_path_factory.mktemp("keys")) / "keys.json")


@pytest.fixture(scope="module")
def client(settings: Settings, sample_graph: Driver, keys: KeyFile) -> Iterator[TestClient]:
    patient = settings.model_copy(update={"query_timeout_s": 300.0, "keys_file": keys.path})
    with TestClient(create_app(patient), base_url="http://127.0.0.1:8000") as client:
        yield client


def test_nobody_without_the_role_takes_a_document_out(client: TestClient, keys: KeyFile) -> None:
    (review,) = client.get("/v1/documents?q=dash").json()["items"]
    asker = keys.create("asker", "cypher")

    assert client.delete(f"/v1/documents/{review['id']}").status_code == 401
    assert client.delete(f"/v1/documents/{review['id']}", headers={"x-api-key": asker}).status_code == 403
    assert client.get("/v1/documents?q=dash&count=true").json()["total"] == 1


def test_exactly_what_only_the_document_says_goes_with_it(client: TestClient, keys: KeyFile) -> None:
    (review,) = client.get("/v1/documents?q=dash").json()["items"]
    headers = {"x-api-key": keys.create("curator", "editor")}
    tag = client.get("/v1/themes").headers["etag"]

    answer = client.delete(f"/v1/documents/{review['id']}", headers=headers)

    assert (answer.status_code, answer.json()["document"]) == (200, review["id"])
    assert client.get("/v1/entities/commitment/r2").status_code == 404
    assert client.get("/v1/entities/commitment/r1").status_code == 200
    assert client.get("/v1/themes", headers={"if-none-match": tag}).status_code == 200
    assert client.delete(f"/v1/documents/{review['id']}", headers=headers).status_code == 404
