"""The parts of the local Neo4j that need no server: its folder, its processes, its ports, its Java."""

import hashlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph import ports, process
from graph.errors import PlatformUnsupported
from graph.java import java_runtime, java_version, refuse_unsupported
from graph.progress import silent, terminal_report
from graph.server_folder import ServerFolder, ServerRecord, credential, half, quoted, write_private
from graph.settings import Neo4jVersion, Settings

SLEEP = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"


def folder_in(home: Path, version: Neo4jVersion = "5.26") -> ServerFolder:
    folder = ServerFolder(Settings(_env_file=None, home=home, neo4j_version=version))
    folder.make()
    return folder


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[psutil.Process]:
    """A process of ours, known by the folder among its arguments."""
    spawned = process.spawn([sys.executable, "-c", SLEEP, str(tmp_path)], log=tmp_path / "log", folder=tmp_path)
    yield spawned
    process.end(spawned, patience_s=5)


def test_the_configuration_shuts_every_door_but_bolt(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)

    folder.prepare(port=7687, classpath=[])

    lines = (folder.path / "conf" / "neo4j.conf").read_text("utf-8").splitlines()
    assert {
        "dbms.security.auth_enabled=true",
        "dbms.security.allow_csv_import_from_file_urls=false",
        "internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0",
        "db.transaction.timeout=10s",
        "server.default_listen_address=127.0.0.1",
        "server.bolt.listen_address=127.0.0.1:7687",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "dbms.usage_report.enabled=false",
    } <= set(lines)


@pytest.mark.parametrize(("version", "named"), [("5.26", False), ("2026.09", True)])
def test_the_language_is_set_where_there_is_a_choice(tmp_path: Path, version: Neo4jVersion, named: bool) -> None:
    folder = folder_in(tmp_path, version)

    folder.prepare(port=7687, classpath=[])

    lines = (folder.path / "conf" / "neo4j.conf").read_text("utf-8").splitlines()
    assert ("db.query.default_language=CYPHER_5" in lines) is named


def test_java_is_told_its_heap_its_stack_and_the_jars(tmp_path: Path) -> None:
    folder = folder_in(tmp_path / "a home")

    folder.prepare(port=7687, classpath=[Path("one.jar"), Path("with space.jar")])

    lines = (folder.path / "java.args").read_text("utf-8").splitlines()
    assert lines[:2] == ["-Xmx1g", "-Xss8m"]
    assert lines[-2:] == ["-cp", quoted(f"one.jar{';' if sys.platform == 'win32' else ':'}with space.jar")]


@pytest.mark.parametrize(("heap", "share"), [("1g", "512m"), ("2g", "1024m"), ("513m", "256m"), ("1m", "1m")])
def test_a_transaction_may_take_half_of_the_heap(heap: str, share: str) -> None:
    assert half(heap) == share


def test_arguments_keep_their_quotes_and_backslashes() -> None:
    assert quoted(r'C:\a "b"') == r'"C:\\a \"b\""'


def test_each_release_has_a_folder_of_its_own(tmp_path: Path) -> None:
    assert [folder_in(tmp_path, "5.26").path.name, folder_in(tmp_path, "2026.09").path.name] == ["neo4j-5.26", "neo4j-2026.09"]


def test_the_password_is_chosen_once(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    folder.ensure_password()
    chosen = folder.password()

    folder.ensure_password()

    assert folder.password() == chosen
    assert len(chosen) >= 32


def test_the_first_password_is_stored_salted_and_hashed(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)

    folder.ensure_password()

    stored = (folder.path / "data" / "dbms" / "auth.ini").read_text("utf-8")
    assert folder.password() not in stored
    assert stored == credential(folder.password(), salt=bytes.fromhex(stored.split(",")[2]))


def test_a_credential_is_hashed_1024_times_with_its_salt() -> None:
    digest = b"salt" + b"secret"
    for _ in range(1024):
        digest = hashlib.sha256(digest).digest()

    assert credential("secret", salt=b"salt") == f"neo4j:SHA-256,{digest.hex()},{b'salt'.hex()},1024:"


def test_what_is_kept_of_a_start_is_read_again(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    before = folder.record()

    folder.keep(ServerRecord(port=7687, pid=12))

    assert (before, folder.record()) == (None, ServerRecord(port=7687, pid=12))


def test_a_private_file_replaces_what_was_left_half_written(tmp_path: Path) -> None:
    (tmp_path / "secret.part").write_text("half", "utf-8")

    write_private(tmp_path / "secret", "whole")

    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("secret", "whole")]


def test_the_log_tail_joins_the_last_lines_of_both_logs(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    folder.console.write_text("".join(f"{number}\n" for number in range(20)), "utf-8")
    folder.log.write_text("last words\n", "utf-8")

    assert folder.log_tail().splitlines() == [*(str(number) for number in range(5, 20)), "last words"]


def test_a_process_is_found_by_its_argument(sleeper: psutil.Process, tmp_path: Path) -> None:
    assert process.find(str(tmp_path), hint=None) == sleeper


def test_a_process_is_found_at_once_by_the_hint(sleeper: psutil.Process, tmp_path: Path) -> None:
    assert process.find(str(tmp_path), hint=sleeper.pid) == sleeper


def test_a_stranger_with_the_hinted_number_is_not_taken(tmp_path: Path) -> None:
    assert process.find(str(tmp_path), hint=psutil.Process().pid) is None


def test_a_number_nobody_has_is_no_hint(sleeper: psutil.Process, tmp_path: Path) -> None:
    assert process.find(str(tmp_path), hint=2**22 + 1) == sleeper


def test_a_process_lives_in_a_session_of_its_own(sleeper: psutil.Process) -> None:
    shown = subprocess.run(["ps", "-o", "sess=", "-p", str(sleeper.pid)], capture_output=True, text=True, check=True)

    assert int(shown.stdout) == sleeper.pid


def test_an_ended_process_is_not_alive_nor_found(sleeper: psutil.Process, tmp_path: Path) -> None:
    process.end(sleeper, patience_s=5)

    assert (process.is_alive(sleeper), process.find(str(tmp_path), hint=sleeper.pid)) == (False, None)


def test_a_process_that_will_not_end_is_made_to(tmp_path: Path) -> None:
    stubborn = process.spawn([sys.executable, "-c", STUBBORN], log=tmp_path / "log", folder=tmp_path)
    while not (tmp_path / "log").read_bytes():
        assert process.is_alive(stubborn)

    process.end(stubborn, patience_s=0.3)

    assert process.is_alive(stubborn) is False


def test_a_port_with_a_listener_answers_and_is_not_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        assert (ports.answers(port), ports.is_free(port)) == (True, False)


def test_a_free_port_is_free_and_silent() -> None:
    port = ports.free_port()

    assert (ports.answers(port), ports.is_free(port)) == (False, True)


def test_the_java_runtime_runs() -> None:
    assert java_version(java_runtime()).startswith("openjdk 21.")


@pytest.mark.parametrize(
    ("system", "machine", "libc"),
    [("Linux", "x86_64", "glibc"), ("Linux", "aarch64", "glibc"), ("Darwin", "arm64", ""), ("Windows", "AMD64", "")],
)
def test_common_machines_have_a_java_runtime(system: str, machine: str, libc: str) -> None:
    refuse_unsupported(system, machine, libc=libc)


@pytest.mark.parametrize(("system", "machine", "libc"), [("Linux", "x86_64", ""), ("Linux", "riscv64", "glibc"), ("FreeBSD", "amd64", "")])
def test_other_machines_are_sent_to_the_address_setting(system: str, machine: str, libc: str) -> None:
    with pytest.raises(PlatformUnsupported, match="POLICYGRAPH_NEO4J_URI"):
        refuse_unsupported(system, machine, libc=libc)


def test_without_a_terminal_no_progress_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal_report() as report:
        report("Downloading", 1, 2)

    assert report is silent
    assert capsys.readouterr() == ("", "")
