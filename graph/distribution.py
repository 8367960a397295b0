"""Fetching the jars of Neo4j once, checked against the lock, into the user's cache."""

import errno
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

import httpx2
from filelock import FileLock

from graph.addresses import without_credentials
from graph.errors import ChecksumMismatch, DiskFull, DownloadFailed, FolderUnusable, LocalPartsMissing
from graph.progress import Report, silent
from graph.releases import Jar, JarLock

# The 217 jars are small: with 16 connections they were there in 13 s.
CONNECTIONS = 16
ATTEMPTS = 3
TIMEOUT = httpx2.Timeout(20.0)


def maven_url(override: str | None) -> str:
    """The repository to fetch from: the mirror that was set, else the one jgo knows as Maven Central.

    Raises:
        LocalPartsMissing: no mirror is set and jgo is not installed.
    """
    if override:
        return override.rstrip("/")
    try:
        from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415 - part of the optional extra `local`
    except ImportError as error:
        raise LocalPartsMissing("jgo") from error
    return str(MAVEN_CENTRAL_URL)


class JarCache:
    """The folder that holds the jars, laid out like a Maven repository."""

    def __init__(self, folder: Path, *, mirror: str | None) -> None:
        self.folder = folder / "maven"
        self._mirror = mirror

    def path(self, jar: Jar) -> Path:
        """Where a jar lies once it has been fetched."""
        return self.folder / jar.path

    def classpath(self, lock: JarLock) -> list[Path]:
        """The jars of a release, in the order of the lock."""
        return [self.path(jar) for jar in lock.jars]

    def missing(self, lock: JarLock) -> list[Jar]:
        """The jars that are not there, or are not what the lock says."""
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            sound = pool.map(self._is_sound, lock.jars)
            return [jar for jar, is_sound in zip(lock.jars, sound, strict=True) if not is_sound]

    def install(self, lock: JarLock, report: Report = silent) -> None:
        """Fetch what is missing; what is there and sound is kept.

        Two processes may do this at once: the second waits and then finds all there.

        Raises:
            DownloadFailed: the repository cannot be reached or does not have a jar.
            ChecksumMismatch: a jar is not the one we locked.
            DiskFull: there is no room in the cache.
            FolderUnusable: the cache cannot be written.
        """
        if not self.missing(lock):
            return
        with disk_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / ".lock"):
                # Asked again under the lock: another process may have fetched them while we waited.
                self._fetch_all(lock, self.missing(lock), report)

    def _is_sound(self, jar: Jar) -> bool:
        path = self.path(jar)
        return path.is_file() and path.stat().st_size == jar.size and file_sha256(path) == jar.sha256

    def _fetch_all(self, lock: JarLock, jars: Sequence[Jar], report: Report) -> None:
        done = lock.size - sum(jar.size for jar in jars)
        url = maven_url(self._mirror)
        with (
            # identity: a resumed download counts bytes as they lie on the disk, not as they travel.
            httpx2.Client(timeout=TIMEOUT, follow_redirects=True, headers={"Accept-Encoding": "identity"}) as client,
            ThreadPoolExecutor(CONNECTIONS) as pool,
        ):
            downloads = [pool.submit(self._fetch, jar, f"{url}/{jar.path}", client) for jar in jars]
            try:
                for download in as_completed(downloads):
                    done += download.result().size
                    report(f"Downloading Neo4j {lock.neo4j}", done, lock.size)
            finally:
                # The first failure ends it; what has not begun need not begin.
                pool.shutdown(cancel_futures=True)

    def _fetch(self, jar: Jar, url: str, client: httpx2.Client) -> Jar:
        """Fetch one jar, trying again when the connection breaks or what was resumed does not fit together."""
        self.path(jar).parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._fetch_once(jar, url, client)
                break
            except ChecksumMismatch:
                if attempt == ATTEMPTS:
                    raise
            # Only a broken connection is worth another try; a status such as 404 would come again.
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                if attempt == ATTEMPTS or not isinstance(error, httpx2.TransportError):
                    raise DownloadFailed(without_credentials(url), reason=str(error) or type(error).__name__, cache=self.folder) from error
        return jar

    def _fetch_once(self, jar: Jar, url: str, client: httpx2.Client) -> None:
        target = self.path(jar)
        part = target.with_name(f"{target.name}.part")
        # A whole file may lie there, from a run that died before the checksum.
        if size_of(part) < jar.size:
            download(url, part, client)
        found = file_sha256(part)
        if found != jar.sha256:
            # What was resumed on top of another file never becomes right: the next try starts afresh.
            part.unlink()
            raise ChecksumMismatch(without_credentials(url), expected=jar.sha256, found=found)
        # A rename is at once: no other process ever sees half a jar.
        part.replace(target)


def download(url: str, part: Path, client: httpx2.Client) -> None:
    """Fetch `url` into `part`, going on where an interrupted download stopped if the server can do that."""
    have = size_of(part)
    headers = {"Range": f"bytes={have}-"} if have else {}
    with client.stream("GET", url, headers=headers) as response:
        response.raise_for_status()
        # A server that cannot resume sends the whole file, with another status.
        resumed = response.status_code == httpx2.codes.PARTIAL_CONTENT
        with part.open("ab" if resumed else "wb") as file:
            for chunk in response.iter_raw():
                file.write(chunk)


def size_of(path: Path) -> int:
    """Length of a file in bytes; 0 when there is none."""
    return path.stat().st_size if path.exists() else 0


def file_sha256(path: Path) -> str:
    """Checksum of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into errors that say what to do."""
    try:
        yield
    # Kinds of OSError, so they come before it.
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise FolderUnusable(folder, reason=error.strerror or "it is refused") from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise DiskFull(folder) from error
