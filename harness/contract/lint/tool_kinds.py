"""Rules about what one type of tool can do and another cannot."""

import re
from collections.abc import Iterable, Iterator

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject, ToolAt

__all__ = ["RULES"]

_TAKES_STATIC = ("function", "apiRequest")
_ALIAS_KEY = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,39}", re.ASCII)
_LONGEST_ALIAS_VALUE = 10_000
_OLD_MODES = {
    "warm-transfer-with-summary": "warm-transfer-say-summary",
    "warm-transfer-with-message": "warm-transfer-say-message",
    "warm-transfer-with-twiml": "warm-transfer-twiml",
}
_USED_IN_CODE = re.compile(r"\b(args|env)\.([A-Za-z_$][\w$]*)|\b(args|env)\[['\"]([^'\"]+)['\"]\]")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_UNTRUSTED = re.compile(r"{{-?\s*(messages|transcript|prompt)\b")
_FIRST_NAME = re.compile(r"{{-?\s*([A-Za-z_]\w*)")


def _api_function_parameters(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        parameters = tool.entry.at("function", "parameters")
        if tool.type == "apiRequest" and parameters.present and tool.entry.at("body").present:
            yield hit(parameters, f"'{tool.label}' has both `body` and `function.parameters`.")


def _api_method(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        if tool.type == "apiRequest" and not tool.entry.at("method").present:
            yield hit(tool.entry, f"'{tool.label}' does not say which HTTP method it uses.")


def _static_ignored(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        static = tool.entry.at("parameters")
        if tool.type not in _TAKES_STATIC and isinstance(static.value, list) and static.value:
            yield hit(static, f"'{tool.label}' is a {tool.type} tool, which takes no static parameters.")


def _static_untrusted(subject: Subject) -> Iterable[Hit]:
    said = _said_by_the_model(subject)
    for tool in subject.tools:
        static = tool.entry.at("parameters")
        for pair in static.objects() if isinstance(static.value, list) else ():
            value = pair.at("value")
            text = value.value if isinstance(value.value, str) else ""
            names = [name for name in _FIRST_NAME.findall(text) if name in said]
            if _UNTRUSTED.search(text) or names:
                yield hit(
                    value, f"The static parameter '{pair.at('key').text()}' of '{tool.label}' comes out of the conversation."
                )


def _said_by_the_model(subject: Subject) -> frozenset[str]:
    names = {pair.at("key").text() for plan in _extraction_plans(subject) for pair in plan.at("aliases").objects()}
    for tool in subject.tools:
        if tool.type == "handoff":
            names |= set(tool.properties) - {"destination"}
    return frozenset(names - {""})


def _extraction_plans(subject: Subject) -> Iterator[Entry]:
    for tool in subject.tools:
        yield tool.entry.at("variableExtractionPlan")
        for destination in tool.entry.at("destinations").objects():
            yield destination.at("variableExtractionPlan")
    for squad in subject.squads:
        for member in squad.members:
            for destination in member.at("assistantDestinations").objects():
                yield destination.at("variableExtractionPlan")


def _alias(subject: Subject) -> Iterable[Hit]:
    for plan in _extraction_plans(subject):
        for pair in plan.at("aliases").objects():
            key, value = pair.at("key"), pair.at("value")
            if not _ALIAS_KEY.fullmatch(key.text()):
                yield hit(key, f"'{key.text()}' cannot be the name of a variable.")
            if isinstance(value.value, str) and len(value.value) > _LONGEST_ALIAS_VALUE:
                yield hit(value, f"The value of '{key.text()}' has {len(value.value)} characters.")


def _transfers(subject: Subject) -> Iterator[tuple[ToolAt, Entry]]:
    for tool in subject.tools:
        for destination in tool.entry.at("destinations").objects() if tool.type == "transferCall" else ():
            yield tool, destination


def _transfer_target(subject: Subject) -> Iterable[Hit]:
    for tool, destination in _transfers(subject):
        if not any(destination.at(key).value for key in ("number", "sipUri", "assistantName")):
            yield hit(destination, f"A destination of '{tool.label}' has no number, sipUri or assistantName.")


def _transfer_to_assistant(subject: Subject) -> Iterable[Hit]:
    for tool, destination in _transfers(subject):
        if destination.at("type").value == "assistant":
            yield hit(destination, f"'{tool.label}' transfers to an assistant.")


def _sip_refer(subject: Subject) -> Iterable[Hit]:
    for tool, destination in _transfers(subject):
        for verb in (destination.at("sipVerb"), destination.at("transferPlan", "sipVerb")):
            if verb.value == "refer":
                yield hit(verb, f"'{tool.label}' transfers with SIP REFER.")


def _old_mode(subject: Subject) -> Iterable[Hit]:
    for _, destination in _transfers(subject):
        mode = destination.at("transferPlan", "mode")
        if mode.value in _OLD_MODES:
            yield hit(mode, f"'{mode.value}' is an old name.", f"Write {_OLD_MODES[mode.value]}.")


def _summary_liquid(subject: Subject) -> Iterable[Hit]:
    for tool, destination in _transfers(subject):
        plan = destination.at("transferPlan", "summaryPlan")
        if "{{" in str(plan.value):
            yield hit(plan, f"The summary plan of '{tool.label}' holds Liquid.")


def _undeclared(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        if tool.type != "code":
            continue
        code = tool.entry.at("code")
        variables = {pair.at("name").text() or pair.at("key").text() for pair in tool.entry.at("environmentVariables").objects()}
        known = {"args": set(tool.properties), "env": variables}
        for dotted, name, bracketed, other in dict.fromkeys(_USED_IN_CODE.findall(_COMMENT.sub("", code.text()))):
            if (name or other) not in known[dotted or bracketed]:
                where = "an argument" if (dotted or bracketed) == "args" else "an environment variable"
                yield hit(code, f"The code of '{tool.label}' reads {dotted or bracketed}.{name or other}, which is not {where}.")


RULES = (
    Rule(
        id="tools/api-function-parameters",
        severity="warning",
        what="an apiRequest with both `body` and `function.parameters`",
        why="`body` overwrites the other, so the model never sees it.",
        mend="Keep `body`.",
        check=_api_function_parameters,
    ),
    Rule(
        id="tools/api-no-method",
        severity="warning",
        what="an apiRequest without a method",
        why="It is sent as POST.",
        mend="Write the `method`.",
        check=_api_method,
    ),
    Rule(
        id="tools/static-ignored",
        severity="error",
        what="static parameters on a tool that takes none",
        why="They are ignored: only function and apiRequest tools send them.",
        mend="Remove them, or send them another way.",
        check=_static_ignored,
    ),
    Rule(
        id="tools/static-untrusted",
        severity="warning",
        what="a static parameter that comes out of the conversation",
        why="What a caller can say is no proof of anything, even where the model does not fill it in.",
        mend="Use only what the platform knows: customer.number, call.id, phoneNumber, now.",
        check=_static_untrusted,
    ),
    Rule(
        id="tools/alias",
        severity="error",
        what="an alias whose name or value Vapi does not take",
        why="Vapi's API refuses it.",
        mend="Begin with a letter, then at most 39 letters, digits and underscores; the value has at most 10000 characters.",
        check=_alias,
    ),
    Rule(
        id="tools/transfer-target",
        severity="warning",
        what="a transfer destination that leads nowhere",
        why="It is left out of what the model can choose from.",
        mend="Give it a `number`, or a `sipUri`.",
        check=_transfer_target,
    ),
    Rule(
        id="tools/transfer-to-assistant",
        severity="warning",
        what="transferCall used to reach another assistant",
        why="It is the old way: context and variables do not go along as in a handoff.",
        mend="Use a handoff tool.",
        check=_transfer_to_assistant,
    ),
    Rule(
        id="tools/sip-refer",
        severity="warning",
        what="a transfer by SIP REFER",
        why="Many carriers refuse it, and the transfer fails in silence.",
        mend="Leave sipVerb out, or use dial, unless your carrier has confirmed REFER.",
        check=_sip_refer,
    ),
    Rule(
        id="tools/transfer-mode-name",
        severity="warning",
        what="a transfer plan under an old name",
        why="It is an alias that may go away.",
        mend="Write the new name.",
        check=_old_mode,
    ),
    Rule(
        id="tools/summary-liquid",
        severity="warning",
        what="Liquid in a summary plan",
        why="It is not rendered there, and the braces reach the model.",
        mend="Write it out without variables.",
        check=_summary_liquid,
    ),
    Rule(
        id="tools/code-undeclared",
        severity="error",
        what="a code tool that reads an argument or a variable it does not declare",
        why="Vapi refuses to save it.",
        mend="Add it to `function.parameters.properties`, or to `environmentVariables`.",
        check=_undeclared,
    ),
)
