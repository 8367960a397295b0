"""Subgraph: the one shape in which a piece of graph travels, into Neo4j and out of it."""

from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from graph.base import Entity
from graph.identifiers import NodeId
from graph.kinds import AnyEntity, AnyRelationship, Document, Passage

if TYPE_CHECKING:
    import networkx as nx


class Subgraph(BaseModel):
    """Entities, the relationships between them, and the passages and documents that both rest on."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    nodes: tuple[AnyEntity, ...] = Field(
        (), description="Organisations, strategies, themes, commitments, people; sorted by id unless said otherwise."
    )
    relationships: tuple[AnyRelationship, ...] = Field((), description="Each one's ends are among `nodes`.")
    passages: tuple[Passage, ...] = Field((), description="The passages that the nodes and relationships name as evidence.")
    documents: tuple[Document, ...] = Field((), description="The documents those passages stand in.")
    truncated: bool = Field(False, description="Whether a limit cut something off.")

    @cached_property
    def by_id(self) -> dict[NodeId, Entity]:
        """The entities by their id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def passages_by_id(self) -> dict[NodeId, Passage]:
        """The passages by their id."""
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def documents_by_id(self) -> dict[NodeId, Document]:
        """The documents by their id."""
        return {document.id: document for document in self.documents}

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """The entities and relationships as a networkx graph; see `graph.network.to_networkx`."""
        # networkx takes half a second to import, and few need it.
        from graph.network import to_networkx  # noqa: PLC0415

        return to_networkx(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: the claims with their words."""
        from graph.notebook import html  # noqa: PLC0415 - it imports this module

        return html(self)
