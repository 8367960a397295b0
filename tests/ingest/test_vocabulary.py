"""The vocabulary is complete in itself: every reference leads somewhere, and no two entries share an id."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from graph.identifiers import organisation_id, theme_id
from ingest.vocabulary import Vocabulary


def test_no_two_organisations_share_an_id(vocabulary: Vocabulary) -> None:
    assert [node for node, count in Counter(entry.id for entry in vocabulary.organisations).items() if count > 1] == []


def test_every_parent_and_successor_is_listed_itself(vocabulary: Vocabulary) -> None:
    known = vocabulary.organisations_by_id
    used = {node for entry in vocabulary.organisations for node in (entry.parent, *entry.successors) if node}

    assert used - known.keys() == set()


def test_no_organisation_closes_before_it_opens(vocabulary: Vocabulary) -> None:
    assert [
        entry.name for entry in vocabulary.organisations if entry.opened_on and entry.closed_on and entry.closed_on < entry.opened_on
    ] == []


def test_no_organisation_is_its_own_ancestor(vocabulary: Vocabulary) -> None:
    def ancestors(node: str | None, seen: tuple[str, ...] = ()) -> tuple[str, ...]:
        if node is None or node in seen:
            return seen
        return ancestors(vocabulary.organisations_by_id[node].parent, (*seen, node))

    for entry in vocabulary.organisations:
        assert entry.id not in ancestors(entry.parent), entry.name


@pytest.mark.parametrize(
    ("name", "successors"),
    [
        ("Department of Energy and Climate Change", ["Department for Business, Energy & Industrial Strategy"]),
        (
            "Department for Business, Energy & Industrial Strategy",
            [
                "Department for Business and Trade",
                "Department for Energy Security and Net Zero",
                "Department for Science, Innovation and Technology",
            ],
        ),
        ("NHS Digital", ["NHS England"]),
        ("Central Digital and Data Office", ["Government Digital Service"]),
    ],
)
def test_a_body_that_ended_names_those_that_followed(vocabulary: Vocabulary, name: str, successors: list[str]) -> None:
    entry = vocabulary.organisations_by_id[organisation_id(name, "gb")]

    assert [vocabulary.organisations_by_id[node].name for node in entry.successors] == successors
    assert entry.closed_on is not None


def test_an_entry_says_which_file_defines_it(vocabulary: Vocabulary) -> None:
    entry = vocabulary.organisations_by_id["organisation/gb-ministry-of-justice"]

    assert (entry.defined_by, entry.abbreviation, entry.opened_on) == ("vocabulary/organisations-gb", "MoJ", date(2007, 5, 9))
    assert {entry.defined_by for entry in vocabulary.organisations} == {
        f"vocabulary/organisations-{part}" for part in ("au", "ca", "eu", "gb", "gb-register", "ie", "int", "nz", "us")
    }


def test_themes_form_a_hierarchy_of_two_levels(vocabulary: Vocabulary) -> None:
    themes = vocabulary.themes_by_id
    broader = {above for theme in vocabulary.themes for above in theme.broader}

    assert broader <= themes.keys()
    assert all(themes[node].broader == () for node in broader)
    assert all(len(theme.broader) <= 1 for theme in vocabulary.themes)
    assert len(themes) - len(broader) == 39


def test_a_theme_has_a_definition_and_labels_that_show_it(vocabulary: Vocabulary) -> None:
    for theme in vocabulary.themes:
        assert theme.definition.endswith(".")
        assert bool(theme.labels) == (theme.broader != ()), theme.name


def test_labels_of_one_theme_are_not_listed_twice(vocabulary: Vocabulary) -> None:
    for theme in vocabulary.themes:
        every = [*theme.labels, *theme.weak_labels, *theme.negative_labels]
        assert [label for label, count in Counter(every).items() if count > 1] == [], theme.name


def test_an_acronym_is_a_label_of_its_theme(vocabulary: Vocabulary) -> None:
    assert "AI" in vocabulary.themes_by_id[theme_id("Artificial intelligence")].labels
    assert vocabulary.themes_by_id[theme_id("Artificial intelligence")].broader == (theme_id("Technology"),)


# Different bodies that happen to share an abbreviation.
SHARED = {("gb", "gla"), ("gb", "odi"), ("gb", "sfc"), ("gb", "spa"), ("gb", "uksa")}


def test_no_two_live_bodies_of_a_country_share_a_name(vocabulary: Vocabulary) -> None:
    bearers: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for entry in vocabulary.organisations:
        for name in {entry.name, entry.abbreviation or entry.name, *entry.aliases} if entry.closed_on is None else ():
            bearers[entry.jurisdiction, name.lower()].add(entry.id)

    assert {name for name, ids in bearers.items() if len(ids) > 1} == SHARED
