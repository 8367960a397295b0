"""Themes by salience: labels with their limits, where they stand, and what backs them."""

from collections.abc import Callable
from datetime import date

import pytest

from ingest.documents import ReadDocument
from ingest.extraction.concerns import themes_of
from ingest.extraction.context import Context
from ingest.extraction.findings import CommitmentFinding, Span
from ingest.extraction.mentions import find_mentions
from ingest.extraction.themes import ThemeMatcher, backed_themes, settle_themes, themes_in_name
from ingest.vocabulary import KnownTheme, Vocabulary

Reader = Callable[..., Context]


@pytest.fixture
def read(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> Reader:
    """The context of a text."""

    def context_of(text: str, **metadata: str) -> Context:
        return find_mentions(as_document(text, **metadata), vocabulary)

    return context_of


def theme(name: str, *labels: str, weak: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> KnownTheme:
    return KnownTheme(f"theme/{name}", name, "A theme.", labels, weak, without)


def found(text: str, *themes: KnownTheme) -> list[tuple[str, str, float]]:
    return sorted((hit.theme, text[hit.start : hit.end], hit.weight) for hit in ThemeMatcher(themes).hits(text))


def of_block(context: Context, index: int = -1) -> list[str]:
    block = context.document.blocks[index]
    nodes = themes_of(Span(block, 0, len(block.text)), context)
    return [str(context.vocabulary.themes_by_id[node].name) for node in nodes]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Automate it; automation and Automated gates.", ["Automate", "Automated", "automation"]),
        ("A lamp, two lamps, a lampshade.", ["lamp", "lamps"]),
        ("AI helps; ai and AIM do not, AI-led lamps do.", ["AI", "AI", "lamps"]),
    ],
)
def test_labels_match_whole_words_plurals_and_open_ends(text: str, words: list[str]) -> None:
    assert sorted(word for _, word, _ in found(text, theme("lamps", "automat*", "lamp", "AI"))) == sorted(words)


def test_a_negative_label_takes_away_the_label_inside_it() -> None:
    lamps = theme("lamps", "act", without=("act as",))

    assert found("They act as a gate under the Lamps Act.", lamps) == [("theme/lamps", "Act", 1.0)]


def test_the_longest_label_of_a_theme_wins_a_place_and_themes_do_not_compete() -> None:
    text = "Share data widely."

    assert found(text, theme("data", "use of data", weak=("data",)), theme("sharing", "share data", weak=("share",))) == [
        ("theme/data", "data", 0.5),
        ("theme/sharing", "Share data", 1.0),
    ]


def test_a_theme_merely_mentioned_is_not_the_documents(read: Reader) -> None:
    context = read("# Lighthouses\n\n" + "Keepers tend the lamp every night. " * 40 + "\n\nA passport is needed once.")

    assert [node for node, thing in context.things.items() if thing.kind == "Theme"] == []


def test_a_theme_in_the_title_and_headings_is_the_documents(read: Reader) -> None:
    context = read("# Cyber security for ports\n\n## Ransomware\n\nPorts must be ready.", title="Cyber security for ports")

    assert "theme/cyber-security" in context.things
    assert [block.kind for block, hit in context.salience.places if hit.theme == "theme/cyber-security"] == ["heading"] * 3


def test_a_body_named_after_a_theme_does_not_make_it_one(read: Reader) -> None:
    context = read("The Ministry of Justice, the Department for Education and the Department for Transport met.", country="gb")

    assert [node for node, thing in context.things.items() if thing.kind == "Theme"] == []


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("We will replace every legacy system and train staff in digital skills.", ["Digital skills and workforce", "Legacy technology"]),
        ("We will recruit data scientists to improve hospitals.", ["Digital skills and workforce", "Health and care"]),
        ("We will buy from small suppliers through open procurement.", ["Procurement and suppliers"]),
        ("We will write encryption rules for cloud services.", ["Cloud and hosting", "Cyber security", "Regulation and legislation"]),
        ("The Department for Transport will publish a freight map.", ["Transport"]),
    ],
)
def test_a_commitment_has_the_themes_of_its_words_and_of_what_it_is_for(read: Reader, text: str, themes: list[str]) -> None:
    assert sorted(of_block(read(text))) == themes


def test_a_commitment_has_at_most_three_themes(read: Reader) -> None:
    text = "We will buy AI, cloud hosting, cyber security, broadband, open source and passports through procurement."

    assert len(of_block(read(text))) == 3


def test_a_commitment_without_themes_of_its_own_takes_that_of_its_heading(read: Reader) -> None:
    assert of_block(read("## Digital identity\n\nWe will start next year.")) == ["Digital identity"]


def test_a_theme_weakly_shown_joins_a_strong_one_only_under_its_heading(read: Reader) -> None:
    text = "We will audit the staff of lighthouses."

    assert of_block(read(text)) == ["Performance and evaluation"]
    assert of_block(read(f"## Digital skills\n\n{text}")) == ["Performance and evaluation", "Digital skills and workforce"]


def test_what_the_other_commitments_are_about_breaks_a_tie(read: Reader) -> None:
    context = read("We will fix prisons and roads.")
    block = context.document.blocks[0]
    span = Span(block, 0, len(block.text))

    assert themes_of(span, context)[0] == "theme/justice"
    assert themes_of(span, context, {"theme/transport": 1.0})[0] == "theme/transport"


def test_a_theme_that_stands_only_in_a_bodys_name_comes_last(read: Reader) -> None:
    assert of_block(read("The Department for Transport will buy cloud services.", country="gb"))[0] == "Cloud and hosting"


def test_words_that_tell_nothing_have_no_theme(read: Reader) -> None:
    assert of_block(read("We will start next year.")) == []


@pytest.mark.parametrize(
    ("name", "themes"),
    [
        ("Trusted Digital Identity Framework", {"theme/digital-identity"}),
        ("European Data Strategy", {"theme/data"}),
        ("Fog Plan", set()),
    ],
)
def test_a_strategys_name_tells_its_themes(vocabulary: Vocabulary, name: str, themes: set[str]) -> None:
    assert set(themes_in_name(name, vocabulary)) == themes


def commitment(context: Context, *themes: str) -> CommitmentFinding:
    block = context.document.blocks[0]
    return CommitmentFinding(Span(block, 0, len(block.text)), "commitment", "will", "test@1", 0.9, themes=themes)


def test_a_theme_of_one_commitment_that_nothing_backs_is_dropped_unless_it_is_all_there_is(read: Reader) -> None:
    context = read("We will fix the lamps.")
    alone, twice = commitment(context, "theme/transport"), commitment(context, "theme/data", "theme/justice")

    kept = backed_themes(context, [alone, twice, commitment(context, "theme/data")])

    assert [finding.themes for finding in kept] == [("theme/transport",), ("theme/data",), ("theme/data",)]


def test_the_themes_of_what_is_promised_are_the_documents(read: Reader) -> None:
    context = read("We will fix the lamps.")

    settled = settle_themes(context, [commitment(context, "theme/data")], [])

    assert {node for node, thing in settled.things.items() if thing.kind == "Theme"} == {"theme/data"}
    assert settled.things["theme/data"].fields["name"] == "Data"
    assert settled.things["theme/data"].defined_by == "vocabulary/themes"


def test_themes_do_not_depend_on_the_day(read: Reader) -> None:
    text = "# Cyber security\n\nWe will train staff."
    one, two = read(text, published="2020-01-01"), read(text, published=date(2030, 1, 1).isoformat())

    assert [node for node in one.things if node.startswith("theme/")] == [node for node in two.things if node.startswith("theme/")]
