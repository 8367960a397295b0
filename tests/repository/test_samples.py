"""The samples that ship: several formats, each with metadata, none taken from elsewhere."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "ingest" / "samples"


def documents() -> list[Path]:
    return sorted(path for path in SAMPLES.iterdir() if path.name not in {"meta.json", "__init__.py", "__pycache__"})


def test_there_are_ten_or_more_in_four_formats() -> None:
    assert len(documents()) >= 10
    assert {path.suffix for path in documents()} == {".md", ".txt", ".html", ".csv"}


def test_each_is_described_by_the_sidecar_or_its_front_matter() -> None:
    described = set(json.loads((SAMPLES / "meta.json").read_text(encoding="utf-8")))
    own = {path.name for path in documents() if path.read_text(encoding="utf-8").startswith("---\n")}

    assert {path.name for path in documents()} == described | own


def test_each_says_that_it_is_ours() -> None:
    metadata = json.loads((SAMPLES / "meta.json").read_text(encoding="utf-8"))

    assert {(entry["publisher"], entry["licence"]) for entry in metadata.values()} == {("policygraph samples", "Apache-2.0")}
