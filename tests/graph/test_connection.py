"""Connecting: which Neo4j, and what happens when it is not there or not ours."""

from pathlib import Path

import pytest
from neo4j import Driver
from pydantic import SecretStr

from cypher import statement
from graph.addresses import without_credentials
from graph.connection import check_uri, check_version, configured_password, connect, open_driver, target
from graph.errors import (
    DatabaseMissing,
    DatabaseUnavailable,
    LocalServerDown,
    PasswordUnreadable,
    ServerVersionUnsupported,
    UriMalformed,
    WrongPassword,
)
from graph.local import LocalNeo4j
from graph.ports import free_port
from graph.settings import Settings


def test_a_connected_driver_answers(driver: Driver) -> None:
    records = driver.execute_query(statement("read/components")).records

    assert [record["edition"] for record in records if record["name"] == "Neo4j Kernel"] == ["community"]


def test_without_an_address_the_running_local_neo4j_is_used(neo4j_server: LocalNeo4j, settings: Settings) -> None:
    found = target(settings.model_copy(update={"neo4j_uri": None}))

    assert (found.uri, found.user, found.password) == (neo4j_server.uri, "neo4j", neo4j_server.password)


def test_starting_leaves_a_running_local_neo4j_alone(neo4j_server: LocalNeo4j, settings: Settings) -> None:
    before = neo4j_server.status()

    with connect(settings.model_copy(update={"neo4j_uri": None}), start=True) as driver:
        driver.verify_connectivity()

    assert neo4j_server.status() == before


def test_a_local_neo4j_that_never_ran_is_said_to_be_down(tmp_path: Path) -> None:
    with pytest.raises(LocalServerDown, match="policygraph up"), connect(Settings(_env_file=None, home=tmp_path, neo4j_uri=None)):
        pass


def test_a_wrong_password_is_named_with_the_setting(settings: Settings) -> None:
    wrong = settings.model_copy(update={"neo4j_password": SecretStr("not-the-one")})

    with pytest.raises(WrongPassword, match="POLICYGRAPH_NEO4J_PASSWORD") as caught, connect(wrong):
        pass

    assert "not-the-one" not in str(caught.value)


def test_a_database_that_is_not_there_is_named(settings: Settings) -> None:
    with pytest.raises(DatabaseMissing, match="'elsewhere'"), connect(settings.model_copy(update={"neo4j_database": "elsewhere"})):
        pass


def test_an_address_where_nobody_listens_is_unavailable(settings: Settings) -> None:
    nobody = settings.model_copy(update={"neo4j_uri": f"bolt://127.0.0.1:{free_port()}"})

    with pytest.raises(DatabaseUnavailable, match="policygraph up"), connect(nobody):
        pass


def test_errors_of_the_work_itself_pass_unchanged(settings: Settings) -> None:
    with pytest.raises(KeyError, match="mine"), connect(settings):
        raise KeyError("mine")


def test_a_driver_opens_though_nobody_listens() -> None:
    nobody = Settings(_env_file=None, neo4j_uri=f"bolt://127.0.0.1:{free_port()}")

    with open_driver(target(nobody)) as driver:
        assert driver.encrypted is False


@pytest.mark.parametrize(
    "agent", ["Neo4j/5.26.0", "Neo4j/5.26.30", "Neo4j/5.27-aura", "Neo4j/2025.01.0", "Neo4j/2026.09.0", "Neo4j/2026.09-aura"]
)
def test_supported_versions_are_let_through(agent: str) -> None:
    check_version(agent, uri="bolt://db.example")


@pytest.mark.parametrize("agent", ["Neo4j/4.4.40", "Neo4j/5.9.0", "Neo4j/5.25.1", "Memgraph/3.0", "Neo4j", ""])
def test_versions_too_old_are_refused(agent: str) -> None:
    with pytest.raises(ServerVersionUnsupported, match=r"needs Neo4j 5\.26 or newer"):
        check_version(agent, uri="bolt://db.example")


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:7687", "neo4j://db.example", "neo4j+s://abc.databases.example", "bolt+ssc://[::1]:7687"])
def test_addresses_of_a_neo4j_are_accepted(uri: str) -> None:
    check_uri(uri)


@pytest.mark.parametrize(
    "uri", ["", "localhost:7687", "http://127.0.0.1:7474", "bolt://", "bolt://db.example:seven", "bolt://db.example:99999", "bolt://[::1"]
)
def test_what_is_no_address_is_refused(uri: str) -> None:
    with pytest.raises(UriMalformed, match="bolt://127"):
        check_uri(uri)


def test_a_password_in_the_address_is_refused_unseen() -> None:
    with pytest.raises(UriMalformed) as caught:
        check_uri("bolt://neo4j:secret@db.example")

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("bolt://db.example:7687", "bolt://db.example:7687"),
        ("bolt://neo4j:p@ss@db.example", "bolt://db.example"),
        ("https://me:secret@mirror.example/a@b", "https://mirror.example/a@b"),
        ("https://mirror.example?mail=me@home", "https://mirror.example?mail=me@home"),
        ("HTTP://me:secret@mirror.example#a@b", "HTTP://mirror.example#a@b"),
        ("neo4j://neo4j:p?ss@db.example", "neo4j://db.example"),
        ("no address", "no address"),
    ],
)
def test_an_address_is_shown_without_its_password(uri: str, shown: str) -> None:
    assert without_credentials(uri) == shown


def test_the_password_is_read_from_the_file_named(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("from the file\n", "utf-8")
    by_file = Settings(_env_file=None, neo4j_password=None, neo4j_password_file=tmp_path / "password")

    assert configured_password(by_file) == "from the file"


def test_the_password_itself_goes_before_the_file(tmp_path: Path) -> None:
    both = Settings(_env_file=None, neo4j_password=SecretStr("itself"), neo4j_password_file=tmp_path / "none")

    assert configured_password(both) == "itself"


def test_a_password_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PasswordUnreadable, match="POLICYGRAPH_NEO4J_PASSWORD_FILE"):
        configured_password(Settings(_env_file=None, neo4j_password=None, neo4j_password_file=tmp_path / "none"))


def test_a_target_does_not_show_its_password() -> None:
    found = target(Settings(_env_file=None, neo4j_uri="bolt://db.example", neo4j_password=SecretStr("secret")))

    assert "secret" not in repr(found)
