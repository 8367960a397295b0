"""What runs in a process that puts queries of users to Neo4j: python -P -m graph.adhoc.worker, a JSON job a line on its stdin.

The first line says where Neo4j is and how much memory may be taken. It has a
driver of its own: whatever a query does to this process or its connection, the
API's connections are not touched.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any

import psutil
from neo4j import READ_ACCESS, Driver, Record, Transaction
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from graph.adhoc.errors import QueryRefused
from graph.adhoc.plan import check_plan
from graph.adhoc.values import graph_parts, plain
from graph.connection import Target, open_driver

if sys.platform != "win32":
    import resource

FETCH_SIZE = 100
MARK = "policygraph_query"

# A job or an answer: any JSON.
Json = dict[str, Any]


def main() -> None:
    """Answers jobs until there are no more."""
    given = json.loads(sys.stdin.readline() or "{}")
    if not given:
        return
    with open_driver(Target(given["uri"], given["user"], given["password"], given["database"])) as driver:
        limit_memory(given["memory_bytes"])
        say({"ready": True})
        for line in sys.stdin:
            say(answered(driver, given["database"], json.loads(line)))


def say(answer: Json) -> None:
    """One line for who started us."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def limit_memory(more_bytes: int) -> None:
    """From now on, this process may take no more than so many bytes on top of what it has."""
    if sys.platform == "linux":
        now = psutil.Process().memory_info().vms
        resource.setrlimit(resource.RLIMIT_AS, (now + more_bytes, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answered(driver: Driver, database: str, job: Json) -> Json:
    """The answer to a job, or what is wrong with it."""
    try:
        return ask(driver, database, job)
    except QueryRefused as error:
        return {"error": "refused", "problem": error.problem, "fix": error.fix}
    except Neo4jError as error:
        return {"error": sort_of(error), "problem": first_line(error)}
    except DriverError as error:
        return {"error": "unavailable", "problem": first_line(error)}
    except MemoryError:
        return {"error": "too-large", "problem": ""}


def sort_of(error: Neo4jError) -> str:
    """What sort of problem it is."""
    code = str(error.code)
    if "TransactionTimedOut" in code or "Terminated" in code:
        return "too-slow"
    if "OutOfMemory" in code:
        return "too-large"
    if "AccessMode" in code:
        return "writes"
    # Neo4j calls some mistakes of a query its own, such as a shortest path from a node to itself.
    return "wrong" if isinstance(error, ClientError) or ".Statement." in code else "unavailable"


def first_line(error: Exception) -> str:
    """The first line of what Neo4j says; the others repeat the query."""
    message = getattr(error, "message", None) or str(error)
    return (str(message).splitlines() or [type(error).__name__])[0][:500]


def ask(driver: Driver, database: str, job: Json) -> Json:
    """The rows of a query, after its plan was found to read only; nothing it did would stay."""
    with (
        driver.session(database=database, default_access_mode=READ_ACCESS, fetch_size=FETCH_SIZE) as session,
        # Never tried again: a query that fills the memory counts as transient, and would fill it five times.
        session.begin_transaction(metadata={MARK: job["mark"]}, timeout=job["timeout_s"]) as transaction,
    ):
        summary = transaction.run(f"EXPLAIN {job['query']}", job["parameters"]).consume()
        check_plan(summary.query_type, summary.plan)
        answer = rows(transaction, job)
        transaction.rollback()
        return answer


def rows(transaction: Transaction, job: Json) -> Json:
    """The rows until there are enough of them, or they take too much room."""
    result = transaction.run(job["query"], job["parameters"])
    kept: list[Json] = []
    parts: dict[str, dict[str, None]] = {"nodes": {}, "relationships": {}}
    room, truncated = int(job["most_bytes"]), False
    for record in result:
        row = row_of(record)
        room -= len(json.dumps(row))
        if len(kept) >= job["most_rows"] or room < 0:
            truncated = True
            break
        kept.append(row)
        note_parts(record, parts)
    graph = {name: list(found) for name, found in parts.items()}
    return {"columns": list(result.keys()), "rows": kept, "truncated": truncated, "graph": graph}


def row_of(record: Record) -> Json:
    """A record as JSON."""
    return {name: plain(record[name]) for name in record.keys()}  # noqa: SIM118 - a record iterates over its values


def note_parts(record: Record, parts: Mapping[str, dict[str, None]]) -> None:
    """Keeps what the record holds of the graph, each once."""
    nodes, relationships = graph_parts(record.values())
    parts["nodes"].update(dict.fromkeys(nodes))
    parts["relationships"].update(dict.fromkeys(relationships))


if __name__ == "__main__":
    main()
