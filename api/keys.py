"""Keys: made once, shown once, kept as digests only."""

import hmac
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from pydantic import Field, TypeAdapter, ValidationError

from graph.base import Model
from graph.errors import PolicyGraphError
from graph.server_folder import write_private
from graph.settings import Settings

Role = Literal["reader", "cypher", "editor"]
# Each may do what those before it may.
ROLES: tuple[Role, ...] = get_args(Role)
PREFIX = "pg_"
FILE = "keys.json"


class Key(Model):
    """One key; the key itself is nowhere."""

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", description="What it is called by those who care for it.")
    role: Role = Field(description="What it opens: reading, queries of one's own, or changing the graph.")
    digest: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the key, which is as good as random and needs no salt.")
    created: datetime = Field(description="When it was made.")

    def may(self, role: Role) -> bool:
        """Whether it opens what needs the role."""
        return ROLES.index(self.role) >= ROLES.index(role)


KEYS = TypeAdapter(tuple[Key, ...])


class KeyFileUnreadable(PolicyGraphError):
    """The file of keys cannot be read."""

    exit_code = 3

    def __init__(self, path: Path, *, reason: str) -> None:
        super().__init__(
            f"The keys in {path} cannot be read: {reason}.", fix="Put the file back as it was, or delete it and make new keys."
        )


class KeyNameTaken(PolicyGraphError):
    """There is a key of this name, or no key can be called so."""

    exit_code = 2

    def __init__(self, name: str, *, reason: str) -> None:
        super().__init__(f"A key cannot be called {name!r}: {reason}.", fix="Choose another name, e.g. 'team-statistics'.")


class UnknownKey(PolicyGraphError):
    """There is no key of this name."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no key {name!r}.", fix="'policygraph keys list' shows all.")


class KeyFile:
    """The keys of one server, in a file that only its owner may read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._read: tuple[float, tuple[Key, ...]] | None = None

    @classmethod
    def of(cls, settings: Settings) -> "KeyFile":
        """The file that the settings name, else the one in the folder of the data."""
        return cls(settings.keys_file or settings.home / FILE)

    def all(self) -> tuple[Key, ...]:
        """All keys, by name; none when there is no file. Read again only when the file has changed.

        Raises:
            KeyFileUnreadable: it is damaged, or not ours to read.
        """
        try:
            changed = self.path.stat().st_mtime_ns
            with self._lock:
                if self._read is None or self._read[0] != changed:
                    self._read = changed, KEYS.validate_json(self.path.read_bytes())
                return self._read[1]
        except FileNotFoundError:
            return ()
        except (OSError, ValidationError) as error:
            raise KeyFileUnreadable(self.path, reason=getattr(error, "strerror", None) or "it is damaged") from error

    def find(self, given: str) -> Key | None:
        """The key that was given; how long it takes to find out tells nothing of the others."""
        digest = sha256(given.encode("utf-8", "surrogateescape")).hexdigest()
        found = [key for key in self.all() if hmac.compare_digest(key.digest, digest)]
        return found[0] if found else None

    def create(self, name: str, role: Role) -> str:
        """A new key, which is shown this once.

        Raises:
            KeyNameTaken: there is one of the name, or it is no name.
        """
        keys = self.all()
        if any(key.name == name for key in keys):
            raise KeyNameTaken(name, reason="there is one already")
        made = PREFIX + secrets.token_urlsafe(32)
        try:
            key = Key(name=name, role=role, digest=sha256(made.encode()).hexdigest(), created=datetime.now(UTC))
        except ValidationError as error:
            raise KeyNameTaken(name, reason="letters, digits, '.', '_' and '-' are possible, 64 at most") from error
        self._write((*keys, key))
        return made

    def revoke(self, name: str) -> None:
        """Takes a key away; servers that run notice at their next request.

        Raises:
            UnknownKey: there is none of the name.
        """
        keys = self.all()
        if all(key.name != name for key in keys):
            raise UnknownKey(name)
        self._write(tuple(key for key in keys if key.name != name))

    def _write(self, keys: tuple[Key, ...]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_private(self.path, KEYS.dump_json(tuple(sorted(keys, key=lambda key: key.name)), indent=1).decode())
