"""The folder of the local Neo4j: its hardened settings, its command line, its password and what is known of its process."""

import hashlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from graph.base import Model
from graph.errors import PasswordUnreadable
from graph.releases import RELEASES
from graph.settings import Settings

USER = "neo4j"
HASH_ROUNDS = 1024
LOG_TAIL_LINES = 15

# Loopback only, no web interface, no file or network import, a bounded share of time and memory for each transaction.
HARDENED = {
    "dbms.security.auth_enabled": "true",
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "dbms.usage_report.enabled": "false",
    "db.logs.query.enabled": "OFF",
    "db.transaction.timeout": "10s",
    "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
    "server.bolt.enabled": "true",
    "server.default_listen_address": "127.0.0.1",
    "server.directories.import": "import",
    "server.directories.plugins": "plugins",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.memory.pagecache.size": "128m",
}

JVM_OPTIONS = (
    "-Xss8m",  # deeply nested expressions otherwise overflow the stack, and the client waits for ever
    "-XX:+UseSerialGC",  # as for the compiler: one heap of 1 GB on few cores; measured, 2 of 13 CPU seconds less per start
    # Each jar was compared with its digest before it was put in place, so its classes need no proof again: 2.5 CPU seconds less per start.
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
    "-XX:TieredStopAtLevel=1",  # short bursts on few cores: measured, the second compiler takes more time than it gives back
    "-XX:-OmitStackTraceInFastThrow",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)


class ServerRecord(Model):
    """What one command leaves for the next about the server it started."""

    port: int = Field(ge=1, le=65535, description="Where it listens, now or next time.")
    pid: int | None = Field(None, description="Its process; only a hint, since a number may be given to a stranger.")


class ServerFolder:
    """The folder of one local Neo4j; each release keeps its own, for an older release cannot open the store of a newer one."""

    def __init__(self, settings: Settings) -> None:
        self._heap = settings.neo4j_heap
        self._release = RELEASES[settings.neo4j_version]
        self.path = settings.home.resolve() / f"neo4j-{settings.neo4j_version}"
        self.mark = f"--home-dir={self.path}"
        self.log = self.path / "logs" / "neo4j.log"
        self.console = self.path / "logs" / "console.log"
        self.password_file = self.path / "password"
        self._conf = self.path / "conf"
        self._record = self.path / "server.json"
        self._arguments = self.path / "java.args"

    def make(self) -> None:
        """Make the folder and what belongs into it, open to its owner only."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path.chmod(0o700)
        for name in ("conf", "import", "plugins", "logs", "data/dbms"):
            (self.path / name).mkdir(parents=True, exist_ok=True)

    def prepare(self, *, port: int, classpath: Sequence[Path]) -> None:
        """Write the settings and the arguments for Java, fresh for each start."""
        options = (
            HARDENED
            | dict(self._release.settings)
            | {
                "server.bolt.listen_address": f"127.0.0.1:{port}",
                "db.memory.transaction.max": half(self._heap),
            }
        )
        (self._conf / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in options.items()), encoding="utf-8")
        joined = os.pathsep.join(str(jar) for jar in classpath)
        lines = [f"-Xmx{self._heap}", *JVM_OPTIONS, "-cp", quoted(joined)]
        self._arguments.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def command(self, java: Path) -> list[str]:
        """The command that runs the server; the process is known again by its `mark`."""
        return [str(java), f"@{self._arguments}", self._release.main_class, self.mark, f"--config-dir={self._conf}"]

    def record(self) -> ServerRecord | None:
        """What was kept of the last start; None when there was none, or the file is damaged."""
        try:
            return ServerRecord.model_validate_json(self._record.read_bytes())
        except (OSError, ValidationError):
            return None

    def keep(self, record: ServerRecord) -> None:
        """Keep what the next command has to know."""
        write_private(self._record, record.model_dump_json())

    def ensure_password(self) -> None:
        """Choose the password before the first start, so that at no moment a known one opens the door.

        Raises:
            PasswordUnreadable: there is a store already, but its password is gone.
        """
        if not (self.password_file.exists() or (self.path / "data" / "databases" / "system").exists()):
            write_private(self.password_file, secrets.token_urlsafe(32))
        initial = self.path / "data" / "dbms" / "auth.ini"
        if not initial.exists():
            write_private(initial, credential(self.password(), salt=secrets.token_bytes(32)))

    def password(self) -> str:
        """The password that was chosen.

        Raises:
            PasswordUnreadable: the file that keeps it is gone or cannot be read.
        """
        try:
            return self.password_file.read_text("utf-8").strip()
        except OSError as error:
            fix = f"Put the file back, or delete the folder {self.path} and ingest again."
            raise PasswordUnreadable(self.password_file, reason=error.strerror or "it is refused", fix=fix) from error

    def log_tail(self) -> str:
        """The last lines of what Java and Neo4j wrote."""
        return "\n".join(line for log in (self.console, self.log) for line in last_lines(log))


def last_lines(log: Path) -> list[str]:
    """The last lines of a log; none when it does not exist."""
    if not log.exists():
        return []
    return log.read_text("utf-8", errors="replace").splitlines()[-LOG_TAIL_LINES:]


def half(heap: str) -> str:
    """Half of a heap's size in megabytes: measured, it holds 100,000 new nodes with ease, yet no transaction can fill the heap."""
    megabytes = int(heap[:-1]) * (1024 if heap.endswith("g") else 1)
    return f"{max(megabytes // 2, 1)}m"


def quoted(text: str) -> str:
    """`text` as one argument in a file of Java arguments."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def credential(password: str, *, salt: bytes) -> str:
    """The line by which Neo4j takes its first password; salted and hashed as its own admin tool does."""
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(HASH_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{HASH_ROUNDS}:"


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)
