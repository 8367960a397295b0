"""Settings come from the environment or a .env file, and are refused when they cannot be."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.doctor import EffectiveSetting, effective_settings
from graph.settings import Settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POLICYGRAPH_{name.upper()}", raising=False)


def test_without_any_setting_all_stays_on_this_machine() -> None:
    settings = Settings(_env_file=None)

    assert (settings.host, settings.port, settings.neo4j_uri, settings.maven_url, settings.allowed_hosts) == (
        "127.0.0.1",
        8000,
        None,
        None,
        "",
    )


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("POLICYGRAPH_PORT=9001\nPOLICYGRAPH_HOST=::1\n")
    monkeypatch.setenv("POLICYGRAPH_PORT", "9002")

    settings = Settings(_env_file=tmp_path / ".env")

    assert (settings.port, settings.host) == (9002, "::1")


def test_settings_of_other_programs_are_let_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=elsewhere\nPOLICYGRAPH_OF_A_LATER_VERSION=1\n")

    assert Settings(_env_file=tmp_path / ".env") == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("neo4j_port", "0"),
        ("neo4j_port", "65536"),
        ("port", "-1"),
        ("port", "eighty"),
        ("neo4j_heap", "1t"),
        ("neo4j_heap", "0g"),
        ("neo4j_heap", "1g -Xss1k"),
        ("neo4j_version", "4.4"),
        ("query_timeout_s", "0"),
        ("query_timeout_s", "601"),
        ("neo4j_start_timeout_s", "-5"),
        ("readers", "0"),
        ("reader_memory_mb", "99"),
        ("reader_patience_s", "0"),
    ],
)
def test_a_value_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"POLICYGRAPH_{name.upper()}", value)

    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None)

    assert [error["loc"] for error in caught.value.errors()] == [(name,)]


def test_settings_do_not_change_once_they_are_read() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings(_env_file=None).port = 1  # type: ignore[misc]


def test_a_password_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_NEO4J_PASSWORD", "correct horse")
    monkeypatch.setenv("POLICYGRAPH_MAVEN_URL", "https://me:battery@mirror.example/jars")

    settings = Settings(_env_file=None)

    shown = effective_settings(settings)
    assert EffectiveSetting("POLICYGRAPH_NEO4J_PASSWORD", "**********", "environment") in shown
    assert EffectiveSetting("POLICYGRAPH_MAVEN_URL", "https://mirror.example/jars", "environment") in shown
    assert "horse" not in f"{settings!r}{shown}"


def test_every_setting_says_where_it_comes_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("POLICYGRAPH_HOST=localhost\n")
    monkeypatch.setenv("policygraph_port", "9002")

    origins = {one.name: one.origin for one in effective_settings(Settings(_env_file=tmp_path / ".env"))}

    assert origins == {
        **{f"POLICYGRAPH_{name.upper()}": "default" for name in Settings.model_fields},
        "POLICYGRAPH_HOST": ".env",
        "POLICYGRAPH_PORT": "environment",
    }
