"""Of more symbols than a reader can tell apart, those near a busy one are shown as one."""

from collections.abc import Callable

from graph.subgraph import Subgraph
from visualisations.clusters import clusters_of, folded
from visualisations.layout import around_seeds, spring
from visualisations.picture import Picture, picture_of

Sketched = Callable[..., Subgraph]


def busy(sketched: Sketched, departments: int, each: int) -> Picture:
    """Departments with commitments of their own and one in common with the next department."""
    lines = [
        f"organisation/d{number} MAKES commitment/c{number}-{one}\norganisation/d{number} MAKES commitment/j{number}\n"
        f"organisation/d{(number + 1) % departments} MAKES commitment/j{number}"
        for number in range(departments)
        for one in range(each)
    ]
    return picture_of(sketched("\n".join(lines)), most_commitments=10_000)


def test_a_picture_that_fits_has_no_clusters(sketched: Sketched) -> None:
    assert clusters_of(busy(sketched, 3, 3)) == {}


def test_commitments_are_put_away_with_their_department(sketched: Sketched) -> None:
    picture = busy(sketched, 10, 4)

    clusters = clusters_of(picture, most=30)

    assert clusters["commitment/c7-2"] == "organisation/d7"
    assert set(clusters) == {spot.id for spot in picture.spots if spot.kind == "Commitment"}


def test_a_shared_commitment_goes_to_one_of_its_owners(sketched: Sketched) -> None:
    clusters = clusters_of(busy(sketched, 10, 4), most=30)

    assert clusters["commitment/j4"] in {"organisation/d4", "organisation/d5"}


def test_what_stands_for_a_cluster_is_never_put_away_itself(sketched: Sketched) -> None:
    clusters = clusters_of(busy(sketched, 12, 5), most=9)

    assert set(clusters) & set(clusters.values()) == set()


def test_the_opened_picture_keeps_the_lines_between_clusters(sketched: Sketched) -> None:
    picture = busy(sketched, 10, 4)
    clusters = clusters_of(picture, most=30)

    first = folded(picture, clusters)

    assert [spot.kind for spot in first.spots] == ["Organisation"] * 10
    assert all(line.source != line.target for line in first.lines)
    assert "organisation/d3~organisation/d4" in {f"{min(one.source, one.target)}~{max(one.source, one.target)}" for one in first.lines}


def test_what_is_not_connected_shares_a_cluster_of_its_own(sketched: Sketched) -> None:
    lonely = "\n".join(f"commitment/lonely-{number}" for number in range(20))
    lines = "\n".join(f"organisation/d{number} MAKES commitment/c{number}" for number in range(10))
    picture = picture_of(sketched(f"{lines}\n{lonely}"), most_commitments=10_000)

    clusters = clusters_of(picture, most=36)

    assert {clusters[f"commitment/lonely-{number}"] for number in range(1, 20)} == {"commitment/lonely-0"}


def test_without_organisations_the_busiest_symbols_stand_for_clusters(sketched: Sketched) -> None:
    lines = "\n".join(f"strategy/s{number} CITES strategy/hub" for number in range(40))
    picture = picture_of(sketched(lines))

    clusters = clusters_of(picture, most=10)

    assert set(clusters.values()) <= {"strategy/hub", "strategy/s0", "strategy/s1"}
    assert len(picture.spots) - len(clusters) <= 10


def test_the_order_of_the_graph_does_not_matter(sketched: Sketched) -> None:
    lines = [f"organisation/d{number % 9} MAKES commitment/c{number}" for number in range(40)]
    forwards = picture_of(sketched("\n".join(lines)), most_commitments=10_000)
    backwards = picture_of(sketched("\n".join(reversed(lines))), most_commitments=10_000)

    assert clusters_of(forwards, most=20) == clusters_of(backwards, most=20)


def test_what_is_put_away_has_a_place_beside_what_stands_for_it(sketched: Sketched) -> None:
    picture = busy(sketched, 10, 4)
    clusters = clusters_of(picture, most=30)

    layout = around_seeds(spring(folded(picture, clusters)), clusters)

    assert set(layout.points) == {spot.id for spot in picture.spots}
    places = [(layout.points[id_].x, layout.points[id_].y) for id_ in clusters if clusters[id_] == "organisation/d7"]
    assert len(set(places)) == len(places)
