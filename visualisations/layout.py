"""Where each symbol stands. Positions are computed here, so that the page opens still and the same every time."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations, pairwise
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tau

import rustworkx

from visualisations.picture import Picture, Spot

SEED = 7
ROW, NARROWEST_COLUMN = 58, 300
LABEL_WIDTH, LABEL_HEIGHT = 170, 78
STRETCH = 1.7  # A screen is wider than high, and so is the picture.
COLUMN_OF = {"Person": 0, "Organisation": 0, "Strategy": 1, "Commitment": 2, "Theme": 3}
GOLDEN_ANGLE = pi * (3 - sqrt(5))  # No two seeds of a sunflower stand in one line.
OWNING = {"MAKES", "PUBLISHES", "OWNS", "COMMISSIONS"}


@dataclass(frozen=True)
class Point:
    """A place in the picture; y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True)
class Region:
    """An oval drawn behind the symbols that belong to one organisation."""

    id: str
    x: float
    y: float
    across: float
    down: float


@dataclass(frozen=True)
class Mark:
    """An upright line across the picture with a word above it, such as a year of a time line."""

    at: float
    words: str


@dataclass(frozen=True)
class Layout:
    """Positions by symbol id, and what is drawn behind them; `column` is the distance of columns, 0 where there are none."""

    points: dict[str, Point]
    regions: tuple[Region, ...] = ()
    column: float = 0
    marks: tuple[Mark, ...] = ()

    @property
    def furniture(self) -> dict[str, object]:
        """All but the positions, as the page takes it."""
        return {"regions": [asdict(one) for one in self.regions], "marks": [asdict(one) for one in self.marks], "column": self.column}


Arrange = Callable[[Picture], Layout]


def columns(picture: Picture, subject: str | None = None) -> Layout:
    """Organisations, strategies, commitments and themes from left to right, each beside what it is linked with.

    Args:
        picture: what is drawn.
        subject: an organisation that stands in a column of its own, right of the other organisations.
    """
    stacks = _stacks(picture, subject)
    for _ in range(4):
        # The barycentre rule, back and forth: each symbol moves to the middle of its neighbours in the column beside it.
        for order in (pairwise(range(len(stacks))), pairwise(reversed(range(len(stacks))))):
            for fixed, free in order:
                stacks[free] = _beside(stacks[free], stacks[fixed], picture)
    height = ROW * max(len(stack) for stack in stacks) if stacks else 0
    column = round(max(NARROWEST_COLUMN, STRETCH * height / max(len(stacks) - 1, 1)))
    points = {
        id_: Point(number * column, (row - (len(stack) - 1) / 2) * _row_height(stack, stacks))
        for number, stack in enumerate(stacks)
        for row, id_ in enumerate(stack)
    }
    return Layout(points, column=column)


def ring(picture: Picture) -> Layout:
    """Departments around the edge, each with what is its own; what they share stands between them."""
    home = _homes(picture)
    hubs = [id_ for id_ in _hubs(picture) if id_ in home[id_]]
    # With one department there is nothing to put it in a ring with.
    if len(hubs) < 2:
        return spring(picture)
    guests = {hub: [spot for spot in picture.spots if home[spot.id] == {hub} and spot.id != hub] for hub in hubs}
    shared = [spot.id for spot in picture.spots if spot.id not in hubs and len(home[spot.id] & set(hubs)) != 1]
    regions = _regions(_neighbourly(hubs, home), guests, core=len(shared))
    points = {region.id: Point(region.x, region.y) for region in regions}
    for region in regions:
        points.update(_around(region, guests[region.id]))
    points.update(_between(shared, picture, points))
    return Layout(points, regions)


def spring(picture: Picture) -> Layout:
    """Linked symbols near each other, by simulated springs with a fixed seed; for what has no structure of its own."""
    graph = rustworkx.PyGraph()
    index = {spot.id: graph.add_node(spot.id) for spot in picture.spots}
    graph.add_edges_from([(index[line.source], index[line.target], float(len(line.relationships))) for line in picture.lines])
    # What is not connected would be blown far away, and all else shrink to a dot: each part is laid out by itself.
    parts = sorted(rustworkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return Layout(_shelved([_sprung(graph.subgraph(sorted(part))) for part in parts]))


def _sprung(graph: "rustworkx.PyGraph[str, float]") -> dict[str, Point]:
    scale = 90 * max(0.5, len(graph) ** 0.6 - 1)
    # igraph's layout is quicker, but under the GPL; networkx' took 11 s for 1,000 symbols, this one 0.7 s.
    places = rustworkx.spring_layout(graph, seed=SEED, num_iter=150, scale=scale, weight_fn=None)
    return _apart({graph[node]: Point(round(place[0] * STRETCH, 1), round(place[1], 1)) for node, place in places.items()})


def _shelved(parts: Sequence[dict[str, Point]]) -> dict[str, Point]:
    """The parts beside each other in rows as wide as the first and largest of them, which has a row for itself."""
    placed: dict[str, Point] = {}
    widest = left = top = lowest = 0.0
    for part in parts:
        xs, ys = [point.x for point in part.values()], [point.y for point in part.values()]
        across, down = max(xs) - min(xs) + LABEL_WIDTH, max(ys) - min(ys) + LABEL_HEIGHT
        if left + across > widest:
            left, top, widest = 0.0, lowest, max(widest, across)
        placed |= {id_: Point(round(left + p.x - min(xs), 1), round(top + p.y - min(ys), 1)) for id_, p in part.items()}
        left, lowest = left + across, max(lowest, top + down)
    return placed


def around_seeds(layout: Layout, clusters: Mapping[str, str]) -> Layout:
    """The layout with what clusters put away placed around the symbols that stand for it, as the seeds of a sunflower stand."""
    points, counts = dict(layout.points), dict.fromkeys(clusters.values(), 0)
    for id_, seed in clusters.items():
        counts[seed] += 1
        turn, distance = GOLDEN_ANGLE * counts[seed], 24 + 26 * sqrt(counts[seed])
        centre = layout.points[seed]
        points[id_] = Point(round(centre.x + STRETCH * distance * cos(turn), 1), round(centre.y + distance * sin(turn), 1))
    return replace(layout, points=points)


def _stacks(picture: Picture, subject: str | None) -> list[list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for spot in picture.spots:
        column = 2 * COLUMN_OF[spot.kind]
        found[column + 1 if spot.id == subject else column].append(spot.id)
    return [found[column] for column in sorted(found)]


def _row_height(stack: Sequence[str], stacks: Sequence[Sequence[str]]) -> float:
    # A short column spreads, so that its lines do not all meet in the middle.
    tallest = max(len(other) for other in stacks)
    return min(ROW * tallest / len(stack), 2.4 * ROW)


def _beside(stack: list[str], fixed: list[str], picture: Picture) -> list[str]:
    place = {id_: row / max(len(fixed) - 1, 1) for row, id_ in enumerate(fixed)}
    own = {id_: row / max(len(stack) - 1, 1) for row, id_ in enumerate(stack)}

    def middle(id_: str) -> float:
        rows = [place[other] for other in picture.neighbours[id_] if other in place]
        return sum(rows) / len(rows) if rows else own[id_]

    return sorted(stack, key=lambda id_: (round(middle(id_), 6), own[id_]))


def _hubs(picture: Picture) -> list[str]:
    owners = {relationship.source for line in picture.lines for relationship in line.relationships if relationship.type in OWNING}
    return [spot.id for spot in picture.spots if spot.kind == "Organisation" and spot.id in owners]


def _homes(picture: Picture) -> dict[str, set[str]]:
    """For each symbol the owning organisations it belongs to: itself, its neighbours, else its neighbours' ones."""
    hubs = set(_hubs(picture))
    home = {id_: {id_} for id_ in hubs}
    for spot in picture.spots:
        home.setdefault(spot.id, picture.neighbours[spot.id] & hubs)
    # From left to right: a theme's home follows from the commitments beside it, which have theirs by then.
    for spot in sorted(picture.spots, key=lambda spot: COLUMN_OF[spot.kind]):
        if spot.kind == "Theme" or not home[spot.id]:
            home[spot.id] = home[spot.id].union(*(home[other] for other in picture.neighbours[spot.id]))
    return home


def _neighbourly(hubs: list[str], home: dict[str, set[str]]) -> list[str]:
    """The hubs in an order that puts those beside each other that share most."""

    def together(one: str, other: str) -> int:
        return sum(1 for owners in home.values() if one in owners and other in owners)

    ordered = [hubs[0]]
    while len(ordered) < len(hubs):
        rest = [hub for hub in hubs if hub not in ordered]
        ordered.append(max(rest, key=lambda hub: (together(ordered[-1], hub), hub)))
    return ordered


def _regions(hubs: list[str], guests: dict[str, list[Spot]], core: int) -> tuple[Region, ...]:
    radii = {hub: 92 + 6 * len(guests[hub]) for hub in hubs}
    # Two stand beside each other; three and more begin at the top.
    start = pi if len(hubs) == 2 else -pi / 2
    angles = [start + tau * number / len(hubs) for number in range(len(hubs))]
    # On a circle of this size, no two neighbours touch: their distance is the chord between them.
    apart = (
        (radii[one] + radii[other] + 14) / (2 * abs(sin((angle - next_angle) / 2)))
        for (one, angle), (other, next_angle) in combinations(zip(hubs, angles, strict=True), 2)
    )
    size = max(max(radii.values()) + 46 * ceil(core**0.5), *apart)
    return tuple(
        Region(hub, round(STRETCH * size * cos(angle), 1), round(size * sin(angle), 1), round(STRETCH * radii[hub], 1), radii[hub])
        for hub, angle in zip(hubs, angles, strict=True)
    )


def _around(region: Region, guests: list[Spot]) -> dict[str, Point]:
    """Commitments on the side of the region that faces the middle, everything else on the outer side."""
    inwards = atan2(-region.y, -region.x / STRETCH)
    facing = [spot.id for spot in guests if spot.kind == "Commitment"]
    other = [spot.id for spot in guests if spot.kind != "Commitment"]
    return _fan(facing, region, inwards) | _fan(other, region, inwards + pi)


def _fan(ids: list[str], region: Region, direction: float) -> dict[str, Point]:
    # Less than half a turn, so that the two fans of a region never meet.
    spread = min(pi * 0.8, 0.75 * max(len(ids) - 1, 0))
    angles = [direction + spread * (number / max(len(ids) - 1, 1) - 0.5) if len(ids) > 1 else direction for number in range(len(ids))]
    return {
        id_: Point(round(region.x + 0.74 * region.across * cos(angle), 1), round(region.y + 0.74 * region.down * sin(angle), 1))
        for id_, angle in zip(ids, angles, strict=True)
    }


def _between(shared: list[str], picture: Picture, around: dict[str, Point]) -> dict[str, Point]:
    """Each shared symbol near the middle of what it is linked with, then pushed apart until the labels have room."""
    points = {}
    for number, id_ in enumerate(shared):
        near = [around[other] for other in sorted(picture.neighbours[id_]) if other in around]
        # The small turn keeps two symbols with the same neighbours from falling on one place.
        turn = Point(8 * cos(2.4 * number), 8 * sin(2.4 * number))
        count = max(len(near), 1)
        points[id_] = Point(0.55 * sum(p.x for p in near) / count + turn.x, 0.55 * sum(p.y for p in near) / count + turn.y)
    return _apart(points)


def _apart(points: dict[str, Point], rounds: int = 80) -> dict[str, Point]:
    """The points, moved as little as it takes for a label's room between any two."""
    ids = sorted(points)
    if len(ids) > 150:  # Quadratic in the number of symbols; among so many, most names are hidden until one zooms in.
        return points
    placed = dict(points)
    for _ in range(rounds):
        moved = [_push(placed, one, other) for number, one in enumerate(ids) for other in ids[:number]]
        if not any(moved):
            break
    return {id_: replace(point, x=round(point.x, 1), y=round(point.y, 1)) for id_, point in placed.items()}


def _push(placed: dict[str, Point], one: str, other: str) -> bool:
    dx, dy = (placed[one].x - placed[other].x) / LABEL_WIDTH, (placed[one].y - placed[other].y) / LABEL_HEIGHT
    distance = hypot(dx, dy)
    if distance >= 1:
        return False
    # On one and the same place there is no direction to push in: any does, as long as it is always the same.
    if distance == 0:
        dx, dy, distance = 1.0, 0.3, 1.05
    step = (1 - distance) / 2 + 0.01
    move = Point(LABEL_WIDTH * step * dx / distance, LABEL_HEIGHT * step * dy / distance)
    placed[one] = Point(placed[one].x + move.x, placed[one].y + move.y)
    placed[other] = Point(placed[other].x - move.x, placed[other].y - move.y)
    return True
