"""Names, counts, dates and lists read like plain English."""

from datetime import date

import pytest

from graph.kinds import Commitment, Makes, Organisation, Publishes, Strategy
from visualisations.wording import counted, label_in_picture, listed, sentence, shortened, spoken_date, visible, with_article

EVIDENCE = {"evidence": ("passage/p-1",), "extractor": "test@1"}
DSIT = Organisation(
    id="organisation/gb-dsit", name="Department for Science, Innovation and Technology", abbreviation="DSIT", **EVIDENCE
)  # fmt: skip
PLAN = Strategy(id="strategy/plan", name="AI Opportunities Action Plan", **EVIDENCE)
PROMISE = Commitment(id="commitment/one", text="We will open the data.", **EVIDENCE)


@pytest.mark.parametrize(
    ("count", "words"), [(0, "no strategies"), (1, "1 strategy"), (2, "2 strategies"), (1200, "1,200 strategies")]
)  # fmt: skip
def test_a_count_agrees_with_its_noun(count: int, words: str) -> None:
    assert counted(count, "strategy", "strategies") == words


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)  # fmt: skip
def test_a_list_ends_in_and(items: list[str], words: str) -> None:
    assert listed(items) == words


def test_a_date_is_written_the_british_way() -> None:
    assert spoken_date(date(2025, 7, 3)) == "3 July 2025"


def test_long_text_is_cut_between_words() -> None:
    assert shortened("one two three", 9) == "one two…"


def test_a_single_long_word_is_cut_inside() -> None:
    assert shortened("a" * 20, 10) == "a" * 9 + "…"


def test_line_breaks_in_a_short_text_become_spaces() -> None:
    assert shortened("one\n  two", 20) == "one two"


def test_a_sign_that_reorders_text_is_written_out() -> None:
    assert visible("safe\u202egnp.exe") == "safe[U+202E]gnp.exe"


def test_ordinary_text_of_any_script_stays_as_it_is() -> None:
    welsh, persian = "Llywodraeth Cymru – Ŵyn", "می\u200cخواهم"

    assert (visible(welsh), visible(persian)) == (welsh, persian)


def test_line_breaks_of_a_quote_stay() -> None:
    assert visible("one\ntwo\x00") == "one\ntwo[U+0000]"


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Home Office", "the Home Office"),
        ("Department of Health and Social Care", "the Department of Health and Social Care"),
        ("NHS England", "NHS England"),
        ("The King's Fund", "The King's Fund"),
        ("", ""),
    ],
)
def test_a_department_has_an_article_inside_a_sentence(name: str, spoken: str) -> None:
    assert with_article(name) == spoken


def test_a_long_name_gives_way_to_its_abbreviation_in_the_picture() -> None:
    assert label_in_picture(DSIT) == "DSIT"


def test_a_claim_reads_as_a_sentence() -> None:
    claim = Publishes(source=DSIT.id, target=PLAN.id, **EVIDENCE)

    assert sentence(claim, DSIT, PLAN) == "Department for Science, Innovation and Technology publishes AI Opportunities Action Plan"


def test_a_joint_owner_supports_what_the_lead_makes() -> None:
    claim = Makes(source=DSIT.id, target=PROMISE.id, role="support", **EVIDENCE)

    assert sentence(claim, DSIT, PROMISE) == "Department for Science, Innovation and Technology supports “We will open the data.”"
