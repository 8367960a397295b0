"""What the user names, handed to the connector that can read it."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from ingest.connectors.addresses import is_web_address, web_address
from ingest.connectors.fetching import Fetcher
from ingest.connectors.govuk import GovUk, is_govuk_address
from ingest.connectors.local_files import LocalFiles
from ingest.connectors.page_cache import PageCache
from ingest.connectors.patterns import Patterns
from ingest.connectors.web_pages import WebPages, addresses_in
from ingest.documents import Connector, RawDocument, Skipped

LIST_MARK = "@"


class Sources:
    """Several sources, read one after the other; a connector itself."""

    def __init__(self, sources: Sequence[Connector]) -> None:
        self._sources = sources

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The documents of all sources.

        Raises:
            SourceUnavailable: one of the sources cannot be had at all.
        """
        for source in self._sources:
            yield from source.documents()

    def count(self) -> int:
        """How many documents there are in all, as far as is known by now."""
        return sum(source.count() for source in self._sources)

    def gone(self, known: Collection[str], found: Collection[str]) -> tuple[str, ...]:
        """Of the places in `known`, those that one of the sources should have and has not, sorted."""
        return tuple(sorted({place for source in self._sources for place in source.gone(known, found)}))


class OpenSources(Sources):
    """The sources that a user names: paths, web addresses, and '@' before a file that lists addresses.

    To be used in a `with`, which closes connections at the end.
    """

    def __init__(self, names: Sequence[str], *, pages: Path, only: Sequence[str] = (), fetcher: Fetcher | None = None) -> None:
        """Sorts the names by the connector for each; opens nothing but the lists.

        Args:
            names: as the user wrote them.
            pages: folder in which fetched pages are kept.
            only: patterns for the files in folders, see `Patterns`.
            fetcher: another than one with the usual limits.

        Raises:
            SourceUnavailable: a list of addresses cannot be read.
        """
        self._open = ExitStack()
        lists = [addresses_in(Path(name.removeprefix(LIST_MARK))) for name in names if name.startswith(LIST_MARK)]
        listed = [address for addresses in lists for address in addresses]
        named = [name for name in names if is_web_address(name)]
        paths = [Path(name) for name in names if not name.startswith(LIST_MARK) and not is_web_address(name)]
        sources: list[Connector] = [LocalFiles(paths, Patterns(only))] if paths else []
        if named or listed:
            cache = PageCache(pages)
            sources += _of_the_web(fetcher or self._open.enter_context(Fetcher(cache)), cache, named, listed)
        super().__init__(sources)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()


def _of_the_web(fetcher: Fetcher, cache: PageCache, named: Sequence[str], listed: Sequence[str]) -> list[Connector]:
    plain = {text: web_address(text) for text in (*named, *listed)}
    # The API is offered to programs, so that robots.txt, which is about pages, says nothing of it.
    of_govuk = [url for url in plain.values() if isinstance(url, str) and is_govuk_address(url)]
    others = [text for text, url in plain.items() if url not in of_govuk]
    pages = WebPages(fetcher, cache, [text for text in named if text in others], [text for text in listed if text in others])
    sources: list[Connector] = [GovUk(fetcher, cache, of_govuk)] if of_govuk else []
    return [*sources, pages] if others else sources
