"""Iterations inside one expression, which Neo4j cannot stop: how long and how deep they may be. Pure.

Rows can be stopped between one and the next; a list comprehension, reduce()
or range() runs to its end whatever the time limit says.
"""

from collections.abc import Mapping, Sequence

from graph.adhoc.errors import QueryRefused
from graph.adhoc.lexer import Token

MOST_RANGE = 10_000
MOST_INNER = 100
MOST_NESTED = 3
LOOPS = frozenset({"REDUCE", "ANY", "ALL", "NONE", "SINGLE", "ALLREDUCE"})
MEASURES = frozenset({"SIZE", "LENGTH"})
# Lists that are short by their nature.
SHORT = frozenset({"NODES", "RELATIONSHIPS", "LABELS", "KEYS", "SPLIT"})
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
INSTEAD = "UNWIND the outer list, or compare in a MATCH: rows can be stopped, this cannot."


def check_iteration(found: Sequence[Token], parameters: Mapping[str, object]) -> None:
    """Refuses what would run for long without a stop.

    Raises:
        QueryRefused: a range that is not bounded, or one loop within another over a list that may be long.
    """
    # For each open bracket whether it holds a loop: None for none, else whether what it runs over is short.
    open_now: list[bool | None] = []
    own: set[int] = set()
    for number, token in enumerate(found):
        if token.kind == "sign" and token.text in OPENING:
            loop = _loop_at(found, number)
            open_now.append(None if loop is None else _check_loop(found, loop, open_now, parameters))
            own |= set() if loop is None else {loop}
            if token.text == "(" and number and found[number - 1].upper == "RANGE":
                _check_range(arguments(found, number), parameters, MOST_RANGE)
        elif token.kind == "sign" and token.text in CLOSING and open_now:
            open_now.pop()
        elif token.upper == "IN" and number not in own and False in open_now and not _is_given(found[number + 1 : number + 2]):
            raise QueryRefused("it looks for each value of a list in another list", fix=INSTEAD)


def _is_given(following: Sequence[Token]) -> bool:
    """Whether a list is written out or a parameter."""
    return bool(following) and (following[0].text == "[" or following[0].kind == "parameter")


def _loop_at(found: Sequence[Token], number: int) -> int | None:
    """Where the IN of the loop stands that a bracket opens; None when it opens none."""
    at = number + 1
    before = found[number - 1].upper if number else ""
    if found[number].text == "(" and before in LOOPS:
        # reduce(total = 0, x IN list | …): past the accumulator.
        if before in {"REDUCE", "ALLREDUCE"}:
            at = number + 1 + len(next(iter(split(found, number + 1)), [])) + 1
    elif found[number].text != "[":
        return None
    if at + 1 < len(found) and found[at].kind in {"word", "name"} and found[at + 1].upper == "IN":
        return at + 1
    return None


def _check_loop(found: Sequence[Token], at: int, around: Sequence[bool | None], parameters: Mapping[str, object]) -> bool:
    """Whether what a loop runs over is short; one within others has to be."""
    nested = sum(one is not None for one in around)
    if nested >= MOST_NESTED:
        raise QueryRefused("it has loops within loops within loops", fix=INSTEAD)
    short = is_short(source_of(found, at), parameters, MOST_INNER if nested else MOST_RANGE)
    if nested and not short:
        raise QueryRefused("it has a loop over a list within another loop", fix=INSTEAD)
    return short


def source_of(found: Sequence[Token], at: int) -> list[Token]:
    """What a loop runs over: from behind its IN to WHERE, | or the end of its bracket."""
    held: list[Token] = []
    depth = 0
    for token in found[at + 1 :]:
        if depth == 0 and (token.upper == "WHERE" or token.text in {"|", ")", "]", "}"}):
            break
        depth += (token.text in OPENING) - (token.text in CLOSING)
        held.append(token)
    return held


def is_short(source: Sequence[Token], parameters: Mapping[str, object], most: int) -> bool:
    """Whether a list is short by its nature: one call of a function that gives such, a list written out, or the first of a list."""
    if len(source) < 2:
        return False
    if source[0].text == "[" and _closes_at_end(source, 0):
        # A list written out, or a pattern comprehension: what is around one node.
        return len(split(source, 1)) <= MOST_INNER
    if source[0].upper == "RANGE" and _closes_at_end(source, 1):
        _check_range(arguments(source, 1), parameters, most)
        return True
    if source[0].upper in SHORT and _closes_at_end(source, 1):
        return True
    # list[..100]
    dots, last, end = ([None] * 3 + list(source))[-3:]
    if end is None or last is None or dots is None:
        return False
    return (dots.text, end.text) == ("..", "]") and _is_small(last, parameters, most)


def _closes_at_end(source: Sequence[Token], first: int) -> bool:
    """Whether the bracket at `first` is closed by the last token and by none before."""
    if source[first].text not in {"(", "["}:
        return False
    depth = 0
    for number, token in enumerate(source[first:], start=first):
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth == 0:
            return number == len(source) - 1
    return False


def arguments(found: Sequence[Token], number: int) -> list[list[Token]]:
    """The arguments within the bracket at `number`."""
    return split(found, number + 1)


def split(found: Sequence[Token], start: int) -> list[list[Token]]:
    """What stands between commas from `start` to the end of the bracket."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in found[start:]:
        if depth == 0 and token.text in CLOSING:
            break
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth == 0 and token.text == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _check_range(given: list[list[Token]], parameters: Mapping[str, object], most: int) -> None:
    for bound in given[:2]:
        if not _is_bounded(bound, parameters, most):
            shown = "".join(token.text for token in bound)[:40]
            raise QueryRefused(f"the bound {shown!r} of a range() is not small", fix=f"Use a number up to {most:,}, size() or length().")


def _is_bounded(bound: list[Token], parameters: Mapping[str, object], most: int) -> bool:
    bare = bound[1:] if bound and bound[0].text == "-" else bound
    if len(bare) == 1:
        return _is_small(bare[0], parameters, most)
    # size(…), also one more or less than it.
    if len(bare) > 4 and bare[-2].text in {"-", "+"} and _is_small(bare[-1], parameters, most):
        bare = bare[:-2]
    return len(bare) > 3 and most == MOST_RANGE and bare[0].upper in MEASURES and _closes_at_end(bare, 1)


def _is_small(token: Token, parameters: Mapping[str, object], most: int) -> bool:
    if token.kind == "number":
        return token.text.isdecimal() and len(token.text) <= 6 and int(token.text) <= most
    value = parameters.get(token.text.lstrip("$").strip("`")) if token.kind == "parameter" else None
    return isinstance(value, int) and abs(value) <= most
