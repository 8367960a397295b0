"""Word files: what Word shows, in which structure, and what of it could not be read."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.formats.docx import DOCX, Docx
from ingest.formats.numbering import in_words

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {
    "Heading1": '<w:name w:val="heading 1"/>',
    "Kop2": '<w:name w:val="Kop twee"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>',
    "Mine": '<w:name w:val="Mine"/><w:basedOn w:val="Heading1"/>',
    "Title": '<w:name w:val="Title"/>',
    "TOC1": '<w:name w:val="toc 1"/>',
    "ListParagraph": '<w:name w:val="List Paragraph"/>',
    "Quote": '<w:name w:val="Quote"/>',
}


def relationships(items: Mapping[str, tuple[str, str]]) -> str:
    mode = {True: 'TargetMode="External"', False: ""}
    links = "".join(
        f'<Relationship Id="{key}" Type="{TYPES}/{kind}" Target="{target}" {mode["//" in target]}/>'
        for key, (kind, target) in items.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def word(body: str, parts: Mapping[str, str] | None = None, refers: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{key}">{inside}</w:style>' for key, inside in STYLES.items())
    known = {"s": ("styles", "styles.xml"), "n": ("numbering", "numbering.xml"), **(refers or {})}
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("_rels/.rels", relationships({"d": ("officeDocument", "word/document.xml")}))
        package.writestr("word/_rels/document.xml.rels", relationships(known))
        package.writestr("word/document.xml", f"<w:document {W} {R} {MORE}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return out.getvalue()


def p(text: str, style: str = "", settings: str = "", run: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{settings}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def r(inside: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{inside}</w:t></w:r>'


def numbered(text: str, level: int = 0, used: int = 1) -> str:
    return p(text, settings=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{used}"/></w:numPr>')


def numbering(*levels: tuple[str, str], starts: Mapping[int, int] | None = None) -> dict[str, str]:
    """Numbering with one definition, used by list 1 and, from `starts`, by list 2."""
    inside = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate(levels)
    )
    again = "".join(f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="{s}"/></w:lvlOverride>' for n, s in (starts or {}).items())
    lists = f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>{again}</w:num>'
    return {"word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{inside}</w:abstractNum>{lists}</w:numbering>'}


def read(content: bytes, metadata: Metadata | None = None) -> ReadDocument:
    return Docx(DOCX, ".docx").read(RawDocument("plan.docx", "/plan.docx", content, DOCX, metadata or Metadata()))


def said(content: bytes) -> list[tuple[str, int, str | None, str]]:
    return [(block.kind, block.level, block.number, block.text) for block in read(content).blocks]


def table(*rows: tuple[str, ...], header: bool = False, look: str = "0000") -> str:
    lines = [
        "<w:tr>"
        + ("<w:trPr><w:tblHeader/></w:trPr>" if header and not n else "")
        + "".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{p(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for n, row in enumerate(rows)
    ]
    return f'<w:tbl><w:tblPr><w:tblLook w:val="{look}"/></w:tblPr>{"".join(lines)}</w:tbl>'


def test_headings_are_known_by_name_by_outline_or_by_the_style_they_rest_on() -> None:
    body = (
        p("Roads", "Heading1")
        + p("Bridges", "Kop2")
        + p("Tunnels", "Mine")
        + p("Ferries", settings='<w:outlineLvl w:val="2"/>')
        + p("We will.")
    )

    assert said(word(body)) == [
        ("heading", 1, None, "Roads"),
        ("heading", 2, None, "Bridges"),
        ("heading", 1, None, "Tunnels"),
        ("heading", 3, None, "Ferries"),
        ("paragraph", 0, None, "We will."),
    ]


def test_a_title_stands_above_all_headings() -> None:
    blocks = read(word(p("Roads Plan", "Title") + p("Bridges", "Heading1") + p("We will."))).blocks

    assert [heading.text for heading in blocks[-1].headings] == ["Roads Plan", "Bridges"]


def test_a_short_bold_paragraph_looks_like_a_heading() -> None:
    body = p("Bridges", run="<w:b/>") + p("We will.", run="<w:b/>") + p("Tunnels", run='<w:b w:val="0"/>')

    assert [kind for kind, *_ in said(word(body))] == ["heading", "paragraph", "paragraph"]


def test_numbers_are_those_that_word_prints() -> None:
    parts = numbering(("decimal", "%1."), ("lowerLetter", "(%2)"), ("decimal", "%1.%3"))
    body = numbered("a") + numbered("b", 1) + numbered("c", 1) + numbered("d") + numbered("e", 1) + numbered("f", 2)

    assert [(level, number) for _, level, number, _ in said(word(body, parts))] == [
        (1, "1"), (2, "a"), (2, "b"), (1, "2"), (2, "a"), (3, "2.1"),
    ]  # fmt: skip


def test_a_list_goes_on_after_a_paragraph_and_begins_anew_where_it_says_so() -> None:
    parts = numbering(("decimal", "Recommendation %1:"), starts={0: 7})
    body = numbered("a") + p("Because.") + numbered("b") + numbered("c", used=2) + numbered("d", used=2)

    numbers = [block.number for block in read(word(body, parts)).blocks if block.kind == "item"]

    assert numbers == ["Recommendation 1", "Recommendation 2", "Recommendation 7", "Recommendation 8"]


def test_bullets_have_no_number_and_unknown_lists_are_plain() -> None:
    parts = numbering(("bullet", "\uf0b7"))

    assert said(word(p("We will:") + numbered("repair") + numbered("build", used=9) + numbered("pay", 5), parts)) == [
        ("paragraph", 0, None, "We will:"),
        ("item", 1, None, "repair"),
        ("paragraph", 0, None, "build"),
        ("paragraph", 0, None, "pay"),
    ]


def test_an_unnumbered_list_paragraph_belongs_to_the_item_before() -> None:
    parts = numbering(("bullet", "-"))
    blocks = read(word(numbered("repair") + p("Soon.", "ListParagraph") + numbered("build"), parts)).blocks

    assert [(block.kind, block.intro and block.intro.text) for block in blocks] == [("item", None), ("paragraph", "repair"), ("item", None)]


def test_typed_bullets_and_numbers_are_understood() -> None:
    assert said(word(p("• repair") + p("4. We will build."))) == [("item", 1, None, "repair"), ("paragraph", 0, "4", "We will build.")]


@pytest.mark.parametrize(
    ("count", "style", "words"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (0, "lowerLetter", "0"),
        (9999, "upperRoman", "9999"),
        (5, "none", ""),
        (5, "chicago", "5"),
    ],
)
def test_counts_are_written_as_lists_write_them(count: int, style: str, words: str) -> None:
    assert in_words(count, style) == words


def test_rows_stand_under_the_headers_that_the_table_marks() -> None:
    head, row = read(word(table(("Action", "Owner"), ("Repair", "DfT"), header=True))).blocks

    assert (head.level, row.level) == (0, 1)
    assert [(cell.header, cell.text) for cell in row.cells] == [("Action", "Repair"), ("Owner", "DfT")]


def test_a_first_row_set_apart_by_the_tables_look_is_headers() -> None:
    body = table(("Action", "Owner", "Due"), ("Repair", "DfT", "2031"), look="0420")

    assert [cell.header for cell in read(word(body)).blocks[1].cells] == ["Action", "Owner", "Due"]


def test_pairs_of_label_and_value_have_no_headers() -> None:
    assert [block.level for block in read(word(table(("Owner", "DfT"), ("Due", "2031"), look="0420"))).blocks] == [1, 2]


def test_a_table_of_nothing_but_headers_is_a_row() -> None:
    assert [block.level for block in read(word(table(("We will repair.", "2031"), header=True))).blocks] == [1]


def test_a_label_over_several_rows_is_said_in_each() -> None:
    begun = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("DfT")}</w:tc>'
    goes_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"

    assert [text for *_, text in said(word(table((begun, "repair"), (goes_on, "build"), ("HMT", "pay"))))] == [
        "DfT repair",
        "DfT build",
        "HMT pay",
    ]


def test_a_wide_cell_keeps_the_columns_in_line() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Both")}</w:tc>'

    row = read(word(table(("A", "B", "C"), (wide, "x"), header=True))).blocks[1]

    assert [(cell.header, cell.text) for cell in row.cells] == [("A", "Both"), ("B", ""), ("C", "x")]


def test_paragraphs_of_a_cell_are_parted_by_breaks() -> None:
    row = read(word(table((f"<w:tc>{p('We will:')}{p('repair')}</w:tc>", "2031")))).blocks[0]

    assert (row.text, row.breaks) == ("We will: repair 2031", (9, 16))


def footnotes(*notes: tuple[int, str, str]) -> dict[str, str]:
    inside = "".join(f'<w:footnote w:id="{key}" w:type="{kind}">{p(text)}</w:footnote>' for key, kind, text in notes)
    return {"word/footnotes.xml": f"<w:footnotes {W}>{inside}</w:footnotes>"}


def test_footnotes_stand_behind_the_paragraph_that_calls_them() -> None:
    parts = footnotes((0, "separator", "---"), (2, "normal", "See plan."))
    call = f'<w:p>{r("We will")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(" pay.")}</w:p>'

    content = word(call + p("Later."), parts, {"f": ("footnotes", "footnotes.xml")})

    assert said(content) == [("paragraph", 0, None, "We will pay."), ("footnote", 0, "1", "See plan."), ("paragraph", 0, None, "Later.")]


def test_a_footnote_that_nothing_calls_stands_at_the_end() -> None:
    content = word(p("We will."), footnotes((2, "normal", "See plan.")), {"f": ("footnotes", "footnotes.xml")})

    assert said(content) == [("paragraph", 0, None, "We will."), ("footnote", 0, "1", "See plan.")]


def test_a_footnote_does_not_part_a_list() -> None:
    parts = {**numbering(("bullet", "-")), **footnotes((2, "normal", "Note."))}
    first = numbered("repair").replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')

    document = read(word(p("We will:") + first + numbered("build"), parts, {"f": ("footnotes", "footnotes.xml")}))

    assert [block.intro and block.intro.text for block in document.blocks if block.kind == "item"] == ["We will:", "We will:"]


def test_tracked_changes_are_read_as_accepted_and_what_they_delete_is_reported() -> None:
    deleted = "<w:del><w:r><w:delText>may</w:delText></w:r></w:del>"

    document = read(word(f"<w:p>{r('We ')}{deleted}<w:ins>{r('will')}</w:ins></w:p>"))

    assert document.text == "We will"
    assert [(problem.code, problem.place) for problem in document.problems] == [("docx-deleted-passages", "paragraph 1")]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('We will pay.')}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"

    assert [text for *_, text in said(word(f"<w:p>{r('Before')}<w:r>{twice}</w:r>{r(' after')}</w:p>"))] == ["Before after", "We will pay."]


def test_links_lead_where_the_file_says() -> None:
    outside = f'<w:hyperlink r:id="h">{r("The plan")}</w:hyperlink>'
    inside = f'<w:hyperlink w:anchor="goals">{r("goals")}</w:hyperlink>'

    document = read(word(f"<w:p>{outside}{r(' and ')}{inside}</w:p>", refers={"h": ("hyperlink", "https://roads.example/plan")}))

    assert document.text == "The plan and goals"
    assert document.blocks[0].links == ((0, 8, "https://roads.example/plan"), (13, 18, "#goals"))


def test_of_a_field_only_the_result_is_said() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    body = f"<w:p>{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{r('code')}{separate}{r('7')}{end}</w:p>"

    assert read(word(body + p("More."))).text == "7\n\nMore."


def test_a_field_never_ended_hides_nothing_that_follows() -> None:
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + p("We will pay.")

    assert read(word(body)).text == "We will pay."


def test_a_table_of_contents_is_furniture() -> None:
    assert [kind for kind, *_ in said(word(p("Roads 4", "TOC1") + p("We will.")))] == ["furniture", "paragraph"]


def test_headers_and_footers_are_furniture_at_the_end() -> None:
    header = f"<w:hdr {W}>{p('Draft')}</w:hdr>"
    section = '<w:sectPr><w:headerReference r:id="h"/><w:headerReference r:id="h"/></w:sectPr>'

    content = word(p("We will.") + section, {"word/header1.xml": header}, {"h": ("header", "header1.xml")})

    assert said(content) == [("paragraph", 0, None, "We will."), ("furniture", 0, None, "Draft")]


def test_what_has_no_text_is_counted_in_the_report() -> None:
    body = "<w:p><w:r><pic:pic/></w:r></w:p><w:p><w:r><pic:pic/></w:r></w:p>" + p("secret", run="<w:vanish/>") + '<w:altChunk r:id="x"/>'
    comments = f'<w:comments {W}><w:comment w:id="1">{p("Really?")}</w:comment></w:comments>'

    document = read(word(body, {"word/comments.xml": comments, "word/vbaProject.bin": "x"}, {"c": ("comments", "comments.xml")}))

    assert [(problem.code, problem.place) for problem in document.problems] == [
        ("docx-embedded-documents", "paragraph 3"),
        ("docx-hidden-passages", "paragraph 3"),
        ("docx-pictures", "paragraph 1"),
        ("docx-comments", ""),
        ("office-macros", ""),
    ]
    assert document.text == ""


def test_breaks_tabs_hyphens_and_formulas_are_text() -> None:
    body = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r><m:r><m:t>=e</m:t></m:r></w:p>"

    assert read(word(body)).text == "a b\nc-d=e"


@pytest.mark.parametrize(("stated", "title"), [("Roads Plan 2031", "Roads Plan 2031"), ("Template v3 (draft)", "Our roads plan 2031")])
def test_a_stated_title_counts_when_its_words_stand_in_the_text(stated: str, title: str) -> None:
    document = docx.Document()
    document.add_heading("Our roads plan 2031", level=1)
    document.core_properties.title = stated
    out = BytesIO()
    document.save(out)

    assert read(out.getvalue()).metadata.title == title


def test_the_strict_edition_of_the_standard_is_read_too() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("_rels/.rels", relationships({"d": ("officeDocument", "/word/document.xml")}))
        package.writestr("word/document.xml", f'<d xmlns:w="{strict}"><w:document><w:body>{p("We will.")}</w:body></w:document></d>')

    assert read(out.getvalue()).text == "We will."
