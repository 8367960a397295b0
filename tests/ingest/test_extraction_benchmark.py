"""The extraction benchmark: predictions in the annotations' shape, and a report of what is right and wrong."""

import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PLAN = "# Harbour Plan\n\nThe Home Office will publish a map by May 2033. This will help ships.\n\nWe will plant trees.\n"
GOLD = {
    "organisations": [{"name": "Home Office", "aliases": []}],
    "commitments": [
        {"text": "The Home Office will publish a map by May 2033.", "start": 16, "end": 63, "owner": "Home Office", "deadline": "2033-05"},
        {"text": "We will plant trees.", "start": 89, "end": 109, "owner": "Cabinet Office", "deadline": "2035", "optional": False},
        {"text": "Ships will pay a fee.", "start": 500, "end": 521, "owner": None, "deadline": None},
    ],
}


@pytest.fixture(scope="module")
def benchmark() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT))
    yield importlib.import_module("benchmarks.extraction")
    sys.path.remove(str(ROOT))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "plan.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (folder / "unread.md").write_text("We will not be read.", encoding="utf-8")
    meta = {"plan.md": {"title": "Harbour Plan", "publisher": "Department for Transport", "published": "2031-05-14", "kind": "strategy"}}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder


def run(benchmark: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["extraction.py", *arguments])
    benchmark.main()


def test_each_annotated_document_gets_its_predictions(
    benchmark: ModuleType, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(benchmark, monkeypatch, str(corpus), str(tmp_path / "out"))

    assert [path.name for path in sorted((tmp_path / "out").iterdir())] == ["plan.pred.json"]
    prediction = json.loads((tmp_path / "out" / "plan.pred.json").read_text(encoding="utf-8"))
    assert sorted(prediction) == ["commitments", "organisations", "relations", "strategies", "themes"]
    first, second = prediction["commitments"]
    assert {key: first[key] for key in ("text", "start", "end", "owner", "co_owners", "deadline")} == {
        "text": "The Home Office will publish a map by May 2033.",
        "start": 16,
        "end": 63,
        "owner": "Home Office",
        "co_owners": [],
        "deadline": "2033-05",
    }
    assert PLAN[second["start"] : second["end"]] == "We will plant trees."


def test_two_runs_write_the_same_bytes(benchmark: ModuleType, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(benchmark, monkeypatch, str(corpus), str(tmp_path / "one"))
    run(benchmark, monkeypatch, str(corpus), str(tmp_path / "two"))

    assert (tmp_path / "one" / "plan.pred.json").read_bytes() == (tmp_path / "two" / "plan.pred.json").read_bytes()


def test_the_report_names_parts_rules_and_errors(
    benchmark: ModuleType, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(benchmark, monkeypatch, str(corpus), str(tmp_path / "out"), "--gold")

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "commitments 1.000 0.667 0.800 2/2/3" in lines
    assert "owners 0.500 0.500 0.500 1/2/2" in lines
    assert "deadlines 1.000 0.500 0.667 1/1/2" in lines
    assert "clause: will 2 0 0 +0.8000" in lines
    assert "plan.md: missed: Ships will pay a fee." in lines
    assert "plan.md: owner 'Department for Transport', annotated 'Cabinet Office': We will plant trees." in lines
    assert "plan.md: deadline None, annotated '2035': We will plant trees." in lines


def test_each_document_left_out_shows_its_own_score_and_the_rules_met_nowhere_else(
    benchmark: ModuleType, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "other.md").write_text("## Actions\n\n- Publish a map of piers by May 2033\n", encoding="utf-8")
    found = {"text": "Publish a map of piers by May 2033", "start": 14, "end": 48, "owner": None, "deadline": "2033-05"}
    (corpus / "other.gold.json").write_text(json.dumps({"commitments": [found]}), encoding="utf-8")

    run(benchmark, monkeypatch, str(corpus), str(tmp_path / "out"), "--gold", "--leave-one-out")

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "other.md 1.000 0.800 actions: instruction (1/0)" in lines
    assert "plan.md 0.800 1.000 clause: will (2/0)" in lines
    assert "clause: will 1 0 0 -" in lines


def test_a_veto_is_told_by_the_traps_it_keeps_out_and_the_commitments_it_costs(
    benchmark: ModuleType, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = GOLD | {"traps": [{"text": "This will help ships.", "start": 64, "end": 85}]}
    (corpus / "plan.gold.json").write_text(json.dumps(gold), encoding="utf-8")

    run(benchmark, monkeypatch, str(corpus), str(tmp_path / "out"), "--gold")

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "predicted effect 1 0" in lines
    assert "traps fallen into: 0 of 1" in lines


def test_owners_are_also_counted_over_all_annotated_commitments(benchmark: ModuleType) -> None:
    found = {"text": "We will plant forty trees.", "start": 10, "end": 36, "owner": "Home Office"}
    missed = {"text": "Ofcom will test masts.", "start": 50, "end": 72, "owner": "Ofcom"}

    counts = benchmark.judge({"commitments": [found]}, {"commitments": [found, missed]}).counts

    assert counts["owners"] == Counter(right=1, found=1, wanted=1)
    assert counts["owners, all"] == Counter(right=1, found=1, wanted=2)


def test_a_trap_is_fallen_into_when_what_was_found_there_is_no_annotated_commitment(benchmark: ModuleType) -> None:
    item = {"text": "This will help ships.", "start": 10, "end": 31}

    judgement = benchmark.judge({"commitments": [item]}, {"traps": [item]})

    assert judgement.traps == Counter(annotated=1, hit=1)
    assert judgement.errors[-1] == "trap taken for a commitment: This will help ships."


def test_an_annotation_without_its_document_is_named(
    benchmark: ModuleType, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "lost.gold.json").write_text("{}", encoding="utf-8")

    run(benchmark, monkeypatch, str(corpus), str(tmp_path / "out"))

    assert capsys.readouterr().err == "lost.gold.json: there is no document beside it that a format reads; skipped.\n"


def judged(benchmark: ModuleType, found: Mapping[str, object], wanted: Mapping[str, object]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = benchmark.judge({"commitments": [found]}, {"commitments": [wanted]}).counts
    return counts


def test_a_commitment_is_recognised_by_its_words_or_its_place(benchmark: ModuleType) -> None:
    wanted = {"text": "We will plant forty trees.", "start": 10, "end": 36}

    assert judged(benchmark, {"text": "we will plant forty trees", "start": 900, "end": 926}, wanted)["commitments"]["right"] == 1
    assert judged(benchmark, {"text": "Trees!", "start": 12, "end": 30}, wanted)["commitments"]["right"] == 1
    assert judged(benchmark, {"text": "Trees!", "start": 900, "end": 906}, wanted)["commitments"]["right"] == 0


def test_a_part_found_counts_for_the_whole(benchmark: ModuleType) -> None:
    whole = {"text": "We will plant forty trees and water them and prune them.", "start": 10, "end": 66}
    part = {"text": "water them", "start": 40, "end": 50, "optional": True}

    counts = benchmark.judge({"commitments": [part]}, {"commitments": [whole, part]}).counts

    assert counts["commitments"] == Counter(right=1, found=1, wanted=1)


def test_what_is_optional_counts_neither_way(benchmark: ModuleType) -> None:
    item = {"text": "We will plant forty trees.", "start": 10, "end": 36}

    assert judged(benchmark, item, item | {"optional": True})["commitments"] == Counter()


def test_a_deadline_may_be_more_or_less_precise_than_annotated(benchmark: ModuleType) -> None:
    item = {"text": "We will plant forty trees.", "start": 10, "end": 36}

    right = [
        judged(benchmark, item | {"deadline": found}, item | {"deadline": wanted})["deadlines"]["right"]
        for found, wanted in [("2033", "2033-05"), ("2033-05-01", "2033-05"), ("2033-06", "2033-05"), ("2034", "2033")]
    ]
    assert right == [1, 1, 0, 0]


def test_a_co_owner_is_a_right_owner_and_aliases_are_one_name(benchmark: ModuleType) -> None:
    item = {"text": "We will plant forty trees.", "start": 10, "end": 36, "owner": "the HO"}
    wanted = item | {"owner": "Cabinet Office", "co_owners": ["Home Office"]}
    names = [{"name": "Home Office", "aliases": ["HO"]}]

    counts = benchmark.judge({"commitments": [item], "organisations": names}, {"commitments": [wanted]}).counts

    assert counts["owners"] == Counter(found=1, wanted=1, right=1)
