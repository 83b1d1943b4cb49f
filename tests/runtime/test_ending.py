"""How a call ends, and what is said then."""

from typing import Any

import pytest

from harness.contract.model import ToolMessage
from harness.ports import CallerMove, CannotGoOn, HangsUp, KeepsSilent, Reply, Says
from harness.trace.events import (
    AgentSpoke,
    CallEnded,
    CallerGaveUp,
    CallerSpoke,
    FillerSpoken,
    HarnessWarned,
    ToolReplied,
    ToolRequested,
)
from harness.vapi import Switches
from tests.runtime.hand import answered, assistant, called, of_kind, only, play, settings, tool

HI = [Says(text="Hi.")]
END = tool("endCall", type="endCall", server=None)


@pytest.mark.parametrize("move", [HangsUp(), Says(text="Bye.", then_hangs_up=True), CannotGoOn(reason="nothing to say")])
def test_a_caller_who_goes_ends_the_call(move: Any) -> None:
    played = play(assistant(first_message="Hello."), caller=[move])

    assert played.ended == "customer-ended-call"
    assert played.asked == ()
    assert [event.reason for event in of_kind(played.trace, CallerGaveUp)] == (
        ["nothing to say"] if isinstance(move, CannotGoOn) else []
    )


@pytest.mark.parametrize(("text", "ended"), [("Well, GOODBYE then.", True), ("Good day.", False)])
def test_an_end_call_phrase_in_any_case_ends_the_call_when_it_is_spoken(text: str, ended: bool) -> None:
    played = play(assistant(end_call_phrases=("goodbye",)), caller=HI, model=[Reply(text=text)])

    assert (played.ended == "assistant-said-end-call-phrase") == ended
    assert played.trace.ended is not None
    assert played.trace.ended.at == of_kind(played.trace, AgentSpoke)[0].until


def test_the_callers_goodbye_is_no_end_call_phrase() -> None:
    assert (
        play(assistant(end_call_phrases=("goodbye",)), caller=[Says(text="Goodbye."), HangsUp()]).ended == "customer-ended-call"
    )


def test_a_text_spoken_in_the_models_place_counts_as_speech() -> None:
    bye = ToolMessage(kind="request-complete", content="All set, goodbye!")
    played = play(assistant(tool(messages=(bye,)), end_call_phrases=("goodbye",)), caller=HI, model=[called("book")])

    assert played.ended == "assistant-said-end-call-phrase"


def test_the_end_call_tool_speaks_its_request_start_and_no_filler() -> None:
    end = tool("endCall", type="endCall", messages=(ToolMessage(kind="request-start", content="Bye, {{customer.number}}."),))
    played = play(assistant(end, end_call_message="Never said."), caller=HI, model=[called("endCall")])

    assert played.ended == "assistant-ended-call"
    assert [(event.text, event.kind) for event in of_kind(played.trace, FillerSpoken)] == [("Bye, +16045550123.", "end-call")]
    assert played.requests == ()


def test_the_end_call_message_is_spoken_when_the_tool_has_none() -> None:
    assert play(assistant(END, end_call_message="Thank you."), caller=HI, model=[called("endCall")]).fillers == ["Thank you."]
    assert play(assistant(END), caller=HI, model=[called("endCall")]).fillers == []


def test_the_end_call_message_does_not_follow_another_end() -> None:
    done = ToolMessage(kind="request-complete", content="Done.", end_call_after_spoken=True)
    start = ToolMessage(kind="request-start", content="")
    played = play(assistant(tool(messages=(start, done)), end_call_message="Thank you."), caller=HI, model=[called("book")])

    assert played.fillers == ["Done."]


def test_calls_before_the_end_call_are_answered_and_those_behind_it_are_not_made() -> None:
    played = play(assistant(tool("book"), END), caller=HI, model=[called("book", "endCall", "book")])

    assert [event.tool for event in of_kind(played.trace, ToolRequested)] == ["book", "endCall", "book"]
    assert [event.call_id for event in of_kind(played.trace, ToolReplied)] == ["call_1"]
    assert len(played.requests) == 1
    assert played.ended == "assistant-ended-call"


@pytest.mark.parametrize(
    ("messages", "heard"),
    [
        ((), ["Transferring the call now"]),
        ((ToolMessage(kind="request-start", content=""),), []),
        ((ToolMessage(kind="request-start", content="I put you through."),), ["I put you through."]),
    ],
)
def test_a_transfer_is_announced_and_ends_the_call(messages: tuple[ToolMessage, ...], heard: list[str]) -> None:
    transfer = tool("transferCall", type="transferCall", messages=messages)
    played = play(assistant(transfer), caller=HI, model=[called("transferCall", destination="+16045550111")])

    assert played.ended == "assistant-forwarded-call"
    assert played.fillers == heard


def test_the_voicemail_tool_ends_the_call() -> None:
    assert play(assistant(tool("voicemail", type="voicemail")), caller=HI, model=[called("voicemail")]).ended == "voicemail"


def test_silence_ends_the_call_at_its_limit_counted_from_the_last_word() -> None:
    played = play(assistant(first_message="Hello.", silence_timeout_seconds=20.0), caller=[KeepsSilent(seconds=99)])

    assert played.ended == "silence-timed-out"
    assert only(played.trace, CallEnded).at == only(played.trace, AgentSpoke).until + 20_000


def test_silences_add_up_until_somebody_speaks() -> None:
    one = assistant(first_message="Hello.", silence_timeout_seconds=20.0)

    assert play(one, caller=[KeepsSilent(seconds=12), KeepsSilent(seconds=12)]).ended == "silence-timed-out"
    broken: list[CallerMove] = [KeepsSilent(seconds=12), Says(text="Sorry."), KeepsSilent(seconds=12), HangsUp()]
    assert play(one, caller=broken).ended == "customer-ended-call"


@pytest.mark.parametrize(("shortest", "waited"), [(10, 10_000), (5, 6_000)])
def test_a_silence_limit_below_the_platforms_least_is_raised_to_it(shortest: Any, waited: int) -> None:
    told = settings(switches=Switches(silence_min=shortest))
    played = play(assistant(first_message="Hello.", silence_timeout_seconds=6.0), caller=[KeepsSilent(seconds=99)], told=told)

    assert only(played.trace, CallEnded).at == only(played.trace, AgentSpoke).until + waited


def test_idle_messages_are_spoken_in_turn_up_to_their_number_in_the_whole_call() -> None:
    one = assistant(
        first_message="Hello.", idle_messages=("Still there?", "Hello?"), idle_timeout_seconds=5.0, silence_timeout_seconds=60
    )
    moves: list[CallerMove] = [
        KeepsSilent(seconds=11),
        Says(text="Yes."),
        KeepsSilent(seconds=30),
        Says(text="Yes."),
        KeepsSilent(seconds=30),
    ]
    played = play(one, caller=moves)
    silent_from = of_kind(played.trace, AgentSpoke)[0].until

    assert [event.kind for event in of_kind(played.trace, FillerSpoken)] == ["idle"] * 3
    assert played.heard[1] == ("Still there?", "Hello?")
    assert [event.at - silent_from for event in of_kind(played.trace, FillerSpoken)][:2] == [5000, 10_000]
    assert played.heard[3] == ("Still there?",)
    assert played.heard[5] == ()


def test_nobody_is_idle_while_a_tool_works() -> None:
    start = ToolMessage(kind="request-start", content="")
    one = assistant(tool(messages=(start,)), idle_messages=("Still there?",), idle_timeout_seconds=5.0)

    assert play(one, caller=HI, model=[called("book")], server=[answered(latency_ms=19_000)]).fillers == []


def test_the_longest_duration_counts_from_the_first_audio_and_nobody_says_goodbye() -> None:
    one = assistant(END, max_duration_seconds=20.0, end_call_message="Thank you.")
    played = play(one, caller=[Says(text="Hi.")] * 40, model=[Reply(text="Please go on.")] * 40)
    first = of_kind(played.trace, CallerSpoke)[0]

    assert played.ended == "exceeded-max-duration"
    assert only(played.trace, CallEnded).at == first.at + 20_000
    assert played.fillers == []


def test_an_answer_that_comes_after_the_line_is_dead_is_not_told() -> None:
    one = assistant(tool(), first_message="Hello.", max_duration_seconds=10.0)
    played = play(one, caller=HI, model=[called("book")], server=[answered(latency_ms=15_000)])

    assert played.ended == "exceeded-max-duration"
    assert of_kind(played.trace, ToolReplied) == []
    assert max(event.at for event in played.trace) == only(played.trace, CallEnded).at == 10_000


def test_speech_is_cut_off_when_the_line_is_dropped() -> None:
    one = assistant(first_message="word " * 200, max_duration_seconds=10.0)
    played = play(one, caller=HI)

    assert only(played.trace, AgentSpoke).until == 10_000
    assert played.heard == ()


def test_a_model_that_only_calls_tools_comes_to_an_end() -> None:
    one = assistant(tool("book", messages=(ToolMessage(kind="request-start", content=""),)))
    played = play(one, caller=HI, model=[called("book")] * 200)

    assert played.ended == "exceeded-max-duration"
    assert len(of_kind(played.trace, HarnessWarned)) == 1


def test_idle_messages_neither_restart_the_silence_nor_each_other() -> None:
    one = assistant(
        first_message="Hello.", idle_messages=("Still there?",), idle_timeout_seconds=5.0, silence_timeout_seconds=12.0
    )
    played = play(one, caller=[KeepsSilent(seconds=3), KeepsSilent(seconds=3), KeepsSilent(seconds=99)])
    silent_from = only(played.trace, AgentSpoke).until

    assert [event.at - silent_from for event in of_kind(played.trace, FillerSpoken)] == [5000, 10_000]
    assert only(played.trace, CallEnded).at == silent_from + 12_000
