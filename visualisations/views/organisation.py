"""One organisation: what it publishes and promises, and with whom it works."""

from functools import partial

from graph.identifiers import NodeId
from graph.subgraph import Subgraph
from visualisations.layout import columns
from visualisations.views.reading import BEHIND, capital, deadlines, linked_organisations, short_name, targets, with_deadline
from visualisations.views.view import Question, View
from visualisations.wording import counted


def ask(subgraph: Subgraph, subjects: tuple[NodeId, ...]) -> Question:
    """What the organisation promises, in counts."""
    organisation = subjects[0]
    name = short_name(subgraph, organisation)
    strategies = targets(subgraph, BEHIND, [organisation])
    commitments = targets(subgraph, ["MAKES"], [organisation])
    themes = targets(subgraph, ["CONCERNS"], commitments)
    others = linked_organisations(subgraph, organisation)
    # "No commitments on no themes" would say the opposite.
    on = f" on {counted(len(themes), 'theme')}" if commitments else ""
    dated = f"; {deadlines(with_deadline(subgraph, commitments), len(commitments))}" if commitments else ""
    return Question(
        f"What has {name} promised, and with whom is it connected?",
        f"{capital(name)} stands behind {counted(len(strategies), 'strategy', 'strategies')} and makes "
        f"{counted(len(commitments), 'commitment')}{on}{dated}. "
        f"It is directly linked with {counted(len(others), 'other organisation')}.",
    )


ORGANISATION = View(
    name="organisation",
    about="What has one organisation promised, and with whom is it connected?",
    query="view_organisation",
    subject="organisation",
    kind="Organisation",
    takes_many=False,
    how_to_read="From left to right: other organisations and people, the organisation, strategies, commitments, themes.",
    ask=ask,
    arrange=lambda subjects: partial(columns, subject=subjects[0]),
)
