"""No page breaks a rule of WCAG 2.2 AA that axe-core can see: light and dark, wide and narrow, at rest and in use."""

from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from graph.subgraph import Subgraph
from visualisations.draw import page_of
from visualisations.views import VIEWS

Visit = Callable[..., Page]
SUBJECTS = {
    "organisation": ("organisation/home-office",),
    "theme": ("theme/data",),
    "strategy": ("strategy/plan",),
    "paths": ("organisation/home-office", "organisation/nhs-england"),
}


@pytest.fixture(scope="session")
def each_kind() -> str:
    """Lines with a thing of each kind; rows of one kind look alike, and axe takes its time for every one."""
    return """
        organisation/home-office PUBLISHES strategy/plan
        organisation/home-office PARTNERS_WITH organisation/nhs-england
        organisation/home-office MAKES commitment/open-data
        organisation/nhs-england MAKES commitment/train-staff
        strategy/plan CONTAINS commitment/open-data
        strategy/plan ADDRESSES theme/data
        commitment/open-data CONCERNS theme/data
        commitment/train-staff CONCERNS theme/data
        person/ada LEADS organisation/home-office
    """


@pytest.fixture
def graph(each_kind: str, sketched: Callable[..., Subgraph]) -> Subgraph:
    """A small graph with deadlines, strengths and an address on the web."""
    dated = {"deadline": "by 2027", "deadline_latest": date(2027, 12, 31), "strength": "will", "status": "in progress"}
    later = {"deadline": "by 2029", "deadline_latest": date(2029, 12, 31), "strength": "aims to"}
    return sketched(each_kind, {"commitment/open-data": dated, "commitment/train-staff": later}, uri="https://example.org/plan")


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("view", VIEWS)
def test_no_view_breaks_a_rule(view: str, dark: bool, width: int, visit: Visit, graph: Subgraph) -> None:
    page = visit(page_of(VIEWS[view], graph, SUBJECTS.get(view, ())), dark=dark, width=width)

    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_a_page_in_use_breaks_no_rule(dark: bool, visit: Visit, graph: Subgraph) -> None:
    page = visit(page_of(VIEWS["matrix"], graph, ()), dark=dark, fragment="#node=organisation/home-office&names=1&sure=20")

    page.locator(".filters summary").click()
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Find a path from here").click()
    page.get_by_role("combobox", name="Search names").press_sequentially("da")

    assert violations(page) == []
