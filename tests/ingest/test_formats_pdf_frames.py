"""PDF files with ruled tables and boxes: which words stand in which cell, and what a page break parts."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from ingest.documents import Block, Metadata, RawDocument, ReadDocument
from ingest.formats.pdf.format import Pdf

STYLE = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=11)
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)
FILLER = "The harbours of the coast are old and their walls have not been repaired for a long time by anybody at all."


def read(content: bytes) -> ReadDocument:
    return Pdf().read(RawDocument("plan.pdf", "/plan.pdf", content, "application/pdf", Metadata()))


def flowing(*flowables: Flowable, columns: int = 1, height: float = A4[1] - 120) -> ReadDocument:
    """The document of a page or pages with so much room for text."""
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    breadth = (A4[0] - 120 - 18 * (columns - 1)) / columns
    frames = [Frame(60 + place * (breadth + 18), A4[1] - 60 - height, breadth, height, 0, 0, 0, 0) for place in range(columns)]
    document.addPageTemplates([PageTemplate("page", frames)])
    document.build(list(flowables))
    return read(out.getvalue())


def drawn(*pages: Callable[[Canvas], None]) -> ReadDocument:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return read(out.getvalue())


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, STYLE)


def table(  # reportlab has no type for its commands of style
    rows: Sequence[Sequence[str]], width: float = 110, style: Sequence[Any] = (GRID,), repeat: int = 1
) -> Table:
    cells = [[paragraph(cell) for cell in row] for row in rows]
    settings = TableStyle([*style, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Table(cells, colWidths=[width] * len(rows[0]), repeatRows=repeat, splitInRow=1, style=settings)


def rows_of(document: ReadDocument) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in document.blocks if block.kind == "row"]


def said(document: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def place_of(document: ReadDocument, block: Block, words: str) -> tuple[str, int | None]:
    """What the stored text holds where a block says `words`, and on which page."""
    start, end = block.span(block.text.index(words), block.text.index(words) + len(words))
    return document.text[start:end], document.page_at(start)


HEAD = ("Action", "Who", "How")
WALLS = ("Repair the walls.", "The Harbour Office", f"We will repair them. {FILLER}")
PILOTS = ("Train the pilots.", "The School of the Coast", "We will train them.")


def test_cells_of_a_ruled_table_are_kept_apart_however_tall_they_are() -> None:
    tall = ("Repair the walls.", "The Harbour Office", " ".join([FILLER] * 6))

    rows = rows_of(flowing(table([HEAD, tall, PILOTS])))

    assert rows == [list(HEAD), list(tall), list(PILOTS)]


def test_cells_that_touch_are_kept_apart_by_the_line_between_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for row, y in enumerate((700, 684, 668)):
            canvas.drawString(72, y, ("Action", "Repair walls", "Train pilots")[row])
            canvas.drawString(132, y, ("Owner", "Harbour Office", "School of the Coast")[row])
        canvas.grid([70, 130, 230], [664, 680, 696, 712])

    assert rows_of(drawn(draw)) == [["Action", "Owner"], ["Repair walls", "Harbour Office"], ["Train pilots", "School of the Coast"]]


def test_a_grid_that_is_open_at_its_sides_is_one() -> None:
    inner = [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)]

    assert rows_of(flowing(table([HEAD, WALLS, PILOTS], style=inner))) == [list(HEAD), list(WALLS), list(PILOTS)]


def test_shaded_cells_make_a_grid() -> None:
    def draw(canvas: Canvas) -> None:
        for row, words in enumerate((("Action", "Owner"), ("Repair walls", "Office"), ("Train pilots", "School"))):
            for column, word in enumerate(words):
                canvas.setFillGray(0.8 if row == 0 else 0.95)
                canvas.rect(70 + 100 * column, 700 - 20 * row, 99, 19, stroke=0, fill=1)
                canvas.setFillGray(0)
                canvas.drawString(74 + 100 * column, 705 - 20 * row, word)

    assert rows_of(drawn(draw)) == [["Action", "Owner"], ["Repair walls", "Office"], ["Train pilots", "School"]]


def test_a_label_beside_several_rows_is_said_in_each_of_them() -> None:
    rows = [HEAD, ("Walls", "The Office", "repairs them."), ("", "The School", "looks at them."), ("Ships", "The Navy", "builds them.")]
    merged = [GRID, ("SPAN", (0, 1), (0, 2))]

    assert rows_of(flowing(table(rows, style=merged)))[1:] == [
        ["Walls", "The Office", "repairs them."],
        ["Walls", "The School", "looks at them."],
        ["Ships", "The Navy", "builds them."],
    ]


def test_a_header_over_several_columns_leaves_each_its_own() -> None:
    rows = [("Action", "When", ""), ("", "From", "Until"), ("Repair", "2031", "2032"), ("Train", "2033", "2034")]
    merged = [GRID, ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))]

    blocks = [block for block in flowing(table(rows, style=merged)).blocks if block.kind == "row"]

    assert [[(cell.header, cell.text) for cell in block.cells] for block in blocks[2:]] == [
        [("Action", "Repair"), ("From", "2031"), ("Until", "2032")],
        [("Action", "Train"), ("From", "2033"), ("Until", "2034")],
    ]


def test_a_title_across_a_table_is_not_its_header() -> None:
    rows = [("What we will do", "", ""), HEAD, WALLS, PILOTS]

    blocks = flowing(table(rows, style=[GRID, ("SPAN", (0, 0), (2, 0))])).blocks

    assert blocks[0].text == "What we will do"
    assert [cell.header for cell in blocks[-1].cells] == list(HEAD)


def test_lines_under_words_part_no_cells() -> None:
    rows = [HEAD, ("<u>Repair the walls</u> of the coast and of the islands.", "The Office", "Soon."), PILOTS]

    assert rows_of(flowing(table(rows)))[1] == ["Repair the walls of the coast and of the islands.", "The Office", "Soon."]


@pytest.mark.parametrize("columns", [1, 2])
def test_a_row_that_a_break_cuts_in_two_is_one_row_on_two_pages(columns: int) -> None:
    rows = [("Action", "How"), ("Repair the walls.", f"{FILLER} We will repair all of them by 2031. {FILLER}")]

    document = flowing(table(rows, width=90), columns=columns, height=100)

    assert rows_of(document) == [list(row) for row in rows]
    block = next(block for block in document.blocks if block.kind == "row" and block.level == 1)
    text, page = place_of(document, block, "The harbours of the coast")
    assert ("".join(text.split()), page) == ("Theharboursofthecoast", 1)
    start, _ = block.span(len(block.text) - 8, len(block.text))
    assert document.page_at(start) == len(document.pages) > 1


def test_words_of_a_cut_row_keep_their_page_though_the_cell_before_them_ends_on_the_next() -> None:
    rows = [("How", "Who"), (f"{FILLER} {FILLER}", "The Harbour Office")]

    document = flowing(table(rows, width=90), height=100)

    block = next(block for block in document.blocks if block.kind == "row" and block.level == 1)
    assert block.text == f"{FILLER} {FILLER} The Harbour Office"
    assert place_of(document, block, "Harbour Office")[1] == 1
    assert len(document.pages) > 1


def test_a_full_row_at_the_top_of_a_page_stays_a_row_of_its_own() -> None:
    document = flowing(table([HEAD, *[PILOTS] * 8]), height=150)

    assert rows_of(document) == [list(HEAD), *[list(PILOTS)] * 8]
    assert len(document.pages) > 1


def test_a_box_beside_the_text_is_read_as_a_whole() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        left = ("We will repair the walls of every", "harbour, and build a lighthouse", "where there is none by the end", "of the year.")
        right = ("Recommendation 3", "The office should train", "more pilots.")
        canvas.rect(300, 650, 150, 60)
        for place in range(4):
            canvas.drawString(72, 695 - 13 * place, left[place])
            if place < len(right):
                canvas.drawString(306, 695 - 13 * place, right[place])

    texts = [text for _, text in said(drawn(draw))]

    assert "We will repair the walls of every harbour, and build a lighthouse where there is none by the end of the year." in texts
    assert "".join(texts).count("The office should train more pilots.") == 1


def test_a_word_too_long_for_its_column_is_one_word() -> None:
    rows = [("Action", "Who"), ("Think of it.", "We like transformations a lot, and transformations like us.")]

    document = flowing(paragraph("All transformations of the coast are ours."), Spacer(1, 12), table(rows, width=58))

    assert rows_of(document)[1][1] == "We like transformations a lot, and transformations like us."


def test_text_between_two_tables_parts_them() -> None:
    first, second = table([HEAD, WALLS, PILOTS]), table([("Ship", "Port"), ("Gull", "Leith"), ("Tern", "Wick")])

    document = flowing(first, Spacer(1, 12), paragraph("Ships have harbours."), Spacer(1, 12), second)

    assert rows_of(document)[3:] == [["Ship", "Port"], ["Gull", "Leith"], ["Tern", "Wick"]]
    assert [block.kind for block in document.blocks][3] == "paragraph"


def test_a_link_inside_the_document_leads_to_its_page() -> None:
    def first(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Lighthouses")
        canvas.linkAbsolute("", "lights", (72, 698, 140, 712))

    def second(canvas: Canvas) -> None:
        canvas.bookmarkPage("lights")
        canvas.drawString(72, 700, "We will build lighthouses.")

    block = drawn(first, second).blocks[0]

    assert [(block.text[start:end], address) for start, end, address in block.links] == [("Lighthouses", "#page=2")]
