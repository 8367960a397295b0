"""Links on a page: which words lie under each."""

from collections.abc import Iterator
from ctypes import byref, c_int, c_ulong, create_string_buffer

import pypdfium2 as pdfium
import pypdfium2.raw as raw_pdfium

from ingest.formats.pdf.glyphs import Glyphs
from ingest.formats.pdf.pieces import Piece

MOST_LINKS = 500
LONGEST_ADDRESS = 2000


def add_links(page: pdfium.PdfPage, glyphs: Glyphs, pieces: list[Piece]) -> None:
    """Adds to the pieces the links that lie over them."""
    for left, bottom, right, top, address in _links(page):
        middle = (bottom + top) / 2
        tolerance = (top - bottom) / 2
        first = glyphs.index_at(left + 1, middle, tolerance)
        last = glyphs.index_at(right - 1, middle, tolerance)
        if first is None or last is None or last < first:
            continue
        for piece in pieces:
            start, end = max(first, piece.first) - piece.first, min(last + 1, piece.first + len(piece.text)) - piece.first
            if start < end:
                piece.links.append((start, end, address))


def _links(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float, str]]:
    place, link, box = c_int(0), raw_pdfium.FPDF_LINK(), raw_pdfium.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not raw_pdfium.FPDFLink_Enumerate(page.raw, byref(place), byref(link)):
            return
        address = _address(page, link)
        if address and raw_pdfium.FPDFLink_GetAnnotRect(link, byref(box)):
            yield box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top), address


def _address(page: pdfium.PdfPage, link: object) -> str:
    """Where a link leads: an address on the web, or '#page=3' in the document itself; '' when anywhere else."""
    place = raw_pdfium.FPDFLink_GetDest(page.pdf.raw, link)
    action = None if place else raw_pdfium.FPDFLink_GetAction(link)
    if action and raw_pdfium.FPDFAction_GetType(action) == raw_pdfium.PDFACTION_GOTO:
        place = raw_pdfium.FPDFAction_GetDest(page.pdf.raw, action)
    if place:
        number = raw_pdfium.FPDFDest_GetDestPageIndex(page.pdf.raw, place)
        return f"#page={number + 1}" if number >= 0 else ""
    if not action or raw_pdfium.FPDFAction_GetType(action) != raw_pdfium.PDFACTION_URI:
        return ""
    buffer = create_string_buffer(LONGEST_ADDRESS)
    length = raw_pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, c_ulong(LONGEST_ADDRESS))
    address = buffer.raw[: max(0, length - 1)].decode("utf-8", "replace") if length <= LONGEST_ADDRESS else ""
    return address if address.startswith(("http://", "https://")) else ""
