"""Lists that no sentence opens: below a topic, below a title of actions, after a sentence that is complete, and who acts in them."""

from collections.abc import Callable

import pytest

Promised = Callable[..., list[tuple[str, str, str | None]]]

TRANSPORT, HOME, OFCOM = "gb-department-for-transport", "gb-home-office", "gb-ofcom"
NEWS = {"publisher": "The Daily Tide", "kind": "news", "country": "gb", "title": "Piers reopen"}
TOPIC = "## Piers\n\n- Build a pier at Amble by 2033\n- Training forty pilots\n- A wide quay\n- Publish a map of piers\n"


def words(promised: list[tuple[str, str, str | None]]) -> list[str]:
    return [text for text, _, _ in promised]


def test_instructions_below_a_mere_topic_are_promises_of_a_plan_and_topics_among_them_are_not(promised: Promised) -> None:
    assert promised(TOPIC) == [
        ("Build a pier at Amble by 2033", TRANSPORT, "2033"),
        ("Training forty pilots", TRANSPORT, None),
        ("Publish a map of piers", TRANSPORT, None),
    ]


def test_the_same_list_in_the_news_sums_up_and_promises_nothing(promised: Promised) -> None:
    assert promised(TOPIC, **NEWS) == []


@pytest.mark.parametrize("heading", ["Risks", "Benefits", "What people said", "Case study"])
def test_a_heading_that_names_something_else_keeps_its_instructions_from_being_promises(promised: Promised, heading: str) -> None:
    assert promised(TOPIC.replace("Piers", heading)) == []


def test_one_instruction_among_topics_makes_no_list_of_actions(promised: Promised) -> None:
    assert promised("## Piers\n\n- Wide quays\n- Safe steps\n- Lighting piers\n") == []


def test_below_a_title_of_actions_things_to_come_are_promises_too(promised: Promised) -> None:
    text = "## Piers\n\n- A new pier at Amble with a safe quay\n- £2 million for lamps on every quay by 2033\n"

    assert promised(text, title="Harbour Plan: our main actions") == [
        ("A new pier at Amble with a safe quay", TRANSPORT, None),
        ("£2 million for lamps on every quay by 2033", TRANSPORT, "2033"),
    ]


def test_a_sentence_that_is_complete_binds_no_list_below_it(promised: Promised) -> None:
    text = "The quay will be closed in May 2032.\n\n- Old quay is history\n- Boats make their last call\n"

    assert words(promised(text, **NEWS)) == ["The quay will be closed in May 2032."]


def test_a_complete_sentence_that_points_to_its_list_binds_it(promised: Promised) -> None:
    text = "The Home Office will take the following steps.\n\n- map every pier\n- light every pier\n"

    assert [(text, body) for text, body, _ in promised(text)][-2:] == [("map every pier", HOME), ("light every pier", HOME)]


@pytest.mark.parametrize(
    "intro",
    [
        "This gives us the opportunity to:",
        "Skippers can:",
        "The map allows skippers to:",
        "A chart helps a port:",
        "Ports may:",
        "Ports want to:",
    ],
)
def test_what_becomes_possible_is_no_promise_even_below_priorities(promised: Promised, intro: str) -> None:
    assert promised(f"## Priorities\n\n{intro}\n\n- find a safe berth\n- share a map of piers\n") == []


def test_running_numbers_are_the_publishers_own_actions_where_no_list_recommends(promised: Promised) -> None:
    text = (
        "## Piers\n\nSafe piers, through:\n\n1. Mapping piers\n2. Lighting piers\n\n## Quays\n\nSafe quays, through:\n\n3. Paving quays\n"
    )

    assert promised(text) == [(f"{what}", TRANSPORT, None) for what in ("Mapping piers", "Lighting piers", "Paving quays")]


def test_running_numbers_below_recommending_intros_address_the_government(promised: Promised) -> None:
    text = "Government should:\n\n1. Map piers\n2. Light piers\n\nOn quays, government should:\n\n3. Pave quays\n"

    assert [body for _, body, _ in promised(text)] == ["gb-uk-government"] * 3


def test_a_heading_with_a_bodys_name_below_a_promise_of_all_names_who_acts(promised: Promised) -> None:
    text = "# The Home Office will redesign forms\n\n## Ofcom\n\nA new form for masts will be tested in 2032.\n"

    assert promised(text)[-1] == ("A new form for masts will be tested in 2032.", OFCOM, "2032")


def test_a_body_that_is_to_be_something_does_not_act_itself(promised: Promised) -> None:
    assert [body for _, body, _ in promised("## Actions\n\n- Ofcom to publish a map of masts\n")] == [OFCOM]
    assert [body for _, body, _ in promised("## Actions\n\n- Ofcom to be merged with another body\n")] == [TRANSPORT]


def test_a_column_that_says_for_whom_a_milestone_is_required_names_who_acts(promised: Promised) -> None:
    table = "| Milestone | Target date | Required or encouraged |\n|---|---|---|\n| Publish a map | June 30, 2032 | All agencies |\n"
    text = f"Agencies shall survey piers.\n\n## Maps\n\n{table}"

    assert promised(text, publisher="Office of Management and Budget", country="us")[-1] == (
        "Publish a map",
        "us-executive-departments-and-agencies",
        "2032-06-30",
    )


def test_rows_belong_to_whom_the_sentence_above_their_table_speaks_of(promised: Promised) -> None:
    table = "Ofcom will test masts in 2032.\n\n| Milestone | Date |\n|---|---|\n| Publish a map | June 2032 |\n"

    assert [body for _, body, _ in promised(table)] == [OFCOM, OFCOM]
