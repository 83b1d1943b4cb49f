"""Rules about keys Vapi does not know. Its API refuses a resource for each of them: `property X should not exist`."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject

__all__ = ["RULES"]


def _keys(names: str) -> frozenset[str]:
    return frozenset(names.split())


_ASSISTANT = _keys(
    "name firstMessage firstMessageMode firstMessageInterruptionsEnabled model voice transcriber server serverMessages "
    "clientMessages hooks maxDurationSeconds silenceTimeoutSeconds endCallFunctionEnabled endCallMessage endCallPhrases "
    "voicemailDetection voicemailMessage backgroundSound backgroundDenoisingEnabled backgroundSpeechDenoisingPlan "
    "startSpeakingPlan stopSpeakingPlan messagePlan analysisPlan artifactPlan monitorPlan observabilityPlan compliancePlan "
    "keypadInputPlan transportConfigurations metadata credentials credentialIds modelOutputInMessagesEnabled "
    "forwardingPhoneNumber forwardingPhoneNumbers serverUrl serverUrlSecret toolIds workflow_ids variableValues "
    "dialKeypadFunctionEnabled hipaaEnabled recordingEnabled responseDelaySeconds llmRequestDelaySeconds "
    "numWordsToInterruptAssistant interruptionsEnabled backchannelingEnabled"
)
_OVERRIDES = _ASSISTANT | {"tools:append"}
_COMMON = _keys("type messages rejectionPlan function name description metadata _platformDefault")
_TOOLS = {
    "function": _COMMON | _keys("async server parameters variableExtractionPlan"),
    "apiRequest": _COMMON
    | _keys(
        "method url body headers parameters timeoutSeconds credentialId backoffPlan variableExtractionPlan encryptedPaths async"
    ),
    "handoff": _COMMON | frozenset(("destinations", "defaultResult", "server")),
    "transferCall": _COMMON | frozenset(("destinations", "server")),
    "endCall": _COMMON | frozenset(("server",)),
    "code": _COMMON
    | _keys("code environmentVariables timeoutSeconds credentialId variableExtractionPlan async server parameters"),
}
_FUNCTION = _keys("name description strict parameters")
_SERVER = _keys("url timeoutSeconds credentialId headers secret backoffPlan staticIpAddressesEnabled encryptedPaths")
_MESSAGE = _keys("type content contents blocking timingMilliseconds role endCallAfterSpokenEnabled conditions")
_SQUAD = _keys("name members membersOverrides metadata _platformDefault")
_MEMBER = _keys("assistantId assistant assistantVersion assistantOverrides assistantDestinations metadata")
_DESTINATION = _keys(
    "type assistantName assistantId assistant squadId squad entryAssistantName squadOverrides description contextEngineeringPlan "
    "variableExtractionPlan assistantOverrides server message transferMode number sipUri extension callerId transferPlan "
    "numberE164CheckEnabled sipHeaders sipVerb handoffMessages"
)
_SAID_ELSEWHERE = frozenset(("memberOverrides", "assistantsOverrides", "memberOverride", "overrides", "assistantOverrides"))
"""squads/misspelt-overrides knows these better."""
_CLOSE = 0.8


def _places(subject: Subject) -> Iterator[tuple[Entry, frozenset[str], str]]:
    """Each object whose keys are known: the object, the keys, what to call it."""
    for assistant in subject.assistants:
        yield assistant.entry, _ASSISTANT, "an assistant"
        yield assistant.entry.at("server"), _SERVER, "a server"
    for tool in subject.tools:
        if tool.type in _TOOLS:
            yield tool.entry, _TOOLS[tool.type], f"a tool of type {tool.type}"
        if tool.type == "function":
            yield tool.entry.at("server"), _SERVER, "a server"
        yield tool.entry.at("function"), _FUNCTION, "`function`"
        for message in tool.entry.at("messages").objects():
            yield message, _MESSAGE, "a tool message"
        for destination in tool.entry.at("destinations").objects():
            yield destination, _DESTINATION, "a destination"
    for squad in subject.squads:
        yield squad.entry, _SQUAD, "a squad"
        for layer in subject.layers(squad):
            yield layer, _OVERRIDES, "overrides"
        for member in squad.members:
            yield member, _MEMBER, "a member"
            for destination in member.at("assistantDestinations").objects():
                yield destination, _DESTINATION, "a destination"


def _strange(subject: Subject) -> Iterator[tuple[Entry, str, str, str]]:
    """Each unknown key: its place, itself, where it stands, and the known key it nearly is."""
    for entry, known, what in _places(subject):
        for key in entry.mapping():
            if key not in known and key not in _SAID_ELSEWHERE:
                close = get_close_matches(key.casefold(), {one.casefold(): one for one in known}, n=1, cutoff=_CLOSE)
                yield entry.at(key), key, what, next((one for one in known if close and one.casefold() == close[0]), "")


def _misspelt(subject: Subject) -> Iterable[Hit]:
    for place, key, what, meant in _strange(subject):
        if meant:
            yield hit(place, f"`{key}` is no key of {what}.", f"Did you mean `{meant}`?")


def _unknown(subject: Subject) -> Iterable[Hit]:
    for place, key, what, meant in _strange(subject):
        if not meant:
            yield hit(place, f"`{key}` is not known as a key of {what}.")


_OLD = {
    "serverUrl": "server.url",
    "serverUrlSecret": "a credential",
    "forwardingPhoneNumber": "a transferCall tool",
    "forwardingPhoneNumbers": "a transferCall tool",
}


def _deprecated(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        for key, instead in _OLD.items():
            if assistant.entry.at(key).present:
                yield hit(assistant.entry.at(key), f"`{key}` is deprecated.", f"Use {instead}.")
        if assistant.entry.at("model", "systemPrompt").present:
            place = assistant.entry.at("model", "systemPrompt")
            yield hit(place, "`model.systemPrompt` is deprecated.", "Use a system message, or the body of a .md file.")
    for entry, known, _ in _places(subject):
        if known is _DESTINATION and entry.at("transferMode").present:
            yield hit(entry.at("transferMode"), "`transferMode` is deprecated.", "Use contextEngineeringPlan.")


RULES = (
    Rule(
        id="platform/misspelt-key",
        severity="error",
        what="a key that is nearly one Vapi knows",
        why="Vapi's API refuses the whole resource; what you meant is not set.",
        mend="Correct it.",
        check=_misspelt,
    ),
    Rule(
        id="platform/unknown-key",
        severity="warning",
        what="a key nobody here has heard of",
        why="Vapi's API refuses resources with keys it does not know, unless this one is newer than this list.",
        mend="Remove it, or silence this with the page of Vapi's reference that has it.",
        check=_unknown,
    ),
    Rule(
        id="platform/deprecated-key",
        severity="info",
        what="a key from an older version of Vapi's API",
        why="It still works, by a path that gets no new features.",
        mend="Use what replaces it.",
        check=_deprecated,
    ),
)
