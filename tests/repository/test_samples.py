"""The samples that ship: several formats, each with metadata, none taken from elsewhere."""

import csv
import json
from pathlib import Path

from ingest.vocabulary.loader import load_vocabulary

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


def test_the_theme_scheme_is_a_part_of_the_vocabulary() -> None:
    with (SAMPLES / "policy-themes.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["concept"]: (row["definition"], row["broader"]) for row in csv.DictReader(file)}
    themes = load_vocabulary().themes_by_id
    known = {theme.name: (theme.definition, themes[theme.broader[0]].name if theme.broader else "") for theme in themes.values()}

    assert listed == {name: known[name] for name in listed}
    assert {broader for _, broader in listed.values()} - {""} <= listed.keys()
