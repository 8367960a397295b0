"""GOV.UK content items: the page a visitor sees, and what the item says of it; the items are invented in the shape of each schema."""

import json
from collections.abc import Callable

import pytest

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.extract import extract
from ingest.formats.json_text import Json
from ingest.vocabulary import Vocabulary

Item = dict[str, object]


@pytest.fixture
def item() -> Callable[..., Item]:
    """Makes a content item of the publication schema; members given replace its own."""

    def make(details: Item | None = None, **members: object) -> Item:
        organisation = {"title": "Department for Transport", "base_path": "/government/organisations/department-for-transport"}
        return {
            "base_path": "/government/publications/harbour-plan",
            "content_id": "4f1b7b0e-0000-4000-8000-000000000001",
            "document_type": "policy_paper",
            "schema_name": "publication",
            "first_published_at": "2031-05-14T09:30:00.000+00:00",
            "public_updated_at": "2031-06-01T09:30:00Z",
            "locale": "en",
            "title": "Harbour Plan",
            "description": "How harbours will be lit.",
            "details": {"body": '<div class="govspeak"><p>The plan has two parts.</p></div>'} if details is None else details,
            "links": {"organisations": [organisation], "available_translations": [{"title": "Harbour Plan"}]},
            **members,
        }

    return make


def read(item: Item, metadata: Metadata | None = None) -> ReadDocument:
    content = json.dumps(item).encode()
    return Json().read(RawDocument("plan.json", "/plan.json", content, "application/json", metadata or Metadata()))


def told(item: Item) -> list[tuple[str, int, str | None, str]]:
    return [(block.kind, block.level, block.place, block.text) for block in read(item).blocks]


def test_title_summary_and_text_are_read_as_on_the_page(item: Callable[..., Item]) -> None:
    body = '<div class="govspeak"><h2 id="lamps">Lamps</h2><p>We will:</p><ul><li>light lamps</li><li>ring bells</li></ul></div>'

    assert told(item({"body": body})) == [
        ("heading", 1, "/title", "Harbour Plan"),
        ("paragraph", 0, "/description", "How harbours will be lit."),
        ("heading", 2, "/details/body", "Lamps"),
        ("paragraph", 0, "/details/body", "We will:"),
        ("item", 1, "/details/body", "light lamps"),
        ("item", 1, "/details/body", "ring bells"),
    ]


def test_the_item_says_what_the_document_is(item: Callable[..., Item]) -> None:
    assert read(item()).metadata == Metadata(
        title="Harbour Plan",
        publisher="Department for Transport",
        published="2031-05-14",
        kind="policy paper",
        uri="https://www.gov.uk/government/publications/harbour-plan",
        country="gb",
    )


def test_the_sidecar_counts_for_more_than_the_item(item: Callable[..., Item]) -> None:
    metadata = read(item(), Metadata(title="Harbour plan, second edition", published="2032")).metadata

    assert (metadata.title, metadata.published, metadata.kind) == ("Harbour plan, second edition", "2032", "policy paper")


def test_the_publishing_organisation_is_the_primary_one(item: Callable[..., Item]) -> None:
    links = {
        "organisations": [{"title": "Fog Agency"}, {"title": "Lamp Board"}],
        "primary_publishing_organisation": [{"title": "Lamp Board"}],
    }

    assert read(item(links=links)).metadata.publisher == "Lamp Board"


@pytest.mark.parametrize(
    ("members", "details", "published"),
    [
        ({"first_published_at": None}, {"body": "<p>a</p>", "first_public_at": "2030-01-02T00:00:00+00:00"}, "2030-01-02"),
        ({"first_published_at": None}, {"body": "<p>a</p>"}, "2031-06-01"),
        ({"first_published_at": None, "public_updated_at": None}, {"body": "<p>a</p>"}, None),
    ],
)
def test_the_day_of_publication_is_the_first_that_is_told(
    item: Callable[..., Item], members: Item, details: Item, published: str | None
) -> None:
    assert read(item(details, **members)).metadata.published == published


def test_a_page_of_a_publication_has_the_genre_of_the_publication(item: Callable[..., Item]) -> None:
    links = {"parent": [{"title": "Harbour Plan", "document_type": "policy_paper"}]}

    assert read(item(schema_name="html_publication", document_type="html_publication", links=links)).metadata.kind == "policy paper"


def test_a_notice_of_withdrawal_stands_before_the_text(item: Callable[..., Item]) -> None:
    notice = {"explanation": '<div class="govspeak"><p>The new plan takes its place.</p></div>', "withdrawn_at": "2032-01-13T13:05:30Z"}

    assert told(item(withdrawn_notice=notice))[2:] == [
        ("heading", 2, "/withdrawn_notice", "Withdrawn"),
        ("paragraph", 0, "/withdrawn_notice/explanation", "The new plan takes its place."),
        ("paragraph", 0, "/details/body", "The plan has two parts."),
    ]


def test_change_notes_are_kept_and_not_read_as_claims(item: Callable[..., Item], vocabulary: Vocabulary) -> None:
    history = [{"public_timestamp": "2031-06-01T09:30:00Z", "note": "The Department for Transport will add a map by July 2031."}]

    document = read(item({"body": "<p>The plan has two parts.</p>", "change_history": history}))

    assert (document.blocks[-1].kind, document.blocks[-1].text) == (
        "furniture",
        "2031-06-01: The Department for Transport will add a map by July 2031.",
    )
    assert extract(document, vocabulary).commitments == ()


def test_documents_are_listed_by_their_titles(item: Callable[..., Item]) -> None:
    title = '<h2 class="title"><a href="/f.pdf">Map of lamps</a></h2>'
    section = f'<section class="attachment embedded">{title}<p><span>PDF</span>, 2 pages</p></section>'

    assert told(item({"body": "", "documents": [section]}))[2:] == [
        ("heading", 2, "/details", "Documents"),
        ("item", 1, "/details/documents/0", "Map of lamps"),
        ("furniture", 0, "/details/documents/0", "PDF, 2 pages"),
    ]


def test_attachments_are_listed_once_though_the_item_has_them_twice(item: Callable[..., Item]) -> None:
    details: Item = {
        "body": "",
        "documents": ["<section><h2>Map of lamps</h2></section>"],
        "attachments": [{"attachment_type": "file", "title": "Map of lamps", "url": "https://assets.example/map.pdf"}],
    }

    assert [text for _, _, _, text in told(item(details))[2:]] == ["Documents", "Map of lamps"]


def test_the_outcome_of_a_consultation_has_a_heading_of_its_own(item: Callable[..., Item]) -> None:
    details: Item = {
        "body": "<p>Should lamps be lit?</p>",
        "opening_date": "2031-01-01T00:00:00+00:00",
        "final_outcome_detail": "<p>The department will light all lamps.</p>",
        "public_feedback_detail": "Most answers were for it.",
    }

    assert told(item(details, schema_name="consultation", document_type="consultation_outcome"))[2:] == [
        ("paragraph", 0, "/details/body", "Should lamps be lit?"),
        ("heading", 2, "/details/final_outcome_detail", "Outcome"),
        ("paragraph", 0, "/details/final_outcome_detail", "The department will light all lamps."),
        ("heading", 2, "/details/public_feedback_detail", "Feedback received"),
        ("paragraph", 0, "/details/public_feedback_detail", "Most answers were for it."),
        ("paragraph", 0, "/details/opening_date", "Opening date: 2031-01-01T00:00:00+00:00"),
    ]


def test_the_parts_of_a_guide_are_sections(item: Callable[..., Item]) -> None:
    parts = [
        {"title": "Lamps", "slug": "lamps", "body": "<p>Light them.</p>"},
        {"title": "Bells", "slug": "bells", "body": "<h2>Small ones</h2>"},
    ]

    assert told(item({"parts": parts}, schema_name="guide", document_type="guide"))[2:] == [
        ("heading", 2, "/details/parts/0/title", "Lamps"),
        ("paragraph", 0, "/details/parts/0/body", "Light them."),
        ("heading", 2, "/details/parts/1/title", "Bells"),
        ("heading", 3, "/details/parts/1/body", "Small ones"),
    ]


def test_of_a_text_that_is_given_in_several_forms_the_page_is_read(item: Callable[..., Item]) -> None:
    body = [{"content_type": "text/govspeak", "content": "*light*"}, {"content_type": "text/html", "content": "<p>light</p>"}]

    assert told(item({"body": body}))[2:] == [("paragraph", 0, "/details/body/1/content", "light")]


def test_govspeak_alone_is_read_as_markdown(item: Callable[..., Item]) -> None:
    body = [{"content_type": "text/govspeak", "content": "## Lamps\n\nWe will:\n\n* light **all** lamps\n"}]

    assert told(item({"body": body}))[2:] == [
        ("heading", 2, "/details/body/0/content", "Lamps"),
        ("paragraph", 0, "/details/body/0/content", "We will:"),
        ("item", 1, "/details/body/0/content", "light all lamps"),
    ]


def test_what_a_schema_adds_is_read_and_what_serves_the_site_is_not(item: Callable[..., Item]) -> None:
    details = {
        "body": "",
        "location": "Harbour House",
        "image": {"alt_text": "A lamp", "url": "https://a.example/i.jpg"},
        "political": True,
    }

    assert told(item(details, schema_name="speech", document_type="speech"))[2:] == [
        ("paragraph", 0, "/details/location", "Location: Harbour House")
    ]


def test_an_object_with_other_members_is_no_content_item() -> None:
    document = read({"base_path": "/a", "schema_name": "publication", "title": "Harbour Plan", "details": "none"})

    assert [block.text for block in document.blocks] == ["Harbour Plan", "Base path: /a", "Schema name: publication", "Details: none"]


def test_commitments_are_found_with_publisher_strategy_and_pointer(item: Callable[..., Item], vocabulary: Vocabulary) -> None:
    body = '<div class="govspeak"><p>The Department for Transport will light all harbour lamps by March 2032.</p></div>'

    found = extract(read(item({"body": body})), vocabulary)

    commitment = found.commitments[0]
    assert found.own_strategy == "strategy/harbour-plan"
    assert [owner.organisation for owner in commitment.owners] == ["organisation/gb-department-for-transport"]
    assert (commitment.span.block.place, commitment.deadline and commitment.deadline.value) == ("/details/body", "2032-03")
