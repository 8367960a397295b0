"""What is known of a document beside its text: sidecar meta.json, front matter, the first heading, the file name."""

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ingest.documents import Metadata, Problem

SIDECAR = "meta.json"
# Other words for our fields, as front matter and HTML heads use them; the first one found counts.
SYNONYMS = {
    "title": ("title", "og:title", "dc.title", "dcterms.title"),
    "publisher": ("publisher", "dc.publisher", "dcterms.publisher", "organisation", "organization", "department", "author", "og:site_name"),
    "published": (
        "published",
        "date",
        "publication_date",
        "published_at",
        "first_published_at",
        "article:published_time",
        "dcterms.issued",
    ),
    "kind": ("kind", "document_type", "genre", "type", "category"),
    "licence": ("licence", "license", "dcterms.license"),
    "uri": ("uri", "url", "canonical", "source"),
    "country": ("country",),
}
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
LONGEST_SHOWN = 200
FIX = "Correct it and ingest the file again; without it the document is read all the same."


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a folder's meta.json says, by file name."""

    entries: Mapping[str, Mapping[str, object]]
    problems: tuple[Problem, ...] = ()

    def metadata_of(self, file_name: str) -> tuple[Metadata, tuple[Problem, ...]]:
        """The metadata of one file, and what in them could not be used."""
        return metadata_from(self.entries.get(file_name, {}), f"{SIDECAR}, {file_name!r}")


@dataclass(slots=True)
class _Pairs:
    """Takes the objects of a JSON text, and notes names that stand twice in one."""

    repeated: list[str] = field(default_factory=list)

    def take(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """The object; of a name that stands twice the last value."""
        counts = Counter(name for name, _ in pairs)
        self.repeated += [name for name, count in counts.items() if count > 1]
        return dict(pairs)


def read_sidecar(content: bytes, names: Collection[str]) -> Sidecar:
    """A folder's meta.json: an object with an object for each file name.

    Args:
        content: its bytes.
        names: what stands in the folder, to notice an entry for a file that is not there.
    """
    pairs = _Pairs()
    try:
        entries = json.loads(content, object_pairs_hook=pairs.take)
    except (ValueError, RecursionError) as error:
        return _unusable(f"it is not JSON: {error}")
    if not isinstance(entries, dict):
        return _unusable("it is not an object with a file name for each key")
    wrong = [str(name) for name, entry in entries.items() if not isinstance(entry, dict)]
    problems = [Problem("metadata-invalid", repr(name), "its entry is not an object", FIX) for name in wrong]
    unused = sorted(entries.keys() - names)
    problems += [Problem("metadata-invalid", repr(name), "the name stands twice; what comes last counts", FIX) for name in pairs.repeated]
    problems += [Problem("metadata-unused", repr(name), "there is no file of that name beside it", FIX) for name in unused]
    return Sidecar({name: entry for name, entry in entries.items() if name not in wrong}, tuple(problems))


def metadata_from(fields: Mapping[str, object], place: str) -> tuple[Metadata, tuple[Problem, ...]]:
    """Metadata from loose fields; one that cannot be used is left out and reported."""
    known = Metadata.model_fields.keys()
    problems = [Problem("metadata-unknown", place, f"there is no field {name!r}", FIX) for name in fields if name not in known]
    values: dict[str, str] = {}
    for name in sorted(known & fields.keys()):
        value = _as_text(fields[name])
        value = value.lower() if name in {"kind", "country"} else value
        try:
            Metadata.model_validate({name: value})
        except ValidationError:
            problems.append(Problem("metadata-invalid", place, f"{name} cannot be {_short(fields[name])}", FIX))
            continue
        if value:
            values[name] = value
        elif fields[name] not in (None, "", []):
            problems.append(Problem("metadata-invalid", place, f"{name} cannot be {_short(fields[name])}", FIX))
    return Metadata.model_validate(values), tuple(problems)


def front_matter(source: str) -> dict[str, str]:
    """The fields we know, from YAML front matter without its '---' lines; nothing when it is not YAML."""
    try:
        fields = YAML(typ="safe", pure=True).load(source)
    except (YAMLError, ValueError, RecursionError):
        # Front matter belongs to a site generator: where it breaks, its lines are kept as furniture and nothing is lost.
        return {}
    return known_fields(fields) if isinstance(fields, dict) else {}


def known_fields(fields: Mapping[object, object]) -> dict[str, str]:
    """Our metadata fields out of others' words for them, those that fit."""
    lowered = {str(name).lower(): value for name, value in fields.items()}
    found: dict[str, str] = {}
    for ours, theirs in SYNONYMS.items():
        text = next((text for name in theirs if (text := _as_text(lowered.get(name)))), "")
        if ours == "published":
            text = match[0] if (match := DAY.match(text)) else ""
        if ours == "uri" and not text.startswith(("http://", "https://")):
            text = ""
        if text:
            found[ours] = text
    return found


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _as_text(value: object) -> str:
    if isinstance(value, list):
        # Of several authors or publishers the first stands for all.
        value = value[0] if value else ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    # JSON and YAML can hold half of a surrogate pair, which no database stores.
    text = " ".join(str(value).encode(errors="replace").decode().split())
    # Nor may a title or a publisher's name turn the direction of what stands around it, or steer a terminal.
    return "".join(character for character in text if character.isprintable())


def _unusable(reason: str) -> Sidecar:
    return Sidecar({}, (Problem("metadata-invalid", SIDECAR, reason, FIX),))
