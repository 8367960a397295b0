"""What the benchmark of conformance takes from what schemathesis writes."""

from collections import Counter
from pathlib import Path

import pytest

from api.app import create_app
from benchmarks.conformance import CUT, FINE, UNENDED, Said, groups, read


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("== No issues found in 31.50s ==", Said(100, 31.5, FINE)),
        ("== 1 warning in 31.50s ==", Said(100, 31.5, FINE)),
        ("== No issues found in 60.20s ==", Said(100, 60.2, CUT)),
        ("== 2 failures in 31.50s ==", Said(100, 31.5, "FAILED")),
        ("== 1 failure, 2 warnings in 60.20s ==", Said(100, 60.2, "FAILED")),
        ("== 1 error, 1 warning in 3.00s ==", Said(100, 3.0, "FAILED")),
        ("", Said(0, 0.0, UNENDED)),
    ],
)
def test_a_group_fails_unless_it_ended_without_a_fault(tmp_path: Path, last: str, said: Said) -> None:
    kept = tmp_path / "group.txt"
    kept.write_text(f"Test cases:\n  100 generated, 98 passed\n\n{last}\n", "utf-8")

    assert read(kept, minutes=1) == said


def test_every_address_is_asked_once_without_a_key_and_once_with_it() -> None:
    asked = Counter((group.who, path) for group in groups("key") for path in group.paths)

    assert asked == Counter((who, path) for who in ("without", "editor") for path in create_app().openapi()["paths"])
