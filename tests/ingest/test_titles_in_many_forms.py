"""Strategies, laws and reviews as texts print them: editions, brackets, numbers, topics and short forms."""

from collections.abc import Callable

import pytest

from ingest.documents import ReadDocument
from ingest.extraction.findings import Findings
from ingest.extraction.front_matter import with_summary
from ingest.extraction.people import told_apart, without_title

Named = Callable[..., list[tuple[str, str]]]
Related = Callable[..., list[tuple[str, str, str]]]
Extract = Callable[..., Findings]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("It published its Tidal Safety Strategy 2030-35 in May.", ["Tidal Safety Strategy 2030-35"]),
        ("The Infrastructure Plan for Scotland 2031-36 is out.", ["Infrastructure Plan for Scotland 2031-36"]),
        ("The 2031 National Tidal Strategy is out.", ["2031 National Tidal Strategy"]),
        ("The Ten-Year Tidal Plan is out.", ["Ten-Year Tidal Plan"]),
        ("The UK's 10 Year Tidal Plan is out.", ["10 Year Tidal Plan"]),
        ("The Tidal (Scotland) Act 2031 is in force.", ["Tidal (Scotland) Act 2031"]),
        ("Section 4 of the Tides Act 2031 applies.", ["Tides Act 2031"]),
        ("The Closing the Sluice Act is in force.", ["Closing the Sluice Act"]),
        ("Under the Tides Act 2010 and the Waves Act 2018, we act.", ["Tides Act 2010", "Waves Act 2018"]),
        ("Executive Order 19999 directs agencies.", ["Executive Order 19999"]),
        ("OMB Circular A-11 applies.", ["OMB Circular A-11"]),
        ("The Tidal Reform Package is out.", ["Tidal Reform Package"]),
        ("The White Paper on Tides is out.", ["White Paper on Tides"]),
        ("The Code of Practice for Tidal Pilots is new.", ["Code of Practice for Tidal Pilots"]),
        ("The Programme for Government 2031-32 is out.", ["Programme for Government 2031-32"]),
        ("The Independent Review of Tidal Skills reported.", ["Independent Review of Tidal Skills"]),
        ("The National Agreement on Closing the Sluice binds states.", ["National Agreement on Closing the Sluice"]),
        ("The Tidal Energy Roadmap and Ferry Strategy are new.", ["Tidal Energy Roadmap", "Ferry Strategy"]),
        ("Our Plan for Tides is bold.", ["Plan for Tides"]),
        ("The Federal Tides Strategy 2031 Action Plan is out.", ["Federal Tides Strategy 2031 Action Plan"]),
        ("Purpose of the Tidal Energy Strategy: clean power.", ["Tidal Energy Strategy"]),
        ("Required by the Tides Act, the council met.", ["Tides Act"]),
        ("View the 2031 Tidal Plan.", ["2031 Tidal Plan"]),
        ("The Protection of the Sea Act 2031 is in force.", ["Protection of the Sea Act 2031"]),
        ("Phase 1 Implementation of the Tides Act began.", ["Tides Act"]),
        ("4.2 Tidal Energy Strategy", ["Tidal Energy Strategy"]),
        ("The Universal Tide Product Code is printed.", []),
        ("I. Call to Order", []),
        ("Lamp Science to Support the Tidal Strategy", ["Tidal Strategy"]),
        ("They will launch an artificial lamp (AL) strategy soon.", ["artificial lamp (AL) strategy"]),
        ("Delivery of Lamp Projects and Programmes is hard.", []),
        ("The 2022 Programme for Government is out.", ["2022 Programme for Government"]),
    ],
)
def test_a_title_ends_where_its_name_does(named: Named, text: str, titles: list[str]) -> None:
    assert [words for words, _ in named(text, "Strategy")] == titles


@pytest.mark.parametrize(
    "text",
    [
        "A long-term plan for tides is needed.",
        "The strategy will be reviewed.",
        "They review the order of ships.",
        "Act now. Plan ahead.",
        "The Port Strategy Unit met.",
        "The Harbour Policy Team met.",
        "Annual Review meetings are dull.",
        "The Office for Tidal Standards met.",
        "Strategy and Planning Officers met.",
        "Bill Hill and Charter Green met.",
    ],
)
def test_kind_words_alone_are_no_titles(named: Named, text: str) -> None:
    assert named(text, "Strategy") == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("In May it published Lamps for Everybody: a bright way (‘the Roadmap’) to say so.", ["Lamps for Everybody: a bright way"]),
        ("Scotland's first strategy, Safe and Bright was published in 2015.", ["Safe and Bright"]),
        ("It looked back in its progress report Firm Ground, published in May.", ["Firm Ground"]),
        ("They issued their second lamp safety strategy The Tidal Lamps Strategy.", ["Tidal Lamps Strategy"]),
        ("It published a Map of Lamps (the Annex).", []),
        ("The Home Office read the strategy, Scottish Ministers said.", []),
    ],
)
def test_a_title_without_a_kind_word_is_told_by_what_stands_beside_it(named: Named, text: str, titles: list[str]) -> None:
    assert [words for words, _ in named(text, "Strategy")] == titles


def test_a_strategy_and_its_action_plan_are_two(named: Named) -> None:
    text = "The Federal Tides Strategy 2031 Action Plan is out. It follows the Federal Tides Strategy. The 2031 Action Plan has goals."

    assert named(text, "Strategy") == [
        ("Federal Tides Strategy 2031 Action Plan", "Federal Tides Strategy 2031 Action Plan"),
        ("Federal Tides Strategy", "Federal Tides Strategy"),
        ("2031 Action Plan", "Federal Tides Strategy 2031 Action Plan"),
    ]


def test_ai_in_a_title_is_artificial_intelligence(named: Named) -> None:
    text = "The Artificial Intelligence Strategy is out. The AI Strategy has goals."

    assert [name for _, name in named(text, "Strategy")] == ["Artificial Intelligence Strategy"] * 2


def test_an_abbreviated_title_keeps_its_initials(named: Named) -> None:
    text = "The Tidal Planning Policy Framework (TPPF) was revised. The TPPF is long."

    assert named(text, "Strategy") == [
        ("Tidal Planning Policy Framework", "Tidal Planning Policy Framework"),
        ("TPPF", "Tidal Planning Policy Framework"),
        ("TPPF", "Tidal Planning Policy Framework"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Tidal Action Plan (the Plan) is out. The Plan has goals.", ["Tidal Action Plan", "the Plan", "The Plan"]),
        ("The draft Tides Bill was laid. The Bill will pass.", ["Tides Bill", "The Bill"]),
        ("The Tidal Strategy is out. That strategy is bold.", ["Tidal Strategy", "That strategy"]),
        ("The Tidal Strategy and the Ferry Plan are out. The plan is bold.", ["Tidal Strategy", "Ferry Plan", "The plan"]),
        ("The Tidal Strategy is out. The review is bold.", ["Tidal Strategy"]),
    ],
)
def test_a_short_form_means_the_last_named(named: Named, text: str, words: list[str]) -> None:
    assert [printed for printed, _ in named(text, "Strategy")] == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Tides Bill became the Tides Act 2031.", {"Tides Act 2031", "Tides Bill"}),
        ("The Tidal Strategy 2025 gave way to the Tidal Strategy 2031.", {"Tidal Strategy 2025", "Tidal Strategy 2031"}),
        ("The Harbour and Tides Strategy and the Tides Plan differ.", {"Harbour and Tides Strategy", "Tides Plan"}),
        ("The Tidal Plan: government response is out, as is the Tidal Plan.", {"Tidal Plan: government response", "Tidal Plan"}),
    ],
)
def test_editions_and_answers_stay_apart(named: Named, text: str, names: set[str]) -> None:
    assert {name for _, name in named(text, "Strategy")} == names


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Tidal Strategy supersedes the Ferry Plan.", ("Tidal Strategy", "SUPERSEDES", "Ferry Plan")),
        ("The Ferry Plan has been replaced by the Tidal Strategy.", ("Tidal Strategy", "SUPERSEDES", "Ferry Plan")),
        ("The Tidal Strategy will replace the Ferry Plan.", ("Tidal Strategy", "SUPERSEDES", "Ferry Plan")),
        ("The Tidal Strategy builds on the Ferry Plan.", ("Tidal Strategy", "CITES", "Ferry Plan")),
        ("The Tidal Strategy implements the Ferry Plan.", ("Tidal Strategy", "CITES", "Ferry Plan")),
        ("Ofcom launched the Tidal Strategy today.", ("Ofcom", "PUBLISHES", "Tidal Strategy")),
        ("The Tidal Strategy, published in May by Ofcom, is long.", ("Ofcom", "PUBLISHES", "Tidal Strategy")),
        ("Ofcom’s Tidal Strategy is long.", ("Ofcom", "OWNS", "Tidal Strategy")),
        ("Ofcom asked for the Tidal Skills Review.", ("Ofcom", "COMMISSIONS", "Tidal Skills Review")),
        ("The Tides Act gives Ofcom new powers.", ("Tides Act", "AFFECTS", "Ofcom")),
    ],
)
def test_words_between_names_join_them(related: Related, sentence: str, expected: tuple[str, str, str]) -> None:
    assert related(sentence, expected[1]) == [expected]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("The Tidal Strategy and the Ferry Plan are out.", "SUPERSEDES"),
        ("Ofcom met to talk of the Tidal Strategy.", "PUBLISHES"),
        ("Ofcom and the Home Office met.", "PARTNERS_WITH"),
        ("Ofcom wrote to the Home Office.", "OVERSEES"),
        ("Ofcom moved from the Home Office.", "PART_OF"),
        ("Ofcom answers the Home Office.", "SUCCEEDED_BY"),
    ],
)
def test_names_side_by_side_are_not_joined(related: Related, sentence: str, relation: str) -> None:
    assert related(sentence, relation) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Fog Agency, an executive agency of Ofcom, met.", ("Fog Agency", "PART_OF", "Ofcom")),
        ("The Fog Agency sits within Ofcom.", ("Fog Agency", "PART_OF", "Ofcom")),
        ("The Fog Agency is sponsored by Ofcom.", ("Ofcom", "OVERSEES", "Fog Agency")),
        ("The Home Office oversees the Fog Agency.", ("Home Office", "OVERSEES", "Fog Agency")),
        ("The Fog Agency was renamed the Mist Agency.", ("Fog Agency", "SUCCEEDED_BY", "Mist Agency")),
        ("The Mist Agency (formerly the Fog Agency) met.", ("Fog Agency", "SUCCEEDED_BY", "Mist Agency")),
        ("The Mist Agency took over from the Fog Agency.", ("Fog Agency", "SUCCEEDED_BY", "Mist Agency")),
        ("The Fog Agency will collaborate with Ofcom.", ("Fog Agency", "PARTNERS_WITH", "Ofcom")),
    ],
)
def test_bodies_are_joined_by_what_is_said(related: Related, sentence: str, expected: tuple[str, str, str]) -> None:
    assert related(sentence, expected[1]) == [expected]


def test_the_news_place_promises_in_the_plan(extracted: Extract) -> None:
    text = "Ofcom shared its Tidal Strategy. The strategy promises that Ofcom will map masts.\n\n## Reactions\n\nThe BBC will report it.\n"
    found = extracted(text, title="Ofcom Tidal Strategy explained", kind="news", publisher="The Daily Tide", country="gb").commitments

    assert [(commitment.span.text, commitment.strategy_rule) for commitment in found] == [
        ("The strategy promises that Ofcom will map masts.", "said-by-subject"),
        ("The BBC will report it.", None),
    ]


def test_what_a_law_changes_is_its_effect(extracted: Extract) -> None:
    text = "The Tides Bill will amend old rules. It will also repeal others. The Bill will be introduced in June 2031."
    found = extracted(text)

    assert [commitment.span.text for commitment in found.commitments] == ["The Bill will be introduced in June 2031."]
    assert [(rejected.rule, rejected.span.text) for rejected in found.rejected] == [
        ("effect of a law", "The Tides Bill will amend old rules."),
        ("effect of a law", "It will also repeal others."),
    ]


@pytest.mark.parametrize(
    ("name", "bare", "apart"),
    [
        ("Dr Ada Hill", "Ada Hill", "Ada Hill"),
        ("The Rt Hon Dame Ada Hill", "Ada Hill", "Ada Hill"),
        ("Professor Sir Bo Hill", "Bo Hill", "Bo Hill"),
        ("Lord Hill", "Hill", "Lord Hill"),
        ("Ada Hill", "Ada Hill", "Ada Hill"),
    ],
)
def test_titles_tell_no_person_apart(name: str, bare: str, apart: str) -> None:
    assert (without_title(name), told_apart(name)) == (bare, apart)


@pytest.mark.parametrize(
    ("front", "summary"),
    [
        ("---\ntitle: News\nsummary: Tides are high.\n---\n\nBody.\n", "Tides are high."),
        ('---\ndescription: "Tides: they rise"\ntag: x\n---\n\nBody.\n', "Tides: they rise"),
        ("---\ntitle: News\n---\n\nBody.\n", None),
        ("Body.\n\nsummary: Tides are high.\n", None),
    ],
)
def test_a_summary_is_read_once(as_document: Callable[..., ReadDocument], front: str, summary: str | None) -> None:
    document = as_document(front)
    first = with_summary(document)

    assert [made.text for made in first.blocks if made not in document.blocks] == ([summary] if summary else [])
