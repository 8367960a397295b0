"""Cursors and search words hold for whatever somebody types."""

import base64
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Filters
from graph.errors import BadParameter
from graph.listing import KINDS, SORTS, Place, cursor_after, list_name, list_parameters, next_cursor, read_cursor
from graph.searching import ALIASES, NAMES, TEXT, lucene, words_of

# A sign that means something to Lucene, with no backslash before it.
OPERATOR = re.compile(r"(?<!\\)[+\-&|!{}\[\]^~?/]")


@given(key=st.text(), name=st.from_regex(r"[a-z0-9][a-z0-9.-]{0,40}", fullmatch=True))
def test_every_place_can_be_found_again(key: str, name: str) -> None:
    place = Place("list", key, f"theme/{name}")

    assert read_cursor(cursor_after(place), "list") == place


@given(key=st.text())
def test_a_cursor_needs_no_escape_in_an_address(key: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]+", cursor_after(Place("list", key, "theme/data")))


@given(cursor=st.text(min_size=1))
def test_no_text_that_is_none_of_ours_is_a_cursor(cursor: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read_cursor(cursor, "list")

    assert caught.value.problem == f"Parameter 'cursor' does not belong to this list: {cursor[:40]!r}."


@pytest.mark.parametrize(
    "value", [None, 5, "list", {}, [], ["list"], ["list", "a", 7], ["list", None, "theme/a"], ["list", "a", "b", "c"], ["other", "a", "b"]]
)
def test_a_cursor_of_another_shape_is_refused(value: object) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    with pytest.raises(BadParameter):
        read_cursor(cursor, "list")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_goes_on_after_the_last_node(kind: str) -> None:
    listed = next(one for one in KINDS if one == kind)
    cursor = next_cursor(listed, Filters(), None, {"id": "theme/data", "key": "data"})

    parameters = list_parameters(listed, Filters(), None, cursor)

    assert (parameters["after_key"], parameters["after_id"], parameters["sort"]) == ("data", "theme/data", SORTS[listed][0])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "Theme"])
def test_a_cursor_of_themes_opens_no_other_list(kind: str) -> None:
    listed = next(one for one in KINDS if one == kind)
    cursor = next_cursor("Theme", Filters(), None, {"id": "theme/data", "key": "data"})

    with pytest.raises(BadParameter):
        list_parameters(listed, Filters(), None, cursor)


def test_a_list_is_known_by_kind_order_and_filters() -> None:
    names = {
        list_name("Theme", Filters(), "name"),
        list_name("Theme", Filters(), "-name"),
        list_name("Theme", Filters(q="data"), "name"),
        list_name("Person", Filters(), "name"),
    }

    assert len(names) == 4


def test_words_are_looked_for_in_any_case() -> None:
    assert list_parameters("Theme", Filters(q="Open DATA"), None, None)["q"] == "open data"


@given(text=st.text())
def test_a_search_never_has_more_than_twenty_words(text: str) -> None:
    try:
        words = words_of(text)
    except BadParameter as error:
        assert error.problem == f"Parameter 'q' holds no word: {text!r}."  # noqa: PT017 - either answer is right
    else:
        assert 1 <= len(words) <= 20


@given(text=st.text().filter(lambda text: re.search(r"\w", text)))
def test_no_search_says_anything_to_lucene(text: str) -> None:
    asked = lucene(words_of(text), NAMES, every=True)

    assert OPERATOR.findall(asked) == []
    assert asked.count('"') % 2 == 0


@pytest.mark.parametrize(
    ("fields", "every", "asked"),
    [
        (NAMES, True, 'name:("open" AND ("data" OR data*))'),
        (NAMES, False, 'name:("open" OR ("data" OR data*))'),
        (ALIASES, True, 'aliases:("open" AND ("data" OR data*)) OR abbreviation:("open" AND ("data" OR data*))'),
        (TEXT, False, 'text:("open" OR ("data" OR data*))'),
    ],
)
def test_words_are_asked_for_in_every_field(fields: tuple[str, ...], every: bool, asked: str) -> None:
    assert lucene(["open", "data"], fields, every=every) == asked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Women's health", ["women's", "health"]),
        ("R&D", ["r&d"]),
        ("cyber-security (2030)", ["cyber-security", "2030"]),
        ("name:*", ["name"]),
        ("Llywodraeth Cymru", ["llywodraeth", "cymru"]),
    ],
)
def test_names_stay_one_word_with_their_marks(text: str, words: list[str]) -> None:
    assert words_of(text) == words
