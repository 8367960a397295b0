"""The graph in the formats that others work with: each writes a stream of entities and claims, a piece at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from api.exports import jgf, linked, tables, whole, xml
from api.exports.cited import Cited


@dataclass(frozen=True)
class Format:
    """One way to write an answer down."""

    name: str
    """What `format` is given, and the ending of a file or an address."""
    media_type: str
    write: Callable[[Cited], Iterator[str]]
    """How a piece of graph is written, part by part."""
    rows: Callable[[tuple[str, ...], Iterable[dict[str, object]]], Iterator[str]] | None = None
    """How rows under columns are written, where the format can hold them."""


JSON = Format("json", "application/json", whole.graph)
FORMATS: tuple[Format, ...] = (
    JSON,
    Format("csv", "text/csv; charset=utf-8", tables.graph_csv, tables.rows_csv),
    Format("ndjson", "application/x-ndjson", tables.graph_lines, tables.rows_lines),
    Format("graphml", "application/graphml+xml", xml.graphml),
    Format("gexf", "application/gexf+xml", xml.gexf),
    Format("jgf", "application/vnd.jgf+json", jgf.graph),
    Format("jsonld", "application/ld+json", linked.graph),
)
BY_NAME = {one.name: one for one in FORMATS}
