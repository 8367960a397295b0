"""Which strategies a text names: by title, by description, by short form, and the document's own."""

from collections.abc import Callable

import pytest

from ingest.documents import Metadata, ReadDocument
from ingest.extraction.context import Context
from ingest.extraction.mentions import find_mentions
from ingest.extraction.own_strategy import clean_title, own_of
from ingest.extraction.strategy_grammar import titles
from ingest.extraction.strategy_phrases import authored_review, described
from ingest.vocabulary import Vocabulary

Reader = Callable[..., Context]


@pytest.fixture
def read(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> Reader:
    """The context of a text."""

    def context_of(text: str, **metadata: str) -> Context:
        return find_mentions(as_document(text, **metadata), vocabulary)

    return context_of


def strategies(context: Context) -> dict[str, list[str]]:
    """The names of the strategies mentioned, each with the words of its mentions."""
    found: dict[str, list[str]] = {}
    for mention in context.mentions:
        thing = context.things[mention.thing]
        if thing.kind == "Strategy":
            found.setdefault(str(thing.fields["name"]), []).append(mention.span.text)
    return found


def names(text: str) -> list[str]:
    return [title.name for title in sorted(titles(text), key=lambda title: title.start)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in its 2040 Tidal Strategy. In particular", ["2040 Tidal Strategy"]),
        ("under the Lighthouse (Keepers and Lamps) Act 2031, which", ["Lighthouse (Keepers and Lamps) Act 2031"]),
        ("the Harbour Safety Act and the Online Lamps Act 2023 will act as a gateway", ["Harbour Safety Act", "Online Lamps Act 2023"]),
        ("Our National Kelp Action Plan 2030-2035 sets out", ["National Kelp Action Plan 2030-2035"]),
        ("Delivery of a Coastal Access Strategy and more", ["Coastal Access Strategy"]),
        ("the Ministry’s Ten Year Reef Plan for Wales", ["Ten Year Reef Plan for Wales"]),
        ("the Women’s Sailing Strategy", ["Women’s Sailing Strategy"]),
        ("a Communication on Harbour Taxation for the 21st century, taking", ["Communication on Harbour Taxation for the 21st century"]),
        (
            "a Memorandum of Understanding (MOU) concerning Fog Signals, signed",
            ["Memorandum of Understanding (MOU) concerning Fog Signals"],
        ),
        ("the D7 charter says", ["D7 charter"]),
        ("our Keeping Watch programme runs", ["Keeping Watch programme"]),
        ("identified in the GC standard on Web lamps and elsewhere", ["GC standard on Web lamps"]),
        ("the Marlow review of fog", ["Marlow review"]),
        (
            "Executive Order 19999—Improving the Nation’s Fog Signals May 12, 2031",
            ["Executive Order 19999—Improving the Nation’s Fog Signals"],
        ),
        ("as OMB Memorandum M-99-10 and Directive 2016/999 require", ["OMB Memorandum M-99-10", "Directive 2016/999"]),
        ("in a white paper, “Lamps for All”, ministers", ["Lamps for All"]),
        ("follow the Safe Lamps Framework of the Harbour Office. It will", ["Safe Lamps Framework"]),
        ("published the Fog Defence Review on 2 June 2031.", ["Fog Defence Review"]),
    ],
)
def test_a_title_is_recognised_by_its_capitals_and_its_kind_word(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "They will act as a mandatory gateway and plan to review the plan.",
        "The Plan is long. The Strategy is short. This Review is done.",
        "The Kelp Management Office and the Strategy Board met.",
        "The Action Plan and the Annual Plan are generic.",
        "Our programme of work and the legal framework continue.",
        "A policy on lamps, guidance on fog, a code for keepers.",
    ],
)
def test_kind_words_alone_make_no_title(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Office shall develop a Federal fog-signal strategy and", ["Federal fog-signal strategy"]),
        ("will develop and issue, for all keepers, a lamp governance framework. It", ["lamp governance framework"]),
        ("reporting in line with the digital by default lamp standard, and", ["digital by default lamp standard"]),
        ("It replaces a fog computing policy and", ["fog computing policy"]),
        ("The government's new lamp strategy has", ["lamp strategy"]),
        ("delivery of departmental digital strategies by May", ["departmental digital strategies"]),
        ("we will develop a clear strategy", []),
        ("they publish a new framework for lamps", []),
        ("existing agency plans", []),
    ],
)
def test_an_instrument_in_plain_words_needs_a_verb_and_a_subject_of_its_own(text: str, found: list[str]) -> None:
    assert [title.name for title in described(text)] == found


def test_a_short_form_means_the_longest_title_it_ends(read: Reader) -> None:
    context = read("The Harbour Office 2040 Tidal Strategy is out. The 2040 Tidal Strategy has five parts.", country="gb")

    assert strategies(context) == {"Harbour Office 2040 Tidal Strategy": ["Harbour Office 2040 Tidal Strategy", "2040 Tidal Strategy"]}


def test_the_beginning_of_a_compound_title_means_the_whole(read: Reader) -> None:
    context = read("The Tidal Lamps Strategy and Roadmap looks to 2040. The Tidal Lamps Strategy is new.", country="au")

    assert list(strategies(context)) == ["Tidal Lamps Strategy and Roadmap"]


def test_two_titles_that_only_share_words_stay_two(read: Reader) -> None:
    context = read("The Tidal Data Strategy and the Tidal Data Act differ, as does the Industrial Tidal Package.", country="gb")

    assert sorted(strategies(context)) == ["Industrial Tidal Package", "Tidal Data Act", "Tidal Data Strategy"]


def test_a_bill_has_the_id_of_its_act_and_says_where_it_stands(read: Reader) -> None:
    proposed = read("The Lamps (Keepers) Bill is before Parliament.", country="gb").things["strategy/lamps-keepers-act"]
    enacted = read("The Lamps Keepers Bill has received Royal Assent.", country="gb").things["strategy/lamps-keepers-act"]

    assert proposed.fields == {"name": "Lamps (Keepers) Bill", "kind": "legislation", "aliases": (), "status": "proposed"}
    assert enacted.fields == {"name": "Lamps Keepers Act", "kind": "legislation", "aliases": ("Lamps Keepers Bill",), "status": "in force"}


def test_this_and_our_strategy_mean_the_document(read: Reader) -> None:
    context = read(
        "# Fog Strategy\n\nThis strategy is new. Our strategy is bold. The Lamp Strategy is old.",
        title="Fog Strategy",
        kind="strategy",
        publisher="Ministry of Justice",
    )

    assert context.own_strategy == "strategy/fog-strategy"
    assert strategies(context)["Fog Strategy"] == ["Fog Strategy", "This strategy", "Our strategy"]


def test_the_act_means_the_act_last_named_not_the_regulations(read: Reader) -> None:
    context = read("The Lamps Act 2031 replaces the Harbour Lamps Regulations 2018. The Act is short.", country="gb")

    assert strategies(context)["Lamps Act 2031"] == ["Lamps Act 2031", "The Act"]


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Tidal Plan (extract)", "Tidal Plan"),
        ("Tidal Plan - sections 2.2 to 2.4 (extract)", "Tidal Plan"),
        ("Tidal Roadmap - full text description", "Tidal Roadmap"),
        ("Order 19999 - Improving Lamps, section 3 (extract)", "Order 19999 - Improving Lamps"),
        ("Policy paper: Lamps for All", "Lamps for All"),
        ("Lamps for All: a plan for harbours", "Lamps for All: a plan for harbours"),
    ],
)
def test_a_title_is_freed_of_what_it_says_of_the_copy(title: str, clean: str) -> None:
    assert clean_title(title) == clean


@pytest.mark.parametrize(
    ("title", "kind", "name", "is_document"),
    [
        ("Tidal Action Plan (extract)", "action plan", "Tidal Action Plan", True),
        ("Shaping the Harbour's Future, COM(2031) 67 final", "communication", "Shaping the Harbour's Future", True),
        ("Harbour Office 2040 Tidal Strategy outlines six shifts", "news", "Harbour Office 2040 Tidal Strategy", False),
        ("Tidal Strategy: a briefing", "briefing", "Tidal Strategy", False),
        ("A new strategy for fog", "news", "A new strategy for fog", False),
        ("Tidal Strategy Action 09: how ports respond", "department responses", "Tidal Strategy", True),
    ],
)
def test_the_genre_says_whether_the_document_is_the_strategy_in_its_title(title: str, kind: str, name: str, is_document: bool) -> None:
    own = own_of(Metadata(title=title, kind=kind))

    assert own is not None
    assert (own.name, own.is_document) == (name, is_document)


@pytest.mark.parametrize(
    ("title", "kind"), [("Committee minutes", "minutes"), ("Register of ports", "register"), ("Opening statement", "statement")]
)
def test_a_document_that_names_no_strategy_is_none(title: str, kind: str) -> None:
    assert own_of(Metadata(title=title, kind=kind)) is None


def test_the_publishers_short_and_full_name_make_one_title(read: Reader) -> None:
    context = read(
        "The Digital Transformation Agency Corporate Plan 2018-22 is long.",
        title="DTA Corporate Plan 2018-22",
        kind="plan",
        publisher="Digital Transformation Agency",
    )

    assert strategies(context) == {"DTA Corporate Plan 2018-22": ["Digital Transformation Agency Corporate Plan 2018-22"]}


@pytest.mark.parametrize(
    ("text", "surname", "phrase"),
    [
        (
            "A review commissioned by the minister into six ports has ended, with Dr Ada Marlow publishing nine findings.",
            "Marlow",
            "A review commissioned by the minister into six ports",
        ),
        ("An independent review led by Dame Ada Marlow was published.", "Marlow", "An independent review"),
        ("Professor Ada Marlow published her review of ports.", "Marlow", "her review"),
    ],
)
def test_a_review_without_a_title_is_named_by_its_maker(text: str, surname: str, phrase: str) -> None:
    review = authored_review(text)

    assert review is not None
    assert review.surname == surname
    assert review.phrase == phrase


@pytest.mark.parametrize(
    "text", ["A review was published by the board.", "Dr Ada Marlow spoke at the port.", "The review board met Dr Ada Marlow."]
)
def test_a_person_or_a_review_alone_makes_no_authored_review(text: str) -> None:
    assert authored_review(text) is None


def test_who_made_a_review_is_a_person_with_one_id(read: Reader) -> None:
    context = read("An independent review led by Dame Ada Marlow was published.", country="gb")

    assert context.things["person/ada-marlow"].fields == {"name": "Dame Ada Marlow", "role": "Author of a review"}
    assert context.things["strategy/marlow-review"].fields == {
        "name": "Marlow review",
        "kind": "review",
        "aliases": ("independent review",),
    }


def test_a_title_inside_a_bodys_name_is_no_strategy(read: Reader) -> None:
    assert strategies(read("The National Institute of Standards and Technology said so.", country="us")) == {}


@pytest.mark.parametrize(
    "printed",
    ["Data (Use and Access) Act", "Data (Use and Access) Act 2025", "Data Use and Access Act 2025", "Data (Use and Access) Bill"],
)
def test_all_names_of_a_well_known_instrument_lead_to_one_node(read: Reader, printed: str) -> None:
    context = read(f"Much changed with the {printed} last year.", country="gb")

    thing = context.things["strategy/data-use-and-access-act"]
    assert (thing.fields["name"], thing.defined_by) == ("Data (Use and Access) Act", "vocabulary/strategies-gb")


def test_a_title_does_not_run_from_one_cell_into_the_next(read: Reader) -> None:
    context = read("| Now | Later |\n|---|---|\n| Publish the Lamp Standard | Review our Horn Charter |\n", country="gb")

    assert sorted(strategies(context)) == ["Horn Charter", "Lamp Standard"]


def test_a_title_looking_out_to_a_year_is_the_same_title(read: Reader) -> None:
    context = read("The Tidal Lamps Strategy to 2040 is out. The Tidal Lamps Strategy is bold.", country="au")

    assert len(strategies(context)) == 1
