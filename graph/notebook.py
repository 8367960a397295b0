"""A piece of graph as a notebook shows it: a table of its claims with their words."""

from html import escape
from typing import TYPE_CHECKING

from graph.connections import called, sentence

if TYPE_CHECKING:
    from graph.subgraph import Subgraph

MOST_SHOWN = 50


def html(subgraph: "Subgraph") -> str:
    """A table with a row for each claim and its first quote; of entities without claims a list. Everything in it is escaped."""
    rows = [
        f"<tr><td>{escape(sentence(link, subgraph.by_id))}</td><td>{escape(quote(subgraph, link.evidence))}</td></tr>"
        for link in subgraph.relationships[:MOST_SHOWN]
        if link.source in subgraph.by_id and link.target in subgraph.by_id
    ]
    named = {end for link in subgraph.relationships for end in (link.source, link.target)}
    alone = [f"<li>{escape(called(node))}</li>" for node in subgraph.nodes if node.id not in named][:MOST_SHOWN]
    size = f"{len(subgraph.nodes)} entities, {len(subgraph.relationships)} claims{', cut by a limit' if subgraph.truncated else ''}"
    table = f"<table><thead><tr><th>Claim</th><th>Words</th></tr></thead><tbody>{''.join(rows)}</tbody></table>" if rows else ""
    others = f"<ul>{''.join(alone)}</ul>" if alone else ""
    return f"<p>{escape(size)}</p>{table}{others}"


def quote(subgraph: "Subgraph", evidence: tuple[str, ...]) -> str:
    """The words of the first passage that is there, and the document they stand in."""
    for passage in (subgraph.passages_by_id[one] for one in evidence if one in subgraph.passages_by_id):
        document = subgraph.documents_by_id.get(passage.document)
        return f"“{' '.join(passage.text.split())}” ({document.title if document else passage.document})"
    return ""
