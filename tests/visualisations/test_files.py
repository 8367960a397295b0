"""A page is put in place whole, or not at all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import OutputUnwritable
from visualisations.files import file_name, write_page


def test_a_page_is_written_as_utf_8_with_unix_lines(tmp_path: Path) -> None:
    written = write_page("Ŵyn\n", tmp_path / "page.html")

    assert (written, written.read_bytes()) == ((tmp_path / "page.html").resolve(), b"\xc5\xb4yn\n")


def test_an_older_page_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old")

    write_page("new", tmp_path / "page.html")

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"page.html": "new"}


def test_others_may_read_the_page(tmp_path: Path) -> None:
    # Windows knows no permissions for others and shows all as given.
    expected = 0o666 if sys.platform == "win32" else 0o644

    assert write_page("x", tmp_path / "page.html").stat().st_mode & 0o777 == expected


def test_a_missing_folder_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="cannot be written: No such file or directory"):
        write_page("x", tmp_path / "nowhere" / "page.html")


def test_a_folder_in_the_place_of_the_page_stays_and_no_draft_is_left(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()

    with pytest.raises(OutputUnwritable):
        write_page("x", tmp_path / "page.html")

    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    ("view", "subjects", "name"),
    [
        ("connections", (), "connections.html"),
        ("theme", ("theme/data",), "theme-data.html"),
        ("connections", ("organisation/a", "organisation/b"), "connections-a-b.html"),
    ],
)
def test_a_page_is_named_after_its_question(view: str, subjects: tuple[str, ...], name: str) -> None:
    assert file_name(view, subjects) == name


def test_a_name_never_grows_too_long_for_a_file() -> None:
    assert len(file_name("connections", tuple(f"organisation/{number}-of-a-long-name" for number in range(90)))) <= 90


@contextmanager
def files_of_at_most(size_bytes: int) -> Iterator[None]:
    """No file may grow beyond this size, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="Windows knows no limits of a process.")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_older_page_and_no_draft(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old")

    with pytest.raises(OutputUnwritable, match=r"page.html' cannot be written: File too large"), files_of_at_most(1_000):
        write_page("x" * 100_000, tmp_path / "page.html")

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"page.html": "old"}


def test_a_name_too_long_for_the_disk_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="cannot be written: File name too long"):
        write_page("x", tmp_path / f"{'x' * 300}.html")

    assert list(tmp_path.iterdir()) == []
