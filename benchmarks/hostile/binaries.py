"""Hostile PDF files, and packages (Word, Excel) that are not what they claim."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from benchmarks.hostile.cases import PROMISE, Case

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
SHEET = '<sheet name="S" sheetId="1" r:id="r1"/>'
LAUGHS = '<!DOCTYPE x [<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]><x>&l9;</x>"
TWICE = b"/Filter [/FlateDecode /FlateDecode]"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file with these members."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # The library warns of a name that stands twice; here it is meant.
        warnings.simplefilter("ignore")
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(body: str, *, head: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with this XML as its body."""
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document, **(more or {})})


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def packages() -> Iterator[Case]:
    """Word and Excel files."""
    makers: dict[str, Callable[[], bytes]] = {
        "bomb.docx": lambda: word(paragraph("x" * 200_000_000)),
        "bomb-beside.docx": lambda: word(paragraph(PROMISE), more={"word/media/x.png": b"\x00" * 200_000_000}),
        "slip.docx": lambda: word(paragraph(PROMISE), more={"../../../../tmp/hostile-slip": "x"}),
        "laughs-in-types.docx": lambda: word(paragraph(PROMISE), more={"[Content_Types].xml": LAUGHS}),
        "laughs-in-styles.docx": lambda: word(paragraph(PROMISE), more={"word/styles.xml": LAUGHS}),
        "many-paragraphs.docx": lambda: word(paragraph("x") * 20_000),
        "outside.docx": lambda: word(paragraph("&f;"), head='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
        "deep.docx": lambda: word("<w:p>" * 50_000),
        "deep-tables.docx": lambda: word("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000),
        "truncated.docx": lambda: word(paragraph(PROMISE))[:300],
        "no-body.docx": lambda: package({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}),
        "other-zip.docx": lambda: package({"readme.txt": PROMISE}),
        "not-a-zip.docx": PROMISE.encode,
        "ole.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
        "empty.docx": lambda: b"",
        "other-zip.xlsx": lambda: package({"readme.txt": PROMISE}),
        "truncated.xlsx": lambda: sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>')[:200],
        "dimensions.xlsx": lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "A1:XFD1048576"),
        "bomb.xlsx": lambda: sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 100_000_000 + "</t></is></c></row>"),
        "formula.xlsx": lambda: sheet('<row r="1"><c r="A1"><f>HYPERLINK("http://127.0.0.1:9")</f><v>x</v></c></row>'),
        "not-a-zip.xlsx": lambda: b"PK\x03\x04" + b"\xff" * 400,
    }
    for name, make in makers.items():
        yield Case("docx" if name.endswith("docx") else "xlsx", name, make)


def sheet(rows: str, dimension: str = "A1") -> bytes:
    """An Excel file with one sheet of this XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = TYPES.replace("/word/document.xml", "/xl/workbook.xml").replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", f"{kind}.sheet.main+xml"
    )
    types = types.replace("</Types>", f'<Override PartName="/xl/worksheets/s.xml" ContentType="{kind}.worksheet+xml"/></Types>')
    return package(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": RELATIONS.replace("word/document.xml", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{SHEET}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": RELATIONS.replace("relationships/officeDocument", "relationships/worksheet").replace(
                "word/document.xml", "worksheets/s.xml"
            ),
            "xl/worksheets/s.xml": f'<worksheet xmlns="{main}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def pdf(objects: Mapping[int, bytes], *, trailer: bytes = b"<< /Root 1 0 R >>", table: bool = True) -> bytes:
    """A PDF file of these objects, with or without its table of places."""
    out = b"%PDF-1.7\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    if not table:
        return out
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, max(objects) + 1))
    return out + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)


def page(stream: bytes, *, extra: bytes = b"", count: int = 1, kids: bytes = b"[3 0 R]") -> dict[int, bytes]:
    """The objects of a file with one page."""
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids %s /Count %d >>" % (kids, count),
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s >>" % font,
        4: b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), extra, stream),
    }


def pdfs() -> Iterator[Case]:
    """PDF files."""
    text = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % PROMISE.encode()
    makers: dict[str, Callable[[], bytes]] = {
        "good.pdf": lambda: pdf(page(text)),
        "truncated.pdf": lambda: pdf(page(text))[:400],
        "no-table.pdf": lambda: pdf(page(text), table=False),
        "loop.pdf": lambda: pdf(page(text, kids=b"[2 0 R]")),
        "many-pages-claimed.pdf": lambda: pdf(page(text, count=1_000_000_000)),
        "same-page-often.pdf": lambda: pdf(page(text, kids=b"[" + b"3 0 R " * 3000 + b"]", count=3000)),
        "bomb.pdf": lambda: pdf(page(zlib.compress(b" " * 200_000_000), extra=b"/Filter /FlateDecode")),
        "double-bomb.pdf": lambda: pdf(page(zlib.compress(zlib.compress(b" " * 500_000_000)), extra=TWICE)),
        "glyphs.pdf": lambda: pdf(page(b"BT /F1 1 Tf 1 1 Td " + b"(x) Tj 0 0 Td " * 100_000 + b"ET")),
        "no-text.pdf": lambda: pdf(page(b"0 0 100 100 re f")),
        "no-pages.pdf": lambda: pdf({1: b"<< /Type /Catalog >>"}),
        "encrypted.pdf": lambda: pdf(page(text), trailer=b"<< /Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 6 /O () /U () /P -1 >> >>"),
        "deep.pdf": lambda: pdf({**page(text), 5: b"[" * 50_000}),
        "bad-numbers.pdf": lambda: pdf(page(b"BT /F1 1e308 Tf 1e308 -1e308 Td (x) Tj ET")),
        "not-a-pdf.pdf": PROMISE.encode,
        "only-head.pdf": lambda: b"%PDF-1.7\n",
        "noise.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 2000,
        "empty.pdf": lambda: b"",
    }
    for name, make in makers.items():
        yield Case("pdf", name, make)
