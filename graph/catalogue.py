"""The catalogue: finds the files in cypher/explore, checks their headers, hands out named queries."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import cypher
from graph.adhoc.errors import QueryRefused
from graph.adhoc.guard import judged
from graph.errors import FolderUnusable, InvalidQueryFile, UnknownQuery
from graph.parameters import Parameter, Value, accept_all

ColumnType = Literal["node_id", "text", "texts", "integer", "number", "date", "boolean", "passages"]
SUBGRAPH_COLUMNS = ("nodes", "relationships", "truncated")

# What cannot hold a parameter: comments, strings and names in backticks.
OPAQUE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL)
OWN_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


class Column(BaseModel):
    """One column of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: ColumnType
    description: str = Field(min_length=3)


class Header(BaseModel):
    """What stands behind `//` at the top of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(pattern=r"\?$", description="The question in plain words.")
    description: str = Field(min_length=3, description="What the answer holds, and what it leaves out.")
    returns: Literal["rows", "Subgraph"]
    access: Literal["read"]
    columns: dict[str, Column] = {}
    parameters: dict[str, Parameter] = {}
    example: dict[str, Value] = Field({}, description="Parameters that give an answer on the sample graph.")


class NamedQuery(Header):
    """A question, and the Cypher that answers it."""

    name: str
    text: str = Field(description="The Cypher below the header.")

    def accept(self, given: Mapping[str, object]) -> dict[str, Value]:
        """A value for each parameter, the given ones converted.

        Raises:
            BadParameter: one is unknown, missing or of the wrong type.
        """
        return accept_all(self.parameters, given)


class Catalogue:
    """All named queries."""

    def __init__(self, queries: tuple[NamedQuery, ...]) -> None:
        self.queries = queries
        self._by_name = {query.name: query for query in queries}

    def get(self, name: str) -> NamedQuery:
        """The query of that name.

        Raises:
            UnknownQuery: there is none; the error suggests the nearest.
        """
        if name not in self._by_name:
            near = get_close_matches(name, list(self._by_name), n=1, cutoff=0.4)
            raise UnknownQuery(name, nearest=near[0] if near else None)
        return self._by_name[name]


@cache
def load_catalogue() -> Catalogue:
    """Every query in cypher/explore, sorted by name; read once.

    Raises:
        InvalidQueryFile: a header breaks the contract.
    """
    return Catalogue(tuple(parse_query(name.removeprefix("explore/"), cypher.source(name)) for name in cypher.names("explore")))


@cache
def catalogue_of(folder: Path | None) -> Catalogue:
    """The queries that ship, and those in a folder of the user's own; read once.

    Args:
        folder: holds files that end in .cypher, written as those in cypher/explore; None for none.

    Raises:
        InvalidQueryFile: one breaks the header contract, does more than read, or is called like one that ships.
        FolderUnusable: the folder cannot be read.
    """
    shipped = load_catalogue()
    if folder is None:
        return shipped
    own = tuple(_own_query(path, shipped) for path in _files(folder))
    return Catalogue(tuple(sorted((*shipped.queries, *own), key=lambda query: query.name)))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".cypher")
    except OSError as error:
        raise FolderUnusable(folder, reason=error.strerror or str(error)) from error


def _own_query(path: Path, shipped: Catalogue) -> NamedQuery:
    """A query of the user's own; its file is named in errors as a whole, for it may lie anywhere."""
    if not OWN_NAME.fullmatch(path.stem):
        raise InvalidQueryFile(str(path), line=1, problem="a file is named in small letters, digits and '_', beginning with a letter")
    if any(query.name == path.stem for query in shipped.queries):
        raise InvalidQueryFile(str(path), line=1, problem=f"there is a question {path.stem!r} already")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidQueryFile(str(path), line=1, problem=f"it cannot be read: {error}") from error
    query = parse_query(str(path), text).model_copy(update={"name": path.stem})
    try:
        judged(query.text, dict.fromkeys(query.parameters, 0))
    except QueryRefused as error:
        line = text[: text.index(f"{cypher.SEPARATOR}\n")].count("\n") + 2
        raise InvalidQueryFile(str(path), line=line, problem=error.problem.rstrip(".")) from error
    return query


def parse_query(name: str, source: str) -> NamedQuery:
    """The query in `source`, its header checked against its Cypher.

    Raises:
        InvalidQueryFile: with the line where the header breaks the contract.
    """
    head, separator, text = source.partition(f"{cypher.SEPARATOR}\n")
    if not separator:
        raise InvalidQueryFile(name, line=1, problem=f"there is no line '{cypher.SEPARATOR}' below the header")
    header = _read_header(name, head)
    query = NamedQuery(**header, name=name, text=text.strip())
    _check_names(query, head, text)
    _check_columns(query)
    # An example that no longer fits is found when the catalogue is read, not by the first reader who tries it.
    query.accept(query.example)
    return query


def _read_header(name: str, head: str) -> dict[str, object]:
    lines = head.splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.startswith("//"):
            raise InvalidQueryFile(name, line=number, problem="a header line has to start with '//'")
    try:
        header = tomllib.loads("\n".join(line.removeprefix("//") for line in lines))
        Header.model_validate(header)
    except tomllib.TOMLDecodeError as error:
        # Until Python 3.14 the line is in the message only.
        at = re.search(r"line (\d+)", str(error))
        raise InvalidQueryFile(name, line=int(at[1]) if at else len(lines), problem=f"this is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        path = [str(part) for part in first["loc"]]
        raise InvalidQueryFile(name, line=_line_of(path, lines), problem=f"{'.'.join(path)}: {first['msg']}") from error
    return header


def _line_of(path: list[str], lines: list[str]) -> int:
    """The header line that speaks of `path`: the deepest key or table that is there, else the first."""
    for depth in range(len(path), 0, -1):
        key, table = re.escape(path[depth - 1]), re.escape(".".join(path[:depth]))
        for number, line in enumerate(lines, start=1):
            if re.match(rf"//\s*({key}\s*=|\[{table}\])", line):
                return number
    return 1


def _check_names(query: NamedQuery, head: str, text: str) -> None:
    """The parameters declared and the `$names` used are the same, and a limit is there."""
    first = head.count("\n") + 2
    # Blanks instead of what is taken out keep every `$name` in its line.
    clean = OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    # Backwards, so that the first use of a name is the one that stays.
    used = {match[1]: first + clean.count("\n", 0, match.start()) for match in reversed(list(PARAMETER.finditer(clean)))}
    for name, line in sorted(used.items(), key=lambda item: item[1]):
        if name not in query.parameters:
            raise InvalidQueryFile(query.name, line=line, problem=f"${name} is used but not declared under [parameters]")
    for name in query.parameters:
        if name not in used:
            line = _line_of(["parameters", name], head.splitlines())
            raise InvalidQueryFile(query.name, line=line, problem=f"parameter {name!r} is declared but ${name} is not used")
    # The driver runs one statement at a time; a second one would be a syntax error far from here.
    if ";" in clean:
        raise InvalidQueryFile(query.name, line=first + clean.count("\n", 0, clean.index(";")), problem="one statement, no semicolon")
    if "limit" not in query.parameters:
        raise InvalidQueryFile(query.name, line=first, problem="there is no parameter 'limit'; no answer is unbounded")


def _check_columns(query: NamedQuery) -> None:
    """Rows declare their columns; a subgraph has none to declare."""
    if (query.returns == "rows") != bool(query.columns):
        raise InvalidQueryFile(query.name, line=1, problem="'columns' belongs to a query that returns rows, and only there")
