"""Nothing in the repository names a machine's path or a registry's host."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
FORBIDDEN = re.compile(
    r"/(root|home/[a-z]+|Users/[A-Za-z]+|work)/|https?://[^\s\"')]*(pypi|pythonhosted|npmjs|maven)[^\s\"')]*|--index-url|registry = \"http"
)


def tracked() -> list[Path]:
    """What git tracks; in a copy without history, everything but environments and caches."""
    if not (ROOT / ".git").exists():
        return [
            path for path in ROOT.rglob("*") if path.is_file() and not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
        ]
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def test_no_file_names_a_path_of_a_machine_or_a_registry() -> None:
    found = [
        (path.relative_to(ROOT).as_posix(), match.group())
        for path in tracked()
        if path != Path(__file__)
        for match in FORBIDDEN.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


def test_the_lock_files_carry_hashes_without_addresses() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")

        assert "--hash=sha256:" in text
        assert "://" not in text
