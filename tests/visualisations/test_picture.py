"""What is drawn: alike commitments share a symbol, links of the same two symbols share a line."""

from collections.abc import Callable

from graph.subgraph import Subgraph
from visualisations.picture import Spot, picture_of

Sketched = Callable[..., Subgraph]


def promises(count: int, owner: str = "organisation/home-office", theme: str = "theme/data") -> str:
    stem = f"commitment/{owner[-6:]}-{theme[-4:]}".replace("/", "-").replace("commitment-", "commitment/")
    return "\n".join(f"{owner} MAKES {stem}-{number}\n{stem}-{number} CONCERNS {theme}" for number in range(count))


def commitment_spots(spots: tuple[Spot, ...]) -> list[tuple[str, int]]:
    return [(spot.name, len(spot.members)) for spot in spots if spot.kind == "Commitment"]


def test_few_commitments_each_have_a_symbol(sketched: Sketched) -> None:
    picture = picture_of(sketched(promises(3)), most_commitments=3)

    assert [count for _, count in commitment_spots(picture.spots)] == [1, 1, 1]


def test_many_alike_commitments_share_a_symbol(sketched: Sketched) -> None:
    graph = sketched(f"{promises(5)}\n{promises(4, theme='theme/safety')}")

    picture = picture_of(graph, most_commitments=4)

    assert sorted(commitment_spots(picture.spots)) == [("4 commitments", 4), ("5 commitments", 5)]


def test_commitments_of_different_owners_stay_apart(sketched: Sketched) -> None:
    graph = sketched(f"{promises(5)}\n{promises(5, owner='organisation/cabinet')}")

    picture = picture_of(graph, most_commitments=1)

    assert commitment_spots(picture.spots) == [("5 commitments", 5), ("5 commitments", 5)]


def test_every_entity_has_a_place_even_when_folded(sketched: Sketched) -> None:
    graph = sketched(promises(9))

    picture = picture_of(graph, most_commitments=2)

    assert set(picture.spot_of) == set(graph.by_id)
    assert picture.folded == 9


def test_links_between_the_same_two_share_a_line(sketched: Sketched) -> None:
    graph = sketched("""
        organisation/dsit PUBLISHES strategy/plan
        organisation/dsit OWNS strategy/plan
    """)

    (line,) = picture_of(graph).lines

    assert (line.id, line.one_way) == ("organisation/dsit~strategy/plan", True)
    assert [relationship.type for relationship in line.relationships] == ["OWNS", "PUBLISHES"]


def test_links_in_both_directions_share_a_line_with_two_arrows(sketched: Sketched) -> None:
    graph = sketched("""
        strategy/plan CITES strategy/review
        strategy/review CITES strategy/plan
    """)

    (line,) = picture_of(graph).lines

    assert (len(line.relationships), line.one_way) == (2, False)


def test_a_folded_group_counts_its_links_on_one_line(sketched: Sketched) -> None:
    picture = picture_of(sketched(promises(6)), most_commitments=2)

    assert [len(line.relationships) for line in picture.lines] == [6, 6]


def test_a_link_inside_a_symbol_is_not_drawn(sketched: Sketched) -> None:
    lines = promises(2)
    first, second = (line.split()[2] for line in lines.splitlines() if " MAKES " in line)

    picture = picture_of(sketched(f"{lines}\n{first} RESTATES {second}"), most_commitments=1)

    assert "RESTATES" not in {one.type for line in picture.lines for one in line.relationships}


def test_the_order_of_the_graph_does_not_matter(sample: Subgraph) -> None:
    turned = Subgraph(nodes=sample.nodes[::-1], relationships=sample.relationships[::-1])

    assert picture_of(turned) == picture_of(sample)
