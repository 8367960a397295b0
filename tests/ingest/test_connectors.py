"""Local files: what is found, in which order, and what is said about the rest."""

import json
import os
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import pytest

from graph.errors import SourceUnavailable
from ingest.connectors import CONNECTORS, LocalFiles
from ingest.connectors import local_files as module
from ingest.documents import Metadata, RawDocument, Skipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    (root / "north").mkdir(parents=True)
    (root / "roads.md").write_text("# Roads")
    (root / "bridges.txt").write_text("Bridges")
    (root / "north" / "tolls.csv").write_text("key,name")
    return root


def found(*paths: Path) -> list[tuple[str, str]]:
    return [(entry.name, entry.problem.code if isinstance(entry, Skipped) else entry.media_type) for entry in LocalFiles(paths).documents()]


FILES = [("bridges.txt", "text/plain"), ("north/tolls.csv", "text/csv"), ("roads.md", "text/markdown")]


def test_a_folder_is_read_with_all_below_it_in_order(folder: Path) -> None:
    assert found(folder) == FILES
    assert LocalFiles([folder]).count() == 3


def test_a_single_file_goes_by_its_own_name(folder: Path) -> None:
    (document,) = LocalFiles([folder / "north" / "tolls.csv"]).documents()

    assert isinstance(document, RawDocument)
    assert (document.name, document.location, document.content) == ("tolls.csv", str(folder / "north" / "tolls.csv"), b"key,name")


def test_a_file_named_twice_is_one_document(folder: Path) -> None:
    assert found(folder, folder / "roads.md", folder) == FILES


def test_hidden_files_sidecars_and_annotations_are_passed_over(folder: Path) -> None:
    for name in (".hidden.md", "roads.gold.json"):
        (folder / name).write_text("x")
    (folder / "meta.json").write_text("{}")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text("x")

    assert found(folder) == FILES


def test_a_kind_of_file_without_reader_is_reported(folder: Path) -> None:
    (folder / "annex.odt").write_bytes(b"%PDF")
    (folder / "notes").write_text("x")

    assert found(folder) == [("annex.odt", "no-reader"), *FILES[:2], ("notes", "no-reader"), FILES[2]]


def test_the_sidecar_of_each_folder_is_used(folder: Path) -> None:
    (folder / "north" / "meta.json").write_text(json.dumps({"tolls.csv": {"title": "Tolls", "colour": "red"}}))

    document = list(LocalFiles([folder]).documents())[1]

    assert isinstance(document, RawDocument)
    assert (document.metadata, [problem.code for problem in document.problems]) == (Metadata(title="Tolls"), ["metadata-unknown"])


def test_a_broken_sidecar_keeps_no_document_out(folder: Path) -> None:
    (folder / "meta.json").write_text("{")

    assert found(folder) == [("meta.json", "metadata-invalid"), *FILES]
    assert found(folder / "roads.md") == [("meta.json", "metadata-invalid"), FILES[2]]


def test_links_are_followed_only_inside_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (folder / "a-copy.md").symlink_to(folder / "roads.md")
    (folder / "b-secret.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "b-nowhere.txt").symlink_to(tmp_path / "nothing")
    (folder / "b-loop").symlink_to(folder)

    assert found(folder) == [
        ("a-copy.md", "text/markdown"),
        ("b-loop", "link-outside"),
        ("b-nowhere.txt", "link-outside"),
        ("b-secret.txt", "link-outside"),
        *FILES,
    ]


def test_a_pipe_is_reported_and_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")

    assert found(folder) == [*FILES[:2], ("pipe.txt", "not-a-file"), FILES[2]]


def test_a_file_that_cannot_be_opened_stops_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path.name == "bridges.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refuse)

    assert found(folder) == [("bridges.txt", "unreadable"), *FILES[1:]]


def test_a_folder_that_cannot_be_opened_stops_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "north":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)

    assert found(folder) == [FILES[0], ("north", "unreadable"), FILES[2]]


def test_a_file_too_big_is_reported_and_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BIGGEST_BYTES", 7)

    assert found(folder) == [FILES[0], ("north/tolls.csv", "too-big"), FILES[2]]


def test_a_name_that_is_not_unicode_is_reported(folder: Path) -> None:
    try:
        (folder / os.fsdecode(b"caf\xe9.md")).write_text("x")
    except OSError:
        return  # This file system keeps such names out by itself.

    assert found(folder) == [FILES[0], ("caf\\udce9.md", "file-name"), *FILES[1:]]


def test_a_path_that_does_not_exist_stops_all(folder: Path) -> None:
    with pytest.raises(SourceUnavailable) as caught:
        list(LocalFiles([folder, folder / "nothing"]).documents())

    assert caught.value.exit_code == 2


def test_what_is_gone_from_a_folder_is_known_by_its_place(folder: Path) -> None:
    known = [str(folder / "old.md"), str(folder / "roads.md"), "/elsewhere/plan.md", "https://plans.example/old.md"]

    assert LocalFiles([folder]).gone(known, {str(folder / "roads.md")}) == (str(folder / "old.md"),)


def test_a_file_named_alone_says_nothing_about_its_neighbours(folder: Path) -> None:
    assert LocalFiles([folder / "roads.md"]).gone([str(folder / "old.md")], set()) == ()


def test_files_are_a_registered_source() -> None:
    assert CONNECTORS["files"] is LocalFiles


@contextmanager
def nested(folder: Path, name: str, depth: int) -> Iterator[None]:
    """Folders in folders; made and taken away step by step, for no call takes so long a path and no sweep of a test run goes so deep."""
    with chdir(folder):
        for _ in range(depth):
            Path(name).mkdir()
            os.chdir(name)
        Path("plan.md").write_text("We will repair every bridge.")
        deepest = os.open(".", os.O_RDONLY)
    try:
        yield
    finally:
        with chdir(deepest):
            os.close(deepest)
            Path("plan.md").unlink()
            for _ in range(depth):
                os.chdir("..")
                Path(name).rmdir()


def test_folders_nest_deeper_than_calls_do(tmp_path: Path) -> None:
    with nested(tmp_path, "a", 1500):
        assert found(tmp_path) == [("a/" * 1500 + "plan.md", "text/markdown")]


def test_a_path_that_is_too_long_is_told(folder: Path) -> None:
    with nested(folder, "n" * 200, 25):
        entries = found(folder)

    assert entries[:1] + entries[2:] == [FILES[0], *FILES[1:]]
    assert entries[1][1] == "unreadable"


def test_a_name_that_is_too_long_is_no_file() -> None:
    with pytest.raises(SourceUnavailable):
        found(Path("n" * 5000))


@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "huge"])
def test_a_sidecar_that_is_no_file_is_told_and_not_opened(folder: Path, kind: str) -> None:
    sidecar = folder / "meta.json"
    if kind == "folder":
        sidecar.mkdir()
    elif kind == "link":
        sidecar.symlink_to(folder / "roads.md")
    elif kind == "pipe":
        os.mkfifo(sidecar)
    else:
        with sidecar.open("wb") as file:
            file.truncate(3_000_000_000)

    assert found(folder) == [("meta.json", "metadata-invalid"), *FILES]
