"""Subgraph in, one offline HTML page out."""

from visualisations.draw import draw
from visualisations.views import VIEWS

__all__ = ["VIEWS", "draw"]
