"""Requests made up from the OpenAPI document, put to a server with the samples: no error of ours, and every answer as it is described.

    python -m benchmarks.conformance [EXAMPLES] [MINUTES] [FOLDER]

It runs schemathesis (MIT) with uvx, in an environment of its own that is
gone afterwards: it is too heavy, and brings too many packages, for ours.
Once without a key and once with the key of an editor.

Addresses are taken a few at a time, two groups at once, each for at most so
many MINUTES. What a group said is kept in the FOLDER; a group that came to
its end there is not asked again, so that a run that was stopped goes on. With
1,000 examples that is 90,000 requests and more, twice: most of the time goes
into thinking them up.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from api.app import create_app
from api.demo import read_samples
from api.keys import KeyFile
from benchmarks.answering import serving
from graph.connection import WRITE_RETRY_S, connect
from graph.local import LocalNeo4j
from graph.migrations import migrate
from graph.settings import Settings

SCHEMATHESIS = "schemathesis==4.32.5"
EXAMPLES, MINUTES, FOLDER = "20", "20", "conformance"
A_GROUP, AT_ONCE = 6, 2
# It takes every refusal of what the document allows for a fault; but an id that nothing has is allowed, and answered with 404.
NOISY = "positive_data_acceptance"
# Ids in paths are made by throwing most of what it thinks of away; that is slow, and no fault.
SLOW = "filter_too_much"
CASES = re.compile(r"(\d+) generated")
# The last line that it writes, whatever it found.
ENDED = re.compile(r"=+ (?P<found>.*) in (?P<seconds>[\d.]+)s =+\s*$")

FINE, CUT, UNENDED = "as described", "as described until its time was up", "NOT ENDED"


class Group(NamedTuple):
    """Some addresses, and with which headers they are asked."""

    who: str
    number: int
    paths: Sequence[str]
    headers: tuple[str, ...]


class Said(NamedTuple):
    """What came of a group."""

    cases: int
    seconds: float
    verdict: str


def uvx() -> str:
    """The program that runs tools: the one of this folder, else any."""
    own = Path(__file__).parents[1] / ".uv" / "bin" / "uvx"
    return str(own) if own.exists() else shutil.which("uvx") or "uvx"


def groups(key: str) -> Iterator[Group]:
    """All addresses, a few at a time: first without the key, then with it."""
    paths = sorted(create_app(Settings(_env_file=None)).openapi()["paths"])
    for who, headers in (("without", ()), ("editor", ("--header", f"Authorization: Bearer {key}"))):
        for number, start in enumerate(range(0, len(paths), A_GROUP)):
            yield Group(who, number, paths[start : start + A_GROUP], headers)


def attack(address: str, group: Group, examples: int, minutes: float, folder: Path) -> Said:
    """Runs schemathesis on a group, unless that was done before; what it says is kept in the folder."""
    kept = folder / f"{group.who}-{group.number:02}-{examples}.txt"
    if not kept.exists() or read(kept, minutes).verdict in {UNENDED, CUT}:
        with kept.open("w", encoding="utf-8") as out:
            subprocess.run(command(address, group, examples, minutes), stdout=out, stderr=subprocess.STDOUT, check=False)
    return read(kept, minutes)


def read(kept: Path, minutes: float) -> Said:
    """What a group came to, from what schemathesis has written of it."""
    text = kept.read_text("utf-8")
    cases, ended = CASES.search(text), ENDED.search(text)
    if not cases or not ended:
        return Said(0, 0.0, UNENDED)
    # That an address wants a key is a warning, and what is wanted.
    well = "No issues" in ended["found"] or re.fullmatch(r"\d+ warnings?", ended["found"])
    seconds = float(ended["seconds"])
    return Said(int(cases[1]), seconds, "FAILED" if not well else CUT if seconds >= minutes * 60 else FINE)


def command(address: str, group: Group, examples: int, minutes: float) -> list[str]:
    """How schemathesis is called."""
    chosen = [part for path in group.paths for part in ("--include-path", path)]
    limits = ["--max-examples", str(examples), "--max-time", str(int(minutes * 60)), "--request-timeout", "90", "--workers", "1"]
    # A failure made smaller is nicer to read, but takes longer than finding it; examples kept of earlier runs are files by the thousand.
    cheap = ["--no-shrink", "--generation-database", "none", "--suppress-health-check", SLOW]
    how = ["--phases", "examples,coverage,fuzzing", "--exclude-checks", NOISY, "--continue-on-failure", "--no-color", *group.headers]
    return [uvx(), "--from", SCHEMATHESIS, "st", "run", f"http://{address}/openapi.json", *limits, *cheap, *how, *chosen]


@contextmanager
def samples() -> Iterator[tuple[str, str]]:
    """A server with the samples on a Neo4j of its own: its address, and the key of an editor."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(_env_file=None, home=Path(home), neo4j_start_timeout_s=300)
        key = KeyFile.of(settings).create("attacker", "editor")
        server = LocalNeo4j(settings)
        server.start()
        try:
            with connect(settings, retry_time_s=WRITE_RETRY_S) as driver:
                migrate(driver, settings.neo4j_database)
                read_samples(driver, settings)
            with serving(settings, AT_ONCE) as (_, address):
                yield address, key
        finally:
            server.stop()


def main() -> None:
    """Asks every group, and tells what came of each and of all."""
    given = [*sys.argv[1:], *(EXAMPLES, MINUTES, FOLDER)[len(sys.argv) - 1 :]]
    examples, minutes, folder = int(given[0]), float(given[1]), Path(given[2])
    folder.mkdir(parents=True, exist_ok=True)
    with samples() as (address, key), ThreadPoolExecutor(AT_ONCE) as pool:
        wanted = list(groups(key))
        all_said = []
        for group, said in zip(wanted, pool.map(lambda one: attack(address, one, examples, minutes, folder), wanted), strict=True):
            counted = f"{len(group.paths)} addresses, {said.cases:6} cases, {said.cases / max(said.seconds, 1):5.1f}/s"
            print(f"{group.who:7} {group.number:2} {group.paths[0]:45} {counted}: {said.verdict}", flush=True)
            all_said.append(said)
    failed = [said for said in all_said if said.verdict not in {FINE, CUT}]
    print(f"{sum(said.cases for said in all_said)} cases, {len(failed)} of {len(all_said)} groups failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
