"""Workbooks: what each cell shows, under which header, and where it stands."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import UnreadableDocument
from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.extract import extract
from ingest.formats import format_for
from ingest.formats.sheet_cells import address, name_of, unescaped
from ingest.formats.sheet_values import Formats
from ingest.formats.xlsx import XLSX, Xlsx
from ingest.vocabulary.entries import Vocabulary

X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*rows: tuple[object, ...], title: str = "Actions") -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def workbook(*rows: tuple[object, ...], title: str = "Actions") -> bytes:
    return saved(sheet_of(*rows, title=title)[0])


def raw_book(inside: str, after: str = "") -> bytes:
    """A workbook whose only sheet has this in its sheetData."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        link = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{TYPES}/{{}}" Target="{{}}"/></Relationships>'
        package.writestr("_rels/.rels", link.format("officeDocument", "xl/workbook.xml"))
        package.writestr("xl/_rels/workbook.xml.rels", link.format("worksheet", "sheet1.xml"))
        package.writestr("xl/workbook.xml", f'<workbook {X} {R}><sheets><sheet name="Actions" r:id="a"/></sheets></workbook>')
        package.writestr(
            "xl/sheet1.xml", f'<worksheet {X}><dimension ref="A1:XFD1048576"/><sheetData>{inside}</sheetData>{after}</worksheet>'
        )
    return out.getvalue()


def read(content: bytes) -> ReadDocument:
    return Xlsx(XLSX, ".xlsx").read(RawDocument("plan.xlsx", "/plan.xlsx", content, XLSX, Metadata()))


def said(content: bytes) -> list[tuple[str, int, str, str | None]]:
    return [(block.kind, block.level, block.text, block.place) for block in read(content).blocks]


def problems(content: bytes) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in read(content).problems]


def test_a_sheet_is_a_heading_and_its_rows_stand_under_their_headers() -> None:
    content = workbook(("Action", "Owner"), ("Repair bridges", "DfT"), ("Build", "HMT"))

    assert said(content) == [
        ("heading", 1, "Actions", "Actions!A1"),
        ("row", 0, "Action Owner", "Actions!A1:B1"),
        ("row", 1, "Repair bridges DfT", "Actions!A2:B2"),
        ("row", 2, "Build HMT", "Actions!A3:B3"),
    ]
    assert [(cell.header, cell.text) for cell in read(content).blocks[2].cells] == [("Action", "Repair bridges"), ("Owner", "DfT")]


def test_the_stored_text_holds_every_block_where_it_says() -> None:
    document = read(workbook(("Action", "Owner"), ("Repair\nall", "DfT")))

    assert document.text == "Actions\n\nAction\nOwner\n\nRepair\nall\nDfT"
    assert [document.text[block.start : block.end] for block in document.blocks] == ["Actions", "Action\nOwner", "Repair\nall\nDfT"]


def test_lines_above_a_table_are_paragraphs() -> None:
    content = workbook(("Our plan for roads",), (None,), ("As of May",), ("Action", "Owner"), ("Repair", "DfT"))

    assert said(content)[1:] == [
        ("paragraph", 0, "Our plan for roads", "Actions!A1"),
        ("paragraph", 0, "As of May", "Actions!A3"),
        ("row", 0, "Action Owner", "Actions!A4:B4"),
        ("row", 1, "Repair DfT", "Actions!A5:B5"),
    ]


def test_two_tables_below_each_other_have_headers_of_their_own() -> None:
    content = workbook(("Action", "Owner"), ("Repair", "DfT"), (None, None), ("Risk", "Level"), ("Flood", "High"))

    assert [[(cell.header, cell.text) for cell in block.cells] for block in read(content).blocks if block.level == 1 and block.cells] == [
        [("Action", "Repair"), ("Owner", "DfT")],
        [("Risk", "Flood"), ("Level", "High")],
    ]


def test_a_table_goes_on_after_an_empty_row_when_no_headers_follow() -> None:
    content = workbook(("Action", "Year"), ("Repair", 2031), (None, None), ("We will build a bridge.", 2032))

    assert [(cell.header, cell.text) for cell in read(content).blocks[-1].cells] == [
        ("Action", "We will build a bridge."),
        ("Year", "2032"),
    ]


def test_two_tables_beside_each_other_are_read_one_after_the_other() -> None:
    content = workbook(("Action", "Owner", None, "Risk", "Level"), ("Repair", "DfT", None, "Flood", "High"))

    assert [text for _, _, text, _ in said(content)[1:]] == ["Action Owner", "Repair DfT", "Risk Level", "Flood High"]


def test_empty_cells_keep_the_columns_in_line() -> None:
    row = read(workbook(("A", "B", "C"), ("x", None, "z"))).blocks[2]

    assert [(cell.header, cell.text) for cell in row.cells] == [("A", "x"), ("B", ""), ("C", "z")]


def test_a_label_merged_over_rows_is_said_in_each() -> None:
    book, sheet = sheet_of(("Owner", "Action"), ("DfT", "repair"), (None, "build"), ("HMT", "pay"))
    sheet.merge_cells("A2:A3")

    assert [text for _, _, text, _ in said(saved(book))[2:]] == ["DfT repair", "DfT build", "HMT pay"]


def test_headers_that_repeat_are_told_apart_and_reported() -> None:
    content = workbook(("Owner", "Owner"), ("DfT", "HMT"))

    assert [cell.header for cell in read(content).blocks[2].cells] == ["Owner", "Owner (2)"]
    assert problems(content) == [("xlsx-duplicate-header", "Actions!A1:B1")]


def test_a_name_that_the_program_gave_is_no_heading() -> None:
    assert [kind for kind, *_ in said(workbook(("A", "B"), ("x", "y"), title="Sheet1"))] == ["furniture", "row", "row"]


def test_a_name_with_blanks_is_quoted_in_places() -> None:
    assert [place for *_, place in said(workbook(("x", "y"), title="Bob's plan"))] == ["'Bob''s plan'!A1", "'Bob''s plan'!A1:B1"]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (5, "General", "5"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (0.256, "0%", "26%"),
        (0.256, "0.0%", "25.6%"),
        (1200, '"£"#,##0', "£1,200"),
        (1200, "[$€-407]#,##0.00", "€1,200.00"),
        (-3, "0;(0)", "-3"),
        (7, '0 "days"', "7 days"),
        (0.5, "# ?/?", "0.5"),
        (1234.5, "0.00E+00", "1234.5"),
        (date(2031, 5, 14), "yyyy-mm-dd", "14 May 2031"),
        (date(2031, 5, 14), "mmm-yy", "May 2031"),
        (date(2031, 5, 14), "yyyy", "2031"),
        (datetime.fromisoformat("2031-05-14T09:30"), "d/m/yyyy h:mm", "14 May 2031 09:30"),
        (datetime.fromisoformat("2031-05-14T15:30"), "h:mm AM/PM", "15:30"),
        (1.5, "[h]:mm", "36:00"),
        (True, "General", "TRUE"),
        ("=1+1 is not run", "@", "=1+1 is not run"),
    ],
)
def test_a_value_is_read_as_it_is_shown(value: object, number_format: str, shown: str) -> None:
    book, sheet = sheet_of(("Header", "Other"))
    cell = sheet.cell(row=2, column=1)
    cell.value = value  # type: ignore[assignment]
    cell.data_type = "s" if isinstance(value, str) else cell.data_type
    cell.number_format = number_format
    sheet.cell(row=2, column=2, value="x")

    assert read(saved(book)).blocks[2].cells[0].text == shown


def test_days_of_workbooks_that_count_from_1904_are_right() -> None:
    book, sheet = sheet_of(("Due", "Owner"), (date(2031, 5, 14), "DfT"))
    book.epoch = datetime.fromisoformat("1904-01-01")
    sheet["A2"].number_format = "d mmmm yyyy"

    assert read(saved(book)).blocks[2].text == "14 May 2031 DfT"


def test_a_formula_without_its_result_is_named() -> None:
    content = workbook(("A", "B"), ("x", "=SUM(1,2)"), ("y", "=A1"))

    assert problems(content) == [("xlsx-no-value", "Actions!B2")]
    assert read(content).problems[0].reason == "the result of formula B2, B3 is not in the file; nothing was read there"


def test_a_cell_that_shows_an_error_is_read_and_reported() -> None:
    content = raw_book('<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>')

    assert (said(content)[1][2], problems(content)) == ("#REF! x", [("xlsx-error-cell", "Actions!A1")])


def test_hidden_sheets_rows_and_columns_are_read_and_reported() -> None:
    book, sheet = sheet_of(("A", "B"), ("x", "y"))
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    secret = book.create_sheet("Secret")
    secret.append(("we", "will"))
    secret.sheet_state = "veryHidden"

    found = [(problem.place, problem.reason) for problem in read(saved(book)).problems]

    assert found == [
        ("Actions", "row 2 is hidden; it was read"),
        ("Actions", "column B is hidden; it was read"),
        ("Secret", "the sheet is hidden; it was read"),
    ]
    assert "will" in read(saved(book)).text


def test_a_claim_to_a_million_rows_costs_nothing(effort: Callable[[], float]) -> None:
    content = raw_book('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')

    assert [place for *_, place in said(content)] == ["Actions!A1", "Actions!A1", "Actions!XFD1048576"]
    assert effort() < 10


def test_a_diagonal_of_cells_takes_no_room_for_the_empty_ones(effort: Callable[[], float]) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="{name_of(n, n)}"><v>{n}</v></c><c r="{name_of(n, n + 1)}"><v>{n}</v></c></row>' for n in range(1, 3000)
    )

    document = read(raw_book(rows))

    assert len(document.blocks) == 3000
    assert effort() < 80


def test_merged_columns_without_end_are_bounded() -> None:
    merged = '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>'

    assert said(raw_book('<row r="1"><c r="A1"><v>1</v></c></row>', merged))[1:] == [("paragraph", 0, "1", "Actions!A1")]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>99</v></c>',
        '<c r="A1" s="4444444444"><v>abc</v></c>',
        '<c r="ZZZZ9"><v>1</v></c>',
        '<c r="A1"><v>1e999</v></c>',
        '<c r="A1"><v>nan</v></c>',
        '<c r="A1" t="n"/>',
        "<c><v>²</v></c>",
        '<c r="A0"><v>1</v></c>',
    ],
)
def test_senseless_cells_do_no_harm(cell: str) -> None:
    document = read(raw_book(f'<row r="1">{cell}<c r="B1"><v>7</v></c></row>'))

    assert document.text.endswith("7")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook", "office-old-format"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "office-encrypted"),
        (lambda: workbook(("a", "b"))[:900], "office-damaged"),
        (lambda: b"a,b\n1,2\n", "office-not-a-document"),
        (lambda: raw_book("<row>"), "office-broken-xml"),
        (lambda: raw_book("<row>" + "<c><v>1</v></c>" * 3_000_000 + "</row>"), "office-too-large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(make())

    assert caught.value.code == code


REGISTER = (
    ("name", "abbreviation", "parent", "status"),
    ("Department for Lamps", "DfL", "", "live"),
    ("Lamp Oversight Agency", "LOA", "Department for Lamps", "live"),
    ("Candle Board", "CB", "Department for Lamps", "closed"),
)


def test_a_register_in_a_workbook_gives_what_it_gives_as_csv(vocabulary: Vocabulary) -> None:
    about = Metadata(title="Register of organisations", kind="register")
    csv = "\n".join(",".join(row) for row in REGISTER).encode()
    files = [
        RawDocument("register.csv", "/r", csv, "text/csv", about),
        RawDocument("register.xlsx", "/r", workbook(*REGISTER, title="Sheet1"), XLSX, about),
    ]

    first, second = (extract(format_for(raw).read(raw), vocabulary) for raw in files)

    assert first.things
    assert [(thing.id, thing.fields) for thing in first.things] == [(thing.id, thing.fields) for thing in second.things]
    assert [(r.type, r.source, r.target) for r in first.relations] == [(r.type, r.source, r.target) for r in second.relations]


@given(row=st.integers(1, 1_048_576), column=st.integers(1, 16_384))
def test_a_cells_name_leads_back_to_it(row: int, column: int) -> None:
    assert address(name_of(row, column)) == (row, column)


@given(number=st.floats(allow_nan=True), code=st.text('dmyhs0#,.%;[]"\\ -/E+$£_*', max_size=12))
def test_no_format_makes_a_number_unreadable(number: float, code: str) -> None:
    assert isinstance(Formats((code,)).shown(str(number), 0), str)


def test_escaped_characters_are_unescaped() -> None:
    assert [unescaped(text) for text in ("a_x000A_b", "a_x_b", "_xD800_")] == ["a\nb", "a_x_b", "?"]


CELLS = st.lists(st.lists(st.sampled_from([None, "zorbal", "quenlik mirt", 7]), min_size=1, max_size=5).map(tuple), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(rows=CELLS)
def test_no_cell_is_lost_and_places_hold(rows: list[tuple[object, ...]]) -> None:
    document = read(workbook(*rows))

    assert document.text.count("zorbal") == sum(cell == "zorbal" for row in rows for cell in row)
    for block in document.blocks:
        assert block.text == " ".join(document.text[block.start : block.end].split())
        assert all(block.text[cell.start : cell.end] == cell.text for cell in block.cells)
