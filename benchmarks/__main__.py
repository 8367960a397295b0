"""All benchmarks, one after the other: python -m benchmarks [CORPUS_DIR]."""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def run(name: str, *arguments: str) -> None:
    """Run one benchmark in a process of its own, so that none warms up another."""
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], cwd=HERE.parent, check=True)


def main() -> None:
    """Speed always; extraction and reading when a folder of annotated documents is named."""
    run("loading")
    run("pages")
    run("extraction_speed")
    if len(sys.argv) > 1:
        corpus = str(Path(sys.argv[1]).resolve())
        with tempfile.TemporaryDirectory() as out:
            run("extraction", corpus, out, "--gold")
        run("reading", corpus)


if __name__ == "__main__":
    main()
