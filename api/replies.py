"""How an answer goes out: in the format that was asked for, with its version, and with the Cypher behind it when wanted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.datastructures import URL

from api.answers import (
    Asked,
    DocumentPage,
    EntityPage,
    GraphAnswer,
    Paths,
    Table,
)
from api.connection_answers import ConnectionsAnswer
from api.dependencies import Database
from api.exports import BY_NAME, FORMATS, JSON, Format
from api.exports.cited import Cited, whole
from graph.base import Node
from graph.errors import BadParameter, PolicyGraphError
from graph.store import GraphStore
from graph.subgraph import Subgraph

# What pydantic takes for yes; anything else is no, or refused by the model of the parameters.
TRUE_WORDS = frozenset({"1", "true", "t", "yes", "y", "on"})
CONNECTION_COLUMNS = ("source", "source_name", "target", "target_name", "kind", "text", "quote", "document", "url")


def described(formats: Iterable[Format]) -> dict[int | str, dict[str, Any]]:
    """The formats as OpenAPI tells them: JSON of others' making is an object, all else a text."""
    kinds = {one.media_type.partition(";")[0]: "object" if one.media_type.endswith("+json") else "string" for one in formats}
    return {200: {"content": {media: {"schema": {"type": kind}} for media, kind in kinds.items()}}}


# What OpenAPI says of the answer besides JSON; its schema there is the route's response model.
GRAPH_FORMATS = described(one for one in FORMATS if one is not JSON)
ROW_FORMATS = described(one for one in FORMATS if one.rows is not None)


class NotAcceptable(PolicyGraphError):
    """The answer cannot be written in that format."""

    status = 406

    def __init__(self, wanted: str, known: Iterable[Format]) -> None:
        names = ", ".join(f"{one.name} ({one.media_type.partition(';')[0]})" for one in known)
        super().__init__(f"This answer does not come as {wanted!r}.", fix=f"It comes as {names}: set ?format= or Accept.")


def accepted(header: str, known: Sequence[Format]) -> Format | None:
    """The format that an Accept header likes best; of equals the first; None when it likes none.

    Args:
        header: as sent; an empty one takes everything.
        known: the formats that can be given, JSON first.
    """
    ranges = [_preference(part) for part in header.split(",") if part.strip()] or [("*/*", 1.0)]
    best: tuple[float, Format | None] = (0.0, None)
    for one in known:
        quality = _quality(one.media_type.partition(";")[0], ranges)
        if quality > best[0]:
            best = (quality, one)
    return best[1]


def _preference(part: str) -> tuple[str, float]:
    media, *options = [one.strip().lower() for one in part.split(";")]
    for option in options:
        name, _, value = option.partition("=")
        if name.strip() == "q":
            return media, _number(value)
    return media, 1.0


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media: str, ranges: list[tuple[str, float]]) -> float:
    """How much a media type is liked; a range that names it exactly counts before a wider one (RFC 9110)."""
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0


@dataclass
class Reply:
    """One request's wish for its answer."""

    request: Request
    store: GraphStore
    etag: str
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def graph(self, answer: GraphAnswer) -> Response:
        """A piece of graph."""
        return self._give(answer, Cited(answer.nodes, answer.relationships, answer.truncated))

    def entity(self, answer: Node) -> Response:
        """One entity."""
        return self._give(answer, Cited([answer], ()))

    def nodes(self, answer: BaseModel, nodes: Iterable[Node]) -> Response:
        """Entities without claims between them."""
        return self._give(answer, Cited(nodes, ()))

    def page(self, answer: EntityPage | DocumentPage, url: URL) -> Response:
        """A page of a list, with the address of the next in `Link`."""
        headers = {}
        if answer.next_cursor:
            # The ending of the address chose the format; it is not in the path any more.
            ending = self.request.scope.get("policygraph_format")
            following = url.include_query_params(cursor=answer.next_cursor, **({"format": ending} if ending else {}))
            headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
        included = answer.included if isinstance(answer, EntityPage) else None
        around, links = ((), ()) if included is None else (included.nodes, included.relationships)
        listed = {node.id for node in answer.items}
        nodes = [*answer.items, *(node for node in around if node.id not in listed)]
        return self._give(answer, Cited(nodes, links, answer.next_cursor is not None), headers)

    def paths(self, answer: Paths) -> Response:
        """Chains of claims; in the formats of graphs each entity and each claim once."""
        nodes = {node.id: node for path in answer.paths for node in path.nodes}
        links = {(hop.claim.source, hop.claim.type, hop.claim.target): hop.claim for path in answer.paths for hop in path.hops}
        return self._give(answer, Cited(nodes.values(), links.values(), answer.truncated))

    def rows(self, answer: Table) -> Response:
        """Rows under columns."""
        return self._give_rows(answer, answer.columns, answer.rows, truncated=answer.truncated)

    @property
    def wants_graph(self) -> bool:
        """Whether the format that was asked for holds graphs only."""
        chosen = self._choose(FORMATS)
        return chosen is not JSON and chosen.rows is None

    def everything(self, pieces: Iterator[Subgraph]) -> Response:
        """The whole graph, written while it is read, in JSON as well."""
        chosen = self._choose(FORMATS)
        return self._stream(chosen, chosen.write(whole(pieces)), truncated=False, headers={})

    def connections(self, answer: ConnectionsAnswer) -> Response:
        """Pairs; as rows, one for each reason with its first passage."""
        return self._give_rows(answer, CONNECTION_COLUMNS, connection_rows(answer), truncated=answer.truncated)

    def _give(self, answer: BaseModel, piece: Cited, headers: dict[str, str] | None = None) -> Response:
        chosen = self._choose(FORMATS)
        if chosen is JSON:
            return self._json(answer, headers or {})
        return self._stream(chosen, chosen.write(piece), truncated=piece.truncated, headers=headers or {})

    def _give_rows(self, answer: BaseModel, columns: tuple[str, ...], rows: Iterable[dict[str, object]], *, truncated: bool) -> Response:
        chosen = self._choose([one for one in FORMATS if one is JSON or one.rows is not None])
        if chosen.rows is None:
            return self._json(answer, {})
        return self._stream(chosen, chosen.rows(columns, rows), truncated=truncated, headers={})

    def _choose(self, known: Sequence[Format]) -> Format:
        named = self.request.query_params.get("format") or self.request.scope.get("policygraph_format")
        header = self.request.headers.get("accept", "")
        found = BY_NAME.get(named) if named else accepted(header, known)
        if found is None or found not in known:
            raise NotAcceptable(named or header, known)
        return found

    def _json(self, answer: BaseModel, headers: dict[str, str]) -> Response:
        if self.asked:
            # The parameters are our own values, days among them.
            asked = tuple(Asked.model_construct(cypher=cypher, parameters=dict(parameters)) for cypher, parameters in self.asked)
            answer = answer.model_copy(update={"explain": asked})
        # Written here, in the thread that made it: FastAPI would check it once more, in a thread again.
        content = answer.__pydantic_serializer__.to_json(answer, by_alias=True)
        return Response(content, media_type=JSON.media_type, headers={"Vary": "Accept", "ETag": self.etag, **headers})

    def _stream(self, chosen: Format, parts: Iterator[str], *, truncated: bool, headers: dict[str, str]) -> Response:
        if self.asked:
            raise BadParameter("explain", problem=f"has no place in {chosen.name}", fix="Ask for JSON, or leave it out.")
        named = {**file_headers(self.request, chosen, truncated), "ETag": self.etag, **headers}
        return StreamingResponse(encoded(parts), media_type=chosen.media_type, headers=named)


def encoded(parts: Iterable[str], size: int = 64 * 1024) -> Iterator[bytes]:
    """The text in pieces of about `size` characters: a network packet for each small part would cost more than making it."""
    waiting: list[str] = []
    length = 0
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length >= size:
            # A lone surrogate has no form in UTF-8; from a document it cannot come, and an answer must not break over it.
            yield "".join(waiting).encode("utf-8", "replace")
            waiting, length = [], 0
    yield "".join(waiting).encode("utf-8", "replace")


def file_headers(request: Request, chosen: Format, truncated: bool) -> dict[str, str]:
    """What a file of the answer is called; one that is cut says so in its name, for its headers do not stay with it."""
    stem = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in request.url.path.removeprefix("/v1/"))
    name = f"{stem[:80]}{'.truncated' if truncated else ''}.{chosen.name}"
    return {"Content-Disposition": f'inline; filename="{name}"', "Policygraph-Truncated": str(truncated).lower(), "Vary": "Accept"}


def connection_rows(answer: ConnectionsAnswer) -> Iterator[dict[str, object]]:
    """A row for each reason."""
    for pair in answer.connections:
        known = {"source": pair.source, "source_name": pair.source_name, "target": pair.target, "target_name": pair.target_name}
        for reason in pair.reasons:
            first = next(iter(reason.evidence), None)
            quoted = {} if first is None else {"quote": first.quote, "document": first.document.title, "url": first.url}
            yield {**known, "strength": pair.strength, "kind": reason.kind, "weight": reason.weight, "text": reason.text, **quoted}


class NotModified(Exception):
    """The asker has the answer already."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


def answer_not_modified(_request: Request, error: Exception) -> Response:
    """The answer without a body."""
    return Response(status_code=304, headers={"ETag": error.etag if isinstance(error, NotModified) else "", "Vary": "Accept"})


def reply_to(request: Request) -> Reply:
    """The request's wish, with the store to ask; it notes what it asks when the asker wants to see that.

    A call and no dependency: routes run in a thread, where the store may be waited for, and FastAPI takes as long to look
    for one dependency as we do to make an answer.

    Raises:
        NotModified: the graph is still what the asker has seen. Nothing else is asked of Neo4j then.
        LocalServerDown, DatabaseUnavailable: there is no Neo4j to ask.
    """
    database: Database = request.app.state.database
    # Before anything is read: an answer that is newer than its tag is asked for again, an older one would be kept.
    version = database.known_version or database.version()
    etag = f'W/"{version}-{request.app.version}"'
    if request.method == "GET" and etag in request.headers.get("if-none-match", ""):
        raise NotModified(etag)
    reply = Reply(request, database.opened or database.open(), etag)
    if request.query_params.get("explain", "").lower() in TRUE_WORDS:
        reply.store = reply.store.noting(lambda statement, parameters: reply.asked.append((statement, parameters)))
    return reply
