"""Processes that outlive the command: starting them, knowing them again, ending them."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import psutil


def spawn(command: Sequence[str], *, log: Path, folder: Path) -> psutil.Process:
    """Start a process that lives on when this one, and its terminal, end."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=sys.platform != "win32",
            creationflags=detached_flags(),
        )
    # Someone has to collect the child when it ends while we still live, or it stays as a zombie.
    threading.Thread(target=process.wait, daemon=True, name="collect-neo4j").start()
    return psutil.Process(process.pid)


def detached_flags() -> int:
    """What Windows needs for a process of its own without a console; nothing elsewhere."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    return 0


def is_alive(process: psutil.Process) -> bool:
    """Whether this very process still runs; a zombie does not, nor does a stranger that got its number."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def has_argument(process: psutil.Process, argument: str) -> bool:
    """Whether the process was started with this argument."""
    try:
        return argument in process.cmdline()
    except psutil.Error:
        return False


def find(argument: str, *, hint: int | None) -> psutil.Process | None:
    """The living process started with `argument`: the one with the pid `hint`, else any."""
    candidates = [psutil.Process(hint)] if hint is not None and psutil.pid_exists(hint) else []
    for process in [*candidates, *psutil.process_iter()]:
        if has_argument(process, argument) and is_alive(process):
            return process
    return None


def end(process: psutil.Process, *, patience_s: float) -> None:
    """Ask the process to end; after `patience_s` seconds, make it."""
    try:
        process.terminate()
        process.wait(patience_s)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(patience_s)
    except psutil.NoSuchProcess:
        return
