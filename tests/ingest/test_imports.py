"""Typed imports: each row by the columns that a mapping names, entered or rejected with its place and reason."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from ingest.extraction.almanac import When
from ingest.imports.mapping import ImportMapping, MappingInvalid, load_mapping
from ingest.imports.run import ImportReport, import_table
from ingest.imports.table import RejectedRow, read_day
from ingest.vocabulary import Vocabulary, load_vocabulary

ACTIONS = "Action,Lead,Due\nLight all lamps,Home Office,2031-03-31\nRing all bells,Ofcom,2031-09\n"
COMMITMENTS = "kind: commitment\ncolumns: {Action: text, Lead: owner, Due: deadline}\ndocument: {country: gb}\n"
BODIES = "Name,Parent,Opened,Closed,Site\n"
ORGANISATIONS = (
    "kind: organisation\ncolumns: {Name: name, Parent: parent, Opened: opened_on, Closed: closed_on, Site: website}\n"
    "document: {country: gb}\n"
)
Preview = Callable[..., ImportReport]


@pytest.fixture
def preview(tmp_path: Path, vocabulary: Vocabulary) -> Preview:
    """Imports a table without writing it."""

    def take(table: str, mapping: str = COMMITMENTS, name: str = "actions.csv") -> ImportReport:
        (tmp_path / name).write_text(table, encoding="utf-8")
        (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
        return import_table(tmp_path / name, load_mapping(tmp_path / "map.yaml"), tmp_path / "map.yaml", vocabulary, None)

    return take


def invalid(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingInvalid) as caught:
        load_mapping(path)
    return caught.value.problem.partition(": ")[2]


def test_each_row_enters_by_its_columns(preview: Preview) -> None:
    report = preview(ACTIONS)

    assert report.entered == (
        {"text": "Light all lamps", "kind": "commitment", "owner": "Home Office", "deadline": "2031-03-31"},
        {"text": "Ring all bells", "kind": "commitment", "owner": "Ofcom", "deadline": "2031-09"},
    )
    assert (report.rejected, report.problems, report.unmapped, report.exit_code) == ((), (), (), 0)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("actions.tsv", ACTIONS.replace(",", "\t")),
        ("actions.json", ('[{"action": "Light all lamps", "lead": "Home Office", "due": "2031-03-31"},'
                         ' {"action": "Ring all bells", "lead": "Ofcom", "due": "2031-09"}]')),
        ("actions.jsonl", ('{"Action": "Light all lamps", "Lead": "Home Office", "Due": "2031-03-31"}\n'
                          '{"Action": "Ring all bells", "Lead": "Ofcom", "Due": "2031-09"}\n')),
        ("actions.yaml", ("actions:\n- {action: Light all lamps, lead: Home Office, due: 2031-03-31}\n"
                         "- {action: Ring all bells, lead: Ofcom, due: 2031-09}\n")),
        ("actions.md", ("# Plan\n\n| Action | Lead | Due |\n|---|---|---|\n| Light all lamps | Home Office | 2031-03-31 |\n"
                       "| Ring all bells | Ofcom | 2031-09 |\n")),
        ("actions.html", ("<table><tr><th>Action<th>Lead<th>Due<tr><td>Light all lamps<td>Home Office<td>2031-03-31"
                         "<tr><td>Ring all bells<td>Ofcom<td>2031-09</table>")),
    ],
)  # fmt: skip
def test_every_format_that_gives_rows_is_taken_alike(preview: Preview, name: str, table: str) -> None:
    assert preview(table, name=name).entered == preview(ACTIONS).entered


def test_a_rejected_row_names_line_column_reason_and_stands_as_it_is(preview: Preview) -> None:
    mapping = COMMITMENTS + 'dates: ["%d/%m/%Y"]\n'

    report = preview('Action,Lead,Due\n"Light\nall lamps",Ofcom,01/02/2031\nRing bells,Ofcom,31/02/2031\n', mapping)

    assert report.rejected == (
        RejectedRow(
            "line 4, column 3 ('Due')",
            "import-date",
            "'31/02/2031' is no day; days are written '%d/%m/%Y', or as 2031-03-31",
            "Correct the cell and import the table again.",
            "Ring bells,Ofcom,31/02/2031",
        ),
    )
    assert [row["text"] for row in report.entered] == ["Light all lamps"]
    assert report.exit_code == 1


def test_a_rejected_row_of_json_names_its_pointer(preview: Preview) -> None:
    table = '{"plan": {"actions": [{"action": "Light lamps", "lead": "Ofcom", "due": ""}, {"action": "", "lead": "Ofcom", "due": "2031"}]}}'

    report = preview(table, name="actions.json")

    assert [(row.place, row.code) for row in report.rejected] == [("/plan/actions/1, column 1 ('Action')", "import-missing")]


def test_a_table_of_which_no_row_enters_ends_with_two(preview: Preview) -> None:
    report = preview("Action,Lead,Due\n,Ofcom,2031\n")

    assert (report.entered, len(report.rejected), report.document, report.exit_code) == ((), 1, None, 2)


def test_columns_that_the_mapping_does_not_name_are_listed(preview: Preview) -> None:
    assert preview("Action,Lead,Due,Cost,Notes\nLight lamps,Ofcom,2031,5,x\n").unmapped == ("Cost", "Notes")


def test_capitals_underscores_and_hyphens_make_no_difference_to_headers(preview: Preview) -> None:
    mapping = "kind: commitment\ncolumns: {the_action: text, leadBody: owner}\n"

    assert preview("THE-ACTION,Lead body\nLight lamps,Ofcom\n", mapping).entered[0]["owner"] == "Ofcom"


def test_a_column_that_the_table_has_not_is_an_error_with_those_it_has(preview: Preview) -> None:
    with pytest.raises(MappingInvalid) as caught:
        preview("Action,Owner,Due\nLight lamps,Ofcom,2031\n")

    assert caught.value.exit_code == 2
    assert caught.value.problem.endswith("'actions.csv' has no column 'Lead'; its columns are 'Action', 'Owner', 'Due'.")


def test_a_document_without_a_table_says_so(preview: Preview) -> None:
    with pytest.raises(MappingInvalid) as caught:
        preview("# Plan\n\nWe will light all lamps.\n", name="plan.md")

    assert caught.value.problem.endswith("there is no table with headers in it.")


def test_a_table_that_cannot_be_read_says_why(preview: Preview) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        preview('[{"action": }]', name="actions.json")

    assert (caught.value.code, caught.value.place) == ("json-syntax", "line 1, column 13")


def test_names_are_resolved_by_name_abbreviation_or_alias_and_never_by_likeness(preview: Preview) -> None:
    report = preview("Action,Lead,Due\na,DfT,\nb,Department for Transport,\nc,Departement for Transport,\nd,Home Offices,\n")

    assert [row["owner"] for row in report.entered] == [
        "Department for Transport",
        "Department for Transport",
        "Departement for Transport",
        "Home Offices",
    ]
    assert [(problem.code, problem.place) for problem in report.problems] == [
        ("import-new-organisation", "line 4, column 2 ('Lead')"),
        ("import-new-organisation", "line 5, column 2 ('Lead')"),
    ]


def test_rows_with_unknown_names_are_rejected_where_the_mapping_wants_it(preview: Preview) -> None:
    report = preview("Action,Lead,Due\na,Lamp Trust,\nb,Ofcom,\n", COMMITMENTS + "unknown_organisations: reject\n")

    assert [(row.place, row.code) for row in report.rejected] == [("line 2, column 2 ('Lead')", "import-unknown-organisation")]
    assert [row["text"] for row in report.entered] == ["b"]


def test_several_names_in_a_cell_are_several_owners(preview: Preview) -> None:
    mapping = 'kind: commitment\ncolumns: {Action: text, Lead: owner, With: support}\nlists: "/"\ndocument: {country: gb}\n'

    report = preview("Action,Lead,With\nLight lamps,Home Office / Ofcom,Ofcom/DfT\n", mapping)

    assert (report.entered[0]["owner"], report.entered[0]["support"]) == ("Home Office; Ofcom", "Department for Transport")


def test_words_of_the_table_mean_what_the_mapping_says(preview: Preview) -> None:
    mapping = "kind: commitment\ncolumns: {Action: text, State: status}\nvalues: {status: {Done: complete}}\n"

    report = preview("Action,State\na,done\nb,In progress\nc,Half\nd,\n", mapping)

    assert [row.get("status") for row in report.entered] == ["complete", "in progress", None]
    assert [(row.place, row.reason) for row in report.rejected] == [
        (
            "line 4, column 2 ('State')",
            "'Half' is no status; it can be 'not started', 'in progress', 'complete', 'partly complete', 'dropped' or 'superseded'",
        )
    ]


def test_constants_hold_for_every_row_without_a_cell_of_its_own(preview: Preview) -> None:
    mapping = "kind: commitment\ncolumns: {Action: text}\nconstants: {strategy: Lamp Plan, kind: target, owner: Ofcom}\n"

    assert preview("Action,x\na,\n", mapping).entered == ({"text": "a", "kind": "target", "owner": "Ofcom", "strategy": "Lamp Plan"},)


def test_themes_are_known_ones_by_name_or_label_or_new_ones(preview: Preview) -> None:
    mapping = "kind: commitment\ncolumns: {Action: text, Topic: theme}\n"

    assert [row["theme"] for row in preview("Action,Topic\na,cyber security\nb,Lamp craft\n", mapping).entered] == [
        "Cyber security",
        "Lamp craft",
    ]


def test_words_for_a_deadline_are_understood_or_kept_as_words(preview: Preview) -> None:
    report = preview("Action,Lead,Due\na,Ofcom,spring 2031\nb,Ofcom,as soon as it can be\n")

    assert [row["deadline"] for row in report.entered] == ["2031", "as soon as it can be"]
    assert [(problem.code, problem.place) for problem in report.problems] == [("import-date", "line 3, column 3 ('Due')")]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("nan", "'nan' is no number that can be reached"),
        ("inf", "'inf' is no number that can be reached"),
        ("1e999", "'1e999' is no number that can be reached"),
        ("many", "'many' is no target_value"),
    ],
)
def test_a_target_that_is_no_number_rejects_its_row(preview: Preview, cell: str, reason: str) -> None:
    report = preview(f"Action,Aim\na,{cell}\nb,5.5\n", "kind: commitment\ncolumns: {Action: text, Aim: target_value}\n")

    assert [row.reason for row in report.rejected] == [reason]
    assert len(report.entered) == 1


def test_organisations_enter_with_parents_days_and_status(preview: Preview) -> None:
    report = preview(
        BODIES + "Fog Agency,Department for Transport,2019-06-01,,https://fog.example/\nLamp Office,Fog Agency,2001,2019-05-31,\n",
        ORGANISATIONS,
    )

    assert report.entered == (
        {
            "name": "Fog Agency",
            "kind": report.entered[0]["kind"],
            "jurisdiction": "gb",
            "website": "https://fog.example/",
            "opened_on": "2019-06-01",
            "parent": "Department for Transport",
        },
        {
            "name": "Lamp Office",
            "kind": report.entered[1]["kind"],
            "jurisdiction": "gb",
            "opened_on": "2001-01-01",
            "closed_on": "2019-05-31",
            "status": "closed",
            "parent": "Fog Agency",
        },
    )
    assert report.problems == ()


@pytest.mark.parametrize(
    ("row", "place", "reason"),
    [
        ("Fog Agency,,some day,,", "line 2, column 3 ('Opened')", "'some day' is no day"),
        ("Fog Agency,,,,fog.example", "line 2, column 5 ('Site')", "'fog.example' is no web address; it begins with https:// or http://"),
        (",Ofcom,,,", "line 2, column 1 ('Name')", "the cell that holds the name is empty"),
        ("F" * 501 + ",,,,", "line 2, column 1 ('Name')", "a name of more than 500 characters is none"),
    ],
)
def test_an_organisation_that_cannot_be_is_rejected(preview: Preview, row: str, place: str, reason: str) -> None:
    report = preview(f"{BODIES}{row}\nLamp Board,,,,\n", ORGANISATIONS)

    assert [(rejected.place, rejected.reason) for rejected in report.rejected] == [(place, reason)]
    assert [entered["name"] for entered in report.entered] == ["Lamp Board"]


def test_a_formula_in_a_cell_is_no_more_than_text(preview: Preview) -> None:
    report = preview('Action,Lead,Due\n"=HYPERLINK(""http://evil.example"")",Ofcom,2031\n')

    assert report.entered[0]["text"] == '=HYPERLINK("http://evil.example")'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("kind: budget\ncolumns: {A: text}\n", "line 1, column 7: kind: Input should be 'commitment' or 'organisation'."),
        ("kind: commitment\ncolumns: {}\n", "line 2, column 10: columns: Dictionary should have at least 1 item after validation, not 0."),
        ("kind: commitment\ncolumns: {A: owner}\n", "line 2, column 10: no column holds the 'text' of the commitment."),
        ("kind: commitment\ncolumns: {A: text, B: text}\n", "line 2, column 23: the field 'text' is given twice."),
        ("kind: commitment\ncolumns: {A: text}\nwhat: 1\n", "line 3, column 7: what: Extra inputs are not permitted."),
        ("kind: commitment\ncolumns: {A: text}\nconstants: {kind: promise}\n", ("line 3, column 19: 'promise' is no kind; it can be "
         "'commitment', 'recommendation', 'target' or 'response'.")),
        ("kind: organisation\ncolumns: {A: name}\nconstants: {jurisdiction: Britain}\n", ("line 3, column 27: 'Britain' is no country "
         "code such as 'gb'.")),
        ("kind: commitment\ncolumns: {A: text}\ndocument: {published: soon}\n", "line 3, column 11: document: published cannot be 'soon'."),
    ],
)  # fmt: skip
def test_a_mapping_that_says_what_none_says_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert invalid(tmp_path / "map.yaml", text) == problem


def test_a_field_that_the_kind_has_not_is_told_with_those_it_has(tmp_path: Path) -> None:
    problem = invalid(tmp_path / "map.yaml", "kind: organisation\ncolumns: {A: name, B: deadline}\n")

    assert problem.startswith("line 2, column 23: organisation has no field 'deadline'; it has name, abbreviation, kind,")


@pytest.mark.parametrize("text", ["kind: [", "a: 1\na: 2\n", "x: !!python/object/apply:os.system ['true']", "- " * 2_000])
def test_a_mapping_that_is_no_plain_yaml_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(MappingInvalid):
        load_mapping(path)


def test_a_mapping_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MappingInvalid, match="it cannot be opened: No such file or directory"):
        load_mapping(tmp_path / "none.yaml")


def test_a_mapping_may_be_json(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps({"kind": "commitment", "columns": {"A": "text"}, "dates": ["%Y"]}), encoding="utf-8")

    assert load_mapping(path) == ImportMapping(kind="commitment", columns={"A": "text"}, dates=("%Y",))


@pytest.mark.parametrize(
    ("text", "formats", "value"),
    [
        ("2031-03-31", (), "2031-03-31"),
        ("2031-03", (), "2031-03"),
        ("2031", (), "2031"),
        ("2031-03-31T00:00:00", (), "2031-03-31"),
        ("2031-13", (), None),
        ("2031-02-30", (), None),
        ("0000", (), None),
        ("soon", (), None),
        ("31/03/2031", ("%d/%m/%Y",), "2031-03-31"),
        ("March 2031", ("%d/%m/%Y", "%B %Y"), "2031-03"),
        ("in 2031", ("in %Y",), "2031"),
        ("31.03.2031", ("%d/%m/%Y",), None),
    ],
)
def test_a_day_is_as_exact_as_it_is_written(text: str, formats: tuple[str, ...], value: str | None) -> None:
    found = read_day(text, formats)

    assert (found.value if isinstance(found, When) else None) == value


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), min_size=1, max_size=6))
def test_every_row_enters_or_is_rejected_whatever_stands_in_it(tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("table")
    records = [dict(zip(("action", "lead", "due"), ["a", *row[1:]], strict=True)) for row in cells]
    (folder / "table.json").write_text(json.dumps(records), encoding="utf-8")
    mapping = ImportMapping(kind="commitment", columns={"action": "text", "lead": "owner", "due": "deadline"})

    report = import_table(folder / "table.json", mapping, folder / "map.yaml", load_vocabulary(), None)

    assert len(report.entered) + len(report.rejected) == len(cells)
