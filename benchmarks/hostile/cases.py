"""One hostile file: its family, its name, and how its bytes are made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

PROMISE = "The Home Office will publish a lantern plan by 2031."


@dataclass(frozen=True, slots=True)
class Case:
    """A file to be made; nothing of it is in memory before that."""

    family: str
    name: str
    content: Callable[[], bytes]
    keeps: bool = False
    """Whether the commitment in it has to be found all the same."""


def text_case(family: str, name: str, content: str, *, keeps: bool = False) -> Case:
    """A case of UTF-8 text; halves of surrogate pairs are written as they are."""
    return Case(family, name, lambda: content.encode("utf-8", "surrogatepass"), keeps)


def flood(family: str, name: str, unit: str, size: int = 100_000, *, before: str = f"{PROMISE}\n\n", after: str = "") -> Case:
    """A case that says its promise and then the same again and again, `size` characters long."""

    def content() -> bytes:
        return (before + unit * (size // len(unit)) + after).encode()

    return Case(family, name, content, keeps=PROMISE in before)


def numbered(family: str, suffix: str, units: tuple[str, ...]) -> Iterator[Case]:
    """A flood of each unit."""
    for number, unit in enumerate(units, 1):
        yield flood(family, f"{family}-{number:02}{suffix}", unit)
