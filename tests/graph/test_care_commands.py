import json
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver
from typer import Typer
from typer.testing import CliRunner, Result

from graph.care_commands import report_text, schema, source_folder, verify
from graph.document_graph import DocumentGraph
from graph.errors import GeneratedFilesStale, NoSourceFolder
from graph.integrity import Fault, VerifyReport, fingerprint
from graph.kinds import Theme
from graph.schema import constraints
from graph.writer import GraphWriter

MakeGraph = Callable[..., DocumentGraph]

app = Typer()
app.command()(verify)
app.command()(schema)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture
def written(writer: GraphWriter, document_graph: MakeGraph) -> DocumentGraph:
    graph = document_graph("A", nodes=[(Theme, {"name": "Borders"})])
    writer.write([graph])
    return graph


def test_verify_says_that_all_claims_have_their_words(written: DocumentGraph, empty_database: Driver, environment: None) -> None:
    answer = run("verify")

    assert (answer.exit_code, answer.stdout) == (
        0,
        (
            "1 documents, 1 passages, 1 entities, 0 relationships: every claim has its words, and they stand where it says.\n"
            f"Graph hash: {fingerprint(empty_database)}\n"
        ),
    )


def test_verify_ends_with_1_and_names_what_is_broken(written: DocumentGraph, empty_database: Driver, environment: None) -> None:
    empty_database.execute_query("MATCH (:Passage)-[r:MENTIONS]->(:Theme) DELETE r")

    answer = run("verify", "--json")

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["faults"] == [{"place": "theme/borders", "problem": "no passage mentions it"}]


def test_a_report_with_faults_lists_them_and_says_what_to_do() -> None:
    report = VerifyReport(
        documents=1, passages=2, entities=1, relationships=0, faults=(Fault(place="theme/a", problem="no passage mentions it"),)
    )

    assert report_text(report, "0" * 64).splitlines() == [
        "1 documents, 2 passages, 1 entities, 0 relationships: not every promise is kept.",
        "theme/a: no passage mentions it.",
        "Ingest the documents concerned again.",
    ]


def test_schema_prints_the_constraints() -> None:
    assert run("schema").stdout == constraints() + "\n"


def test_schema_finds_the_files_of_this_repository_up_to_date() -> None:
    answer = run("schema", "--check")

    assert (answer.exit_code, answer.stderr) == (0, "All generated files are up to date.\n")


def test_schema_names_the_files_that_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.care_commands.stale", lambda root: [root / "docs/model.md"])

    error = run("schema", "--check").exception

    assert isinstance(error, GeneratedFilesStale)
    assert error.names == ["docs/model.md"]


def test_an_installed_package_has_no_files_to_care_for(tmp_path: Path) -> None:
    with pytest.raises(NoSourceFolder):
        source_folder(tmp_path)
