"""One list for each kind of node: /v1/organisations, /v1/strategies, /v1/themes, /v1/commitments, /v1/people, /v1/documents."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, get_args

from fastapi import Query, Request
from pydantic import Field, StringConstraints, create_model
from pydantic.fields import FieldInfo

from api.answers import DocumentPage, EntityPage, document_page, page_answer
from api.dependencies import Answered
from api.replies import GRAPH_FORMATS, reply_to
from api.rooms import Room
from graph.answers import Filters, ListedKind
from graph.base import Node
from graph.identifiers import NodeId
from graph.kinds import ENTITY_KINDS, Document, label_of
from graph.listing import FILTERS, SORTS

router = Room(prefix="/v1", tags=["lists"])
LISTED: tuple[type[Node], ...] = (*ENTITY_KINDS, Document)
PLURALS = {kind.plural: label_of(kind) for kind in ENTITY_KINDS}
# Any: mypy cannot read choices that are not written out.
EXPANDABLE: Any = list[Literal[tuple(PLURALS)]]  # type: ignore[misc]
MOST_VALUES = 50
NOT_FILTERS = {"cursor", "limit", "count", "sort", "expand", "format", "explain"}
ORDER = 'All filters must hold; of several values of one filter, any. The order is stable; follow `Link: rel="next"` to the end.'
EXPAND = "Kinds of entities to add that are one claim away from an entry, with these claims. Repeatable."


Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class ListParameters(Answered):
    """What every list takes."""

    cursor: str | None = Field(None, max_length=1000, description="`next_cursor` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="Most entries on a page.")
    count: bool = Field(False, description="Whether to count what is on all pages, too.")


def list_parameters(kind: type[Node]) -> type[ListParameters]:
    """The query parameters of the list of `kind`: its filters and sorts, and what every list takes."""
    label: ListedKind = label_of(kind)  # type: ignore[assignment]
    fields: dict[str, Any] = {name: filter_field(kind, name) for name in FILTERS[label]}
    sorts = tuple(f"{sign}{name}" for name in SORTS[label] for sign in ("", "-"))
    order = Field(None, description=f"Order, '-' for descending; without it by {sorts[0]}. Ties are broken by id.")
    if kind is not Document:
        fields["expand"] = (EXPANDABLE, Field([], max_length=5, description=EXPAND))
    fields["sort"] = (Literal[sorts] | None, order)
    return create_model(f"{label}ListParameters", __base__=ListParameters, **fields)


def filter_field(kind: type[Node], name: str) -> tuple[Any, Any]:
    """The filter as a parameter: repeatable where it names something, with the very choices of the kind's own field."""
    filtered = Filters.model_fields[name]
    if "tuple" not in str(filtered.annotation):
        return filtered.annotation, filtered
    own: FieldInfo | None = kind.model_fields.get(name)
    choices = choices_of(own.annotation) if own is not None else ()
    # Any: the type is made at run time, from the choices of the kind.
    value: Any = Literal[choices] if choices else NodeId if "StringConstraints" in str(filtered.annotation) else Name
    words = f"{(filtered.description or '').rstrip('.')}. Repeatable: any of them."
    return list[value], Field([], max_length=MOST_VALUES, description=words)


def choices_of(annotation: object) -> tuple[str, ...]:
    """The words of a Literal, also of an optional one; () when it is something else."""
    words = [word for part in (annotation, *get_args(annotation)) for word in get_args(part) if isinstance(word, str)]
    return tuple(dict.fromkeys(words))


def lister(kind: type[Node]) -> Callable[..., object]:
    """The function that answers for the list of `kind`."""
    label: ListedKind = label_of(kind)  # type: ignore[assignment]

    def listed(request: Request, parameters: ListParameters) -> object:
        reply = reply_to(request)
        chosen = {name: value for name, value in parameters.model_dump(exclude=NOT_FILTERS).items() if value not in (None, [])}
        page = reply.store.list_nodes(
            label,
            Filters(**chosen),
            sort=getattr(parameters, "sort", None),
            cursor=parameters.cursor,
            limit=parameters.limit,
            count=parameters.count,
        )
        wanted = [PLURALS[name] for name in getattr(parameters, "expand", [])]
        around = reply.store.around([node.id for node in page.nodes], wanted) if wanted else None
        return reply.page(document_page(page) if kind is Document else page_answer(page, around), request.url)

    listed.__doc__ = f"{(kind.__doc__ or '').strip()}\n\n{ORDER}"
    listed.__annotations__["parameters"] = Annotated[list_parameters(kind), Query()]
    return listed


for listed_kind in LISTED:
    router.add_api_route(
        f"/{listed_kind.plural}",
        lister(listed_kind),
        name=f"list_{listed_kind.plural}",
        summary=f"List {listed_kind.plural}",
        response_model=DocumentPage if listed_kind is Document else EntityPage,
        responses=GRAPH_FORMATS,
    )
