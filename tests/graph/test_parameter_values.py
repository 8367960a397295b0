"""What a parameter may be declared as, and which values it takes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph.errors import BadParameter
from graph.parameters import Parameter, Value, accept_all, suggestion

LIMIT = Parameter(type="integer", default=10, minimum=1, maximum=50, description="Most rows.")
DAY = Parameter(type="date", optional=True, description="The day.")
FIRM = Parameter(type="boolean", default=True, description="Whether only firm ones.")
THEME = Parameter(type="node_id", kind="Theme", description="The theme.")
BODIES = Parameter(type="node_ids", kind="Organisation", default=[], description="Organisations.")
ORDER = Parameter(type="choice", choices=("newest", "oldest"), default="newest", description="Which first.")


def refusal(parameter: Parameter, given: object) -> tuple[str, str]:
    """Problem and fix of what accepting `given` raises."""
    with pytest.raises(BadParameter) as caught:
        parameter.accept("x", given)
    return caught.value.problem, caught.value.fix


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        ({"type": "choice"}, "'choices' belongs to a parameter of type choice, and only there"),
        ({"type": "text", "choices": ["a"]}, "'choices' belongs to a parameter of type choice, and only there"),
        ({"type": "integer"}, "'minimum' and 'maximum' belong to a parameter of type integer, and only there"),
        ({"type": "integer", "minimum": 1}, "'minimum' and 'maximum' belong to a parameter of type integer, and only there"),
        ({"type": "date", "maximum": 9}, "'minimum' and 'maximum' belong to a parameter of type integer, and only there"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(declared: dict[str, object], problem: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Parameter.model_validate({"description": "Something.", **declared})

    assert [error["msg"] for error in caught.value.errors()] == [f"Value error, {problem}"]


@pytest.mark.parametrize(
    ("fields", "required"),
    [({}, True), ({"optional": True}, False), ({"default": "a"}, False), ({"default": ""}, False)],
)
def test_only_what_has_no_default_is_required(fields: dict[str, object], required: bool) -> None:
    parameter = Parameter.model_validate({"type": "text", "description": "Words.", **fields})

    assert parameter.required is required


@given(number=st.integers(min_value=1, max_value=50))
def test_every_number_within_bounds_is_taken(number: int) -> None:
    assert [LIMIT.accept("x", number), LIMIT.accept("x", str(number))] == [number, number]


@given(number=st.integers().filter(lambda number: not 1 <= number <= 50))
def test_every_number_out_of_bounds_is_refused(number: int) -> None:
    assert refusal(LIMIT, number) == (f"Parameter 'x' is out of range: {number!r}.", "Give a whole number from 1 to 50.")


@pytest.mark.parametrize("given", ["ten", "1.5", "", "1e1", "0x10"])
def test_words_are_no_whole_number(given: str) -> None:
    assert refusal(LIMIT, given) == (f"Parameter 'x' is no whole number: {given!r}.", "Give a whole number from 1 to 50.")


@pytest.mark.parametrize("given", [True, 3.0, [3]])
def test_what_only_resembles_a_number_is_refused(given: object) -> None:
    assert refusal(LIMIT, given)[0] == f"Parameter 'x' is out of range: {given!r}."


@given(day=st.dates())
def test_every_day_is_taken_as_day_or_text(day: date) -> None:
    assert [DAY.accept("x", day), DAY.accept("x", day.isoformat())] == [day, day]


@pytest.mark.parametrize("given", ["31/03/2027", "2027-02-30", "March 2027", "", 2027])
def test_what_is_no_day_is_met_with_an_example(given: object) -> None:
    assert refusal(DAY, given) == (f"Parameter 'x' is no day: {given!r}.", "Write it as YYYY-MM-DD, e.g. 2027-03-31.")


@pytest.mark.parametrize(
    ("given", "answer"),
    [("true", True), ("YES", True), ("1", True), ("False", False), ("no", False), ("0", False), (True, True), (False, False)],
)
def test_yes_and_no_come_in_several_spellings(given: object, answer: bool) -> None:
    assert FIRM.accept("x", given) is answer


@pytest.mark.parametrize("given", ["maybe", "", "2", "on"])
def test_what_is_neither_yes_nor_no_is_refused(given: str) -> None:
    assert refusal(FIRM, given) == (f"Parameter 'x' is neither yes nor no: {given!r}.", "Give true or false.")


def test_an_id_of_another_kind_is_refused() -> None:
    assert refusal(THEME, "organisation/gb-home-office") == (
        "Parameter 'x' is not the id of a Theme: 'organisation/gb-home-office'.",
        "It has to begin with 'theme/'.",
    )


@pytest.mark.parametrize("given", ["data", "theme/", "Theme/data", "theme/Data", "theme/a b", "theme/a' OR 1=1", 7])
def test_what_is_no_id_is_met_with_an_example(given: object) -> None:
    assert refusal(THEME, given) == (f"Parameter 'x' is no id: {given!r}.", "Ids look like 'organisation/gb-home-office'.")


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ("", []),
        ([], []),
        ("organisation/a", ["organisation/a"]),
        (" organisation/a ,organisation/b,", ["organisation/a", "organisation/b"]),
        (("organisation/a", "organisation/b"), ["organisation/a", "organisation/b"]),
    ],
)
def test_several_ids_come_as_list_or_as_text(given: object, ids: list[str]) -> None:
    assert BODIES.accept("x", given) == ids


def test_one_wrong_id_among_several_is_named() -> None:
    assert refusal(BODIES, "organisation/a,theme/b")[0] == "Parameter 'x' is not the id of a Organisation: 'theme/b'."


def test_a_number_is_no_list_of_ids() -> None:
    assert refusal(BODIES, 5) == ("Parameter 'x' is no list of ids: 5.", "Separate ids by commas.")


@pytest.mark.parametrize(
    ("given", "fix"),
    [("newst", "Did you mean 'newest'?"), ("alphabetical", "Known are: newest, oldest."), (3, "Known are: newest, oldest.")],
)
def test_a_choice_that_is_none_names_the_choices(given: object, fix: str) -> None:
    assert refusal(ORDER, given) == (f"Parameter 'x' cannot be {given!r}.", fix)


def test_none_is_as_good_as_left_out() -> None:
    declared = {"limit": LIMIT, "day": DAY, "firm": FIRM, "bodies": BODIES, "order": ORDER}
    nothing: dict[str, object] = dict.fromkeys(declared)
    defaults: dict[str, Value] = {"limit": 10, "day": None, "firm": True, "bodies": [], "order": "newest"}

    assert accept_all(declared, nothing) == accept_all(declared, {}) == defaults


def test_none_is_no_value_where_one_is_needed() -> None:
    with pytest.raises(BadParameter) as caught:
        accept_all({"theme": THEME}, {"theme": None})

    assert (caught.value.problem, caught.value.fix) == ("Parameter 'theme' has no value.", "It is: The theme.")


@pytest.mark.parametrize(
    ("name", "known", "sentence"),
    [
        ("organisatoin", ["organisation", "theme"], "Did you mean 'organisation'?"),
        ("zzz", ["organisation", "theme"], "Known are: organisation, theme."),
        ("zzz", [], "Known are: none."),
    ],
)
def test_a_suggestion_names_the_nearest_or_all(name: str, known: list[str], sentence: str) -> None:
    assert suggestion(name, known) == sentence
