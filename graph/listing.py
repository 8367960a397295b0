"""Lists: which filters and sorts each kind knows, and the cursor that leads from page to page. Pure."""

import base64
import binascii
import json
import re
from typing import NamedTuple, TypedDict, get_args

import cypher
from graph.answers import Filters, ListedKind
from graph.errors import BadParameter
from graph.identifiers import NodeId
from graph.parameters import suggestion

KINDS: tuple[ListedKind, ...] = get_args(ListedKind)
MAX_LIMIT = 200


class Place(NamedTuple):
    """Where a page ended: the last node's sort key and id, and the list that they belong to."""

    order: str
    key: str
    node_id: NodeId


class FoundPlace(TypedDict):
    """A node's id and sort key as cypher/read/list_*.cypher give them."""

    id: NodeId
    key: str


def file_of(kind: ListedKind) -> str:
    """Name of the file in cypher/read that lists the kind, e.g. "list_theme"."""
    return f"list_{kind.lower()}"


def _filters(kind: ListedKind) -> tuple[str, ...]:
    """The filters that the kind's file uses."""
    text = cypher.statement(f"read/{file_of(kind)}")
    return tuple(name for name in Filters.model_fields if re.search(rf"\${name}\b", text))


def _sorts(kind: ListedKind) -> tuple[str, ...]:
    """The sort keys that the kind's file knows."""
    return tuple(re.findall(r"WHEN '(\w+)' THEN", cypher.statement(f"read/{file_of(kind)}")))


# What each kind's list can be narrowed and sorted by; the first sort is the default.
# Read from the statements themselves, so that a list never takes a filter that its statement does not know.
FILTERS = {kind: _filters(kind) for kind in KINDS}
SORTS = {kind: _sorts(kind) for kind in KINDS}


def list_parameters(kind: ListedKind, filters: Filters, sort: str | None, cursor: str | None) -> dict[str, object]:
    """The parameters of the kind's file, but for the limit.

    Raises:
        BadParameter: a filter or sort that the kind does not know, or a cursor of another list.
    """
    given: dict[str, object] = {name: list(value) if isinstance(value, tuple) else value for name, value in filters if value is not None}
    for name in given:
        if name not in FILTERS[kind]:
            raise BadParameter(name, problem=f"does not filter a list of {kind} nodes", fix=suggestion(name, FILTERS[kind]))
    order = sort or SORTS[kind][0]
    name = order.removeprefix("-")
    if name not in SORTS[kind]:
        raise BadParameter("sort", problem=f"cannot be {order!r} for {kind} nodes", fix=suggestion(name, SORTS[kind]))
    after = read_cursor(cursor, list_name(kind, filters, order)) if cursor else None
    words = {"q": filters.q.lower()} if filters.q else {}
    return {
        **dict.fromkeys(FILTERS[kind]),
        **given,
        **words,
        "sort": name,
        "descending": order.startswith("-"),
        "after_key": after.key if after else None,
        "after_id": after.node_id if after else None,
    }


def list_name(kind: ListedKind, filters: Filters, order: str) -> str:
    """What a cursor remembers of its list, so that it is not used on another one."""
    return json.dumps([kind, order, filters.model_dump(mode="json", exclude_none=True)], sort_keys=True)


def next_cursor(kind: ListedKind, filters: Filters, sort: str | None, last: FoundPlace) -> str:
    """The cursor of the page that follows the node `last`."""
    return cursor_after(Place(list_name(kind, filters, sort or SORTS[kind][0]), last["key"], last["id"]))


def cursor_after(place: Place) -> str:
    """The place as an opaque word that fits into a URL."""
    # The place and not a page's number: what is added or removed meanwhile shifts nothing.
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def read_cursor(cursor: str, order: str) -> Place:
    """The place that a cursor stands for.

    Raises:
        BadParameter: it is none of ours, or belongs to a list with another order or other filters.
    """
    try:
        # "=" would be escaped in a URL, and its number follows from the length.
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise _bad_cursor(cursor) from error
    if not (isinstance(parts, list) and len(parts) == 3 and all(isinstance(part, str) for part in parts) and parts[0] == order):
        raise _bad_cursor(cursor)
    return Place(*parts)


def _bad_cursor(cursor: str) -> BadParameter:
    return BadParameter(
        "cursor",
        problem=f"does not belong to this list: {cursor[:40]!r}",
        fix="Take `next_cursor` of the page before, with the same filters and sort; or leave it out to start again.",
    )
