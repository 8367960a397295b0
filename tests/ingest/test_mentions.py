"""The context of a document: its country, who speaks in it, and where things are named."""

from collections.abc import Callable

import pytest

from ingest.documents import ReadDocument
from ingest.extraction.abbreviations import long_form_start
from ingest.extraction.matching import Matcher, fold, longest
from ingest.extraction.mentions import find_mentions
from ingest.vocabulary import Vocabulary

Maker = Callable[..., ReadDocument]


@pytest.mark.parametrize(
    ("text", "metadata", "country"),
    [
        ("A plan.", {"country": "nz"}, "nz"),
        ("A plan.", {"country": "gb-sct"}, "gb"),
        ("A plan.", {"publisher": "Digital Transformation Agency"}, "au"),
        ("A plan.", {"publisher": "European Commission"}, "eu"),
        ("The Home Office and Ofcom met in London.", {}, "gb"),
        ("Canadians expect it. See canada.ca and tbs.gc.ca for more.", {}, "ca"),
        ("The United States and U.S. agencies agree.", {}, "us"),
        ("A plan for a place that no word tells.", {}, None),
    ],
)
def test_the_country_comes_from_metadata_publisher_or_the_words(
    as_document: Maker, vocabulary: Vocabulary, text: str, metadata: dict[str, str], country: str | None
) -> None:
    assert find_mentions(as_document(text, **metadata), vocabulary).country == country


@pytest.mark.parametrize(
    ("publisher", "kind", "speaker"),
    [
        ("Ministry of Justice", "strategy", "organisation/gb-ministry-of-justice"),
        ("Digital Transformation Agency", "news", "organisation/au-digital-transformation-agency"),
        ("The Daily Tide", "news", None),
        ("BBC", "news", None),
        ("policy watchers", "briefing", None),
        ("Coastal Erosion Agency", "strategy", "organisation/coastal-erosion-agency"),
    ],
)
def test_a_news_outlet_is_never_the_one_who_speaks(
    as_document: Maker, vocabulary: Vocabulary, publisher: str, kind: str, speaker: str | None
) -> None:
    assert find_mentions(as_document("We will act.", publisher=publisher, kind=kind), vocabulary).publisher == speaker


def test_mentions_come_in_order_of_place_and_can_be_asked_by_kind(as_document: Maker, vocabulary: Vocabulary) -> None:
    document = as_document("The Home Office Data Strategy will help Ofcom and the Home Office.", country="gb")
    context = find_mentions(document, vocabulary)
    block = document.blocks[0]

    everything = context.mentions_in(block)
    assert [mention.span.start for mention in everything] == sorted(mention.span.start for mention in everything)
    assert [mention.span.text for mention in context.mentions_in(block, "Organisation")] == ["Home Office", "Ofcom", "Home Office"]
    assert [mention.span.text for mention in context.mentions_in(block, "Strategy")] == ["Home Office Data Strategy"]


def test_every_mention_is_of_a_known_thing_and_quotes_the_stored_text(as_document: Maker, vocabulary: Vocabulary) -> None:
    text = (
        "# Plan\n\nThe *Department for Transport* (DfT) will\nwork with [Ofcom](https://www.ofcom.org.uk) on its **Open Roads Strategy**.\n"
    )
    document = as_document(text, country="gb")
    context = find_mentions(document, vocabulary)

    for mention in context.mentions:
        start, end = mention.span.stored
        assert mention.thing in context.things
        assert document.text[start:end].split()[0].startswith(mention.span.text.split()[0])


def test_two_runs_give_the_same_context(as_document: Maker, vocabulary: Vocabulary) -> None:
    document = as_document("The Home Office and Ofcom will publish a Data Strategy on AI, and the department will fund it.", country="gb")

    def told() -> list[tuple[str, int, str]]:
        return [(mention.thing, mention.span.start, mention.rule) for mention in find_mentions(document, vocabulary).mentions]

    assert told() == told()


def test_the_summary_in_front_matter_is_read(as_document: Maker, vocabulary: Vocabulary) -> None:
    text = '---\ntitle: "News"\nsummary: "The Home Office\'s new tides strategy is out."\ntag: x\n---\n\nHello there.\n'
    context = find_mentions(as_document(text, country="gb"), vocabulary)

    assert {"organisation/gb-home-office", "strategy/tides-strategy"} <= {mention.thing for mention in context.mentions}


def test_folding_keeps_every_offset() -> None:
    text = "İSTANBUL’s “Plan” – A B"

    assert len(fold(text)) == len(text)
    assert fold("Home Office’s – “Plan”") == 'home office\'s - "plan"'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ARIA and aria", ["ARIA"]),
        ("the tidal plan, a Tidal Plan, TIDAL PLAN", ["tidal plan", "Tidal Plan", "TIDAL PLAN"]),
        ("The Home Office, the home office, THE HOME OFFICE", ["Home Office", "HOME OFFICE"]),
        ("xARIA ARIA2 ARIA_x ARIA.gov.uk ARIA.", ["ARIA"]),
    ],
)
def test_names_match_at_word_boundaries_with_their_capitals(text: str, found: list[str]) -> None:
    matcher = Matcher([("ARIA", 1), ("tidal plan", 2), ("Home Office", 3)])

    assert [text[hit.start : hit.end] for hit in longest(matcher.hits(text))] == found


@pytest.mark.parametrize(
    ("before", "short", "long"),
    [
        ("run by the Coastal Erosion Agency", "CEA", "Coastal Erosion Agency"),
        ("under the Department of the Interior", "DOI", "Department of the Interior"),
        ("a memorandum of understanding", "MOU", "memorandum of understanding"),
        ("nothing that fits", "XYZ", None),
    ],
)
def test_the_long_form_is_found_by_its_initials(before: str, short: str, long: str | None) -> None:
    start = long_form_start(before, short)

    assert (before[start:] if start is not None else None) == long
