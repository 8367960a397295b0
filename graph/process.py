"""Processes that outlive the command: starting them, knowing them again, ending them."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import psutil


def spawn(command: Sequence[str], *, log: Path, folder: Path) -> psutil.Process:
    """Start a process that lives on when this one, and its terminal, end."""
    with log.open("wb") as output:
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


def find(argument: str, *, hint: int | None) -> psutil.Process | None:
    """Our living process that was started with `argument`: the one with the pid `hint`, else any."""
    for process in [*with_pid(hint), *psutil.process_iter()]:
        if is_ours(process, argument) and is_alive(process):
            return process
    return None


def with_pid(pid: int | None) -> list[psutil.Process]:
    """The process with this number, if there is one."""
    if pid is None:
        return []
    try:
        return [psutil.Process(pid)]
    except psutil.NoSuchProcess:
        return []


def is_ours(process: psutil.Process, argument: str) -> bool:
    """Whether the process was started with this argument, by this very user: another user must not pose as our server."""
    try:
        return argument in process.cmdline() and process.username() == psutil.Process().username()
    except psutil.Error:
        return False


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
