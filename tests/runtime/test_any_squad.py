"""Whatever squad there is and whoever hands the call to whom, one assistant is on the line, and the call ends."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.contract.model import Assistant, ContextPlan, Destination, Member, Rejection, Server, Squad, Tool, ToolMessage
from harness.ports import AssistantMessage, HttpFailure, HttpReply, KeepsSilent, Reply, Says, ToolCall, ToolResultMessage
from harness.trace.codec import decode, encode
from harness.trace.events import AgentSpoke, FillerSpoken, HandedOff, ToolReplied, ToolRequested
from harness.vapi import Switches
from tests.runtime import hand

NAMES = ("Ana", "Ben", "Cy", "Di")
PLANS = st.builds(
    ContextPlan,
    kind=st.sampled_from(["all", "none", "lastNMessages", "userAndAssistantMessages", "previousAssistantMessages"]),
    max_messages=st.integers(0, 4),
    hides_handoff=st.booleans(),
    keeps_prompt=st.booleans(),
)
MEMBER = st.builds(Destination, name=st.sampled_from(NAMES[:2]), context=PLANS)
SOMEWHERE = st.one_of(
    st.builds(
        Destination,
        name=st.sampled_from([*NAMES, *NAMES, "Nobody"]),
        context=PLANS,
        message=st.sampled_from([None, "", "This way."]),
        variables=st.sampled_from([{}, {"guest": "{{guest}}"}]),
        aliases=st.sampled_from([{}, {"guest": "<{{topic}}>"}]),
        extraction=st.sampled_from([{}, {"properties": {"room": {}}}]),
        assistant=st.sampled_from([None, None, hand.assistant(name="Ed", prompt="")]),
        overrides=st.sampled_from([{}, {"firstMessage": "Hm."}]),
    ),
    st.builds(Destination, kind=st.just("squad"), reference=st.sampled_from(["House", "Cellar", "Attic"]), context=PLANS),
    st.builds(Destination, kind=st.just("dynamic"), server=st.sampled_from([None, Server(url=hand.URL, timeout_seconds=1.0)])),
    st.builds(Destination, kind=st.just("number"), address=st.just("+16045550100")),
)
STARTS = st.sampled_from([(), (ToolMessage(kind="request-start", content="One moment.", blocking=True),),
                          (ToolMessage(kind="request-failed", content="Sorry."),)])  # fmt: skip
REJECTIONS = st.sampled_from([(), (), (Rejection(kind="regex", text="stop", role="user"),)])


def tools() -> st.SearchStrategy[Tool]:
    places = st.lists(MEMBER | SOMEWHERE, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            hand.tool, st.sampled_from(["go", "go", "on"]), type=st.sampled_from(["handoff", "handoff", "transferCall"]),
            destinations=places, messages=STARTS, rejection=REJECTIONS,
        ),
        st.builds(hand.tool, st.just("find")),
    )  # fmt: skip


def assistants(name: str) -> st.SearchStrategy[Assistant]:
    return st.builds(
        lambda found, **fields: hand.assistant(*found, **fields),
        st.lists(tools(), min_size=1, max_size=3, unique_by=lambda one: one.name),
        name=st.just(name),
        id=st.just(f"{name}-1"),
        prompt=st.sampled_from([f"You are {name}.", "{{guest}}", ""]),
        first_message=st.sampled_from([None, "", "Hello."]),
        first_message_mode=st.sampled_from(
            ["assistant-speaks-first", "assistant-speaks-first-with-model-generated-message", "assistant-waits-for-user"]
        ),
        max_duration_seconds=st.sampled_from([20.0, 600.0]),
        server=st.sampled_from([None, Server(url="https://inn.example.com/events")]),
        keeps_full_history=st.booleans(),
    )


@st.composite
def squads(draw: Any) -> Squad:
    members = tuple(Member(assistant=draw(assistants(name))) for name in NAMES[: draw(st.integers(2, 4))])
    cellar = Squad(name="Cellar", members=(Member(assistant=draw(assistants("Fay"))),))
    return Squad(name="House", members=members, siblings=(cellar,))


CALLS = st.builds(
    ToolCall,
    name=st.sampled_from(["go", "go", "go", "on", "find", "nothing", "extract_variables"]),
    arguments=st.dictionaries(
        st.sampled_from(["destination", "topic", "guest"]),
        st.sampled_from([*NAMES[:2], *NAMES, "Ben-1", "dynamic", "", "+1 604 555 0100", None, 7, ["Ben"]]),
        max_size=2,
    ),
    malformed=st.sampled_from([None] * 9 + ["{"]),
)
REPLIES = st.lists(
    st.builds(Reply, text=st.sampled_from(["", "Well."]), tool_calls=st.lists(CALLS, min_size=1, max_size=3).map(tuple)),
    min_size=4,
    max_size=15,
)
MOVES = st.lists(
    st.sampled_from([*[Says(text="Please.")] * 5, Says(text="stop"), KeepsSilent(seconds=2.0)]), min_size=4, max_size=8
)
ANSWERS = st.lists(
    st.sampled_from(
        [
            HttpReply(status=200, body=b'{"destination": {"assistantName": "Ben"}, "result": "Ben."}', latency_ms=400),
            HttpReply(status=200, body=b'{"destination": {"assistant": {"name": "Gus"}}}', latency_ms=1200),
            HttpReply(status=200, body=b'{"error": "no"}'),
            HttpReply(status=500, body=b"<html>"),
            HttpFailure(reason="socket hang up", latency_ms=30_000),
        ]
    ),
    max_size=8,
)
SWITCHES = st.builds(
    Switches,
    handoff_default_filler=st.sampled_from(["silent", "filler"]),
    multi_handoff_name=st.sampled_from(["group_index", "first_destination"]),
)


@settings(max_examples=60, deadline=None)
@given(squads(), MOVES, REPLIES, ANSWERS, SWITCHES)
def test_any_call_through_any_squad(squad: Squad, moves: Any, replies: Any, answers: Any, switches: Switches) -> None:
    told = hand.settings(switches=switches)
    played = hand.play(squad, caller=moves, model=replies, server=answers, told=told)

    trace = played.trace
    assert [event.n for event in trace] == list(range(1, len(trace) + 1))
    assert played.ended
    assert decode(encode(trace)) == trace
    line = squad.entry.name
    requested: dict[str, str] = {}
    for event in trace:
        match event:
            case HandedOff():
                assert event.source == line
                line = event.destination
            case AgentSpoke() | FillerSpoken() | ToolRequested():
                assert event.assistant == line
        if isinstance(event, ToolRequested):
            assert requested.setdefault(event.call_id, event.tool) == event.tool
        if isinstance(event, ToolReplied):
            assert requested.pop(event.call_id) == event.tool
    assert played.ended != "customer-ended-call" or not requested
    _each_model_was_shown_its_own_tools(played, squad)
    for messages in played.asked:
        _a_model_would_accept(messages)


def _each_model_was_shown_its_own_tools(played: hand.Played, squad: Squad) -> None:
    """Those of one of the assistants that were on the line, never a mixture."""
    everybody = [*squad.assistants, *squad.siblings[0].assistants]
    known = {tuple(tool.name for tool in one.tools) for one in everybody if one.name in played.way}
    strangers = {(), ("extract_variables",)}
    assert {tuple(tool.name for tool in offered) for offered in played.tools} <= known | strangers


def _a_model_would_accept(messages: Sequence[Any]) -> None:
    """Results follow their calls, and every call has one; so chat completions want it."""
    waiting: list[str] = []
    for message in messages:
        if isinstance(message, ToolResultMessage):
            assert message.tool_call_id in waiting
            waiting.remove(message.tool_call_id)
            continue
        assert not waiting
        if isinstance(message, AssistantMessage):
            waiting = [call.id for call in message.tool_calls]
    assert not waiting
