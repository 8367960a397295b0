"""Pages of the web, by their addresses."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from httpx2 import URL

from graph.errors import SourceUnavailable
from ingest.connectors.addresses import web_address
from ingest.connectors.answers import FetchFailed, charset_of, media_type_of_answer
from ingest.connectors.fetching import Fetcher
from ingest.connectors.page_cache import Page, PageCache
from ingest.connectors.robots import Robots, robots_of
from ingest.documents import Metadata, Problem, RawDocument, Skipped

# Types of text that say nothing of their encoding themselves, or that we may tell it in UTF-8.
TEXTS = ("text/", "application/json", "application/yaml")


class WebPages:
    """Reads the pages at some addresses; follows no links in them.

    Pages named in a list are fetched only where robots.txt lets programs do
    so; one that a person names by itself is that person's own visit.
    """

    def __init__(self, fetcher: Fetcher, cache: PageCache, named: Sequence[str], listed: Sequence[str] = ()) -> None:
        self._fetcher = fetcher
        self._cache = cache
        self._named = frozenset(named)
        self._addresses = tuple(dict.fromkeys((*named, *listed)))
        self._robots: dict[str, Robots] = {}
        self._gone: set[str] = set()

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The pages in the order they were named, and in their place those that cannot be had.

        Raises:
            FolderUnusable: the cache cannot be written.
        """
        with self._cache.run(self._addresses) as since:
            for text in self._addresses:
                yield self._document(text, since)
        self._cache.prune()

    def count(self) -> int:
        """How many addresses there are."""
        return len(self._addresses)

    def gone(self, known: Collection[str], found: Collection[str]) -> tuple[str, ...]:  # noqa: ARG002 - a page that failed is among them
        """Of the places in `known`, those where the server says there is no page any more, sorted."""
        return tuple(sorted(self._gone & set(known)))

    def _document(self, text: str, since: float) -> RawDocument | Skipped:
        url = web_address(text)
        if isinstance(url, Problem):
            return Skipped(text, text, url, failed=True)
        try:
            refused = None if text in self._named else self._rules(url).refuses(url)
            if refused:
                return Skipped(name_of(url), url, refused)
            return document_of(url, self._fetcher.get(url, since=since))
        except FetchFailed as error:
            if error.gone:
                self._gone.add(url)
            return Skipped(name_of(url), url, error.reason, failed=True)

    def _rules(self, url: str) -> Robots:
        site = str(URL(url).copy_with(path="/", query=None))
        if site not in self._robots:
            self._robots[site] = robots_of(url, self._fetcher)
        return self._robots[site]


def document_of(
    url: str, page: Page, *, metadata: Metadata | None = None, media_type: str | None = None, problems: tuple[Problem, ...] = ()
) -> RawDocument | Skipped:
    """The document that a page is.

    Args:
        url: the address that was asked for, which identifies it.
        page: the answer.
        metadata: what is known of it beside; where it says no address, the page's own is taken.
        media_type: its sort, when that is known better than from the answer.
        problems: what is wrong with it already.
    """
    known = media_type or media_type_of_answer(page.content_type, page.url, page.content)
    if isinstance(known, Problem):
        return Skipped(name_of(url), url, known, failed=known.code != "no-reader")
    about = metadata or Metadata()
    about = about.model_copy(update={"uri": about.uri or page.url})
    retrieved_on = datetime.fromtimestamp(page.fetched_at, UTC).date()
    return RawDocument(name_of(url), url, _in_utf8(page, known), known, about, problems, retrieved_on)


def name_of(url: str) -> str:
    """How a page is called in reports: its address without the scheme."""
    return url.partition("://")[2].rstrip("/")


def addresses_in(path: Path) -> list[str]:
    """The addresses in a text file, one on a line; empty lines and lines that begin with '#' count for nothing.

    Raises:
        SourceUnavailable: the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceUnavailable(str(path), reason=reason, fix="Name a text file in UTF-8 with an address on each line.") from error
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _in_utf8(page: Page, media_type: str) -> bytes:
    """The bytes of a text in UTF-8, which every format tries first, when the server names another encoding."""
    charset = charset_of(page.content_type)
    if charset is None or not media_type.startswith(TEXTS):
        return page.content
    try:
        return page.content.decode(charset).encode()
    except (LookupError, UnicodeError):
        # The server is wrong: the format finds out what it is, and says when it had to guess.
        return page.content
