"""Each view asks its question and answers it in one sentence that counts right."""

from collections.abc import Callable

import pytest

from cypher import names
from graph.errors import BadParameter, NodeNotFound, UnknownView
from graph.subgraph import Subgraph
from visualisations.draw import how_to_see_more, page_of, subjects_in, view_named
from visualisations.views import VIEWS

Sketched = Callable[..., Subgraph]
DATED = {"commitment/open-data": {"deadline": "by 2027"}}
PROMISES = """
    organisation/home-office PUBLISHES strategy/digital-plan
    strategy/digital-plan CONTAINS commitment/open-data
    strategy/digital-plan CONTAINS commitment/train-staff
    strategy/digital-plan ADDRESSES theme/data
    organisation/home-office MAKES commitment/open-data
    organisation/nhs-england MAKES commitment/train-staff
    commitment/open-data CONCERNS theme/data
    commitment/train-staff CONCERNS theme/data
"""


def asked(view: str, graph: Subgraph, *subjects: str) -> tuple[str, str]:
    question = VIEWS[view].ask(graph, subjects)
    return question.title, question.answer


def test_connections_name_what_is_shared(sketched: Sketched) -> None:
    graph = sketched(f"{PROMISES}\norganisation/home-office PARTNERS_WITH organisation/nhs-england", DATED)

    assert asked("connections", graph) == (
        "How are these departments connected?",
        "2 organisations are connected by 1 shared theme and 1 direct link.",
    )


def test_connections_of_chosen_departments_name_them(sketched: Sketched) -> None:
    title, _ = asked("connections", sketched(PROMISES), "organisation/home-office", "organisation/nhs-england")

    assert title == "How are Home office and Nhs england connected?"


def test_connections_count_a_joint_commitment(sketched: Sketched) -> None:
    graph = sketched("""
        organisation/a MAKES commitment/one
        organisation/b MAKES commitment/one
    """)

    assert asked("connections", graph)[1] == "2 organisations are connected by 1 joint commitment."


def test_connections_name_the_pair_with_most_in_common(sample: Subgraph) -> None:
    assert asked("connections", sample)[1] == (
        "7 organisations are connected by 5 shared themes and 5 direct links; DHSC and NHS England have most in common: 5 themes."
    )


def test_connections_through_strategies_alone_are_said_so(sketched: Sketched) -> None:
    graph = sketched("""
        organisation/a PUBLISHES strategy/x
        organisation/b PUBLISHES strategy/y
        strategy/x CITES strategy/y
    """)

    assert asked("connections", graph)[1] == "2 organisations are connected through what their strategies cite and change."


def test_no_connection_is_said_plainly() -> None:
    assert asked("connections", Subgraph())[1] == "The documents that were read name no connection between them."


def test_an_organisation_is_told_by_what_it_promises(sketched: Sketched) -> None:
    assert asked("organisation", sketched(PROMISES, DATED), "organisation/home-office") == (
        "What has Home office promised, and with whom is it connected?",
        (
            "Home office stands behind 1 strategy and makes 1 commitment on 1 theme; it says by when. "
            "It is directly linked with no other organisations."
        ),
    )


def test_an_organisation_without_promises_is_told_so(sketched: Sketched) -> None:
    graph = sketched("organisation/a OVERSEES organisation/b")

    assert asked("organisation", graph, "organisation/b")[1] == (
        "B stands behind no strategies and makes no commitments. It is directly linked with 1 other organisation."
    )


def test_a_theme_is_told_by_who_does_what(sketched: Sketched) -> None:
    assert asked("theme", sketched(PROMISES, DATED), "theme/data") == (
        "Who does what about “Data”?",
        "2 organisations make 2 commitments on it; 1 of them says by when.",
    )


def test_who_only_names_a_theme_is_told_apart(sketched: Sketched) -> None:
    graph = sketched(f"{PROMISES}\norganisation/dsit PUBLISHES strategy/act\nstrategy/act ADDRESSES theme/data")

    assert asked("theme", graph, "theme/data")[1] == (
        "2 organisations make 2 commitments on it; none of them say by when. Dsit only names it in a strategy."
    )


def test_a_theme_nobody_promises_anything_on_is_told_so(sketched: Sketched) -> None:
    answer = asked("theme", sketched("theme/data"), "theme/data")[1]

    assert answer == "No organisation makes a commitment on it in the documents that were read."


def test_a_strategy_is_told_by_its_owners(sketched: Sketched) -> None:
    graph = sketched(f"{PROMISES}\nstrategy/digital-plan CONTAINS commitment/nobodys", DATED)

    assert asked("strategy", graph, "strategy/digital-plan") == (
        "What does “Digital plan” promise, and who is to do it?",
        "It contains 3 commitments on 1 theme: 1 by Home office, 1 by Nhs england and 1 without an owner; 1 of them says by when.",
    )


def test_a_strategy_with_many_owners_counts_the_rest(sketched: Sketched) -> None:
    lines = "\n".join(f"strategy/x CONTAINS commitment/of-{one}\norganisation/{one} MAKES commitment/of-{one}" for one in "abcde")

    assert asked("strategy", sketched(lines), "strategy/x")[1] == (
        "It contains 5 commitments on no themes: 1 by A, 1 by B, 1 by C and more by 2 other organisations; none of them say by when."
    )


def test_a_strategy_without_commitments_is_told_so(sketched: Sketched) -> None:
    assert asked("strategy", sketched("strategy/x"), "strategy/x")[1] == "The documents that were read state no commitment of it."


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_every_view_has_its_query_with_its_parameter(view: object) -> None:
    chosen = next(one for one in VIEWS.values() if one is view)

    assert not chosen.query or f"explore/{chosen.query}" in names("explore")
    assert {chosen.subject, "limit"} <= set(chosen.asks.parameters)


@pytest.mark.parametrize(
    ("view", "subject"),
    [
        ("organisation", "organisation/gb-dsit"),
        ("theme", "theme/data"),
        ("strategy", "strategy/dash-review"),
        ("connections", "organisation/gb-dsit"),
    ],
)
def test_every_view_makes_a_page(view: str, subject: str, sample: Subgraph) -> None:
    html = page_of(VIEWS[view], sample, (subject,))

    assert VIEWS[view].how_to_read in html


def test_a_page_about_something_that_is_not_there_is_refused(sample: Subgraph) -> None:
    with pytest.raises(NodeNotFound, match="theme/nothing"):
        page_of(VIEWS["theme"], sample, ("theme/nothing",))


def test_an_unknown_view_suggests_the_nearest_and_lists_all() -> None:
    with pytest.raises(UnknownView) as caught:
        view_named("Themes")

    assert (
        caught.value.fix
        == "Did you mean 'theme'? The views are: connections, organisation, theme, strategy, paths, deadlines, matrix, overlaps."
    )


def test_a_view_that_needs_a_subject_says_so() -> None:
    with pytest.raises(BadParameter) as caught:
        subjects_in(VIEWS["strategy"], {})

    assert caught.value.fix == "Name the strategy the page is about."


@pytest.mark.parametrize(
    ("parameters", "subjects"),
    [({}, ()), ({"organisations": ["organisation/a", "organisation/b"]}, ("organisation/a", "organisation/b"))],
)
def test_connections_take_any_number_of_departments(parameters: dict[str, object], subjects: tuple[str, ...]) -> None:
    assert subjects_in(VIEWS["connections"], parameters) == subjects


def test_the_rest_of_a_cut_page_is_one_command_away() -> None:
    assert how_to_see_more(VIEWS["theme"], ("theme/data",)) == (
        "More of it: policygraph draw theme --id theme/data --limit 1000, or GET /v1/queries/view_theme?theme=theme/data&limit=1000."
    )
