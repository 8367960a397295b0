"""Tables of web pages: wide and tall cells stand in every row and column that they cover."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Block, Metadata, RawDocument
from ingest.formats.html import Html
from ingest.formats.html_tables import MOST_REPEATED
from ingest.formats.rows import LONGEST_LABEL

PROSE = "We will repair every bridge and every road of the country. " * 2


def rows(source: str) -> list[Block]:
    raw = RawDocument("plan.html", "/plan.html", source.encode(), "text/html", Metadata())
    return [block for block in Html().read(raw).blocks if block.kind == "row"]


def cells(source: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows(source)]


def under_headers(source: str) -> list[list[tuple[str, str]]]:
    return [[(cell.header, cell.text) for cell in row.cells] for row in rows(source) if row.level]


def test_a_cell_that_spans_rows_belongs_to_each_of_them() -> None:
    source = "<table><tr><td rowspan=3>Roads<td>2030<tr><td>2031<tr><td>2032<tr><td>Rail<td>2033</table>"

    assert cells(source) == [["Roads", "2030"], ["Roads", "2031"], ["Roads", "2032"], ["Rail", "2033"]]


def test_a_tall_cell_keeps_the_others_under_their_headers() -> None:
    source = """<table><tr><th>Department<th>Action<th>Due
    <tr><td>Roads<td rowspan="2">Repair<td>2030<tr><td>Rail<td>2031</table>"""

    assert under_headers(source) == [
        [("Department", "Roads"), ("Action", "Repair"), ("Due", "2030")],
        [("Department", "Rail"), ("Action", "Repair"), ("Due", "2031")],
    ]


def test_a_tall_cell_at_the_end_of_a_row_is_filled_in_too() -> None:
    source = "<table><tr><td>Repair<td rowspan=2>2030<tr><td>Build<tr><td>Pay</table>"

    assert cells(source) == [["Repair", "2030"], ["Build", "2030"], ["Pay"]]


def test_a_row_that_is_too_short_leaves_its_columns_empty_before_a_tall_cell() -> None:
    assert cells("<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d</table>") == [["a", "b", "c"], ["d", "", "c"]]


def test_a_cell_may_be_both_wide_and_tall() -> None:
    source = "<table><tr><th>A<th>B<th>C<tr><td colspan=2 rowspan=2>both<td>1<tr><td>2</table>"

    assert under_headers(source) == [
        [("A", "both"), ("B", ""), ("C", "1")],
        [("A", "both"), ("B", ""), ("C", "2")],
    ]


def test_of_two_rows_of_headers_the_second_names_the_columns_with_the_tall_ones_of_the_first() -> None:
    source = """<table><thead><tr><th rowspan=2>Action<th colspan=2>Targets<tr><th>2030<th>2031</thead>
    <tr><td>Repair<td>5<td>7</table>"""

    assert under_headers(source) == [[("Action", "Repair"), ("2030", "5"), ("2031", "7")]]


def test_a_header_beside_several_rows_heads_none_of_the_columns() -> None:
    source = "<table><tr><th>Area<th>Action<tr><th rowspan=2>Roads<td>Repair<tr><td>Build</table>"

    assert under_headers(source) == [[("Area", "Roads"), ("Action", "Repair")], [("Area", "Roads"), ("Action", "Build")]]


def test_prose_is_said_once_and_its_column_kept() -> None:
    source = f"<table><tr><td rowspan=2>{PROSE}<td>2030<tr><td>2031</table>"

    assert len(PROSE) > LONGEST_LABEL
    assert cells(source) == [[PROSE.strip(), "2030"], ["", "2031"]]


def test_no_cell_reaches_into_the_next_part_of_the_table() -> None:
    source = "<table><tbody><tr><td rowspan=9>Roads<td>2030<tbody><tr><td>Rail<td>2031</table>"

    assert cells(source) == [["Roads", "2030"], ["Rail", "2031"]]


def test_a_span_of_no_rows_reaches_to_the_end_of_its_part() -> None:
    source = "<table><tbody><tr><td rowspan=0>Roads<td>1<tr><td>2<tr><td>3</tbody><tr><td>Rail<td>4</table>"

    assert cells(source) == [["Roads", "1"], ["Roads", "2"], ["Roads", "3"], ["Rail", "4"]]


def test_a_row_that_only_cells_above_reach_is_counted_and_not_said() -> None:
    assert cells("<table><tr><td rowspan=2>Roads<td rowspan=2>2030</tr><tr></tr><tr><td>Rail<td>2031</table>") == [
        ["Roads", "2030"],
        ["Rail", "2031"],
    ]


def test_a_table_in_a_cell_has_spans_of_its_own() -> None:
    source = "<table><tr><td rowspan=2>Roads<td>2030<tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>"

    assert cells(source) == [["Roads", "2030"], ["a", "b"], ["c", "d"]]


def test_links_of_a_repeated_label_are_repeated_in_their_place() -> None:
    source = "<table><tr><td>2030<td rowspan=2><a href=/r>Roads</a><tr><td>in 2031</table>"

    assert [(row.text, row.links) for row in rows(source)] == [("2030 Roads", ((5, 10, "/r"),)), ("in 2031 Roads", ((8, 13, "/r"),))]


@pytest.mark.parametrize("span", ["rowspan=1", "rowspan=x", "rowspan=''", "rowspan=-3", "data-rowspan=4", "rowspan", ""])
def test_what_is_no_span_spans_nothing(span: str) -> None:
    expected = [["Roads", "2030"], ["2031"]]

    assert cells(f"<table><tr><td {span}>Roads<td>2030<tr><td>2031</table>") == expected


@pytest.mark.parametrize("span", ["rowspan=1000000000", "colspan=999999999", "rowspan=1000000000 colspan=999999999"])
def test_a_span_without_end_ends_with_its_table(span: str, effort: Callable[[], float]) -> None:
    found = rows(f"<table><tr><td {span}>Roads<tr><td>2031</table><table><tr><td>Rail</table>")

    assert effort() < 10
    assert [row.text for row in found][-1] == "Rail"
    assert all(len(row.cells) <= 101 for row in found)


def test_tall_cells_of_a_hostile_table_repeat_no_more_than_a_bearable_number_of_times(effort: Callable[[], float]) -> None:
    source = "<table><tr>" + "<td rowspan=65000>Roads" * 2000 + "<tr><td>Rail" * 2000 + "</table>"

    found = cells(source)

    assert effort() < 100
    assert sum(map(len, found)) <= 2 * 2000 + MOST_REPEATED
    assert [row[-1] for row in found][-1] == "Rail"


@given(st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4), max_size=6))
def test_whatever_spans_there_are_each_cell_is_said_and_each_text_stands_in_its_row(spans: list[list[tuple[int, int]]]) -> None:
    names = [[f"w{row}x{column}" for column in range(len(cells_))] for row, cells_ in enumerate(spans)]
    lines = [
        "<tr>" + "".join(f"<td rowspan={tall} colspan={wide}>{name}" for name, (tall, wide) in zip(row, line, strict=True))
        for row, line in zip(names, spans, strict=True)
    ]

    found = rows(f"<table>{''.join(lines)}</table>")

    written = [name for row in names for name in row]
    assert sorted({cell.text for row in found for cell in row.cells} - {""}) == sorted(written)
    assert all(row.text == " ".join(cell.text for cell in row.cells if cell.text) for row in found)
    assert all(row.text[cell.start : cell.end] == cell.text for row in found for cell in row.cells)


INNER = "<table><tr><th>Year<th>Cost<tr><td>2030<td>5</table>"


def test_a_row_stands_whole_before_the_table_in_one_of_its_cells() -> None:
    source = f"<table><tr><th>Action<th>Owner<th>Due<tr><td>Repair{INNER}<td>Roads<td>2031<tr><td>Build<td>Rail<td>2032</table>"

    assert cells(source) == [
        ["Action", "Owner", "Due"],
        ["Repair", "Roads", "2031"],
        ["Year", "Cost"],
        ["2030", "5"],
        ["Build", "Rail", "2032"],
    ]


def test_a_tall_cell_reaches_over_a_row_with_a_table_in_it() -> None:
    source = f"<table><tr><td rowspan=3>Roads<td>2030<tr><td>2031{INNER}<tr><td>2032<tr><td>Rail<td>2033</table>"

    assert [row for row in cells(source) if row[0] in {"Roads", "Rail"}] == [
        ["Roads", "2030"],
        ["Roads", "2031"],
        ["Roads", "2032"],
        ["Rail", "2033"],
    ]


def test_a_cell_with_nothing_but_a_table_leaves_no_row() -> None:
    assert cells(f"<table><tr><td>{INNER}</table>") == [["Year", "Cost"], ["2030", "5"]]
