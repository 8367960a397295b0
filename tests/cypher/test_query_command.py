"""`policygraph query` on the sample graph."""

import pytest
from neo4j import Driver
from typer.testing import CliRunner, Result

from graph.answers import QueryResult
from graph.cli import commands
from graph.store import GraphStore

THEME = "theme=theme/artificial-intelligence"


@pytest.fixture
def run(environment: None, store: GraphStore, monkeypatch: pytest.MonkeyPatch, driver: Driver) -> CliRunner:
    """A runner whose environment leads to the sample graph."""
    monkeypatch.setenv("COLUMNS", "160")
    return CliRunner()


def asked(run: CliRunner, *arguments: str) -> Result:
    return run.invoke(commands, ["query", *arguments], catch_exceptions=False)


def test_json_is_the_whole_answer_of_the_store(run: CliRunner, store: GraphStore) -> None:
    result = asked(run, "narrower_themes", "--param", THEME, "--json")

    expected = store.run("narrower_themes", {"theme": "theme/artificial-intelligence"})
    assert QueryResult.model_validate_json(result.stdout) == expected


def test_a_reader_sees_the_rows_as_a_table(run: CliRunner) -> None:
    result = asked(run, "narrower_themes", "-p", THEME)

    assert (result.exit_code, "Machine learning" in result.stdout, result.stderr) == (0, True, "")


def test_a_cut_answer_says_on_stderr_that_there_is_more(run: CliRunner) -> None:
    result = asked(run, "narrower_themes", "-p", THEME, "-p", "limit=1")

    assert result.stderr == "There is more: raise it with --param limit=…\n"
