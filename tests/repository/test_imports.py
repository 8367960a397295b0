"""Imports point inwards, and only the page knows pyvis."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "cypher": {"cypher"},
    "graph": {"graph", "cypher"},
    "ingest": {"ingest", "graph", "cypher"},
    "visualisations": {"visualisations", "graph", "cypher"},
    "api": {"api", "ingest", "visualisations", "graph", "cypher"},
}


def imported_packages(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_inner_rooms(room: str) -> None:
    ours = {
        (module.relative_to(ROOT).as_posix(), name)
        for module in sorted((ROOT / room).rglob("*.py"))
        for name in imported_packages(module)
        if name in ALLOWED
    }

    assert {(module, name) for module, name in ours if name not in ALLOWED[room]} == set()


def test_only_the_page_imports_pyvis() -> None:
    importers = [
        module.relative_to(ROOT).as_posix()
        for room in ALLOWED
        for module in sorted((ROOT / room).rglob("*.py"))
        if "pyvis" in imported_packages(module)
    ]

    assert importers == ["visualisations/page.py"]


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_our_package_names_are_ours(room: str) -> None:
    module = __import__(room)

    assert Path(str(module.__file__)).parent == ROOT / room


def test_no_package_file_stands_under_tests() -> None:
    assert sorted((ROOT / "tests").rglob("__init__.py")) == []
