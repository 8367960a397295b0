"""PDF files of many layouts: several columns, side bars, quotations, stretched lines and lists of several programs."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.formats.pdf.format import Pdf

Drawing = Callable[[Canvas], None]
FILLER = "The harbours of the coast are old and their walls have not been repaired for a long time by anybody at all."


def drawn(*drawings: Drawing, wide: bool = False) -> ReadDocument:
    """The document of one page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4) if wide else A4, invariant=1)
    for draw in drawings:
        draw(canvas)
    canvas.save()
    return Pdf().read(RawDocument("plan.pdf", "/plan.pdf", out.getvalue(), "application/pdf", Metadata()))


def lines_at(lines: Sequence[str], x: float, y: float, *, font: str = "Helvetica", size: float = 9, step: float = 11.5) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, line in enumerate(lines):
            canvas.drawString(x, y - step * number, line)

    return draw


def wrapped(text: str, width: float, *, size: float = 9, font: str = "Helvetica") -> list[str]:
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


@pytest.mark.parametrize("head_first", [True, False])
def test_three_columns_are_read_one_after_the_other_wherever_the_running_head_is_drawn(head_first: bool) -> None:
    text = " ".join(f"In year {year} we will repair harbour {year}. {FILLER}" for year in range(2031, 2040))
    lines = wrapped(text, 200)
    third = len(lines) // 3 + 1
    columns = [lines_at(lines[third * place : third * (place + 1)], 50 + 240 * place, 500) for place in range(3)]
    head = lines_at(["Harbour papers"], 50, 575, size=6)

    document = drawn(*([head, *columns] if head_first else [*columns, head]), wide=True)

    assert said(document) == [("furniture", "Harbour papers"), ("paragraph", text)]


def test_three_columns_drawn_from_the_right_are_read_from_the_left() -> None:
    texts = [f"Column {word}. {FILLER} {FILLER}" for word in ("one", "two", "three")]
    columns = [lines_at(wrapped(text, 200), 50 + 240 * place, 500) for place, text in enumerate(texts)]

    assert [text for _, text in said(drawn(*reversed(columns), wide=True))] == texts


def test_a_box_at_the_side_of_the_text_is_read_after_it_and_heads_none_of_it() -> None:
    text = f"We will repair every wall. {FILLER} {FILLER}"

    def box(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(400, 690, 130, 60, stroke=0, fill=1)
        canvas.setFillGray(0)
        lines_at(["In brief"], 406, 735, font="Helvetica-Bold")(canvas)
        lines_at(["This paper belongs to", "a series of papers."], 406, 720)(canvas)

    document = drawn(lines_at(["Harbours"], 60, 770, size=14), box, lines_at(wrapped(text, 320), 60, 740))

    assert said(document) == [
        ("heading", "Harbours"),
        ("paragraph", text),
        ("paragraph", "In brief"),
        ("paragraph", "This paper belongs to a series of papers."),
    ]


def test_a_stretched_line_of_two_words_is_no_row_of_cells() -> None:
    width = 130.0
    lines = [*wrapped(FILLER, width), "incomprehensible constructions", *wrapped(FILLER, width)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for number, line in enumerate(lines):
            words = line.split()
            gap = (width - sum(stringWidth(word, "Helvetica", 9) for word in words)) / max(1, len(words) - 1)
            x = 60.0
            for word in words:
                canvas.drawString(x, 700 - 11.5 * number, word)
                x += stringWidth(word, "Helvetica", 9) + gap

    assert {kind for kind, _ in said(drawn(draw))} == {"paragraph"}


def test_numbers_without_a_blank_behind_them_number_items() -> None:
    draw = lines_at(
        ["We will:", "31.Repair the walls of every harbour.", "32.A lighthouse will be built.", "33.Two-way radios will be sold."], 60, 700
    )

    blocks = drawn(draw).blocks[1:]

    assert [(block.kind, block.number, block.text) for block in blocks] == [
        ("item", "31", "Repair the walls of every harbour."),
        ("item", "32", "A lighthouse will be built."),
        ("item", "33", "Two-way radios will be sold."),
    ]


def test_a_number_with_decimals_is_no_item() -> None:
    assert said(drawn(lines_at(["We need more money.", "1.5 million is too little."], 60, 700)))[-1][0] == "paragraph"


def test_quotations_set_like_headings_are_told_by_their_indent_and_length() -> None:
    bold = "Helvetica-BoldOblique"
    quotes = ("Promote growth and", f"{FILLER} {FILLER}")
    draw = [
        lines_at(wrapped(FILLER, 400), 60, 760),
        lines_at(["What we signed"], 60, 720, font=bold),
        lines_at([quotes[0]], 90, 700, font=bold),
        lines_at(wrapped(quotes[1], 300, font=bold), 90, 680, font=bold),
        lines_at(wrapped(" ".join([FILLER] * 4), 400), 60, 600),
    ]

    assert said(drawn(*draw)) == [
        ("paragraph", FILLER),
        ("heading", "What we signed"),
        ("paragraph", quotes[0]),
        ("paragraph", quotes[1]),
        ("paragraph", " ".join([FILLER] * 4)),
    ]


def test_bold_headings_stand_above_those_that_are_italic_too() -> None:
    draw = [
        lines_at(["Harbours"], 60, 760, font="Helvetica-Bold"),
        lines_at(["Walls"], 60, 740, font="Helvetica-BoldOblique"),
        lines_at(wrapped(FILLER, 400), 60, 720),
    ]

    assert [(block.kind, block.level) for block in drawn(*draw).blocks[:2]] == [("heading", 1), ("heading", 2)]
