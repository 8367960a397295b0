"""Who a binding word is said of: found by word order behind adverbials, asides, lists of clauses and words of saying."""

import pytest

from ingest.extraction.clauses import MOST_CUES, find_clauses
from ingest.extraction.subjects import SubjectKind, describe, subject_of, subject_start

Told = tuple[str, SubjectKind, bool, str]


def subject(sentence: str) -> Told:
    """The subject's words and kind, whether its clause is embedded, and who reports it: of the first clause."""
    clause = find_clauses(sentence)[0]
    return sentence[clause.subject.start : clause.subject.end], clause.subject.kind, clause.embedded, clause.reporter


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The board will map piers.", "The board"),
        ("By June 2033, the board will map piers.", "the board"),
        ("By June 2033 the board will map piers.", "the board"),
        ("In 2033, on every island, the board will map piers.", "the board"),
        ("Working with islanders, the board will map piers.", "the board"),
        ("To help islanders, the board will map piers.", "the board"),
        ("If funds allow, the board will map piers.", "the board"),
        ("However, the board will map piers.", "the board"),
        ("And finally, the board will map piers.", "the board"),
        ("Three steps remain: the board will map piers.", "the board"),
        ("Money is short; the board will map piers.", "the board"),
        ("(a) the board will map piers.", "the board"),
        ("Piers are old and the board will map them.", "the board"),
        ("“The board will map piers,” she said.", "The board"),
        ("The board of the harbour trust will map piers.", "The board of the harbour trust"),
        ("The board, which meets in May, will map piers.", "The board, which meets in May"),
        ("The board – new this year – will map piers.", "The board – new this year –"),
        ("On 5 May, 2033, the board will map piers.", "the board"),
    ],
)
def test_the_subject_begins_behind_what_leads(sentence: str, words: str) -> None:
    assert subject(sentence) == (words, "agent", False, "")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("We will map piers.", "we"),
        ("I will map piers.", "self"),
        ("It will map piers.", "pronoun"),
        ("They will all map piers.", "pronoun"),
        ("She will map piers.", "pronoun"),
        ("You will see piers.", "beneficiary"),
        ("There will be piers.", "there"),
        ("This will bring piers.", "demonstrative"),
        ("These piers will stay.", "demonstrative"),
        ("Such a pier will stay.", "demonstrative"),
        ("The council will map piers.", "agent"),
        ("This council will map piers.", "agent"),
        ("Each council's officers will map piers.", "agent"),
        ("The plan for piers will be long.", "document"),
        ("Islanders and families will use piers.", "beneficiary"),
        ("The piers will stay.", "thing"),
        ("The use of piers by councils will grow.", "thing"),
    ],
)
def test_a_subject_is_of_a_kind(sentence: str, kind: SubjectKind) -> None:
    assert subject(sentence)[1] == kind


@pytest.mark.parametrize(
    ("sentence", "reporter"),
    [
        ("The minister said the board will map piers.", "said"),
        ("The minister said that the board will map piers.", "said"),
        ("The minister announced today that the board would map piers.", "announced"),
        ("Officials hope the board will map piers.", "hope"),
        ("Experts estimate that the board will map piers.", "estimate"),
        ("The minister said it would map piers.", "said"),
        ("The minister said on Monday it would map piers.", "said"),
        ("The minister said last week that it would map piers.", "said"),
        ("The minister told the islanders that it would map piers.", "told"),
        ("The state board will map piers.", ""),
        ("The hope of the board will map piers.", ""),
    ],
)
def test_what_is_said_is_read_for_itself(sentence: str, reporter: str) -> None:
    assert (subject(sentence)[3], subject(sentence)[2]) == (reporter, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "The report lists piers that the board will map.",
        "It depends on what the board will do.",
        "What the board will do is unknown.",
        "We know how the board will act.",
        "The trouble is we will run out of piers.",
        "While we will map piers, money is short.",
        "Piers, because they will fall, are shut.",
    ],
)
def test_a_clause_inside_another_is_embedded(sentence: str) -> None:
    assert subject(sentence)[2] is True


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("The board will map piers and the trust will paint them.", ["The board", "the trust"]),
        ("The board will map piers and will paint them.", ["The board", "The board"]),
        ("The board shall map piers, but the trust should pay.", ["The board", "the trust"]),
        ("The board mapped piers and agreed to paint them.", ["The board"]),
        ("We mapped piers and pledged to paint them.", ["We"]),
    ],
)
def test_each_clause_has_its_own_subject(sentence: str, subjects: list[str]) -> None:
    found = [sentence[clause.subject.start : clause.subject.end] for clause in find_clauses(sentence)]

    assert found == subjects


def test_a_named_body_makes_an_agent() -> None:
    sentence = "Seascape will map piers."

    assert (describe(sentence, 0, 8, ()).kind, describe(sentence, 0, 8, ((0, 8),)).kind) == ("thing", "agent")


def test_a_name_after_the_head_is_not_it() -> None:
    sentence = "The map of Seascape will be published."
    start = sentence.index("Seascape")

    assert describe(sentence, 0, start + 8, ((start, start + 8),)).kind == "thing"


def test_nothing_before_the_cue_is_no_subject() -> None:
    reading, embedded, reporter = subject_of("will map piers", 0, ())

    assert (reading.kind, reading.head, embedded, reporter) == ("none", "", False, "")


@pytest.mark.parametrize(
    ("sentence", "start"),
    [("In May, the board met.", 8), ("The board met.", 0), ("However, in May, it met.", 17), ("met", 0), ("", 0)],
)
def test_a_sentence_without_cue_has_a_start(sentence: str, start: int) -> None:
    assert subject_start(sentence) == start


@pytest.mark.parametrize(
    ("sentence", "cue", "verb"),
    [
        ("The board will, with help from the trust, map piers.", "will", "map"),
        ("The board will (in time) map piers.", "will", "map"),
        ("The board will also jointly map piers.", "will", "map"),
        ("The board will:", "will", ""),
        ("The board’ll map piers.", "will", "map"),
        ("The board is hereby directed to map piers.", "directed to", "map"),
        ("The board has been instructed to map piers.", "instructed to", "map"),
        ("The board has also agreed to map piers.", "agreed to", "map"),
        ("The board had planned to map piers.", "had planned to", "map"),
        ("The board was expected to map piers.", "was expected to", "map"),
        ("The aim of the board is to map piers.", "aim is to", "map"),
        ("We call on the board to map piers.", "should", "map"),
        ("We recommend that the board maps piers.", "should", "maps"),
        ("It is our intention to map piers.", "intention to", "map"),
    ],
)
def test_a_cue_is_read_up_to_its_verb(sentence: str, cue: str, verb: str) -> None:
    (clause,) = find_clauses(sentence)

    assert (clause.cue, clause.verb) == (cue, verb)


@pytest.mark.parametrize("sentence", ["Will Hill met the board.", "Goodwill matters.", "The will of the board.", "Musty piers shall.", ""])
def test_words_like_cues_are_not_all(sentence: str) -> None:
    assert [clause.verb for clause in find_clauses(sentence)] in ([], [""], ["of"])


def test_a_row_of_cues_is_cut_short() -> None:
    assert len(find_clauses("we will go and " * 50)) <= MOST_CUES
