"""A strategy as StratML."""

from typing import Annotated

from fastapi import Path, Query, Response

from api.dependencies import Parameters, StoreDep
from api.rooms import Room
from api.stratml import stratml_of
from graph.identifiers import NodeId

router = Room(prefix="/v1/stratml", tags=["entities"])
StrategyPath = Annotated[NodeId, Path(description="Id of a strategy.", examples=["strategy/home-office-2030-digital-strategy"])]


class StratMlAnswer(Response):
    """A StratML plan."""

    media_type = "application/xml"


@router.get("/{strategy_id:path}", summary="A strategy as StratML", response_class=StratMlAnswer)
def stratml(strategy_id: StrategyPath, store: StoreDep, _: Annotated[Parameters, Query()]) -> StratMlAnswer:
    """The strategy as a StratML plan (ISO 17469): its commitments as objectives, with owners and deadlines."""
    return StratMlAnswer(stratml_of(store.strategy_in_full(strategy_id), strategy_id))
