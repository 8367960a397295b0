"""The Neo4j of `policygraph demo`; apart from the demo itself, so that it starts while Python still loads the rest."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api import shown
from graph.local import LocalNeo4j
from graph.progress import terminal_report
from graph.settings import Settings

if TYPE_CHECKING:
    from ingest.workers import LocalReaders

FOLDER = "demo"


def demo_settings(settings: Settings) -> Settings:
    """Settings with a home of the demo's own, so that it never touches the user's graph; unchanged when a Neo4j is named."""
    if settings.neo4j_uri is not None:
        return settings
    return settings.model_copy(update={"home": settings.home / FOLDER})


@contextmanager
def neo4j(settings: Settings) -> Iterator[Callable[[], None]]:
    """A Neo4j that is starting: the one the settings name, else a local one, ended afterwards unless it ran before.

    Yields:
        What waits until it answers.

    Raises:
        PlatformUnsupported, PortTaken, ServerStartFailed, WrongPassword: see `LocalNeo4j.start`.
    """
    if settings.neo4j_uri is not None:
        yield lambda: None
        return
    local = LocalNeo4j(settings)
    ran_before = local.status().state != "stopped"
    try:
        with terminal_report() as report:
            local.launch(report)
        yield lambda: answer(local)
    finally:
        if not ran_before:
            local.stop()


@contextmanager
def readers(settings: Settings, out: Path) -> "Iterator[LocalReaders]":
    """What reads the samples; its first process starts while Neo4j does, unless the pages of an earlier demo are in `out`.

    Raises:
        ReadersUnavailable: it does not start.
    """
    from ingest.workers import LocalReaders, warm  # noqa: PLC0415 - Neo4j starts first

    if (out / shown.FILE).exists():
        # The samples are in the graph then, and most likely unchanged: there is nothing to read.
        yield LocalReaders.of(settings)
        return
    with warm(LocalReaders.of(settings)) as started:
        yield started


def answer(local: LocalNeo4j) -> None:
    """Wait until the server answers."""
    with terminal_report() as report:
        local.start(report)
