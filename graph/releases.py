"""The Neo4j releases we run, and the locked list of jars each is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import PurePosixPath

from pydantic import Field

from graph.base import Model
from graph.settings import Neo4jVersion


class Jar(Model):
    """One file of a release, with the checksum it must have."""

    group: str = Field(description="Maven group, e.g. 'org.neo4j'.")
    artifact: str = Field(description="Maven artifact, e.g. 'neo4j-kernel'.")
    version: str = Field(description="Maven version, e.g. '5.26.30'.")
    classifier: str | None = Field(None, description="Maven classifier, e.g. 'linux-x86_64'.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="Checksum of its bytes.")
    size: int = Field(gt=0, description="Length in bytes.")

    @property
    def path(self) -> PurePosixPath:
        """Where it lies in every Maven repository, and in our cache."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        folder = PurePosixPath(*self.group.split("."), self.artifact, self.version)
        return folder / f"{self.artifact}-{self.version}{suffix}.jar"


class JarLock(Model):
    """The jars of one exact release of Neo4j."""

    neo4j: str = Field(description="The exact version, e.g. '5.26.30'.")
    jars: tuple[Jar, ...] = Field(min_length=1, description="All its jars, in order of group, artifact and classifier.")

    @property
    def size(self) -> int:
        """Bytes of all jars together."""
        return sum(jar.size for jar in self.jars)


@dataclass(frozen=True)
class Release:
    """What differs between the releases, apart from their jars."""

    main_class: str
    settings: Mapping[str, str] = field(default_factory=dict)


RELEASES: dict[Neo4jVersion, Release] = {
    "5.26": Release("org.neo4j.server.CommunityEntryPoint"),
    # 2026.09 would read statements as Cypher 25; ours are Cypher 5 in both.
    "2026.09": Release("org.neo4j.server.Neo4jCommunity", {"db.query.default_language": "CYPHER_5"}),
}


def load_lock(version: Neo4jVersion) -> JarLock:
    """The committed list of jars of a release."""
    text = files("graph.jars").joinpath(f"neo4j-{version}.lock.json").read_text("utf-8")
    return JarLock.model_validate_json(text)
