"""Plain text: structure from shape alone."""

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.formats.text import PlainText


def read(source: str) -> ReadDocument:
    return PlainText().read(RawDocument("plan.txt", "/plan.txt", source.encode(), "text/plain", Metadata()))


def said(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source).blocks]


LONG = (
    "The Ministry of Roads will repair every bridge in the country, and it will publish each year what it has done and what is left to do."
)


def test_long_lines_are_paragraphs_of_their_own() -> None:
    assert said(f"{LONG}\n{LONG}\nWhat comes next\n{LONG}") == [
        ("paragraph", LONG),
        ("paragraph", LONG),
        ("heading", "What comes next"),
        ("paragraph", LONG),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    source = "The Ministry of Roads will\nrepair every bridge in the\ncountry.\n\nIt will also paint them all."

    assert said(source) == [
        ("paragraph", "The Ministry of Roads will repair every bridge in the country."),
        ("paragraph", "It will also paint them all."),
    ]


def test_a_short_line_above_wrapped_text_is_a_heading() -> None:
    source = "Our aims\nThe Ministry of Roads will repair every bridge\nin the country by the end of the decade, and\npaint them."

    assert said(source) == [
        ("heading", "Our aims"),
        ("paragraph", "The Ministry of Roads will repair every bridge in the country by the end of the decade, and paint them."),
    ]


def test_underlined_and_numbered_headings_are_nested() -> None:
    source = "1. Roads\n\n" + LONG + "\n\n1.1 Bridges\n\n" + LONG + "\n\nTolls\n=====\n\n" + LONG

    blocks = read(source).blocks

    assert [(block.kind, block.number, block.text) for block in blocks if block.kind != "paragraph"] == [
        ("heading", "1", "Roads"),
        ("heading", "1.1", "Bridges"),
        ("heading", None, "Tolls"),
        ("furniture", None, "====="),
    ]


def test_every_usual_bullet_opens_an_item() -> None:
    source = "The Ministry will:\n- repair\n* build\n• paint\no inspect\n– close\n1) open\n(b) count"

    assert [(block.number, block.text, block.intro and block.intro.text) for block in read(source).blocks[1:]] == [
        (None, "repair", "The Ministry will:"),
        (None, "build", "The Ministry will:"),
        (None, "paint", "The Ministry will:"),
        (None, "inspect", "The Ministry will:"),
        (None, "close", "The Ministry will:"),
        ("1", "open", "The Ministry will:"),
        ("b", "count", "The Ministry will:"),
    ]


def test_indented_bullets_are_nested() -> None:
    blocks = read("- repair\n  - bridges\n    and roads\n- build").blocks

    assert [(block.level, block.text) for block in blocks] == [(1, "repair"), (2, "bridges and roads"), (1, "build")]


def test_signs_of_markup_are_ordinary_text() -> None:
    assert said("We *will* repair [all] bridges &amp; <b>roads</b>.") == [
        ("paragraph", "We *will* repair [all] bridges &amp; <b>roads</b>.")
    ]


def test_no_break_spaces_and_soft_hyphens_do_not_part_words() -> None:
    block = read("We\u00a0will re\u00adpair\u200b bridges.").blocks[0]

    assert (block.text, block.span(0, 2)) == ("We will repair bridges.", (0, 2))


def test_a_form_feed_begins_a_page() -> None:
    document = read("We will repair.\n\fWe will build.\n\n\fWe will paint.")

    pages = [(block.text, document.page_at(block.start), document.page_at(block.end - 1)) for block in document.blocks]
    assert pages == [("We will repair. We will build.", 1, 2), ("We will paint.", 3, 3)]


def test_a_text_without_pages_has_no_page_numbers() -> None:
    document = read("We will repair.")

    assert document.page_at(document.blocks[0].start) is None
