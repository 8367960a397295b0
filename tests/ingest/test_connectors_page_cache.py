"""The kept pages: whole or not at all, and only for their user."""

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FolderUnusable
from ingest.connectors.page_cache import Page, PageCache

URL = "https://plans.example/harbour"
PAGE = Page(URL, b"<p>Plan</p>\nand more", "text/html", 1_700_000_000.5, '"1"', "Sat, 14 Mar 2026 09:00:00 GMT", 1_700_000_100.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "pages"


def test_a_page_comes_back_as_it_was(folder: Path) -> None:
    PageCache(folder).put(URL, PAGE)

    assert PageCache(folder).get(URL) == PAGE
    assert PageCache(folder).get(URL + "/other") is None


@given(content=st.binary(), etag=st.text(st.characters(codec="utf-8")))
def test_any_bytes_come_back(content: bytes, etag: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    cache, page = PageCache(tmp_path_factory.mktemp("pages")), Page(URL, content, "text/html", 1.0, etag)

    cache.put(URL, page)

    assert cache.get(URL) == page


@pytest.mark.parametrize(
    "damage", [lambda kept: kept[:-3], lambda kept: b"", lambda kept: kept.replace(b"Plan", b"Pl4n"), lambda kept: b"[]\n" + kept]
)
def test_a_damaged_page_counts_as_none(damage: Callable[[bytes], bytes], folder: Path) -> None:
    PageCache(folder).put(URL, PAGE)
    (path,) = folder.glob("*.page")
    path.write_bytes(damage(path.read_bytes()))

    assert PageCache(folder).get(URL) is None


def test_pages_are_kept_for_their_user_alone(folder: Path) -> None:
    PageCache(folder).put(URL, PAGE)

    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())} == {0o700, 0o600}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(FolderUnusable):
        PageCache(tmp_path / "file" / "pages").put(URL, PAGE)


def test_pages_long_not_asked_for_are_thrown_away(folder: Path) -> None:
    cache = PageCache(folder)
    cache.put(URL, PAGE)
    cache.put(URL + "/new", PAGE)
    (old,) = (path for path in folder.glob("*.page") if path == cache._path(URL))
    os.utime(old, (1, 1))

    cache.prune()

    assert (cache.get(URL), cache.get(URL + "/new")) == (None, PAGE)


def test_an_interrupted_run_of_the_same_addresses_is_gone_on_with(folder: Path) -> None:
    cache = PageCache(folder)
    with pytest.raises(KeyboardInterrupt), cache.run([URL]) as began:
        raise KeyboardInterrupt

    with cache.run([URL]) as again, cache.run([URL, URL]) as other:
        assert (again == began, other == began) == (True, False)


def test_a_run_interrupted_long_ago_is_begun_anew(folder: Path) -> None:
    cache = PageCache(folder)
    with pytest.raises(KeyboardInterrupt), cache.run([URL]):
        raise KeyboardInterrupt
    (mark,) = folder.glob("*.run")
    mark.write_text("1000000000.0")

    with cache.run([URL]) as began:
        assert time.time() - began < 60


def test_a_run_leaves_no_mark_when_it_is_done(folder: Path) -> None:
    with PageCache(folder).run([URL]):
        assert len(list(folder.glob("*.run"))) == 1

    assert list(folder.iterdir()) == []
