"""The table of organisations and themes counts right, and tells a theme that is only named from one on which something is promised."""

from collections.abc import Callable

from graph.subgraph import Subgraph
from visualisations.views.heat import Cell, heat_of

Sketched = Callable[..., Subgraph]
LINES = """
    organisation/treasury MAKES commitment/a
    organisation/treasury MAKES commitment/b
    commitment/a CONCERNS theme/data
    commitment/b CONCERNS theme/data
    commitment/b CONCERNS theme/skills
    organisation/treasury PUBLISHES strategy/plan
    strategy/plan ADDRESSES theme/climate
    organisation/ofgem MAKES commitment/b
"""


def test_a_cell_counts_commitments_and_leads_to_them(sketched: Sketched) -> None:
    heat = heat_of(sketched(LINES, {"commitment/a": {"deadline": "by 2027"}}))

    assert heat.themes == ("Data", "Skills", "Climate")
    assert [row.name for row in heat.rows] == ["Treasury", "Ofgem"]
    assert heat.rows[0].cells[0] == Cell(2, "2 commitments, 1 with a deadline", 1, "#department=organisation/treasury&theme=theme/data")


def test_a_theme_that_is_only_named_is_told_apart(sketched: Sketched) -> None:
    climate = heat_of(sketched(LINES)).rows[0].cells[2]

    assert (climate.count, climate.named_only, climate.words) == (0, True, "named in a strategy, nothing promised")


def test_a_commitment_on_two_themes_counts_once_in_the_row(sketched: Sketched) -> None:
    assert [row.total for row in heat_of(sketched(LINES)).rows] == [2, 1]


def test_more_commitments_are_darker(sketched: Sketched) -> None:
    lines = "\n".join(f"organisation/a MAKES commitment/c{n}\ncommitment/c{n} CONCERNS theme/data" for n in range(12))

    assert heat_of(sketched(lines)).rows[0].cells[0].shade == 4


def test_nothing_to_compare_gives_no_rows(sketched: Sketched) -> None:
    assert heat_of(sketched("organisation/a PART_OF organisation/b")).rows == ()
