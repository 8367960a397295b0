"""Patterns: which files of a folder are read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.connectors import LocalFiles
from ingest.connectors.patterns import Patterns

FILES = ["plan.md", "plan.pdf", "drafts/plan.md", "drafts/old/plan.txt", "north/annex.csv", "north/drafts/annex.md", "north/plan[1].md"]


@pytest.mark.parametrize(
    ("patterns", "taken"),
    [
        ([], FILES),
        (["*.md"], ["plan.md", "drafts/plan.md", "north/drafts/annex.md", "north/plan[1].md"]),
        (["/*.md"], ["plan.md"]),
        (["*.md", "*.csv"], ["plan.md", "drafts/plan.md", "north/annex.csv", "north/drafts/annex.md", "north/plan[1].md"]),
        (["drafts"], ["drafts/plan.md", "drafts/old/plan.txt", "north/drafts/annex.md"]),
        (["drafts/"], ["drafts/plan.md", "drafts/old/plan.txt", "north/drafts/annex.md"]),
        (["/drafts/"], ["drafts/plan.md", "drafts/old/plan.txt"]),
        (["drafts/*"], ["drafts/plan.md", "drafts/old/plan.txt"]),
        (["drafts/**/*.txt"], ["drafts/old/plan.txt"]),
        (["**/drafts/*.md"], ["drafts/plan.md", "north/drafts/annex.md"]),
        (["!drafts/"], ["plan.md", "plan.pdf", "north/annex.csv", "north/plan[1].md"]),
        (["!*.md", "!*.pdf"], ["drafts/old/plan.txt", "north/annex.csv"]),
        (["*.md", "!drafts/"], ["plan.md", "north/plan[1].md"]),
        (["!drafts/", "drafts/old/"], ["drafts/old/plan.txt"]),
        (["plan.???"], ["plan.pdf", "drafts/old/plan.txt"]),
        (["plan.[mp]d*"], ["plan.md", "plan.pdf", "drafts/plan.md"]),
        (["plan.[!m]*"], ["plan.pdf", "drafts/old/plan.txt"]),
        (["plan[[]1].md"], ["north/plan[1].md"]),
        (["plan[1.md"], []),
        (["nor*"], ["north/annex.csv", "north/drafts/annex.md", "north/plan[1].md"]),
        (["PLAN.md"], []),
        (["", "!", "/"], FILES),
    ],
)
def test_the_last_pattern_that_fits_decides(patterns: list[str], taken: list[str]) -> None:
    assert [path for path in FILES if Patterns(patterns).takes(path)] == taken


@given(patterns=st.lists(st.text(alphabet="ab*?[]!/.", max_size=8), max_size=3), path=st.sampled_from(FILES))
def test_no_folder_is_passed_over_that_holds_a_wanted_file(patterns: list[str], path: str) -> None:
    only = Patterns(patterns)
    above = [parent.as_posix() for parent in Path(path).parents if parent.name]

    assert not only.takes(path) or all(only.may_hold(folder) for folder in above)


def test_a_folder_that_is_left_out_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    opened: list[str] = []
    listed = Path.iterdir

    def note(path: Path) -> Iterator[Path]:
        opened.append(path.name)
        return iter(listed(path))

    monkeypatch.setattr(Path, "iterdir", note)

    names = [found.name for found in LocalFiles([tmp_path], Patterns(["!drafts/", "!*.pdf"])).documents()]

    assert names == ["north/annex.csv", "north/plan[1].md", "plan.md"]
    assert opened == [tmp_path.name, "north"]


def test_a_file_named_by_itself_is_read_whatever_the_patterns(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("x")

    assert [found.name for found in LocalFiles([tmp_path / "plan.md"], Patterns(["*.csv"])).documents()] == ["plan.md"]


def test_what_the_patterns_leave_out_is_not_gone(tmp_path: Path) -> None:
    known = [str(tmp_path / "old.md"), str(tmp_path / "old.csv")]

    assert LocalFiles([tmp_path], Patterns(["*.md"])).gone(known, set()) == (known[0],)


def test_only_what_is_wanted_is_counted(tmp_path: Path) -> None:
    for name in ("a.md", "b.csv"):
        (tmp_path / name).write_text("x")

    assert LocalFiles([tmp_path], Patterns(["*.md"])).count() == 1
