"""One entity, and what lies around it."""

from typing import Annotated, Literal

from fastapi import Query, Request
from pydantic import Field

from api.answers import EntityAnswer, GraphAnswer, entity_answer, graph_answer
from api.dependencies import Answered, Dated, EntityPath
from api.replies import GRAPH_FORMATS, reply_to
from api.rooms import Room
from graph.kinds import LABELS, TYPES

router = Room(prefix="/v1/entities", tags=["entities"])


class NeighbourParameters(Dated):
    """How far to go, and along what."""

    depth: int = Field(1, ge=1, le=3, description="How many claims away.")
    kinds: list[Literal[LABELS]] = Field(  # type: ignore[valid-type]
        [], max_length=10, description="Kinds to keep and to walk through; none means all. Repeatable."
    )
    relations: list[Literal[TYPES]] = Field(  # type: ignore[valid-type]
        [], max_length=30, description="Claims to follow; none means all. Repeatable."
    )
    limit: int = Field(100, ge=1, le=500, description="Most entities to return beside the first.")


# Before the entity itself: an id may hold slashes, so the longer address has to be tried first.
@router.get("/{entity_id:path}/neighbours", summary="What lies around an entity", response_model=GraphAnswer, responses=GRAPH_FORMATS)
def neighbours(request: Request, entity_id: EntityPath, parameters: Annotated[NeighbourParameters, Query()]) -> object:
    """The entity and what lies around it, nearest first, and the claims between them, each with its quotes."""
    reply = reply_to(request)
    found = reply.store.as_of(parameters.as_of).neighbours(
        entity_id, depth=parameters.depth, kinds=parameters.kinds, relations=parameters.relations, limit=parameters.limit
    )
    return reply.graph(graph_answer(found))


@router.get("/{entity_id:path}", summary="One entity with its evidence", response_model=EntityAnswer, responses=GRAPH_FORMATS)
def entity(request: Request, entity_id: EntityPath, _: Annotated[Answered, Query()]) -> object:
    """The entity with the passages that mention it; `evidence_total` says how many there are in all."""
    reply = reply_to(request)
    return reply.entity(entity_answer(reply.store.entity(entity_id)))
