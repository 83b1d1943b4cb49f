"""What the reader refuses, as rules: each of its problems is a finding with an id of its own."""

import re
from collections.abc import Iterable

from harness.contract.diagnostic import Diagnostic
from harness.contract.lint.rule import Rule, nothing
from harness.contract.problems import Problem

__all__ = ["FALLBACK", "RULES", "diagnosed"]

FALLBACK = "platform/refused"
"""What no pattern knows. Never silent: a problem nobody named is still a finding."""

_NO_CALL = "The files cannot be played until this is mended."
_SENTENCE = re.compile(r"(?:a|no|the|there|this|two) ")
"""How those problems begin that do not begin with a key."""
_DROPPED = "Vapi's CLI drops the reference, or sends it as it is, with no more than a warning."
_REJECTED = "Vapi's API refuses it."

# fmt: off
_TABLE: tuple[tuple[str, str, str, str, str], ...] = (
    # id, pattern over the reader's sentence, what, why, mend
    ("platform/duplicate-key", r" is written twice, first on line ", "a key that is written twice",
     "Vapi's own parser throws; a looser one silently keeps the second.", "Keep one of the two."),
    ("platform/yaml-empty", r"^the YAML is empty\.", "a resource that holds nothing",
     "Vapi's loader throws.", "Write the resource, or remove the file."),
    ("platform/yaml-not-object", r"^the YAML is not an object\.", "a resource that is a list or a word",
     "Vapi's loader throws.", "Write `key: value` lines."),
    ("platform/encoding", r"^the file is not UTF-8|byte order mark", "a file that is not plain UTF-8",
     _NO_CALL, "Save it as UTF-8, without a byte order mark."),
    ("platform/front-matter", r"front matter|^the '---' that closes", "a Markdown resource without its two fences",
     "Vapi's loader throws.", "Put '---' on a line of its own before and after the YAML."),
    ("platform/yaml-syntax",
     r"^the YAML (cannot be read|is nested)|^the (tag|alias|aliases) |more than one YAML document|^a key of this",
     "YAML that cannot be read", _NO_CALL, "Correct the YAML around this line."),
    ("platform/state-file", r"state file( is not|\b.* (has no uuid|is not an object))", "a state file that cannot be read",
     "Vapi's CLI no longer knows which resource is which.", "Let Vapi's own `pull` write it anew."),
    ("platform/unreadable-file",
     r"^this is (a link|not a file|a file)|^the file cannot be|^TypeScript|^there is no such folder|^the folder holds",
     "a file or folder that cannot be read", _NO_CALL, "Put a regular file here, or remove it."),
    ("platform/mistyped-value", r" is .+, not (text|a number|a whole number|true or false|an object|a list)\.$| has no key\.$",
     "a value of the wrong type", _REJECTED, "Write a value of the type that is expected."),
    ("references/same-id", r"^the resource id ", "two files with the same resource id", "Vapi's CLI throws.", "Rename one."),
    ("references/ignored", r" is excluded by \.vapi-ignore", "a reference to a resource that .vapi-ignore excludes",
     "Vapi's `push` refuses it.", "Take it out of .vapi-ignore, or do not refer to it."),
    ("references/unknown-tool", r"^there is no tool |^no tool has the UUID|toolI.*is empty\.$", "a tool id that leads to no tool",
     "The assistant is deployed without the tool; Vapi's `push` only warns.", "Write the slug of a tool that has a file."),
    ("references/unknown-assistant", r"^there is no assistant |^no assistant has the UUID|assistantId is empty\.$",
     "an assistant id that leads to no assistant", _DROPPED, "Write the slug of an assistant that has a file."),
    ("tools/same-function-name", r"^the function name '.*' is already used|^this assistant has two tools called",
     "two tools with the same function name", "The platform keeps one of the two, and not always the same.", "Rename one."),
    ("tools/name", r"^the function name '.*' is not allowed|^the tool has no ",
     "a tool whose function name is missing or malformed",
     _REJECTED, "Use 1 to 64 letters, digits, underscores and dashes."),
    ("tools/parameters-not-object", r" is not an object schema", "arguments that are not an object schema",
     "The model cannot be told how to call it.", "Write `type: object`, and the arguments under `properties`."),
    ("tools/schema", r" is not valid JSON Schema", "arguments whose schema is not JSON Schema",
     "The model's provider refuses the request, and with it the call.", "Correct it after JSON Schema draft 2020-12."),
    ("tools/required-not-in-properties", r"^`required` names ", "`required` names an argument that is not there",
     "The model is told to fill something it knows nothing about.", "Name an argument that is among `properties`."),
    ("tools/message-type", r"would take it for request-failed", "a tool message of an unknown type",
     "Vapi takes it for request-failed, without a word.", "Use one of the four message types."),
    ("tools/message-role", r"^the message role ", "a tool message with an unknown role", _REJECTED, "Write assistant or system."),
    ("tools/condition-operator", r"^the operator ", "a condition with an unknown operator",
     _REJECTED, "Use eq, neq, gt, gte, lt or lte."),
    ("tools/rejection-condition", r"^the condition type ", "a rejection plan with an unknown kind of condition",
     _REJECTED, "Use regex, liquid or group."),
    ("tools/server-url", r"(url|Url) is (missing or empty|'.*', which is no web address)\.$", "a server without a usable address",
     "The tool call is never sent, and the model is told that there is no result.", "Write an address that begins with https://."),
    ("tools/timeout-out-of-range", r"which leaves no time for an answer", "a timeout outside 1 to 300 seconds",
     _REJECTED, "Write a number from 1 to 300."),
    ("tools/backoff-type", r"backoffPlan\.type is ", "a backoff plan of an unknown type", _REJECTED,
     "Write fixed or exponential."),
    ("assistants/same-name", r"^the assistant name ", "two assistants with the same name",
     "A handoff by name cannot tell them apart.", "Give each assistant a name of its own."),
    ("assistants/first-message-mode", r"^the first message mode ", "an unknown first message mode", _REJECTED,
     "Use one of Vapi's three modes."),
    ("assistants/model-functions", r"^model\.functions ", "tools in `model.functions`",
     "Static parameters and newer settings do not work there.", "Move them to `model.tools`, or to files of their own."),
    ("squads/duplicate-member", r"^two members are called ", "two members of the same name",
     "Vapi refuses the call: Duplicate Assistant Name.", "Rename or remove one."),
    ("squads/no-members", r"^the squad has no members", "a squad without members", _REJECTED,
     "List at least one under `members`."),
    ("squads/member-without-assistant", r"^the member names no assistant", "a member that names no assistant", _REJECTED,
     "Give it an `assistantId`."),
    ("squads/unknown-destination", r"is no (member of this squad|squad of this organisation)\.$",
     "a destination that nobody of the squad answers to", "The handoff leads nowhere, and the caller stays where they are.",
     "Write the name of a member exactly as its assistant has it."),
    ("squads/destination-target", r"^the destination names nobody", "a destination with no target, or with several",
     "It vanishes from the choices the model is given.", "Give it exactly one of assistantName, assistantId and assistant."),
    ("squads/destination-kind", r"^the destination type ", "a destination of an unknown type", _REJECTED,
     "Use assistant, squad, dynamic, number or sip."),
    ("squads/override-tool-slug", r"inside overrides only a UUID", "a slug among the toolIds of overrides",
     "Slugs are not resolved there: `each value in toolIds must be a UUID`.", "Write the tool's UUID, or use tools:append."),
    ("squads/context-plan", r"^the context plan |^lastNMessages does not", "a context plan that is malformed or misplaced",
     "Vapi refuses or ignores it, and the next assistant sees another part of the conversation than you meant.",
     "Put it on the destination, with a type Vapi knows."),
    (FALLBACK, r"", "anything else the reader cannot use", _NO_CALL, "Do what the message says."),
)
# fmt: on

RULES: tuple[Rule, ...] = tuple(
    Rule(id=name, severity="error", what=what, why=why, mend=mend, check=nothing) for name, _, what, why, mend in _TABLE
)
_PATTERNS = tuple((rule, re.compile(line[1])) for rule, line in zip(RULES, _TABLE, strict=True))


def diagnosed(problems: Iterable[Problem]) -> Iterable[Diagnostic]:
    """The reader's problems, each with the rule it breaks."""
    for problem in problems:
        rule = next(rule for rule, pattern in _PATTERNS if pattern.search(problem.message))
        message = problem.message
        if _SENTENCE.match(message):
            message = message[0].upper() + message[1:]
        yield Diagnostic(
            rule=rule.id, severity=rule.severity, source=problem.source, message=message, why=rule.why, mend=problem.mend
        )
