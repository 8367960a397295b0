"""PDF files: what is said, in which structure and order, and where it stands in the stored text and on which page."""

from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Block, Metadata, RawDocument, ReadDocument
from ingest.formats.pdf.format import Pdf

Drawing = Callable[[Canvas], None]
WIDTH, HEIGHT = A4
LEFT, TOP, STEP = 72, 760, 13
FILLER = "The harbours of the coast are old and their walls have not been repaired for a long time by anybody at all."


def pdf(*pages: Drawing, title: str = "", pagesize: tuple[float, float] = A4) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=pagesize, invariant=1)
    if title:
        canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(content: bytes, metadata: Metadata | None = None) -> ReadDocument:
    return Pdf().read(RawDocument("plan.pdf", "/plan.pdf", content, "application/pdf", metadata or Metadata()))


def column(
    lines: Sequence[str], *, x: float = LEFT, y: float = TOP, font: str = "Helvetica", size: float = 10, step: float = STEP
) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, line in enumerate(lines):
            canvas.drawString(x, y - number * step, line)

    return draw


def together(*drawings: Drawing) -> Drawing:
    def draw(canvas: Canvas) -> None:
        for drawing in drawings:
            drawing(canvas)

    return draw


def wrapped(text: str, width: float, *, size: float = 10, font: str = "Helvetica") -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def said(document: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def check_places(document: ReadDocument) -> None:
    for block in document.blocks:
        assert len(block.text) == len(block.offsets) > 0
        assert all(first <= second for first, second in pairwise(block.offsets))
        assert block.text == " ".join(block.text.split())
        for character, offset in zip(block.text, block.offsets, strict=True):
            assert character in {document.text[offset], " "} or document.text[offset] in "ﬀﬁﬂﬃﬄ\u00ad"
        for cell in block.cells:
            assert block.text[cell.start : cell.end] == cell.text
        assert all(0 <= start < end <= len(block.text) for start, end in block.emphasis)
        assert all(0 < place < len(block.text) for place in block.breaks)
    assert list(document.pages) == sorted(document.pages)
    assert document.pages[0] == 0


def pages_of(document: ReadDocument, kind: str) -> list[int | None]:
    return [document.page_at(block.start) for block in document.blocks if block.kind == kind]


def test_wrapped_lines_are_one_paragraph() -> None:
    document = read(pdf(column(["We will repair every harbour wall of the", "coast and build two new lighthouses by 2031."])))

    assert said(document) == [("paragraph", "We will repair every harbour wall of the coast and build two new lighthouses by 2031.")]
    assert document.text == "We will repair every harbour wall of the\ncoast and build two new lighthouses by 2031."
    assert (document.pages, document.problems) == ((0,), ())


def test_a_gap_parts_paragraphs() -> None:
    lines = wrapped(FILLER, 300)
    draw = together(column(lines), column(lines, y=TOP - len(lines) * STEP - 8))

    assert said(read(pdf(draw))) == [("paragraph", FILLER), ("paragraph", FILLER)]


def test_a_short_line_ends_a_paragraph_where_there_is_no_gap() -> None:
    first = wrapped(FILLER, 300)
    second = wrapped("Roads are another matter, and we will come back to them in the plan for the inland regions.", 300)

    document = read(pdf(column([*first, "We will act.", *second])))

    assert [text for _, text in said(document)] == [FILLER, "We will act.", " ".join(second)]


def test_an_indented_first_line_begins_a_paragraph() -> None:
    lines = wrapped(FILLER, 300)
    first = together(column(lines[:1], x=LEFT + 14), column(lines[1:], y=TOP - STEP))
    below = TOP - STEP * len(lines)
    second = together(column(lines[:1], x=LEFT + 14, y=below), column(lines[1:], y=below - STEP))

    assert said(read(pdf(together(first, second)))) == [("paragraph", FILLER), ("paragraph", FILLER)]


def test_headings_are_known_by_size_or_weight_and_ranked() -> None:
    body = wrapped(FILLER, 400)
    draw = together(
        column(["Harbour strategy"], font="Helvetica-Bold", size=20),
        column(["1.2 Lighthouses"], y=TOP - 40, font="Helvetica-Bold", size=14),
        column(body, y=TOP - 60),
        column(["Who pays"], y=TOP - 110, font="Helvetica-Bold"),
        column(body, y=TOP - 124),
    )

    blocks = read(pdf(draw)).blocks

    assert [(block.kind, block.level, block.number, block.text) for block in blocks] == [
        ("heading", 1, None, "Harbour strategy"),
        ("heading", 2, "1.2", "Lighthouses"),
        ("paragraph", 0, None, FILLER),
        ("heading", 3, None, "Who pays"),
        ("paragraph", 0, None, FILLER),
    ]
    assert [heading.text for heading in blocks[-1].headings] == ["Harbour strategy", "Lighthouses", "Who pays"]


def test_a_heading_of_two_lines_is_one() -> None:
    draw = together(column(["A strategy for the", "harbours of the coast"], size=20, step=24), column(wrapped(FILLER, 300), y=TOP - 60))

    assert said(read(pdf(draw))) == [("heading", "A strategy for the harbours of the coast"), ("paragraph", FILLER)]


def test_a_bookmark_names_a_heading_that_looks_like_text() -> None:
    def marked(canvas: Canvas) -> None:
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("Lighthouses", "a")
        column(["Lighthouses"])(canvas)
        column(wrapped(FILLER, 300), y=TOP - 24)(canvas)

    assert said(read(pdf(marked))) == [("heading", "Lighthouses"), ("paragraph", FILLER)]


@pytest.mark.parametrize("bullet", ["•", "-", "–", "*"])
def test_items_know_their_intro_and_their_wrapped_lines(bullet: str) -> None:
    draw = together(
        column(["The Harbour Office will:"]),
        column([f"{bullet} repair the walls of every harbour on the west coast and"], x=LEFT + 10, y=TOP - 15),
        column(["on the islands"], x=LEFT + 18, y=TOP - 28),
        column([f"{bullet} build a lighthouse"], x=LEFT + 10, y=TOP - 41),
        column(["Nothing else is planned for this year, or the next."], y=TOP - 60),
    )

    blocks = read(pdf(draw)).blocks

    assert [(block.kind, block.level, block.text, block.intro and block.intro.text) for block in blocks] == [
        ("paragraph", 0, "The Harbour Office will:", None),
        ("item", 1, "repair the walls of every harbour on the west coast and on the islands", "The Harbour Office will:"),
        ("item", 1, "build a lighthouse", "The Harbour Office will:"),
        ("paragraph", 0, "Nothing else is planned for this year, or the next.", None),
    ]


def test_a_bullet_far_from_its_words_belongs_to_them() -> None:
    def draw(canvas: Canvas) -> None:
        for number, words in enumerate(("repair the walls", "build a lighthouse", "train pilots")):
            canvas.drawString(LEFT, TOP - 15 * number, "•")
            canvas.drawString(LEFT + 30, TOP - 15 * number, words)

    assert said(read(pdf(draw))) == [("item", "repair the walls"), ("item", "build a lighthouse"), ("item", "train pilots")]


def test_drawn_dots_are_bullets() -> None:
    def draw(canvas: Canvas) -> None:
        column(["The Harbour Office will:"])(canvas)
        for number, words in enumerate(("repair the walls", "build a lighthouse")):
            canvas.circle(LEFT + 12, TOP - 17 - 15 * number, 1.6, fill=1)
            canvas.drawString(LEFT + 20, TOP - 20 - 15 * number, words)

    assert said(read(pdf(draw))) == [
        ("paragraph", "The Harbour Office will:"),
        ("item", "repair the walls"),
        ("item", "build a lighthouse"),
    ]


def test_lists_nest_by_their_indent() -> None:
    draw = together(
        column(["We will:"]),
        column(["• repair:"], x=LEFT + 10, y=TOP - 14),
        column(["– bridges", "– harbours"], x=LEFT + 30, y=TOP - 28),
        column(["• build"], x=LEFT + 10, y=TOP - 56),
    )

    blocks = read(pdf(draw)).blocks

    assert [(block.level, block.text, block.intro and block.intro.text) for block in blocks[1:]] == [
        (1, "repair:", "We will:"),
        (2, "bridges", "repair:"),
        (2, "harbours", "repair:"),
        (1, "build", "We will:"),
    ]


def test_numbers_and_letters_of_items_are_kept_apart_from_their_words() -> None:
    draw = together(
        column(["1. Repair the walls.", "2. Build a lighthouse.", "(a) Train pilots.", "b) Pay them."]),
    )

    blocks = read(pdf(draw)).blocks

    assert [(block.kind, block.number, block.text) for block in blocks] == [
        ("item", "1", "Repair the walls."),
        ("item", "2", "Build a lighthouse."),
        ("item", "a", "Train pilots."),
        ("item", "b", "Pay them."),
    ]


def test_numbered_paragraphs_and_recommendations_keep_their_number() -> None:
    draw = together(
        column(["4.12 The office will repair the walls."]), column(["Recommendation 7: The office should build a lighthouse."], y=TOP - 24)
    )

    blocks = read(pdf(draw)).blocks

    assert [(block.kind, block.number, block.text) for block in blocks] == [
        ("paragraph", "4.12", "The office will repair the walls."),
        ("paragraph", "Recommendation 7", "The office should build a lighthouse."),
    ]


def test_a_number_at_the_front_of_a_wrapped_line_begins_no_item() -> None:
    document = read(
        pdf(column(["Every harbour is inspected in the way that is set out under section", "3. The office publishes the results."]))
    )

    assert [kind for kind, _ in said(document)] == ["paragraph"]


def test_hyphens_that_only_break_a_word_are_taken_out_of_the_block_and_kept_in_the_text() -> None:
    document = read(
        pdf(column(["The office will publish its infor-", "mation on well-known, long-", "term plans, and other information."]))
    )

    assert said(document) == [
        ("paragraph", "The office will publish its information on well-known, long-term plans, and other information.")
    ]
    assert "infor-\nmation" in document.text
    check_places(document)
    block = document.blocks[0]
    start = block.text.index("information")
    assert document.text[slice(*block.span(start, start + len("information")))] == "infor-\nmation"


def test_a_compound_that_is_spelt_so_elsewhere_keeps_its_hyphen() -> None:
    document = read(pdf(column(["The harbour-wall fund pays, and nobody but the harbour-", "wall fund pays."])))

    assert said(document) == [("paragraph", "The harbour-wall fund pays, and nobody but the harbour-wall fund pays.")]


def test_columns_are_read_one_after_the_other() -> None:
    left, right = wrapped(f"Left column. {FILLER} {FILLER}", 200), wrapped(f"Right column. {FILLER} {FILLER}", 200)

    document = read(pdf(together(column(left), column(right, x=320))))

    assert [text[:12] for _, text in said(document)] == ["Left column.", "Right column"]


def test_columns_drawn_line_by_line_are_read_one_after_the_other() -> None:
    left, right = wrapped(f"Left column. {FILLER} {FILLER}", 200), wrapped(f"Right column. {FILLER} {FILLER}", 200)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, (first, second) in enumerate(zip(left, right, strict=False)):
            canvas.drawString(LEFT, TOP - STEP * number, first)
            canvas.drawString(320, TOP - STEP * number, second)

    texts = [text for _, text in said(read(pdf(draw)))]

    assert texts[0].startswith("Left column. The harbours of the coast are old")
    assert texts[1].startswith("Right column. The harbours of the coast are old")


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    lines = wrapped(f"{FILLER} {FILLER}", 200)
    half = len(lines) // 2

    document = read(pdf(together(column(lines[:half]), column(lines[half:], x=320))))

    assert said(document) == [("paragraph", f"{FILLER} {FILLER}")]


def test_a_page_drawn_from_the_bottom_up_is_read_from_the_top() -> None:
    paragraphs = [wrapped(f"{word}. {FILLER}", 400) for word in ("First", "Second", "Third")]
    drawings = [column(lines, y=TOP - 60 * number) for number, lines in enumerate(paragraphs)]

    document = read(pdf(together(*reversed(drawings))))

    assert [text.split(".")[0] for _, text in said(document)] == ["First", "Second", "Third"]


def test_tables_are_rows_of_cells_under_their_headers() -> None:
    def draw(canvas: Canvas) -> None:
        column(["Who does what by when is set out here."], y=TOP + 30)(canvas)
        for number, row in enumerate([("Action", "Owner", "Date"), ("Repair walls", "Office", "2031"), ("Train pilots", "School", "2032")]):
            for x, cell in zip((LEFT, 220, 360), row, strict=True):
                canvas.drawString(x, TOP - 20 * number, cell)

    blocks = read(pdf(draw)).blocks

    assert [block.kind for block in blocks] == ["paragraph", "row", "row", "row"]
    assert [[(cell.header, cell.text) for cell in block.cells] for block in blocks[1:]] == [
        [("", "Action"), ("", "Owner"), ("", "Date")],
        [("Action", "Repair walls"), ("Owner", "Office"), ("Date", "2031")],
        [("Action", "Train pilots"), ("Owner", "School"), ("Date", "2032")],
    ]


def cell_by_cell(rows: Sequence[Sequence[Sequence[str]]], xs: Sequence[float], *, y: float = TOP, bold: bool = True) -> Drawing:
    def draw(canvas: Canvas) -> None:
        top = y
        for number, row in enumerate(rows):
            canvas.setFont("Helvetica-Bold" if bold and not number else "Helvetica", 10)
            for x, lines in zip(xs, row, strict=True):
                for place, line in enumerate(lines):
                    canvas.drawString(x, top - 12 * place, line)
            top -= 12 * max(len(lines) for lines in row) + 8

    return draw


WRAPPED_TABLE = (
    (("Action",), ("Owner",), ("Date",)),
    (("Repair the walls", "of every harbour"), ("Harbour Office",), ("by the end", "of 2031")),
    (("Train pilots",), ("School of the Coast", "and the Office"), ("2032",)),
)


def test_wrapped_cells_stay_in_their_row() -> None:
    rows = [block for block in read(pdf(cell_by_cell(WRAPPED_TABLE, (LEFT, 220, 360)))).blocks if block.kind == "row"]

    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Action", "Owner", "Date"],
        ["Repair the walls of every harbour", "Harbour Office", "by the end of 2031"],
        ["Train pilots", "School of the Coast and the Office", "2032"],
    ]
    assert [cell.header for cell in rows[2].cells] == ["Action", "Owner", "Date"]


def test_an_empty_cell_leaves_the_others_in_their_columns() -> None:
    table = (*WRAPPED_TABLE, (("Pay them",), (), ("2033",)))

    rows = read(pdf(cell_by_cell(table, (LEFT, 220, 360)))).blocks

    assert [(cell.header, cell.text) for cell in rows[-1].cells] == [("Action", "Pay them"), ("Owner", ""), ("Date", "2033")]


def test_a_table_goes_on_over_the_page_under_its_headers() -> None:
    first = cell_by_cell(WRAPPED_TABLE, (LEFT, 220, 360), y=200)
    second = cell_by_cell(
        (WRAPPED_TABLE[0], *[(("Build",), ("Office",), ("2034",)), (("Sell",), ("Office",), ("2035",))]), (LEFT, 220, 360)
    )

    blocks = read(pdf(first, second)).blocks

    assert [(block.kind, block.level) for block in blocks] == [
        *[("row", 0), ("row", 1), ("row", 2)],
        *[("furniture", 0), ("row", 3), ("row", 4)],
    ]
    assert [cell.header for cell in blocks[-1].cells] == ["Action", "Owner", "Date"]


def test_a_table_of_contents_is_furniture() -> None:
    draw = column([f"{number}. Harbours of the coast {'.' * 40} {number * 3}" for number in range(1, 5)])

    assert {kind for kind, _ in said(read(pdf(draw)))} == {"furniture"}


def running(number: int, lines: Sequence[str]) -> Drawing:
    return together(column(["Harbour plan"], y=HEIGHT - 40, size=8), column(lines, y=700), column([f"Page {number} of 3"], y=30, size=8))


def test_running_heads_and_page_numbers_are_furniture() -> None:
    document = read(pdf(*(running(number, [f"Paragraph {word}."]) for number, word in ((1, "one"), (2, "two"), (3, "three")))))

    assert [text for kind, text in said(document) if kind == "paragraph"] == ["Paragraph one.", "Paragraph two.", "Paragraph three."]
    assert [text for kind, text in said(document) if kind == "furniture"][:2] == ["Harbour plan", "Page 1 of 3"]
    assert pages_of(document, "paragraph") == [1, 2, 3]
    assert pages_of(document, "furniture") == [1, 1, 2, 2, 3, 3]


def test_a_paragraph_goes_on_over_the_page_without_what_stands_between() -> None:
    lines = wrapped(f"{FILLER} {FILLER}", 300)

    document = read(pdf(running(1, lines[:3]), running(2, lines[3:])))

    assert [text for kind, text in said(document) if kind == "paragraph"] == [f"{FILLER} {FILLER}"]
    check_places(document)
    block = next(block for block in document.blocks if block.kind == "paragraph")
    assert letters(document.text[block.start : block.end]) == letters(block.text)
    assert (document.page_at(block.start), document.page_at(block.end - 1)) == (1, 2)


def test_an_item_goes_on_over_the_page() -> None:
    first = ["We will:", "• repair the walls of every harbour on the coast and of the islands that"]
    second = ["are inhabited", "• build a lighthouse"]

    document = read(pdf(running(1, first), running(2, second)))

    assert [text for kind, text in said(document) if kind == "item"] == [
        "repair the walls of every harbour on the coast and of the islands that are inhabited",
        "build a lighthouse",
    ]


def test_footnotes_are_told_from_the_text_and_their_numbers_from_the_words() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, TOP)
        text.setFont("Helvetica", 10)
        text.textOut("We will repair the walls")
        text.setFont("Helvetica", 6)
        text.setRise(4)
        text.textOut("12")
        text.setRise(0)
        text.setFont("Helvetica", 10)
        text.textOut(" of every harbour on this coast.")
        canvas.drawText(text)
        column(["12 Walls are described in the survey", "of the coast."], y=90, size=8, step=10)(canvas)

    document = read(pdf(draw))

    assert [(block.kind, block.number, block.text) for block in document.blocks] == [
        ("paragraph", None, "We will repair the walls of every harbour on this coast."),
        ("footnote", "12", "Walls are described in the survey of the coast."),
    ]


def test_bold_words_and_links_inside_a_line_are_kept() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, TOP)
        for font, words in (("Helvetica", "We follow the "), ("Helvetica-Oblique", "Coast Strategy"), ("Helvetica", " of the ministry.")):
            text.setFont(font, 10)
            text.textOut(words)
        canvas.drawText(text)
        start = LEFT + stringWidth("We follow the ", "Helvetica", 10)
        end = start + stringWidth("Coast Strategy", "Helvetica-Oblique", 10)
        canvas.linkURL("https://example.org/coast", (start, TOP - 2, end, TOP + 8))

    block = read(pdf(draw)).blocks[0]

    assert [block.text[start:end] for start, end in block.emphasis] == ["Coast Strategy"]
    assert [(block.text[start:end], address) for start, end, address in block.links] == [("Coast Strategy", "https://example.org/coast")]


def test_text_up_the_side_of_a_page_is_furniture() -> None:
    def draw(canvas: Canvas) -> None:
        column(wrapped(FILLER, 300))(canvas)
        canvas.rotate(90)
        canvas.drawString(200, -30, "Draft for comment")

    assert said(read(pdf(draw))) == [("furniture", "Draft for comment"), ("paragraph", FILLER)]


def test_a_turned_page_is_read_like_another() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        for number, line in enumerate(wrapped(FILLER, 300)):
            canvas.drawString(100, -100 - STEP * number, line)

    assert said(read(pdf(draw, pagesize=landscape(A4)))) == [("paragraph", FILLER)]


def test_the_title_of_the_file_counts_unless_it_is_the_name_of_another() -> None:
    named = read(pdf(column(["We will act."]), title="A plan for the coast"))
    left_over = read(pdf(column(["We will act."]), title="Microsoft Word - draft_3.docx"))

    assert (named.metadata.title, left_over.metadata.title) == ("A plan for the coast", "plan")
    assert named.metadata.published is None


def test_reading_twice_gives_the_same() -> None:
    content = pdf(*(running(number, wrapped(FILLER, 200)) for number in (1, 2)))

    first, second = read(content), read(content)

    assert (first.text, first.pages, said(first)) == (second.text, second.pages, said(second))


def same_words(blocks: Sequence[Block], words: Sequence[str]) -> bool:
    return letters("".join(block.text for block in blocks)) == letters("".join(words))


@settings(max_examples=60, deadline=None)
@given(
    paragraphs=st.lists(
        st.lists(st.sampled_from(["zorbal", "quenlik", "Fravost", "(mirtane)", "long-term", "of", "2031."]), min_size=1, max_size=60),
        min_size=1,
        max_size=12,
    ),
    width=st.sampled_from([140, 220, 420]),
    size=st.sampled_from([8, 10, 12]),
)
def test_no_word_is_lost_and_all_are_found_again(paragraphs: list[list[str]], width: int, size: int) -> None:
    # One line at one height of several pages would be a running header, so no word may come twice.
    letters_of = map("".join, product("abcdefghij", repeat=3))
    paragraphs = [[f"{word[0]}{next(letters_of)}{word[1:]}" for word in words] for words in paragraphs]
    lines = [line for words in paragraphs for line in [*wrapped(" ".join(words), width, size=size), ""]]
    pages = [lines[place : place + 30] for place in range(0, len(lines), 30)]

    document = read(pdf(*(column(page, size=size, step=size * 1.3) for page in pages)))

    check_places(document)
    assert same_words(document.blocks, [word for words in paragraphs for word in words])
    for block in document.blocks:
        assert letters(document.text[block.start : block.end]) == letters(block.text)
        assert letters(document.text[slice(*block.span(0, len(block.text)))]) == letters(block.text)


def test_a_line_stretched_to_fill_a_narrow_column_is_no_row_of_cells() -> None:
    lines = ("The harbours of the coast are", "in deplorable state", "and nearly unvisitable", "in all of the west.")
    width = 160.0

    def draw(canvas: Canvas) -> None:
        for number, words in enumerate(line.split() for line in lines):
            gap = (width - sum(stringWidth(word, "Helvetica", 10) for word in words)) / (len(words) - 1)
            x: float = LEFT
            canvas.setFont("Helvetica", 10)
            for word in words:
                canvas.drawString(x, TOP - STEP * number, word)
                x += stringWidth(word, "Helvetica", 10) + (gap if number < len(lines) - 1 else 3)

    assert said(read(pdf(draw))) == [("paragraph", " ".join(lines))]


def test_spellings_of_a_word_with_and_without_hyphen_leave_a_compound_its_hyphen() -> None:
    lines = ["Multifactor locks, multi-factor locks and multi-", "factor locks are one, and all are built in-", "house."]

    assert said(read(pdf(column(lines)))) == [
        ("paragraph", "Multifactor locks, multi-factor locks and multi-factor locks are one, and all are built in-house.")
    ]


def test_a_list_of_short_items_does_not_hide_where_paragraphs_end() -> None:
    def draw(canvas: Canvas) -> None:
        height = TOP
        for words in (["repair the walls of every harbour", "on the coast"], *([f"build lighthouse {number}"] for number in range(12))):
            column(words, y=height)(canvas)
            height -= STEP * len(words) + 6

    texts = [text for _, text in said(read(pdf(draw)))]

    assert texts == ["repair the walls of every harbour on the coast", *(f"build lighthouse {number}" for number in range(12))]


def test_a_reference_at_the_top_of_a_page_begins_no_item() -> None:
    first = ["(a) The office will publish a report on the plans that are required by paragraph"]
    second = ["(b) of this section."]

    document = read(pdf(running(1, first), running(2, second)))

    assert [text for kind, text in said(document) if kind == "item"] == [
        "The office will publish a report on the plans that are required by paragraph (b) of this section."
    ]


def test_a_paragraph_under_the_words_of_an_item_belongs_to_it() -> None:
    draw = together(
        column(["We will:"]),
        column(["• repair the walls of every harbour, and those of the canals that"], x=LEFT + 10, y=TOP - 15),
        column(["lead to it"], x=LEFT + 18, y=TOP - 28),
        column(["The walls are old."], x=LEFT + 18, y=TOP - 50),
        column(["Elsewhere, the office of the coast will:"], x=LEFT + 10, y=TOP - 72),
        column(["• build a lighthouse"], x=LEFT + 10, y=TOP - 87),
    )

    blocks = read(pdf(draw)).blocks

    assert [(block.kind, block.level, block.text[:12], block.intro and block.intro.text[:12]) for block in blocks] == [
        ("paragraph", 0, "We will:", None),
        ("item", 1, "repair the w", "We will:"),
        ("paragraph", 1, "The walls ar", "repair the w"),
        ("paragraph", 0, "Elsewhere, t", None),
        ("item", 1, "build a ligh", "Elsewhere, t"),
    ]


def test_bullets_at_the_top_of_every_page_are_no_running_head() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, HEIGHT - 50, "•")
        canvas.drawString(LEFT + 30, HEIGHT - 50, ("repair the walls", "train pilots")[canvas.getPageNumber() - 1])

    assert said(read(pdf(draw, draw))) == [("item", "repair the walls"), ("item", "train pilots")]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("We will help every start-", "ups near the coast.", "We will help every start-ups near the coast."),
        ("We will make an agency-", "wide plan of the coast.", "We will make an agency-wide plan of the coast."),
        ("We will keep it fit-for-", "purpose for the coast.", "We will keep it fit-for-purpose for the coast."),
        ("We will renew 2018–", "19 plans of the coast.", "We will renew 2018–19 plans of the coast."),
        ("We will mend walls and/", "or lighthouses.", "We will mend walls and/or lighthouses."),
        ("We will mend walls –", "or lighthouses.", "We will mend walls – or lighthouses."),
    ],
)
def test_signs_at_the_end_of_a_line_stand_as_close_to_the_next_word_as_to_the_last(first: str, second: str, joined: str) -> None:
    document = read(pdf(column([first, second])))

    assert said(document) == [("paragraph", joined)]
    check_places(document)


def test_a_line_in_italics_that_stands_alone_is_a_heading() -> None:
    text = column(wrapped(FILLER, 300), y=TOP - 60)
    draw = together(
        column(["Our approach"], font="Helvetica-Oblique"), column(["We like the sea."], font="Helvetica-Oblique", y=TOP - 30), text
    )

    assert said(read(pdf(draw))) == [("heading", "Our approach"), ("paragraph", "We like the sea."), ("paragraph", FILLER)]


def test_a_sentence_goes_on_below_a_gap() -> None:
    start = f"{FILLER} The walls of the north are old,"
    lines = wrapped(start, 300)
    draw = together(column(lines), column(["and those of the south are older."], y=TOP - len(lines) * STEP - 40))

    assert said(read(pdf(draw))) == [("paragraph", f"{start} and those of the south are older.")]


def test_a_sections_title_that_runs_on_into_its_first_clause_is_its_heading() -> None:
    document = read(pdf(column(wrapped("Sec. 3. Repairing Harbours. (a) Each harbour master shall repair the walls.", 300))))

    assert [(block.kind, block.number, block.text) for block in document.blocks] == [
        ("heading", "Sec. 3", "Repairing Harbours"),
        ("item", "a", "Each harbour master shall repair the walls."),
    ]
    check_places(document)
