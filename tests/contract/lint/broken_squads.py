"""Edits of the inn that break the rules about squads and handoffs; where there is a near miss, an edit that does not."""

from tests.contract.lint.case import EVERYONE, SILENT_DESK, case
from tests.contract.lint.inn import BAR, BAR_TOOL, BOOK, DESK, HOOKED, SQUAD, Edit

OVERRIDES = "    assistantOverrides: {variableValues: {mood: merry}}"
COMES_BACK: Edit = (
    SQUAD,
    OVERRIDES,
    "    assistantDestinations: [{type: assistant, assistantId: desk, description: anything but drinks}]",
)
HANDOFF_TOOLS = (
    "  tools:\n"
    "    - {type: handoff, destinations: [{assistantName: Bar, description: drinks}]}\n"
    "    - {type: handoff, destinations: [{assistantName: Bar, description: more drinks}], function: {name: more_drinks}}\n"
)

SQUADS = (
    case(
        "squads/analysed-twice",
        (SQUAD, EVERYONE, EVERYONE + "  analysisPlan: {structuredDataPlan: {enabled: true}}\n"),
        (DESK, "maxDuration", "analysisPlan: {structuredDataPlan: {enabled: true}}\nmaxDuration"),
        kept=(SQUAD, EVERYONE, EVERYONE + "  analysisPlan: {structuredDataPlan: {enabled: true}}\n"),
    ),
    case(
        "squads/context-plan",
        (BAR_TOOL, "type: userAndAssistantMessages", "type: someMessages"),
        kept=(BAR_TOOL, "type: userAndAssistantMessages", "type: lastNMessages, maxMessages: 3"),
    ),
    case(
        "squads/destination-kind",
        (BAR_TOOL, "- type: assistant", "- type: helper"),
        kept=(BAR_TOOL, "- type: assistant", "- type: dynamic"),
    ),
    case(
        "squads/destination-parameter",
        (
            BAR_TOOL,
            "function:\n",
            "function:\n  parameters: {type: object, properties: {drink: {type: string, description: Which}}}\n",
        ),
        kept=(
            BAR_TOOL,
            "function:\n",
            "function:\n"
            "  parameters: {type: object, required: [destination], properties: {destination: {type: string, enum: [Bar]}}}\n",
        ),
    ),
    case("squads/destination-target", (BAR_TOOL, "assistantName: Bar", "assistantName: Bar\n    assistantId: bar")),
    case(
        "squads/destination-undescribed",
        (BAR_TOOL, "  description: Hand off when the guest wants a drink.\n", ""),
        (BAR_TOOL, "    description: the guest wants a drink\n", ""),
        kept=(BAR_TOOL, "    description: the guest wants a drink\n", ""),
    ),
    case(
        "squads/duplicate-handoff",
        (
            SQUAD,
            "  - assistantId: desk\n",
            "  - assistantId: desk\n    assistantDestinations: [{type: assistant, assistantName: Bar, description: drinks}]\n",
        ),
    ),
    case("squads/duplicate-member", (SQUAD, "assistantId: bar", "assistantId: desk")),
    case(
        "squads/elapsed-hook",
        (BAR, "endCallPhrases", 'hooks: [{"on": call.timeElapsed, options: {seconds: 60}, do: []}]\nendCallPhrases'),
    ),
    case("squads/greets-again", COMES_BACK, kept=(COMES_BACK, SILENT_DESK)),
    case(
        "squads/handoff-not-blocking",
        (BAR_TOOL, "blocking: true", "blocking: false"),
        kept=((BAR_TOOL, "blocking: true", "blocking: false"), (BAR, 'firstMessage: ""', "firstMessage: Cheers!")),
    ),
    case(
        "squads/handoff-per-provider",
        (DESK, "provider: openai", "provider: anthropic"),
        (DESK, "  toolIds:", HANDOFF_TOOLS + "  toolIds:"),
        kept=(DESK, "  toolIds:", HANDOFF_TOOLS + "  toolIds:"),
    ),
    case(
        "squads/history",
        (SQUAD, EVERYONE, "  analysisPlan: {summaryPlan: {enabled: true}}\n"),
        kept=(SQUAD, EVERYONE, EVERYONE + "  analysisPlan: {summaryPlan: {enabled: true}}\n"),
    ),
    case(
        "squads/liquid-in-variables",
        (
            BAR_TOOL,
            "    description: the",
            '    assistantOverrides: {variableValues: {table: "{{ firstTable }}"}}\n    description: the',
        ),
        kept=(BAR_TOOL, "    description: the", "    assistantOverrides: {variableValues: {table: one}}\n    description: the"),
    ),
    case("squads/member-without-assistant", (SQUAD, "assistantId: bar", "assistantVersion: v1")),
    case("squads/misspelt-overrides", (SQUAD, "membersOverrides", "memberOverrides")),
    case("squads/nameless-member", (BAR, "name: Bar\n", "")),
    case(
        "squads/no-exit",
        (BAR, "endCallPhrases: [cheers]\n", ""),
        kept=(BAR, "endCallPhrases: [cheers]\n", "endCallFunctionEnabled: true\n"),
    ),
    case("squads/no-members", ("squads/empty.yml", "", "name: Empty\nmembers: []\n")),
    case("squads/opener-in-prompt", (BAR, "Take the order", 'You have said "The bar will help." already. Take the order')),
    case(
        "squads/override-tool-slug",
        (SQUAD, OVERRIDES, "    assistantOverrides: {model: {toolIds: [book-table]}}"),
        kept=(SQUAD, OVERRIDES, f"    assistantOverrides: {{model: {{toolIds: [{HOOKED}]}}}}"),
    ),
    case(
        "squads/prompt-in-overrides",
        (SQUAD, OVERRIDES, "    assistantOverrides: {model: {messages: [{role: system, content: Be rude.}]}}"),
        kept=(SQUAD, OVERRIDES, "    assistantOverrides: {model: {temperature: 1}}"),
    ),
    case("squads/self-handoff", (BAR_TOOL, "assistantName: Bar", "assistantName: Front Desk")),
    case(
        "squads/sensitive-context",
        (BOOK, "      guest:", "      cardNumber: {type: string, description: Sixteen digits}\n      guest:"),
        (BAR_TOOL, "userAndAssistantMessages", "all"),
        kept=(BOOK, "      guest:", "      cardNumber: {type: string, description: Sixteen digits}\n      guest:"),
    ),
    case(
        "squads/tools-replaced",
        (SQUAD, OVERRIDES, "    assistantOverrides: {model: {tools: []}}"),
        kept=(SQUAD, OVERRIDES, "    assistantOverrides: {tools:append: []}"),
    ),
    case("squads/unknown-destination", (BAR_TOOL, "assistantName: Bar", "assistantName: bar counter")),
    case("squads/unnamed-handoff", (BAR_TOOL, "  name: handoff_to_bar\n", "")),
    case("squads/unreachable-member", (DESK, "    - to-bar\n", "")),
    case(
        "squads/version-inline",
        (SQUAD, "assistantId: bar\n" + OVERRIDES, "assistantVersion: v1\n    assistant: {name: Bar, endCallPhrases: [cheers]}"),
        kept=(SQUAD, "assistantId: bar\n" + OVERRIDES, "assistant: {name: Bar, endCallPhrases: [cheers]}"),
    ),
    case(
        "squads/voicemail-gatekeeper",
        SILENT_DESK,
        (DESK, "voice:", "voicemailDetection: {provider: vapi}\nvoice:"),
        kept=(SILENT_DESK, (DESK, "voice:", "voicemailDetection: 'off'\nvoice:")),
    ),
    case(
        "squads/voicemail-null",
        (SQUAD, OVERRIDES, "    assistantOverrides: {voicemailDetection: null}"),
        kept=(SQUAD, OVERRIDES, "    assistantOverrides: {voicemailDetection: 'off'}"),
    ),
)
