"""A rejectionPlan stops a call before anything is done."""

from typing import Any

import pytest

from harness.contract.model import Rejection, ToolMessage
from harness.ports import Reply, Says
from tests.runtime.hand import Played, assistant, called, handoff, house, play, tool

HI = [Says(text="Is it FREE on Friday?"), Says(text="Then book it.")]


def on(text: str, **fields: Any) -> Rejection:
    return Rejection(kind="regex", text=text, **fields)


def liquid(text: str) -> Rejection:
    return Rejection(kind="liquid", text=text)


def group(*conditions: Rejection, operator: Any = "AND") -> Rejection:
    return Rejection(kind="group", conditions=conditions, operator=operator)


def stopped(*plan: Rejection) -> bool:
    """Whether the second thing the model does, a call, is stopped."""
    one = assistant(
        tool(rejection=plan, messages=(ToolMessage(kind="request-start", content="One moment."),)),
        first_message="Hello.",
        variables={"guests": 4, "apiToken": "s3cret"},
    )
    played = play(one, caller=HI, model=[Reply(text="Yes, Friday is free."), called("book")])
    was = played.replied[0].outcome == "error"
    assert was == (not played.requests) == (not played.fillers)
    assert len(played.asked) == 3
    return was


TRUE, FALSE = on("book"), on("sell")


@pytest.mark.parametrize(
    ("condition", "is_stopped"),
    [
        (on("book"), True),
        (on("^Then"), True),
        (on("BOOK"), False),
        (on("(?i)BOOK"), True),
        (on("Hello"), False),
        (on("book", negate=True), False),
        (on("sell", negate=True), True),
        (on("free", role="assistant"), True),
        (on("Hello", role="assistant", position=0), True),
        (on("FREE", role="user", position=-2), True),
        (on("FREE", role="user", position=0), True),
        (on("You are Mia", role="system"), True),
        (on("You are Mia", position=0), True),
        (on("book", role="tool"), False),
        (on("book", role="tool", negate=True), False),
        (on("book", position=99), False),
        (on("(?<what>b)oo(?=k)"), True),
        (on(r"(?<!x)book"), True),
        (on("("), False),
        (on("(", negate=True), False),
        (liquid("{{ 'true' }}"), True),
        (liquid("{% if variables.guests == 4 %}true{% else %}false{% endif %}\n"), True),
        (liquid("{% if guests > 4 %}true{% else %}false{% endif %}"), False),
        (liquid("{% assign last = messages | last %}{% if last.role == 'assistant' %}true{% endif %}"), True),
        (liquid("{{ messages | size }}"), False),
        (liquid("{% if now contains '2026' %}true{% endif %}"), True),
        (liquid("yes"), False),
        (liquid("True"), False),
        (liquid("{% if %}true"), False),
        (group(TRUE, TRUE), True),
        (group(TRUE, FALSE), False),
        (group(TRUE, FALSE, operator="OR"), True),
        (group(FALSE, FALSE, operator="OR"), False),
        (group(group(FALSE, TRUE, operator="OR"), TRUE), True),
        (group(), False),
        (group(operator="OR"), False),
    ],
)
def test_each_condition(condition: Rejection, is_stopped: bool) -> None:
    assert stopped(condition) is is_stopped


def test_all_conditions_have_to_hold_and_none_stops_nothing() -> None:
    assert stopped(TRUE, on("free", role="assistant"))
    assert not stopped(TRUE, FALSE)
    assert not stopped()


def test_a_word_is_a_word_as_javascript_has_it() -> None:
    """Its `\\b` knows ASCII letters only, so that a word stands alone between Chinese characters."""
    plan = (on(r"\bok\b"),)
    played = play(assistant(tool(rejection=plan)), caller=[Says(text="好ok好")], model=[called("book")])

    assert not played.requests


def platform(kind: str, *plan: Rejection) -> Played:
    one = handoff("Ben", name="go", rejection=plan) if kind == "handoff" else tool("go", type=kind, rejection=plan)
    return play(house(assistant(one), assistant(name="Ben")), caller=HI, model=[called("go", destination="+16045550111")] * 2)


@pytest.mark.parametrize("kind", ["handoff", "transferCall", "endCall", "voicemail", "function"])
def test_every_type_of_tool_can_be_rejected_and_the_model_goes_on(kind: str) -> None:
    played = platform(kind, on("FREE"))

    assert (played.way, played.replied[0].problem) == (["Mia"], "the tool's rejectionPlan stopped the call")
    assert played.replied[0].text == played.asked[1][-1].content
    assert len(platform(kind).asked) < len(played.asked) or kind == "function"


def test_a_call_in_the_same_message_is_judged_after_those_before_it() -> None:
    """What a handoff waits for has been answered by then, and can be what stops it."""
    plan = (on("done", role="tool"),)
    mia = assistant(tool(), handoff("Ben", name="go", rejection=plan))
    played = play(house(mia, assistant(name="Ben")), caller=HI, model=[called("book", "go")])

    assert played.way == ["Mia"]
    assert [one.outcome for one in played.replied] == ["result", "error"]
