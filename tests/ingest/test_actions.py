"""Actions without a subject, their labels, lead-ins and columns, and the quantities they aim at."""

import pytest

from ingest.documents import Block, Cell
from ingest.extraction.actions import Label, form_of, label_of
from ingest.extraction.attributes import attribute_of
from ingest.extraction.findings import Span
from ingest.extraction.leads import heading_kind, lead_of, running_numbers
from ingest.extraction.tables import column_of, read_row
from ingest.extraction.targets import target_of


def block(text: str, kind: str = "paragraph", *, intro: Block | None = None, number: str | None = None) -> Block:
    return Block(kind, text, tuple(range(len(text))), intro=intro, number=number)  # type: ignore[arg-type]  # tests name kinds as text


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Publish the tide tables", "imperative"),
        ("Rapidly publish the tide tables", "imperative"),
        ("be accountable for the quay", "imperative"),
        ("Develop and publish tide tables", "imperative"),
        ("to publish the tide tables", "infinitive"),
        ("Publishing the tide tables", "gerund"),
        ("Planning and running ferries", "gerund"),
        ("Cutting red tape", "gerund"),
        ("publishes the tide tables", "third person"),
        ("Publication of tide tables", "nominal"),
        ("Support for small ports", "nominal"),
        ("Review of the tide tables", "nominal"),
        ("Open Harbour Standard", "nominal"),
        ("Training of pilots", "nominal"),
        ("A new quay", "nominal"),
        ("Skills remain scarce", "nominal"),
        ("Publishing tables is costly", "finite"),
        ("The quay is old", "finite"),
        ("Publishing a list of what is old", "gerund"),
        ("", "nominal"),
    ],
)
def test_the_first_words_give_the_form(text: str, form: str) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Action 4: Publish it", Label(10, "action", "4")),
        ("Recommendation 12 – Publish it", Label(20, "recommendation", "12")),
        ("Action: Publish it", Label(8, "action")),
        ("Tide tables: publish them", Label(13)),
        ("Tide tables—Publish them", Label(12)),
        ("2.1 Publish it", Label(4)),
        ("(a) Publish it", Label(4)),
        ("Long-term goal: Publish it", Label(16, "goal")),
        ("Publish it: now", Label(0)),
        ("Actions speak", Label(0)),
        ("The quay: a history", Label(0)),
    ],
)
def test_labels_are_told_from_the_action(text: str, label: Label) -> None:
    assert label_of(text) == label


@pytest.mark.parametrize(
    ("text", "kind", "recommends"),
    [
        ("The council will:", "bound", False),
        ("To help, government should:", "bound", True),
        ("The Committee recommends that the council:", "bound", True),
        ("Our priorities for 2033 are:", "planned", False),
        ("Key actions for next year:", "planned", False),
        ("Making ports safer, through:", "means", False),
        ("We have had success in:", "past", False),
        ("The following quays:", "none", False),
        ("Twenty actions grouped under four themes:", "none", False),
    ],
)
def test_the_intro_says_what_its_items_are(text: str, kind: str, *, recommends: bool) -> None:
    lead = lead_of(block(text))

    assert (lead.kind, lead.recommends) == (kind, recommends)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Next steps"], "actions"),
        (["Key actions", "Ports"], "actions"),
        (["Key actions", "Background"], "other"),
        (["Recommended next steps"], "recommendations"),
        (["Targets for 2033"], "targets"),
        (["What we will do"], "actions"),
        (["Our ports"], "other"),
        ([], "other"),
    ],
)
def test_the_nearest_telling_heading_decides(headings: list[str], kind: str) -> None:
    assert heading_kind([block(text, "heading") for text in headings]) == kind


def test_only_numbers_that_run_on_past_their_list_mark_actions() -> None:
    first, second = block("One:"), block("Two:")
    run = [
        block("a", "item", intro=first, number="1"),
        block("b", "item", intro=first, number="2"),
        block("c", "item", intro=second, number="3"),
    ]
    alone = [block("d", "item", intro=second, number="1"), block("e", "item", intro=second, number="2")]

    assert running_numbers([*run, *alone]) == {id(item) for item in run}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Action", "action"),
        ("Milestones", "action"),
        ("What we will do", "action"),
        ("Recommendation", "recommendation"),
        ("Government response", "response"),
        ("Action owner", "owner"),
        ("Lead department", "owner"),
        ("Target date", "date"),
        ("By when", "date"),
        ("Ref", "number"),
        ("Rec no.", "number"),
        ("Status", "other"),
        ("Success measures", "other"),
        ("Notes on progress", "other"),
        ("", "other"),
    ],
)
def test_a_header_says_what_its_column_holds(header: str, column: str) -> None:
    assert column_of(header) == column


def test_a_row_without_headers_or_actions_is_not_read() -> None:
    text = "Dover Many"
    bare = (Cell("", "Dover", 0, 5), Cell("", "Many", 6, 10))
    ports = (Cell("Port", "Dover", 0, 5), Cell("Ships", "Many", 6, 10))

    assert [read_row(Block("row", text, tuple(range(10)), cells=cells)) for cells in (bare, ports)] == [None, None]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("cut delays by 40 per cent by 2036", (40.0, "per cent")),
        ("cut delays by at least 12.5% within a year", (12.5, "per cent")),
        ("plant 2,500 trees, up to 300 hedges", (2500.0, "trees")),
        ("a ship of at least 20x the size", (20.0, "times")),
        ("invest up to £3.5 million in ports", (3500000.0, "pounds")),
        ("train 90 pilots by 2033", (90.0, "pilots")),
        ("finish by 2033", None),
        ("report within 6 months", None),
        ("report by 31 March", None),
        ("build a quay", None),
    ],
)
def test_a_quantity_is_a_target_and_a_date_is_none(text: str, target: tuple[float, str] | None) -> None:
    assert target_of(text) == target


@pytest.mark.parametrize(
    ("text", "attribute", "words"),
    [
        ("Lead: Harbour Agency", "owner", "Harbour Agency"),
        ("Delivery partners: Harbour Agency", "owner", "Harbour Agency"),
        ("By when: May 2033", "date", "May 2033"),
        ("Timescale: May 2033", "date", "May 2033"),
    ],
)
def test_a_line_can_say_who_leads_and_when(text: str, attribute: str, words: str) -> None:
    found = attribute_of(Span(block(text), 0, len(text)))

    assert found is not None
    assert (found[0], found[1].text) == (attribute, words)


@pytest.mark.parametrize("text", ["Lead:", "Leading: the way", "We lead: others follow", "Dates vary"])
def test_other_lines_say_nothing_of_the_kind(text: str) -> None:
    assert attribute_of(Span(block(text), 0, len(text))) is None
