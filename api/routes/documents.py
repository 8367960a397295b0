"""Taking a document out of the graph."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, Field

from api.dependencies import WITH_KEY, DatabaseDep, Parameters
from api.rooms import Room
from graph.identifiers import NodeId

router = Room(prefix="/v1/documents", tags=["documents"])
DocumentPath = Annotated[NodeId, Path(description="Id of a document, as /v1/documents lists it.")]


class Forgotten(BaseModel):
    """What went with a document."""

    document: NodeId = Field(description="Id of the document that was removed.")
    nodes_removed: int = Field(description="Entities that no other document speaks of.")
    relationships_removed: int = Field(description="Claims that no other document supports.")
    passages_removed: int = Field(description="Its passages.")


@router.delete("/{document_id:path}", summary="Take a document out of the graph", openapi_extra=WITH_KEY)
def forget(document_id: DocumentPath, database: DatabaseDep, _: Annotated[Parameters, Query()]) -> Forgotten:
    """Removes the document and exactly those claims that no other document supports. Needs a key with the role `editor`."""
    summary = database.forget(document_id)
    return Forgotten(
        document=document_id,
        nodes_removed=summary.nodes_removed,
        relationships_removed=summary.relationships_removed,
        passages_removed=summary.passages_removed,
    )
