"""What a model says, held against the document and against the rules: taken, refused, agreed with or in conflict; nothing unsaid."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from graph.identifiers import NodeId
from graph.kinds import CommitmentKind, Strength
from ingest.documents import Problem, ReadDocument
from ingest.extraction.context import names_of
from ingest.extraction.deadlines import Place, almanac_of, find_deadline
from ingest.extraction.findings import CommitmentFinding, Findings, Owner, Span
from ingest.extraction.matching import fold
from ingest.extraction.targets import target_of
from ingest.llm.question import Part, parts_of
from ingest.verbatim import cut

RULE = "model@1"
# What only a model says is less sure than what any rule says; where both say it, half of the doubt is gone.
CONFIDENCE = 0.5
AGREED = 0.5
SHORTEST_QUOTE = 20
CHECK = "Read the passage; 'policygraph explain' shows what the rules decided."

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]


class _Suggestion(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: Words
    kind: CommitmentKind
    strength: Strength
    owner: Words | None
    deadline: Words | None


class _Refused(ValueError):
    """Why a suggestion does not count."""


@dataclass
class _Suggested:
    """The findings as they become, and what is to be told."""

    document: ReadDocument
    findings: Findings
    commitments: list[CommitmentFinding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def with_answers(
    document: ReadDocument, findings: Findings, model: str, answers: Mapping[str, str]
) -> tuple[Findings, tuple[Problem, ...]]:
    """`findings` with what a model's answers add, and what of these was refused or speaks against the rules.

    A suggestion is refused unless its words stand in the part of the document
    that was asked about, its kinds are ours, and its owner is a body that the
    document names. Days are worked out by our own rules. Where the rules found
    the same commitment their confidence rises; where they decided otherwise
    they are kept and the conflict is told.
    """
    state = _Suggested(document, findings, list(findings.commitments))
    for part in parts_of(document):
        answer = answers.get(part.key(model))
        for given in json.loads(answer)["commitments"] if answer else ():
            _take(state, part, given)
    return replace(findings, commitments=tuple(state.commitments)), tuple(dict.fromkeys(state.problems))


def _take(state: _Suggested, part: Part, given: object) -> None:
    try:
        suggestion = _Suggestion.model_validate(given)
        span = _found(part, suggestion.quote)
        owner = _owner(state.findings, suggestion, span)
        _check_deadline(suggestion)
    except ValidationError as error:
        first = error.errors()[0]
        _tell(state, "llm-refused", "", f"the model's {'.'.join(map(str, first['loc'])) or 'suggestion'}: {first['msg']}", given)
        return
    except _Refused as error:
        _tell(state, "llm-refused", "", f"the model's suggestion was refused: {error}", given)
        return
    _compare(state, suggestion, span, owner)


def _found(part: Part, quote: str) -> Span:
    wanted = fold(" ".join(quote.split()))
    if len(wanted) < SHORTEST_QUOTE:
        raise _Refused("its quote is too short to tell a place")
    for block in part.blocks:
        start = fold(block.text).find(wanted)
        if start >= 0:
            return Span(block, start, start + len(wanted))
    raise _Refused("its quote does not stand in the text")


def _owner(findings: Findings, suggestion: _Suggestion, span: Span) -> NodeId | None:
    if suggestion.owner is None:
        return None
    wanted = _bare(suggestion.owner)
    for thing in findings.things:
        if thing.kind == "Organisation" and any(_bare(name) == wanted for name in names_of(thing)):
            return thing.id
    # "We" and "the Department" are what the rules make of them.
    words = (mention.thing for mention in findings.mentions if mention.span.block is span.block and _bare(mention.span.text) == wanted)
    named = next((thing for thing in words if thing.startswith("organisation/")), None)
    if named is None:
        raise _Refused(f"no body that the document names is called {suggestion.owner!r}")
    return named


def _check_deadline(suggestion: _Suggestion) -> None:
    if suggestion.deadline is not None and fold(suggestion.deadline) not in fold(suggestion.quote):
        raise _Refused("the words of its deadline do not stand in its quote")


def _bare(name: str) -> str:
    return fold(" ".join(name.split())).removeprefix("the ")


def _compare(state: _Suggested, suggestion: _Suggestion, span: Span, owner: NodeId | None) -> None:
    same = next((number for number, found in enumerate(state.commitments) if _overlap(found.span, span)), None)
    veto = next((rejected.rule for rejected in state.findings.rejected if _overlap(rejected.span, span)), None)
    if same is not None:
        differs = list(_differences(state.commitments[same], suggestion, owner))
        if not differs:
            found = state.commitments[same]
            state.commitments[same] = replace(found, confidence=round(found.confidence + AGREED * (1 - found.confidence), 3))
        for difference in differs:
            _tell(state, "llm-conflict", _place(span), difference, suggestion.quote)
    elif veto is not None:
        reason = f"the model takes it for a {suggestion.kind}, and the rules refuse it: {veto}"
        _tell(state, "llm-conflict", _place(span), reason, suggestion.quote)
    else:
        state.commitments.append(_commitment(state, suggestion, span, owner))


def _differences(found: CommitmentFinding, suggestion: _Suggestion, owner: NodeId | None) -> Iterator[str]:
    if found.kind != suggestion.kind:
        yield f"the model takes it for a {suggestion.kind}, the rules for a {found.kind}"
    if owner is not None and owner not in {one.organisation for one in found.owners}:
        ours = ", ".join(one.organisation for one in found.owners) or "nobody"
        yield f"the model gives it to {owner}, the rules to {ours}"


def _overlap(one: Span, other: Span) -> bool:
    """Whether two stretches share half of the shorter one."""
    (start, end), (first, last) = one.stored, other.stored
    return min(end, last) - max(start, first) >= 0.5 * min(end - start, last - first)


def _commitment(state: _Suggested, suggestion: _Suggestion, span: Span, owner: NodeId | None) -> CommitmentFinding:
    almanac = almanac_of(state.document.metadata, state.findings.country)
    return CommitmentFinding(
        span=span,
        kind=suggestion.kind,
        strength=suggestion.strength,
        rule=RULE,
        confidence=CONFIDENCE,
        owners=(Owner(owner, "lead", RULE, CONFIDENCE),) if owner else (),
        deadline=find_deadline([Place(span.text, "sentence")], almanac),
        strategy=state.findings.own_strategy,
        target=target_of(span.text),
    )


def _place(span: Span) -> str:
    return f"character {span.stored[0]}" if span.block.place is None else span.block.place


def _tell(state: _Suggested, code: str, place: str, reason: str, verbatim: object) -> None:
    words = verbatim if isinstance(verbatim, str) else json.dumps(verbatim, ensure_ascii=False)
    state.problems.append(Problem(code, place, reason, CHECK, cut(words)))
