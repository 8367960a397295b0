"""Whether Cypher that somebody else wrote may be run, judged by its tokens. Pure.

Neo4j refuses to write in a read transaction, and its plan shows most of what
a query does; but some queries it can neither stop nor show before it is too
late. These are refused here. Words that write are not looked for: a label, an
alias or a text may be called anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from graph.adhoc.errors import QueryRefused
from graph.adhoc.growth import check_growth
from graph.adhoc.iteration import check_iteration
from graph.adhoc.lexer import Token, tokens, written

BEGINNINGS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
PROCEDURES = frozenset(
    {
        "db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships", "db.labels", "db.relationshipTypes",
        "db.propertyKeys", "db.schema.visualization", "db.schema.nodeTypeProperties", "db.schema.relTypeProperties",
    }
)  # fmt: skip
# Roots of the functions with a dot in their name that only reckon.
FUNCTION_ROOTS = frozenset({"DATE", "DATETIME", "LOCALDATETIME", "TIME", "LOCALTIME", "DURATION", "POINT", "VECTOR"})
OPENING, CLOSING = {"(": ")", "[": "]", "{": "}"}, frozenset(")]}")
SUBQUERIES = frozenset({"EXISTS", "COUNT", "COLLECT", "CALL"})
UNARY = frozenset({"NOT", "+", "-", "!"})

MOST_DEPTH = 40
MOST_NESTED_SUBQUERIES = 4
MOST_IN_A_ROW = 16
MOST_LONG = 100
# Each costs the planner more than the one before, some twice as much; beyond these it has been seen not to end.
MOST_OF = {
    "MATCH": 12, "OPTIONAL": 6, "UNION": 10, "XOR": 4, "CASE": 40, "CALL": 10, "EXISTS": 12, "COUNT": 20, "COLLECT": 20,
    "AND": 40, "OR": 30, "WITH": 25, "UNWIND": 12,
    "=": 150, "<": 60, ">": 60, "<=": 60, ">=": 60, "<>": 60, "+": 150, "*": 60, "/": 60, "%": 60, "^": 16, "|": 40, "&": 6,
}  # fmt: skip
MOST_HOPS = 12
MOST_COMBINATIONS = 256
# The signs by which a relationship begins, with what follows: --, -[, <-[, <-- and - ->.
HOPS = frozenset({("-", "["), ("-", "->"), ("<-", "["), ("<-", "-"), ("<-", "->")})
MOST_TEXT = 32_000


def judged(query: str, parameters: Mapping[str, object]) -> str:
    """The query as it may be sent.

    Args:
        query: as somebody wrote it.
        parameters: its parameters, which bound some of what it does.

    Raises:
        QueryRefused: it does more than read, or could keep the database from its other work.
    """
    found = _one_statement(tokens(query))
    if found[0].upper not in BEGINNINGS:
        raise QueryRefused(
            f"it begins with {found[0].text!r}", fix=f"Begin with one of {', '.join(sorted(BEGINNINGS))}: queries only read."
        )
    for check in (_check_depth, _check_numbers, _check_chains, _check_labels, _check_words, _check_calls, _check_lengths):
        check(found)
    check_parameters(parameters)
    check_iteration(found, parameters)
    check_growth(found, parameters)
    return written(found)


def _one_statement(found: list[Token]) -> list[Token]:
    while found and found[-1].text == ";":
        found.pop()
    if not found or any(token.text == ";" for token in found):
        raise QueryRefused("it is not one statement", fix="Send one statement at a time.")
    return found


def _check_depth(found: list[Token]) -> None:
    """Brackets close in order, and neither they nor subqueries nor CASE are nested too deep: Neo4j recurses into them."""
    open_now: list[str] = []
    subqueries: list[bool] = []
    cases = 0
    for before, token in pairwise([found[0], *found]):
        if token.kind == "sign" and token.text in OPENING:
            open_now.append(OPENING[token.text])
            subqueries.append(token.text == "{" and (before.upper in SUBQUERIES or before.text == ")"))
        elif token.kind == "sign" and token.text in CLOSING:
            if not open_now or open_now.pop() != token.text:
                raise QueryRefused(f"a {token.text!r} closes nothing", fix="Look for a bracket that is missing or too many.")
            subqueries.pop()
        cases += (token.upper == "CASE") - (token.upper == "END" and cases > 0)
        if len(open_now) + cases > MOST_DEPTH or sum(subqueries) > MOST_NESTED_SUBQUERIES:
            raise QueryRefused("it is nested too deep", fix="Put the parts one after the other, with WITH between them.")
    if open_now:
        raise QueryRefused(f"a {open_now[-1]!r} is missing", fix="Close every bracket.")


def _check_numbers(found: list[Token]) -> None:
    """No part is there more often than the planner can bear."""
    counted: dict[str, int] = {}
    for token in found:
        if token.kind in {"word", "sign"}:
            name = token.upper or token.text
            counted[name] = counted.get(name, 0) + 1
    for name, most in MOST_OF.items():
        if counted.get(name, 0) > most:
            raise QueryRefused(f"it has more than {most} {name!r}", fix="Ask in several queries, or give a list as a parameter.")
    hops = sum(token.text == "--" or (token.text, after.text) in HOPS for token, after in pairwise([*found, found[-1]]))
    if hops > MOST_HOPS:
        raise QueryRefused(
            f"its patterns have more than {MOST_HOPS} relationships", fix="Use a variable length, or ask in several queries."
        )


def _check_chains(found: list[Token]) -> None:
    """NOT NOT NOT …, - - - …, a.b.c.d… and a[0][0]… are not longer than anybody needs."""
    row, steps = 0, 0
    for before, token in pairwise([found[0], *found]):
        if token.text != "(":
            row = row + 1 if (token.upper or token.text) in UNARY else 0
        # A dot or an opening bracket goes one step further into a value; a comma, a sign or a keyword ends it.
        further = token.text == "." or (token.text == "[" and before.text == "]")
        steps = steps + further if further or token.kind != "sign" or token.text in {"]", "["} else 0
        if max(row, steps) > MOST_IN_A_ROW:
            raise QueryRefused(f"it has more than {MOST_IN_A_ROW} of {token.text!r} in a row", fix="Take out those that cancel each other.")


def _check_labels(found: list[Token]) -> None:
    """What is asked of a variable's labels does not multiply: the planner tries each combination of alternatives."""
    combinations: dict[str, int] = {}
    for number, (token, after) in enumerate(pairwise(found)):
        before = found[number - 1].text if number else ""
        if after.text != ":" or token.kind not in {"word", "name"} or before in {"{", ",", "["}:
            continue
        several = sum(one.text in {"|", "&"} for one in takewhile(_in_label, found[number + 2 :]))
        combinations[token.text] = combinations.get(token.text, 1) * 2 ** (1 + several)
        if combinations[token.text] > MOST_COMBINATIONS:
            fix = "Ask for several kinds in several queries, or joined by UNION."
            raise QueryRefused(f"the labels of {token.text!r} have too many alternatives", fix=fix)


def _in_label(token: Token) -> bool:
    return token.kind in {"word", "name"} or token.text in {"|", "&", "!", "(", ")", "%", ":"}


def _check_words(found: list[Token]) -> None:
    """Nothing that reads from elsewhere, leaves the transaction or cannot be stopped."""
    for number, token in enumerate(found):
        before = found[number - 1].text if number else ""
        following = [one.upper for one in found[number + 1 : number + 6]]
        if token.text == "=~":
            raise QueryRefused("it has a regular expression (=~)", fix="Use CONTAINS, STARTS WITH or the full-text index.")
        if before in {":", ".", "|", "&", "!"}:
            continue
        if token.upper == "LOAD" and following[:1] == ["CSV"]:
            raise QueryRefused("it loads a file or an address (LOAD CSV)", fix="Give the values as a parameter.")
        if token.upper == "USE" and found[number + 1 : number + 2] and found[number + 1].kind in {"word", "name"}:
            raise QueryRefused("it chooses a graph (USE)", fix="Leave it out; there is one graph.")
        if token.upper == "IN" and {"TRANSACTIONS", "TRANSACTION"} & set(following):
            raise QueryRefused("it opens transactions of its own (IN TRANSACTIONS)", fix="Leave it out; reading needs none.")


def _check_calls(found: list[Token]) -> None:
    """Only procedures that read the graph, and functions that only reckon."""
    for number, token in enumerate(found):
        dotted = _dotted(found, number)
        if token.upper == "CALL" and dotted is not None and dotted not in PROCEDURES:
            raise QueryRefused(f"it calls {dotted!r}", fix=f"It may call {', '.join(sorted(PROCEDURES))}.")
        if token.text == "(" and number >= 3 and found[number - 2].text == "." and found[number - 1].kind in {"word", "name"}:
            first = _root(found, number - 1)
            if found[first].upper not in FUNCTION_ROOTS and not (first and found[first - 1].upper == "CALL"):
                fix = "Use the functions of Cypher that have no dot in their name."
                raise QueryRefused(f"it calls a function of {found[first].text!r}", fix=fix)


def _dotted(found: Sequence[Token], number: int) -> str | None:
    """The dotted name behind a token; None when no name follows."""
    following = found[number + 1 : number + 2]
    if not following or following[0].kind not in {"word", "name"}:
        return None
    parts = [following[0].text]
    at = number + 2
    while at + 1 < len(found) and found[at].text == ".":
        parts.append(found[at + 1].text)
        at += 2
    return ".".join(parts)


def _root(found: Sequence[Token], last: int) -> int:
    """Where a dotted name begins that ends at `last`."""
    while last >= 2 and found[last - 1].text == ".":
        last -= 2
    return last


def _check_lengths(found: list[Token]) -> None:
    """Quantifiers, {2,5} and *2..5, are not longer than any path of the graph."""
    for number in _quantifiers(found):
        if len(number.text) > 4 or not number.text.isdecimal() or int(number.text) > MOST_LONG:
            raise QueryRefused(f"a path may have {number.text} relationships", fix=f"Bound it by {MOST_LONG}, or use + or *.")


def _quantifiers(found: list[Token]) -> Iterator[Token]:
    relationship: list[bool] = []
    for number, token in enumerate(found):
        before = found[number - 1].text if number else ""
        if token.text in OPENING:
            relationship.append(token.text == "[" and before in {"-", "<-"})
            if token.text == "{" and before in {")", "->", "-", "--"}:
                yield from _until_closed(found, number)
        elif token.text in CLOSING and relationship:
            relationship.pop()
        elif token.text == "*" and relationship and relationship[-1]:
            yield from (one for one in found[number + 1 : number + 4] if one.kind == "number")


def _until_closed(found: list[Token], number: int) -> Iterator[Token]:
    """The numbers of a quantifier; none when the braces hold something else."""
    held = found[number + 1 : number + 5]
    inside = held[: next((at for at, one in enumerate(held) if one.text == "}"), 0)]
    if all(one.kind == "number" or one.text == "," for one in inside):
        yield from (one for one in inside if one.kind == "number")


def check_parameters(parameters: Mapping[str, object]) -> None:
    """Refuses values that no query needs.

    Raises:
        QueryRefused: too much text, too long a list, a number that Neo4j has no place for.
    """
    waiting: list[tuple[object, int]] = [(value, 0) for value in parameters.values()]
    text = sum(map(len, parameters))
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, str):
            text += len(value)
            if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
                raise QueryRefused("a parameter holds a character that no text has", fix="Take out NUL and halves of characters.")
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise QueryRefused("a parameter is too large a number", fix="Whole numbers have 64 bits in Neo4j.")
        inner = list(value) if isinstance(value, list) else [*value.keys(), *value.values()] if isinstance(value, dict) else []
        text += len(inner)
        if text > MOST_TEXT or depth > MOST_DEPTH:
            raise QueryRefused("its parameters are too large", fix=f"Give at most {MOST_TEXT:,} characters and values.")
        waiting += [(one, depth + 1) for one in inner]
