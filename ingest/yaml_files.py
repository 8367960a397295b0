"""Small YAML or JSON files that users write for us: checked by a model, and every mistake told with its line and column."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from graph.errors import PolicyGraphError, UnreadableDocument
from ingest.formats.decode import decode
from ingest.formats.values import DataSource, Listing, Record, Scalar, Value
from ingest.formats.yaml_values import yaml_values

Model = TypeVar("Model", bound=BaseModel)
Keys = tuple[int | str, ...]


class Misplaced(ValueError):
    """Something in a file that does not fit the rest of it, and the keys that lead to it."""

    def __init__(self, problem: str, path: Keys) -> None:
        super().__init__(problem)
        self.path = path


class Invalid(Protocol):
    """The error of a kind of file: takes what is wrong, and what to do when that is known."""

    def __call__(self, path: str, *, problem: str, fix: str | None = None) -> PolicyGraphError:
        """The error to raise."""
        ...


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Model]):
    """What a file says, and where in it."""

    model: Model
    _source: DataSource
    _value: Value

    def place(self, *keys: int | str) -> str:
        """Line and column of the value that `keys` lead to, or of what should hold it."""
        return self._source.place(offset_of(self._value, keys))


def load_model(path: Path, model: type[Model], invalid: Invalid) -> Loaded[Model]:
    """The file at `path`, checked by `model`; what `invalid` makes is raised for what cannot be used.

    Raises:
        PolicyGraphError: it cannot be opened, is neither YAML nor JSON, or says what the model does not know; names line and column.
    """
    try:
        text, _ = decode(path.read_bytes(), path.name)
        source = DataSource(text, path.name)
        documents, problems = yaml_values(source)
    except OSError as error:
        raise invalid(str(path), problem=f"it cannot be opened: {error.strerror}") from error
    except UnreadableDocument as error:
        raise invalid(str(path), problem=f"it is not YAML: {error.reason}") from error
    # A key that stands twice, or a tag: in a document to be told, in such a file a mistake.
    if problems:
        raise invalid(str(path), problem=f"{problems[0].place}: {problems[0].reason}", fix=problems[0].fix)
    value = documents[0] if len(documents) == 1 else Scalar(None, 0)
    try:
        return Loaded(model.model_validate(plain_value(value)), source, value)
    except ValidationError as error:
        first = error.errors()[0]
        name = " > ".join(str(part) for part in first["loc"])
        problem = first["msg"].removeprefix("Value error, ")
        cause = first.get("ctx", {}).get("error")
        place = source.place(offset_of(value, cause.path if isinstance(cause, Misplaced) else first["loc"]))
        raise invalid(str(path), problem=f"{place}: {name}: {problem}" if name else f"{place}: {problem}") from error


def plain_value(value: Value) -> object:
    """A value as lists, dictionaries and texts; numbers and words such as 'yes' stay texts, as they are in a table."""
    if isinstance(value, Record):
        return {key: plain_value(member) for key, member in value.members}
    return [plain_value(item) for item in value.items] if isinstance(value, Listing) else value.text


def offset_of(value: Value, location: Keys) -> int:
    """Where the value that `location` leads to begins, or that which should hold it."""
    for part in location:
        inner = value.get(str(part)) if isinstance(value, Record) else None
        if isinstance(value, Listing) and isinstance(part, int) and part < len(value.items):
            inner = value.items[part]
        if inner is None:
            break
        value = inner
    return value.offset
