"""The catalogue: every file in cypher/explore is an address here."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field, create_model

from api.answers import GraphAnswer, RowsAnswer, graph_answer, rows_answer
from api.dependencies import Answered, Parameters
from api.replies import GRAPH_FORMATS, ROW_FORMATS, reply_to
from api.rooms import Room
from graph.base import Day
from graph.catalogue import Catalogue, NamedQuery
from graph.identifiers import pattern_of
from graph.parameters import Parameter
from visualisations.views.view import Asked

PARAMETER_TYPES: dict[str, object] = {
    "text": Annotated[str, Field(min_length=1, max_length=200)],
    "integer": int,
    "date": Day,
    "boolean": bool,
}


class QuestionParameter(BaseModel):
    """One parameter of a question."""

    name: str
    type: str
    description: str
    required: bool
    default: str | int | bool | date | list[str] | None
    choices: tuple[str, ...]


class Question(BaseModel):
    """One entry of the catalogue."""

    name: str
    title: str = Field(description="The question in plain words.")
    description: str = Field(description="What the answer holds, and what it leaves out.")
    url: str
    example: str = Field(description="An address that gives an answer.")
    parameters: tuple[QuestionParameter, ...]
    columns: dict[str, str] = Field(description="What each column of the answer holds; empty when the answer is a piece of graph.")
    cypher: str = Field(description="The statement that answers it.")


def question(query: NamedQuery) -> Question:
    """The catalogue's entry for a query."""
    url = f"/v1/queries/{query.name}"
    columns = {name: column.description for name, column in query.columns.items()}
    return Question(
        name=query.name,
        title=query.title,
        description=query.description,
        url=url,
        example=example_url(url, query.example),
        parameters=question_parameters(query),
        columns=columns,
        cypher=query.text,
    )


def question_parameters(asked: Asked) -> tuple[QuestionParameter, ...]:
    """What can be given."""
    return tuple(
        QuestionParameter(
            name=name,
            type=one.type,
            description=one.description,
            required=one.required,
            default=one.default,
            choices=one.choices,
        )
        for name, one in asked.parameters.items()
    )


def example_url(url: str, example: Mapping[str, object]) -> str:
    """The address with the example's parameters."""
    return f"{url}?{urlencode(example, doseq=True)}" if example else url


def annotation_of(parameter: Parameter) -> object:
    """The parameter's type. That an id is one, and of its kind, is told in OpenAPI; the question itself checks it, and words it better."""
    one_id = Annotated[str, Field(max_length=200, json_schema_extra={"pattern": pattern_of(parameter.kind)})]
    if parameter.type == "node_id":
        return one_id
    if parameter.type == "node_ids":
        return Annotated[list[one_id], Field(max_length=100)]
    return Literal[parameter.choices] if parameter.choices else PARAMETER_TYPES[parameter.type]


def parameter_field(name: str, parameter: Parameter, example: Mapping[str, object]) -> tuple[object, Any]:
    """The parameter as pydantic and OpenAPI know it."""
    annotation: Any = annotation_of(parameter)
    extra: dict[str, Any] = {"description": parameter.description, "ge": parameter.minimum, "le": parameter.maximum}
    if name in example:
        extra["examples"] = [example[name]]
    if parameter.required:
        return annotation, Field(**extra)
    return (annotation if parameter.default is not None else annotation | None), Field(parameter.default, **extra)


def parameters_of(query: Asked, base: type[Parameters] = Parameters) -> type[Parameters]:
    """The query's parameters as one model, with those of `base`."""
    fields: dict[str, Any] = {name: parameter_field(name, one, query.example) for name, one in query.parameters.items()}
    return create_model(f"{query.name}_parameters", __base__=base, **fields)


def runner(query: NamedQuery) -> Callable[..., object]:
    """The function that answers for the query."""

    def run(request: Request, parameters: Answered) -> object:
        reply = reply_to(request)
        result = reply.store.run(query.name, parameters.model_dump(exclude_none=True, exclude={"format", "explain"}))
        return reply.graph(graph_answer(result.subgraph)) if result.subgraph else reply.rows(rows_answer(result))

    run.__doc__ = query.description
    run.__annotations__["parameters"] = Annotated[parameters_of(query, Answered), Query()]
    return run


def query_rooms(catalogue: Catalogue) -> Iterator[APIRouter]:
    """The catalogue's addresses, each in a room of its own: one that lists the questions, and one for each of them."""
    listing = Room(prefix="/v1/queries", tags=["queries"])
    questions = tuple(question(query) for query in catalogue.queries)

    @listing.get("", summary="Every question of the catalogue")
    def queries(_: Annotated[Parameters, Query()]) -> tuple[Question, ...]:
        """What can be asked, in plain words, with parameters, an example and the Cypher that answers it."""
        return questions

    yield listing
    yield from map(query_room, catalogue.queries)


def query_room(query: NamedQuery) -> APIRouter:
    """The address of one question."""
    room = Room(prefix="/v1/queries", tags=["queries"])
    room.add_api_route(
        f"/{query.name}",
        runner(query),
        name=f"query_{query.name}",
        summary=query.title,
        response_model=RowsAnswer if query.returns == "rows" else GraphAnswer,
        responses=ROW_FORMATS if query.returns == "rows" else GRAPH_FORMATS,
    )
    return room
