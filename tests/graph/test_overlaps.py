"""Which commitments may overlap, and which may not, on promises small enough to be read."""

import pytest

from graph import overlaps as module
from graph.analytics import of_organisations, overlap_rows
from graph.overlaps import overlaps, words_of
from graph.projection import Projection, Thing

NAMES = {
    "organisation/a": "Agency of Harbours",
    "organisation/b": "Board of Piers",
    "organisation/ferries": "Ferry Safety Council",
    "strategy/tides": "National Tide Plan",
    "theme/harbours": "Harbours",
    "theme/boats": "Boats",
}
TEACH = "The Agency of Harbours will teach lifeguards to read tides."
TRAIN = "The Board of Piers will pay lifeguards who learn to read the tide by 2030."
ON_HARBOURS = [("c1", "theme/harbours"), ("c2", "theme/harbours")]


def promised(texts: dict[str, str], owners: list[tuple[str, str]], about: list[tuple[str, str]], *more: tuple[str, str, str]) -> Projection:
    """A graph of commitments with their owners and themes; "c1" stands for "commitment/c1"."""
    links = [
        *((f"organisation/{owner}", "MAKES", f"commitment/{one}") for owner, one in owners),
        *((f"commitment/{one}", "CONCERNS", theme) for one, theme in about),
        *more,
    ]
    named = {**NAMES, **{f"commitment/{one}": text for one, text in texts.items()}}
    things = {id_: Thing(id_, id_.partition("/")[0].capitalize(), name, has_deadline=False) for id_, name in sorted(named.items())}
    return Projection("1", things, tuple(sorted(links)))


def pair(one: str, other: str, *more: tuple[str, str, str]) -> Projection:
    """Two commitments of two bodies on one theme."""
    return promised({"c1": one, "c2": other}, [("a", "c1"), ("b", "c2")], ON_HARBOURS, *more)


def test_promises_of_two_bodies_on_one_theme_with_the_same_words_are_a_candidate() -> None:
    (found,) = overlaps(pair(TEACH, TRAIN)).found

    assert (found.one, found.other, found.themes, found.names) == ("commitment/c1", "commitment/c2", ("theme/harbours",), ())
    assert found.words == ("lifeguard", "read", "tide")
    assert 0.25 <= found.score <= 1


def test_the_same_promises_give_the_same_candidates_in_whatever_order_they_come() -> None:
    graph = pair(TEACH, TRAIN)

    assert overlaps(Projection("2", dict(reversed(graph.things.items())), graph.links)) == overlaps(graph)


@pytest.mark.parametrize(
    ("graph", "because"),
    [
        (promised({"c1": TEACH, "c2": TRAIN}, [("a", "c1"), ("a", "c2")], ON_HARBOURS), "they have the same owner"),
        (promised({"c1": TEACH, "c2": TRAIN}, [("a", "c1"), ("a", "c2"), ("b", "c2")], ON_HARBOURS), "they share an owner"),
        (promised({"c1": TEACH, "c2": TRAIN}, [("a", "c1")], ON_HARBOURS), "nobody makes one of them"),
        (
            promised({"c1": TEACH, "c2": TRAIN}, [("a", "c1"), ("b", "c2")], [("c1", "theme/harbours"), ("c2", "theme/boats")]),
            "they are about different things",
        ),
        (pair(TEACH, TRAIN, ("commitment/c2", "RESPONDS_TO", "commitment/c1")), "one answers the other"),
        (pair(TEACH, TRAIN, ("commitment/c1", "RESTATES", "commitment/c2")), "one says the other again"),
        (pair(TEACH, "The Board of Piers will paint its lifeguards' huts."), "one word alone says too little"),
        (
            pair("The agency will make harbours safe.", "The board will make harbours clean."),
            "the words of the theme say nothing besides it",
        ),
        (pair("We will publish a plan by 2030.", "We will publish a new plan in 2030."), "these words are in every promise"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_two_are_no_candidate_when(graph: Projection, because: str) -> None:
    assert overlaps(graph).found == (), because


def test_a_strategy_that_both_name_is_told_and_its_words_are_not_told_again() -> None:
    graph = pair("The agency will carry out the National Tide Plan.", "The board reports on the National Tide Plan.")

    (found,) = overlaps(graph).found

    assert (found.names, found.words) == (("strategy/tides",), ())


def test_a_body_that_both_affect_is_told() -> None:
    affects = (("commitment/c1", "AFFECTS", "organisation/ferries"), ("commitment/c2", "AFFECTS", "organisation/ferries"))

    (found,) = overlaps(pair("The agency will inspect it.", "The board will fund it.", *affects)).found

    assert found.names == ("organisation/ferries",)


def test_the_closer_two_are_the_earlier_they_come() -> None:
    texts = {"c1": TEACH, "c2": TRAIN, "c3": "The Ferry Safety Council will teach lifeguards to read tides."}
    owners = [("a", "c1"), ("b", "c2"), ("ferries", "c3")]

    found = overlaps(promised(texts, owners, [*ON_HARBOURS, ("c3", "theme/harbours")])).found

    assert (found[0].one, found[0].other) == ("commitment/c1", "commitment/c3")
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_more_pairs_than_are_compared_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_COMPARED", 1)

    found = overlaps(pair(TEACH, TRAIN))

    assert (len(found.found), found.cut) == (1, True)


def test_a_word_that_nearly_all_share_brings_no_two_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SHARING", 1)

    assert overlaps(pair(TEACH, TRAIN)) == module.Overlaps((), cut=False)


def test_hostile_texts_are_words_like_any_others() -> None:
    hostile = "<script>alert(1)</script> \u202e\x00 'lifeguards' DROP tides \ud800"

    assert overlaps(pair(hostile, hostile)).found[0].words[:2] == ("alert", "drop")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cities’ bodies and businesses", ["city", "body", "business"]),
        ("We will publish AI guidance in 2026", ["ai", "guidance"]),
        ("crisis status process", ["crisis", "status", "process"]),
        ("", []),
    ],
)
def test_words_say_what_a_promise_is_about(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_row_names_both_sides_and_what_they_share() -> None:
    (row,) = overlap_rows(pair(TEACH, TRAIN))

    assert (row["one_text"], row["one_owner_names"], row["other_owner_names"]) == (TEACH, "Agency of Harbours", "Board of Piers")
    assert (row["theme_names"], row["words"]) == ("Harbours", "lifeguard; read; tide")
    assert of_organisations((row,), ["organisation/b"]) == (row,)
    assert of_organisations((row,), ["organisation/ferries"]) == ()
