from datetime import date

import pytest

from graph.errors import BadParameter
from graph.parameters import Parameter, Value, accept_all

DECLARED = {
    "theme": Parameter(type="node_id", kind="Theme", description="The theme."),
    "bodies": Parameter(type="node_ids", default=[], description="Organisations."),
    "day": Parameter(type="date", optional=True, description="The day."),
    "firm": Parameter(type="boolean", default=False, description="Whether only firm ones."),
    "order": Parameter(type="choice", choices=("newest", "oldest"), default="newest", description="Which first."),
    "words": Parameter(type="text", optional=True, description="Words."),
    "limit": Parameter(type="integer", default=10, minimum=1, maximum=50, description="Most rows."),
}
DEFAULTS: dict[str, Value] = {"bodies": [], "day": None, "firm": False, "order": "newest", "words": None, "limit": 10}


def test_what_is_left_out_takes_its_default() -> None:
    assert accept_all(DECLARED, {"theme": "theme/data"}) == {"theme": "theme/data", **DEFAULTS}


def test_text_is_converted_to_the_declared_types() -> None:
    given = {
        "theme": "theme/data",
        "bodies": "organisation/a, organisation/b",
        "day": "2027-03-31",
        "firm": "yes",
        "order": "oldest",
        "words": " open data ",
        "limit": "50",
    }

    assert accept_all(DECLARED, given) == {
        "theme": "theme/data",
        "bodies": ["organisation/a", "organisation/b"],
        "day": date(2027, 3, 31),
        "firm": True,
        "order": "oldest",
        "words": "open data",
        "limit": 50,
    }


def test_values_of_the_right_type_pass_unchanged() -> None:
    given = {"theme": "theme/data", "bodies": ["organisation/a"], "day": date(2027, 3, 31), "firm": True, "limit": 1}

    assert accept_all(DECLARED, given) == {"theme": "theme/data", **DEFAULTS, **given}


def test_an_unknown_parameter_suggests_the_right_one() -> None:
    with pytest.raises(BadParameter) as caught:
        accept_all(DECLARED, {"thme": "theme/data"})

    assert (caught.value.problem, caught.value.fix) == ("Parameter 'thme' is unknown here.", "Did you mean 'theme'?")


def test_a_missing_parameter_says_what_it_is() -> None:
    with pytest.raises(BadParameter) as caught:
        accept_all(DECLARED, {})

    assert (caught.value.problem, caught.value.fix) == ("Parameter 'theme' has no value.", "It is: The theme.")


@pytest.mark.parametrize(
    ("name", "given", "problem"),
    [
        ("theme", "Theme/Data", "is no id: 'Theme/Data'"),
        ("theme", "person/ada", "is not the id of a Theme: 'person/ada'"),
        ("bodies", 3, "is no list of ids: 3"),
        ("bodies", "organisation/a,b", "is no id: 'b'"),
        ("day", "31 March", "is no day: '31 March'"),
        ("firm", "maybe", "is neither yes nor no: 'maybe'"),
        ("order", "newes", "cannot be 'newes'"),
        ("words", "  ", "is no text: '  '"),
        ("limit", "many", "is no whole number: 'many'"),
        ("limit", 0, "is out of range: 0"),
        ("limit", 51, "is out of range: 51"),
        ("limit", True, "is out of range: True"),
        ("limit", 2.5, "is out of range: 2.5"),
    ],
)
def test_what_a_parameter_does_not_take_is_named(name: str, given: object, problem: str) -> None:
    with pytest.raises(BadParameter) as caught:
        accept_all(DECLARED, {"theme": "theme/data", name: given})

    assert caught.value.problem == f"Parameter {name!r} {problem}."
