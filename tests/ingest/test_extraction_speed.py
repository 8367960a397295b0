"""How the work grows with the document, counted in calls: time would depend on the machine."""

import sys
from types import FrameType

import pytest

from benchmarks.extraction_speed import METADATA, ours, text_of
from ingest.documents import RawDocument
from ingest.extraction.extract import extract
from ingest.formats import format_for
from ingest.vocabulary import Vocabulary

# Some work falls on each pair of titles and bodies a document names; the rest must grow with the text and no faster.
MOST_GROWTH = 2.6


def calls(vocabulary: Vocabulary, text: str) -> int:
    """How many functions are called to read, extract and assemble a text."""
    read, count = ours(vocabulary), 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("size", [8_000, 16_000])
def test_twice_the_text_is_about_twice_the_work(vocabulary: Vocabulary, size: int) -> None:
    # The first reading of a text also fills what is kept between documents.
    calls(vocabulary, text_of(1_000))

    assert calls(vocabulary, text_of(2 * size)) < MOST_GROWTH * calls(vocabulary, text_of(size))


def test_the_benchmarks_text_is_always_the_same_and_as_long_as_asked() -> None:
    text = text_of(20_000)

    assert text == text_of(20_000)
    assert 20_000 <= len(text) < 22_000


def test_what_one_reading_keeps_changes_nothing_in_the_next(vocabulary: Vocabulary) -> None:
    raw = RawDocument("plan.md", "/plan.md", text_of(4_000).encode(), "text/markdown", METADATA)

    first, second = (extract(format_for(raw).read(raw), vocabulary) for _ in range(2))

    assert [commitment.span.stored for commitment in first.commitments] == [commitment.span.stored for commitment in second.commitments]
