"""Sending a document, and how far its reading has come."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from api.dependencies import WITH_KEY, Parameters
from api.rooms import Room
from api.uploads import Job, Kept, Uploads
from graph.errors import PolicyGraphError
from ingest.documents import Metadata

router = Room(prefix="/v1", tags=["documents"])
BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
EVENTS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {"schema": {"type": "object"}}}}}
EVERY_S = 0.5
# A comment keeps those between from taking a quiet line for a dead one.
SIGN_OF_LIFE_S = 15.0
# Then the client has to ask again, as browsers do by themselves.
LONGEST_S = 600.0

JobPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{16}$", description="Id of a job, as the upload answered.")]
NoParameters = Annotated[Parameters, Query()]


class NothingSent(PolicyGraphError):
    """The request has no document in it."""

    status = 422

    def __init__(self) -> None:
        super().__init__("The body is empty.", fix="Send the bytes of the document as the body: curl --data-binary @plan.pdf …")


class UploadParameters(Parameters):
    """What is known of a document beside its bytes; what is left out is taken from the document."""

    # No path and no name that hides: it names a document, never a file on the server.
    name: str = Field(
        pattern=r"^[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*\.[A-Za-z0-9]{1,10}$",
        max_length=150,
        description="What it is called; the ending says how to read it. One of the same name takes the place of the one before.",
        examples=["plan.pdf"],
    )
    title: str = Field("", max_length=500, description="Its title.")
    publisher: str | None = Field(None, max_length=300, description="Who published it.")
    published: str | None = Field(None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="When: YYYY, YYYY-MM or YYYY-MM-DD.")
    uri: str | None = Field(None, max_length=2000, pattern=r"^https?://\S+$", description="Where it stands on the web.")
    licence: str | None = Field(None, max_length=300, description="Its licence.")


class Jobs(BaseModel):
    """The uploads of the last days."""

    jobs: tuple[Job, ...] = Field(description="The newest first.")


@router.post(
    "/documents",
    summary="Send a document to be read",
    status_code=202,
    openapi_extra={**WITH_KEY, "requestBody": {"required": True, "content": BYTES}},
)
async def upload(request: Request, response: Response, parameters: Annotated[UploadParameters, Query()]) -> Job:
    """Takes the document and answers at once with a job; it is read as by `policygraph ingest`. Needs a key with the role `editor`.

    The body is the document itself, 50 MB at most. `Location` says where to ask for the job.
    """
    uploads: Uploads = request.app.state.uploads
    metadata = Metadata.model_validate(parameters.model_dump(exclude={"name"}))
    job = await run_in_threadpool(uploads.open, parameters.name, metadata)
    received = False
    try:
        received = await receive(request, uploads, job) > 0
    finally:
        if not received:
            uploads.give_up(job)
    if not received:
        raise NothingSent
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return await run_in_threadpool(uploads.start, job)


async def receive(request: Request, uploads: Uploads, job: Kept) -> int:
    """How many bytes came; they stand in the job's file, never all of them in memory."""
    size = 0
    with uploads.content_of(job).open("xb") as file:
        async for part in request.stream():
            file.write(part)
            size += len(part)
    return size


@router.get("/jobs", summary="The uploads of the last days", openapi_extra=WITH_KEY)
def jobs(request: Request, _: NoParameters) -> Jobs:
    """Every job with its report, for seven days. Needs a key with the role `editor`."""
    uploads: Uploads = request.app.state.uploads
    return Jobs(jobs=tuple(uploads.all()))


@router.get("/jobs/{job_id}", summary="How far an upload has come", openapi_extra=WITH_KEY)
def job(request: Request, job_id: JobPath, _: NoParameters) -> Job:
    """The job, and at its end the report: what was found, and what could not be read, with codes and what to do."""
    uploads: Uploads = request.app.state.uploads
    return uploads.job(job_id)


@router.get(
    "/jobs/{job_id}/events",
    summary="The same, told while it goes on",
    response_class=StreamingResponse,
    responses=EVENTS,
    openapi_extra=WITH_KEY,
)
async def events(request: Request, job_id: JobPath, _: NoParameters) -> StreamingResponse:
    """Server-sent events: `progress` whenever the job has changed, `end` when it is over, each with the job as JSON."""
    uploads: Uploads = request.app.state.uploads
    # Asked here as well, for an answer that has begun cannot become a 404.
    await run_in_threadpool(uploads.job, job_id)
    return StreamingResponse(told(uploads, job_id), media_type="text/event-stream")


async def told(uploads: Uploads, job_id: str) -> AsyncIterator[str]:
    """What happens to a job, until it is over."""
    before, quiet_s, spent_s = "", 0.0, 0.0
    while spent_s < LONGEST_S:
        now = await run_in_threadpool(uploads.job, job_id)
        text = now.model_dump_json()
        if text != before:
            yield f"event: {'progress' if now.is_open else 'end'}\ndata: {text}\n\n"
            before, quiet_s = text, 0.0
        if not now.is_open:
            return
        if quiet_s >= SIGN_OF_LIFE_S:
            yield ": still at it\n\n"
            quiet_s = 0.0
        await asyncio.sleep(EVERY_S)
        quiet_s, spent_s = quiet_s + EVERY_S, spent_s + EVERY_S
