"""Commitments as London, Edinburgh, Canberra and Washington write them, and as minutes, responses and the news tell of them."""

from collections.abc import Callable

import pytest

from ingest.extraction.findings import Findings

Extract = Callable[..., Findings]
Promised = Callable[..., list[tuple[str, str, str | None]]]
Refused = Callable[..., list[tuple[str, str]]]

HOME, OFCOM, CABINET, TRANSPORT = "gb-home-office", "gb-ofcom", "gb-cabinet-office", "gb-department-for-transport"
SCOTLAND = {"publisher": "Scottish Government", "country": "gb"}
AUSTRALIA = {"publisher": "Digital Transformation Agency", "country": "au"}
AMERICA = {"publisher": "Office of Management and Budget", "kind": "memorandum", "country": "us"}
NEWS = {"publisher": "The Daily Tide", "kind": "news", "country": "gb"}
MINUTES = {"publisher": "Department for Transport", "kind": "minutes"}


@pytest.mark.parametrize(
    ("sentence", "owner", "day"),
    [
        ("Within 90 days, the Secretary of Commerce shall issue guidance on piers.", "us-department-of-commerce", "2031-08-12"),
        ("Agencies must name an officer for piers by September 30, 2032.", "us-executive-departments-and-agencies", "2032-09-30"),
        ("Each agency head shall publish an inventory of piers.", "us-executive-departments-and-agencies", None),
        ("Agency heads shall publish an inventory of piers.", "us-executive-departments-and-agencies", None),
        ("The head of each agency shall publish an inventory of piers.", "us-executive-departments-and-agencies", None),
        ("No later than June 30, 2032, each agency shall name a lead.", "us-executive-departments-and-agencies", "2032-06-30"),
        (
            "Not later than 60 days after the date of this memorandum, agencies shall name a lead.",
            "us-executive-departments-and-agencies",
            "2031-07-13",
        ),
        ("All agencies are hereby directed to publish an inventory of piers.", "us-executive-departments-and-agencies", None),
        (
            "The Secretary of Commerce, acting through the Director of the General Services Administration, shall report within 180 days.",
            "us-department-of-commerce + us-general-services-administration",
            "2031-11-10",
        ),
    ],
)
def test_american_orders_bind_agencies(promised: Promised, sentence: str, owner: str, day: str | None) -> None:
    # A group of agencies is one body only where the document says that agencies act.
    text = f"{sentence}\n\nAll agencies shall comply."

    assert promised(text, **AMERICA)[0] == (sentence, owner, day)


@pytest.mark.parametrize(
    ("sentence", "veto"),
    [
        ("No agency shall buy piers without approval.", "negation"),
        ("Agencies shall not buy piers without approval.", "negation"),
        ("Nothing in this memorandum shall be construed to limit any authority.", "negation"),
        ("In this memorandum, the term 'pier' shall mean any walkway over water.", "definition"),
    ],
)
def test_american_prohibitions_and_definitions_bind_nobody(refused: Refused, sentence: str, veto: str) -> None:
    assert refused(sentence, **AMERICA) == [(veto, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Agencies may use this template.",
        "It is the policy of the United States to lead in the science of piers.",
        "The Administrator is authorised to inspect piers.",
    ],
)
def test_permissions_and_policies_hold_no_cue(refused: Refused, sentence: str) -> None:
    assert refused(sentence, **AMERICA) == []


@pytest.mark.parametrize(
    ("sentence", "owner", "day"),
    [
        ("The Australian Government will invest $40 million in piers by June 2033.", "au-australian-government", "2033-06"),
        ("The Government supports this recommendation and will publish a map in 2032–33.", "au-australian-government", "2033-06"),
        ("The Government has agreed to fund two piers.", "au-australian-government", None),
        ("The Minister for Finance will table a report on piers.", "au-department-of-finance", None),
        ("We will work with states and territories to map piers.", "au-digital-transformation-agency", None),
        ("The Commonwealth will match what the states pay for piers.", "au-australian-government", None),
    ],
)
def test_australian_undertakings_are_the_governments(promised: Promised, sentence: str, owner: str, day: str | None) -> None:
    assert promised(sentence, **AUSTRALIA) == [(sentence, owner, day)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Government agrees to this recommendation.",
        "The Government agrees in principle with this recommendation.",
        "The Government notes this recommendation.",
        "The Government does not support this recommendation.",
        "Accepted in principle.",
    ],
)
def test_a_bare_answer_promises_nothing(refused: Refused, sentence: str) -> None:
    assert refused(sentence, **(AUSTRALIA | {"kind": "government response"})) == []


@pytest.mark.parametrize(
    ("sentence", "owner", "day"),
    [
        ("We will, by the end of 2032, publish a map of piers.", "gb-scottish-government", "2032-12"),
        ("Scottish Ministers will lay regulations on piers in spring 2032.", "gb-scottish-government", "2032"),
        ("The First Minister will open the first pier.", "gb-scottish-government", None),
        ("The Cabinet Secretary for Transport will publish a map of piers.", "gb-scottish-government", None),
        ("Transport Scotland will publish a map of piers.", "gb-transport-scotland", None),
        ("NHS Boards will share their piers.", "gb-health-boards", None),
        ("Working with COSLA, we will open two piers.", "gb-scottish-government", None),
        ("The UK Government should devolve powers over piers.", "gb-uk-government", None),
    ],
)
def test_scottish_promises_are_not_londons(promised: Promised, sentence: str, owner: str, day: str | None) -> None:
    assert promised(sentence, **SCOTLAND) == [(sentence, owner, day)]


def test_welsh_ministers_speak_for_wales(promised: Promised) -> None:
    text = "The First Minister will open the pier. The Government will pay for it."

    assert promised(text, publisher="Welsh Government", country="gb") == [
        ("The First Minister will open the pier.", "gb-welsh-government", None),
        ("The Government will pay for it.", "gb-welsh-government", None),
    ]


def test_a_first_minister_elsewhere_is_nobody(named: Callable[..., list[tuple[str, str]]]) -> None:
    assert named("The First Minister spoke.", "Organisation") == []


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("The minister announced that a pier would be built.", ""),
        ("The Home Secretary announced that the Home Office would build a pier.", HOME),
        ("Ofcom has pledged to map every mast by 2033.", OFCOM),
        ("Ofcom is due to map every mast by 2033.", OFCOM),
        ("The mast is scheduled to open in 2033.", ""),
        ("“We will map every mast,” said Ofcom.", OFCOM),
        ("A spokesperson for Ofcom said: “We will map every mast.”", OFCOM),
        ("The Home Secretary added: “We will build a pier.”", HOME),
        ("Ofcom told The Daily Tide: “We will map every mast.”", OFCOM),
        ("The Home Office said on Monday it would build a pier.", HOME),
        ("The Home Office said last week that it would build a pier.", HOME),
        ("Speaking in Leith, the minister said the Home Office would build a pier.", HOME),
        ("A Home Office spokesperson said it would build a pier.", HOME),
        ("The strategy commits to mapping every mast by 2033.", ""),
        ("According to Ofcom, masts will be mapped by 2033.", ""),
    ],
)
def test_the_news_name_who_promised(promised: Promised, sentence: str, owner: str) -> None:
    assert [(text, body) for text, body, _ in promised(sentence, **NEWS)] == [(sentence, owner)]


@pytest.mark.parametrize(
    ("sentence", "veto"),
    [
        ("Ofcom hopes the masts will cut costs.", "hope or estimate"),
        ("Analysts expect that prices will fall.", "hope or estimate"),
        ("Critics warned that the masts would fall down.", "hope or estimate"),
        ("Ofcom was expected to map the masts.", "past intention"),
        ("Ministers were required to resign.", "past intention"),
        ("Ofcom had promised to map the masts.", "past intention"),
        ("The last government promised to map the masts.", "past intention"),
        ("The previous Labour government will be judged by its masts.", "past intention"),
        ("He said he would map the masts.", "hypothesis"),
        ("You will receive a letter about masts.", "benefit to others"),
        ("Will Ofcom map the masts?", None),
    ],
)
def test_the_news_also_tell_what_is_none(refused: Refused, sentence: str, veto: str | None) -> None:
    assert refused(sentence, **NEWS) == ([(veto, sentence)] if veto else [])


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("ACTION: Cabinet Office to circulate the paper by 3 June 2031.", CABINET),
        ("Action: The Home Office to circulate the paper by 3 June 2031.", HOME),
        ("Action 4: Ofcom and the Home Office to circulate the paper by 3 June 2031.", f"{OFCOM} + {HOME}"),
        ("Action point: Ofcom to circulate the paper by 3 June 2031.", OFCOM),
        ("Action 5 (Ofcom): Circulate the paper by 3 June 2031.", OFCOM),
        ("Action: Circulate the paper by 3 June 2031.", TRANSPORT),
    ],
)
def test_an_action_of_minutes_names_its_owner(promised: Promised, line: str, owner: str) -> None:
    assert [(body, day) for _, body, day in promised(line, **MINUTES)] == [(owner, "2031-06-03")]


def test_minutes_tell_decisions_from_discussion(promised: Promised) -> None:
    text = (
        "The Board noted the paper. The Board thanked Ofcom. Members agreed that the Home Office would share its map. "
        "It was agreed that Ofcom would report back in June 2031. Ofcom was required to attend. The Board agreed to the minutes."
    )

    assert promised(text, **MINUTES) == [
        ("Members agreed that the Home Office would share its map.", HOME, None),
        ("It was agreed that Ofcom would report back in June 2031.", OFCOM, "2031-06"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "We recommend that the Home Office publish a register of piers.",
        "It is recommended that the Home Office publishes a register of piers.",
        "The Committee recommends that the Home Office should publish a register of piers.",
        "That the Home Office publish a register of piers.",
        "The Home Office should publish a register of piers.",
    ],
)
def test_a_numbered_recommendation_is_addressed(extracted: Extract, words: str) -> None:
    (found,) = extracted(f"## Recommendation 3\n\n{words}", kind="report", publisher="Public Accounts Committee").commitments

    assert (found.span.text, found.kind, [owner.organisation for owner in found.owners]) == (
        words,
        "recommendation",
        [f"organisation/{HOME}"],
    )


@pytest.mark.parametrize(
    ("intro", "items"),
    [
        ("We recommend that:", ["the Home Office publishes a map", "Ofcom tests the masts"]),
        ("The inquiry recommends:", ["That the Home Office publish a map", "That Ofcom test the masts"]),
        ("The Committee recommends that:", ["the Home Office publish a map", "Ofcom test the masts"]),
    ],
)
def test_listed_recommendations_name_their_addressees(promised: Promised, intro: str, items: list[str]) -> None:
    text = f"{intro}\n\n" + "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))

    assert promised(text, kind="report", publisher="Public Accounts Committee") == [(items[0], HOME, None), (items[1], OFCOM, None)]


def test_a_response_stands_beside_its_recommendation(extracted: Extract) -> None:
    text = (
        "| No. | Recommendation | Government response | Lead | Timing |\n|---|---|---|---|---|\n"
        "| 1 | Publish a map | Accepted. We will publish it. | Home Office | Q2 2032 |\n"
        "| 2 | Close the piers | Rejected | Home Office | N/A |\n"
    )
    found = [(c.number, c.kind, c.span.text, c.deadline.value if c.deadline else None) for c in extracted(text).commitments]

    assert found == [
        ("1", "recommendation", "Publish a map", "2032-06"),
        ("1", "response", "We will publish it.", "2032-06"),
        ("2", "recommendation", "Close the piers", None),
    ]


@pytest.mark.parametrize(
    ("text", "commitments"),
    [
        ("The Home Office will:\n\n(a) publish a map by June 2032;\n\n(b) open a depot; and\n\n(c) train pilots.", 3),
        ("Over the next year the Home Office will:\n\n1. publish a map;\n2. open a depot.", 2),
        ("## Our commitments\n\n1. Publish a map.\n2. Open a depot.\n3. Faster ferries for all islanders everywhere.", 3),
        ("Key deliverables:\n\n* Harbour map published (June 2032)\n* Depot opened (2033)", 2),
        ("### What we will do next\n\n- Open another depot", 1),
        ("We will make ports safer by:\n\n- installing lamps\n- training pilots", 3),
        ("We have:\n\n- opened a depot\n- trained pilots", 0),
        ("### What we have done\n\n- Open days held at ten depots", 0),
        ("### Risks\n\n- Publish nothing and lose trust", 0),
        ("The following principles apply:\n\n- openness\n- care", 0),
    ],
)
def test_a_list_is_what_stands_above_it(promised: Promised, text: str, commitments: int) -> None:
    assert len(promised(text)) == commitments


def test_dated_sections_lend_their_years(promised: Promised) -> None:
    text = "### Short-term actions (2031-32)\n\n- Publish a map\n\n### Medium-term actions (2033-35)\n\n- Build a pier"

    assert [(words, day) for words, _, day in promised(text)] == [("Publish a map", "2032-03"), ("Build a pier", "2035")]


def test_an_intro_lends_its_day_to_all_items(promised: Promised) -> None:
    text = "By 2033:\n\n- all ferries will be electric\n- every port will have a charger by 2032"

    assert [day for _, _, day in promised(text)] == ["2033", "2032"]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("We call on the UK Government to map every pier.", "gb-uk-government"),
        ("We call upon Ofcom to map every pier.", OFCOM),
        ("The Committee urges the Home Office to map every pier.", HOME),
        ("We ask Ofcom to map every pier by 2033.", OFCOM),
        ("The Committee expects the Home Office to map every pier.", HOME),
        ("We recommend the Home Office map every pier.", HOME),
        ("We believe that Ofcom should map every pier.", OFCOM),
        ("The Committee considers that Ofcom should map every pier.", OFCOM),
        ("In our view, Ofcom should map every pier.", OFCOM),
        ("We therefore recommend that Ofcom be required to map every pier.", OFCOM),
    ],
)
def test_a_committee_asks_in_many_words(extracted: Extract, sentence: str, owner: str) -> None:
    found = extracted(sentence, kind="report", publisher="Public Accounts Committee").commitments

    assert [(c.span.text, c.kind, [o.organisation for o in c.owners]) for c in found] == [
        (sentence, "recommendation", [f"organisation/{owner}"])
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Calls on the new line rose.",
        "We ask readers to bear with us.",
        "Critics believe that Ofcom should map every pier.",
        "The Committee urges caution.",
        "We expect prices to fall.",
        "Campaigners urged a rethink.",
    ],
)
def test_other_requests_address_no_body(promised: Promised, sentence: str) -> None:
    assert promised(sentence, kind="report", publisher="Public Accounts Committee") == []


def test_a_memorandum_binds_clause_by_clause(promised: Promised) -> None:
    text = (
        "Sec. 2. Actions. (a) Within 60 days of the date of this memorandum, the Secretary of Commerce shall submit a plan.\n\n"
        "(b) Not later than 180 days after submission of the plan, each agency shall:\n\n"
        "(i) name a lead for piers; and\n\n(ii) publish an inventory of piers.\n\n"
        "Sec. 3. General provisions. (a) Nothing in this memorandum shall be construed to impair authority.\n"
    )

    assert promised(text, **AMERICA) == [
        (
            "Within 60 days of the date of this memorandum, the Secretary of Commerce shall submit a plan.",
            "us-department-of-commerce",
            "2031-07-13",
        ),
        ("name a lead for piers; and", "us-executive-departments-and-agencies", None),
        ("publish an inventory of piers.", "us-executive-departments-and-agencies", None),
    ]


def test_an_australian_response_answers_each_recommendation(promised: Promised) -> None:
    text = (
        "## Recommendation 1\n\nThe Committee recommends that the Australian Government establish a register of piers.\n\n"
        "### Government response: Supported\n\nThe Department of Finance will establish it by 30 June 2032.\n\n"
        "## Recommendation 2\n\nThat the Department of Home Affairs review its permits.\n\n"
        "### Government response: Not supported\n\nThe Government does not propose to review permits.\n"
    )

    assert promised(text, **(AUSTRALIA | {"kind": "government response"})) == [
        ("The Committee recommends that the Australian Government establish a register of piers.", "au-australian-government", None),
        ("The Department of Finance will establish it by 30 June 2032.", "au-department-of-finance", "2032-06-30"),
        ("That the Department of Home Affairs review its permits.", "au-department-of-home-affairs", None),
    ]


def test_a_scottish_action_plan_is_read_whole(promised: Promised) -> None:
    text = (
        "## Our vision\n\nWe want piers to be safe.\n\n## Actions\n\n"
        "**Action 1:** Publish a standard for piers with COSLA by December 2032.\n\n"
        "**Action 2:** Working with Transport Scotland, we will fund ten piers.\n\n"
        "**Action 3:** Local authorities to inspect all piers by spring 2033.\n\n## How we will measure success\n\n- Number of piers\n"
    )

    assert promised(text, **SCOTLAND) == [
        ("Publish a standard for piers with COSLA by December 2032.", "gb-scottish-government", "2032-12"),
        ("Working with Transport Scotland, we will fund ten piers.", "gb-scottish-government", None),
        ("Local authorities to inspect all piers by spring 2033.", "gb-local-authorities", "2033"),
    ]


def test_a_news_report_tells_who_said_it(promised: Promised) -> None:
    text = (
        "Transport Secretary Ada Hill announced the fund in Leith. “We will replace every ferry by 2035,” she said.\n\n"
        "Islanders have waited years. Opposition parties said the fund would not work.\n\n"
        "The strategy also sets out plans to train 500 engineers by 2033.\n"
    )

    assert [(words, day) for words, _, day in promised(text, **NEWS)] == [
        ("“We will replace every ferry by 2035,” she said.", "2035"),
        ("The strategy also sets out plans to train 500 engineers by 2033.", "2033"),
    ]
    assert promised(text, **NEWS)[0][1] == TRANSPORT
