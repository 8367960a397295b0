"""Sending a document through the API, and what is told of its reading."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver

from api.app import create_app
from api.keys import KeyFile
from api.uploads import KEPT, MOST_OPEN, Kept, Uploads
from graph.settings import Settings
from ingest.documents import Metadata

PLAN = b"# Harbour Plan\n\nThe Home Office will publish a list of every quay by March 2031.\n"
TABLE = b"commitment,owner\nPublish the list of quays,Home Office\nToo,many,cells\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def editor(settings: Settings, sample_graph: Driver, home: Path) -> Iterator[TestClient]:
    """Somebody with the key of an editor."""
    # Uploads, keys and judgements in a folder of their own; Neo4j stays that of the session.
    own = {
        "neo4j_uri": settings.neo4j_uri,
        "keys_file": home / "keys.json",
        "judgements": home / "judgements.yaml",
        "query_timeout_s": 300.0,
    }
    key = KeyFile(home / "keys.json").create("curator", "editor")
    with TestClient(create_app(settings.model_copy(update=own)), base_url="http://127.0.0.1:8000", headers={"x-api-key": key}) as client:
        yield client


def sent(editor: TestClient, query: str, content: bytes) -> dict[str, object]:
    """The job of an upload when it is over, as its events tell it."""
    answer = editor.post(f"/v1/documents?{query}", content=content)
    assert (answer.status_code, answer.headers["location"]) == (202, f"/v1/jobs/{answer.json()['id']}")
    told = editor.get(f"{answer.headers['location']}/events").text.strip().split("\n\n")
    kind, line = told[-1].split("\n")
    assert kind == "event: end"
    job: dict[str, object] = json.loads(line.removeprefix("data: "))
    return job


def test_a_document_that_is_sent_stands_in_the_graph_with_its_words(editor: TestClient) -> None:
    job = sent(editor, "name=harbour.md&publisher=Home+Office&published=2030-05", PLAN)

    outcome = job["outcome"]
    assert isinstance(outcome, dict)
    assert (job["state"], outcome["status"], job["problem"]) == ("done", "read", None)
    (document,) = editor.get("/v1/documents?q=harbour").json()["items"]
    assert (document["id"], document["published_on"]) == (outcome["document"], "2030-05-01")
    (promise,) = editor.get("/v1/commitments?q=every+quay").json()["items"]
    assert "every quay" in promise["evidence"][0]["quote"]


def test_what_could_not_be_read_of_a_document_is_told_with_code_and_remedy(editor: TestClient) -> None:
    outcome = sent(editor, "name=quays.csv", TABLE)["outcome"]

    assert isinstance(outcome, dict)
    (problem,) = outcome["problems"]
    assert problem["code"].startswith("csv-")
    assert problem["fix"]


def test_a_document_that_nobody_can_read_ends_its_job_and_nothing_else(editor: TestClient) -> None:
    job = sent(editor, "name=broken.pdf", b"%PDF-1.7 not really")

    assert job["state"] == "failed"
    assert editor.get("/v1/themes").status_code == 200


def test_nothing_of_a_name_leads_to_a_place_on_the_server(editor: TestClient) -> None:
    for name in ("../plan.md", "a/b.md", "..%5Cb.md", ".hidden.md", "%00.md", "plan"):
        assert editor.post(f"/v1/documents?name={name}", content=PLAN).status_code == 422


def test_a_kind_without_reader_is_refused_before_it_is_received(editor: TestClient) -> None:
    answer = editor.post("/v1/documents?name=plan.exe", content=PLAN)

    assert answer.status_code == 415
    assert ".pdf" in answer.json()["fix"]


def test_an_upload_without_a_document_leaves_no_job(editor: TestClient) -> None:
    before = editor.get("/v1/jobs").json()

    assert editor.post("/v1/documents?name=plan.md", content=b"").status_code == 422
    assert editor.get("/v1/jobs").json() == before


def test_a_document_that_is_too_large_is_refused(editor: TestClient) -> None:
    answer = editor.post("/v1/documents?name=plan.md", content=b"x", headers={"content-length": "50000001"})

    assert answer.status_code == 413


@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/documents?name=a.md"), ("GET", "/v1/jobs"), ("GET", "/v1/judgements")])
def test_only_editors_send_documents_and_see_their_jobs(editor: TestClient, home: Path, method: str, path: str) -> None:
    analyst = KeyFile(home / "keys.json").create(f"analyst{method}{len(path)}", "cypher")

    assert editor.request(method, path, headers={"x-api-key": ""}).status_code == 401
    assert editor.request(method, path, headers={"x-api-key": analyst}).status_code == 403


def test_a_job_that_is_not_there_is_told_so(editor: TestClient) -> None:
    assert editor.get("/v1/jobs/0123456789abcdef").status_code == 404
    assert editor.get("/v1/jobs/0123456789abcdef/events").status_code == 404


def one_job(uploads: Uploads) -> Kept:
    return uploads.open("plan.md", Metadata())


def test_a_job_that_a_restart_lost_is_told_as_lost(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, home=tmp_path)
    before, after = Uploads(settings, lambda: None), Uploads(settings, lambda: None)
    job = one_job(before)
    assert after.job(job.id).state == "receiving"

    before.close()

    assert (after.job(job.id).state, after.job(job.id).fix) == ("lost", "Send it again.")


def test_no_more_than_so_many_documents_wait(tmp_path: Path) -> None:
    uploads = Uploads(Settings(_env_file=None, home=tmp_path), lambda: None)
    for _ in range(MOST_OPEN):
        one_job(uploads)

    with pytest.raises(Exception, match="waiting to be read") as refused:
        one_job(uploads)

    assert getattr(refused.value, "status", None) == 503


def test_old_jobs_are_forgotten(tmp_path: Path) -> None:
    uploads = Uploads(Settings(_env_file=None, home=tmp_path), lambda: None)
    old = one_job(uploads).model_copy(update={"state": "done", "received": datetime.now(UTC) - KEPT - timedelta(hours=1)})
    (tmp_path / "uploads" / f"{old.id}.json").write_text(old.model_dump_json(), "utf-8")

    new = one_job(uploads)

    assert [job.id for job in uploads.all()] == [new.id]
