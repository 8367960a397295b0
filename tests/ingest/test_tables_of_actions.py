"""Tables of actions in the header words of many governments, and tables that are something else."""

from collections.abc import Callable

import pytest

from ingest.documents import ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.extraction.registers import is_register
from ingest.extraction.tables import Column, column_of
from ingest.vocabulary import Vocabulary

Promised = Callable[..., list[tuple[str, str, str | None]]]
Row = tuple[str, str, str | None]

HOME, OFCOM, TRANSPORT = "gb-home-office", "gb-ofcom", "gb-department-for-transport"


def table(headers: str, *rows: str) -> str:
    """A Markdown table from lines with '|' between the cells."""
    line = "|" + "---|" * (headers.count("|") + 1)
    return "\n".join([f"| {headers} |", line, *(f"| {row} |" for row in rows)]) + "\n"


@pytest.mark.parametrize(
    ("headers", "row", "expected"),
    [
        ("Action|Lead|Deadline", "Publish a map|Home Office|June 2032", ("Publish a map", HOME, "2032-06")),
        ("What we will do|Who|By when", "Publish a map|Home Office|Q2 2032/33", ("Publish a map", HOME, "2032-09")),
        (
            "Commitment|Responsible body|Target completion",
            "Map of piers published|Home Office and Ofcom|31/03/2032",
            ("Map of piers published", f"{HOME} + {OFCOM}", "2032-03-31"),
        ),
        ("No.|Initiative|Lead agency|Timeframe", "1|Develop a map|Ofcom|Within 12 months", ("Develop a map", OFCOM, "2032-05")),
        ("Milestone|Date", "The map goes live|Mar-32", ("The map goes live", TRANSPORT, "2032-03")),
        (
            "Activity|Lead department|Supporting departments|Completion date",
            "Publish a map|Home Office|Ofcom|June 2032",
            ("Publish a map", f"{HOME} + {OFCOM}", "2032-06"),
        ),
        ("Year|Action", "2032|Publish a map", ("Publish a map", TRANSPORT, "2032")),
        ("Theme|Action|Status", "Safety|Publish a map|In progress", ("Publish a map", TRANSPORT, None)),
        ("Action owner|Action|Date raised|Date due", "Home Office|Publish a map|May 2031|June 2032", ("Publish a map", HOME, "2032-06")),
        ("Outcome|How we will get there|Lead", "Safe ports|We will light quays|Home Office", ("We will light quays", HOME, None)),
        ("Task|Accountable|Start|Finish", "Publish a map|Ofcom|May 2031|June 2032", ("Publish a map", OFCOM, "2032-06")),
        ("Pledge|Department|Due", "We will publish a map|Home Office|2032", ("We will publish a map", HOME, "2032")),
        ("Deliverables for 2032|Owner", "Publish a map|Ofcom", ("Publish a map", OFCOM, "2032")),
        ("Project|Sponsor|Timeline", "Build a pier|Home Office|2032–2035", ("Build a pier", TRANSPORT, "2035")),
    ],
)
def test_a_row_is_read_by_its_headers(promised: Promised, headers: str, row: str, expected: Row) -> None:
    assert promised(table(headers, row)) == [expected]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Ref", "number"),
        ("Rec. no.", "number"),
        ("#", "number"),
        ("Agreed action", "action"),
        ("Proposed measures", "action"),
        ("Key milestones", "action"),
        ("Recommendation", "recommendation"),
        ("Management response", "response"),
        ("Government's reply", "response"),
        ("Lead", "owner"),
        ("Responsible officer", "owner"),
        ("Delivery partner", "owner"),
        ("Accountable agency", "owner"),
        ("When", "date"),
        ("Target date", "date"),
        ("Timescale", "date"),
        ("To be delivered by", "date"),
        ("Due", "date"),
        ("Date raised", "other"),
        ("Date agreed", "other"),
        ("Start date", "other"),
        ("Progress on actions", "other"),
        ("How we will measure success", "other"),
        ("RAG", "other"),
        ("Evidence required", "other"),
        ("Budget (£m)", "other"),
        ("Colour", "other"),
    ],
)
def test_a_header_says_what_its_column_holds(header: str, column: Column) -> None:
    assert column_of(header) == column


def test_every_row_has_its_own_owner(promised: Promised) -> None:
    text = table("Action|Owner|By when", "Publish a map|Home Office|2032", "Test the masts|Ofcom|2033", "Paint the piers||")

    assert promised(text) == [("Publish a map", HOME, "2032"), ("Test the masts", OFCOM, "2033"), ("Paint the piers", TRANSPORT, None)]


def test_a_cell_of_two_sentences_is_two(promised: Promised) -> None:
    text = table("Commitment|Lead", "We will publish a map. We will not sell it. Ofcom will print it.|Home Office")

    assert promised(text) == [("We will publish a map.", HOME, None), ("Ofcom will print it.", HOME, None)]


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        ("Port|Ferries|Cars", "Oban|12|3,000"),
        ("Risk|Mitigation", "Flood|Build walls"),
        ("Term|Meaning", "Pier|A walkway over water"),
        ("Name|Role", "Jane Hill|Chair"),
        ("Indicator|Baseline|Latest", "Ferries|10|12"),
    ],
)
def test_a_table_without_actions_promises_nothing(promised: Promised, headers: str, row: str) -> None:
    assert promised(table(headers, row)) == []


def test_a_promise_in_any_cell_counts(promised: Promised) -> None:
    text = table("Step|What happens|When", "1|The Home Office will publish a map|June 2032")

    assert promised(text) == [("The Home Office will publish a map", HOME, "2032-06")]


@pytest.mark.parametrize(
    ("headers", "register"),
    [
        ("organisation,abbreviation,parent", True),
        ("name,type,start-date,end-date", True),
        ("theme,definition", True),
        ("theme,action,owner,deadline", False),
        ("department,commitment,start,end", False),
        ("organisation,recommendation,type", False),
        ("action,owner", False),
    ],
)
def test_a_list_of_actions_is_no_register(as_document: Callable[..., ReadDocument], headers: str, *, register: bool) -> None:
    cells = ",".join(f"cell {number}" for number in range(headers.count(",") + 1))

    assert is_register(as_document(f"{headers}\n{cells}\n", media_type="text/csv")) is register


def test_a_spreadsheet_of_actions_holds_commitments(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> None:
    text = "theme,action,department,deadline\nSafety,Publish a map of wrecks,Home Office,30/6/32\nSafety,Train the pilots,Ofcom,Mar-33\n"

    found: Findings = extract(as_document(text, media_type="text/csv", country="gb", published="2031-05-14"), vocabulary)

    assert [
        (c.span.text, [owner.organisation for owner in c.owners], c.deadline.value if c.deadline else None) for c in found.commitments
    ] == [
        ("Publish a map of wrecks", [f"organisation/{HOME}"], "2032-06-30"),
        ("Train the pilots", [f"organisation/{OFCOM}"], "2033-03"),
    ]
