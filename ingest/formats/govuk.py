"""GOV.UK content items: what the content API answers, read as the page that a visitor sees.

Source: the content schemas of GOV.UK, docs.publishing.service.gov.uk/content-schemas
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.formats.data_blocks import clean_text, data_drafts, heading, pointer, prose
from ingest.formats.outline import Draft
from ingest.formats.values import Listing, Record, Scalar, Value

SITE: Final = "https://www.gov.uk"
# The members of `details` that are the page's text, in the order of the page, and the heading that the page gives them.
TEXTS: Final = {
    "lead_paragraph": "",
    "introductory_paragraph": "",
    "introduction": "",
    "body": "",
    "final_outcome_detail": "Outcome",
    "outcome_detail": "Outcome",
    "public_feedback_detail": "Feedback received",
    "more_information": "",
    "need_to_know": "What you need to know",
    "what_you_need_to_know": "What you need to know",
    "explanation": "",
}
SECTIONS: Final = ("parts", "collection_groups")
DOCUMENTS: Final = ("documents", "final_outcome_documents", "outcome_documents", "public_feedback_documents")
ATTACHMENTS: Final = ("attachments", "final_outcome_attachments", "outcome_attachments", "public_feedback_attachments")
# What serves the site or says the same again.
MACHINERY: Final = frozenset(
    {
        *("headers", "image", "images", "logo", "brand", "tags", "government", "political", "emphasised_organisations", "display_date"),
        *("first_public_at", "public_timestamp", "first_published_version", "featured_attachments", "social_media_links", "change_history"),
        *("default_news_image", "external_related_links", "ordered_featured_links", "ordered_featured_documents", "isbn", "web_isbn"),
        *("organisation_featuring_priority", "alternative_format_contact_email", "foi_exempt", "url_override", "max_cache_time"),
        *("organisation_political", "organisation_govuk_status", "step_by_step_nav", "national_applicability", "visually_expanded"),
    }
)
# Document types that say what a page is to the site and not what genre the text has; its parent knows.
PARTS_OF_OTHERS: Final = frozenset({"html_publication"})


def is_content_item(record: Record) -> bool:
    """Whether an object is an answer of the content API."""
    return bool(record.text("base_path") and record.text("schema_name")) and isinstance(record.get("details"), Record)


def content_metadata(item: Record) -> dict[str, str]:
    """Title, publisher, day of first publication, genre and address of a content item."""
    found = {
        "title": item.text("title"),
        "publisher": _publisher(item.record("links")),
        "published": _published(item)[:10],
        "kind": _genre(item),
        "uri": SITE + item.text("base_path"),
        "country": "gb",
    }
    return {name: text for name, text in found.items() if text}


def content_drafts(item: Record) -> list[Draft]:
    """The blocks of a content item: title, summary, notice of withdrawal, text, documents; its change notes as furniture."""
    return [
        heading(item.text("title"), "/title", 0),
        *(prose(item.text("description"), "/description", 1) if item.text("description") else ()),
        *_withdrawal(item.record("withdrawn_notice")),
        *_details(item.record("details")),
        *_changes(item.record("details")),
    ]


def _publisher(links: Record) -> str:
    named = [*links.listing("primary_publishing_organisation"), *links.listing("organisations")]
    return next((body.text("title") for body in named if isinstance(body, Record) and body.text("title")), "")


def _published(item: Record) -> str:
    return item.text("first_published_at") or item.record("details").text("first_public_at") or item.text("public_updated_at")


def _genre(item: Record) -> str:
    kind = item.text("document_type") or item.text("schema_name")
    if kind in PARTS_OF_OTHERS:
        parents = [parent.text("document_type") for parent in item.record("links").listing("parent") if isinstance(parent, Record)]
        kind = next(filter(None, parents), kind)
    return kind.replace("_", " ")


def _withdrawal(notice: Record) -> Iterator[Draft]:
    if notice.text("explanation"):
        yield heading("Withdrawn", "/withdrawn_notice", 1)
        yield from prose(notice.text("explanation"), "/withdrawn_notice/explanation", 2)


def _details(details: Record) -> Iterator[Draft]:
    for key, title in TEXTS.items():
        yield from _text(details.get(key), pointer("/details", key), title)
    for key in SECTIONS:
        for number, part in enumerate(details.listing(key)):
            if isinstance(part, Record):
                yield from _section(part, pointer(pointer("/details", key), number))
    known = {*TEXTS, *SECTIONS, *DOCUMENTS, *ATTACHMENTS, *MACHINERY}
    rest = Record(tuple((key, value) for key, value in details.members if key not in known), details.offset)
    for draft in data_drafts(rest):
        lower = draft.level + 1 if draft.kind == "heading" else draft.level
        yield replace(draft, level=lower, place=f"/details{draft.place or ''}")
    documents = [draft for key in DOCUMENTS for draft in _documents(details.listing(key), pointer("/details", key))]
    attached = [draft for key in ATTACHMENTS for draft in _attachments(details.listing(key), pointer("/details", key))]
    if documents or attached:
        yield heading("Documents", "/details", 1)
    # Both list the same files; the titles alone are the cleaner list.
    yield from attached or documents


def _text(value: Value | None, place: str, title: str) -> Iterator[Draft]:
    text, where, markdown = _rendered(value, place)
    if text and title:
        yield heading(title, where, 1)
    if text:
        yield from prose(text, where, 2 if title else 1, markdown=markdown)


def _rendered(value: Value | None, place: str) -> tuple[str, str, bool]:
    """A text, its pointer, and whether it is Markdown; some schemas give it several times, as HTML and as govspeak."""
    if isinstance(value, Scalar):
        return value.text or "", place, False
    given = [part for part in value.items if isinstance(part, Record)] if isinstance(value, Listing) else []
    kinds = [part.text("content_type") for part in given]
    if not given or not kinds[0]:
        return "", place, False
    chosen = kinds.index("text/html") if "text/html" in kinds else 0
    return given[chosen].text("content"), f"{place}/{chosen}/content", kinds[chosen] != "text/html"


def _section(part: Record, place: str) -> Iterator[Draft]:
    if part.text("title"):
        yield heading(part.text("title"), f"{place}/title", 1)
    text, where, markdown = _rendered(part.get("body"), f"{place}/body")
    if text:
        yield from prose(text, where, 2, markdown=markdown)


def _documents(sections: Sequence[Value], place: str) -> Iterator[Draft]:
    """The titles of documents that the item has as pieces of a page; what the page says beside them is furniture."""
    for number, section in enumerate(sections):
        if not isinstance(section, Scalar) or not section.text:
            continue
        drafts = list(prose(section.text, pointer(place, number), 1))
        title = next((draft for draft in drafts if draft.kind == "heading"), None)
        for draft in drafts:
            titled = draft is title
            yield Draft("item" if titled else "furniture", draft.clean, level=1 if titled else 0, cells=draft.cells, place=draft.place)


def _attachments(files: Sequence[Value], place: str) -> Iterator[Draft]:
    for number, file in enumerate(files):
        if isinstance(file, Record) and file.text("title"):
            yield Draft("item", clean_text(file.text("title")), level=1, place=f"{pointer(place, number)}/title")


def _changes(details: Record) -> Iterator[Draft]:
    # A change note speaks of the page and not of policy; it is kept and not read as a claim.
    for number, change in enumerate(details.listing("change_history")):
        if isinstance(change, Record) and change.text("note"):
            note = f"{change.text('public_timestamp')[:10]}: {change.text('note')}"
            yield Draft("furniture", clean_text(note), place=pointer("/details/change_history", number))
