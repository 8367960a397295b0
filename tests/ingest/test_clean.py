"""Clean text: white space folded, what nobody sees dropped, with offsets or without."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.clean import Clean, CleanBuilder, UnplacedBuilder
from ingest.formats.hidden import KINDS, hidden_problems
from ingest.formats.numbering import HEADING_NUMBERS, PARAGRAPH_NUMBERS, leading_number

PIECES = st.lists(st.one_of(st.none(), st.text(alphabet="ab  \n\t\u00a0\u200b\u00ad\x1f\x85é", max_size=8)), max_size=8)


def built(builder: CleanBuilder, pieces: list[str | None]) -> Clean:
    """What a builder makes of texts and, for None, of a line break, each with a link and every second stressed."""
    offset = 100
    for count, piece in enumerate(pieces):
        start = builder.position
        if piece is None:
            builder.line_break(offset)
        else:
            builder.add(piece, offset)
            offset += len(piece)
        builder.link(start, f"/{count}")
        if count % 2:
            builder.emphasise(start)
    return builder.finish()


@given(PIECES)
def test_both_builders_make_the_same_of_a_text(pieces: list[str | None]) -> None:
    placed, unplaced = built(CleanBuilder(), pieces), built(UnplacedBuilder(), pieces)

    assert (placed.text, placed.breaks, placed.links, placed.emphasis) == (
        unplaced.text,
        unplaced.breaks,
        unplaced.links,
        unplaced.emphasis,
    )
    assert len(placed.offsets) == len(unplaced.offsets) == len(placed.text)


@given(PIECES)
def test_offsets_lead_back_to_the_letters(pieces: list[str | None]) -> None:
    source = "".join(piece or "" for piece in pieces)

    clean = built(CleanBuilder(), pieces)

    letters = [(letter, offset) for letter, offset in zip(clean.text, clean.offsets, strict=True) if letter != " "]
    assert [letter for letter, _ in letters] == [source[offset - 100] for _, offset in letters]


def test_a_builder_hands_nothing_on_to_the_next() -> None:
    first = UnplacedBuilder()
    first.add("a ", 1)
    first.line_break(3)
    first.add("b", 4)
    first.link(0, "/a")
    first.emphasise(0)

    assert first.finish() == Clean("a b", range(1, 4), ((0, 3, "/a"),), ((0, 3),), (2,))
    assert UnplacedBuilder().finish() == Clean("", range(0), (), (), ())


def test_pieces_can_be_added_with_the_offsets_of_each_letter() -> None:
    builder = UnplacedBuilder()
    builder.add_at("", [])
    builder.add_at("ab", [7, 9])
    builder.add_entity("&", 20, 5)

    assert builder.finish() == Clean("ab&", range(7, 10))


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x00\x07\ud800\u200b\u202e\ufeff\n\t \u00a0"))))
def test_every_character_that_nobody_sees_is_told(text: str) -> None:
    expected = [code for code, pattern, _, _ in KINDS if pattern.search(text)]

    assert [problem.code for problem in hidden_problems(text)] == expected


@given(
    st.sampled_from(
        ["1.", "1.2", "04", "(a)", "b)", "(iv)", "Action 4:", "ACTION 04 –", "section 7.", "§3:", "Part 2 -", "1.5", "x", "Aim"]
    ),
    st.sampled_from([" ", "  ", "", "\t"]),
    st.sampled_from(["Publish", "publish", "", "“Publish", "million"]),
)
def test_a_number_is_found_whatever_is_looked_at_first(number: str, gap: str, words: str) -> None:
    text = number + gap + words

    for patterns in (HEADING_NUMBERS, PARAGRAPH_NUMBERS):
        found = next((match for match in (pattern.match(text) for pattern in patterns) if match), None)
        assert leading_number(text, patterns)[1] == (found.end() if found else 0)
