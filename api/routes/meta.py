"""About the server itself: what it holds, whether it lives, whether it is ready."""

from importlib.metadata import version
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from api.dependencies import DatabaseDep, Parameters, StoreDep
from api.rooms import Room
from graph.kinds import ENTITY_KINDS, NODE_KINDS, RELATIONSHIP_KINDS, label_of, type_of

router = Room(tags=["server"])
NO_PARAMETERS = Annotated[Parameters, Query()]


class KindOfNode(BaseModel):
    """A kind of node in the model."""

    label: str
    description: str
    colour: str
    count: int
    listed_at: str | None


class KindOfClaim(BaseModel):
    """A kind of relationship in the model."""

    type: str
    phrase: str
    description: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    count: int


class Meta(BaseModel):
    """What the graph holds, and of which version."""

    name: str = "policygraph"
    version: str = Field(description="Version of policygraph.", examples=["0.1.0"])
    graph_version: str = Field(description="Changes whenever a document is added, replaced or removed.")
    nodes: tuple[KindOfNode, ...]
    relationships: tuple[KindOfClaim, ...]


class Health(BaseModel):
    """How the server is."""

    status: str = Field(examples=["ok"])


def first_paragraph(kind: type[BaseModel]) -> str:
    """What the kind is, from its docstring."""
    return (kind.__doc__ or "").strip().partition("\n")[0]


@router.get("/v1/meta", summary="What the graph holds")
def meta(store: StoreDep, _: NO_PARAMETERS) -> Meta:
    """The model with counts, and the versions of policygraph and of the graph."""
    summary = store.summary()
    listed = {label_of(kind): f"/v1/{kind.plural}" for kind in (*ENTITY_KINDS, NODE_KINDS[-2])}
    nodes = tuple(
        KindOfNode(
            label=label_of(kind),
            description=first_paragraph(kind),
            colour=kind.colour,
            count=summary.nodes.get(label_of(kind), 0),
            listed_at=listed.get(label_of(kind)),
        )
        for kind in NODE_KINDS
    )
    relationships = tuple(
        KindOfClaim(
            type=type_of(kind),
            phrase=kind.phrase,
            description=first_paragraph(kind),
            sources=tuple(label_of(one) for one in kind.sources),
            targets=tuple(label_of(one) for one in kind.targets),
            count=summary.relationships.get(type_of(kind), 0),
        )
        for kind in RELATIONSHIP_KINDS
    )
    return Meta(version=version("policygraph"), graph_version=summary.version, nodes=nodes, relationships=relationships)


# Not a plain `def`: it must answer even when every thread of the pool waits for Neo4j.
@router.get("/healthz", summary="Whether the server lives")
async def healthz() -> Health:
    """Answers as long as the process does; asks nothing of Neo4j."""
    return Health(status="ok")


@router.get("/readyz", summary="Whether the server can answer")
def readyz(database: DatabaseDep) -> Health:
    """Answers 200 when Neo4j does, else 503."""
    database.check()
    return Health(status="ready")


class Numbers(PlainTextResponse):
    """Numbers as Prometheus reads them."""

    media_type = "text/plain; version=0.0.4"


@router.get("/metrics", summary="Numbers for Prometheus", response_class=Numbers)
async def metrics(request: Request) -> Numbers:
    """Answers by route and status, and how long they took, since this process of the server started."""
    return Numbers(request.app.state.metrics.text())
