"""Owners: who is to do it, in the order clause, intro, heading, sentence before, publisher."""

from collections.abc import Callable

import pytest

from ingest.extraction.findings import Findings

Extract = Callable[..., Findings]


def owners(findings: Findings) -> list[list[str]]:
    return [[f"{owner.organisation.partition('/gb-')[2]} {owner.role}" for owner in found.owners] for found in findings.commitments]


def rules(findings: Findings) -> list[str | None]:
    return [found.owners[0].rule if found.owners else None for found in findings.commitments]


def test_the_subject_of_the_clause_owns_it(extracted: Extract) -> None:
    findings = extracted("By May 2033, the Environment Agency, in consultation with the Home Office, will publish a map.")

    assert owners(findings) == [["environment-agency lead"]]
    assert rules(findings) == ["subject"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Home Office and the Cabinet Office will publish a map.", ["home-office lead", "cabinet-office support"]),
        ("The Home Office will work with the Cabinet Office to publish a map.", ["home-office lead", "cabinet-office support"]),
        ("The Home Office, jointly with the Cabinet Office, will publish a map.", ["home-office lead", "cabinet-office support"]),
        ("The Home Office will write to the Cabinet Office.", ["home-office lead"]),
    ],
)
def test_those_who_do_it_together_are_joint_owners(extracted: Extract, sentence: str, expected: list[str]) -> None:
    assert owners(extracted(sentence)) == [expected]


def test_the_intro_of_a_list_owns_its_items(extracted: Extract) -> None:
    findings = extracted("The Home Office will:\n\n- publish a map\n- train pilots")

    assert owners(findings) == [["home-office lead"], ["home-office lead"]]
    assert rules(findings) == ["list intro", "list intro"]


def test_we_below_a_heading_is_the_organisation_it_names(extracted: Extract) -> None:
    findings = extracted("## Home Office\n\nWe will publish a map.\n\n## Maps of the Home Office estate\n\nWe will print them.")

    assert owners(findings) == [["home-office lead"], ["department-for-transport lead"]]
    assert rules(findings) == ["heading", "publisher"]


def test_it_is_the_subject_of_the_sentence_before(extracted: Extract) -> None:
    findings = extracted("The Home Office will publish a map. It will also publish a chart.")

    assert owners(findings) == [["home-office lead"], ["home-office lead"]]
    assert rules(findings) == ["subject", "pronoun"]


def test_they_can_be_named_in_the_same_sentence(extracted: Extract) -> None:
    findings = extracted("As the Home Office and the Cabinet Office buy new ships, they must publish the cost.")

    assert owners(findings) == [["home-office lead", "cabinet-office support"]]


def test_a_passive_is_owned_by_its_agent(extracted: Extract) -> None:
    findings = extracted("The full map will be published by the Cabinet Office by April 2033.")

    assert owners(findings) == [["cabinet-office lead"]]
    assert rules(findings) == ["agent of the passive"]


def test_who_only_receives_does_not_own(extracted: Extract) -> None:
    findings = extracted("## Action 1: The Cabinet Office will train staff\n\n- officials in the Home Office will be offered a course")

    assert owners(findings)[-1] == ["cabinet-office lead"]


def test_a_passive_without_agent_is_owned_by_who_was_spoken_of(extracted: Extract) -> None:
    findings = extracted("The Home Office commits to better maps. Charts will be printed. Tides will be measured, the Cabinet Office says.")

    assert owners(findings) == [["home-office lead"], ["home-office lead"], ["cabinet-office lead"]]
    assert rules(findings) == ["subject", "sentence before", "credited speaker"]


def test_another_section_forgets_who_was_spoken_of(extracted: Extract) -> None:
    findings = extracted("## Maps\n\nThe Home Office will print maps.\n\n## Charts\n\nCharts will be printed.")

    assert owners(findings) == [["home-office lead"], ["department-for-transport lead"]]


def test_a_news_outlet_owns_nothing(extracted: Extract) -> None:
    findings = extracted(
        "Charts will be printed. “We will print them,” the Home Secretary said.", publisher="Harbour News", kind="news", country="gb"
    )

    assert owners(findings) == [[], ["home-office lead"]]


def test_the_we_of_somebody_quoted_is_not_the_publisher(extracted: Extract) -> None:
    assert owners(extracted("She said “we will have a map by the autumn”.")) == [[]]


def test_it_in_reported_speech_is_who_is_reported(extracted: Extract) -> None:
    assert owners(extracted("The Home Office told us that it would publish a map.")) == [["home-office lead"]]


def test_recommendations_without_addressee_address_the_government(extracted: Extract) -> None:
    findings = extracted(
        "The UK Government lost ships.\n\n## Recommendations\n\n- Map all wrecks\n", publisher="Wreck Society", kind="report", country="gb"
    )

    assert owners(findings) == [["uk-government lead"]]
    assert rules(findings) == ["government of the country"]


def test_recommendations_address_whom_the_intro_names(extracted: Extract) -> None:
    findings = extracted("The Committee recommends that the Home Office:\n\n- publishes a map\n- trains pilots\n", kind="report")

    assert owners(findings) == [["home-office lead"], ["home-office lead"]]


def test_an_owner_column_rules_out_all_else(extracted: Extract) -> None:
    table = "| Action | Owner |\n|---|---|\n| Publish a map | Cabinet Office |\n| Print a chart | The clerk |\n"
    findings = extracted(f"The Home Office oversees this.\n\n{table}")

    assert owners(findings) == [["cabinet-office lead"], ["department-for-transport lead"]]
    assert rules(findings) == ["owner column", "publisher"]


def test_each_owner_says_how_sure_it_is(extracted: Extract) -> None:
    findings = extracted("The Home Office will publish a map. We will print it.")

    confidences = [found.owners[0].confidence for found in findings.commitments]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 < confidence <= 1 for confidence in confidences)
