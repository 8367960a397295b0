import pytest

from api.reference import Json, example_address, operations, schemas, takes

DOCUMENT: Json = {
    "tags": [{"name": "things", "description": "All things."}, {"name": "rest", "description": "The rest."}],
    "paths": {
        "/v1/things/{thing_id}": {
            "get": {
                "tags": ["things"],
                "operationId": "thing",
                "summary": "One thing",
                "description": "First paragraph.\n\nSecond paragraph.",
                "parameters": [
                    {"name": "thing_id", "in": "path", "required": True, "schema": {"type": "string", "examples": ["thing/a b"]}},
                    {
                        "name": "limit",
                        "in": "query",
                        "required": False,
                        "description": "How many.",
                        "schema": {"type": "integer", "minimum": 1, "maximum": 9, "default": 5},
                    },
                ],
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}},
            }
        }
    },
    "components": {
        "schemas": {
            "Thing": {"description": "A thing.\n\nMore of it.", "properties": {"name": {"type": "string", "description": "Its name."}}}
        }
    },
}


def test_operations_stand_under_their_tag_with_an_example() -> None:
    things, rest = operations(DOCUMENT)

    assert rest["operations"] == []
    assert things["operations"] == [
        {
            "id": "thing",
            "path": "/v1/things/{thing_id}",
            "method": "GET",
            "summary": "One thing",
            "paragraphs": ["First paragraph.", "Second paragraph."],
            "parameters": [
                {"name": "thing_id", "required": True, "takes": "string", "description": ""},
                {"name": "limit", "required": False, "takes": "integer from 1 to 9; 5 if left out", "description": "How many."},
            ],
            "example": "/v1/things/thing/a%20b",
            "answer": "Thing (application/json)",
        }
    ]


def test_schemas_become_rows_of_fields() -> None:
    assert schemas(DOCUMENT) == [
        {"name": "Thing", "description": "A thing.", "fields": [{"name": "name", "takes": "string", "description": "Its name."}]}
    ]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string", "format": "date"}, "date"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string"),
        ({"enum": ["a", "b"]}, "a, b"),
        ({"type": "array", "items": {"$ref": "#/x/Thing"}}, "list of Thing"),
        ({"const": "Theme", "type": "string"}, "Theme"),
        ({}, ""),
    ],
)
def test_what_a_schema_takes_is_said_in_words(schema: Json, words: str) -> None:
    assert takes(schema) == words


def test_an_example_repeats_a_parameter_with_several_values() -> None:
    parameters = [{"name": "kinds", "in": "query", "schema": {"examples": [["Theme", "Person"]]}}]

    assert example_address("/v1/x", parameters) == "/v1/x?kinds=Theme&kinds=Person"
