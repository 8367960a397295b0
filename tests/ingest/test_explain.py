"""What was decided on each sentence of a document, and how the command shows it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver
from typer.testing import CliRunner, Result

from graph.errors import SourceUnavailable, UnreadableDocument
from graph.identifiers import strategy_id
from ingest.cli import commands as ingest_commands
from ingest.documents import ReadDocument
from ingest.explain.command import commands
from ingest.explain.explanation import Explanation, SentenceDecision, explain
from ingest.explain.finding import NotADocument
from ingest.explain.rules import RULES
from ingest.vocabulary.entries import Vocabulary

SAMPLES = Path(__file__).parents[2] / "ingest" / "samples"
PLAN = """---
title: Harbour Plan
publisher: Department for Transport
published: 2031-01-14
kind: strategy
---
# Harbour Plan

## What we will do

We will publish a ferry plan by March 2031. This will help drivers find the port. The port opened in 1931.

- Lead: Maritime and Coastguard Agency

## Once more

We will publish a ferry plan by March 2031.

```
make all
```
"""

Explained = Callable[..., Explanation]


@pytest.fixture
def explained(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> Explained:
    def make(text: str, **metadata: str) -> Explanation:
        return explain(as_document(text, **metadata), vocabulary)

    return make


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "harbour.md"
    file.write_text(PLAN)
    return file


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def sentence(explanation: Explanation, opening: str) -> SentenceDecision:
    return next(one for one in explanation.sentences if one.text.startswith(opening))


def test_each_sentence_has_one_verdict_in_reading_order(explained: Explained) -> None:
    found = explained("# Ferries\n\nWe will test ferries. This will cut delays. Ferries are old.\n\n```\ncode here\n```\n")

    assert [(one.text, one.verdict) for one in found.sentences] == [
        ("Ferries", "no cue"),
        ("We will test ferries.", "accepted"),
        ("This will cut delays.", "refused"),
        ("Ferries are old.", "no cue"),
        ("code here", "not read"),
    ]


def test_a_refused_sentence_names_its_veto_in_plain_words(explained: Explained) -> None:
    refused = sentence(explained("This will cut delays."), "This").refused

    assert refused is not None
    assert (refused.rule, refused.words) == (
        "predicted effect",
        "It says what a measure will bring about, not what anybody will do.",
    )


def test_an_accepted_sentence_has_owner_and_deadline_each_with_its_rule(explained: Explained) -> None:
    found = sentence(explained("The Home Office will open two ports by the end of 2032.", published="2031-05-01"), "The Home")
    commitment = found.commitments[0]

    assert (commitment.kind, commitment.strength, commitment.by.rule) == ("commitment", "will", "clause: will")
    assert [(owner.name, owner.role, owner.by.words) for owner in commitment.owners] == [
        ("Home Office", "lead", "named as the one who acts")
    ]
    assert commitment.deadline is not None
    assert (commitment.deadline.words, commitment.deadline.value, commitment.deadline.by.words) == (
        "by the end of 2032",
        "2032-12",
        "in its own words, a year, its end",
    )


def test_a_sentence_of_several_undertakings_shows_each(explained: Explained) -> None:
    text = "The Home Office commits to reviewing the fees, opening a second pier, training the crews, and mapping the coast."

    assert [commitment.words for commitment in sentence(explained(text), "The").commitments] == [
        "reviewing the fees",
        "opening a second pier",
        "training the crews",
        "mapping the coast",
    ]


def test_words_said_before_are_refused_the_second_time(explained: Explained) -> None:
    found = explained("We will test ferries.\n\nPiers are old.\n\nWe will test ferries.")

    assert [(one.verdict, one.refused.rule if one.refused else None) for one in found.sentences] == [
        ("accepted", None),
        ("no cue", None),
        ("refused", "said before"),
    ]


def test_a_line_on_the_commitment_before_is_its_detail(explained: Explained) -> None:
    found = explained("We will test ferries.\n\nLead: Home Office")

    assert [one.refused.rule for one in found.sentences if one.refused] == ["detail"]
    assert [owner.name for owner in found.sentences[0].commitments[0].owners] == ["Home Office"]


def test_names_and_relations_of_a_sentence_come_with_their_rules(explained: Explained) -> None:
    found = sentence(explained("The Border Force is part of the Home Office."), "The")

    assert [(name.words, name.by.rule) for name in found.names if name.kind == "Organisation"] == [
        ("Border Force", "register-name@1"),
        ("Home Office", "register-name@1"),
    ]
    assert [(one.source, one.type, one.target, one.by.words) for one in found.relations] == [
        ("Border Force", "PART_OF", "Home Office", "“part of”")
    ]


def test_every_sentence_stands_at_its_offsets(explained: Explained, as_document: Callable[..., ReadDocument]) -> None:
    read = as_document("# Ferries\n\nWe will **test** ferries. They are old.\n")

    found = explained("# Ferries\n\nWe will **test** ferries. They are old.\n")

    assert [read.text[one.start : one.end] for one in found.sentences] == ["Ferries", "We will **test** ferries.", "They are old."]


@pytest.mark.parametrize("sample", sorted(path for path in SAMPLES.iterdir() if path.suffix in {".md", ".html", ".txt", ".csv"}), ids=str)
def test_every_rule_that_decides_on_a_sample_is_described(sample: Path) -> None:
    answer = json.loads(run(sample, "--json").stdout)
    known = {words for rules in RULES.values() for words in rules.values()}

    decided = [part for one in answer["sentences"] for part in (*one["names"], *one["relations"]) if part["by"]["words"] not in known]
    commitments = [commitment for one in answer["sentences"] for commitment in one["commitments"]]
    assert decided == []
    assert [owner["by"] for found in commitments for owner in found["owners"] if owner["by"]["words"] not in known] == []
    assert [found["by"] for found in commitments if found["by"]["words"] == found["by"]["rule"]] == []


def test_the_command_shows_heading_path_sentence_verdict_and_reason(plan: Path) -> None:
    result = run(plan)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "Harbour Plan",
        "10 sentences: 1 accepted (1 commitments), 3 refused, 4 without a cue, 2 not read.",
    ]
    assert (
        "\nHarbour Plan > What we will do\n"
        "✓ We will publish a ferry plan by March 2031.\n"
        "    commitment (will): It binds somebody or something by the words “will”. [clause: will] 95% sure\n"
        "    owner: Maritime and Coastguard Agency, named in the table's column, or on the line, for who leads [owner column] 93% sure\n"
        "    due: “by March 2031”, 2031-03 (by); in its own words, a month and its year [sentence: month-year]\n"
        "    themes: Transport\n"
        "✗ This will help drivers find the port.\n"
        "    refused, predicted effect: It says what a measure will bring about, not what anybody will do.\n"
        "· The port opened in 1931.\n"
    ) in result.stdout


def test_only_the_sentences_of_one_verdict_are_shown_when_asked_for(plan: Path) -> None:
    shown = [line for line in run(plan, "--only", "refused").stdout.splitlines() if line[:1] in "✓✗·–" and line]

    assert [line[:12] for line in shown] == ["✗ This will ", "✗ Lead: Mari", "✗ We will pu"]


def test_json_counts_all_verdicts_though_it_shows_one(plan: Path) -> None:
    answer = json.loads(run(plan, "--only", "accepted", "--json").stdout)

    assert answer["verdicts"] == {"accepted": 1, "no cue": 4, "not read": 2, "refused": 3}
    assert [one["text"] for one in answer["sentences"]] == ["We will publish a ferry plan by March 2031."]


def test_words_that_would_steer_a_terminal_are_shown_without_effect(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# [red]x\x1b[31m\n\nWe will \x1b[2J test ferries.\n")

    shown = run(tmp_path / "x.md").stdout

    assert "\x1b" not in shown
    assert "[red]x" in shown


@pytest.mark.parametrize(
    ("name", "fix"),
    [("sheet.odt", "We read .csv"), ("", "Name one file in it."), ("https://no.invalid/x", "")],
    ids=["no reader", "folder", "no such host"],
)
def test_what_is_no_document_is_said_with_what_to_do(tmp_path: Path, name: str, fix: str) -> None:
    (tmp_path / "sheet.odt").write_bytes(b"PK")

    result = run(name if "://" in name else tmp_path / name)

    assert isinstance(result.exception, UnreadableDocument | NotADocument | SourceUnavailable)
    assert result.exception.fix.startswith(fix)


def test_a_document_in_the_graph_is_explained_by_its_title_or_id(plan: Path, empty_database: Driver, environment: None) -> None:
    CliRunner().invoke(ingest_commands, ["ingest", str(plan)])
    by_title = json.loads(run("harbour plan", "--json").stdout)

    assert by_title["title"] == "Harbour Plan"
    assert json.loads(run(by_title["document"], "--json").stdout) == by_title


def test_that_its_file_has_changed_or_is_gone_is_said(plan: Path, empty_database: Driver, environment: None) -> None:
    CliRunner().invoke(ingest_commands, ["ingest", str(plan)])
    plan.write_text(PLAN + "\nWe will close a pier.\n")
    changed = run("Harbour Plan")
    plan.unlink()
    gone = run("Harbour Plan")

    assert "has changed since the graph read it" in changed.stderr
    assert isinstance(gone.exception, UnreadableDocument)
    assert "Put the file back" in gone.exception.fix


def test_a_name_that_the_graph_does_not_know_is_said(empty_database: Driver, environment: None) -> None:
    result = run(strategy_id("No Such Plan"))

    assert isinstance(result.exception, NotADocument)
    assert "policygraph documents" in result.exception.fix
