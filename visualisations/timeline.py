"""Time line: commitments from left to right by the last day their deadline can mean, a lane for each organisation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from graph.kinds import Commitment
from visualisations.layout import LABEL_WIDTH, ROW, Layout, Mark, Point
from visualisations.picture import Picture, Spot
from visualisations.wording import MONTHS

WIDTH = 2200
# Left of the first day, where the owners stand.
OWNERS_AT = -1.6 * LABEL_WIDTH
NOBODY = ""
# Up to this many days the quarters are marked, above it the years.
SHORT_DAYS = 800


def timeline(picture: Picture) -> Layout:
    """Each commitment at its day, in the lane of its owner; what is due about the same time stands below each other."""
    days = {spot.id: due(spot) for spot in picture.spots if due(spot)}
    dated = {id_: day for id_, day in days.items() if day}
    if not dated:
        return Layout({spot.id: Point(OWNERS_AT, ROW * row) for row, spot in enumerate(picture.spots)})
    first, last = min(dated.values()), max(dated.values())
    scale = WIDTH / max((last - first).days, 1)
    across = {id_: round((day - first).days * scale, 1) for id_, day in dated.items()}
    points = _lanes(picture, across)
    points |= _below([spot.id for spot in picture.spots if spot.id not in points], points)
    return Layout(points, marks=tuple(Mark(round((day - first).days * scale, 1), words) for day, words in _marks(first, last)))


def due(spot: Spot) -> date | None:
    """The last day that the symbol's commitment can mean; None for what has no deadline."""
    first = spot.members[0]
    return first.deadline_latest if isinstance(first, Commitment) else None


def _lanes(picture: Picture, across: dict[str, float]) -> dict[str, Point]:
    owners = {spot.id for spot in picture.spots if spot.kind == "Organisation"}
    lanes: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(across, key=lambda id_: (across[id_], id_)):
        lanes[min(picture.neighbours[id_] & owners, default=NOBODY)].append(id_)
    points: dict[str, Point] = {}
    top = 0.0
    # Whose first deadline comes first stands first; those without a dated commitment of their own come last.
    for owner in [*lanes, *sorted(owners - set(lanes))]:
        rows = _rows(lanes.get(owner, ()), across)
        points |= {id_: Point(across[id_], top + ROW * row) for id_, row in rows.items()}
        deepest = max(rows.values(), default=0)
        if owner:
            points[owner] = Point(OWNERS_AT, top + ROW * deepest / 2)
        top += ROW * (deepest + 1.4)
    return points


def _below(undated: Sequence[str], points: Mapping[str, Point]) -> dict[str, Point]:
    """What has no day and no lane, in rows under everything else."""
    lowest = max(point.y for point in points.values()) + 2 * ROW
    columns = int(WIDTH // LABEL_WIDTH)
    return {id_: Point(LABEL_WIDTH * (place % columns), lowest + ROW * (place // columns)) for place, id_ in enumerate(undated)}


def _rows(lane: Sequence[str], across: dict[str, float]) -> dict[str, int]:
    """The first row of the lane in which each has room for its name."""
    ends: list[float] = []
    rows = {}
    for id_ in lane:
        row = next((row for row, end in enumerate(ends) if across[id_] - end >= LABEL_WIDTH), len(ends))
        ends[row : row + 1] = [across[id_]]
        rows[id_] = row
    return rows


def _marks(first: date, last: date) -> Iterable[tuple[date, str]]:
    """The days to mark, from the one before the first deadline to the one after the last."""
    months = 3 if (last - first).days <= SHORT_DAYS else 12
    day = date(first.year, (first.month - 1) // months * months + 1, 1)
    while day <= last:
        yield day, str(day.year) if months == 12 else f"{MONTHS[day.month - 1]} {day.year}"
        day = _months_later(day, months)


def _months_later(day: date, months: int) -> date:
    # From the first of a month, so many times 31 days later is in the month that is meant or a day or two after its beginning.
    return (day + timedelta(days=31 * months)).replace(day=1)
