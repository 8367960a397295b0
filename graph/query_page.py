"""docs/queries.md: every question of the catalogue, made from the headers of cypher/explore."""

from graph.catalogue import Catalogue, NamedQuery
from graph.parameters import Parameter

INTRODUCTION = """\
# The questions

<!-- Generated from the headers of cypher/explore by 'policygraph schema --write'; do not edit. -->

Each file in `cypher/explore` is a question with a name. Ask it on the command line, `policygraph query NAME --param
NAME=VALUE`, over HTTP, `GET /v1/queries/NAME?parameter=value`, or in Python, `store.run(NAME, {...})`. The same file runs
in Neo4j Browser once its parameters are set.

An answer is either rows or a piece of the graph. In both, `evidence` names passages, and these come with the answer,
with the documents they stand in. When a limit cuts an answer off, it says `truncated`.
"""


def queries_page(catalogue: Catalogue) -> str:
    """The whole page: a table of all questions, then each one with its parameters, columns and an example."""
    overview = "".join(f"| [{query.name}](#{query.name}) | {query.title} |\n" for query in catalogue.queries)
    sections = "\n".join(_section(query) for query in catalogue.queries)
    return f"{INTRODUCTION}\n| name | question |\n|---|---|\n{overview}\n{sections}"


def example_command(query: NamedQuery) -> str:
    """The example as a command line, e.g. "policygraph query narrower_themes --param theme=theme/data"."""
    parameters = [f"--param {name}={_written(value)}" for name, value in query.example.items()]
    return " ".join(["policygraph query", query.name, *parameters])


def _section(query: NamedQuery) -> str:
    rows = "".join(f"| `{name}` | {_kind(one)} | {_default(one)} | {one.description} |\n" for name, one in query.parameters.items())
    answer = "".join(f"| `{name}` | {column.type} | {column.description} |\n" for name, column in query.columns.items())
    columns = f"| column | type | holds |\n|---|---|---|\n{answer}" if answer else "The answer is a piece of the graph.\n"
    return (
        f"## {query.name}\n\n**{query.title}** {query.description}\n\n```\n{example_command(query)}\n```\n\n"
        f"| parameter | type | default | meaning |\n|---|---|---|---|\n{rows}\n{columns}"
    )


def _kind(parameter: Parameter) -> str:
    if parameter.minimum is not None:
        return f"{parameter.type}, {parameter.minimum} to {parameter.maximum}"
    return f"{parameter.type}: {parameter.kind}" if parameter.kind else parameter.type


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "has to be given"
    return "none" if parameter.default in (None, []) else f"`{_written(parameter.default)}`"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
