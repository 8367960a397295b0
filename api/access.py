"""Who may ask: keys and roles, and how often."""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.keys import Key, KeyFile, Role
from graph.errors import PolicyGraphError

# What tells nothing of the graph, and has to answer whoever looks after the server.
OPEN = frozenset({"/healthz", "/readyz", "/docs", "/openapi.json"})
# What needs more than reading, by method and address.
NEEDS: dict[tuple[str, str], Role] = {("POST", "/v1/cypher"): "cypher", ("POST", "/v1/documents"): "editor"}
# What those who care for the graph see and do, whatever the method.
EDITORS = ("/v1/jobs", "/v1/judgements")
# Where what is listed for all can be changed by them; elsewhere nothing can be changed, and a method that changes is none.
CHANGED = ("/v1/documents",)
CHANGING = frozenset({"DELETE", "PUT", "PATCH"})
MOST_CALLERS = 10_000

Refuse = Callable[[int, str, str, Mapping[str, str]], ASGIApp]
Answer = Callable[[PolicyGraphError], ASGIApp]


class Buckets:
    """How often each caller may still ask: so many at once, and so many more with each minute."""

    def __init__(self, per_minute: int) -> None:
        self._rate = per_minute / 60
        self._most = max(per_minute / 6, 1.0)
        # Those who asked longest ago are forgotten first, so that strangers cannot fill the memory.
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_s(self, caller: str) -> float:
        """Counts one request; 0 when it may pass, else the seconds after which the next one may."""
        now = time.monotonic()
        left, since = self._held.pop(caller, (self._most, now))
        left = min(self._most, left + (now - since) * self._rate)
        passes = left >= 1
        self._held[caller] = (left - passes, now)
        if len(self._held) > MOST_CALLERS:
            self._held.popitem(last=False)
        return 0.0 if passes else (1 - left) / self._rate


def keys_in(headers: Headers) -> list[str]:
    """The keys of a request, in either header; the login of a proxy before us, of another scheme, is none."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    bearer = [given.strip()] if scheme.lower() == "bearer" else []
    return [*bearer, *headers.getlist("x-api-key")]


class Access:
    """Lets requests through that have the key they need, as often as they may."""

    def __init__(self, app: ASGIApp, *, keys: KeyFile, reading_needs_key: bool, buckets: Buckets | None, refuse: Refuse) -> None:
        self.app = app
        self.keys = keys
        self.reading_needs_key = reading_needs_key
        self.buckets = buckets
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers the request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await (self.refusal(scope) or self.app)(scope, receive, send)

    def refusal(self, scope: Scope) -> ASGIApp | None:
        """The answer that refuses, when there is reason to."""
        found = [self.keys.find(given) for given in keys_in(Headers(scope=scope))]
        if any(key is None for key in found) or len(set(found)) > 1:
            # Also where none is needed: who sends a key believes to be somebody, and who sends two to be one.
            return self._unknown(
                "This key opens nothing here." if len(found) == 1 else "Of several keys one opens nothing, or they differ."
            )
        key = found[0] if found else None
        return self._without_role(scope, key) or self._too_often(scope, key)

    def _without_role(self, scope: Scope, key: Key | None) -> ASGIApp | None:
        role = role_for(scope["method"], scope["path"])
        if role is None and (not self.reading_needs_key or scope["path"] in OPEN):
            return None
        if key is None:
            return self._unknown("A key is needed here.")
        if not key.may(role or "reader"):
            return self.refuse(403, f"The key {key.name!r} is for {key.role}s; this needs the role {role!r}.", ASK_FOR_ONE, {})
        return None

    def _too_often(self, scope: Scope, key: Key | None) -> ASGIApp | None:
        if self.buckets is None or scope["path"] in OPEN:
            return None
        caller = f"key {key.name}" if key else f"address {(scope.get('client') or ('?',))[0]}"
        wait = self.buckets.wait_s(caller)
        if not wait:
            return None
        seconds = int(wait) + 1
        return self.refuse(429, "You ask too often.", f"Ask again in {seconds} seconds.", {"Retry-After": str(seconds)})

    def _unknown(self, detail: str) -> ASGIApp:
        return self.refuse(401, detail, ASK_FOR_ONE, {"WWW-Authenticate": "Bearer"})


def role_for(method: str, path: str) -> Role | None:
    """The role that a request needs; None when it only reads."""
    for_editors = (*EDITORS, *CHANGED) if method in CHANGING else EDITORS
    if any(path == start or path.startswith(f"{start}/") for start in for_editors):
        return "editor"
    return NEEDS.get((method, path.rstrip("/")))


ASK_FOR_ONE = (
    "Send it as 'Authorization: Bearer …' or 'X-API-Key: …', never in the address; whoever runs this server makes one with "
    "'policygraph keys create'."
)
