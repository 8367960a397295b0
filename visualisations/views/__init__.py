"""One module per view; a view answers a question. Add a file and a line here."""

from visualisations.views.connections import CONNECTIONS
from visualisations.views.organisation import ORGANISATION
from visualisations.views.strategy import STRATEGY
from visualisations.views.theme import THEME
from visualisations.views.view import Question, View

VIEWS: dict[str, View] = {view.name: view for view in (CONNECTIONS, ORGANISATION, THEME, STRATEGY)}

__all__ = ["VIEWS", "Question", "View"]
