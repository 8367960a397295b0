"""What every format promises, whatever it is given; a new one is in here as soon as it is listed in FORMATS."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from ingest.documents import DocumentFormat, Metadata, RawDocument, ReadDocument
from ingest.formats import FORMATS, MEDIA_TYPES, format_for, main_media_type, media_type_of

WORDS = ("zorbal", "quenlik", "Fravost", "Mirtane", "ostrelle")
MARKUP = {
    "text/plain": ("\n", "\n\n", "- ", "• ", "1. ", "(a) ", "(i) ", "===", "   ", "\t", "\f", "&amp;", "*", ".", ":"),
    "text/markdown": (
        *(
            "\n",
            "\n\n",
            "\n\n",
            "# ",
            "##",
            "####Action 4: ",
            "- ",
            "* ",
            "1. ",
            "7) ",
            "(a) ",
            "> ",
            "    ",
            "\t",
            "  \n",
            "===",
            "---",
            "|",
        ),
        *(
            "\n|---|---|\n",
            "**",
            "*",
            "_",
            "__",
            "`",
            "\n```\n",
            "[",
            "](/u)",
            "]",
            "![",
            "<b>",
            "</b>",
            "<div>",
            "</div>",
            "<table><tr><td>",
        ),
        *(
            "</table>",
            "<ul>",
            "<li>",
            "</ul>",
            "<br>",
            "<h2>",
            "</h2>",
            "&amp;",
            "&nbsp;",
            "\n{div .box}\n",
            "\\",
            "~~",
            ".",
            ":",
            "“",
            "{3}----------",
        ),
    ),
    "text/html": (
        *(
            "<p>",
            "</p>",
            "<ul>",
            "</ul>",
            "<ol>",
            "<li>",
            "</li>",
            "<table>",
            "</table>",
            "<thead>",
            "<tr>",
            "<td>",
            "<th colspan=2>",
            "</td>",
        ),
        *(
            "<h1>",
            "</h1>",
            "<h3>",
            "<div>",
            "</div>",
            '<div class="cookie">',
            "<nav>",
            "</nav>",
            "<main>",
            "</main>",
            "<a href='/u'>",
            "</a>",
        ),
        *(
            "<b>",
            "</b>",
            "<br/>",
            "<dl>",
            "<dt>",
            "<dd>",
            "</dl>",
            "<blockquote>",
            "<pre>",
            "&amp;",
            "&nbsp;",
            " ",
            "\n",
            "<",
            ">",
            "&",
            "{",
        ),
        *("<title>", "</title>", "<form>", "<button>", "<select><option>", "</head>", "<body>", "<![CDATA[", "]]>", "<!doctype html>"),
    ),
    "text/csv": (",", '"', '""', "\n", "\n", ",,", '","', ' "', ";"),
    "text/tab-separated-values": ("\t", '"', '""', "\n", "\n", "\t\t"),
}

# Those that read any text at all; the others have a grammar or are binary, and promises of their own in their tests.
TEXT_FORMATS = tuple(known for known in FORMATS if main_media_type(known) in MARKUP)


def raw(known: DocumentFormat, content: bytes) -> RawDocument:
    return RawDocument("plans/roads.x", "/plans/roads.x", content, main_media_type(known), Metadata())


def names(known: DocumentFormat) -> str:
    return main_media_type(known)


def sources(known: DocumentFormat) -> st.SearchStrategy[str]:
    pieces = st.sampled_from(WORDS).map(lambda word: f" {word} ") | st.sampled_from(MARKUP[main_media_type(known)])
    return st.lists(pieces, max_size=40).map("".join)


def check_offsets(document: ReadDocument) -> None:
    for block in document.blocks:
        assert len(block.text) == len(block.offsets) > 0
        assert all(first < second for first, second in pairwise(block.offsets))
        assert block.text == " ".join(block.text.split())
        assert document.text[block.start : block.end]
        for character, offset in zip(block.text, block.offsets, strict=True):
            stored = document.text[offset]
            assert character in {stored, " "} or stored == "&"
        for cell in block.cells:
            assert block.text[cell.start : cell.end] == cell.text
        for start, end, _ in block.links:
            assert 0 <= start < end <= len(block.text)
        for start, end in block.emphasis:
            assert 0 <= start < end <= len(block.text)
        assert all(0 < place < len(block.text) for place in block.breaks)


def words_of(document: ReadDocument) -> list[str]:
    return sorted(word for block in document.blocks for word in WORDS for _ in range(block.text.count(word)))


@pytest.mark.parametrize("known", TEXT_FORMATS, ids=names)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_word_is_lost_and_offsets_hold(known: DocumentFormat, data: st.DataObject) -> None:
    source = data.draw(sources(known))

    document = known.read(raw(known, source.encode()))

    check_offsets(document)
    assert words_of(document) == sorted(word for word in WORDS for _ in range(source.count(word)))


@pytest.mark.parametrize("known", TEXT_FORMATS, ids=names)
@settings(max_examples=60, deadline=None)
@given(source=st.text(max_size=300))
def test_any_text_at_all_can_be_read(known: DocumentFormat, source: str) -> None:
    check_offsets(known.read(raw(known, source.encode("utf-8", "replace"))))


@pytest.mark.parametrize("known", TEXT_FORMATS, ids=names)
def test_reading_twice_gives_the_same_blocks(known: DocumentFormat) -> None:
    content = "".join(MARKUP[main_media_type(known)] + WORDS).encode()

    first, second = known.read(raw(known, content)), known.read(raw(known, content))

    assert [(block.kind, block.text, block.offsets) for block in first.blocks] == [
        (block.kind, block.text, block.offsets) for block in second.blocks
    ]


@pytest.mark.parametrize("known", TEXT_FORMATS, ids=names)
def test_bytes_that_are_no_text_name_their_place(known: DocumentFormat) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        known.read(raw(known, b"good start\x00 \xff\xfe\x81 and more"))

    assert (caught.value.code, caught.value.place) == ("encoding", "byte 12")


@pytest.mark.parametrize("known", TEXT_FORMATS, ids=names)
def test_a_byte_order_mark_is_not_text(known: DocumentFormat) -> None:
    content = "zorbal quenlik"

    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        document = known.read(raw(known, content.encode(encoding)))

        assert (document.text, document.problems) == (content, ())


@pytest.mark.parametrize("known", TEXT_FORMATS, ids=names)
def test_line_ends_are_stored_as_one_character(known: DocumentFormat) -> None:
    document = known.read(raw(known, b"zorbal\r\nquenlik\rFravost\n"))

    assert "\r" not in document.text
    assert words_of(document) == ["Fravost", "quenlik", "zorbal"]


@pytest.mark.parametrize("known", TEXT_FORMATS, ids=names)
def test_a_guessed_encoding_is_reported(known: DocumentFormat) -> None:
    content = "Le ministère publiera un plan détaillé pour les régions côtières à l'été.\n".encode("cp1252") * 4

    document = known.read(raw(known, content))

    assert [problem.code for problem in document.problems] == ["encoding-guessed"]
    assert "ministère" in document.text


@pytest.mark.parametrize("known", TEXT_FORMATS, ids=names)
@pytest.mark.parametrize("opening", ["> ", "- ", "<div><ul><li>", "(a) ", "[", "**", '"', "  - ", "<table><tr><td>", "<!--", "{{", "<a '"])
def test_deep_nesting_neither_crashes_nor_hangs(known: DocumentFormat, opening: str) -> None:
    document = known.read(raw(known, (opening * 3_000 + "zorbal").encode()))

    assert words_of(document) == ["zorbal"]


@pytest.mark.parametrize("known", TEXT_FORMATS, ids=names)
@pytest.mark.parametrize(
    "source",
    [
        "# a" + " " * 50_000 + "zorbal",
        "-" + " " * 50_000 + ": zorbal",
        "|" + " " * 50_000 + "zorbal",
        "*" + " *" * 20_000 + " zorbal",
        "[a](b " * 10_000 + "zorbal",
        "`a``b" * 10_000 + " zorbal",
        "*a_b**c__" * 6_000 + " zorbal",
        '<a "' * 10_000 + " zorbal",
        "&amp" * 10_000 + " zorbal",
        "{{a" * 10_000 + " zorbal",
        "<!--" * 10_000 + " zorbal",
    ],
    ids=lambda source: source[:4],
)
def test_hostile_repetition_takes_no_long_time(known: DocumentFormat, source: str, effort: Callable[[], float]) -> None:
    document = known.read(raw(known, source.encode()))

    assert words_of(document) == ["zorbal"]
    assert effort() < 50


def test_no_ending_or_media_type_has_two_readers() -> None:
    endings = [suffix for known in FORMATS for suffix in known.suffixes]
    media_types = [media_type for known in FORMATS for media_type in known.media_types]

    assert len(endings) == len(set(endings)) == len(MEDIA_TYPES)
    assert len(media_types) == len(set(media_types))


def test_every_ending_leads_to_its_reader() -> None:
    for known in FORMATS:
        for suffix in known.suffixes:
            media_type = media_type_of(f"Plan{suffix.upper()}")

            assert media_type is not None
            assert format_for(RawDocument("a", "/a", b"", f"{media_type}; charset=utf-8", Metadata())) is known


def test_a_media_type_without_reader_says_what_we_read() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        format_for(RawDocument("a.odt", "/a.odt", b"", "application/x-else", Metadata()))

    assert caught.value.code == "no-reader"
    assert ".markdown, .md" in caught.value.fix
