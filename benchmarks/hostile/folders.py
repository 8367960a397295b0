"""Hostile names and things in a folder that are no files."""

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from benchmarks.hostile import binaries, records, texts
from benchmarks.hostile.cases import PROMISE, Case

NAMES = {
    "line-end": "plan\nread       all-is-well.md",
    "escape": "plan\x1b[2J\x1b[31m.md",
    "turned": "plan\u202edm.exe.md",
    "invisible": "plan\u200b.md",
    "long": "p" * 250 + ".md",
    "markup": "[red]plan[/red] <script>.md",
    "formula": "=cmd|x.md",
    "blank": " .md",
    "dash": "--help.md",
    "dots": "...md",
}


def cases() -> Iterator[Case]:
    """All hostile files that have bytes."""
    rooms = (texts.encodings, texts.invisible, texts.plain_texts, texts.markup, records.tables, records.json_texts, records.yaml_texts)
    return chain.from_iterable(room() for room in (*rooms, records.xml_texts, binaries.packages, binaries.pdfs))


def write_cases(folder: Path) -> list[tuple[Case, Path]]:
    """Write each in a folder of its family, and say where it is."""
    written = []
    for case in cases():
        path = folder / case.family / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.content())
        written.append((case, path))
    return written


def write_names(folder: Path) -> list[Path]:
    """Write files with names that try to be something else; those that the file system takes."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in (*NAMES.values(), os.fsdecode(b"caf\xe9.md")):
        with contextlib.suppress(OSError, ValueError):
            (folder / name).write_text(PROMISE, encoding="utf-8")
            written.append(folder / name)
    return written


def write_things(folder: Path) -> list[Path]:
    """Pipes, sockets, links and folders named like files; a sidecar that lies."""
    folder.mkdir(parents=True, exist_ok=True)
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as end, contextlib.chdir(folder):
        end.bind("socket.md")
    (folder / "device.md").symlink_to("/dev/zero")
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "up.md").symlink_to("/etc/passwd")
    (folder / "upwards").symlink_to(folder)
    (folder / "unreadable.md").write_text(PROMISE)
    (folder / "unreadable.md").chmod(0)
    entries = {
        "../../etc/passwd": {"title": "x"},
        "good.md": {"title": ["a", {"b": 1}], "published": "yesterday", "uri": "javascript:alert(1)", "kind": 5, "x" * 1000: "y"},
        "other.md": [1, 2],
    }
    (folder / "meta.json").write_text(json.dumps(entries))
    (folder / "good.md").write_text(PROMISE)
    return sorted(path for path in folder.iterdir() if path.name != "meta.json")
