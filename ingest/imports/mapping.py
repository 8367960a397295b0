"""The mapping file: which column of a table holds which field of a commitment or an organisation."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from graph.errors import PolicyGraphError
from graph.kinds import Commitment, Organisation
from ingest.documents import Metadata
from ingest.formats.data_blocks import words_of
from ingest.metadata import metadata_from
from ingest.yaml_files import Misplaced, load_model

# Two letters as in ISO 3166, 'eu' for the Union, 'int' for bodies of no country.
COUNTRY = re.compile(r"[a-z]{2,3}")
Kind = Literal["commitment", "organisation"]

# Fields that hold a name or names, or a day; the others are taken as the kind in graph/kinds.py has them.
NAMES: Mapping[Kind, tuple[str, ...]] = {
    "commitment": ("owner", "support", "theme", "strategy"),
    "organisation": ("aliases", "parent", "successor"),
}
DAYS: Mapping[Kind, tuple[str, ...]] = {"commitment": ("deadline",), "organisation": ("opened_on", "closed_on")}
PLAIN: Mapping[Kind, tuple[str, ...]] = {
    "commitment": ("text", "kind", "strength", "number", "status", "target_value", "target_unit"),
    "organisation": ("name", "abbreviation", "kind", "jurisdiction", "status", "website"),
}
REQUIRED: Mapping[Kind, str] = {"commitment": "text", "organisation": "name"}
SHAPES: Mapping[Kind, type[BaseModel]] = {"commitment": Commitment, "organisation": Organisation}


class MappingInvalid(PolicyGraphError):
    """The mapping file cannot be used, or does not fit the table."""

    status = 422
    exit_code = 2

    def __init__(self, path: str, *, problem: str, fix: str | None = None) -> None:
        super().__init__(f"The mapping {path!r} cannot be used: {problem}.", fix=fix or "docs/import.md shows what a mapping file holds.")


def _read_metadata(given: object) -> object:
    if not isinstance(given, dict):
        return given
    metadata, problems = metadata_from({str(name): value for name, value in given.items()}, "document")
    if problems:
        raise ValueError(problems[0].reason)
    return metadata


class ImportMapping(BaseModel):
    """What a mapping file says."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    kind: Kind = Field(description="What each row is.")
    columns: dict[str, str] = Field(min_length=1, description="The header of a column, and the field it holds.")
    constants: dict[str, str] = Field(default_factory=dict, description="Fields that are the same in every row.")
    values: dict[str, dict[str, str]] = Field(
        default_factory=dict, description="For a field, what words of the table mean, e.g. status: {Done: complete}."
    )
    dates: tuple[str, ...] = Field((), description="How days are written, e.g. '%d/%m/%Y'; without it ISO days and plain words are read.")
    lists: str = Field(";", min_length=1, description="What stands between several names in one cell.")
    unknown_organisations: Literal["create", "reject"] = Field(
        "create", description="Whether a name that no register has becomes an organisation of its own, or its row is rejected."
    )
    document: Annotated[Metadata, BeforeValidator(_read_metadata)] = Field(
        default_factory=lambda: Metadata.model_validate({}), description="Title, publisher, published, … of the table."
    )

    @model_validator(mode="after")
    def _fits_the_kind(self) -> Self:
        known = (*PLAIN[self.kind], *DAYS[self.kind], *NAMES[self.kind])
        columns = [(field, ("columns", header)) for header, field in self.columns.items()]
        given = columns + [(field, ("constants", field)) for field in self.constants]
        for field, path in (*given, *((field, ("values", field)) for field in self.values)):
            if field not in known:
                raise Misplaced(f"{self.kind} has no field {field!r}; it has {', '.join(known)}", path)
        for number, (field, path) in enumerate(given):
            if field in [earlier for earlier, _ in given[:number]]:
                raise Misplaced(f"the field {field!r} is given twice", path)
        if REQUIRED[self.kind] not in self.columns.values():
            raise Misplaced(f"no column holds the {REQUIRED[self.kind]!r} of the {self.kind}", ("columns",))
        for field, text in self.constants.items():
            if field in PLAIN[self.kind]:
                self._check_constant(field, text)
        return self

    def _check_constant(self, field: str, text: str) -> None:
        try:
            checked(self.kind, field, text)
        except ValueError as error:
            raise Misplaced(str(error), ("constants", field)) from error

    def field_of(self, header: str) -> str | None:
        """The field that the column of this header holds; capitals, underscores and hyphens make no difference."""
        return next((field for column, field in self.columns.items() if _plain(column) == _plain(header)), None)


def checked(kind: Kind, field: str, text: str) -> object:
    """The value of a plain field, as the kind in graph/kinds.py has it.

    Raises:
        ValueError: the kind does not allow it; says what it allows.
    """
    words, shape = text.strip(), TypeAdapter[object](SHAPES[kind].model_fields[field].annotation or str)
    try:
        value = shape.validate_python(words)
    except ValidationError:
        try:
            value = shape.validate_python(words.lower())
        except ValidationError as error:
            expected = error.errors()[0].get("ctx", {}).get("expected")
            raise ValueError(f"{words!r} is no {field}" + (f"; it can be {expected}" if expected else "")) from error
    if field == "jurisdiction" and COUNTRY.fullmatch(words.lower()) is None:
        raise ValueError(f"{words!r} is no country code such as 'gb'")
    if field == "website" and not words.startswith(("http://", "https://")):
        raise ValueError(f"{words!r} is no web address; it begins with https:// or http://")
    if isinstance(value, float) and not abs(value) < float("inf"):
        raise ValueError(f"{words!r} is no number that can be reached")
    return words.lower() if field == "jurisdiction" else value


def load_mapping(path: Path) -> ImportMapping:
    """The mapping in a YAML or JSON file.

    Raises:
        MappingInvalid: it cannot be opened, is neither, or says what no mapping says; names line and column.
    """
    return load_model(path, ImportMapping, MappingInvalid).model


def _plain(header: str) -> str:
    return words_of(header).casefold()
