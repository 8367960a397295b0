"""Knows a document again by its bytes and all else that reading starts from, so that nobody has to read it to see that nothing changed."""

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version

from graph.copies import source_mark
from graph.identifiers import NodeId, digest
from ingest.documents import RawDocument, Skipped
from ingest.outcome import Outcome, code_digest
from ingest.report import Entry

DISTRIBUTION = "policygraph"
# Where all that makes a graph of bytes stands; more of it than the rules, which are judged by what they are given.
CODE = ("graph", "ingest")


def source_of(raw: RawDocument) -> str | None:
    """Stands for all that the reading of `raw` starts from; None when there is something to tell of it each time."""
    if raw.problems:
        return None
    return digest(
        hashlib.sha256(raw.content).hexdigest(),
        *(raw.name, raw.location, raw.media_type, raw.metadata.model_dump_json(), str(raw.retrieved_on)),
        machinery(),
        length=32,
    )


def recognised(
    found: Iterator[RawDocument | Skipped], sources: Mapping[bytes, NodeId], version: str
) -> Iterator[RawDocument | Skipped | Outcome]:
    """What was found; in the place of each document that is stored already, what becomes of it: nothing.

    Args:
        found: what was found.
        sources: ids of documents by what they were read from, see `Marks`.
        version: the version under which they would be read now, see `reading_version`.
    """
    for one in found:
        known = _known(one, sources, version) if sources and isinstance(one, RawDocument) else None
        yield known or one


def _known(raw: RawDocument, sources: Mapping[bytes, NodeId], version: str) -> Outcome | None:
    source = source_of(raw)
    node_id = sources.get(source_mark(source, version)) if source else None
    return Outcome(Entry(raw.name, raw.location, "unchanged", node_id)) if node_id else None


@cache
def machinery() -> str:
    """A digest of the code that reads, of Python, and of the libraries we ask for: any other may read the same bytes otherwise."""
    names = sorted({re.split(r"[^\w.-]", requirement, maxsplit=1)[0] for requirement in requires(DISTRIBUTION) or ()})
    return digest(code_digest(CODE), sys.version, *map(_version, names), length=32)


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        # Of an extra that is not installed here.
        return name
