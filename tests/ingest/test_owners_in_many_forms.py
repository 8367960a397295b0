"""Owners as texts name them: roles, groups, joint bodies, headings, cells, quotations and passives."""

from collections.abc import Callable

import pytest

from ingest.extraction.findings import Findings

Extract = Callable[..., Findings]
Promised = Callable[..., list[tuple[str, str, str | None]]]

HOME, OFCOM, CABINET, TRANSPORT, TREASURY = (
    "gb-home-office",
    "gb-ofcom",
    "gb-cabinet-office",
    "gb-department-for-transport",
    "gb-hm-treasury",
)
NEWS = {"publisher": "The Daily Tide", "kind": "news", "country": "gb"}


def owners(promised: list[tuple[str, str, str | None]]) -> list[str]:
    return [body for _, body, _ in promised]


@pytest.mark.parametrize(
    ("subject", "owner"),
    [
        ("The Home Secretary", HOME),
        ("The Chief Digital Officer of the Home Office", HOME),
        ("The Home Office's Chief Digital Officer", HOME),
        ("Home Office ministers", HOME),
        ("Ministers at the Home Office", HOME),
        ("Officials in the Home Office", HOME),
        ("Staff at Ofcom", OFCOM),
        ("Ofcom's board", OFCOM),
        ("A team in the Cabinet Office", CABINET),
        ("The Chancellor of the Exchequer", TREASURY),
        ("The Secretary of State for Transport", TRANSPORT),
        ("His Majesty's Treasury", TREASURY),
        ("HMT", TREASURY),
        ("The UK Government", "gb-uk-government"),
    ],
)
def test_who_speaks_for_a_body_owns(promised: Promised, subject: str, owner: str) -> None:
    assert owners(promised(f"{subject} will publish a map of piers.")) == [owner]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Home Office and Ofcom will map piers.", f"{HOME} + {OFCOM}"),
        ("The Home Office, Ofcom and the Cabinet Office will map piers.", f"{HOME} + {OFCOM} + {CABINET}"),
        ("The Home Office (with Ofcom) will map piers.", HOME),
        ("The Home Office, together with Ofcom, will map piers.", f"{HOME} + {OFCOM}"),
        ("The Home Office, supported by Ofcom, will map piers.", f"{HOME} + {OFCOM}"),
        ("Together with Ofcom, the Home Office will map piers.", HOME),
        ("The Home Office will map piers in partnership with Ofcom.", f"{HOME} + {OFCOM}"),
        ("The Home Office will map piers alongside Ofcom.", f"{HOME} + {OFCOM}"),
        ("The Home Office will consult Ofcom on piers.", HOME),
        ("The Home Office will pay Ofcom for maps.", HOME),
        ("The Home Office will abolish Ofcom.", HOME),
        ("Both the Home Office and Ofcom will map piers.", f"{HOME} + {OFCOM}"),
    ],
)
def test_only_those_who_act_together_share(promised: Promised, sentence: str, expected: str) -> None:
    assert owners(promised(sentence)) == [expected]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("A map of piers will be published by Ofcom.", OFCOM),
        ("A map of piers will be jointly published by the Home Office.", HOME),
        ("A map of piers will be published by 2033.", TRANSPORT),
        ("Ofcom will be given a map of piers.", TRANSPORT),
        ("Ofcom will be asked to publish a map of piers.", TRANSPORT),
    ],
)
def test_a_passive_is_its_agents(promised: Promised, sentence: str, owner: str) -> None:
    assert owners(promised(sentence)) == [owner]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ofcom met in May. It will map the piers.", [OFCOM]),
        ("Ofcom will map piers. It will then map masts. It will report.", [OFCOM] * 3),
        ("Ofcom will map piers. The regulator will also map masts.", [OFCOM] * 2),
        ("Ofcom will map piers. The Home Office will pay. It will report.", [OFCOM, HOME, HOME]),
        ("Ofcom and the Home Office met. They will map piers.", [OFCOM]),
        ("Ofcom will map piers. We will pay.", [OFCOM, TRANSPORT]),
        ("Ofcom will map piers. Our aim is to pay.", [OFCOM, TRANSPORT]),
        ("Ofcom will map piers. Masts will be mapped too.", [OFCOM] * 2),
    ],
)
def test_it_means_who_was_spoken_of(promised: Promised, text: str, expected: list[str]) -> None:
    assert owners(promised(text)) == expected


@pytest.mark.parametrize(
    ("heading", "owner"),
    [
        ("Home Office", HOME),
        ("Home Office actions", HOME),
        ("What the Home Office will do", HOME),
        ("1. Home Office", HOME),
        ("Ofcom's commitments", OFCOM),
        ("Response from Ofcom", OFCOM),
        ("History of the Home Office", TRANSPORT),
        ("Piers", TRANSPORT),
    ],
)
def test_a_heading_that_names_a_body_speaks(promised: Promised, heading: str, owner: str) -> None:
    assert owners(promised(f"## {heading}\n\nWe will publish a map of piers.")) == [owner]


def test_a_deeper_heading_goes_before_a_higher(promised: Promised) -> None:
    text = "# Home Office\n\n## Ofcom\n\nWe will map masts.\n\n## Money\n\nWe will pay.\n\n# Summary\n\nWe will report."

    assert owners(promised(text)) == [OFCOM, HOME, TRANSPORT]


@pytest.mark.parametrize(
    ("item", "owner"),
    [
        ("Home Office to publish a map", HOME),
        ("Home Office and Ofcom to publish a map", f"{HOME} + {OFCOM}"),
        ("Home Office (HO) to publish a map", HOME),
        ("Ofcom: publish a map", OFCOM),
        ("Ofcom – publish a map", OFCOM),
        ("Publish a map of Ofcom masts", TRANSPORT),
        ("Publish a map with help from Ofcom", TRANSPORT),
        ("Work with Ofcom to publish a map", f"{TRANSPORT} + {OFCOM}"),
        ("Maps: publish those of Ofcom", TRANSPORT),
    ],
)
def test_an_item_may_begin_with_its_owner(promised: Promised, item: str, owner: str) -> None:
    assert owners(promised(f"## Actions\n\n- {item}")) == [owner]


@pytest.mark.parametrize(
    ("cell", "owner"),
    [
        ("Home Office", HOME),
        ("HO / Ofcom", f"{HOME} + {OFCOM}"),
        ("Home Office, Ofcom", f"{HOME} + {OFCOM}"),
        ("Home Office (lead); Ofcom", f"{HOME} + {OFCOM}"),
        ("Director of Piers, Home Office", HOME),
        ("Jane Hill", TRANSPORT),
        ("TBC", TRANSPORT),
        ("", TRANSPORT),
    ],
)
def test_the_owners_cell_is_read(promised: Promised, cell: str, owner: str) -> None:
    table = f"| Action | Owner |\n|---|---|\n| Publish a map of piers | {cell} |\n"

    assert owners(promised(table)) == [owner]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("“We will map every mast,” the Home Secretary said.", HOME),
        ("“We will map every mast,” said Jane Hill of Ofcom.", ""),
        ("Ofcom said it would map every mast.", OFCOM),
        ("Ofcom told the BBC that it would map every mast.", OFCOM),
        ("Masts will be mapped, Ofcom says.", OFCOM),
        ("Masts will be mapped.", ""),
        ("We will map every mast.", ""),
    ],
)
def test_the_outlet_owns_nothing(promised: Promised, sentence: str, owner: str) -> None:
    assert owners(promised(sentence, **NEWS)) == [owner]


def test_an_unknown_body_can_own(promised: Promised) -> None:
    text = "The Coastal Erosion Agency (CEA) will map cliffs. The CEA will also map dunes. The agency will report by 2033."

    assert owners(promised(text)) == ["gb-coastal-erosion-agency"] * 3


def test_departments_as_a_group_own(promised: Promised) -> None:
    text = "Departments will map piers. Every department will name a lead. All departments should report."

    assert owners(promised(text)) == ["gb-government-departments"] * 3


@pytest.mark.parametrize(
    ("group", "owner"),
    [
        ("Local authorities", "gb-local-authorities"),
        ("Councils", "gb-local-authorities"),
        ("NHS trusts", "gb-nhs-trusts"),
        ("NHS foundation trusts", "gb-nhs-trusts"),
        ("NHS boards", "gb-health-boards"),
        ("Health boards", "gb-health-boards"),
        ("Police forces", "gb-police-forces"),
    ],
)
def test_bodies_of_one_sort_are_one(promised: Promised, group: str, owner: str) -> None:
    assert owners(promised(f"{group} will map piers.")) == [owner]


def test_partners_of_another_group_are_not_it(promised: Promised) -> None:
    assert owners(promised("Agencies will map piers. Partner agencies will help.")) == ["gb-government-agencies", TRANSPORT]


def test_labelled_lines_give_owner_and_day(promised: Promised) -> None:
    text = (
        "Action 1: Publish a map of piers.\n\nResponsible: Ofcom\n\nDeadline: June 2032\n\n"
        "Action 2: Train the pilots.\n\nLead department: Home Office\n\nTimescale: Q3 2032\n"
    )

    assert promised(text) == [
        ("Publish a map of piers.", OFCOM, "2032-06"),
        ("Train the pilots.", HOME, "2032-09"),
    ]


def test_the_lead_comes_before_who_supports(extracted: Extract) -> None:
    (found,) = extracted("The Home Office will work with Ofcom and the Cabinet Office to map piers.").commitments

    assert [(owner.organisation, owner.role, owner.rule) for owner in found.owners] == [
        (f"organisation/{HOME}", "lead", "subject"),
        (f"organisation/{OFCOM}", "support", "partner"),
    ]


def test_an_owner_elsewhere_says_where(extracted: Extract) -> None:
    found = extracted("## Ofcom\n\nWe will map masts. They will be painted.\n\nThe Home Office will:\n\n- pay").commitments

    assert [[owner.span.text if owner.span else None for owner in commitment.owners] for commitment in found] == [
        ["Ofcom"],
        ["Ofcom"],
        ["The Home Office will:"],
    ]
