"""Markdown inside a paragraph, and clean text with its offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.clean import Clean, CleanBuilder, UnplacedBuilder, clean_plain
from ingest.formats.inline import clean_markdown
from ingest.formats.lines import Line, split_lines
from ingest.formats.numbering import HEADING_NUMBERS, leading_number, legal_depth


def clean(source: str) -> Clean:
    return clean_markdown(split_lines(source), {"plan": "/plan"})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("We **will** repair", "We will repair"),
        ("We ***will*** repair", "We will repair"),
        ("__Roads__ and _bridges_", "Roads and bridges"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("2 * 3 * 4 stays", "2 * 3 * 4 stays"),
        ("an open *star stays", "an open *star stays"),
        ("a \\*star\\* stays", "a *star* stays"),
        ("the `code` stays", "the code stays"),
        ("R&amp;D and R&D&nbsp;work", "R&D and R&D work"),
        ("gone[^1] and gone[footnote 12].", "gone and gone."),
        ("a [sic] stays", "a [sic] stays"),
        ("see <b>this</b><br>and <!-- not --> that", "see this and that"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("with {{ site.tag }} gone", "with gone"),
        ("~~old~~ new", "old new"),
        ("Roads\u00a0–\u00a0“bridges”", "Roads – “bridges”"),
    ],
)
def test_markup_goes_and_words_stay(source: str, text: str) -> None:
    assert clean(source).text == text


@pytest.mark.parametrize(
    ("source", "text", "links"),
    [
        ('the [Plan](/plan_(2031) "Title")', "the Plan", ((4, 8, "/plan_(2031)"),)),
        ("the [Roads][plan] or [plan] or [other]", "the Roads or plan or [other]", ((4, 9, "/plan"), (13, 17, "/plan"))),
        ("at <https://roads.example/a> now", "at https://roads.example/a now", ((3, 26, "https://roads.example/a"),)),
        ("at https://roads.example/a_b_c.", "at https://roads.example/a_b_c.", ((3, 31, "https://roads.example/a_b_c"),)),
        ('<a href="/x">Roads</a>', "Roads", ((0, 5, "/x"),)),
        ("[our [own] plan]({{ site.url }}/plan)", "our [own] plan", ((0, 14, "{{ site.url }}/plan"),)),
    ],
)
def test_links_keep_their_words_and_address(source: str, text: str, links: tuple[tuple[int, int, str], ...]) -> None:
    found = clean(source)

    assert (found.text, found.links) == (text, links)


def test_emphasis_is_known_by_its_place() -> None:
    assert clean("We **will *soon* repair**.").emphasis == ((3, 19), (8, 12))


def test_a_hard_line_break_is_a_break() -> None:
    assert clean("Roads  \nBridges\nTolls").breaks == (6,)


def test_a_part_takes_its_links_along() -> None:
    part = clean("Go: **the [Plan](/p)** now").part(4, 12)

    assert (part.text, part.links, part.emphasis, part.offsets[0]) == ("the Plan", ((4, 8, "/p"),), ((0, 8),), 6)


def test_white_space_folds_to_the_place_of_its_first() -> None:
    builder = CleanBuilder()
    builder.add("  a \t b  ", 10)

    assert (builder.finish().text, builder.finish().offsets) == ("a b", (12, 13, 16))


def test_plain_lines_keep_every_sign() -> None:
    assert clean_plain([Line("*a*", 0), Line(" [b]", 4)]).text == "*a* [b]"


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Action 04: Repair", "Action 04", "Repair"),
        ("Sec. 3. Bridges", "Sec. 3", "Bridges"),
        ("2.1 Bridges", "2.1", "Bridges"),
        ("(iv) bridges", "iv", "bridges"),
        ("09 Aims", "09", "Aims"),
        ("2030 Plan", None, "2030 Plan"),
        ("Action on bridges", None, "Action on bridges"),
    ],
)
def test_a_leading_number_is_taken_off(text: str, number: str | None, rest: str) -> None:
    found, after = leading_number(text, HEADING_NUMBERS)

    assert (found, text[after:]) == (number, rest)


@pytest.mark.parametrize(
    ("number", "before", "depth"), [("a", None, 1), ("i", None, 2), ("i", "h", 1), ("B", None, 3), ("IV", None, 4), ("3", None, 1)]
)
def test_the_kind_of_letter_gives_the_depth(number: str, before: str | None, depth: int) -> None:
    assert legal_depth(number, before) == depth


@pytest.mark.parametrize("placed", [True, False])
@given(chunks=st.lists(st.text("ab \n\t\u00a0\u200b\u2060", max_size=8), max_size=6))
def test_white_space_is_folded_alike_whether_or_not_each_place_counts(placed: bool, chunks: list[str]) -> None:
    builder, offset = CleanBuilder() if placed else UnplacedBuilder(), 10
    for chunk in chunks:
        builder.add(chunk, offset)
        offset += len(chunk)

    clean = builder.finish()

    source = "".join(chunks)
    assert clean.text == " ".join(source.replace("\u200b", "").replace("\u2060", "").split())
    assert len(clean.offsets) == len(clean.text)
    if placed:
        assert all(source[place - 10] == letter or letter == " " for letter, place in zip(clean.text, clean.offsets, strict=True))


def test_a_text_that_is_written_out_anew_keeps_only_its_first_place() -> None:
    builder = UnplacedBuilder()
    builder.add(" a ", 8)
    builder.add("b", 40)

    clean = builder.finish()

    assert (clean.text, list(clean.offsets)) == ("a b", [8, 9, 10])
