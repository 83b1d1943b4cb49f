"""The platform's REST API over HTTP: the same client for api.vapi.ai and for a stand-in of it.

Sent again, after a growing wait, are requests that failed for a passing reason: 408, 429, 5xx and no connection. A creation whose
answer was lost may have happened: before it is repeated, the platform is asked for what it would have made. The API has no
idempotency keys.
"""

import logging
import ssl
from collections.abc import Callable, Mapping
from typing import Any, Literal
from urllib.parse import quote, urlsplit

import httpx
from msgspec import Struct

from harness.errors import InputError
from harness.vapi.answers import Answer, failure, read_answer
from harness.vapi.errors import NotFound, RateLimited, Unreachable, Unreadable
from harness.vapi.likeness import is_made_by
from harness.vapi.paging import every_item
from harness.vapi.retrying import LONGEST_WAIT_SECONDS, is_passing, retry_after, wait_before

__all__ = ["VapiClient"]

_log = logging.getLogger(__name__)

_MASK = "••••"
_AGENT = "callproof"
Method = Literal["GET", "POST", "PATCH", "DELETE"]

# Nothing has left this machine, so nothing can have happened there.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

_KINDS: Mapping[type[httpx.TransportError], str] = {
    httpx.ConnectTimeout: "no connection in time",
    httpx.ReadTimeout: "no answer in time",
    httpx.RemoteProtocolError: "the answer broke off",
    httpx.ConnectError: "no connection",
}


class _Failed(Struct, frozen=True, kw_only=True):
    """One attempt that may go better next time."""

    cause: str
    status: int | None = None
    asked_to_wait: float | None = None
    sent: bool = True
    """The platform may have done what was asked."""
    final: bool = False
    """It will not go better."""


class VapiClient:
    """Reads and writes the resources of one organisation of the platform. Safe to share between threads.

    `resource` is a path word: "assistant", "tool", "squad", "eval/simulation/personality" … Every method raises a `VapiError`.
    """

    def __init__(
        self,
        *,
        base_url: str,
        token: str,
        http: httpx.Client | None = None,
        sleep: Callable[[float], None],
        jitter: Callable[[float], float],
        timeout_seconds: float = 30.0,
        retries: int = 5,
    ) -> None:
        """`jitter` takes the longest wait in seconds and returns the one to use. A client that is handed in is not closed.

        InputError for an address that is not an HTTP one, or a token that no header can carry.
        """
        self.base_url = _checked_address(base_url)
        self._token = _checked_token(token)
        self._http = http or httpx.Client()
        self._owned = http is None
        self._sleep = sleep
        self._jitter = jitter
        self._timeout = timeout_seconds
        self._retries = retries

    def __repr__(self) -> str:
        return f"VapiClient({self.base_url!r})"

    def list(self, resource: str, **filters: Any) -> "list[dict[str, Any]]":
        """Every resource of this kind the filters let through, whatever number the platform shows at a time."""
        return list(every_item(resource, filters, lambda query: self._ask("GET", f"/{resource}", query=query)))

    def get(self, resource: str, id: str) -> dict[str, Any]:
        """The resource as it is. NotFound when there is none, or another organisation has it."""
        return self._resource("GET", _path(resource, id))

    def create(self, resource: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The resource that was made, with its id: one, even when an answer is lost on the way.

        Two equal bodies cannot be told apart when that happens: who may send the same one twice marks it (`is_made_by`).
        """
        return self._resource("POST", f"/{resource}", body, made=lambda: self._made(resource, body))

    def update(self, resource: str, id: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The resource after a PATCH. Each top-level key that is sent replaces the whole of what was there; null clears it."""
        return self._resource("PATCH", _path(resource, id), body)

    def delete(self, resource: str, id: str) -> dict[str, Any]:
        """The resource that was. NotFound when there was none; not when it was only the answer that got lost."""
        lost: list[_Failed] = []
        try:
            return self._resource("DELETE", _path(resource, id), note=lost.append)
        except NotFound:
            if any(failed.sent for failed in lost):
                return {"id": id}
            raise

    def call(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The call that was begun by POST /call. Sent again only when it surely did not arrive: people would be phoned twice."""
        return self._resource("POST", "/call", body, repeat=False)

    def chat(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """What POST /chat answered. Sent again only when it surely did not arrive."""
        return self._resource("POST", "/chat", body, repeat=False)

    def close(self) -> None:
        """Close the connections; the client cannot be used afterwards."""
        if self._owned:
            self._http.close()

    def _made(self, resource: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
        found = [each for each in self.list(resource) if is_made_by(body, each)]
        return max(found, key=lambda each: str(each.get("createdAt", "")), default=None)

    def _resource(self, method: Method, path: str, body: Mapping[str, Any] | None = None, **how: Any) -> dict[str, Any]:
        content = self._ask(method, path, body, **how)
        if not isinstance(content, dict):
            raise Unreadable(f"{method} {path}", "the answer is JSON, but no object")
        return content

    def _ask(
        self,
        method: Method,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, Any] | None = None,
        repeat: bool = True,
        made: Callable[[], dict[str, Any] | None] | None = None,
        note: Callable[[_Failed], object] | None = None,
    ) -> Any:
        """The content of the answer. `repeat`: also when it may have arrived; `made` finds what a lost answer made."""
        for attempt in range(1, self._retries + 2):
            outcome = self._attempt(method, path, body, query)
            if isinstance(outcome, Answer):
                return outcome.content
            if note is not None:
                note(outcome)
            unsure = outcome.sent and outcome.status != httpx.codes.TOO_MANY_REQUESTS
            if outcome.final or attempt > self._retries or (unsure and not repeat):
                raise self._given_up(f"{method} {path}", outcome, attempt)
            self._pause(f"{method} {path}", outcome, attempt)
            if unsure and made is not None and (already := made()) is not None:
                _log.info("%s %s: the answer was lost, and %s was made all the same", method, path, already.get("id"))
                return already
        raise AssertionError("attempts do not end by themselves")

    def _attempt(
        self, method: Method, path: str, body: Mapping[str, Any] | None, query: Mapping[str, Any] | None
    ) -> Answer | _Failed:
        """An answer, or why there is none yet. Raises the VapiError of an answer that will not change."""
        headers = {"Authorization": f"Bearer {self._token}", "User-Agent": _AGENT, "Accept": "application/json"}
        try:
            reply = self._http.request(
                method, self.base_url + path, params=query, json=body, headers=headers, timeout=self._timeout
            )
        except httpx.TransportError as broken:
            insecure = _tls_fault(broken)
            cause = f"the connection is not secure: {insecure}" if insecure else self._hidden(_told(broken))
            return _Failed(cause=cause, sent=not isinstance(broken, _NOT_SENT), final=insecure is not None)
        except (httpx.InvalidURL, httpx.DecodingError) as broken:
            raise Unreadable(f"{method} {path}", self._hidden(str(broken))) from broken
        read = read_answer(reply.status_code, reply.content, reply.headers.get("content-type", ""))
        if reply.is_success:
            if read.problem:
                raise Unreadable(f"{method} {path}", self._hidden(read.problem), status=reply.status_code)
            return read
        if is_passing(reply.status_code):
            asked = retry_after(reply.headers)
            too_long = asked is not None and asked > LONGEST_WAIT_SECONDS
            cause = self._hidden(read.told) + (f"; it asks to wait {asked:.0f} s" if asked is not None and too_long else "")
            return _Failed(cause=cause, status=reply.status_code, asked_to_wait=asked, final=too_long)
        raise failure(f"{method} {path}", reply.status_code, self._hidden(read.told))

    def _pause(self, call: str, failed: _Failed, attempt: int) -> None:
        seconds = wait_before(attempt, failed.asked_to_wait, self._jitter)
        _log.warning("%s: %s; attempt %d of %d in %.1f s", call, failed.cause, attempt + 1, self._retries + 1, seconds)
        self._sleep(seconds)

    def _given_up(self, call: str, failed: _Failed, attempts: int) -> RateLimited | Unreachable:
        kind = RateLimited if failed.status == httpx.codes.TOO_MANY_REQUESTS else Unreachable
        tried = f" ({attempts} attempts)" if attempts > 1 else ""
        return kind(call, f"{failed.cause}{tried} at {self.base_url}", status=failed.status)

    def _hidden(self, text: str) -> str:
        return text.replace(self._token, _MASK)


def _path(resource: str, id: str) -> str:
    return f"/{resource}/{quote(id, safe='')}"


def _told(broken: httpx.TransportError) -> str:
    said = " ".join(str(broken).split())
    kind = _KINDS.get(type(broken), type(broken).__name__)
    return f"{kind}: {said}" if said else kind


def _tls_fault(broken: BaseException) -> str | None:
    """What is wrong with the certificate, when that is why there is no connection: no retry makes it valid."""
    seen: BaseException | None = broken
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return str(getattr(seen, "verify_message", "") or seen.reason or seen)
        seen = seen.__cause__ or seen.__context__
    return None


def _checked_address(base_url: str) -> str:
    try:
        parts = urlsplit(base_url.strip())
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and (parts.port or 1) > 0
    except ValueError:
        fits = False
    if not fits or parts.query or parts.fragment:
        raise InputError('the address of the API is one such as "https://api.vapi.ai", without a user or a query')
    return base_url.strip().rstrip("/")


def _checked_token(token: str) -> str:
    """Checked here, because the HTTP library names the value in its complaint."""
    if not token:
        raise InputError("there is no token for the API; set VAPI_TOKEN")
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise InputError("the token for the API has a character that no token has, such as a space or a line break")
    return token
