"""Edits of the inn that break the rules about assistants; where there is a near miss, an edit that does not."""

from tests.contract.lint.case import EVERYONE, FIRST, LONG, OTHER, OTHER_TEXT, SILENT_DESK, VOICE, case
from tests.contract.lint.inn import BAR, DESK, HOOKED, SQUAD

INLINE_FUNCTION = "  tools: [{type: function, function: {name: callTaxi, description: Calls one.}, async: true, messages: []}]\n"
SONIC = "voice: {provider: cartesia, model: sonic-3, voiceId: x}"
ELEVEN = "voice: {provider: 11labs, voiceId: x}"

ASSISTANTS = (
    case("assistants/dashboard-name", (OTHER, "", OTHER_TEXT.replace("Other", "New Assistant")), kept=(OTHER, "", OTHER_TEXT)),
    case(
        "assistants/emotion",
        (DESK, "  maxTokens", "  emotionRecognitionEnabled: true\n  maxTokens"),
        kept=(DESK, "  maxTokens", "  emotionRecognitionEnabled: false\n  maxTokens"),
    ),
    case(
        "assistants/ends-twice",
        (DESK, "  toolIds:", "  tools: [{type: endCall}]\n  toolIds:"),
        (DESK, VOICE, "endCallFunctionEnabled: true"),
        kept=(DESK, VOICE, "endCallFunctionEnabled: true"),
    ),
    case(
        "assistants/fast-turns",
        (DESK, "  maxTokens", "  numFastTurns: 2\n  maxTokens"),
        kept=(DESK, "  maxTokens", "  numFastTurns: 0\n  maxTokens"),
    ),
    case(
        "assistants/first-message-ignored",
        (DESK, "Mode: assistant-speaks-first", "Mode: assistant-speaks-first-with-model-generated-message"),
        kept=((DESK, "Mode: assistant-speaks-first", "Mode: assistant-speaks-first-with-model-generated-message"), SILENT_DESK),
    ),
    case(
        "assistants/first-message-mode",
        (DESK, "assistant-speaks-first", "assistant-first"),
        kept=(DESK, "assistant-speaks-first", "assistant-waits-for-user"),
    ),
    case(
        "assistants/flux-endpointing",
        (DESK, "nova-3", "flux-general-en"),
        (SQUAD, EVERYONE, EVERYONE + "  startSpeakingPlan: {smartEndpointingPlan: {provider: vapi}}\n"),
        kept=(SQUAD, EVERYONE, EVERYONE + "  startSpeakingPlan: {smartEndpointingPlan: {provider: vapi}}\n"),
    ),
    case(
        "assistants/flux-thresholds",
        (DESK, "model: nova-3", "model: flux-general-en, eagerEotThreshold: 0.8, eotThreshold: 0.7"),
        kept=(DESK, "model: nova-3", "model: flux-general-en, eagerEotThreshold: 0.5, eotThreshold: 0.7"),
    ),
    case("assistants/hook-action", (DESK, "type: say, exact: Are", "type: shout, exact: Are")),
    case(
        "assistants/hook-event",
        (DESK, "customer.speech.timeout", "customer.timeout"),
        kept=(DESK, "customer.speech.timeout", "customer.speech.timeout[name=late]"),
    ),
    case(
        "assistants/hook-out-of-range",
        (DESK, "triggerMaxCount: 2", "triggerMaxCount: 11"),
        kept=(DESK, "triggerMaxCount: 2", "triggerMaxCount: 10"),
    ),
    case("assistants/hook-race", (DESK, "seconds: 500", "seconds: 600"), kept=(DESK, "seconds: 500", "seconds: 599")),
    case(
        "assistants/hook-without-tool",
        (DESK, f"{{type: tool, toolId: {HOOKED}}}", "{type: tool}"),
        kept=(DESK, f"{{type: tool, toolId: {HOOKED}}}", "{type: tool, tool: {type: endCall}}"),
    ),
    case(
        "assistants/idle-twice",
        (DESK, VOICE, "messagePlan: {idleMessages: [Hello?]}"),
        kept=(BAR, "endCallPhrases", "messagePlan: {idleMessages: [Hello?]}\nendCallPhrases"),
    ),
    case(
        "assistants/inline-tools",
        (DESK, "  toolIds:", INLINE_FUNCTION + "  toolIds:"),
        kept=(DESK, "  toolIds:", "  tools: [{type: endCall}]\n  toolIds:"),
    ),
    case(
        "assistants/keywords",
        (DESK, "model: nova-3", "model: nova-3, keywords: [oak]"),
        kept=(DESK, "model: nova-3", "model: nova-2, keywords: [oak]"),
    ),
    case(
        "assistants/language-hint",
        (DESK, "model: nova-3", "model: nova-3, languageHints: [en]"),
        kept=(DESK, "model: nova-3, language: en", "model: nova-3, language: multi, languageHints: [en]"),
    ),
    case(
        "assistants/long-call",
        (DESK, "maxDurationSeconds: 600", "maxDurationSeconds: 900"),
        kept=(DESK, "maxDurationSeconds: 600", "maxDurationSeconds: 899"),
    ),
    case(
        "assistants/max-tokens-floor",
        (DESK, "maxTokens: 4000", "maxTokens: 300"),
        kept=(DESK, "maxTokens: 4000", "maxTokens: 2000"),
    ),
    case(
        "assistants/max-tokens-low", (DESK, "maxTokens: 4000", "maxTokens: 60"), kept=(DESK, "maxTokens: 4000", "maxTokens: 300")
    ),
    case("assistants/max-tokens-missing", (DESK, "  maxTokens: 4000\n", "")),
    case(
        "assistants/model-functions",
        (BAR, "model: gpt-4o", "model: gpt-4o, functions: [{name: pour}]"),
        kept=(BAR, "model: gpt-4o", "model: gpt-4o, functions: []"),
    ),
    case(
        "assistants/name-too-long",
        (OTHER, "", OTHER_TEXT.replace("Other", LONG)),
        kept=(OTHER, "", OTHER_TEXT.replace("Other", "x" * 40)),
    ),
    case(
        "assistants/out-of-range",
        (DESK, "silenceTimeoutSeconds: 30", "silenceTimeoutSeconds: 9"),
        kept=(DESK, "silenceTimeoutSeconds: 30", "silenceTimeoutSeconds: 10"),
    ),
    case(
        "assistants/pronunciation",
        (DESK, VOICE, "voice: {provider: cartesia, model: sonic-2, pronunciationDictId: x}"),
        kept=(DESK, VOICE, "voice: {provider: cartesia, model: sonic-3, pronunciationDictId: x}"),
    ),
    case(
        "assistants/provider-off",
        (DESK, VOICE, "voicemailDetection: {provider: 'off'}"),
        kept=(DESK, VOICE, "voicemailDetection: 'off'"),
    ),
    case(
        "assistants/reasoning-tokens",
        (BAR, "model: gpt-4o", "model: gpt-5-mini, maxTokens: 100"),
        kept=(BAR, "model: gpt-4o", "model: gpt-5-mini, maxTokens: 150"),
    ),
    case("assistants/same-name", (OTHER, "", OTHER_TEXT.replace("Other", "Bar"))),
    case(
        "assistants/server-messages",
        (DESK, VOICE, "serverMessages: [end-of-call-report]"),
        kept=(DESK, VOICE, "serverMessages: [end-of-call-report, tool-calls]"),
    ),
    case(
        "assistants/sonic-dashes",
        (DESK, VOICE, SONIC),
        (DESK, FIRST, "Good evening \N{EM DASH} the inn."),
        kept=(DESK, VOICE, SONIC),
    ),
    case(
        "assistants/spoken-markup", (DESK, FIRST, '"Good **evening**."'), kept=(DESK, FIRST, '"It is 3 * 4 - a table for two."')
    ),
    case(
        "assistants/ssml-off",
        (DESK, VOICE, ELEVEN),
        (DESK, FIRST, "Good <break time='1s'/> evening"),
        kept=(
            (DESK, VOICE, ELEVEN.replace("x}", "x, enableSsmlParsing: true}")),
            (DESK, FIRST, "Good <break time='1s'/> evening"),
        ),
    ),
    case(
        "assistants/vapi-voice", (DESK, "voiceId: Elliot", "voiceId: elliot"), kept=(DESK, "voiceId: Elliot", "voiceId: Savannah")
    ),
    case(
        "assistants/voice-fields",
        (DESK, VOICE, "voice: {provider: cartesia, stability: 1}"),
        kept=(DESK, VOICE, "voice: {provider: 11labs, stability: 1}"),
    ),
)
