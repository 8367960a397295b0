"""Commitments in running text: what is found, of which kind and strength, and what is refused by name."""

from collections.abc import Callable

import pytest

from ingest.extraction.findings import Findings

Extract = Callable[..., Findings]


def texts(findings: Findings) -> list[str]:
    return [commitment.span.text for commitment in findings.commitments]


def refused(findings: Findings) -> list[tuple[str, str]]:
    return [(rejected.rule, rejected.span.text) for rejected in findings.rejected]


def test_promises_are_found_among_other_sentences(extracted: Extract) -> None:
    findings = extracted(
        "Ports matter. We will dredge the outer channel by 2034. This will allow larger ships to call. "
        "The Environment Agency will monitor the water. Tides are strong here."
    )

    assert texts(findings) == ["We will dredge the outer channel by 2034.", "The Environment Agency will monitor the water."]
    assert refused(findings) == [("predicted effect", "This will allow larger ships to call.")]


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("We will open a depot.", "will"),
        ("We will consider a further depot.", "considers"),
        ("The Environment Agency shall open a depot.", "must"),
        ("The Environment Agency must open a depot.", "must"),
        ("The Environment Agency should open a depot.", "should"),
        ("The Environment Agency commits to opening a depot.", "commits to"),
        ("The Environment Agency is committed to opening a depot.", "commits to"),
        ("The Environment Agency plans to open a depot.", "plans to"),
        ("The Environment Agency intends to open a depot.", "plans to"),
        ("The Environment Agency aims to open a depot.", "aims to"),
        ("The Environment Agency seeks to open a depot.", "aims to"),
        ("Our aim is to open a depot.", "aims to"),
        ("The Environment Agency's plans for 2034 are to open a depot.", "plans to"),
    ],
)
def test_the_verb_gives_the_strength(extracted: Extract, sentence: str, strength: str) -> None:
    findings = extracted(sentence)

    assert [(commitment.span.text, commitment.strength) for commitment in findings.commitments] == [(sentence, strength)]


def test_a_condition_is_flagged_and_not_dropped(extracted: Extract) -> None:
    findings = extracted("Subject to funding, we will build a second pier. We will repair the first pier.")

    assert [commitment.conditional for commitment in findings.commitments] == [True, False]


@pytest.mark.parametrize(
    ("metadata_kind", "text", "kind"),
    [
        ("strategy", "We will open a depot.", "commitment"),
        ("strategy", "The Environment Agency should open a depot.", "recommendation"),
        ("government response", "We will open a depot.", "response"),
    ],
)
def test_the_genre_and_the_modal_give_the_kind(extracted: Extract, metadata_kind: str, text: str, kind: str) -> None:
    findings = extracted(text, kind=metadata_kind)

    assert [commitment.kind for commitment in findings.commitments] == [kind]


def test_a_measured_aim_below_a_heading_of_targets_is_a_target(extracted: Extract) -> None:
    findings = extracted("## Targets\n\nWe will cut harbour emissions by 40 per cent by 2036.\n\nWe will plant at least 2,500 trees.")

    assert [(commitment.kind, commitment.target) for commitment in findings.commitments] == [
        ("target", (40.0, "per cent")),
        ("target", (2500.0, "trees")),
    ]


def test_spans_hold_the_words_as_stored(extracted: Extract) -> None:
    text = "Intro.\n\nWe *will* publish the\nharbour map. More later."

    (commitment,) = extracted(text).commitments

    assert commitment.span.text == "We will publish the harbour map."
    assert text[slice(*commitment.span.stored)] == "We *will* publish the\nharbour map."


def test_the_same_words_for_the_same_day_count_once(extracted: Extract) -> None:
    findings = extracted("## We will rebuild the quay\n\nWe will rebuild the quay.\n\n## By 2033\n\nWe will rebuild the quay.")

    assert [commitment.deadline.value if commitment.deadline else None for commitment in findings.commitments] == [None, "2033"]


def test_a_heading_can_be_a_commitment(extracted: Extract) -> None:
    findings = extracted("## Action 3: The Environment Agency will map every wreck\n\nWrecks are many.")

    assert [(commitment.span.text, commitment.number) for commitment in findings.commitments] == [
        ("The Environment Agency will map every wreck", "Action 3")
    ]


@pytest.mark.parametrize("heading", ["What we will do", "How the agency will respond", "Actions we will take", "Things we are set to do"])
def test_a_heading_that_only_opens_a_section_is_none(extracted: Extract, heading: str) -> None:
    assert texts(extracted(f"## {heading}\n\nWrecks are many.")) == []


def test_a_labelled_instruction_is_a_commitment(extracted: Extract) -> None:
    findings = extracted(
        "Commitment 7: Publish a chart of the estuary by 31 March 2032.\n\nRecommendation 8: Appoint a pilot for the estuary."
    )

    assert [(commitment.number, commitment.kind) for commitment in findings.commitments] == [
        ("Commitment 7", "commitment"),
        ("Recommendation 8", "recommendation"),
    ]


def test_what_stands_below_a_numbered_heading_is_its_recommendation(extracted: Extract) -> None:
    findings = extracted(
        "## Recommendation 4\n\nEstablish a register of moorings. Moorings are scarce.\n\n## Evidence\n\nEstablish facts first."
    )

    assert texts(findings) == ["Establish a register of moorings."]


def test_lines_of_lead_and_date_belong_to_the_commitment_above(extracted: Extract) -> None:
    findings = extracted("Action 2: Publish a chart of the estuary.\n\nLead: Environment Agency\n\nBy when: March 2032")

    (commitment,) = findings.commitments
    assert [owner.organisation for owner in commitment.owners] == ["organisation/gb-environment-agency"]
    assert (commitment.deadline and commitment.deadline.value) == "2032-03"


def test_minutes_report_what_was_agreed_and_promised(extracted: Extract) -> None:
    findings = extracted(
        "The Board noted the report. The Board considered the budget and agreed to fund two tugs. "
        "The Environment Agency undertook to share its data by June 2031. "
        "The Minister said that the UK Government would publish a map. Witnesses said that delays would go on.",
        kind="minutes",
    )

    assert texts(findings) == [
        "The Board considered the budget and agreed to fund two tugs.",
        "The Environment Agency undertook to share its data by June 2031.",
        "The Minister said that the UK Government would publish a map.",
    ]


def test_a_thing_in_the_making_which_we_will_finish_is_promised(extracted: Extract) -> None:
    findings = extracted("Work goes on with a new chart, which we will publish in spring 2032. It has parts which we will skip over.")

    assert texts(findings) == ["Work goes on with a new chart, which we will publish in spring 2032."]


def test_a_row_of_undertakings_is_taken_apart(extracted: Extract) -> None:
    findings = extracted("The Home Office commits to printing maps, more clearly marking wrecks, and training pilots by 2033.")

    assert texts(findings) == ["printing maps", "more clearly marking wrecks", "training pilots by 2033"]
    assert {commitment.owners[0].organisation for commitment in findings.commitments} == {"organisation/gb-home-office"}


def test_two_undertakings_stay_together(extracted: Extract) -> None:
    sentence = "The Home Office commits to printing maps and training pilots."

    assert texts(extracted(sentence)) == [sentence]


def test_news_tell_of_intents_and_a_plan_does_not(extracted: Extract) -> None:
    text = "The Home Office has a new plan. Its focus is on printing maps. It highlights the need for pilots."

    assert texts(extracted(text, kind="news", publisher="Harbour News", country="gb")) == [
        "Its focus is on printing maps.",
        "It highlights the need for pilots.",
    ]
    assert "It highlights the need for pilots." not in texts(extracted(text))


def test_a_named_goal_is_an_instruction(extracted: Extract) -> None:
    findings = extracted("Agency priority goal: Increase the use of charts to 40,000 users by 2033.\n\nA word on charts: they help.")

    assert texts(findings) == ["Agency priority goal: Increase the use of charts to 40,000 users by 2033."]


def test_an_order_binds_by_must_and_shall(extracted: Extract) -> None:
    findings = extracted("Ladders must be fixed to every quay. Each port shall keep a log.", kind="executive order")

    assert texts(findings) == ["Ladders must be fixed to every quay.", "Each port shall keep a log."]


def test_a_table_of_contents_holds_no_commitments(extracted: Extract) -> None:
    assert texts(extracted("## Actions\n\n1. [Building new quays](#quays)\n2. [Training new pilots](#pilots)")) == []


def test_the_same_document_gives_the_same_findings(extracted: Extract) -> None:
    text = "## Actions\n\n- Build a quay\n- Train forty pilots by 2033\n\nWe will report each year."

    first, second = extracted(text), extracted(text)

    assert [(c.span.text, c.span.stored, c.rule, c.owners) for c in first.commitments] == [
        (c.span.text, c.span.stored, c.rule, c.owners) for c in second.commitments
    ]
