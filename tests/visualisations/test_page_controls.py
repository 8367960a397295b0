"""Filters, paths, pins and undo of a page, in real Chromium, by mouse and by keyboard."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.subgraph import Subgraph
from visualisations.draw import page_of
from visualisations.views import VIEWS

Visit = Callable[..., Page]
HOME_OFFICE = "organisation/gb-home-office"
LIT = "() => page.picture.network.body.data.nodes.get().filter((node) => node.opacity === 1).map((node) => node.id).sort()"


@pytest.fixture(scope="session")
def connections(sample: Subgraph) -> str:
    """The page on connections between the departments of the sample."""
    return page_of(VIEWS["connections"], sample, ())


def fragment(page: Page) -> str:
    return str(page.evaluate("decodeURIComponent(location.hash)"))


def rows(page: Page, table: str) -> int:
    return page.locator(f"#{table} tbody tr").count()


def kinds_shown(page: Page) -> dict[str, int]:
    kinds: list[str] = page.evaluate("[...page.content.entities.values()].filter(({id}) => page.shown.thing(id)).map(({kind}) => kind)")
    return Counter(kinds)


def test_a_theme_and_an_owner_narrow_picture_and_tables_down(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.locator(".filters summary").click()
    page.get_by_label("Whose commitments").select_option("Home Office")
    page.get_by_label("On what theme").select_option("Cyber security")

    assert kinds_shown(page)["Commitment"] == 3
    assert fragment(page) == f"#theme=theme/cyber-security&department={HOME_OFFICE}"
    expect(page.locator("#filters-set")).to_have_text("(2 set)")
    assert HOME_OFFICE in page.evaluate("() => [...page.shown.symbols()]")


def test_all_filters_are_cleared_at_once(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment="#theme=theme/data&hide=Person")

    page.locator(".filters summary").click()
    page.get_by_role("button", name="Clear all filters").click()

    assert (rows(page, "nodes"), fragment(page)) == (62, "")


def test_the_day_sliders_keep_what_is_due_between_them(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.locator(".filters summary").click()
    slider = page.locator("#due-before")
    slider.focus()
    page.keyboard.press("Home")

    expect(page.locator("#due-before-words")).to_have_text("November 2025")
    assert fragment(page) == "#before=2025-11-31"
    assert kinds_shown(page)["Commitment"] == 1
    page.keyboard.press("End")
    expect(page.locator("#due-before-words")).to_have_text("any day")
    assert fragment(page) == ""


def test_less_sure_claims_can_be_left_out(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment="#sure=95")

    expect(page.locator("#sure-words")).to_have_text("95 % or more")
    expect(page.locator("#links-count")).to_have_text("0 of 178")


def test_a_path_is_found_and_each_step_has_its_words(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment=f"#node={HOME_OFFICE}")

    page.get_by_role("button", name="Find a path from here").click()
    box = page.get_by_role("combobox", name="Search names")
    expect(box).to_be_focused()
    box.press_sequentially("secure by")
    box.press("Enter")

    expect(page.locator("#chosen-heading")).to_have_text("From Home Office to Secure by Design Framework in 2 steps")
    assert page.locator("#evidence-chosen article blockquote").count() >= 2
    assert page.evaluate(LIT) == [
        HOME_OFFICE,
        "strategy/home-office-2030-digital-strategy",
        "strategy/secure-by-design-framework",
    ]
    assert fragment(page) == f"#path={HOME_OFFICE},strategy/secure-by-design-framework"


def test_no_path_is_said_and_themes_are_offered(visit: Visit, sketched: Callable[..., Subgraph]) -> None:
    graph = sketched("""
        organisation/a MAKES commitment/one
        organisation/b MAKES commitment/two
        commitment/one CONCERNS theme/data
        commitment/two CONCERNS theme/data
    """)
    page = visit(page_of(VIEWS["connections"], graph, ()), fragment="#path=organisation/a,organisation/b")

    expect(page.locator("#chosen-heading")).to_have_text("A and B are not connected on this page")
    page.get_by_role("button", name="Also through themes").click()

    expect(page.locator("#chosen-heading")).to_have_text("From A to B in 4 steps")


def test_hiding_is_undone(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment=f"#node={HOME_OFFICE}")

    page.get_by_role("button", name="Hide", exact=True).click()
    hidden = page.evaluate("(id) => page.shown.symbol(id)", HOME_OFFICE)
    page.keyboard.press("Control+z")

    assert hidden is False
    assert page.evaluate("(id) => page.shown.symbol(id)", HOME_OFFICE) is True
    assert fragment(page) == f"#node={HOME_OFFICE}"
    expect(page.locator("#undo")).to_be_disabled()


def test_a_pinned_symbol_stays_lit_beside_another_choice(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment=f"#node={HOME_OFFICE}")

    page.locator("#picture").focus()
    page.keyboard.press("p")
    page.evaluate("page.pick({sort: 'node', id: 'organisation/gb-cqc'})")

    assert HOME_OFFICE in page.evaluate(LIT)
    assert f"pinned={HOME_OFFICE}" in fragment(page)


def test_symbols_can_have_one_size_and_lines_can_be_named(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.locator(".filters summary").click()
    page.get_by_label("Size of symbols").select_option("all the same")
    page.get_by_role("checkbox", name="Name the lines").check()

    sizes: list[float] = page.evaluate("() => page.picture.network.body.data.nodes.get().map((node) => node.size)")
    assert len({round(size, 3) for size in sizes}) == 1
    assert fragment(page) == "#names=1&size=same"


def test_a_number_of_the_matrix_leads_to_its_commitments(visit: Visit, sample: Subgraph) -> None:
    page = visit(page_of(VIEWS["matrix"], sample, ()))

    page.get_by_role("row", name="Home Office").get_by_role("link").first.click()

    assert kinds_shown(page)["Commitment"] == 3
    assert fragment(page) == f"#theme=theme/data&department={HOME_OFFICE}"
    assert page.evaluate("document.activeElement.id") == "tables"


def test_a_citation_is_copied_with_its_source(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment="#link=organisation/gb-dhsc~OVERSEES~organisation/gb-cqc")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy citation").click()

    expect(page.locator("#announcement")).to_have_text("Citation copied.")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“The Department sponsors the Care Quality Commission.” ")
    assert copied.endswith("<https://www.example.gov.uk/fit-for-the-future>.")


def crowd(sketched: Callable[..., Subgraph], departments: int = 20, each: int = 30) -> Subgraph:
    lines = [f"organisation/d{number} MAKES commitment/c{number}-{one}" for number in range(departments) for one in range(each)]
    lines += [f"commitment/c{number}-0 CONCERNS theme/data" for number in range(departments)]
    fields: dict[str, dict[str, Any]] = {}
    return sketched("\n".join(lines), fields)


@pytest.fixture
def crowded(visit: Visit, sketched: Callable[..., Subgraph]) -> Page:
    """A page of 621 things of which no two commitments share a symbol."""
    view = VIEWS["deadlines"]
    return visit(page_of(view, crowd(sketched), ()))


def test_a_crowd_opens_as_clusters_that_can_be_opened(crowded: Page) -> None:
    before = crowded.evaluate("() => page.shown.symbols().size")

    crowded.evaluate("page.pick({sort: 'node', id: 'organisation/d3'})")
    crowded.get_by_role("button", name="Open its cluster (30)").click()

    assert before <= 300
    assert crowded.evaluate("() => page.shown.symbols().size") == before + 30
    assert "open=organisation/d3" in fragment(crowded)
    crowded.locator("#picture").focus()
    crowded.keyboard.press("o")
    assert crowded.evaluate("() => page.shown.symbols().size") == before


def test_a_long_table_is_written_out_in_steps_and_still_searched_whole(crowded: Page) -> None:
    first = rows(crowded, "nodes")

    crowded.locator("#nodes-more-button").click()

    assert (first, rows(crowded, "nodes")) == (200, 400)
    expect(crowded.locator("#nodes-more-words")).to_have_text("400 of 621 rows are written out.")
    crowded.get_by_role("combobox").fill("C19 29")
    assert rows(crowded, "nodes") == 1


def test_a_chosen_row_is_there_wherever_it_stands_in_a_long_table(crowded: Page) -> None:
    crowded.evaluate("page.pick({sort: 'node', id: 'commitment/c19-29'})")

    expect(crowded.locator("#nodes tr.chosen th")).to_have_text("C19 29")


def test_without_script_a_long_table_says_that_it_is_cut(visit: Visit, sketched: Callable[..., Subgraph]) -> None:
    page = visit(page_of(VIEWS["deadlines"], crowd(sketched), ()), script=False)

    said = page.locator("#tables noscript .cut").first
    expect(said).to_be_visible()
    expect(said).to_contain_text("300 of 621 rows are written out here.")
