"""What holds of every layout, whatever graph it is given."""

from collections.abc import Callable
from itertools import combinations
from math import hypot, isfinite

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph.subgraph import Subgraph
from visualisations.layout import LABEL_HEIGHT, LABEL_WIDTH, Arrange, Layout, Point, Region, columns, ring, spring
from visualisations.picture import picture_of

Sketched = Callable[..., Subgraph]

BODIES = [f"organisation/body-{number}" for number in range(6)]
PLANS = [f"strategy/plan-{number}" for number in range(6)]
THEMES = [f"theme/topic-{number}" for number in range(5)]
PROMISES = [f"commitment/promise-{number}" for number in range(12)]
PEOPLE = [f"person/somebody-{number}" for number in range(3)]
LAYOUTS = [columns, ring, spring]


def link(sources: list[str], type_: str, targets: list[str]) -> st.SearchStrategy[str]:
    """Lines of a sketch with one of the sources, the type and one of the targets."""
    return st.builds(lambda source, target: f"{source} {type_} {target}", st.sampled_from(sources), st.sampled_from(targets))


LINES = st.lists(
    st.one_of(
        link(BODIES, "PUBLISHES", PLANS),
        link(BODIES, "MAKES", PROMISES),
        link(PLANS, "CONTAINS", PROMISES),
        link(PLANS, "ADDRESSES", THEMES),
        link(PROMISES, "CONCERNS", THEMES),
        link(PLANS, "AFFECTS", BODIES),
        link(PEOPLE, "LEADS", BODIES),
        st.sampled_from([*BODIES, *PLANS, *THEMES, *PROMISES, *PEOPLE]),
    ),
    max_size=40,
    unique=True,
).map("\n".join)

# The maker of sketches keeps nothing from one example to the next.
many = hypothesis_settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def shuffled(subgraph: Subgraph) -> Subgraph:
    """The same graph, told from back to front."""
    return subgraph.model_copy(update={"nodes": subgraph.nodes[::-1], "relationships": subgraph.relationships[::-1]})


def lies_in(point: Point, region: Region) -> bool:
    """Whether the point is inside the oval."""
    return ((point.x - region.x) / region.across) ** 2 + ((point.y - region.y) / region.down) ** 2 < 1


@pytest.mark.parametrize("arrange", LAYOUTS)
@many
@given(lines=LINES)
def test_each_symbol_has_one_place_of_its_own(arrange: Arrange, sketched: Sketched, lines: str) -> None:
    picture = picture_of(sketched(lines))

    points = arrange(picture).points

    assert set(points) == {spot.id for spot in picture.spots}
    assert len({(point.x, point.y) for point in points.values()}) == len(points)


@pytest.mark.parametrize("arrange", LAYOUTS)
@many
@given(lines=LINES)
def test_every_place_is_a_number_on_paper(arrange: Arrange, sketched: Sketched, lines: str) -> None:
    layout = arrange(picture_of(sketched(lines)))

    numbers = [number for point in layout.points.values() for number in (point.x, point.y)]
    ovals = [number for region in layout.regions for number in (region.x, region.y, region.across, region.down)]
    assert all(map(isfinite, [*numbers, *ovals]))


@pytest.mark.parametrize("arrange", LAYOUTS)
@many
@given(lines=LINES)
def test_a_graph_told_backwards_is_drawn_the_same(arrange: Arrange, sketched: Sketched, lines: str) -> None:
    graph = sketched(lines)

    assert arrange(picture_of(shuffled(graph))) == arrange(picture_of(graph))


@many
@given(lines=LINES)
def test_what_one_body_has_alone_stays_in_its_oval(sketched: Sketched, lines: str) -> None:
    graph = sketched(lines)
    picture = picture_of(graph)

    layout = ring(picture)

    for region in layout.regions:
        alone = [spot for spot in picture.spots if spot.kind in {"Strategy", "Commitment"} and picture.neighbours[spot.id] == {region.id}]
        assert [spot.id for spot in alone if not lies_in(layout.points[spot.id], region)] == []


@many
@given(lines=LINES)
def test_no_two_ovals_share_a_stretch_of_paper(sketched: Sketched, lines: str) -> None:
    regions = ring(picture_of(sketched(lines))).regions

    # Stretched alike in one direction, two ovals are apart when the circles they were made from are.
    def apart(one: Region, other: Region) -> bool:
        across = (one.x - other.x) / (one.across / one.down)
        return hypot(across, one.y - other.y) >= one.down + other.down

    assert [(one.id, other.id) for one, other in combinations(regions, 2) if not apart(one, other)] == []


@many
@given(lines=LINES)
def test_an_oval_is_drawn_around_its_own_body(sketched: Sketched, lines: str) -> None:
    layout = ring(picture_of(sketched(lines)))

    assert {region.id: Point(region.x, region.y) for region in layout.regions} == {
        region.id: layout.points[region.id] for region in layout.regions
    }


@many
@given(lines=LINES)
def test_columns_follow_the_kinds_from_left_to_right(sketched: Sketched, lines: str) -> None:
    picture = picture_of(sketched(lines))

    points = columns(picture).points

    across: dict[int, set[float]] = {}
    for spot in picture.spots:
        order = {"Organisation": 0, "Person": 0, "Strategy": 1, "Commitment": 2, "Theme": 3}[spot.kind]
        across.setdefault(order, set()).add(points[spot.id].x)
    assert [len(places) for places in across.values()] == [1] * len(across)
    assert [place for _, places in sorted(across.items()) for place in places] == sorted(
        place for places in across.values() for place in places
    )


@many
@given(lines=LINES)
def test_rows_of_one_column_leave_room_for_a_name(sketched: Sketched, lines: str) -> None:
    points = columns(picture_of(sketched(lines))).points

    by_column: dict[float, list[float]] = {}
    for point in points.values():
        by_column.setdefault(point.x, []).append(point.y)
    gaps = [after - before for rows in by_column.values() for before, after in zip(sorted(rows), sorted(rows)[1:], strict=False)]
    assert [gap for gap in gaps if gap < 57.9] == []


@many
@given(lines=LINES)
def test_columns_stand_around_the_same_middle_line(sketched: Sketched, lines: str) -> None:
    points = columns(picture_of(sketched(lines))).points

    by_column: dict[float, list[float]] = {}
    for point in points.values():
        by_column.setdefault(point.x, []).append(point.y)
    assert [column for column, rows in by_column.items() if abs(sum(rows)) > 0.01 * len(rows)] == []


@many
@given(lines=LINES)
def test_springs_leave_room_for_every_name(sketched: Sketched, lines: str) -> None:
    points = spring(picture_of(sketched(lines))).points

    def touch(one: Point, other: Point) -> bool:
        return abs(one.x - other.x) < 0.5 * LABEL_WIDTH and abs(one.y - other.y) < 0.5 * LABEL_HEIGHT

    assert [pair for pair in combinations(points.values(), 2) if touch(*pair)] == []


def test_an_organisation_that_owns_nothing_gets_no_oval(sketched: Sketched) -> None:
    graph = sketched("""
        organisation/a PUBLISHES strategy/of-a
        organisation/b PUBLISHES strategy/of-b
        strategy/of-a AFFECTS organisation/c
    """)

    assert [region.id for region in ring(picture_of(graph)).regions] == ["organisation/a", "organisation/b"]


def test_one_department_alone_is_laid_out_by_springs(sketched: Sketched) -> None:
    picture = picture_of(sketched("organisation/a PUBLISHES strategy/of-a\nstrategy/of-a ADDRESSES theme/data"))

    assert ring(picture) == spring(picture)


def test_two_departments_stand_on_one_level(sketched: Sketched) -> None:
    graph = sketched("organisation/a PUBLISHES strategy/of-a\norganisation/b PUBLISHES strategy/of-b")

    first, second = ring(picture_of(graph)).regions

    assert (round(first.y), round(second.y), first.x) == (0, 0, -second.x)


def test_the_more_a_department_has_the_larger_its_oval(sketched: Sketched) -> None:
    works = "\n".join(f"organisation/a PUBLISHES strategy/of-a-{number}" for number in range(5))
    graph = sketched(f"{works}\norganisation/b PUBLISHES strategy/of-b")

    large, small = ring(picture_of(graph)).regions

    assert (large.down - small.down, large.across > small.across) == (6 * 4, True)


def test_those_who_share_most_stand_beside_each_other(sketched: Sketched) -> None:
    lines = [f"organisation/{name} PUBLISHES strategy/of-{name}" for name in "abcd"]
    shared = [f"organisation/{name} MAKES commitment/joint-{number}" for name in "ac" for number in range(3)]

    regions = ring(picture_of(sketched("\n".join([*lines, *shared])))).regions

    names = [region.id.removeprefix("organisation/") for region in regions]
    assert abs(names.index("a") - names.index("c")) in {1, 3}


def test_a_column_that_is_not_there_leaves_no_gap(sketched: Sketched) -> None:
    layout = columns(picture_of(sketched("commitment/a CONCERNS theme/data")))

    assert {id_: point.x for id_, point in layout.points.items()} == {"commitment/a": 0, "theme/data": layout.column}


def test_high_columns_stand_further_from_each_other(sketched: Sketched) -> None:
    few = sketched("organisation/a MAKES commitment/a-0")
    many_ = sketched("\n".join(f"organisation/a PUBLISHES strategy/a-{number}" for number in range(40)))

    assert (columns(picture_of(few)).column, columns(picture_of(many_)).column) == (300, round(1.7 * 58 * 40))


def test_an_empty_page_has_neither_ovals_nor_places() -> None:
    nothing = picture_of(Subgraph())

    assert [ring(nothing), spring(nothing), columns(nothing)] == [Layout({}), Layout({}), Layout({}, column=300)]
