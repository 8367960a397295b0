"""Sources: what a user names is read by the connector for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.errors import SourceUnavailable
from ingest.connectors.fetching import Fetcher, Limits
from ingest.connectors.page_cache import PageCache
from ingest.connectors.sources import OpenSources
from ingest.documents import Skipped

if TYPE_CHECKING:
    from tests.ingest.conftest import Site


@pytest.fixture
def fetcher(tmp_path: Path) -> Iterator[Fetcher]:
    with Fetcher(PageCache(tmp_path / "pages"), Limits(tries=1, pace_s=0)) as fetcher:
        yield fetcher


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    root.mkdir()
    (root / "roads.md").write_text("# Roads")
    (root / "roads.csv").write_text("a,b")
    return root


def test_files_pages_and_lists_are_read_in_one_go(folder: Path, tmp_path: Path, site: "Site", fetcher: Fetcher) -> None:
    named, listed = site.add("/named", "<p>Plan</p>"), site.add("/listed", "<p>Plan</p>")
    (tmp_path / "list.txt").write_text(f"{listed}\n{named}\n")

    with OpenSources([named, str(folder), f"@{tmp_path / 'list.txt'}"], pages=tmp_path / "pages", fetcher=fetcher) as sources:
        found = [(document.location, isinstance(document, Skipped)) for document in sources.documents()]
        counted = sources.count()

    assert found == [(str(folder / "roads.csv"), False), (str(folder / "roads.md"), False), (named, False), (listed, False)]
    assert counted == 4


def test_patterns_are_for_folders(folder: Path, tmp_path: Path) -> None:
    with OpenSources([str(folder)], pages=tmp_path / "pages", only=["*.md"]) as sources:
        assert [document.name for document in sources.documents()] == ["roads.md"]


def test_what_is_gone_is_told_by_the_source_that_should_have_it(folder: Path, tmp_path: Path, site: "Site", fetcher: Fetcher) -> None:
    missing = site.address + "/missing"
    known = [str(folder / "old.md"), missing, "https://plans.example/other", str(folder / "roads.md")]

    with OpenSources([str(folder), missing], pages=tmp_path / "pages", fetcher=fetcher) as sources:
        found = {document.location for document in sources.documents()}
        gone = sources.gone(known, found)

    assert gone == tuple(sorted(known[:2]))


def test_a_folder_alone_touches_neither_net_nor_cache(folder: Path, tmp_path: Path) -> None:
    with OpenSources([str(folder)], pages=tmp_path / "pages") as sources:
        list(sources.documents())

    assert not (tmp_path / "pages").exists()


@pytest.mark.parametrize("name", ["nothing", "@nothing.txt"])
def test_a_source_that_does_not_exist_stops_all(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable):
        list(OpenSources([name], pages=tmp_path / "pages").documents())
