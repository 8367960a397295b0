"""Meetings, lists that one word announces, and tables with odd headers: as documents of several governments put it, in our words."""

from collections.abc import Callable

import pytest

from ingest.documents import Metadata
from ingest.extraction.actions import form_of
from ingest.extraction.deadlines import only_dates
from ingest.extraction.findings import Findings
from ingest.extraction.meetings import meeting_body

Extract = Callable[..., Findings]
Promised = Callable[..., list[tuple[str, str, str | None]]]
Refused = Callable[..., list[tuple[str, str]]]

HOME, OFCOM, TRANSPORT = "gb-home-office", "gb-ofcom", "gb-department-for-transport"
MINUTES = {"publisher": "Scottish Government", "kind": "minutes", "title": "Lamp Oversight Board minutes: May 2031"}


def test_a_line_that_only_says_actions_makes_the_list_below_it_one(promised: Promised) -> None:
    text = "## Objective 1\n\nActions\n\n- Keep the register of lamps.\n- Where a lamp is dark, work with its owner to light it.\n"

    assert [words for words, _, _ in promised(text)] == [
        "Keep the register of lamps.",
        "Where a lamp is dark, work with its owner to light it.",
    ]


def test_what_a_meeting_resolved_is_promised(promised: Promised) -> None:
    text = "The Cabinet resolved that\n\n(1) a yearly report on lamps be laid before the council;\n\n(2) the pier be closed in June 2032.\n"

    assert [(words, due) for words, _, due in promised(text, **MINUTES)] == [
        ("a yearly report on lamps be laid before the council;", None),
        ("the pier be closed in June 2032.", "2032-06"),
    ]


def test_what_a_body_has_done_is_no_recommendation(promised: Promised) -> None:
    text = "We have also delivered several of the recommended changes, including:\n\n- Completing the survey\n- Opening two piers\n"

    assert promised(text) == []


def test_numbered_paragraphs_of_minutes_are_no_actions(promised: Promised) -> None:
    text = (
        "## Item 1\n\n1. The Board noted the minutes of the last meeting.\n\n## Item 2\n\n2. Jane Hill introduced the paper on lamps.\n\n"
        "## Item 3\n\n3. The Board:\n\n(a) Noted the forecast of costs;\n\n"
        "(b) Agreed that lamp reports should go on as before. (Action: Home Office)\n"
    )

    assert promised(text, **MINUTES) == [("Agreed that lamp reports should go on as before.", HOME, None)]


def test_members_of_the_body_that_met_decide_for_it(promised: Promised) -> None:
    text = "# Lamp Oversight Board minutes: May 2031\n\nMembers agreed to publish a map of lamps.\n"

    assert promised(text, **MINUTES) == [("Members agreed to publish a map of lamps.", "gb-lamp-oversight-board", None)]


def test_the_board_is_the_one_that_met(extracted: Extract) -> None:
    text = "# Lamp Oversight Board minutes: May 2031\n\nThe Oversight Board discussed piers.\n\nThe Board will publish a map of lamps.\n"

    assert extracted(text, **MINUTES).commitments[0].owners[0].organisation == "organisation/gb-lamp-oversight-board"


@pytest.mark.parametrize(
    ("title", "kind", "body"),
    [
        ("Lamp Oversight Board minutes: May 2031", "minutes", "Lamp Oversight Board"),
        ("Minutes of the Ports and Piers Committee, 4 May 2031", "minutes", "Ports and Piers Committee"),
        ("Harbour Ministers Meeting communiqué, 7 May 2031", "communiqué", "Harbour Ministers Meeting"),
        ("Lamp Oversight Board annual plan", "plan", None),
        ("How the pier was lit", "minutes", None),
    ],
)
def test_a_title_names_the_body_that_met(title: str, kind: str, body: str | None) -> None:
    assert meeting_body(Metadata(title=title, kind=kind)) == body


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("To save ships, the inspectors urged Ofcom to publish a map of masts.", OFCOM),
        ("Recommendation: Every mast should be lit by day and by night.", "gb-uk-government"),
        ("1.Recommendation: The Home Office should count the lamps.", HOME),
        ("Ofcom should be required to report each year on masts.", OFCOM),
    ],
)
def test_who_is_asked_owns_what_a_report_asks_for(promised: Promised, sentence: str, owner: str) -> None:
    text = f"The Government has two months to answer.\n\n{sentence}\n"

    assert promised(text, kind="committee report", publisher="House of Commons") == [(sentence, owner, None)]


def test_a_duty_without_a_body_to_bear_it_stays_a_need(refused: Refused) -> None:
    assert refused("More lamps will be required by the harbours.") == [("necessity", "More lamps will be required by the harbours.")]


def test_the_branch_that_governs_can_promise(promised: Promised) -> None:
    text = "The Executive Branch will build safer lamps."

    assert promised(text, publisher="Office of Management and Budget", country="us") == [(text, "us-united-states-government", None)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Priority 1|Count the lamps of every pier|Home Office|2032", ("Count the lamps of every pier", HOME, "2032")),
        (
            "Priority 2|A charter for keepers of lamps|Ofcom|Completed within 2031-32 Financial Year",
            ("A charter for keepers of lamps", OFCOM, "2032-03"),
        ),
        ("Priority 2|New law on lamps|Home Office|TBC", ("New law on lamps", HOME, None)),
    ],
)
def test_a_column_of_bare_dates_says_when_whatever_its_header(promised: Promised, row: str, expected: tuple[str, str, str | None]) -> None:
    assert promised(
        f"| Priority or target | Action | Responsible body | Delivery |\n|---|---|---|---|\n| {row} |\n".replace("|", " | ")
    ) == [expected]


def test_who_is_told_by_name_goes_before_a_column_that_names_another(promised: Promised) -> None:
    text = "| Body affected | Recommendation |\n|---|---|\n| Home Office | The Chair of Ofcom should publish a map of masts. |\n"

    assert promised(text, kind="report") == [("The Chair of Ofcom should publish a map of masts.", OFCOM, None)]


def test_the_day_a_paper_came_out_is_no_deadline_of_what_it_says(promised: Promised) -> None:
    text = "The Cabinet resolved that\n\n- a report on lamps be laid before the council.\n\nPublication date: 14/05/2031\n"

    assert promised(text, kind="minutes") == [("a report on lamps be laid before the council.", TRANSPORT, None)]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("March 2032", True),
        ("Expected in 2032", True),
        ("TBC", True),
        ("Ongoing", True),
        ("Publish a map by 2032", False),
        ("New piers", False),
    ],
)
def test_a_cell_that_says_only_when_is_told_from_an_action(cell: str, told: bool) -> None:
    assert only_dates(cell) is told


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Where lamps are dark, replace them", "imperative"),
        ("reforming the ports to make it easier for crews to find and do what they need", "gerund"),
        ("reforming the ports is hard", "finite"),
    ],
)
def test_the_form_of_an_action_is_read_behind_its_circumstances(words: str, form: str) -> None:
    assert form_of(words) == form


@pytest.mark.parametrize(
    ("sentence", "name", "part_of"),
    [
        ("The Home Office Lamp Steering Group met in May.", "Home Office Lamp Steering Group", "Home Office"),
        ("Papers of the Ofcom Steering Board were kept.", "Ofcom Steering Board", "Ofcom"),
        ("It was approved by the Ports, Piers and Lamps Committee.", "Ports, Piers and Lamps Committee", None),
        ("The Royal Society of Edinburgh will study lamps.", "Royal Society of Edinburgh", None),
    ],
)
def test_a_body_is_told_by_how_its_name_is_built(extracted: Extract, sentence: str, name: str, part_of: str | None) -> None:
    found = extracted(sentence)
    named = {str(thing.fields["name"]): thing.id for thing in found.things if thing.kind == "Organisation"}
    belongs = {(relation.source, relation.target) for relation in found.relations if relation.type == "PART_OF"}

    assert name in named
    assert belongs == ({(named[name], named[part_of])} if part_of else set())


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It is part of the National Plan to Combat Ship Piracy.", "National Plan to Combat Ship Piracy"),
        ("The Committee published its Fifth Report, Lamps for Everybody (HC 1455), in May.", "Lamps for Everybody"),
        ("The inspectors wrote it in their ‘Mend or Bend: Lamps at Sea’ report.", "Mend or Bend: Lamps at Sea"),
        ("The Pilots Association Policy Resolution 31-4 speaks of lamps.", "Policy Resolution 31-4"),
    ],
)
def test_an_instrument_is_told_by_its_number_its_marks_or_its_purpose(extracted: Extract, sentence: str, name: str) -> None:
    assert name in [thing.fields["name"] for thing in extracted(sentence).things if thing.kind == "Strategy"]
