"""Saying through the API which names are the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver

from api.app import create_app
from api.keys import KeyFile
from graph.settings import Settings
from ingest.resolution.judgements import load_judgements

PLAN = b"# Quays\n\nThe Harbour Board of Northport will paint every quay. The Northport Harbour Board will publish a map of the quays.\n"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("judged") / "judgements.yaml"


@pytest.fixture(scope="module")
def editor(settings: Settings, sample_graph: Driver, file: Path) -> Iterator[TestClient]:
    """Somebody with the key of an editor, and a document with two names of one body in the graph."""
    key = KeyFile(file.parent / "keys.json").create("curator", "editor")
    own = {"home": file.parent, "keys_file": file.parent / "keys.json", "judgements": file, "query_timeout_s": 300.0}
    with TestClient(create_app(settings.model_copy(update=own)), base_url="http://127.0.0.1:8000", headers={"x-api-key": key}) as client:
        location = client.post("/v1/documents?name=quays.md", content=PLAN).headers["location"]
        assert '"state":"done"' in client.get(f"{location}/events").text
        yield client


def pair(editor: TestClient) -> tuple[str, str]:
    """The ids of the pair that is suggested."""
    (one,) = editor.get("/v1/judgements/suggestions?q=northport").json()["suggestions"]
    return one["first"]["id"], one["second"]["id"]


def test_two_names_of_one_body_are_suggested_with_the_words_that_name_them(editor: TestClient) -> None:
    answer = editor.get("/v1/judgements/suggestions?q=northport").json()

    (one,) = answer["suggestions"]
    assert (answer["total"], answer["truncated"]) == (1, False)
    assert one["reason"] == "They have the same words in another order."
    assert "quay" in one["first"]["quotes"][0]["text"]


def test_a_judgement_stands_in_the_file_and_the_pair_is_not_suggested_again_until_it_is_taken_back(editor: TestClient, file: Path) -> None:
    first, second = pair(editor)
    said = {"verdict": "same", "first": first, "second": second}

    assert editor.post("/v1/judgements", json=said).status_code == 201
    assert editor.post("/v1/judgements", json=said).status_code == 200
    assert [(one.verdict, one.first, one.second) for one in load_judgements(file).all] == [("same", first, second)]
    assert editor.get("/v1/judgements/suggestions?q=northport").json()["suggestions"] == []
    assert editor.delete("/v1/judgements", params=said).status_code == 200
    assert editor.delete("/v1/judgements", params=said).status_code == 404
    assert pair(editor) == (first, second)


def test_a_judgement_that_contradicts_another_is_refused(editor: TestClient, file: Path) -> None:
    first, second = pair(editor)
    different = {"verdict": "different", "first": first, "second": second}
    assert editor.post("/v1/judgements", json=different).status_code == 201

    refused = editor.post("/v1/judgements", json={**different, "verdict": "same"})

    assert (refused.status_code, len(load_judgements(file).all)) == (409, 1)
    assert editor.delete("/v1/judgements", params=different).status_code == 200


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"verdict": "same", "first": "organisation/gb-home-office", "second": "organisation/nobody"}, 404),
        ({"verdict": "same", "first": "organisation/gb-home-office", "second": "organisation/gb-home-office"}, 422),
        ({"verdict": "same", "first": "organisation/gb-home-office", "second": "strategy/plan"}, 422),
        ({"verdict": "perhaps", "first": "organisation/gb-home-office", "second": "strategy/plan"}, 422),
    ],
)
def test_what_cannot_be_judged_is_told_so(editor: TestClient, said: dict[str, str], status: int) -> None:
    assert editor.post("/v1/judgements", json=said).status_code == status
