"""Bodies as four countries name them: ministers, devolved offices, groups, homonyms, and names that only hold a body's."""

from collections.abc import Callable

import pytest

from ingest.documents import Block
from ingest.extraction.abbreviations import definitions, short_after, short_before
from ingest.extraction.name_grammar import kind_of_body, names_of_bodies

Named = Callable[..., list[tuple[str, str]]]


def block(text: str) -> Block:
    return Block("paragraph", text, tuple(range(len(text))))


@pytest.mark.parametrize(
    ("text", "country", "bodies"),
    [
        ("DfT, DESNZ and Defra met.", "gb", ["Department for Transport", "Department for Energy Security and Net Zero", "Defra"]),
        ("UKHSA wrote to MHCLG.", "gb", ["UK Health Security Agency", "Ministry of Housing, Communities and Local Government"]),
        ("Historic Environment Scotland and NatureScot met.", "gb", ["Historic Environment Scotland", "NatureScot"]),
        ("The Welsh Government met Natural Resources Wales.", "gb", ["Welsh Government", "Natural Resources Wales"]),
        ("The Northern Ireland Executive met.", "gb", ["Northern Ireland Executive"]),
        ("Services Australia met the ATO.", "au", ["Services Australia", "Australian Taxation Office"]),
        ("The NSW Government met CSIRO.", "au", ["NSW Government", "Commonwealth Scientific and Industrial Research Organisation"]),
        ("The USDA met the EPA.", "us", ["Department of Agriculture", "Environmental Protection Agency"]),
        ("The Office of Science and Technology Policy met.", "us", ["Office of Science and Technology Policy"]),
        ("No 10 met the Cabinet Office.", "gb", ["Prime Minister's Office, 10 Downing Street", "Cabinet Office"]),
    ],
)
def test_bodies_of_each_country_are_known(named: Named, text: str, country: str, bodies: list[str]) -> None:
    full = {"Defra": "Department for Environment, Food and Rural Affairs"}

    assert [name for _, name in named(text, "Organisation", country)] == [full.get(body, body) for body in bodies]


@pytest.mark.parametrize(
    ("office", "country", "body"),
    [
        ("Health Secretary", "gb", "Department of Health and Social Care"),
        ("Chief Secretary to the Treasury", "gb", "HM Treasury"),
        ("Chancellor of the Duchy of Lancaster", "gb", "Cabinet Office"),
        ("Mayor of London", "gb", "Greater London Authority"),
        ("Secretary of Agriculture", "us", "Department of Agriculture"),
        ("Minister for Health and Aged Care", "au", "Department of Health and Aged Care"),
    ],
)
def test_an_office_is_read_as_its_body(named: Named, office: str, country: str, body: str) -> None:
    assert named(f"In May the {office} spoke.", "Organisation", country, published="2024-02-01") == [(office, body)]


@pytest.mark.parametrize(
    ("text", "publisher", "found"),
    [
        ("The First Minister spoke.", "Scottish Government", "Scottish Government"),
        ("The Deputy First Minister spoke.", "Welsh Government", "Welsh Government"),
        ("The Cabinet Secretary for Transport spoke.", "Scottish Government", "Scottish Government"),
        ("The Cabinet Secretary for Health, Care and Sport spoke.", "Transport Scotland", "Scottish Government"),
        ("The First Minister of Wales spoke.", "Scottish Government", "Welsh Government"),
    ],
)
def test_devolved_ministers_are_their_government(named: Named, text: str, publisher: str, found: str) -> None:
    assert [name for _, name in named(text, "Organisation", publisher=publisher)] == [found]


def test_the_cabinet_secretary_in_london_is_another(named: Named) -> None:
    assert named("In May the Cabinet Secretary spoke.", "Organisation") == [("Cabinet Secretary", "Cabinet Office")]
    assert named("In May the Cabinet Secretary for Ports spoke.", "Organisation") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Royal Society of Pilots met.",
        "The treasury of the club was empty.",
        "A cabinet of oak stood there.",
        "Go to www.ofcom.example/home for more.",
        "Write to press@homeoffice.example today.",
        "This Board Meeting Was Long.",
        "The Work and the Play are one.",
    ],
)
def test_words_that_only_look_like_bodies(named: Named, text: str) -> None:
    assert named(text, "Organisation") == []


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Office for Harbour Standards", "unit"),
        ("Office for Pilot Guidance", "unit"),
        ("Commission on Port Policy", "other"),
    ],
)
def test_a_body_may_end_in_a_plans_word(named: Named, name: str, sort: str) -> None:
    text = f"We will set up an {name} by 2033."

    assert named(text, "Strategy") == []
    assert kind_of_body(name) == sort


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NHS trusts will map piers.", "NHS trusts"),
        ("NHS Boards will map piers.", "Health boards"),
        ("Every department will map piers.", "Government departments"),
        ("Departments and agencies must map piers.", "Government departments"),
        ("Police forces should map piers.", "Police forces"),
        ("Local Authorities are required to map piers.", "Local authorities"),
    ],
)
def test_groups_that_act_are_named_once(named: Named, text: str, found: str) -> None:
    assert [name for _, name in named(text, "Organisation")] == [found]


@pytest.mark.parametrize("text", ["Some councils are small.", "NHS trusts are many.", "Ask your local authority or police force."])
def test_groups_that_do_nothing_are_none(named: Named, text: str) -> None:
    assert named(text, "Organisation") == []


@pytest.mark.parametrize(
    ("text", "country", "meant"),
    [
        ("Costs were agreed with the Treasury.", "gb", "HM Treasury"),
        ("Costs were agreed with Treasury.", "au", "Department of the Treasury"),
        ("The Department of Defense paid.", "us", "Department of Defense"),
        ("The Ministry of Defence paid.", "gb", "Ministry of Defence"),
        ("The Home Office paid.", "au", "Home Office"),
        ("The Department of Health and Aged Care paid.", "gb", "Department of Health and Aged Care"),
    ],
)
def test_homonyms_belong_to_the_documents_country(named: Named, text: str, country: str, meant: str) -> None:
    assert [name for _, name in named(text, "Organisation", country)] == [meant]


def test_a_body_defined_here_keeps_its_initials(named: Named) -> None:
    text = "The National Harbor Safety Board (NHSB) met. NHSB staff met. The Board’s chair spoke."

    assert named(text, "Organisation", "us") == [
        ("National Harbor Safety Board", "National Harbor Safety Board"),
        ("NHSB", "National Harbor Safety Board"),
        ("NHSB", "National Harbor Safety Board"),
        ("The Board", "National Harbor Safety Board"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Department of Piers and the Ministry of Quays", ["Department of Piers", "Ministry of Quays"]),
        ("the Department for Piers, Quays and Masts", ["Department for Piers, Quays and Masts"]),
        ("the Royal College of Pilots", ["Royal College of Pilots"]),
        ("the Pier Licensing Authority (PLA)", ["Pier Licensing Authority"]),
        ("an Act of 2031 and a Pier", []),
    ],
)
def test_unknown_bodies_are_told_by_their_build(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in sorted(set(names_of_bodies(text)))] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Service Level Agreement (SLA) was signed.", [("SLA", "Service Level Agreement")]),
        ("Application programming interfaces (APIs) help.", [("API", "Application programming interfaces")]),
        ("A chief digital officer (CDO) and a pier master (PM) met.", [("CDO", "chief digital officer"), ("PM", "pier master")]),
        ("The plan (Annex) is long (see A).", []),
        ("Ships (XYZ) sail.", []),
        ("Ministry of Quays (MoQ) staff met.", [("MoQ", "Ministry of Quays")]),
    ],
)
def test_initials_in_brackets_are_definitions(text: str, found: list[tuple[str, str]]) -> None:
    assert [(item.short, text[item.start : item.end]) for item in definitions(block(text))] == found


@pytest.mark.parametrize(
    ("after", "short"),
    [(" (CEA) met", "CEA"), (" (the Agency) met", None), (' ("CEA") met', "CEA"), (" (CEA; formerly X) met", "CEA"), (" (Annex)", None)],
)
def test_a_short_name_follows_in_brackets(after: str, short: str | None) -> None:
    match = short_after(f"Coastal Erosion Agency{after}", len("Coastal Erosion Agency"))

    assert (match["short"] if match else None) == short


@pytest.mark.parametrize(("text", "short"), [("the CEA (Coastal", "CEA"), ("the Agency (Coastal", None), ("(Coastal", None)])
def test_a_short_name_may_come_first(text: str, short: str | None) -> None:
    assert short_before(text, len(text) - len("Coastal")) == short
