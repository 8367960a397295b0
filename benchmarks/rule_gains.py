"""What each rule of commitments gains and costs over annotated documents, and what it does on the others than the one at hand."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Counts = Mapping[str, Counter[str]]
"""By rule: how many of its commitments are 'right', 'wrong' and 'optional'."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One document: what each rule found in it, and how many commitments are wanted."""

    name: str
    rules: Counts
    wanted: int
    vetoes: Counts = field(default_factory=dict)
    """By veto: how many annotated commitments ('costs') and annotated traps ('gains') it refused."""


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall; 1 when nothing is found and nothing wanted, else 0 when nothing is right."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def of_rules(tallies: Sequence[Tally]) -> dict[str, Counter[str]]:
    """The counts of each rule over all documents, by name of the rule."""
    total: dict[str, Counter[str]] = {}
    for tally in tallies:
        for rule, counts in tally.rules.items():
            total.setdefault(rule, Counter()).update(counts)
    return dict(sorted(total.items()))


def _score(rules: Counts, wanted: int, without: str = "") -> float:
    right = sum(counts["right"] for rule, counts in rules.items() if rule != without)
    wrong = sum(counts["wrong"] for rule, counts in rules.items() if rule != without)
    return f1(right, right + wrong, wanted)


def gain_lines(tallies: Sequence[Tally]) -> Iterator[str]:
    """A line for each rule: what it found, and by how much F1 would be lower without it; a minus tells a rule that costs."""
    rules, wanted = of_rules(tallies), sum(tally.wanted for tally in tallies)
    whole = _score(rules, wanted)
    yield f"{'rule':48}{'right':>7}{'optional':>10}{'wrong':>7}{'gain':>9}"
    for rule, counts in rules.items():
        gain = whole - _score(rules, wanted, rule)
        yield f"{rule:48}{counts['right']:7}{counts['optional']:10}{counts['wrong']:7}{gain:+9.4f}"


def veto_lines(tallies: Sequence[Tally]) -> Iterator[str]:
    """A line for each veto: how many annotated traps it kept out, and how many annotated commitments it cost."""
    total: dict[str, Counter[str]] = {}
    for tally in tallies:
        for veto, counts in tally.vetoes.items():
            total.setdefault(veto, Counter()).update(counts)
    yield f"{'veto':48}{'traps kept out':>16}{'commitments lost':>18}"
    for veto, counts in sorted(total.items()):
        yield f"{veto:48}{counts['gains']:16}{counts['costs']:18}"


def left_out_lines(tallies: Sequence[Tally]) -> Iterator[str]:
    """For each document its own F1 and that of all others, then the rules that were met in no other document.

    A rule that is right in one document only may have been written for it:
    what it is worth elsewhere is not known.
    """
    everywhere = Counter(rule for tally in tallies for rule in tally.rules)
    yield f"{'left out':52}{'F1 of it':>10}{'F1 of the others':>18}   rules met nowhere else (right/wrong)"
    for tally in tallies:
        others = [other for other in tallies if other is not tally]
        rest = _score(of_rules(others), sum(other.wanted for other in others))
        alone = ", ".join(
            f"{rule} ({counts['right']}/{counts['wrong']})" for rule, counts in sorted(tally.rules.items()) if everywhere[rule] == 1
        )
        yield f"{tally.name:52}{_score(tally.rules, tally.wanted):10.3f}{rest:18.3f}   {alone}".rstrip()


def elsewhere_lines(tallies: Sequence[Tally]) -> Iterator[str]:
    """For each rule, in how many documents it found something, and its precision in the best and in all the others together."""
    yield f"{'rule, without the document that has most of it':48}{'documents':>11}{'right':>7}{'wrong':>7}{'precision':>11}"
    for rule in of_rules(tallies):
        met = sorted((tally for tally in tallies if rule in tally.rules), key=lambda tally: (-sum(tally.rules[rule].values()), tally.name))
        right = sum(tally.rules[rule]["right"] for tally in met[1:])
        wrong = sum(tally.rules[rule]["wrong"] for tally in met[1:])
        precision = f"{right / (right + wrong):.3f}" if right + wrong else "-"
        yield f"{rule:48}{len(met):11}{right:7}{wrong:7}{precision:>11}"
