"""Overlaps: whose commitments may promise the same. Candidates, reckoned from the graph and judged by a person."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from graph.answers import Connection, Connections, Reason
from graph.identifiers import NodeId
from graph.overlaps import Overlap, overlaps
from graph.parameters import Parameter
from graph.projection import Projection
from graph.records import Triple, by_triple
from graph.store import GraphStore
from graph.subgraph import Subgraph
from visualisations.layout import ring
from visualisations.views.reading import capital, day_in, names, organisations_in, short_name
from visualisations.views.view import Question, Reckoned, Ties, View
from visualisations.wording import counted, listed

TITLE = "Whose promises overlap?"
WORDS_SHOWN = 6
# So many claims lie at most between the two hundred pairs that a page may show.
MOST_CLAIMS = 10_000
# Of the closest pairs today, so many are looked at for those that were there on a day.
MOST_DATED = 500
ASKS = Reckoned(
    name="view_overlaps",
    parameters={
        "organisations": Parameter(
            type="node_ids",
            kind="Organisation",
            default=[],
            description="One: its commitments against those of all others; several: only among these; empty means all.",
        ),
        "as_of": Parameter(
            type="date",
            optional=True,
            description="As it was on this day: commitments that a document published until then states, with their owners and themes.",
        ),
        "limit": Parameter(type="integer", default=60, minimum=1, maximum=200, description="Most pairs of commitments, the closest first."),
    },
    example={},
)


def read(store: GraphStore, parameters: Mapping[str, object]) -> Connections:
    """The closest pairs of commitments as ties between those who make them, with all that they name."""
    projection = store.projection()
    reckoned = overlaps(projection)
    wanted = organisations_in(parameters)
    pairs = [pair for pair in reckoned.found if among(pair, projection, wanted)]
    cut, day = reckoned.cut, day_in(parameters)
    if day is not None:
        store = store.as_of(day)
        claims = _claims_of(pairs[:MOST_DATED], projection, store)
        cut = cut or claims.truncated or len(pairs) > MOST_DATED
        pairs = stated(pairs[:MOST_DATED], projection, claims)
    shown = pairs[: int(str(parameters.get("limit") or ASKS.parameters["limit"].default))]
    subgraph = _claims_of(shown, projection, store)
    return Connections(connections=tuple(ties_of(shown, projection, subgraph)), subgraph=subgraph, truncated=cut or len(shown) < len(pairs))


def stated(pairs: Sequence[Overlap], projection: Projection, claims: Subgraph) -> list[Overlap]:
    """The pairs whose commitments both have, among the claims, an owner and every theme that the pair shares."""
    known = by_triple(claims)

    def there(id_: NodeId, pair: Overlap) -> bool:
        return bool(_makers(id_, projection, known)) and all((id_, "CONCERNS", theme) in known for theme in pair.themes)

    return [pair for pair in pairs if there(pair.one, pair) and there(pair.other, pair)]


def _claims_of(pairs: Sequence[Overlap], projection: Projection, store: GraphStore) -> Subgraph:
    """What the pairs name, and who makes them and what they are about."""
    ids = sorted({id_ for pair in pairs for id_ in _named(pair, projection)})
    return store.between(ids, relations=["MAKES", "CONCERNS"], limit=MOST_CLAIMS) if ids else Subgraph()


def among(pair: Overlap, projection: Projection, organisations: Sequence[NodeId]) -> bool:
    """Whether the pair is asked for: of one organisation either side is enough, of several both sides must be theirs."""
    asked = set(organisations)
    theirs = [bool(projection.owners[id_] & asked) for id_ in (pair.one, pair.other)]
    return not asked or (any(theirs) if len(asked) == 1 else all(theirs))


def ties_of(pairs: Sequence[Overlap], projection: Projection, subgraph: Subgraph) -> Iterator[Connection]:
    """A tie for each two organisations, the strongest first, whose reasons are the pairs of their commitments, the closest first."""
    bundles: dict[tuple[NodeId, NodeId], list[Reason]] = defaultdict(list)
    known = by_triple(subgraph)
    for pair in pairs:
        # A joint commitment is drawn at the first of its owners; its words name all.
        owners = {id_: min(_makers(id_, projection, known) or projection.owners[id_]) for id_ in (pair.one, pair.other)}
        one, other = sorted(owners, key=lambda id_: (owners[id_], id_))
        claims = [triple for id_ in (one, other) for triple in _claims(id_, pair, projection) if triple in known]
        reason = Reason(
            kind="possible overlap",
            text=_words(pair, subgraph),
            weight=pair.score,
            nodes=(one, other, *pair.themes, *pair.names),
            relationships=tuple(claims),
            evidence=tuple(sorted({passage for triple in claims for passage in known[triple].evidence})),
        )
        bundles[owners[one], owners[other]].append(reason)
    strengths = {ends: round(sum(reason.weight for reason in reasons), 2) for ends, reasons in bundles.items()}
    for (source, target), strength in sorted(strengths.items(), key=lambda item: (-item[1], item[0])):
        yield Connection(source=source, target=target, strength=strength, reasons=tuple(bundles[source, target]))


def _makers(commitment: NodeId, projection: Projection, known: Container[Triple]) -> list[NodeId]:
    return [owner for owner in projection.owners[commitment] if (owner, "MAKES", commitment) in known]


def _claims(commitment: NodeId, pair: Overlap, projection: Projection) -> list[Triple]:
    made = [(owner, "MAKES", commitment) for owner in sorted(projection.owners[commitment])]
    return [*made, *((commitment, "CONCERNS", theme) for theme in pair.themes)]


def _named(pair: Overlap, projection: Projection) -> set[NodeId]:
    return {pair.one, pair.other, *pair.themes, *pair.names, *projection.owners[pair.one], *projection.owners[pair.other]}


def _words(pair: Overlap, subgraph: Subgraph) -> str:
    parts = [f"both are about {names(subgraph, pair.themes)}"]
    parts += [f"name {names(subgraph, pair.names)}"] if pair.names else []
    parts += [f"say {listed([f'“{word}”' for word in pair.words[:WORDS_SHOWN]])}"] if pair.words else []
    return capital(f"{listed(parts)}.")


def ask(_: Subgraph, __: tuple[NodeId, ...]) -> Question:
    """That there are none."""
    return Question(TITLE, "No two commitments of different organisations share a theme and say much the same.")


def ask_ties(subgraph: Subgraph, _: tuple[NodeId, ...], ties: Sequence[Connection]) -> Question:
    """How many pairs there are, and whose are the closest."""
    pairs = [(reason, tie) for tie in ties for reason in tie.reasons]
    closest = max(pairs, key=lambda pair: pair[0].weight)[1]
    whose = listed([short_name(subgraph, closest.source), short_name(subgraph, closest.target)])
    only = f"{counted(len(pairs), 'pair')} of commitments may promise much the same"
    return Question(TITLE, f"{only}; the closest is one of {whose}. These are candidates: read both and judge.")


OVERLAPS = View(
    name="overlaps",
    about=TITLE,
    query="",
    subject="organisations",
    kind="Organisation",
    takes_many=True,
    how_to_read="Each oval is an organisation with its own commitments. What stands between the ovals is shared.",
    ask=ask,
    arrange=lambda _: ring,
    folds=False,
    ties=Ties(
        read=read,
        ask=ask_ties,
        heading="Candidates",
        how_to_read="The wider a line, the more and the closer the pairs of commitments.",
        more="Only the closest pairs are shown. More of them: policygraph draw overlaps --limit 200, or GET /v1/analytics/overlaps.",
        asks=ASKS,
        address="/v1/analytics/overlaps",
    ),
)
