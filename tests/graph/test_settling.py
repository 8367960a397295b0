from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from graph.kinds import Commitment, Makes, Organisation, PartOf, Theme
from graph.settling import Statement, may_change, settle_entity, settle_relationship, stated_fields, supports_of

HOME_OFFICE = "organisation/gb-home-office"
PASSAGE = "passage/0123456789ab-0-10"
OTHER_PASSAGE = "passage/ba9876543210-5-25"


def said(document: str = "document/a", published_on: int = 0, **fields: object) -> Statement:
    return Statement({"name": "Home Office", "confidence": 1.0, "extractor": "test@1", **fields}, published_on, document)


def settled(*statements: Statement) -> dict[str, object]:
    return settle_entity(Organisation, HOME_OFFICE, statements)


def test_a_document_states_only_what_it_gives_and_how_sure_it_is() -> None:
    organisation = Organisation(
        id=HOME_OFFICE, name="Home Office", aliases=("HO", "Home Dept", "HO"), evidence=(PASSAGE,), extractor="register@1"
    )

    assert stated_fields(organisation) == {
        "name": "Home Office",
        "aliases": ["HO", "Home Dept"],
        "confidence": 1.0,
        "extractor": "register@1",
    }


def test_the_surest_document_wins_over_a_later_one() -> None:
    sure = said("document/a", 20200101, status="live", confidence=0.9, extractor="sure@1")
    later = said("document/b", 20250101, status="closed", confidence=0.8, extractor="later@1")

    assert settled(sure, later) == {
        "id": HOME_OFFICE,
        "name": "Home Office",
        "kind": "other",
        "aliases": [],
        "status": "live",
        "confidence": 0.9,
        "extractor": "sure@1",
    }


def test_of_two_equally_sure_documents_the_later_wins() -> None:
    earlier = said("document/a", 20200101, status="live")
    later = said("document/b", 20250101, status="closed")

    assert settled(earlier, later)["status"] == "closed"


def test_an_undated_document_comes_after_every_dated_one() -> None:
    undated = said("document/a", 0, status="live")
    dated = said("document/b", 19990101, status="closed")

    assert settled(undated, dated)["status"] == "closed"


def test_of_two_documents_of_one_day_the_smaller_id_wins() -> None:
    assert settled(said("document/b", 20200101, status="live"), said("document/a", 20200101, status="closed"))["status"] == "closed"


def test_what_the_surest_document_leaves_open_another_may_fill() -> None:
    sure = said("document/a", confidence=1.0)
    unsure = said("document/b", confidence=0.4, kind="unit", website="https://example.org")

    result = settled(sure, unsure)

    assert (result["kind"], result["website"], result["confidence"]) == ("unit", "https://example.org", 1.0)


def test_lists_are_united_sorted_and_free_of_repeats() -> None:
    assert settled(said(aliases=["HO", "b"]), said("document/b", aliases=["a", "HO"]))["aliases"] == ["HO", "a", "b"]


def test_a_commitment_that_nobody_calls_conditional_is_not() -> None:
    statement = Statement({"text": "Do it.", "confidence": 1.0, "extractor": "test@1"}, 0, "document/a")

    assert settle_entity(Commitment, "commitment/1", [statement]) == {
        "id": "commitment/1",
        "text": "Do it.",
        "kind": "commitment",
        "conditional": False,
        "confidence": 1.0,
        "extractor": "test@1",
    }


STATEMENTS = st.lists(
    st.builds(
        lambda document, published_on, fields: said(f"document/{document}", published_on, **fields),
        st.integers(0, 99),
        st.sampled_from([0, 20200101, 20250101]),
        st.fixed_dictionaries(
            {"confidence": st.sampled_from([0.5, 0.9, 1.0]), "extractor": st.sampled_from(["x@1", "y@1"])},
            optional={
                "status": st.sampled_from(["live", "closed"]),
                "kind": st.sampled_from(["unit", "group"]),
                "defined_by": st.sampled_from(["v/1", "v/2"]),
                "aliases": st.lists(st.sampled_from("abc"), unique=True),
            },
        ),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda statement: statement.document,
)


@given(STATEMENTS.flatmap(lambda statements: st.tuples(st.just(statements), st.permutations(statements))))
def test_the_order_of_documents_never_matters(both: tuple[list[Statement], list[Statement]]) -> None:
    in_order, shuffled = both

    assert settled(*shuffled) == settled(*in_order)


@given(STATEMENTS, STATEMENTS)
def test_an_entity_said_not_to_change_never_does(before: list[Statement], after: list[Statement]) -> None:
    together = {statement.document: statement for statement in [*after, *before]}.values()
    joining = [statement for statement in together if statement not in before]
    if joining and not may_change(Organisation, settled(*before), settled(*joining)):
        assert settled(*together) == settled(*before)


def test_a_hub_is_left_alone_when_a_document_repeats_what_is_known() -> None:
    known = settle_entity(
        Theme, "theme/safety", [Statement({"name": "Safety", "aliases": ["a", "b"], "confidence": 1.0, "extractor": "x"}, 0, "d")]
    )
    again = settle_entity(
        Theme, "theme/safety", [Statement({"name": "Safety", "aliases": ["b"], "confidence": 0.8, "extractor": "y"}, 0, "e")]
    )

    assert may_change(Theme, known, again) is False


def test_each_passage_gives_a_relationship_one_line_of_support() -> None:
    makes = Makes(
        source=HOME_OFFICE,
        target="commitment/1",
        evidence=(PASSAGE, OTHER_PASSAGE),
        confidence=0.75,
        extractor="owner@2",
        valid_from=date(2024, 4, 1),
        role="support",
    )

    assert supports_of(makes, date(2024, 3, 31)) == {
        f"{PASSAGE}\t0.75\towner@2\t2024-04-01\t\t2024-03-31\tsupport",
        f"{OTHER_PASSAGE}\t0.75\towner@2\t2024-04-01\t\t2024-03-31\tsupport",
    }


def test_a_relationship_takes_the_best_of_all_its_passages() -> None:
    lines = {
        f"{PASSAGE}\t0.5\tb@1\t2024-04-01\t2026-01-01\t2024-03-31\tsupport",
        f"{OTHER_PASSAGE}\t0.9\ta@1\t2023-04-01\t2025-01-01\t2025-03-31\tlead",
    }

    assert settle_relationship(lines) == {
        "support": sorted(lines),
        "evidence": [PASSAGE, OTHER_PASSAGE],
        "confidence": 0.9,
        "extractor": "a@1",
        "valid_from": date(2023, 4, 1),
        "valid_to": date(2026, 1, 1),
        "first_seen": date(2024, 3, 31),
        "role": "lead",
    }


def test_of_two_equally_sure_rules_the_smaller_name_is_shown() -> None:
    lines = {f"{PASSAGE}\t0.9\tz@1\t\t\t\t", f"{OTHER_PASSAGE}\t0.9\ta@1\t\t\t\t"}

    assert {settle_relationship(order)["extractor"] for order in permutations(lines)} == {"a@1"}


def test_what_no_passage_says_is_left_open() -> None:
    part_of = PartOf(source="organisation/a", target="organisation/b", evidence=(PASSAGE,), extractor="x@1")

    settled_part_of = settle_relationship(supports_of(part_of, None))

    assert {name for name, value in settled_part_of.items() if value is None} == {"valid_from", "valid_to", "first_seen", "role"}
