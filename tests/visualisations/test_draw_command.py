"""`policygraph draw` writes the page of what the store holds."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver
from typer.testing import CliRunner

from graph.document_graph import DocumentGraph
from graph.errors import NodeNotFound, UnknownView
from graph.settings import Settings
from graph.store import GraphStore
from graph.subgraph import Subgraph
from graph.writer import GraphWriter
from visualisations import draw
from visualisations.cli import commands, identified, parameters_of
from visualisations.views import VIEWS

PROMISES = """
    organisation/home-office MAKES commitment/open-data
    organisation/cabinet-office MAKES commitment/train-staff
    commitment/open-data CONCERNS theme/data
    commitment/train-staff CONCERNS theme/data
"""


@pytest.fixture
def store(empty_database: Driver, sketched: Callable[..., Subgraph]) -> GraphStore:
    """A store that holds two promises on one theme."""
    graph = sketched(PROMISES)
    text = "\n".join(passage.text for passage in sorted(graph.passages, key=lambda passage: passage.start))
    GraphWriter(empty_database).write([DocumentGraph(graph, text, "/sketch.txt", "1")])
    return GraphStore(empty_database, timeout_s=120)


@pytest.fixture
def command(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    """Runs the command against the test session's Neo4j, in an empty folder."""
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
    monkeypatch.setenv("POLICYGRAPH_QUERY_TIMEOUT_S", "120")
    for name, value in {"URI": settings.neo4j_uri or "", "USER": settings.neo4j_user, "PASSWORD": password}.items():
        monkeypatch.setenv(f"POLICYGRAPH_NEO4J_{name}", value)
    monkeypatch.chdir(tmp_path)
    return CliRunner()


def heading(html: str) -> str:
    return str(re.findall(r"<h1><bdi>(.*?)</bdi></h1>", html)[0])


def test_the_connections_in_the_store_become_a_page(store: GraphStore) -> None:
    html = draw("connections", store)

    assert heading(html) == "How are these departments connected?"
    assert "2 organisations are connected by 1 shared theme." in html


def test_a_theme_in_the_store_becomes_a_page(store: GraphStore) -> None:
    html = draw("theme", store, theme="theme/data")

    assert "2 organisations make 2 commitments on it; none of them say by when." in html


def test_the_same_store_gives_the_same_bytes(store: GraphStore) -> None:
    assert draw("organisation", store, organisation="organisation/home-office") == draw(
        "organisation", store, organisation="organisation/home-office"
    )


def test_a_limit_that_cuts_is_said_on_the_page(store: GraphStore) -> None:
    html = draw("theme", store, theme="theme/data", limit=1)

    assert "policygraph draw theme --id theme/data --limit 1000" in html


def test_a_theme_that_is_not_in_the_store_is_refused(store: GraphStore) -> None:
    with pytest.raises(NodeNotFound):
        draw("theme", store, theme="theme/nothing")


def test_a_name_is_as_good_as_an_id(store: GraphStore) -> None:
    assert identified(store, "cabinet office", "Organisation") == "organisation/cabinet-office"


def test_an_id_is_taken_as_it_is(store: GraphStore) -> None:
    assert identified(store, "theme/anything", "Theme") == "theme/anything"


def test_a_name_that_nothing_has_is_refused(store: GraphStore) -> None:
    with pytest.raises(NodeNotFound, match="Ministry of Silly Walks"):
        identified(store, "Ministry of Silly Walks", "Organisation")


def test_the_command_names_the_file_it_wrote(store: GraphStore, command: CliRunner, tmp_path: Path) -> None:
    result = command.invoke(commands, ["theme", "--id", "Data"])

    assert (result.exit_code, result.stdout.strip()) == (0, str(tmp_path.resolve() / "theme-data.html"))
    assert heading((tmp_path / "theme-data.html").read_text("utf-8")) == "Who does what about “Data”?"


def test_the_command_writes_where_it_is_told(store: GraphStore, command: CliRunner, tmp_path: Path) -> None:
    departments = ["--department", "Home office", "--department", "organisation/cabinet-office"]

    result = command.invoke(commands, ["connections", *departments, "--out", "both.html"])

    assert result.exit_code == 0
    assert heading((tmp_path / "both.html").read_text("utf-8")) == "How are Cabinet office and Home office connected?"


def test_an_unknown_view_is_refused_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")

    result = CliRunner().invoke(commands, ["organization"])

    assert isinstance(result.exception, UnknownView)
    assert result.exception.fix.startswith("Did you mean 'organisation'?")


@pytest.mark.parametrize(
    ("view", "subjects", "limit", "parameters"),
    [
        ("theme", ["theme/data"], None, {"theme": "theme/data"}),
        ("connections", ["organisation/a"], 9, {"organisations": ["organisation/a"], "limit": 9}),
        ("connections", [], None, {}),
    ],
)
def test_options_become_parameters(view: str, subjects: list[str], limit: int | None, parameters: dict[str, object]) -> None:
    assert parameters_of(VIEWS[view], subjects, limit) == parameters
