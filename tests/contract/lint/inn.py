"""An organisation with a little of everything, of which no rule has anything to say; tests break it in one place."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.contract.diagnostic import Diagnostic
from harness.contract.gitops import read_leniently
from harness.contract.lint.catalogue import Linted, lint

Edit = tuple[str, str, str]
"""A file, a part of its text, and what stands there instead. An empty part writes the file anew; `DELETED` removes it."""
DELETED = "\0"
DESK, BAR, SQUAD = "assistants/desk.md", "assistants/bar.md", "squads/house.yml"
FIND, BOOK, BAR_TOOL = "tools/find-table-1a2b3c4d.yml", "tools/book-table.yml", "tools/to-bar.yml"
WEATHER, TOTAL, MANAGER = "tools/weather.yml", "tools/total.yml", "tools/to-manager.yml"
OUTPUT, EVAL = "structuredOutputs/table-booked.yml", "evals/asks.yml"
PERSON, SCENE = "simulations/personalities/hurried.yml", "simulations/scenarios/booking.yml"
TEST, SUITE = "simulations/tests/hurried-booking.yml", "simulations/suites/all.yml"
STATE, SETTINGS = "../../.vapi-state.inn.json", ".callproof.yml"
HOOKED = "0a1b2c3d-0000-4000-8000-000000000001"

SERVER = """\
server:
  url: https://inn.example/api
  timeoutSeconds: 10
  credentialId: house
  backoffPlan: {type: fixed, maxRetries: 0}
"""

FILES: Mapping[str, str] = {
    DESK: f"""\
---
name: Front Desk
firstMessage: Good evening, this is the inn.
firstMessageMode: assistant-speaks-first
model:
  provider: openai
  model: gpt-4o
  maxTokens: 4000
  toolIds:
    - find-table-1a2b3c4d ## finds a table
    - book-table
    - weather
    - total
    - to-bar
    - to-manager
voice: {{provider: vapi, voiceId: Elliot}}
transcriber: {{provider: deepgram, model: nova-3, language: en}}
silenceTimeoutSeconds: 30
maxDurationSeconds: 600
endCallPhrases: [good night]
endCallMessage: Good night.
artifactPlan:
  structuredOutputIds: [table-booked]
variableValues: {{innName: The Oak}}
stopSpeakingPlan: {{numWords: 2}}
hooks:
  - "on": customer.speech.timeout
    options: {{timeoutSeconds: 8, triggerMaxCount: 2}}
    do:
      - {{type: say, exact: Are you still there?}}
      - {{type: tool, toolId: {HOOKED}}}
  - "on": call.timeElapsed
    options: {{seconds: 500}}
    do: [{{type: say, exact: We have to finish soon.}}]
{SERVER}---

# System context
Handoffs are made without a word about them.

# Task
You answer the phone of {{{{ innName }}}}. Today is {{{{ "now" | date: "%A" }}}}.
Call find_table once you know the day.
Call book_table when the guest has agreed, and get_weather when asked; total_bill adds up.
Never say "Hang on".
Greet with "Good evening".
Hand drinks to handoff_to_bar.
""",
    BAR: f"""\
---
name: Bar
firstMessage: ""
model: {{provider: openai, model: gpt-4o}}
endCallPhrases: [cheers]
{SERVER}---

Take the order for drinks.
""",
    SQUAD: """\
name: House
members:
  - assistantId: desk
  - assistantId: bar
    assistantOverrides: {variableValues: {mood: merry}}
membersOverrides:
  artifactPlan: {fullMessageHistoryEnabled: true}
""",
    FIND: f"""\
type: function
async: false
function:
  name: find_table
  description: Finds a free table. Call it once the day is known.
  parameters:
    type: object
    properties:
      tableDay: {{type: string, description: YYYY-MM-DD}}
      guests: {{type: integer, description: How many}}
    required: [tableDay]
parameters:
  - {{key: callerPhone, value: "{{{{ customer.number }}}}"}}
variableExtractionPlan:
  aliases: [{{key: firstTable, value: "{{{{ $.tables[0] }}}}"}}]
messages:
  - {{type: request-start, content: Let me look., blocking: false}}
  - type: request-response-delayed
    content: Still looking.
    timingMilliseconds: 4000
  - type: request-complete
    content: There is one.
    conditions: [{{param: guests, operator: eq, value: "2"}}]
{SERVER}""",
    BOOK: f"""\
type: function
function:
  name: book_table
  description: Books a table.
  parameters:
    type: object
    properties:
      guest: {{type: string, description: Full name}}
    required: [guest]
messages:
  - {{type: request-start, content: One moment.}}
{SERVER}""",
    BAR_TOOL: """\
type: handoff
function:
  name: handoff_to_bar
  description: Hand off when the guest wants a drink.
destinations:
  - type: assistant
    assistantName: Bar
    description: the guest wants a drink
    contextEngineeringPlan: {type: userAndAssistantMessages}
messages:
  - {type: request-start, content: The bar will help., blocking: true}
""",
    WEATHER: """\
type: apiRequest
name: get_weather
description: Says how the weather will be.
method: GET
url: https://weather.example/today
timeoutSeconds: 5
credentialId: weather
backoffPlan: {type: fixed, maxRetries: 0}
body:
  type: object
  properties:
    place: {type: string, description: Town}
messages:
  - {type: request-start, content: Let me look outside.}
""",
    TOTAL: """\
type: code
function:
  name: total_bill
  description: Adds up the bill.
  parameters:
    type: object
    properties:
      amounts: {type: array, items: {type: number}, description: Prices}
environmentVariables: [{name: RATE, value: "0.1"}]
timeoutSeconds: 5
code: |
  // args.nothing is only named in this comment
  return args.amounts.reduce((a, b) => a + b, 0) * (1 + Number(env.RATE));
""",
    MANAGER: """\
type: transferCall
function: {description: Forwards the call to the manager.}
destinations:
  - type: number
    number: "+16045550100"
    message: One moment, please.
    transferPlan: {mode: blind-transfer}
""",
    OUTPUT: """\
name: table_booked
type: ai
schema: {type: boolean, description: Whether a table was booked}
assistant_ids: [desk]
""",
    PERSON: """\
name: In a hurry
assistant: {model: {provider: openai, messages: [{role: system, content: You are in a hurry.}]}}
""",
    SCENE: """\
name: Booking
instructions: Book a table for two.
evaluations:
  - structuredOutput: {name: booked, type: ai, schema: {type: boolean}}
    comparator: "="
    value: true
toolMocks: [{toolName: find_table, result: "{}"}]
""",
    TEST: "name: Hurried booking\npersonalityId: hurried\nscenarioId: booking\n",
    SUITE: "name: All\nsimulationIds: [hurried-booking]\n",
    EVAL: """\
name: asks
type: chat.mockConversation
messages:
  - {role: user, content: A table please.}
  - role: assistant
    judgePlan: {type: exact, content: For which day?}
  - role: assistant
    toolCalls: [{name: find_table, arguments: {tableDay: 2026-01-20}}]
""",
    STATE: f"""\
{{
  "credentials": {{"house": {{"uuid": "00000000-0000-4000-8000-00000000000a"}},
                  "weather": {{"uuid": "00000000-0000-4000-8000-00000000000b"}}}},
  "assistants": {{"desk": {{"uuid": "00000000-0000-4000-8000-000000000010"}},
                 "bar": {{"uuid": "00000000-0000-4000-8000-000000000011"}}}},
  "structuredOutputs": {{"table-booked": {{"uuid": "00000000-0000-4000-8000-000000000020"}}}},
  "tools": {{
    "find-table-1a2b3c4d": {{"uuid": "1a2b3c4d-0000-4000-8000-000000000030"}},
    "book-table": {{"uuid": "{HOOKED}"}},
    "to-bar": {{"uuid": "00000000-0000-4000-8000-000000000032"}},
    "weather": {{"uuid": "00000000-0000-4000-8000-000000000033"}},
    "total": {{"uuid": "00000000-0000-4000-8000-000000000034"}},
    "to-manager": {{"uuid": "00000000-0000-4000-8000-000000000035"}}
  }},
  "squads": {{"house": {{"uuid": "00000000-0000-4000-8000-000000000040"}}}},
  "personalities": {{"hurried": {{"uuid": "00000000-0000-4000-8000-000000000050"}}}},
  "scenarios": {{"booking": {{"uuid": "00000000-0000-4000-8000-000000000051"}}}},
  "simulations": {{"hurried-booking": {{"uuid": "00000000-0000-4000-8000-000000000052"}}}},
  "simulationSuites": {{"all": {{"uuid": "00000000-0000-4000-8000-000000000053"}}}},
  "evals": {{"asks": {{"uuid": "00000000-0000-4000-8000-000000000054"}}}}
}}
""",
}


def linted(folder: Path, edits: Sequence[Edit] = ()) -> Linted:
    """What lint says of the inn after the edits."""
    texts = dict(FILES)
    for name, old, new in edits:
        if new == DELETED:
            del texts[name]
        elif not old:
            texts[name] = new
        else:
            assert old in texts[name], f"{name} does not hold {old!r}"
            texts[name] = texts[name].replace(old, new)
    top = folder / "resources" / "inn"
    for name, text in texts.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return lint(read_leniently(top, shown_as=Path("inn")))


def diagnostics(folder: Path, edits: Sequence[Edit] = ()) -> tuple[Diagnostic, ...]:
    """The findings among it."""
    return linted(folder, edits).diagnostics


def rules(folder: Path, edits: Sequence[Edit] = ()) -> set[str]:
    """The ids of the rules that found something."""
    return {diagnostic.rule for diagnostic in diagnostics(folder, edits)}
