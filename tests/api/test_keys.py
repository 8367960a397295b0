"""Keys: made once, kept as digests, gone when revoked; and who may do what with which."""

import hmac
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver
from typer.testing import CliRunner

from api.access import Buckets, role_for
from api.app import create_app
from api.cli import app
from api.keys import KeyFile, KeyFileUnreadable, KeyNameTaken, UnknownKey
from graph.settings import Settings

QUESTION = {"query": "MATCH (o:Organisation {id: $id}) RETURN o.name AS name", "parameters": {"id": "organisation/gb-home-office"}}


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "keys.json")


@pytest.fixture
def closed(settings: Settings, sample_graph: Driver, keys: KeyFile) -> Iterator[TestClient]:
    """A server that others reach, so that reading needs a key; it takes Cypher."""
    changed = {"reading_needs_key": True, "keys_file": keys.path, "cypher": True, "cypher_timeout_s": 60.0, "query_timeout_s": 120.0}
    with TestClient(create_app(settings.model_copy(update=changed)), base_url="http://127.0.0.1:8000") as client:
        yield client


def test_a_key_is_found_again_and_its_words_are_kept_nowhere(keys: KeyFile) -> None:
    made = keys.create("team", "reader")

    found = keys.find(made)
    assert found is not None
    assert (found.name, found.role) == ("team", "reader")
    assert made not in keys.path.read_text("utf-8")
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("given", ["", "pg_", "nonsense", "pg_é", "\udcff"])
def test_what_was_never_made_opens_nothing(keys: KeyFile, given: str) -> None:
    keys.create("team", "reader")

    assert keys.find(given) is None


def test_a_revoked_key_opens_nothing(keys: KeyFile) -> None:
    made = keys.create("team", "reader")

    keys.revoke("team")

    assert keys.find(made) is None
    with pytest.raises(UnknownKey, match="There is no key 'team'"):
        keys.revoke("team")


@pytest.mark.parametrize("name", ["team", "", "../x", "a b", "x" * 65])
def test_a_name_that_is_taken_or_none_is_refused(keys: KeyFile, name: str) -> None:
    keys.create("team", "reader")

    with pytest.raises(KeyNameTaken):
        keys.create(name, "reader")


def test_a_damaged_file_of_keys_lets_nobody_in(keys: KeyFile) -> None:
    keys.path.write_text("[{]", "utf-8")

    with pytest.raises(KeyFileUnreadable, match="it is damaged"):
        keys.find("pg_x")


@pytest.mark.parametrize(
    ("role", "may"), [("reader", [True, False, False]), ("cypher", [True, True, False]), ("editor", [True, True, True])]
)
def test_a_role_includes_those_below_it(keys: KeyFile, role: str, may: list[bool]) -> None:
    key = keys.find(keys.create("team", role))  # type: ignore[arg-type]  # One of the roles.

    assert key is not None
    assert [key.may("reader"), key.may("cypher"), key.may("editor")] == may


def test_the_commands_make_list_and_revoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_KEYS_FILE", str(tmp_path / "keys.json"))
    runner = CliRunner()

    made = runner.invoke(app, ["keys", "create", "team", "--role", "cypher"])
    listed = runner.invoke(app, ["keys", "list"])
    revoked = runner.invoke(app, ["keys", "revoke", "team"])

    assert made.stdout.startswith("pg_")
    assert "team" in listed.stdout
    assert "cypher" in listed.stdout
    assert (revoked.exit_code, runner.invoke(app, ["keys", "revoke", "team"]).exit_code) == (0, 2)


@pytest.mark.parametrize("path", ["/v1/themes", "/v1/themes.csv", "/v1/meta", "/", "/v1/views/connections.html", "/v1/nowhere"])
def test_reading_from_another_machine_needs_a_key(closed: TestClient, path: str) -> None:
    answer = closed.get(path)

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "policygraph keys create" in answer.json()["fix"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/openapi.json"])
def test_health_and_docs_need_none(closed: TestClient, path: str) -> None:
    assert closed.get(path).status_code == 200


def test_nothing_can_be_changed_without_a_role() -> None:
    paths = create_app(Settings(_env_file=None, neo4j_uri="bolt://127.0.0.1:1")).openapi()["paths"]
    changing = [(method.upper(), path) for path, methods in paths.items() for method in methods if method != "get"]

    assert [one for one in changing if role_for(*one) is None] == []
    assert len(changing) >= 5


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
def test_a_method_that_an_address_does_not_have_is_told_so_and_not_a_key_that_is_missing(client: TestClient, method: str) -> None:
    assert client.request(method, "/v1/themes").status_code == 405


def test_a_key_opens_in_either_header(closed: TestClient, keys: KeyFile) -> None:
    made = keys.create("team", "reader")

    sent = [{"authorization": f"Bearer {made}"}, {"authorization": f"bearer {made}"}, {"x-api-key": made}]
    assert [closed.get("/v1/themes", headers=headers).status_code for headers in sent] == [200, 200, 200]


def test_a_key_that_is_not_quite_right_opens_nothing_and_is_not_repeated(closed: TestClient, keys: KeyFile) -> None:
    made = keys.create("team", "reader")

    for wrong in (made.upper(), made.lower(), made[:-1], f"{made}x", f"{made} {made}", "x" * 5_000):
        answer = closed.get("/v1/themes", headers={"x-api-key": wrong})
        assert answer.status_code == 401
        assert wrong not in answer.text


def test_a_key_in_the_address_opens_nothing(closed: TestClient, keys: KeyFile) -> None:
    made = keys.create("team", "reader")

    answer = closed.get(f"/v1/themes?key={made}&api_key={made}")

    assert answer.status_code == 401
    assert made not in answer.text


def test_all_keys_of_a_request_have_to_be_the_same_right_one(closed: TestClient, keys: KeyFile) -> None:
    made, other = keys.create("team", "reader"), keys.create("other", "reader")
    bearer = {"authorization": f"Bearer {made}"}

    sent = [{**bearer, "x-api-key": second} for second in (made, other, "pg_wrong", "")]

    assert [closed.get("/v1/themes", headers=headers).status_code for headers in sent] == [200, 401, 401, 401]


def test_the_login_of_a_proxy_is_no_key(closed: TestClient, keys: KeyFile) -> None:
    login = {"authorization": "Basic cHJveHk6bG9naW4="}

    statuses = [closed.get("/v1/themes", headers=login | more).status_code for more in ({"x-api-key": keys.create("team", "reader")}, {})]

    assert statuses == [200, 401]


def test_a_key_is_compared_with_all_of_them_whichever_it_is(keys: KeyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [keys.create(name, "reader") for name in ("first", "second", "third")]
    compared: list[str] = []
    compare = hmac.compare_digest

    def noted(one: str, other: str) -> bool:
        compared.append(one)
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", noted)

    for given in (*made, "pg_wrong"):
        compared.clear()
        keys.find(given)
        assert len(compared) == 3


def test_the_api_listens_on_this_machine_only_unless_told_otherwise() -> None:
    assert Settings(_env_file=None).host == "127.0.0.1"


def test_a_wrong_key_is_told_even_where_none_is_needed(client: TestClient) -> None:
    assert client.get("/v1/themes", headers={"x-api-key": "pg_wrong"}).status_code == 401


def test_cypher_needs_a_key_for_it(closed: TestClient, keys: KeyFile) -> None:
    reader, asker = keys.create("reader", "reader"), keys.create("asker", "cypher")

    statuses = [
        closed.post("/v1/cypher", json=QUESTION).status_code,
        closed.post("/v1/cypher", json=QUESTION, headers={"x-api-key": reader}).status_code,
        closed.post("/v1/cypher", json=QUESTION, headers={"x-api-key": asker}).status_code,
    ]

    assert statuses == [401, 403, 200]


def test_cypher_answers_with_columns_and_rows(closed: TestClient, keys: KeyFile) -> None:
    headers = {"authorization": f"Bearer {keys.create('asker', 'cypher')}"}

    answer = closed.post("/v1/cypher", json=QUESTION, headers=headers).json()

    assert (answer["columns"], answer["rows"], answer["truncated"]) == (["name"], [{"name": "Home Office"}], False)


def test_cypher_answers_in_every_format(closed: TestClient, keys: KeyFile) -> None:
    headers = {"x-api-key": keys.create("asker", "cypher")}
    question = {"query": "MATCH (p:Person)-[r:AUTHORS]->(s:Strategy) RETURN p, r, s, p.name AS name"}

    answers = {
        name: closed.post(f"/v1/cypher?format={name}", json=question, headers=headers)
        for name in ("csv", "ndjson", "graphml", "gexf", "jgf", "jsonld")
    }

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert answers["csv"].text.splitlines()[0] == "p,r,s,name"
    graph = json.loads(answers["jgf"].text)["graph"]
    assert set(graph["nodes"]) == {"person/sam-reed", "strategy/dash-review"}
    assert graph["edges"][0]["metadata"]["evidence"][0]["quote"].startswith("Sam Reed wrote the Dash review")


def test_passages_among_the_values_are_no_claims_of_a_graph(closed: TestClient, keys: KeyFile) -> None:
    question = {"query": "MATCH (d:Document)-[h:HAS_PASSAGE]->(p)-[m:MENTIONS]->(o:Organisation) RETURN h, m, o LIMIT 3"}

    answer = closed.post("/v1/cypher?format=jgf", json=question, headers={"x-api-key": keys.create("asker", "cypher")})

    assert (answer.status_code, answer.json()["graph"].get("edges", [])) == (200, [])
    assert answer.json()["graph"]["nodes"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"query": "CREATE (n)"}, 422, "it begins with 'CREATE'"),
        ({"query": "MATCH (n) RETURN m"}, 422, "Variable `m` not defined"),
        ({"query": "RETURN 1", "parameter": {}}, 422, "parameter"),
        ({"query": ""}, 422, "query"),
        ({}, 422, "query"),
        ([], 422, ""),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(closed: TestClient, keys: KeyFile, body: object, status: int, words: str) -> None:
    answer = closed.post("/v1/cypher", json=body, headers={"x-api-key": keys.create("asker", "cypher")})

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_json_is_refused(closed: TestClient, keys: KeyFile, media_type: str) -> None:
    headers = {"x-api-key": keys.create("asker", "cypher"), "content-type": media_type}

    assert closed.post("/v1/cypher", content=b'{"query": "RETURN 1"}', headers=headers).status_code == 415


def test_cypher_is_off_unless_switched_on(settings: Settings, sample_graph: Driver, keys: KeyFile) -> None:
    off = settings.model_copy(update={"keys_file": keys.path})
    headers = {"x-api-key": keys.create("asker", "cypher")}

    with TestClient(create_app(off), base_url="http://127.0.0.1") as client:
        answer = client.post("/v1/cypher", json=QUESTION, headers=headers)

    assert (answer.status_code, answer.json()["detail"]) == (403, "This server takes no Cypher.")


def test_who_asks_too_often_is_told_when_to_come_back(settings: Settings, keys: KeyFile) -> None:
    slow = settings.model_copy(update={"keys_file": keys.path, "requests_per_minute": 1})
    one, other = keys.create("one", "reader"), keys.create("other", "reader")

    with TestClient(create_app(slow), base_url="http://127.0.0.1") as client:
        statuses = [client.get("/v1/nowhere", headers={"x-api-key": one}).status_code for _ in range(2)]
        refused = client.get("/v1/nowhere", headers={"x-api-key": one})

        assert (statuses, refused.status_code) == ([404, 429], 429)
        assert 1 <= int(refused.headers["retry-after"]) <= 61
        assert client.get("/v1/nowhere", headers={"x-api-key": other}).status_code == 404
        assert client.get("/healthz").status_code == 200


def test_a_bucket_fills_again_with_time() -> None:
    buckets = Buckets(60_000)

    waits = [buckets.wait_s("somebody") for _ in range(10_001)]

    assert waits[0] == 0
    assert all(wait < 0.01 for wait in waits)


def test_strangers_cannot_fill_the_memory() -> None:
    buckets = Buckets(60)

    for number in range(10_050):
        buckets.wait_s(f"address {number}")

    assert len(buckets._held) == 10_000
