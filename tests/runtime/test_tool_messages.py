"""What is spoken around a tool call, when, and instead of whom."""

from typing import Any

import pytest

from harness.contract.model import Condition, Server, ToolMessage
from harness.ports import AssistantMessage, HttpReply, Says, SystemMessage, ToolResultMessage
from harness.runtime.toolspeech import DEFAULT_FILLERS
from harness.trace.events import AgentSpoke, FillerSpoken, ToolReplied
from tests.runtime.hand import Played, answered, assistant, called, of_kind, only, play, settings, tool

HI = [Says(text="A table, please.")]


def spoken(*messages: ToolMessage, server: Any = (), arguments: dict[str, Any] | None = None, **fields: Any) -> Played:
    """One call of one tool with these messages."""
    one = assistant(tool(messages=messages, **fields))
    return play(one, caller=HI, model=[called("book", **(arguments or {}))], server=server)


def start(content: str = "", **fields: Any) -> ToolMessage:
    return ToolMessage(kind="request-start", content=content, **fields)


def complete(content: str = "", **fields: Any) -> ToolMessage:
    return ToolMessage(kind="request-complete", content=content, **fields)


def failed(content: str = "", **fields: Any) -> ToolMessage:
    return ToolMessage(kind="request-failed", content=content, **fields)


def delayed(content: str, timing_ms: int) -> ToolMessage:
    return ToolMessage(kind="request-response-delayed", content=content, timing_ms=timing_ms)


def test_without_a_request_start_one_of_the_platforms_fillers_is_spoken() -> None:
    assert DEFAULT_FILLERS == ("Hold on a sec", "One moment", "Just a sec", "Give me a moment", "This'll just take a sec")
    heard = {
        play(assistant(tool()), caller=HI, model=[called("book")], told=settings(seed=seed)).fillers[0] for seed in range(60)
    }

    assert heard == set(DEFAULT_FILLERS)


def test_an_empty_request_start_is_silence() -> None:
    assert spoken(start("")).fillers == []


def test_of_several_request_starts_one_is_picked_for_each_call() -> None:
    one = assistant(tool(messages=(start("One."), start("Two."))))
    heard = [play(one, caller=HI, model=[called("book")], told=settings(seed=seed)).fillers for seed in range(20)]

    assert {tuple(fillers) for fillers in heard} == {("One.",), ("Two.",)}


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"size": 6}, "A big table!"),
        ({"size": 2}, "One moment."),
        ({"size": 6, "vip": True}, "A big table!"),
        ({}, "One moment."),
    ],
)
def test_conditions_choose_the_message_and_the_one_without_is_the_fallback(arguments: dict[str, Any], text: str) -> None:
    big = Condition(param="size", operator="gt", value="5")

    assert spoken(start("A big table!", conditions=(big,)), start("One moment."), arguments=arguments).fillers == [text]


@pytest.mark.parametrize(
    ("operator", "value", "actual", "holds"),
    [
        ("eq", "6", 6, True), ("eq", "6", 6.0, True), ("eq", "true", True, True), ("eq", "", None, True), ("neq", "x", "y", True),
        ("neq", "x", "x", False), ("gt", "9", 10, True), ("gte", "10", 10, True), ("lt", "9", 10, False), ("lte", "10", 10, True),
        ("lt", "b", "a", True), ("eq", '["a"]', ["a"], True),
    ],
)  # fmt: skip
def test_conditions_compare_strings_and_numbers(operator: Any, value: str, actual: Any, holds: bool) -> None:
    condition = Condition(param="x", operator=operator, value=value)

    assert spoken(start("Yes.", conditions=(condition,)), start("No."), arguments={"x": actual}).fillers == [
        "Yes." if holds else "No."
    ]


def test_all_conditions_of_a_message_must_hold() -> None:
    both = (Condition(param="a", operator="eq", value="1"), Condition(param="b", operator="eq", value="2"))

    assert spoken(start("Both.", conditions=both), start("Not."), arguments={"a": 1, "b": 3}).fillers == ["Not."]


def test_contents_in_the_active_language_override_content() -> None:
    message = start("One moment.", contents={"zh": "请稍等。"})
    chinese = assistant(tool(messages=(message,)), language="zh")

    assert play(chinese, caller=HI, model=[called("book")]).fillers == ["请稍等。"]
    assert spoken(message).fillers == ["One moment."]


def test_liquid_in_a_message_is_filled_in() -> None:
    assert spoken(start("Your number is {{customer.number}}.")).fillers == ["Your number is +16045550123."]


def test_a_request_start_is_spoken_while_the_webhook_is_on_its_way_unless_it_blocks() -> None:
    apart = spoken(start("One moment please."), server=[answered(latency_ms=50)])
    first = spoken(start("One moment please.", blocking=True), server=[answered(latency_ms=50)])

    assert only(apart.trace, ToolReplied).at < only(apart.trace, FillerSpoken).until
    assert only(first.trace, ToolReplied).at == only(first.trace, FillerSpoken).until + 50


def test_delayed_messages_are_staged_and_only_spoken_while_the_answer_is_late() -> None:
    played = spoken(
        start(""),
        delayed("Later.", 7000),
        delayed("Still looking.", 2000),
        delayed("Never.", 9000),
        server=[answered(latency_ms=8000)],
    )
    asked_at = only(played.trace, ToolReplied).at - 8000

    assert [(e.text, e.at - asked_at, e.kind) for e in of_kind(played.trace, FillerSpoken)] == [
        ("Still looking.", 2000, "request-response-delayed"),
        ("Later.", 7000, "request-response-delayed"),
    ]


def test_delayed_messages_with_one_timing_are_variants() -> None:
    one = assistant(tool(messages=(start(""), delayed("One.", 1000), delayed("Two.", 1000))))
    heard = [
        play(one, caller=HI, model=[called("book")], server=[answered(latency_ms=9000)], told=settings(seed=seed)).fillers
        for seed in range(20)
    ]

    assert {tuple(fillers) for fillers in heard} == {("One.",), ("Two.",)}


def test_delayed_messages_keep_their_distance() -> None:
    played = spoken(start(""), delayed("A.", 1000), delayed("B.", 3000), delayed("C.", 3500), server=[answered(latency_ms=9000)])

    assert played.fillers == ["A.", "C."]


def test_a_quick_answer_leaves_the_delayed_message_unspoken() -> None:
    assert spoken(start(""), delayed("Still looking.", 2000), server=[answered(latency_ms=2000)]).fillers == []


def test_a_delayed_message_is_not_spoken_when_the_answer_is_there_before_the_voice_is_free() -> None:
    long = start("One moment please while I look that up in the book of tables.")
    played = spoken(long, delayed("Still looking.", 2000), server=[answered(latency_ms=3000)])

    assert played.fillers == ["One moment please while I look that up in the book of tables."]


def test_request_complete_is_spoken_instead_of_asking_the_model() -> None:
    played = spoken(start(""), complete("All set."))

    assert len(played.asked) == 1
    assert played.heard[1] == ("All set.",)
    assert only(played.trace, FillerSpoken).kind == "request-complete"


def test_a_silent_request_complete_takes_the_models_turn_too() -> None:
    played = spoken(start(""), complete(""))

    assert len(played.asked) == 1
    assert played.heard[1] == ()


def test_request_complete_with_role_system_is_a_hint_behind_the_result() -> None:
    played = spoken(start("One moment."), complete("Tell them the table number.", role="system"))

    assert played.asked[1][-3:] == (
        ToolResultMessage(tool_call_id="call_1", content="done"),
        AssistantMessage(content="One moment."),
        SystemMessage(content="Tell them the table number."),
    )
    assert played.fillers == ["One moment."]


@pytest.mark.parametrize("role", ["assistant", "system"])
def test_request_failed_follows_the_same_rule(role: Any) -> None:
    played = spoken(start(""), complete("Done!"), failed("It is down.", role=role), server=[HttpReply(status=500, body=b"")])

    assert played.fillers == (["It is down."] if role == "assistant" else [])
    assert len(played.asked) == (1 if role == "assistant" else 2)
    assert played.replied[0].outcome == "no-result"


def test_an_error_result_is_a_failure_too() -> None:
    played = spoken(start(""), complete("Done!"), failed("It is down."), server=[answered(None, error="full")])

    assert played.fillers == ["It is down."]
    assert played.replied[0].text == "full"


@pytest.mark.parametrize("result", ["", 0, False])
def test_an_empty_result_triggers_neither_complete_nor_failed(result: Any) -> None:
    played = spoken(start(""), complete("Done!"), failed("It is down."), server=[answered(result)])

    assert played.fillers == []
    assert len(played.asked) == 2


@pytest.mark.parametrize(
    ("role", "ended"), [("assistant", "assistant-ended-call-after-message-spoken"), ("system", "customer-ended-call")]
)
def test_end_call_after_spoken_ends_the_call_unless_it_is_a_hint(role: Any, ended: str) -> None:
    played = spoken(start(""), complete("Goodbye.", role=role, end_call_after_spoken=True))

    assert played.ended == ended


def test_the_call_ends_when_the_message_has_been_spoken() -> None:
    played = spoken(start(""), complete("Goodbye.", end_call_after_spoken=True))

    assert played.trace.ended is not None
    assert played.trace.ended.at == only(played.trace, FillerSpoken).until


def test_the_replys_own_message_wins_over_the_tools() -> None:
    own = {"type": "request-complete", "content": "You are all set."}
    played = spoken(start(""), complete("Done!"), server=[answered("ok", message=own)])

    assert played.fillers == ["You are all set."]
    assert len(played.asked) == 1


def test_the_replys_own_message_can_be_a_hint_or_end_the_call() -> None:
    hint = spoken(start(""), complete("Done!"), server=[answered("ok", message={"role": "system", "content": "Offer dessert."})])
    last = spoken(start(""), server=[answered("ok", message={"content": "Bye.", "endCallAfterSpokenEnabled": True})])

    assert hint.asked[1][-1] == SystemMessage(content="Offer dessert.")
    assert last.ended == "assistant-ended-call-after-message-spoken"


def test_a_servers_words_are_no_template() -> None:
    played = spoken(start(""), server=[answered("ok", message={"content": "You owe {{customer.number}}."})])

    assert played.fillers == ["You owe {{customer.number}}."]


def test_an_asynchronous_tool_is_resolved_at_once() -> None:
    played = spoken(
        start("One moment."),
        delayed("Late.", 0),
        failed("Down."),
        server=[answered("server says", latency_ms=9000)],
        is_async=True,
    )
    spoke = of_kind(played.trace, AgentSpoke)[0]

    assert played.fillers == []
    assert played.replied[0].text == "Request sent."
    assert spoke.at - played.replied[0].at == 600
    assert played.replied[0].latency_ms == 0


def test_an_asynchronous_tool_speaks_its_request_complete_at_once_even_when_the_server_fails() -> None:
    played = spoken(
        complete("On its way."), failed("Down."), server=[HttpReply(status=500, body=b"", latency_ms=50)], is_async=True
    )

    assert played.fillers == ["On its way."]
    assert played.replied[0].outcome == "result"
    assert any("nobody on the line" in getattr(event, "message", "") for event in played.trace)


def test_without_any_server_nothing_is_sent_and_it_is_no_failure() -> None:
    alone = play(assistant(tool(server=None, messages=(start(""), failed("Down.")))), caller=HI, model=[called("book")])

    assert alone.requests == ()
    assert alone.fillers == []
    assert alone.replied[0].text == "No result returned."


def test_the_assistants_server_serves_tools_without_one() -> None:
    one = assistant(tool(server=None), server=Server(url="https://hotel.example.com/all"))

    assert play(one, caller=HI, model=[called("book")]).requests[0].url == "https://hotel.example.com/all"


def test_one_answer_without_a_configured_text_is_enough_to_ask_the_model() -> None:
    silent = start("")
    one = assistant(tool("book", messages=(silent, complete("All set."))), tool("pay", messages=(silent,)))
    played = play(one, caller=HI, model=[called("book", "pay")])

    assert played.fillers == ["All set."]
    assert len(played.asked) == 2


def test_an_asynchronous_tool_never_speaks_request_failed_even_when_its_webhook_is_not_sent() -> None:
    one = assistant(tool(messages=(failed("Down."),), is_async=True), server_messages=())

    assert play(one, caller=HI, model=[called("book")]).fillers == []
