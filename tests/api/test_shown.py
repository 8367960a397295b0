"""What one demo leaves for the next."""

from pathlib import Path

import pytest

from api.shown import FILE, Shown, content_digest, keep, mark_of, recall
from graph.errors import OutputUnwritable


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    """What was shown, with its page in the folder."""
    page = tmp_path / "theme.html"
    page.write_text("<html>", "utf-8")
    kept = Shown(mark="a", found=(("themes", "1", "AI"),), commitments=(), pages={page.name: content_digest(page)})
    keep(kept, tmp_path)
    return kept


def test_what_was_shown_is_recalled_whole(shown: Shown, tmp_path: Path) -> None:
    assert recall(tmp_path, "a") == shown
    assert shown.paths(tmp_path) == [(tmp_path / "theme.html").resolve()]


def test_another_graph_or_program_is_shown_anew(shown: Shown, tmp_path: Path) -> None:
    assert recall(tmp_path, "b") is None


def test_a_page_that_was_changed_is_drawn_anew(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "theme.html").write_text("<html>mine", "utf-8")

    assert recall(tmp_path, "a") is None


def test_a_page_that_was_deleted_is_drawn_anew(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "theme.html").unlink()

    assert recall(tmp_path, "a") is None


@pytest.mark.parametrize("content", ["", "{}", '{"mark": 1}', "\0"])
def test_a_damaged_note_counts_for_nothing(shown: Shown, tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, "utf-8")

    assert recall(tmp_path, "a") is None


def test_without_a_note_there_is_nothing_to_recall(tmp_path: Path) -> None:
    assert recall(tmp_path, "a") is None


def test_the_mark_follows_the_version_of_the_graph() -> None:
    assert mark_of("one") == mark_of("one")
    assert mark_of("one") != mark_of("two")


def test_a_folder_that_cannot_take_the_note_is_named(shown: Shown, tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="missing"):
        keep(shown, tmp_path / "missing")
