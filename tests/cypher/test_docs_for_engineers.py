"""Every statement of docs/engineers.md is run, and every kind of relationship is asked for."""

import re
from pathlib import Path

import pytest
from neo4j import Driver

from graph.adhoc.guard import judged
from graph.kinds import RELATIONSHIP_KINDS, type_of
from graph.reading import Reader
from graph.subgraph import Subgraph

PAGE = (Path(__file__).parents[2] / "docs" / "engineers.md").read_text("utf-8")
STATEMENTS = re.findall(r"```cypher\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("statement", STATEMENTS, ids=range(len(STATEMENTS)))
def test_a_statement_of_the_page_has_an_answer(driver: Driver, sample_graph: list[Subgraph], statement: str) -> None:
    with Reader(driver, "neo4j", 120).asking("Does it answer?") as asking:
        assert asking.records(statement, {})


@pytest.mark.parametrize("statement", STATEMENTS, ids=range(len(STATEMENTS)))
def test_a_statement_of_the_page_is_taken_from_users(statement: str) -> None:
    assert judged(statement, {})


def test_every_relationship_has_its_question() -> None:
    asked = {word for statement in STATEMENTS for word in re.findall(r"[A-Z_]{4,}", " ".join(re.findall(r"\[[^\]]*\]", statement)))}

    assert {type_of(kind) for kind in RELATIONSHIP_KINDS} | {"HAS_PASSAGE", "MENTIONS", "DESCRIBES"} <= asked
