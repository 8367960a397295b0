"""The files in cypher/: how Python finds them, and what each has to hold."""

import re
from pathlib import Path

import pytest

import cypher

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT / "cypher").as_posix().removesuffix(".cypher") for path in (ROOT / "cypher").rglob("*.cypher"))
WRITING = re.compile(r"\b(CREATE|MERGE|SET|REMOVE|DELETE|DROP|LOAD\s+CSV|FOREACH)\b", re.IGNORECASE)
READING_FOLDERS = ("explore", "read", "integrity")


def plain(name: str) -> str:
    """A statement without its strings and comments."""
    return re.sub(r"//[^\n]*|'[^']*'|\"[^\"]*\"", " ", cypher.statement(name))


def test_a_statement_comes_without_its_header() -> None:
    assert cypher.source("write/finished").startswith("// Marks documents as fully there.\n// ---\n")
    assert cypher.statement("write/finished").startswith("UNWIND $rows AS row\n")


def test_a_file_that_is_not_there_is_said_so() -> None:
    with pytest.raises(FileNotFoundError):
        cypher.statement("write/nothing")


def test_names_of_a_folder_are_sorted_and_without_ending() -> None:
    found = cypher.names("integrity")

    assert found == sorted(found)
    assert "integrity/documents" in found
    assert [name for name in found if name.endswith(".cypher")] == []


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_what_it_does_and_holds_a_statement(name: str) -> None:
    assert cypher.source(name).startswith("//")
    assert cypher.statement(name).strip() != ""


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith(READING_FOLDERS)])
def test_what_reads_holds_no_word_that_writes(name: str) -> None:
    assert WRITING.findall(plain(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_no_file_asks_for_the_ids_that_neo4j_gives_again(name: str) -> None:
    assert re.findall(r"(?<![\w.])id\(", plain(name)) == []


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("write/")])
def test_a_statement_that_writes_is_used_somewhere(name: str) -> None:
    python = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "graph").glob("*.py"))
    stem = name.removeprefix("write/")

    assert "/" in stem or f'"{stem}"' in python or f'"{name}"' in python
