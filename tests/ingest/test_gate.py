"""The gate before the patterns: it may let through what does not match, and never hides what does."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extraction import clauses, dates, name_grammar, references, relations, strategy_grammar, strategy_phrases, title_patterns
from ingest.extraction.gate import Gate, needs_of
from ingest.extraction.pair_rules import PARTNERSHIP

PATTERNS: Sequence[re.Pattern[str]] = (
    *(pattern for _, pattern, _ in dates.RULES),
    *(pattern for pattern, _, _ in strategy_phrases.PHRASES),
    *(strategy_phrases.AUTHOR, strategy_phrases.PUBLISHED, strategy_phrases.REVIEW),
    *(title_patterns.ORDER, title_patterns.NUMBERED, title_patterns.QUOTED, title_patterns.QUOTED_FIRST, title_patterns.LAID),
    *(strategy_grammar.CAPITAL_KIND, strategy_grammar.LOWER_KIND),
    *(name_grammar.OPENED, name_grammar.CLOSED, name_grammar.TRUST),
    *(clauses.CUES, clauses.NOMINAL, clauses.STATED),
    *(references.GOVERNMENT, references.ABROAD, references.DEFINITE),
    *(relations.CITED, relations.REPLACES, relations.OWN_BODIES, PARTNERSHIP),
)
# Letters that a pattern which ignores case takes for an ASCII one.
ODD_LETTERS = str.maketrans("iskS", "ıſ\u212aſ")


@pytest.mark.parametrize(
    ("pattern", "flags", "needs"),
    [
        (r"\bwill\b", 0, [{"will"}]),
        (r"(?:the )?(?P<head>[Bb]oard|[Aa]gency) of", 0, [{"oard", "gency"}, {" of"}]),
        (r"\b(?:publish|issue)(?:es|ed)? (?:a|the)\b", 0, [{"issue", "publish"}]),
        (r"Strategy", re.IGNORECASE, [{"strategy"}]),
        (r"(?:next|this)?\s+year", re.IGNORECASE, [{"year"}]),
        (r"(?:will )*\w+", 0, []),
        (r"(?:alpha|\d)", 0, []),
        (r"(?!never)\w(?<!always)", 0, []),
        (r"(?:twice){2}", 0, [{"twice"}]),
        (r"(?i:CASE)less", 0, [{"less"}]),
    ],
)
def test_what_a_pattern_needs_follows_from_its_syntax(pattern: str, flags: int, needs: list[set[str]]) -> None:
    assert [set(words) for words in needs_of(re.compile(pattern, flags))] == needs


def test_patterns_pass_in_their_order_and_only_with_a_word_of_each_set() -> None:
    gate = Gate([(re.compile(r"second (?:\w+ )?half"), 2), (re.compile(r"\d+"), 0), (re.compile("FIRST", re.IGNORECASE), 1)])

    assert gate.passing("half of the First, and the second") == [0, 1]
    assert gate.passing("the second half") == [2, 0]
    assert gate.passing("nothing") == [0]


def test_a_gate_of_patterns_that_need_nothing_lets_all_through() -> None:
    assert Gate([(re.compile(r"\w+"), "word"), (re.compile(r"\d*"), "number")]).passing("") == ["word", "number"]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_match_is_ever_hidden_however_it_is_printed(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    matching = data.draw(st.from_regex(pattern))
    text = data.draw(st.sampled_from([matching, matching.upper(), matching.translate(ODD_LETTERS), f"“{matching}” İt"]))
    gate = Gate([(pattern, pattern)])

    if pattern.search(text):
        assert gate.passing(text) == [pattern]


def test_an_odd_letter_that_a_pattern_takes_for_a_plain_one_does_not_hide_it() -> None:
    pattern = re.compile("task", re.IGNORECASE)

    assert pattern.search("ta\u017f\u212a")
    assert Gate([(pattern, "task")]).passing("ta\u017f\u212a") == ["task"]
