"""GOV.UK's APIs: content items with what is attached to them, and the register; against a server that answers like them."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.connectors import govuk as module
from ingest.connectors.fetching import Fetcher, Limits
from ingest.connectors.govuk import GovUk, is_govuk_address
from ingest.connectors.page_cache import PageCache
from ingest.documents import Connector, RawDocument, Skipped
from ingest.pipeline import ingest
from ingest.vocabulary import Vocabulary

if TYPE_CHECKING:
    from tests.ingest.conftest import Site

Source = Callable[..., Connector]
Record = dict[str, object]
HARBOURS = "/government/publications/harbour-strategy"


@pytest.fixture
def pages(tmp_path: Path) -> PageCache:
    return PageCache(tmp_path / "pages")


@pytest.fixture
def source(pages: PageCache) -> Iterator[Source]:
    """Makes a source of content items and registers."""
    with Fetcher(pages, Limits(tries=2, first_wait_s=0.01, pace_s=0)) as fetcher:
        yield lambda *addresses: GovUk(fetcher, pages, addresses)


def item(base_path: str, **more: object) -> Record:
    """A content item as the content API answers it."""
    return {
        "base_path": base_path,
        "content_id": "3a7c0e52-1f0b-4d5e-9d8b-5a3f6c1e2b90",
        "document_type": "policy_paper",
        "first_published_at": "2031-05-14T09:30:00.000+01:00",
        "locale": "en",
        "public_updated_at": "2031-05-14T09:30:00.000+01:00",
        "schema_name": "publication",
        "title": "Harbour strategy",
        "description": "How harbours will be kept safe.",
        "details": {"body": '<div class="govspeak"><p>The Home Office will light all harbours by 2033.</p></div>', "attachments": []},
        "links": {"organisations": [{"title": "Home Office", "base_path": "/government/organisations/home-office"}]},
        **more,
    }


def add_item(site: "Site", base_path: str, **more: object) -> str:
    return add_json(site, f"/api/content{base_path}", item(base_path, **more))


def add_json(site: "Site", path: str, answer: object, *, etag: str = "") -> str:
    return site.add(path, json.dumps(answer), content_type="application/json; charset=utf-8", etag=etag)


def body(site: "Site", slug: str, title: str, **more: object) -> Record:
    """One organisation as the organisations API answers it."""
    details = {"slug": slug, "abbreviation": None, "closed_at": None, "govuk_status": "live", "govuk_closed_status": None}
    others: dict[str, Sequence[str]] = {
        name: more.pop(name, ())  # type: ignore[misc]  # These four are lists of slugs.
        for name in ("parent_organisations", "child_organisations", "superseded_organisations", "superseding_organisations")
    }
    return {
        "id": f"{site.address}/api/organisations/{slug}",
        "title": title,
        "format": "Executive agency",
        "updated_at": "2031-05-14T09:30:00.000+01:00",
        "web_url": f"{site.address}/government/organisations/{slug}",
        "details": details | more,
        "analytics_identifier": "EA1",
        **{name: [{"id": f"{site.address}/api/organisations/{other}", "web_url": ""} for other in slugs] for name, slugs in others.items()},
    }


def register_page(site: "Site", number: int, pages: int, records: Sequence[Record], total: int | None = None) -> Record:
    """A page of the register as the organisations API answers it."""
    following = {"next_page_url": f"{site.address}/api/organisations?page={number + 1}"} if number < pages else {}
    links = [{"href": f"{site.address}/api/organisations?page={number}", "rel": "self"}]
    told = {"current_page": number, "total": total or pages * len(records), "pages": pages, "page_size": 20, "start_index": 1}
    return {"results": records, **following, **told, "_response_info": {"status": "ok", "links": links}}


def add_register(site: "Site", *titles: str) -> str:
    """A register with an organisation on each page."""
    for number, title in enumerate(titles, 1):
        path = "/api/organisations" if number == 1 else f"/api/organisations?page={number}"
        add_json(site, path, register_page(site, number, len(titles), [body(site, title.lower(), title)]), etag=f'"{number}"')
    return site.address + "/api/organisations"


def outcomes(source: Connector) -> list[tuple[str, str]]:
    return [(found.location, found.problem.code if isinstance(found, Skipped) else found.media_type) for found in source.documents()]


def registered(source: Connector) -> tuple[list[str], list[tuple[str, str]]]:
    """The titles in a register, and the codes and places of what is wrong with it."""
    (document,) = source.documents()
    assert isinstance(document, RawDocument)
    titles = [record["title"] for record in json.loads(document.content)["results"]]
    return titles, [(problem.code, problem.place) for problem in document.problems]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.gov.uk/government/publications/harbour-strategy", True),
        ("https://www.gov.uk/api/content/government/publications/harbour-strategy", True),
        ("https://www.gov.uk/api/organisations", True),
        ("https://www.gov.uk/api/organisations/", True),
        ("https://plans.example/api/content/harbours", True),
        ("https://plans.example/api/organisations?page=3", True),
        ("https://www.gov.uk/api/search.json?q=harbours", False),
        ("https://www.gov.uk/government/uploads/harbours.pdf", False),
        ("https://plans.example/harbours", False),
        ("https://assets.publishing.service.gov.uk/media/harbours.pdf", False),
    ],
)
def test_these_apis_are_known_by_their_addresses(address: str, expected: bool) -> None:
    assert is_govuk_address(address) == expected


def test_a_content_item_is_handed_out_as_the_api_gives_it(source: Source, site: "Site") -> None:
    url = add_item(site, HARBOURS)

    (document,) = source(url).documents()

    assert isinstance(document, RawDocument)
    assert (document.location, document.media_type, json.loads(document.content)) == (url, "application/json", item(HARBOURS))
    assert document.metadata.uri == site.address + HARBOURS
    assert site.asked[0][1]["accept"] == "application/json"


def test_an_item_that_has_not_changed_is_the_same_document(source: Source, site: "Site") -> None:
    url = add_json(site, f"/api/content{HARBOURS}", item(HARBOURS), etag='"1"')

    (first,), (second,) = (list(source(url).documents()) for _ in range(2))

    assert (len(site.asked), second) == (2, first)


def test_pages_of_a_publication_come_with_it_and_its_files_do_not(source: Source, site: "Site") -> None:
    file = {"attachment_type": "file", "content_type": "text/csv", "url": f"{site.address}/media/harbours.csv", "title": "Harbours"}
    page = {"attachment_type": "html", "url": f"{HARBOURS}/annex", "title": "Annex"}
    children = [
        {"document_type": "html_publication", "base_path": f"{HARBOURS}/strategy"},
        {"document_type": "guide", "base_path": "/other"},
    ]
    for name in ("strategy", "annex"):
        add_item(site, f"{HARBOURS}/{name}", document_type="html_publication")
    links = {"children": children}
    url = add_item(site, HARBOURS, details={"body": "", "attachments": [file, page]}, links=links)
    source_of_all = source(url, *(f"{site.address}/api/content{HARBOURS}/{name}" for name in ("strategy", "annex")))
    module_address = f"{site.address}{HARBOURS}"

    found = [location.replace("/api/content", "") for location, _ in outcomes(source_of_all)]

    assert found[:3] == [module_address, f"{module_address}/strategy", f"{module_address}/annex"]


def test_files_are_read_where_a_publication_has_no_page(source: Source, site: "Site") -> None:
    good = site.add("/media/harbours.csv", "name\nDover\n", content_type="text/csv")
    missing, picture = f"{site.address}/media/missing.csv", f"{site.address}/media/harbours.png"
    files = [
        {"attachment_type": "file", "content_type": "text/csv", "url": good},
        {"attachment_type": "file", "content_type": "text/csv", "url": missing},
        {"attachment_type": "file", "content_type": "image/png", "url": picture},
        {"attachment_type": "external", "url": "https://plans.example/"},
        "not an attachment",
    ]
    url = add_item(site, HARBOURS, details={"body": "", "attachments": files})

    assert outcomes(source(url)) == [(url, "application/json"), (good, "text/csv"), (missing, "http-404")]


def test_a_document_that_two_items_have_is_read_once(source: Source, site: "Site") -> None:
    file = site.add("/media/harbours.csv", "name\nDover\n", content_type="text/csv")
    details = {"body": "", "attachments": [{"attachment_type": "file", "content_type": "text/csv", "url": file}]}
    first, second = add_item(site, HARBOURS, details=details), add_item(site, f"{HARBOURS}-two", details=details)

    assert [location for location, _ in outcomes(source(first, second))] == [first, file, second]


@pytest.mark.parametrize("answer", ["not json", "[]", "{}", '{"base_path": "/x"}', "[" * 100_000])
def test_an_answer_that_is_no_content_item_is_reported_and_not_kept(answer: str, source: Source, site: "Site", pages: PageCache) -> None:
    url = site.add(f"/api/content{HARBOURS}", answer, content_type="application/json")

    assert outcomes(source(url)) == [(url, "not-a-content-item")]
    assert pages.get(url) is None


@pytest.mark.parametrize(("status", "gone"), [(404, True), (410, True), (403, False), (500, False)])
def test_an_item_that_cannot_be_had_is_reported(status: int, gone: bool, source: Source, site: "Site") -> None:
    url = site.add(f"/api/content{HARBOURS}", "{}", status=status)
    items = source(url)

    assert outcomes(items) == [(url, f"http-{status}")]
    assert items.gone([url], {url}) == ((url,) if gone else ())


def test_an_item_that_has_moved_is_found_where_it_is_now(source: Source, site: "Site") -> None:
    url = site.add("/api/content/old", status=303, location=f"/api/content{HARBOURS}")
    add_item(site, HARBOURS)

    (document,) = source(url).documents()

    assert isinstance(document, RawDocument)
    assert (document.location, document.metadata.uri) == (url, site.address + HARBOURS)


def test_a_page_of_the_site_is_asked_for_through_its_api(source: Source, site: "Site", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HOST", "127.0.0.1")
    add_item(site, HARBOURS, links={"children": [{"document_type": "html_publication", "base_path": f"{HARBOURS}/strategy"}]})
    add_item(site, f"{HARBOURS}/strategy")

    found = outcomes(source(site.address + HARBOURS))

    assert found == [(site.address + HARBOURS, "application/json"), (f"{site.address}{HARBOURS}/strategy", "application/json")]
    assert site.paths == [f"/api/content{HARBOURS}", f"/api/content{HARBOURS}/strategy"]


def test_a_page_that_is_no_content_item_is_read_as_a_page(source: Source, site: "Site", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HOST", "127.0.0.1")
    url, missing = site.add("/search/all", "<p>Results</p>"), site.address + "/missing"
    items = source(url, missing)

    assert outcomes(items) == [(url, "text/html"), (missing, "http-404")]
    assert items.gone([missing], ()) == (missing,)


def test_a_register_is_one_document_of_all_its_pages(source: Source, site: "Site") -> None:
    url = add_register(site, "Bell", "Lamp", "Rope")

    (document,) = source(url).documents()

    assert isinstance(document, RawDocument)
    assert [record["title"] for record in json.loads(document.content)["results"]] == ["Bell", "Lamp", "Rope"]
    assert (document.location, document.metadata.kind, document.metadata.title) == (url, "register", "Organisations on 127.0.0.1")
    assert (site.paths, document.problems) == (["/api/organisations", "/api/organisations?page=2", "/api/organisations?page=3"], ())


def test_a_register_that_has_not_changed_is_the_same_document(source: Source, site: "Site") -> None:
    url = add_register(site, "Bell", "Lamp")

    (first,), (second,) = (list(source(url).documents()) for _ in range(2))

    assert (len(site.asked), second) == (4, first)


def test_a_body_that_moves_from_page_to_page_is_one(source: Source, site: "Site") -> None:
    url = site.address + "/api/organisations"
    bell, lamp = body(site, "bell", "Bell"), body(site, "lamp", "Lamp")
    add_json(site, "/api/organisations", register_page(site, 1, 2, [lamp, bell], total=2))
    add_json(site, "/api/organisations?page=2", register_page(site, 2, 2, [bell], total=2))

    assert registered(source(url)) == (["Bell", "Lamp"], [])


@pytest.mark.parametrize(
    ("answer", "code"),
    [("{", "json"), ('{"results": 3}', "not-a-register"), ('{"results": [3]}', "not-a-register"), ("[]", "not-a-register")],
)
def test_a_malformed_page_keeps_no_other_out(answer: str, code: str, source: Source, site: "Site") -> None:
    url = add_register(site, "Bell", "Lamp", "Rope")
    site.answers["/api/organisations?page=2"].clear()
    site.add("/api/organisations?page=2", answer, content_type="application/json")

    assert registered(source(url)) == (["Bell", "Rope"], [(code, "page 2"), ("register-incomplete", "")])


def test_a_page_that_cannot_be_had_now_is_read_as_it_was_fetched_last(source: Source, site: "Site") -> None:
    url = add_register(site, "Bell", "Lamp", "Rope")
    registered(source(url))
    site.answers["/api/organisations?page=2"].clear()
    site.add("/api/organisations?page=2", "sorry", status=503)

    assert registered(source(url)) == (["Bell", "Lamp", "Rope"], [("http-503", "page 2")])


def test_a_first_page_that_cannot_be_had_is_no_register(source: Source, site: "Site") -> None:
    url = site.add("/api/organisations", "sorry", status=500)

    assert outcomes(source(url)) == [(url, "http-500")]


@pytest.mark.parametrize(
    "target", ["http://plans.example/api/organisations?page=2", "ftp://plans.example", "https://127.0.0.1/api/organisations"]
)
def test_pages_on_another_site_are_not_followed(target: str, source: Source, site: "Site") -> None:
    page = register_page(site, 1, 2, [body(site, "bell", "Bell")]) | {"next_page_url": target, "total": 1}

    assert registered(source(add_json(site, "/api/organisations", page))) == (["Bell"], [("paging", "page 1")])


def test_pages_that_go_round_come_to_an_end(source: Source, site: "Site") -> None:
    url = site.address + "/api/organisations"
    page = register_page(site, 1, 2, [body(site, "bell", "Bell")], total=1) | {"next_page_url": url}

    assert registered(source(add_json(site, "/api/organisations", page))) == (["Bell"], [("paging", "page 1")])
    assert site.paths == ["/api/organisations"]


def test_pages_without_end_come_to_one(source: Source, site: "Site", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.connectors.organisation_pages.MOST_PAGES", 2)

    assert registered(source(add_register(site, "Bell", "Lamp", "Rope"))) == (
        ["Bell", "Lamp"],
        [("paging", "page 2"), ("register-incomplete", "")],
    )


def test_a_register_that_was_interrupted_goes_on_where_it_was(source: Source, site: "Site", monkeypatch: pytest.MonkeyPatch) -> None:
    url = add_register(site, "Bell", "Lamp", "Rope")

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("ingest.connectors.organisation_pages._document", interrupt)
        with pytest.raises(KeyboardInterrupt):
            list(source(url).documents())

    assert registered(source(url)) == (["Bell", "Lamp", "Rope"], [])
    assert len(site.paths) == 3


def test_as_many_documents_are_expected_as_addresses(source: Source) -> None:
    assert source("https://www.gov.uk/api/organisations", "https://www.gov.uk/harbours").count() == 2


def test_a_register_goes_through_the_pipeline_like_a_file(source: Source, site: "Site", vocabulary: Vocabulary) -> None:
    url = site.address + "/api/organisations"
    bell = body(site, "bell", "Bell Agency", closed_at="2019-05-31T00:00:00.000+01:00", superseding_organisations=["lamp"])
    add_json(site, "/api/organisations", register_page(site, 1, 1, [bell, body(site, "lamp", "Lamp Agency")]))

    (entry,) = ingest(source(url), vocabulary, None).entries

    assert (entry.status, entry.found["Organisation"], entry.found["relationships"], entry.problems) == ("read", 2, 1, ())


def test_a_content_item_goes_through_the_pipeline_like_a_file(source: Source, site: "Site", vocabulary: Vocabulary) -> None:
    (entry,) = ingest(source(add_item(site, HARBOURS)), vocabulary, None).entries

    assert (entry.status, entry.found["Commitment"], entry.problems) == ("read", 1, ())
