"""How responses, implementation plans, minutes and press releases put their promises, as real ones taught us, in our own words."""

from collections.abc import Callable

import pytest

from ingest.extraction.findings import Findings

Extract = Callable[..., Findings]
Promised = Callable[..., list[tuple[str, str, str | None]]]
Refused = Callable[..., list[tuple[str, str]]]

HOME, OFCOM, TRANSPORT, COAST = "gb-home-office", "gb-ofcom", "gb-department-for-transport", "gb-maritime-and-coastguard-agency"
RESPONSE = {"publisher": "HM Treasury", "kind": "government response", "title": "Treasury minutes"}
AMERICA = {"publisher": "Office of Management and Budget", "kind": "strategy", "country": "us"}
NEWS = {"publisher": "Department for Transport", "kind": "news", "title": "Piers to shine"}
AGENCIES = "us-executive-departments-and-agencies"


def days(promised: list[tuple[str, str, str | None]]) -> list[str | None]:
    return [day for _, _, day in promised]


def owners(promised: list[tuple[str, str, str | None]]) -> list[str]:
    return [body for _, body, _ in promised]


def test_a_target_date_holds_for_the_recommendation_and_for_what_is_to_be_done_for_it(promised: Promised) -> None:
    text = (
        "The Home Office should survey piers.\n\n1.1 The government agrees.\n\n"
        "Target implementation date: Winter 2032\n1.2 The Home Office will write to the Committee.\n\nOfcom should test masts.\n\n"
        "2.1 The government agrees.\n\n2.2 Ofcom will test masts."
    )

    assert promised(text, **RESPONSE) == [
        ("The Home Office should survey piers.", HOME, "2032"),
        ("1.2 The Home Office will write to the Committee.", HOME, "2032"),
        ("Ofcom should test masts.", OFCOM, None),
        ("Ofcom will test masts.", OFCOM, None),
    ]


def test_the_day_that_a_recommendation_sets_itself_is_kept(promised: Promised) -> None:
    text = "The Home Office should survey piers within six months.\n\nTarget implementation date: Winter 2032\n"

    assert days(promised(text, **RESPONSE)) == ["2031-11"]


@pytest.mark.parametrize("text", ["See section 1.2 The board will meet.", "In version 2.1 The board will vote."])
def test_a_number_that_belongs_to_a_word_before_it_opens_no_paragraph(extracted: Extract, text: str) -> None:
    assert [found.span.text for found in extracted(text).commitments] == [text]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Completion date: 1Q FY33", "2032-12"),
        ("Completion Date: 2QFY2033", "2033-03"),
        ("Revised target date: May 2032", "2032-05"),
        ("Planned publication date: June 30, 2032", "2032-06-30"),
    ],
)
def test_lines_of_implementation_plans_date_the_action_before_them(promised: Promised, line: str, day: str) -> None:
    assert days(promised(f"Agencies shall survey piers.\n\n{line}\n", **AMERICA)) == [day]


def test_contributing_bodies_support_whoever_leads(extracted: Extract) -> None:
    text = "The Home Office will survey piers.\n\nContributing entities: Home Office, Ofcom\n"

    assert [(owner.organisation, owner.role) for owner in extracted(text).commitments[0].owners] == [
        (f"organisation/{HOME}", "lead"),
        (f"organisation/{OFCOM}", "support"),
    ]


def test_binding_words_in_capitals_bind(promised: Promised) -> None:
    assert owners(promised("Agencies SHALL survey piers. Agencies MUST report.", **AMERICA)) == [AGENCIES, AGENCIES]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("The Home Office has pledged £90 million to repair piers by 2034.", HOME),
        ("Ofcom commits up to £2m for masts by 2034.", OFCOM),
        ("Ofcom is asked to publish a map by 2034.", OFCOM),
        ("Ofcom is to publish a map by 2034.", OFCOM),
        ("We're committed to publishing a map by 2034.", TRANSPORT),
    ],
)
def test_sums_requests_and_short_forms_bind(promised: Promised, sentence: str, owner: str) -> None:
    assert promised(sentence) == [(sentence, owner, "2034")]


@pytest.mark.parametrize("verb", ["note", "approve", "discuss"])
def test_what_a_board_is_asked_to_do_at_its_meeting_is_no_promise(promised: Promised, verb: str) -> None:
    assert promised(f"Ofcom is asked to {verb} the report.") == []


def test_a_thing_that_a_committee_wants_to_do_something_is_recommended(promised: Promised) -> None:
    sentence = "The committee recommends that the pilot service expand its training."

    assert [text for text, _, _ in promised(sentence)] == [sentence]


def test_the_government_is_asked_whatever_the_verb(promised: Promised) -> None:
    assert owners(promised("The committee recommends that the Government amend the rules.")) == ["gb-uk-government"]


def test_a_title_in_brackets_means_its_body_wherever_it_stands_again(promised: Promised) -> None:
    text = (
        "The Director of the Office of Management and Budget (the Director) met the Department of Energy.\n\n"
        "The Director shall issue guidance within 60 days."
    )

    assert promised(text, **AMERICA) == [
        ("The Director shall issue guidance within 60 days.", "us-office-of-management-and-budget", "2031-07-13")
    ]


def test_the_department_is_what_the_document_defines_it_to_be_even_when_another_was_named_since(promised: Promised) -> None:
    text = "The Home Office (the Department) met the Department for Education.\n\nThe Department should publish a map."

    assert owners(promised(text)) == [HOME]


def test_we_in_a_quotation_of_several_paragraphs_is_who_is_quoted(promised: Promised) -> None:
    text = (
        "Ben Tarn, chief executive of Ofcom, said:\n\n“People have waited. We will test every mast.\n\n“And we will publish a map.”\n\n"
        "We will build piers."
    )

    assert owners(promised(text, **NEWS)) == [OFCOM, OFCOM, TRANSPORT]


@pytest.mark.parametrize(
    ("sentence", "veto"),
    [
        ("Thousands of victims will be spared long waits.", "state of things"),
        ("The coast's economy will be boosted by the new pier.", "state of things"),
        ("The next meeting will be held on 9 September 2031.", "business of a meeting"),
        ("By safe we mean piers that all those who can see will choose.", "definition"),
        ("The quay will be among the safest in the world.", "judgement"),
        ("This will furthermore serve as a model.", "predicted effect"),
    ],
)
def test_effects_meanings_and_meetings_are_named_and_refused(refused: Refused, sentence: str, veto: str) -> None:
    assert refused(sentence) == [(veto, sentence)]


def test_signs_of_success_are_no_actions(promised: Promised) -> None:
    assert promised("## How we will know\n\n- fewer accidents on every quay\n- increase training of skippers\n") == []


def test_action_items_of_a_meeting_are_actions(promised: Promised) -> None:
    text = "## Action items\n\n- Ofcom to provide draft metrics for masts by 15 April 2032\n"

    assert promised(text, kind="minutes") == [("Ofcom to provide draft metrics for masts by 15 April 2032", OFCOM, "2032-04-15")]


def test_an_instruction_as_a_heading_below_recommendations_is_one(promised: Promised) -> None:
    assert [text for text, _, _ in promised("## Recommendations\n\n### Publish a map of piers\n\nA map helps.\n")] == [
        "Publish a map of piers"
    ]


def test_a_labelled_heading_belongs_to_whom_the_sentence_below_it_binds(promised: Promised) -> None:
    text = "## Action 7: Survey piers\n\nBy June 2032, Ofcom will survey piers with the ports.\n"

    assert owners(promised(text)) == [OFCOM, OFCOM]


def test_a_sentence_that_only_opens_its_numbered_actions_is_none(refused: Refused) -> None:
    assert refused("We will take 20 actions, grouped under four themes:") == [
        ("open list", "We will take 20 actions, grouped under four themes:")
    ]


def test_a_state_in_a_column_of_targets_is_to_be_reached(promised: Promised) -> None:
    table = "| Measure | Targets for 2031-32 |\n|---|---|\n| Safety | Data on every pier has been compiled |\n"

    assert promised(table) == [("Data on every pier has been compiled", TRANSPORT, "2032-03")]


def test_the_last_of_two_dates_in_a_cell_holds(promised: Promised) -> None:
    table = "| Action | Date |\n|---|---|\n| Publish a map | June 30, 2032 July 31, 2032* |\n"

    assert days(promised(table)) == ["2032-07-31"]


@pytest.mark.parametrize(("words", "day"), [("in 32/33", "2033-03"), ("by the end of 31/32", "2032-03"), ("in 20/30 ports", None)])
def test_financial_years_in_four_figures(promised: Promised, words: str, day: str | None) -> None:
    assert days(promised(f"We will light piers {words}.")) == [day]


def test_a_clause_that_depends_and_ends_without_a_comma_leaves_the_promise_after_it(promised: Promised) -> None:
    sentence = "We have few piers, but where we do build piers we will light them."

    assert [text for text, _, _ in promised(sentence)] == [sentence]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("After that, we will light every pier.", TRANSPORT),
        ("This year, Ofcom will focus on improving masts.", OFCOM),
        ("Specifically, Ofcom will improve masts.", OFCOM),
        ("Required by the Mast Act, Ofcom will improve masts.", OFCOM),
        ("Our new piers will include lamps on every quay.", TRANSPORT),
        ("All other piers are scheduled to move to new lamps.", TRANSPORT),
    ],
)
def test_openings_and_things_of_ours_leave_the_promise(promised: Promised, sentence: str, owner: str) -> None:
    assert promised(sentence, title="A plan for piers")[0][:2] == (sentence, owner)


@pytest.mark.parametrize(
    ("sentence", "veto"),
    [
        ("The partnership will boost trade.", "predicted effect"),
        ("The standard will ensure that each form that goes online and stays up will have good help.", "predicted effect"),
        ("Our priorities will be driven by three trends.", "state of things"),
    ],
)
def test_measures_that_sound_like_bodies_and_what_they_ensure_only_predict(refused: Refused, sentence: str, veto: str) -> None:
    assert refused(sentence) == [(veto, sentence)]


def test_questions_in_a_list_of_recommendations_ask(promised: Promised) -> None:
    assert promised("Ofcom should consider:\n\n- which masts need lamps on their tops?\n") == []


def test_what_rows_of_actions_say_should_be_is_to_be_done(promised: Promised) -> None:
    table = "| Milestone | Date |\n|---|---|\n| Plans for ports should include lamps | June 2032 |\n"

    assert [text for text, _, _ in promised(table)] == ["Plans for ports should include lamps"]


def test_a_board_called_by_a_part_of_its_name_is_that_board(promised: Promised) -> None:
    text = "The Harbour Programme Board will meet.\n\nOfcom will test masts.\n\nThe programme board will:\n\n- publish a map of piers\n"

    assert owners(promised(text))[-1] == "gb-harbour-programme-board"


def test_a_body_with_a_name_that_nothing_resolves_is_not_taken_for_the_publisher(promised: Promised) -> None:
    assert owners(promised("The Harbour Data team will survey piers.")) == [""]


def test_rules_of_a_body_do_not_make_it_the_one_who_acts(promised: Promised) -> None:
    text = "## Home Office\n\nPlans for piers (according to Ofcom's rules) will be written into every contract."

    assert owners(promised(text)) == [HOME]


def test_half_a_list_of_instructions_is_one(promised: Promised) -> None:
    text = "## Piers\n\n- Complete the pier at Amble\n- Publish a map\n- New lamps\n- A quay\n"

    assert [text for text, _, _ in promised(text)] == ["Complete the pier at Amble", "Publish a map"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("In the next three months (June to July 2031), we will light piers.", "2031-07"),
        ("We will go on funding lamps into 2031/32.", "2032-03"),
        ("We will run lessons for pilots through to 2034.", "2034"),
    ],
)
def test_days_told_in_brackets_and_by_into_and_through_to(promised: Promised, sentence: str, day: str) -> None:
    assert promised(sentence) == [(sentence, TRANSPORT, day)]


@pytest.mark.parametrize(("publisher", "day"), [("Department for Transport", "2032"), ("The Daily Tide", None)])
def test_next_year_counts_from_the_news_of_a_body_itself_and_not_from_a_report_of_it(
    promised: Promised, publisher: str, day: str | None
) -> None:
    assert days(promised("Next year Ofcom will test masts.", **(NEWS | {"publisher": publisher}))) == [day]


def test_an_order_that_calls_on_bodies_is_told_of(promised: Promised) -> None:
    assert promised("Executive Order 14999, Safer Harbours, calls on agencies to publish maps.", **AMERICA) == []


def test_a_sentence_with_its_purpose_in_front_is_no_instruction(promised: Promised) -> None:
    assert promised("## Actions\n\n- To improve piers, the country needs lamps of a new kind.\n") == []


def test_it_goes_on_about_the_measure_of_the_sentence_before(refused: Refused) -> None:
    text = "This package will save jobs. It will secure the hundreds of millions spent on piers."

    assert [veto for veto, _ in refused(text)] == ["predicted effect", "predicted effect"]


def test_an_act_told_in_full_is_one_though_a_list_of_what_belongs_to_it_follows(promised: Promised) -> None:
    text = "Ofcom shall revise its rules, accounting for the following issues:\n\n- masts that are used by two ports\n"

    assert [text for text, _, _ in promised(text)] == ["Ofcom shall revise its rules, accounting for the following issues:"]


def test_the_treasury_of_the_document_is_its_own_countrys(promised: Promised) -> None:
    assert owners(promised("The Treasury will write to the Committee.")) == ["gb-hm-treasury"]


def test_a_department_named_by_one_word_is_no_other_countrys(promised: Promised) -> None:
    australia = {"publisher": "Australian Government", "country": "au"}

    assert "gb" not in owners(promised("The Department of Infrastructure will light piers.", **australia))[0]
