import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from api.cli import app
from api.demo_server import demo_settings
from graph.settings import Settings

ROOT = Path(__file__).parents[2]
ROOT_GROUP = get_command(app)
assert isinstance(ROOT_GROUP, TyperGroup)
COMMANDS = ROOT_GROUP.commands


def policygraph(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The command as a user types it, without a terminal."""
    return subprocess.run(
        [sys.executable, "-c", "from api.cli import main; main()", *arguments],
        cwd=ROOT,
        env={**os.environ, "POLICYGRAPH_NEO4J_URI": "bolt://127.0.0.1:1", "NO_COLOR": "1", "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_root_collects_the_commands_of_every_room() -> None:
    assert {"serve", "demo", "up", "down", "status", "doctor", "ingest", "documents", "forget", "draw"} <= set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_so_has_every_option(name: str) -> None:
    command = COMMANDS[name]

    assert command.help
    assert [one.name for one in command.params if not getattr(one, "help", None)] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_command_has_more_than_six_options(name: str) -> None:
    assert len([one for one in COMMANDS[name].params if one.param_type_name == "option" and one.name != "help"]) <= 6


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *[[name, "--help"] for name in sorted(COMMANDS)]])
def test_help_is_given_for_everything(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)

    assert (result.exit_code, "Usage:" in result.output) == (0, True)


def test_who_asks_for_one_command_does_not_wait_for_the_others() -> None:
    program = (
        "import sys; from typer.main import get_command; from api.cli import app; get_command(app).commands['down']; print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    ).stdout.split()

    assert {"graph.cli", "ingest.cli", "visualisations.cli", "fastapi"} & set(loaded) == {"graph.cli"}


def test_the_version_is_printed() -> None:
    assert re.fullmatch(r"policygraph \d+\.\d+\.\d+\S*\n", CliRunner().invoke(app, ["--version"]).stdout)


def test_a_misspelt_command_is_met_with_the_right_one() -> None:
    result = policygraph("dmeo")

    assert (result.returncode, result.stdout) == (2, "")
    assert "Did you mean 'demo'?" in result.stderr


def test_an_unreachable_database_ends_with_three_and_what_to_do() -> None:
    result = policygraph("documents")

    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.splitlines()[-1].startswith("Run 'policygraph up' for a local one")
    assert "Traceback" not in result.stderr


def test_a_bad_setting_is_named_without_a_traceback() -> None:
    result = policygraph("status", POLICYGRAPH_QUERY_TIMEOUT_S="soon")

    assert result.returncode == 2
    assert result.stderr.startswith("The setting POLICYGRAPH_QUERY_TIMEOUT_S cannot be used:")
    assert "Traceback" not in result.stderr


def test_a_folder_that_is_not_there_ends_without_a_traceback() -> None:
    result = policygraph("ingest", "--dry-run", "no-such-folder")

    assert result.returncode != 0
    assert "no-such-folder" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_demo_has_a_home_of_its_own() -> None:
    settings = Settings(_env_file=None, home=Path("home"), neo4j_uri=None)

    assert demo_settings(settings).home == Path("home") / "demo"


def test_the_demo_uses_the_neo4j_that_is_named() -> None:
    settings = Settings(_env_file=None, home=Path("home"), neo4j_uri="bolt://127.0.0.1:7687")

    assert demo_settings(settings) == settings
