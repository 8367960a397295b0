"""Documents of several governments and genres, annotated by ourselves: what is promised, by whom, until when, and what only sounds so."""

import importlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.judging import Judgement
from ingest.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus" / "commitments"


@pytest.fixture(scope="module")
def benchmark() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT))
    yield importlib.import_module("benchmarks.extraction")
    sys.path.remove(str(ROOT))


@pytest.fixture(scope="module")
def judgements(benchmark: ModuleType, vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory) -> list[Judgement]:
    results = benchmark.run(CORPUS, tmp_path_factory.mktemp("predictions"), vocabulary)
    return [benchmark.judge(result.prediction, result.gold) for result in results]


def total(judgements: list[Judgement], part: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for judgement in judgements:
        found.update(judgement.counts[part])
    return found


@pytest.mark.parametrize("part", ["commitments", "owners", "deadlines", "owners, all"])
def test_nearly_all_that_is_annotated_is_found_and_nearly_nothing_else(judgements: list[Judgement], part: str) -> None:
    counts = total(judgements, part)

    assert 2 * counts["right"] / (counts["found"] + counts["wanted"]) >= 0.95


def test_no_sentence_that_only_sounds_like_a_promise_is_taken_for_one(judgements: list[Judgement]) -> None:
    hits = [judgement.traps["hit"] for judgement in judgements]

    assert hits == [0] * len(list(CORPUS.glob("*.gold.json")))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.gold.json")), ids=lambda path: path.name)
def test_every_annotation_stands_at_its_place(benchmark: ModuleType, path: Path) -> None:
    document, gold = next((document, gold) for document, gold in benchmark.annotated(CORPUS) if gold == path)
    text = document.read_text(encoding="utf-8")

    for item in benchmark.json.loads(gold.read_text(encoding="utf-8"))["commitments"]:
        assert text[item["start"]] == item["text"][0]
        assert text[item["end"] - 1] == item["text"][-1]
