"""The local Neo4j: fetched once, started hardened on 127.0.0.1, found again, stopped."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil
from filelock import FileLock, Timeout
from neo4j import GraphDatabase, Query
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from cypher import statement
from graph import ports, process
from graph.distribution import JarCache, disk_errors
from graph.errors import LocalServerDown, PortTaken, ServerStartFailed, WrongPassword
from graph.java import java_runtime
from graph.progress import Report, silent
from graph.releases import load_lock
from graph.server_folder import USER, ServerFolder, ServerRecord
from graph.settings import Settings

POLL_S = 0.1
STOP_PATIENCE_S = 30.0
LOGIN_TIMEOUT_S = 5.0
FIRST_QUERY_TIMEOUT_S = 60.0
DATABASE = "neo4j"

State = Literal["running", "starting", "stopped"]


@dataclass(frozen=True)
class LocalStatus:
    """What is known of the local Neo4j without logging in to it."""

    state: State
    version: str
    home: Path
    log: Path
    uri: str | None
    pid: int | None


class LocalNeo4j:
    """A Neo4j of the user's own, in the folder POLICYGRAPH_HOME; any process may call its methods, in any order."""

    user = USER

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = load_lock(settings.neo4j_version)
        self._cache = JarCache(settings.cache, mirror=settings.maven_url)
        self._folder = ServerFolder(settings)

    @property
    def version(self) -> str:
        """The exact version, e.g. '5.26.30'."""
        return self._lock.neo4j

    @property
    def password_file(self) -> Path:
        """The file that keeps the password."""
        return self._folder.password_file

    @property
    def uri(self) -> str:
        """Where it answers, or did when it last ran.

        Raises:
            LocalServerDown: it was never started.
        """
        record = self._folder.record()
        if record is None:
            raise LocalServerDown
        return f"bolt://{ports.HOST}:{record.port}"

    @property
    def password(self) -> str:
        """The password chosen before the first start.

        Raises:
            PasswordUnreadable: the file that keeps it is gone or cannot be read.
        """
        return self._folder.password()

    def install(self, report: Report = silent) -> list[Path]:
        """Fetch the jars that are not in the cache yet, and give the paths of all.

        Raises:
            LocalPartsMissing: the extra `local` is not installed.
            DownloadFailed, ChecksumMismatch, DiskFull, FolderUnusable: see `JarCache.install`.
        """
        self._cache.install(self._lock, report)
        return self._cache.classpath(self._lock)

    def start(self, report: Report = silent) -> None:
        """Start the server, unless it runs, and wait until it answers.

        Raises:
            ServerStartFailed: it ended, or did not answer in time.
            WrongPassword: the store was made with another password than the file holds.
            PlatformUnsupported, PortTaken: see `launch`.
        """
        self._wait(self.launch(report), report)

    def launch(self, report: Report = silent) -> psutil.Process:
        """Start the server, unless it runs, and give its process at once; `start` waits until it answers.

        Raises:
            PlatformUnsupported: there is no Java runtime for this machine.
            PortTaken: the port set in the settings is used by another program.
            ServerStartFailed: another command has been starting it for too long.
        """
        if self._server() is None:
            self.install(report)  # before the lock, for it may take minutes
        with disk_errors(self._folder.path):
            self._folder.make()
            with self._starting_alone():
                return self._reachable_server() or self._spawn()

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
        record = self._folder.record()
        state: State = "stopped"
        if server is not None:
            state = "running" if record is not None and ports.answers(record.port) else "starting"
        return LocalStatus(
            state=state,
            version=self._lock.neo4j,
            home=self._folder.path,
            log=self._folder.log,
            uri=self.uri if state == "running" else None,
            pid=None if server is None else server.pid,
        )

    @contextmanager
    def _starting_alone(self) -> Iterator[None]:
        patience = self._settings.neo4j_start_timeout_s
        try:
            with FileLock(self._folder.path / "start.lock", timeout=patience):
                yield
        except Timeout as error:
            raise self._failed(f"another command has been starting it for more than {patience:g} seconds") from error

    def _server(self) -> psutil.Process | None:
        record = self._folder.record()
        return process.find(self._folder.mark, hint=None if record is None else record.pid)

    def _reachable_server(self) -> psutil.Process | None:
        """The running server; one whose port nobody knows any more is ended, for it would hold the store for ever."""
        if self._folder.record() is None:
            self.stop()
        return self._server()

    def _spawn(self) -> psutil.Process:
        port = self._choose_port()
        self._folder.ensure_password()
        self._folder.prepare(port=port, classpath=self._cache.classpath(self._lock))
        self._folder.keep(ServerRecord(port=port))  # before the start: the port stays known if we are killed in between
        server = process.spawn(self._folder.command(java_runtime()), log=self._folder.console, folder=self._folder.path)
        self._folder.keep(ServerRecord(port=port, pid=server.pid))
        return server

    def _choose_port(self) -> int:
        fixed = self._settings.neo4j_port
        if fixed is not None:
            if not ports.is_free(fixed):
                raise PortTaken(fixed)
            return fixed
        record = self._folder.record()
        if record is not None and ports.is_free(record.port):
            return record.port
        return ports.free_port()

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
        record = self._folder.record()
        if record is None or not ports.answers(record.port):
            return False
        try:
            with (
                GraphDatabase.driver(self.uri, auth=(USER, self.password), connection_acquisition_timeout=LOGIN_TIMEOUT_S) as driver,
                driver.session(database=DATABASE) as session,
            ):
                # The first question after a start is slow, for much of the server is only loaded then: better here than with the user.
                session.run(Query(statement("read/components"), timeout=FIRST_QUERY_TIMEOUT_S)).consume()
        except AuthError as error:
            fix = f"The store was made with another one: put {self._folder.password_file} back as it was."
            raise WrongPassword(self.uri, user=USER, fix=fix) from error
        except (DriverError, Neo4jError):
            return False  # it listens before its databases are online
        return True

    def _failed(self, reason: str) -> ServerStartFailed:
        return ServerStartFailed(reason, log=self._folder.log, tail=self._folder.log_tail())
