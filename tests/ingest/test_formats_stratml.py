"""StratML: a plan's goals and objectives as rows with owners and days, each with its XPath; and XML that cannot be trusted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from ingest.connectors import LocalFiles
from ingest.documents import Block, Metadata, Problem, RawDocument, ReadDocument
from ingest.extraction.extract import extract
from ingest.formats.stratml import StratMl
from ingest.pipeline import ingest
from ingest.vocabulary import Vocabulary

CORE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
PERFORMANCE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
GOAL = "<Goal><Name>Safe harbours</Name><Description>Light all harbours by night</Description></Goal>"
OBJECTIVE = """
<Objective><Name>Lamps</Name><Description>Replace all lamps on the east coast</Description><SequenceIndicator>1.1</SequenceIndicator>
  <Stakeholder StakeholderTypeType="Organization"><Name>Department for Transport</Name>
    <Role><Name>Owner</Name><RoleType>Performer</RoleType></Role></Stakeholder>
  <Stakeholder><Name>Fishers</Name><Role><Name>Users</Name><RoleType>Beneficiary</RoleType></Role></Stakeholder>
  <PerformanceIndicator><MeasurementDimension>Lamps replaced</MeasurementDimension><UnitOfMeasurement>Lamps</UnitOfMeasurement>
    <MeasurementInstance><TargetResult><EndDate>2032-03-31</EndDate><Description>All of them</Description></TargetResult>
    </MeasurementInstance></PerformanceIndicator></Objective>"""


def plan(core: str, *, about: str = "<Name>Harbour Plan</Name>", after: str = "", kind: str = "Strategic_Plan") -> str:
    body = f"{about}<StrategicPlanCore>{core}</StrategicPlanCore>{after}"
    return f'<PerformancePlanOrReport xmlns="{PERFORMANCE}" Type="{kind}">{body}</PerformancePlanOrReport>'


def read(source: str | bytes, metadata: Metadata | None = None) -> ReadDocument:
    content = source if isinstance(source, bytes) else source.encode()
    return StratMl().read(RawDocument("plan.xml", "/plan.xml", content, "application/xml", metadata or Metadata()))


def told(source: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in read(source).blocks]


def cells(block: Block) -> dict[str, str]:
    return {cell.header: cell.text for cell in block.cells if cell.text}


def refusal(source: str | bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocument) as caught:
        read(source)
    return caught.value.code, caught.value.place


def test_a_goal_and_its_objectives_are_rows_under_the_goals_heading() -> None:
    core = GOAL.replace("</Goal>", f"<SequenceIndicator>1</SequenceIndicator>{OBJECTIVE}</Goal>")

    blocks = [block for block in read(plan(core)).blocks if block.kind != "furniture"]

    assert [(block.kind, block.number, block.text) for block in blocks[:2]] == [
        ("heading", None, "Harbour Plan"),
        ("heading", "1", "Safe harbours"),
    ]
    assert [cells(block) for block in blocks if block.kind == "row"] == [
        {"No.": "1", "Name": "Safe harbours", "Goal": "Light all harbours by night"},
        {
            "No.": "1.1",
            "Name": "Lamps",
            "Objective": "Replace all lamps on the east coast",
            "Lead": "Department for Transport",
            "Stakeholders": "Fishers",
            "Due date": "2032-03-31",
        },
    ]


def test_every_block_knows_the_path_of_its_element() -> None:
    core = f"<Vision><Description>Lit coasts</Description></Vision>{GOAL}{GOAL}"

    assert [(block.text.split()[0], block.place) for block in read(plan(core)).blocks] == [
        ("Harbour", "/PerformancePlanOrReport/Name"),
        ("Vision", "/PerformancePlanOrReport/StrategicPlanCore/Vision"),
        ("Lit", "/PerformancePlanOrReport/StrategicPlanCore/Vision/Description"),
        ("Safe", "/PerformancePlanOrReport/StrategicPlanCore/Goal[1]"),
        ("Safe", "/PerformancePlanOrReport/StrategicPlanCore/Goal[1]"),
        ("Safe", "/PerformancePlanOrReport/StrategicPlanCore/Goal[2]"),
        ("Safe", "/PerformancePlanOrReport/StrategicPlanCore/Goal[2]"),
    ]


def test_the_stored_text_is_what_the_plan_says() -> None:
    document = read(plan(GOAL))

    assert document.text == "Harbour Plan\n\nSafe harbours\n\nSafe harbours\nLight all harbours by night"
    assert all(document.text[block.start : block.end].replace("\n", " ") == block.text for block in document.blocks)


def test_the_plan_says_what_it_is_itself() -> None:
    after = (
        "<AdministrativeInformation><PublicationDate>2031-05-14</PublicationDate><Source>https://harbour.example/plan</Source>"
        "</AdministrativeInformation>"
    )
    core = f"<Organization><Name>Harbour Board</Name><Acronym>HB</Acronym></Organization>{GOAL}"

    assert read(plan(core, after=after)).metadata == Metadata(
        title="Harbour Plan",
        publisher="Harbour Board",
        published="2031-05-14",
        kind="strategic plan",
        uri="https://harbour.example/plan",
    )


@pytest.mark.parametrize(("kind", "genre"), [("Performance_Plan", "plan"), ("Performance_Report", "report"), ("", "strategic plan")])
def test_the_type_of_a_plan_is_its_genre(kind: str, genre: str) -> None:
    assert read(plan(GOAL, kind=kind)).metadata.kind == genre


def test_the_first_part_of_the_standard_is_read_alike() -> None:
    source = plan(GOAL).replace(PERFORMANCE, CORE).replace("PerformancePlanOrReport", "StrategicPlan").replace(' Type="Strategic_Plan"', "")

    assert told(source) == told(plan(GOAL))


def test_a_plan_without_a_namespace_is_read_alike() -> None:
    assert told(plan(GOAL).replace(f' xmlns="{PERFORMANCE}"', "")) == told(plan(GOAL))


def test_vision_mission_and_values_have_their_headings() -> None:
    core = (
        "<Vision><Description>Lit coasts</Description></Vision><Mission><Description/></Mission>"
        f"<Value><Name>Care</Name><Description>We care for lamps</Description></Value>{GOAL}"
    )

    assert told(plan(core))[1:5] == [
        ("heading", 2, "Vision"),
        ("paragraph", 0, "Lit coasts"),
        ("heading", 2, "Value: Care"),
        ("paragraph", 0, "We care for lamps"),
    ]


def test_a_goal_that_only_heads_its_objectives_is_a_heading_and_no_aim() -> None:
    core = f"<Goal><Name>Safe harbours</Name><Description/>{OBJECTIVE}</Goal>"

    assert [cells(block).get("Objective") for block in read(plan(core)).blocks if block.kind == "row"] == [
        "Replace all lamps on the east coast"
    ]


def test_empty_elements_of_a_form_say_nothing() -> None:
    empty = "<Objective><Name/><Description/><Stakeholder><Name/><Description/></Stakeholder></Objective>"

    assert told(plan(GOAL.replace("</Goal>", f"{empty}</Goal>"))) == told(plan(GOAL))


def test_who_sent_the_plan_in_is_kept_and_not_read() -> None:
    after = "<Submitter><GivenName>Ada</GivenName><EmailAddress>ada@harbour.example</EmailAddress></Submitter>"

    assert told(plan(GOAL, after=after))[-2:] == [("furniture", 0, "GivenName: Ada"), ("furniture", 0, "EmailAddress: ada@harbour.example")]


def test_a_plan_without_a_goal_is_read_and_reported() -> None:
    document = read(plan("<Vision><Description>Lit coasts</Description></Vision>"))

    assert document.problems == (
        Problem("stratml-no-goal", "", "it has no goal", "Check that it is the whole plan; the standard asks for one goal at least."),
    )


def test_strategy_publisher_commitments_owners_and_days_are_found(vocabulary: Vocabulary) -> None:
    core = f"<Organization><Name>Home Office</Name></Organization>{GOAL.replace('</Goal>', f'{OBJECTIVE}</Goal>')}"

    found = extract(read(plan(core)), vocabulary)

    assert found.own_strategy == "strategy/harbour-plan"
    assert [
        (commitment.span.text, [owner.organisation for owner in commitment.owners], commitment.deadline and commitment.deadline.value)
        for commitment in found.commitments
    ] == [
        ("Light all harbours by night", ["organisation/gb-home-office"], None),
        ("Replace all lamps on the east coast", ["organisation/gb-department-for-transport"], "2032-03-31"),
    ]
    assert ("PUBLISHES", "organisation/gb-home-office") in {(relation.type, relation.source) for relation in found.relations}


def test_other_xml_has_no_reader() -> None:
    assert refusal("<rss><channel/></rss>") == ("no-reader", "")


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY lamp "lamp">',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY file SYSTEM "file:///etc/hostname">',
        '<!ENTITY % outside SYSTEM "http://127.0.0.1:9/evil.dtd"> %outside;',
    ],
)
def test_entities_are_refused_before_they_are_read(declaration: str, effort: Callable[[], float]) -> None:
    assert refusal(f"<!DOCTYPE StrategicPlan [{declaration}]><StrategicPlan><Name>&lamp;</Name></StrategicPlan>") == ("xml-entities", "")
    assert effort() < 20


def test_deep_nesting_is_refused() -> None:
    assert refusal("<a>" * 100_000) == ("xml-too-deep", "")


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("<StrategicPlan><Name>A</StrategicPlan>", "line 1, column 25"),
        ("<StrategicPlan>\n  <Name>A & B</Name>\n</StrategicPlan>", "line 2, column 12"),
        ("<StrategicPlan>", "line 1, column 16"),
        ("", "line 1, column 1"),
        ("zorbal", "line 1, column 1"),
        ("<StrategicPlan>\x01</StrategicPlan>", "line 1, column 16"),
    ],
)
def test_what_is_no_xml_is_refused_with_line_and_column(source: str, place: str) -> None:
    assert refusal(source) == ("xml-syntax", place)


def test_the_encoding_that_a_plan_declares_is_believed() -> None:
    source = f'<?xml version="1.0" encoding="iso-8859-15"?>{plan(GOAL.replace("Safe", "5 € for"))}'

    assert "5 € for harbours" in read(source.encode("iso-8859-15")).text


def test_an_encoding_that_nobody_knows_is_told() -> None:
    assert refusal('<?xml version="1.0" encoding="lamp-8"?><a/>')[0] in {"encoding", "xml-syntax"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_plan(encoding: str) -> None:
    assert read(plan(GOAL).encode(encoding)).text == read(plan(GOAL)).text


@settings(max_examples=80, deadline=None)
@given(words=st.lists(st.sampled_from(["zorbal", "quenlik stands", "Fravost"]), min_size=1, max_size=6), data=st.data())
def test_no_word_is_lost_wherever_it_stands(words: list[str], data: st.DataObject) -> None:
    places = (
        "Name",
        "Description",
        "Vision",
        "Stakeholder",
        "Identifier",
        "OtherInformation",
        "Unheard",
        "Goal",
        "Objective",
        "Organization",
    )
    parts = [f"<{name}><Description>{word}</Description></{name}>" for word in words for name in [data.draw(st.sampled_from(places))]]

    parts += [f"between {words[0]}"]

    text = read(plan(GOAL.replace("</Goal>", "".join(parts) + "</Goal>"))).text

    # A goal without a name is its own heading and so stands there twice.
    assert all(text.count(word) >= words.count(word) + (word == words[0]) for word in words)


def test_the_folder_report_says_skipped_for_other_xml_and_failed_for_broken_xml(tmp_path: Path, vocabulary: Vocabulary) -> None:
    (tmp_path / "a.xml").write_text("<rss/>", encoding="utf-8")
    (tmp_path / "b.xml").write_text("<rss>", encoding="utf-8")
    (tmp_path / "c.xml").write_text(plan(GOAL), encoding="utf-8")

    report = ingest(LocalFiles([tmp_path]), vocabulary, None)

    assert [(entry.name, entry.status) for entry in report.entries] == [("a.xml", "skipped"), ("b.xml", "failed"), ("c.xml", "read")]
