"""Typed imports of real tables: workbooks, organisations that changed, and cells that nobody should have written."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner, Result

from api.cli import app
from graph.errors import UnreadableDocument
from ingest.connectors import LocalFiles
from ingest.documents import Metadata, RawDocument
from ingest.extraction.findings import Findings
from ingest.imports.mapping import ImportMapping, MappingInvalid, load_mapping
from ingest.imports.rows import import_rows
from ingest.imports.run import Apart, ImportReport, import_table
from ingest.imports.table import RejectedRow, table_rows
from ingest.one_document import read
from ingest.reading_process import Limits
from ingest.vocabulary import Vocabulary

COMMITMENTS = "kind: commitment\ncolumns: {Action: text, Lead: owner, Due: deadline}\ndocument: {country: gb}\n"
BODIES = (
    "kind: organisation\ncolumns: {Name: name, Short: abbreviation, Also: aliases, Parent: parent, Into: successor,"
    " From: opened_on, To: closed_on}\n"
    "document: {country: gb}\n"
)
HEADERS = "Name,Short,Also,Parent,Into,From,To\n"
Preview = Callable[..., ImportReport]


@pytest.fixture
def preview(tmp_path: Path, vocabulary: Vocabulary) -> Preview:
    """Imports a table without writing it."""

    def take(table: str | Path, mapping: str = COMMITMENTS) -> ImportReport:
        path = table if isinstance(table, Path) else tmp_path / "table.csv"
        if isinstance(table, str):
            path.write_text(table, encoding="utf-8")
        (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
        return import_table(path, load_mapping(tmp_path / "map.yaml"), tmp_path / "map.yaml", vocabulary, None)

    return take


def workbook(path: Path, *rows: tuple[str | date | None, ...], start: str = "A1", title: str = "Actions") -> Path:
    """A workbook whose one sheet has these rows from a cell on."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    first = sheet[start]
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            sheet.cell(first.row + down, first.column + across, value)
    book.save(path)
    return path


def found_in(path: Path, mapping: str, vocabulary: Vocabulary) -> Findings:
    """What the rows of a table say."""
    meant = path.with_suffix(".yaml")
    meant.write_text(mapping, encoding="utf-8")
    (raw,) = [one for one in LocalFiles([path]).documents() if isinstance(one, RawDocument)]
    document, by = read(raw), load_mapping(meant)
    return import_rows(document, table_rows(document, by, "map")[0], by, vocabulary).findings


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_workbook_is_taken_like_the_same_table_as_text(preview: Preview, tmp_path: Path) -> None:
    rows: list[tuple[str | date | None, ...]] = [
        ("Action", "Lead", "Due"),
        ("Light all lamps", "Home Office", "2031-03-31"),
        ("Ring bells", "Ofcom", date(2032, 5, 1)),
    ]

    report = preview(workbook(tmp_path / "actions.xlsx", *rows))

    assert report.entered == preview("Action,Lead,Due\nLight all lamps,Home Office,2031-03-31\nRing bells,Ofcom,2032-05-01\n").entered
    assert (len(report.entered), report.rejected, report.exit_code) == (2, (), 0)


def test_a_rejected_row_of_a_workbook_names_its_cells(preview: Preview, tmp_path: Path) -> None:
    rows = [("Action", "Lead", "Due"), ("Light lamps", "Ofcom", "31/02/2031"), ("Ring bells", "Ofcom", "01/03/2031")]

    report = preview(workbook(tmp_path / "actions.xlsx", *rows, start="B5"), COMMITMENTS + 'dates: ["%d/%m/%Y"]\n')

    assert report.rejected == (
        RejectedRow(
            "Actions!B6:D6, column 3 ('Due')",
            "import-date",
            "'31/02/2031' is no day; days are written '%d/%m/%Y', or as 2031-03-31",
            "Correct the cell and import the table again.",
            "Light lamps\nOfcom\n31/02/2031",
        ),
    )


def test_a_sheet_with_blanks_in_its_name_is_quoted(preview: Preview, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Action", "Lead", "Due"), (None, "Ofcom", "2031"), ("a", "b", "2031"), title="All actions")

    assert [row.place for row in preview(path).rejected] == ["'All actions'!A2:C2, column 1 ('Action')"]


def test_a_formula_without_a_result_empties_its_cell_and_is_told(preview: Preview, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Action", "Lead", "Due"), ("=A1&B1", "Ofcom", "2031"), ("Ring bells", "Ofcom", "2031"))

    report = preview(path)

    assert [(row.place, row.code) for row in report.rejected] == [("Actions!A2:C2, column 1 ('Action')", "import-missing")]
    assert [(problem.code, problem.place) for problem in report.problems] == [("xlsx-no-value", "Actions!A2")]


def test_parents_and_successors_are_claims_with_their_days(tmp_path: Path, vocabulary: Vocabulary) -> None:
    table = tmp_path / "bodies.csv"
    table.write_text(
        HEADERS + "Fog Office,FO,,Home Office,Lamp Agency,2001-04-01,2019-03-31\nLamp Agency,,,,,2019-04-01,\n", encoding="utf-8"
    )

    found = found_in(table, BODIES, vocabulary)

    assert [(one.type, one.source, one.target, one.valid_from, one.valid_to) for one in found.relations] == [
        ("PART_OF", "organisation/fog-office", "organisation/gb-home-office", "2001-04-01", "2019-03-31"),
        ("SUCCEEDED_BY", "organisation/fog-office", "organisation/lamp-agency", "2019-03-31", None),
    ]


def test_a_body_that_was_split_has_several_successors(tmp_path: Path, vocabulary: Vocabulary) -> None:
    table = tmp_path / "bodies.csv"
    table.write_text(HEADERS + "Fog Office,,,,Lamp Agency; Bell Agency,,2019-03-31\n", encoding="utf-8")

    found = found_in(table, BODIES, vocabulary)

    assert [one.target for one in found.relations] == ["organisation/lamp-agency", "organisation/bell-agency"]


def test_bodies_that_merged_stay_apart(preview: Preview) -> None:
    report = preview(HEADERS + "Fog Office,,,,Lamp Agency,,2019\nBell Office,,,,Lamp Agency,,2019\nLamp Agency,,,,,2019,\n", BODIES)

    assert [(row["name"], row.get("successor"), row.get("status")) for row in report.entered] == [
        ("Fog Office", "Lamp Agency", "closed"),
        ("Bell Office", "Lamp Agency", "closed"),
        ("Lamp Agency", None, None),
    ]
    assert report.problems == ()


def test_a_body_is_neither_its_own_parent_nor_its_successor(tmp_path: Path, vocabulary: Vocabulary) -> None:
    table = tmp_path / "bodies.csv"
    table.write_text(HEADERS + "Fog Office,,,Fog Office,Fog Office,,\n", encoding="utf-8")

    assert found_in(table, BODIES, vocabulary).relations == ()


def test_aliases_and_abbreviation_are_kept_in_order(preview: Preview) -> None:
    report = preview(HEADERS + "Fog Office,FO,Office of Fog; Fog Bureau ;,,,,\n", BODIES)

    assert (report.entered[0]["abbreviation"], report.entered[0]["aliases"]) == ("FO", "Fog Bureau; Office of Fog")


@pytest.mark.parametrize(
    ("lists", "cell", "owners"),
    [
        (";", "Ofcom; Home Office", "Ofcom; Home Office"),
        ("|", "Ofcom|Home Office", "Ofcom; Home Office"),
        (" and ", "Ofcom and Home Office", "Ofcom; Home Office"),
        (";", " ; Ofcom ;; ", "Ofcom"),
        (";", "Ofcom; OFCOM; Ofcom", "Ofcom"),
    ],
)
def test_names_in_a_cell_are_parted_as_the_mapping_says(preview: Preview, lists: str, cell: str, owners: str) -> None:
    mapping = COMMITMENTS + f'lists: "{lists}"\n'

    row = preview(f"Action,Lead,Due\nLight lamps,{cell},\n", mapping).entered[0]

    assert "; ".join(filter(None, (row.get("owner"), row.get("support")))) == owners


def test_headers_that_repeat_are_told_and_the_first_is_taken(preview: Preview) -> None:
    report = preview("Action,Lead,Due,Lead\nLight lamps,Ofcom,2031,Home Office\n")

    assert [row["owner"] for row in report.entered] == ["Ofcom"]
    assert [problem.code.rpartition("-")[2] for problem in report.problems] == ["header"]
    assert len(report.unmapped) == 1


def test_a_row_that_is_too_short_has_empty_cells(preview: Preview) -> None:
    assert preview("Action,Lead,Due\nLight lamps\n").entered == ({"text": "Light lamps", "kind": "commitment"},)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("Light\u200b lamps\u202e", "Light lamps"),
        ("<script>alert(1)</script> lamps", "<script>alert(1)</script> lamps"),
        ("{{7*7}} ${jndi:x}", "{{7*7}} ${jndi:x}"),
        ("') DETACH DELETE n //", "') DETACH DELETE n //"),
        ("[bold]Light[/bold]", "[bold]Light[/bold]"),
    ],
)
def test_hostile_cells_are_text_and_nothing_else(preview: Preview, cell: str, text: str) -> None:
    assert [row["text"] for row in preview(f"Action,Lead,Due\n{cell},Ofcom,2031\n").entered] == [text]


def test_a_nul_in_a_table_of_json_is_told_and_left_out(preview: Preview, tmp_path: Path) -> None:
    table = tmp_path / "a.json"
    table.write_text(json.dumps([{"action": "Light\x00 lamps", "lead": "Ofcom\ud800", "due": "2031"}]), encoding="utf-8")

    report = preview(table)

    assert [(row["text"], row["owner"]) for row in report.entered] == [("Light lamps", "Ofcom\ufffd")]
    assert [problem.code for problem in report.problems] == ["json-nul", "json-lone-surrogate", "import-new-organisation"]


def test_the_preview_acts_on_no_terminal_and_shows_ten_rows(tmp_path: Path) -> None:
    table, mapping = tmp_path / "a.csv", tmp_path / "map.yaml"
    rows = "".join(f"Light [red]lamp {number:02}\x1b[2J,Ofcom,2031\n" for number in range(12))
    table.write_text(f"Action,Lead,Due\n{rows}", encoding="utf-8")
    mapping.write_text(COMMITMENTS, encoding="utf-8")

    result = run("import", table, "--mapping", mapping, "--preview")

    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert [f"[red]lamp {number:02}" in result.stdout for number in (0, 9, 10)] == [True, True, False]
    assert result.stdout.splitlines()[-1] == "12 rows would enter, 0 rejected; nothing was written."


@pytest.mark.parametrize(("rows", "code"), [("a,Ofcom,2031\n", 0), ("a,Ofcom,2031\n,Ofcom,2031\n", 1), (",Ofcom,2031\n", 2), ("", 2)])
def test_the_command_ends_with_what_became_of_the_rows(tmp_path: Path, rows: str, code: int) -> None:
    table, mapping = tmp_path / "a.csv", tmp_path / "map.yaml"
    table.write_text(f"Action,Lead,Due\n{rows}", encoding="utf-8")
    mapping.write_text(COMMITMENTS, encoding="utf-8")

    assert run("import", table, "--mapping", mapping, "--preview").exit_code == code


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("kind: commitment\ncolumns: {A: text}\ndates: [1, [2]]\n", "line 3, column 12: dates > 1:"),
        ("kind: commitment\ncolumns:\n  A: text\n  B: [owner]\n", "line 4, column 6: columns > B:"),
        ("kind: commitment\ncolumns: {A: text}\nlists: ''\n", "line 3, column 8: lists:"),
        ("kind: commitment\ncolumns: {A: text}\nvalues: {cost: {x: y}}\n", "line 3, column 16: commitment has no field 'cost'"),
        ("kind: commitment\nkind: organisation\ncolumns: {A: text}\n", "line 2, column 1: the key 'kind' stands twice"),
        ("kind: commitment\ncolumns: {A: text\n", "it is not YAML: line 3, column 1:"),
        ("columns: {A: text}\n", "line 1, column 1: kind: Field required"),
        ("- a\n", "line 1, column 1:"),
        ("", "line 1, column 1:"),
        ("kind: commitment\n---\nkind: commitment\n", "line 1, column 1:"),
        ("kind: !!python/name:os.system x\n", "it is not YAML: line 1, column 7: the tag"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told_with_line_and_column(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(MappingInvalid) as caught:
        load_mapping(path)

    assert caught.value.problem.startswith(f"The mapping {str(path)!r} cannot be used: {place}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mapping_may_begin_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes("kind: commitment\ncolumns: {Maßnahme: text}\n".encode(encoding))

    assert load_mapping(path) == ImportMapping(kind="commitment", columns={"Maßnahme": "text"})


def test_words_such_as_yes_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("kind: commitment\ncolumns: {A: text, B: status}\nvalues: {status: {true: complete, 0: dropped}}\n", encoding="utf-8")

    assert load_mapping(path).values == {"status": {"true": "complete", "0": "dropped"}}


@pytest.mark.parametrize("sentence", ["Repair every bridge. ", "word", "x, "])
def test_a_cell_of_any_length_is_one_commitment(preview: Preview, sentence: str) -> None:
    long = sentence * (20_000 // len(sentence))

    done = preview(f'Action,Lead,Due\nPaint,Home Office,2030\n"{long}",HM Treasury,2031\nBuild,Home Office,2032\n')

    assert [(row["text"], row["owner"], row["deadline"]) for row in done.entered] == [
        ("Paint", "Home Office", "2030"),
        (long.strip(), "HM Treasury", "2031"),
        ("Build", "Home Office", "2032"),
    ]
    assert done.problems == ()


def test_a_table_is_read_within_limits() -> None:
    reading = Apart(Limits(patience_s=0.5, reading_s_per_mb=0))

    with pytest.raises(UnreadableDocument) as caught:
        reading(RawDocument("slow.csv", "/slow.csv", b"a,b\n" + b"1,2\n" * 300_000, "text/csv", Metadata()))

    assert caught.value.code == "too-slow"


def test_a_table_read_within_limits_is_the_same() -> None:
    raw = RawDocument("plan.csv", "/plan.csv", b"a,b\n1,2\n3,4\n", "text/csv", Metadata())

    assert [block.text for block in Apart(Limits())(raw).blocks] == [block.text for block in read(raw).blocks]
