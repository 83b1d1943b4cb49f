"""Where a call goes is a server's to say, or a list's: dynamic handoffs and transferCall."""

from typing import Any

import msgspec
import pytest

from harness.contract.model import Assistant, Destination, Rejection, Server, Squad, Tool, ToolMessage
from harness.ports import AssistantMessage, HttpFailure, HttpReply, Says, ToolResultMessage
from harness.trace.events import (
    AgentSpoke,
    FaultInjected,
    FillerSpoken,
    HandedOff,
    HarnessWarned,
    RowChange,
    RowsChanged,
    ToolRequested,
)
from tests.runtime.hand import Played, assistant, body_of, called, handoff, house, of_kind, only, play, settings, tool

HI = [Says(text="The bill, please.")] * 2
SERVER = Server(url="https://inn.example.com/{{house}}", timeout_seconds=5.0, headers={"X-House": "{{house}}"})
ASKED = Server(url="https://inn.example.com/where", timeout_seconds=2.0)
MIA_SERVER: dict[str, Any] = {"server": SERVER, "variables": {"house": "inn"}}
ANYWHERE = Destination(kind="dynamic", server=ASKED)


def said(body: Any, *, status: int = 200, latency_ms: int = 300, fault: str | None = None) -> HttpReply:
    written = body if isinstance(body, bytes) else msgspec.json.encode(body)
    return HttpReply(status=status, body=written, latency_ms=latency_ms, fault=fault)


def ben(**fields: Any) -> Assistant:
    return assistant(**({"name": "Ben", "prompt": "You are Ben.", "first_message": "Ben here.", "id": "b-1"} | fields))


def asked(
    answer: Any, *, by: Tool | None = None, mia: dict[str, Any] | None = None, changes: Any = (), **arguments: Any
) -> Played:
    """Mia hands over to wherever the server says."""
    one = assistant(by or handoff(ANYWHERE, name="pass"), **(mia if mia is not None else MIA_SERVER))
    arguments = {"destination": "dynamic"} | arguments
    return play(house(one, ben()), caller=HI, model=[called("pass", **arguments)], server=[answer], changes=changes)


# --- the question -----------------------------------------------------------------------------------------------------


def test_the_destinations_server_is_asked_with_what_the_model_passed() -> None:
    played = asked(said({"destination": {"type": "assistant", "assistantName": "Ben"}}), topic="bill")
    message = body_of(played.requests[0])

    assert (played.requests[0].url, played.requests[0].timeout_seconds) == (ASKED.url, 2.0)
    assert (message["type"], message["parameters"]) == (
        "handoff-destination-request",
        {"destination": "dynamic", "topic": "bill"},
    )
    assert message["artifact"]["messages"][-1]["role"] == "tool_calls"


def test_without_a_server_of_its_own_the_assistants_is_asked() -> None:
    played = asked(said({}), by=handoff(Destination(kind="dynamic"), name="pass"))

    assert (played.requests[0].url, played.requests[0].headers["X-House"]) == ("https://inn.example.com/inn", "inn")


def test_without_any_server_nobody_takes_over() -> None:
    played = asked(said({}), by=handoff(Destination(kind="dynamic"), name="pass"), mia={})

    assert (played.requests, played.way) == ((), ["Mia"])
    assert played.replied[0].text == "neither the destination nor the assistant has a server URL"


def test_an_event_that_server_messages_leave_out_is_never_sent() -> None:
    played = asked(said({}), mia=MIA_SERVER | {"server_messages": ("tool-calls",)})

    assert (played.requests, played.way) == ((), ["Mia"])
    assert "do not list handoff-destination-request" in played.replied[0].text


# --- the answer -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [{"assistantName": "Ben"}, {"assistantId": "b-1"}, {"type": "assistant", "assistantId": "B-1"}])
def test_a_member_is_named_or_referred_to(place: dict[str, Any]) -> None:
    played = asked(said({"destination": place}))

    assert (played.way, played.heard[1]) == (["Mia", "Ben"], ("Ben here.",))
    assert played.replied[0].text == "No handoff destination returned"


def test_an_answer_brings_result_context_and_variables() -> None:
    place = {
        "type": "assistant",
        "assistantName": "Ben",
        "contextEngineeringPlan": {"type": "none"},
        "variableExtractionPlan": {"aliases": [{"key": "where", "value": "{{topic}}!"}]},
        "assistantOverrides": {"variableValues": {"floor": 2}},
    }
    played = asked(said({"destination": place, "result": "Ben takes it."}), topic="bill")
    handed = only(played.trace, HandedOff)

    assert played.replied[0].text == "Ben takes it."
    assert (handed.plan, handed.carried) == ("none", 0)
    assert handed.variables == {"topic": "bill", "where": "bill!", "floor": 2}


def test_the_servers_result_wins_over_the_tools_own() -> None:
    by = handoff(ANYWHERE, name="pass", default_result="Default.")
    place = {"assistantName": "Ben"}

    assert asked(said({"destination": place, "result": "Ben takes it."}), by=by).replied[0].text == "Ben takes it."
    assert asked(said({"destination": place}), by=by).replied[0].text == "Default."


def test_an_assistant_can_be_written_in_the_answer_with_tools_of_the_squad() -> None:
    book = tool("book", slug="book-table", id="c8617e87-be85-45b9-ba53-1fed059cb5e9")
    inline = {"name": "Zoe", "firstMessage": "Zoe here.", "model": {"toolIds": [book.id], "systemPrompt": "You are Zoe."}}
    mia = assistant(handoff(ANYWHERE, name="pass"), book)
    answer = said({"destination": {"type": "assistant", "assistant": inline, "assistantOverrides": {"endCallMessage": "Bye."}}})
    played = play(house(mia, ben()), caller=HI, model=[called("pass")], server=[answer])

    assert (played.way, played.heard[1]) == (["Mia", "Zoe"], ("Zoe here.",))
    assert played.asked[-1][0].content == "You are Zoe."
    assert [one.name for one in played.tools[-1]] == ["book"]
    assert of_kind(played.trace, HarnessWarned) == []


def test_overrides_that_come_with_a_member_are_warned_of() -> None:
    place = {"assistantName": "Ben", "assistantOverrides": {"firstMessage": "Hm.", "variableValues": {"a": 1}}}
    played = asked(said({"destination": place}))

    assert played.heard[1] == ("Ben here.",)
    assert "not firstMessage" in only(played.trace, HarnessWarned).message


def test_an_answer_can_be_a_number() -> None:
    played = asked(said({"destination": {"type": "number", "number": "+16045550111"}}))

    assert (played.way, played.ended) == (["Mia"], "assistant-forwarded-call")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (said({"error": "We are closed."}), "We are closed."),
        (said({"error": "Closed.", "destination": {"assistantName": "Ben"}}), "Closed."),
        (said({}), "the response names no destination"),
        (said({"destination": {}}), "the response names no destination"),
        (said({"destination": None}), "the response names no destination"),
        (said({"destination": "Ben"}), "the response names no destination"),
        (said([]), "the response body is not a JSON object"),
        (said(b"<html>"), "invalid json response body"),
        (said(b"\xff"), "invalid json response body"),
        (said(b"[" * 100_000), "invalid json response body"),
        (said({"destination": {"assistantName": "Zoe"}}), "No handoff destination returned"),
        (said({"destination": {"assistantId": "z-1"}}), "No handoff destination returned"),
        (said({"destination": {"type": "dynamic"}}), "No handoff destination returned"),
        (said({"destination": {"type": "squad", "squadId": "s"}}), "No handoff destination returned"),
        (said({"destination": {"type": "elsewhere"}}), "the destination type 'elsewhere' is unknown."),
        (said({"destination": {"assistantName": 7}}), "is 7, not text"),
        (said({"destination": {"assistant": {"name": "Zoe", "model": {"toolIds": ["no"]}}}}), "there is no tool 'no'."),
        (said({"destination": {"assistantName": "Ben"}}, status=500), "Request failed with status code 500"),
        (HttpFailure(reason="socket hang up", latency_ms=10), "socket hang up"),
        (said({"destination": {"assistantName": "Ben"}}, latency_ms=2001), "timeout of 2000ms exceeded"),
        (HttpFailure(reason="timeout of 2000ms exceeded", latency_ms=9000), "timeout of 2000ms exceeded"),
    ],
)
def test_anything_wrong_with_the_answer_leaves_the_source_on_the_line_and_tells_the_model_why(answer: Any, told: str) -> None:
    played = asked(answer)

    assert played.way == ["Mia"]
    assert (played.replied[0].outcome, told in played.replied[0].text) == ("error", True)
    assert isinstance(played.asked[1][-1], ToolResultMessage)
    assert played.asked[1][0].content == "You are Mia."


def test_time_passes_while_the_server_thinks_and_no_longer_than_it_may() -> None:
    def waited(latency_ms: int) -> int:
        played = asked(said({"error": "no"}, latency_ms=latency_ms))
        return played.replied[0].at - only(played.trace, ToolRequested).at

    assert (waited(0), waited(300), waited(9000)) == (0, 300, 2000)


def test_a_fault_and_the_rows_it_changed_belong_to_the_call() -> None:
    row = RowChange(table="visits", after={"id": 1})
    played = asked(said({"error": "no"}, fault="the backend says no"), changes=[row])

    assert only(played.trace, FaultInjected).call_id == "call_1"
    assert only(played.trace, RowsChanged).call_id == "call_1"


def test_the_request_start_covers_the_wait_and_stays_with_the_source_when_nobody_takes_over() -> None:
    by = handoff(ANYWHERE, name="pass", messages=(ToolMessage(kind="request-start", content="Let me see who is there."),))
    refused, moved = asked(said({"error": "no"}), by=by), asked(said({"destination": {"assistantName": "Ben"}}), by=by)

    filler = only(refused.trace, FillerSpoken)
    assert filler.at == only(refused.trace, ToolRequested).at
    assert AssistantMessage(content=filler.text) in refused.asked[1]
    assert AssistantMessage(content=filler.text) not in moved.asked[-1]
    assert moved.fillers == [filler.text]


def test_a_line_that_drops_while_the_server_thinks_is_not_handed_over() -> None:
    slow = Destination(kind="dynamic", server=Server(url=ASKED.url, timeout_seconds=60.0))
    squad = house(assistant(handoff(slow, name="pass"), max_duration_seconds=10.0), ben(max_duration_seconds=10.0))
    answer = said({"destination": {"assistantName": "Ben"}}, latency_ms=30_000)
    played = play(squad, caller=HI, model=[called("pass")], server=[answer])

    assert (played.way, played.ended) == (["Mia"], "exceeded-max-duration")


# --- transferCall -----------------------------------------------------------------------------------------------------


def transferring(*places: Destination, **fields: Any) -> Tool:
    return tool("transferCall", type="transferCall", server=None, destinations=places, **fields)


def transferred(one: Tool, destination: str | None = None, *, answer: Any = None, **mia: Any) -> Played:
    squad: Squad = house(assistant(one, **mia), ben())
    arguments = {"destination": destination} if destination else {}
    return play(squad, caller=HI, model=[called("transferCall", **arguments)], server=[answer] if answer else ())


DESK = Destination(kind="number", address="+16045550100")
BAR = Destination(kind="sip", address="sip:bar@inn.test", message="To the bar, {{guest}}.")
OLD_BEN = Destination(name="Ben")


@pytest.mark.parametrize(
    ("destination", "heard"),
    [
        ("+16045550100", ["Transferring the call now"]),
        ("604-555-0100", ["Transferring the call now"]),
        ("sip:bar@inn.test", ["To the bar, Jo."]),
        (None, ["Transferring the call now"]),
    ],
)
def test_a_number_or_sip_address_is_announced_and_the_call_is_forwarded(destination: str | None, heard: list[str]) -> None:
    played = transferred(transferring(DESK, BAR), destination, server=SERVER, variables={"guest": "Jo", "house": "inn"})

    assert (played.fillers, played.ended) == (heard, "assistant-forwarded-call")
    assert only(played.trace, FillerSpoken).kind == "transfer"
    assert [one["status"] for one in played.notices if one["type"] == "status-update"] == ["in-progress", "forwarding", "ended"]


def test_an_empty_message_is_silence_and_a_request_start_wins_over_the_destinations() -> None:
    silent = Destination(kind="number", address="+16045550100", message="")
    start = ToolMessage(kind="request-start", content="One second.")

    assert transferred(transferring(silent)).fillers == []
    assert transferred(transferring(silent, messages=(start,))).fillers == ["One second."]
    assert transferred(transferring(BAR, messages=(start,))).fillers == ["One second."]


@pytest.mark.parametrize("destination", ["Zoe", "+16045550999"])
def test_what_is_not_listed_is_refused_and_the_model_goes_on(destination: str) -> None:
    played = transferred(transferring(DESK, OLD_BEN), destination)

    assert (played.way, played.fillers, played.ended) == (["Mia"], [], "customer-ended-call")
    assert (played.replied[0].outcome, played.replied[0].text) == ("error", "No transfer destination returned")


@pytest.mark.parametrize(
    ("message", "heard"), [(None, ["Transferring the call now"]), ("", []), ("Here is Ben.", ["Here is Ben."])]
)
def test_an_assistant_is_handed_the_call_in_the_older_way(message: str | None, heard: list[str]) -> None:
    """Said once, in the source's voice, and unknown to the destination."""
    played = transferred(transferring(Destination(name="Ben", message=message)), "Ben")

    assert (played.way, played.fillers) == (["Mia", "Ben"], heard)
    assert all(one.assistant == "Mia" for one in of_kind(played.trace, FillerSpoken))
    assert of_kind(played.trace, AgentSpoke)[0].text == "Ben here."
    assert AssistantMessage(content=heard[0] if heard else "-") not in played.asked[-1]


def test_without_destinations_the_server_is_asked() -> None:
    answer = said({"destination": {"type": "number", "number": "+16045550111"}, "message": {"content": "To the night desk."}})
    played = transferred(transferring(), server=SERVER, variables={"house": "inn"}, answer=answer)

    assert body_of(played.requests[0])["type"] == "transfer-destination-request"
    assert (played.fillers, played.ended) == (["To the night desk."], "assistant-forwarded-call")


def test_the_server_can_answer_with_an_assistant_and_with_a_destination_that_has_a_message() -> None:
    one = said({"destination": {"type": "assistant", "assistantName": "Ben", "message": "Ben has it."}})
    played = transferred(transferring(), server=SERVER, answer=one)

    assert (played.way, played.fillers) == (["Mia", "Ben"], ["Ben has it."])


def test_without_destinations_and_without_a_server_only_a_number_will_do() -> None:
    assert transferred(transferring(), "+16045550111").ended == "assistant-forwarded-call"
    assert transferred(transferring(), "the bar").replied[0].text == "neither the destination nor the assistant has a server URL"
    assert transferred(transferring(), server=SERVER, answer=said({"error": "Nobody."})).replied[0].text == "Nobody."


def test_a_rejected_transfer_asks_nobody() -> None:
    plan = (Rejection(kind="regex", text="bill", role="user"),)
    played = transferred(transferring(rejection=plan), server=SERVER, answer=said({}))

    assert (played.requests, played.replied[0].outcome) == ((), "error")


def test_a_model_may_go_on_calling_until_the_line_drops() -> None:
    """Fifty refusals in one breath are taken for all that would follow."""
    squad = house(assistant(handoff("Zoe", name="pass")), ben())
    played = play(squad, caller=HI, model=[called("pass")] * 99, told=settings())

    assert (played.way, played.ended) == (["Mia"], "exceeded-max-duration")
