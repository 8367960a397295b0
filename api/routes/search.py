"""Finding an entity by words."""

from typing import Annotated, Literal

from fastapi import Query, Request
from pydantic import BaseModel, Field

from api.answers import Citations, CitedEntity, Explained, cited_entity
from api.dependencies import Answered
from api.replies import GRAPH_FORMATS, reply_to
from api.rooms import Room
from graph.kinds import LABELS

router = Room(prefix="/v1", tags=["search"])


class SearchParameters(Answered):
    """What to look for."""

    q: str = Field(min_length=1, max_length=200, description="Plain words; nothing in them is an operator.", examples=["home office"])
    kinds: list[Literal[LABELS]] = Field(  # type: ignore[valid-type]
        [], max_length=10, description="Kinds to keep; none means all. Repeatable."
    )
    limit: int = Field(20, ge=1, le=100, description="Most hits.")


class CitedHit(BaseModel):
    """One entity that was found."""

    entity: CitedEntity
    matched: Literal["name", "alias", "text"] = Field(
        description="Where the words were found; names rank before aliases, aliases before text."
    )
    score: float = Field(description="Full-text score within its rank; higher is better.")


class Hits(Explained):
    """What a search found, best first."""

    hits: tuple[CitedHit, ...]


@router.get("/search", summary="Find entities by words", response_model=Hits, responses=GRAPH_FORMATS)
def search(request: Request, parameters: Annotated[SearchParameters, Query()]) -> object:
    """Organisations, strategies, themes, commitments and people whose name, alias or text holds the words."""
    reply = reply_to(request)
    found = reply.store.search(parameters.q, kinds=parameters.kinds, limit=parameters.limit)
    hits = [
        CitedHit.model_construct(
            entity=cited_entity(hit.node, Citations(hit.passages, hit.documents)), matched=hit.matched, score=hit.score
        )
        for hit in found
    ]
    return reply.nodes(Hits.model_construct(hits=tuple(hits)), [hit.entity for hit in hits])
