"""A process that writes documents and stops for ever at one statement, so that a test can kill it there.

Arguments: URI, user, password, file of pickled documents, statement to stop at, largest transaction, rows at once.
"""

import pickle
import sys
import time
from pathlib import Path

import neo4j
from neo4j import GraphDatabase, ManagedTransaction

import graph.pieces
import graph.writer


def stop_at(last: int) -> None:
    run = ManagedTransaction.run
    ran = 0

    def run_until_the_last(*arguments: object, **parameters: object) -> neo4j.Result:
        nonlocal ran
        ran += 1
        if ran == last:
            sys.stdout.write("here\n")
            sys.stdout.flush()
            time.sleep(600)
        return run(*arguments, **parameters)  # type: ignore[arg-type]  # passed on as they came

    ManagedTransaction.run = run_until_the_last  # type: ignore[method-assign]  # it only passes on


def main(*login: str, documents: Path, last: int, largest: int, rows: int) -> None:
    graph.writer.LARGEST_TRANSACTION = largest
    graph.pieces.ROWS_AT_ONCE = rows
    stop_at(last)
    uri, user, password = login
    with GraphDatabase.driver(uri, auth=(user, password)) as driver:
        graph.writer.GraphWriter(driver).write(pickle.loads(documents.read_bytes()))


if __name__ == "__main__":
    *first, path, last, largest, rows = sys.argv[1:]
    main(*first, documents=Path(path), last=int(last), largest=int(largest), rows=int(rows))
