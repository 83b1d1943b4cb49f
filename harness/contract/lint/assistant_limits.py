"""Rules about an assistant's numbers and texts: limits of the API, and settings that undo each other."""

import json
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import AssistantAt, Subject

__all__ = ["RULES", "assistants"]

_LONGEST_NAME = 40
_LONGEST_TEXT = 1000
_PHRASE_LENGTHS = (2, 140)
_LONG_CALL_S = 900
_DEFAULT_MAX_TOKENS = 250
_TOKENS_BESIDE_SCHEMAS = 25
_CHARACTERS_A_TOKEN = 4
"""A rule of thumb for English and JSON."""
_TOKENS_FOR_REASONING = 150
_MODEL_GENERATED = "assistant-speaks-first-with-model-generated-message"


class _Range(Struct, frozen=True, kw_only=True):
    keys: tuple[str, ...]
    low: float
    high: float


_RANGES = (
    _Range(keys=("silenceTimeoutSeconds",), low=10, high=3600),
    _Range(keys=("maxDurationSeconds",), low=10, high=43_200),
    _Range(keys=("startSpeakingPlan", "waitSeconds"), low=0, high=5),
    _Range(keys=("stopSpeakingPlan", "numWords"), low=0, high=10),
    _Range(keys=("stopSpeakingPlan", "voiceSeconds"), low=0, high=0.5),
    _Range(keys=("stopSpeakingPlan", "backoffSeconds"), low=0, high=10),
)


def assistants(subject: Subject) -> Iterator[Entry]:
    """Everything that is an assistant or lies over one: files, members' inline assistants, overrides."""
    yield from (assistant.entry for assistant in subject.assistants)
    for squad in subject.squads:
        yield from (member.at("assistant") for member in squad.members if member.at("assistant").mapping())
        yield from subject.layers(squad)


def _name_too_long(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        if len(entry.at("name").text()) > _LONGEST_NAME:
            yield hit(entry.at("name"), f"The name has {len(entry.at('name').text())} characters; {_LONGEST_NAME} are allowed.")


def _out_of_range(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        for limit in _RANGES:
            place = entry.at(*limit.keys)
            if place.present and not limit.low <= place.number(limit.low) <= limit.high:
                yield hit(place, f"{'.'.join(limit.keys)} is {place.value}; {limit.low:g} to {limit.high:g} are allowed.")
        for key in ("endCallMessage", "voicemailMessage"):
            if len(entry.at(key).text()) > _LONGEST_TEXT:
                yield hit(entry.at(key), f"{key} has {len(entry.at(key).text())} characters; {_LONGEST_TEXT} are allowed.")
        low, high = _PHRASE_LENGTHS
        for phrase in entry.at("endCallPhrases").entries():
            if isinstance(phrase.value, str) and not low <= len(phrase.value) <= high:
                yield hit(phrase, f"An endCallPhrase has {len(phrase.value)} characters; {low} to {high} are allowed.")


def _long_call(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        longest = entry.at("maxDurationSeconds")
        if _LONG_CALL_S <= longest.number(0) <= _RANGES[1].high:
            yield hit(longest, f"Calls may take {longest.number(0):g} seconds.")


def _max_tokens_missing(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        if assistant.tools and not assistant.entry.at("model", "maxTokens").present:
            yield hit(assistant.entry.at("model"), f"'{assistant.name}' has tools and sets no maxTokens.")


def _max_tokens_low(subject: Subject) -> Iterable[Hit]:
    for assistant, limit, characters in _limited(subject):
        needed = _TOKENS_BESIDE_SCHEMAS + characters // _CHARACTERS_A_TOKEN
        if limit.number(0) < needed:
            yield hit(limit, f"maxTokens is {limit.value}; the schemas of '{assistant.name}' alone come to about {needed}.")


def _max_tokens_floor(subject: Subject) -> Iterable[Hit]:
    for assistant, limit, characters in _limited(subject):
        floor = _TOKENS_BESIDE_SCHEMAS + characters
        if _TOKENS_BESIDE_SCHEMAS + characters // _CHARACTERS_A_TOKEN <= limit.number(0) < floor:
            yield hit(limit, f"maxTokens is {limit.value}; for '{assistant.name}' Vapi's `validate` asks for {floor}.")


def _limited(subject: Subject) -> Iterator[tuple[AssistantAt, Entry, int]]:
    """Assistants with tools and a limit: the assistant, the limit, the characters of all schemas."""
    for assistant in subject.assistants:
        limit = assistant.entry.at("model", "maxTokens")
        if assistant.tools and limit.present:
            yield assistant, limit, sum(_characters(assistant))


def _characters(assistant: AssistantAt) -> Iterator[int]:
    """The length of each tool's schema, which is the measure of Vapi's own `max-tokens-floor`."""
    for tool in assistant.tools:
        parameters = tool.entry.at("function", "parameters")
        if tool.slug and parameters.present:
            yield len(json.dumps(parameters.value, ensure_ascii=False, separators=(",", ":"), default=str))


def _reasoning_tokens(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        model = entry.at("model")
        tokens = model.at("maxTokens").number(_DEFAULT_MAX_TOKENS)
        if model.at("model").text().startswith("gpt-5") and tokens < _TOKENS_FOR_REASONING:
            yield hit(model.at("maxTokens"), f"{model.at('model').text()} is given {tokens:g} tokens.")


def _fast_turns(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        turns = entry.at("model", "numFastTurns")
        if turns.number(0) > 0:
            yield hit(turns, f"The first {turns.number(0):g} turns are answered by another model.")


def _emotion(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        if entry.at("model", "emotionRecognitionEnabled").value is True:
            yield hit(entry.at("model", "emotionRecognitionEnabled"), "Emotion recognition is switched on.")


def _first_message_ignored(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        if entry.at("firstMessageMode").value == _MODEL_GENERATED and entry.at("firstMessage").text().strip():
            yield hit(entry.at("firstMessage"), "The first message is never spoken: the model makes one up.")


def _ends_twice(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        enabled = assistant.entry.at("endCallFunctionEnabled")
        if enabled.value is True and any(tool.type == "endCall" for tool in assistant.tools):
            yield hit(enabled, f"'{assistant.name}' has an endCall tool and endCallFunctionEnabled.")


def _server_messages(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        chosen = assistant.entry.at("serverMessages")
        needs = [tool.label for tool in assistant.tools if tool.type == "function"]
        if needs and chosen.present and "tool-calls" not in chosen.texts():
            yield hit(chosen, f"'{assistant.name}' has tools such as '{needs[0]}', and `serverMessages` leaves out tool-calls.")


def _inline_tools(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        for tool in assistant.tools:
            if not tool.slug and tool.type == "function":
                yield hit(tool.entry, f"'{tool.label}' is written inside '{assistant.name}'.")


def _idle_twice(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        timeouts = [hook for hook in entry.at("hooks").objects() if hook.at("on").text().startswith("customer.speech.timeout")]
        if timeouts and entry.at("messagePlan", "idleMessages").value:
            yield hit(timeouts[0], "Idle messages and a customer.speech.timeout hook both speak when the caller does not.")


_GENERATED_ID = re.compile(r"(?i)^new assistant( \d+)?$|^untitled")


def _unnamed(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        if _GENERATED_ID.search(entry.at("name").text()):
            yield hit(entry.at("name"), f"'{entry.at('name').text()}' is the dashboard's own name.")


RULES = (
    Rule(
        id="assistants/name-too-long",
        severity="error",
        what="an assistant whose name has more than 40 characters",
        why="Vapi's API refuses it.",
        mend="Shorten the name, also where handoffs use it.",
        check=_name_too_long,
    ),
    Rule(
        id="assistants/out-of-range",
        severity="error",
        what="a number or text of an assistant outside what Vapi allows",
        why="Vapi's API refuses it.",
        mend="Write a value within the range.",
        check=_out_of_range,
    ),
    Rule(
        id="assistants/long-call",
        severity="warning",
        what="a longest duration of 15 minutes or more",
        why="Vapi's smaller workers refuse such calls.",
        mend="Write less than 900.",
        check=_long_call,
    ),
    Rule(
        id="assistants/max-tokens-missing",
        severity="warning",
        what="an assistant with tools and without maxTokens",
        why="The default of 250 tokens can cut a tool call's arguments in the middle, and then the call of the tool fails.",
        mend="Set `model.maxTokens`.",
        check=_max_tokens_missing,
    ),
    Rule(
        id="assistants/max-tokens-low",
        severity="warning",
        what="maxTokens below the size of the tools' schemas",
        why="A tool call with long arguments is cut in the middle, and fails.",
        mend="Raise `model.maxTokens`.",
        check=_max_tokens_low,
    ),
    Rule(
        id="assistants/max-tokens-floor",
        severity="info",
        what="maxTokens below what Vapi's own `validate` asks for",
        why="It counts a schema's characters as tokens, which is far on the safe side; still it will warn.",
        mend="Raise `model.maxTokens`, or live with the warning.",
        check=_max_tokens_floor,
    ),
    Rule(
        id="assistants/reasoning-tokens",
        severity="warning",
        what="a reasoning model with fewer than 150 tokens",
        why="Its reasoning counts against the limit, and nothing is left for the answer.",
        mend="Raise `model.maxTokens`.",
        check=_reasoning_tokens,
    ),
    Rule(
        id="assistants/fast-turns",
        severity="warning",
        what="`numFastTurns`",
        why="Those turns are answered by gpt-3.5-turbo, which calls tools worse.",
        mend="Remove it.",
        check=_fast_turns,
    ),
    Rule(
        id="assistants/emotion",
        severity="warning",
        what="`emotionRecognitionEnabled`",
        why="It has no effect any more.",
        mend="Remove it.",
        check=_emotion,
    ),
    Rule(
        id="assistants/first-message-ignored",
        severity="info",
        what="a first message in a mode that ignores it",
        why="Readers take it for what callers hear.",
        mend="Remove it, or change firstMessageMode.",
        check=_first_message_ignored,
    ),
    Rule(
        id="assistants/ends-twice",
        severity="warning",
        what="an endCall tool beside endCallFunctionEnabled",
        why="The model sees two tools that do the same.",
        mend="Keep the tool.",
        check=_ends_twice,
    ),
    Rule(
        id="assistants/server-messages",
        severity="error",
        what="`serverMessages` without tool-calls, on an assistant whose tools have a server",
        why='Tool calls are never sent, and the model is told "No result returned." at once.',
        mend="Add `tool-calls`, or remove serverMessages.",
        check=_server_messages,
    ),
    Rule(
        id="assistants/inline-tools",
        severity="info",
        what="a tool written inside an assistant",
        why="Nobody else can use it, and a copy elsewhere drifts away.",
        mend="Move it to a file of its own, and name it in `model.toolIds`.",
        check=_inline_tools,
    ),
    Rule(
        id="assistants/idle-twice",
        severity="warning",
        what="idle messages beside a customer.speech.timeout hook",
        why="They know nothing of each other, and the caller hears both.",
        mend="Keep one of the two.",
        check=_idle_twice,
    ),
    Rule(
        id="assistants/dashboard-name",
        severity="info",
        what="an assistant with the dashboard's own name",
        why="Nobody knows from it what it is for.",
        mend="Name it for what it does.",
        check=_unnamed,
    ),
)
