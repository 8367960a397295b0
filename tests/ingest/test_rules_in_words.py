"""The table of rules: every rule that can stand in evidence has its plain words, and the page shows the table."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from ingest.explain.rules import RULES, Group, described, rules_page
from ingest.extraction.actions import Form
from ingest.extraction.asks import Ask
from ingest.extraction.dates import RULES as DATES
from ingest.extraction.vetoes import VETOES

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "ingest").rglob("*.py"))
VERSIONED = re.compile(r"(?P<name>[a-z][a-z'’-]*)@\d+")
# Made of two parts in the code: "register-" and how, or the role of the column.
COMPOSED = {f"register-{part}" for part in ("name", "abbreviation", "local", "role", "parent", "successor", "predecessor")}


def constants() -> Iterator[tuple[str, str]]:
    """Every text in the code that reads, with the module it stands in."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield source.stem, node.value


def rules_given(module: str, *functions: str) -> set[str]:
    """The texts that a module hands to some functions as a rule: an argument named so, or the first text of the call."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / "ingest" / "extraction" / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            named = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
            plain = node.args[1:] if ast.unparse(node.func) in functions else []
            texts = [part.value for part in (*named, *plain) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            found |= {text for text in texts if text not in {"lead", "support"}}
    return found


def test_every_veto_is_described() -> None:
    assert {name for name, _ in VETOES} - RULES["veto"].keys() == set()


def test_every_veto_outside_the_list_of_vetoes_is_described() -> None:
    text = "\n".join((ROOT / "ingest" / "extraction" / f"{name}.py").read_text(encoding="utf-8") for name in ("commitments", "judging"))
    given = re.findall(r'veto="([^"]+)"|Rejected\([^"()]*"([^"]+)"\)|^\s+"([a-z ]+)"\n\s+if opens_list', text, re.MULTILINE)

    assert {name for names in given for name in names if name} == {
        "negation",
        "said before",
        "detail",
        "open list",
        "business of a meeting",
    }
    assert {"said before", "detail", "open list", "business of a meeting"} <= RULES["veto"].keys()


def test_every_way_of_asking_for_an_action_is_described() -> None:
    assert set(get_args(Ask)) - RULES["commitment"].keys() == set()


def test_every_form_of_an_action_is_described() -> None:
    forms = {"instruction" if form in {"imperative", "third person"} else form for form in get_args(Form)}

    assert forms == RULES["form"].keys()


def test_every_way_of_writing_a_date_is_described_and_no_other() -> None:
    assert {name for name, *_ in DATES} | {"no-day"} == RULES["date"].keys()


def test_every_rule_with_a_version_is_described() -> None:
    named = {match["name"] for _, text in constants() if (match := VERSIONED.fullmatch(text))}

    assert len(named) > 50
    assert named - {name for rules in RULES.values() for name in rules} == set()


def test_no_rule_of_names_or_relations_is_described_that_is_gone() -> None:
    named = {match["name"] for _, text in constants() if (match := VERSIONED.fullmatch(text))} | COMPOSED | {"own-strategy"}

    assert (RULES["name"].keys() | RULES["relation"].keys()) - named == set()


def test_every_way_to_an_owner_is_described_and_no_other() -> None:
    given = rules_given("owners", "_owner", "Owner", "spoken_before")

    assert given | {"sentence before", "import", "model"} == RULES["owner"].keys()


def test_every_place_of_a_deadline_is_described_and_no_other() -> None:
    sources = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "ingest" / "extraction").glob("*.py")]
    calls = [node for source in sources for node in ast.walk(source) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Place"]
    given = {call.args[1].value for call in calls if isinstance(call.args[1], ast.Constant)}

    assert given == RULES["deadline place"].keys()


def test_every_way_to_a_reported_strategy_is_described() -> None:
    given = {text for module, text in constants() if module == "belonging" and re.fullmatch(r"[a-z]+-(?:by|of)-subject", text)}

    assert given | {"import"} == RULES["strategy"].keys()


@pytest.mark.parametrize(
    ("group", "rule", "words"),
    [
        ("commitment", "clause: aims to", "It binds somebody or something by the words “aims to”."),
        ("commitment", "actions: gerund", "The heading or the words above announce actions: an activity, such as “Publishing a plan”."),
        ("deadline place", "sentence: month-year", "in its own words, a month and its year"),
        ("deadline place", "heading: year-end", "in a heading above, a year, its end"),
        (
            "deadline place",
            "intro: within, not counted",
            "in the words above its list, so long after the day of publication, a report does not say from which day to count",
        ),
        ("name", "body-name@2", "built like the name of a public body"),
        ("owner", "no such rule", "no such rule"),
    ],
)
def test_a_rule_is_said_in_words(group: Group, rule: str, words: str) -> None:
    assert described(group, rule).words == words


def test_the_page_of_rules_is_made_from_the_table() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page()
