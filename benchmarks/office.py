"""Makes office documents of pieces, as people make them: Word files with styles and lists, PDFs with running headers, web pages."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from playwright.sync_api import Browser
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Indenter,
    ListFlowable,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from benchmarks.pieces import Piece, Run, hyphenated, text_of

RUNNING_HEAD = "Published for consultation"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head><body>
<div id="cookie-banner"><p>We use cookies to understand how you use this site.</p><button>Accept</button></div>
<header role="banner"><a href="/">Home</a></header>
<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/plans">Plans</a></li></ol></nav>
<main id="content">{body}</main>
<footer><ul><li><a href="/help">Help</a></li><li><a href="/terms">Terms and conditions</a></li></ul></footer></body></html>"""
PRINT_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 10.5pt/1.4 'DejaVu Serif', serif; text-align: justify; hyphens: manual }}
h1 {{ font-size: 22pt }} h2 {{ font-size: 17pt }} h3 {{ font-size: 14pt }} h4, h5, h6 {{ font-size: 12pt }}
table {{ border-collapse: collapse; font-size: 9pt }} td, th {{ border: 0.5pt solid #444; padding: 3pt; text-align: left }}
</style></head><body>{body}</body></html>"""
HEADER = f'<div style="font-size:8px;width:100%;text-align:center">{RUNNING_HEAD}</div>'
FOOTER = HEADER.replace(RUNNING_HEAD, 'Page <span class="pageNumber"></span> of <span class="totalPages"></span>')
Maker = Callable[[str, str], bytes]
"""From a title and the body of a page to the bytes of a document."""

TEXT_BETWEEN_TAGS = re.compile(r"(?<=>)[^<]+")


def web_page(title: str, body: str) -> bytes:
    """A page of a site: the document inside what stands on every page."""
    return PAGE.format(title=escape(title), style="nav { display: flex }", body=body).encode()


def printed_page(browser: Browser, title: str, body: str) -> bytes:
    """The PDF that a browser prints, justified and hyphenated, with a running head and page numbers."""
    body = TEXT_BETWEEN_TAGS.sub(lambda match: hyphenated(match[0]), body)
    page = browser.new_page()
    try:
        page.set_content(PRINT_PAGE.format(title=escape(title), body=body))
        return page.pdf(
            format="A4",
            display_header_footer=True,
            header_template=HEADER,
            footer_template=FOOTER,
            margin={"top": "25mm", "bottom": "22mm", "left": "22mm", "right": "22mm"},
        )
    finally:
        page.close()


def word_file(title: str, pieces: Sequence[Piece]) -> bytes:
    """A Word file with heading styles, list styles that number by themselves, tables, a header and a footer."""
    document = docx.Document()
    document.core_properties.title = title
    section = document.sections[0]
    section.header.paragraphs[0].text = RUNNING_HEAD
    section.footer.paragraphs[0].text = "Page 1"
    numbering = _Numbering(document)
    for piece in pieces:
        _add_to_word(document, piece, numbering)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class _Numbering:
    """Gives each ordered list of a Word file its own count, as Word does when a list is started anew."""

    def __init__(self, document: Document) -> None:
        self._part = document.part.numbering_part.element
        style = document.styles["List Number"].element
        used = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
        number = next(item for item in self._part.findall(qn("w:num")) if item.get(qn("w:numId")) == used)
        self._abstract = number.find(qn("w:abstractNumId")).get(qn("w:val"))
        self._counts: dict[int, tuple[int, str]] = {}

    def apply(self, paragraph: WordParagraph, piece: Piece) -> None:
        """Number the paragraph as its piece is numbered."""
        number = piece.number or 1
        last, used = self._counts.get(piece.level, (0, ""))
        if not used or number != last + 1:
            used = self._begin(number)
        self._counts = {level: count for level, count in self._counts.items() if level < piece.level} | {piece.level: (number, used)}
        settings = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
        settings.get_or_add_ilvl().val = 0
        settings.get_or_add_numId().val = int(used)

    def _begin(self, start: int) -> str:
        used = str(1 + max(int(item.get(qn("w:numId"))) for item in self._part.findall(qn("w:num"))))
        number, abstract, override, first = (OxmlElement(name) for name in ("w:num", "w:abstractNumId", "w:lvlOverride", "w:startOverride"))
        number.set(qn("w:numId"), used)
        abstract.set(qn("w:val"), self._abstract)
        override.set(qn("w:ilvl"), "0")
        first.set(qn("w:val"), str(start))
        override.append(first)
        number.extend([abstract, override])
        self._part.append(number)
        return used


def _add_to_word(document: Document, piece: Piece, numbering: _Numbering) -> None:
    if piece.kind == "table":
        _add_table(document, piece)
        return
    depth = min(piece.level, 3)
    after = "" if depth < 2 else f" {depth}"
    styles = {
        "heading": f"Heading {piece.level}",
        "quote": "Intense Quote",
        "paragraph": "Normal",
        "item": ("List Continue" if piece.follows else "List Bullet" if piece.number is None else "List Number") + after,
    }
    paragraph = document.add_paragraph(style=styles[piece.kind])
    _add_runs(paragraph, piece.runs)
    if piece.kind == "item" and piece.number is not None and not piece.follows:
        numbering.apply(paragraph, piece)


def _add_table(document: Document, piece: Piece) -> None:
    table: WordTable = document.add_table(rows=len(piece.rows), cols=max(len(row) for row in piece.rows), style="Table Grid")
    for row, cells in zip(table.rows, piece.rows, strict=True):
        for cell, runs in zip(row.cells, cells, strict=False):
            _add_runs(cell.paragraphs[0], runs)
    for row in table._tbl.tr_lst[: piece.headers]:  # noqa: SLF001 - python-docx has no other way to a row's settings
        row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _add_runs(paragraph: WordParagraph, runs: Sequence[Run]) -> None:
    for piece in runs:
        run = paragraph.add_run(piece.text)
        run.bold, run.italic = piece.bold or None, piece.italic or None


def typeset_file(title: str, pieces: Sequence[Piece], *, columns: int = 1) -> bytes:
    """The PDF of a publishing system: justified, hyphenated, with a running head and page numbers, in one column or two."""
    _register_fonts()
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=title, invariant=1)
    width, height, margin, gap = *A4, 60, 18
    breadth = (width - 2 * margin - gap * (columns - 1)) / columns
    frames = [Frame(margin + n * (breadth + gap), margin, breadth, height - 2 * margin, 0, 0, 0, 0) for n in range(columns)]
    document.addPageTemplates([PageTemplate("page", frames, onPage=_furnish)])
    document.build(list(_flowables(pieces, breadth)))
    return out.getvalue()


def _register_fonts() -> None:
    for name in ("Vera", "VeraBd", "VeraIt", "VeraBI"):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="VeraIt", boldItalic="VeraBI")


def _furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Vera", 8)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 35, RUNNING_HEAD)
    canvas.drawCentredString(A4[0] / 2, 30, str(document.page))


def _style(size: float, *, justified: bool = False, heading: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        f"size {size}",
        fontName="Vera",
        fontSize=size,
        leading=size * 1.35,
        alignment=TA_JUSTIFY if justified else TA_LEFT,
        spaceBefore=8 if heading else 0,
        spaceAfter=6,
        keepWithNext=heading,
        embeddedHyphenation=1,
    )


BODY_STYLE = _style(9.5, justified=True)
CELL_STYLE = _style(8)
HEADING_STYLES = {level: _style(size, heading=True) for level, size in enumerate((20, 16, 13.5, 12, 11, 10.5), 1)}


def _flowables(pieces: Sequence[Piece], breadth: float) -> Iterator[Flowable]:
    makers: dict[str, Callable[[Piece], Flowable]] = {
        "heading": lambda piece: Paragraph(f"<b>{_marked(piece.runs, hyphens=False)}</b>", HEADING_STYLES[piece.level]),
        "paragraph": lambda piece: Paragraph(_marked(piece.runs), BODY_STYLE),
        "quote": lambda piece: Paragraph(f"<i>{_marked(piece.runs)}</i>", BODY_STYLE),
        "item": _item,
        "table": lambda piece: _table(piece, breadth),
    }
    for piece in pieces:
        indent = 18 * (piece.level - 1) if piece.kind == "item" else 0
        yield from (Indenter(indent), makers[piece.kind](piece), Indenter(-indent))
        if piece.kind == "table":
            yield Spacer(1, 8)


def _item(piece: Piece) -> Flowable:
    numbered = piece.number is not None and not piece.follows
    return ListFlowable(
        [Paragraph(_marked(piece.runs), BODY_STYLE)],
        leftIndent=20,
        bulletFontName="Vera",
        bulletFontSize=9.5,
        bulletType="1" if numbered else "bullet",
        bulletFormat="%s." if numbered else None,
        start=str(piece.number) if numbered else "" if piece.follows else "•",
    )


def _table(piece: Piece, breadth: float) -> Table:
    columns = max(len(row) for row in piece.rows)
    rows = [[Paragraph(_marked(cell), CELL_STYLE) for cell in [*row, *[[]] * (columns - len(row))]] for row in piece.rows]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Table(rows, colWidths=[breadth / columns] * columns, repeatRows=piece.headers, style=style, splitInRow=1)


def _marked(runs: Sequence[Run], *, hyphens: bool = True) -> str:
    parts = []
    for run in runs:
        text = escape(hyphenated(run.text) if hyphens else run.text).replace("\n", "<br/>")
        text = f"<b>{text}</b>" if run.bold else text
        parts.append(f"<i>{text}</i>" if run.italic else text)
    return "".join(parts) if text_of(list(runs)).strip() else ""
