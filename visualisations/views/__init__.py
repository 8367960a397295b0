"""One module per view; a view answers a question. Add a file and a line here."""

from visualisations.views.answer import view_of
from visualisations.views.connections import CONNECTIONS
from visualisations.views.deadlines import DEADLINES
from visualisations.views.matrix import MATRIX
from visualisations.views.organisation import ORGANISATION
from visualisations.views.overlaps import OVERLAPS
from visualisations.views.paths import PATHS
from visualisations.views.strategy import STRATEGY
from visualisations.views.theme import THEME
from visualisations.views.view import Question, View

VIEWS: dict[str, View] = {view.name: view for view in (CONNECTIONS, ORGANISATION, THEME, STRATEGY, PATHS, DEADLINES, MATRIX, OVERLAPS)}

__all__ = ["VIEWS", "Question", "View", "view_of"]
