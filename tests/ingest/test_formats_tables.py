"""CSV and TSV: good rows enter, bad rows are reported, nothing disappears."""

from collections.abc import Callable

import pytest

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.formats import format_for
from ingest.formats.tables import likely_delimiter


def read(source: str, media_type: str = "text/csv") -> ReadDocument:
    raw = RawDocument("bodies.csv", "/bodies.csv", source.encode(), media_type, Metadata())
    return format_for(raw).read(raw)


def rows(document: ReadDocument) -> list[list[tuple[str, str]]]:
    return [[(cell.header, cell.text) for cell in block.cells] for block in document.blocks]


def problems(document: ReadDocument) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in document.problems]


def test_each_row_is_a_block_with_cells_under_headers() -> None:
    document = read("key,name\nD1,Ministry of Roads\nD2,Board of Tolls\n")

    assert rows(document) == [
        [("", "key"), ("", "name")],
        [("key", "D1"), ("name", "Ministry of Roads")],
        [("key", "D2"), ("name", "Board of Tolls")],
    ]
    assert ([block.level for block in document.blocks], document.problems) == ([0, 1, 2], ())


def test_quoted_cells_keep_delimiters_quotes_and_lines() -> None:
    source = 'name,aim\n"Roads, ""Bridges""","repair\nand build"\n'
    document = read(source)
    row = document.blocks[1]

    assert [cell.text for cell in row.cells] == ['Roads, "Bridges"', "repair and build"]
    first = row.cells[0]
    assert source[slice(*row.span(first.start, first.end))] == 'Roads, ""Bridges"'


@pytest.mark.parametrize(("line", "delimiter"), [("a;b;c", ";"), ("a\tb", "\t"), ('"x;y",b', ","), ("only", ","), ("a|b", "|")])
def test_the_delimiter_is_read_from_the_first_line(line: str, delimiter: str) -> None:
    assert likely_delimiter(f"{line}\n1,2,3;4;5;6\n") == delimiter


def test_tab_separated_values_may_hold_commas() -> None:
    assert rows(read("abbr\tname\nMR\tRoads, Bridges\n", "text/tab-separated-values"))[1] == [("abbr", "MR"), ("name", "Roads, Bridges")]


def test_a_repeated_header_hides_no_column() -> None:
    document = read("name,name\nRoads,Bridges\n")

    assert rows(document)[1] == [("name", "Roads"), ("name (2)", "Bridges")]
    assert problems(document) == [("csv-duplicate-header", "line 1")]


def test_short_and_long_rows_are_read_and_reported() -> None:
    document = read("key,name\nD1\nD2,Tolls,extra\nD3,Bridges\n")

    assert rows(document)[1:] == [
        [("key", "D1")],
        [("key", "D2"), ("name", "Tolls"), ("", "extra")],
        [("key", "D3"), ("name", "Bridges")],
    ]
    assert problems(document) == [("csv-short-row", "line 2"), ("csv-long-row", "line 3")]


def test_an_open_quote_swallows_no_other_row() -> None:
    document = read('key,name\nD1,"Roads\nD2,Tolls\nD3,"Bridges"\n')

    assert [[cell.text for cell in block.cells] for block in document.blocks[1:]] == [["D1", '"Roads'], ["D2", "Tolls"], ["D3", "Bridges"]]
    assert problems(document) == [("csv-unclosed-quote", "line 2")]


def test_lines_are_counted_through_quoted_cells() -> None:
    assert problems(read('key,name\nD1,"two\nlines"\nD2\n')) == [("csv-short-row", "line 4")]


def test_a_nul_is_left_out_and_reported() -> None:
    document = read("key,name\nD1,Ro\x00ads\n")

    assert rows(document)[1] == [("key", "D1"), ("name", "Roads")]
    assert problems(document) == [("csv-nul", "line 2"), ("control-character", "line 2, character 14")]


def test_a_row_with_something_wrong_is_kept_verbatim() -> None:
    document = read('key,name\nD1\nD2,"Tolls\nD3,a,b\n')

    assert [(problem.code, problem.verbatim) for problem in document.problems] == [
        ("csv-unclosed-quote", '"Tolls'),
        ("csv-short-row", "D1"),
        ("csv-long-row", "D3,a,b"),
    ]


@pytest.mark.parametrize("formula", ["=1+1", "=HYPERLINK(1)", "@SUM(A1)", "+cmd|' /C calc'!A0", "-cmd|x"])
def test_a_formula_is_read_as_text_and_reported(formula: str) -> None:
    document = read(f"key,name\nD1,{formula}\n")

    assert rows(document)[1] == [("key", "D1"), ("name", formula)]
    assert problems(document) == [("csv-formula", "line 2")]


@pytest.mark.parametrize("cell", ["-5", "+44 20 7946", "- a bullet", "= equal", "a=b", "@ noon", "-roads"])
def test_numbers_and_signs_are_no_formula(cell: str) -> None:
    assert problems(read(f"key,name\nD1,{cell}\n")) == []


def test_a_hundred_thousand_open_quotes_are_gone_over_once(effort: Callable[[], float]) -> None:
    document = read("key\n" + '"a\n' * 30_000)

    assert len(document.blocks) == 30_001
    assert effort() < 100


def test_a_huge_cell_is_read_and_reported() -> None:
    document = read(f"key,name\nD1,{'x' * 131_073}\n")

    assert sum(len(cell.text) for block in document.blocks[1:] for cell in block.cells if cell.header == "name") == 131_073
    assert problems(document) == [("csv-huge-cell", "line 2"), ("long-block", "character 9")]


def test_empty_lines_and_empty_files_give_no_rows() -> None:
    assert rows(read("key,name\n\n,\nD1,Roads\n\n"))[1:] == [[("key", "D1"), ("name", "Roads")]]
    assert read("").blocks == ()


def test_blank_lines_between_rows_count_as_lines() -> None:
    document = read("a,b\n\n\n\n1,2\n\n3\n")

    assert [block.text for block in document.blocks] == ["a b", "1 2", "3"]
    assert [problem.place for problem in document.problems] == ["line 7"]


@pytest.mark.parametrize("source", ["," * 300_000 + "x\n1\n", "h" * 100_000 + ",b\n" + "1,2\n" * 300, "\n" * 500_000 + "a,b\n1,2\n"])
def test_wide_rows_long_headers_and_blank_lines_are_gone_over_once(source: str, effort: Callable[[], float]) -> None:
    assert read(source).blocks
    assert effort() < 200
