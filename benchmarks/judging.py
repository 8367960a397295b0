"""Compares predictions with annotations: which commitments, owners and deadlines are right, and by which rule."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Item = Mapping[str, object]
SAME_WORDS = 0.6
SAME_PLACE = 0.5


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is right and wrong in one document."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    missed: list[tuple[int, int]] = field(default_factory=list)
    """Places of annotated commitments that were not found."""
    traps: Counter[str] = field(default_factory=Counter)
    """How many sentences are annotated as no commitments ('annotated'), and how many were taken for one ('hit')."""


def folded(name: object) -> str:
    """A name without case, accents of typography, punctuation and a leading article."""
    text = unicodedata.normalize("NFKC", str(name or "")).casefold().replace("&", " and ")
    words = re.sub(r"[^\w\s]", " ", re.sub(r"[’']s\b", "", text)).split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)


def likeness(found: Item, wanted: Item) -> float:
    """0 to 1: how far a found commitment is the annotated one, by its words or by its place."""
    left, right = set(folded(found.get("text")).split()), set(folded(wanted.get("text")).split())
    words = len(left & right) / len(left | right) if left | right else 0.0
    if words >= SAME_WORDS:
        return words
    first, last = _place(found)
    other_first, other_last = _place(wanted)
    shared = min(last, other_last) - max(first, other_first)
    return words if shared <= 0 or shared / max(1, min(last - first, other_last - other_first)) < SAME_PLACE else max(words, SAME_PLACE)


def _place(item: Item) -> tuple[int, int]:
    return int(str(item.get("start", -1))), int(str(item.get("end", -1)))


def pairs(found: Sequence[Item], wanted: Sequence[Item]) -> dict[int, int]:
    """Which found commitment is which annotated one, the most alike first, none used twice."""
    ranked = sorted(
        (
            (likeness(item, other), -abs(_place(item)[0] - _place(other)[0]), i, j)
            for i, item in enumerate(found)
            for j, other in enumerate(wanted)
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for score, _, i, j in ranked:
        if score >= SAME_PLACE and i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def judge(prediction: Mapping[str, Sequence[object]], gold: Mapping[str, Sequence[Mapping[str, object]]]) -> Judgement:
    """Compare the commitments, owners and deadlines of one document with its annotations."""
    found = [item for item in prediction.get("commitments", ()) if isinstance(item, dict)]
    wanted = list(gold.get("commitments", ()))
    same = _same_names(gold.get("organisations", ()), prediction.get("organisations", ()))
    matched = pairs(found, wanted)
    _credit_parts(matched, wanted)
    judgement = Judgement(counts={part: Counter() for part in ("commitments", "owners", "deadlines")})
    for i, item in enumerate(found):
        _judge_found(item, wanted[matched[i]] if i in matched else None, same, judgement)
    _judge_traps([item for i, item in enumerate(found) if i not in matched], gold.get("traps", ()), judgement)
    # Of all annotated owners, those of missed commitments too.
    owned = sum(1 for annotation in wanted if annotation.get("owner") and not annotation.get("optional"))
    judgement.counts["owners, all"] = judgement.counts["owners"] | Counter(wanted=owned)
    for j, annotation in enumerate(wanted):
        if annotation.get("optional"):
            continue
        judgement.counts["commitments"]["wanted"] += 1
        if j not in matched.values():
            judgement.missed.append(_place(annotation))
            judgement.errors.append(f"missed: {_short(annotation)}")
    return judgement


def _credit_parts(matched: dict[int, int], wanted: Sequence[Item]) -> None:
    """Let one hit on an optional part of an unmatched commitment count for the whole of it."""
    for j, whole in enumerate(wanted):
        if whole.get("optional") or j in matched.values():
            continue
        start, end = _place(whole)
        inside = [
            i
            for i, k in sorted(matched.items())
            if wanted[k].get("optional") and start <= _place(wanted[k])[0] and _place(wanted[k])[1] <= end
        ]
        if inside and end > start:
            matched[inside[0]] = j


def _judge_found(item: Item, wanted: Item | None, same: Mapping[str, str], judgement: Judgement) -> None:
    outcome = "wrong" if wanted is None else "optional" if wanted.get("optional") else "right"
    judgement.rules.setdefault(str(item.get("rule", "")), Counter())[outcome] += 1
    if outcome == "optional":
        return
    judgement.counts["commitments"]["found"] += 1
    if wanted is None:
        judgement.errors.append(f"not annotated [{item.get('rule')}]: {_short(item)}")
        return
    judgement.counts["commitments"]["right"] += 1
    _judge_owner(item, wanted, same, judgement)
    _judge_deadline(item, wanted, judgement)


def _judge_traps(extra: Sequence[Item], traps: Sequence[Item], judgement: Judgement) -> None:
    hit = [trap for trap in traps if any(likeness(item, trap) >= SAME_PLACE for item in extra)]
    judgement.traps.update(annotated=len(traps), hit=len(hit))
    judgement.errors.extend(f"trap taken for a commitment: {_short(trap)}" for trap in hit)


def _judge_owner(item: Item, wanted: Item, same: Mapping[str, str], judgement: Judgement) -> None:
    others = wanted.get("co_owners")
    good = {same.get(folded(name), folded(name)) for name in [wanted.get("owner"), *(others if isinstance(others, list) else [])] if name}
    owner = folded(item.get("owner"))
    right = bool(owner) and same.get(owner, owner) in good
    judgement.counts["owners"].update(found=bool(owner), wanted=bool(good), right=right)
    if (owner or good) and not right:
        judgement.errors.append(f"owner {item.get('owner')!r}, annotated {wanted.get('owner')!r}: {_short(item)}")


def _judge_deadline(item: Item, wanted: Item, judgement: Judgement) -> None:
    found, due = str(item.get("deadline") or ""), str(wanted.get("deadline") or "")
    length = min(len(found), len(due))
    right = length >= 4 and found[:length] == due[:length]
    judgement.counts["deadlines"].update(found=bool(found), wanted=bool(due), right=right)
    if (found or due) and not right:
        judgement.errors.append(f"deadline {found or None!r}, annotated {due or None!r}: {_short(item)}")


def _same_names(gold: Sequence[Item], predicted: Sequence[object]) -> dict[str, str]:
    """For each name of an organisation, one name for all that mean the same."""
    same: dict[str, str] = {}
    entries: list[Item] = [*gold, *(item for item in predicted if isinstance(item, dict))]
    for entry in entries:
        aliases = entry.get("aliases")
        names = [folded(name) for name in [entry.get("name"), *(aliases if isinstance(aliases, list) else [])] if name]
        known = next((same[name] for name in names if name in same), names[0] if names else "")
        for name in names:
            same.setdefault(name, known)
    return same


def _short(item: Item) -> str:
    return " ".join(str(item.get("text")).split())[:110]
