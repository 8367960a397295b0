"""Deadlines: what words of time mean, and which dates are no deadlines."""

from datetime import date

import pytest

from ingest.documents import Metadata
from ingest.extraction.almanac import Almanac, When
from ingest.extraction.dates import find_dates
from ingest.extraction.deadlines import Place, almanac_of, deadline_in, find_deadline

UK = Almanac(date(2031, 5, 14), "day", "gb")
AUSTRALIA = Almanac(date(2031, 5, 14), "day", "au")
AMERICA = Almanac(date(2031, 5, 14), "day", "us")


def value(text: str, almanac: Almanac = UK, rule: str = "sentence") -> str | None:
    found = deadline_in(Place(text, rule), almanac)
    return found.value if found else None


def relation(text: str) -> str | None:
    found = deadline_in(Place(text, "sentence"), UK)
    return found.relation if found else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("by 30 June 2033", When("2033-06-30", date(2033, 6, 30), date(2033, 6, 30), "day")),
        ("by June 30th, 2033", When("2033-06-30", date(2033, 6, 30), date(2033, 6, 30), "day")),
        ("by 2033-06-30", When("2033-06-30", date(2033, 6, 30), date(2033, 6, 30), "day")),
        ("by June 2033", When("2033-06", date(2033, 6, 1), date(2033, 6, 30), "month")),
        ("in the third quarter of 2033", When("2033-09", date(2033, 7, 1), date(2033, 9, 30), "quarter")),
        ("by Q1 2034", When("2034-03", date(2034, 1, 1), date(2034, 3, 31), "quarter")),
        ("in the first half of 2033", When("2033-06", date(2033, 1, 1), date(2033, 6, 30), "period")),
        ("by 2040", When("2040", date(2040, 1, 1), date(2040, 12, 31), "year")),
        ("by the end of 2034", When("2034-12", date(2034, 12, 1), date(2034, 12, 31), "month")),
        ("in early 2034", When("2034", date(2034, 1, 1), date(2034, 4, 30), "period")),
        ("in mid-2034", When("2034", date(2034, 5, 1), date(2034, 8, 31), "period")),
        ("by autumn 2032", When("2032", date(2032, 9, 1), date(2032, 11, 30), "season")),
        ("in winter 2032", When("2032", date(2032, 12, 1), date(2033, 2, 28), "season")),
        ("from January to May 2032", When("2032-05", date(2032, 1, 1), date(2032, 5, 31), "period")),
        ("between 2032 and 2035", When("2035", date(2032, 1, 1), date(2035, 12, 31), "period")),
        ("within six months", When("2031-11", date(2031, 5, 14), date(2031, 11, 14), "period")),
        ("within 45 days of the date of this order", When("2031-06-28", date(2031, 5, 14), date(2031, 6, 28), "day")),
        ("over the next four years", When("2035", date(2031, 5, 14), date(2035, 5, 14), "period")),
        ("by the end of the year", When("2031-12", date(2031, 12, 1), date(2031, 12, 31), "month")),
        ("by 1 March", When("2032-03-01", date(2032, 3, 1), date(2032, 3, 1), "day")),
        ("this autumn", When("2031", date(2031, 9, 1), date(2031, 11, 30), "season")),
        ("in the autumn", When("2031", date(2031, 9, 1), date(2031, 11, 30), "season")),
        ("in the coming year", When("2032", date(2031, 5, 14), date(2032, 5, 14), "period")),
        ("next month", When("2031-06", date(2031, 6, 1), date(2031, 6, 30), "month")),
    ],
)
def test_words_of_time_are_read_as_precisely_as_they_are_said(words: str, expected: When) -> None:
    assert [found.when for found in find_dates(words, UK)] == [expected]


@pytest.mark.parametrize(
    ("words", "almanac", "expected"),
    [
        ("in 2033/34", UK, "2034-03"),
        ("in 2033–34", AUSTRALIA, "2034-06"),
        ("by the end of FY 2034", AMERICA, "2034-09"),
        ("by the end of Fiscal Year (FY) 2034", AMERICA, "2034-09"),
        ("during the financial year 2033 to 2034", UK, "2034-03"),
        ("in the next financial year", UK, "2033-03"),
        ("in Q2 FY2034", AMERICA, "2034-03"),
        ("by the second quarter of 2033-34", UK, "2033-09"),
    ],
)
def test_a_financial_year_ends_when_its_country_says(words: str, almanac: Almanac, expected: str) -> None:
    assert value(f"The department will finish {words}.", almanac) == expected


def test_seasons_turn_round_south_of_the_equator() -> None:
    found = find_dates("by summer 2033", AUSTRALIA)

    assert [(item.when.earliest, item.when.latest) for item in found] == [(date(2033, 12, 1), date(2034, 2, 28))]


def test_american_numerals_put_the_month_first() -> None:
    assert (value("Due by 04/06/2033", AMERICA), value("Due by 04/06/2033", UK)) == ("2033-04-06", "2033-06-04")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will open the depot by May 2033.", "by"),
        ("The depot must open no later than 1 May 2033.", "by"),
        ("Reports will be public from April 2033.", "from"),
        ("We will report within 3 months.", "within"),
        ("The trial will run during 2033.", "during"),
        ("We will plant trees over the next five years.", "during"),
        ("We shall report not later than 60 days after the date of this order.", "within"),
        ("A harbour plan (Q4 2033) and a bridge", "by"),
    ],
)
def test_the_word_before_a_date_says_how_it_binds(text: str, expected: str) -> None:
    assert relation(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The 2040 Harbour Vision will guide the work.",
        "We will act on the 2032 Rural Housing Review.",
        "The bridge was completed in March 2029, and we will add lanes.",
        "Emissions will fall compared with 2035.",
        "We will publish a plan looking out to 2045.",
        "The board will meet annually and every 30 days.",
        "Complaints will be answered within 10 days of receipt.",
        "We will keep the rules in force since 2030.",
        "We will spend £2040 on paint and 2,040 litres of oil.",
        "Ministers may decide.",
        "The paper, likely to be published in June 2032, will list them.",
        "Work will go on beyond 2035.",
        "We will listen for three years.",
        "We shall report not later than 60 days after the date of enactment of this Act.",
        "Our key activities for this year are few.",
    ],
)
def test_a_date_that_is_no_deadline_is_left_alone(text: str) -> None:
    assert value(text) is None


def test_a_moved_date_is_due_on_the_later_day() -> None:
    assert value("The opening is delayed from March 2032 to July 2033.") == "2033-07"


def test_the_first_due_date_wins_over_a_later_one_and_over_a_start() -> None:
    assert value("We will move the office by May 2032, and the archive by May 2034.") == "2032-05"
    assert value("Starting within 3 months, we will double the fleet by 2036.") == "2036"


def test_a_year_after_by_is_a_deadline_even_before_a_capital() -> None:
    assert value("By 2035 Harbour Councils will share one register.") == "2035"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Quarter 3 2033", "2033-09"),
        ("Actions for 2034", "2034"),
        ("Quarter 3 2033 and beyond", "2033-09"),
        ("Harbour Strategy 2034", None),
        ("What we did in 2029", None),
    ],
)
def test_a_heading_lends_its_date_only_when_it_is_one(heading: str, expected: str | None) -> None:
    assert value(heading, UK, "heading") == expected


def test_a_bare_date_in_a_cell_is_the_deadline() -> None:
    assert value("September 2033", UK, "column") == "2033-09"


def test_the_nearest_place_with_a_date_is_used() -> None:
    places = [Place("Open the depot", "sentence"), Place("By June 2033, the agency shall:", "intro"), Place("Targets for 2036", "header")]

    found = find_deadline(places, UK)

    assert found is not None
    assert (found.words, found.value, found.rule) == ("By June 2033", "2033-06", "intro: month-year")


def test_a_year_inside_a_given_name_is_part_of_the_name() -> None:
    text = "We will deliver in Growth Deal 2035."

    assert deadline_in(Place(text, "sentence", names=((19, 35),)), UK) is None


def test_a_time_from_publication_is_no_finer_than_the_publication_date() -> None:
    only_year = almanac_of(Metadata(title="Plan", published="2031"), "gb")
    only_month = almanac_of(Metadata(title="Plan", published="2031-05"), "gb")

    assert value("We will report within 6 months.", only_year) is None
    assert value("We will report within 6 months.", only_month) == "2031-11"
    assert value("We will report within 30 days.", only_month) is None
    assert value("We will report within 6 months.", Almanac()) is None
