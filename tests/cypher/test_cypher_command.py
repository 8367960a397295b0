"""`policygraph cypher` at a terminal."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.cypher_command import parameter_from, shown
from graph.subgraph import Subgraph

NAMES = "MATCH (o:Organisation {id: $id}) RETURN o.name AS name"


@pytest.fixture
def asked(environment: None, sample_graph: list[Subgraph], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    """Somebody at a terminal with the sample graph, a home of their own and time."""
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path))
    monkeypatch.setenv("POLICYGRAPH_CYPHER_TIMEOUT_S", "60")
    return CliRunner()


def test_a_query_is_answered_as_a_table(asked: CliRunner) -> None:
    answer = asked.invoke(app, ["cypher", NAMES, "--param", "id=organisation/gb-home-office"])

    assert (answer.exit_code, "Home Office" in answer.stdout) == (0, True)


def test_a_program_gets_json_and_is_told_of_more(asked: CliRunner) -> None:
    answer = asked.invoke(app, ["cypher", "UNWIND $list AS n RETURN n", "-p", "list=[1, 2, 3]", "--limit", "2", "--json"])

    assert json.loads(answer.stdout) == {"columns": ["n"], "rows": [{"n": 1}, {"n": 2}], "truncated": True}
    assert "There is more" in answer.stderr


def test_what_writes_is_refused_with_what_to_do(asked: CliRunner) -> None:
    answer = asked.invoke(app, ["cypher", "MATCH (n) DETACH DELETE n"])

    assert answer.exit_code == 2
    assert "This query is not run" in answer.stderr


def test_the_shell_takes_query_after_query_and_outlives_a_mistake(asked: CliRunner) -> None:
    typed = "RETURN 1 AS one;\nRETURN wrong;\nMATCH (t:Theme {id: 'theme/open-source'})\nRETURN t.name\n\n:quit\nRETURN 'never'\n"

    answer = asked.invoke(app, ["cypher"], input=typed)

    assert answer.exit_code == 0
    assert "one" in answer.stdout
    assert "Open source" in answer.stdout
    assert "Variable `wrong` not defined" in answer.stderr
    assert "never" not in answer.stdout


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a=1", ("a", 1)),
        ("a=text", ("a", "text")),
        ('a="1"', ("a", "1")),
        ("a=[1,2]", ("a", [1, 2])),
        ("a=b=c", ("a", "b=c")),
        ("a=", ("a", "")),
    ],
)
def test_a_parameter_is_json_or_else_text(given: str, expected: tuple[str, object]) -> None:
    assert parameter_from(given) == expected


@pytest.mark.parametrize(("value", "cell"), [("é", "é"), (None, ""), (1, "1"), (True, "true"), ({"a": ["é"]}, '{"a": ["é"]}')])
def test_a_value_is_one_cell(value: object, cell: str) -> None:
    assert shown(value) == cell
