"""YAML to values, from its events: nothing is constructed, so no tag can run anything and no anchor can blow up."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from graph.errors import UnreadableDocument
from ingest.documents import Problem
from ingest.formats.values import DEEPEST, DataSource, Listing, Record, Scalar, Value, first_problems, repeated, storable

# As much as the parser, which is Python throughout, reads in some ten seconds.
LONGEST = 1_000_000
# What aliases may add to a document: a few lines of them can stand for thousands of millions of values.
MOST_REPEATED = 100_000
CORE_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge"))
# What other programs would take for an order to build an object of theirs, or to run something.
CODE_TAGS = ("tag:yaml.org,2002:python/", "tag:yaml.org,2002:ruby/", "tag:yaml.org,2002:java", "!ruby/", "!!javax")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
CORRECT = "Put it right there and ingest the file again."


@dataclass(slots=True)
class _Open:
    """A collection that is being read."""

    offset: int
    mapping: bool
    anchor: str | None
    parts: list[Value] = field(default_factory=list)


def yaml_values(source: DataSource) -> tuple[tuple[Value, ...], tuple[Problem, ...]]:
    """The documents of a YAML stream, and what in them could not be taken as it is.

    Scalars stay as written: a day stays a day, "no" stays "no". An alias stands
    for what it names; of a key that stands twice both values are kept, and it
    is reported.

    Raises:
        UnreadableDocument: it is not YAML, has a tag of its own, nests deeper than 100 levels, or is too large.
    """
    if len(source.text) > LONGEST:
        fix = "Split it into several files, or save it as JSON."
        raise UnreadableDocument(source.name, code="yaml-too-big", reason=f"it has more than {LONGEST:,} characters", fix=fix)
    builder = _Builder(source)
    for event in _events(source):
        builder.take(event)
    return tuple(builder.documents), first_problems(builder.problems)


def _events(source: DataSource) -> Iterator[Event]:
    try:
        yield from YAML(typ="safe", pure=True).parse(source.text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(filter(None, (error.context, error.problem)))
        raise source.unreadable("yaml-syntax", mark.index if mark else 0, reason, CORRECT) from error
    except (YAMLError, ValueError) as error:
        # Characters that YAML forbids, and escapes that stand for none.
        place = getattr(error, "position", 0)
        raise source.unreadable("yaml-syntax", place or 0, str(error).splitlines()[0], CORRECT) from error


class _Builder:
    """Puts values together while events go by; it keeps its own stack, so that no nesting exhausts Python's."""

    def __init__(self, source: DataSource) -> None:
        self._source = source
        self._open: list[_Open] = []
        self._anchors: dict[str, Value] = {}
        self._sizes: dict[str, int] = {}
        self._repeated = 0
        self.documents: list[Value] = []
        self.problems: list[Problem] = []

    def take(self, event: Event) -> None:
        """Go on by one event."""
        offset = event.start_mark.index
        if isinstance(event, CollectionStartEvent):
            self._begin(event, offset)
        elif isinstance(event, CollectionEndEvent):
            closed = self._open.pop()
            self._place(self._record(closed) if closed.mapping else Listing(tuple(closed.parts), closed.offset), closed.anchor)
        elif isinstance(event, ScalarEvent):
            self._check_tag(event.tag, offset)
            plain = event.style is None and event.value in NULLS
            self._place(Scalar(None if plain else storable(event.value), offset), event.anchor)
        elif isinstance(event, AliasEvent):
            self._place(self._named(event.anchor, offset), None)
        elif isinstance(event, DocumentEndEvent):
            self._anchors.clear()

    def _begin(self, event: CollectionStartEvent, offset: int) -> None:
        self._check_tag(event.tag, offset)
        if len(self._open) >= DEEPEST:
            reason = f"it nests deeper than {DEEPEST} levels"
            raise self._source.unreadable("yaml-too-deep", offset, reason, "Flatten it, or ingest its parts as files of their own.")
        self._open.append(_Open(offset, isinstance(event, MappingStartEvent), event.anchor))

    def _place(self, value: Value, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor], self._sizes[anchor] = value, _size(value)
        if self._open:
            self._open[-1].parts.append(value)
        else:
            self.documents.append(value)

    def _named(self, anchor: str, offset: int) -> Value:
        if anchor not in self._anchors:
            # Also one inside what it names: such a value has no end.
            raise self._source.unreadable("yaml-alias", offset, f"nothing before it is called &{anchor}", CORRECT)
        self._repeated += self._sizes[anchor]
        if self._repeated > MOST_REPEATED:
            reason = f"its aliases stand for more than {MOST_REPEATED:,} values"
            raise self._source.unreadable("yaml-alias-bomb", offset, reason, "Write the values out where they are needed.")
        return self._anchors[anchor]

    def _record(self, closed: _Open) -> Record:
        keys, values = closed.parts[::2], closed.parts[1::2]
        named = [(self._key(key), key.offset) for key in keys]
        for name, offset in repeated(named):
            reason = f"the key {name!r} stands twice in one mapping; both values were read"
            self.problems.append(self._source.problem("yaml-duplicate-key", offset, reason, "Give each key a name of its own."))
        return _merged(Record(tuple((name, value) for (name, _), value in zip(named, values, strict=True)), closed.offset))

    def _key(self, key: Value) -> str:
        if isinstance(key, Scalar):
            return key.text or ""
        raise self._source.unreadable("yaml-key", key.offset, "a key is a list or mapping, and not a text", CORRECT)

    def _check_tag(self, tag: str | None, offset: int) -> None:
        name = str(tag or "!")[:60]
        if name == "!" or name in CORE_TAGS:
            return
        fix = "Take the tag out: a document has only texts, lists and mappings."
        if name.startswith(CODE_TAGS):
            raise self._source.unreadable("yaml-tag", offset, f"the tag {name!r} asks for an object of a program and is refused", fix)
        reason = f"the tag {name!r} was passed over, and its value read as it is written"
        self.problems.append(self._source.problem("yaml-tag", offset, reason, fix))


def _merged(record: Record) -> Record:
    """The mapping with what '<<' merges into it, which counts where it says nothing itself."""
    if record.get("<<") is None:
        return record
    own = {name for name, _ in record.members} - {"<<"}
    members: list[tuple[str, Value]] = []
    for name, value in record.members:
        parts = (value.items if isinstance(value, Listing) else (value,)) if name == "<<" else ()
        merged = [member for part in parts if isinstance(part, Record) for member in part.members]
        members += [(key, inner) for key, inner in merged if key not in own] or ([] if merged else [(name, value)])
        own |= {key for key, _ in merged}
    return Record(tuple(members), record.offset)


def _size(value: Value) -> int:
    """How many values there are in it; aliases inside count each time, as in a walk, but the sum stops when it is large enough."""
    total, stack = 0, [value]
    while stack and total <= MOST_REPEATED:
        part = stack.pop()
        total += 1
        if isinstance(part, Listing):
            stack.extend(part.items)
        elif isinstance(part, Record):
            stack.extend(member for _, member in part.members)
    return total
