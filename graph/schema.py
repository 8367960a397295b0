"""What is made from graph/kinds.py: constraints and indexes, the upsert statements, docs/model.md and the legend."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple, get_args

from pydantic.fields import FieldInfo

import cypher
from graph.base import Node
from graph.catalogue import load_catalogue
from graph.kinds import ENTITY_KINDS, NODE_KINDS, RELATIONSHIP_KINDS, Document, Passage, label_of, type_of
from graph.model_page import model_page
from graph.query_page import queries_page

BASE_LABEL = "Entity"
SEARCHED = ("name", "abbreviation", "aliases", "text")
LOOKED_UP = ("name", "kind")

HEADER = """\
// Generated from graph/kinds.py by 'policygraph schema --write'; do not edit.
// Everything a database has to hold after all of cypher/migrations has run.
// ---
"""


class LegendEntry(NamedTuple):
    """How one kind of node is drawn, and what it is."""

    label: str
    plural: str
    colour: str
    shape: str
    definition: str


def legend() -> tuple[LegendEntry, ...]:
    """One entry for each kind of entity, in the order of `graph.kinds`."""
    return tuple(LegendEntry(label_of(kind), kind.plural, kind.colour, kind.shape, definition(kind)) for kind in ENTITY_KINDS)


def definition(kind: type) -> str:
    """The definition of a kind, from its docstring, on one line."""
    return " ".join((kind.__doc__ or "").split())


def constraints() -> str:
    """Every constraint and index, one statement after the other."""
    unique = [_filled("unique", NAME=f"{label.lower()}_id", LABEL=label, FIELD="id") for label in _unique_labels()]
    ranges = [
        _filled("range", NAME=f"{label_of(kind).lower()}_{name}", LABEL=label_of(kind), FIELD=name)
        for kind in NODE_KINDS
        for name, field in kind.model_fields.items()
        if _is_indexed(kind, name, field)
    ]
    fields = ", ".join(f"n.{name}" for name in SEARCHED)
    return HEADER + "".join([*unique, *ranges, _filled("fulltext", NAME="entity_search", LABEL=BASE_LABEL, FIELDS=fields)])


def statements(text: str) -> list[str]:
    """The single statements of a file in which each ends with a semicolon at the end of a line."""
    return [statement.strip() for statement in f"{text}\n".split(";\n") if statement.strip()]


def generated() -> dict[str, str]:
    """Every generated file: its path below the root of the repository, and its text."""
    return {
        "cypher/schema/constraints.cypher": constraints(),
        "docs/model.md": model_page(),
        "docs/queries.md": queries_page(load_catalogue()),
        # A file for each kind: a dynamic label was measured 15 % slower, a dynamic type in MERGE 12 to 15 times.
        **{f"cypher/{entity_statement(label_of(kind))}.cypher": _filled("entity", LABEL=label_of(kind)) for kind in ENTITY_KINDS},
        **{
            f"cypher/{relationship_statement(type_of(kind))}.cypher": _filled("relationship", TYPE=type_of(kind))
            for kind in RELATIONSHIP_KINDS
        },
    }


def entity_statement(label: str) -> str:
    """Name of the statement that makes entities of one kind, e.g. "write/entities/theme"."""
    return f"write/entities/{label.lower()}"


def relationship_statement(relationship_type: str) -> str:
    """Name of the statement that makes relationships of one type, e.g. "write/relationships/part_of"."""
    return f"write/relationships/{relationship_type.lower()}"


def stale(root: Path) -> list[Path]:
    """Generated files below `root` that are missing or not what graph/kinds.py says, and left-over ones."""
    expected = {root / name: text for name, text in generated().items()}
    differing = [path for path, text in expected.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    return sorted([*differing, *(path for path in _generated_folders(root) if path not in expected)])


def write_generated(root: Path) -> list[Path]:
    """Brings the generated files below `root` up to date; the ones that changed or went."""
    changed = stale(root)
    texts = {root / name: text for name, text in generated().items()}
    for path in changed:
        if path in texts:
            path.parent.mkdir(parents=True, exist_ok=True)
            # The same bytes on Windows, or the check for freshness would find every file stale.
            path.write_text(texts[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    return changed


def _generated_folders(root: Path) -> Iterator[Path]:
    for folder in ("entities", "relationships"):
        yield from (root / "cypher" / "write" / folder).glob("*.cypher")


def _unique_labels() -> list[str]:
    # Entity for what does not care which kind it is; each kind as well, so that MATCH (:Theme {id: …}) finds an index.
    return [BASE_LABEL, *(label_of(kind) for kind in NODE_KINDS)]


def _is_indexed(kind: type[Node], name: str, field: FieldInfo) -> bool:
    # Passages are only reached by id or through their document.
    if kind is Passage or (kind is Document and name == "retrieved_at"):
        return False
    return name in LOOKED_UP or field.annotation is date or date in get_args(field.annotation)


def _filled(template: str, **values: str) -> str:
    text = cypher.text(f"schema/{template}.template")
    for name, value in values.items():
        text = text.replace(f"<{name}>", value)
    return text
