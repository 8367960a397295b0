"""Which organisations a text names: by register, by the grammar of names, by abbreviation, and without their name."""

from collections.abc import Callable
from typing import Protocol

import pytest

from ingest.documents import ReadDocument
from ingest.extraction.gazetteer import lookup, spellings
from ingest.extraction.mentions import find_mentions
from ingest.extraction.name_grammar import kind_of_body, names_of_bodies, names_of_trusts
from ingest.vocabulary import Vocabulary

Names = list[str]


class NamesIn(Protocol):
    def __call__(self, text: str, **metadata: str) -> Names: ...


@pytest.fixture
def names_in(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> NamesIn:
    """The names of the organisations mentioned in a text, sorted."""

    def read(text: str, **metadata: str) -> Names:
        context = find_mentions(as_document(text, **metadata), vocabulary)
        mentioned = {mention.thing for mention in context.mentions}
        return sorted(str(context.things[node].fields["name"]) for node in mentioned if context.things[node].kind == "Organisation")

    return read


def test_a_known_body_is_found_under_its_name_its_abbreviation_and_a_former_style(names_in: NamesIn) -> None:
    for text in (
        "The Ministry of Justice will publish it.",
        "The MoJ will publish it.",
        "The MOJ’s plan is late.",
    ):
        assert names_in(text, country="gb") == ["Ministry of Justice"]


@pytest.mark.parametrize(
    "printed",
    [
        "Department for Environment, Food and Rural Affairs",
        "Department for Environment, Food & Rural Affairs",
        "Department for Environment Food & Rural Affairs",
        "Department of Environment, Food, and Rural Affairs",
        "DEPARTMENT FOR ENVIRONMENT, FOOD AND RURAL AFFAIRS",
    ],
)
def test_one_name_is_known_in_all_its_spellings(names_in: NamesIn, printed: str) -> None:
    assert names_in(f"It was said that {printed} will pay.", country="gb") == ["Department for Environment, Food and Rural Affairs"]


def test_spellings_cover_ampersand_commas_and_the_crown() -> None:
    assert {
        "HM Revenue & Customs",
        "HM Revenue and Customs",
        "Her Majesty's Revenue and Customs",
        "His Majesty's Revenue & Customs",
    } <= spellings("HM Revenue & Customs")


def test_the_longest_name_wins_a_place(names_in: NamesIn) -> None:
    assert names_in("NHS England will report to NHS Resolution.", country="gb") == ["NHS England", "NHS Resolution"]
    assert names_in("NHS England and the NHS agree.", country="gb") == ["NHS England", "National Health Service"]


def test_a_trust_is_not_taken_for_the_health_service(names_in: NamesIn) -> None:
    assert names_in("Great Harbour Hospitals NHS Foundation Trust will run the pilot.", country="gb") == [
        "Great Harbour Hospitals NHS Foundation Trust"
    ]


def test_a_body_named_in_capitals_is_not_found_in_ordinary_words(names_in: NamesIn) -> None:
    assert names_in("An aria was sung in the home office and the cabinet was oak.", country="gb") == []


@pytest.mark.parametrize(
    ("day", "name"),
    [("2012-05-01", "Department for Culture, Media and Sport"), ("2019-05-01", "Department for Digital, Culture, Media and Sport")],
)
def test_an_abbreviation_shared_over_time_means_the_body_of_that_day(names_in: NamesIn, day: str, name: str) -> None:
    assert names_in("DCMS will lead the work.", country="gb", published=day) == [name]


@pytest.mark.parametrize(
    ("country", "name"),
    [("gb", "HM Treasury"), ("au", "Department of the Treasury"), ("us", "Department of the Treasury")],
)
def test_a_short_name_means_the_body_of_the_documents_country(
    as_document: Callable[..., ReadDocument], vocabulary: Vocabulary, country: str, name: str
) -> None:
    context = find_mentions(as_document("Costs were agreed with the Treasury in May.", country=country), vocabulary)

    assert [
        (context.things[mention.thing].fields["name"], mention.thing.split("/")[1][:2])
        for mention in context.mentions
        if mention.thing.startswith("org")
    ] == [(name, country)]


def test_a_short_name_in_a_country_without_it_is_left_alone(names_in: NamesIn) -> None:
    assert names_in("Costs were agreed with Treasury officials, and Commerce was told.", country="fr") == []


def test_foreign_bodies_are_found_by_full_name_and_by_a_distinct_abbreviation(names_in: NamesIn) -> None:
    text = "It draws on the Defense Advanced Research Projects Agency and on NIST; the ED and the VA were not asked."

    assert names_in(text, country="gb") == ["Defense Advanced Research Projects Agency", "National Institute of Standards and Technology"]


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("The Home Secretary", "gb", "Home Office"),
        ("The Secretary of State for Transport", "gb", "Department for Transport"),
        ("The Secretary of State for Science, Innovation and Technology", "gb", "Department for Science, Innovation and Technology"),
        ("The Secretary of Homeland Security", "us", "Department of Homeland Security"),
        ("The Administrator of General Services", "us", "General Services Administration"),
        ("The Minister for Finance", "au", "Department of Finance"),
    ],
)
def test_who_holds_an_office_speaks_for_its_body(names_in: NamesIn, words: str, country: str, name: str) -> None:
    assert names_in(f"{words} said so.", country=country, published="2024-01-01") == [name]


@pytest.mark.parametrize(
    "name",
    [
        "Department of Internal Waters",
        "Ministry of Harbours and Lighthouses",
        "Office of the Chief Planner",
        "Coastal Erosion Agency",
        "Northern Reefs Marine Authority",
        "National Tidal Energy Commission",
        "Whale Watching Advisory Board",
        "Centre for Estuary Studies",
        "Kelp Farming Taskforce",
        "University of Saltmarsh",
    ],
)
def test_a_body_no_register_knows_is_found_by_how_its_name_is_built(names_in: NamesIn, name: str) -> None:
    assert names_in(f"Last year the {name} was asked to help.", country="nz") == [name]


def test_an_unknown_body_gets_the_documents_country_into_its_id(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> None:
    context = find_mentions(as_document("Last year the Coastal Erosion Agency was asked.", country="nz"), vocabulary)

    thing = context.things["organisation/nz-coastal-erosion-agency"]
    assert thing.fields == {"name": "Coastal Erosion Agency", "kind": "executive agency", "aliases": (), "jurisdiction": "nz"}
    assert thing.defined_by is None


@pytest.mark.parametrize(
    "text",
    [
        "Each Board must meet. This Committee will not. Our Service is free.",
        "The New Office opens. A Digital Service is planned.",
        "Associate Digital Service Managers will be hired.",
        "Please see www.coastal-erosion-agency.example/Tidal Agency for more.",
    ],
)
def test_ordinary_words_in_capitals_are_no_bodies(text: str) -> None:
    assert [text[start:end] for start, end in names_of_bodies(text) if "Tidal" not in text] == []


def test_two_bodies_joined_by_and_stay_two(names_in: NamesIn) -> None:
    text = "Work was shared by the Department of Internal Waters and the Ministry of Harbours."

    assert names_in(text, country="nz") == ["Department of Internal Waters", "Ministry of Harbours"]


def test_the_owner_in_the_genitive_is_no_part_of_the_name(names_in: NamesIn) -> None:
    assert names_in("They met Ruritania’s Economic Planning Board there.", country="gb") == ["Economic Planning Board"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Harbours", "ministerial department"),
        ("Kelp Agency", "executive agency"),
        ("Kelp Ombudsman", "regulator"),
        ("Kelp Advisory Board", "group"),
        ("Kelp Archive", "other"),
    ],
)
def test_a_bodys_name_says_what_sort_it_is(name: str, kind: str) -> None:
    assert kind_of_body(name) == kind


def test_trusts_and_care_boards_are_recognised() -> None:
    text = "The Royal Reef NHS Trust and NHS Seaside and Dunes Integrated Care Board met."

    assert [text[start:end] for start, end in names_of_trusts(text)] == ["Royal Reef NHS Trust"] or [
        text[start:end] for start, end in names_of_trusts(text)
    ] == ["Royal Reef NHS Trust", "NHS Seaside and Dunes Integrated Care Board"]


def test_an_abbreviation_in_brackets_is_used_from_then_on_and_before(
    as_document: Callable[..., ReadDocument], vocabulary: Vocabulary
) -> None:
    text = "## What the CEA does\n\nThe Coastal Erosion Agency (CEA) maps cliffs. The CEA will publish maps.\n"
    context = find_mentions(as_document(text, country="nz"), vocabulary)

    assert [mention.span.text for mention in context.mentions if mention.thing == "organisation/nz-coastal-erosion-agency"] == [
        "CEA",
        "Coastal Erosion Agency",
        "CEA",
        "CEA",
    ]
    assert context.things["organisation/nz-coastal-erosion-agency"].fields["aliases"] == ("CEA",)


def test_an_abbreviation_before_its_name_in_brackets_counts_too(names_in: NamesIn) -> None:
    assert names_in("They asked CEA (Coastal Erosion Agency) first. Then CEA answered.", country="nz") == ["Coastal Erosion Agency"]


def test_what_the_document_defines_otherwise_is_not_the_known_body(names_in: NamesIn) -> None:
    text = "A Planned Intervention Agreement (PIA) is signed. The Tidal Flow Limit (TFL) applies. Under the PIA the CMA acts."

    assert names_in(text, country="gb") == ["Competition and Markets Authority"]
    assert names_in("A Coastal Management Area (CMA) was marked. The CMA is large.", country="gb") == []


@pytest.mark.parametrize(
    ("publisher", "country", "government"),
    [
        ("Home Office", "gb", "UK Government"),
        ("Scottish Government", "gb", "Scottish Government"),
        ("Transport Scotland", "gb", "Scottish Government"),
        ("Public Health Wales", "gb", "Welsh Government"),
        ("Digital Transformation Agency", "au", "Australian Government"),
        ("Treasury Board of Canada Secretariat", "ca", "Government of Canada"),
    ],
)
def test_the_government_is_the_one_the_publisher_belongs_to(names_in: NamesIn, publisher: str, country: str, government: str) -> None:
    assert names_in("By May the government will act.", publisher=publisher, kind="plan") == [government]


@pytest.mark.parametrize(
    "words",
    [
        "government data sets",
        "local government will act",
        "other government bodies",
        "an open government is",
        "whole-of-government platforms",
    ],
)
def test_government_as_a_mere_description_names_nobody(names_in: NamesIn, words: str) -> None:
    assert names_in(f"They say that {words} in May.", country="gb") == []


def test_the_department_is_the_nearest_one_named_before(
    names_in: NamesIn, as_document: Callable[..., ReadDocument], vocabulary: Vocabulary
) -> None:
    text = "The Home Office leads. The Department for Transport helps. The department will report.\n\nThe Department shall pay."
    context = find_mentions(as_document(text, country="gb"), vocabulary)

    meant = [context.things[mention.thing].fields["name"] for mention in context.mentions if mention.rule == "head-noun@1"]
    assert meant == ["Department for Transport", "Department for Transport"]


def test_the_department_is_the_publisher_when_none_is_named_before(names_in: NamesIn) -> None:
    assert names_in("Our focus is efficiency for the department.", publisher="Ministry of Justice", kind="strategy") == [
        "Ministry of Justice"
    ]


def test_departments_are_a_group_only_when_they_act(names_in: NamesIn) -> None:
    assert names_in("Departments will publish plans. Some departments are small.", country="gb") == ["Government departments"]
    assert names_in("Here is how departments are doing.", country="gb") == []


def test_another_country_dealt_with_is_its_government(names_in: NamesIn) -> None:
    assert names_in("A memorandum was signed with the United Kingdom in May.", country="ca") == ["UK Government"]
    assert names_in("Ties with the United Kingdom are old.", country="gb") == []


def test_a_body_named_only_inside_a_title_is_not_mentioned(names_in: NamesIn) -> None:
    assert names_in("See the Civil Service Capabilities Plan for more.", country="gb") == []


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Home Office", None, "organisation/gb-home-office"),
        ("The White House", None, "organisation/us-executive-office-of-the-president"),
        ("Department of Health", "gb", "organisation/gb-department-of-health"),
        ("Department of Education", None, None),
        ("No Such Body", "gb", None),
    ],
)
def test_a_publisher_is_looked_up_by_name(vocabulary: Vocabulary, name: str, country: str | None, found: str | None) -> None:
    entry = lookup(vocabulary, name, country)

    assert (entry.id if entry else None) == found


@pytest.mark.parametrize("words", ["Lamp ", "Lamp and ", "Lamp, ", "Data Strategy and "])
def test_a_long_row_of_capitals_names_nobody_and_comes_to_an_end(words: str) -> None:
    assert list(names_of_bodies(words * 20_000)) == []
