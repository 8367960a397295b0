"""What the place of words in a document does to them: labels, lead-ins, numbered runs, headings, sentences and country."""

from collections.abc import Callable

import pytest

from ingest.documents import Block, BlockKind, ReadDocument
from ingest.extraction.actions import Form, Label, form_of, gerund_series, is_gerund, label_of
from ingest.extraction.attributes import attribute_of
from ingest.extraction.country import country_of, government_of
from ingest.extraction.findings import Findings, Span
from ingest.extraction.leads import HeadingKind, governing_intros, heading_kind, lead_of, running_numbers
from ingest.extraction.matching import at_word_boundaries
from ingest.extraction.own_strategy import own_of
from ingest.extraction.sentences import LONGEST_SENTENCE, sentences
from ingest.vocabulary import Vocabulary

Extract = Callable[..., Findings]


def block(text: str, kind: BlockKind = "paragraph", *, intro: Block | None = None, number: str | None = None) -> Block:
    return Block(kind, text, tuple(range(len(text))), intro=intro, number=number)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Action 4: Map piers", Label(10, "action", "4")),
        ("Action 4.2 – Map piers", Label(13, "action", "4.2")),
        ("ACTION: Ofcom to map piers", Label(8, "action", None)),
        ("Action point: Map piers", Label(14, "action point", None)),
        ("Recommendation No. 7: Map piers", Label(22, "recommendation", "7")),
        ("Recommendation 12 (Ofcom): Map piers", Label(27, "recommendation", "12")),
        ("Commitment A3. Map piers", Label(15, "commitment", "A3")),
        ("Key action: Map piers", Label(12, "key action", None)),
        ("4.2 Map piers", Label(4)),
        ("(a) map piers", Label(4)),
        ("Piers: map them", Label(7)),
        ("Agency goal: Map piers", Label(13, "goal")),
        ("Actions for piers are many", Label(0)),
        ("Map piers: all of them", Label(0)),
    ],
)
def test_a_label_is_told_from_its_action(text: str, label: Label) -> None:
    assert label_of(text) == label


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Immediately publish maps", "imperative"),
        ("Prepare and issue maps", "imperative"),
        ("Be open about maps", "imperative"),
        ("to be open about maps", "infinitive"),
        ("Setting up a board", "gerund"),
        ("Opening hours", "gerund"),
        ("Building on what we know", "gerund"),
        ("Sets up a board", "third person"),
        ("Establishment of a board", "nominal"),
        ("Map of piers", "nominal"),
        ("Design team", "nominal"),
        ("Open Government Partnership", "nominal"),
        ("Board meetings are monthly", "finite"),
        ("A list of ports that are open", "nominal"),
    ],
)
def test_the_first_verb_gives_the_form(text: str, form: Form) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize(("word", "expected"), [("mapping", True), ("cutting", True), ("making", True), ("king", False), ("spring", False)])
def test_a_gerund_is_of_a_known_verb(word: str, *, expected: bool) -> None:
    assert is_gerund(word) is expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("mapping piers, training pilots, and opening depots.", ["mapping piers", "training pilots", "opening depots"]),
        ("mapping piers and training pilots.", []),
        ("mapping piers, training pilots, and depots.", []),
        ("piers, mapping masts, training pilots, opening depots.", []),
    ],
)
def test_three_gerunds_make_a_series(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in gerund_series(text, 0)] == parts


@pytest.mark.parametrize(
    ("text", "kind", "recommends"),
    [
        ("The board will:", "bound", False),
        ("By 2033 we will have:", "bound", False),
        ("The board should:", "bound", True),
        ("We recommend that the board:", "bound", True),
        ("The inquiry recommends:", "bound", True),
        ("Key actions:", "planned", False),
        ("Our next steps are as follows:", "planned", False),
        ("Our priorities for 2033:", "planned", False),
        ("The following recommendations are made:", "planned", True),
        ("We will do this by:", "bound", False),
        ("Change comes through:", "means", False),
        ("Last year we have:", "past", False),
        ("There were three reasons:", "past", False),
        ("Piers include:", "none", False),
    ],
)
def test_a_lead_in_governs_its_items(text: str, kind: str, *, recommends: bool) -> None:
    lead = lead_of(block(text))

    assert (lead.kind, lead.recommends) == (kind, recommends)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Next steps"], "actions"),
        (["Our commitments"], "actions"),
        (["What we will do"], "actions"),
        (["Recommendations"], "recommendations"),
        (["Targets for 2033"], "targets"),
        (["Background"], "other"),
        (["Actions", "Background"], "other"),
        (["Background", "Actions"], "actions"),
        (["Actions", "Piers"], "actions"),
        (["Progress on actions"], "actions"),
        (["What we heard"], "other"),
        ([], "other"),
    ],
)
def test_the_nearest_telling_heading_decides(headings: list[str], kind: HeadingKind) -> None:
    assert heading_kind([block(text, "heading") for text in headings]) == kind


def test_a_part_of_a_list_keeps_its_governor() -> None:
    will, part = block("The board will map:"), block("The following piers:")
    blocks = [will, part, block("one", "item", intro=part)]

    assert governing_intros(blocks) == {id(part): will}


def test_a_heading_ends_what_governs() -> None:
    part = block("The following piers:")
    blocks = [block("The board will map:"), block("Piers", "heading"), part, block("one", "item", intro=part)]

    assert governing_intros(blocks) == {}


@pytest.mark.parametrize(
    ("numbers", "running"),
    [(["1", "2", "3", "4"], 4), (["1", "2", "1", "2"], 0), (["1", None, "3"], 0), (["a", "b", "c", "d"], 0)],
    ids=["over two lists", "each from one", "with a gap", "letters"],
)
def test_numbers_run_on_from_list_to_list(numbers: list[str | None], running: int) -> None:
    intros = [block("First:"), block("Second:")]
    items = [block("Map piers", "item", intro=intros[place * 2 // len(numbers)], number=number) for place, number in enumerate(numbers)]

    assert len(running_numbers(items)) == running


@pytest.mark.parametrize(
    ("line", "attribute"),
    [
        ("Lead: Ofcom", ("owner", "Ofcom")),
        ("Responsible body: Ofcom", ("owner", "Ofcom")),
        ("Led by: Ofcom", ("owner", "Ofcom")),
        ("By when: June 2033", ("date", "June 2033")),
        ("Target date: June 2033", ("date", "June 2033")),
        ("Timeline: June 2033", ("date", "June 2033")),
        ("Lead:", None),
        ("Dates are sweet", None),
    ],
)
def test_labelled_lines_say_who_and_when(line: str, attribute: tuple[str, str] | None) -> None:
    found = attribute_of(Span(block(line), 0, len(line)))

    assert (found and (found[0], found[1].text)) == attribute


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We will map piers (see Fig. 2). Ofcom will pay.", ["We will map piers (see Fig. 2).", "Ofcom will pay."]),
        ("“We will pay.” Ofcom agreed.", ["“We will pay.”", "Ofcom agreed."]),
        ("It cost £1.5m. Ofcom paid.", ["It cost £1.5m.", "Ofcom paid."]),
        ("It ends on 3 p.m. today.", ["It ends on 3 p.m. today."]),
        ("4. Map piers. Pay.", ["4. Map piers.", "Pay."]),
        ("Really? Yes! No…", ["Really?", "Yes!", "No…"]),
        ("We will pay.[1] Ofcom agreed.", ["We will pay.[1]", "Ofcom agreed."]),
        ("   ", []),
    ],
)
def test_sentences_end_where_readers_stop(text: str, parts: list[str]) -> None:
    assert [span.text for span in sentences(block(text))] == parts


def test_a_sentence_without_end_is_parted() -> None:
    parts = sentences(block("pier " * 1000))

    assert max(len(part.text) for part in parts) <= LONGEST_SENTENCE
    assert "".join(part.text for part in parts).replace(" ", "") == "pier" * 1000


@pytest.mark.parametrize(
    ("text", "metadata", "country"),
    [
        ("Piers.", {"uri": "https://www.gov.scot/piers"}, "gb"),
        ("Piers.", {"uri": "https://www.gov.wales/piers"}, "gb"),
        ("Piers.", {"uri": "https://www.dta.gov.au/piers"}, "au"),
        ("Piers.", {"uri": "https://www.whitehouse.gov/piers"}, "us"),
        ("Piers.", {"uri": "https://ec.europa.eu/piers"}, "eu"),
        ("Piers of Scotland and Wales.", {}, "gb"),
        ("Piers of New South Wales and Queensland.", {}, "au"),
        ("Piers of Aotearoa.", {"title": "New Zealand piers"}, "nz"),
        ("Australia looked at the UK, the UK and the UK.", {"publisher": "Digital Transformation Agency"}, "au"),
        ("Piers.", {}, None),
    ],
)
def test_a_country_is_told_by_many_signs(
    as_document: Callable[..., ReadDocument], vocabulary: Vocabulary, text: str, metadata: dict[str, str], country: str | None
) -> None:
    assert country_of(as_document(text, **metadata), vocabulary, ()) == country


@pytest.mark.parametrize(
    ("country", "publisher", "government"),
    [
        ("gb", None, "organisation/gb-uk-government"),
        ("gb", "organisation/gb-transport-scotland", "organisation/gb-scottish-government"),
        ("au", None, "organisation/au-australian-government"),
        ("xx", None, None),
    ],
)
def test_each_country_has_its_government(vocabulary: Vocabulary, country: str, publisher: str | None, government: str | None) -> None:
    found = government_of(vocabulary, country, publisher)

    assert (found.id if found else None) == government


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("met Ofcom.", "Ofcom", True),
        ("Ofcom's", "Ofcom", True),
        ("(Ofcom)", "Ofcom", True),
        ("Ofcom-led", "Ofcom", True),
        ("Ofcoms", "Ofcom", False),
        ("x.Ofcom", "Ofcom", False),
        ("Ofcom.org", "Ofcom", False),
        ("@Ofcom", "Ofcom", False),
        ("a/Ofcom", "Ofcom", False),
    ],
)
def test_a_name_stands_between_its_boundaries(text: str, name: str, *, whole: bool) -> None:
    start = text.index(name)

    assert at_word_boundaries(text, start, start + len(name)) is whole


@pytest.mark.parametrize(
    ("title", "kind", "own"),
    [
        ("Tidal Strategy 2031", "strategy", ("Tidal Strategy 2031", "strategy", True)),
        ("Piers for All", "white paper", ("Piers for All", "white paper", True)),
        ("Tidal Strategy: what it means", "news", ("Tidal Strategy", "strategy", False)),
        ("Minutes of the Tidal Board", "minutes", None),
        ("Tides rise", "news", None),
    ],
)
def test_a_title_says_what_a_document_is(
    as_document: Callable[..., ReadDocument], title: str, kind: str, own: tuple[str, str, bool] | None
) -> None:
    found = own_of(as_document("Piers.", title=title, kind=kind).metadata)

    assert (found and (found.name, found.kind, found.is_document)) == own


def test_a_shout_of_capitals_names_bodies(extracted: Extract) -> None:
    findings = extracted("## THE HOME OFFICE\n\nWe will map piers.")

    assert [owner.organisation for owner in findings.commitments[0].owners] == ["organisation/gb-home-office"]


def test_a_numbered_heading_holds_one_action(extracted: Extract) -> None:
    text = "## Action 4\n\nMap the piers. Piers are old. Paint is dear.\n\nTrain the pilots.\n\n## Action 5\n\nTrain the pilots."

    assert [(found.span.text, found.rule) for found in extracted(text).commitments] == [
        ("Map the piers.", "numbered heading: instruction"),
        ("Train the pilots.", "numbered heading: instruction"),
    ]
