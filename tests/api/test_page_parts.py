"""The parts of the start page and of the request checks, without a server."""

from datetime import date

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from starlette.requests import Request

from api.app import create_app
from api.dependencies import Parameters
from api.pages import discovery, hit_row, numbers, summary_line, wants_json
from api.problems import status_response
from api.reference import takes
from api.routes.lists import choices_of, filter_field
from api.routes.queries import example_url, parameters_of, question
from api.security import MAX_BODY_BYTES, RequestCheck
from graph.answers import Hit, Summary
from graph.catalogue import load_catalogue
from graph.kinds import NODE_KINDS, Commitment, CommitmentKind, Document, Organisation, Person, Theme, label_of
from graph.settings import Settings

SAID = {"evidence": ("passage/p-1",), "extractor": "test@1"}
CHECK = RequestCheck(lambda *_: None, allowed_hosts=frozenset(), refuse=status_response)  # type: ignore[arg-type]


def summary_of(documents: int, claims: int) -> Summary:
    nodes = {label_of(kind): 0 for kind in NODE_KINDS} | {"Document": documents, "Theme": 1200}
    return Summary(nodes=nodes, relationships={"MAKES": claims}, version="v")


def asked_with(accept: str | None) -> Request:
    headers = [] if accept is None else [(b"accept", accept.encode())]
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize(
    ("documents", "claims", "line"),
    [
        (0, 0, "No documents were read; no claims connect what they speak of."),
        (1, 0, "1 document was read; no claims connect what it speaks of."),
        (1, 1, "1 document was read; 1 claim connects what it speaks of."),
        (1, 2, "1 document was read; 2 claims connect what it speaks of."),
        (1200, 34567, "1,200 documents were read; 34,567 claims connect what they speak of."),
    ],
)
def test_the_graph_is_told_in_one_sentence(documents: int, claims: int, line: str) -> None:
    assert summary_line(summary_of(documents, claims)) == line


def test_every_kind_is_counted_with_its_list() -> None:
    assert [(row["name"], row["count"], row["url"]) for row in numbers(summary_of(4, 9))] == [
        ("organisations", 0, "/v1/organisations"),
        ("strategies", 0, "/v1/strategies"),
        ("themes", 1200, "/v1/themes"),
        ("commitments", 0, "/v1/commitments"),
        ("people", 0, "/v1/people"),
        ("documents", 4, "/v1/documents"),
    ]


@pytest.mark.parametrize(
    ("accept", "json"),
    [
        (None, False),
        ("*/*", False),
        ("application/json", True),
        ("application/problem+json", True),
        ("text/html,application/json;q=0.5", False),
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
    ],
)
def test_only_a_program_gets_json(accept: str | None, json: bool) -> None:
    assert wants_json(asked_with(accept)) is json


@pytest.mark.parametrize(
    ("node", "row"),
    [
        (Theme(id="theme/fog", name="Fog", **SAID), ("Fog", "Theme", "/v1/views/theme.html?theme=theme/fog")),
        (
            Organisation(id="organisation/board", name="Harbour Board", **SAID),
            ("Harbour Board", "Organisation", "/v1/views/organisation.html?organisation=organisation/board"),
        ),
        (Commitment(id="commitment/one", text="Light the lamps.", **SAID), ("Light the lamps.", "Commitment", None)),
        (Person(id="person/ada", name="Ada Hughes", **SAID), ("Ada Hughes", "Person", None)),
    ],
)
def test_a_hit_leads_to_its_page_where_there_is_one(
    node: Theme | Organisation | Commitment | Person, row: tuple[str, str, str | None]
) -> None:
    name, kind, page = row
    address = f"/v1/entities/{node.id}"

    assert hit_row(Hit(node=node, matched="name", score=1.0)) == {
        "name": name,
        "kind": kind,
        "url": address,
        "neighbours": f"{address}/neighbours",
        "page": page,
    }


def test_a_program_is_told_where_everything_is() -> None:
    assert discovery({"version": "1.2.3", "numbers": []}) == {
        "name": "policygraph",
        "version": "1.2.3",
        "counts": [],
        "links": {
            "documentation": "/docs",
            "openapi": "/openapi.json",
            "model": "/v1/meta",
            "queries": "/v1/queries",
            "views": "/v1/views",
        },
    }


@pytest.mark.parametrize("length", ["", "-1", "1.5", "0x10", "²", str(MAX_BODY_BYTES + 1), "9" * 21, "9" * 5_000])
def test_a_length_that_is_none_or_too_large_is_refused(length: str) -> None:
    answer = CHECK.refusal(Headers({"host": "localhost", "content-length": length}))

    assert getattr(answer, "status_code", None) == 413


@pytest.mark.parametrize("length", ["0", "1", str(MAX_BODY_BYTES), "00000000000000000001"])
def test_a_body_of_allowed_length_passes(length: str) -> None:
    assert CHECK.refusal(Headers({"host": "127.0.0.1:8000", "content-length": length})) is None


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.8.9.1:80", "[::1]", "[::1]:8000"])
def test_every_name_of_this_machine_is_answered(host: str) -> None:
    assert CHECK.refusal(Headers({"host": host})) is None


@pytest.mark.parametrize("host", ["", "graph.example", "localhost.graph.example", "127.0.0.1.graph.example:80", "10.0.0.1", "[::2]:80"])
def test_every_other_name_is_refused(host: str) -> None:
    assert getattr(CHECK.refusal(Headers({"host": host})), "status_code", None) == 421


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 9}, "integer from 1 to 9"),
        ({"type": "string", "format": "date"}, "date"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string"),
        ({"oneOf": [{"$ref": "#/x/Theme"}, {"$ref": "#/x/Person"}]}, "Theme or Person"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, "list of a, b"),
        ({"type": "array"}, "list of values"),
        ({"const": "Theme", "type": "string"}, "Theme"),
        ({}, ""),
    ],
)
def test_a_schema_is_said_in_a_few_words(schema: dict[str, object], words: str) -> None:
    assert takes(schema) == words


def test_a_filter_takes_the_words_of_its_kind() -> None:
    assert choices_of(CommitmentKind) == ("commitment", "recommendation", "target", "response")
    assert choices_of(date | None) == ()
    assert choices_of(filter_field(Document, "kind")[0]) == ()
    assert choices_of(filter_field(Commitment, "kind")[0].__args__[0]) == choices_of(CommitmentKind)


@pytest.mark.parametrize(
    ("example", "url"),
    [
        ({}, "/v1/x"),
        ({"theme": "theme/fog"}, "/v1/x?theme=theme%2Ffog"),
        ({"bodies": ["organisation/a", "organisation/b"], "limit": 3}, "/v1/x?bodies=organisation%2Fa&bodies=organisation%2Fb&limit=3"),
    ],
)
def test_an_example_is_an_address_to_follow(example: dict[str, object], url: str) -> None:
    assert example_url("/v1/x", example) == url


@pytest.mark.parametrize("query", load_catalogue().queries, ids=lambda query: query.name)
def test_the_api_takes_what_the_question_takes(query: object) -> None:
    chosen = next(one for one in load_catalogue().queries if one is query)

    model = parameters_of(chosen)

    assert issubclass(model, Parameters)
    assert {name: field.is_required() for name, field in model.model_fields.items()} == {
        one.name: one.required for one in question(chosen).parameters
    }


@pytest.mark.parametrize(
    "path",
    ["/v1/themes", "/v1/meta", "/v1/search?q=fog", "/v1/connections", "/v1/entities/theme/fog", "/v1/views/theme.html?theme=theme/fog"],
)
def test_without_a_database_every_answer_says_when_to_ask_again(path: str) -> None:
    settings = Settings(_env_file=None, neo4j_uri="bolt://127.0.0.1:1", neo4j_password=None, neo4j_password_file=None)

    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        answer = client.get(path)

    assert (answer.status_code, answer.headers["retry-after"], answer.headers["content-type"]) == (503, "5", "application/problem+json")
    assert "127.0.0.1:1" not in answer.text
