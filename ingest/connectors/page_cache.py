"""Pages that were fetched before, so that a server need not send again what has not changed."""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from graph.errors import FolderUnusable

KEPT_S = 90 * 24 * 3600
# An interrupted run goes on where it was; after a day the pages may have changed and are asked for again.
RESUMED_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of a server."""

    url: str
    """Where it was found, after all redirects."""
    content: bytes
    content_type: str
    fetched_at: float
    """When these bytes were first sent to us, in seconds since 1970."""
    etag: str = ""
    last_modified: str = ""
    asked_at: float = field(default=0.0)
    """When the server last said that this is the page."""


class PageCache:
    """A folder with a file for each address; files are replaced in one step, and a damaged one counts as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> Page | None:
        """The page as it was fetched last; None when it never was."""
        try:
            head, _, content = self._path(url).read_bytes().partition(b"\n")
            fields = json.loads(head)
        except (OSError, ValueError):
            return None
        if not isinstance(fields, dict) or fields.pop("sha256", None) != hashlib.sha256(content).hexdigest():
            return None
        return Page(**fields, content=content) if fields.keys() == _HEAD else None

    def put(self, url: str, page: Page) -> None:
        """Keeps `page` as what is at `url`.

        Raises:
            FolderUnusable: the folder cannot be written.
        """
        head = {name: value for name, value in asdict(page).items() if name != "content"}
        head["sha256"] = hashlib.sha256(page.content).hexdigest()
        self._write(self._path(url), json.dumps(head, sort_keys=True).encode() + b"\n" + page.content)

    def prune(self, *, older_than_s: float = KEPT_S) -> None:
        """Throws away what has not been asked for in so many seconds."""
        oldest = time.time() - older_than_s
        for path in self._folder.glob("*.page"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    @contextmanager
    def run(self, urls: Sequence[str]) -> Iterator[float]:
        """Marks that `urls` are being fetched, until they all are.

        Returns:
            Pages asked for since then, in seconds since 1970, need not be asked
            for again: now, or the beginning of a run of the same addresses that
            was interrupted within the last day.
        """
        mark = self._folder / f"{hashlib.sha256(json.dumps(list(urls)).encode()).hexdigest()[:32]}.run"
        began = _time_in(mark)
        if began is None:
            began = time.time()
            self._write(mark, repr(began).encode())
        # No finally: the mark has to outlive whatever interrupts the run.
        yield began
        mark.unlink(missing_ok=True)

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.page"

    def _write(self, path: Path, content: bytes) -> None:
        try:
            # Only for the user: what somebody reads is nobody else's business.
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        except OSError as error:
            raise FolderUnusable(self._folder, reason=error.strerror or str(error)) from error


_HEAD = {name for name in Page.__slots__ if name != "content"}


def _time_in(mark: Path) -> float | None:
    try:
        began = float(mark.read_text())
    except (OSError, ValueError):
        return None
    return began if 0 <= time.time() - began < RESUMED_S else None
