import pytest

from graph.catalogue import Column, NamedQuery, load_catalogue, parse_query
from graph.errors import BadParameter, InvalidQueryFile, UnknownQuery
from graph.parameters import Parameter

HEADER = """\
// title       = "Which themes are there?"
// description = "All themes."
// returns     = "rows"
// access      = "read"
//
// [parameters.theme]
// type        = "node_id"
// kind        = "Theme"
// description = "The theme."
//
// [parameters.limit]
// type        = "integer"
// default     = 10
// minimum     = 1
// maximum     = 50
// description = "Most rows."
//
// [columns]
// name = { type = "text", description = "Its name." }
//
// [example]
// theme = "theme/data"
// ---
"""
BODY = "MATCH (theme:Theme {id: $theme})\nRETURN theme.name AS name\nLIMIT $limit + 1\n"


def refusal(source: str) -> tuple[int, str]:
    """Line and problem of what parsing `source` raises."""
    with pytest.raises(InvalidQueryFile) as caught:
        parse_query("themes", source)
    return caught.value.line, caught.value.problem


def test_a_file_becomes_a_query_with_its_header() -> None:
    assert parse_query("themes", HEADER + BODY) == NamedQuery(
        name="themes",
        title="Which themes are there?",
        description="All themes.",
        returns="rows",
        access="read",
        columns={"name": Column(type="text", description="Its name.")},
        parameters={
            "theme": Parameter(type="node_id", kind="Theme", description="The theme."),
            "limit": Parameter(type="integer", default=10, minimum=1, maximum=50, description="Most rows."),
        },
        example={"theme": "theme/data"},
        text=BODY.strip(),
    )


def test_a_file_without_end_of_header_is_refused() -> None:
    assert refusal(BODY) == (1, "themes, line 1: there is no line '// ---' below the header.")


def test_a_header_line_without_slashes_is_refused_with_its_line() -> None:
    assert refusal(HEADER.replace("// kind", "kind") + BODY) == (8, "themes, line 8: a header line has to start with '//'.")


def test_a_header_that_is_no_toml_is_refused_with_its_line() -> None:
    line, problem = refusal(HEADER.replace("default     = 10", "default     = ten") + BODY)

    assert (line, problem[:39]) == (13, "themes, line 13: this is not TOML: Inva")


def test_an_unknown_key_is_refused_with_its_line() -> None:
    assert refusal(HEADER.replace("// access ", "// owner = 1\n// access ") + BODY) == (
        4,
        "themes, line 4: owner: Extra inputs are not permitted.",
    )


def test_a_title_that_asks_nothing_is_refused() -> None:
    assert refusal(HEADER.replace("there?", "there.") + BODY) == (1, "themes, line 1: title: String should match pattern '\\?$'.")


def test_a_bound_of_text_is_refused_at_its_parameter() -> None:
    line, problem = refusal(HEADER.replace('kind        = "Theme"', "minimum     = 1") + BODY)

    assert (line, "'minimum' and 'maximum' belong to a parameter of type integer" in problem) == (6, True)


def test_a_name_used_but_not_declared_is_refused_where_it_stands() -> None:
    assert refusal(HEADER + BODY.replace("$theme", "$topic")) == (
        24,
        "themes, line 24: $topic is used but not declared under [parameters].",
    )


def test_a_name_declared_but_not_used_is_refused_where_declared() -> None:
    assert refusal(HEADER + BODY.replace("$theme", "'theme/data'")) == (
        6,
        "themes, line 6: parameter 'theme' is declared but $theme is not used.",
    )


def test_names_in_comments_and_strings_are_no_parameters() -> None:
    quoted = "// $comment\nMATCH (theme:Theme {id: $theme}) /* $other */\nWHERE theme.name <> '$text'\n" + BODY.partition("\n")[2].strip()

    assert parse_query("themes", f"{HEADER}{quoted}").text == quoted


def test_a_second_statement_is_refused_where_it_begins() -> None:
    assert refusal(f"{HEADER}{BODY}; RETURN 1") == (27, "themes, line 27: one statement, no semicolon.")


def test_rows_without_declared_columns_are_refused() -> None:
    source = HEADER.replace('// name = { type = "text", description = "Its name." }\n', "") + BODY

    assert refusal(source) == (1, "themes, line 1: 'columns' belongs to a query that returns rows, and only there.")


def test_an_answer_without_limit_is_refused() -> None:
    start, end = HEADER.index("// [parameters.limit]"), HEADER.index("// [columns]")
    source = HEADER[:start] + HEADER[end:] + BODY.replace("\nLIMIT $limit + 1", "")

    assert refusal(source) == (17, "themes, line 17: there is no parameter 'limit'; no answer is unbounded.")


def test_an_example_that_the_query_refuses_is_refused() -> None:
    with pytest.raises(BadParameter, match="'theme' is not the id of a Theme"):
        parse_query("themes", HEADER.replace("theme/data", "person/ada") + BODY)


def test_the_catalogue_holds_every_file_by_name() -> None:
    names = [query.name for query in load_catalogue().queries]

    assert names == sorted(names)
    assert [load_catalogue().get(name).name for name in names] == names
    assert len(names) >= 18


def test_a_misspelt_query_suggests_the_right_one() -> None:
    with pytest.raises(UnknownQuery) as caught:
        load_catalogue().get("commitment_on_themes")

    assert caught.value.fix == "Did you mean 'commitments_on_theme'?"


def test_a_name_like_none_leads_to_the_list() -> None:
    with pytest.raises(UnknownQuery) as caught:
        load_catalogue().get("zzz")

    assert caught.value.fix == "'policygraph query' and GET /v1/queries name them all."
