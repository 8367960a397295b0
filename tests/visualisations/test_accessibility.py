"""No page breaks a rule of WCAG 2.2 AA that axe-core can see: light and dark, wide and narrow, at rest and in use."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from graph.subgraph import Subgraph
from visualisations.draw import page_of
from visualisations.views import VIEWS

Visit = Callable[..., Page]
HOME_OFFICE = "organisation/gb-home-office"
SUBJECTS = {"organisation": (HOME_OFFICE,), "theme": ("theme/data",), "strategy": ("strategy/fit-for-the-future",)}
SUBJECTS["paths"] = (HOME_OFFICE, "organisation/gb-dhsc")


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("view", VIEWS)
def test_no_view_breaks_a_rule(view: str, dark: bool, width: int, visit: Visit, sample: Subgraph) -> None:
    page = visit(page_of(VIEWS[view], sample, SUBJECTS.get(view, ())), dark=dark, width=width)

    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_a_page_in_use_breaks_no_rule(dark: bool, visit: Visit, sample: Subgraph) -> None:
    page = visit(page_of(VIEWS["matrix"], sample, ()), dark=dark, fragment=f"#node={HOME_OFFICE}&names=1&sure=20")

    page.locator(".filters summary").click()
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Find a path from here").click()
    page.get_by_role("combobox", name="Search names").press_sequentially("cyb")

    assert violations(page) == []
