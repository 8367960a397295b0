"""Blocks and sentences without end: read in parts, nothing lost, and never in a time that grows with their square."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Block, Cell, ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.sentences import LONGEST_SENTENCE, sentences
from ingest.formats.clean import Clean
from ingest.formats.outline import Draft
from ingest.formats.parting import LONGEST_BLOCK, parted
from ingest.formats.rows import row_draft
from ingest.vocabulary import Vocabulary


def clean(text: str, start: int = 0) -> Clean:
    return Clean(text, tuple(range(start, start + len(text))))


def block(text: str) -> Block:
    return Block("paragraph", text, tuple(range(len(text))))


def test_a_block_of_usual_length_is_left_alone() -> None:
    draft = Draft("paragraph", clean("The board will meet."))

    assert parted([draft]) == ([draft], [])


def test_a_paragraph_without_end_is_read_in_parts_and_reported() -> None:
    text = "The board will meet. " * 1000

    parts, problems = parted([Draft("paragraph", clean(text.strip(), 7))])

    assert " ".join(part.clean.text for part in parts) == text.strip()
    assert all(part.clean.text.endswith("meet.") and len(part.clean.text) <= LONGEST_BLOCK for part in parts)
    assert [(problem.code, problem.place) for problem in problems] == [("long-block", "character 7")]
    assert problems[0].reason == "a paragraph has 20,999 characters; it was read in 4 parts"


@given(st.lists(st.sampled_from(["a", "bc.", "d" * 900, "e" * 7000]), max_size=20).map(" ".join))
def test_parts_hold_every_word_at_its_place(text: str) -> None:
    parts, _ = parted([Draft("paragraph", clean(text))])

    assert all(len(part.clean.text) <= LONGEST_BLOCK for part in parts)
    assert "".join(part.clean.text for part in parts).replace(" ", "") == text.replace(" ", "")
    assert all(text[offset] == letter for part in parts for letter, offset in zip(part.clean.text, part.clean.offsets, strict=True))


def test_later_parts_of_an_item_go_on_with_it() -> None:
    parts, _ = parted([Draft("item", clean("x" * (LONGEST_BLOCK + 5)), level=2, number="4")])

    assert [(part.number, part.within, part.level) for part in parts] == [("4", False, 2), (None, True, 2)]


def test_a_row_without_end_keeps_each_cell_under_its_header() -> None:
    row = row_draft([clean("D1"), clean("y" * LONGEST_BLOCK, 10), clean("end", 9000)], ["key", "aim", "note"], 3, "Sheet!A3")

    parts, problems = parted([row])

    assert [[(cell.header, len(cell.text)) for cell in part.cells] for part in parts] == [
        [("key", 2), ("aim", LONGEST_BLOCK - 3)],
        [("aim", 3), ("note", 3)],
    ]
    assert all(part.clean.text[cell.start : cell.end] == cell.text for part in parts for cell in part.cells)
    assert problems[0].place == "Sheet!A3"


def test_an_empty_cell_inside_a_part_stays() -> None:
    row = row_draft([clean("D1"), clean(""), clean("z" * LONGEST_BLOCK, 9)], ["a", "b", "c"], 1)

    assert parted([row])[0][0].cells[1] == Cell("b", "", 2, 2)


def test_a_sentence_without_end_is_read_in_parts() -> None:
    text = "and we hope " * 500

    spans = sentences(block(text.strip()))

    assert " ".join(span.text for span in spans) == text.strip()
    assert all(span.end - span.start <= LONGEST_SENTENCE for span in spans)


def test_a_word_without_end_is_read_in_parts() -> None:
    assert "".join(span.text for span in sentences(block("x" * 2500))) == "x" * 2500


@pytest.mark.parametrize(
    "bait",
    [
        *("will ", "We will ", "by 2030 ", "to ", "plan is to ", "A-", "A.", "U.S. ", "NHS ", "(HO) ", "Home Office (HO) ", "Act "),
        *("government ", "and, ", "led by Lord Smith ", "Committee on ", "`", "``", "<!--", "[a](", "says that ", "Department of the "),
    ],
)
def test_no_bait_takes_long_and_the_promise_before_it_is_found(
    bait: str, as_document: Callable[..., ReadDocument], vocabulary: Vocabulary, effort: Callable[[], float]
) -> None:
    text = "The Home Office will publish a lantern plan by 2031.\n\n" + bait * (12_000 // len(bait))

    found = extract(as_document(text), vocabulary)

    assert "The Home Office will publish a lantern plan by 2031." in [commitment.span.text for commitment in found.commitments]
    assert effort() < 50
