"""The legend shows what is there, in colours that can be seen."""

from collections.abc import Callable

import pytest

from graph.kinds import ENTITY_KINDS, PHRASES, label_of
from graph.subgraph import Subgraph
from visualisations.legend import KIND_STYLES, NIGHT, OUTLINES, PAPER, KindStyle, contrast, legend_of, readable_on

STYLES = list(KIND_STYLES.values())


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0


def test_contrast_is_the_same_both_ways() -> None:
    assert contrast("#1d70b8", "#ffffff") == contrast("#ffffff", "#1d70b8")


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.label)
def test_every_colour_can_be_read_on_paper(style: KindStyle) -> None:
    assert contrast(style.colour, PAPER) >= 4.5


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.label)
def test_every_colour_can_be_read_at_night(style: KindStyle) -> None:
    assert contrast(style.colour_at_night, NIGHT) >= 4.5


def test_a_colour_that_can_be_read_already_stays() -> None:
    assert readable_on("#000000", "#ffdd00") == "#ffdd00"


def test_no_two_kinds_share_a_shape() -> None:
    assert sorted(style.shape for style in STYLES) == sorted(OUTLINES)


def test_every_kind_of_entity_has_a_style() -> None:
    assert list(KIND_STYLES) == [*(label_of(kind) for kind in ENTITY_KINDS), "Other"]


def test_the_legend_counts_what_the_page_holds(sketched: Callable[..., Subgraph]) -> None:
    graph = sketched("""
        organisation/home-office MAKES commitment/cut-crime
        organisation/home-office MAKES commitment/open-data
        commitment/open-data CONCERNS theme/data
    """)

    legend = legend_of(graph)

    assert [(entry.style.plural, entry.count) for entry in legend.kinds] == [("organisations", 1), ("themes", 1), ("commitments", 2)]
    assert [(entry.phrase, entry.count) for entry in legend.relations] == [(PHRASES["MAKES"], 2), (PHRASES["CONCERNS"], 1)]


def test_an_empty_graph_has_an_empty_legend() -> None:
    assert (legend_of(Subgraph()).kinds, legend_of(Subgraph()).relations) == ((), ())
