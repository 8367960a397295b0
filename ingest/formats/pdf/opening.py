"""Opens a PDF and takes its pages apart; says what is wrong with a file that cannot be opened or has no text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw_pdfium

from graph.errors import UnreadableDocument
from ingest.documents import Problem, RawDocument
from ingest.formats.pdf.bullets import drawn_bullets
from ingest.formats.pdf.drawings import Box, drawings
from ingest.formats.pdf.framed import cut_at_frames
from ingest.formats.pdf.glyphs import UNMAPPED, Fonts, Glyphs, turned
from ingest.formats.pdf.lattice import frames_of
from ingest.formats.pdf.links import add_links
from ingest.formats.pdf.pieces import Page, Piece
from ingest.formats.pdf.stretched import join_stretched

START = b"%PDF-"
END = b"%%EOF"
# The standard lets readers look so far for the mark of the beginning; producers put newlines behind that of the end.
HEAD_BYTES = TAIL_BYTES = 2048
# So many pages that cannot be loaded, one after the other, are no damage but a lie about the number of pages.
MOST_MISSING = 50
NAMED_PAGES = 12
# Above this share of characters without a letter the text is not what people see.
MOST_UNMAPPED = 0.02
SAVE_AGAIN = "Open it in a PDF program, save it again as PDF and ingest that; or ingest the document it was made from."


@dataclass(slots=True)
class Opened:
    """What a file holds: its pages that could be loaded, and what is wrong with the others."""

    pages: list[Page] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    title: str = ""
    headings: tuple[str, ...] = ()
    """The titles in its table of contents for the screen."""


def open_pdf(raw: RawDocument) -> Opened:
    """The pages of a PDF.

    Raises:
        UnreadableDocument: it is no PDF, locked by a password, damaged beyond repair, or has no text.
    """
    document = _document(raw)
    try:
        opened = Opened(title=_title(document), headings=_bookmarks(document))
        opened.problems += _cut_off(raw.content)
        _take_pages(document, opened)
    finally:
        document.close()
    _check(raw, opened)
    return opened


def _document(raw: RawDocument) -> pdfium.PdfDocument:
    if START not in raw.content[:HEAD_BYTES]:
        raise UnreadableDocument(
            raw.name,
            code="pdf-not-a-pdf",
            place="byte 0",
            reason=f"it does not begin with {START.decode('ascii')}",
            fix="Check that the file was downloaded whole and that its name ends in what it is.",
        )
    try:
        return pdfium.PdfDocument(raw.content)
    except pdfium.PdfiumError as error:
        raise _unreadable(raw, getattr(error, "err_code", None)) from error


def _unreadable(raw: RawDocument, cause: int | None) -> UnreadableDocument:
    if cause == raw_pdfium.FPDF_ERR_PASSWORD:
        fix = "Open it with its password, save it without one and ingest that."
        return UnreadableDocument(raw.name, code="pdf-encrypted", reason="it is locked by a password", fix=fix)
    if cause == raw_pdfium.FPDF_ERR_SECURITY:
        fix = "Save it without protection in the program that made it, and ingest that."
        return UnreadableDocument(raw.name, code="pdf-encrypted", reason="its protection is of a kind that we cannot open", fix=fix)
    end = "" if END in raw.content[-TAIL_BYTES:] else "; its end is missing, so it may be cut off"
    return UnreadableDocument(
        raw.name, code="pdf-damaged", reason=f"its list of objects is missing or wrong and cannot be rebuilt{end}", fix=SAVE_AGAIN
    )


def _cut_off(content: bytes) -> Iterator[Problem]:
    if END not in content[-TAIL_BYTES:]:
        yield Problem(
            "pdf-cut-off",
            f"byte {len(content)}",
            "the file has no end mark: it may be cut off, and what is missing cannot be told",
            "Download it again, and compare the number of pages with what was read.",
        )


def _title(document: pdfium.PdfDocument) -> str:
    """The title the file gives itself; '' when it is the name of some other file."""
    title = " ".join(document.get_metadata_value("Title").split())
    made_up = re.search(
        r"\.(?:docx?|indd|pdf|odt|rtf|xlsx?|pptx?|tmp|html?)$|^(?:untitled|microsoft word|document\s*\d*$)|^\S*$", title, re.I
    )
    return "" if made_up else title


def _bookmarks(document: pdfium.PdfDocument) -> tuple[str, ...]:
    try:
        return tuple(" ".join(mark.get_title().split()) for mark in document.get_toc(max_depth=6))
    except (pdfium.PdfiumError, ValueError):
        # A table of contents is a help, and a broken one none.
        return ()


def _take_pages(document: pdfium.PdfDocument, opened: Opened) -> None:
    fonts = Fonts()
    missing: list[int] = []
    for number in range(1, len(document) + 1):
        page = _page(document, number, fonts)
        if page is None:
            missing.append(number)
            if missing[-MOST_MISSING:] == list(range(number - MOST_MISSING + 1, number + 1)):
                break
        else:
            opened.pages.append(page)
    if missing:
        count = f"{len(missing)} of {len(document)} pages cannot be loaded"
        opened.problems.append(Problem("pdf-page-damaged", pages_named(missing), count, SAVE_AGAIN))


def _page(document: pdfium.PdfDocument, number: int, fonts: Fonts) -> Page | None:
    """One page taken apart; None when it cannot be loaded."""
    try:
        page = document[number - 1]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return None
    try:
        return _taken_apart(page, text, number, fonts)
    finally:
        text.close()
        page.close()


def _taken_apart(page: pdfium.PdfPage, text: pdfium.PdfTextPage, number: int, fonts: Fonts) -> Page:
    glyphs = Glyphs(_address(text.raw), number, fonts)
    pieces, main = _main_direction_first(glyphs.pieces())
    width, height = page.get_size()
    drawn = drawings(_address(page.raw), (width, height))
    taken = Page(number, pieces, width, height, unmapped=sum(1 for _ in UNMAPPED.finditer(glyphs.text)))
    if not pieces:
        taken.images = drawn.pictures
        return taken
    taken.frames = frames_of([_turned(line, main) for line in drawn.lines])
    taken.pieces = cut_at_frames(join_stretched(pieces, glyphs.text), taken.frames, glyphs)
    add_links(page, glyphs, taken.pieces)
    drawn_bullets(drawn.dots, taken.pieces)
    return taken


def _turned(line: Box, direction: int) -> Box:
    """A line as it is seen by somebody who reads in `direction`."""
    (x0, y0), (x1, y1) = turned(*line[:2], direction), turned(*line[2:], direction)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _address(handle: object) -> int:
    return raw_pdfium.ctypes.cast(handle, raw_pdfium.ctypes.c_void_p).value or 0


def _main_direction_first(pieces: list[Piece]) -> tuple[list[Piece], int]:
    """The pieces with what runs in the page's main direction marked as direction 0, in the order of the file; and that direction."""
    weights: Counter[int] = Counter()
    for piece in pieces:
        weights[piece.direction] += len(piece.text)
    main = weights.most_common(1)[0][0] if weights else 0
    for piece in pieces:
        piece.direction = (piece.direction - main) % 4
    return pieces, main


def _check(raw: RawDocument, opened: Opened) -> None:
    """Reports pages without text and letters without meaning; a file with neither text nor pages is no document."""
    if not opened.pages:
        raise UnreadableDocument(raw.name, code="pdf-no-pages", reason="it has no page that can be loaded", fix=SAVE_AGAIN)
    scans = [page.number for page in opened.pages if page.images]
    fix = "Run text recognition (OCR) on it, e.g. with ocrmypdf, and ingest the result."
    if not any(page.pieces for page in opened.pages):
        held = "pictures of text" if scans else "no text"
        place = pages_named([page.number for page in opened.pages])
        raise UnreadableDocument(raw.name, code="pdf-no-text", place=place, reason=f"its pages hold {held}", fix=fix)
    if scans:
        opened.problems.append(Problem("pdf-no-text", pages_named(scans), "there are pictures on it but no text", fix))
    opened.problems += _unmapped(opened.pages)


def _unmapped(pages: list[Page]) -> Iterator[Problem]:
    bad = [page for page in pages if page.unmapped > MOST_UNMAPPED * sum(len(piece.text) for piece in page.pieces)]
    if bad:
        count = sum(page.unmapped for page in bad)
        yield Problem(
            "pdf-unmapped-letters",
            pages_named([page.number for page in bad]),
            f"the file does not say which letters {count} of its signs are, so words are missing or wrong",
            "Compare with what is seen; if words are wrong, run text recognition (OCR) on it or ingest the original document.",
        )


def pages_named(numbers: list[int]) -> str:
    """Where: 'page 3', 'pages 1-4, 9'; the first dozen of ranges when there are more."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    named = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges[:NAMED_PAGES])
    more = ", …" if len(ranges) > NAMED_PAGES else ""
    return f"page{'s' if len(numbers) > 1 else ''} {named}{more}"
