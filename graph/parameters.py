"""The parameters of a catalogue query: how they are declared, and how a given value becomes what Neo4j gets."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from graph.errors import BadParameter
from graph.identifiers import NodeId

ParameterType = Literal["node_id", "node_ids", "text", "integer", "date", "boolean", "choice"]
Value = str | int | bool | date | list[str] | None

NODE_ID = TypeAdapter(NodeId)
TRUE_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Parameter(BaseModel):
    """One parameter as a header declares it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: ParameterType
    description: str = Field(min_length=3)
    kind: str | None = Field(None, description="For ids: the label the node must have.")
    default: Value = None
    optional: bool = Field(False, description="Whether it may be left out although it has no default.")
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        """A choice names its choices, an integer its bounds, and nothing else has either."""
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("'choices' belongs to a parameter of type choice, and only there")
        bounds = [bound for bound in (self.minimum, self.maximum) if bound is not None]
        if len(bounds) != (2 if self.type == "integer" else 0):
            raise ValueError("'minimum' and 'maximum' belong to a parameter of type integer, and only there")
        return self

    @property
    def required(self) -> bool:
        """Whether a question has to give it."""
        return self.default is None and not self.optional

    def accept(self, name: str, given: object) -> Value:
        """`given`, converted from text where needed.

        Raises:
            BadParameter: it is not what this parameter takes.
        """
        if given is None:
            if self.required:
                raise BadParameter(name, problem="has no value", fix=f"It is: {self.description}")
            return None
        return READERS[self.type](self, name, given)


def accept_all(declared: Mapping[str, Parameter], given: Mapping[str, object]) -> dict[str, Value]:
    """A value for every declared parameter: the given one converted, else its default.

    Raises:
        BadParameter: one is unknown, missing or of the wrong type.
    """
    # An unknown name is refused: left out, a filter that was mistyped would answer with everything.
    for name in given:
        if name not in declared:
            raise BadParameter(name, problem="is unknown here", fix=suggestion(name, declared))
    # None is as good as left out: a limit of None would be no limit, and Neo4j refuses it in words of its own.
    values = {name: given.get(name) for name in declared}
    return {name: one.accept(name, one.default if values[name] is None else values[name]) for name, one in declared.items()}


def suggestion(name: str, known: Iterable[str]) -> str:
    """A sentence that names what was probably meant, or all there is."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known) or 'none'}."


def _node_id(parameter: Parameter, name: str, given: object) -> str:
    try:
        node_id = NODE_ID.validate_python(given)
    except ValidationError as error:
        raise BadParameter(name, problem=f"is no id: {given!r}", fix="Ids look like 'organisation/gb-home-office'.") from error
    if parameter.kind and not node_id.startswith(f"{parameter.kind.lower()}/"):
        raise BadParameter(
            name, problem=f"is not the id of a {parameter.kind}: {given!r}", fix=f"It has to begin with '{parameter.kind.lower()}/'."
        )
    return node_id


def _node_ids(parameter: Parameter, name: str, given: object) -> list[str]:
    # From a URL or the command line it comes as one text.
    several = [part.strip() for part in given.split(",")] if isinstance(given, str) else given
    if not isinstance(several, list | tuple):
        raise BadParameter(name, problem=f"is no list of ids: {given!r}", fix="Separate ids by commas.")
    return [_node_id(parameter, name, one) for one in several if one != ""]


def _text(_: Parameter, name: str, given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise BadParameter(name, problem=f"is no text: {given!r}", fix="Give at least one word.")
    return given.strip()


def _integer(parameter: Parameter, name: str, given: object) -> int:
    fix = f"Give a whole number from {parameter.minimum} to {parameter.maximum}."
    try:
        # In Python, True is an int.
        number = int(given) if isinstance(given, str | int) and not isinstance(given, bool) else None
    except ValueError as error:
        raise BadParameter(name, problem=f"is no whole number: {given!r}", fix=fix) from error
    if number is None or parameter.minimum is None or parameter.maximum is None or not parameter.minimum <= number <= parameter.maximum:
        raise BadParameter(name, problem=f"is out of range: {given!r}", fix=fix)
    return number


def _date(_: Parameter, name: str, given: object) -> date:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        raise BadParameter(name, problem=f"is no day: {given!r}", fix="Write it as YYYY-MM-DD, e.g. 2027-03-31.") from error


def _boolean(_: Parameter, name: str, given: object) -> bool:
    answer = given if isinstance(given, bool) else TRUE_WORDS.get(str(given).lower())
    if answer is None:
        raise BadParameter(name, problem=f"is neither yes nor no: {given!r}", fix="Give true or false.")
    return answer


def _choice(parameter: Parameter, name: str, given: object) -> str:
    if given not in parameter.choices:
        raise BadParameter(name, problem=f"cannot be {given!r}", fix=suggestion(str(given), parameter.choices))
    return str(given)


READERS: dict[ParameterType, Callable[[Parameter, str, object], Value]] = {
    "node_id": _node_id,
    "node_ids": _node_ids,
    "text": _text,
    "integer": _integer,
    "date": _date,
    "boolean": _boolean,
    "choice": _choice,
}


def check_range(parameter: str, number: int, most: int) -> None:
    """Nothing, when the number is from 1 to `most`.

    Raises:
        BadParameter: it is not.
    """
    if not 1 <= number <= most:
        raise BadParameter(parameter, problem=f"is out of range: {number}", fix=f"Give a whole number from 1 to {most}.")


def check_names(parameter: str, given: Sequence[str], known: Sequence[str]) -> None:
    """Nothing, when each name is one of the `known`.

    Raises:
        BadParameter: for the first that is not; suggests the right one.
    """
    for name in given:
        if name not in known:
            raise BadParameter(parameter, problem=f"cannot be {name!r}", fix=suggestion(name, known))
