"""Rules about an assistant's hooks. Vapi drops a hook it cannot use without a word."""

from collections.abc import Iterable, Iterator

from harness.contract.entry import Entry
from harness.contract.lint.assistant_limits import assistants
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject
from harness.contract.problems import did_you_mean

__all__ = ["RULES"]

_EVENTS = (
    "assistant.speech.interrupted",
    "assistant.transcriber.endpointedSpeechLowConfidence",
    "call.ending",
    "call.timeElapsed",
    "customer.speech.interrupted",
    "customer.speech.timeout",
    "model.response.timeout",
    "session.created",
)
_ACTIONS = ("function", "message.add", "say", "tool", "transfer")
_RANGES = {
    "call.timeElapsed": (("seconds", 1, 3600),),
    "customer.speech.timeout": (("timeoutSeconds", 1, 1000), ("triggerMaxCount", 1, 10)),
}
_DEFAULT_LONGEST_CALL_S = 600


def _hooks(subject: Subject) -> Iterator[tuple[Entry, Entry]]:
    for entry in assistants(subject):
        for hook in entry.at("hooks").objects():
            yield entry, hook


def _event(hook: Entry) -> str:
    return hook.at("on").text().split("[", 1)[0]


def _unknown_event(subject: Subject) -> Iterable[Hit]:
    for _, hook in _hooks(subject):
        if _event(hook) not in _EVENTS:
            yield hit(hook.at("on"), f"There is no hook on '{_event(hook)}'.", did_you_mean(_event(hook), _EVENTS))


def _actions(subject: Subject) -> Iterator[Entry]:
    for _, hook in _hooks(subject):
        yield from hook.at("do").objects()


def _unknown_action(subject: Subject) -> Iterable[Hit]:
    for action in _actions(subject):
        kind = action.at("type").text()
        if kind not in _ACTIONS:
            yield hit(action.at("type"), f"A hook cannot do '{kind}'.", did_you_mean(kind, _ACTIONS))


def _no_tool(subject: Subject) -> Iterable[Hit]:
    for action in _actions(subject):
        if action.at("type").value == "tool" and not (action.at("toolId").value or action.at("tool").value):
            yield hit(action, "This hook is to call a tool and names none.")


def _out_of_range(subject: Subject) -> Iterable[Hit]:
    for _, hook in _hooks(subject):
        for key, low, high in _RANGES.get(_event(hook), ()):
            place = hook.at("options", key)
            if place.present and not low <= place.number(low) <= high:
                yield hit(place, f"{key} is {place.value}; {low} to {high} are allowed.")


def _race(subject: Subject) -> Iterable[Hit]:
    for entry, hook in _hooks(subject):
        seconds = hook.at("options", "seconds")
        longest = entry.at("maxDurationSeconds").number(_DEFAULT_LONGEST_CALL_S)
        if _event(hook) == "call.timeElapsed" and seconds.number(0) >= longest:
            yield hit(seconds, f"The hook fires after {seconds.value} seconds, and the call ends after {longest:g}.")


RULES = (
    Rule(
        id="assistants/hook-event",
        severity="error",
        what="a hook on an event that does not exist",
        why="Vapi drops the hook without a word.",
        mend="Name an event Vapi knows.",
        check=_unknown_event,
    ),
    Rule(
        id="assistants/hook-action",
        severity="error",
        what="a hook with an action that does not exist",
        why="Vapi drops the hook without a word.",
        mend="Name an action Vapi knows.",
        check=_unknown_action,
    ),
    Rule(
        id="assistants/hook-without-tool",
        severity="error",
        what="a hook that is to call a tool and names none",
        why="Vapi drops the hook without a word.",
        mend="Add `toolId`.",
        check=_no_tool,
    ),
    Rule(
        id="assistants/hook-out-of-range",
        severity="error",
        what="a hook's number outside what Vapi allows",
        why="Vapi's API refuses it, or drops the hook.",
        mend="Write a number within the range.",
        check=_out_of_range,
    ),
    Rule(
        id="assistants/hook-race",
        severity="warning",
        what="a call.timeElapsed hook at or after the end of the longest call",
        why="The call is over before, or while, the hook speaks.",
        mend="Let it fire some seconds earlier.",
        check=_race,
    ),
)
