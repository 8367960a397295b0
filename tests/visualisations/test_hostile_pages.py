"""Names, titles, quotes and addresses from a hostile document are shown as they are written, and nothing of them runs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.subgraph import Subgraph
from visualisations.draw import page_of
from visualisations.page import Words, render
from visualisations.views import VIEWS

MARK = "window.hostile = true"
PAYLOADS = [
    f"<script>{MARK}</script>",
    f"</script><script>{MARK}</script>",
    f"<!--<script>{MARK}//",
    f"<img src=x onerror='{MARK}'>",
    f'"><svg onload="{MARK}">',
    f"';{MARK};//",
    f"{{{{ {MARK} }}}}",
    f"</title></style></textarea><script>{MARK}</script>",
    f"javascript:{MARK}",
    "]]>\u2028\u2029<a href=http://example.org>",
    "one\u202etwo\u2066three",
    "x" * 5000,
]


def hostile_graph(sketched: Callable[..., Subgraph], text: str) -> Subgraph:
    fields = {
        "organisation/a": {"name": text, "abbreviation": text[:80], "aliases": [text], "kind": "other"},
        "strategy/b": {"name": text, "edition": text},
        "theme/c": {"name": text, "definition": text},
        "commitment/d": {"text": text, "deadline": text},
    }
    lines = """
        organisation/a PUBLISHES strategy/b
        strategy/b CONTAINS commitment/d
        commitment/d CONCERNS theme/c
        organisation/a MAKES commitment/d
    """
    return sketched(lines, fields, title=text, publisher=text, uri=text, licence=text)


@pytest.mark.parametrize("text", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_hostile_text_is_shown_and_does_not_run(text: str, visit: Callable[..., Page], sketched: Callable[..., Subgraph]) -> None:
    graph = hostile_graph(sketched, text)

    page = visit(render(graph, Words(text, text, text, text)))
    for id_ in graph.by_id:
        page.evaluate("id => page.pick({sort: 'node', id}, {move: 'evidence'})", id_)
    for button in page.locator("#links button.choose").all():
        button.click()
    page.get_by_role("combobox").fill(text[:3])

    assert page.evaluate("window.hostile") is None
    assert page.locator("img, iframe, a[href^='javascript'], h1 script").count() == 0
    shown = text if text.isprintable() else None
    if shown:
        expect(page.locator("h1")).to_have_text(shown)
    assert page.evaluate("page.content.graph.nodes.length") == 4


@pytest.mark.parametrize("text", [PAYLOADS[1], PAYLOADS[2], "x" * 5000])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_bears_a_hostile_name(view: str, text: str, visit: Callable[..., Page], sketched: Callable[..., Subgraph]) -> None:
    graph = hostile_graph(sketched, text)
    subject = next(node.id for node in graph.nodes if node.label == VIEWS[view].kind)

    subjects = (subject, subject) if VIEWS[view].other else (subject,)

    page = visit(page_of(VIEWS[view], graph, subjects), width=390)

    assert page.evaluate("window.hostile") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_fragment_cannot_bring_script_in(visit: Callable[..., Page], sketched: Callable[..., Subgraph]) -> None:
    graph = hostile_graph(sketched, "plain")

    page = visit(render(graph, Words("Q", "A")), fragment=f"#node=<img src=x onerror={MARK}>&hide=<script>{MARK}</script>")

    assert page.evaluate("window.hostile") is None


def test_script_put_into_the_page_afterwards_is_refused(sample: Subgraph, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(render(sample, Words("Q", "A")), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())

    page.evaluate(f"const made = document.createElement('script'); made.textContent = '{MARK}'; document.body.append(made);")

    assert page.evaluate("window.hostile") is None
    page.close()
