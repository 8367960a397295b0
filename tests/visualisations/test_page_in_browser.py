"""What a reader can do with a page, in real Chromium; `visit` also holds that no page asks for anything."""

import csv
import io
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.subgraph import Subgraph
from visualisations.draw import page_of
from visualisations.legend import contrast
from visualisations.views import VIEWS

Visit = Callable[..., Page]
HOME_OFFICE = "organisation/gb-home-office"
PLACE = "id => { const s = page.content.spots.get(id); return page.picture.network.canvasToDOM({x: s.x, y: s.y}); }"
MIDDLE = """id => { const {from, to} = page.shown.lines().get(id); const [a, b] = [from, to].map((end) => page.content.spots.get(end));
  return page.picture.network.canvasToDOM({x: 0.5 * a.x + 0.5 * b.x, y: 0.5 * a.y + 0.5 * b.y}); }"""
SHOWN = "() => page.shown.symbols().size"
FAINT = "() => page.picture.network.body.data.nodes.get().filter((node) => node.opacity === 1).map((node) => node.id).sort()"
TEXT_COLOURS = """() => {
  const behind = (one) => { for (let at = one; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor; if (!colour.endsWith(', 0)')) return colour; } return 'rgb(0, 0, 0)'; };
  const texts = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.disabled
    && [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  return [...new Set(texts.map((one) => getComputedStyle(one).color + '|' + behind(one)))]; }"""


@pytest.fixture(scope="session")
def connections(sample: Subgraph) -> str:
    """The page on connections between the departments of the sample."""
    return page_of(VIEWS["connections"], sample, ())


def until(page: Page, holds: str, value: object = None) -> None:
    """Waits until a function of the page returns true; Playwright's own waiting needs eval, which the page's policy forbids."""
    for _ in range(400):
        if page.evaluate(holds, value):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"this never came true: {holds}")


def click_at(page: Page, script: str, id_: str) -> None:
    place: dict[str, float] = page.evaluate(script, id_)
    page.locator("#picture").click(position={"x": place["x"], "y": place["y"]})


def fragment(page: Page) -> str:
    return str(page.evaluate("decodeURIComponent(location.hash)"))


def shown_rows(page: Page, table: str) -> int:
    return page.locator(f"#{table} tbody tr:visible").count()


def hexadecimal(colour: str) -> str:
    parts = colour.removeprefix("rgb(").removesuffix(")").split(",")
    return "#" + "".join(f"{int(part):02x}" for part in parts[:3])


def test_the_picture_is_there_when_the_page_opens(visit: Visit, connections: str) -> None:
    page = visit(connections)

    assert page.locator("#picture canvas").bounding_box() is not None
    assert page.evaluate(SHOWN) == 38


def test_choosing_a_symbol_shows_its_words_and_source(visit: Visit, connections: str) -> None:
    page = visit(connections)

    click_at(page, PLACE, "strategy/government-cyber-action-plan")

    panel = page.locator("#evidence-chosen")
    expect(panel.locator("h2")).to_have_text("Government Cyber Action Plan")
    expect(panel.locator("blockquote").first).to_have_text("Government Cyber Action Plan, published by gb-cabinet-office")
    expect(panel.locator("figcaption").first).to_contain_text("Cabinet Office, 6 January 2026, page")
    expect(panel.locator("figcaption a").first).to_have_attribute("href", "https://www.example.gov.uk/government-cyber-action-plan")


def test_choosing_a_line_shows_why_it_exists(visit: Visit, connections: str) -> None:
    page = visit(connections)

    click_at(page, MIDDLE, "organisation/gb-dhsc~organisation/gb-cqc")

    panel = page.locator("#evidence-chosen")
    expect(panel.locator("h2")).to_have_text("Department of Health and Social Care oversees Care Quality Commission")
    expect(panel.locator("blockquote")).to_have_text("The Department sponsors the Care Quality Commission.")
    expect(panel).to_contain_text("Read by rule sample@1, confidence 90 per cent.")


def test_a_line_of_many_links_shows_each_of_them(visit: Visit, connections: str) -> None:
    page = visit(connections)
    line = page.evaluate("() => page.content.graph.edges.filter((edge) => edge.count > 2)[0].id")

    page.goto(f"{page.url.partition('#')[0]}#line={line}")

    links = page.evaluate("id => page.shown.lines().get(id).links.length", line)
    assert page.locator("#evidence-chosen article").count() == links
    expect(page.locator("#evidence-chosen .over").first).to_have_text(f"{links} links between the same two symbols")


def test_a_shared_symbol_lists_its_commitments(visit: Visit, connections: str) -> None:
    page = visit(connections)
    group = page.evaluate("() => page.content.graph.nodes.find((node) => node.members === 6).id")

    click_at(page, PLACE, group)
    page.locator("#evidence-chosen li button").first.click()

    expect(page.locator("#evidence-chosen .over").first).to_have_text("Commitment – one of 6 that share a symbol")
    expect(page.locator("#evidence-chosen blockquote").first).to_be_visible()


def test_a_neighbour_leads_on_and_why_leads_to_the_words(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment=f"#node={HOME_OFFICE}")

    page.get_by_role("button", name="Why? Home Office publishes Home Office 2030 Digital Strategy").click()

    expect(page.locator("#evidence-chosen h2")).to_have_text("Home Office publishes Home Office 2030 Digital Strategy")
    page.locator("#evidence-chosen .near button").last.click()
    expect(page.locator("#evidence-chosen h2")).to_have_text("Home Office 2030 Digital Strategy")


def test_picture_and_table_are_linked_both_ways(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.locator("#nodes").get_by_role("button", name="Cyber security", exact=True).click()
    chosen = page.locator("#nodes tr.chosen th").text_content()
    click_at(page, PLACE, "theme/data")

    assert (chosen or "").strip() == "Cyber security"
    assert page.locator("tr.chosen").get_attribute("data-id") == "theme/data"


def test_the_keyboard_reaches_table_and_evidence(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    while page.evaluate("document.activeElement.className") != "choose":
        page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "chosen-heading"
    expect(page.locator("#chosen-heading")).to_have_text(name)
    expect(page.locator("#announcement")).to_have_text(f"Chosen: {name}. Its evidence is beside the picture.")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == name


def test_the_picture_can_be_walked_with_arrow_keys(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.locator("#picture").focus()
    page.keyboard.press("ArrowRight")
    first = fragment(page)
    page.keyboard.press("ArrowDown")

    assert first.startswith("#node=organisation/")
    assert fragment(page) not in {"", first}
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "chosen-heading"


def test_the_legend_filters_picture_and_tables_by_keyboard(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.get_by_role("checkbox", name="Commitments").focus()
    page.keyboard.press("Space")

    assert page.evaluate(SHOWN) == 21
    assert (shown_rows(page, "nodes"), shown_rows(page, "links")) == (21, 42)
    expect(page.locator("#nodes-count")).to_have_text("21 of 62")
    expect(page.locator("#announcement")).to_have_text("The tables show 21 of 62 things and 42 of 178 links.")


def test_a_type_of_link_can_be_hidden(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.get_by_role("checkbox", name="cites").uncheck()

    assert (
        page.evaluate(
            "(id) => page.shown.lines().has(id)", "strategy/home-office-2030-digital-strategy~strategy/secure-by-design-framework"
        )
        is False
    )
    assert fragment(page) == "#hide=CITES"


def test_search_finds_an_alias_and_chooses_it(visit: Visit, connections: str) -> None:
    page = visit(connections)
    box = page.get_by_role("combobox", name="Search names")

    box.press_sequentially("cyber resi")
    expect(page.locator("#suggestions [role=option]")).to_have_text(["Cyber security"])
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    box.press("Enter")

    assert fragment(page) == "#node=theme/cyber-security"
    expect(page.locator("#chosen-heading")).to_have_text("Cyber security")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_typing_in_search_filters_the_tables(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.get_by_role("combobox").fill("patient record")

    assert page.locator("#nodes tbody tr:visible th").all_text_contents() == [
        "DHSC will make the single patient record available to every citizen."
    ]


def test_the_address_restores_choice_steps_and_filters(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment=f"#node={HOME_OFFICE}&steps=2&hide=Person,CITES")

    expect(page.locator("#chosen-heading")).to_have_text("Home Office")
    expect(page.get_by_role("radio", name="2 steps")).to_be_checked()
    expect(page.get_by_role("checkbox", name="cites")).not_to_be_checked()
    assert fragment(page) == f"#node={HOME_OFFICE}&steps=2&hide=CITES,Person"


def test_an_address_of_something_unknown_opens_the_whole_page(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment="#node=organisation/nobody&steps=9&hide=<b>")

    expect(page.locator("#evidence-start")).to_be_visible()


def test_more_steps_light_up_more_of_the_picture(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment=f"#node={HOME_OFFICE}")
    near: list[str] = page.evaluate(FAINT)

    page.get_by_role("radio", name="3 steps").check()

    far: list[str] = page.evaluate(FAINT)
    assert set(near) < set(far)
    assert HOME_OFFICE in near


def test_escape_clears_the_choice(visit: Visit, connections: str) -> None:
    page = visit(connections, fragment=f"#node={HOME_OFFICE}")

    page.keyboard.press("Escape")

    expect(page.locator("#evidence-start")).to_be_visible()
    assert (fragment(page), page.evaluate(FAINT).__len__()) == ("", 38)


def test_a_header_sorts_its_table_both_ways(visit: Visit, connections: str) -> None:
    page = visit(connections)
    header = page.locator("#nodes th", has_text="Links")

    header.get_by_role("button").click()
    header.get_by_role("button").click()

    assert header.get_attribute("aria-sort") == "descending"
    numbers = [int(text) for text in page.locator("#nodes td.number").all_text_contents()]
    assert numbers == sorted(numbers, reverse=True)


def test_the_visible_rows_are_saved_as_csv(visit: Visit, sketched: Callable[..., Subgraph], tmp_path: Path) -> None:
    names: dict[str, Any] = {"theme/a": {"name": '=HYPERLINK("http://x")'}, "organisation/b": {"name": "@b"}}
    page = visit(page_of(VIEWS["connections"], sketched("theme/a\norganisation/b", names), ()))
    page.get_by_role("checkbox", name="Organisations").uncheck()

    with page.expect_download() as download:
        page.locator(".menu summary").click()
        page.get_by_role("button", name="Things as CSV").click()
    download.value.save_as(tmp_path / "things.csv")

    rows = list(csv.reader(io.StringIO((tmp_path / "things.csv").read_text("utf-8-sig"))))
    assert rows[0][:5] == ["id", "name", "kind", "what is known", "links"]
    assert [row[:3] for row in rows[1:]] == [["theme/a", '\'=HYPERLINK("http://x")', "Theme"]]
    assert download.value.suggested_filename == "how-are-these-departments-connected.nodes.csv"


def test_the_picture_is_saved_as_png(visit: Visit, connections: str, tmp_path: Path) -> None:
    page = visit(connections)

    with page.expect_download() as download:
        page.locator(".menu summary").click()
        page.get_by_role("button", name="Picture as PNG").click()
    download.value.save_as(tmp_path / "picture.png")

    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize("view", ["connections", "theme"])
def test_no_name_lies_over_another(view: str, visit: Visit, sample: Subgraph) -> None:
    page = visit(page_of(VIEWS[view], sample, ("theme/data",)))

    boxes: list[dict[str, float]] = page.evaluate("page.labels.placed().map(({left, right, top, bottom}) => ({left, right, top, bottom}))")
    crossing = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one["left"] < other["right"] and other["left"] < one["right"] and one["top"] < other["bottom"] and other["top"] < one["bottom"]
    ]
    assert crossing == []


def test_every_organisation_and_theme_is_named_at_first_sight(visit: Visit, connections: str, sample: Subgraph) -> None:
    page = visit(connections)

    named: list[str] = page.evaluate("page.labels.placed().map((box) => box.id)")

    assert {node.id for node in sample.nodes if node.label in {"Organisation", "Theme", "Strategy"}} <= set(named)


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_page_does_not_scroll_sideways(width: int, visit: Visit, connections: str) -> None:
    page = visit(connections, width=width, fragment=f"#node={HOME_OFFICE}")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_large_enough_for_a_finger(visit: Visit, connections: str) -> None:
    page = visit(connections, width=390, fragment=f"#node={HOME_OFFICE}")

    small = page.evaluate("""() => [...document.querySelectorAll('button, .chip, .segment, summary')]
      .filter((one) => one.checkVisibility()).map((one) => [one.textContent.slice(0, 40), one.getBoundingClientRect()])
      .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)""")
    assert small == []


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_stands_out_from_what_is_behind_it(dark: bool, visit: Visit, connections: str) -> None:
    page = visit(connections, dark=dark, fragment=f"#node={HOME_OFFICE}")

    pairs: list[str] = page.evaluate(TEXT_COLOURS)

    weak = [pair for pair in pairs if contrast(*(hexadecimal(colour) for colour in pair.split("|"))) < 4.5]
    assert weak == []


def test_dark_mode_paints_the_picture_anew(visit: Visit, connections: str) -> None:
    page = visit(connections)
    fill = f"() => page.picture.network.body.data.nodes.get('{HOME_OFFICE}').color.background"
    by_day = page.evaluate(fill)

    page.emulate_media(color_scheme="dark")

    until(page, f"(before) => ({fill})() !== before", by_day)


def test_without_script_question_answer_and_quotes_are_there(visit: Visit, connections: str) -> None:
    page = visit(connections, script=False)

    expect(page.locator("h1")).to_have_text("How are these departments connected?")
    expect(page.locator(".workbench")).to_be_hidden()
    page.locator(".links summary:visible").first.click()
    expect(page.locator(".links blockquote:visible").first).to_be_visible()


def test_printed_controls_are_left_out(visit: Visit, connections: str) -> None:
    page = visit(connections)

    page.emulate_media(media="print")

    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator("#links")).to_be_visible()


def test_the_wheel_scrolls_the_page_until_the_picture_is_used(visit: Visit, connections: str) -> None:
    page = visit(connections)
    scale = page.evaluate("page.picture.network.getScale()")

    page.locator("#picture").hover()
    page.mouse.wheel(0, 200)
    until(page, "() => scrollY > 0")

    assert page.evaluate("page.picture.network.getScale()") == scale
