"""Relations between what a text names, each with the sentence that states it."""

from collections.abc import Callable

import pytest

from graph.kinds import RELATIONSHIP_KINDS, label_of, type_of
from ingest.documents import ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.vocabulary import Vocabulary

Reader = Callable[..., Findings]
Stated = tuple[str, str, str]


@pytest.fixture
def read(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> Reader:
    """All that a text says."""

    def findings(text: str, **metadata: str) -> Findings:
        return extract(as_document(text, **({"country": "gb"} | metadata)), vocabulary)

    return findings


def stated(found: Findings, *kinds: str) -> list[Stated]:
    """The relations of the kinds named, by the names of their ends, sorted."""
    name = {thing.id: str(thing.fields["name"]) for thing in found.things}
    return sorted({(name[relation.source], relation.type, name[relation.target]) for relation in found.relations if relation.type in kinds})


@pytest.mark.parametrize(
    "text",
    [
        "The Fog Signal Agency is part of the Home Office.",
        "The Fog Signal Agency, which is part of the Home Office, will pay.",
        "The Fog Signal Agency, an executive agency of the Home Office, will pay.",
        "The Fog Signal Agency (FSA) within the Home Office will pay.",
        "A new Fog Signal Agency was set up within the Home Office.",
        "The Fog Signal Agency, which is an arm's length body sponsored by the Home Office, will pay.",
        "The Home Office’s executive agency, the Fog Signal Agency, will pay.",
    ],
)
def test_a_body_is_part_of_another(read: Reader, text: str) -> None:
    assert ("Fog Signal Agency", "PART_OF", "Home Office") in stated(read(text), "PART_OF")


def test_a_body_that_should_become_part_of_another_is_not_yet(read: Reader) -> None:
    assert stated(read("The Fog Signal Agency should become part of the Home Office."), "PART_OF") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Fog Signal Agency was replaced by the Lamp Board Authority in 2031.",
        "The Fog Signal Agency has been merged into the Lamp Board Authority.",
        "The Lamp Board Authority, formerly the Fog Signal Agency, will pay.",
        "The Lamp Board Authority replaced the Fog Signal Agency.",
    ],
)
def test_a_body_follows_another(read: Reader, text: str) -> None:
    assert stated(read(text), "SUCCEEDED_BY") == [("Fog Signal Agency", "SUCCEEDED_BY", "Lamp Board Authority")]


@pytest.mark.parametrize(
    "text",
    [
        "The Coastal Lamp Inspectorate regulates the Fog Signal Agency.",
        "The Fog Signal Agency is regulated by the Coastal Lamp Inspectorate.",
        "The Fog Signal Agency, which is sponsored by the Coastal Lamp Inspectorate, will pay.",
    ],
)
def test_a_body_oversees_another(read: Reader, text: str) -> None:
    assert stated(read(text), "OVERSEES") == [("Coastal Lamp Inspectorate", "OVERSEES", "Fog Signal Agency")]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The Home Office will work with Ofcom on lamps.", [("Home Office", "Ofcom")]),
        (
            "The Home Office is working closely with Ofcom, the Met Office and HM Treasury.",
            [("HM Treasury", "Home Office"), ("Home Office", "Met Office"), ("Home Office", "Ofcom")],
        ),
        ("In partnership with Ofcom, nobody acts.", []),
        ("The Home Office met Ofcom.", []),
    ],
)
def test_bodies_work_together(read: Reader, text: str, pairs: list[tuple[str, str]]) -> None:
    assert [(source, target) for source, _, target in stated(read(text), "PARTNERS_WITH")] == pairs


def test_we_work_with_others_is_said_by_the_publisher(read: Reader) -> None:
    found = read("The Ministry of Justice is here. We will work with Ofcom on lamps.", publisher="Ministry of Justice", kind="strategy")

    assert stated(found, "PARTNERS_WITH") == [("Ministry of Justice", "PARTNERS_WITH", "Ofcom")]


def test_we_under_a_departments_heading_is_that_department(read: Reader) -> None:
    found = read(
        "# Responses\n\n## Department for Transport\n\nWe will work with Ofcom on lamps.", publisher="Cabinet Office", kind="strategy"
    )

    assert stated(found, "PARTNERS_WITH") == [("Department for Transport", "PARTNERS_WITH", "Ofcom")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Home Office published the Fog Signal Strategy in May.", ("Home Office", "PUBLISHES", "Fog Signal Strategy")),
        ("The Fog Signal Strategy was published by the Home Office.", ("Home Office", "PUBLISHES", "Fog Signal Strategy")),
        ("Ports follow the Home Office’s Fog Signal Strategy.", ("Home Office", "OWNS", "Fog Signal Strategy")),
        ("Ports follow the Fog Signal Framework of the Home Office.", ("Home Office", "OWNS", "Fog Signal Framework")),
        ("The Home Office commissioned the Fog Signal Review.", ("Home Office", "COMMISSIONS", "Fog Signal Review")),
        ("The Fog Signal Review, commissioned by the Home Secretary, is long.", ("Home Office", "COMMISSIONS", "Fog Signal Review")),
        ("The Fog Signal Strategy replaces the Horn and Bell Strategy.", ("Fog Signal Strategy", "SUPERSEDES", "Horn and Bell Strategy")),
        (
            "The Horn and Bell Strategy was superseded by the Fog Signal Strategy.",
            ("Fog Signal Strategy", "SUPERSEDES", "Horn and Bell Strategy"),
        ),
        ("The Fog Signal Act requires Ofcom to report.", ("Fog Signal Act", "AFFECTS", "Ofcom")),
    ],
)
def test_words_between_a_body_and_a_strategy_say_what_joins_them(read: Reader, text: str, expected: Stated) -> None:
    assert expected in stated(read(text), expected[1])


def test_both_of_two_publishers_publish(read: Reader) -> None:
    found = read("The Scottish Government and COSLA published the Fog Signal Strategy.")

    assert stated(found, "PUBLISHES") == [
        ("Convention of Scottish Local Authorities", "PUBLISHES", "Fog Signal Strategy"),
        ("Scottish Government", "PUBLISHES", "Fog Signal Strategy"),
    ]


def test_what_stands_in_an_aside_does_not_publish(read: Reader) -> None:
    found = read("The Fog Signal Agency, which is part of Ofcom, will publish the Horn and Bell Framework.")

    assert stated(found, "PUBLISHES") == [("Fog Signal Agency", "PUBLISHES", "Horn and Bell Framework")]


def test_the_publisher_publishes_the_document_when_the_text_names_it(read: Reader) -> None:
    found = read(
        "# Fog Strategy\n\nThe Ministry of Justice has a plan.", title="Fog Strategy", kind="strategy", publisher="Ministry of Justice"
    )

    assert stated(found, "PUBLISHES") == [("Ministry of Justice", "PUBLISHES", "Fog Strategy")]


def test_the_government_publishes_where_only_it_is_spoken_of(read: Reader) -> None:
    text = "# Fog Action Plan\n\nTo achieve this, government should:\n\n1. Light every lamp by 2031.\n2. Sound every horn by 2032.\n"
    found = read(text, title="Fog Action Plan", kind="action plan", publisher="Department for Transport")

    assert ("UK Government", "PUBLISHES", "Fog Action Plan") in stated(found, "PUBLISHES")


def test_a_strategy_in_the_news_belongs_to_the_body_its_title_opens_with(read: Reader) -> None:
    found = read(
        "The Home Office has shared its 2040 Fog Strategy.",
        title="Home Office 2040 Fog Strategy outlines shifts",
        kind="news",
        publisher="HTN",
    )

    assert ("Home Office", "PUBLISHES", "Home Office 2040 Fog Strategy") in stated(found, "PUBLISHES")


def test_who_promises_a_strategy_publishes_it(read: Reader) -> None:
    found = read("The Home Office will publish a Horn and Bell Strategy by May 2031.", title="News", kind="news")

    assert stated(found, "PUBLISHES") == [("Home Office", "PUBLISHES", "Horn and Bell Strategy")]


def test_a_strategy_addresses_what_its_name_says(read: Reader) -> None:
    found = read("Use is governed by the Trusted Digital Identity Framework.")

    assert stated(found, "ADDRESSES") == [("Trusted Digital Identity Framework", "ADDRESSES", "Digital identity")]


def test_a_document_addresses_what_most_of_it_is_about(read: Reader) -> None:
    text = "# Fog Strategy\n\n## Cyber security\n\nWe will stop ransomware. We will encrypt lamps.\n\n## Other\n\nBuses run.\n"
    found = read(text, title="Fog Strategy", kind="strategy", publisher="Ministry of Justice")

    assert ("Fog Strategy", "ADDRESSES", "Cyber security") in stated(found, "ADDRESSES")
    assert ("Fog Strategy", "ADDRESSES", "Transport") not in stated(found, "ADDRESSES")


def test_in_the_news_each_strategy_addresses_what_its_own_paragraphs_say(read: Reader) -> None:
    text = (
        "The Home Office shared its 2040 Fog Strategy on cyber security and ransomware.\n\n"
        "The Lamps Bill has become law. It is about hospitals and patients.\n"
    )
    found = read(text, title="Home Office 2040 Fog Strategy explained", kind="news", publisher="HTN")

    assert stated(found, "ADDRESSES") == [
        ("Home Office 2040 Fog Strategy", "ADDRESSES", "Cyber security"),
        ("Lamps Act", "ADDRESSES", "Health and care"),
    ]


def test_an_order_affects_those_it_tells_what_to_do(read: Reader) -> None:
    found = read(
        "# Executive Order 19999\n\nWithin 60 days, agencies shall light their lamps.",
        title="Executive Order 19999",
        kind="executive order",
        country="us",
        publisher="The White House",
    )

    assert stated(found, "AFFECTS") == [("Executive Order 19999", "AFFECTS", "Executive departments and agencies")]


def test_the_documents_own_strategy_cites_another_by_words_of_reference_or_a_link(read: Reader) -> None:
    text = (
        "# Fog Strategy\n\nAs set out in the Lamp and Horn Plan, all is well. See [the Bell Tower "
        "Charter](https://x.example/). The Gull Food Plan is old.\n"
    )
    found = read(text, title="Fog Strategy", kind="strategy", publisher="Ministry of Justice")

    assert stated(found, "CITES") == [("Fog Strategy", "CITES", "Bell Tower Charter"), ("Fog Strategy", "CITES", "Lamp and Horn Plan")]


def test_it_replaces_means_the_strategy_in_the_title(read: Reader) -> None:
    found = read(
        "It replaces a fog computing policy and more.",
        title="A new strategy for fog",
        kind="news",
        publisher="Digital Transformation Agency",
    )

    assert stated(found, "SUPERSEDES") == [("A new strategy for fog", "SUPERSEDES", "fog computing policy")]


def test_bodies_the_publisher_lists_as_its_own_are_part_of_it_when_the_register_agrees(read: Reader) -> None:
    text = "The Ministry of Justice changed public bodies including the Office of the Public Guardian and Ofcom."
    found = read(text, title="Fog Strategy", kind="strategy", publisher="Ministry of Justice")

    assert stated(found, "PART_OF") == [("Office of the Public Guardian", "PART_OF", "Ministry of Justice")]


def test_who_made_a_review_is_its_author(read: Reader) -> None:
    found = read("A review commissioned by the Home Secretary has ended, with Dr Ada Marlow publishing nine findings.")

    assert stated(found, "AUTHORS", "COMMISSIONS") == [
        ("Dr Ada Marlow", "AUTHORS", "Marlow review"),
        ("Home Office", "COMMISSIONS", "Marlow review"),
    ]


def test_a_reviewer_named_twice_is_one_person_with_the_fields_of_a_person(read: Reader) -> None:
    found = read("A review led by Dame Ada Marlow has ended.\n\nThe review by Dame Ada Marlow asks for horns.")

    people = [thing.fields for thing in found.things if thing.kind == "Person"]
    assert people == [{"name": "Dame Ada Marlow", "role": "Author of a review"}]


def test_every_relation_joins_things_its_kind_allows_and_rests_on_words(read: Reader) -> None:
    text = (
        "# Fog Strategy\n\nThe Home Office will work with Ofcom. The Fog Signal Agency is part of the Home Office. We "
        "cite, as set out in the Lamp and Horn Plan, "
        "a review led by Dame Ada Marlow. The Fog Signal Act requires Ofcom to report on ransomware.\n"
    )
    found = read(text, title="Fog Strategy", kind="strategy", publisher="Home Office")
    kinds = {type_of(kind): kind for kind in RELATIONSHIP_KINDS}
    labels = {thing.id: thing.kind for thing in found.things}

    assert len(found.relations) >= 6
    for relation in found.relations:
        kind = kinds[relation.type]
        assert labels[relation.source] in {label_of(end) for end in kind.sources}, relation
        assert labels[relation.target] in {label_of(end) for end in kind.targets}, relation
        assert relation.source != relation.target
        assert relation.span.text
        assert 0 < relation.confidence <= 1
        assert "@" in relation.rule


def test_relations_come_in_the_same_order_every_time(read: Reader) -> None:
    text = "The Home Office will work with Ofcom, the Met Office and HM Treasury on the Fog Signal Strategy."

    assert [relation.rule for relation in read(text).relations] == [relation.rule for relation in read(text).relations]
    keys = [(relation.type, relation.source, relation.target) for relation in read(text).relations]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Required by the Tidal Lamps Act, the Home Office will map lamps.",
            [("Tidal Lamps Act", "AFFECTS", "Home Office")],
        ),
        ("The Home Office, which was established under the Tidal Lamps Act, met.", [("Tidal Lamps Act", "AFFECTS", "Home Office")]),
        ("The Home Office was established by the Tidal Lamps Strategy.", []),
    ],
)
def test_a_law_affects_whom_it_sets_up(related: Callable[..., list[tuple[str, str, str]]], text: str, found: list[object]) -> None:
    assert related(text, "AFFECTS") == found


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Last week we completed and published the first part of the Tidal Lamps Framework.", True),
        ("We have also released our new Tidal Lamps Framework.", True),
        ("We adopted the Tidal Lamps Framework.", False),
        ("We read the Tidal Lamps Framework.", False),
    ],
)
def test_who_says_we_published_it_has(related: Callable[..., list[tuple[str, str, str]]], text: str, published: bool) -> None:
    about = {"publisher": "Home Office", "kind": "statement"}

    assert (("Home Office", "PUBLISHES", "Tidal Lamps Framework") in related(text, "PUBLISHES", **about)) is published


def test_who_adopts_a_standard_has_not_published_it(related: Callable[..., list[tuple[str, str, str]]]) -> None:
    assert related("The Home Office adopted the Tidal Lamps Standard.", "PUBLISHES") == []


def test_partners_are_those_of_the_sentence_and_not_of_the_one_before(related: Callable[..., list[tuple[str, str, str]]]) -> None:
    text = "The Cabinet Office will map lamps. The Home Office will also work with Ofcom on piers."

    assert related(text, "PARTNERS_WITH") == [("Home Office", "PARTNERS_WITH", "Ofcom")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Home Office's Lamp Safety Office met.", [("Lamp Safety Office", "PART_OF", "Home Office")]),
        ("The Home Office's Government Digital Service met.", []),
        ("The Home Office's Environment Agency contacts met.", []),
        ("Ofcom's Lamp Museum is open.", []),
    ],
)
def test_a_bodys_own_office_is_part_of_it(related: Callable[..., list[tuple[str, str, str]]], text: str, found: list[object]) -> None:
    assert related(text, "PART_OF", published="2026-05-01") == found


def test_who_publishes_a_second_strategy_by_a_long_description_publishes_it(related: Callable[..., list[tuple[str, str, str]]]) -> None:
    text = "In May the Home Office published its second lamp safety strategy, the Tidal Lamps Strategy."

    assert related(text, "PUBLISHES") == [("Home Office", "PUBLISHES", "Tidal Lamps Strategy")]


def test_an_order_known_by_its_number_deals_with_what_its_title_says(related: Callable[..., list[tuple[str, str, str]]]) -> None:
    text = "Executive Order 19999, Keeping the Cyber Security of Lamps, calls on agencies to act. Executive Order 18888 does not."

    assert related(text, "ADDRESSES", country="us") == [("Executive Order 19999", "ADDRESSES", "Cyber security")]


def test_along_with_another_body_is_together_with_it(related: Callable[..., list[tuple[str, str, str]]]) -> None:
    text = "The Home Office, along with Ofcom and the Cabinet Office, mapped the lamps."

    assert related(text, "PARTNERS_WITH") == [
        ("Cabinet Office", "PARTNERS_WITH", "Home Office"),
        ("Home Office", "PARTNERS_WITH", "Ofcom"),
    ]


@pytest.mark.parametrize(
    ("text", "unit", "body"),
    [
        ("In 2031 the Home Office created the Harbour Lamp Office to lead.", "Harbour Lamp Office", "Home Office"),
        ("The Home Office has established the Harbour Lamp Office.", "Harbour Lamp Office", "Home Office"),
    ],
)
def test_an_office_is_part_of_the_body_that_created_it(read: Reader, text: str, unit: str, body: str) -> None:
    assert stated(read(text), "PART_OF") == [(unit, "PART_OF", body)]


def test_a_body_of_its_own_is_no_part_of_who_created_it(read: Reader) -> None:
    assert stated(read("The Home Office established Ofcom."), "PART_OF") == []


def test_who_joins_another_to_launch_a_strategy_publishes_it(read: Reader) -> None:
    found = read("The Home Office has teamed up with innovation centre The Lamp Agency to launch a lamp strategy.")

    assert stated(found, "PUBLISHES") == [("Home Office", "PUBLISHES", "lamp strategy")]
    assert stated(found, "PARTNERS_WITH") == [("Home Office", "PARTNERS_WITH", "Lamp Agency")]


def test_what_a_body_tells_of_releasing_in_its_own_words_is_its_own(read: Reader) -> None:
    text = "We worked hard. A great achievement was releasing a new Harbour Lamp Framework for all."

    assert stated(read(text, publisher="Home Office", kind="blog"), "PUBLISHES") == [("Home Office", "PUBLISHES", "Harbour Lamp Framework")]


def test_guidance_cites_what_lays_down_its_requirements(read: Reader) -> None:
    text = "The purpose is to meet the requirements of the Harbour Lamps Act."
    found = read(text, title="Guidance on Lamps", publisher="Home Office", kind="guidance")

    assert stated(found, "CITES") == [("Guidance on Lamps", "CITES", "Harbour Lamps Act")]


@pytest.mark.parametrize(("modal", "affected"), [("should", True), ("must", True), ("will", False)])
def test_guidance_affects_a_group_that_it_tells_what_to_do(read: Reader, modal: str, affected: bool) -> None:
    text = f"Departments {modal} publish a list of lamps."
    found = read(text, title="Guidance on Lamps", publisher="Home Office", kind="guidance")

    assert stated(found, "AFFECTS") == ([("Guidance on Lamps", "AFFECTS", "Government departments")] if affected else [])


def test_governments_of_states_that_somebody_works_with_are_a_body(read: Reader) -> None:
    found = read("We will work with state and territory governments.", publisher="Digital Transformation Agency", country="au")

    assert stated(found, "PARTNERS_WITH") == [("Digital Transformation Agency", "PARTNERS_WITH", "State and territory governments")]


def test_two_weak_words_tell_the_theme_of_a_name(read: Reader) -> None:
    assert stated(read("The Digital Government Plan is out."), "ADDRESSES") == [
        ("Digital Government Plan", "ADDRESSES", "Digital services")
    ]


def test_bodies_that_merge_to_form_another_are_succeeded_by_it(read: Reader) -> None:
    found = read("Teams from the Fog Signal Agency, the Lamp Keeping Agency and others have merged together to form the Harbour Agency.")

    assert stated(found, "SUCCEEDED_BY") == [
        ("Fog Signal Agency", "SUCCEEDED_BY", "Harbour Agency"),
        ("Lamp Keeping Agency", "SUCCEEDED_BY", "Harbour Agency"),
    ]


def test_the_action_plan_of_a_strategy_is_an_instrument_of_its_own(read: Reader) -> None:
    found = read("The Harbour Lamp Strategy is out. Actions stand in the Harbour Lamp Strategy: Action Plan (the Action Plan).")

    assert [thing.fields["name"] for thing in found.things if thing.kind == "Strategy"] == [
        "Harbour Lamp Strategy",
        "Harbour Lamp Strategy: Action Plan",
    ]


@pytest.mark.parametrize("text", ["The Office of Lamp Strategy and Solutions met.", "Lead Agency: the Fog Signal Agency."])
def test_a_body_or_a_role_is_no_strategy_and_no_other_body(read: Reader, text: str) -> None:
    found = read(text)

    assert not [thing for thing in found.things if thing.kind == "Strategy" or thing.fields["name"] == "Lead Agency"]


def test_members_of_a_network_that_a_body_works_with_are_its_partners(read: Reader) -> None:
    found = read("The Home Office works with networks of keepers, including the Fog Signal Agency and the Lamp Keeping Agency.")

    assert stated(found, "PARTNERS_WITH") == [
        ("Fog Signal Agency", "PARTNERS_WITH", "Home Office"),
        ("Home Office", "PARTNERS_WITH", "Lamp Keeping Agency"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Harbour Agency’s Strategic plan 2031 to 2034 is out.", ["Strategic plan 2031 to 2034"]),
        (
            "It follows the Tidewater Lamp Reform and Harbour Protection Act 2030.",
            ["Tidewater Lamp Reform and Harbour Protection Act 2030"],
        ),
        ("The Cabinet Secretary for Harbours, Lamps and Land Reform spoke.", []),
        ("The Home Office’s new three-year lamp strategy is out.", ["lamp strategy"]),
    ],
)
def test_titles_keep_their_years_and_joined_laws_and_leave_ministers_alone(read: Reader, text: str, names: list[str]) -> None:
    assert [thing.fields["name"] for thing in read(text).things if thing.kind == "Strategy"] == names
