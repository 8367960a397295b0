"""The command import, as a person calls it, into a real graph."""

import json
from pathlib import Path

import pytest
from neo4j import Driver
from typer.testing import CliRunner, Result

from api.cli import app
from graph.kinds import Commitment
from graph.store import GraphStore

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
TABLE, MAPPING = SAMPLES / "harbour-actions.csv", SAMPLES / "harbour-actions.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def store(empty_database: Driver, environment: None) -> GraphStore:
    """An empty graph that the command writes to."""
    return GraphStore(empty_database)


def test_the_preview_shows_rows_and_rejections_and_needs_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_NEO4J_URI", "bolt://127.0.0.1:9")

    result = run("import", TABLE, "--mapping", MAPPING, "--preview")

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith("rejected   harbour-actions.csv, line 4, column 5 ('Due'): '31/02/2031' is no day;")
    assert lines[1].startswith("rejected   harbour-actions.csv, line 5, column 2 ('Action'): the cell that holds the text is empty")
    assert lines[2].startswith("note       harbour-actions.csv, line 6, column 3 ('Lead department'): no register has 'Harbour Lamp Trust'")
    assert lines[3].split() == ["text", "kind", "number", "owner", "deadline", "status", "theme", "strategy", "support"]
    assert lines[-1] == "3 rows would enter, 2 rejected; nothing was written."


def test_rows_enter_the_graph_as_commitments_of_the_strategy_with_owner_and_deadline(store: GraphStore) -> None:
    result = run("import", TABLE, "--mapping", MAPPING)

    found = store.neighbours("strategy/harbour-lamp-plan-2031", depth=1)
    commitments = sorted((node for node in found.nodes if isinstance(node, Commitment)), key=lambda node: node.number or "")
    assert result.exit_code == 1
    assert [(node.number, node.text, node.status, node.deadline_value) for node in commitments] == [
        ("H1", "Light every harbour lamp on the east coast", "complete", "2031-03-31"),
        ("H2", "Publish a register of fog signals", "in progress", "2031-09-30"),
        ("H5", "Open a museum of lamps", "not started", "2032-12-31"),
    ]


def test_the_passage_of_a_commitment_is_its_row(store: GraphStore) -> None:
    run("import", TABLE, "--mapping", MAPPING)

    found = store.entity("organisation/gb-harbour-lamp-trust")

    assert [passage.text for passage in found.passages] == ["H5,Open a museum of lamps,Harbour Lamp Trust,,31/12/2032,Not started,Culture"]
    assert store.verify().ok


def test_importing_twice_changes_nothing(store: GraphStore) -> None:
    run("import", TABLE, "--mapping", MAPPING)
    before = store.fingerprint()

    again = json.loads(run("import", TABLE, "--mapping", MAPPING, "--json").stdout)

    assert (again["written"]["unchanged"], again["written"]["nodes_created"]) == (1, 0)
    assert store.fingerprint() == before


def test_another_mapping_takes_the_place_of_the_first(store: GraphStore, tmp_path: Path) -> None:
    run("import", TABLE, "--mapping", MAPPING)
    other = tmp_path / "other.yaml"
    other.write_text(MAPPING.read_text(encoding="utf-8").replace("Harbour Lamp Plan 2031", "Second Lamp Plan"), encoding="utf-8")

    run("import", TABLE, "--mapping", other)

    assert [hit.node.id for hit in store.search("Lamp Plan", kinds=["Strategy"])] == ["strategy/second-lamp-plan"]
    assert store.summary().documents == 1


def test_rejected_rows_stand_in_the_report_as_they_are(tmp_path: Path) -> None:
    report = tmp_path / "rejected.jsonl"

    run("import", TABLE, "--mapping", MAPPING, "--preview", "--report", report)

    lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert [(line["status"], line["code"], line.get("row")) for line in lines] == [
        ("rejected", "import-date", "H3,Train 200 harbour pilots,Department for Education,,31/02/2031,Not started,Skills"),
        ("rejected", "import-missing", "H4,,Home Office,,31/12/2031,Not started,"),
        ("note", "import-new-organisation", None),
    ]
    assert {line["file"] for line in lines} == {str(TABLE)}


def test_a_mapping_that_does_not_fit_ends_with_wrong_usage(tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text("kind: commitment\ncolumns: {Promise: text}\n", encoding="utf-8")

    result = run("import", TABLE, "--mapping", mapping, "--preview")

    assert result.exit_code == 2
    assert "has no column 'Promise'; its columns are 'Ref', 'Action'," in result.stderr


def test_columns_without_a_field_are_told(tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text("kind: commitment\ncolumns: {Action: text, Ref: number, Lead department: owner}\n", encoding="utf-8")

    result = run("import", TABLE, "--mapping", mapping, "--preview")

    assert "unmapped   The mapping says nothing of the columns 'Partners', 'Due', 'Progress', 'Topic'." in result.stdout


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    result = run("import", tmp_path, "--mapping", MAPPING, "--preview")

    assert result.exit_code == 2
    assert "it is a folder" in result.stderr


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("import", tmp_path / "none.csv", "--mapping", MAPPING, "--preview")

    assert result.exit_code == 2
    assert "there is no such file or folder" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("actions.json", b"[{]", "line 1, column 3: ']' stands where"),
        ("actions.yaml", b"- [", "line 1, column 4"),
        ("actions.xml", b"<a>", "line 1, column 4: it is not XML"),
        ("actions.xlsx", b"no workbook", "cannot be read"),
        ("actions.csv", b"Action\n\xff\xfe\x00\x81", "cannot be read"),
        ("actions.bin", b"Action", "there is no reader"),
    ],
)
def test_a_table_that_cannot_be_read_ends_with_nothing_usable(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    table = tmp_path / name
    table.write_bytes(content)

    result = run("import", table, "--mapping", MAPPING, "--preview")

    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
