"""Ties: all that connects two organisations as one line, as wide as the connection is strong, with each reason in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.answers import Connection, Reason, ReasonKind
from graph.base import Relationship
from graph.identifiers import NodeId
from graph.records import Triple, by_triple, picked
from graph.subgraph import Subgraph
from visualisations.layout import Point, spring
from visualisations.picture import Line, Picture, Spot
from visualisations.tables import Evidence, evidence_of
from visualisations.wording import counted, label_in_picture, listed, name_of, visible

# How many of each sort of reason are counted, and whether the sort rests on more than a theme or a body that others share, too.
SORTS: dict[ReasonKind, tuple[str, str]] = {
    "direct relation": ("direct link", "direct links"),
    "joint commitment": ("joint commitment", "joint commitments"),
    "linked commitments": ("link between commitments", "links between commitments"),
    "joint strategy": ("joint strategy", "joint strategies"),
    "linked strategies": ("link between strategies", "links between strategies"),
    "affects": ("effect of one's work on the other", "effects of one's work on the other"),
    "body in common": ("body in common", "bodies in common"),
    "shared theme": ("shared theme", "shared themes"),
    "possible overlap": ("possible overlap", "possible overlaps"),
}
LOOSE: tuple[ReasonKind, ...] = ("body in common", "shared theme")


@dataclass(frozen=True)
class TieRow:
    """One reason of a tie, as a row of its table."""

    id: str
    source_name: str
    target_name: str
    pair: tuple[str, ...]
    """The words of two commitments that may overlap, of each side one; else nothing."""
    text: str
    weight: float
    evidence: Evidence


def joined(*pieces: Subgraph) -> Subgraph:
    """Several pieces of the same graph as one, sorted by ids; truncated when one of them is."""
    passages = {one.id: one for piece in pieces for one in piece.passages}
    documents = {one.id: one for piece in pieces for one in piece.documents}
    nodes = {id_: node for piece in pieces for id_, node in piece.by_id.items()}
    links = {known: link for piece in pieces for known, link in by_triple(piece).items()}
    return Subgraph.model_validate(
        {
            "nodes": [nodes[id_] for id_ in sorted(nodes)],
            "relationships": [links[known] for known in sorted(links)],
            "passages": [passages[id_] for id_ in sorted(passages)],
            "documents": [documents[id_] for id_ in sorted(documents)],
            "truncated": any(piece.truncated for piece in pieces),
        }
    )


def content_of_ties(ties: Sequence[Connection], subgraph: Subgraph) -> dict[str, object]:
    """The page's data on its ties: `ties`, `places` of their ends in a picture of their own, and `sorts` with what each is called."""
    return {
        "ties": [
            {
                "source": tie.source,
                "target": tie.target,
                "strength": tie.strength,
                "reasons": [
                    {
                        "kind": reason.kind,
                        "text": visible(reason.text),
                        "weight": reason.weight,
                        "links": _ids(reason.relationships),
                        "pair": pair_of(reason),
                    }
                    for reason in tie.reasons
                ],
            }
            for tie in ties
        ],
        "places": {id_: (point.x, point.y) for id_, point in places_of(ties, subgraph).items()},
        "sorts": {kind: {"words": words, "loose": kind in LOOSE} for kind, words in SORTS.items()},
    }


def places_of(ties: Sequence[Connection], subgraph: Subgraph) -> dict[str, Point]:
    """Where each end of a tie stands when nothing but ties is drawn: those that are tied near each other."""
    ends = sorted({end for tie in ties for end in (tie.source, tie.target)})
    spots = tuple(Spot(id_, subgraph.by_id[id_].label, label_in_picture(subgraph.by_id[id_]), (subgraph.by_id[id_],)) for id_ in ends)
    lines = tuple(Line(tie.source, tie.target, (), one_way=False) for tie in sorted(ties, key=lambda tie: (tie.source, tie.target)))
    return spring(Picture(spots, lines)).points


def tie_rows(ties: Sequence[Connection], subgraph: Subgraph) -> list[TieRow]:
    """A row for each reason, those of the strongest tie first."""
    known = by_triple(subgraph)
    return [
        TieRow(
            id=f"{tie.source}~{tie.target}~{number}",
            source_name=name_of(subgraph.by_id[tie.source]),
            target_name=name_of(subgraph.by_id[tie.target]),
            pair=tuple(name_of(subgraph.by_id[id_]) for id_ in pair_of(reason)),
            text=reason.text,
            weight=reason.weight,
            evidence=evidence_of_all(picked(known, reason.relationships), subgraph),
        )
        for tie in ties
        for number, reason in enumerate(tie.reasons)
    ]


def pair_of(reason: Reason) -> tuple[NodeId, ...]:
    """The two commitments that may overlap, in the order of the tie's ends."""
    return reason.nodes[:2] if reason.kind == "possible overlap" else ()


def evidence_of_all(links: Iterable[Relationship], subgraph: Subgraph) -> Evidence:
    """The quotes of several claims, each once, with all of their rules and the confidence of the least sure."""
    parts = [evidence_of(link, subgraph, total=link.evidence_total) for link in links]
    quotes = tuple(dict.fromkeys(quote for part in parts for quote in part.quotes))
    more = sum(part.total - len(part.quotes) for part in parts)
    rules = ", ".join(dict.fromkeys(part.rule for part in parts))
    return Evidence(quotes, len(quotes) + more, rules, min((part.confidence for part in parts), default=0))


def counted_reasons(reasons: Iterable[Reason]) -> str:
    """How many reasons of each sort there are, e.g. "2 direct links and 1 shared theme"; the same theme counts once."""
    different: dict[ReasonKind, set[tuple[object, ...]]] = {}
    for reason in reasons:
        # What both share stands first among the nodes. A direct link has none: it is what it rests on.
        same = reason.nodes[:1] if reason.kind in {*LOOSE, "joint commitment"} else reason.relationships
        different.setdefault(reason.kind, set()).add(same)
    return listed([counted(len(different[kind]), *words) for kind, words in SORTS.items() if kind in different])


def _ids(triples: Iterable[Triple]) -> list[str]:
    return ["~".join(one) for one in triples]
