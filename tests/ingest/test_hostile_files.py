"""Hostile files, generated: none crashes a reader, hangs, takes all the memory or disappears; promises in them are found."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.hostile.folders import write_names, write_things
from ingest.connectors import LocalFiles
from ingest.documents import Skipped

ROOT = Path(__file__).parents[2]
PROMISE = "The Home Office will publish a lantern plan by 2031."
# Of computing, on a machine that does other things beside.
MOST_SECONDS = 10
MOST_MEGABYTES = 1000


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = ("-m", arguments[0]) if arguments[0].startswith("benchmarks") else ("-c", "from api.cli import main; main()")
    command = [sys.executable, *program, *arguments[1:]]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def measured() -> list[dict[str, object]]:
    """What became of each hostile file that is quick to make, read in a process of its own."""
    done = run("benchmarks.hostile", "--json", "--quick")

    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_there_are_a_hundred_files_of_a_dozen_families(measured: list[dict[str, object]]) -> None:
    assert len(measured) >= 100
    assert len({file["family"] for file in measured}) >= 12


def test_none_crashes_hangs_or_disappears(measured: list[dict[str, object]]) -> None:
    bad = {"crashed", "hung", "disappeared", "internal", "UnwritableGraph"}

    assert [file["name"] for file in measured if file["outcome"] in bad] == []


def test_none_takes_long_or_much_memory(measured: list[dict[str, object]]) -> None:
    assert [file for file in measured if float(str(file["seconds"])) > MOST_SECONDS] == []
    assert [file for file in measured if int(str(file["megabytes"])) > MOST_MEGABYTES] == []


def test_a_promise_beside_the_bait_is_found(measured: list[dict[str, object]]) -> None:
    assert [file["name"] for file in measured if file["outcome"] == "lost"] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which good and hostile things stand side by side."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "good.md").write_text(PROMISE)
    (tmp_path / "files" / "zlast.md").write_text(PROMISE.replace("lantern", "harbour"))
    (tmp_path / "files" / "empty.txt").write_text("")
    (tmp_path / "files" / "bytes.txt").write_bytes(b"plan \x00\xff\xfe\x81")
    (tmp_path / "files" / "deep.json").write_text("[" * 100_000)
    (tmp_path / "files" / "bomb.yaml").write_text("a: &a [x]\nb: &b [*a, *a]\n" + "c: *nothing\n")
    write_names(tmp_path / "files" / "names")
    write_things(tmp_path / "files" / "things")
    return tmp_path / "files"


def test_a_whole_folder_of_them_keeps_no_good_neighbour_out(folder: Path) -> None:
    report = folder.parent / "report.jsonl"
    started = time.monotonic()

    done = run("api.cli", "ingest", str(folder), "--dry-run", "--report", str(report))

    entries = {json.loads(line)["name"]: json.loads(line) for line in report.read_text().split("\n") if line}
    assert (done.returncode, "Traceback" in done.stderr + done.stdout, time.monotonic() - started < 60) == (1, False, True)
    assert [entries[name]["status"] for name in ("good.md", "zlast.md", "things/good.md")] == ["read"] * 3
    assert [entries[name]["problems"][-1]["code"] for name in ("empty.txt", "bytes.txt", "deep.json")] == [
        "empty",
        "encoding",
        "json-too-deep",
    ]
    assert entries["bytes.txt"]["problems"][-1]["verbatim"] == "plan \x00\\xff\\xfe\\x81"


def test_every_thing_in_the_folder_has_its_line(folder: Path) -> None:
    names = [entry.name for entry in LocalFiles([folder]).documents()]

    expected = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}
    expected = {name.encode(errors="backslashreplace").decode() for name in expected if not Path(name).name.startswith(".")}
    assert sorted(names) == sorted([*expected, *["things/meta.json"] * (names.count("things/meta.json") - 1)])


def test_what_is_no_file_says_so(folder: Path) -> None:
    found = {entry.name: entry.problem.code for entry in LocalFiles([folder / "things"]).documents() if isinstance(entry, Skipped)}
    del found["meta.json"]

    assert {name: code for name, code in found.items() if name != "unreadable.md"} == {
        "device.md": "link-outside",
        "loop.md": "link-outside",
        "pipe.md": "not-a-file",
        "socket.md": "not-a-file",
        "up.md": "link-outside",
        "upwards": "link-outside",
    }


def test_names_cannot_steer_a_terminal_or_forge_a_line(folder: Path) -> None:
    done = run("api.cli", "ingest", str(folder / "names"), "--dry-run")

    assert [letter for letter in "\x1b\u202e\u200b" if letter in done.stdout] == []
    assert [line for line in done.stdout.splitlines() if line.startswith("read       all-is-well")] == []


def test_nothing_usable_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "bomb.json").write_text("[" * 100_000)
    (tmp_path / "nul.txt").write_bytes(b"\x00" * 1000)

    assert run("api.cli", "ingest", str(tmp_path), "--dry-run").returncode == 2


def test_a_link_in_a_circle_named_alone_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")

    assert run("api.cli", "ingest", str(tmp_path / "loop.md"), "--dry-run").returncode == 2
