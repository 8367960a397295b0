"""What is rejected, kept as it is: stretches of files and rows for the report, cut to a bearable length."""

import re

# As much as one looks at to see what is wrong; a thousand rejected rows must still make a report one can open.
LONGEST_VERBATIM = 1000
BYTE = re.compile(r"byte (\d{1,12})")


def excerpt(content: bytes, place: str = "") -> str:
    """The beginning of a file, or what stands around 'byte 4711' when `place` says so; bytes that are no text as escapes."""
    named = BYTE.fullmatch(place)
    start = max(int(named[1]) - LONGEST_VERBATIM // 4, 0) if named else 0
    return content[start : start + LONGEST_VERBATIM].decode("utf-8", "backslashreplace")


def cut(text: str) -> str:
    """`text`; of a long one the beginning, and how much more there is of it."""
    if len(text) <= LONGEST_VERBATIM:
        return text
    return f"{text[:LONGEST_VERBATIM]}… ({len(text) - LONGEST_VERBATIM:,} characters more)"
