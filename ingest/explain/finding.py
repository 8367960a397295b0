"""Finds the document that a user wants explained: a file, a web page, or one that the graph has."""

from collections.abc import Sequence
from pathlib import Path

from graph.connection import connect
from graph.errors import PolicyGraphError, SourceUnavailable, UnreadableDocument
from graph.places import Place, places
from graph.settings import Settings
from ingest.connectors.addresses import is_web_address
from ingest.connectors.sources import OpenSources
from ingest.documents import RawDocument, ReadDocument, Skipped
from ingest.one_document import read


class NotADocument(PolicyGraphError):
    """What the user named is neither a file nor a document in the graph."""

    status = 404
    exit_code = 2

    def __init__(self, name: str, *, problem: str, fix: str) -> None:
        super().__init__(f"{name!r} {problem}.", fix=fix)


def find(name: str, settings: Settings) -> tuple[ReadDocument, Place | None]:
    """The document as its format reads it, and its place in the graph when it was looked up there.

    Args:
        name: a path, a web address, or the id or title of a document in the graph.
        settings: where the graph is; only asked when `name` is no file or address.

    Raises:
        NotADocument: it is none of these, or a folder.
        UnreadableDocument: it cannot be read, or the file that the graph read it from is gone.
    """
    if is_web_address(name) or Path(name).exists():
        return _read(name, settings), None
    place = _in_graph(name, settings)
    for location in place.locations:
        if is_web_address(location) or Path(location).exists():
            return _read(location, settings), place
    fix = "Put the file back where it was, or name it where it is now."
    raise UnreadableDocument(place.title, reason=f"there is nothing at {', '.join(place.locations)} any more", fix=fix)


def _in_graph(name: str, settings: Settings) -> Place:
    with connect(settings) as driver:
        found = places(driver, settings.neo4j_database)
    plain = name.casefold()
    meant = [place for place in found if name == place.id or name in place.locations or plain == place.title.casefold()]
    if not meant:
        fix = "Name a file, or a document by its id or title as 'policygraph documents' lists them."
        raise NotADocument(name, problem="is neither a file nor a document in the graph", fix=fix)
    if len(meant) > 1:
        ids = ", ".join(place.id for place in meant)
        raise NotADocument(name, problem="is the title of several documents", fix=f"Name one of them by its id: {ids}.")
    return meant[0]


def _read(name: str, settings: Settings) -> ReadDocument:
    if not is_web_address(name) and Path(name).is_dir():
        raise NotADocument(name, problem="is a folder", fix="Name one file in it.")
    with OpenSources([name], pages=settings.home / "pages") as source:
        return read(_only(name, list(source.documents())))


def _only(name: str, found: Sequence[RawDocument | Skipped]) -> RawDocument:
    documents = [one for one in found if isinstance(one, RawDocument)]
    if len(documents) == 1:
        return documents[0]
    if documents:
        raise NotADocument(name, problem=f"holds {len(documents)} documents", fix="Name one of them by its own address.")
    why = next((one.problem for one in found if isinstance(one, Skipped)), None)
    if why is None:
        raise SourceUnavailable(name, reason="it holds no document", fix="Check the path or address.")
    raise UnreadableDocument(name, code=why.code, reason=why.reason, fix=why.fix, place=why.place)
