"""Asking a model over HTTP: a real server of the test's own that answers well, wrongly, slowly and not at all."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from neo4j import Driver
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from graph.settings import Settings
from ingest.cli import commands as ingest_commands
from ingest.llm.answers import AnswerDamaged, AnswerFolder
from ingest.llm.command import commands
from ingest.llm.endpoint import Endpoint, ModelNotSet, ModelUnavailable

TEXT = "# Port paper\n\nThe Home Office hereby gives its word on a second ferry for Northport. The port is old.\n"
QUOTE = "The Home Office hereby gives its word on a second ferry for Northport."
GOOD = {"commitments": [{"quote": QUOTE, "kind": "commitment", "strength": "will", "owner": "Home Office", "deadline": None}]}
KEY = "sk-never-to-be-seen"

Write = Callable[[BaseHTTPRequestHandler], None]


def chat(content: str, **choice: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}, **choice}]}).encode()


@dataclass
class Model:
    """A server that answers each question with the next of its answers, the last of them for ever."""

    address: str
    answers: list[tuple[int, bytes] | Write] = field(default_factory=list)
    asked: list[dict[str, object]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def says(self, *contents: object) -> None:
        """Has it answer well-formed chat completions with these contents."""
        self.answers = [(200, chat(one if isinstance(one, str) else json.dumps(one))) for one in contents]

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.asked.append(json.loads(body))
        self.headers.append({name.lower(): value for name, value in handler.headers.items()})
        given = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(given):
            given(handler)
            return
        handler.send_response(given[0])
        handler.send_header("Content-Length", str(len(given[1])))
        handler.end_headers()
        handler.wfile.write(given[1])


@pytest.fixture
def model() -> Iterator[Model]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with suppress(ConnectionError):
                served.reply(self)

        def log_message(self, *_: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            return

    with Server(("127.0.0.1", 0), Handler) as server:
        served = Model(f"http://127.0.0.1:{server.server_port}/v1")
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield served
        server.shutdown()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def endpoint(model: Model, waits: list[float]) -> Endpoint:
    return Endpoint(model.address, "reader-1", SecretStr(KEY), 20.0, waits.append)


@pytest.fixture
def folder(tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one document, and settings that lead to the test's own model."""
    for name, value in {"URL": model.address, "MODEL": "reader-1", "KEY": KEY, "ANSWERS": str(tmp_path / "answers")}.items():
        monkeypatch.setenv(f"POLICYGRAPH_LLM_{name}", value)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "port.md").write_text(TEXT)
    return tmp_path / "docs"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def test_a_question_holds_the_text_as_data_and_asks_for_our_shape(model: Model, endpoint: Endpoint) -> None:
    model.says(GOOD)

    assert endpoint.ask('A text with "}] and {') == GOOD
    asked = model.asked[0]
    messages = asked["messages"]
    assert isinstance(messages, list)
    assert json.loads(messages[1]["content"]) == {"text": 'A text with "}] and {'}
    assert (asked["model"], asked["temperature"], asked["seed"]) == ("reader-1", 0, 0)
    assert json.dumps(asked["response_format"]).count('"additionalProperties": false') == 2
    assert model.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("broken", ["no json {", "[]", '{"commitments": 3}', "null", "[" * 5_000])
def test_an_answer_of_another_shape_is_asked_for_again(model: Model, endpoint: Endpoint, waits: list[float], broken: str) -> None:
    model.says(broken, GOOD)

    assert endpoint.ask("x") == GOOD
    assert (len(model.asked), waits) == (2, [1.0])


@pytest.mark.parametrize("raw", [b"", b"<html>", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}'])
def test_three_answers_that_are_none_end_with_what_to_do(model: Model, endpoint: Endpoint, waits: list[float], raw: bytes) -> None:
    model.answers = [(200, raw)]

    with pytest.raises(ModelUnavailable, match="is not the JSON that was asked for") as error:
        endpoint.ask("x")
    assert (len(model.asked), waits) == (3, [1.0, 2.0])
    assert "POLICYGRAPH_LLM_TIMEOUT_S" in error.value.fix


def test_a_busy_server_is_given_the_time_it_asks_for(model: Model, endpoint: Endpoint, waits: list[float]) -> None:
    def busy(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(429)
        handler.send_header("Retry-After", "7")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    model.answers = [busy, (503, b""), (200, chat(json.dumps(GOOD)))]

    assert endpoint.ask("x") == GOOD
    assert waits == [7.0, 2.0]


@pytest.mark.parametrize(("status", "fix"), [(401, "POLICYGRAPH_LLM_KEY"), (404, "POLICYGRAPH_LLM_URL"), (302, "POLICYGRAPH_LLM_URL")])
def test_a_refusal_is_not_asked_again_and_never_shows_the_key(model: Model, endpoint: Endpoint, status: int, fix: str) -> None:
    model.answers = [(status, KEY.encode())]

    with pytest.raises(ModelUnavailable) as error:
        endpoint.ask("x")
    assert (len(model.asked), fix in error.value.fix) == (1, True)
    assert KEY not in str(error.value) + repr(endpoint)


def test_an_answer_that_was_cut_off_is_none(model: Model, endpoint: Endpoint) -> None:
    model.answers = [(200, chat("{", finish_reason="length"))]

    with pytest.raises(ModelUnavailable, match="was cut off"):
        endpoint.ask("x")


def test_an_answer_without_end_is_read_no_further_than_a_megabyte(model: Model, endpoint: Endpoint) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)

    model.answers = [endless]

    with pytest.raises(ModelUnavailable, match="more than 1,000,000 bytes"):
        endpoint.ask("x")


def test_a_server_that_says_nothing_is_given_up(model: Model, waits: list[float]) -> None:
    silent = threading.Event()

    def wait(_: BaseHTTPRequestHandler) -> None:
        silent.wait(30)

    model.answers = [wait]
    started = time.monotonic()

    with pytest.raises(ModelUnavailable, match=r"it took longer than 0\.2 s"):
        Endpoint(model.address, "reader-1", None, 0.2, waits.append).ask("x")
    silent.set()
    assert time.monotonic() - started < 15


def test_an_answer_that_drips_is_given_up_too(model: Model, waits: list[float]) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    model.answers = [drip]

    with pytest.raises(ModelUnavailable, match="it took too long"):
        Endpoint(model.address, "reader-1", None, 0.3, waits.append).ask("x")


def test_a_server_that_is_not_there_is_said_so(waits: list[float]) -> None:
    with pytest.raises(ModelUnavailable, match="the connection failed"):
        Endpoint("http://127.0.0.1:9/v1", "reader-1", None, 5.0, waits.append).ask("x")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (None, "There is no language model"),
        ("http://models.example/v1", "would be asked in the open"),
        ("http://user:secret@10.0.0.5/v1", "would be asked in the open"),
        ("ftp://models.example", "would be asked in the open"),
    ],
)
def test_a_model_elsewhere_is_only_asked_over_https(url: str | None, said: str) -> None:
    with pytest.raises(ModelNotSet, match=said) as error:
        Endpoint.of(Settings(_env_file=None, llm_url=url, llm_model="m"))
    assert "secret" not in str(error.value)
    assert Endpoint.of(Settings(_env_file=None, llm_url="https://models.example/v1/", llm_model="m")).url == "https://models.example/v1"


def test_nothing_is_sent_by_a_dry_run(folder: Path, model: Model) -> None:
    result = run(folder, "--dry-run")

    assert "1 parts of 1 documents, 98 characters, would go to reader-1 at http://127.0.0.1" in result.stderr
    assert model.asked == []


def test_what_was_answered_is_kept_and_not_asked_again(folder: Path, model: Model) -> None:
    model.says(GOOD)

    assert [run(folder).stdout.split(".")[0] for _ in range(2)] == ["1 answers were added", "0 answers were added"]
    assert len(model.asked) == 1
    assert [json.loads(answer) for answer in AnswerFolder(folder.parent / "answers").all().values()] == [GOOD]


def test_a_model_that_fails_ends_the_run_and_keeps_what_was_answered(folder: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "second.md").write_text("# Second\n\nAnother text about another port.\n")
    model.answers = [(200, chat(json.dumps(GOOD))), (401, b"")]

    result = run(folder)

    assert isinstance(result.exception, ModelUnavailable)
    assert len(AnswerFolder(folder.parent / "answers").all()) == 1
    assert KEY not in result.output


def test_an_answer_that_was_damaged_is_told(folder: Path) -> None:
    (folder.parent / "answers").mkdir()
    (folder.parent / "answers" / "x.json").write_text("{}")

    with pytest.raises(AnswerDamaged, match=r"x\.json"):
        AnswerFolder(folder.parent / "answers").all()


def test_ingest_reads_with_the_answers_sends_nothing_and_gives_the_same_graph_again(
    folder: Path, model: Model, empty_database: Driver, environment: None
) -> None:
    def ingested() -> str:
        return CliRunner().invoke(ingest_commands, ["ingest", str(folder)]).stdout.splitlines()[-1].split(", 0 skipped")[0]

    def promised() -> list[tuple[str, str, float]]:
        query = "MATCH (o)-[:MAKES]->(c:Commitment) RETURN o.name AS owner, c.extractor AS rule, c.confidence AS sure"
        records, _, _ = empty_database.execute_query(query)
        return [(record["owner"], record["rule"], record["sure"]) for record in records]

    model.says(GOOD)
    before = (ingested(), promised())
    run(folder)
    runs = [(ingested(), promised()) for _ in range(2)]

    assert before == ("1 read, 0 unchanged", [])
    assert runs == [("1 read, 0 unchanged", [("Home Office", "model@1", 0.5)]), ("0 read, 1 unchanged", [("Home Office", "model@1", 0.5)])]
    assert len(model.asked) == 1
