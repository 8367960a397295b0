"""Characters that nobody sees: reported with their place, kept where they can be stored, and never in the way of a commitment."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.findings import Findings
from ingest.formats import format_for
from ingest.formats.clean import Clean
from ingest.formats.hidden import hidden_problems, storable
from ingest.formats.outline import Draft
from ingest.formats.reading import read_document
from ingest.formats.rows import row_draft
from ingest.metadata import metadata_from


def clean(text: str) -> Clean:
    return Clean(text, tuple(range(len(text))))


def raw() -> RawDocument:
    return RawDocument("plan.md", "/plan.md", b"", "text/markdown", Metadata())


def read(text: str) -> ReadDocument:
    document = RawDocument("plan.md", "/plan.md", text.encode(), "text/markdown", Metadata())
    return format_for(document).read(document)


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("a\x07b", "control-character", "there is a control character, which no word was read with: U+0007"),
        (
            "a\u202eb\u202c",
            "direction-mark",
            "there is a mark that turns the direction of reading; the words are read as they are stored: U+202E, and 1 more of the kind",
        ),
        ("a\u200bb", "invisible-character", "there is a character without width; the words are read without it: U+200B"),
        ("a\ufeffb", "invisible-character", "there is a character without width; the words are read without it: U+FEFF"),
        ("a\ud800b", "lone-surrogate", "there is half of a character, which was replaced by \ufffd: U+D800"),
    ],
)
def test_each_kind_is_reported_once_with_its_first_place(text: str, code: str, reason: str) -> None:
    (problem,) = hidden_problems(f"Roads\n{text}")

    assert (problem.code, problem.place, problem.reason, problem.verbatim) == (code, "line 2, character 7", reason, f"Roads\n{text}"[:48])


@pytest.mark.parametrize(
    "text", ["", "Roads\tand\r\nbridges\f", "co\u00adoperate", "\U0001f469\u200d\U0001f680", "\u06a9\u200c\u0627", "\x85"]
)
def test_what_honest_text_has_is_not_reported(text: str) -> None:
    assert list(hidden_problems(text)) == []


def test_what_no_database_stores_is_replaced_one_for_one() -> None:
    row = row_draft([clean("Ro\ud800ds"), clean("x")], ["a", "b"], 1)

    text, drafts = storable("Ro\ud800ds\x00x", [Draft("paragraph", clean("fine")), row])

    assert text == "Ro\ufffdds\ufffdx"
    assert [draft.clean.text for draft in drafts] == ["fine", "Ro\ufffdds x"]
    assert [cell.text for cell in drafts[1].cells] == ["Ro\ufffdds", "x"]


@given(st.text(alphabet=st.characters(codec=None, categories=["L", "Cs", "Cc", "Cf"]), max_size=60))
def test_whatever_is_read_can_be_written(text: str) -> None:
    document = read_document(raw(), text, [Draft("paragraph", clean(text))] if text else [])

    assert len(document.text) == len(text)
    assert "\x00" not in document.text
    document.text.encode()
    "".join(block.text for block in document.blocks).encode()
    document.metadata.title.encode()


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\u202e", "\u2067", "\ufeff", "\u00ad", "\x00", "\U000e0020"])
def test_hidden_characters_hide_no_commitment(mark: str, extracted: Callable[..., Findings]) -> None:
    found = extracted(f"The Home Of{mark}fice w{mark}ill pub{mark}lish a plan by 20{mark}32.")

    (commitment,) = found.commitments
    assert commitment.span.text == "The Home Office will publish a plan by 2032."
    assert (commitment.deadline and commitment.deadline.value) == "2032"
    assert [owner.organisation for owner in commitment.owners] == ["organisation/gb-home-office"]


def test_a_title_is_told_without_marks_that_act_on_what_stands_around_it() -> None:
    metadata, problems = metadata_from({"title": "Plan \u202egnp.exe\x1b[31m", "publisher": "Home\u200b Office\x00"}, "meta.json")

    assert (metadata.title, metadata.publisher, problems) == ("Plan gnp.exe[31m", "Home Office", ())
