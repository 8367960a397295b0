"""Fetching the jars: from a repository on the loopback address, which can be told to misbehave."""

import errno
import hashlib
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.distribution import JarCache, disk_errors, maven_url
from graph.errors import ChecksumMismatch, DiskFull, DownloadFailed, FolderUnusable, LocalPartsMissing
from graph.ports import free_port
from graph.releases import RELEASES, Jar, JarLock, load_lock
from graph.settings import Neo4jVersion

CONTENTS = {name: name.encode() * 50_000 for name in ("kernel", "server", "logging")}


class Repository(ThreadingHTTPServer):
    """Serves `contents` by artifact, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.contents = dict(CONTENTS)
        self.asked: list[tuple[str, str]] = []
        self.knows_ranges = True
        self.breaks_off_once: set[str] = set()
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/repository"


class Answer(BaseHTTPRequestHandler):
    """Answers with a file, or the part of it that is asked for."""

    server: Repository

    def do_GET(self) -> None:
        artifact = self.path.split("/")[-3]
        wanted = self.headers.get("Range", "")
        self.server.asked.append((artifact, wanted))
        if artifact not in self.server.contents:
            self.send_error(404)
            return
        content = self.server.contents[artifact]
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.server.knows_ranges else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        end = len(content)
        if artifact in self.server.breaks_off_once:
            self.server.breaks_off_once.remove(artifact)
            end = len(content) // 2
        self.wfile.write(content[start:end])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


@pytest.fixture
def repository() -> Iterator[Repository]:
    with Repository() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def cache(repository: Repository, tmp_path: Path) -> JarCache:
    return JarCache(tmp_path, mirror=repository.url)


def lock_of(*artifacts: str) -> JarLock:
    jars = [
        Jar(
            group="org.example",
            artifact=artifact,
            version="1.0",
            sha256=hashlib.sha256(CONTENTS[artifact]).hexdigest(),
            size=len(CONTENTS[artifact]),
        )
        for artifact in artifacts
    ]
    return JarLock(neo4j="1.0", jars=tuple(jars))


def part_of(cache: JarCache, lock: JarLock) -> Path:
    """Where the first jar of the lock lies while it is being fetched."""
    target = cache.path(lock.jars[0])
    target.parent.mkdir(parents=True)
    return target.with_name(f"{target.name}.part")


def test_all_jars_are_fetched_and_checked(cache: JarCache) -> None:
    lock = lock_of("kernel", "logging", "server")

    cache.install(lock)

    assert [path.read_bytes() for path in cache.classpath(lock)] == [CONTENTS["kernel"], CONTENTS["logging"], CONTENTS["server"]]


def test_progress_ends_with_all_bytes_fetched(cache: JarCache) -> None:
    lock = lock_of("kernel", "server")
    reports: list[tuple[str, float, float]] = []

    cache.install(lock, lambda step, done, total: reports.append((step, done, total)))

    assert reports[-1] == ("Downloading Neo4j 1.0", lock.size, lock.size)


def test_nothing_is_fetched_a_second_time(cache: JarCache, repository: Repository) -> None:
    lock = lock_of("kernel", "server")
    cache.install(lock)
    repository.asked.clear()

    cache.install(lock)

    assert repository.asked == []


def test_only_the_damaged_jar_is_fetched_again(cache: JarCache, repository: Repository) -> None:
    lock = lock_of("kernel", "server")
    cache.install(lock)
    damaged = cache.path(lock.jars[0])
    damaged.write_bytes(b"x" * damaged.stat().st_size)
    repository.asked.clear()

    cache.install(lock)

    assert repository.asked == [("kernel", "")]
    assert damaged.read_bytes() == CONTENTS["kernel"]


def test_an_interrupted_download_goes_on_where_it_stopped(cache: JarCache, repository: Repository) -> None:
    lock = lock_of("kernel")
    part_of(cache, lock).write_bytes(CONTENTS["kernel"][:1000])

    cache.install(lock)

    assert repository.asked == [("kernel", "bytes=1000-")]
    assert cache.missing(lock) == []


def test_a_repository_without_ranges_gives_the_whole_jar_again(cache: JarCache, repository: Repository) -> None:
    lock = lock_of("kernel")
    part_of(cache, lock).write_bytes(CONTENTS["kernel"][:1000])
    repository.knows_ranges = False

    cache.install(lock)

    assert cache.missing(lock) == []


def test_a_part_that_does_not_fit_is_thrown_away(cache: JarCache, repository: Repository) -> None:
    lock = lock_of("kernel")
    part_of(cache, lock).write_bytes(b"something else")

    cache.install(lock)

    assert [wanted for _, wanted in repository.asked] == ["bytes=14-", ""]
    assert cache.missing(lock) == []


def test_a_part_longer_than_the_jar_is_thrown_away(cache: JarCache) -> None:
    lock = lock_of("kernel")
    part_of(cache, lock).write_bytes(CONTENTS["kernel"] + b"more")

    cache.install(lock)

    assert cache.missing(lock) == []


def test_a_connection_that_breaks_is_taken_up_again(cache: JarCache, repository: Repository) -> None:
    lock = lock_of("kernel")
    repository.breaks_off_once.add("kernel")

    cache.install(lock)

    assert repository.asked == [("kernel", ""), ("kernel", f"bytes={len(CONTENTS['kernel']) // 2}-")]
    assert cache.missing(lock) == []


def test_a_jar_other_than_the_locked_one_is_refused(cache: JarCache, repository: Repository, tmp_path: Path) -> None:
    repository.contents["kernel"] = b"y" * len(CONTENTS["kernel"])

    with pytest.raises(ChecksumMismatch, match="POLICYGRAPH_MAVEN_URL"):
        cache.install(lock_of("kernel"))

    assert [path.name for path in tmp_path.rglob("*.jar*")] == []


def test_a_jar_the_repository_lacks_is_named(cache: JarCache, repository: Repository) -> None:
    del repository.contents["kernel"]

    with pytest.raises(DownloadFailed, match=r"kernel-1\.0\.jar"):
        cache.install(lock_of("kernel"))


def test_what_arrived_before_a_failure_is_kept(cache: JarCache, repository: Repository) -> None:
    lock = lock_of("kernel", "server")
    cache.install(lock_of("server"))
    del repository.contents["kernel"]

    with pytest.raises(DownloadFailed):
        cache.install(lock)

    assert [jar.artifact for jar in cache.missing(lock)] == ["kernel"]


def test_without_a_network_the_error_says_what_to_set(tmp_path: Path) -> None:
    unreachable = JarCache(tmp_path, mirror=f"http://127.0.0.1:{free_port()}")

    with pytest.raises(DownloadFailed, match=r"POLICYGRAPH_MAVEN_URL .* POLICYGRAPH_NEO4J_URI"):
        unreachable.install(lock_of("kernel"))


def test_a_mirror_that_is_no_address_is_named(tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="no address"):
        JarCache(tmp_path, mirror="no address").install(lock_of("kernel"))


def test_two_at_once_fetch_every_jar_once(repository: Repository, tmp_path: Path) -> None:
    lock = lock_of("kernel", "logging", "server")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: JarCache(tmp_path, mirror=repository.url).install(lock), range(2)))

    assert sorted(artifact for artifact, _ in repository.asked) == ["kernel", "logging", "server"]


def test_a_cache_that_is_no_folder_is_named(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")

    with pytest.raises(FolderUnusable, match="POLICYGRAPH_CACHE"):
        JarCache(tmp_path / "file", mirror=repository.url).install(lock_of("kernel"))


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match="POLICYGRAPH_CACHE"), disk_errors(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_other_errors_of_the_disk_pass_unchanged(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Input/output error"), disk_errors(tmp_path):
        raise OSError(errno.EIO, "Input/output error")


def test_a_mirror_goes_before_maven_central() -> None:
    assert maven_url("https://mirror.example/jars/") == "https://mirror.example/jars"


def test_maven_central_is_asked_over_tls() -> None:
    assert maven_url(None).startswith("https://")


def test_without_a_mirror_the_package_that_knows_maven_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jgo.constants", None)

    with pytest.raises(LocalPartsMissing, match="'jgo'"):
        maven_url(None)


@pytest.mark.parametrize("version", RELEASES)
def test_every_release_has_a_lock_of_its_own_version(version: Neo4jVersion) -> None:
    lock = load_lock(version)

    assert lock.neo4j.startswith(f"{version}.")
    assert {jar.version for jar in lock.jars if jar.artifact in ("neo4j", "neo4j-server")} == {lock.neo4j}
    assert len({jar.path for jar in lock.jars}) == len(lock.jars)


def test_a_jar_lies_where_maven_puts_it() -> None:
    native = Jar(group="io.netty", artifact="epoll", version="4.2", classifier="linux-x86_64", sha256="0" * 64, size=1)

    assert str(native.path) == "io/netty/epoll/4.2/epoll-4.2-linux-x86_64.jar"
