"""The commands ingest, documents and forget, as a person or a script calls them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from neo4j import Driver
from typer.testing import CliRunner, Result

from graph.errors import DatabaseUnavailable, NodeNotFound, OutputUnwritable, SourceUnavailable
from ingest.cli import commands

if TYPE_CHECKING:
    from tests.ingest.conftest import Site

PLAN = "# Home Office Digital Plan\n\nThe Home Office will publish a data strategy by March 2031.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "plans"
    root.mkdir()
    (root / "home-office.md").write_text(PLAN)
    return root


@pytest.fixture
def database(empty_database: Driver, environment: None) -> Driver:
    """The commands speak to the test session's Neo4j."""
    return empty_database


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def test_a_dry_run_says_what_would_be_written(folder: Path) -> None:
    result = run("ingest", folder, "--dry-run")

    assert result.exit_code == 0
    assert "home-office.md" in result.stdout
    assert result.stdout.splitlines()[-1] == "1 read, 0 unchanged, 0 skipped, 0 failed; nothing was written."


def test_what_was_not_read_is_said_with_its_reason(folder: Path) -> None:
    (folder / "annex.odt").write_bytes(b"%PDF")
    (folder / "bodies.csv").write_text("key,name\nD1,Home Office\nD2\n")

    result = run("ingest", folder, "--dry-run")

    assert result.exit_code == 1
    assert result.stdout.splitlines()[0].startswith("skipped    annex.odt: there is no reader for .odt yet [no-reader].")
    assert result.stdout.splitlines()[1].startswith("note       bodies.csv, line 3: it has 1 cells and not 2;")


def test_names_that_look_like_markup_are_printed_as_they_are(folder: Path) -> None:
    (folder / "[red]x \x1b[31m.md").write_text(PLAN)
    (folder / "[bold]y.odt").write_bytes(b"%PDF")

    result = run("ingest", folder, "--dry-run")

    assert "[red]x \ufffd[31m.md" in result.stdout
    assert "skipped    [bold]y.odt:" in result.stdout


def test_the_report_is_also_given_as_json(folder: Path) -> None:
    result = run("ingest", folder, "--dry-run", "--json", "--report", folder.parent / "report.jsonl")

    entries = json.loads(result.stdout)["entries"]

    assert [(entry["name"], entry["status"]) for entry in entries] == [("home-office.md", "read")]
    assert [json.loads(line) for line in (folder.parent / "report.jsonl").read_text().splitlines()] == entries


def test_a_report_that_cannot_be_written_is_said_before_anything_is_read(folder: Path) -> None:
    result = run("ingest", folder, "--dry-run", "--report", folder / "nowhere" / "report.jsonl")

    assert isinstance(result.exception, OutputUnwritable)
    assert result.stdout == ""


def test_a_run_that_never_began_leaves_no_report(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_NEO4J_URI", "bolt://127.0.0.1:9")

    run("ingest", folder, "--report", folder.parent / "report.jsonl")

    assert [path.name for path in folder.parent.iterdir()] == ["plans"]


def test_a_path_that_does_not_exist_is_wrong_usage(folder: Path) -> None:
    result = run("ingest", folder / "nothing", "--dry-run")

    assert isinstance(result.exception, SourceUnavailable)
    assert result.exception.exit_code == 2


def test_without_a_path_the_usage_is_explained() -> None:
    assert run("ingest").exit_code == 2


def test_a_database_that_does_not_answer_ends_with_three(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_NEO4J_URI", "bolt://127.0.0.1:9")

    result = run("ingest", folder)

    assert isinstance(result.exception, DatabaseUnavailable)
    assert result.exception.exit_code == 3


def test_documents_come_in_are_listed_and_leave(folder: Path, database: Driver) -> None:
    assert run("ingest", folder).exit_code == 0
    listed = json.loads(run("documents", "--json").stdout)

    assert [(place["title"], place["locations"]) for place in listed] == [("Home Office Digital Plan", [str(folder / "home-office.md")])]
    assert listed[0]["id"] in run("documents").stdout

    forgotten = run("forget", "plans/home-office.md")

    assert forgotten.exit_code == 0
    assert forgotten.stdout.startswith(f"Removed {listed[0]['id']}: ")
    assert json.loads(run("documents", "--json").stdout) == []


def test_a_file_that_is_gone_is_named_with_what_to_do(folder: Path, database: Driver) -> None:
    run("ingest", folder)
    (folder / "home-office.md").rename(folder / "renamed.md")

    result = run("ingest", folder)

    assert result.exit_code == 0
    assert f"Remove it with 'policygraph forget {folder / 'home-office.md'}'." in result.stdout


def test_forgetting_by_id_answers_in_json(folder: Path, database: Driver) -> None:
    run("ingest", folder)
    (place,) = json.loads(run("documents", "--json").stdout)

    answer = json.loads(run("forget", place["id"], "--json").stdout)

    assert (list(answer), answer[place["id"]]["documents_removed"]) == ([place["id"]], 1)


def test_what_was_never_there_cannot_be_forgotten(database: Driver) -> None:
    result = run("forget", "document/nothing-000000000000")

    assert isinstance(result.exception, NodeNotFound)


def test_files_pages_and_lists_can_be_named_together(folder: Path, site: "Site", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_HOME", str(folder.parent / "home"))
    url = site.add("/plan", "<h1>Plan</h1><p>The Home Office will publish a data strategy by 2031.</p>")
    missing = site.address + "/missing"
    (folder / "notes.txt").write_text("Notes")
    (folder.parent / "list.txt").write_text(f"{url}\n")

    result = run("ingest", folder, missing, f"@{folder.parent / 'list.txt'}", "--only", "*.md", "--dry-run")

    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == (f"failed     {missing[7:]}: there is no such page [http-404]. Check the address in a browser.")
    assert result.stdout.splitlines()[-1] == "2 read, 0 unchanged, 0 skipped, 1 failed; nothing was written."


def test_a_page_is_listed_and_forgotten_by_its_address(
    database: Driver, folder: Path, site: "Site", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_HOME", str(folder.parent / "home"))
    url = site.add("/plan", "<h1>Plan</h1><p>The Home Office will publish a data strategy by 2031.</p>", etag='"1"')

    first, second = run("ingest", url), run("ingest", url)
    listed = json.loads(run("documents", "--json").stdout)
    forgotten = run("forget", url + "#top")

    assert (first.exit_code, second.exit_code, forgotten.exit_code) == (0, 0, 0)
    assert second.stdout.splitlines()[-1].startswith("0 read, 1 unchanged")
    assert [place["locations"] for place in listed] == [[url]]
    assert json.loads(run("documents", "--json").stdout) == []


def test_a_page_that_is_gone_is_named_with_the_way_to_take_it_out(
    database: Driver, folder: Path, site: "Site", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_HOME", str(folder.parent / "home"))
    url = site.add("/plan", "<h1>Plan</h1><p>The Home Office will publish a data strategy by 2031.</p>")
    site.add("/plan", status=410)
    run("ingest", url)

    result = run("ingest", url)

    assert result.exit_code == 2
    assert f"gone       {url}: its document is still in the graph. Remove it with 'policygraph forget {url}'." in result.stdout
