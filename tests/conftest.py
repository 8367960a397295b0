"""What all tests share: a Neo4j of the session's own, never the user's, and a real browser."""

import os
import time
from collections.abc import Callable, Generator, Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from neo4j import Driver
from playwright.sync_api import Browser, Page

from benchmarks.browser import chromium, find_chromium
from graph.connection import connect
from graph.local import LocalNeo4j
from graph.migrations import migrate
from graph.settings import Settings

EMPTY = (Path(__file__).parent / "empty_database.cypher").read_text("utf-8")


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNeo4j]:
    """A running Neo4j of the version in POLICYGRAPH_NEO4J_VERSION; the jars come from the user's cache, all else is temporary."""
    server = LocalNeo4j(Settings(_env_file=None, home=tmp_path_factory.mktemp("home"), neo4j_port=None, neo4j_start_timeout_s=300))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def settings(neo4j_server: LocalNeo4j) -> Settings:
    """Settings that lead to the test session's Neo4j and nowhere else."""
    return Settings(
        _env_file=None,
        home=neo4j_server.status().home.parent,
        neo4j_uri=neo4j_server.uri,
        neo4j_user=neo4j_server.user,
        neo4j_password=neo4j_server.password,
        neo4j_password_file=None,
        neo4j_database="neo4j",
    )


@pytest.fixture(scope="session")
def driver(settings: Settings) -> Iterator[Driver]:
    """A driver for the test session's Neo4j, with the constraints in place."""
    with connect(settings, retry_time_s=30) as opened:
        migrate(opened, "neo4j")
        yield opened


@pytest.fixture(scope="session")
def login(settings: Settings) -> dict[str, str]:
    """The variables of the environment that lead a command to the test session's Neo4j."""
    assert settings.neo4j_uri is not None
    assert settings.neo4j_password is not None
    return {
        "POLICYGRAPH_NEO4J_URI": settings.neo4j_uri,
        "POLICYGRAPH_NEO4J_USER": settings.neo4j_user,
        "POLICYGRAPH_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
    }


@pytest.fixture
def environment(login: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Leads the commands to the test session's Neo4j."""
    for name, value in login.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def wipe(driver: Driver) -> Callable[[], None]:
    """Takes every node out of the database; constraints stay."""

    def wipe_all() -> None:
        with driver.session(database="neo4j") as session:
            session.run(EMPTY).consume()

    return wipe_all


@pytest.fixture
def empty_database(driver: Driver, wipe: Callable[[], None]) -> Driver:
    """The driver, with no node left in the database."""
    wipe()
    return driver


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it the tests that look at pages are skipped."""
    if find_chromium() is None:
        pytest.skip("There is no Chromium; install it to look at the pages.")
    with chromium() as opened:
        yield opened


@pytest.fixture
def effort() -> Callable[[], float]:
    """How much this test has computed so far, in units of writing out the numbers to a million just now.

    A busy or slow machine changes both alike; what other threads compute does not count.
    """
    started = time.thread_time()

    def spent() -> float:
        between = time.thread_time()
        for number in range(100_000):
            str(number)
        return (between - started) / (time.thread_time() - between) / 10

    return spent


@pytest.fixture(scope="session")
def broken_rules() -> Callable[[Page], list[str]]:
    """What of WCAG 2.2 AA axe-core sees broken on a page: light and dark, on a phone and on a desk."""

    def look(page: Page) -> list[str]:
        found = []
        for dark, width in product((False, True), (390, 1440)):
            page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            rules = Axe().run(page).response["violations"]
            look_of = f"{'dark' if dark else 'light'} {width}"
            found += [f"{look_of} {rule['id']}: {node['html'][:120]}" for rule in rules for node in rule["nodes"]]
        return found

    return look


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where POLICYGRAPH_NO_SKIPS=1, a test that was skipped has failed: continuous integration has to have all that tests need."""
    report = yield
    if report.skipped and os.environ.get("POLICYGRAPH_NO_SKIPS") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped, but POLICYGRAPH_NO_SKIPS=1: {report.longrepr}"
    return report
