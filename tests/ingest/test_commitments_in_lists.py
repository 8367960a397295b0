"""Commitments in lists and tables: the intro's subject and verb, headings, running numbers, and columns."""

from collections.abc import Callable

import pytest

from ingest.extraction.findings import Findings

Extract = Callable[..., Findings]


def texts(findings: Findings) -> list[str]:
    return [commitment.span.text for commitment in findings.commitments]


def deadlines(findings: Findings) -> list[str | None]:
    return [commitment.deadline.value if commitment.deadline else None for commitment in findings.commitments]


def leads(findings: Findings) -> list[str | None]:
    return [commitment.owners[0].organisation.partition("/gb-")[2] if commitment.owners else None for commitment in findings.commitments]


def test_items_complete_the_subject_and_modal_of_their_intro(extracted: Extract) -> None:
    findings = extracted("The Environment Agency will:\n\n- survey the reefs by 2033\n- publish the survey\n- a new survey ship")

    assert texts(findings) == ["survey the reefs by 2033", "publish the survey", "a new survey ship"]
    assert leads(findings) == ["environment-agency"] * 3
    assert deadlines(findings) == ["2033", None, None]


def test_items_inherit_the_deadline_of_their_intro(extracted: Extract) -> None:
    findings = extracted("Within 90 days, the Environment Agency shall:\n\n- survey the reefs\n- publish the survey by July 2031")

    assert deadlines(findings) == ["2031-08-12", "2031-07"]


def test_items_of_an_intro_that_predicts_are_refused(extracted: Extract) -> None:
    findings = extracted("This approach will help to:\n\n- cut waiting at the quay\n- improve safety")

    assert texts(findings) == []


def test_items_below_what_was_done_are_no_promises(extracted: Extract) -> None:
    findings = extracted("## Actions\n\nWe have already had success in:\n\n- opening the east quay\n- training forty pilots")

    assert texts(findings) == []


def test_an_intro_that_names_a_part_passes_the_verb_on(extracted: Extract) -> None:
    findings = extracted(
        "By June 2033 work will have begun on:\n\nThe following quays:\n\n- North quay\n\nThe following docks:\n\n- West dock"
    )

    assert texts(findings) == ["North quay", "West dock"]
    assert deadlines(findings) == ["2033-06", "2033-06"]


@pytest.mark.parametrize(
    "intro",
    ["Our priorities for 2033 are:", "Key actions:", "We will take the following steps:", "The main actions are as follows:"],
)
def test_an_intro_can_announce_a_list_of_actions(extracted: Extract, intro: str) -> None:
    findings = extracted(f"{intro}\n\n- to dredge the channel\n- Deepen the basin")

    assert texts(findings) == ["to dredge the channel", "Deepen the basin"]


def test_instructions_below_a_heading_of_actions_are_commitments(extracted: Extract) -> None:
    findings = extracted(
        "## Next steps\n\n- Publish the tide tables\n- Publishing the wind tables\n- Publication of all the wave tables\n- Waves\n\n"
        "## Risks\n\n- Publish too late\n\n## Our history\n\n- Publish and be damned"
    )

    assert texts(findings) == ["Publish the tide tables", "Publishing the wind tables", "Publication of all the wave tables"]


def test_the_means_of_a_plan_are_commitments(extracted: Extract) -> None:
    findings = extracted("Making ports safer, through:\n\n1. Training harbour staff\n2. Replacing old ladders\n3. weather")

    assert texts(findings) == ["Training harbour staff", "Replacing old ladders"]


def test_a_topic_before_the_instruction_is_no_hindrance(extracted: Extract) -> None:
    findings = extracted(
        "Key activities are:\n\n- Dredging—Deepen the outer channel. Ships grow larger.\n- Pilots: train forty more pilots"
    )

    assert texts(findings) == ["Dredging—Deepen the outer channel.", "Pilots: train forty more pilots"]


def test_numbers_that_run_on_across_headings_mark_the_actions(extracted: Extract) -> None:
    findings = extracted(
        "## Quays\n\nThis will require:\n\n1. Stronger walls in every port. Walls crumble.\n2. Appointing a quay master\n\n"
        "## Docks\n\nThis will require:\n\n3. A new survey of the docks"
    )

    assert texts(findings) == ["Stronger walls in every port.", "Appointing a quay master", "A new survey of the docks"]


def test_only_the_first_sentence_of_an_item_is_the_undertaking(extracted: Extract) -> None:
    findings = extracted("The government should:\n\n- Map the reefs. A good map would show depth. We should learn from Norway.")

    assert texts(findings) == ["Map the reefs."]
    assert [commitment.kind for commitment in findings.commitments] == ["recommendation"]


def test_a_later_sentence_of_an_item_may_promise_too(extracted: Extract) -> None:
    findings = extracted("Key activities are:\n\n- Map the reefs. We will publish the map in 2033.")

    assert texts(findings) == ["Map the reefs.", "We will publish the map in 2033."]


def test_items_below_a_dated_heading_inherit_its_date(extracted: Extract) -> None:
    findings = extracted(
        "## Quarter 3 2033\n\nWe will:\n\n- open the north quay\n\n## Quarter 4 2033 and beyond\n\nWe will:\n\n- close the south quay"
    )

    assert deadlines(findings) == ["2033-09", "2033-12"]


def test_a_table_is_read_by_its_headers(extracted: Extract) -> None:
    findings = extracted(
        "| Ref | Action | Lead | Due | Status |\n|---|---|---|---|---|\n"
        "| A1 | Open the north quay | Environment Agency | May 2033 | We will see |\n"
        "| A2 | Survey of all reefs | Home Office | | Late |\n"
    )

    assert texts(findings) == ["Open the north quay", "Survey of all reefs"]
    assert leads(findings) == ["environment-agency", "home-office"]
    assert deadlines(findings) == ["2033-05", None]
    assert [commitment.number for commitment in findings.commitments] == ["A1", "A2"]


def test_a_date_in_the_header_is_the_deadline_of_its_column(extracted: Extract) -> None:
    findings = extracted("| Measure of success | Targets for 2032-33 |\n|---|---|\n| More ships | Open two quays. Train ninety pilots. |\n")

    assert texts(findings) == ["Open two quays.", "Train ninety pilots."]
    assert deadlines(findings) == ["2033-03", "2033-03"]


def test_recommendations_and_responses_stand_side_by_side(extracted: Extract) -> None:
    findings = extracted(
        "| Recommendation | Government response |\n|---|---|\n"
        "| The Home Office should publish a map. | Accepted. We will publish a map by 2033. |\n"
    )

    assert [(commitment.kind, commitment.span.text) for commitment in findings.commitments] == [
        ("recommendation", "The Home Office should publish a map."),
        ("response", "We will publish a map by 2033."),
    ]


def test_a_table_without_actions_promises_nothing(extracted: Extract) -> None:
    assert texts(extracted("| Port | Ships |\n|---|---|\n| Dover | Many |\n| Publish | None |\n")) == []
