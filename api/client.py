"""A small client of the API: pages are followed, errors are raised in the API's own words."""

from collections.abc import Iterator, Mapping
from typing import Any, Self

import httpx2

from graph.errors import PolicyGraphError

# What the API answers with: any JSON; its schemas are at /openapi.json.
Json = Any
Value = str | int | float | bool | None
TIMEOUT_S = 60.0


class ApiProblem(PolicyGraphError):
    """The API could not answer."""

    def __init__(self, status: int, detail: str, *, fix: str) -> None:
        super().__init__(detail, fix=fix)
        self.answered = status


class Client:
    """Asks one server; use it in a `with`, or close it.

    Example:
        with Client("http://127.0.0.1:8000") as graph:
            for commitment in graph.all("commitments", theme="theme/data", has_owner=True):
                print(commitment["text"], commitment["evidence"][0]["quote"])
    """

    def __init__(self, url: str, key: str | None = None, *, timeout_s: float = TIMEOUT_S) -> None:
        headers = {"Accept": "application/json"} | ({} if key is None else {"Authorization": f"Bearer {key}"})
        self._http = httpx2.Client(base_url=url, headers=headers, timeout=timeout_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def get(self, path: str, **parameters: Value | list[str]) -> Json:
        """The answer at an address below /v1, such as "paths".

        Raises:
            ApiProblem: what is wrong, and what to do.
        """
        return self._answer(self._http.get(f"/v1/{path}", params=given(parameters)))

    def all(self, plural: str, **filters: Value | list[str]) -> Iterator[Json]:
        """Every entry of a list such as "commitments", page after page."""
        page = self.get(plural, **filters)
        yield from page["items"]
        while page["next_cursor"]:
            page = self.get(plural, **{**filters, "cursor": page["next_cursor"]})
            yield from page["items"]

    def entity(self, node_id: str) -> Json:
        """One entity with its evidence."""
        return self.get(f"entities/{node_id}")

    def neighbours(self, node_id: str, **parameters: Value | list[str]) -> Json:
        """What lies around an entity."""
        return self.get(f"entities/{node_id}/neighbours", **parameters)

    def search(self, words: str, **parameters: Value | list[str]) -> list[Json]:
        """Entities whose name, alias or text holds the words, best first."""
        return list(self.get("search", q=words, **parameters)["hits"])

    def query(self, name: str, **parameters: Value | list[str]) -> Json:
        """The answer of a question of the catalogue."""
        return self.get(f"queries/{name}", **parameters)

    def cypher(self, query: str, parameters: Mapping[str, Json] | None = None, *, limit: int = 1_000) -> Json:
        """The rows of Cypher of your own; the server has to take it, and the key has to be for it."""
        return self._answer(self._http.post("/v1/cypher", json={"query": query, "parameters": parameters or {}, "limit": limit}))

    @staticmethod
    def _answer(answer: httpx2.Response) -> Json:
        if answer.is_success:
            return answer.json()
        try:
            problem = answer.json()
            raise ApiProblem(answer.status_code, problem["detail"], fix=problem["fix"])
        except (ValueError, KeyError, TypeError) as error:
            fix = "Is there a proxy between, or another server at this address?"
            raise ApiProblem(answer.status_code, f"The server answered {answer.status_code} without saying why.", fix=fix) from error


def given(parameters: Mapping[str, Value | list[str]]) -> dict[str, str | int | float | bool | list[str]]:
    """The parameters that have a value."""
    return {name: value for name, value in parameters.items() if value is not None}
