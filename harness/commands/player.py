"""Holds the conversations of the platform's stand-in: our runtime, the literal agent, and tool webhooks over real HTTP."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from harness.agents.literal import LiteralAgent
from harness.callers.cast import caller_for
from harness.callers.profile import CallerProfile
from harness.errors import InputError
from harness.ports import Caller, CallerMove, HangsUp, HttpAnswer, HttpFailure, HttpReply, HttpRequest, Says, ToolBackend
from harness.reference.platform import Exchange, Played, PlayRequest
from harness.runtime import CallSettings, CloudNetwork, simulate
from harness.runtime.faults import ScriptedBackend
from harness.runtime.http_backend import DirectHttp, HttpBackend

__all__ = ["Player"]

_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_GREETING = "Hello."


class Player:
    """Satisfies `harness.reference.platform.Play`. Every conversation has an agent and connections of its own."""

    def __init__(
        self, profile_named: Callable[[str], CallerProfile], *, backend: str | None = None, default_caller: str = ""
    ) -> None:
        """`backend` is the base URL of the one backend that all public hosts stand for; None sends every webhook where it says.

        `default_caller` phones when a call does not say who does; empty: somebody who says hello and hangs up.
        """
        self._profile_named = profile_named
        self._backend = backend
        self._default_caller = default_caller

    def __call__(self, request: PlayRequest) -> Played:
        """Hold it. InputError for a caller nobody knows, and for a tester whose instructions quote nothing to say."""
        caller, number = self._caller(request)
        http = HttpBackend(self._backend) if self._backend else DirectHttp()
        reached: ToolBackend = CloudNetwork(http) if self._backend else http
        if request.mocks:
            reached = ScriptedBackend(reached, {tool: (text,) for tool, text in request.mocks.items()})
        recorder = _Recorder(reached, request)
        settings = CallSettings(
            started_at=request.started_at,
            seed=request.seed,
            call_id=request.id,
            organisation_id=request.org_id,
            customer_number=number,
            customer_metadata=request.customer_metadata,
            variables=request.variables,
        )
        if request.kind == "chat":
            # No status and no report (https://docs.vapi.ai/chat/quickstart).
            settings = replace(settings, server_events=frozenset())
        try:
            trace = simulate(request.squad, settings, agent=LiteralAgent(), caller=caller, backend=recorder)
        finally:
            http.close()
        return Played(trace=trace, exchanges=tuple(recorder.exchanges))

    def _caller(self, request: PlayRequest) -> tuple[Caller, str | None]:
        name = request.caller or ("" if request.says or request.kind != "call" else self._default_caller)
        if name:
            profile = self._profile_named(name)
            return caller_for(profile, now=request.started_at, seed=request.seed), request.customer_number or profile.number
        if request.kind == "simulation":
            return _Lines(_quoted(request.instructions)), request.customer_number
        return _Lines(request.says or (_GREETING,)), request.customer_number


class _Lines:
    """Says these lines, one a turn, and hangs up."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._left = list(lines)

    def answer(self, _heard: Sequence[str]) -> CallerMove:
        return Says(text=self._left.pop(0)) if self._left else HangsUp()


class _Recorder:
    """Answers again what was answered before, sends the rest, and writes every exchange down."""

    def __init__(self, backend: ToolBackend, request: PlayRequest) -> None:
        self.exchanges: list[Exchange] = []
        self._backend = backend
        self._request = request
        self._replayed = list(request.replayed)

    def send(self, request: HttpRequest) -> HttpAnswer:
        if self._replayed:
            self.exchanges.append(self._replayed.pop(0))
            return _answer(self.exchanges[-1])
        sent = replace(request, body=_as_chat(request.body, self._request)) if self._request.kind == "chat" else request
        reply = self._backend.send(sent)
        self.exchanges.append(_exchange(reply))
        return reply


def _answer(exchange: Exchange) -> HttpAnswer:
    if exchange.status is None:
        return HttpFailure(reason=exchange.body, latency_ms=exchange.latency_ms)
    return HttpReply(status=exchange.status, body=exchange.body.encode(), latency_ms=exchange.latency_ms)


def _exchange(reply: HttpAnswer) -> Exchange:
    if isinstance(reply, HttpFailure):
        return Exchange(body=reply.reason, latency_ms=reply.latency_ms)
    return Exchange(status=reply.status, body=reply.body.decode("utf-8", "replace"), latency_ms=reply.latency_ms)


def _as_chat(body: bytes, request: PlayRequest) -> bytes:
    """A webhook of a chat carries `chat` and no `call`."""
    written: Any = msgspec.json.decode(body)
    message = written.get("message") if isinstance(written, dict) else None
    if not isinstance(message, dict) or "call" not in message:
        return body
    call: Mapping[str, Any] = message.pop("call")
    target = {key: call[key] for key in ("squadId", "assistantId") if key in call}
    message["chat"] = {"id": request.id, "orgId": request.org_id, "createdAt": call["createdAt"], **target}
    return msgspec.json.encode(written)


def _quoted(instructions: str) -> list[str]:
    lines = [line.strip() for line in _QUOTED.findall(instructions) if line.strip()]
    if not lines:
        raise InputError('the scenario\'s instructions quote no line for the tester; write: Say "Hello." and then "Goodbye."')
    return lines
