"""Measured targets: the number to be reached, and what is counted."""

import re

_UNITS = r"per cent|percent|percentage points?|[a-z][a-z-]+(?:\s[a-z][a-z-]+)?"
_QUANTITY = re.compile(
    r"\b(?:(?:by|to|at least|at most|up to|over|more than|fewer than|less than|under|below|above|around|about|nearly"
    r"|a further|an additional|"
    r"deliver|build|create|recruit|train|plant|reach)\s)+"
    r"(?P<currency>[£$€])?(?P<value>\d[\d,]*(?:\.\d+)?)(?!\d)\s?(?P<scale>(?:million|billion|thousand|bn|m|k)\b)?\s?"
    rf"(?P<unit>%|x\b|{_UNITS})?",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_TIMES = re.compile(
    r"(?:days?|weeks?|months?|years?|hours?|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_CURRENCIES = {"£": "pounds", "$": "dollars", "€": "euros"}
_SMALL_WORDS = re.compile(r"\s(?:of|for|in|by|to|and|from|with|the|a|an|on|at|per|over|is|are|that|each|every|across|or)\b.*$")


def target_of(text: str) -> tuple[float, str] | None:
    """The first quantity that `text` sets as a target, with its unit: (30.0, "per cent"); None without one."""
    for match in _QUANTITY.finditer(text):
        unit = (match["unit"] or "").strip().lower()
        value = float(match["value"].replace(",", ""))
        # "By 2031" and "to 2031" look like targets, and are days.
        plain_year = match["scale"] is None and not match["currency"] and "," not in match["value"].rstrip(",") and 1900 <= value <= 2100
        if plain_year or _TIMES.match(unit):
            continue
        return value * _SCALES.get((match["scale"] or "").lower(), 1.0), _unit(match["currency"], unit)
    return None


def _unit(currency: str | None, unit: str) -> str:
    if currency:
        return _CURRENCIES[currency]
    named = {"%": "per cent", "percent": "per cent", "x": "times"}.get(unit)
    if named or unit.startswith("per cent"):
        return named or "per cent"
    return _SMALL_WORDS.sub("", f" {unit}").strip()
