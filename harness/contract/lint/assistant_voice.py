"""Rules about how an assistant hears and speaks: transcriber, voice, markup."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from harness.contract.entry import Entry
from harness.contract.lint.assistant_limits import assistants
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject

__all__ = ["RULES", "spoken"]

_WRONG_FIELDS = {
    "cartesia": ("speed", "stability", "similarityBoost", "enableSsmlParsing"),
    "11labs": ("generationConfig",),
    "vapi": ("enableSsmlParsing", "stability", "similarityBoost", "generationConfig"),
}
_THRESHOLDS = (0.3, 0.9)
_MARKUP = re.compile(r"\*\*|^\s*(?:[-*•]|\d+\.)\s+\S|^#{1,6} |`|\[[^\]]+\]\(", re.MULTILINE)
_SSML = re.compile(r"<(?:break|phoneme|prosody|emphasis|say-as|speak)\b", re.IGNORECASE)
_DASH = "\N{EM DASH}"
_SPOKEN_KEYS = ("firstMessage", "endCallMessage", "voicemailMessage")


def spoken(subject: Subject) -> Iterator[Entry]:
    """Every text that is spoken as it is written."""
    for entry in assistants(subject):
        yield from (entry.at(key) for key in _SPOKEN_KEYS if entry.at(key).text())
        yield from entry.at("messagePlan", "idleMessages").entries()
        for hook in entry.at("hooks").objects():
            for action in hook.at("do").objects():
                exact = action.at("exact")
                yield from exact.entries() if isinstance(exact.value, list) else (exact,)
    for tool in subject.tools:
        for message in tool.entry.at("messages").objects():
            if message.at("role").text("assistant") == "assistant" and message.at("content").text():
                yield message.at("content")


def _voices(subject: Subject) -> Iterator[Entry]:
    return (entry.at("voice") for entry in assistants(subject) if entry.at("voice").mapping())


def _voice_fields(subject: Subject) -> Iterable[Hit]:
    for voice in _voices(subject):
        provider = voice.at("provider").text()
        for field in _WRONG_FIELDS.get(provider, ()):
            if voice.at(field).present:
                yield hit(voice.at(field), f"A voice of {provider} has no `{field}`.")


def _vapi_voice(subject: Subject) -> Iterable[Hit]:
    for voice in _voices(subject):
        name = voice.at("voiceId").text()
        if voice.at("provider").text() == "vapi" and name and (name[0].islower() or re.search(r"\sV2$|V2$", name)):
            yield hit(voice.at("voiceId"), f"Vapi has no voice '{name}'.", "Write its name with a capital letter, without V2.")


def _pronunciation(subject: Subject) -> Iterable[Hit]:
    for voice in _voices(subject):
        provider, model = voice.at("provider").text(), voice.at("model").text()
        if provider == "11labs" and voice.at("pronunciationDictId").present:
            yield hit(voice.at("pronunciationDictId"), "A voice of 11labs has no `pronunciationDictId`.")
        if provider == "cartesia" and voice.at("pronunciationDictId").present and not model.startswith("sonic-3"):
            yield hit(
                voice.at("pronunciationDictId"),
                f"The model {model or '(default)'} of cartesia knows no pronunciation dictionary.",
            )


def _flux(subject: Subject) -> Iterator[Entry]:
    """Assistants that listen with Flux, and the overrides of squads they are members of."""
    for entry in assistants(subject):
        if entry.at("transcriber", "model").text().startswith("flux"):
            yield entry
    for squad in subject.squads:
        members = (subject.assistant_named(member.at("assistantId").text()) for member in squad.members)
        if any(one and one.entry.at("transcriber", "model").text().startswith("flux") for one in members):
            yield squad.entry.at("membersOverrides")


def _flux_endpointing(subject: Subject) -> Iterable[Hit]:
    for layer in _flux(subject):
        plan = layer.at("startSpeakingPlan")
        for key in ("smartEndpointingPlan", "smartEndpointingEnabled"):
            if plan.at(key).value:
                yield hit(plan.at(key), f"A Flux transcriber is used together with `{key}`.")


def _flux_thresholds(subject: Subject) -> Iterable[Hit]:
    low, high = _THRESHOLDS
    for entry in assistants(subject):
        transcriber = entry.at("transcriber")
        eager, end = transcriber.at("eagerEotThreshold"), transcriber.at("eotThreshold")
        for threshold in (eager, end):
            if threshold.present and not low <= threshold.number(low) <= high:
                yield hit(threshold, f"{threshold.path[-1]} is {threshold.value}; {low:g} to {high:g} are useful.")
        if eager.present and end.present and eager.number(0) >= end.number(1):
            yield hit(eager, f"eagerEotThreshold ({eager.value}) is not below eotThreshold ({end.value}).")


def _language_hint(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        transcriber = entry.at("transcriber")
        for key in ("languageHint", "languageHints"):
            model, language = transcriber.at("model").text(), transcriber.at("language").text()
            if transcriber.at(key).value and "multi" not in model and language != "multi":
                yield hit(transcriber.at(key), f"`{key}` is set for a transcriber of one language.")


def _keywords(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        transcriber = entry.at("transcriber")
        if transcriber.at("model").text().startswith("nova-3") and transcriber.at("keywords").value:
            yield hit(transcriber.at("keywords"), "nova-3 does not read `keywords`.")


def _markup(subject: Subject) -> Iterable[Hit]:
    for text in spoken(subject):
        if isinstance(text.value, str) and _MARKUP.search(text.value):
            yield hit(text, "This is spoken, and holds Markdown.")


def _dashes(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        voice = assistant.entry.at("voice")
        if voice.at("provider").text() != "cartesia" or not voice.at("model").text().startswith("sonic-3"):
            continue
        for key in _SPOKEN_KEYS:
            text = assistant.entry.at(key)
            if _DASH in text.text() or _SSML.search(text.text()):
                yield hit(text, "sonic-3 stumbles over an em dash or a <break>.")
        for number, line in enumerate(assistant.prompt.splitlines(), start=1):
            if "<break" in line.lower():
                yield Hit(source=assistant.line(number), message="sonic-3 stumbles over a <break>.")


def _ssml(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        voice = assistant.entry.at("voice")
        if voice.at("provider").text() != "11labs" or voice.at("enableSsmlParsing").value is True:
            continue
        texts: list[tuple[Any, str]] = [(assistant.entry.at(key).source, assistant.entry.at(key).text()) for key in _SPOKEN_KEYS]
        texts += [(assistant.line(number), line) for number, line in enumerate(assistant.prompt.splitlines(), start=1)]
        for source, text in texts:
            if _SSML.search(text):
                yield Hit(source=source, message="SSML is written here, and the voice does not parse it.")


def _provider_off(subject: Subject) -> Iterable[Hit]:
    for entry in assistants(subject):
        for key in entry.mapping():
            value = entry.mapping()[key]
            if isinstance(value, dict) and value.get("provider") in ("off", False):
                yield hit(entry.at(key), f"`{key}` is to be switched off by its provider.", f"Write `{key}: 'off'`.")


RULES = (
    Rule(
        id="assistants/voice-fields",
        severity="error",
        what="a voice setting its provider does not have",
        why="Vapi's API refuses it.",
        mend="Remove it.",
        check=_voice_fields,
    ),
    Rule(
        id="assistants/vapi-voice",
        severity="error",
        what="a Vapi voice under a wrong name",
        why="Vapi's API refuses it.",
        mend="Write the name of the voice as Vapi lists it.",
        check=_vapi_voice,
    ),
    Rule(
        id="assistants/pronunciation",
        severity="warning",
        what="a pronunciation dictionary the voice cannot use",
        why="It has no effect, or is refused.",
        mend="Remove it, or use cartesia sonic-3.",
        check=_pronunciation,
    ),
    Rule(
        id="assistants/flux-endpointing",
        severity="warning",
        what="smart endpointing with a Flux transcriber",
        why="It switches Flux's own end-of-turn detection off without a word.",
        mend="Remove it.",
        check=_flux_endpointing,
    ),
    Rule(
        id="assistants/flux-thresholds",
        severity="warning",
        what="end-of-turn thresholds that make no sense together",
        why="Turns end too early, or eager answers never happen.",
        mend="Keep both from 0.3 to 0.9, the eager one below the other.",
        check=_flux_thresholds,
    ),
    Rule(
        id="assistants/language-hint",
        severity="warning",
        what="a language hint for a transcriber of one language",
        why="It has no effect.",
        mend="Remove it, or use a multilingual model.",
        check=_language_hint,
    ),
    Rule(
        id="assistants/keywords",
        severity="warning",
        what="`keywords` with nova-3",
        why="They have no effect.",
        mend="Use `keyterm`.",
        check=_keywords,
    ),
    Rule(
        id="assistants/spoken-markup",
        severity="info",
        what="Markdown in a text that is spoken",
        why="Some voices read the marks aloud.",
        mend="Write it as it is to be said.",
        check=_markup,
    ),
    Rule(
        id="assistants/sonic-dashes",
        severity="warning",
        what="an em dash or a <break> in what sonic-3 is to say",
        why="The voice glitches there.",
        mend="Use a comma or a full stop.",
        check=_dashes,
    ),
    Rule(
        id="assistants/ssml-off",
        severity="warning",
        what="SSML for an 11labs voice that does not parse it",
        why="The tags are read aloud.",
        mend="Set `voice.enableSsmlParsing: true`, or remove the tags.",
        check=_ssml,
    ),
    Rule(
        id="assistants/provider-off",
        severity="error",
        what="a feature switched off by `provider: off`",
        why="Vapi's API refuses it: the feature itself must be 'off'.",
        mend="Write 'off' in its place.",
        check=_provider_off,
    ),
)
