"""Analyses of the whole graph: each an address, with what it means and what it does not."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Query, Request
from pydantic import BaseModel, Field

from api.answers import Table
from api.dependencies import DatabaseDep, Dated, Parameters
from api.replies import ROW_FORMATS, reply_to
from api.rooms import Room
from graph.analytics import ANALYSES, Analysis, Rows, Value, of_organisations
from graph.identifiers import NodeId
from graph.store import GraphStore

router = Room(prefix="/v1/analytics", tags=["analytics"])


class AnalysisEntry(BaseModel):
    """One analysis."""

    name: str
    title: str = Field(description="The question it answers.")
    explanation: str = Field(description="How it is reckoned, and how to read it.")
    limits: str = Field(description="What it does not say.")
    url: str
    columns: dict[str, str] = Field(description="What each column holds.")


class AnalysisAnswer(Table):
    """The rows of an analysis, and how to read them."""

    title: str
    explanation: str
    limits: str
    graph_version: str = Field(description="The version of the graph it was reckoned from.")
    total: int = Field(description="How many rows there are without the limit.")


class AnalysisParameters(Dated):
    """How much of it."""

    organisation: list[NodeId] = Field([], max_length=50, description="Only rows that speak of one of these. Repeatable.")
    limit: int = Field(500, ge=1, le=10_000, description="Most rows to return.")


@router.get("", summary="Every analysis")
def analytics(_: Annotated[Parameters, Query()]) -> tuple[AnalysisEntry, ...]:
    """What can be reckoned from the whole graph, with what it means and what it does not."""
    return tuple(
        AnalysisEntry(
            name=one.name,
            title=one.title,
            explanation=one.explanation,
            limits=one.limits,
            url=f"/v1/analytics/{one.name}",
            columns=one.columns,
        )
        for one in ANALYSES.values()
    )


def with_quotes(store: GraphStore, rows: Rows, analysis: Analysis) -> Rows:
    """The rows with the first words that the commitments in them rest on, and the title of their document."""
    ids = sorted({str(row[column]) for row in rows for column in analysis.quoted})
    if not ids:
        return rows
    piece = store.piece(ids, [])

    def quoted(row: dict[str, Value], column: str) -> dict[str, Value]:
        entity = piece.by_id.get(str(row[column]))
        passage = piece.passages_by_id[entity.evidence[0]] if entity else None
        return {
            f"{column}_quote": passage.text if passage else None,
            f"{column}_document": piece.documents_by_id[passage.document].title if passage else None,
        }

    return tuple(row | {name: value for column in analysis.quoted for name, value in quoted(row, column).items()} for row in rows)


def reckoner(analysis: Analysis) -> Callable[..., object]:
    """The function that answers for an analysis."""

    def reckoned(request: Request, database: DatabaseDep, parameters: AnalysisParameters) -> object:
        reply = reply_to(request)
        projection = database.projection(parameters.as_of)
        rows = of_organisations(projection.kept(analysis.name, analysis.rows), parameters.organisation)
        answer = AnalysisAnswer.model_construct(
            title=analysis.title,
            explanation=analysis.explanation,
            limits=analysis.limits,
            graph_version=projection.version,
            columns=tuple(analysis.columns),
            rows=with_quotes(reply.store, rows[: parameters.limit], analysis),
            truncated=len(rows) > parameters.limit or analysis.cut(projection),
            total=len(rows),
        )
        return reply.rows(answer)

    reckoned.__doc__ = f"{analysis.explanation}\n\n{analysis.limits}"
    reckoned.__annotations__["parameters"] = Annotated[AnalysisParameters, Query()]
    return reckoned


for one in ANALYSES.values():
    router.add_api_route(
        f"/{one.name}", reckoner(one), name=f"analytics_{one.name}", summary=one.title, response_model=AnalysisAnswer, responses=ROW_FORMATS
    )
