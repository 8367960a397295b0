"""The graph as the API's own JSON, part by part."""

import json
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from api.exports.cited import Cited


def graph(piece: Cited) -> Iterator[str]:
    """What `GraphAnswer` is, without all of it being there at once."""
    yield '{"nodes":['
    yield from listed(piece.nodes)
    yield '],"relationships":['
    yield from listed(piece.links)
    yield f'],"truncated":{json.dumps(piece.truncated)},"explain":null}}\n'


def listed(things: Iterable[BaseModel]) -> Iterator[str]:
    """Entries of a JSON list, a line each."""
    comma = "\n"
    for thing in things:
        yield comma + thing.model_dump_json(by_alias=True)
        comma = ",\n"
