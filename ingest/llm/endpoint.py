"""An OpenAI-compatible endpoint: one question, one answer, bounded in time, tries and size."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Self

import httpx2
from pydantic import SecretStr

from graph.addresses import without_credentials
from graph.errors import PolicyGraphError
from graph.settings import Settings
from ingest.llm.question import INSTRUCTIONS, SCHEMA

LONGEST_ANSWER = 1_000_000
TRIES = 3
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 30.0
TRY_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
ANSWER_TOKENS = 4_000


class ModelUnavailable(PolicyGraphError):
    """The model cannot be asked, or gives no answer that can be used."""

    status = 502

    def __init__(self, address: str, *, reason: str, fix: str) -> None:
        super().__init__(f"The model at {without_credentials(address)} gave no answer: {reason}.", fix=fix)


class ModelNotSet(PolicyGraphError):
    """The settings do not say which model to ask, or how to reach it safely."""

    exit_code = 2

    def __init__(self, problem: str, *, fix: str) -> None:
        super().__init__(problem, fix=fix)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers, and how patiently it is asked."""

    url: str
    """The address before '/chat/completions'."""
    model: str
    key: SecretStr | None
    timeout_s: float
    wait: Callable[[float], None] = time.sleep
    """Between two tries."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The endpoint that the settings name.

        Raises:
            ModelNotSet: they name none, or one to which a key and documents would travel in the open.
        """
        if not settings.llm_url or not settings.llm_model:
            fix = "Set POLICYGRAPH_LLM_URL, e.g. http://127.0.0.1:11434/v1, and POLICYGRAPH_LLM_MODEL; docs/model-as-reader.md says more."
            raise ModelNotSet("There is no language model in the settings.", fix=fix)
        url = httpx2.URL(settings.llm_url)
        if url.scheme != "https" and not (url.scheme == "http" and _is_here(url.host)):
            shown = without_credentials(settings.llm_url)
            raise ModelNotSet(f"{shown} would be asked in the open.", fix="Use https:// for everything that is not on this machine.")
        return cls(settings.llm_url.rstrip("/"), settings.llm_model, settings.llm_key, settings.llm_timeout_s)

    def ask(self, text: str) -> dict[str, object]:
        """What the model answers about a text: an object with a list of commitments, not yet checked any further.

        Raises:
            ModelUnavailable: it does not answer in time, refuses, or answers something else.
        """
        for attempt in range(TRIES):
            try:
                return self._once(text)
            except _TryAgain as again:
                if attempt + 1 == TRIES:
                    fix = "Check that it runs, or give it more time with POLICYGRAPH_LLM_TIMEOUT_S; what was answered so far is kept."
                    raise ModelUnavailable(self.url, reason=again.reason, fix=fix) from again
                self.wait(min(again.wait_s or FIRST_WAIT_S * 2**attempt, LONGEST_WAIT_S))
        raise ModelUnavailable(self.url, reason="it was not asked", fix="Please report this.")

    def _once(self, text: str) -> dict[str, object]:
        deadline = time.monotonic() + self.timeout_s
        try:
            with (
                httpx2.Client(timeout=httpx2.Timeout(self.timeout_s, connect=10.0), follow_redirects=False) as client,
                client.stream("POST", f"{self.url}/chat/completions", json=self._body(text), headers=self._headers()) as answer,
            ):
                self._check_status(answer)
                return self._answer(_bounded(answer, deadline, self.url))
        except httpx2.TimeoutException as error:
            raise _TryAgain(f"it took longer than {self.timeout_s:g} s") from error
        except httpx2.TransportError as error:
            raise _TryAgain(f"the connection failed ({type(error).__name__})") from error

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key.get_secret_value()}"} if self.key else {}

    def _body(self, text: str) -> dict[str, object]:
        shape = {"name": "commitments", "strict": True, "schema": SCHEMA}
        return {
            "model": self.model,
            # As a JSON string, so that no text can pretend to be another message.
            "messages": [
                {"role": "system", "content": INSTRUCTIONS},
                {"role": "user", "content": json.dumps({"text": text}, ensure_ascii=False)},
            ],
            "response_format": {"type": "json_schema", "json_schema": shape},
            "temperature": 0,
            "seed": 0,
            "max_tokens": ANSWER_TOKENS,
        }

    def _check_status(self, answer: httpx2.Response) -> None:
        status = answer.status_code
        if status in TRY_AGAIN:
            asked = answer.headers.get("Retry-After", "")
            raise _TryAgain(f"it answered {status}", float(asked) if asked.isdigit() else 0.0)
        if status in {401, 403}:
            raise ModelUnavailable(self.url, reason=f"it refuses the key ({status})", fix="Check POLICYGRAPH_LLM_KEY.")
        if status != 200:
            raise ModelUnavailable(self.url, reason=f"it answered {status}", fix="Check POLICYGRAPH_LLM_URL and POLICYGRAPH_LLM_MODEL.")

    def _answer(self, content: bytes) -> dict[str, object]:
        try:
            choice = json.loads(content)["choices"][0]
            if choice.get("finish_reason") == "length":
                raise ModelUnavailable(self.url, reason="its answer was cut off", fix="Use a model that can answer at more length.")
            given = json.loads(choice["message"]["content"])
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise _TryAgain("its answer is not the JSON that was asked for") from error
        if not isinstance(given, dict) or not isinstance(given.get("commitments"), list):
            raise _TryAgain("its answer has no list of commitments")
        return given


class _TryAgain(Exception):
    """A failure that may pass."""

    def __init__(self, reason: str, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait_s = wait_s


def _bounded(answer: httpx2.Response, deadline: float, url: str) -> bytes:
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > LONGEST_ANSWER:
            raise ModelUnavailable(url, reason=f"its answer has more than {LONGEST_ANSWER:,} bytes", fix="Use another model.")
        # However steadily it drips.
        if time.monotonic() > deadline:
            raise _TryAgain("it took too long")
    return bytes(content)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
