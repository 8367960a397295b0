"""The block of data in a page: everything once, and in words that hide nothing."""

from collections.abc import Callable
from datetime import date

from graph.subgraph import Subgraph
from visualisations.content import content_of
from visualisations.picture import picture_of
from visualisations.tables import node_rows, relation_rows

Sketched = Callable[..., Subgraph]


def block_of(graph: Subgraph) -> dict[str, object]:
    picture = picture_of(graph)
    return content_of(graph, node_rows(graph, picture), relation_rows(graph))


def test_things_and_links_name_their_quotes_by_number(sketched: Sketched) -> None:
    graph = sketched("organisation/dsit PUBLISHES strategy/plan", publisher="DSIT", published_on=date(2025, 1, 13))

    block = block_of(graph)

    assert block == {
        "things": [
            {
                "id": "organisation/dsit", "spot": "organisation/dsit", "kind": "Organisation", "name": "Dsit", "aliases": [], "facts": [],
                "quotes": [0], "total": 1, "rule": "sample@1", "confidence": 100,
            },
            {
                "id": "strategy/plan", "spot": "strategy/plan", "kind": "Strategy", "name": "Plan", "aliases": [], "facts": [],
                "quotes": [1], "total": 1, "rule": "sample@1", "confidence": 100,
            },
        ],
        "links": [
            {
                "source": "organisation/dsit", "type": "PUBLISHES", "target": "strategy/plan", "phrase": "publishes",
                "quotes": [2], "total": 1, "rule": "sample@1", "confidence": 80,
            }
        ],
        "quotes": [("Dsit", 0, "", None), ("Plan", 0, "", None), ("organisation/dsit PUBLISHES strategy/plan", 0, "", None)],
        "sources": [("Sketch", "DSIT", "13 January 2025")],
    }  # fmt: skip


def test_a_quote_of_many_claims_is_held_once(sample: Subgraph) -> None:
    block = block_of(sample)

    quotes = block["quotes"]
    assert isinstance(quotes, list)
    assert len(quotes) == len(set(quotes))


def test_a_commitment_carries_what_the_filters_ask(sketched: Sketched) -> None:
    fields = {"strength": "aims to", "status": "in progress", "deadline": "by 2027", "deadline_latest": date(2027, 12, 31)}
    things = block_of(sketched("commitment/train", {"commitment/train": fields}))["things"]

    assert isinstance(things, list)
    assert {key: things[0][key] for key in ("strength", "status", "due")} == {
        "strength": "aims to",
        "status": "in progress",
        "due": "2027-12-31",
    }


def test_hidden_signs_are_written_out(sketched: Sketched) -> None:
    things = block_of(sketched("theme/x", {"theme/x": {"name": "safe\u202eexe", "aliases": ["a\u2066b"], "definition": "c\u202ed"}}))[
        "things"
    ]

    assert isinstance(things, list)
    assert (things[0]["name"], things[0]["aliases"]) == ("safe[U+202E]exe", ["a[U+2066]b"])
    assert ("Definition", "c[U+202E]d") in things[0]["facts"]
