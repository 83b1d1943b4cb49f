"""A handoff among several calls of one message."""

from typing import Any

from harness.contract.model import Rejection, ToolMessage
from harness.ports import AssistantMessage, ToolResultMessage
from harness.runtime.clock import speech_ms
from harness.trace.events import FillerSpoken, HandedOff, ToolReplied, ToolRequested
from tests.runtime.hand import (
    Played,
    answered,
    assistant,
    body_of,
    called,
    handoff,
    house,
    of_kind,
    only,
    play,
    settings,
    tool,
)
from tests.runtime.passing import HI, NOBODY, SERVER, ben, passed


def several(*names: str, **fields: Any) -> Played:
    mia = assistant(handoff("Ben", name="pass", **fields), tool("book"), tool("end", type="endCall"))
    return play(house(mia, ben()), caller=HI * 2, model=[called(*names)])


def test_a_function_before_the_handoff_is_answered_first() -> None:
    played = several("book", "pass")

    order = [event for event in played.trace if isinstance(event, ToolRequested | ToolReplied | HandedOff)]
    assert [(type(event).__name__, event.call_id) for event in order] == [
        ("ToolRequested", "call_1"), ("ToolReplied", "call_1"),
        ("ToolRequested", "call_2"), ("ToolReplied", "call_2"), ("HandedOff", "call_2"),
    ]  # fmt: skip
    assert len(played.requests) == 1


def test_calls_after_the_handoff_are_not_made_but_each_gets_a_result() -> None:
    """A model of chat completions refuses a conversation in which a call has no result."""
    played = several("book", "pass", "book", "end")

    assert (len(played.requests), played.ended) == (1, "customer-ended-call")
    assert [(one.call_id, one.outcome) for one in played.replied] == [
        ("call_1", "result"), ("call_2", "result"), ("call_3", "error"), ("call_4", "error")
    ]  # fmt: skip
    asked = {one.call_id: one.assistant for one in of_kind(played.trace, ToolRequested)}
    assert asked == dict.fromkeys(["call_1", "call_2", "call_3", "call_4"], "Mia")
    seen = [one.tool_call_id for one in played.asked[-1] if isinstance(one, ToolResultMessage)]
    assert seen == ["call_1", "call_2", "call_3", "call_4"]
    assert only(played.trace, HandedOff).carried == len(played.asked[-1]) - 3


def test_after_a_refused_handoff_the_rest_is_carried_out() -> None:
    mia = assistant(handoff("Zoe", name="pass"), tool("book"))
    played = play(house(mia, ben()), caller=HI, model=[called("pass", "book")])

    assert [(one.call_id, one.text) for one in played.replied] == [("call_1", NOBODY), ("call_2", "done")]
    assert len(played.asked) == 2


def test_a_function_that_ends_the_call_leaves_no_handoff() -> None:
    bye = ToolMessage(kind="request-complete", content="Bye.", end_call_after_spoken=True)
    mia = assistant(tool("book", messages=(bye,)), handoff("Ben", name="pass"))
    played = play(house(mia, ben()), caller=HI, model=[called("book", "pass")])

    assert (played.way, played.ended) == (["Mia"], "assistant-ended-call-after-message-spoken")


def test_what_a_function_said_before_the_handoff_reaches_the_destination() -> None:
    wait = (ToolMessage(kind="request-start", content="One moment."),)
    mia = assistant(tool("book", messages=wait), handoff("Ben", name="pass"))
    played = play(house(mia, ben()), caller=HI * 2, model=[called("book", "pass")])

    assert AssistantMessage(content="One moment.") in played.asked[-1]


def test_a_rejected_handoff_does_nothing_at_all() -> None:
    plan = (Rejection(kind="regex", text="bill", role="user"),)
    played = several("pass", rejection=plan, messages=(ToolMessage(kind="request-start", content="Ben, then."),))

    assert (played.way, played.fillers, played.replied[0].outcome) == (["Mia"], [], "error")
    assert [one.name for one in played.tools[1]] == ["pass", "book", "end"]


def test_a_tool_of_the_destination_is_called_in_its_name() -> None:
    played = play(house(assistant(handoff("Ben")), ben(server=SERVER)), caller=HI * 2,
                  model=[called("handoff_to_Ben"), called("pay")], server=[answered("paid")])  # fmt: skip

    assert body_of(played.requests[0])["assistant"]["name"] == "Ben"
    assert of_kind(played.trace, ToolRequested)[-1].assistant == "Ben"


def test_time_does_not_stand_still() -> None:
    start = ToolMessage(kind="request-start", content="Ben can help you with that right away.", blocking=True)
    played = passed(by=handoff("Ben", name="pass", messages=(start,)))
    filler = only(played.trace, FillerSpoken)

    assert filler.until - filler.at == speech_ms(start.content, settings().pace)
