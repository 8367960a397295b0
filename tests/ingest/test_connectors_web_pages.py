"""Web pages: each address becomes a document or a line that says why not; against a real server."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.errors import SourceUnavailable
from ingest.connectors.answers import media_type_of_answer
from ingest.connectors.fetching import Fetcher, Limits
from ingest.connectors.page_cache import PageCache
from ingest.connectors.web_pages import WebPages, addresses_in, name_of
from ingest.documents import Problem, RawDocument, Skipped
from ingest.one_document import read
from ingest.pipeline import ingest
from ingest.vocabulary import Vocabulary

if TYPE_CHECKING:
    from tests.ingest.conftest import Site

QUICK = Limits(silence_s=0.5, deadline_s=2.0, tries=2, first_wait_s=0.01, pace_s=0)
PLAN = "<h1>Harbour Plan</h1><p>The Home Office will build a harbour by 2031.</p>"
Outcome = tuple[str, str]
Source = Callable[..., WebPages]


@pytest.fixture
def pages(tmp_path: Path) -> PageCache:
    return PageCache(tmp_path / "pages")


@pytest.fixture
def fetcher(pages: PageCache) -> Iterator[Fetcher]:
    with Fetcher(pages, QUICK) as fetcher:
        yield fetcher


@pytest.fixture
def source(pages: PageCache, fetcher: Fetcher) -> Source:
    """Makes a source of pages: named addresses, and addresses of a list."""

    def make(*named: str, listed: tuple[str, ...] = ()) -> WebPages:
        return WebPages(fetcher, pages, named, listed)

    return make


def outcomes(source: WebPages) -> list[Outcome]:
    return [(found.location, found.problem.code if isinstance(found, Skipped) else found.media_type) for found in source.documents()]


def test_a_page_becomes_a_document_that_is_known_by_its_address(source: Source, site: "Site") -> None:
    url = site.add("/plans/harbour", PLAN)

    (document,) = source(url).documents()

    assert isinstance(document, RawDocument)
    assert (document.name, document.location, document.media_type) == (url.removeprefix("http://"), url, "text/html")
    assert (document.metadata.uri, document.retrieved_on) == (url, datetime.now(UTC).date())
    assert read(document).metadata.title == "Harbour Plan"


def test_the_address_that_was_named_identifies_a_page_and_the_one_it_was_found_at_is_its_source(source: Source, site: "Site") -> None:
    url = site.add("/old", status=301, location="/new")
    site.add("/new", PLAN)

    (document,) = source(url + "#aims").documents()

    assert isinstance(document, RawDocument)
    assert (document.location, document.metadata.uri) == (url, site.address + "/new")


def test_one_bad_page_keeps_no_other_out(source: Source, site: "Site") -> None:
    good, other = site.add("/good", PLAN), site.add("/other.md", "# Plan", content_type="text/plain")
    bad = [site.address + "/missing", site.add("/broken", status=500), site.add("/picture.png", b"\x89PNG", content_type="image/png")]

    assert outcomes(source(good, *bad, "http://nothing.invalid/", "https://[", other)) == [
        (good, "text/html"),
        (bad[0], "http-404"),
        (bad[1], "http-500"),
        (bad[2], "no-reader"),
        ("http://nothing.invalid/", "dns"),
        ("https://[", "address"),
        (other, "text/markdown"),
    ]


def test_every_problem_says_what_to_do(source: Source, site: "Site") -> None:
    bad = [site.address + "/missing", site.add("/broken", status=503), "ftp://plans.example/", "https://user:secret@plans.example/plan"]

    problems = [found.problem for found in source(*bad).documents() if isinstance(found, Skipped)]

    assert [problem.code for problem in problems] == ["http-404", "http-503", "address", "address"]
    assert all(problem.reason and problem.fix.endswith(".") for problem in problems)


def test_an_address_named_twice_is_one_page(source: Source, site: "Site") -> None:
    url = site.add("/plan", PLAN)

    assert outcomes(source(url, url, listed=(url,))) == [(url, "text/html")]


def test_there_are_as_many_pages_as_addresses(source: Source) -> None:
    assert source("https://plans.example/a", "https://plans.example/b").count() == 2


@pytest.mark.parametrize(("status", "gone"), [(404, True), (410, True), (403, False), (503, False)])
def test_only_a_page_that_the_server_says_is_gone_is_gone(status: int, gone: bool, source: Source, site: "Site") -> None:
    pages = source(site.add("/plan", status=status))
    list(pages.documents())

    known = [site.address + "/plan", site.address + "/never-asked"]

    assert pages.gone(known, set(known)) == ((known[0],) if gone else ())


def test_an_interrupted_run_goes_on_where_it_was(source: Source, site: "Site") -> None:
    urls = [site.add(f"/{number}", PLAN) for number in range(4)]
    interrupted = source(*urls).documents()
    assert isinstance(next(interrupted), RawDocument)
    assert isinstance(next(interrupted), RawDocument)
    interrupted.close()  # type: ignore[attr-defined]  # It is a generator, cut off here as by Ctrl-C.

    found = outcomes(source(*urls))

    assert found == [(url, "text/html") for url in urls]
    assert site.paths == ["/0", "/1", "/2", "/3"]


def test_a_run_that_came_to_its_end_is_not_gone_on_with(source: Source, site: "Site") -> None:
    url = site.add("/plan", PLAN)
    outcomes(source(url))

    outcomes(source(url))

    assert site.paths == ["/plan", "/plan"]


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [
        ("text/html; charset=iso-8859-1", "latin-1"),
        ('text/html; charset="windows-1252"', "cp1252"),
        ("text/html;charset=UTF-16LE", "utf-16-le"),
    ],
)
def test_the_encoding_that_the_server_names_is_used(content_type: str, encoding: str, source: Source, site: "Site") -> None:
    url = site.add("/plan", "<p>Château strategy – £5</p>".replace("–", "-").encode(encoding), content_type=content_type)

    (document,) = source(url).documents()

    assert isinstance(document, RawDocument)
    assert document.content.decode() == "<p>Château strategy - £5</p>"


def test_an_encoding_that_the_server_names_wrongly_is_found_out_and_said(source: Source, site: "Site") -> None:
    url = site.add("/plan", "<p>Château stratégique à réaliser</p>".encode("cp1252"), content_type="text/html; charset=utf-8")

    (document,) = source(url).documents()

    assert isinstance(document, RawDocument)
    assert [problem.code for problem in read(document).problems] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("content_type", "path", "content", "expected"),
    [
        ("text/html", "/plan", b"<p>", "text/html"),
        ("TEXT/HTML; charset=utf-8", "/plan.pdf", b"<p>", "text/html"),
        ("application/xhtml+xml", "/plan", b"<html", "text/html"),
        ("text/plain", "/plan.md", b"# Plan", "text/markdown"),
        ("text/plain", "/plan", b"Plan", "text/plain"),
        ("text/plain", "/plan", b"  <!DOCTYPE html><p>", "text/html"),
        ("application/octet-stream", "/plan.csv", b"a,b", "text/csv"),
        ("", "/plan.txt", b"Plan", "text/plain"),
        ("text/x-markdown", "/plan", b"# Plan", "text/markdown"),
        ("nonsense", "/plan.txt", b"Plan", "text/plain"),
        ("application/vnd.unknown", "/plan.csv", b"a,b", "text/csv"),
    ],
)
def test_the_server_the_ending_and_the_first_bytes_say_what_it_is(content_type: str, path: str, content: bytes, expected: str) -> None:
    assert media_type_of_answer(content_type, f"https://plans.example{path}", content) == expected


@pytest.mark.parametrize(
    ("content_type", "path", "content", "code"),
    [
        ("image/png", "/plan", b"\x89PNG", "no-reader"),
        ("application/pdf", "/plan.pdf", b"<!doctype html><p>Please log in", "content-type"),
        ("text/csv", "/plan.csv", b"<html><p>Please log in", "content-type"),
        ("", "/plan", b"what", "no-reader"),
    ],
)
def test_what_is_no_document_is_refused(content_type: str, path: str, content: bytes, code: str) -> None:
    found = media_type_of_answer(content_type, f"https://plans.example{path}", content)

    assert isinstance(found, Problem)
    assert found.code == code


def test_a_list_is_an_address_on_each_line(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("\ufeff# Plans\nhttps://plans.example/a\n\n  https://plans.example/b  \n# end\n", encoding="utf-8")

    assert addresses_in(tmp_path / "list.txt") == ["https://plans.example/a", "https://plans.example/b"]


@pytest.mark.parametrize("content", [None, b"https://plans.example/caf\xe9"])
def test_a_list_that_cannot_be_read_stops_the_source(content: bytes | None, tmp_path: Path) -> None:
    if content:
        (tmp_path / "list.txt").write_bytes(content)

    with pytest.raises(SourceUnavailable):
        addresses_in(tmp_path / "list.txt")


def test_listed_pages_are_read_only_where_robots_may(source: Source, site: "Site") -> None:
    site.add("/robots.txt", "User-agent: *\nDisallow: /private/\n", content_type="text/plain")
    allowed, private = site.add("/plan", PLAN), site.add("/private/plan", PLAN)

    assert outcomes(source(listed=(allowed, private))) == [(allowed, "text/html"), (private, "robots")]
    assert site.paths == ["/robots.txt", "/plan"]


def test_a_page_that_a_person_names_is_read_whatever_robots_may(source: Source, site: "Site") -> None:
    site.add("/robots.txt", "User-agent: *\nDisallow: /\n", content_type="text/plain")
    url = site.add("/plan", PLAN)

    assert outcomes(source(url)) == [(url, "text/html")]
    assert site.paths == ["/plan"]


def test_rules_for_us_by_name_go_before_those_for_all(source: Source, site: "Site") -> None:
    site.add("/robots.txt", "User-agent: policygraph\nDisallow:\n\nUser-agent: *\nDisallow: /\n", content_type="text/plain")
    url = site.add("/plan", PLAN)

    assert outcomes(source(listed=(url,))) == [(url, "text/html")]


@pytest.mark.parametrize(("status", "code"), [(404, "text/html"), (403, "text/html"), (500, "robots"), (503, "robots")])
def test_a_site_that_cannot_say_its_rules_is_left_alone(status: int, code: str, source: Source, site: "Site") -> None:
    site.add("/robots.txt", status=status)
    url = site.add("/plan", PLAN)

    assert outcomes(source(listed=(url,))) == [(url, code)]


def test_the_pace_that_a_site_asks_for_is_kept(source: Source, site: "Site") -> None:
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 1\n", content_type="text/plain")
    urls = tuple(site.add(f"/{number}", PLAN) for number in range(2))

    outcomes(source(listed=urls))

    # From the rules on, for on a busy machine the server notes the first page late.
    assert site.at[2] - site.at[0] >= 0.99


def test_the_name_of_a_page_is_its_address_without_the_scheme() -> None:
    assert name_of("https://plans.example/harbour/") == "plans.example/harbour"


def test_pages_go_through_the_pipeline_like_files(source: Source, site: "Site", vocabulary: Vocabulary) -> None:
    url, missing = site.add("/plan", PLAN), site.address + "/missing"

    report = ingest(source(url, missing), vocabulary, None, known=[missing, "https://plans.example/other"])

    assert [(entry.location, entry.status) for entry in report.entries] == [(url, "read"), (missing, "failed")]
    assert (report.vanished, report.exit_code) == ((missing,), 1)


def test_a_page_that_has_not_changed_is_the_same_document(source: Source, site: "Site", vocabulary: Vocabulary) -> None:
    url = site.add("/plan", PLAN, etag='"1"')

    first, second = (ingest(source(url), vocabulary, None).entries[0] for _ in range(2))

    assert (len(site.asked), second) == (2, first)
