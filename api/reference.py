"""The OpenAPI document as rows for a page: what can be asked, with an example, and what the answers hold."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

# What a JSON schema or an OpenAPI document holds: any JSON.
Json = Any


def operations(document: Json) -> list[Json]:
    """The tags with their operations, in the document's order."""
    rows = [(tag, row) for path, methods in document["paths"].items() for tag, row in _rows(path, methods)]
    return [{**tag, "operations": [row for name, row in rows if name == tag["name"]]} for tag in document["tags"]]


def _rows(path: str, methods: Json) -> Iterator[tuple[str, Json]]:
    for method, operation in methods.items():
        parameters = operation.get("parameters", [])
        yield (
            operation["tags"][0],
            {
                "id": operation["operationId"],
                "path": path,
                "method": method.upper(),
                "summary": operation["summary"],
                "paragraphs": operation.get("description", "").replace("`", "").split("\n\n"),
                "parameters": [_parameter(one) for one in parameters],
                # What needs a body or a key cannot be followed as a link.
                "example": example_address(path, parameters) if method == "get" and "security" not in operation else None,
                "answer": _answer(operation),
            },
        )


def _parameter(parameter: Json) -> Json:
    schema = parameter["schema"]
    default = schema.get("default")
    # As it is written in an address: true, not Python's True.
    words = str(default).lower() if isinstance(default, bool) else default
    given = f"; {words} if left out" if default not in (None, [], False) else ""
    return {
        "name": parameter["name"],
        "required": parameter["required"],
        "takes": takes(schema) + given,
        "description": parameter.get("description", schema.get("description", "")),
    }


def example_address(path: str, parameters: Json) -> str:
    """An address of the operation that gives an answer: every parameter that has an example, with it."""
    query: list[tuple[str, str]] = []
    for parameter in parameters:
        example = _example(parameter)
        if example is None:
            continue
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", quote(str(example), safe="/"))
        else:
            query += [(parameter["name"], as_text(one)) for one in (example if isinstance(example, list) else [example])]
    return f"{path}?{urlencode(query, safe='/')}" if query else path


def as_text(value: object) -> str:
    """The value as it stands in an address."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example(parameter: Json) -> object:
    examples = parameter["schema"].get("examples") or [parameter.get("example")]
    return examples[0]


def _answer(operation: Json) -> str:
    # The answer when all goes well comes first: 200 nearly everywhere, 202 where work is taken on.
    well = next(answer for status, answer in sorted(operation["responses"].items()) if status.startswith("2"))
    media_type, content = next(iter(well["content"].items()))
    return f"{takes(content.get('schema', {})) or 'a page'} ({media_type})"


def takes(schema: Json) -> str:
    """What a value of the schema may be, in words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        return " or ".join(takes(one) for one in several if one.get("type") != "null")
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {takes(schema.get('items', {})) or 'values'}"
    bounds = [f"{word} {schema[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in schema]
    return " ".join([str(schema.get("const") or schema.get("format") or schema.get("type", "")), *bounds])


def schemas(document: Json) -> list[Json]:
    """What the answers hold, by name."""
    return [
        {
            "name": name,
            "description": schema.get("description", "").partition("\n\n")[0],
            "fields": [
                {"name": field, "takes": takes(one), "description": one.get("description", "")}
                for field, one in schema.get("properties", {}).items()
            ],
        }
        for name, schema in sorted(document["components"]["schemas"].items())
    ]
