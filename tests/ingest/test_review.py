"""The command review: pairs out of a real graph, asked at a terminal, written as a page, and answered in a real browser."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j import Driver
from playwright.sync_api import Browser, Page, expect
from typer.testing import CliRunner, Result

from graph.naming import NamedThing, Quote
from ingest.cli import commands as ingest_commands
from ingest.resolution.judgements import Judgement, Judgements, JudgementsInvalid, load_judgements
from ingest.review.candidates import Pair
from ingest.review.command import commands
from ingest.review.likeness import Likeness
from ingest.review.page import review_page

TEXT = """---
title: Port paper
country: gb
---
# Port paper

The Northport Harbour Board will dredge the port. The Northport Harbor Board will test a ferry.
The Harbour Board of Northport will close a pier.
"""
HOSTILE = "</script><script>window.hit=1</script><b onclick=hit>&\u2028${x}"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICYGRAPH_JUDGEMENTS", str(tmp_path / "judgements.yaml"))
    return tmp_path / "judgements.yaml"


@pytest.fixture
def graph(tmp_path: Path, file: Path, empty_database: Driver, environment: None) -> Driver:
    (tmp_path / "port.md").write_text(TEXT)
    CliRunner().invoke(ingest_commands, ["ingest", str(tmp_path / "port.md")])
    return empty_database


def run(*arguments: str | Path, answers: str = "") -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], input=answers)


def thing(number: int, name: str, quote: str = "A quote.") -> tuple[NamedThing, tuple[Quote, ...]]:
    return NamedThing(f"organisation/gb-{number}", name, "other", (), "gb"), (Quote(quote, "Paper", "Part", 3),)


def pairs_of(*names: tuple[str, str]) -> tuple[list[Pair], dict[str, tuple[Quote, ...]]]:
    """A pair for each two names; the same name is the same thing."""
    every = {name: thing(number, name) for number, name in enumerate(dict.fromkeys(name for pair in names for name in pair))}
    pairs = [Pair(every[one][0], every[other][0], Likeness(0.9, f"Why {one}?")) for one, other in names]
    return pairs, {named.id: quotes for named, quotes in every.values()}


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Opens the page on three pairs, A and B, B and C, A and C; nothing may be asked of any network."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith(("file:", "blob:")) else None)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    (tmp_path / "review.html").write_text(
        review_page(*pairs_of(("A", "B"), ("B", "C"), ("A", "C"), ("D", "E")), Judgements()), encoding="utf-8"
    )
    page.goto((tmp_path / "review.html").as_uri())
    yield page
    page.close()
    assert (asked, faults) == ([], [])


def saved(page: Page, folder: Path) -> Judgements:
    with page.expect_download() as download:
        page.locator("#save").click()
    download.value.save_as(folder / "saved.yaml")
    assert download.value.suggested_filename == "judgements.yaml"
    return load_judgements(folder / "saved.yaml")


def test_pairs_come_with_both_quotes_and_the_reason(graph: Driver) -> None:
    pairs = json.loads(run("--json").stdout)

    assert [(pair["first"]["name"], pair["second"]["name"], pair["score"]) for pair in pairs] == [
        ("Harbour Board of Northport", "Northport Harbour Board", 0.95),
        ("Harbour Board of Northport", "Northport Harbor Board", 0.88),
        ("Northport Harbor Board", "Northport Harbour Board", 0.88),
    ]
    assert pairs[0]["second"]["quotes"][0]["text"] == "The Northport Harbour Board will dredge the port."
    assert pairs[0]["first"]["quotes"][0]["title"] == "Port paper"


def test_the_terminal_shows_both_sides_and_writes_the_answers_down(graph: Driver, file: Path) -> None:
    result = run(answers="s\nd\n")

    assert result.exit_code == 0
    assert "1 of 3. They have the same words in another order. (95% alike)" in result.stdout
    assert "The Northport Harbour Board will" in result.stdout
    assert [one.verdict for one in load_judgements(file).all] == ["same", "different"]
    assert "run 'policygraph ingest'" in result.stderr


def test_undo_takes_the_last_answer_back_and_asks_again(graph: Driver, file: Path) -> None:
    result = run(answers="d\nz\nu\nq\n")

    assert "Taken back: Harbour Board of Northport and Northport Harbour Board." in result.stdout
    assert [(one.verdict, one.names[0]) for one in load_judgements(file).all] == [("unsure", "Harbour Board of Northport")]


def test_a_pair_that_was_skipped_is_asked_the_next_time_and_one_judged_different_never(graph: Driver, file: Path) -> None:
    run(answers="k\nd\nk\n")

    assert [(pair["first"]["name"], pair["second"]["name"]) for pair in json.loads(run("--json").stdout)] == [
        ("Harbour Board of Northport", "Northport Harbour Board"),
        ("Northport Harbor Board", "Northport Harbour Board"),
    ]


def test_an_answer_that_is_none_is_asked_again(graph: Driver, file: Path) -> None:
    result = run(answers="x\nz\n\nq\n")

    assert result.stdout.count("Please answer with one of the letters.") == 2
    assert "There is nothing to undo." in result.stdout
    assert not file.exists()


def test_only_names_that_hold_a_word_are_asked_about(graph: Driver) -> None:
    pairs = json.loads(run("HARBOR", "--json").stdout)

    assert ["Northport Harbor Board" in (pair["first"]["name"], pair["second"]["name"]) for pair in pairs] == [True, True]
    assert json.loads(run("lighthouse", "--json").stdout) == []


def test_what_was_joined_is_asked_about_no_more_once_it_is_in_the_graph(graph: Driver, tmp_path: Path) -> None:
    run(answers="s\ns\n")
    CliRunner().invoke(ingest_commands, ["ingest", str(tmp_path / "port.md")])

    records, _, _ = graph.execute_query("MATCH (n:Organisation) WHERE n.name CONTAINS 'North' RETURN n.name AS name, n.aliases AS aliases")
    assert [(record["name"], record["aliases"]) for record in records] == [
        ("Harbour Board of Northport", ["Northport Harbor Board", "Northport Harbour Board"])
    ]
    assert json.loads(run("--json").stdout) == []


def test_a_file_of_judgements_is_taken_into_ones_own(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("judgements:\n- same: {organisation/a: A, organisation/b: B}\n- different: {organisation/a: A, organisation/c: C}\n")

    assert run("--add", other).stdout.startswith("2 judgements were new;")
    assert run("--add", other).stdout.startswith("0 judgements were new;")
    assert isinstance(run("--add", tmp_path / "none.yaml").exception, JudgementsInvalid)


def test_the_page_is_written_with_the_pairs_of_the_graph(graph: Driver, tmp_path: Path) -> None:
    result = run("--page", tmp_path / "review.html")

    assert result.stdout.startswith("3 pairs to judge: open ")
    assert "The Northport Harbour Board will dredge the port." in (tmp_path / "review.html").read_text(encoding="utf-8")


def test_the_keyboard_judges_and_the_saved_file_holds_the_judgements(visit: Page, tmp_path: Path) -> None:
    expect(visit.locator("#reason")).to_have_text("Why A?")
    expect(visit.locator("#first blockquote")).to_have_text("A quote.")
    visit.keyboard.press("d")
    visit.keyboard.press("u")

    assert saved(visit, tmp_path).all == (
        Judgement("different", "organisation/gb-0", "organisation/gb-1", ("A", "B")),
        Judgement("unsure", "organisation/gb-1", "organisation/gb-2", ("B", "C")),
    )


def test_the_page_breaks_no_rule_of_accessibility(visit: Page, broken_rules: Callable[[Page], list[str]]) -> None:
    assert broken_rules(visit) == []


def test_what_follows_from_answers_is_not_asked_on_the_page(visit: Page) -> None:
    visit.get_by_role("button", name="Same").click()
    visit.get_by_role("button", name="Same").click()

    expect(visit.locator("#first h3")).to_have_text("D")


def test_an_answer_that_contradicts_others_is_refused_on_the_page(visit: Page) -> None:
    visit.keyboard.press("k")
    visit.keyboard.press("k")
    visit.keyboard.press("d")
    visit.keyboard.press("k")
    expect(visit.locator("#reason")).to_have_text("There is nothing more to ask.")
    visit.keyboard.press("z")

    expect(visit.locator("#first h3")).to_have_text("A")
    expect(visit.locator("#progress")).to_contain_text("0 judged")


def test_undo_leads_back_to_the_pair_of_the_last_answer(visit: Page, tmp_path: Path) -> None:
    visit.keyboard.press("s")
    visit.keyboard.press("d")
    visit.keyboard.press("z")

    expect(visit.locator("#first h3")).to_have_text("B")
    assert [one.verdict for one in saved(visit, tmp_path).all] == ["same"]


def test_single_keys_can_be_turned_off(visit: Page) -> None:
    visit.locator("#keys").uncheck()
    visit.keyboard.press("s")

    expect(visit.locator("#progress")).to_contain_text("0 judged")


def test_every_control_is_reached_by_tab_and_has_a_name(visit: Page) -> None:
    reached = []
    for _ in range(8):
        visit.keyboard.press("Tab")
        reached.append(
            visit.evaluate("() => document.activeElement.textContent.trim() || document.activeElement.labels[0].textContent.trim()")
        )

    assert reached == [
        "To the pair",
        "s Same",
        "d Different",
        "u Unsure",
        "k Skip",
        "z Undo",
        "Answer with single keys",
        "Save the judgement file",
    ]


def test_judgements_of_before_are_in_the_saved_file(browser: Browser, tmp_path: Path) -> None:
    before = Judgements((Judgement("different", "organisation/gb-8", "organisation/gb-9", ("X", "Y")),))
    (tmp_path / "review.html").write_text(review_page(*pairs_of(("A", "B")), before), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "review.html").as_uri())
    page.keyboard.press("s")

    assert [one.verdict for one in saved(page, tmp_path).all] == ["different", "same"]
    page.close()


def test_words_that_would_act_are_shown_as_words(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "review.html").write_text(review_page(*pairs_of((HOSTILE, "B")), Judgements()), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "review.html").as_uri())

    assert page.locator("#first h3").text_content() == HOSTILE
    assert page.evaluate("() => window.hit === undefined")
    page.keyboard.press("s")
    assert saved(page, tmp_path).all[0].names[0] == HOSTILE
    page.close()
