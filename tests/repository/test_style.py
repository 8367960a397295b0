"""The budgets of the style guide, measured on the syntax tree."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "ingest", "api", "visualisations", "cypher")
MODULES = [module for room in ROOMS for module in sorted((ROOT / room).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
KEYWORD_PATTERN = re.compile(r"\b(MATCH|MERGE|UNWIND|CREATE|DETACH DELETE)\s*[(\[$]")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def functions(module: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def body_lines(function: Function) -> int:
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return (function.end_lineno or function.lineno) - function.lineno - docstring


def nesting(node: ast.AST, depth: int = 0) -> int:
    """The deepest chain of blocks; an elif is not deeper than its if, though the syntax tree has it inside."""
    branch = node.orelse[0] if isinstance(node, ast.If) and len(node.orelse) == 1 else None
    children = [child for child in ast.iter_child_nodes(node) if not isinstance(child, Function)]
    inner = [
        nesting(child, depth + (isinstance(child, BLOCKS) and not (child is branch and isinstance(child, ast.If)))) for child in children
    ]
    return max([depth, *inner])


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_has_at_most_400_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_functions_stay_within_50_lines_and_six_parameters(module: Path) -> None:
    too_long = [function.name for function in functions(module) if body_lines(function) > 50]
    too_wide = [
        function.name
        for function in functions(module)
        if len([a for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs) if a.arg not in {"self", "cls"}])
        > 6
    ]

    assert (too_long, too_wide) == ([], [])


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_nesting_is_at_most_three_levels_deep(module: Path) -> None:
    assert [function.name for function in functions(module) if nesting(function) > 3] == []


def test_a_broad_except_stands_only_where_one_document_is_read() -> None:
    broad = [
        name_of(module)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]

    assert broad in ([], ["ingest/outcome.py"])


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_errors_raised_while_handling_another_say_from_which(module: Path) -> None:
    handlers = [node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.ExceptHandler)]
    raised = [node for handler in handlers for node in ast.walk(handler) if isinstance(node, ast.Raise) and node.exc is not None]

    assert [ast.unparse(node) for node in raised if node.cause is None] == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_cypher_stands_in_python(module: Path) -> None:
    strings = [
        token.string
        for token in tokenize.generate_tokens(io.StringIO(module.read_text(encoding="utf-8")).readline)
        if token.type == tokenize.STRING and KEYWORD_PATTERN.search(token.string)
    ]

    assert strings == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [name_of(module) for module in MODULES if module.stem in {"utils", "util", "helpers", "common", "misc"}] == []


@pytest.mark.parametrize("module", TESTS, ids=name_of)
def test_no_test_imitates_or_skips_what_it_should_try(module: Path) -> None:
    if module == Path(__file__):
        return
    text = module.read_text(encoding="utf-8")

    assert re.findall(r"MagicMock|AsyncMock|\bMock\(|mark\.skip|mark\.xfail|assert True", text) == []
