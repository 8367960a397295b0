"""Words for people hold for whatever a document says."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.base import Entity
from graph.kinds import PHRASES, RELATIONSHIP_KINDS, Commitment, Organisation, Person, Strategy, Theme, type_of
from visualisations.wording import MONTHS, counted, label_in_picture, listed, name_of, sentence, shortened, spoken_date, visible

SAID = {"evidence": ("passage/p-1",), "extractor": "test@1"}
ENDS: dict[type[Entity], Entity] = {
    Organisation: Organisation(id="organisation/board", name="Harbour Board", **SAID),
    Strategy: Strategy(id="strategy/plan", name="Harbour Plan", **SAID),
    Theme: Theme(id="theme/fog", name="Fog", **SAID),
    Commitment: Commitment(id="commitment/lamps", text="We will light the lamps.", **SAID),
    Person: Person(id="person/ada", name="Ada Hughes", **SAID),
}
TOLD = {
    "PUBLISHES": "Harbour Board publishes Harbour Plan",
    "OWNS": "Harbour Board owns Harbour Plan",
    "COMMISSIONS": "Harbour Board commissions Harbour Plan",
    "MAKES": "Harbour Board makes “We will light the lamps.”",
    "CONTAINS": "Harbour Plan contains “We will light the lamps.”",
    "ADDRESSES": "Harbour Plan addresses Fog",
    "CONCERNS": "“We will light the lamps.” concerns Fog",
    "NARROWER_THAN": "Fog is narrower than Fog",
    "PART_OF": "Harbour Board is part of Harbour Board",
    "OVERSEES": "Harbour Board oversees Harbour Board",
    "PARTNERS_WITH": "Harbour Board works with Harbour Board",
    "SUCCEEDED_BY": "Harbour Board was succeeded by Harbour Board",
    "CITES": "Harbour Plan cites Harbour Plan",
    "SUPERSEDES": "Harbour Plan supersedes Harbour Plan",
    "AFFECTS": "Harbour Plan affects Harbour Board",
    "RESPONDS_TO": "“We will light the lamps.” responds to “We will light the lamps.”",
    "RESTATES": "“We will light the lamps.” restates “We will light the lamps.”",
    "OVERLAPS_WITH": "“We will light the lamps.” overlaps with “We will light the lamps.”",
    "LEADS": "Ada Hughes leads Harbour Board",
    "AUTHORS": "Ada Hughes wrote Harbour Plan",
}


def test_every_claim_reads_as_an_english_sentence() -> None:
    told = {}
    for kind in RELATIONSHIP_KINDS:
        source, target = ENDS[kind.sources[0]], ENDS[kind.targets[0]]
        claim = kind(type=type_of(kind), source=source.id, target=target.id, **SAID)
        told[type_of(kind)] = sentence(claim, source, target)

    assert told == TOLD


def test_no_two_claims_read_alike() -> None:
    assert len(set(PHRASES.values())) == len(RELATIONSHIP_KINDS)


@given(text=st.text(), limit=st.integers(min_value=1, max_value=200))
def test_a_shortened_text_fits_into_one_line(text: str, limit: int) -> None:
    short = shortened(text, limit)

    assert len(short) <= limit
    assert short.splitlines() in ([short], [])


@given(words=st.lists(st.text(alphabet="abcde", min_size=1, max_size=8), min_size=1, max_size=30), limit=st.integers(10, 60))
def test_a_shortened_text_is_a_beginning_of_whole_words(words: list[str], limit: int) -> None:
    short = shortened("  ".join(words), limit)

    kept = short.removesuffix("…").split()
    assert kept == words[: len(kept)]
    assert short.endswith("…") == (len(kept) < len(words))


@given(text=st.text())
def test_what_is_shown_can_hide_nothing(text: str) -> None:
    hidden = {sign for sign in visible(text) if unicodedata.category(sign) in {"Cc", "Cf", "Cs"}}

    assert hidden <= set("\n\t\u200c\u200d\u00ad")


@given(text=st.text())
def test_showing_a_text_again_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(count=st.integers(min_value=2, max_value=10**9))
def test_every_count_of_many_can_be_read_back(count: int) -> None:
    number, noun = counted(count, "document").split()

    assert (int(number.replace(",", "")), noun) == (count, "documents")


@given(items=st.lists(st.text(alphabet="abc ", min_size=1), min_size=2))
def test_a_list_names_its_items_in_order(items: list[str]) -> None:
    head, _, last = listed([item.replace(" ", "-") for item in items]).rpartition(" and ")

    assert [*head.split(", "), last] == [item.replace(" ", "-") for item in items]


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_every_spoken_day_can_be_read_back(day: date) -> None:
    number, month, year = spoken_date(day).split()

    assert date(int(year), MONTHS.index(month) + 1, int(number)) == day


@pytest.mark.parametrize(
    ("name", "abbreviation", "label"),
    [
        ("Home Office", "HO", "Home Office"),
        ("Department for Harbours and Lighthouses", "DHL", "DHL"),
        ("Department for Harbours and Lighthouses", None, "Department for Harbours and Lighthouses"),
        ("Board " * 20, None, "Board Board Board Board Board Board Board Board Board Board Board…"),
    ],
)
def test_a_label_is_short_enough_for_the_picture(name: str, abbreviation: str | None, label: str) -> None:
    assert label_in_picture(Organisation(id="organisation/a", name=name, abbreviation=abbreviation, **SAID)) == label


def test_a_commitment_is_called_by_its_own_words() -> None:
    assert {name_of(entity) for entity in ENDS.values()} == {
        "Harbour Board",
        "Harbour Plan",
        "Fog",
        "We will light the lamps.",
        "Ada Hughes",
    }
