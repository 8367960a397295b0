"""What the local Neo4j is told: its hardened settings, its command line and its first password."""

import hashlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from graph.releases import RELEASES
from graph.settings import Settings

USER = "neo4j"
HASH_ROUNDS = 1024

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
    "db.memory.transaction.max": "512m",
}

JVM_OPTIONS = (
    "-Xss8m",  # deeply nested expressions otherwise overflow the stack, and the client waits for ever
    "-XX:+UseG1GC",
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


class ServerFolder:
    """The folder of one local Neo4j; each release keeps its own, since a newer store cannot be opened by an older release."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.path = settings.home.resolve() / f"neo4j-{settings.neo4j_version}"
        self.conf = self.path / "conf"
        self.password_file = self.path / "password"
        self.record = self.path / "server.json"
        self.log = self.path / "logs" / "neo4j.log"
        self.console = self.path / "logs" / "console.log"
        self.arguments = self.path / "java.args"

    def make(self) -> None:
        """Make the folder and what belongs into it, readable by its owner only."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in ("conf", "import", "plugins", "logs", "data/dbms"):
            (self.path / name).mkdir(parents=True, exist_ok=True)

    def prepare(self, *, port: int, classpath: Sequence[Path]) -> None:
        """Write the configuration and the arguments for Java, fresh for each start."""
        release = RELEASES[self.settings.neo4j_version]
        options = HARDENED | release.settings | {"server.bolt.listen_address": f"127.0.0.1:{port}"}
        (self.conf / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in options.items()), encoding="utf-8")
        joined = os.pathsep.join(str(jar) for jar in classpath)
        lines = [f"-Xmx{self.settings.neo4j_heap}", *JVM_OPTIONS, "-cp", quoted(joined)]
        self.arguments.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def command(self, java: Path) -> list[str]:
        """The command that runs the server; it names this folder, by which the process is known again."""
        main_class = RELEASES[self.settings.neo4j_version].main_class
        return [str(java), f"@{self.arguments}", main_class, f"--home-dir={self.path}", f"--config-dir={self.conf}"]

    def ensure_password(self) -> None:
        """Choose the password before the first start, so that no moment has a known one."""
        if not self.password_file.exists():
            write_private(self.password_file, secrets.token_urlsafe(32))
        initial = self.path / "data" / "dbms" / "auth.ini"
        if not initial.exists():
            write_private(initial, credential(self.password_file.read_text("utf-8").strip(), salt=secrets.token_bytes(32)))


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
