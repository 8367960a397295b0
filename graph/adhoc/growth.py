"""How much larger than anything in the graph a text or list can become within a query. Pure.

Neo4j does not count what a text or list takes that is added to itself: ten
lines of `WITH s + s AS s` fill its memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from graph.adhoc.errors import QueryRefused
from graph.adhoc.iteration import MOST_RANGE, is_short, source_of, split
from graph.adhoc.lexer import Token

MOST_GROWTH = 200_000
LONG_IN_LOOP = 60
UNKNOWN_GROWTH = 64
SHORTEST = 8
CLAUSES = frozenset({"WITH", "RETURN", "UNWIND", "MATCH", "CALL", "UNION", "OPTIONAL"})
PROJECTIONS = frozenset({"WITH", "RETURN", "UNWIND"})
GROWING = frozenset({"+", "||"})
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
INSTEAD = "Add each value once; collect() and UNWIND do the rest."


def check_growth(found: Sequence[Token], parameters: Mapping[str, object]) -> None:
    """Refuses what could make a text or list much longer than it was.

    Raises:
        QueryRefused: a value is added to itself in clause after clause, in a loop or by replace().
    """
    longest = max(
        [len(token.text) for token in found if token.kind == "text"] + [text_length(value) for value in parameters.values()] + [8]
    )
    growth = longest
    for factor in [*_projections(found), *_replacements(found)]:
        growth *= factor
        if growth > MOST_GROWTH:
            raise QueryRefused("its texts or lists could grow without end", fix=INSTEAD)
    for number, token in enumerate(found):
        if token.upper in {"REDUCE", "ALLREDUCE"} and found[number + 1 : number + 2] and found[number + 1].text == "(":
            _check_reduce(found, number + 1, parameters)


def text_length(value: object) -> int:
    """The length of the longest text in a parameter."""
    if isinstance(value, str):
        return len(value)
    inner = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    return max(map(text_length, inner), default=0)


def _projections(found: Sequence[Token]) -> Iterator[int]:
    """For each clause that makes new values, how many times over one of them can hold what was there before."""
    factor, projecting = 1, False
    open_now: list[str] = []
    for before, token in pairwise([found[0], *found]):
        if token.upper in CLAUSES and before.upper not in {"STARTS", "ENDS"}:
            if projecting:
                yield factor
            factor, projecting = 1, token.upper in PROJECTIONS
        if token.kind == "sign" and token.text in OPENING:
            open_now.append(token.text)
        elif token.kind == "sign" and token.text in CLOSING and open_now:
            open_now.pop()
        factor += token.text in GROWING or (token.text == "," and open_now[-1:] in (["["], ["{"]))
    if projecting:
        yield factor


def _replacements(found: Sequence[Token]) -> Iterator[int]:
    """For each replace(), how many times longer it can make a text."""
    for number, token in enumerate(found):
        if token.upper == "REPLACE" and found[number + 1 : number + 2] and found[number + 1].text == "(":
            _, *rest = split(found, number + 2)
            lengths = [len(one[0].text) - 2 for one in rest if len(one) == 1 and one[0].kind == "text"]
            known = len(lengths) == 2 and lengths[0] > 0
            yield max(1, -(-lengths[1] // lengths[0])) if known else UNKNOWN_GROWTH


def _check_reduce(found: Sequence[Token], bracket: int, parameters: Mapping[str, object]) -> None:
    """The accumulator is added to once a round, and nothing long is added to it."""
    inside = until_closed(found, bracket + 1)
    if len(inside) < 4:
        return
    accumulator = inside[0].text
    body = inside[_bar(inside) + 1 :]
    if any(sum(token.text == accumulator for token in branch) > 1 for branch in _branches(body)):
        raise QueryRefused(f"a reduce() uses its {accumulator!r} twice in a round", fix=INSTEAD)
    source = source_of(inside, next((at for at, token in enumerate(inside) if token.upper == "IN"), 0))
    if any(token.text in GROWING for token in body) and not is_short(source, parameters, MOST_RANGE):
        raise QueryRefused("a reduce() adds up a list of any length", fix="Take the first of it, list[..1000], or use sum() or collect().")
    added = [len(token.text) for token in body if token.kind == "text"]
    added += [text_length(parameters.get(token.text.lstrip("$").strip("`"))) for token in body if token.kind == "parameter"]
    if sum(added) > LONG_IN_LOOP:
        raise QueryRefused("a reduce() adds a long text in each round", fix=INSTEAD)


def until_closed(found: Sequence[Token], start: int) -> list[Token]:
    """What stands from `start` to the end of the bracket."""
    depth = 0
    for number, token in enumerate(found[start:], start=start):
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth < 0:
            return list(found[start:number])
    return list(found[start:])


def _bar(inside: Sequence[Token]) -> int:
    """Where the body begins: at the first | outside brackets."""
    depth = 0
    for number, token in enumerate(inside):
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth == 0 and token.text == "|":
            return number
    return len(inside)


def _branches(body: Sequence[Token]) -> list[list[Token]]:
    """The values that one round can have: those of a CASE, where the body is one, without its conditions."""
    if not body or body[0].upper != "CASE" or body[-1].upper != "END":
        return [list(body)]
    branches: list[list[Token]] = []
    taking = False
    for token in body[1:-1]:
        if token.upper == "CASE":
            return [list(body)]
        if token.upper in {"THEN", "ELSE"}:
            branches.append([])
            taking = True
        elif token.upper == "WHEN":
            taking = False
        elif taking:
            branches[-1].append(token)
    return branches
