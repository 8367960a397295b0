"""UTF-16 and UTF-32 that have lost their byte order mark are read; what only holds a few zeros is not taken for it."""

import pytest

from ingest.formats.decode import decode

PROMISE = "The Home Office will publish a lantern plan by 2031.\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [PROMISE, PROMISE * 500, "Überblick – " + PROMISE])
def test_wide_text_without_a_mark_is_read_and_said_to_be_a_guess(text: str, encoding: str) -> None:
    read, problems = decode(text.encode(encoding), "plan.txt")

    assert (read, [problem.code for problem in problems]) == (text, ["encoding-guessed"])
    assert encoding.upper() in problems[0].reason


@pytest.mark.parametrize("text", ["", "a", "\0" * 1000, PROMISE, PROMISE.replace("will", "w\0ill"), "a\0b"])
def test_text_with_zeros_in_it_stays_utf8(text: str) -> None:
    assert decode(text.encode(), "plan.txt") == (text, ())
