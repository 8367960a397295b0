"""Time expressions as governments write them: by country, by style of table, and those that tell no day."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.almanac import Almanac, When, month_number, span_of_months
from ingest.extraction.dates import find_dates
from ingest.extraction.deadlines import Place, deadline_in

UK = Almanac(date(2031, 5, 14), "day", "gb")
AUSTRALIA = Almanac(date(2031, 5, 14), "day", "au")
AMERICA = Almanac(date(2031, 5, 14), "day", "us")
NOWHERE = Almanac()

Due = tuple[str, str | None, str]


def due(text: str, almanac: Almanac = UK, rule: str = "sentence") -> Due | None:
    """The words, value and relation of the deadline in `text`."""
    found = deadline_in(Place(text, rule), almanac)
    return (found.words, found.value, found.relation) if found else None


def stretch(text: str, almanac: Almanac = UK) -> list[tuple[date, date]]:
    return [(found.when.earliest, found.when.latest) for found in find_dates(text, almanac)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The pier will open no later than 30 June 2032.", ("no later than 30 June 2032", "2032-06-30", "by")),
        ("The pier will open on or before 31 March 2032.", ("on or before 31 March 2032", "2032-03-31", "by")),
        ("The pier will open by the 1st of April 2032.", ("by the 1st of April 2032", "2032-04-01", "by")),
        ("The pier will open by 1 Apr 2032.", ("by 1 Apr 2032", "2032-04-01", "by")),
        ("The pier will open by COB 3 June 2032.", ("by COB 3 June 2032", "2032-06-03", "by")),
        ("The pier will open before December 2032.", ("before December 2032", "2032-12", "by")),
        ("The pier will open ahead of 2035.", ("ahead of 2035", "2035", "by")),
        ("The pier will open by the year 2032.", ("by the year 2032", "2032", "by")),
        ("The pier will open by 2032 at the latest.", ("by 2032", "2032", "by")),
        ("The pier will open by end-2032.", ("by end-2032", "2032-12", "by")),
        ("The pier will open by the close of 2032.", ("by the close of 2032", "2032-12", "by")),
        ("The pier will open over the course of 2032.", ("over the course of 2032", "2032", "during")),
        ("The pier will open in the second half of 2032.", ("in the second half of 2032", "2032-12", "during")),
        ("The pier will open by the end of Q2 2032.", ("by the end of Q2 2032", "2032-06", "by")),
        ("The pier will open in time: H2 2032.", ("H2 2032", "2032-12", "by")),
        ("The pier will open with effect from 1 January 2032.", ("with effect from 1 January 2032", "2032-01-01", "from")),
        ("The pier will stay open until 2035.", ("until 2035", "2035", "by")),
        ("The pier will open within the next 12 months.", ("within the next 12 months", "2032-05", "within")),
        ("The pier will open within a year.", ("within a year", "2032", "within")),
        ("The pier will open in two years' time.", ("in two years' time", "2033", "within")),
        ("The pier will open by September of this year.", ("by September", "2031-09", "by")),
        ("The pier will open by the end of next month.", ("by the end of next month", "2031-06", "by")),
        ("The pier will open by the end of this decade.", ("by the end of this decade", "2040-12", "by")),
    ],
)
def test_british_deadlines_keep_their_words(sentence: str, expected: Due) -> None:
    assert due(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("By April 1, 2032, agencies shall report.", ("By April 1, 2032", "2032-04-01", "by")),
        ("Agencies shall report by Sept. 30, 2032.", ("by Sept. 30, 2032", "2032-09-30", "by")),
        ("Agencies shall report effective January 1, 2032.", ("effective January 1, 2032", "2032-01-01", "from")),
        ("Agencies shall report through fiscal year 2035.", ("through fiscal year 2035", "2035-09", "during")),
        ("Agencies shall report by the end of calendar year 2032.", ("by the end of calendar year 2032", "2032-12", "by")),
        ("Agencies shall report by FY33.", ("by FY33", "2033-09", "by")),
        ("Agencies shall report in Q4 FY33.", ("in Q4 FY33", "2033-09", "during")),
        ("Agencies shall report in FY33 Q1.", ("in FY33 Q1", "2032-12", "during")),
        ("Agencies shall report in Q3 of FY2032.", ("in Q3 of FY2032", "2032-06", "during")),
        (
            "Agencies shall report not later than 120 days after the date of this memorandum.",
            ("not later than 120 days", "2031-09-11", "within"),
        ),
        ("Within 60 days of this order, agencies shall report.", ("Within 60 days", "2031-07-13", "within")),
    ],
)
def test_american_deadlines_follow_the_federal_year(sentence: str, expected: Due) -> None:
    assert due(sentence, AMERICA) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ports will report in 2032–33.", ("in 2032–33", "2033-06", "during")),
        ("Ports will report by 2032-2033.", ("by 2032-2033", "2033-06", "by")),
        ("Ports will report by the end of the 2032-33 financial year.", ("by the end of the 2032-33", "2033-06", "by")),
        ("Ports will report by the end of the June quarter of 2032.", ("by the end of the June quarter of 2032", "2032-06", "by")),
        ("Ports will report in the March 2033 quarter.", ("in the March 2033 quarter", "2033-03", "during")),
        ("Ports will report by Q4 FY32.", ("by Q4 FY32", "2032-06", "by")),
        ("Ports will report by 3/11/2032.", ("by 3/11/2032", "2032-11-03", "by")),
    ],
)
def test_australian_deadlines_follow_the_july_year(sentence: str, expected: Due) -> None:
    assert due(sentence, AUSTRALIA) == expected


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("31/03/2032", "2032-03-31"),
        ("31.03.32", "2032-03-31"),
        ("30/6/32", "2032-06-30"),
        ("2032-03-31", "2032-03-31"),
        ("Mar-32", "2032-03"),
        ("Mar '32", "2032-03"),
        ("Q3 2032/33", "2032-12"),
        ("Q2 2032", "2032-06"),
        ("FY32", "2032-03"),
        ("Spring 2032", "2032"),
        ("End 2032", "2032-12"),
        ("TBC (2033)", "2033"),
        ("April 2032 – March 2033", "2033-03"),
        ("1 April 2032 – 31 March 2033", "2033-03-31"),
        ("1 to 30 June 2032", "2032-06-30"),
        ("Dec 2032 (was Jun 2032)", "2032-12"),
        ("2032–2035", "2035"),
        ("Within 6 months", "2031-11"),
    ],
)
def test_cells_hold_dates_in_short(cell: str, value: str) -> None:
    found = deadline_in(Place(cell, "column"), UK)

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("cell", ["Ongoing", "Complete", "N/A", "TBC", "-", "Annually", "Year 1", "Short term", "Completed March 2031"])
def test_cells_without_a_day_are_none(cell: str) -> None:
    assert due(cell, UK, "column") is None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("from 1 June to 30 September 2032", date(2032, 6, 1), date(2032, 9, 30)),
        ("1 June 2032 to 2 July 2033", date(2032, 6, 1), date(2033, 7, 2)),
        ("between 3 and 9 May 2032", date(2032, 5, 3), date(2032, 5, 9)),
        ("30 November 2031 – 2 February 2032", date(2031, 11, 30), date(2032, 2, 2)),
    ],
)
def test_two_days_are_one_stretch(words: str, first: date, last: date) -> None:
    assert stretch(words) == [(first, last)]


def test_two_days_in_wrong_order_are_no_stretch() -> None:
    assert [found.rule for found in find_dates("9 to 3 May 2032", UK)] == ["day-month-year"]


@pytest.mark.parametrize(
    ("words", "north", "south"),
    [
        ("in spring 2032", (date(2032, 3, 1), date(2032, 5, 31)), (date(2032, 9, 1), date(2032, 11, 30))),
        ("in autumn of 2032", (date(2032, 9, 1), date(2032, 11, 30)), (date(2032, 3, 1), date(2032, 5, 31))),
        ("next winter", (date(2031, 12, 1), date(2032, 2, 29)), (date(2031, 6, 1), date(2031, 8, 31))),
        ("this summer", (date(2031, 6, 1), date(2031, 8, 31)), (date(2031, 12, 1), date(2032, 2, 29))),
    ],
)
def test_a_season_has_the_months_of_its_country(words: str, north: tuple[date, date], south: tuple[date, date]) -> None:
    assert (stretch(words, UK), stretch(words, AUSTRALIA)) == ([north], [south])


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("the current financial year", {"gb": "2032-03", "au": "2031-06", "us": "2031-09"}),
        ("the next financial year", {"gb": "2033-03", "au": "2032-06", "us": "2032-09"}),
    ],
)
def test_a_relative_financial_year_depends_on_country(words: str, last: dict[str, str]) -> None:
    told = {country: find_dates(f"by the end of {words}", Almanac(date(2031, 5, 14), "day", country))[0].when.value for country in last}

    assert told == last


@pytest.mark.parametrize(
    ("year", "value"), [(2025, "2030"), (2029, "2030"), (2030, "2040"), (2031, "2040")], ids=["middle", "late", "round", "early"]
)
def test_a_decade_ends_in_a_round_year(year: int, value: str) -> None:
    found = find_dates("by the end of the decade", Almanac(date(year, 5, 14)))

    assert [item.when.value for item in found] == [f"{value}-12"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The pier will open within 180 days of enactment.",
        "The pier will open within three months of Royal Assent.",
        "The pier will open not later than 180 days after the date of the enactment of this Act.",
        "Requests will be answered within 28 days of receipt.",
        "The pier will open every March.",
        "The pier, built in 2019, will open.",
        "The pier will open as part of the 2032–33 Budget.",
        "Numbers will fall compared with 2020.",
        "The pier will open in due course.",
        "The pier will open as soon as possible.",
        "The pier will open at the next Spending Review.",
        "Ferries will carry 2,032 cars and 1999.5 tonnes.",
        "Call 2032 1999 or see room 2031a.",
    ],
)
def test_what_counts_from_elsewhere_has_no_day(sentence: str) -> None:
    assert due(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Originally due in 2032, the pier will open by 2034.", "2034"),
        ("The pier will open by 31 December 2032 (previously 30 June 2032).", "2032-12-31"),
        ("The pier, promised in 2029, will open by 2035 (against a 2025 baseline).", "2035"),
        ("Fares will fall 30% by 2035 compared with 2020.", "2035"),
        ("The pier will open by 2032, and be painted every two years after that.", "2032"),
        ("The opening was pushed back from June 2032 to March 2033.", "2033-03"),
    ],
)
def test_the_day_in_force_is_the_deadline(sentence: str, value: str) -> None:
    found = deadline_in(Place(sentence, "sentence"), UK)

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("2032: open the pier", "2032"),
        ("June 2032: open the pier", "2032-06"),
        ("2032 – open the pier", "2032"),
        ("By 2033 – pier open", "2033"),
        ("Ferries: 2031 saw ten crossings", None),
        ("2031 saw ten crossings", None),
    ],
)
def test_a_year_may_label_an_item(item: str, value: str | None) -> None:
    found = deadline_in(Place(item, "sentence"), UK)

    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Short-term actions (2031-32)", "2032-03"),
        ("Phase 2: 2033 to 2035", "2035"),
        ("By the end of 2034 we will", "2034-12"),
        ("Milestones for Q4 2032", "2032-12"),
        ("Lessons from 2032", None),
        ("The 2032 ferry crisis", None),
        ("Next steps", None),
    ],
)
def test_only_headings_of_time_lend_a_day(heading: str, value: str | None) -> None:
    found = deadline_in(Place(heading, "heading"), UK)

    assert (found.value if found else None) == value


@pytest.mark.parametrize(("words", "value"), [("by 31 June 2032", "2032-06"), ("on 2032-02-30", "2032"), ("by 31/11/2032", "2032")])
def test_an_impossible_day_leaves_its_month(words: str, value: str | None) -> None:
    assert next((found.when.value for found in find_dates(words, UK)), None) == value


def test_times_without_publication_day_stay_words() -> None:
    assert find_dates("within six months, this autumn, next year and by the end of the decade", NOWHERE) == ()


@given(st.dates(date(1990, 1, 1), date(2098, 12, 31)))
def test_a_written_day_comes_back_unchanged(day: date) -> None:
    for words in (f"by {day.day} {day:%B %Y}", f"by {day:%B} {day.day}, {day.year}", f"by {day.isoformat()}"):
        assert [found.when for found in find_dates(words, UK)] == [When(day.isoformat(), day, day, "day")]


@given(st.dates(date(2010, 1, 1), date(2079, 12, 31)))
def test_numerals_mean_the_same_long_and_short(day: date) -> None:
    told = [find_dates(f"{day.day}/{day.month}/{year}", UK)[0].when.value for year in (f"{day:%Y}", f"{day:%y}")]

    assert told == [day.isoformat()] * 2


@given(st.text(max_size=80), st.dates(date(1995, 1, 1), date(2060, 1, 1)), st.sampled_from(["gb", "us", "au", None]))
def test_any_words_give_stretches_within_them(text: str, published: date, country: str | None) -> None:
    found = find_dates(text, Almanac(published, "day", country))

    assert all(0 <= item.start < item.end <= len(text) and item.when.earliest <= item.when.latest for item in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.integers(2000, 2090), st.integers(1, 12), st.integers(1, 36))
def test_months_roll_over_years(year: int, month: int, length: int) -> None:
    first, last = span_of_months(year, month, length)

    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == length - 1
    assert first.day == 1


@pytest.mark.parametrize(("word", "number"), [("Jan.", 1), ("sept", 9), ("December", 12), ("MAY", 5)])
def test_months_are_known_by_three_letters(word: str, number: int) -> None:
    assert month_number(word) == number
