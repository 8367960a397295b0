"""What a document names: the first step of extraction, and what the others build on."""

from collections.abc import Sequence

from graph.identifiers import NodeId
from ingest.documents import ReadDocument
from ingest.extraction.context import Context
from ingest.extraction.country import country_of, government_of, government_spoken_of
from ingest.extraction.draft import Draft, Page, has_words
from ingest.extraction.findings import Mention, Named, Span
from ingest.extraction.front_matter import with_summary
from ingest.extraction.gazetteer import Known, lookup
from ingest.extraction.matching import Hit
from ingest.extraction.meetings import add_meeting_body
from ingest.extraction.name_grammar import PLACE_COUNCIL, names_of_bodies
from ingest.extraction.organisations import add_organisations, known_hits, named_organisation, unknown_organisation
from ingest.extraction.own_strategy import OUTLETS, own_of, reports, with_other_names
from ingest.extraction.people import add_people
from ingest.extraction.references import add_references
from ingest.extraction.strategies import add_strategies
from ingest.extraction.themes import with_themes
from ingest.vocabulary.entries import KnownOrganisation, Vocabulary

# Bodies of these kinds report on others when they publish news; all others speak of themselves.
REPORTERS = frozenset({"company", "charity", "other", "group"})


def find_mentions(document: ReadDocument, vocabulary: Vocabulary) -> Context:
    """The things `document` names, where, and who speaks in it."""
    document = with_summary(document)
    blocks = tuple(filter(has_words, document.blocks))
    hits = known_hits(blocks, vocabulary)
    country = country_of(document, vocabulary, (hit for found in hits.values() for hit in found))
    publisher = _publisher(document, vocabulary, country)
    page = Page(
        document,
        vocabulary,
        blocks,
        country,
        publisher.id if publisher else None,
        _government(vocabulary, country, publisher, [hit for found in hits.values() for hit in found]),
    )
    own = with_other_names(own_of(document.metadata), publisher)
    draft = Draft()
    # Titles first, so that no body's name is guessed out of the middle of one; references last, for they mean what was named.
    own_strategy = add_strategies(page, draft, own, hits)
    add_people(page, draft)
    add_organisations(page, draft, hits)
    add_meeting_body(page, draft)
    if publisher is not None:
        # "The Department" may mean the publisher even where the text never gives its name.
        draft.things.setdefault(publisher.id, publisher)
    add_references(page, draft)
    _drop_names_inside_titles(page, draft)
    return _context(page, draft, own_strategy if own and own.is_document else None, own_strategy)


def _government(
    vocabulary: Vocabulary, country: str | None, publisher: Named | None, hits: Sequence[Hit[Known]]
) -> KnownOrganisation | None:
    """Who "the government" is: the publisher's, else the only one a report speaks of, else the country's."""
    spoken_of = government_spoken_of(vocabulary, country, hits) if publisher is None else None
    return spoken_of or government_of(vocabulary, country, publisher.id if publisher else None)


def _publisher(document: ReadDocument, vocabulary: Vocabulary, country: str | None) -> Named | None:
    """The organisation that speaks in the document; a news outlet is none."""
    name = document.metadata.publisher
    if not name:
        return None
    entry = lookup(vocabulary, name, country, document.metadata.published_on)
    news = reports(document.metadata, OUTLETS)
    if entry is not None:
        # A magazine may call itself after a parliament's seat.
        outlet = news and (entry.kind in REPORTERS or (entry.kind == "parliament" and name != entry.name))
        return None if outlet else named_organisation(entry)
    # The field often holds a person or a website; text or form has to confirm that it is a body.
    spoken_of = (
        name in document.text
        or PLACE_COUNCIL.match(name) is not None
        or any(end - start == len(name) for start, end in names_of_bodies(name))
    )
    return unknown_organisation(name, country) if spoken_of and not news else None


def _drop_names_inside_titles(page: Page, draft: Draft) -> None:
    """Take back organisations named only inside the titles of strategies: "Civil Service Capabilities Plan" names no Civil Service."""
    outside: set[NodeId] = {page.publisher} if page.publisher else set()
    inside: set[NodeId] = set()
    for block in page.blocks:
        mentions = draft.in_block(block)
        titles = [mention.span for mention in mentions if draft.things[mention.thing].kind == "Strategy"]
        for mention in mentions:
            if draft.things[mention.thing].kind == "Organisation":
                (inside if _only_in_title(mention, titles, draft) else outside).add(mention.thing)
    draft.drop(inside - outside)


def _only_in_title(mention: Mention, titles: Sequence[Span], draft: Draft) -> bool:
    """Whether an organisation is named there as part of a strategy's title, and not as its owner at the title's head."""
    over = [span for span in titles if span.start <= mention.span.start and mention.span.end <= span.end]
    owner = any(span.start == mention.span.start for span in over) and draft.things[mention.thing].fields["kind"] != "group"
    return bool(over) and not owner


def _context(page: Page, draft: Draft, own_strategy: NodeId | None, subject: NodeId | None) -> Context:
    context = Context(
        document=page.document,
        vocabulary=page.vocabulary,
        country=page.country,
        publisher=page.publisher,
        own_strategy=own_strategy,
        things=draft.things,
        mentions=tuple(draft.mentions(page.blocks)),
        subject=subject,
        government=page.government.id if page.government else None,
    )
    return with_themes(context)
