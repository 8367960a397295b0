"""Bodies among other words: several under one word, people in office, buildings and panels named after them, and homonyms abroad."""

from collections.abc import Callable

import pytest

Named = Callable[..., list[tuple[str, str]]]


def bodies(named: Named, text: str, country: str) -> list[str]:
    return [name for _, name in named(text, "Organisation", country)]


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("The Departments of Labor and Commerce met.", "us", ["Department of Labor", "Department of Commerce"]),
        (
            "The Departments of Health and Human Services, Energy, and Education met.",
            "us",
            ["Department of Health and Human Services", "Department of Energy", "Department of Education"],
        ),
        ("The Queensland and ACT governments met.", "au", ["Queensland Government", "ACT Government"]),
        ("The Scottish and Welsh Governments met.", "gb", ["Scottish Government", "Welsh Government"]),
        ("Departments of Piers and Lamps met.", "gb", []),
    ],
)
def test_bodies_that_share_a_word_are_told_apart(named: Named, text: str, country: str, found: list[str]) -> None:
    assert bodies(named, text, country) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met the Office of Harbour Affairs Deputy Administrator Jane Hill.", ["Office of Harbour Affairs"]),
        ("The Bureau of Lamps Director Jane Hill spoke.", ["Bureau of Lamps"]),
        ("The Department of Lamps MyLamp app works.", ["Department of Lamps"]),
        ("The Office of the Deputy Lamp Inspector met.", ["Office of the Deputy Lamp Inspector"]),
    ],
)
def test_who_holds_an_office_is_no_part_of_the_bodys_name(named: Named, text: str, found: list[str]) -> None:
    assert bodies(named, text, "us") == found


@pytest.mark.parametrize(
    "text",
    [
        "They met in the Lamp Administration Building.",
        "You can view Council Tax bills there.",
        "Buy it from the Lamp Cleaning Panel.",
        "The guide to Safe Online Services is out.",
    ],
)
def test_what_is_only_named_like_a_body_is_none(named: Named, text: str) -> None:
    assert bodies(named, text, "au") == []


def test_a_panel_that_advises_is_a_body(named: Named) -> None:
    assert bodies(named, "The Lamp Safety Advisory Panel met.", "au") == ["Lamp Safety Advisory Panel"]


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("The National Archives moved online.", "au", ["National Archives of Australia"]),
        ("The National Archives moved online.", "gb", ["National Archives"]),
        ("The Transport Committee met.", "ca", []),
        ("The National Archives of the United Kingdom moved online.", "ca", ["National Archives"]),
        ("US Citizenship and Immigration Services met the Biden-Harris Administration.", "us",
         ["U.S. Citizenship and Immigration Services", "Executive Office of the President"]),
        ("The Department of Health met the HSE.", "ie", ["Department of Health (Ireland)", "Health Service Executive"]),
        ("The Department of Internal Affairs met Stats NZ.", "nz", ["Department of Internal Affairs", "Stats NZ"]),
        ("NHS Tayside and the Scottish Ambulance Service met.", "gb", ["NHS Tayside", "Scottish Ambulance Service"]),
        ("The NTSB met the Bureau of Labor Statistics.", "us", ["National Transportation Safety Board", "Bureau of Labor Statistics"]),
    ],
)  # fmt: skip
def test_a_name_that_every_country_has_is_the_documents_own(named: Named, text: str, country: str, found: list[str]) -> None:
    assert bodies(named, text, country) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The order calls on agencies to map lamps.", ["Executive departments and agencies"]),
        ("Lamp maps are required of all agencies.", ["Executive departments and agencies"]),
        ("Lamps are seen by agencies.", []),
    ],
)
def test_a_group_that_is_asked_to_act_is_a_body(named: Named, text: str, found: list[str]) -> None:
    assert bodies(named, text, "us") == found


def test_central_government_is_the_publishers_own(named: Named) -> None:
    about = {"publisher": "Scottish Government"}

    assert [name for _, name in named("The central government will map lamps.", "Organisation", **about)] == ["Scottish Government"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Welsh Government met. The government will map lamps.", ["Welsh Government", "Welsh Government"]),
        ("The Welsh Government met the UK Government. The government will map lamps.",
         ["Welsh Government", "UK Government", "UK Government"]),
        ("The government will map lamps.", ["UK Government"]),
    ],
)  # fmt: skip
def test_the_government_of_a_report_is_the_only_one_it_speaks_of(named: Named, text: str, found: list[str]) -> None:
    assert [name for _, name in named(text, "Organisation", "gb")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met the Piers and Economy Leaders’ Group.", ["Piers and Economy Leaders’ Group"]),
        ("We met the Cabinet Sub-Committee on Climate Change.", ["Cabinet Sub-Committee on Climate Change"]),
    ],
)
def test_groups_of_leaders_and_committees_below_others_have_names_of_their_own(named: Named, text: str, found: list[str]) -> None:
    assert bodies(named, text, "gb") == found
