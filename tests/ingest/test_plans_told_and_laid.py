"""Plans that others tell of, laws still to be passed, goals stated in a paragraph, and bodies in many guises, in our words."""

from collections.abc import Callable

import pytest

from ingest.documents import Metadata, ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.extraction.own_strategy import own_of
from ingest.vocabulary import Vocabulary

Extract = Callable[..., Findings]
Promised = Callable[..., list[tuple[str, str, str | None]]]
Refused = Callable[..., list[tuple[str, str]]]

NEWS = {"kind": "news", "publisher": "The Harbour Gazette", "title": "Lamps at sea"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Plan promises to deliver a lamp for every pier.",
        "The Harbour Plan outlines plans to reduce the number of dark piers.",
        "The Home Office announced plans to replace its lamps.",
    ],
)
def test_a_report_tells_what_a_plan_promises(promised: Promised, sentence: str) -> None:
    assert [words for words, _, _ in promised(sentence, **NEWS)] == [sentence]


def test_what_a_plan_merely_brings_about_stays_an_effect(refused: Refused) -> None:
    assert refused("The Harbour Plan will deliver brighter piers.", **NEWS) == [
        ("predicted effect", "The Harbour Plan will deliver brighter piers.")
    ]


def test_what_bills_will_change_is_the_effect_of_laws(refused: Refused) -> None:
    sentence = "If passed, the two bills will overhaul how lamps are paid for."

    assert refused(sentence) == [("effect of a law", sentence)]


def test_it_is_recommended_that_something_is_done(promised: Promised) -> None:
    text = "The Government has answered.\n\nThe committee recommended that consideration is given to brighter lamps.\n"

    assert promised(text, kind="news", publisher="The Harbour Gazette", country="gb")[0][1] == "gb-uk-government"


@pytest.mark.parametrize(("heading", "count"), [("Goal statement", 1), ("Goal 2", 1), ("Background", 0)])
def test_a_paragraph_right_below_a_goal_states_it(promised: Promised, heading: str, count: int) -> None:
    assert len(promised(f"## {heading}\n\nEnhance the lamps of every pier.\n")) == count


def test_a_column_of_due_dates_keeps_those_that_have_gone_by(promised: Promised) -> None:
    rows = "| Milestone | Due date |\n|---|---|\n| Publish a map of lamps | Q3, FY 2030/31 |\n"

    assert promised(rows, published="2031-05-14") == [("Publish a map of lamps", "gb-department-for-transport", "2030-12")]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lamp Strategy: 2031-32 action plan", "Lamp Strategy: 2031-32 action plan"),
        ("Lamp Strategy: lighting the coast", "Lamp Strategy"),
    ],
)
def test_the_plan_of_a_strategy_is_another_instrument(title: str, name: str) -> None:
    own = own_of(Metadata(title=title, kind="action plan"))

    assert own is not None
    assert own.name == name


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("The Lamp Strategy was jointly developed by the Home Office and Ofcom.", ("gb-ofcom", "PUBLISHES", "lamp-strategy")),
        ("Ofcom published its ‘Bright and Early: Lamps’ report in May.", ("gb-ofcom", "PUBLISHES", "bright-and-early-lamps")),
        ("The Harbours Act of 2029 includes a duty for Ofcom to map masts.", ("harbours-act", "AFFECTS", "gb-ofcom")),
        (
            "It is the National Agreement on Data Sharing.",
            ("national-agreement-on-data-sharing", "ADDRESSES", "data-sharing-and-interoperability"),
        ),
        ("The Home Office and Ofcom will work with the islands.", ("gb-home-office", "PARTNERS_WITH", "gb-ofcom")),
        (
            "The Home Office, in coordination with HM Treasury and the Chair of Ofcom, will light the piers.",
            ("gb-home-office", "PARTNERS_WITH", "gb-ofcom"),
        ),
        (
            "Ofcom published its Third Report of Session 2030–31, Lamps for automated lighting (AL) (HC 38).",
            ("gb-ofcom", "PUBLISHES", "lamps-for-automated-lighting-al"),
        ),
    ],
)
def test_who_stands_how_to_an_instrument(extracted: Extract, sentence: str, relation: tuple[str, str, str]) -> None:
    found = {
        (stated.source.split("/")[1], stated.type, stated.target.split("/")[1])
        for stated in extracted(sentence, **NEWS, country="gb").relations
    }

    assert relation in found


def test_a_royal_commission_is_named_with_what_it_looks_into(extracted: Extract) -> None:
    named = [thing.fields["name"] for thing in extracted("The Royal Commission into National Harbour Disasters met.").things]

    assert "Royal Commission into National Harbour Disasters" in named
    assert "Royal Commission" not in named


def test_a_programme_known_by_a_code_is_named_by_it(extracted: Extract) -> None:
    found = extracted("The R200 programme will light the islands.")

    assert [thing.fields["name"] for thing in found.things if thing.kind == "Strategy"] == ["Harbour Plan", "R200 programme"]


def test_a_magazine_named_after_a_parliament_is_not_the_parliament(extracted: Extract) -> None:
    found = extracted("The Scottish Government will light the piers. The government will map them.", kind="news", publisher="Holyrood")

    assert {owner.organisation for commitment in found.commitments for owner in commitment.owners} == {
        "organisation/gb-scottish-government"
    }


def test_a_register_tells_to_whom_a_body_answers(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> None:
    text = "Body,Type,Accountable to\nLamp Agency,executive agency,Scottish Government\nPier Agency,executive agency,Scottish Government\n"
    found = extract(as_document(text, media_type="text/csv", title="Bodies", kind="register", country="gb"), vocabulary)

    assert [(relation.source, relation.type) for relation in found.relations] == [
        ("organisation/gb-lamp-agency", "PART_OF"),
        ("organisation/gb-pier-agency", "PART_OF"),
    ]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Ofcom has published a report, Lighting the Islands, that says lamps are dear.", "Lighting the Islands"),
        ("The council will develop an Island Lamps strategic plan with the keepers.", "Island Lamps strategic plan"),
    ],
)
def test_an_instrument_is_told_beside_the_word_for_what_it_is(extracted: Extract, sentence: str, name: str) -> None:
    assert name in [thing.fields["name"] for thing in extracted(sentence).things if thing.kind == "Strategy"]


def test_what_must_be_at_the_top_of_the_list_is_an_opinion(refused: Refused) -> None:
    sentence = "The Home Office must be at the top of the list."

    assert refused(sentence) == [("judgement", sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Home Office is investing £90.5 million to light the piers.",
        "The Home Office is committed, through the Lamp Plan and the Pier, Quay and Mole Strategy, to lighting the islands.",
        "The Home Office is committed under the Lamp Plan to lighting the islands.",
        'By May 2033, the Home Office must "light every pier".',
        "The Home Office will have to publish its map of lamps.",
        "The Lamp Plan includes a commitment to hire 20 keepers.",
    ],
)
def test_the_news_tell_what_is_paid_for_and_what_is_laid_on_whom(promised: Promised, sentence: str) -> None:
    assert [words for words, _, _ in promised(sentence, **NEWS, country="gb")] == [sentence]


def test_a_need_that_a_body_will_have_stays_a_need(refused: Refused) -> None:
    sentence = "The Home Office will have to wait for brighter lamps."

    assert refused(sentence, **NEWS, country="gb") == [("necessity", sentence)]


def test_minutes_note_what_would_be_done_and_not_what_it_would_bring(promised: Promised) -> None:
    text = "It was noted that the lamps would be replaced by May 2033. It was noted that lamps would be cheaper.\n"

    assert [words for words, _, _ in promised(text, kind="minutes")] == ["It was noted that the lamps would be replaced by May 2033."]


def test_an_action_with_a_number_of_its_board_is_labelled(promised: Promised) -> None:
    text = "Action DB10-04: ‘Officials to publish a map of lamps.’ Action ongoing.\n"

    assert [words for words, _, _ in promised(text, kind="minutes")] == ["Action DB10-04: ‘Officials to publish a map of lamps.’"]


def test_the_shares_of_a_sum_are_promised_by_whoever_gives_it(promised: Promised) -> None:
    text = (
        "The Home Office is investing £9.5 million in piers.\n\nThe £9.5 million over 3 years from 2031-32 includes:\n\n"
        "- £4 million over 3 years from 2031-32 for brighter lamps\n- Funding for new keepers\n"
    )

    assert promised(text, country="gb")[1:] == [
        ("£4 million over 3 years from 2031-32 for brighter lamps", "gb-home-office", "2034-03"),
        ("Funding for new keepers", "gb-home-office", None),
    ]


def test_any_other_means_in_a_list_are_no_action(promised: Promised) -> None:
    text = "The Home Office will light the piers through:\n\n- opening new depots; or\n- any other suitable means.\n"

    assert "any other suitable means." not in [words for words, _, _ in promised(text)]


def test_a_line_below_two_promises_dates_both(promised: Promised) -> None:
    text = "Commitment 2: Ofcom will map the masts. The Home Office will light the piers.\n\nExpected Delivery Date: May 2033\n"

    assert [day for _, _, day in promised(text, country="gb")] == ["2033-05", "2033-05"]


def test_a_body_that_is_yet_to_be_set_up_does_not_set_itself_up(promised: Promised) -> None:
    text = "A Lamp Safety Board will be set up to look after the piers.\n"

    assert [owner for _, owner, _ in promised(text)] == ["gb-department-for-transport"]


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("The Home Office and Ofcom will publish maps of their lamps.", "gb"),
        (
            "The Department of Homeland Security and the Cybersecurity and Infrastructure Security Agency shall jointly publish a map.",
            "us",
        ),
    ],
)
def test_bodies_that_are_told_the_same_or_belong_together_are_no_partners(extracted: Extract, sentence: str, country: str) -> None:
    found = extracted(sentence, country=country)

    assert [relation for relation in found.relations if relation.type == "PARTNERS_WITH"] == []
