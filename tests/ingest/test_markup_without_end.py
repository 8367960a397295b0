"""Markup made to keep a reader busy: every pattern goes over it once, and the words in it stay."""

from collections.abc import Callable

import pytest

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.formats import format_for
from ingest.formats.html import page_metadata
from ingest.formats.markup import masked
from ingest.formats.outline import DEEPEST_ITEM

PROMISE = "The Home Office will publish a lantern plan."


def read(source: str, media_type: str) -> ReadDocument:
    return format_for(raw := RawDocument("plan", "/plan", source.encode(), media_type, Metadata())).read(raw)


@pytest.mark.parametrize("media_type", ["text/markdown", "text/html"])
@pytest.mark.parametrize(
    "bait",
    [
        *("<ul>\n\n", "```a\n", '<meta "', '<a "', "<script ", "<title ", "<div role=main role=main ", '<link rel="', "<ul><li>x"),
        *("<div>x", "<h1><div>x", "<table><tr><td>x", "<b>x", "<a href=x>y", "<p x='", "<!--a", "{{", "{% ", "> ", "[a](b '", "***a", "`"),
    ],
)
def test_bait_of_a_hundred_thousand_characters_is_gone_over_once(bait: str, media_type: str, effort: Callable[[], float]) -> None:
    source = f"{PROMISE}\n\n" + bait * (100_000 // len(bait))

    document = read(source, media_type)

    assert any(PROMISE in block.text for block in document.blocks)
    assert effort() < 100


def test_a_meta_tag_without_end_is_gone_over_once(effort: Callable[[], float]) -> None:
    for source in ('<meta name="' + "a" * 200_000, "<meta " + "a" * 200_000 + ">"):
        assert page_metadata(source, masked(source)) == {}
    assert effort() < 20


def test_capitals_that_grow_in_lower_case_shift_nothing() -> None:
    source = "\u0130\u0130\u0130<SCRIPT>var x</SCRIPT><p>Roads</p>"

    assert masked(source).replace("\u2060", "") == "\u0130\u0130\u0130</SCRIPT><p>Roads</p>"
    assert [block.text for block in read(source, "text/html").blocks] == ["\u0130\u0130\u0130", "Roads"]


def test_the_end_of_the_main_part_is_found_behind_such_capitals() -> None:
    document = read("\u0130" * 20 + "<MAIN><p>Roads are to be repaired</p></MAIN><p>Imprint</p>", "text/html")

    assert [(block.text, block.kind) for block in document.blocks][1:] == [
        ("Roads are to be repaired", "paragraph"),
        ("Imprint", "furniture"),
    ]


def test_an_attribute_as_long_as_a_picture_is_still_one_tag() -> None:
    document = read(f'<p>Roads <img src="data:{"A" * 300_000}"> and bridges</p>', "text/html")

    assert [block.text for block in document.blocks] == ["Roads and bridges"]


def test_a_heading_is_known_however_deep_its_words_stand() -> None:
    document = read("<h2>" + "<div>" * 50 + "Roads" + "</div>" * 50 + "</h2><p>Bridges</p>", "text/html")

    assert [(block.kind, block.level, block.text) for block in document.blocks] == [("heading", 2, "Roads"), ("paragraph", 0, "Bridges")]


def test_a_heading_left_open_ends_with_what_it_stands_in() -> None:
    document = read("<div><h2>Roads</div><p>Bridges</p>", "text/html")

    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]


def test_lists_without_bottom_end_at_the_deepest_level() -> None:
    document = read("<ul><li>x" * 500, "text/html")

    assert max(block.level for block in document.blocks) == DEEPEST_ITEM
    assert len(document.blocks) == 500


def test_many_lists_left_open_do_not_keep_the_reader_looking_ahead(effort: Callable[[], float]) -> None:
    document = read("<ul>\n\nroads\n\n" * 20_000, "text/markdown")

    assert sum(block.text == "roads" for block in document.blocks) == 20_000
    assert effort() < 100


@pytest.mark.parametrize("mark", ["\x07", "\x7f", "\x9b", "\u00ad", "\u061c", "\u200b", "\u202e", "\u2066", "\ufeff", "\U000e0041"])
def test_what_nobody_sees_splits_no_word(mark: str) -> None:
    document = read(f"The Home Office wi{mark}ll publish a plan.", "text/markdown")

    assert [block.text for block in document.blocks] == ["The Home Office will publish a plan."]
    assert document.text == f"The Home Office wi{mark}ll publish a plan."


@pytest.mark.parametrize("bait", ["[" * 50_000 + "]" * 50_000, "[a" * 30_000 + "](x)" * 30_000])
def test_brackets_in_brackets_are_gone_over_once(bait: str, effort: Callable[[], float]) -> None:
    document = read(f"{PROMISE}\n\n{bait}", "text/markdown")

    assert document.blocks[0].text == PROMISE
    assert effort() < 100
