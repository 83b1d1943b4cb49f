"""What the literal agent understood, in a few words for people."""

from collections.abc import Callable, Sequence
from typing import Any

from harness.agents.literal.instruction import (
    AT_THE_END,
    DECLINED,
    ELSE,
    FOUND,
    HEARD,
    Action,
    Ask,
    AskMore,
    AskWhich,
    CallTool,
    Confirm,
    Fact,
    Instruction,
    NeverAsk,
    OneAtATime,
    Optional,
    Pass,
    Passed,
    Persona,
    Require,
    Say,
    Speak,
    Tell,
    Today,
    When,
)
from harness.agents.literal.topics import parameters_for
from harness.language.slot import Slot

__all__ = ["PROSE", "in_words", "times"]

PROSE = "(prose)"
"""Stands beside a line that orders nothing the agent can follow."""
_TIMES = {1: "once", 2: "twice"}


def in_words(instruction: Instruction, slots: Sequence[Slot]) -> str:
    """One instruction; things that are a tool's parameter go by the parameter's name."""
    words: Callable[[Any, Sequence[Slot]], str] = _WORDS[type(instruction)]
    return words(instruction, slots)


def times(count: int) -> str:
    """ "once", "twice", "3 times"."""
    return _TIMES.get(count, f"{count} times")


def _things(topics: Sequence[str], slots: Sequence[Slot]) -> str:
    named = [slot.name for topic in topics for slot in parameters_for(topic, slots)] or list(topics)
    loose = [topic for topic in topics if not parameters_for(topic, slots)]
    return ", ".join(dict.fromkeys((*named, *loose)))


def _ask(order: Ask, slots: Sequence[Slot]) -> str:
    optional = ", if the caller has one" if order.optional else ""
    wording = f" as “{order.wording}”" if order.wording else ""
    return f"ask {_things(order.topics, slots)}{wording}{optional}"


def _confirm(order: Confirm, _: Sequence[Slot]) -> str:
    before = f" before “{order.before}”" if order.before else ""
    return f"read back and have the caller agree {times(order.times)}{before}"


def _call(order: CallTool, _: Sequence[Slot]) -> str:
    what = f"call {order.tool}{_sent(order.passes)}"
    if order.before == AT_THE_END:
        return f"{what} before the last words"
    if order.before:
        return f"{what} before {order.before}"
    if order.after:
        return f"{what} after {order.after}"
    if order.speaks:
        return f"{what} when the caller speaks {order.speaks}"
    if order.wants == ELSE:
        return f"{what} when the caller wants anything that nothing else here is for"
    return f"{what} when the caller wants “{order.wants}”" if order.wants else what


def _sent(passes: Passed) -> str:
    return f" with {', '.join(_value(name, value) for name, value in passes)}" if passes else ""


def _value(name: str, value: str) -> str:
    """A parameter and where its value comes from."""
    if value == DECLINED:
        return f"{name} = the days that were declined"
    if value == HEARD:
        return f"{name} = what the caller said"
    if value == FOUND:
        return f"{name} as it was found"
    if value.startswith(f"{FOUND}:"):
        return f"{name} = the {value.removeprefix(f'{FOUND}:')} that was found"
    return f"{name} = “{value}”"


def _when(order: When, slots: Sequence[Slot]) -> str:
    about = _things(order.about.split(", "), slots) if order.condition == "refused" and order.about else order.about
    condition = {
        "refused": f"when the caller will not give {about or 'what is needed'}",
        "failed": f"when {order.tool or 'a tool'} fails or gives no result",
        "told": f"when {order.tool or 'a tool'} refuses{f' ({about})' if about else ''}",
        "said": f"when the caller says “{about}”",
        "declined": "when the caller says no to what was read back",
        "done": f"once {order.tool} has succeeded" if order.tool else "once it is done",
    }[order.condition] + (f", {times(order.times)}" if order.times > 1 else "")
    return f"{condition}: {', '.join(_action(action) for action in order.actions)}"


def _action(action: Action) -> str:
    match action.kind:
        case "say" if not action.text:
            return "say so"
        case "goodbye":
            return "say goodbye"
        case "transfer":
            return "put the caller through"
        case "call":
            return f"call {action.text}{_sent(action.passes)}"
        case "retry":
            return "try once more"
        case "say" | "offer":
            return f"{action.kind} “{action.text}”"
        case "ask":
            return f"ask {action.text}"
        case kind:
            return kind


_WORDS: dict[type, Callable[[Any, Sequence[Slot]], str]] = {
    Ask: _ask,
    Require: lambda order, slots: f"never go ahead without {_things(order.topics, slots)}",
    Optional: lambda order, slots: f"{_things(order.topics, slots)} may be left out",
    NeverAsk: lambda order, slots: f"never ask {_things(order.topics, slots)}",
    OneAtATime: lambda _, __: "one question a turn",
    Confirm: _confirm,
    CallTool: _call,
    Pass: lambda order, _: f"send {_value(order.parameter, order.value)}{f' to {order.tool}' if order.tool else ''}",
    When: _when,
    Persona: lambda order, _: f"speak as {order.name}",
    Say: lambda order, _: f"once it is done, say “{order.text}”",
    Speak: lambda order, _: f"speak {order.language}",
    Today: lambda order, _: f"today is {order.date}",
    Fact: lambda order, _: f"the caller's {order.topic} is {order.value}",
    Tell: lambda order, _: f"tell the caller {', '.join(order.topics)}",
    AskWhich: lambda _, __: "ask which one is meant when there are several",
    AskMore: lambda _, __: "ask whether there is anything else",
}
