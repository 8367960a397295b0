"""Saying which names are the same: the questions of `policygraph review`, answered over HTTP into the same file."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import WITH_KEY, DatabaseDep, Parameters
from api.rooms import Room
from api.routes.cypher import json_only
from graph.identifiers import NodeId
from ingest.resolution.judgements import Judgement, Verdict
from ingest.review.desk import Desk
from ingest.vocabulary.in_force import judgement_file

router = Room(prefix="/v1/judgements", tags=["documents"])
AGAIN = "Documents that name one of the two have to be read again: run 'policygraph ingest' on them, or send them again."
FIRST, SECOND = "organisation/gb-home-office", "organisation/gb-office-for-home-affairs"


class Words(BaseModel):
    """Words that name one of the two."""

    model_config = ConfigDict(from_attributes=True)

    text: str
    title: str = Field(description="Of the document.")
    heading: str | None
    page: int | None


class Side(BaseModel):
    """One of two names."""

    model_config = ConfigDict(from_attributes=True)

    id: NodeId
    name: str
    kind: str
    aliases: tuple[str, ...]
    jurisdiction: str | None
    defined_by: str | None = Field(description="The register that knows it.")
    documents: int = Field(description="How many documents describe it.")
    quotes: tuple[Words, ...]


class Suggestion(BaseModel):
    """Two names that may be one thing."""

    first: Side = Field(description="The one that would stay.")
    second: Side
    score: float = Field(description="How alike they are, 0 to 1.")
    reason: str = Field(description="What makes them alike.")


class Suggestions(BaseModel):
    """The pairs that nobody has judged, the likeliest first."""

    suggestions: tuple[Suggestion, ...]
    total: int = Field(description="How many there are, shown or not.")
    truncated: bool = Field(description="Whether there are more than the limit.")


class Judged(BaseModel):
    """One judgement."""

    model_config = ConfigDict(from_attributes=True)

    verdict: Verdict
    first: NodeId = Field(description="Of two that are the same: the one that stays.")
    second: NodeId
    names: tuple[str, str] = Field(description="What the two are called.")


class Given(Judged):
    """A judgement that has just been given or taken back."""

    next: str = Field(description="What has to be done for the graph to follow.")


class AllJudged(BaseModel):
    """What the judgement file holds."""

    judgements: tuple[Judged, ...] = Field(description="In the order of the file.")


class Verdicted(BaseModel):
    """What is said of two names."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"verdict": "same", "first": FIRST, "second": SECOND}]})

    verdict: Verdict = Field(description="'unsure' keeps the pair from being suggested again, as 'different' does.")
    first: NodeId = Field(description="An organisation or strategy; of two that are the same the one that stays.")
    second: NodeId = Field(description="Another of its kind.")


class SuggestionParameters(Parameters):
    """Which pairs to show."""

    q: str | None = Field(None, min_length=1, max_length=200, description="Only names that hold this.", examples=["office"])
    limit: int = Field(50, ge=1, le=500, description="Most pairs to show.")


class PairParameters(Parameters):
    """The judgement to take back."""

    verdict: Verdict = Field(description="As it was given.")
    first: NodeId = Field(description="As it was given.")
    second: NodeId = Field(description="As it was given.")


def the_desk(request: Request, database: DatabaseDep) -> Desk:
    """Where judgements are given on this server."""
    return Desk(judgement_file(request.app.state.settings), database.driver, request.app.state.settings.neo4j_database)


DeskDep = Annotated[Desk, Depends(the_desk)]


@router.get("", summary="What has been judged", openapi_extra=WITH_KEY)
def judgements(desk: DeskDep, _: Annotated[Parameters, Query()]) -> AllJudged:
    """Every judgement in the file of `policygraph review`. Needs a key with the role `editor`."""
    return AllJudged(judgements=tuple(Judged.model_validate(one) for one in desk.judgements()))


@router.get("/suggestions", summary="Names that may be one thing", openapi_extra=WITH_KEY)
def suggestions(desk: DeskDep, parameters: Annotated[SuggestionParameters, Query()]) -> Suggestions:
    """Pairs of organisations or strategies that nobody has judged, with the words that name them. Nothing is joined unasked."""
    pairs, quotes, total = desk.open_pairs([parameters.q] if parameters.q else [], limit=parameters.limit)

    def side(thing: Any) -> Side:  # noqa: ANN401 - pydantic reads the attributes
        fields = {name: getattr(thing, name) for name in Side.model_fields if name != "quotes"}
        return Side(**fields, quotes=tuple(Words.model_validate(one) for one in quotes.get(thing.id, ())))

    shown = tuple(
        Suggestion(first=side(pair.first), second=side(pair.second), score=pair.likeness.score, reason=pair.likeness.reason)
        for pair in pairs
    )
    return Suggestions(suggestions=shown, total=total, truncated=total > len(shown))


@router.post("", summary="Judge two names", status_code=201, dependencies=[Depends(json_only)], openapi_extra={**WITH_KEY})
def judge(said: Verdicted, desk: DeskDep, response: Response, _: Annotated[Parameters, Query()]) -> Given:
    """Writes a line into the judgement file. One that is there already stays as it is (200); one that contradicts others is refused."""
    judgement, new = desk.judge(said.verdict, said.first, said.second)
    if not new:
        response.status_code = 200
    return given(judgement)


@router.delete("", summary="Take a judgement back", openapi_extra=WITH_KEY)
def take_back(desk: DeskDep, parameters: Annotated[PairParameters, Query()]) -> Given:
    """Takes the line out of the judgement file again."""
    return given(desk.take_back(parameters.verdict, parameters.first, parameters.second))


def given(judgement: Judgement) -> Given:
    """The judgement and what follows."""
    follows = AGAIN if judgement.verdict == "same" else "Nothing: the graph does not change by it."
    return Given(**Judged.model_validate(judgement).model_dump(), next=follows)
