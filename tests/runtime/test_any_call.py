"""Whatever caller, model and servers do, the trace of a call has its shape, and the same call has the same bytes."""

from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.contract.model import Assistant, BackoffPlan, Server, ToolMessage
from harness.ports import CannotGoOn, HangsUp, HttpFailure, HttpReply, KeepsSilent, Reply, Says, ToolCall, UserMessage
from harness.runtime import CallSettings, simulate
from harness.trace.codec import decode, encode
from harness.trace.events import (
    AgentSpoke,
    CallEnded,
    CallerSpoke,
    CallStarted,
    FillerSpoken,
    RowChange,
    ToolReplied,
    ToolRequested,
)
from harness.trace.trace import Trace
from harness.vapi import Switches
from tests.runtime import hand

TEXT = st.sampled_from(["", "Hi.", "A table for two, please.", "word " * 60, "goodbye", "{{now}}", "你好"])
NAMES = st.sampled_from(["book", "pay", "notify", "endCall", "transferCall", "lookup", "to_billing", "unknown"])
MOVES = st.lists(
    st.one_of(
        st.builds(Says, text=TEXT, then_hangs_up=st.sampled_from([False] * 9 + [True])),
        st.builds(KeepsSilent, seconds=st.sampled_from([0.0, -1.0, 3.0, 12.0, 500.0, float("inf"), float("nan")])),
        st.sampled_from([HangsUp(), CannotGoOn(reason="no more")]),
    ),
    max_size=12,
)
CALLS = st.lists(
    st.builds(ToolCall, name=NAMES, arguments=st.dictionaries(st.just("size"), st.integers(0, 9), max_size=1)), max_size=3
)
REPLIES = st.lists(
    st.builds(Reply, text=TEXT, tool_calls=CALLS.map(tuple), latency_ms=st.sampled_from([None, 0, 900, 30_000])), max_size=12
)
SERVERS = st.lists(
    st.one_of(
        st.builds(
            hand.answered, st.sampled_from(["ok", "", 0, {"a": 1}, None, '{"x": 1}', "a\nb"]), latency_ms=st.integers(0, 40_000)
        ),
        st.builds(HttpReply, status=st.sampled_from([200, 201, 404, 500]), body=st.binary(max_size=9)),
        st.just(HttpFailure(reason="socket hang up", latency_ms=10)),
    ),
    max_size=12,
)
MESSAGES = st.lists(
    st.builds(
        ToolMessage,
        kind=st.sampled_from(["request-start", "request-response-delayed", "request-complete", "request-failed"]),
        content=TEXT,
        blocking=st.booleans(),
        timing_ms=st.sampled_from([0, 500, 3000]),
        role=st.sampled_from(["assistant", "system"]),
        end_call_after_spoken=st.booleans(),
    ),
    max_size=3,
).map(tuple)
SWITCHES = st.builds(
    Switches,
    parallel_tool_webhooks=st.sampled_from(["one", "per_tool"]),
    dual_emission_spoken=st.booleans(),
    non200_body_parsed=st.booleans(),
    tool_call_shape=st.sampled_from(["fn-object", "fn-string"]),
)


@st.composite
def assistants(draw: Any) -> Assistant:
    other = Server(url="https://other.example.com", timeout_seconds=5.0, backoff=BackoffPlan(max_retries=2, kind="exponential"))
    return hand.assistant(
        hand.tool("book", messages=draw(MESSAGES), aliases={"a": "{{ $.a }}"}),
        hand.tool("pay", messages=draw(MESSAGES), server=other),
        hand.tool("notify", messages=draw(MESSAGES), is_async=True),
        hand.tool("lookup", type="apiRequest"),
        hand.tool("endCall", type="endCall", messages=draw(MESSAGES)),
        hand.tool("transferCall", type="transferCall"),
        hand.tool("to_billing", type="handoff"),
        first_message=draw(st.sampled_from([None, "", "Hello."])),
        first_message_mode=draw(
            st.sampled_from(
                [
                    "assistant-speaks-first",
                    "assistant-speaks-first-with-model-generated-message",
                    "assistant-waits-for-user",
                ]
            )
        ),
        idle_messages=draw(st.sampled_from([(), ("Still there?",)])),
        max_duration_seconds=draw(st.sampled_from([10.0, 60.0, 600.0])),
        end_call_phrases=("goodbye",),
        end_call_message=draw(st.sampled_from([None, "Thank you."])),
        server=draw(st.sampled_from([None, other])),
    )


@settings(max_examples=150, deadline=None)
@given(assistants(), MOVES, REPLIES, SERVERS, SWITCHES, st.integers(0, 3))
def test_every_trace_has_its_shape(one: Assistant, moves: Any, replies: Any, servers: Any, switches: Switches, seed: int) -> None:
    changes = [RowChange(table="t", after={"id": 1})] if seed else []
    told = hand.settings(switches=switches, seed=seed)
    trace = hand.play(one, caller=moves, model=replies, server=servers, changes=changes, told=told).trace

    assert [event.n for event in trace] == list(range(1, len(trace) + 1))
    assert isinstance(trace.events[0], CallStarted)
    assert [event for event in trace if isinstance(event, CallEnded)] == [trace.events[-1]]
    assert max(event.at for event in trace) <= trace.events[-1].at
    _voices_never_overlap(trace)
    _answers_belong_to_requests(trace)
    assert decode(encode(trace)) == trace


def _voices_never_overlap(trace: Trace) -> None:
    caller = [event for event in trace if isinstance(event, CallerSpoke)]
    voice = [event for event in trace if isinstance(event, FillerSpoken) or (isinstance(event, AgentSpoke) and event.spoken)]
    for speech in (caller, voice):
        assert all(earlier.until <= later.at for earlier, later in pairwise(speech))
    assert all(event.at <= event.until <= trace.events[-1].at for event in (*caller, *voice))


def _answers_belong_to_requests(trace: Trace) -> None:
    asked: set[str] = set()
    replied: set[str] = set()
    for event in trace:
        if isinstance(event, ToolRequested):
            assert event.call_id not in asked
            asked.add(event.call_id)
        if isinstance(event, ToolReplied):
            assert event.call_id in asked - replied
            replied.add(event.call_id)


class Waiter:
    """A model, a caller and a server in one: books a table, and thanks."""

    def __init__(self) -> None:
        self._lines = iter(["A table, please.", "For two.", "Thank you."])

    def reply(self, messages: Any, tools: Any) -> Reply:
        if messages[-1] == UserMessage(content="For two."):
            return Reply(tool_calls=(ToolCall(name="book", arguments={"size": 2}),))
        return Reply(text="Very well.")

    def answer(self, heard: Any) -> Any:
        line = next(self._lines, None)
        return HangsUp() if line is None else Says(text=line)

    def send(self, request: Any) -> HttpReply:
        message = msgspec.json.decode(request.body)["message"]
        results = [{"toolCallId": call["id"], "result": "done"} for call in message.get("toolCallList", ())]
        return HttpReply(status=200, body=msgspec.json.encode({"results": results}), latency_ms=120)


def recorded(told: CallSettings) -> bytes:
    waiter = Waiter()
    squad = hand.squad_of(hand.assistant(hand.tool(), first_message="Hello.", server=Server(url=hand.URL)))
    return encode(simulate(squad, told, agent=waiter, caller=waiter, backend=waiter))


@given(st.integers())
def test_the_same_seed_is_the_same_call_byte_for_byte(seed: int) -> None:
    assert recorded(hand.settings(seed=seed)) == recorded(hand.settings(seed=seed))


def test_another_seed_gives_other_ids() -> None:
    calls = [next(iter(decode(recorded(hand.settings(seed=seed))))) for seed in range(30)]

    assert len({call.call_id for call in calls if isinstance(call, CallStarted)}) == 30
