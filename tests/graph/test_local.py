"""The life of a local Neo4j: real servers are started, killed and found again, in a folder of these tests' own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from neo4j.exceptions import Neo4jError
from pydantic import SecretStr

from graph import ports
from graph.connection import connect
from graph.errors import DatabaseUnavailable, PasswordUnreadable, PortTaken, ServerStartFailed, WrongPassword
from graph.local import LocalNeo4j
from graph.server_folder import ServerFolder, ServerRecord
from graph.settings import Settings

HERE = Path(__file__).parent
UP = "from graph.local import LocalNeo4j; from graph.settings import Settings; LocalNeo4j(Settings()).start()"


@pytest.fixture(scope="module")
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(_env_file=None, home=tmp_path_factory.mktemp("own"), neo4j_uri=None, neo4j_port=None, neo4j_start_timeout_s=300)


@pytest.fixture(scope="module")
def folder(own_settings: Settings) -> ServerFolder:
    return ServerFolder(own_settings)


@pytest.fixture(scope="module")
def server(own_settings: Settings) -> Iterator[LocalNeo4j]:
    local = LocalNeo4j(own_settings)
    yield local
    local.stop()


@pytest.fixture
def running(server: LocalNeo4j) -> LocalNeo4j:
    server.start()
    return server


@pytest.fixture
def stopped(server: LocalNeo4j) -> LocalNeo4j:
    server.stop()
    return server


def pid_of(server: LocalNeo4j) -> int:
    pid = server.status().pid
    assert pid is not None
    return pid


def up(settings: Settings) -> subprocess.Popen[bytes]:
    """A process of its own that starts the server, as the command does."""
    environment = os.environ | {"POLICYGRAPH_HOME": str(settings.home), "POLICYGRAPH_NEO4J_START_TIMEOUT_S": "300"}
    return subprocess.Popen([sys.executable, "-c", UP], env=environment)


def wait_until_spawned(server: LocalNeo4j) -> int:
    deadline = time.monotonic() + 60
    while (pid := server.status().pid) is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return pid


def test_two_starts_at_once_make_one_server(stopped: LocalNeo4j, own_settings: Settings, folder: ServerFolder) -> None:
    both = [up(own_settings), up(own_settings)]

    assert [process.wait() for process in both] == [0, 0]
    marked = [process.pid for process in psutil.process_iter(["cmdline"]) if folder.mark in (process.info["cmdline"] or [])]
    assert marked == [pid_of(stopped)]


def test_a_server_that_runs_is_found_and_kept(running: LocalNeo4j) -> None:
    before = running.status()

    running.start()

    assert running.status() == before
    assert before.state == "running"


def test_only_its_owner_may_open_the_folder_and_the_password(running: LocalNeo4j, folder: ServerFolder) -> None:
    modes = [oct(path.stat().st_mode & 0o777) for path in (folder.path, running.password_file, folder.path / "data/dbms/auth.ini")]

    assert modes == ["0o700", "0o600", "0o600"]


def test_it_listens_on_the_loopback_address_only(running: LocalNeo4j) -> None:
    listening = [one.laddr for one in psutil.Process(pid_of(running)).net_connections() if one.status == psutil.CONN_LISTEN]

    assert [(one.ip.removeprefix("::ffff:"), f"bolt://127.0.0.1:{one.port}") for one in listening] == [("127.0.0.1", running.uri)]


def test_the_password_known_to_everybody_is_refused(running: LocalNeo4j, own_settings: Settings) -> None:
    known = own_settings.model_copy(update={"neo4j_uri": running.uri, "neo4j_password": SecretStr("neo4j")})

    with pytest.raises(WrongPassword), connect(known):
        pass


def test_files_and_addresses_cannot_be_loaded(running: LocalNeo4j, own_settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, connect(own_settings) as driver:
        listener.settimeout(0.5)
        for url in (f"http://127.0.0.1:{listener.getsockname()[1]}/a.csv", "file:///etc/hostname"):
            with pytest.raises(Neo4jError):
                driver.execute_query((HERE / "load_csv.cypher").read_text("utf-8"), url=url)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_frozen_server_is_given_up_within_seconds(running: LocalNeo4j, own_settings: Settings) -> None:
    frozen = psutil.Process(pid_of(running))
    frozen.suspend()
    started = time.monotonic()
    try:
        with pytest.raises(DatabaseUnavailable), connect(own_settings):
            pass
    finally:
        frozen.resume()

    assert time.monotonic() - started < 50


def test_a_killed_server_starts_again_with_its_port_password_and_data(running: LocalNeo4j, own_settings: Settings) -> None:
    before = (running.uri, running.password, server_id(own_settings))
    os.kill(pid_of(running), signal.SIGKILL)
    wait_until_gone(running)

    running.start()

    assert (running.uri, running.password, server_id(own_settings)) == before


def test_a_start_whose_command_was_killed_is_taken_over(stopped: LocalNeo4j, own_settings: Settings) -> None:
    command = up(own_settings)
    spawned = wait_until_spawned(stopped)
    command.kill()
    command.wait()

    stopped.start()

    assert pid_of(stopped) == spawned


def test_a_pid_that_now_belongs_to_a_stranger_is_let_alone(stopped: LocalNeo4j, folder: ServerFolder) -> None:
    folder.keep(ServerRecord(port=ports.free_port(), pid=os.getpid()))

    assert (stopped.status().state, stopped.status().pid) == ("stopped", None)
    assert stopped.stop() is False


def test_a_port_taken_meanwhile_gives_way_to_another(stopped: LocalNeo4j, folder: ServerFolder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        taken = stranger.getsockname()[1]
        folder.keep(ServerRecord(port=taken))
        stopped.start()

    assert stopped.status().state == "running"
    assert stopped.uri != f"bolt://127.0.0.1:{taken}"


def test_stopping_ends_it_and_may_be_repeated(running: LocalNeo4j) -> None:
    assert [running.stop(), running.stop()] == [True, False]
    assert running.status().state == "stopped"


def test_a_damaged_record_is_as_good_as_none(stopped: LocalNeo4j, folder: ServerFolder) -> None:
    (folder.path / "server.json").write_text('{"port": 70000', "utf-8")

    assert folder.record() is None
    assert stopped.status().state == "stopped"


def test_a_fixed_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        with pytest.raises(PortTaken, match=f"{port}.*POLICYGRAPH_NEO4J_PORT"):
            LocalNeo4j(Settings(_env_file=None, home=tmp_path, neo4j_port=port)).start()


def test_a_server_that_dies_at_once_shows_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(ServerStartFailed, match=r"ended by itself[^§]*heap"):
        LocalNeo4j(Settings(_env_file=None, home=tmp_path, neo4j_heap="999999999g")).start()


def test_a_server_too_slow_to_answer_is_ended(tmp_path: Path) -> None:
    slow = LocalNeo4j(Settings(_env_file=None, home=tmp_path, neo4j_port=None, neo4j_start_timeout_s=0.5))

    with pytest.raises(ServerStartFailed, match=r"did not answer within 0\.5 seconds"):
        slow.start()

    assert slow.status().state == "stopped"


def test_a_store_whose_password_was_lost_is_not_touched(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, home=tmp_path, neo4j_port=None)
    store = ServerFolder(settings).path / "data" / "databases" / "system"
    store.mkdir(parents=True)

    with pytest.raises(PasswordUnreadable, match="Put the file back"):
        LocalNeo4j(settings).start()


def server_id(settings: Settings) -> list[object]:
    """What tells one store from any other."""
    with connect(settings) as driver:
        return driver.execute_query((HERE / "store_id.cypher").read_text("utf-8")).records[0].values()


def wait_until_gone(server: LocalNeo4j) -> None:
    deadline = time.monotonic() + 30
    while server.status().state != "stopped":
        assert time.monotonic() < deadline
        time.sleep(0.05)
