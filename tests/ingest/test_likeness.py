"""Names that may be one thing: how alike they are, why, and which pairs are asked about."""

import pytest

from graph.naming import NamedThing
from ingest.resolution.judgements import Judgement, Judgements
from ingest.review.candidates import candidates
from ingest.review.likeness import distance, likeness, words_of


def body(name: str, *aliases: str, country: str | None = "gb", known: str | None = None, documents: int = 1) -> NamedThing:
    key = f"organisation/{country or 'none'}-{'-'.join(words_of(name))}-{documents}"
    return NamedThing(key, name, "other", aliases, country, known, documents)


def asked(*things: NamedThing) -> list[tuple[str, str]]:
    return [(pair.first.name, pair.second.name) for pair in candidates(things, Judgements())]


@pytest.mark.parametrize(
    ("one", "other", "score", "reason"),
    [
        ("Department for Ports", "The Department of Ports", 0.98, "They differ only in small words, capitals or signs."),
        ("Dept. of Ports", "Department for Ports", 0.98, "They differ only in small words, capitals or signs."),
        ("Ports Department", "Department for Ports", 0.95, "They have the same words in another order."),
        ("NHB", "Northport Harbour Board", 0.9, "“NHB” are the initials of the other."),
        ("Northport Harbor Board", "Northport Harbour Board", 0.88, "Only “harbor” and “harbour” are spelt otherwise."),
        ("Northport Board", "Northport Harbour Board", 0.733, "The one has all words of the other, and “harbour”."),
    ],
)
def test_the_likeness_of_two_names_has_a_reason(one: str, other: str, score: float, reason: str) -> None:
    found = likeness(one, other, {})

    assert found is not None
    assert (found.score, found.reason) == (score, reason)
    assert likeness(other, one, {}) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferry Plan 2030", "Ferry Plan 2035"),
        ("Ports Board", "Posts Board"),
        ("Harbour", "Harbour Board"),
        ("Home Office", "Foreign Office"),
        ("the", "of"),
        ("港", "湾"),
    ],
)
def test_nothing_speaks_for_names_that_only_look_alike(one: str, other: str) -> None:
    assert likeness(one, other, {"office": 0.2, "board": 0.2}) is None


def test_words_in_common_count_by_how_rare_they_are() -> None:
    rarity = {"northern": 0.9, "lighthouse": 0.9, "board": 0.1, "trust": 0.1}

    shared = likeness("Northern Lighthouse Board", "Northern Lighthouse Trust", rarity)

    assert shared is not None
    assert (shared.score, shared.reason) == (0.675, "They share “lighthouse”, “northern”.")
    assert likeness("Northern Ferry Board", "Southern Ferry Board", {"ferry": 0.1, "board": 0.1}) is None


@pytest.mark.parametrize(("one", "other", "steps"), [("harbor", "harbour", 1), ("", "pier", 4), ("pier", "pier", 0), ("quay", "quai", 1)])
def test_the_distance_of_two_words_counts_letters(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


def test_the_likeliest_pair_comes_first_whatever_the_order_of_names() -> None:
    things = [body("Northport Harbour Board"), body("Northport Board"), body("Harbour Board of Northport")]

    assert asked(*things) == asked(*reversed(things))
    assert asked(*things)[0] == ("Harbour Board of Northport", "Northport Harbour Board")


def test_two_that_registers_know_are_never_asked_about() -> None:
    known = "vocabulary/x"

    assert asked(body("Harbour Board", known=known), body("The Harbour Board", known=known, documents=2)) == []
    assert asked(body("Harbour Board"), body("The Harbour Board", known=known, documents=2)) == [("The Harbour Board", "Harbour Board")]


def test_bodies_of_two_countries_are_never_asked_about() -> None:
    assert asked(body("Ports Department"), body("Department of Ports", country="au")) == []
    assert len(asked(body("Ports Department"), body("Department of Ports", country=None))) == 1


def test_an_organisation_and_a_strategy_are_never_asked_about() -> None:
    plan = NamedThing("strategy/harbour-board", "Harbour Board", "plan")

    assert asked(body("Harbour Board"), plan) == []


def test_other_names_count_like_the_name() -> None:
    assert asked(body("Northport Harbour Board", "NHB"), body("NHB", documents=2)) == [("NHB", "Northport Harbour Board")]


def test_the_one_in_more_documents_stands_first() -> None:
    assert asked(body("Ports Department", documents=1), body("Department of Ports", documents=9)) == [
        ("Department of Ports", "Ports Department")
    ]


def test_what_was_judged_is_not_asked_again() -> None:
    one, other = body("Ports Department"), body("Department of Ports", documents=2)
    different = Judgement("different", one.id, other.id, (one.name, other.name))

    assert candidates([one, other], Judgements((different,))) == []


def test_five_thousand_names_are_compared_in_bearable_time() -> None:
    towns = [
        f"{first}{last}" for first in ("North", "South", "East", "West", "Mid") for last in (f"port{number}x" for number in range(1000))
    ]
    things = [body(f"{town} Harbour Board", documents=number) for number, town in enumerate(towns)]

    assert candidates(things, Judgements()) == []
