"""The register of organisations, page by page, joined to one document: bodies name each other across pages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from httpx2 import URL

from ingest.connectors.addresses import web_address
from ingest.connectors.answers import TRY_LATER, FetchFailed
from ingest.connectors.fetching import Fetcher
from ingest.connectors.page_cache import Page
from ingest.connectors.web_pages import document_of
from ingest.documents import Metadata, Problem, RawDocument, Skipped

JSON = "application/json"
MOST_PAGES = 2_000


@dataclass(slots=True)
class _Register:
    """What has been read of a register so far."""

    url: str
    records: dict[str, Mapping[str, object]] = field(default_factory=dict)
    """By their own addresses, for a body may move from one page to the next between two requests."""
    problems: list[Problem] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    pages: int = 0
    """How many pages there are, as the register says."""
    total: int = 0
    fetched_at: float = 0

    def take(self, page: Page) -> str:
        """Adds a page, and gives the address of the next one; '' after the last."""
        told = json.loads(page.content)
        for record in told["results"]:
            self.records.setdefault(str(record.get("id") or record.get("title")), record)
        self.pages, self.total = _number(told.get("pages")), _number(told.get("total"))
        self.fetched_at = max(self.fetched_at, page.fetched_at)
        following = told.get("next_page_url")
        return following if isinstance(following, str) else ""

    def after_missing(self) -> str:
        """The address of the page after one that cannot be had, as these registers number them; '' after the last."""
        number = len(self.asked) + 1
        return str(URL(self.url).copy_set_param("page", number)) if number <= self.pages else ""

    def may_follow(self, address: str) -> str:
        """`address`, when it is a page of this register that has not been asked for; else '', with a problem."""
        target = web_address(address) if address else ""
        if isinstance(target, Problem) or (target and _site(target) != _site(self.url)):
            self._stop(f"it names {address!r} as its next page, which is not on the same site")
        elif target in self.asked:
            self._stop(f"it names {address} as its next page, which was the page before")
        elif target and len(self.asked) >= MOST_PAGES:
            self._stop(f"there are more than {MOST_PAGES:,} pages")
        else:
            return target
        return ""

    def _stop(self, reason: str) -> None:
        self.problems.append(Problem("paging", f"page {len(self.asked)}", f"{reason}; the pages after it were not read", TRY_LATER))


def organisation_register(url: str, fetcher: Fetcher, since: float) -> RawDocument | Skipped:
    """The whole register as one JSON document, with a problem for each page that is missing in it.

    Args:
        url: its first page.
        fetcher: fetches the pages.
        since: in seconds since 1970; pages asked for after that are taken from the cache.

    Raises:
        FetchFailed: the first page cannot be had.
    """
    register = _Register(url)
    following = url
    while following:
        register.asked.append(following)
        page = _page(following, fetcher, since, register)
        following = register.may_follow(register.take(page) if page else register.after_missing())
    if len(register.records) < register.total:
        reason = f"it has {register.total:,} organisations, of which {len(register.records):,} were read"
        register.problems.append(Problem("register-incomplete", "", reason, TRY_LATER))
    return _document(register)


def _page(url: str, fetcher: Fetcher, since: float, register: _Register) -> Page | None:
    """The page at `url`, as it was fetched last when it cannot be had now; None when it never was."""
    try:
        return fetcher.get(url, accept=JSON, since=since, check=_check_page)
    except FetchFailed as error:
        if len(register.asked) == 1:
            raise
        kept = fetcher.kept(url)
        instead = "it was read as it was fetched last" if kept else "what is on it was not read"
        problem = Problem(error.reason.code, f"page {len(register.asked)}", f"{error.reason.reason}; {instead}", error.reason.fix)
        register.problems.append(problem)
        return kept


def _document(register: _Register) -> RawDocument | Skipped:
    # Sorted, so that a register whose pages were cut otherwise is the same document.
    records = [record for _, record in sorted(register.records.items())]
    content = json.dumps({"results": records}, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    host = URL(register.url).host
    about = Metadata(title=f"Organisations on {host}", kind="register", uri=register.url, country="gb" if host.endswith("gov.uk") else None)
    page = Page(register.url, content, JSON, register.fetched_at)
    return document_of(register.url, page, metadata=about, media_type=JSON, problems=tuple(register.problems))


def _check_page(page: Page) -> None:
    try:
        told = json.loads(page.content)
    except (ValueError, RecursionError) as error:
        raise FetchFailed(page.url, Problem("json", "", f"it is not JSON: {error}", TRY_LATER)) from error
    results = told.get("results") if isinstance(told, dict) else None
    if not isinstance(results, list) or not all(isinstance(record, dict) for record in results):
        raise FetchFailed(page.url, Problem("not-a-register", "", "it is no page of a register of organisations", TRY_LATER))


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _site(address: str) -> tuple[str, str, int | None]:
    parsed = URL(address)
    return parsed.scheme, parsed.host, parsed.port
