"""Sentences keep their offsets and do not break at abbreviations."""

from collections.abc import Callable

import pytest

from ingest.documents import Block, Cell
from ingest.extraction.sentences import sentences


def paragraph(text: str) -> Block:
    return Block("paragraph", text, tuple(range(len(text))))


def split(text: str) -> list[str]:
    return [span.text for span in sentences(paragraph(text))]


def test_each_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert split("We will build it. It opens in May! Who pays? The council does.") == [
        "We will build it.",
        "It opens in May!",
        "Who pays?",
        "The council does.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Amara Osei will chair the panel.",
        "Regulators, e.g. Ofwat and Ofgem, will report.",
        "Under Regulation No. 10 of the order, ferries must comply.",
        "Spending rose by 3.5 per cent to £1.2 million.",
        "The Hon. J. R. Patel will open the session.",
        "Officials from the U.S. Forest Service shall attend.",
        "See para. 4 and Sec. 12 for detail.",
        "Visit example.gov.uk for advice.",
        "Trees, hedges, etc. will be planted.",
        "Formats such as CSV, JSON, .. (see annex) are allowed.",
    ],
)
def test_an_abbreviation_or_number_does_not_break_its_sentence(text: str) -> None:
    assert split(text) == [text]


def test_an_abbreviation_ends_the_sentence_when_a_new_one_plainly_opens() -> None:
    assert split("We work with schools, etc. The fund opens in June. It is run by Harbour Ltd. We own it.") == [
        "We work with schools, etc.",
        "The fund opens in June.",
        "It is run by Harbour Ltd.",
        "We own it.",
    ]


def test_closing_quotes_and_footnote_marks_stay_with_their_sentence() -> None:
    assert split("Ministers called it “long overdue.” The board agreed.[footnote 3] Work starts now (at last.) Then it ends.") == [
        "Ministers called it “long overdue.”",
        "The board agreed.[footnote 3]",
        "Work starts now (at last.)",
        "Then it ends.",
    ]


def test_a_number_that_opens_the_block_is_not_a_sentence() -> None:
    assert split("3. Publish the register. Keep it current.") == ["3. Publish the register.", "Keep it current."]


def test_spans_point_at_the_exact_words_in_the_stored_text() -> None:
    stored = "  One **ends**.  Two   starts."
    clean = "One ends. Two starts."
    offsets = (2, 3, 4, 5, 8, 9, 10, 11, 14, 15, 17, 18, 19, 20, *range(23, 30))
    block = Block("paragraph", clean, offsets)

    found = sentences(block)

    assert [(span.text, stored[slice(*span.stored)]) for span in found] == [
        ("One ends.", "One **ends**."),
        ("Two starts.", "Two   starts."),
    ]


def test_a_sentence_never_runs_from_one_cell_into_the_next() -> None:
    text = "Open two depots | Transport Agency | May 2031"
    cells = (Cell("Action", "Open two depots", 0, 15), Cell("Lead", "Transport Agency", 18, 34), Cell("Due", "May 2031", 37, 45))
    block = Block("row", text, tuple(range(len(text))), cells=cells)

    assert [span.text for span in sentences(block)] == ["Open two depots", "Transport Agency", "May 2031"]


def test_an_empty_block_has_no_sentences() -> None:
    assert sentences(Block("paragraph", "", ())) == ()


def test_a_long_run_of_dots_is_gone_over_once(effort: Callable[[], float]) -> None:
    assert len(split("Roads" + "." * 6000 + " Bridges.")) > 1
    assert effort() < 10
