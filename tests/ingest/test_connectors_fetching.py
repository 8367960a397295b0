"""Fetching: bounded in time, size and redirects, polite, and clear about what went wrong; against a real server."""

import gzip
import time
import zlib
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.connectors.answers import FetchFailed
from ingest.connectors.fetching import AGENT, Fetcher, Limits
from ingest.connectors.page_cache import PageCache

if TYPE_CHECKING:
    from tests.ingest.conftest import Site

QUICK = Limits(size_bytes=10_000, connect_s=2, silence_s=0.5, deadline_s=1.0, tries=3, first_wait_s=0.01, longest_wait_s=2, pace_s=0)


@pytest.fixture
def cache(tmp_path: Path) -> PageCache:
    return PageCache(tmp_path / "pages")


@pytest.fixture
def fetcher(cache: PageCache) -> Iterator[Fetcher]:
    with Fetcher(cache, QUICK) as fetcher:
        yield fetcher


def code_of(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchFailed) as caught:
        fetcher.get(url)
    return caught.value.reason.code


def raw(*pieces: bytes, wait_s: float = 0) -> Callable[[BaseHTTPRequestHandler], None]:
    """Writes bytes as they are and hangs up."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(wait_s)
        handler.close_connection = True

    return write


def test_a_page_comes_with_what_the_server_says_of_it(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", "<p>We will build.</p>", etag='"1"', last_modified="Sat, 14 Mar 2026 09:00:00 GMT")

    page = fetcher.get(url)

    assert (page.url, page.content, page.content_type) == (url, b"<p>We will build.</p>", "text/html; charset=utf-8")
    assert (page.etag, page.last_modified) == ('"1"', "Sat, 14 Mar 2026 09:00:00 GMT")
    assert {name: site.asked[0][1][name] for name in ("user-agent", "accept-encoding")} == {"user-agent": AGENT, "accept-encoding": "gzip"}


def test_a_page_that_has_not_changed_is_not_sent_again(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", "<p>Plan</p>", etag='"1"')
    first = fetcher.get(url)

    second = fetcher.get(url)

    assert (second.content, second.fetched_at) == (first.content, first.fetched_at)
    assert second.asked_at > first.asked_at
    assert site.asked[1][1]["if-none-match"] == '"1"'


def test_a_page_with_only_a_date_is_asked_for_by_its_date(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", "<p>Plan</p>", last_modified="Sat, 14 Mar 2026 09:00:00 GMT")
    fetcher.get(url)

    assert fetcher.get(url).content == b"<p>Plan</p>"
    assert site.asked[1][1]["if-modified-since"] == "Sat, 14 Mar 2026 09:00:00 GMT"


def test_the_same_bytes_keep_the_day_on_which_they_first_came(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", "<p>Plan</p>")

    first, second = fetcher.get(url), fetcher.get(url)

    assert (len(site.asked), second.fetched_at) == (2, first.fetched_at)


def test_a_page_that_has_changed_takes_the_place_of_the_kept_one(fetcher: Fetcher, cache: PageCache, site: "Site") -> None:
    url = site.add("/plan", "<p>Old</p>", etag='"1"')
    site.add("/plan", "<p>New</p>", etag='"2"')
    fetcher.get(url)

    assert fetcher.get(url).content == b"<p>New</p>"
    kept = cache.get(url)
    assert kept is not None
    assert (kept.content, kept.etag) == (b"<p>New</p>", '"2"')


def test_a_page_asked_for_in_an_interrupted_run_is_not_asked_for_again(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", "<p>Plan</p>")
    began = time.time()
    fetcher.get(url)

    fetcher.get(url, since=began)

    assert site.paths == ["/plan"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int, fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/old", status=status, location="/new")
    site.add("/new", "<p>Plan</p>")

    page = fetcher.get(url)

    assert (page.url, page.content) == (site.address + "/new", b"<p>Plan</p>")


def test_a_redirect_that_leads_back_is_a_loop(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/a", status=302, location="/b")
    site.add("/b", status=302, location="/a")

    assert code_of(fetcher, url) == "redirect-loop"
    assert site.paths == ["/a", "/b"]


def test_redirects_come_to_an_end(fetcher: Fetcher, site: "Site") -> None:
    for number in range(10):
        site.add(f"/{number}", status=302, location=f"/{number + 1}")

    assert code_of(fetcher, site.address + "/0") == "too-many-redirects"
    assert len(site.paths) == 6


@pytest.mark.parametrize(
    "target", ["", "file:///etc/passwd", "ftp://plans.example/plan", "javascript:alert(1)", "http://user:secret@plans.example/"]
)
def test_a_redirect_to_no_web_page_is_refused(target: str, fetcher: Fetcher, site: "Site") -> None:
    assert code_of(fetcher, site.add("/plan", status=302, location=target)) == "redirect-broken"


def test_a_redirect_to_another_machine_that_is_not_public_is_refused_before_it_is_asked(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", status=302, location=site.address.replace("127.0.0.1", "localhost") + "/secret")
    site.add("/secret", "<p>secret</p>")

    assert code_of(fetcher, url) == "redirect-private"
    assert site.paths == ["/plan"]


@pytest.mark.parametrize(
    "status",
    [400, 401, 403, 404, 410, 418, 501],
)
def test_what_will_not_pass_is_not_tried_again(status: int, fetcher: Fetcher, site: "Site") -> None:
    assert code_of(fetcher, site.add("/plan", "sorry", status=status)) == f"http-{status}"
    assert len(site.asked) == 1


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(status: int, fetcher: Fetcher, site: "Site") -> None:
    assert code_of(fetcher, site.add("/plan", "sorry", status=status)) == f"http-{status}"
    assert len(site.asked) == 3


def test_a_server_that_recovers_is_read(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", status=503)
    site.add("/plan", "<p>Plan</p>")

    assert fetcher.get(url).content == b"<p>Plan</p>"


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_is_given_the_time_it_asks_for(status: int, fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", status=status, retry_after="1")
    site.add("/plan", "<p>Plan</p>")

    fetcher.get(url)

    # Far more than a second only where the machine is busy; a minute would be another unit.
    assert 1.0 <= site.at[1] - site.at[0] < 60


def test_the_time_to_wait_may_be_a_date(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", status=503, retry_after=formatdate(time.time() + 2, usegmt=True))
    site.add("/plan", "<p>Plan</p>")

    fetcher.get(url)

    assert 0.9 <= site.at[1] - site.at[0] < 60


def test_a_server_that_asks_for_too_much_patience_is_left_alone(fetcher: Fetcher, site: "Site") -> None:
    with pytest.raises(FetchFailed) as caught:
        fetcher.get(site.add("/plan", status=429, retry_after="3600"))

    assert caught.value.reason.reason == "the server has had too many requests and asks us to wait 3600 s"
    assert len(site.asked) == 1


def test_a_time_to_wait_that_makes_no_sense_is_passed_over(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", status=503, retry_after="soon")
    site.add("/plan", "<p>Plan</p>")

    assert fetcher.get(url).content == b"<p>Plan</p>"


def test_an_empty_page_is_no_document(fetcher: Fetcher, site: "Site") -> None:
    assert code_of(fetcher, site.add("/plan")) == "empty"


def test_unchanged_without_having_been_fetched_is_no_page(fetcher: Fetcher, site: "Site") -> None:
    assert code_of(fetcher, site.add("/plan", status=304)) == "http-304"


def test_a_page_whose_end_is_missing_is_refused(fetcher: Fetcher, site: "Site") -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n"

    assert code_of(fetcher, site.add_raw("/plan", raw(head, b"<p>We will"))) == "truncated"
    assert len(site.asked) == 3


def test_a_chunked_page_whose_end_is_missing_is_refused(fetcher: Fetcher, site: "Site") -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    assert code_of(fetcher, site.add_raw("/plan", raw(head, b"5\r\n<p>We\r\n"))) == "truncated"


@pytest.mark.parametrize("bytes_sent", [b"", b"what?\r\n\r\n", b"HTTP/1.1 20", b"\x16\x03\x01\x00"])
def test_an_answer_that_is_no_http_is_refused(bytes_sent: bytes, fetcher: Fetcher, site: "Site") -> None:
    assert code_of(fetcher, site.add_raw("/plan", raw(bytes_sent))) == "broken-answer"


def test_a_server_that_falls_silent_is_not_waited_for(fetcher: Fetcher, site: "Site") -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"
    began = time.monotonic()

    assert code_of(fetcher, site.add_raw("/plan", raw(head, wait_s=1.0))) == "too-slow"
    assert time.monotonic() - began < 3


def test_a_body_that_only_drips_is_cut_off(fetcher: Fetcher, site: "Site") -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    began = time.monotonic()

    assert code_of(fetcher, site.add_raw("/plan", raw(head, *[b"x"] * 40, wait_s=0.1))) == "too-slow"
    assert time.monotonic() - began < 2


def test_headers_that_only_drip_are_cut_off(fetcher: Fetcher, site: "Site") -> None:
    began = time.monotonic()

    assert code_of(fetcher, site.add_raw("/plan", raw(b"HTTP/1.1 200 OK\r\nX-Slow: ", *[b"x"] * 40, wait_s=0.1))) == "too-slow"
    assert time.monotonic() - began < 2


def test_a_page_too_big_by_its_own_account_is_not_read(fetcher: Fetcher, site: "Site") -> None:
    assert code_of(fetcher, site.add("/plan", b"x" * 10_001)) == "too-big"


def test_a_page_that_grows_too_big_is_cut_off(fetcher: Fetcher, site: "Site") -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"1000\r\n" + b"x" * 0x1000 + b"\r\n"

    assert code_of(fetcher, site.add_raw("/plan", raw(head, *[chunk] * 100))) == "too-big"


def test_a_packed_page_is_unpacked(fetcher: Fetcher, site: "Site") -> None:
    url = site.add("/plan", gzip.compress(b"<p>Plan</p>", mtime=0), content_encoding="gzip")

    assert fetcher.get(url).content == b"<p>Plan</p>"


def test_a_bomb_is_not_unpacked_further_than_a_page_may_be_long(fetcher: Fetcher, site: "Site") -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()
    with Fetcher(PageCache(Path("/nowhere")), Limits(size_bytes=3_000_000, pace_s=0)) as patient:
        url = site.add("/bomb", bomb, content_encoding="gzip")

        assert len(bomb) < 100_000
        assert code_of(patient, url) == "too-big"


@pytest.mark.parametrize(
    ("body", "packing", "code"),
    [
        (b"not packed at all", "gzip", "gzip-damaged"),
        (gzip.compress(b"<p>Plan</p>" * 500, mtime=0)[:-20], "gzip", "truncated"),
        (b"whatever", "br", "content-encoding"),
        (b"whatever", "gzip, gzip", "content-encoding"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_refused(body: bytes, packing: str, code: str, fetcher: Fetcher, site: "Site") -> None:
    assert code_of(fetcher, site.add("/plan", body, content_encoding=packing)) == code


def test_a_name_that_no_machine_has_is_said_to_be_unknown(fetcher: Fetcher) -> None:
    assert code_of(fetcher, "http://nothing.invalid/plan") == "dns"


def test_a_machine_that_does_not_answer_is_not_waited_for_twice(fetcher: Fetcher, site: "Site") -> None:
    closed = "http://127.0.0.1:9"

    assert [code_of(fetcher, f"{closed}/{number}") for number in range(4)] == ["unreachable"] * 2 + ["host-unavailable"] * 2


def test_a_server_without_a_certificate_is_not_trusted(fetcher: Fetcher, site: "Site") -> None:
    assert code_of(fetcher, site.address.replace("http:", "https:") + "/plan") == "tls"


def test_a_server_is_asked_no_faster_than_the_pace(cache: PageCache, site: "Site") -> None:
    urls = [site.add(f"/{number}", "<p>Plan</p>") for number in range(3)]

    began = time.monotonic()
    with Fetcher(cache, Limits(pace_s=0.2)) as polite:
        for url in urls:
            polite.get(url)

    # Not between the requests as the server saw them: on a busy machine it notes the first one late.
    assert time.monotonic() - began >= 0.4
