"""An explanation at a terminal: the heading path, the sentence, the verdict, and the reasons in plain words."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from ingest.explain.explanation import CommitmentDecision, DeadlineDecision, Explanation, OwnerDecision, SentenceDecision, Verdict
from ingest.explain.rules import Described
from ingest.terminal import visible

# A mark and a word besides the colour: not everybody sees colours, and pipes have none.
MARKS: dict[Verdict, tuple[str, str]] = {
    "accepted": ("✓", "green"),
    "refused": ("✗", "red"),
    "no cue": ("·", "dim"),
    "not read": ("–", "dim"),
}
INDENT = "    "


def show(explanation: Explanation, console: Console, *, only: Verdict | None = None, names: bool = False) -> None:
    """Print an explanation, all of it or the sentences of one verdict."""
    console.print(Text(visible(explanation.title), style="bold"))
    console.print(Text(summary(explanation)))
    place: str | None = None
    for sentence in explanation.sentences:
        if only not in (None, sentence.verdict):
            continue
        if _place(sentence) != place:
            place = _place(sentence)
            console.print()
            console.print(Text(visible(place), style="bold cyan"))
        _show_sentence(sentence, console, names=names)


def summary(explanation: Explanation) -> str:
    """How many sentences have which verdict."""
    counts = explanation.verdicts
    commitments = sum(len(sentence.commitments) for sentence in explanation.sentences)
    return (
        f"{len(explanation.sentences)} sentences: {counts.get('accepted', 0)} accepted ({commitments} commitments), "
        f"{counts.get('refused', 0)} refused, {counts.get('no cue', 0)} without a cue, {counts.get('not read', 0)} not read."
    )


def _place(sentence: SentenceDecision) -> str:
    # A heading stands above itself, so that what follows it needs no line of its own for the place.
    path = [*sentence.headings, *([sentence.text] if sentence.block == "heading" else [])]
    where = " > ".join(path) or "(before any heading)"
    return f"{where}, page {sentence.page}" if sentence.page else where


def _show_sentence(sentence: SentenceDecision, console: Console, *, names: bool) -> None:
    mark, style = MARKS[sentence.verdict]
    quiet = sentence.verdict in {"no cue", "not read"}
    if sentence.verdict != "no cue" or sentence.block != "heading":
        console.print(Text(f"{mark} {visible(sentence.text)}", style="dim" if quiet else ""), soft_wrap=True)
    for line in _lines(sentence, names=names):
        console.print(Text(INDENT + visible(line), style=style), soft_wrap=True)


def _lines(sentence: SentenceDecision, *, names: bool) -> Iterator[str]:
    for commitment in sentence.commitments:
        yield from _commitment(commitment, whole=commitment.words == sentence.text)
    if sentence.refused is not None:
        yield f"refused, {sentence.refused.rule}: {sentence.refused.words}"
    if sentence.verdict == "not read" and sentence.reason:
        yield f"not read: {sentence.reason}"
    if names:
        yield from (f"names {name.kind} {name.name}: “{name.words}” {_by(name.by)}" for name in sentence.names)
        yield from (f"says {one.source} {one.type} {one.target} {_by(one.by)}" for one in sentence.relations)


def _by(described: Described) -> str:
    return f"({described.words}) [{described.rule}]"


def _commitment(found: CommitmentDecision, *, whole: bool) -> Iterator[str]:
    flags = [found.strength, *(["conditional"] if found.conditional else []), *([found.number] if found.number else [])]
    part = "" if whole else f" in “{found.words}”"
    yield f"{found.kind} ({', '.join(flags)}){part}: {found.by.words} [{found.by.rule}] {_sure(found.confidence)}"
    yield from (_owner(owner) for owner in found.owners)
    if not found.owners:
        yield "owner: nobody is named, and nothing tells who it is"
    yield _deadline(found.deadline) if found.deadline else "due: no date"
    if found.themes:
        yield f"themes: {', '.join(found.themes)}"
    if found.strategy and found.strategy_by:
        yield f"stated by: {found.strategy} {_by(found.strategy_by)}"


def _owner(owner: OwnerDecision) -> str:
    role = "owner" if owner.role == "lead" else "with"
    words = f" “{owner.words}”" if owner.words and owner.words != owner.name else ""
    return f"{role}: {owner.name}, {owner.by.words}{words} [{owner.by.rule}] {_sure(owner.confidence)}"


def _deadline(found: DeadlineDecision) -> str:
    value = found.value or "no day can be told"
    return f"due: “{found.words}”, {value} ({found.relation}); {found.by.words} [{found.by.rule}]"


def _sure(confidence: float) -> str:
    return f"{confidence:.0%} sure"
