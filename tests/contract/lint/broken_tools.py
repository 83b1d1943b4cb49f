"""Edits of the inn that break the rules about tools; where there is a near miss, an edit that does not."""

from tests.contract.lint.case import LONG, case
from tests.contract.lint.inn import BAR_TOOL, BOOK, DESK, FIND, MANAGER, STATE, TOTAL, WEATHER

TOOLS = (
    case("tools/alias", (FIND, "key: firstTable", "key: first-table"), kept=(FIND, "key: firstTable", "key: first_table")),
    case(
        "tools/api-function-parameters",
        (WEATHER, "method: GET", "method: GET\nfunction: {parameters: {type: object, properties: {}}}"),
        kept=(WEATHER, "method: GET", "method: GET\nfunction: {}"),
    ),
    case("tools/api-name-too-long", (WEATHER, "get_weather", LONG), kept=(WEATHER, "get_weather", "x" * 40)),
    case("tools/api-no-method", (WEATHER, "method: GET\n", "")),
    case(
        "tools/argument-undescribed",
        (FIND, ", description: How many", ""),
        kept=(
            BAR_TOOL,
            "function:\n",
            "function:\n  parameters: {type: object, properties: {destination: {type: string}}, required: [destination]}\n",
        ),
    ),
    case("tools/argument-untyped", (FIND, "type: integer, ", ""), kept=(FIND, "type: integer, ", "enum: [1, 2], ")),
    case(
        "tools/async-api",
        (WEATHER, "method: GET", "method: GET\nasync: true"),
        kept=(WEATHER, "method: GET", "method: GET\nasync: false"),
    ),
    case(
        "tools/async-messages",
        (BOOK, "type: function\n", "type: function\nasync: true\n"),
        kept=(
            (BOOK, "type: function\n", "type: function\nasync: true\n"),
            (BOOK, "type: request-start", "type: request-complete"),
        ),
    ),
    case(
        "tools/async-result",
        (FIND, "async: false", "async: true"),
        kept=(BOOK, "type: function\n", "type: function\nasync: true\n"),
    ),
    case(
        "tools/authorization-with-credential",
        (FIND, "  credentialId: house", '  credentialId: house\n  headers: {Authorization: "{{ token }}"}'),
        kept=(FIND, "  credentialId: house", '  headers: {Authorization: "{{ token }}"}'),
    ),
    case("tools/backoff-type", (FIND, "type: fixed", "type: linear"), kept=(FIND, "type: fixed", "type: exponential")),
    case(
        "tools/backoff-without-exclusions",
        (FIND, "maxRetries: 0", "maxRetries: 2"),
        kept=(FIND, "maxRetries: 0", "maxRetries: 2, excludedStatusCodes: [404]"),
    ),
    case(
        "tools/code-timeout",
        (TOTAL, "timeoutSeconds: 5", "timeoutSeconds: 31"),
        kept=(TOTAL, "timeoutSeconds: 5", "timeoutSeconds: 30"),
    ),
    case("tools/code-undeclared", (TOTAL, "args.amounts", "args.amount"), kept=(TOTAL, "args.amounts", "args['amounts']")),
    case("tools/condition-operator", (FIND, "operator: eq", "operator: equals"), kept=(FIND, "operator: eq", "operator: gte")),
    case("tools/condition-param", (FIND, "param: guests", "param: guest"), kept=(FIND, "param: guests", "param: tableDay")),
    case("tools/condition-value", (FIND, 'value: "2"', "value: 2"), kept=(FIND, 'value: "2"', "value: two")),
    case(
        "tools/credential-inconsistent",
        (FIND, "  credentialId: house\n", "  credentialId: house\n  headers: {X-API-Key: abc}\n"),
        kept=tuple(
            (name, "  credentialId: house\n", "  credentialId: house\n  headers: {X-API-Key: abc}\n") for name in (FIND, BOOK)
        ),
    ),
    case(
        "tools/dead-air",
        (BOOK, "content: One moment.", 'content: ""'),
        (BOOK, "timeoutSeconds: 10", "timeoutSeconds: 60"),
        kept=((FIND, "content: Let me look.", 'content: ""'), (FIND, "timeoutSeconds: 10", "timeoutSeconds: 60")),
    ),
    case(
        "tools/default-filler",
        (BOOK, "messages:\n  - {type: request-start, content: One moment.}\n", ""),
        kept=(BOOK, "content: One moment.", 'content: ""'),
    ),
    case("tools/delay-missing", (FIND, "    timingMilliseconds: 4000\n", "")),
    case(
        "tools/delay-out-of-range",
        (FIND, "timingMilliseconds: 4000", "timingMilliseconds: 4"),
        kept=(FIND, "timingMilliseconds: 4000", "timingMilliseconds: 100"),
    ),
    case(
        "tools/description-long",
        (FIND, "Finds a free table.", "Finds. " * 130),
        kept=(FIND, "Finds a free table.", "Finds. " * 100),
    ),
    case(
        "tools/description-too-long",
        (FIND, "Finds a free table.", "Finds. " * 143),
        kept=(FIND, "Finds a free table.", "Finds. " * 130),
    ),
    case(
        "tools/hardcoded-secret",
        (FIND, "  credentialId: house", "  credentialId: house\n  headers: {X-API-Key: k}"),
        kept=(FIND, "  credentialId: house", '  credentialId: house\n  headers: {X-API-Key: "{{ key }}", X-Trace: abc}'),
    ),
    case(
        "tools/message-role",
        (FIND, "content: There is one.", "role: user\n    content: There is one."),
        kept=(FIND, "content: There is one.", "role: system\n    content: There is one."),
    ),
    case("tools/message-too-long", (FIND, "Let me look.", "x" * 1001), kept=(FIND, "Let me look.", "x" * 1000)),
    case(
        "tools/message-type",
        (FIND, "type: request-complete", "type: request-completed"),
        kept=(FIND, "type: request-complete", "type: request-failed"),
    ),
    case("tools/name", (BOOK, "name: book_table", "name: book table"), kept=(BOOK, "name: book_table", "name: book-table")),
    case("tools/no-backoff", (FIND, "  backoffPlan: {type: fixed, maxRetries: 0}\n", "")),
    case(
        "tools/no-credential",
        (WEATHER, "credentialId: weather\n", ""),
        kept=(
            (WEATHER, "credentialId: weather\n", ""),
            (STATE, ',\n                  "weather": {"uuid": "00000000-0000-4000-8000-00000000000b"}', ""),
        ),
    ),
    case(
        "tools/no-description",
        (BOOK, "  description: Books a table.\n", ""),
        kept=(BAR_TOOL, "  description: Hand off when the guest wants a drink.\n", ""),
    ),
    case(
        "tools/no-server",
        (BOOK, "url: https://inn.example/api", "timeout: 1"),
        (DESK, "  url: https://inn.example/api\n", ""),
        kept=(BOOK, "url: https://inn.example/api", "timeout: 1"),
    ),
    case(
        "tools/no-timeout",
        (BOOK, "  timeoutSeconds: 10\n", ""),
        kept=((BOOK, "  timeoutSeconds: 10\n", ""), (BOOK, "type: function\n", "type: function\nasync: true\n")),
    ),
    case("tools/parameters-not-object", (BOOK, "    type: object", "    type: array")),
    case("tools/plain-http", (BOOK, "https://", "http://"), kept=(BOOK, "https://", "HTTPS://")),
    case("tools/private-address", (BOOK, "inn.example", "localhost:3000"), kept=(BOOK, "inn.example", "localhost.inn.example")),
    case(
        "tools/redundant-header",
        (BOOK, "  credentialId: house", "  credentialId: house\n  headers: {Content-Type: application/json}"),
        kept=(BOOK, "  credentialId: house", "  credentialId: house\n  headers: {Accept: application/json}"),
    ),
    case(
        "tools/rejection-condition",
        (BOOK, "type: function\n", "type: function\nrejectionPlan: {conditions: [{type: magic}]}\n"),
        kept=(BOOK, "type: function\n", 'type: function\nrejectionPlan: {conditions: [{type: regex, regex: "no"}]}\n'),
    ),
    case("tools/required-not-in-properties", (BOOK, "required: [guest]", "required: [guests]")),
    case("tools/same-function-name", (BOOK, "name: book_table", "name: find_table")),
    case("tools/schema", (BOOK, "type: string", "type: strin"), kept=(BOOK, "type: string", "type: number")),
    case(
        "tools/secret-twice",
        (BOOK, "  credentialId: house", '  secret: "{{ s }}"\n  headers: {X-Vapi-Secret: "{{ s }}"}'),
        kept=(BOOK, "  credentialId: house", '  headers: {X-Vapi-Secret: "{{ s }}"}'),
    ),
    case(
        "tools/server-url",
        (BOOK, "url: https://inn.example/api", "url: inn.example"),
        kept=(BOOK, "https://inn.example", "{{ base }}"),
    ),
    case(
        "tools/several-completions",
        (
            FIND,
            '    conditions: [{param: guests, operator: eq, value: "2"}]\n',
            "  - {type: request-complete, content: Found.}\n",
        ),
        kept=(FIND, '    conditions: [{param: guests, operator: eq, value: "2"}]\n', ""),
    ),
    case(
        "tools/silent-start", (BOOK, "content: One moment.", 'content: ""'), kept=(FIND, "content: Let me look.", 'content: ""')
    ),
    case(
        "tools/sip-refer",
        (MANAGER, "mode: blind-transfer", "mode: blind-transfer, sipVerb: refer"),
        kept=(MANAGER, "mode: blind-transfer", "mode: blind-transfer, sipVerb: dial"),
    ),
    case(
        "tools/static-ignored",
        (TOTAL, "timeoutSeconds: 5", "parameters: [{key: a, value: b}]"),
        kept=(WEATHER, "method: GET", "method: GET\nparameters: [{key: a, value: b}]"),
    ),
    case("tools/static-shadows-argument", (FIND, "key: callerPhone", "key: guests")),
    case("tools/static-untrusted", (FIND, "customer.number", "firstTable"), kept=(FIND, "customer.number", "call.id")),
    case(
        "tools/strict-disabled",
        (BOOK, "  name: book_table", "  strict: true\n  name: book_table"),
        kept=(
            (BOOK, "  name: book_table", "  strict: true\n  name: book_table"),
            (BOOK, "    type: object", "    additionalProperties: false\n    type: object"),
        ),
    ),
    case(
        "tools/strict-without-effect",
        (BAR_TOOL, "  name:", "  strict: true\n  name:"),
        kept=(BAR_TOOL, "  name:", "  strict: false\n  name:"),
    ),
    case(
        "tools/summary-liquid",
        (
            MANAGER,
            "mode: blind-transfer",
            'mode: warm-transfer-say-summary, summaryPlan: {messages: [{role: system, content: "{{ innName }}"}]}',
        ),
        kept=(MANAGER, "mode: blind-transfer", "mode: warm-transfer-say-summary, summaryPlan: {enabled: true}"),
    ),
    case("tools/timeout-misplaced", (BOOK, "type: function\n", "type: function\ntimeoutSeconds: 5\n")),
    case(
        "tools/timeout-out-of-range",
        (BOOK, "timeoutSeconds: 10", "timeoutSeconds: 301"),
        kept=(BOOK, "timeoutSeconds: 10", "timeoutSeconds: 300"),
    ),
    case(
        "tools/transfer-mode-name",
        (MANAGER, "blind-transfer", "warm-transfer-with-summary"),
        kept=(MANAGER, "blind-transfer", "warm-transfer-say-summary"),
    ),
    case(
        "tools/transfer-target",
        (MANAGER, '    number: "+16045550100"\n', ""),
        kept=(MANAGER, 'number: "+16045550100"', "sipUri: sip:chef@inn.example"),
    ),
    case("tools/transfer-to-assistant", (MANAGER, "type: number", "type: assistant\n    assistantName: Bar")),
    case(
        "tools/trusted-argument",
        (FIND, "      guests:", "      callId: {type: string, description: Of the call}\n      guests:"),
        kept=(FIND, "      guests:", "      phone: {type: string, description: To call back}\n      guests:"),
    ),
)
