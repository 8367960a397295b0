"""What the front page says beyond counts: what is overdue and due, and who has promised what on which theme."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.kinds import Commitment
from graph.store import GraphStore
from graph.subgraph import Subgraph
from visualisations.views.heat import Heat, Row, heat_of
from visualisations.wording import name_of, shortened, spoken_date

SHOWN_DUE = 6
SOON = timedelta(days=365)
SHOWN_THEMES, SHOWN_ORGANISATIONS = 8, 10
LONGEST_PROMISE = 160
CHAINS_READ = 5000


@dataclass(frozen=True)
class Due:
    """One commitment with its day."""

    id: str
    words: str
    owners: str
    day: str


def overdue(store: GraphStore, today: date) -> tuple[Due, ...]:
    """What was due before today and is not said to be done; the oldest first."""
    rows = store.run("commitments_overdue", {"as_of": today, "limit": SHOWN_DUE}).rows
    return tuple(_row(row["commitment"], row["text"], row["owners"], row["due"]) for row in rows)


def due_soon(store: GraphStore, today: date) -> tuple[Due, ...]:
    """What is due within a year from today; the earliest first."""
    subgraph = store.run("view_deadlines", {"after": today, "before": today + SOON, "limit": SHOWN_DUE}).subgraph or Subgraph()
    dated = sorted(_dated(subgraph), key=lambda pair: (pair[0], pair[1].id))
    return tuple(_row(node.id, node.text, _owners(subgraph, node), day) for day, node in dated)


def matrix(store: GraphStore) -> Heat:
    """The busiest organisations and themes."""
    heat = heat_of(store.run("view_matrix", {"limit": CHAINS_READ}).subgraph or Subgraph())
    rows = tuple(Row(row.name, row.cells[:SHOWN_THEMES], row.total) for row in heat.rows[:SHOWN_ORGANISATIONS])
    return Heat(heat.themes[:SHOWN_THEMES], rows)


def _dated(subgraph: Subgraph) -> Iterator[tuple[date, Commitment]]:
    for node in subgraph.nodes:
        if isinstance(node, Commitment) and node.deadline_latest:
            yield node.deadline_latest, node


def _owners(subgraph: Subgraph, commitment: Commitment) -> list[str]:
    return sorted(name_of(subgraph.by_id[one.source]) for one in subgraph.relationships if one.target == commitment.id)


def _row(id_: object, text: object, owners: object, day: object) -> Due:
    named = ", ".join(map(str, owners)) if isinstance(owners, list | tuple) else ""
    return Due(str(id_), shortened(str(text), LONGEST_PROMISE), named, spoken_date(day) if isinstance(day, date) else str(day))
