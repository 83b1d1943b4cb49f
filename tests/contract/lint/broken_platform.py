"""Edits of the inn that break the rules about files and simulations; where there is a near miss, an edit that does not."""

from tests.contract.lint.case import LONG, OTHER, OTHER_TEXT, VOICE, case
from tests.contract.lint.inn import BAR, BOOK, DESK, EVAL, OUTPUT, PERSON, SCENE, SETTINGS, STATE

PLATFORM = (
    case(
        "platform/anchor",
        (BAR, "endCallPhrases: [cheers]", "endCallPhrases: &bye [cheers]\nendCallMessage: bye\nmetadata: *bye"),
        kept=(BAR, "endCallPhrases: [cheers]", "endCallPhrases: ['*bye']"),
    ),
    case("platform/bare-key", (DESK, '"on": call.timeElapsed', "on: call.timeElapsed")),
    case("platform/bare-word", (DESK, VOICE, "backgroundSound: off"), kept=(DESK, VOICE, "backgroundSound: 'off'")),
    case("platform/blank-text", (BAR, 'firstMessage: ""', 'firstMessage: " "')),
    case("platform/deprecated-key", (DESK, VOICE, "forwardingPhoneNumber: '+16045550100'")),
    case("platform/duplicate-key", (BAR, "name: Bar\n", "name: Bar\nname: Bar\n")),
    case("platform/encoding", (OTHER, "", "\ufeff" + OTHER_TEXT), kept=(OTHER, "", OTHER_TEXT)),
    case(
        "platform/eval-judge",
        (EVAL, ", content: For which day?", ""),
        kept=(EVAL, "type: exact, content: For which day?", "type: ai"),
    ),
    case("platform/eval-tool", (EVAL, "find_table", "find_tables")),
    case("platform/eval-type", (EVAL, "chat.mockConversation", "eval")),
    case(
        "platform/evaluation-comparator",
        (SCENE, 'comparator: "="', 'comparator: ">"'),
        kept=((SCENE, 'comparator: "="', 'comparator: ">"'), (SCENE, "type: boolean", "type: integer")),
    ),
    case(
        "platform/evaluation-schema",
        (SCENE, "type: boolean", "type: object"),
        kept=((SCENE, "type: boolean", "type: object"), (SCENE, "    value: true", "    path: ok\n    value: true")),
    ),
    case("platform/front-matter", (BAR, "\n---\n\nTake", "\nTake"), kept=(BAR, "\n---\n\nTake", "\n---\nTake")),
    case("platform/misspelt-key", (DESK, "silenceTimeoutSeconds", "silenceTimeoutSecond")),
    case("platform/mistyped-value", (DESK, "silenceTimeoutSeconds: 30", "silenceTimeoutSeconds: 30s")),
    case("platform/mocked-tool", (SCENE, "find_table", "find_tables")),
    case("platform/output-name", (OUTPUT, "table_booked", LONG), kept=(OUTPUT, "table_booked", "x" * 40)),
    case("platform/output-null-type", (OUTPUT, "type: boolean", "type: [boolean, 'null']")),
    case("platform/personality-messages", (PERSON, "hurry.}]", "hurry.}, {role: user, content: Hi}]")),
    case("platform/settings", (SETTINGS, "", "silense: []\n"), kept=(SETTINGS, "", "silence: []\n")),
    case("platform/silence-unknown-rule", (SETTINGS, "", "silence: [{rule: tools/nothing, reason: Because.}]\n")),
    case(
        "platform/silence-unused",
        (SETTINGS, "", "silence: [{rule: tools/no-timeout, reason: Because.}]\n"),
        kept=((SETTINGS, "", "silence: [{rule: tools/no-timeout, reason: Because.}]\n"), (BOOK, "  timeoutSeconds: 10\n", "")),
    ),
    case(
        "platform/silence-without-reason",
        (SETTINGS, "", "silence: [{rule: tools/no-timeout}]\n"),
        (BOOK, "  timeoutSeconds: 10\n", ""),
    ),
    case("platform/state-file", (STATE, '"credentials":', '"credentials"')),
    case("platform/unknown-key", (DESK, VOICE, "frobnication: 1")),
    case(
        "platform/unreadable-file",
        ("tools/code.ts", "", "export default {}\n"),
        kept=("tools/code.d.ts", "", "export default {}\n"),
    ),
    case("platform/yaml-empty", ("tools/none.yml", "", "# nothing yet\n")),
    case("platform/yaml-not-object", ("tools/none.yml", "", "- a\n")),
    case("platform/yaml-syntax", (BAR, "endCallPhrases: [cheers]", "endCallPhrases: [cheers")),
)
