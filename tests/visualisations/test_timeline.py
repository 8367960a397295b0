"""What is due stands from left to right by its day, in the lane of who has to do it."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page

from graph.subgraph import Subgraph
from visualisations.draw import page_of
from visualisations.layout import Layout
from visualisations.picture import picture_of
from visualisations.timeline import WIDTH, timeline
from visualisations.views import VIEWS

Sketched = Callable[..., Subgraph]


def laid_out(sketched: Sketched, lines: str, days: dict[str, date]) -> Layout:
    fields = {id_: {"deadline": "by then", "deadline_latest": day} for id_, day in days.items()}
    return timeline(picture_of(sketched(lines, fields), most_commitments=1000))


def test_later_stands_further_right(sketched: Sketched) -> None:
    days = {"commitment/a": date(2026, 1, 1), "commitment/b": date(2027, 1, 1), "commitment/c": date(2028, 1, 1)}

    layout = laid_out(sketched, "commitment/a\ncommitment/b\ncommitment/c", days)

    assert [round(layout.points[id_].x) for id_ in days] == [0, WIDTH / 2, WIDTH]


def test_each_owner_stands_left_of_its_lane(sketched: Sketched) -> None:
    days = {"commitment/a": date(2026, 1, 1), "commitment/b": date(2027, 1, 1)}

    layout = laid_out(sketched, "organisation/x MAKES commitment/a\norganisation/y MAKES commitment/b", days)

    for owner, commitment in (("organisation/x", "commitment/a"), ("organisation/y", "commitment/b")):
        assert layout.points[owner].y == layout.points[commitment].y
        assert layout.points[owner].x < 0
    assert layout.points["organisation/x"].y < layout.points["organisation/y"].y


def test_what_is_due_on_one_day_stands_below_each_other(sketched: Sketched) -> None:
    days = {f"commitment/{name}": date(2026, 6, 30) for name in "abc"} | {"commitment/d": date(2027, 6, 30)}

    layout = laid_out(sketched, "\n".join(f"organisation/x MAKES {id_}" for id_ in days), days)

    rows = [layout.points[f"commitment/{name}"].y for name in "abcd"]
    assert rows[0] < rows[1] < rows[2]
    assert rows[3] == rows[0]


def test_what_has_no_day_stands_below_all_that_has_one(sketched: Sketched) -> None:
    layout = laid_out(sketched, "organisation/x MAKES commitment/a\ntheme/data", {"commitment/a": date(2026, 1, 1)})

    assert layout.points["theme/data"].y > max(layout.points["commitment/a"].y, layout.points["organisation/x"].y)


def test_years_are_marked_and_in_a_short_span_quarters(sketched: Sketched) -> None:
    long = laid_out(sketched, "commitment/a\ncommitment/b", {"commitment/a": date(2026, 5, 31), "commitment/b": date(2030, 5, 31)})
    short = laid_out(sketched, "commitment/a\ncommitment/b", {"commitment/a": date(2026, 5, 31), "commitment/b": date(2026, 12, 31)})

    assert [mark.words for mark in long.marks] == ["2026", "2027", "2028", "2029", "2030"]
    assert [mark.words for mark in short.marks] == ["April 2026", "July 2026", "October 2026"]


def test_without_any_day_everything_still_has_a_place(sketched: Sketched) -> None:
    layout = laid_out(sketched, "organisation/x MAKES commitment/a", {})

    assert (set(layout.points), layout.marks) == ({"organisation/x", "commitment/a"}, ())


def test_no_name_touches_the_years_however_near_one_looks(sample: Subgraph, visit: Callable[..., Page]) -> None:
    page = visit(page_of(VIEWS["deadlines"], sample, ()))
    highest = """async () => {
      for (const _ of [1, 2]) await new Promise(requestAnimationFrame);  // names are placed when a frame is drawn
      const { labels, picture } = page;
      const [network, scale] = [picture.network, picture.network.getScale()];
      const top = network.DOMtoCanvas({ x: 0, y: 0 }).y * scale;
      return Math.min(...labels.placed().map((box) => box.top - top));
    }"""

    assert page.evaluate(highest) >= 24
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate(highest) >= 24
