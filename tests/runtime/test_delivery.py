"""Tool calls on their way to a server and back."""

from typing import Any

import msgspec
import pytest

from harness.contract.model import BackoffPlan, Server, Tool, ToolMessage
from harness.ports import HttpFailure, HttpReply, HttpRequest, Reply, Says, ToolCall, ToolResultMessage
from harness.runtime.network import CloudNetwork
from harness.trace.events import FaultInjected, RowChange, RowsChanged, ToolReplied, ToolRequested
from harness.vapi import Switches
from tests.runtime.hand import URL, Played, answered, assistant, body_of, called, of_kind, only, play, settings, tool

HI = [Says(text="A table, please.")]
ROW = RowChange(table="reservations", after={"id": 1})


def with_server(**fields: Any) -> Tool:
    return tool(server=Server(url=URL, **fields))


def test_parallel_calls_to_one_url_travel_in_one_webhook_in_the_models_order() -> None:
    played = play(assistant(tool("book"), tool("pay")), caller=HI, model=[called("pay", "book", "pay")])

    assert [[entry["function"]["name"] for entry in body_of(r)["toolCallList"]] for r in played.requests] == [
        ["pay", "book", "pay"]
    ]
    assert [reply.call_id for reply in played.replied] == ["call_1", "call_2", "call_3"]


def test_parallel_calls_can_travel_alone() -> None:
    told = settings(switches=Switches(parallel_tool_webhooks="per_tool"))
    played = play(assistant(tool("book"), tool("pay")), caller=HI, model=[called("pay", "book")], told=told)

    assert [[entry["id"] for entry in body_of(r)["toolCallList"]] for r in played.requests] == [["call_1"], ["call_2"]]


def test_two_urls_are_asked_at_once_and_answer_side_by_side() -> None:
    slow, fast = Server(url="https://slow.example.com"), Server(url="https://fast.example.com")
    played = play(
        assistant(tool("book", server=slow), tool("pay", server=fast)),
        caller=HI,
        model=[called("book", "pay")],
        server={slow.url: answered("slow", latency_ms=3000), fast.url: answered("fast", latency_ms=500)},
    )
    sent = of_kind(played.trace, ToolRequested)[0].at

    assert [(reply.text, reply.at - sent) for reply in played.replied] == [("fast", 500), ("slow", 3000)]


def test_only_a_blocking_request_start_holds_its_own_webhook_back() -> None:
    blocking = ToolMessage(kind="request-start", content="Let me look that up for you.", blocking=True)
    quiet = ToolMessage(kind="request-start", content="")
    one = assistant(
        tool("book", messages=(blocking,)), tool("pay", server=Server(url="https://pay.example.com"), messages=(quiet,))
    )
    played = play(one, caller=HI, model=[called("book", "pay")])
    sent = of_kind(played.trace, ToolRequested)[0].at

    assert [(reply.tool, reply.at - sent) for reply in played.replied] == [("pay", 100), ("book", 2900)]


def test_rows_that_changed_belong_to_the_first_call_and_name_the_others() -> None:
    played = play(assistant(tool("book")), caller=HI, model=[called("book", "book")], changes=[ROW])
    changed = only(played.trace, RowsChanged)

    assert (changed.call_id, changed.shared_with, changed.changes) == ("call_1", ("call_2",), (ROW,))


def test_a_fault_is_named_for_every_call_of_the_webhook() -> None:
    played = play(assistant(tool()), caller=HI, model=[called("book", "book")], server=[answered(fault="on purpose")])

    assert [event.call_id for event in of_kind(played.trace, FaultInjected)] == ["call_1", "call_2"]


def retried(plan: BackoffPlan | None, *answers: Any) -> Played:
    return play(assistant(with_server(backoff=plan)), caller=HI, model=[called("book")], server=answers)


def status(code: int) -> HttpReply:
    return HttpReply(status=code, body=b"", latency_ms=10)


def test_without_a_backoff_plan_nothing_is_repeated() -> None:
    assert len(retried(None, status(500)).requests) == 1


@pytest.mark.parametrize(("kind", "waited"), [("fixed", 2000 * 3), ("exponential", 2000 * 7)])
def test_a_failed_webhook_is_repeated_byte_for_byte_after_the_plans_delay(kind: Any, waited: int) -> None:
    plan = BackoffPlan(kind=kind, max_retries=5, base_delay_seconds=2.0)
    played = retried(plan, status(500), HttpFailure(reason="socket hang up", latency_ms=10), status(404), answered(latency_ms=10))

    assert len(played.requests) == 4
    assert len({request.body for request in played.requests}) == 1
    assert played.replied[0].latency_ms == 4 * 10 + waited
    assert played.replied[0].text == "done"


def test_excluded_codes_are_not_repeated_and_retries_are_counted() -> None:
    plan = BackoffPlan(max_retries=2, excluded_status_codes=(404,))

    assert len(retried(plan, status(404)).requests) == 1
    assert len(retried(plan, status(500), status(500), status(500), status(500)).requests) == 3


def test_the_platform_repeats_ten_times_at_most() -> None:
    plan = BackoffPlan(max_retries=99, base_delay_seconds=0.1)

    assert len(retried(plan, *[status(500)] * 30).requests) == 11


def test_an_answer_that_comes_after_the_timeout_is_none() -> None:
    played = play(
        assistant(with_server(timeout_seconds=5.0)), caller=HI, model=[called("book")], server=[answered(latency_ms=5001)]
    )
    reply = played.replied[0]

    assert (reply.outcome, reply.status, reply.latency_ms) == ("no-result", None, 5000)
    assert reply.problem == "Your server rejected `tool-calls` webhook. Error: timeout of 5000ms exceeded"


def test_an_answer_just_in_time_counts() -> None:
    played = play(
        assistant(with_server(timeout_seconds=5.0)), caller=HI, model=[called("book")], server=[answered(latency_ms=5000)]
    )

    assert played.replied[0].text == "done"


class Nobody:
    """A backend that must not be reached."""

    def send(self, request: HttpRequest) -> HttpReply:
        raise AssertionError(f"{request.url} was reached")


def test_a_private_address_gives_what_the_platform_would_log_and_the_model_no_result() -> None:
    one = assistant(tool(server=Server(url="http://localhost:3001/tools")))
    played = play(one, caller=HI, model=[called("book")], server=[CloudNetwork(Nobody()).send])

    assert played.replied[0].problem == "Your server rejected `tool-calls` webhook. Error: connect ECONNREFUSED localhost:3001"
    assert played.asked[1][3] == ToolResultMessage(tool_call_id="call_1", content="No result returned.")


def test_static_parameters_win_over_the_models_and_are_rendered_and_invisible_to_it() -> None:
    one = assistant(tool(static_parameters={"phone": "{{customer.number}}", "deep": {"list": ["{{customer.number}}", 1]}}))
    played = play(one, caller=HI, model=[called("book", phone="made up", size=2)])
    (entry,) = body_of(played.requests[0])["toolCallList"]

    assert entry["function"]["arguments"] == {"phone": "+16045550123", "size": 2, "deep": {"list": ["+16045550123", 1]}}
    assert only(played.trace, ToolRequested).arguments == {"phone": "made up", "size": 2}
    assert "customer.number" not in repr(played.tools)


def test_headers_and_url_are_rendered_and_the_secret_travels_as_a_header() -> None:
    server = Server(url="https://{{host}}.example.com/x", headers={"X-From": "{{customer.number}}"}, secret="s3cret")
    played = play(assistant(tool(server=server), variables={"host": "inn"}), caller=HI, model=[called("book")])

    assert played.requests[0].url == "https://inn.example.com/x"
    assert played.requests[0].headers == {
        "Content-Type": "application/json", "X-From": "+16045550123", "X-Vapi-Secret": "s3cret"
    }  # fmt: skip
    assert of_kind(played.trace, ToolRequested)[0].url == "https://inn.example.com/x"


def test_without_a_secret_there_is_no_secret_header() -> None:
    assert "X-Vapi-Secret" not in play(assistant(tool()), caller=HI, model=[called("book")]).requests[0].headers


def test_an_unknown_tool_and_broken_arguments_never_leave() -> None:
    broken = ToolCall(id="call_2", name="book", arguments={}, malformed='{"size":')
    unknown = ToolCall(id="call_1", name="cook", arguments={})
    played = play(assistant(tool()), caller=HI, model=[Reply(tool_calls=(unknown, broken))])

    assert played.requests == ()
    assert [reply.outcome for reply in played.replied] == ["error", "error"]
    assert {event.url for event in of_kind(played.trace, ToolRequested)} == {None}
    assert played.fillers == []


def test_a_model_without_ids_gets_some() -> None:
    played = play(assistant(tool()), caller=HI, model=[Reply(tool_calls=(ToolCall(name="book", arguments={}),) * 2)])
    ids = [event.call_id for event in of_kind(played.trace, ToolRequested)]

    assert len(set(ids)) == 2
    assert all(len(one) == 29 and one.startswith("call_") for one in ids)


def test_server_messages_without_tool_calls_stop_the_webhook() -> None:
    played = play(assistant(tool(), server_messages=("status-update",)), caller=HI, model=[called("book")])

    assert played.requests == ()
    assert played.replied[0].outcome == "no-result"


def test_an_api_request_sends_its_arguments_bare_and_hears_the_body() -> None:
    api = tool(
        "lookup", type="apiRequest", server=Server(url="https://api.example.com/guests/{{guest}}"), static_parameters={"k": "v"}
    )
    reply = HttpReply(status=201, body=b'{"name": "Jo"}')
    played = play(assistant(api), caller=HI, model=[called("lookup", guest="7")], server=[reply])

    assert played.requests[0].url == "https://api.example.com/guests/7"
    assert msgspec.json.decode(played.requests[0].body) == {"guest": "7", "k": "v"}
    assert (played.replied[0].outcome, played.replied[0].text) == ("result", '{"name": "Jo"}')


@pytest.mark.parametrize(
    "reply", [HttpReply(status=200, body=b"<html>"), HttpReply(status=404, body=b"{}"), HttpFailure(reason="x")]
)
def test_an_api_request_without_json_is_an_error(reply: Any) -> None:
    played = play(assistant(tool("lookup", type="apiRequest")), caller=HI, model=[called("lookup")], server=[reply])

    assert played.replied[0].outcome == "error"


def test_a_handoff_in_a_call_with_one_assistant_leads_nowhere_and_asks_no_server() -> None:
    played = play(assistant(tool("to_billing", type="handoff")), caller=HI, model=[called("to_billing")])

    assert played.requests == ()
    assert (played.replied[0].outcome, played.replied[0].text) == ("error", "No handoff destination returned")
    assert played.fillers == []


def test_other_tool_types_are_said_not_to_be_simulated() -> None:
    played = play(assistant(tool("keys", type="dtmf")), caller=HI, model=[called("keys")])

    assert played.requests == ()
    assert played.replied[0].problem == "tools of type dtmf are not simulated"


def test_the_answers_body_is_kept_as_it_came() -> None:
    played = play(assistant(tool()), caller=HI, model=[called("book")], server=[HttpReply(status=200, body=b"\xffnope")])

    assert only(played.trace, ToolReplied).body == "\ufffdnope"


def test_an_asynchronous_call_has_a_webhook_of_its_own_and_its_effects_do_not_wait() -> None:
    quiet = ToolMessage(kind="request-start", content="")
    one = assistant(tool("notify", is_async=True), tool("book", messages=(quiet,)))
    played = play(one, caller=HI, model=[called("book", "notify")], server=[answered(latency_ms=3000)] * 2, changes=[ROW])
    sent = of_kind(played.trace, ToolRequested)[0].at

    assert [[entry["function"]["name"] for entry in body_of(r)["toolCallList"]] for r in played.requests] == [
        ["book"],
        ["notify"],
    ]
    assert [(event.call_id, event.at - sent) for event in of_kind(played.trace, RowsChanged)] == [("call_1", 3000), ("call_2", 0)]
    assert [(reply.tool, reply.at - sent) for reply in played.replied] == [("notify", 0), ("book", 3000)]
