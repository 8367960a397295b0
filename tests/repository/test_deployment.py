"""docker-compose.yml, Dockerfile and the local Neo4j agree with each other."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any, cast

import pytest
from ruamel.yaml import YAML

from graph.releases import load_lock
from graph.server_folder import HARDENED, half
from graph.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:  # Any: YAML holds anything; the tests look at named places only
    return cast("dict[str, Any]", YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text(encoding="utf-8")))


def variable(setting: str) -> str:
    """How the image spells a setting of Neo4j: '.' as '_', '_' as '__'."""
    return "NEO4J_" + setting.replace("_", "__").replace(".", "_")


def test_the_image_is_the_version_that_runs_locally(compose: dict[str, Any]) -> None:
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{load_lock('5.26').neo4j}-community"


def test_the_image_is_hardened_as_the_local_server_is(compose: dict[str, Any]) -> None:
    given = compose["services"]["neo4j"]["environment"]
    # The image sets these itself: its addresses are those of a container, its log and its folders those of a server.
    own = ("server.bolt", "server.default_listen", "server.directories", "server.memory", "dbms.security.auth", "db.logs")
    expected = {variable(name): value for name, value in HARDENED.items() if not name.startswith(own)}

    assert {name: given.get(name) for name in expected} == expected
    assert given["NEO4J_db_memory_transaction_max"] == half(given["NEO4J_server_memory_heap_max__size"])


def test_every_port_is_bound_to_this_machine_only(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service["ports"]]

    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_the_password_comes_from_secret_files(compose: dict[str, Any]) -> None:
    assert compose["services"]["neo4j"]["environment"]["NEO4J_AUTH_FILE"] == "/run/secrets/neo4j_auth"
    assert compose["services"]["api"]["environment"]["POLICYGRAPH_NEO4J_PASSWORD_FILE"] == "/run/secrets/neo4j_password"


def test_the_api_is_read_only_without_privileges(compose: dict[str, Any]) -> None:
    api = compose["services"]["api"]

    assert (api["read_only"], api["cap_drop"], api["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])


def test_both_services_wait_for_health(compose: dict[str, Any]) -> None:
    assert compose["services"]["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "healthcheck" in compose["services"]["neo4j"]
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_image_runs_as_an_ordinary_user() -> None:
    assert re.findall(r"^USER (\d+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE) == ["10000"]


def test_the_image_reaches_every_package_of_the_project() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"][
        "packages"
    ]
    copied = re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert sorted(copied) == sorted(packages)
    assert [package for package in packages if f"!{package}" not in ignored] == []


def test_every_setting_of_the_compose_file_exists(compose: dict[str, Any]) -> None:
    names = {name.removeprefix("POLICYGRAPH_").lower() for name in compose["services"]["api"]["environment"]}

    assert names <= set(Settings.model_fields)


def test_a_compose_client_accepts_the_file(tmp_path: Path) -> None:
    client = shutil.which("docker-compose")
    if client is None:
        pytest.skip("no compose client here; .ci/run installs one")
    (tmp_path / "secrets").mkdir()
    for secret in ("neo4j_auth", "neo4j_password"):
        (tmp_path / "secrets" / secret).write_text("neo4j/not-a-secret", encoding="utf-8")
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    shutil.copy(ROOT / "Dockerfile", tmp_path)

    answer = subprocess.run([client, "config", "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (answer.returncode, answer.stderr) == (0, "")
