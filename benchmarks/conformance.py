"""Requests made up from the OpenAPI document, put to a server with the samples: no error of ours, and every answer as it is described.

    python -m benchmarks.conformance [EXAMPLES] [MINUTES]

It runs schemathesis (MIT) with uvx, in an environment of its own that is
gone afterwards: it is too heavy, and brings too many packages, for ours.
Once without a key and once with the key of an editor.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from api.demo import read_samples
from api.keys import KeyFile
from benchmarks.answering import serving
from graph.connection import WRITE_RETRY_S, connect
from graph.local import LocalNeo4j
from graph.migrations import migrate
from graph.settings import Settings

SCHEMATHESIS = "schemathesis==4.32.5"
EXAMPLES, MINUTES = 20, 20
# It takes every refusal of what the document allows for a fault; but an id that nothing has is allowed, and answered with 404.
NOISY = "positive_data_acceptance"
# Ids in paths are made by throwing most of what it thinks of away; that is slow, and no fault.
SLOW = "filter_too_much"


def uvx() -> str:
    """The program that runs tools: the one of this folder, else any."""
    own = Path(__file__).parents[1] / ".uv" / "bin" / "uvx"
    return str(own) if own.exists() else shutil.which("uvx") or "uvx"


def attack(address: str, examples: int, minutes: int, *more: str) -> int:
    """Runs schemathesis on every route; its exit code, 0 when nothing was found."""
    limits = ["--max-examples", str(examples), "--max-time", str(minutes * 60), "--request-timeout", "90", "--workers", "1"]
    how = [
        "--phases",
        "examples,coverage,fuzzing",
        "--exclude-checks",
        NOISY,
        "--suppress-health-check",
        SLOW,
        "--continue-on-failure",
        "--no-color",
        *more,
    ]
    command = [uvx(), "--from", SCHEMATHESIS, "st", "run", f"http://{address}/openapi.json", *limits, *how]
    return subprocess.run(command, check=False).returncode


def main() -> None:
    """Reads the samples into a Neo4j of its own, serves them, and asks."""
    examples, minutes = (int(given) for given in [*sys.argv[1:], *map(str, (EXAMPLES, MINUTES)[len(sys.argv) - 1 :])])
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(_env_file=None, home=Path(home), neo4j_start_timeout_s=300)
        key = KeyFile.of(settings).create("attacker", "editor")
        server = LocalNeo4j(settings)
        server.start()
        try:
            with connect(settings, retry_time_s=WRITE_RETRY_S) as driver:
                migrate(driver, settings.neo4j_database)
                read_samples(driver, settings)
            with serving(settings, 1) as (_, address):
                found = [attack(address, examples, minutes), attack(address, examples, minutes, "--header", f"Authorization: Bearer {key}")]
        finally:
            server.stop()
    sys.exit(max(found))


if __name__ == "__main__":
    main()
