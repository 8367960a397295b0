"""One theme: who does what about it, and who only names it."""

from graph.identifiers import NodeId
from graph.subgraph import Subgraph
from visualisations.layout import columns
from visualisations.views.reading import BEHIND, capital, deadlines, names, sources, verb, with_deadline
from visualisations.views.view import Question, View
from visualisations.wording import counted, name_of


def ask(subgraph: Subgraph, subjects: tuple[NodeId, ...]) -> Question:
    """Who works on the theme, in counts."""
    theme = subjects[0]
    name = name_of(subgraph.by_id[theme])
    commitments = sources(subgraph, ["CONCERNS"], [theme])
    strategies = sources(subgraph, ["ADDRESSES"], [theme])
    makers = sources(subgraph, ["MAKES"], commitments)
    # Who makes commitments does more than name the theme.
    onlookers = sources(subgraph, BEHIND, strategies) - makers
    done = (
        f"{counted(len(makers), 'organisation')} {verb(len(makers), 'makes', 'make')} {counted(len(commitments), 'commitment')} on it; "
        f"{deadlines(with_deadline(subgraph, commitments), len(commitments))}."
    )
    seen = f" {capital(names(subgraph, onlookers))} only {verb(len(onlookers), 'names', 'name')} it in a strategy."
    nobody = "No organisation makes a commitment on it in the documents that were read."
    return Question(f"Who does what about “{name}”?", (capital(done) if makers else nobody) + (seen if onlookers else ""))


THEME = View(
    name="theme",
    about="Who does what about one theme?",
    query="view_theme",
    subject="theme",
    kind="Theme",
    takes_many=False,
    how_to_read="From left to right: organisations and people, their strategies, their commitments, the theme.",
    ask=ask,
    arrange=lambda _: columns,
)
