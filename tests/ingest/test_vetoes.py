"""Sentences that sound like commitments and are none: each is refused by a veto with a name."""

import pytest

from ingest.extraction.clauses import find_clauses
from ingest.extraction.vetoes import Situation, is_passive, is_received, veto_of


def vetoes(sentence: str, **situation: bool) -> list[str | None]:
    return [veto_of(clause, Situation(clause.subject.kind, **situation)) for clause in find_clauses(sentence)]


def first_veto(sentence: str, **situation: bool) -> str | None:
    return vetoes(sentence, **situation)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "This better signage will help drivers find the port.",
        "These trials will allow us to learn what works.",
        "Such a register will also reduce fraud.",
        "The ferry programme will improve journeys for islanders.",
        "Electric cranes will save fuel.",
        "That extra capacity will bring new jobs.",
        "Fewer forms will have a lasting effect on small firms.",
        "Closer working will lead to safer beaches.",
    ],
)
def test_what_a_measure_brings_about_is_a_predicted_effect(sentence: str) -> None:
    assert first_veto(sentence) == "predicted effect"


@pytest.mark.parametrize(
    ("sentence", "veto"),
    [
        ("What will the council publish?", "question"),
        ("The council will not sell the pier.", "negation"),
        ("We won't close any library.", "negation"),
        ("No new permits will be issued.", "negation"),
        ("We will never charge for entry.", "negation"),
        ("Landlords will no longer be able to evict tenants.", "negation"),
        ("Assuming trade grows, each berth will earn more.", "hope or estimate"),
        ("While we will keep the pier, trade is falling.", "dependent clause"),
        ("I am confident it will work.", "dependent clause"),
        ("Openness will be at the heart of the service.", "judgement"),
        ("Without change, departments will continue to rely on paper.", "prediction"),
        ("The government hopes the scheme will cut delays.", "hope or estimate"),
        ("Analysts estimate that the bridge will carry 9,000 vehicles a day.", "hope or estimate"),
        ("The board believes ministers will agree.", "hope or estimate"),
        ("The report lists the steps which ministers will take.", "dependent clause"),
        ("It depends on how agencies will respond.", "dependent clause"),
        ("This chapter will set the scene.", "about the text itself"),
        ("I will say a few words about our progress.", "about the text itself"),
        ("In this paper, the term 'harbour' shall mean any sheltered water.", "definition"),
        ("Nothing in this order shall be construed to impair existing powers.", "negation"),
        ("The council had planned to sell the site.", "past intention"),
        ("A toll would raise two million pounds.", "hypothesis"),
        ("Critics said the scheme would fail.", "hypothesis"),
        ("We will need to think again about parking.", "necessity"),
        ("Rebuilding the quay will require patience.", "necessity"),
        ("We must be honest about the costs.", "necessity"),
        ("Good data will be essential.", "judgement"),
        ("Skills will be an important part of the answer.", "judgement"),
        ("It will be free of charge.", "state of things"),
        ("Small ports will be affected.", "state of things"),
        ("The framework will outline the roles of each body.", "contents of a document"),
        ("We will face hard choices.", "prediction"),
        ("Councils will play a leading part.", "prediction"),
        ("Passengers will enjoy shorter queues.", "predicted effect"),
        ("Residents will have a say in each stage.", "benefit to others"),
        ("Rules on land should also apply at sea.", "principle"),
        ("We should all think of our ports.", "principle"),
    ],
)
def test_each_kind_of_sentence_is_refused_by_its_own_veto(sentence: str, veto: str) -> None:
    assert first_veto(sentence) == veto


@pytest.mark.parametrize(
    "sentence",
    [
        "We will publish a plan for the harbour.",
        "The council will not only repair the pier but also light it.",
        "Ferry timetables will be published each month.",
        "Ministers will ensure that fares are fair.",
        "The agency will help small ports to apply.",
        "The agency commits to planting trees on every quay.",
        "Departments plan to share one register.",
        "The ministry has pledged to open five depots.",
        "The Commission, meanwhile, intends to consult on charges.",
        "The board reviewed the budget and agreed to fund two tugs.",
        "The minister said that the government would publish the map.",
        "We recommend that the board appoint a harbour master.",
        "The government should appoint a harbour master.",
        "Agencies shall report every quarter.",
        "Agencies are directed to name a lead officer.",
        "A review is to be held next year.",
        "There will be a new service for islanders.",
        "A new terminal will open beside the old one.",
        "Our aim is to double the number of ferries.",
        "This is why the council will rebuild the quay.",
        "This is why we will rebuild the quay.",
        "It is our intention to publish a map.",
        "The minister announced that fares would be frozen.",
        "By June 30, 2034, the agency will cut queues by a fifth.",
        "By May 2033 we will have trained ninety pilots.",
        "Tides permitting, the harbour office will start work.",
    ],
)
def test_a_body_that_binds_itself_or_another_is_not_refused(sentence: str) -> None:
    assert None in vetoes(sentence)


def test_the_second_of_two_clauses_may_stand_where_the_first_does_not() -> None:
    assert vetoes("The bridge will bring visitors, and we will build a car park.") == ["predicted effect", None]


def test_a_dated_benefit_is_a_promise() -> None:
    assert first_veto("Residents will have a say in each stage.", dated=True) is None


def test_must_binds_without_an_agent_only_in_an_order() -> None:
    sentence = "Ladders must be fixed to the quay."

    assert (first_veto(sentence), first_veto(sentence, binding=True)) == ("necessity", None)


def test_should_needs_no_addressee_among_recommendations() -> None:
    sentence = "Ladders should be fixed to the quay."

    assert (first_veto(sentence), first_veto(sentence, recommends=True)) == ("principle", None)


@pytest.mark.parametrize(
    ("sentence", "passive", "received"),
    [
        ("The map will be published.", True, False),
        ("Staff will be offered training.", True, True),
        ("Charts will be rewritten.", True, False),
        ("We will be at the quay.", False, False),
        ("We will publish the map.", False, False),
    ],
)
def test_passives_are_told_from_other_clauses(sentence: str, *, passive: bool, received: bool) -> None:
    clause = find_clauses(sentence)[0]

    assert (is_passive(clause), is_received(clause)) == (passive, received)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council's plans to widen the road drew protests.",
        "Update the existing agency plans to include ferries.",
        "The committee's commitment to openness is known.",
        "We look forward to the debate.",
        "Trade grew by a fifth.",
        "Seek advice from the harbour office.",
    ],
)
def test_nouns_and_plain_statements_hold_no_cue(sentence: str) -> None:
    assert find_clauses(sentence) == ()
