"""What documents nobody had read before taught: lists of names, columns and councils, each told in our own words."""

from collections.abc import Callable

import pytest

from ingest.documents import ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.extraction.name_grammar import names_of_bodies
from ingest.extraction.strategy_grammar import titles
from ingest.extraction.tables import column_of
from ingest.vocabulary import Vocabulary

Extract = Callable[..., Findings]
Promised = Callable[..., list[tuple[str, str, str | None]]]
Refused = Callable[..., list[tuple[str, str]]]

COUNCIL = {"publisher": "London Borough of Lampton", "kind": "minutes", "country": "gb", "title": "Digital Strategy 2031-34: yearly update"}


def related(found: Findings, kind: str) -> set[tuple[str, str]]:
    """The ends of the relations of a kind, without what their ids begin with."""
    return {(it.source.split("/")[1], it.target.split("/")[1]) for it in found.relations if it.type == kind}


@pytest.fixture
def register(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> Callable[[str], Findings]:
    """What a register in CSV states."""
    return lambda text: extract(as_document(text, media_type="text/csv", title="Bodies", kind="register", country="gb"), vocabulary)


def test_a_second_body_in_a_row_of_a_register_is_a_part_of_the_first(register: Callable[[str], Findings]) -> None:
    found = register("Agency,Bureau\nLamp Ministry,Pier Service\nLamp Ministry,Lamp Ministry\nFog Board,\n")

    assert related(found, "PART_OF") == {("gb-pier-service", "gb-lamp-ministry")}
    assert {thing.fields["name"] for thing in found.things} == {"Lamp Ministry", "Pier Service", "Fog Board"}


def test_the_office_that_several_bodies_have_is_each_ones_own(register: Callable[[str], Findings]) -> None:
    found = register("Agency,Bureau\nLamp Ministry,Office of the Secretary\nFog Board,Office of the Secretary\n")
    offices = {thing.fields["name"]: thing.fields["aliases"] for thing in found.things if "Secretary" in str(thing.fields["name"])}

    assert offices == {
        "Office of the Secretary, Lamp Ministry": ("Office of the Secretary",),
        "Office of the Secretary, Fog Board": ("Office of the Secretary",),
    }


def test_a_header_that_says_what_will_be_done_heads_a_column_of_actions(promised: Promised) -> None:
    text = "| Area | The Home Office will light piers by: | Lead |\n|---|---|---|\n| Lamps | Sharing lamps with islands | Ofcom |\n"

    assert promised(text) == [("Sharing lamps with islands", "gb-ofcom", None)]
    assert column_of("What will success look like?") == "other"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Works with Lamp Mills, Pierways, Tidewater Robotics Laboratory and others", ["Tidewater Robotics Laboratory"]),
        ("the University of Piers and Lampton University met", ["University of Piers", "Lampton University"]),
        ("the Lamps, Piers and Tides Committee met", ["Lamps, Piers and Tides Committee"]),
        ("an appeal. Appeal of Lamp Heritage Commission decision", ["Lamp Heritage Commission"]),
    ],
)
def test_names_in_a_list_are_names_of_their_own(text: str, names: list[str]) -> None:
    assert {text[start:end] for start, end in names_of_bodies(text)} == set(names)


def test_a_board_right_behind_a_name_in_capitals_is_a_unit_of_it(extracted: Extract) -> None:
    found = extracted("Ofcom's lamps are kept. The HMRC Board will publish a map of lamps. The NHS boards met.\n")

    assert [(it.span.text, it.owners[0].organisation) for it in found.commitments] == [
        ("The HMRC Board will publish a map of lamps.", "organisation/gb-hmrc-board")
    ]


def test_a_body_to_be_that_has_its_abbreviation_acts_by_it(promised: Promised) -> None:
    text = "The Home Office will set up a Lamp Expert Group (LEG).\n\nThe LEG will:\n\n- advise on lamps\n- report on fog\n"

    assert [owner for _, owner, _ in promised(text)][1:] == ["gb-lamp-expert-group"] * 2


def test_a_name_behind_another_countrys_adjective_is_no_body_of_ours(extracted: Extract) -> None:
    found = extracted("The Australian AI Safety Institute met in London. The AI Safety Institute did not.\n")
    places = {it.thing for it in found.mentions if it.span.start < 30}

    assert "organisation/gb-ai-security-institute" not in places
    assert "organisation/gb-ai-security-institute" in {it.thing for it in found.mentions}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("signed the Lampton Declaration in May", "Lampton Declaration"),
        ("the Lamp Ethics Principles hold", "Lamp Ethics Principles"),
        ("A Lamp Vision for Wales was published", "Lamp Vision for Wales"),
        ("progress on the Digital Strategy 2031-34 so far", "Digital Strategy 2031-34"),
        ("The Circular Harbours Bill will follow", "Circular Harbours Bill"),
    ],
)
def test_instruments_are_known_by_their_last_word(text: str, name: str) -> None:
    assert name in {title.name for title in titles(text)}


def test_a_memorandum_is_its_publishers_and_replaces_what_it_rescinds(extracted: Extract) -> None:
    text = "This memorandum rescinds the Lamp Reform Memorandum M-11-12. Agencies will report on lamps within 60 days.\n"
    found = extracted(text, kind="memorandum", title="M-31-15: Lighting Harbours", publisher="Office of Management and Budget")

    assert ("us-office-of-management-and-budget", "m-31-15-lighting-harbours") in related(found, "PUBLISHES")


def test_a_law_called_after_a_body_is_not_the_bodys(extracted: Extract) -> None:
    assert related(extracted("The Ofcom Reform Act 2031 sets up a lamp fund.\n"), "OWNS") == set()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("They work with the Home Office's lamp-research group Lampworks Laboratory.\n", ("gb-lampworks-laboratory", "gb-home-office")),
    ],
)
def test_whose_group_a_body_is_may_be_told_with_its_field(text: str, part: tuple[str, str], extracted: Extract) -> None:
    assert part in related(extracted(text), "PART_OF")


def test_what_a_councils_cabinet_resolves_is_the_councils(promised: Promised, refused: Refused) -> None:
    text = "RESOLVED:\n\nThat Cabinet:\n\n1) Notes the yearly update;\n\n2) Agrees to go on with the lamps of the Council;\n"

    assert promised(text, **COUNCIL) == [("Agrees to go on with the lamps of the Council;", "gb-london-borough-of-lampton", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Departmental executive boards will include a keeper of lamps.\n",
        "Each of these departments will agree three lamps with Ofcom.\n",
        "Departments and associated agencies should report on lamps.\n",
    ],
)
def test_boards_of_departments_and_departments_pointed_at_are_the_departments(text: str, promised: Promised) -> None:
    assert promised(text)[0][1].split(" + ")[0] == "gb-government-departments"


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("We will phase out petrol and diesel cars from our fleet.\n", "transport"),
        ("We will pay $40 million to islands.\n", "funding-and-investment"),
        ("We will open a national debate on lamps.\n", "public-engagement-and-trust"),
        ("We will help people who cannot use digital forms.\n", "digital-inclusion"),
        ("We will plant woodland on every island.\n", "sustainability-and-net-zero"),
    ],
)
def test_words_of_everyday_policy_tell_their_theme(text: str, theme: str, extracted: Extract) -> None:
    assert f"theme/{theme}" in extracted(text).commitments[0].themes


def test_what_a_body_expects_to_do_is_planned_and_what_others_can_expect_is_not(promised: Promised) -> None:
    planned = "In quarter 3 (July to September) we expect to:\n\n- light five piers\n- hold a first meeting in August\n"

    assert [(words, due) for words, _, due in promised(planned)] == [
        ("light five piers", "2031-09"),
        ("hold a first meeting in August", "2031-08"),
    ]
    assert promised("You can expect to:\n\n- see five lit piers\n- hear fog horns\n") == []


def test_playing_our_part_is_no_prediction(promised: Promised) -> None:
    text = "We will continue to play our part by:\n\n- promoting lamps on islands\n- supporting pilots with charts\n"

    assert [words for words, _, _ in promised(text)][1:] == ["promoting lamps on islands", "supporting pilots with charts"]


def test_rules_that_others_must_follow_are_described_and_not_laid_down(refused: Refused) -> None:
    text = "The Lamp Framework is a set of rules and standards that members of the lamp federation must follow.\n"

    assert refused(text) == [("dependent clause", text.strip())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Updates on Lampton Safety Plan", "Lampton Safety Plan"),
        ("Presentation on Harbour Lights Strategy", "Harbour Lights Strategy"),
        (
            "the Executive Order on Safe, Well-lit Harbours for All (Executive Order 12345)",
            "Executive Order on Safe, Well-lit Harbours for All",
        ),
    ],
)
def test_what_a_meeting_did_with_a_plan_is_no_part_of_its_title(text: str, name: str) -> None:
    assert next(title.name for title in titles(text)) == name


def test_a_web_page_that_is_called_after_an_instrument_is_it(extracted: Extract) -> None:
    found = extracted("It sets rules for lamps.\n", title="Harbour Lamp Framework", kind="web page")

    assert found.own_strategy == "strategy/harbour-lamp-framework"
    assert related(found, "PUBLISHES") == {("gb-department-for-transport", "harbour-lamp-framework")}


def test_the_full_council_is_the_council(extracted: Extract) -> None:
    found = extracted("It was sent to the full Council.\n", **(COUNCIL | {"publisher": "Lampton City Council"}))

    assert "organisation/gb-lampton-city-council" in {it.thing for it in found.mentions}


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("The Harbour Lamp Plan sets out how the Home Office will light piers.\n", {("gb-home-office", "harbour-lamp-plan")}),
        ("The Harbour Lamp Review sets out how the Home Office should act.\n", set()),
        ("[Home Office: Lamp Reform Strategy](https://lamps.example/)\n", {("gb-home-office", "lamp-reform-strategy")}),
    ],
)
def test_a_plan_speaks_for_whoever_made_it_and_a_review_of_others(text: str, owned: set[tuple[str, str]], extracted: Extract) -> None:
    assert related(extracted(text, title="Notes", kind="blog"), "OWNS") == owned


def test_a_department_in_brackets_is_what_a_bureau_is_part_of(extracted: Extract) -> None:
    found = extracted("The Bureau of Lamp Sciences (Home Office) met Ofcom (Home Office Lamps).\n")

    assert ("gb-bureau-of-lamp-sciences", "gb-home-office") in related(found, "PART_OF")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Head of OFL.2 The Lamp Safety Act holds", "Lamp Safety Act"),
        ("Meeting the Harbour Lamp Standard is hard", "Harbour Lamp Standard"),
        ("all Principles for the Harbour Lamp Strategy", "Harbour Lamp Strategy"),
    ],
)
def test_what_stands_before_a_title_is_left_out_of_it(text: str, name: str) -> None:
    assert name in {title.name for title in titles(text)}


@pytest.mark.parametrize("text", ["E.O. 14999 sets up lamps", "see EO 14999", "in Executive Order 14999,"])
def test_an_executive_order_is_one_however_it_is_shortened(text: str) -> None:
    assert [title.name for title in titles(text)] == ["Executive Order 14999"]


@pytest.mark.parametrize(
    "text",
    [
        "In each covered agency, the head of the agency shall name a keeper of lamps.\n",
        "Covered agencies shall name keepers of lamps.\n",
        "Within 60 days each covered agency shall name a keeper of lamps.\n",
    ],
)
def test_the_head_of_the_agency_acts_for_the_agencies(text: str, promised: Promised) -> None:
    order = {"kind": "order", "publisher": "The White House", "country": "us"}

    assert [owner for _, owner, _ in promised(text, **order)] == ["us-executive-departments-and-agencies"]
