"""Rules about what is heard around a tool call."""

from collections.abc import Iterable, Iterator

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject, ToolAt

__all__ = ["RULES"]

_LONGEST_CONTENT = 1000
_DELAYS_MS = (100, 120_000)
_USUAL_TIMEOUT = 20
"""Vapi's default; who writes more expects slow answers."""
_NEVER_FIRES = ("request-start", "request-response-delayed", "request-failed")
_START, _DELAYED, _COMPLETE = "request-start", "request-response-delayed", "request-complete"


def _messages(subject: Subject) -> Iterator[tuple[ToolAt, Entry]]:
    for tool in subject.tools:
        for message in tool.entry.at("messages").objects():
            yield tool, message


def _too_long(subject: Subject) -> Iterable[Hit]:
    for _, message in _messages(subject):
        content = message.at("content")
        if len(content.text()) > _LONGEST_CONTENT:
            yield hit(content, f"The message has {len(content.text())} characters; at most {_LONGEST_CONTENT} are allowed.")


def _delay_out_of_range(subject: Subject) -> Iterable[Hit]:
    low, high = _DELAYS_MS
    for _, message in _messages(subject):
        delay = message.at("timingMilliseconds")
        if delay.present and not low <= delay.number(low) <= high:
            yield hit(delay, f"timingMilliseconds is {delay.value}; {low} to {high} are allowed.")


def _delay_missing(subject: Subject) -> Iterable[Hit]:
    for tool, message in _messages(subject):
        if message.at("type").value == _DELAYED and not message.at("timingMilliseconds").present:
            yield hit(message, f"The delayed message of '{tool.label}' does not say when it is due.")


def _silent_starts(subject: Subject) -> Iterator[tuple[ToolAt, Entry]]:
    """Tools that wait for a server without a sound, each with the message that silences it."""
    for tool in subject.tools:
        starts = tool.messages(_START)
        if not (tool.waits_for_a_server and starts) or tool.messages(_DELAYED):
            continue
        if all(start.at("content").value == "" and not start.at("contents").value for start in starts):
            yield tool, starts[0]


def _expects_to_wait(tool: ToolAt) -> str:
    server = tool.entry if tool.type == "apiRequest" else tool.entry.at("server")
    timeout = server.at("timeoutSeconds").number(_USUAL_TIMEOUT)
    retries = server.at("backoffPlan", "maxRetries").number(0)
    if timeout > _USUAL_TIMEOUT:
        return f"may take {timeout:g} seconds"
    return f"may be repeated {retries:g} times" if retries > 0 else ""


def _dead_air(subject: Subject) -> Iterable[Hit]:
    for tool, start in _silent_starts(subject):
        if wait := _expects_to_wait(tool):
            yield hit(start.at("content"), f"'{tool.label}' {wait}, and the caller hears nothing meanwhile.")
    for tool in subject.tools:
        for start in tool.messages(_START) if tool.waits_for_a_server else ():
            if not start.at("content").present and not start.at("contents").value:
                yield hit(start, f"The request-start message of '{tool.label}' says nothing, and does not say that on purpose.")


def _silent_start(subject: Subject) -> Iterable[Hit]:
    for tool, start in _silent_starts(subject):
        if not _expects_to_wait(tool):
            yield hit(start.at("content"), f"'{tool.label}' works in silence, and has no delayed message.")


def _default_filler(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        if tool.waits_for_a_server and not tool.messages(_START):
            yield hit(tool.entry, f"'{tool.label}' has no request-start message.")


def _async_messages(subject: Subject) -> Iterable[Hit]:
    for tool, message in _messages(subject):
        if tool.type == "function" and tool.entry.at("async").flag() and message.at("type").value in _NEVER_FIRES:
            yield hit(message, f"'{tool.label}' is async, so its {message.at('type').value} message is never spoken.")


def _async_result(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        aliases = tool.entry.at("variableExtractionPlan")
        if tool.type == "function" and tool.entry.at("async").flag() and aliases.value:
            yield hit(aliases, f"'{tool.label}' is async, so nothing can be extracted from its result.")


def _async_api(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        if tool.type == "apiRequest" and tool.entry.at("async").flag():
            yield hit(tool.entry.at("async"), f"'{tool.label}' is an apiRequest, which always waits.")


def _completions(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        spoken = [m for m in tool.messages(_COMPLETE) if m.at("role").text("assistant") == "assistant" and m.at("content").text()]
        always = [message for message in spoken if not message.at("conditions").value]
        if len(always) > 1:
            yield hit(always[1], f"'{tool.label}' has {len(always)} request-complete messages that are always eligible.")


def _conditions(subject: Subject) -> Iterator[tuple[ToolAt, Entry]]:
    for tool, message in _messages(subject):
        for condition in message.at("conditions").objects():
            yield tool, condition


def _condition_param(subject: Subject) -> Iterable[Hit]:
    for tool, condition in _conditions(subject):
        param = condition.at("param")
        if param.text() not in tool.properties:
            yield hit(param, f"The condition is about '{param.text()}', which is no argument of '{tool.label}'.")


def _condition_value(subject: Subject) -> Iterable[Hit]:
    for _, condition in _conditions(subject):
        value = condition.at("value")
        if value.present and not isinstance(value.value, str):
            yield hit(value, "The condition compares with a value that is not text.")


RULES = (
    Rule(
        id="tools/message-too-long",
        severity="error",
        what="a tool message of more than 1000 characters",
        why="Vapi's API refuses it.",
        mend="Shorten it.",
        check=_too_long,
    ),
    Rule(
        id="tools/delay-out-of-range",
        severity="error",
        what="a delayed message outside 100 to 120000 milliseconds",
        why="Vapi's API refuses it.",
        mend="Write milliseconds: 4000 is four seconds.",
        check=_delay_out_of_range,
    ),
    Rule(
        id="tools/delay-missing",
        severity="warning",
        what="a delayed message without timingMilliseconds",
        why="It counts as due at once.",
        mend="Add `timingMilliseconds`.",
        check=_delay_missing,
    ),
    Rule(
        id="tools/dead-air",
        severity="warning",
        what="a tool that is expected to take long, or says nothing by mistake, and leaves the caller in silence",
        why="Callers take silence for a lost connection: they speak into it or hang up.",
        mend="Give the request-start message a text, or add a request-response-delayed message.",
        check=_dead_air,
    ),
    Rule(
        id="tools/silent-start",
        severity="info",
        what='a tool that is silent on purpose (`content: ""`) and has no delayed message',
        why="Nothing is heard until the server answers, however long that takes.",
        mend="Add a request-response-delayed message for the slow days.",
        check=_silent_start,
    ),
    Rule(
        id="tools/default-filler",
        severity="info",
        what="a tool without a request-start message",
        why='That is not silence: Vapi speaks a filler of its own choice, such as "Hold on a sec".',
        mend='Write the message you want, or `content: ""` for silence.',
        check=_default_filler,
    ),
    Rule(
        id="tools/async-messages",
        severity="warning",
        what="an async tool with messages that are never spoken",
        why="Only request-complete is spoken, and at once.",
        mend="Remove the message, or set `async: false`.",
        check=_async_messages,
    ),
    Rule(
        id="tools/async-result",
        severity="warning",
        what="an async tool whose result is to be used",
        why="Vapi does not wait for the result.",
        mend="Set `async: false`.",
        check=_async_result,
    ),
    Rule(
        id="tools/async-api",
        severity="info",
        what="`async` on an apiRequest tool",
        why="It has no effect.",
        mend="Remove it.",
        check=_async_api,
    ),
    Rule(
        id="tools/several-completions",
        severity="warning",
        what="several request-complete messages that are always eligible",
        why="One of them is spoken instead of the model's answer, so the caller never hears what the tool returned.",
        mend="Give them conditions, or `role: system` to make them hints for the model.",
        check=_completions,
    ),
    Rule(
        id="tools/condition-param",
        severity="warning",
        what="a condition about something that is no argument",
        why="It never matches.",
        mend="Name an argument of the tool.",
        check=_condition_param,
    ),
    Rule(
        id="tools/condition-value",
        severity="warning",
        what="a condition whose value is not text",
        why="Values are compared as text; anything else may never match.",
        mend="Put the value in quotes.",
        check=_condition_value,
    ),
)
