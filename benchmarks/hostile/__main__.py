"""Hostile files, one by one: python -m benchmarks.hostile [--json] [--quick] [--family NAME].

Prints what becomes of each family, its slowest file and the most memory one takes; with --json a line for each file.
Reads without the limits that ingest sets, so that it shows what the readers do by themselves.
"""

import argparse
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.hostile.folders import write_cases, write_names, write_things
from benchmarks.hostile.measuring import Measured, as_line, measure
from ingest.vocabulary import load_vocabulary

SLOW = frozenset(
    {
        *("one-line.txt", "one-word.txt", "blank-lines.txt", "many-rows.csv", "wide.csv", "open-quotes.csv", "open-quote-wide.csv"),
        *("rules-10.md", "rules-11.md", "rules-13.md", "markdown-10.md", "markdown-15.md", "double-bomb.pdf"),
    }
)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="Print a line of JSON for each file instead of the table.")
    parser.add_argument("--quick", action="store_true", help="Leave out those that take seconds.")
    parser.add_argument("--family", help="Only this one.")
    arguments = parser.parse_args()
    measured: dict[str, list[tuple[str, Measured]]] = defaultdict(list)
    vocabulary = load_vocabulary()
    with tempfile.TemporaryDirectory() as folder:
        files = [(case.family, path, case.keeps) for case, path in write_cases(Path(folder))]
        files += [("names", path, False) for path in write_names(Path(folder) / "names")]
        files += [("things", path, False) for path in write_things(Path(folder) / "things")]
        for family, path, keeps in files:
            if arguments.family in {None, family} and not (arguments.quick and path.name in SLOW):
                found = measure(path, vocabulary)
                found = Measured("lost", 0, found.seconds, found.megabytes) if keeps and not found.commitments else found
                measured[family].append((path.name, found))
                if arguments.json:
                    print(as_line(family, path.name, found), flush=True)
    if not arguments.json:
        print("\n".join(table(measured)))


def table(measured: dict[str, list[tuple[str, Measured]]]) -> list[str]:
    """A line for each family: what became of its files, its slowest, and its largest in memory."""
    lines = [f"{'family':12}{'files':>6}{'most s':>9}{'most MB':>9}  slowest; outcomes"]
    for family, files in measured.items():
        slowest = max(files, key=lambda file: file[1].seconds)
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in Counter(found.outcome for _, found in files).most_common())
        megabytes = max(found.megabytes for _, found in files)
        lines.append(f"{family:12}{len(files):6}{slowest[1].seconds:9.2f}{megabytes:9}  {slowest[0][:40]!r}; {outcomes}")
    return lines


if __name__ == "__main__":
    main()
