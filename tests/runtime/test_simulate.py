"""The loop that does what a call asks for, and what it takes for an answer."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from harness.contract.model import Server
from harness.ports import HangsUp, HttpRequest, Reply, Says
from harness.runtime import Call, simulate
from harness.runtime.step import AskAgent, AskCaller, SendToolCalls
from harness.trace.events import RowChange, RowsChanged
from tests.runtime.hand import URL, answered, assistant, called, of_kind, settings, squad_of, tool


class Everyone:
    """Caller, model and server of a short call, and a ledger that sees a row for each request that was sent since."""

    def __init__(self) -> None:
        self._moves: Iterator[Says | HangsUp] = iter([Says(text="A table, please."), HangsUp()])
        self._replies = iter([called("book"), Reply(text="Done.")])
        self._sent = 0

    def answer(self, heard: Sequence[str]) -> Says | HangsUp:
        return next(self._moves)

    def reply(self, messages: Sequence[Any], tools: Sequence[Any]) -> Reply:
        return next(self._replies)

    def send(self, request: HttpRequest) -> Any:
        self._sent += 1
        return answered()(request)

    def changes(self) -> tuple[RowChange, ...]:
        return (RowChange(table="requests", after={"id": self._sent}),)


def test_the_ledger_is_asked_after_every_request() -> None:
    everyone = Everyone()
    one = assistant(tool(), server=Server(url=URL))
    trace = simulate(squad_of(one), settings(), agent=everyone, caller=everyone, backend=everyone, ledger=everyone)

    found = [(event.call_id, event.changes[0].after) for event in of_kind(trace, RowsChanged)]
    assert found == [(None, {"id": 1}), ("call_1", {"id": 2}), (None, {"id": 3}), (None, {"id": 4})]


def test_without_a_ledger_no_rows_are_seen() -> None:
    everyone = Everyone()
    trace = simulate(squad_of(assistant(tool())), settings(), agent=everyone, caller=everyone, backend=everyone)

    assert of_kind(trace, RowsChanged) == []


def test_what_a_caller_raises_comes_out_as_it_is() -> None:
    class Broken(Everyone):
        def answer(self, heard: Sequence[str]) -> Says | HangsUp:
            raise LookupError("no line left")

    everyone = Broken()
    with pytest.raises(LookupError, match="no line left"):
        simulate(squad_of(assistant()), settings(), agent=everyone, caller=everyone, backend=everyone)


def test_an_answer_to_another_question_is_refused_by_name() -> None:
    call = Call(squad_of(assistant()), settings())
    assert isinstance(call.start(), AskCaller)
    with pytest.raises(TypeError, match="must be a CallerMove, got Reply"):
        call.receive(Reply(text="Hi."))

    call = Call(squad_of(assistant()), settings())
    call.start()
    assert isinstance(call.receive(Says(text="Hi.")), AskAgent)
    with pytest.raises(TypeError, match="must be a Reply, got HangsUp"):
        call.receive(HangsUp())

    call = Call(squad_of(assistant(tool())), settings())
    call.start()
    call.receive(Says(text="Hi."))
    assert isinstance(call.receive(called("book")), SendToolCalls)
    with pytest.raises(TypeError, match="wants ToolCallsAnswered, got Reply"):
        call.receive(Reply(text="Hi."))
