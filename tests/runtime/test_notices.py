"""Webhooks nobody waits for."""

from typing import Any

import pytest

from harness.contract.model import Destination, Server, ToolMessage
from harness.ports import HangsUp, HttpReply, Says
from harness.runtime import Call
from harness.runtime.step import AskCaller, Done, Notify, ToolCallsAnswered
from harness.trace.events import CallEnded, RowChange, RowsChanged
from tests.runtime.hand import assistant, called, play, settings, squad_of, tool

SERVER = Server(url="https://{{host}}.example.com/events", secret="s3cret", headers={"X-Host": "{{host}}"})


def told(**fields: Any) -> list[tuple[str, str | None]]:
    """Type and status of each notice of a short call."""
    one = assistant(first_message="Hello.", **({"server": SERVER, "variables": {"host": "inn"}} | fields))
    return [(notice["type"], notice.get("status")) for notice in play(one).notices]


def test_the_assistants_server_hears_of_the_start_and_the_end() -> None:
    assert told() == [("status-update", "in-progress"), ("status-update", "ended"), ("end-of-call-report", None)]


@pytest.mark.parametrize(
    ("listed", "kinds"),
    [((), []), (("end-of-call-report",), ["end-of-call-report"]), (("status-update",), ["status-update", "status-update"])],
)
def test_server_messages_list_the_only_ones_that_are_sent(listed: tuple[str, ...], kinds: list[str]) -> None:
    assert [kind for kind, _ in told(server_messages=listed)] == kinds


def test_without_a_server_nobody_is_told() -> None:
    assert told(server=None) == []


def test_events_can_be_left_out_of_a_run() -> None:
    one = assistant(server=SERVER)

    assert play(one, told=settings(server_events=frozenset())).notices == ()


def test_the_reason_goes_with_the_end_only_and_the_report_holds_the_conversation() -> None:
    one = assistant(first_message="Hello.", server=SERVER, variables={"host": "inn"}, id="a-1")
    began, ended, report = play(one, caller=[Says(text="Wrong number.", then_hangs_up=True)]).notices

    assert "endedReason" not in began
    assert ended["endedReason"] == report["endedReason"] == "customer-ended-call"
    assert (report["startedAt"], report["endedAt"]) == ("2026-01-18T10:00:00.000Z", "2026-01-18T10:00:01.600Z")
    assert report["artifact"]["transcript"] == "AI: Hello.\nUser: Wrong number.\n"
    assert report["artifact"]["variableValues"]["host"] == "inn"
    assert report["artifact"]["assistantActivations"] == [{"assistantName": "Mia", "assistantId": "a-1"}]
    assert report["call"]["status"] == "ended"
    assert report.keys() >= {
        "call",
        "customer",
        "phoneNumber",
        "assistant",
        "artifact",
        "analysis",
        "cost",
        "costs",
        "compliance",
    }


def test_a_transfer_is_announced_to_the_server() -> None:
    silent = (ToolMessage(kind="request-start", content=""),)
    desk = (Destination(kind="number", address="+16045550100"),)
    transfer = tool("transferCall", type="transferCall", server=None, messages=silent, destinations=desk)
    one = assistant(transfer, server=SERVER, variables={"host": "inn"})
    notices = play(one, caller=[Says(text="Hi.")], model=[called("transferCall")]).notices

    assert [notice.get("status") for notice in notices] == ["in-progress", "forwarding", "ended", None]


def test_a_notice_carries_url_headers_and_secret_and_its_effects_belong_to_no_tool_call() -> None:
    row = RowChange(table="calls", after={"id": 1})
    call = Call(squad_of(assistant(first_message="Hello.", server=SERVER, variables={"host": "inn"})), settings())
    step = call.start()
    assert isinstance(step, Notify)
    assert step.request.url == "https://inn.example.com/events"
    assert step.request.headers.items() >= {"X-Host": "inn", "X-Vapi-Secret": "s3cret"}.items()

    while not isinstance(step, Done):
        ok = ToolCallsAnswered(answer=HttpReply(status=200, body=b""), changes=(row,))
        step = call.receive(HangsUp() if isinstance(step, AskCaller) else ok)

    assert [event.call_id for event in step.trace if isinstance(event, RowsChanged)] == [None] * 3
    assert isinstance(step.trace.events[-1], CallEnded)
