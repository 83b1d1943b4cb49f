"""A backend that misbehaves on purpose, and one that answers from a script.

Both stand in front of another backend and only touch `tool-calls` webhooks; what they do is visible in the trace as a fault, so
that no check blames the backend for what the scenario ordered.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from harness.ports import HttpAnswer, HttpFailure, HttpReply, HttpRequest, ToolBackend

__all__ = ["Fault", "FaultyBackend", "ScriptedBackend", "calls_in"]

_decode = msgspec.json.decode
_encode = msgspec.json.encode


class Fault(Struct, frozen=True, kw_only=True):
    """One way to misbehave."""

    kind: Literal[
        "times out", "drops the connection", "status", "wrong id", "malformed", "empty", "slow", "legacy format", "answers twice"
    ]
    tool: str | None = None
    """None: every tool."""
    nth: int | None = None
    """Only the nth time the tool is called, from 1, a repeated webhook counting as another time; None: every one."""
    status: int = 500
    delay_ms: int = 0
    """slow: how much longer the answer takes."""
    before_work: bool = False
    """True: the backend never sees the request, so nothing is done; False: the work is done and only the answer is lost."""

    def __str__(self) -> str:
        who = f'"{self.tool}"' if self.tool else "the backend"
        match self.kind:
            case "status":
                return f"{who} answers HTTP {self.status}"
            case "slow":
                return f"{who} answers {self.delay_ms / 1000:g} s late"
            case "wrong id":
                return f"{who} answers with another tool call id"
            case "malformed":
                return f"{who} answers with broken JSON"
            case "empty":
                return f"{who} answers with an empty result"
            case "legacy format":
                return f"{who} answers in the legacy format"
            case "answers twice":
                return f"the webhook of {who} is delivered twice" if self.tool else "the webhook is delivered twice"
            case kind:
                return f"{who} {kind}"


class FaultyBackend:
    """A backend with faults; the first that fits a call is the one that happens."""

    def __init__(self, backend: ToolBackend, faults: Sequence[Fault]) -> None:
        self._backend = backend
        self._faults = tuple(faults)
        self._calls: Counter[str] = Counter()

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The backend's answer, or what the fault makes of it."""
        fault = self._fault_for([name for name, _ in calls_in(request)])
        if fault is None:
            return self._backend.send(request)
        if fault.kind == "answers twice":
            self._backend.send(request)
        if fault.before_work and fault.kind != "slow":
            return _spoiled(fault, HttpReply(status=200, body=b""), request)
        return _spoiled(fault, self._backend.send(request), request)

    def _fault_for(self, names: Sequence[str]) -> Fault | None:
        """The first fault that fits one of the calls; they share a webhook, and so its fate."""
        found: Fault | None = None
        for name in names:
            self._calls[name] += 1
            if found is None:
                nth = self._calls[name]
                found = next((f for f in self._faults if f.tool in (None, name) and f.nth in (None, nth)), None)
        return found


class ScriptedBackend:
    """Answers some tools from a script and leaves the others to the backend behind it.

    The nth call of a tool gets its nth answer, later ones the last.
    """

    def __init__(self, backend: ToolBackend, answers: Mapping[str, Sequence[str]], *, latency_ms: int = 120) -> None:
        self._backend = backend
        self._answers = answers
        self._latency_ms = latency_ms
        self._calls: Counter[str] = Counter()

    def send(self, request: HttpRequest) -> HttpAnswer:
        """One result for each tool call of the webhook, when all of them are scripted."""
        calls = calls_in(request)
        if not calls or any(name not in self._answers for name, _ in calls):
            return self._backend.send(request)
        results = []
        for name, call_id in calls:
            script = self._answers[name]
            results.append({"toolCallId": call_id, "result": script[min(self._calls[name], len(script) - 1)]})
            self._calls[name] += 1
        return HttpReply(status=200, body=_encode({"results": results}), latency_ms=self._latency_ms)


def calls_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and id of each tool call in a webhook; nothing for other messages and other requests."""
    body: Any = _decode(request.body)
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict) or message.get("type") != "tool-calls":
        return []
    return [(entry.get("function", entry)["name"], entry["id"]) for entry in message["toolCallList"]]


def _results_in(answer: HttpReply) -> list[dict[str, Any]]:
    """The results of an answer; none when it holds none, is no JSON or a page of HTML."""
    try:
        body: Any = _decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return []
    results = body.get("results") if isinstance(body, dict) else None
    return [entry for entry in results if isinstance(entry, dict)] if isinstance(results, list) else []


def _spoiled(fault: Fault, answer: HttpAnswer, request: HttpRequest) -> HttpAnswer:
    timeout_ms = round(request.timeout_seconds * 1000)
    told = str(fault)
    match fault.kind:
        case "times out":
            return HttpFailure(reason=f"timeout of {timeout_ms}ms exceeded", latency_ms=timeout_ms, fault=told)
        case "drops the connection":
            return HttpFailure(reason="socket hang up", latency_ms=answer.latency_ms, fault=told)
        case "status":
            return HttpReply(status=fault.status, body=b'{"error":"internal"}', latency_ms=answer.latency_ms, fault=told)
        case "slow":
            late = answer.latency_ms + fault.delay_ms
            if late >= timeout_ms:
                return HttpFailure(reason=f"timeout of {timeout_ms}ms exceeded", latency_ms=timeout_ms, fault=told)
            return replace(answer, latency_ms=late, fault=told)
        case "malformed":
            return HttpReply(status=200, body=b'{"results": [', latency_ms=answer.latency_ms, fault=told)
        case "answers twice":
            return replace(answer, fault=told)
        case _:
            return replace(_rewritten(fault, answer), fault=told)


def _rewritten(fault: Fault, answer: HttpAnswer) -> HttpAnswer:
    """The answer with its results made wrong."""
    if isinstance(answer, HttpFailure):
        return answer
    results = _results_in(answer)
    if fault.kind == "wrong id":
        other = [{**entry, "toolCallId": f"{entry.get('toolCallId', '')}_other"} for entry in results]
        return replace(answer, status=200, body=_encode({"results": other or [{"toolCallId": "call_other", "result": "ok"}]}))
    if fault.kind == "empty":
        return replace(answer, status=200, body=_encode({"results": [{**entry, "result": ""} for entry in results]}))
    content = results[0].get("result", "") if results else ""
    return replace(answer, status=200, body=_encode({"toolResult": {"content": content}, "speech": "Done."}))
