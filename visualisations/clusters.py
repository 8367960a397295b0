"""Clusters: where a page holds more symbols than a reader can tell apart, those near a busy one are shown as one until it is opened."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from visualisations.picture import Line, Picture

# More than this is a hairball, whatever the layout.
MOST_SPOTS = 300
MOST_CLUSTERS = 100
# With fewer organisations than this the busiest symbols of any kind stand for clusters.
FEW_ORGANISATIONS = 8
# What there is most of is put away first.
PUT_AWAY = ("Other", "Commitment", "Person", "Strategy", "Theme", "Organisation")


def clusters_of(picture: Picture, *, most: int = MOST_SPOTS) -> dict[str, str]:
    """The symbol that stands for each symbol that is put away, by id; empty when all of them fit.

    A symbol goes to the busiest organisation it is nearest to. Kinds are put away
    one after the other until at most about `most` symbols are left.
    """
    if len(picture.spots) <= most:
        return {}
    seeds = _seeds(picture, most=min(MOST_CLUSTERS, most // 3))
    nearest = _nearest(picture, seeds)
    away: dict[str, str] = {}
    for kind in PUT_AWAY:
        if len(picture.spots) - len(away) <= most:
            break
        away |= {spot.id: nearest[spot.id] for spot in picture.spots if spot.kind == kind and nearest[spot.id] != spot.id}
    return away


def folded(picture: Picture, clusters: Mapping[str, str]) -> Picture:
    """The picture as it opens: without what its clusters put away, the lines of these drawn to what stands for them."""
    spots = tuple(spot for spot in picture.spots if spot.id not in clusters)
    bundles: dict[tuple[str, str], list[Line]] = {}
    for line in picture.lines:
        source, target = clusters.get(line.source, line.source), clusters.get(line.target, line.target)
        if source != target:
            bundles.setdefault((min(source, target), max(source, target)), []).append(replace(line, source=source, target=target))
    return Picture(spots, tuple(_together(bundle) for _, bundle in sorted(bundles.items())))


def _together(bundle: Sequence[Line]) -> Line:
    first = bundle[0]
    one_way = all(line.one_way and line.source == first.source for line in bundle)
    return Line(first.source, first.target, tuple(one for line in bundle for one in line.relationships), one_way)


def _seeds(picture: Picture, most: int) -> list[str]:
    """The busiest organisations first; where there are hardly any, the busiest of all."""
    organisations = [spot.id for spot in picture.spots if spot.kind == "Organisation"]
    among = organisations if len(organisations) >= FEW_ORGANISATIONS else [spot.id for spot in picture.spots]
    return _busiest_first(picture, among)[:most]


def _busiest_first(picture: Picture, ids: Sequence[str]) -> list[str]:
    return sorted(ids, key=lambda id_: (-len(picture.neighbours[id_]), id_))


def _nearest(picture: Picture, seeds: Sequence[str]) -> dict[str, str]:
    """The seed each symbol is nearest to, of several the busiest; what no seed reaches shares one of its own."""
    nearest = {seed: seed for seed in seeds}
    waiting = deque(seeds)
    while waiting:
        here = waiting.popleft()
        for other in sorted(picture.neighbours[here]):
            if other not in nearest:
                nearest[other] = nearest[here]
                waiting.append(other)
    apart = _busiest_first(picture, [spot.id for spot in picture.spots if spot.id not in nearest])
    return nearest | dict.fromkeys(apart, apart[0] if apart else "")
