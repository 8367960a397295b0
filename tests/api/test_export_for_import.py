"""The files that Neo4j's own importer takes, given to that importer."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from neo4j import Driver
from typer.testing import CliRunner

from api.cli import app
from graph.bulk import Dump, Unexportable, cells, dump, quoted
from graph.errors import OutputUnwritable
from graph.java import java_runtime
from graph.local import LocalNeo4j

# What the importer has to say it has read; empty lists it does not keep.
COUNTED = """
MATCH (n)
WHERE n.id IS NOT NULL
RETURN count(n) AS nodes, sum(size([key IN keys(n) WHERE n[key] <> []])) AS properties, sum(COUNT { (n)-->() }) AS links
"""


@pytest.fixture(scope="module")
def dumped(sample_graph: Driver, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dump]:
    """The sample graph as files, and what was said of them."""
    folder = tmp_path_factory.mktemp("dump") / "files"
    return folder, dump(sample_graph, folder)


def test_the_importer_takes_every_node_and_every_relationship(
    dumped: tuple[Path, Dump], neo4j_server: LocalNeo4j, tmp_path: Path, sample_graph: Driver
) -> None:
    folder, done = dumped
    jars = os.pathsep.join(map(str, neo4j_server.install()))
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "neo4j.conf").touch()
    command = [
        str(java_runtime()),
        "-Xmx512m",
        "-cp",
        jars,
        "org.neo4j.cli.AdminTool",
        "database",
        "import",
        "full",
        "neo4j",
        "@import.args",
    ]
    environment = {**os.environ, "NEO4J_HOME": str(tmp_path), "NEO4J_CONF": str(tmp_path / "conf")}

    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    imported = {word: int(number) for number, word in re.findall(r"^  (\d+) (nodes|relationships|properties)$", ran.stdout, re.MULTILINE)}
    with sample_graph.session(database="neo4j") as session:
        there = session.run(COUNTED).single(strict=True)
        on_links = session.run("MATCH (n)-[r]->(m) WHERE n.id IS NOT NULL RETURN sum(size(keys(r)))").single(strict=True).value()
    assert imported == {"nodes": there["nodes"], "relationships": there["links"], "properties": there["properties"] + on_links}
    assert (done.nodes, done.relationships) == (there["nodes"], there["links"])


def test_columns_have_the_types_of_the_model(dumped: tuple[Path, Dump]) -> None:
    head = (dumped[0] / "nodes-commitment-header.csv").read_text("utf-8").strip().split(",")

    assert head[0] == "id:ID"
    assert {"text:string", "deadline_latest:date", "confidence:double"} <= set(head)
    assert "evidence:string[]" in (dumped[0] / "relationships-makes-header.csv").read_text("utf-8")


def test_a_folder_that_holds_something_is_left_alone(sample_graph: Driver, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")

    with pytest.raises(OutputUnwritable, match="not empty"):
        dump(sample_graph, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.usefixtures("environment", "sample_graph")
def test_the_command_says_how_to_import(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["export", "--to-import", str(tmp_path / "dump")])

    assert (ran.exit_code, "neo4j-admin database import full neo4j @import.args" in ran.output) == (0, True)


def test_a_text_keeps_its_quotation_marks_and_lines_and_nothing_is_not_an_empty_text() -> None:
    assert quoted('He said "yes",\nand went.') == '"He said ""yes"",\nand went."'
    assert list(cells(["", None, True, 0.5, ["a", "b"], []], "here")) == ['""', "", "true", "0.5", '"a\x1fb"', ""]


def test_a_list_that_would_come_back_as_another_is_refused() -> None:
    with pytest.raises(Unexportable):
        list(cells([[""]], "here"))
