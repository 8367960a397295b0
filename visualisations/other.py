"""Other: what a graph from a file holds that is none of our kinds. Never in the graph itself."""

from typing import ClassVar, Literal

from pydantic import Field

from graph.base import Entity


class Other(Entity):
    """A thing of a kind that policygraph does not know."""

    plural: ClassVar[str] = "other things"
    colour: ClassVar[str] = "#505a5f"
    shape: ClassVar[str] = "hexagon"

    label: Literal["Other"] = "Other"
    name: str = Field(description="What it is called, else its identifier.")
    kind: str = Field("other", description="What its file says it is.")
    identifier: str = Field("", description="Its id in the file.")
    properties: tuple[str, ...] = Field((), description="What else the file says of it, e.g. 'budget: 3'.")
