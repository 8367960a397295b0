"""What is reckoned from the shape of a graph, on shapes small enough to be looked at."""

from collections.abc import Sequence

import pytest

from graph.analytics import ANALYSES, bridges, centrality, communities, matrix, of_organisations, theme_pairs, themes
from graph.projection import Projection, Thing

Link = tuple[str, str, str]
LABELS = {"o": "Organisation", "s": "Strategy", "t": "Theme", "c": "Commitment", "d": "Commitment"}


def shape(*links: str, dated: Sequence[str] = ()) -> Projection:
    """A graph of links such as "o1 MAKES c1"; the first letter of an id says what it is."""
    triples = [tuple(link.split()) for link in links]
    names = sorted({end for source, _, target in triples for end in (source, target)})
    things = {name: Thing(name, LABELS[name[0]], name.upper(), name in dated) for name in names}
    return Projection("1", things, tuple(sorted(triples)))  # type: ignore[arg-type]  # Three words each.


def test_a_cell_counts_what_is_promised_and_how_much_of_it_has_a_day() -> None:
    (row,) = matrix(shape("o1 MAKES c1", "o1 MAKES c2", "c1 CONCERNS t1", "c2 CONCERNS t1", dated=["c1"]))

    assert (row["organisation"], row["theme_name"], row["commitments"], row["share_with_deadline"]) == ("o1", "T1", 2, 0.5)
    assert row["mentioned_not_committed"] is False


def test_who_speaks_of_a_theme_without_a_promise_is_told() -> None:
    (row,) = matrix(shape("o1 PUBLISHES s1", "s1 ADDRESSES t1"))

    assert (row["commitments"], row["share_with_deadline"], row["strategies"], row["mentioned_not_committed"]) == (0, None, 1, True)


def test_a_theme_is_told_how_well_it_is_looked_after() -> None:
    first, second = themes(
        shape("o1 MAKES c1", "c1 CONCERNS t1", "c2 CONCERNS t1", "s1 ADDRESSES t2", "o2 OWNS s1", "c3 CONCERNS t1", dated=["c2"])
    )

    assert (first["theme"], first["commitments"], first["share_with_owner"], first["share_with_deadline"]) == ("t1", 3, 0.333, 0.333)
    assert (second["theme"], second["commitments"], second["strategies"], second["organisations"]) == ("t2", 0, 1, 1)


def test_the_body_in_the_middle_is_the_most_central() -> None:
    rows = centrality(shape("o1 PART_OF o2", "o3 PART_OF o2", "o2 OVERSEES o4"))

    assert [row["organisation"] for row in rows] == ["o2", "o1", "o3", "o4"]
    assert (rows[0]["joined_to"], rows[0]["between"], rows[1]["between"]) == (3, 1.0, 0.0)


def test_a_shared_theme_makes_nobody_central() -> None:
    assert centrality(shape("o1 MAKES c1", "o2 MAKES c2", "c1 CONCERNS t1", "c2 CONCERNS t1")) == ()


def test_promises_made_together_join_and_count() -> None:
    rows = centrality(shape("o1 MAKES c1", "o2 MAKES c1", "o1 MAKES c2", "o2 MAKES c2"))

    assert [(row["organisation"], row["joined_to"], row["joint_acts"]) for row in rows] == [("o1", 1, 2), ("o2", 1, 2)]


def test_two_groups_with_one_tie_between_them_are_told_apart() -> None:
    graph = shape(
        *("o1 PARTNERS_WITH o2", "o1 PARTNERS_WITH o3", "o2 PARTNERS_WITH o3"),
        *("o4 PARTNERS_WITH o5", "o4 PARTNERS_WITH o6", "o5 PARTNERS_WITH o6", "o3 PARTNERS_WITH o4"),
    )

    groups: dict[object, list[object]] = {}
    for row in communities(graph):
        groups.setdefault(row["community"], []).append(row["organisation"])
    assert list(groups.values()) == [["o1", "o2", "o3"], ["o4", "o5", "o6"]]
    assert bridges(graph) == ({"one": "o3", "one_name": "O3", "other": "o4", "other_name": "O4", "cut_off": 3},)


def test_themes_that_always_meet_are_associated_more_than_those_that_sometimes_do() -> None:
    graph = shape(
        *("c1 CONCERNS t1", "c1 CONCERNS t2", "c2 CONCERNS t1", "c2 CONCERNS t2", "c3 CONCERNS t1", "c3 CONCERNS t3"),
        *("c4 CONCERNS t3", "c5 CONCERNS t3"),
    )

    first, second = theme_pairs(graph)

    assert (first["one"], first["other"], first["together"]) == ("t1", "t2", 2)
    assert float(first["association"] or 0) > 0 > float(second["association"] or 0)


@pytest.mark.parametrize("name", ANALYSES)
def test_an_empty_graph_has_empty_answers(name: str) -> None:
    assert ANALYSES[name].rows(Projection("1", {}, ())) == ()


@pytest.mark.parametrize("name", ANALYSES)
def test_every_row_has_the_columns_that_are_told(name: str) -> None:
    graph = shape("o1 MAKES c1", "o2 MAKES c1", "c1 CONCERNS t1", "c1 CONCERNS t2", "o1 PUBLISHES s1", "s1 ADDRESSES t1",
                  "o3 MAKES d1", "d1 CONCERNS t1", "c1 AFFECTS o9", "d1 AFFECTS o9")  # fmt: skip

    rows = ANALYSES[name].rows(graph)

    assert rows
    assert all(set(row) == set(ANALYSES[name].columns) for row in rows)


def test_links_to_oneself_and_circles_end() -> None:
    graph = shape("o1 PART_OF o1", "o1 PART_OF o2", "o2 PART_OF o3", "o3 PART_OF o1")

    assert len(centrality(graph)) == 3
    assert bridges(graph) == ()


def test_rows_can_be_kept_to_some_organisations() -> None:
    rows = matrix(shape("o1 MAKES c1", "o2 MAKES c1", "c1 CONCERNS t1"))

    assert [row["organisation"] for row in of_organisations(rows, ["o2"])] == ["o2"]
    assert of_organisations(rows, []) == rows


def test_a_result_is_reckoned_once() -> None:
    graph = shape("o1 MAKES c1", "c1 CONCERNS t1")

    assert graph.kept("matrix", matrix) is graph.kept("matrix", matrix)
