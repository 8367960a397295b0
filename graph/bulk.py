"""The whole graph as the files that `neo4j-admin database import` takes: the quickest way into an empty database.

Each kind of node and each type of relationship has a file of columns with
their types and a file of rows. Nothing is kept in memory but one row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO

from neo4j import READ_ACCESS, Driver, Record, Transaction
from neo4j.time import Date

from cypher import statement
from graph.errors import OutputUnwritable, PolicyGraphError
from graph.reading import translated

TIMEOUT_S = 3_600.0
# A unit separator: in no text that a reader lets through.
BETWEEN = "\x1f"
ARGUMENTS = "import.args"
# What the importer reads at once; a longer field would be refused.
LEAST_BUFFER = 4_000_000
TYPES = {
    "STRING NOT NULL": "string",
    "INTEGER NOT NULL": "long",
    "FLOAT NOT NULL": "double",
    "BOOLEAN NOT NULL": "boolean",
    "DATE NOT NULL": "date",
    "LIST<STRING NOT NULL> NOT NULL": "string[]",
    "LIST<INTEGER NOT NULL> NOT NULL": "long[]",
    "LIST<FLOAT NOT NULL> NOT NULL": "double[]",
}

Columns = Mapping[str, str]
"""The import type of each property, by its name."""
Stored = str | int | float | bool | Date | date | list[str] | list[int] | list[float] | None


class Unexportable(PolicyGraphError):
    """Something in the graph has no form in the files for import."""

    def __init__(self, place: str, *, reason: str) -> None:
        super().__init__(f"{place} cannot be written for import: {reason}.", fix="Run 'policygraph verify', and read the documents again.")


@dataclass
class Dump:
    """What was written."""

    nodes: int = 0
    relationships: int = 0
    longest: int = 0
    """Bytes of the longest row."""
    options: list[str] = field(default_factory=list)
    """What the importer has to be told."""


def dump(driver: Driver, folder: Path, database: str = "neo4j") -> Dump:
    """Write all nodes and relationships, and the arguments for the importer.

    Args:
        driver: of the graph.
        folder: an empty or new one.
        database: of the graph.

    Returns:
        How many of both were written.

    Raises:
        OutputUnwritable: the folder holds something, or cannot be written.
        Unexportable: a value has no form there; the files written so far are of no use.

    Source: cypher/integrity/all_nodes.cypher, cypher/integrity/all_relationships.cypher
    """
    done = Dump()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise OutputUnwritable(str(folder), reason="it is not empty, and files of two graphs must not mix")
        with (
            translated("What is the whole graph?", TIMEOUT_S),
            driver.session(database=database, default_access_mode=READ_ACCESS, fetch_size=1_000) as session,
            session.begin_transaction(timeout=TIMEOUT_S) as tx,
        ):
            _nodes(tx, folder, done)
            _relationships(tx, folder, done)
        buffer = max(LEAST_BUFFER, 2 * done.longest)
        lines = [*done.options, f"--read-buffer-size={buffer}", "--array-delimiter=U+001F", "--multiline-fields=true"]
        (folder / ARGUMENTS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputUnwritable(str(folder), reason=error.strerror or str(error)) from error
    return done


def _nodes(tx: Transaction, folder: Path, done: Dump) -> None:
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    for record in _records(tx, "node_properties"):
        _note(columns[_kind(record["kind"])], record)
    with ExitStack() as files:
        open_files: dict[str, TextIO] = {}
        for record in _records(tx, "all_nodes"):
            kind = _kind(record["labels"])
            names = [name for name in columns[kind] if name != "id"]
            if kind not in open_files:
                head = ["id:ID", *(f"{name}:{columns[kind][name]}" for name in names)]
                open_files[kind] = files.enter_context(_file(folder, f"nodes-{kind}", head))
                done.options.append(f"--nodes={':'.join(sorted(record['labels']))}={_pair(f'nodes-{kind}')}")
            properties = record["properties"]
            _write(open_files[kind], [properties["id"], *map(properties.get, names)], properties["id"], done)
            done.nodes += 1


def _relationships(tx: Transaction, folder: Path, done: Dump) -> None:
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    for record in _records(tx, "relationship_properties"):
        _note(columns[record["kind"]], record)
    with ExitStack() as files:
        open_files: dict[str, TextIO] = {}
        for record in _records(tx, "all_relationships"):
            kind = record["type"]
            names = list(columns[kind])
            if kind not in open_files:
                head = [":START_ID", ":END_ID", *(f"{name}:{columns[kind][name]}" for name in names)]
                open_files[kind] = files.enter_context(_file(folder, f"relationships-{kind.lower()}", head))
                done.options.append(f"--relationships={kind}={_pair(f'relationships-{kind.lower()}')}")
            ends = [record["source"], record["target"]]
            _write(open_files[kind], [*ends, *map(record["properties"].get, names)], f"{ends[0]} {kind} {ends[1]}", done)
            done.relationships += 1


def _records(tx: Transaction, name: str) -> Iterable[Record]:
    return tx.run(statement(f"integrity/{name}"))


def _kind(labels: Sequence[str]) -> str:
    """The name of a kind's files: its own label, in lower case."""
    return sorted(labels, key=lambda label: label == "Entity")[0].lower()


def _note(columns: dict[str, str], record: Record) -> None:
    types = set(record["types"])
    # An empty list has no type of its own.
    known = types - {"LIST<NOTHING> NOT NULL"} or {"LIST<STRING NOT NULL> NOT NULL"}
    if len(known) != 1 or not known <= TYPES.keys():
        raise Unexportable(str(record["kind"]), reason=f"its property {record['name']!r} has the types {', '.join(sorted(types))}")
    columns[record["name"]] = TYPES[known.pop()]


def _file(folder: Path, stem: str, head: Sequence[str]) -> TextIO:
    (folder / f"{stem}-header.csv").write_text(",".join(head) + "\n", encoding="utf-8", newline="\n")
    return (folder / f"{stem}.csv").open("w", encoding="utf-8", newline="\n")


def _pair(stem: str) -> str:
    return f"{stem}-header.csv,{stem}.csv"


def _write(file: TextIO, values: Iterable[Stored], place: str, done: Dump) -> None:
    line = ",".join(cells(values, place)) + "\n"
    done.longest = max(done.longest, len(line.encode()))
    file.write(line)


def cells(values: Iterable[Stored], place: str) -> Iterator[str]:
    """The cells of a row.

    Raises:
        Unexportable: a list that the importer would read as another; `place` names whose.
    """
    for value in values:
        if isinstance(value, list):
            if value == [""] or any(BETWEEN in str(one) for one in value):
                raise Unexportable(place, reason="a list has nothing but an empty text, or one with the sign that parts lists")
            # The importer knows no empty lists; whoever reads the graph takes none for an empty one.
            yield quoted(BETWEEN.join(map(str, value))) if value else ""
        elif isinstance(value, bool):
            yield str(value).lower()
        elif isinstance(value, str):
            yield quoted(value)
        else:
            # Nothing between two commas is no value; an empty text is two quotation marks.
            yield "" if value is None else str(value)


def quoted(text: str) -> str:
    """A text as a cell: in quotation marks, those within doubled."""
    return '"' + text.replace('"', '""') + '"'
