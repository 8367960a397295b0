"""GOV.UK's content and organisations APIs, and other sites that speak them.

Source: docs.publishing.service.gov.uk/repos/content-store and .../repos/collections/api.html
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from httpx2 import URL

from ingest.connectors.addresses import web_address
from ingest.connectors.answers import TRY_LATER, FetchFailed
from ingest.connectors.fetching import Fetcher
from ingest.connectors.organisation_pages import organisation_register
from ingest.connectors.page_cache import Page, PageCache
from ingest.connectors.web_pages import WebPages, document_of, name_of
from ingest.documents import Metadata, Problem, RawDocument, Skipped
from ingest.formats import FORMATS

HOST = "www.gov.uk"
CONTENT = "/api/content/"
ORGANISATIONS = "/api/organisations"
JSON = "application/json"
# A collection of statistics can have hundreds of files; who wants them all names them.
MOST_ATTACHED = 50


def is_govuk_address(url: str) -> bool:
    """Whether an address is one of these APIs, or a page of www.gov.uk, which its content API knows better."""
    parsed = URL(url)
    of_api = parsed.path.startswith(CONTENT) or parsed.path.rstrip("/") == ORGANISATIONS
    return of_api or (parsed.host == HOST and not parsed.path.startswith("/api/") and not PurePosixPath(parsed.path).suffix)


class GovUk:
    """Reads content items with the documents attached to them, and the register of organisations."""

    def __init__(self, fetcher: Fetcher, cache: PageCache, addresses: Sequence[str]) -> None:
        self._fetcher = fetcher
        self._cache = cache
        self._addresses = tuple(dict.fromkeys(addresses))
        self._found: set[str] = set()
        self._gone: set[str] = set()

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The items in the order they were named, each followed by the documents attached to it.

        Raises:
            FolderUnusable: the cache cannot be written.
        """
        with self._cache.run(self._addresses) as since:
            for url in self._addresses:
                yield from self._once(self._at(url, since))

    def count(self) -> int:
        """How many addresses there are; what is attached to their items comes to light with them."""
        return len(self._addresses)

    def gone(self, known: Collection[str], found: Collection[str]) -> tuple[str, ...]:  # noqa: ARG002 - a page that failed is among them
        """Of the places in `known`, those where the site says there is nothing any more, sorted."""
        return tuple(sorted(self._gone & set(known)))

    def _once(self, documents: Iterator[RawDocument | Skipped]) -> Iterator[RawDocument | Skipped]:
        for document in documents:
            # What is attached to one item may be named itself, or be attached to another.
            if document.location not in self._found:
                self._found.add(document.location)
                yield document

    def _at(self, url: str, since: float) -> Iterator[RawDocument | Skipped]:
        if URL(url).path.rstrip("/") == ORGANISATIONS:
            yield self._attempt(url, lambda: organisation_register(url, self._fetcher, since))
            return
        item = self._item(url, since)
        if item is None:
            # Not all of www.gov.uk is content items: what its API does not know is a page like any other.
            pages = WebPages(self._fetcher, self._cache, [url])
            yield from pages.documents()
            self._gone.update(pages.gone([url], ()))
            return
        found, record = item
        yield found
        for attached in _attached(record, URL(url)):
            yield from self._attached(attached, since)

    def _attached(self, url: str, since: float) -> Iterator[RawDocument | Skipped]:
        if is_govuk_address(url) or URL(url).path.startswith(CONTENT):
            item = self._item(url, since)
            if item is not None:
                yield item[0]
        else:
            yield self._attempt(url, lambda: document_of(url, self._fetcher.get(url, since=since)))

    def _item(self, url: str, since: float) -> tuple[RawDocument | Skipped, Mapping[str, object]] | None:
        """The document of a content item, and what it says; None when the API knows no such item and a page may."""
        try:
            page = self._fetcher.get(_api_address(url), accept=JSON, since=since, check=_check_item)
        except FetchFailed as error:
            if error.reason.code == "http-404" and not URL(url).path.startswith(CONTENT):
                return None
            return self._failed(url, error), {}
        record = _object(page)
        about = Metadata(uri=_web_address(URL(url), str(record.get("base_path", ""))))
        return document_of(url, page, metadata=about, media_type=JSON), record

    def _attempt(self, url: str, step: Callable[[], RawDocument | Skipped]) -> RawDocument | Skipped:
        try:
            return step()
        except FetchFailed as error:
            return self._failed(url, error)

    def _failed(self, url: str, error: FetchFailed) -> Skipped:
        if error.gone:
            self._gone.add(url)
        return Skipped(name_of(url), url, error.reason, failed=True)


def _api_address(url: str) -> str:
    parsed = URL(url)
    path = parsed.path if parsed.path.startswith(CONTENT) else CONTENT + parsed.path.lstrip("/")
    return str(parsed.copy_with(path=path, query=None))


def _web_address(url: URL, base_path: str) -> str | None:
    found = web_address(str(url.copy_with(path=base_path, query=None))) if base_path.startswith("/") else None
    return found if isinstance(found, str) else None


def _object(page: Page) -> Mapping[str, object]:
    try:
        found = json.loads(page.content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _check_item(page: Page) -> None:
    if not {"base_path", "schema_name"} <= _object(page).keys():
        problem = Problem("not-a-content-item", "", "the answer is no content item", TRY_LATER)
        raise FetchFailed(page.url, problem)


def _attached(item: Mapping[str, object], site: URL) -> Iterator[str]:
    """The addresses of what a content item consists of: its pages, or its files when it has no page."""
    details, links = _mapping(item.get("details")), _mapping(item.get("links"))
    files = _mappings(details.get("attachments"))
    pages = [child.get("base_path") for child in _mappings(links.get("children")) if child.get("document_type") == "html_publication"]
    pages += [file.get("url") for file in files if file.get("attachment_type") == "html"]
    readable = {media_type for reader in FORMATS for media_type in reader.media_types}
    wanted = pages or [file.get("url") for file in files if file.get("content_type") in readable]
    addresses = [web_address(str(site.join(url))) for url in wanted if isinstance(url, str) and url]
    yield from list(dict.fromkeys(address for address in addresses if isinstance(address, str)))[:MOST_ATTACHED]


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
