"""The small questions from which a page's answer is made."""

from collections.abc import Callable

import pytest

from graph.subgraph import Subgraph
from visualisations.views.reading import (
    capital,
    deadlines,
    linked_organisations,
    names,
    short_name,
    sources,
    targets,
    themes_of,
    verb,
    with_deadline,
)

Sketched = Callable[..., Subgraph]
WORK = """
    organisation/a PUBLISHES strategy/plan
    organisation/a MAKES commitment/one
    organisation/b MAKES commitment/one
    organisation/c PARTNERS_WITH organisation/a
    strategy/plan ADDRESSES theme/data
    commitment/one CONCERNS theme/skills
    commitment/one CONCERNS theme/data
"""


@pytest.mark.parametrize(
    ("dated", "total", "words"),
    [
        (0, 1, "it does not say by when"),
        (1, 1, "it says by when"),
        (0, 4, "none of them say by when"),
        (1, 4, "1 of them says by when"),
        (3, 4, "3 of them say by when"),
        (4, 4, "all of them say by when"),
        (0, 0, "none of them say by when"),
    ],
)
def test_deadlines_are_counted_in_good_english(dated: int, total: int, words: str) -> None:
    assert deadlines(dated, total) == words


def test_only_what_says_by_when_has_a_deadline(sketched: Sketched) -> None:
    graph = sketched("commitment/one\ncommitment/two\ntheme/data", {"commitment/two": {"deadline": "by 2027"}})

    assert with_deadline(graph, ["commitment/one", "commitment/two", "theme/data"]) == 1


def test_sources_and_targets_follow_only_the_types_asked_for(sketched: Sketched) -> None:
    graph = sketched(WORK)

    assert sources(graph, ["MAKES"], ["commitment/one", "strategy/plan"]) == {"organisation/a", "organisation/b"}
    assert targets(graph, ["PUBLISHES", "MAKES"], ["organisation/a"]) == {"strategy/plan", "commitment/one"}
    assert targets(graph, [], ["organisation/a"]) == set()


def test_themes_come_from_promises_and_from_strategies(sketched: Sketched) -> None:
    graph = sketched(WORK)

    assert [themes_of(graph, one) for one in ("organisation/a", "organisation/b", "organisation/c")] == [
        {"theme/data", "theme/skills"},
        {"theme/data", "theme/skills"},
        set(),
    ]


def test_only_a_link_of_its_own_makes_a_linked_organisation(sketched: Sketched) -> None:
    graph = sketched(WORK)

    assert linked_organisations(graph, "organisation/a") == {"organisation/c"}
    assert linked_organisations(graph, "organisation/b") == set()


def test_a_link_to_itself_links_with_nobody(sketched: Sketched) -> None:
    assert linked_organisations(sketched("organisation/a PART_OF organisation/a"), "organisation/a") == set()


def test_names_are_listed_by_the_alphabet_and_end_in_a_count(sketched: Sketched) -> None:
    graph = sketched("\n".join(f"theme/{name}" for name in ("water", "air", "data", "skills", "health", "safety")))
    ids = list(graph.by_id)

    assert names(graph, ids[:2]) == "Air and Water"
    assert names(graph, ids[:5]) == "Air, Data, Health, Skills and Water"
    assert names(graph, ids) == "Air, Data, Health, Safety and 2 others"


def test_a_long_name_gives_way_to_the_usual_short_form(sketched: Sketched) -> None:
    long = "Department for Science, Innovation and Technology"
    graph = sketched(
        "organisation/dsit\norganisation/long\norganisation/short",
        {
            "organisation/dsit": {"name": long, "abbreviation": "DSIT"},
            "organisation/long": {"name": long},
            "organisation/short": {"name": "Cabinet Office", "abbreviation": "CO"},
        },
    )

    assert [short_name(graph, f"organisation/{one}") for one in ("dsit", "long", "short")] == ["DSIT", f"the {long}", "the Cabinet Office"]


@pytest.mark.parametrize(("count", "form"), [(0, "make"), (1, "makes"), (2, "make")])
def test_the_verb_goes_with_the_count(count: int, form: str) -> None:
    assert verb(count, "makes", "make") == form


@pytest.mark.parametrize(("sentence", "shown"), [("the Home Office", "The Home Office"), ("NHS England", "NHS England"), ("", "")])
def test_a_sentence_begins_with_a_capital(sentence: str, shown: str) -> None:
    assert capital(sentence) == shown
