"""Progress goes to a terminal on stderr, and to nothing else."""

import sys
from io import StringIO

import pytest

from graph.progress import terminal_report


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, *steps: tuple[str, float, float]) -> str:
    """What a terminal gets to see of some steps."""
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with monkeypatch.context() as swapped:
        swapped.setattr(sys, "stderr", terminal)
        with terminal_report() as report:
            for step in steps:
                report(*step)
    return terminal.getvalue()


def test_a_terminal_sees_how_far_each_step_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, ("Downloading Neo4j", 30, 120), ("Starting Neo4j", 1, 2))

    assert [words in text for words in ("Downloading Neo4j", "25 %", "Starting Neo4j", "50 %")] == [True] * 4


def test_a_step_that_goes_on_keeps_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, *(("Downloading Neo4j", done, 4) for done in range(5)))

    assert "100 %" in text


def test_nothing_is_written_where_answers_go(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shown(monkeypatch, ("Downloading Neo4j", 1, 2))

    assert capsys.readouterr().out == ""
