"""The docs name everything a user can set, type or open, and their links lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli import app
from graph.catalogue import load_catalogue
from graph.settings import Settings
from visualisations import VIEWS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted((ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> Iterator[str]:
    yield from get_command(app).commands  # type: ignore[attr-defined]  # The root of typer is a group.


def test_every_setting_is_in_the_example_file() -> None:
    named = set(re.findall(r"^# POLICYGRAPH_([A-Z0-9_]+)=", text_of(".env.example"), re.MULTILINE))

    assert named == {name.upper() for name in Settings.model_fields}


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in commands() if f"`policygraph {name}" not in text_of("README.md")] == []


def test_every_view_is_in_the_readme() -> None:
    assert [name for name in VIEWS if f"`{name}`" not in text_of("README.md")] == []


def test_every_question_is_on_the_page_of_questions() -> None:
    assert [query.name for query in load_catalogue().queries if f"## {query.name}\n" not in text_of("docs/queries.md")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_between_the_pages_leads_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_test_that_the_page_on_safety_names_is_there() -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", text_of("docs/safety.md"))

    assert len(named) >= 30
    assert [(file, name) for file, name in named if f"def {name}(" not in text_of(f"tests/{file}")] == []
