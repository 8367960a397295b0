"""Hostile and damaged office files: a clear code each, no reader crashes, hangs or reaches outside."""

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.formats.docx import DOCX, Docx
from ingest.formats.package import BIGGEST_PART, MOST_PARTS

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ROOT = f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="a" Type="{MAIN}" Target="word/document.xml"/></Relationships>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def package(document: bytes | str, *, parts: int = 0, extra: str | None = None) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("word/document.xml", document)
        for number in range(parts):
            archive.writestr(f"custom/{number}.bin", b"")
        if extra:
            archive.writestr(extra, "x")
    return out.getvalue()


def body(inside: str, before: str = "") -> str:
    return f"{before}<w:document {W}><w:body>{inside}</w:body></w:document>"


def real() -> bytes:
    document = docx.Document()
    document.add_heading("Roads", level=1)
    document.add_paragraph("We will repair every bridge.")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def read(content: bytes) -> ReadDocument:
    return Docx(DOCX, ".docx").read(RawDocument("plan.docx", "/plan.docx", content, DOCX, Metadata()))


def refused(content: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocument) as caught:
        read(content)
    assert caught.value.fix
    return caught.value.code, caught.value.place


def outcome(content: bytes) -> str:
    try:
        read(content)
    except UnreadableDocument as error:
        return error.code
    return "read"


def zip_of(**parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def lying(content: bytes, part: bytes, size: int) -> bytes:
    """The package, its directory saying that a part has another size than it has."""
    place = content.rindex(part) - 46
    return content[: place + 24] + struct.pack("<L", size) + content[place + 28 :]


def flagged(content: bytes) -> bytes:
    """The package, its directory saying that the first part is encrypted."""
    place = content.index(b"PK\x01\x02") + 8
    return content[:place] + struct.pack("<H", 1) + content[place + 2 :]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "office-not-a-document"),
        (lambda: b"Just text, whatever its name.", "office-not-a-document"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "office-encrypted"),
        (lambda: OLE + b"WordDocument", "office-old-format"),
        (lambda: real()[:2000], "office-damaged"),
        (lambda: real()[:-40], "office-damaged"),
        (lambda: flagged(real()), "office-encrypted"),
        (lambda: zip_of(readme="no document"), "office-not-a-document"),
        (lambda: zip_of(**{"_rels/.rels": ROOT}), "office-not-a-document"),
        (lambda: package("<workbook/>"), "office-not-a-document"),
        (lambda: package(body("<w:p>")), "office-broken-xml"),
        (lambda: package(b"\x00\x01\x02"), "office-broken-xml"),
        (lambda: package(b'<?xml version="1.0" encoding="klingon"?><a/>'), "office-broken-xml"),
        (lambda: package(body("", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')), "office-doctype"),
        (lambda: package(body("", "<!DOCTYPE a [" + '<!ENTITY x "lol">' + "]>").encode("utf-16")), "office-doctype"),
        (lambda: package(body("<w:p><w:r><w:t>" + "a" * BIGGEST_PART + "</w:t></w:r></w:p>")), "office-too-large"),
        (lambda: package(body(""), parts=MOST_PARTS), "office-too-large"),
        (lambda: lying(package(body("")), b"word/document.xml", 4_000_000_000), "office-too-large"),
        (lambda: lying(package(body("")), b"word/document.xml", 10), "office-damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(make: Callable[[], bytes], code: str, effort: Callable[[], float]) -> None:
    assert refused(make())[0] == code
    assert effort() < 50


def test_broken_xml_names_part_line_and_column() -> None:
    assert refused(package(body("\n\n<w:p></w:q>"))) == ("office-broken-xml", "word/document.xml, line 3, column 8")


def test_a_part_that_cannot_be_unpacked_is_named() -> None:
    content = bytearray(package(body("<w:p>" + "<w:r/>" * 500 + "</w:p>")))
    content[content.index(b"word/document.xml") + 30] ^= 0xFF

    assert refused(bytes(content)) == ("office-damaged", "word/document.xml")


def test_a_part_whose_name_leads_outside_is_reported_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    document = read(package(body("<w:p><w:r><w:t>We will.</w:t></w:r></w:p>"), extra="../../evil.txt"))

    assert [(problem.code, problem.place) for problem in document.problems] == [("office-unsafe-name", "'../../evil.txt'")]
    assert (document.text, list(tmp_path.iterdir())) == ("We will.", [])


@pytest.mark.parametrize("element", ["w:tbl", "w:sdt", "w:txbxContent", "w:p", "w:r", "w:hyperlink", "w:ins", "w:footnote"])
def test_deep_nesting_neither_crashes_nor_hides_the_text(element: str) -> None:
    inside = f"<{element}>" * 3000 + "<w:p><w:r><w:t>zorbal</w:t></w:r></w:p>" + f"</{element}>" * 3000

    assert "zorbal" in read(package(body(inside))).text or element == "w:footnote"


def test_styles_tied_into_a_loop_end() -> None:
    loop = "".join(f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("ab", "ba"))
    styles = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    out = BytesIO(package(body('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>We will.</w:t></w:r></w:p>')))
    with ZipFile(out, "a") as archive:
        archive.writestr("word/styles.xml", f"<w:styles {W}>{loop}</w:styles>")
        link = f'<Relationship Id="s" Type="{styles}" Target="styles.xml"/>'
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONSHIPS}">{link}</Relationships>')

    assert read(out.getvalue()).text == "We will."


@pytest.mark.parametrize(
    "settings_of",
    [
        '<w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-4"/></w:numPr>',
        '<w:outlineLvl w:val="²"/>',
        '<w:outlineLvl w:val=""/>',
        "<w:pStyle/>",
    ],
)
def test_senseless_settings_do_no_harm(settings_of: str) -> None:
    assert read(package(body(f"<w:p><w:pPr>{settings_of}</w:pPr><w:r><w:t>We will.</w:t></w:r></w:p>"))).text == "We will."


def test_a_senseless_look_of_a_table_does_no_harm() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
    table = f'<w:tbl><w:tblLook w:val="zzzz"/><w:tr>{cell}</w:tr></w:tbl>'

    assert [len(block.cells) for block in read(package(body(table))).blocks] == [100]


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 10_000), value=st.integers(0, 255))
def test_one_wrong_byte_anywhere_is_read_or_refused_and_never_crashes(place: int, value: int) -> None:
    content = bytearray(package(body("<w:p><w:r><w:t>We will repair.</w:t></w:r></w:p>")))
    content[place % len(content)] = value

    assert outcome(bytes(content)).startswith(("office-", "read"))


PIECES = (
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:br/>",
    "<w:t>zorbal</w:t>",
)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_word_is_lost_however_the_elements_are_nested(pieces: list[str]) -> None:
    opened: list[str] = []
    source = ""
    for piece in pieces:
        name = piece.strip("<>/")
        if piece.startswith("</"):
            if name not in opened:
                continue
            while (last := opened.pop()) != name:
                source += f"</{last}>"
        elif not piece.endswith("/>") and not piece.endswith("</w:t>"):
            opened.append(name)
        source += piece
    source += "".join(f"</{name}>" for name in reversed(opened))

    text = read(package(body(source))).text

    assert text.count("zorbal") == source.count("zorbal")


def test_a_real_file_stays_far_below_the_limits() -> None:
    assert read(real()).text == "Roads\n\nWe will repair every bridge."
