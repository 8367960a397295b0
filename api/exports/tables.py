"""CSV that no spreadsheet takes for a formula, and lines of JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import cast

from pydantic import BaseModel

from api.answers import CitedRelationship
from api.exports.cited import FIRST_EVIDENCE, JOINT, Cited, Scalar, flat, name_of
from graph.base import Node
from graph.kinds import ENTITY_KINDS, Document

# What a spreadsheet would begin to reckon at, the full-width forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
EVIDENCE_COLUMNS = ("evidence_total", *FIRST_EVIDENCE, "document", "document_id", "published")
CLAIM_COLUMNS = (
    *("source", "source_name", "type", "phrase", "target", "target_name", "role", "confidence", "extractor"),
    *("valid_from", "valid_to", "first_seen", *EVIDENCE_COLUMNS),
)
KINDS: tuple[type[Node], ...] = (*ENTITY_KINDS, Document)
NODE_COLUMNS = (
    "id",
    "label",
    *dict.fromkeys(name for kind in KINDS for name in kind.model_fields if name not in {"id", "label", "evidence", "evidence_total"}),
    *EVIDENCE_COLUMNS,
)


def safe(value: Scalar) -> Scalar:
    """The value; a text that a spreadsheet would take for a formula with an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" \u00a0\ufeff").startswith(FORMULA):
        return f"'{value}"
    return value


def line(cells: Iterable[Scalar]) -> str:
    """One line of CSV (RFC 4180)."""
    written = io.StringIO()
    csv.writer(written).writerow([str(cell).lower() if isinstance(cell, bool) else safe(cell) for cell in cells])
    return written.getvalue()


def rows_csv(columns: tuple[str, ...], rows: Iterable[dict[str, object]]) -> Iterator[str]:
    """Rows under their columns; lists are joined by semicolons."""
    yield line(columns)
    for row in rows:
        yield line(cell(row.get(name)) for name in columns)


def cell(value: object) -> Scalar:
    """Anything as one cell: nothing as '', lists joined, maps as JSON."""
    if value is None:
        return ""
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple) and all(isinstance(one, str | int | float) for one in value):
        return JOINT.join(map(str, value))
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | tuple | dict) else str(value)


def graph_csv(piece: Cited) -> Iterator[str]:
    """A table of the claims, where there are any, and of entities else.

    In a table of claims an entity that no claim names has a row of its own
    with nothing but itself as `source`, so that none is lost.
    """
    if isinstance(piece.nodes, Iterator):
        # The whole graph: it is not held to find out whether it has claims.
        return claims_csv(piece.nodes, piece.links)
    links = list(piece.links)
    return claims_csv(piece.nodes, links) if links else nodes_csv(piece.nodes)


def nodes_csv(nodes: Iterable[Node]) -> Iterator[str]:
    """A row for each entity or document; columns that no row of a short list fills are left out."""
    rows = [{"id": node.id, "label": node.label, **flat(node)} for node in nodes]
    used = {name for row in rows for name in row}
    yield from rows_csv(tuple(name for name in NODE_COLUMNS if name in used), cast("list[dict[str, object]]", rows))


def claims_csv(nodes: Iterable[Node], links: Iterable[CitedRelationship]) -> Iterator[str]:
    """A row for each claim, with the names of its ends; of the entities nothing else is kept, however many there are."""
    names = {node.id: name_of(node) for node in nodes}
    alone = dict(names)
    yield line(CLAIM_COLUMNS)
    for link in links:
        row = {**flat(link), "source_name": names.get(link.source, ""), "target_name": names.get(link.target, "")}
        yield line(row.get(name, "") for name in CLAIM_COLUMNS)
        for end in (link.source, link.target):
            alone.pop(end, None)
    for node_id, name in alone.items():
        yield line({"source": node_id, "source_name": name}.get(column, "") for column in CLAIM_COLUMNS)


def rows_lines(columns: tuple[str, ...], rows: Iterable[dict[str, object]]) -> Iterator[str]:
    """A JSON object for each row."""
    for row in rows:
        yield json.dumps({name: row.get(name) for name in columns}, ensure_ascii=False, default=str) + "\n"


def graph_lines(piece: Cited) -> Iterator[str]:
    """A JSON object for each entity, then for each claim; the last line counts them and says whether a limit cut something off."""
    counted = {"node": 0, "relationship": 0}
    for record, things in (("node", piece.nodes), ("relationship", piece.links)):
        for thing in cast("Iterable[BaseModel]", things):
            counted[record] += 1
            yield json.dumps({"record": record, **thing.model_dump(mode="json", by_alias=True)}, ensure_ascii=False) + "\n"
    end = {"record": "end", "nodes": counted["node"], "relationships": counted["relationship"], "truncated": piece.truncated}
    yield json.dumps(end) + "\n"
