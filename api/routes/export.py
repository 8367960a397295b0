"""The whole graph in one answer."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from api.answers import GraphAnswer
from api.dependencies import DatabaseDep, Exported
from api.replies import GRAPH_FORMATS, reply_to
from api.rooms import Room

router = Room(prefix="/v1", tags=["entities"])


@router.get("/export", summary="The whole graph", response_model=GraphAnswer, responses=GRAPH_FORMATS)
def export(request: Request, database: DatabaseDep, _: Annotated[Exported, Query()]) -> Response:
    """Every entity and every claim with all of its evidence, written while it is read: it may be large.

    An answer that breaks off is no valid JSON or XML; lines of JSON end with one that counts them.
    """
    return reply_to(request).everything(database.exporter.pieces())
