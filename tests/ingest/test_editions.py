"""Editions: two files of the same strategy, and what the new one dropped, re-dated and reworded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver

from graph.places import places
from graph.store import GraphStore
from graph.writer import GraphWriter
from ingest.connectors import LocalFiles
from ingest.one_document import read_and_extract
from ingest.pipeline import ingest
from ingest.vocabulary import Vocabulary

Ask = Callable[..., list[dict[str, object]]]
STRATEGY = "strategy/harbour-safety-strategy"
FIRST = """---
title: Harbour Safety Strategy
publisher: Department for Transport
date: 2031-05-14
document_type: strategy
---

# Harbour Safety Strategy

## Actions

Action 1: The Department for Transport will light all harbours by March 2033.

Action 2: The Department for Transport will train 200 harbour masters.

The Department for Transport will publish a harbour map by 2034.

The Department for Transport will open a fog signal museum.

The Department for Transport will inspect every pier each year.
"""
SECOND = """---
title: Harbour Safety Strategy
publisher: Department for Transport
date: 2033-02-01
document_type: strategy
---

# Harbour Safety Strategy

## Actions

Action 1: The Department for Transport will light all harbours by December 2036.

Action 2: The Department for Transport will support harbour masters with training.

The Department for Transport will publish a harbour map.

The Department for Transport will inspect every pier each year.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.md").write_text(FIRST)
    (tmp_path / "second.md").write_text(SECOND)
    return tmp_path


@pytest.fixture
def ask(folder: Path, vocabulary: Vocabulary, empty_database: Driver) -> Ask:
    """Asks a question about the strategy, once both of its editions are in the graph."""
    ingest(LocalFiles([folder]), vocabulary, GraphWriter(empty_database))
    store = GraphStore(empty_database)

    def rows(name: str, *columns: str, strategy: str = STRATEGY) -> list[dict[str, object]]:
        return [{column: row[column] for column in columns or row} for row in store.run(name, {"strategy": strategy}).rows or ()]

    return rows


def test_a_strategy_itself_is_an_edition_and_what_reports_on_it_is_none(folder: Path, vocabulary: Vocabulary) -> None:
    (folder / "news.md").write_text(FIRST.replace("document_type: strategy", "document_type: news"))

    editions = []
    for document in LocalFiles([folder]).documents():
        graph = read_and_extract(document, vocabulary)  # type: ignore[arg-type]  # All three can be read.
        editions.append((document.name, graph.document.edition_of))

    assert editions == [("first.md", STRATEGY), ("news.md", None), ("second.md", STRATEGY)]


def test_editions_come_in_the_order_of_their_days(ask: Ask, folder: Path) -> None:
    found = ask("editions_of", "title", "strategy", "published_on", "uri", "commitments")

    assert [(row["title"], row["strategy"], str(row["published_on"]), row["commitments"]) for row in found] == [
        ("Harbour Safety Strategy", STRATEGY, "2031-05-14", 5),
        ("Harbour Safety Strategy", STRATEGY, "2033-02-01", 4),
    ]
    assert [row["uri"] for row in found] == ["first.md", "second.md"]


def test_what_the_new_edition_leaves_out_is_dropped(ask: Ask) -> None:
    (row,) = ask("dropped_between_editions", "text", "deadline", "evidence")

    assert (row["text"], row["deadline"]) == ("The Department for Transport will open a fog signal museum.", None)
    assert len(row["evidence"]) == 1  # type: ignore[arg-type]


def test_what_the_new_edition_puts_off_or_leaves_undated_is_redated(ask: Ask) -> None:
    found = ask("redated_between_editions", "text", "deadline", "later_deadline", "matched_by")

    assert {
        (str(row["text"]).removeprefix("The Department for Transport will "), row["deadline"], row["later_deadline"], row["matched_by"])
        for row in found
    } == {
        ("light all harbours by March 2033.", "by March 2033", "by December 2036", "same words but for the date"),
        ("publish a harbour map by 2034.", "by 2034", None, "same words but for the date"),
    }


def test_what_the_new_edition_says_otherwise_under_its_number_is_reworded(ask: Ask) -> None:
    (row,) = ask("reworded_between_editions", "number", "text", "later_text")

    assert "200 harbour masters" in str(row["text"])
    assert "with training" in str(row["later_text"])


def test_an_edition_that_is_forgotten_takes_its_comparison_with_it(ask: Ask, empty_database: Driver) -> None:
    (later,) = (place.id for place in places(empty_database) if str(place.published_on) == "2033-02-01")

    GraphWriter(empty_database).forget(later)

    assert [len(ask(name)) for name in ("editions_of", "dropped_between_editions", "redated_between_editions")] == [1, 0, 0]
