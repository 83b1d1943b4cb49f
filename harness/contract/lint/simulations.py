"""Rules about structured outputs, simulations and evals."""

from collections.abc import Iterable, Iterator

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject, entry_of, everything_in
from harness.contract.problems import did_you_mean

__all__ = ["RULES"]

_LONGEST_NAME = 40
_PRIMITIVES = ("string", "number", "integer", "boolean")
_ORDERED = (">", "<", ">=", "<=")
_EVAL_TYPE = "chat.mockConversation"


def _outputs(subject: Subject) -> Iterator[Entry]:
    """Structured outputs with files, and those inside scenarios."""
    yield from subject.entries("structuredOutputs")
    for evaluation in _evaluations(subject):
        if evaluation.at("structuredOutput").mapping():
            yield evaluation.at("structuredOutput")


def _evaluations(subject: Subject) -> Iterator[Entry]:
    for scenario in subject.entries("simulations/scenarios"):
        yield from scenario.at("evaluations").objects()


def _name(subject: Subject) -> Iterable[Hit]:
    for output in _outputs(subject):
        length = len(output.at("name").text())
        if not 1 <= length <= _LONGEST_NAME:
            said = f"has {length} characters" if length else "is missing"
            yield hit(output.at("name"), f"The name of a structured output {said}; 1 to {_LONGEST_NAME} are allowed.")


def _null_type(subject: Subject) -> Iterable[Hit]:
    for output in _outputs(subject):
        for entry in everything_in(output.at("schema")):
            if entry.path and entry.path[-1] == "type" and isinstance(entry.value, list):
                yield hit(entry, f"{entry.label} is a list of types.")


def _schema_of(subject: Subject, evaluation: Entry) -> Entry:
    inline = evaluation.at("structuredOutput")
    if inline.mapping():
        return inline.at("schema")
    slug = subject.slug("structuredOutputs", evaluation.at("structuredOutputId").text())
    found = next((file for file in subject.files("structuredOutputs") if file.slug == slug), None)
    return entry_of(found).at("schema") if found else inline.at("schema")


def _not_primitive(subject: Subject) -> Iterable[Hit]:
    for evaluation in _evaluations(subject):
        schema = _schema_of(subject, evaluation)
        kind = schema.at("type").value
        if schema.present and kind not in _PRIMITIVES and not evaluation.at("path").present:
            yield hit(evaluation, f"The evaluation compares {'an' if kind in ('object', 'array') else 'a value of type'} {kind}.")


def _comparator(subject: Subject) -> Iterable[Hit]:
    for evaluation in _evaluations(subject):
        kind = _schema_of(subject, evaluation).at("type").value
        comparator = evaluation.at("comparator")
        if kind in ("boolean", "string") and comparator.value in _ORDERED:
            yield hit(comparator, f"A {kind} is compared with {comparator.value}.")


def _personality(subject: Subject) -> Iterable[Hit]:
    for personality in subject.entries("simulations/personalities"):
        messages = tuple(personality.at("assistant", "model", "messages").entries())
        if len(messages) > 1:
            yield hit(messages[1], f"The personality has {len(messages)} messages.")


def _eval_type(subject: Subject) -> Iterable[Hit]:
    for one in subject.entries("evals"):
        if one.at("type").value != _EVAL_TYPE:
            yield hit(one.at("type"), f"The type of the eval is {one.at('type').value!r}.")


def _eval_judge(subject: Subject) -> Iterable[Hit]:
    for one in subject.entries("evals"):
        for message in one.at("messages").objects():
            plan = message.at("judgePlan")
            if plan.at("type").value == "exact" and not (plan.at("content").text() or plan.at("toolCalls").value):
                yield hit(plan, "The judge is to compare exactly, and has nothing to compare with.")


def _eval_tool(subject: Subject) -> Iterable[Hit]:
    known = {tool.name for tool in subject.tools if tool.name}
    known |= {tool.name for one in subject.reading.organisation.assistants for tool in one.tools}
    known |= {tool.name for squad in subject.reading.organisation.squads for one in squad.assistants for tool in one.tools}
    for one in subject.entries("evals"):
        for entry in everything_in(one.at("messages")):
            if len(entry.path) > 2 and entry.path[-1] == "name" and entry.path[-3] == "toolCalls" and entry.value not in known:
                yield hit(entry, f"There is no tool '{entry.value}'.", did_you_mean(str(entry.value), known))


def _mocked_tool(subject: Subject) -> Iterable[Hit]:
    known = {tool.name for tool in subject.tools if tool.name}
    for scenario in subject.entries("simulations/scenarios"):
        for mock in scenario.at("toolMocks").objects():
            name = mock.at("toolName")
            if name.text() not in known:
                yield hit(name, f"There is no tool '{name.text()}' to mock.", did_you_mean(name.text(), known))


RULES = (
    Rule(
        id="platform/output-name",
        severity="error",
        what="a structured output whose name is missing or has more than 40 characters",
        why="Vapi's API refuses it.",
        mend="Give it a short name.",
        check=_name,
    ),
    Rule(
        id="platform/output-null-type",
        severity="error",
        what="a structured output with a list of types",
        why="Vapi's API refuses `type: [a, null]`.",
        mend="Write one type, and leave the property out of `required`.",
        check=_null_type,
    ),
    Rule(
        id="platform/evaluation-schema",
        severity="error",
        what="an evaluation of an object or a list without a path",
        why="There is nothing to compare; Vapi's API refuses the scenario.",
        mend="Add a `path` to one value, or use a primitive schema.",
        check=_not_primitive,
    ),
    Rule(
        id="platform/evaluation-comparator",
        severity="warning",
        what="an evaluation that orders what has no order",
        why="The evaluation is skipped, which counts as passed.",
        mend="Use = or !=.",
        check=_comparator,
    ),
    Rule(
        id="platform/personality-messages",
        severity="warning",
        what="a personality with more than one message",
        why="All but the first are ignored.",
        mend="Put everything into the first.",
        check=_personality,
    ),
    Rule(
        id="platform/eval-type",
        severity="error",
        what="an eval of another type than chat.mockConversation",
        why="Vapi's API refuses it.",
        mend="Write `type: chat.mockConversation`.",
        check=_eval_type,
    ),
    Rule(
        id="platform/eval-judge",
        severity="error",
        what="an exact judge without content",
        why="Vapi's API refuses it.",
        mend="Add `content` or `toolCalls`.",
        check=_eval_judge,
    ),
    Rule(
        id="platform/eval-tool",
        severity="error",
        what="an eval that expects a tool that does not exist",
        why="It can never pass.",
        mend="Write the function's name exactly.",
        check=_eval_tool,
    ),
    Rule(
        id="platform/mocked-tool",
        severity="warning",
        what="a mock of a tool that does not exist",
        why="The real tool is called instead.",
        mend="Write the function's name exactly.",
        check=_mocked_tool,
    ),
)
