"""What the model and the webhooks are told of the conversation so far."""

from typing import Any

import msgspec
import pytest

from harness.contract.model import ToolMessage
from harness.ports import AssistantMessage, Reply, Says, SystemMessage, ToolCall, ToolResultMessage, UserMessage
from harness.trace.events import AgentSpoke
from harness.vapi import Switches
from tests.runtime.hand import assistant, body_of, called, of_kind, play, settings, tool

HI = [Says(text="A table, please.")]
WAIT = ToolMessage(kind="request-start", content="One moment.")


def test_results_stand_directly_behind_their_calls_and_what_was_spoken_meanwhile_behind_them() -> None:
    played = play(assistant(tool("book", messages=(WAIT,))), caller=HI, model=[called("book", "book", size=2)])
    calls = tuple(ToolCall(id=f"call_{n}", name="book", arguments={"size": 2}) for n in (1, 2))

    assert played.asked[1] == (
        SystemMessage(content="You are Mia."),
        UserMessage(content="A table, please."),
        AssistantMessage(tool_calls=calls),
        ToolResultMessage(tool_call_id="call_1", content="done"),
        ToolResultMessage(tool_call_id="call_2", content="done"),
        AssistantMessage(content="One moment."),
        AssistantMessage(content="One moment."),
    )


def test_a_message_once_shown_to_the_model_is_the_same_object_ever_after() -> None:
    played = play(assistant(tool()), caller=HI * 3, model=[Reply(text="For two?"), called("book"), Reply(text="Done.")])

    for earlier, later in zip(played.asked, played.asked[1:], strict=False):
        assert all(old is new for old, new in zip(earlier[1:], later[1:], strict=False))


def test_the_model_is_shown_a_tools_schema_as_the_object_it_is() -> None:
    one = tool()
    played = play(assistant(one), caller=HI)

    assert played.tools[0][0].parameters is one.parameters
    assert msgspec.structs.asdict(played.tools[0][0]).keys() == {"name", "description", "parameters"}


def test_the_artifact_holds_the_current_call_but_not_its_result() -> None:
    one = assistant(tool(messages=(WAIT,)), first_message="Hello.")
    played = play(one, caller=HI * 2, model=[called("book", size=2), Reply(text="Done."), called("book", size=3)])
    first, second = (body_of(request)["artifact"] for request in played.requests)

    assert [record["role"] for record in first["messages"]] == ["bot", "user", "tool_calls", "bot"]
    assert [record["role"] for record in second["messages"]] == [
        "bot", "user", "tool_calls", "bot", "tool_call_result", "bot", "user", "tool_calls", "bot"
    ]  # fmt: skip
    assert second["messages"][4].items() >= {"name": "book", "result": "done", "toolCallId": "call_1"}.items()


def test_arguments_are_json_strings_in_the_artifact_and_leave_static_parameters_out() -> None:
    one = assistant(tool(static_parameters={"phone": "{{customer.number}}"}))
    artifact = body_of(play(one, caller=HI, model=[called("book", size=2)]).requests[0])["artifact"]

    assert artifact["messages"][1]["toolCalls"][0]["function"]["arguments"] == '{"size":2}'
    assert artifact["messagesOpenAIFormatted"][1]["tool_calls"][0]["function"]["arguments"] == '{"size":2}'


def test_times_are_epoch_milliseconds_and_seconds_from_the_start() -> None:
    one = assistant(tool(), first_message="Hello.")
    bot, user, _, _ = body_of(play(one, caller=HI, model=[called("book")]).requests[0])["artifact"]["messages"]

    assert (bot["time"], bot["endTime"], bot["secondsFromStart"]) == (1768730400000, 1768730400400, 0.0)
    assert (user["secondsFromStart"], user["duration"], user["endTime"] - user["time"]) == (0.8, 1200, 1200)
    assert (bot["assistantName"], bot["source"]) == ("Mia", "")


@pytest.mark.parametrize("is_spoken", [False, True])
def test_text_that_comes_with_tool_calls_is_in_the_history_and_spoken_only_on_demand(is_spoken: bool) -> None:
    told = settings(switches=Switches(dual_emission_spoken=is_spoken))
    one = assistant(tool(messages=(ToolMessage(kind="request-start", content=""),)))
    played = play(one, caller=HI, model=[called("book", text="I'll book it.")], told=told)

    assert of_kind(played.trace, AgentSpoke)[0].spoken is is_spoken
    assert ("I'll book it." in played.heard[1]) is is_spoken
    assert played.asked[1][2] == AssistantMessage(
        content="I'll book it.", tool_calls=(ToolCall(id="call_1", name="book", arguments={}),)
    )
    artifact = body_of(played.requests[0])["artifact"]
    assert [(record["role"], record["message"]) for record in artifact["messages"][1:]] == [
        ("bot", "I'll book it."),
        ("tool_calls", ""),
    ]


def test_a_hint_is_a_system_message_in_the_artifact_too() -> None:
    hint = ToolMessage(kind="request-complete", content="Be brief.", role="system")
    one = assistant(tool(messages=(WAIT, hint)))
    played = play(one, caller=HI * 2, model=[called("book"), Reply(text="Done."), called("book")])
    artifact = body_of(played.requests[1])["artifact"]

    assert [record["message"] for record in artifact["messages"] if record["role"] == "system"] == ["Be brief."]
    assert {"role": "system", "content": "Be brief."} in artifact["messagesOpenAIFormatted"]


def test_without_a_prompt_there_is_no_system_message() -> None:
    assert play(assistant(prompt=""), caller=HI).asked[0] == (UserMessage(content="A table, please."),)


def test_broken_arguments_are_kept_as_they_were_written() -> None:
    broken: Any = ToolCall(id="call_1", name="book", arguments={}, malformed='{"size":')
    fine = ToolCall(id="call_2", name="book", arguments={})
    played = play(assistant(tool()), caller=HI, model=[Reply(tool_calls=(broken, fine))])

    calls = body_of(played.requests[0])["artifact"]["messagesOpenAIFormatted"][1]["tool_calls"]
    assert [call["function"]["arguments"] for call in calls] == ['{"size":', "{}"]
