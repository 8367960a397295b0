"""Ids come from what a thing is called or says, never from the run or the machine."""

import pytest
from pydantic import TypeAdapter, ValidationError

from graph.identifiers import (
    SLUG_LENGTH,
    NodeId,
    commitment_id,
    digest,
    document_id,
    organisation_id,
    passage_id,
    person_id,
    slug,
    strategy_id,
    theme_id,
)

NODE_ID = TypeAdapter(NodeId)
LONG = "Department for the coordination of everything that no other department was ever asked to coordinate"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Home Office", "home-office"),
        ("Health & Care", "health-and-care"),
        ("Health and Care", "health-and-care"),
        ("Women's Health", "womens-health"),
        ("Women’s Health", "womens-health"),
        ("  AI – Opportunities…  ", "ai-opportunities"),
        ("Café Économie", "cafe-economie"),
        ("5G", "5g"),
    ],
)
def test_a_slug_is_the_name_in_plain_words(name: str, words: str) -> None:
    assert slug(name) == words


def test_a_slug_that_was_cut_ends_in_a_digest_of_the_whole_name() -> None:
    one, other = slug(f"{LONG} one"), slug(f"{LONG} other")

    assert one != other
    assert max(len(one), len(other)) <= SLUG_LENGTH
    assert one.startswith("department-for-the-coordination-of-everything")


def test_names_without_a_latin_letter_keep_apart() -> None:
    one, other = slug("内閣府"), slug("財務省")

    assert (len(one), len(other), one == other) == (12, 12, False)


def test_a_digest_knows_where_its_parts_end() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_a_digest_has_the_length_asked_for() -> None:
    assert [len(digest("x")), len(digest("x", length=16))] == [12, 16]


def test_half_a_character_has_a_digest_too() -> None:
    assert digest("\ud83d") != digest("\ud83e")


def test_each_kind_has_its_own_folder() -> None:
    assert [organisation_id("Home Office", "GB"), organisation_id("Home Office"), strategy_id("AI Plan"), theme_id("Cyber security")] == [
        "organisation/gb-home-office",
        "organisation/home-office",
        "strategy/ai-plan",
        "theme/cyber-security",
    ]
    assert person_id("Penny Dash") == "person/penny-dash"


@pytest.mark.parametrize(
    "again",
    ["We will open\nthe data.", "WE WILL OPEN THE DATA", "We will – open the data!", "We will open the da\ufb01".replace("\ufb01", "ta")],
)
def test_a_commitment_keeps_its_id_in_another_edition(again: str) -> None:
    assert commitment_id(again, "organisation/a") == commitment_id("We will open the data.", "organisation/a")


def test_the_same_words_of_two_bodies_are_two_commitments() -> None:
    assert commitment_id("We will open the data.", "organisation/a") != commitment_id("We will open the data.", "organisation/b")


def test_other_words_are_another_commitment() -> None:
    assert commitment_id("We will open the data.", "") != commitment_id("We will close the data.", "")


def test_a_document_is_named_by_title_and_version() -> None:
    assert document_id("AI Plan", "0123456789abcdef") == "document/ai-plan-0123456789ab"


def test_a_passage_is_named_by_version_and_place() -> None:
    assert passage_id("0123456789abcdef", 7, 19) == "passage/0123456789ab-7-19"


@pytest.mark.parametrize("name", [LONG, "内閣府", "…", "../../etc/passwd", "a/b", "<script>", ""])
def test_whatever_it_is_called_a_thing_gets_an_id_that_is_one(name: str) -> None:
    ids = [organisation_id(name, "gb"), strategy_id(name), theme_id(name), person_id(name), document_id(name, "f" * 64)]

    assert [NODE_ID.validate_python(node_id) for node_id in ids] == ids


@pytest.mark.parametrize(
    "node_id", ["", "theme", "theme/", "theme/A b", "theme/-a", "planet/mars", "theme/a/b", f"theme/{'a' * 200}", "theme/a\n"]
)
def test_what_is_no_id_is_refused(node_id: str) -> None:
    with pytest.raises(ValidationError):
        NODE_ID.validate_python(node_id)
