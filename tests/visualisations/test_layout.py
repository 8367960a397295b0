"""Positions are complete, the same every time, and leave room."""

from collections.abc import Callable
from itertools import combinations

import pytest

from graph.subgraph import Subgraph
from visualisations.layout import LABEL_HEIGHT, LABEL_WIDTH, Arrange, columns, ring, spring
from visualisations.picture import picture_of

Sketched = Callable[..., Subgraph]
LAYOUTS = [columns, ring, spring]


@pytest.mark.parametrize("arrange", LAYOUTS)
def test_every_symbol_has_a_place(arrange: Arrange, sample: Subgraph) -> None:
    picture = picture_of(sample)

    assert set(arrange(picture).points) == {spot.id for spot in picture.spots}


@pytest.mark.parametrize("arrange", LAYOUTS)
def test_the_same_picture_is_laid_out_the_same(arrange: Arrange, sample: Subgraph) -> None:
    assert arrange(picture_of(sample)) == arrange(picture_of(sample))


@pytest.mark.parametrize("arrange", LAYOUTS)
def test_no_two_symbols_share_a_place(arrange: Arrange, sample: Subgraph) -> None:
    points = arrange(picture_of(sample)).points

    assert len(set(points.values())) == len(points)


@pytest.mark.parametrize("arrange", LAYOUTS)
def test_an_empty_picture_can_be_laid_out(arrange: Arrange) -> None:
    assert arrange(picture_of(Subgraph())).points == {}


@pytest.mark.parametrize("arrange", LAYOUTS)
def test_a_single_symbol_can_be_laid_out(arrange: Arrange, sketched: Sketched) -> None:
    assert list(arrange(picture_of(sketched("theme/data"))).points) == ["theme/data"]


def test_columns_run_from_organisations_to_themes(sample: Subgraph) -> None:
    picture = picture_of(sample)
    points = columns(picture).points
    across = {kind: {points[spot.id].x for spot in picture.spots if spot.kind == kind} for kind in ("Organisation", "Strategy", "Theme")}

    assert max(across["Organisation"]) < min(across["Strategy"]) < min(across["Theme"])


def test_the_subject_stands_in_a_column_of_its_own(sample: Subgraph) -> None:
    points = columns(picture_of(sample), subject="organisation/gb-dsit").points

    assert [id_ for id_, point in points.items() if point.x == points["organisation/gb-dsit"].x] == ["organisation/gb-dsit"]


def test_rows_follow_what_they_are_linked_with(sketched: Sketched) -> None:
    graph = sketched("""
        organisation/a PUBLISHES strategy/z
        organisation/b PUBLISHES strategy/y
    """)

    points = columns(picture_of(graph)).points

    assert (points["strategy/z"].y < points["strategy/y"].y) == (points["organisation/a"].y < points["organisation/b"].y)


def test_each_department_has_a_region_apart_from_the_others(sample: Subgraph) -> None:
    regions = ring(picture_of(sample)).regions

    assert len(regions) == 5
    assert all(abs(one.x - other.x) > 1 or abs(one.y - other.y) > one.down + other.down for one, other in combinations(regions, 2))


def test_what_a_department_has_alone_lies_in_its_region(sketched: Sketched) -> None:
    graph = sketched("""
        organisation/a PUBLISHES strategy/of-a
        organisation/b PUBLISHES strategy/of-b
        strategy/of-a ADDRESSES theme/data
        strategy/of-b ADDRESSES theme/data
    """)

    layout = ring(picture_of(graph))

    home = next(region for region in layout.regions if region.id == "organisation/a")
    own, shared = layout.points["strategy/of-a"], layout.points["theme/data"]
    assert ((own.x - home.x) / home.across) ** 2 + ((own.y - home.y) / home.down) ** 2 < 1
    assert ((shared.x - home.x) / home.across) ** 2 + ((shared.y - home.y) / home.down) ** 2 > 1


def test_shared_symbols_leave_room_for_their_names(sample: Subgraph) -> None:
    points = ring(picture_of(sample)).points
    themes = [point for id_, point in points.items() if id_.startswith("theme/")]

    gaps = [((one.x - other.x) / LABEL_WIDTH) ** 2 + ((one.y - other.y) / LABEL_HEIGHT) ** 2 for one, other in combinations(themes, 2)]
    assert min(gaps) > 0.9


def test_a_graph_without_departments_is_laid_out_by_springs(sketched: Sketched) -> None:
    picture = picture_of(sketched("strategy/a CITES strategy/b"))

    assert ring(picture) == spring(picture)


def test_one_department_alone_needs_no_ring(sketched: Sketched) -> None:
    picture = picture_of(sketched("organisation/a MAKES commitment/one"))

    assert ring(picture) == spring(picture)


@pytest.mark.parametrize("arrange", LAYOUTS)
def test_nothing_to_draw_is_an_empty_layout(arrange: Arrange) -> None:
    layout = arrange(picture_of(Subgraph()))

    assert (layout.points, layout.regions) == ({}, ())


def test_hundreds_of_shared_themes_are_laid_out_too(sketched: Sketched) -> None:
    bodies, themes = ("a", "b", "c"), range(200)
    lines = [f"organisation/{body} PUBLISHES strategy/{body}" for body in bodies]
    lines += [f"strategy/{body} ADDRESSES theme/t{number}" for body in bodies for number in themes]
    picture = picture_of(sketched("\n".join(lines)))

    points = ring(picture).points

    assert set(points) == {spot.id for spot in picture.spots}
    assert len(set(points.values())) == len(points)


def test_two_departments_stand_left_and_right(sketched: Sketched) -> None:
    picture = picture_of(
        sketched("""
        organisation/a MAKES commitment/one
        organisation/b MAKES commitment/two
        commitment/one CONCERNS theme/data
        commitment/two CONCERNS theme/data
    """)
    )

    points = ring(picture).points

    assert points["organisation/a"].x < points["theme/data"].x < points["organisation/b"].x
    assert round(points["organisation/a"].y) == round(points["organisation/b"].y) == 0


def test_the_subject_has_a_column_right_of_the_other_organisations(sketched: Sketched) -> None:
    picture = picture_of(sketched("organisation/a PARTNERS_WITH organisation/b\norganisation/b PUBLISHES strategy/plan"))

    points = columns(picture, "organisation/b").points

    assert points["organisation/a"].x < points["organisation/b"].x < points["strategy/plan"].x
