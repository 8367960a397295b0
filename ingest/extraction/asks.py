"""What at a place asks for an action without a subject: a label, a lead-in, a running number or a heading."""

import re
from dataclasses import dataclass
from typing import Literal

from ingest.documents import Block
from ingest.extraction.actions import Form, Label, form_of, label_of
from ingest.extraction.leads import Lead, heading_kind

Ask = Literal[
    "labelled heading",
    "label",
    "numbered heading",
    "running number",
    "planned list",
    "list",
    "instructions",
    "means",
    "actions",
    "recommendations",
    "targets",
]

_LABELS = frozenset(
    {
        "action",
        "recommendation",
        "commitment",
        "deliverable",
        "milestone",
        "proposal",
        "pledge",
        "key action",
        "action point",
        "measure",
        "decision",
        "goal",
        "target",
    }
)
_NUMBERED_LABELS = frozenset({"priority", "prioritie", "objective", "goal", "target", "step", "initiative", *_LABELS})
_VERBAL: frozenset[Form] = frozenset({"imperative", "infinitive", "gerund"})
# "Action 4: Harbour Board to publish …".
_NAMED_TO_DO = re.compile(r"[‘“'\"]?[A-Z][\w’'.,&/ -]{1,60}? (?:to|will|should|shall|must) [a-z]")
# An item that opens a list of its own, or only gives an example, asks for nothing itself.
_PART_LABEL = re.compile(r"(?:the following|these|this list)\b[^.]*$|(?:for example|an example|e\.g\.|any other\b)", re.IGNORECASE)
_EXAMPLES_FOLLOW = re.compile(
    r"(?:\b(?:including|such as|for example|e\.g\.|namely)|,\s(?:accounting for|covering|addressing|concerning)\b[^,.:]{0,40})\s?:$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Standing:
    """What is known of the place of a block."""

    block: Block
    lead: Lead | None
    lead_refused: bool
    """Whether a veto stands against the lead-in's own clause."""
    running: bool
    """Whether the block's number runs on from list to list."""
    below_number: bool
    """Whether the heading right above is only a number: "Recommendation 4"."""
    instructs: bool = False
    """Whether the block is an item of a list of instructions below a heading."""
    title: str = ""
    """The document's title, where it makes lists of actions; else ''."""
    labelled: bool = False
    """Whether a line above, such as "What we will deliver:", labels the block as an action."""


def full_label(block: Block) -> Label:
    """The block's label, whether a format has already taken it off as the block's number or it still stands in the text."""
    label = label_of(block.text)
    if label.kind or not block.number:
        return label
    taken = label_of(f"{block.number}: ")
    return Label(label.length, taken.kind, taken.number)


def ask_of(standing: Standing, label: Label) -> Ask | None:
    """What asks for an action here; None when nothing does."""
    text = standing.block.text[label.length :]
    labelled = label.kind in _LABELS or (label.kind in _NUMBERED_LABELS and label.number is not None)
    # "Action 4: Publish the plan" is the action; without label and number a heading is what the actions stand under.
    if standing.block.kind == "heading":
        return _ask_of_heading(standing.block, form_of(text), labelled=labelled and label.number is not None)
    names_itself = label.kind in {"action", "action point"} and _NAMED_TO_DO.match(text) is not None
    if standing.labelled or (labelled and (form_of(text) in {"imperative", "infinitive"} or names_itself)):
        return "label"
    if standing.below_number and form_of(text) in {"imperative", "infinitive"}:
        return "numbered heading"
    if standing.block.kind != "item":
        return "targets" if _states_goal(standing.block) and form_of(text) == "imperative" else None
    if _PART_LABEL.match(standing.block.text):
        return None
    return "running number" if standing.running else _ask_of_item(standing, form_of(text))


_GOAL = re.compile(r"(?:(?:strategic|agency|priority|performance) )*goals?(?: \d+)?(?: statements?)?", re.IGNORECASE)


def _states_goal(block: Block) -> bool:
    """Whether a paragraph stands right under "Goal statement", of which it is the whole point."""
    return block.kind == "paragraph" and bool(block.headings) and _GOAL.fullmatch(block.headings[-1].text.strip(" :")) is not None


def _ask_of_heading(heading: Block, form: Form, *, labelled: bool) -> Ask | None:
    if form != "imperative":
        return None
    # Below "Recommendations" a heading may itself be one.
    recommended = bool(heading.headings) and heading_kind(heading.headings[-1:]) == "recommendations"
    return "labelled heading" if labelled else "recommendations" if recommended else None


def _ask_of_item(standing: Standing, form: Form) -> Ask | None:
    lead, block = standing.lead, standing.block
    # Below "This year we have:" an imperative is a participle: "cut costs", "set rules".
    if lead is not None and (
        lead.kind in {"past", "possible", "other"} or (_EXAMPLES_FOLLOW.search(lead.span.text) and form not in _VERBAL)
    ):
        return None
    if lead is not None and lead.kind in {"bound", "planned"}:
        return None if standing.lead_refused else _ask_of_lead(lead)
    if lead is not None and lead.kind == "means":
        return "means" if form in _VERBAL else None
    # Items inside an item are mostly its details; only those with a verb are actions of their own.
    nested = block.intro is not None and block.intro.kind == "item"
    if nested and form not in _VERBAL:
        return None
    ask = _ask_of_headings(standing, form)
    return "instructions" if ask is None and standing.instructs and form in _VERBAL else ask


def _ask_of_lead(lead: Lead) -> Ask:
    if lead.recommends:
        return "recommendations"
    return "list" if lead.clause is not None else "planned list"


def _ask_of_headings(standing: Standing, form: Form) -> Ask | None:
    block = standing.block
    kind = heading_kind(block.headings, standing.title)
    if kind == "other":
        return None
    if form in _VERBAL or form == "third person":
        return kind
    # A noun phrase needs some length to be an action: "New ferries" may be no more than a topic.
    return kind if form == "nominal" and kind != "targets" and len(block.text.split()) >= 4 and block.level <= 1 else None
