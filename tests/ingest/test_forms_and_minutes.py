"""Delivery plans kept as forms, minutes, and guidance: who acts and when, as documents of several governments put it, in our words."""

from collections.abc import Callable

import pytest

from ingest.extraction.findings import Findings

Extract = Callable[..., Findings]
Promised = Callable[..., list[tuple[str, str, str | None]]]
Refused = Callable[..., list[tuple[str, str]]]

COAST, OFCOM = "gb-maritime-and-coastguard-agency", "gb-ofcom"
AGENCIES = "us-executive-departments-and-agencies"
MINUTES = {"publisher": "Scottish Government", "kind": "minutes", "title": "Lamp Group minutes", "published": "2031-05-14"}
AMERICA = {"publisher": "Office of Management and Budget", "kind": "guidance", "title": "Guidance on lamps", "country": "us"}


@pytest.mark.parametrize(
    ("who", "when"),
    [
        ("Who is leading this work:", "When it will be delivered:"),
        ("Who will lead?", "By when?"),
        ("Lead organisation:", "Timescale:"),
    ],
)
def test_a_form_labels_what_is_delivered_by_whom_and_when(promised: Promised, who: str, when: str) -> None:
    text = (
        f"What we will deliver:\n\nA single register of harbour lamps\n\nWhy we are doing this:\n\nImprove the keeping of lamps.\n\n"
        f"{who}\n\nOfcom\n\n{when}\n\n- Delayed\n- March 2032\n"
    )

    assert promised(text) == [("A single register of harbour lamps", OFCOM, "2032-03")]


def test_a_label_without_a_form_makes_no_action(promised: Promised) -> None:
    assert promised("What we will deliver:\n\nA single register of harbour lamps\n\nWhy it matters:\n\nLamps save lives.") == []


def test_a_detail_of_a_form_is_told_among_what_was_refused(extracted: Extract) -> None:
    text = "What we will do:\n\nA register of harbour lamps\n\nWho is leading this work:\n\nOfcom\n"

    assert [(rejected.rule, rejected.span.text) for rejected in extracted(text).rejected][-1] == ("detail", "Ofcom")


def test_the_bodies_that_must_meet_requirements_own_the_list_of_them(promised: Promised) -> None:
    text = (
        "This note is about the efforts agencies must make to meet the following two requirements, which are due May 5, 2032:\n\n"
        "- Publish a list of lamps\n- Appoint a keeper\n\nAgencies will light every lamp."
    )

    assert promised(text, **AMERICA) == [
        ("Publish a list of lamps", AGENCIES, "2032-05-05"),
        ("Appoint a keeper", AGENCIES, "2032-05-05"),
        ("Agencies will light every lamp.", AGENCIES, None),
    ]


def test_a_day_with_a_comma_before_the_subject_is_no_part_of_it(promised: Promised) -> None:
    sentence = "Following the May 5, 2032 deadline, agencies shall count the lamps."

    assert promised(sentence, **AMERICA) == [(sentence, AGENCIES, None)]


def test_instructions_below_an_instruction_in_a_plan_are_actions(promised: Promised) -> None:
    text = "## Foster good keeping\n\nEquip keepers for their work.\n\n- Train keepers of lamps\n- Define good keeping\n"

    assert [words for words, _, _ in promised(text)] == ["Train keepers of lamps", "Define good keeping"]


@pytest.mark.parametrize("acts", ["shared with the boards", "reviewed every year", "published on the website"])
def test_what_is_done_with_a_report_is_promised_though_its_contents_are_not(promised: Promised, acts: str) -> None:
    assert [words for words, _, _ in promised(f"This report will be {acts}.")] == [f"This report will be {acts}."]


def test_what_a_report_will_describe_is_still_about_the_text(refused: Refused) -> None:
    assert refused("This report will describe the lamps below.") == [
        ("about the text itself", "This report will describe the lamps below.")
    ]


def test_the_portfolio_of_a_table_is_its_owner(promised: Promised) -> None:
    text = "| Commitment | Portfolio | Status |\n|---|---|---|\n| 1.1 Improve the keeping of lamps | Ofcom | On track |\n"

    assert promised(text) == [("1.1 Improve the keeping of lamps", OFCOM, None)]


@pytest.mark.parametrize(
    "item",
    ["RA to write the first draft", "RA will write the first draft", "RA and JKB to write the first draft", "The board will be told."],
)
def test_nobody_is_said_to_own_what_people_by_their_initials_or_another_board_do(promised: Promised, item: str) -> None:
    assert promised(f"## Actions\n\nThe group agreed:\n\n- {item}\n", **MINUTES) == [(item, "", None)]


@pytest.mark.parametrize(
    "item",
    [
        "RA issued a letter to the keepers to seek their views on lamps",
        "to answer the keepers, a summary was written which says what lamps are for",
    ],
)
def test_what_minutes_tell_of_the_past_is_no_action(promised: Promised, item: str) -> None:
    assert promised(f"## Items and actions\n\nThe update covered:\n\n- {item}\n", **MINUTES) == []


def test_days_in_minutes_count_from_the_meeting(promised: Promised) -> None:
    text = "# Lamp Group minutes\n\nMinutes from the meeting held on 8 February 2031.\n\nThe lamp register will be launched on 22 February."

    assert [day for _, _, day in promised(text, **MINUTES)] == ["2031-02-22"]


@pytest.mark.parametrize(
    "words",
    [
        "by the end of this Parliament",
        "before the end of the current Parliament",
        "in the lifetime of this Parliament",
        "in due course",
        "as soon as possible",
        "when parliamentary time allows",
        "at the earliest opportunity",
    ],
)
def test_words_that_name_no_day_are_kept_as_a_deadline_without_one(extracted: Extract, words: str) -> None:
    (found,) = extracted(f"We will publish a list of lamps {words}.").commitments

    assert found.deadline is not None
    assert (found.deadline.words, found.deadline.value, found.deadline.latest) == (words, None, None)


def test_a_day_goes_before_words_that_name_none(promised: Promised) -> None:
    text = "We will publish a list of lamps as soon as possible, and by May 2032."

    assert [day for _, _, day in promised(text)] == ["2032-05"]


@pytest.mark.parametrize("officers", ["Chief Data Officers", "Agency Chief Information Officers", "CDOs"])
def test_officers_whom_each_agency_has_act_for_the_agencies(promised: Promised, officers: str) -> None:
    sentence = f"{officers} shall count the lamps."

    assert promised(sentence, **AMERICA) == [(sentence, AGENCIES, None)]


def test_a_council_of_officers_is_not_the_agencies(extracted: Extract) -> None:
    found = extracted("The Chief Data Officers Council will count the lamps.", **AMERICA)

    assert [owner.organisation for owner in found.commitments[0].owners] == ["organisation/us-chief-data-officers-council"]


def test_a_long_header_says_at_its_opening_what_a_column_holds(promised: Promised) -> None:
    text = (
        "| Area | Actions taken from the agency's own lamp plan | Target date | Status |\n|---|---|---|---|\n"
        "| Lamps | Ofcom will count lamps in the next budget cycle | Sep 30, 2032 | Open |\n"
    )

    assert promised(text) == [("Ofcom will count lamps in the next budget cycle", OFCOM, "2032-09-30")]


def test_officers_of_one_body_are_not_those_of_all(promised: Promised) -> None:
    sentence = "Harbour Division CIOs and CFOs will count the lamps."

    assert AGENCIES not in [owner for _, owner, _ in promised(sentence, **AMERICA)]


@pytest.mark.parametrize("things", ["outcomes under this priority", "benefits for keepers", "principles of good keeping"])
def test_what_is_announced_as_outcomes_or_principles_is_no_action_even_in_a_plan(promised: Promised, things: str) -> None:
    text = (
        f"## Brighter piers\n\nThere are two {things}:\n\n- Will help keepers to see ships at night\n- Lamps that light all of the pier\n"
    )

    assert promised(text, title="Lamp action plan", kind="delivery plan") == []


def test_a_day_in_a_sentence_told_in_full_above_a_list_is_not_that_of_the_list(promised: Promised) -> None:
    text = "The plan makes piers safe by 2040.\n\n- In phase 1 (2032-33): we will buy lamps. We will train keepers.\n"

    assert [day for _, _, day in promised(text)] == ["2033-03", None]


@pytest.mark.parametrize(
    ("sentence", "veto"),
    [
        ("The discussion paper will continue our work with keepers.", "contents of a document"),
        ("Although the name is the same, the organisation will change.", "prediction"),
        ("The courts will now qualify for new lamps.", "prediction"),
        ("We will have a good sense of what lamps cost.", "prediction"),
        ("We are open, quick and committed to common success.", "state of things"),
    ],
)
def test_what_binds_nobody_is_refused(refused: Refused, sentence: str, veto: str) -> None:
    assert refused(sentence) == [(veto, sentence)]


def test_the_day_of_what_a_commitment_waits_for_is_not_its_own(promised: Promised) -> None:
    text = "We will light the lamps within three months of receiving advice, which is expected in spring 2032."

    assert [day for _, _, day in promised(text)] == [None]


def test_whose_strategy_will_do_it_owns_it(promised: Promised) -> None:
    sentence = "Ofcom’s new lamp strategy promises to publish a map by 2032."

    assert promised(sentence, publisher="Lamp News", kind="news") == [(sentence, OFCOM, "2032")]


def test_a_country_that_will_act_in_its_own_plan_is_its_government(promised: Promised) -> None:
    about = {"publisher": "Digital Transformation Agency", "kind": "action plan", "title": "Lamp plan", "country": "au"}
    sentence = "Australia will ensure that every pier has a lamp."

    assert promised(sentence, **about) == [(sentence, "au-australian-government", None)]
    assert promised("Canada will ensure that every pier has a lamp.", **about) == []


def test_a_group_may_be_told_apart_before_it_is_bound(promised: Promised) -> None:
    sentence = "Agencies without a lamp plan should write one."

    assert promised(sentence, **AMERICA) == [(sentence, AGENCIES, None)]


def test_an_aim_is_held_by_the_body_that_stands_behind_it(promised: Promised) -> None:
    sentence = "A key aim of Ofcom is to align lamps across piers."

    assert promised(sentence, publisher="Lamp News", kind="news") == [(sentence, OFCOM, None)]


def test_what_a_committee_has_called_on_a_body_to_do_is_asked_of_it(promised: Promised) -> None:
    sentence = "The committee has called on Ofcom to provide a list of lamps."

    assert promised(sentence, publisher="Lamp News", kind="news") == [(sentence, OFCOM, None)]
