"""One list for each kind of node: /v1/organisations, /v1/strategies, /v1/themes, /v1/commitments, /v1/people, /v1/documents."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, create_model
from pydantic.fields import FieldInfo

from api.answers import DocumentPage, EntityPage, page_answer
from api.dependencies import Parameters, StoreDep
from graph.answers import Filters, ListedKind
from graph.base import Node
from graph.kinds import ENTITY_KINDS, Document, label_of
from graph.listing import FILTERS, SORTS

router = APIRouter(prefix="/v1", tags=["lists"])
LISTED: tuple[type[Node], ...] = (*ENTITY_KINDS, Document)


class ListParameters(Parameters):
    """What every list takes."""

    cursor: str | None = Field(None, max_length=1000, description="`next_cursor` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="Most entries on a page.")
    count: bool = Field(False, description="Whether to count what is on all pages, too.")


def list_parameters(kind: type[Node]) -> type[ListParameters]:
    """The query parameters of the list of `kind`: its filters and sorts, and what every list takes."""
    label: ListedKind = label_of(kind)  # type: ignore[assignment]
    fields: dict[str, Any] = {name: (filter_type(kind, name), Filters.model_fields[name]) for name in FILTERS[label]}
    sorts = tuple(f"{sign}{name}" for name in SORTS[label] for sign in ("", "-"))
    order = Field(None, description=f"Order, '-' for descending; without it by {sorts[0]}. Ties are broken by id.")
    fields["sort"] = (Literal[sorts] | None, order)
    return create_model(f"{label}ListParameters", __base__=ListParameters, **fields)


def filter_type(kind: type[Node], name: str) -> object:
    """What the filter takes: the very choices of the kind's own field, where it has one of the name."""
    own: FieldInfo | None = kind.model_fields.get(name)
    if own is None or name == "q" or not choices_of(own.annotation):
        return Filters.model_fields[name].annotation
    return Literal[choices_of(own.annotation)] | None


def choices_of(annotation: object) -> tuple[str, ...]:
    """The words of a Literal, also of an optional one; () when it is something else."""
    words = [word for part in (annotation, *get_args(annotation)) for word in get_args(part) if isinstance(word, str)]
    return tuple(dict.fromkeys(words))


def lister(kind: type[Node]) -> Callable[..., BaseModel]:
    """The function that answers for the list of `kind`."""
    label: ListedKind = label_of(kind)  # type: ignore[assignment]

    def listed(request: Request, response: Response, store: StoreDep, parameters: ListParameters) -> BaseModel:
        chosen = parameters.model_dump(exclude={"cursor", "limit", "count", "sort"}, exclude_none=True)
        page = store.list_nodes(
            label,
            Filters(**chosen),
            sort=getattr(parameters, "sort", None),
            cursor=parameters.cursor,
            limit=parameters.limit,
            count=parameters.count,
        )
        if page.next_cursor:
            following = request.url.include_query_params(cursor=page.next_cursor)
            response.headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
        return page_answer(page)

    listed.__doc__ = f'{(kind.__doc__ or "").strip()}\n\nAll filters must hold. The order is stable; follow `Link: rel="next"` to the end.'
    listed.__annotations__["parameters"] = Annotated[list_parameters(kind), Query()]
    return listed


for listed_kind in LISTED:
    router.add_api_route(
        f"/{listed_kind.plural}",
        lister(listed_kind),
        name=f"list_{listed_kind.plural}",
        summary=f"List {listed_kind.plural}",
        response_model=DocumentPage if listed_kind is Document else EntityPage,
    )
