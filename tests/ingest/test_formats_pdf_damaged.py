"""PDF files that are locked, cut off, scanned, or made to do harm: each says what is wrong and what to do."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from graph.errors import UnreadableDocument
from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.formats.pdf.format import Pdf
from ingest.formats.pdf.opening import pages_named


def read(content: bytes) -> ReadDocument:
    return Pdf().read(RawDocument("plan.pdf", "/plan.pdf", content, "application/pdf", Metadata()))


def refused(content: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocument) as caught:
        read(content)
    return caught.value.code, caught.value.place


def written(*pages: str, password: str | None = None) -> bytes:
    out = BytesIO()
    lock = StandardEncryption(password, ownerPassword="owner") if password is not None else None
    canvas = Canvas(out, invariant=1, encrypt=lock)
    for page in pages:
        if page == "scan":
            canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 50, 50, 300, 300)
        elif page:
            canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """A file of objects numbered from 1, with a right list of where they stand."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, len(out))
    return out + head + table + tail


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), extra, content)


def one_page(content: bytes, font: bytes = FONT) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    return raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, font)


def test_a_scan_is_refused_and_names_its_pages() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(written("scan", "scan", "scan"))

    assert (caught.value.code, caught.value.place) == ("pdf-no-text", "pages 1-3")
    assert caught.value.reason == "its pages hold pictures of text"
    assert "OCR" in caught.value.fix


def test_scanned_pages_among_others_are_reported_and_the_others_read() -> None:
    document = read(written("We will act.", "scan", "", "We will pay.", "scan"))

    assert [(problem.code, problem.place) for problem in document.problems] == [("pdf-no-text", "pages 2, 5")]
    assert [(block.text, document.page_at(block.start)) for block in document.blocks] == [("We will act.", 1), ("We will pay.", 4)]


def test_empty_pages_have_no_text() -> None:
    assert refused(written("", "")) == ("pdf-no-text", "pages 1-2")


def test_a_locked_file_asks_for_its_password_to_be_taken_off() -> None:
    assert refused(written("We will act.", password="secret")) == ("pdf-encrypted", "")


def test_a_file_locked_only_against_changes_is_read() -> None:
    assert [block.text for block in read(written("We will act.", password="")).blocks] == ["We will act."]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a zip", b"<html>not found</html>", b"\x00" * 5000])
def test_what_is_no_pdf_says_so(content: bytes) -> None:
    assert refused(content) == ("pdf-not-a-pdf", "byte 0")


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + b"garbage \xff\x00" * 500])
def test_a_file_without_anything_in_it_is_damaged(content: bytes) -> None:
    assert refused(content)[0] == "pdf-damaged"


def test_a_file_that_is_cut_off_is_reported() -> None:
    content = written(*(f"Paragraph {number}." for number in range(1, 9)))

    for share in (0.5, 0.8, 0.97):
        try:
            codes = [problem.code for problem in read(content[: int(len(content) * share)]).problems]
        except UnreadableDocument as error:
            codes = [error.code]

        assert codes
        assert codes[0] in {"pdf-cut-off", "pdf-damaged", "pdf-no-pages", "pdf-no-text"}


def test_a_file_without_its_list_of_objects_is_read_all_the_same() -> None:
    content = written("We will act.")
    start = content.rindex(b"xref\n0")

    document = read(content[:start] + content[content.rindex(b"trailer") :])

    assert [block.text for block in document.blocks] == ["We will act."]


def test_pages_that_hold_each_other_do_not_hang(effort: Callable[[], float]) -> None:
    loop = raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 2/Parent 3 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 2/Parent 2 0 R>>")

    assert refused(loop)[0] in {"pdf-no-pages", "pdf-damaged", "pdf-no-text"}
    assert effort() < 50


def test_a_number_of_pages_that_is_a_lie_is_not_counted_to_its_end(effort: Callable[[], float]) -> None:
    lie = raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[]/Count 2000000000>>")

    assert refused(lie)[0] in {"pdf-no-pages", "pdf-damaged"}
    assert effort() < 50


def test_a_missing_page_is_named_and_the_others_are_read() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    text = stream(b"BT /F 12 Tf 72 700 Td (We will act.) Tj ET")
    content = raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R 99 0 R]/Count 2>>", page, text, FONT)

    document = read(content)

    assert [block.text for block in document.blocks] == ["We will act."]
    assert [(problem.code, problem.place) for problem in document.problems] == [("pdf-page-damaged", "page 2")]


def test_a_stream_that_swells_is_read_or_refused_in_bounded_time(effort: Callable[[], float]) -> None:
    packed = zlib.compress(b"BT /F 12 Tf 72 700 Td (We will act.) Tj ET\n" + b" " * 20_000_000, 9)

    document = read(one_page(stream(packed, b"/Filter/FlateDecode")))

    assert [block.text for block in document.blocks] == ["We will act."]
    assert effort() < 50


def test_a_form_that_draws_itself_does_not_hang() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    form = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")

    content = raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(b"/X Do"), form)

    assert refused(content)[0] == "pdf-no-text"


def test_letters_of_which_the_file_does_not_say_what_they_are_are_reported() -> None:
    mapping = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"1 beginbfrange <41> <5a> <e041> endbfrange endcmap end"
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    text = stream(b"BT /F 12 Tf 72 700 Td (WE WILL ACT and pay) Tj ET")

    document = read(raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, text, font, mapping))

    assert [(problem.code, problem.place) for problem in document.problems] == [("pdf-unmapped-letters", "page 1")]
    assert document.blocks[0].text.endswith("and pay")


@pytest.mark.parametrize(
    ("numbers", "named"),
    [([3], "page 3"), ([1, 2, 3, 9], "pages 1-3, 9"), (list(range(1, 60, 2)), "pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, …")],
)
def test_pages_are_named_in_ranges(numbers: list[int], named: str) -> None:
    assert pages_named(numbers) == named


def damaged(content: bytes, place: int, other: int) -> bytes:
    return content[: place % len(content)] + bytes([other]) + content[place % len(content) + 1 :]


def without(content: bytes, place: int, other: int) -> bytes:
    start = place % len(content)
    return content[:start] + content[start + other :]


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 100_000), other=st.integers(0, 255), change=st.sampled_from([damaged, without]))
def test_any_damage_is_read_or_refused_with_a_code(place: int, other: int, change: Callable[[bytes, int, int], bytes]) -> None:
    content = change(written("We will act.", "We will pay for it."), place, other)

    code, fix = "", ""
    try:
        document = read(content)
    except UnreadableDocument as error:
        code, fix = error.code, error.fix
    else:
        assert all(document.text[block.start : block.end] for block in document.blocks)
    assert code.startswith("pdf-") == bool(fix) == bool(code)
