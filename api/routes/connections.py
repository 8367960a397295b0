"""How things are connected: chains of claims between two entities, and what connects departments."""

from typing import Annotated, Literal

from fastapi import Query, Request
from pydantic import Field

from api.answers import GraphAnswer, Paths, graph_answer, paths_answer
from api.connection_answers import ConnectionsAnswer, connections_answer
from api.dependencies import Dated
from api.replies import GRAPH_FORMATS, ROW_FORMATS, reply_to
from api.rooms import Room
from graph.identifiers import NodeId
from graph.kinds import TYPES

router = Room(prefix="/v1", tags=["connections"])


class PathParameters(Dated):
    """Two ends, and which ways between them count."""

    source: NodeId = Field(description="Id of the entity to start from.", examples=["organisation/gb-home-office"])
    target: NodeId = Field(description="Id of the entity to arrive at.", examples=["organisation/gb-department-of-health-and-social-care"])
    max_length: int = Field(4, ge=1, le=6, description="Most hops.")
    relations: list[Literal[TYPES]] = Field(  # type: ignore[valid-type]
        [], max_length=30, description="Claims to follow; none means all. Repeatable."
    )
    through_themes: bool = Field(False, description="Whether a theme may stand between two others.", examples=[True])
    limit: int = Field(5, ge=1, le=200, description="Most paths to return.")


class ConnectionParameters(Dated):
    """Which organisations to look at."""

    departments: list[NodeId] = Field(
        [],
        max_length=30,
        description="Ids; two or more: the pairs among them; one: its pairs with every other; none: all pairs. Repeatable.",
        examples=[["organisation/gb-home-office", "organisation/gb-department-of-health-and-social-care"]],
    )
    limit: int = Field(100, ge=1, le=500, description="Most pairs to return.")


class SubgraphParameters(Dated):
    """Which entities to look at."""

    id: list[NodeId] = Field(
        min_length=1,
        max_length=200,
        description="Id of an entity. Repeatable.",
        examples=[["organisation/gb-home-office", "theme/artificial-intelligence"]],
    )
    relations: list[Literal[TYPES]] = Field(  # type: ignore[valid-type]
        [], max_length=30, description="Claims to keep; none means all. Repeatable."
    )


@router.get("/subgraph", summary="Several entities and the claims between them", response_model=GraphAnswer, responses=GRAPH_FORMATS)
def subgraph(request: Request, parameters: Annotated[SubgraphParameters, Query()]) -> object:
    """The entities in the order of their ids in the question, and every claim that connects two of them, with its quotes."""
    reply = reply_to(request)
    return reply.graph(graph_answer(reply.store.as_of(parameters.as_of).between(parameters.id, relations=parameters.relations)))


@router.get("/paths", summary="How two entities are connected", response_model=Paths, responses=GRAPH_FORMATS)
def paths(request: Request, parameters: Annotated[PathParameters, Query()]) -> object:
    """Chains of claims from one entity to the other, shortest first, with the quotes of every hop.

    Never through documents, and through themes only when asked: over such hubs everything is connected to everything.
    """
    reply = reply_to(request)
    found = reply.store.as_of(parameters.as_of).paths(
        parameters.source,
        parameters.target,
        max_length=parameters.max_length,
        relations=parameters.relations,
        through_themes=parameters.through_themes,
        limit=parameters.limit,
    )
    return reply.paths(paths_answer(found, parameters.source, parameters.target))


@router.get("/connections", summary="What connects departments", response_model=ConnectionsAnswer, responses=ROW_FORMATS)
def connections(request: Request, parameters: Annotated[ConnectionParameters, Query()]) -> object:
    """Pairs of organisations with every reason in words and its quotes: direct claims, joint commitments, strategies, shared themes."""
    reply = reply_to(request)
    found = reply.store.as_of(parameters.as_of).connections(parameters.departments, limit=parameters.limit)
    return reply.connections(connections_answer(found, parameters.departments))
