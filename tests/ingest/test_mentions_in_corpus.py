"""Whole answers on whole documents: what we annotated ourselves of several countries and genres."""

import json
from pathlib import Path

import pytest

from ingest.documents import Metadata, RawDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.formats import format_for
from ingest.vocabulary import Vocabulary

CORPUS = Path(__file__).parent.parent / "corpus"
NAMES = sorted(path.name.removesuffix(".gold.json") for path in CORPUS.glob("*.gold.json"))
# What commitments already say, and what depends on the weight of words rather than on one sentence.
UNTOLD = frozenset({"ADDRESSES"})


def gold(name: str) -> dict[str, list[object]]:
    answer: dict[str, list[object]] = json.loads((CORPUS / f"{name}.gold.json").read_text("utf-8"))
    return answer


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def found(name: str, vocabulary: Vocabulary) -> Findings:
    about = Metadata.model_validate(json.loads((CORPUS / "meta.json").read_text("utf-8"))[f"{name}.md"])
    raw = RawDocument(f"{name}.md", f"/{name}.md", (CORPUS / f"{name}.md").read_bytes(), "text/markdown", about)
    return extract(format_for(raw).read(raw), vocabulary)


def named(found: Findings, kind: str) -> list[str]:
    return sorted(str(thing.fields["name"]) for thing in found.things if thing.kind == kind)


def test_exactly_the_annotated_organisations_are_found(name: str, found: Findings) -> None:
    assert named(found, "Organisation") == gold(name)["organisations"]


def test_exactly_the_annotated_strategies_are_found(name: str, found: Findings) -> None:
    assert named(found, "Strategy") == sorted(str(strategy) for strategy in gold(name)["strategies"])


def test_the_annotated_themes_are_among_those_found(name: str, found: Findings) -> None:
    assert set(map(str, gold(name)["themes"])) <= set(named(found, "Theme"))


def test_exactly_the_annotated_relations_are_found(name: str, found: Findings) -> None:
    names = {thing.id: thing.fields["name"] for thing in found.things}
    told = [relation for relation in found.relations if relation.type not in UNTOLD]
    stated = {(names[relation.source], relation.type, names[relation.target]) for relation in told}

    assert sorted(map(str, stated)) == sorted(str(tuple(relation)) for relation in gold(name)["relations"] if isinstance(relation, list))


def test_every_quote_stands_at_its_place_in_the_stored_text(name: str, found: Findings) -> None:
    text = (CORPUS / f"{name}.md").read_text("utf-8")

    for span in (*(mention.span for mention in found.mentions), *(relation.span for relation in found.relations)):
        start, end = span.stored
        assert text[start:end].strip()
        assert text[start] == span.text[0]
        assert text[end - 1] == span.text[-1]
