"""Reports on instruments: what stands in the instrument, when it was due, and what a report does not prove."""

from collections.abc import Callable

import pytest

from ingest.documents import ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.vocabulary import Vocabulary

Reader = Callable[..., Findings]
BRIEFING = {"title": "Fog Signal Strategy: a briefing", "publisher": "Harbour Letters", "published": "2036-11-22", "kind": "briefing"}


@pytest.fixture
def report(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> Reader:
    """All that a briefing on the Fog Signal Strategy says, published years after it."""

    def findings(text: str, **metadata: str) -> Findings:
        return extract(as_document(text, **({"country": "gb"} | BRIEFING | metadata)), vocabulary)

    return findings


def placed(found: Findings) -> dict[str, str | None]:
    """By which rule each commitment stands in the strategy; None for those that do not."""
    return {commitment.span.text: commitment.strategy_rule for commitment in found.commitments}


def related(found: Findings, kind: str) -> list[tuple[str, str, str]]:
    name = {thing.id: str(thing.fields["name"]) for thing in found.things}
    return [(name[relation.source], name[relation.target], relation.rule) for relation in found.relations if relation.type == kind]


def bodies(found: Findings) -> list[str]:
    return sorted(str(thing.fields["name"]) for thing in found.things if thing.kind == "Organisation")


def due(found: Findings) -> list[tuple[str, str | None] | None]:
    deadlines = [commitment.deadline for commitment in found.commitments]
    return [(deadline.words, deadline.value) if deadline else None for deadline in deadlines]


def test_only_the_publishers_undertakings_stand_in_its_strategy(report: Reader) -> None:
    found = report(
        "The Home Office published the Fog Signal Strategy in May 2031. The Home Office will paint every lighthouse. "
        "Ofcom will open a museum of horns."
    )

    assert placed(found) == {
        "The Home Office will paint every lighthouse.": "holder-of-subject",
        "Ofcom will open a museum of horns.": None,
    }
    assert {commitment.strategy for commitment in found.commitments} == {"strategy/fog-signal-strategy", None}


def test_what_the_strategy_is_said_to_promise_stands_in_it(report: Reader) -> None:
    found = report("The Fog Signal Strategy promises that Ofcom will open a museum of horns.")

    assert placed(found) == {"The Fog Signal Strategy promises that Ofcom will open a museum of horns.": "said-by-subject"}


@pytest.mark.parametrize("heading", ["What the strategy recommends", "What the strategy promises", "Undertakings"])
def test_what_stands_under_its_heading_stands_in_it(report: Reader, heading: str) -> None:
    found = report(f"The Fog Signal Strategy is long.\n\n## {heading}\n\n- Ofcom will open a museum of horns.")

    assert placed(found) == {"Ofcom will open a museum of horns.": "heading-of-subject"}


@pytest.mark.parametrize("heading", ["What Ofcom promises", "How Ofcom responded", "Background", "What happened next"])
def test_other_headings_place_nothing_in_the_strategy(report: Reader, heading: str) -> None:
    found = report(f"The Fog Signal Strategy is long.\n\n## {heading}\n\n- Ofcom will open a museum of horns.")

    assert placed(found) == {"Ofcom will open a museum of horns.": None}


def test_what_a_publisher_answers_is_not_in_the_strategy(report: Reader) -> None:
    found = report(
        "The Home Office published the Fog Signal Strategy in 2031.\n\n## The response\n\n- The Home Office will paint every lighthouse."
    )

    assert placed(found) == {"The Home Office will paint every lighthouse.": None}


def test_a_reports_publisher_never_publishes_its_subject(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> None:
    front = '---\ntitle: "Fog Signal Strategy: a briefing"\nkind: briefing\npublisher: Harbour Letters\n---\n'
    found = extract(as_document(f"{front}\nThe government welcomes the Fog Signal Strategy.", **BRIEFING, country="gb"), vocabulary)

    assert related(found, "PUBLISHES") == []
    assert "Harbour Letters" not in bodies(found)


def test_a_law_is_published_by_who_introduced_it(report: Reader) -> None:
    found = report("The Lighthouse Bill was introduced by the Home Office in May 2031.", title="Lighthouse Bill: a briefing")

    assert related(found, "PUBLISHES") == [("Home Office", "Lighthouse Bill", "published-by@2")]


def test_a_strategy_still_to_be_published_is_only_promised(report: Reader) -> None:
    found = report("The Home Office published the Fog Signal Strategy. The Home Office will publish a Buoy Strategy.")

    assert related(found, "PUBLISHES") == [("Home Office", "Fog Signal Strategy", "publishes@2")]


def test_an_instruments_own_promise_to_publish_is_less_sure(extracted: Callable[..., Findings]) -> None:
    found = extracted("The Home Office will publish a Buoy Strategy.")

    assert {(relation.rule, relation.confidence) for relation in found.relations if relation.rule.startswith("will-")} == {
        ("will-publish@1", 0.5)
    }


@pytest.mark.parametrize("verb", ["responds to", "builds on", "takes up", "follows", "refers to"])
def test_a_strategy_cites_what_it_goes_back_to(report: Reader, verb: str) -> None:
    found = report(f"The Fog Signal Strategy is long. The strategy {verb} the Buoy Action Plan.")

    assert related(found, "CITES") == [("Fog Signal Strategy", "Buoy Action Plan", "cites@1")]


def test_a_promise_keeps_its_day_when_that_has_gone_by(report: Reader) -> None:
    found = report("The Home Office will paint every lighthouse by the end of 2032. Ofcom will open a museum in 2033.")

    assert due(found) == [("by the end of 2032", "2032-12"), ("in 2033", "2033")]


def test_a_day_by_which_keeps_even_in_the_instrument(extracted: Callable[..., Findings]) -> None:
    found = extracted("We will paint every lighthouse by 2029. We painted the buoys in 2028.")

    assert due(found) == [("by 2029", "2029")]


@pytest.mark.parametrize("words", ["within 6 months", "by the end of next year"])
def test_relative_days_do_not_count_from_the_report(report: Reader, words: str) -> None:
    assert due(report(f"The Home Office will paint every lighthouse {words}.")) == [(words, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Lighthouse Bill is long. It will amend the Harbours Act.",
        "The Lighthouse Bill will extend the duties of harbours.",
        "The Home Office is keen. Harbour authorities must be told of a wreck within 24 hours.",
    ],
)
def test_the_effect_of_a_law_is_nobodys_undertaking(report: Reader, sentence: str) -> None:
    found = report(sentence, title="Lighthouse Bill: a briefing")

    assert found.commitments == ()
    assert [rejected.rule for rejected in found.rejected][-1] in {"effect of a law", "predicted effect"}


def test_a_bill_that_will_be_introduced_is_promised(report: Reader) -> None:
    found = report("The Lighthouse Bill will be introduced in 2037.", title="Lighthouse Bill: a briefing")

    assert [commitment.span.text for commitment in found.commitments] == ["The Lighthouse Bill will be introduced in 2037."]


def test_bodies_without_a_name_are_not_who_was_spoken_of(report: Reader) -> None:
    found = report("The Home Office published the Fog Signal Strategy. Harbour organisations will adopt the code.")

    assert [commitment.owners for commitment in found.commitments] == [()]


def test_a_thing_to_be_set_up_is_no_body_unless_named_so(report: Reader) -> None:
    found = report(
        "The Home Office will set up a Fog Signal Agency and will create a National Buoy Library. "
        "The Home Office will launch a Lighthouse Data Service."
    )

    assert bodies(found) == ["Fog Signal Agency", "Home Office"]
    assert {mention.confidence for mention in found.mentions if mention.rule == "body-to-be@1"} == {0.5}


def test_a_reviews_own_name_makes_it_no_evaluation(report: Reader) -> None:
    found = report("Lord Beacon led the review. The National Buoy Safety Review is long.", title="National Buoy Safety Review: a briefing")

    assert [thing.fields["name"] for thing in found.things if thing.kind == "Strategy"] == ["National Buoy Safety Review"]
    assert related(found, "ADDRESSES") == []


def test_a_person_known_by_title_and_surname_keeps_both(report: Reader) -> None:
    found = report("Lord Beacon led the review. Dr Ada Keel led the review.", title="Buoy Review: a briefing")

    assert [thing.id for thing in found.things if thing.kind == "Person"] == ["person/lord-beacon"]


def test_a_departments_name_alone_gives_its_plan_no_theme(report: Reader) -> None:
    found = report("The Department of Health and Social Care published the Fog Signal Strategy. " * 8)

    assert related(found, "ADDRESSES") == []


def test_a_parent_in_a_register_is_known_by_any_name(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> None:
    rows = "name,kind,parent\nFog Signal Centre,unit,Government Communications Headquarters\n"
    found = extract(as_document(rows, media_type="text/csv", country="gb", kind="register"), vocabulary)

    assert related(found, "PART_OF") == [("Fog Signal Centre", "GCHQ", "register-parent@1")]


def test_a_response_is_an_instrument_of_its_own(report: Reader) -> None:
    found = report(
        "# Fog Signal Strategy: government response\n\nThe Home Office published the Fog Signal Strategy: government response. "
        "The Fog Signal Strategy: government response answers the Fog Signal Strategy. The Home Office will paint every lighthouse.",
        title="Fog Signal Strategy: government response (a briefing)",
    )

    assert related(found, "CITES") == [("Fog Signal Strategy: government response", "Fog Signal Strategy", "cites@1")]
    assert {commitment.strategy for commitment in found.commitments} == {"strategy/fog-signal-strategy-government-response"}


def test_a_known_strategy_is_the_subject_however_its_title_is_printed(report: Reader) -> None:
    found = report(
        "## What the blueprint promises\n\n- Ofcom will open a museum of horns.",
        title="A blueprint for modern digital government: a briefing",
    )

    assert {commitment.strategy for commitment in found.commitments} == {"strategy/blueprint-for-modern-digital-government"}
