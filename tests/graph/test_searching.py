import pytest

from graph.errors import BadParameter
from graph.searching import ALIASES, NAMES, lucene, words_of


def test_words_are_taken_in_lower_case() -> None:
    assert words_of("Home Office: R&D, e-gates") == ["home", "office", "r&d", "e-gates"]


def test_at_most_twenty_words_are_looked_for() -> None:
    assert len(words_of("word " * 50)) == 20


@pytest.mark.parametrize("text", ["", "  ", "*", '"-+~"'])
def test_a_search_without_words_is_refused(text: str) -> None:
    with pytest.raises(BadParameter, match="holds no word"):
        words_of(text)


def test_every_word_has_to_be_there_and_the_last_may_go_on() -> None:
    assert lucene(["home", "offi"], NAMES, every=True) == 'name:("home" AND ("offi" OR offi*))'


def test_one_word_is_enough_when_not_every_word_is_there() -> None:
    assert lucene(["home", "office"], NAMES, every=False) == 'name:("home" OR ("office" OR office*))'


def test_a_short_last_word_does_not_go_on() -> None:
    assert lucene(["ai"], ALIASES, every=True) == 'aliases:("ai") OR abbreviation:("ai")'


@pytest.mark.parametrize("text", ["name:x", "a AND b OR NOT c", "x~2", "[a TO z]", "a\\", "/a.*/", "(((a", '"open', "a^9"])
def test_operators_are_plain_words(text: str) -> None:
    query = lucene(words_of(text), NAMES, every=True)

    assert query.replace("name:(", "", 1).translate(str.maketrans("", "", '"()*')).replace(" AND ", " ").isprintable()
    assert not any(sign in query.removeprefix("name:") for sign in ":[]~^/\\")
