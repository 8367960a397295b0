"""Every statement that reads or writes the graph, one file each."""

from functools import cache
from importlib.resources import files

SEPARATOR = "// ---"


@cache
def text(name: str) -> str:
    """The text of any file that ships beside the statements, e.g. "schema/model.md"."""
    return (files(__name__) / name).read_text(encoding="utf-8")


def source(name: str) -> str:
    """The whole file `name`, header and all, e.g. "explore/overview"."""
    return text(f"{name}.cypher")


@cache
def statement(name: str) -> str:
    """The Cypher of the file `name` without its header, e.g. "write/document".

    Raises:
        FileNotFoundError: there is no such file.
    """
    # A file may do without a header; then all of it is the statement.
    header, separator, body = source(name).partition(f"{SEPARATOR}\n")
    return body.strip() if separator else header.strip()


def names(folder: str) -> list[str]:
    """Names of the files in `folder`, sorted, e.g. ["explore/overview", ...]."""
    return sorted(
        f"{folder}/{entry.name.removesuffix('.cypher')}" for entry in (files(__name__) / folder).iterdir() if entry.name.endswith(".cypher")
    )
