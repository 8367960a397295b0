"""Whether a plan, as EXPLAIN gives it, only reads the graph. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.adhoc.errors import QueryRefused

REFUSED = ("LoadCSV", "Show", "Terminate", "AdministrationCommand", "System", "Transaction", "Create", "Delete", "Merge", "Set", "Remove")
# Begin as those do, and only read.
HARMLESS = frozenset({"SetOperation"})


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Nothing, when the query only reads.

    Args:
        query_type: "r" for what reads, as the driver's summary has it.
        plan: the tree of operators, each with `operatorType` and `children`.

    Raises:
        QueryRefused: it does something else.
    """
    if query_type != "r":
        raise QueryRefused("it does more than read", fix="Only ask; what is in the graph comes from documents.")
    for operator in operators(plan or {}):
        if operator.startswith(REFUSED) and operator not in HARMLESS:
            raise QueryRefused(f"it needs {operator}", fix="Only ask for nodes, relationships and their properties.")


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    """The names of all operators of a plan."""
    yield str(plan.get("operatorType", "")).partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)
