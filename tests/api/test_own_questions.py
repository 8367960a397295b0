"""A folder of the user's own questions."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app
from graph.catalogue import catalogue_of
from graph.errors import FolderUnusable, InvalidQueryFile
from graph.settings import Settings

FILE = """// title       = "Who says the word?"
// description = "Commitments that hold a word, by id."
// returns     = "rows"
// access      = "read"
//
// [parameters.word]
// type        = "text"
// description = "The word."
//
// [parameters.limit]
// type        = "integer"
// default     = 10
// minimum     = 1
// maximum     = 100
// description = "Most rows to return."
//
// [columns]
// commitment = { type = "node_id", description = "Id of the commitment." }
//
// [example]
// word = "guidance"
// ---
MATCH (c:Commitment)
WHERE toLower(c.text) CONTAINS $word
RETURN c.id AS commitment
ORDER BY commitment
LIMIT $limit + 1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "who_says.cypher").write_text(FILE, "utf-8")
    (tmp_path / "notes.txt").write_text("no question", "utf-8")
    return tmp_path


def test_a_file_is_an_address_an_entry_of_the_catalogue_and_of_the_docs(settings: Settings, sample_graph: Driver, folder: Path) -> None:
    own = settings.model_copy(update={"queries": folder, "query_timeout_s": 120.0})

    with TestClient(create_app(own), base_url="http://127.0.0.1") as client:
        answer = client.get("/v1/queries/who_says?word=guidance&limit=2").json()
        names = [one["name"] for one in client.get("/v1/queries").json()]
        docs = client.get("/docs").text

    assert ([row["commitment"] for row in answer["rows"]], answer["truncated"]) == (["commitment/a1", "commitment/h1"], True)
    assert "who_says" in names
    assert names == sorted(names)
    assert "Who says the word?" in docs


def test_a_file_is_a_question_of_the_command(environment: None, sample_graph: Driver, folder: Path) -> None:
    listed = CliRunner().invoke(app, ["query", "--queries", str(folder)])
    answer = CliRunner().invoke(app, ["query", "who_says", "-p", "word=guidance", "--queries", str(folder)])

    assert "who_says" in listed.stdout
    assert (answer.exit_code, "commitment/o1" in answer.stdout) == (0, True)


@pytest.mark.parametrize(
    ("change", "line", "problem"),
    [
        (('returns     = "rows"', 'returns     = "row"'), 3, "returns: Input should be 'rows' or 'Subgraph'"),
        (("$word", "$words"), 24, "$words is used but not declared under [parameters]"),
        (("MATCH (c:Commitment)", "MATCH (c:Commitment) SET c.x = 1"), None, ""),
        (("MATCH (c:Commitment)", "LOAD CSV FROM 'http://127.0.0.1/' AS c"), 23, "it begins with 'LOAD'"),
        (("toLower(c.text) CONTAINS $word", "c.text =~ $word"), 23, "it has a regular expression (=~)"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_its_line(folder: Path, change: tuple[str, str], line: int | None, problem: str) -> None:
    path = folder / "who_says.cypher"
    path.write_text(FILE.replace(*change), "utf-8")
    catalogue_of.cache_clear()

    if line is None:
        # A word that writes may be the name of something; Neo4j refuses to write when it is asked.
        assert catalogue_of(folder).get("who_says")
        return
    with pytest.raises(InvalidQueryFile) as caught:
        catalogue_of(folder)

    assert caught.value.line == line
    assert caught.value.problem.startswith(f"{path}, line {line}: ")
    assert problem in caught.value.problem


@pytest.mark.parametrize("name", ["partners_of", "Who", "1st", "a-b"])
def test_a_name_that_ships_or_cannot_stand_in_an_address_is_refused(folder: Path, name: str) -> None:
    (folder / f"{name}.cypher").write_text(FILE, "utf-8")

    with pytest.raises(InvalidQueryFile, match=f"{name}.cypher, line 1"):
        catalogue_of(folder)


def test_the_server_does_not_start_with_a_file_that_is_wrong(folder: Path) -> None:
    (folder / "broken.cypher").write_text("MATCH (n) RETURN n", "utf-8")

    answer = CliRunner().invoke(app, ["serve", "--port", "0", "--queries", str(folder)])

    assert answer.exit_code == 1
    assert "broken.cypher, line 1: there is no line '// ---' below the header." in answer.stderr


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderUnusable, match="nowhere"):
        catalogue_of(tmp_path / "nowhere")
