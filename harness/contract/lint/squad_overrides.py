"""Rules about what a squad lays over its members."""

from collections.abc import Iterable, Iterator

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject

__all__ = ["RULES"]

_MISSPELT = {
    "memberOverrides": "membersOverrides",
    "assistantsOverrides": "membersOverrides",
    "assistantOverrides": "membersOverrides",
    "memberOverride": "membersOverrides",
}
_MISSPELT_IN_MEMBER = {
    "assistantsOverrides": "assistantOverrides",
    "memberOverrides": "assistantOverrides",
    "membersOverrides": "assistantOverrides",
    "overrides": "assistantOverrides",
}
_WHOLE_MODEL = {"provider", "model"}


def _misspelt(subject: Subject) -> Iterable[Hit]:
    for squad in subject.squads:
        for key, right in _MISSPELT.items():
            if squad.entry.at(key).present:
                yield hit(squad.entry.at(key), f"`{key}` is no key of a squad.", f"Write `{right}`.")
        for member in squad.members:
            for key, right in _MISSPELT_IN_MEMBER.items():
                if member.at(key).present:
                    yield hit(member.at(key), f"`{key}` is no key of a member.", f"Write `{right}`.")


def _layers(subject: Subject) -> Iterator[Entry]:
    for squad in subject.squads:
        yield from subject.layers(squad)


def _prompt_shadowed(subject: Subject) -> Iterable[Hit]:
    for layer in _layers(subject):
        model = layer.at("model")
        if model.at("messages").present:
            yield hit(model.at("messages"), "These overrides replace the prompt that stands in the assistant's file.")
        elif set(model.mapping()) >= _WHOLE_MODEL:
            yield hit(model, "These overrides replace the assistant's model.")


def _tools_replaced(subject: Subject) -> Iterable[Hit]:
    for layer in _layers(subject):
        if layer.at("model", "tools").present:
            yield hit(layer.at("model", "tools"), "`model.tools` in overrides replaces the assistant's own tools.")


def _voicemail_null(subject: Subject) -> Iterable[Hit]:
    for layer in _layers(subject):
        if "voicemailDetection" in layer.mapping() and layer.mapping()["voicemailDetection"] is None:
            yield hit(layer.at("voicemailDetection"), "`voicemailDetection: null` is to switch it off.")


def _voicemail_gatekeeper(subject: Subject) -> Iterable[Hit]:
    for squad in subject.reading.organisation.squads:
        first = squad.entry
        file = next((one for one in subject.assistants if one.slug == first.slug), None)
        if file is None or first.first_message != "":
            continue
        detection = file.entry.at("voicemailDetection")
        if detection.present and detection.value != "off":
            yield hit(detection, f"'{first.name}' answers the phone in silence and listens for voicemail.")


def _elapsed_hooks(subject: Subject) -> Iterable[Hit]:
    for squad in subject.squads:
        for member in squad.members[1:]:
            found = subject.assistant_named(member.at("assistantId").text())
            for owner in (member.at("assistantOverrides"), *([found.entry] if found else [])):
                for hook in owner.at("hooks").objects():
                    if hook.at("on").text() == "call.timeElapsed":
                        yield hit(hook, "This hook belongs to an assistant that is not the first of its squad.")


def _history(subject: Subject) -> Iterable[Hit]:
    for squad in subject.squads:
        every = squad.entry.at("membersOverrides")
        analysed = any(every.at(key).value for key in ("analysisPlan",)) or every.at("artifactPlan", "structuredOutputIds").value
        keeps = every.at("artifactPlan", "fullMessageHistoryEnabled").value is True
        if analysed and not keeps and len(squad.members) > 1:
            yield hit(every, "The squad's calls are analysed without their full history.")


def _analysed_twice(subject: Subject) -> Iterable[Hit]:
    for squad in subject.squads:
        every = squad.entry.at("membersOverrides", "analysisPlan", "structuredDataPlan")
        for member in squad.members if every.value else ():
            found = subject.assistant_named(member.at("assistantId").text())
            own = found.entry.at("analysisPlan", "structuredDataPlan") if found else None
            if found is not None and own is not None and own.value:
                yield hit(own, f"'{found.name}' and its squad both have a structuredDataPlan.")


def _version_inline(subject: Subject) -> Iterable[Hit]:
    for squad in subject.squads:
        for member in squad.members:
            if member.at("assistantVersion").present and member.at("assistant").present:
                yield hit(member.at("assistantVersion"), "An inline assistant has no version.")


RULES = (
    Rule(
        id="squads/misspelt-overrides",
        severity="error",
        what="overrides under a key Vapi does not know",
        why="Vapi's API refuses the squad, or ignores what stands there.",
        mend="Write `membersOverrides` on the squad and `assistantOverrides` on a member.",
        check=_misspelt,
    ),
    Rule(
        id="squads/prompt-in-overrides",
        severity="warning",
        what="overrides that replace the prompt or the whole model",
        why="Edits of the assistant's own file no longer reach the call.",
        mend="Keep prompts in the assistants' files, and override only what differs.",
        check=_prompt_shadowed,
    ),
    Rule(
        id="squads/tools-replaced",
        severity="warning",
        what="`model.tools` in overrides",
        why="The assistant loses the tools it has.",
        mend="Use `tools:append`.",
        check=_tools_replaced,
    ),
    Rule(
        id="squads/voicemail-null",
        severity="warning",
        what="`voicemailDetection: null` in overrides",
        why="Null changes nothing in overrides: detection stays as the assistant has it.",
        mend="Write `voicemailDetection: 'off'`.",
        check=_voicemail_null,
    ),
    Rule(
        id="squads/voicemail-gatekeeper",
        severity="warning",
        what="voicemail detection on a first member that says nothing",
        why="Silence from both sides is taken for a mailbox, and the call ends without a word.",
        mend="Switch it off on that member: `voicemailDetection: 'off'`.",
        check=_voicemail_gatekeeper,
    ),
    Rule(
        id="squads/elapsed-hook",
        severity="warning",
        what="a call.timeElapsed hook of a later member",
        why="It counts from the start of the call, and is not armed again after a handoff.",
        mend="Put it into the squad's membersOverrides.",
        check=_elapsed_hooks,
    ),
    Rule(
        id="squads/history",
        severity="warning",
        what="a squad that is analysed without fullMessageHistoryEnabled",
        why="Only what the last member saw is analysed.",
        mend="Set `membersOverrides.artifactPlan.fullMessageHistoryEnabled: true`.",
        check=_history,
    ),
    Rule(
        id="squads/analysed-twice",
        severity="warning",
        what="a structuredDataPlan both on a squad and on its member",
        why="Only one of the two runs, and they drift apart.",
        mend="Keep the squad's.",
        check=_analysed_twice,
    ),
    Rule(
        id="squads/version-inline",
        severity="error",
        what="`assistantVersion` on an inline assistant",
        why="Vapi's API refuses it.",
        mend="Remove it.",
        check=_version_inline,
    ),
)
