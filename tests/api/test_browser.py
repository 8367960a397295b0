"""The start page and the docs in a real browser: nothing is blocked, nothing is fetched from elsewhere, and they lead on."""

import threading
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from neo4j import Driver
from playwright.sync_api import Browser, Page

from api.app import create_app
from api.server import address, bind
from graph.settings import Settings


@pytest.fixture(scope="module")
def site(settings: Settings, sample_graph: Driver) -> Iterator[str]:
    """The address of the API, served on a free port."""
    patient = settings.model_copy(update={"port": 0, "query_timeout_s": 120.0})
    listener = bind(patient)
    server = uvicorn.Server(uvicorn.Config(create_app(patient), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield address(listener)
    server.should_exit = True
    thread.join(20)
    listener.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A tab that fails the test when a page asks another server for anything, or breaks its own policy."""
    faults: list[str] = []
    context = browser.new_context(base_url=site)
    page = context.new_page()
    # A server that has just started plans its first questions slowly.
    page.set_default_navigation_timeout(120_000)
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith((site, "data:", "blob:")) else None)
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def test_the_start_page_leads_to_a_network(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Find an organisation").fill("home office")
    page.get_by_role("button", name="Search").click()

    page.get_by_role("link", name="Network of Home Office").click()

    assert "Home Office" in page.title()
    assert page.locator("table").count() > 0


def test_a_network_is_chosen_from_the_start_page(page: Page) -> None:
    page.goto("/")
    form = page.locator("form", has=page.locator("select[name=theme]"))
    form.locator("select").select_option(label="Artificial intelligence")

    form.get_by_role("button").click()

    assert page.url.endswith("/v1/views/theme.html?theme=theme%2Fartificial-intelligence")


def test_two_organisations_to_connect_are_two_from_the_start(page: Page) -> None:
    page.goto("/")

    one, other = page.locator("form[action*='paths'] select").evaluate_all("chosen => chosen.map((select) => select.value)")

    assert one != other


ADDRESSES = ["/", "/?q=home", "/docs", "/questions/commitments_on_theme?theme=theme/artificial-intelligence", "/questions/how_connected"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_the_site_breaks_a_rule_of_accessibility(page: Page, address: str, broken_rules: Callable[[Page], list[str]]) -> None:
    page.goto(address)

    assert broken_rules(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_the_site_scrolls_sideways_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})

    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_docs_are_styled_and_lead_to_answers(page: Page) -> None:
    page.goto("/docs")

    assert page.locator("main").evaluate("node => getComputedStyle(node).maxWidth") != "none"
    page.get_by_role("link", name="/v1/meta").last.click()
    assert page.url.endswith("/v1/meta")
