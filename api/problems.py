"""Every error as RFC 9457 problem+json: what is wrong, and what to do about it."""

import logging
import re
from collections.abc import Mapping
from difflib import get_close_matches
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from neo4j.exceptions import AuthError, DriverError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from api.security import DATA_HEADERS
from graph.errors import DatabaseUnavailable, PolicyGraphError, QueryTimedOut

LOG = logging.getLogger("policygraph.api")
MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 5
SHOWN_INPUT = 80
# Problems of the request as such, by status.
REQUEST_PROBLEMS = {
    400: "The request cannot be read.",
    401: "A key is needed, or the one that was sent opens nothing.",
    403: "The key is for something else.",
    404: "There is nothing at this address.",
    405: "This method is not possible here.",
    408: "The request did not arrive in time.",
    413: "The request's body is too large.",
    421: "This server does not answer to that host name.",
    422: "A parameter does not fit.",
    429: "You ask too often.",
    431: "The request's headers are too large.",
}
FIXES = {408: "Send all of it, and without a pause.", 413: "Send less."}
ASK_AGAIN = f"Ask again in {RETRY_AFTER_S} seconds; whoever runs this server finds the cause in its log and with 'policygraph doctor'."


class ParameterProblem(BaseModel):
    """What is wrong with one parameter."""

    parameter: str = Field(description="Its name.", examples=["organisaton"])
    problem: str = Field(description="What is wrong with it.", examples=["There is no parameter 'organisaton'."])
    fix: str = Field(description="What to do.", examples=["Did you mean 'organisation'?"])


class Problem(BaseModel):
    """An error answer (RFC 9457)."""

    type: str = Field(description="Address of the explanation of this sort of problem.", examples=["/docs#problem-node-not-found"])
    title: str = Field(description="The sort of problem.", examples=["No node in the graph has this identifier."])
    status: int = Field(description="The HTTP status, again.", examples=[404])
    detail: str = Field(description="What is wrong this time.", examples=["There is no node with id 'theme/nowhere'."])
    fix: str = Field(description="What to do.", examples=["Find an id with GET /v1/search?q=home+office."])
    errors: tuple[ParameterProblem, ...] = Field((), description="One entry for each parameter that is wrong.")


class Unexpected(PolicyGraphError):
    """Something went wrong that nobody foresaw."""

    def __init__(self) -> None:
        super().__init__("The server made a mistake.", fix="Whoever runs this server finds the cause in its log; please report it.")


class Busy(PolicyGraphError):
    """More is being asked at once than this server can answer."""

    status = 503

    def __init__(self) -> None:
        super().__init__("Too many questions are being answered at this moment.", fix=ASK_AGAIN)


class TimedOut(PolicyGraphError):
    """The answer took longer than this server allows."""

    status = 503

    def __init__(self) -> None:
        super().__init__("The graph database did not answer in time.", fix=f"Ask for less (a smaller depth or limit). {ASK_AGAIN}")


def slug_of(error: type[Exception]) -> str:
    """The class's name as the end of an address: "node-not-found"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", error.__name__).lower()


def title_of(error: type[Exception]) -> str:
    """The first line of the class's docstring."""
    return (error.__doc__ or error.__name__).strip().splitlines()[0]


def problem_of(error: PolicyGraphError) -> Problem:
    """The error as an answer.

    A fault of ours (5xx) may name a host or a file, which is nobody's business
    outside: its own words go to the log only.
    """
    ours = error.status >= HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(error, Unexpected | Busy | TimedOut | QueryTimedOut)
    return Problem(
        type=f"/docs#problem-{slug_of(type(error))}",
        title=title_of(type(error)),
        status=error.status,
        detail=title_of(type(error)) if ours else error.problem,
        fix=ASK_AGAIN if ours else error.fix,
    )


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The answer with its media type; one that is worth asking again says when."""
    retry = {"Retry-After": str(RETRY_AFTER_S)} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    content = problem.model_dump(exclude={"errors"} if not problem.errors else None)
    return JSONResponse(content, problem.status, {**DATA_HEADERS, **retry, **(headers or {})}, MEDIA_TYPE)


def status_response(status: int, detail: str, fix: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """An answer about the request as such, which needs no class of its own."""
    title = REQUEST_PROBLEMS.get(status, HTTPStatus(status).phrase)
    return problem_response(Problem(type=f"/docs#problem-{status}", title=title, status=status, detail=detail, fix=fix), headers)


def all_problems() -> list[Problem]:
    """Every sort of problem that an answer can name, for the docs; what is particular to one case is left empty."""
    requests = [
        Problem(type=f"/docs#problem-{status}", title=title, status=status, detail="", fix="") for status, title in REQUEST_PROBLEMS.items()
    ]
    ours = [
        Problem(type=f"/docs#problem-{slug_of(error)}", title=title_of(error), status=error.status, detail="", fix="")
        for error in sorted(PolicyGraphError.__subclasses__(), key=lambda error: (error.status, error.__name__))
    ]
    return requests + ours


def shown(value: object) -> str:
    """A value of the asker's as it may stand in an answer: quoted and short."""
    text = repr(value)
    return text if len(text) <= SHOWN_INPUT else f"{text[:SHOWN_INPUT]}…"


def query_names(request: Request) -> list[str]:
    """The names of all query parameters that the requested route takes."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return []
    models = [getattr(field.field_info.annotation, "model_fields", {field.alias: field}) for field in route.dependant.query_params]
    return sorted({name for fields in models for name in fields})


def parameter_problem(error: Mapping[str, object], known: list[str]) -> ParameterProblem:
    """One pydantic error in our words; an unknown parameter is met with the one that was probably meant."""
    place = error["loc"]
    name = str(place[1]) if isinstance(place, tuple) and len(place) > 1 else "request"
    if error["type"] == "extra_forbidden":
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"It takes {', '.join(known) or 'no parameters'}."
        return ParameterProblem(parameter=name, problem=f"There is no parameter {shown(name)} here.", fix=hint)
    if error["type"] == "missing":
        return ParameterProblem(parameter=name, problem=f"The parameter {name!r} is missing.", fix=f"Add it: ?{name}=…")
    if error["type"] == "string_pattern_mismatch" and "organisation" in str(error.get("ctx")):
        fix = "Ids look like 'organisation/gb-home-office'; find one with GET /v1/search?q=home+office."
        return ParameterProblem(parameter=name, problem=f"{shown(error.get('input'))} is no id.", fix=fix)
    return ParameterProblem(
        parameter=name, problem=f"{name} cannot be {shown(error.get('input'))}.", fix=f"{str(error['msg']).removeprefix('Value error, ')}."
    )


def answer_error(request: Request, error: Exception) -> JSONResponse:
    """Any of our own errors."""
    if not isinstance(error, PolicyGraphError):
        raise error
    if isinstance(error, DatabaseUnavailable):
        request.app.state.database.close_if_moved()
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        LOG.warning("%s", error)
    return problem_response(problem_of(error))


def answer_driver_error(request: Request, error: Exception) -> JSONResponse:
    """An error of Neo4j or its driver that nobody translated: most often, that it does not answer."""
    return answer_error(request, DatabaseUnavailable("its address", reason=f"{type(error).__name__}: {error}"))


def answer_invalid(request: Request, error: Exception) -> JSONResponse:
    """Parameters that do not fit: which, why, and what would."""
    if not isinstance(error, RequestValidationError):
        raise error
    known = query_names(request)
    errors = tuple(parameter_problem(one, known) for one in error.errors())
    return problem_response(
        Problem(
            type="/docs#problem-422",
            title=REQUEST_PROBLEMS[422],
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            detail=" ".join(one.problem for one in errors[:5]),
            fix=" ".join(one.fix for one in errors[:5]),
            errors=errors[:20],
        )
    )


def answer_http_error(request: Request, error: Exception) -> JSONResponse:
    """An address or a method that does not exist."""
    if not isinstance(error, HTTPException):
        raise error
    path = shown(request.url.path)
    if error.status_code == HTTPStatus.NOT_FOUND:
        known = [address for address in request.app.openapi()["paths"] if "{" not in address]
        near = get_close_matches(request.url.path, known, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        return status_response(404, f"There is nothing at {path}.", f"{hint}All addresses are listed at /docs.")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "GET")
        return status_response(405, f"{request.method} is not possible at {path}.", f"Use {allowed}.", {"Allow": allowed})
    fix = FIXES.get(error.status_code, "All addresses are listed at /docs.")
    return status_response(error.status_code, str(error.detail), fix, error.headers)


def answer_unexpected(_request: Request, _error: Exception) -> JSONResponse:
    """A mistake of ours; the server writes its traceback to the log, the answer says nothing of it."""
    return problem_response(problem_of(Unexpected()))


def add_problem_handlers(app: FastAPI) -> None:
    """Makes every error of the app a problem+json answer."""
    app.add_exception_handler(PolicyGraphError, answer_error)
    app.add_exception_handler(DriverError, answer_driver_error)
    app.add_exception_handler(AuthError, answer_driver_error)
    app.add_exception_handler(RequestValidationError, answer_invalid)
    app.add_exception_handler(HTTPException, answer_http_error)
    app.add_exception_handler(Exception, answer_unexpected)
