"""Clauses: which words bind, who is their subject, and what kind of subject that is."""

import pytest

from ingest.extraction.clauses import Clause, find_clauses


def only(sentence: str, agents: tuple[tuple[int, int], ...] = ()) -> Clause:
    (clause,) = find_clauses(sentence, agents)
    return clause


def subject(sentence: str) -> str:
    clause = find_clauses(sentence)[0]
    return sentence[clause.subject.start : clause.subject.end]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council will open the pier.", "The council"),
        ("By May 2033, the council will open the pier.", "the council"),
        ("By May 2033 the council will open the pier.", "the council"),
        ("By June 30, 2034, the council will open the pier.", "the council"),
        ("Within 90 days of the date of this order, the head of each agency shall report.", "the head of each agency"),
        ("To share ideas, tools and plans, the council will open a forum.", "the council"),
        ("While works go on, we will run buses.", "we"),
        ("In each port – starting with two – we will run buses.", "we"),
        ("The trade is small, and the council will support it.", "the council"),
        ("The council has repaired and will repaint the pier.", "The council"),
        ("The minister said that the council will open the pier.", "the council"),
        ("This is why the council will open the pier.", "the council"),
        ("Agencies that are unable to comply shall explain.", "Agencies that are unable to comply"),
        ("The secretary, in consultation with the board, shall report.", "The secretary, in consultation with the board"),
        ("Dredging: the council will deepen the channel.", "the council"),
        ("The council reviewed its budget and agreed to fund two tugs.", "The council"),
        ("The council, meanwhile, plans to fund two tugs.", "The council"),
        ("We recommend that the council appoint a clerk.", "the council"),
    ],
)
def test_the_subject_is_found_behind_what_leads_up_to_it(sentence: str, expected: str) -> None:
    assert subject(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "kind", "head"),
    [
        ("We will pay.", "we", "we"),
        ("I will pay.", "self", "i"),
        ("It will pay.", "pronoun", "it"),
        ("This will pay.", "demonstrative", "this"),
        ("These savings will grow.", "demonstrative", "savings"),
        ("These departments will pay.", "agent", "departments"),
        ("The heads of all agencies will pay.", "agent", "heads"),
        ("The harbour strategy will pay.", "document", "strategy"),
        ("Small firms will pay.", "beneficiary", "firms"),
        ("A lower toll will pay.", "thing", "toll"),
        ("There will be a toll.", "there", "there"),
    ],
)
def test_subjects_are_told_apart_by_their_head(sentence: str, kind: str, head: str) -> None:
    clause = only(sentence)

    assert (clause.subject.kind, clause.subject.head) == (kind, head)


def test_a_named_organisation_acts_and_what_belongs_to_it_does_not() -> None:
    assert only("Ofport will pay.", ((0, 6),)).subject.kind == "agent"
    assert only("Ofport's charter will pay.", ((0, 6),)).subject.kind == "document"


@pytest.mark.parametrize(
    ("sentence", "cue", "strength", "verb"),
    [
        ("We will publish it.", "will", "will", "publish"),
        ("We’ll publish it.", "will", "will", "publish"),
        ("We will also very soon publish it.", "will", "will", "publish"),
        ("The board shall, with the consent of all ports, publish it.", "shall", "must", "publish"),
        ("The board must publish it.", "must", "must", "publish"),
        ("The board should now publish it.", "should", "should", "publish"),
        ("The board commits to publishing it.", "commits to", "commits to", "publishing"),
        ("The board has agreed to publish it.", "agreed to", "commits to", "publish"),
        ("The board also aims to publish it.", "aims to", "aims to", "publish"),
        ("The board is planning to publish it.", "planning to", "plans to", "publish"),
        ("The board is to publish it.", "is to", "plans to", "publish"),
        ("The board expects to publish it.", "expects to", "plans to", "publish"),
        ("Our goal is to publish it.", "goal is to", "aims to", "publish"),
        ("It remains our ambition to publish it.", "intention to", "plans to", "publish"),
        ("The board will:", "will", "will", ""),
    ],
)
def test_the_cue_gives_strength_and_verb(sentence: str, cue: str, strength: str, verb: str) -> None:
    clause = only(sentence)

    assert (clause.cue, clause.strength, clause.verb) == (cue, strength, verb)


@pytest.mark.parametrize(
    ("sentence", "reporter"),
    [
        ("The council said that it would pay.", "said"),
        ("The council told members that it would pay.", "told"),
        ("Ministers hope tolls will pay.", "hope"),
        ("Experts estimate that tolls will pay.", "estimate"),
        ("Tolls will pay.", ""),
    ],
)
def test_a_verb_of_saying_or_hoping_governs_what_follows(sentence: str, reporter: str) -> None:
    assert only(sentence).reporter == reporter


@pytest.mark.parametrize(
    ("sentence", "embedded"),
    [
        ("A list of steps which will follow.", [True]),
        ("We know how we will pay.", [True]),
        ("The council will build a road that will pay.", [False, True]),
        ("The council will build a road and we will pave it.", [False, False]),
        ("If we are to pay, tolls will rise.", [True, True]),
    ],
)
def test_dependent_clauses_are_marked(sentence: str, embedded: list[bool]) -> None:
    assert [clause.embedded for clause in find_clauses(sentence)] == embedded


def test_a_second_verb_shares_the_subject_of_the_first() -> None:
    sentence = "The council will build a road and will pave it."

    assert [sentence[clause.subject.start : clause.subject.end] for clause in find_clauses(sentence)] == ["The council", "The council"]
