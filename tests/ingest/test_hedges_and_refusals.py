"""Negation, hedges, conditions and plans of things: what is promised all the same, and what is not."""

from collections.abc import Callable

import pytest

from ingest.extraction.findings import Findings

Extract = Callable[..., Findings]
Promised = Callable[..., list[tuple[str, str, str | None]]]
Refused = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Home Office will no longer open depots.",
        "The Home Office will neither open nor close depots.",
        "The Home Office will never open a depot.",
        "The Home Office won’t open a depot.",
        "The Home Office will not, for now, open a depot.",
        "Neither the Home Office nor Ofcom will open a depot.",
        "Nobody will be charged.",
        "No depot will be closed before 2035.",
        "None of the depots will be closed.",
        "We will not hesitate to close depots.",
        "The Home Office shall not open a depot.",
        "We will not be publishing a map.",
    ],
)
def test_what_will_not_be_done_is_negated(refused: Refused, sentence: str) -> None:
    assert refused(sentence) == [("negation", sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Home Office has no plans to open a depot.",
        "The Home Office does not intend to open a depot.",
        "The Home Office does not plan to open a depot.",
        "The Home Office is not going to open a depot.",
        "We do not propose to close depots.",
        "It is not our intention to close depots.",
        "The Home Office declined to open a depot.",
        "The Home Office cannot commit to opening a depot.",
        "The Home Office opened a depot in 2030.",
        "The Home Office is responsible for depots.",
        "The Home Office may open a depot.",
        "The Home Office could open a depot.",
        "The Home Office stands ready to open a depot.",
    ],
)
def test_a_denied_intention_holds_no_cue(refused: Refused, sentence: str) -> None:
    assert refused(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We will not only open a depot but also a yard.",
        "We will not just open a depot but staff it.",
        "The Home Office will stop opening depots.",
        "The Home Office will cease to charge for entry.",
        "The Home Office will refuse entry to rusty ships.",
        "We will ensure that no depot is without staff.",
        "We will publish a list of what is not covered.",
    ],
)
def test_a_no_that_is_an_act_is_promised(promised: Promised, sentence: str) -> None:
    assert [text for text, _, _ in promised(sentence)] == [sentence]


def test_an_item_of_refusal_is_no_promise(extracted: Extract) -> None:
    findings = extracted("The Home Office will:\n\n- publish a map;\n- not close any pier;\n- never charge for entry;\n- train pilots.")

    assert [found.span.text for found in findings.commitments] == ["publish a map;", "train pilots."]
    assert [(rejected.rule, rejected.span.text) for rejected in findings.rejected[1:]] == [
        ("negation", "not close any pier;"),
        ("negation", "never charge for entry;"),
    ]


@pytest.mark.parametrize(
    ("sentence", "conditional"),
    [
        ("If funds allow, we will open a depot.", True),
        ("We will open a depot, subject to planning consent.", True),
        ("We will open a depot where possible.", True),
        ("Unless costs rise, we will open a depot.", True),
        ("Depending on demand, we will open a depot.", True),
        ("Pending a decision by the council, we will open a depot.", True),
        ("We will open a depot provided that the land is ours.", True),
        ("We will open a depot where the old yard stood.", False),
        ("We will open a depot as soon as the yard closes.", False),
    ],
)
def test_a_condition_makes_a_promise_conditional(extracted: Extract, sentence: str, *, conditional: bool) -> None:
    assert [found.conditional for found in extracted(sentence).commitments] == [conditional]


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("We will explore whether a depot is needed.", "considers"),
        ("We will look at the case for a depot.", "considers"),
        ("We will assess the need for a depot.", "considers"),
        ("We propose to open a depot.", "plans to"),
        ("We are going to open a depot.", "plans to"),
        ("We expect to open a depot.", "plans to"),
        ("The Home Office is due to open a depot.", "plans to"),
        ("The Home Office is scheduled to open a depot.", "plans to"),
        ("We are determined to open a depot.", "aims to"),
        ("We seek to open a depot.", "aims to"),
        ("It is our intention to open a depot.", "plans to"),
        ("It remains the Home Office's ambition to open a depot.", "plans to"),
        ("We undertake to open a depot.", "commits to"),
        ("We remain committed to opening a depot.", "commits to"),
        ("The Home Office is required to open a depot.", "commits to"),
        ("The Home Office has pledged to open a depot.", "commits to"),
        ("The Home Office shall open a depot.", "must"),
    ],
)
def test_softer_words_bind_more_softly(extracted: Extract, sentence: str, strength: str) -> None:
    assert [(found.span.text, found.strength) for found in extracted(sentence).commitments] == [(sentence, strength)]


def test_a_softer_word_is_less_sure(extracted: Extract) -> None:
    sure = [extracted(f"We {words} open a depot.").commitments[0].confidence for words in ("will", "plan to", "aim to")]

    assert sure == [0.95, 0.85, 0.85]


@pytest.mark.parametrize(
    "sentence",
    [
        "We look to the future with confidence.",
        "We agreed to the terms of the lease.",
        "The Board agreed to this proposal.",
        "We look forward to your answers.",
        "The plan to close depots drew protests.",
        "The Home Office's plans to close depots drew protests.",
        "The Act commits nobody to anything.",
        "Its promise to staff is old.",
    ],
)
def test_a_to_without_verb_binds_nobody(refused: Refused, sentence: str) -> None:
    assert refused(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The depot is due to open in 2033.",
        "The depot is scheduled to open in 2033.",
        "Work on the depot is due to be completed by 2033.",
        "The depot is to be opened in 2033.",
        "Construction will start in 2033.",
        "There is to be a depot by 2033.",
    ],
)
def test_a_thing_on_schedule_is_planned(promised: Promised, sentence: str) -> None:
    assert [(text, day) for text, _, day in promised(sentence)] == [(sentence, "2033")]


@pytest.mark.parametrize(
    "sentence",
    ["The lease is due to expire in 2033.", "Costs are due to inflation.", "Rent is set to rise in 2033.", "Demand is expected to grow."],
)
def test_what_only_happens_is_not_planned(refused: Refused, sentence: str) -> None:
    assert refused(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "veto"),
    [
        ("We would like to hear from you.", "hypothesis"),
        ("A depot would help islanders.", "hypothesis"),
        ("The depot will help islanders.", "predicted effect"),
        ("It will help islanders.", "predicted effect"),
        ("These depots will mean shorter queues.", "predicted effect"),
        ("Islanders will be able to buy tickets online.", "judgement"),
        ("We will need a depot.", "necessity"),
        ("We will see more rain.", "prediction"),
        ("The depot will be crucial.", "judgement"),
        ("There should be a depot on every island.", "principle"),
        ("This strategy will set out our plans.", "about the text itself"),
        ("The roadmap will describe the depots.", "contents of a document"),
        ("The board had hoped to open a depot.", None),
        ("We believe depots will be popular.", "hope or estimate"),
        ("The report explains what Ofcom will do.", "dependent clause"),
    ],
)
def test_foresight_and_opinion_are_refused(refused: Refused, sentence: str, veto: str | None) -> None:
    assert refused(sentence) == ([(veto, sentence)] if veto else [])


def test_a_refusal_does_not_hide_its_neighbours(promised: Promised) -> None:
    text = "We will not close depots. We will open two by 2033. This will help islanders. Ofcom will inspect them."

    assert promised(text) == [
        ("We will open two by 2033.", "gb-department-for-transport", "2033"),
        ("Ofcom will inspect them.", "gb-ofcom", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("We will build 40 depots by 2033.", (40.0, "depots")),
        ("We will cut queues by 12.5% by 2033.", (12.5, "per cent")),
        ("We will raise the share to 60 per cent.", (60.0, "per cent")),
        ("We will invest up to £1.5 billion in depots.", (1.5e9, "pounds")),
        ("We will invest over $40m in depots.", (4e7, "dollars")),
        ("We will train at least 2,000 new pilots.", (2000.0, "new pilots")),
        ("We will train 2,000 pilots.", (2000.0, "pilots")),
        ("We will name 2,000 pilots.", None),
        ("We will make ferries at least 3x as fast.", (3.0, "times")),
        ("We will open a depot by 2033.", None),
        ("We will answer within 30 days.", None),
        ("We will open a depot in up to 18 months.", None),
    ],
)
def test_a_quantity_with_its_unit_is_a_target(extracted: Extract, sentence: str, target: tuple[float, str] | None) -> None:
    assert [found.target for found in extracted(sentence).commitments] == [target]
