"""Cypher of one's own: off unless it is switched on, behind a key, and guarded."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.answers import Table, graph_answer
from api.dependencies import WITH_KEY, DatabaseDep, Exported
from api.replies import GRAPH_FORMATS, reply_to
from api.rooms import Room
from cypher import statement
from graph.errors import PolicyGraphError

router = Room(prefix="/v1", tags=["cypher"])
EXAMPLE: dict[str, Any] = {"query": statement("adhoc/example"), "parameters": {"theme": "theme/artificial-intelligence"}}


class MediaTypeUnknown(PolicyGraphError):
    """The request's body is not JSON."""

    status = 415

    def __init__(self, given: str) -> None:
        super().__init__(f"The body is {given!r}, not JSON.", fix="Send it as application/json.")


class CypherQuestion(BaseModel):
    """A query and its parameters."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    query: str = Field(min_length=1, max_length=20_000, description="Cypher that reads.")
    # Any: a parameter is any JSON.
    parameters: dict[str, Any] = Field({}, max_length=100, description="Its parameters by name, without the dollar sign.")
    limit: int = Field(1_000, ge=1, le=10_000, description="Most rows to return.")


class CypherAnswer(Table):
    """The rows of a query."""

    rows: tuple[dict[str, Any], ...] = Field(
        description="One entry for each row. Nodes are {id, labels, properties}, relationships {type, source, target, properties}."
    )
    truncated: bool = Field(description="Whether there are more rows than the limit, or than five megabytes hold.")


def json_only(request: Request) -> None:
    """Nothing, when the body is JSON.

    Raises:
        MediaTypeUnknown: it is something else.
    """
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != "application/json" and not given.endswith("+json"):
        raise MediaTypeUnknown(given)


@router.post(
    "/cypher",
    summary="Ask in Cypher",
    response_model=CypherAnswer,
    responses=GRAPH_FORMATS,
    dependencies=[Depends(json_only)],
    openapi_extra=WITH_KEY,
)
def cypher(request: Request, question: CypherQuestion, database: DatabaseDep, _: Annotated[Exported, Query()]) -> object:
    """Puts a query of yours to the graph; it can read, and nothing else.

    Off unless the server was told otherwise; needs a key with the role `cypher`. One query runs at a time, for five
    seconds at most; what could keep the database from its other work is refused, and the answer says what to write instead.
    """
    reply = reply_to(request)
    result = database.cypher.run(question.query, question.parameters, most_rows=question.limit)
    answer = CypherAnswer.model_construct(columns=result.columns, rows=result.rows, truncated=result.truncated)
    if reply.wants_graph:
        return reply.graph(graph_answer(reply.store.piece(result.nodes, result.relationships, truncated=result.truncated)))
    return reply.rows(answer)
