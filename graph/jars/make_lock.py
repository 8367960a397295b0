"""Writes the lock file of a Neo4j release: `python -m graph.jars.make_lock 5.26.30`.

Run it to move to a newer patch release, look at the difference, run the tests, commit the file.
It needs the extra `local` (jgo reads Maven's dependency graph) and takes a minute or two.
"""

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
from jgo.maven import Artifact, MavenContext
from jgo.parse import Coordinate

from graph.distribution import maven_url
from graph.releases import Jar, JarLock

ROOTS = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server")
CONNECTIONS = 16


def resolve(version: str, *, url: str, cache: Path) -> Iterator[Artifact]:
    """Every artifact a server of this version needs when it runs."""
    context = MavenContext(repo_cache=cache, remote_repos={"central": url})
    roots = [context.create_dependency(Coordinate.parse(f"{root}:{version}")) for root in ROOTS]
    inputs, transitive = context.resolver.resolve(roots)
    for dependency in [*inputs, *transitive]:
        if dependency.artifact.packaging == "jar" and dependency.scope in (None, "compile", "runtime"):
            yield dependency.artifact


def lock_jar(artifact: Artifact, *, client: httpx2.Client) -> Jar:
    """Fetch one artifact and note its checksum and size."""
    jar = Jar(
        group=artifact.groupId,
        artifact=artifact.artifactId,
        version=artifact.version,
        classifier=artifact.classifier or None,
        sha256="0" * 64,
        size=1,
    )
    content = client.get(str(jar.path)).raise_for_status().content
    return jar.model_copy(update={"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)})


def make_lock(version: str, *, url: str) -> JarLock:
    """Resolve a release and checksum each of its jars."""
    with (
        tempfile.TemporaryDirectory() as folder,
        httpx2.Client(base_url=url, timeout=60, follow_redirects=True) as client,
        ThreadPoolExecutor(CONNECTIONS) as pool,
    ):
        artifacts = list(resolve(version, url=url, cache=Path(folder)))
        jars = pool.map(lambda artifact: lock_jar(artifact, client=client), artifacts)
        return JarLock(neo4j=version, jars=tuple(sorted(jars, key=lambda jar: str(jar.path))))


def main() -> None:
    """Write `neo4j-<major.minor>.lock.json` beside this file for each version named."""
    for version in sys.argv[1:]:
        lock = make_lock(version, url=maven_url(None))
        target = Path(__file__).with_name(f"neo4j-{'.'.join(version.split('.')[:2])}.lock.json")
        target.write_text(lock.model_dump_json(indent=1, exclude_none=True) + "\n", encoding="utf-8")
        sys.stderr.write(f"{target}: {len(lock.jars)} jars, {lock.size:,} bytes\n")


if __name__ == "__main__":
    main()
