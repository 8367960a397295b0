"""Every code a problem can have stands in docs/errors.md, and nothing else does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Formats that name their codes in calls of their own all begin them with their name. JSON-LD is a format and no code.
OF_FORMATS = re.compile(r"(?!json-ld)(?:csv|json|yaml|xml|stratml|pdf|docx|xlsx|office)-[a-z]+(?:-[a-z]+)*")
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
LISTED = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)


def constants(node: ast.AST) -> Iterator[str]:
    """Codes in a call: the first words given to a problem, what is given as `code`, and what begins like a format's code."""
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        given = [node.args[0]] if name == "Problem" and node.args else []
        given += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        yield from (value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str))
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and OF_FORMATS.fullmatch(node.value):
        yield node.value


def used() -> set[str]:
    modules = sorted((ROOT / "ingest").rglob("*.py"))
    return {code for module in modules for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) for code in constants(node)}


def listed() -> list[str]:
    return LISTED.findall((ROOT / "docs" / "errors.md").read_text(encoding="utf-8"))


def test_every_code_is_explained() -> None:
    assert sorted(used() - set(listed())) == []


def test_every_code_that_is_explained_stands_in_the_code() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "ingest").rglob("*.py")))

    # CSV and workbooks share some, each under its own name.
    shared = {code for code in listed() if "{kind}-" + code.partition("-")[2] in source}
    assert [code for code in listed() if f'"{code}"' not in source and code not in shared] == []


def test_codes_are_listed_once_and_in_order() -> None:
    assert listed() == sorted(set(listed()))


def test_a_code_is_words_joined_by_hyphens() -> None:
    assert [code for code in used() if not CODE.fullmatch(code)] == []
