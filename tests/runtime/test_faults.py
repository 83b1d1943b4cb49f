"""A backend that misbehaves on purpose, seen from the call."""

from typing import Any

import pytest

from harness.ports import HttpAnswer, HttpFailure, HttpReply, HttpRequest, Says
from harness.runtime.faults import Fault, FaultyBackend, ScriptedBackend
from harness.trace.events import FaultInjected
from tests.runtime.hand import Played, answered, assistant, called, of_kind, play, tool

HI = [Says(text="Hi.")]


class Books:
    """Answers every call, and counts the work it has done."""

    def __init__(self, answer: HttpAnswer | None = None) -> None:
        self.done = 0
        self._answer = answer

    def send(self, request: HttpRequest) -> HttpAnswer:
        self.done += 1
        return self._answer or answered("booked")(request)


def through(backend: Any, *tools: str, calls: int = 1) -> Played:
    one = assistant(*[tool(name) for name in set(tools or ("book",))])
    return play(one, caller=HI, model=[called(*(tools or ("book",)))] * calls, server=[backend.send] * 9)


@pytest.mark.parametrize(
    ("fault", "outcome", "problem", "latency_ms"),
    [
        (Fault(kind="times out"), "no-result", "timeout of 20000ms exceeded", 20_000),
        (Fault(kind="drops the connection"), "no-result", "socket hang up", 100),
        (Fault(kind="status", status=503), "no-result", "status code 503", 100),
        (Fault(kind="wrong id"), "no-result", "no result carries toolCallId call_1 (found: call_1_other)", 100),
        (Fault(kind="malformed"), "no-result", "invalid json response body", 100),
        (Fault(kind="empty"), "no-result", "the result is empty", 100),
        (Fault(kind="legacy format"), "no-result", "no `results` list (found: speech, toolResult)", 100),
        (Fault(kind="slow", delay_ms=3000), "result", "", 3100),
        (Fault(kind="slow", delay_ms=25_000), "no-result", "timeout of 20000ms exceeded", 20_000),
        (Fault(kind="answers twice"), "result", "", 100),
    ],
)
def test_each_fault_shows_in_the_answer_and_in_the_trace(fault: Fault, outcome: str, problem: str, latency_ms: int) -> None:
    backend = Books()
    played = through(FaultyBackend(backend, [fault]))

    assert (played.replied[0].outcome, played.replied[0].latency_ms) == (outcome, latency_ms)
    assert problem in (played.replied[0].problem or "")
    assert [event.fault for event in of_kind(played.trace, FaultInjected)] == [str(fault)]
    assert backend.done == (2 if fault.kind == "answers twice" else 1)


def test_before_work_the_backend_never_sees_the_request() -> None:
    backend = Books()
    through(FaultyBackend(backend, [Fault(kind="times out", before_work=True)]))

    assert backend.done == 0


def test_a_fault_can_concern_one_tool_or_one_call_of_it() -> None:
    nth = through(FaultyBackend(Books(), [Fault(kind="status", tool="book", nth=2)]), calls=3)
    other = through(FaultyBackend(Books(), [Fault(kind="status", tool="pay")]))
    together = through(FaultyBackend(Books(), [Fault(kind="status", nth=1)]), "book", "book")

    assert [reply.outcome for reply in nth.replied] == ["result", "no-result", "result"]
    assert other.replied[0].outcome == "result"
    assert [reply.outcome for reply in together.replied] == ["no-result", "no-result"]


@pytest.mark.parametrize(
    "answer", [HttpReply(status=404, body=b"<html>"), HttpReply(status=200, body=b"[1]"), HttpFailure(reason="x")]
)
@pytest.mark.parametrize("kind", ["wrong id", "empty", "legacy format"])
def test_a_backend_without_results_can_be_made_worse(kind: Any, answer: HttpAnswer) -> None:
    assert through(FaultyBackend(Books(answer), [Fault(kind=kind)])).replied[0].outcome == "no-result"


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"message": 1}', b'{"message": {"type": "status-update"}}'])
def test_other_messages_pass_untouched(body: bytes) -> None:
    reply = HttpReply(status=200, body=b"{}")
    backend = ScriptedBackend(FaultyBackend(Books(reply), [Fault(kind="times out")]), {"book": ["x"]})

    assert backend.send(HttpRequest(url="https://x.example.com", headers={}, body=body)) == reply


def test_a_script_answers_in_turn_and_its_last_answer_stays() -> None:
    backend = Books()
    played = through(ScriptedBackend(backend, {"book": ["one", "two"]}), calls=3)

    assert [reply.text for reply in played.replied] == ["one", "two", "two"]
    assert backend.done == 0


def test_tools_without_a_script_reach_the_backend() -> None:
    assert through(ScriptedBackend(Books(), {"pay": ["one"]})).replied[0].text == "booked"
