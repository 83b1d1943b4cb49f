"""Rules about handoff tools and their destinations."""

from collections.abc import Iterable, Iterator
from typing import Any

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import AssistantAt, Subject, ToolAt, texts_in
from harness.contract.model import Destination, Squad

__all__ = ["RULES"]

_TARGETS = ("assistantName", "assistantId", "assistant")
_PLAN = "contextEngineeringPlan"
_SENSITIVE = (
    "cardnumber",
    "cvv",
    "cvc",
    "ssn",
    "socialsecurity",
    "socialinsurance",
    "passport",
    "iban",
    "accountnumber",
    "password",
)
_SENDS_ALL = "all"
_SEVERAL = 2


def _handoffs(subject: Subject) -> Iterator[ToolAt]:
    return (tool for tool in subject.tools if tool.type == "handoff")


def _destinations(subject: Subject) -> Iterator[tuple[Entry, str]]:
    """Each destination of a handoff, with whose it is."""
    for tool in _handoffs(subject):
        for destination in tool.entry.at("destinations").objects():
            yield destination, tool.label
    for squad in subject.squads:
        for member in squad.members:
            for destination in member.at("assistantDestinations").objects():
                yield destination, member.at("assistantId").text() or "this member"


def _target(subject: Subject) -> Iterable[Hit]:
    for destination, label in _destinations(subject):
        if destination.at("type").text("assistant") != "assistant":
            continue
        targets = [key for key in _TARGETS if destination.at(key).value]
        if not targets:
            yield hit(destination, f"A destination of '{label}' names nobody.")
        elif len(targets) > 1:
            yield hit(destination, f"A destination of '{label}' has {' and '.join(targets)}.")


def _destination_parameter(subject: Subject) -> Iterable[Hit]:
    for tool in _handoffs(subject):
        parameters = tool.entry.at("function", "parameters")
        if not tool.properties:
            continue
        required = parameters.at("required").texts()
        if "destination" not in required:
            yield hit(parameters, f"'{tool.label}' has parameters of its own, without a required `destination`.")
            continue
        offered = parameters.at("properties", "destination", "enum")
        names = {
            one.at(key).value
            for one in tool.entry.at("destinations").objects()
            for key in (*_TARGETS[:2], "squadId")
            if one.at(key).value
        }
        if offered.value is not None and set(offered.texts()) != names:
            yield hit(offered, f"The choices of `destination` are not the destinations of '{tool.label}'.")


def _undescribed(subject: Subject) -> Iterable[Hit]:
    for tool in _handoffs(subject):
        destinations = tuple(tool.entry.at("destinations").objects())
        if len(destinations) == 1 and tool.entry.at("function", "description").text().strip():
            continue
        for destination in destinations:
            if not destination.at("description").text().strip():
                yield hit(destination, f"A destination of '{tool.label}' has no description.")
    for squad in subject.squads:
        for member in squad.members:
            for destination in member.at("assistantDestinations").objects():
                if not destination.at("description").text().strip():
                    yield hit(destination, "The destination has no description.")


def _twice(subject: Subject) -> Iterable[Hit]:
    for squad in subject.squads:
        for member in squad.members:
            listed = {_leads_to(subject, one): one for one in member.at("assistantDestinations").objects()}
            own = subject.assistant_named(member.at("assistantId").text())
            tools = [tool for tool in own.tools if tool.type == "handoff"] if own else []
            inline = [place for tool in tools for place in tool.entry.at("destinations").objects()]
            for extra in member.at("assistantOverrides", "tools:append").objects():
                inline += extra.at("destinations").objects() if extra.at("type").value == "handoff" else ()
            for place in inline:
                if (name := _leads_to(subject, place)) in listed:
                    yield hit(listed[name], f"A handoff tool leads to '{name}' already ({place.source}).")


def _leads_to(subject: Subject, destination: Entry) -> str:
    reference = destination.at("assistantId").text()
    found = subject.assistant_named(reference) if reference else None
    return found.name if found else destination.at("assistantName").text() or reference


def _not_blocking(subject: Subject) -> Iterable[Hit]:
    for squad in subject.reading.organisation.squads:
        for tool, destination in _ways(squad):
            target = squad.assistant(destination.name)
            if target is None or target.first_message_mode != "assistant-speaks-first" or (target.first_message or "").strip():
                continue
            for message in tool.messages:
                if message.kind == "request-start" and message.content.strip() and not message.blocking:
                    said = f"'{tool.name}' speaks for '{target.name}', which says nothing itself, and does not wait until it has."
                    yield Hit(source=tool.line_of("messages"), message=said)


def _quoted_opener(subject: Subject) -> Iterable[Hit]:
    for squad in subject.reading.organisation.squads:
        for tool, destination in _ways(squad):
            target = squad.assistant(destination.name)
            for message in tool.messages if target is not None else ():
                said = message.content.strip()
                if message.kind == "request-start" and len(said) > 1 and target is not None and said in target.prompt:
                    text = f"The prompt of '{target.name}' quotes what '{tool.name}' has just said."
                    yield Hit(source=tool.line_of("messages"), message=text)


def _ways(squad: Squad) -> Iterator[tuple[Any, Destination]]:
    for assistant in squad.assistants:
        for tool in assistant.tools:
            if tool.type == "handoff":
                for destination in tool.destinations:
                    yield tool, destination


def _liquid_variables(subject: Subject) -> Iterable[Hit]:
    for destination, label in _destinations(subject):
        for text in texts_in(destination.at("assistantOverrides", "variableValues")):
            if "{{" in text.value or "{%" in text.value:
                yield hit(text, f"'{text.path[-1]}' of a destination of '{label}' holds Liquid.")


def _misplaced_plan(subject: Subject) -> Iterable[Hit]:
    for squad in subject.squads:
        for member in squad.members:
            if member.at(_PLAN).present:
                yield hit(member.at(_PLAN), f"{_PLAN} stands on the member.")
    for tool in _handoffs(subject):
        for place in (tool.entry.at(_PLAN), tool.entry.at("function", _PLAN)):
            if place.present:
                yield hit(place, f"{_PLAN} stands on the tool.")


def _sensitive_context(subject: Subject) -> Iterable[Hit]:
    for squad in subject.reading.organisation.squads:
        for assistant in squad.assistants:
            secret = [name for tool in assistant.tools for name in tool.properties if _is_sensitive(name)]
            for tool in assistant.tools if secret else ():
                for destination in tool.destinations if tool.type == "handoff" else ():
                    if destination.context.kind == _SENDS_ALL:
                        said = f"'{assistant.name}' takes {secret[0]} and hands the whole conversation to '{destination.name}'."
                        yield Hit(source=destination.source, message=said)


def _is_sensitive(name: str) -> bool:
    plain = "".join(filter(str.isalpha, name)).lower()
    return any(word in plain if len(word) > len("iban") else word == plain for word in _SENSITIVE)


def _unnamed(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        for tool in assistant.tools:
            if tool.type == "handoff" and not tool.name and "handoff_to_" in assistant.prompt:
                yield hit(tool.entry, f"A handoff tool of '{assistant.name}' has no name, and the prompt names it.")


def _per_provider(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        provider = assistant.entry.at("model", "provider").text()
        handoffs = [tool for tool in assistant.tools if tool.type == "handoff"]
        if provider == "anthropic" and len(handoffs) > 1:
            yield hit(handoffs[1].entry, f"'{assistant.name}' runs on Anthropic and has {len(handoffs)} handoff tools.")
        for tool in handoffs if provider == "openai" else ():
            if len(tuple(tool.entry.at("destinations").objects())) >= _SEVERAL:
                yield hit(tool.entry, f"'{assistant.name}' runs on OpenAI and '{tool.label}' has several destinations.")


def _no_system_context(subject: Subject) -> Iterable[Hit]:
    for assistant in _handing_on(subject):
        if assistant.prompt and "# System context" not in assistant.prompt:
            yield Hit(
                source=assistant.prompt_source, message=f"The prompt of '{assistant.name}' does not explain what a handoff is."
            )


def _handing_on(subject: Subject) -> Iterator[AssistantAt]:
    squads = subject.reading.organisation.squads
    hands = {one.name for squad in squads for one in squad.assistants if any(tool.type == "handoff" for tool in one.tools)}
    return (one for one in subject.assistants if one.name in hands or any(tool.type == "handoff" for tool in one.tools))


RULES = (
    Rule(
        id="squads/destination-target",
        severity="error",
        what="a destination with no target, or with several",
        why="It vanishes from the choices the model is given, or leads to the wrong one.",
        mend="Give it exactly one of assistantName, assistantId and assistant.",
        check=_target,
    ),
    Rule(
        id="squads/destination-parameter",
        severity="warning",
        what="parameters of a handoff that do not let the model choose the destination",
        why="Vapi's API description asks for a required `destination`; without it the first destination is taken.",
        mend="Add a required `destination` whose enum lists the destinations, or write no parameters.",
        check=_destination_parameter,
    ),
    Rule(
        id="squads/destination-undescribed",
        severity="warning",
        what="a destination without a description",
        why="The model is not told when to choose it.",
        mend="Say when: `description: the caller asks about an invoice`.",
        check=_undescribed,
    ),
    Rule(
        id="squads/duplicate-handoff",
        severity="warning",
        what="two ways from one member to another",
        why="The model sees two tools for the same thing and may call either, or both.",
        mend="Keep the handoff tool, and remove the assistantDestination.",
        check=_twice,
    ),
    Rule(
        id="squads/handoff-not-blocking",
        severity="warning",
        what="an opener spoken by a handoff that does not wait for it",
        why="The next assistant takes over while it is being said, and cuts it off.",
        mend="Set `blocking: true`.",
        check=_not_blocking,
    ),
    Rule(
        id="squads/opener-in-prompt",
        severity="warning",
        what="a prompt that quotes what the handoff has just said",
        why="The text is not in the next assistant's messages, so it says it again.",
        mend="Tell it instead that the caller has been greeted.",
        check=_quoted_opener,
    ),
    Rule(
        id="squads/liquid-in-variables",
        severity="error",
        what="Liquid in a destination's variableValues",
        why="It is not rendered there: the braces are what the next assistant sees.",
        mend="Use variableExtractionPlan.aliases of the destination.",
        check=_liquid_variables,
    ),
    Rule(
        id="squads/context-plan",
        severity="error",
        what="a context plan that is malformed or misplaced",
        why="Vapi refuses or ignores it, and the next assistant sees another part of the conversation than you meant.",
        mend="Put it on the destination, with a type Vapi knows.",
        check=_misplaced_plan,
    ),
    Rule(
        id="squads/sensitive-context",
        severity="warning",
        what="a member that takes secrets and hands on the whole conversation",
        why="What its tools were given and returned goes along, to whoever is next.",
        mend="Use `contextEngineeringPlan: {type: previousAssistantMessages}` or userAndAssistantMessages.",
        check=_sensitive_context,
    ),
    Rule(
        id="squads/unnamed-handoff",
        severity="info",
        what="a handoff tool without a name, named in a prompt",
        why="Vapi makes the name up from the destinations, and it changes with them.",
        mend="Give it a `function.name`.",
        check=_unnamed,
    ),
    Rule(
        id="squads/handoff-per-provider",
        severity="info",
        what="handoffs arranged against what the model's provider does best",
        why="Vapi recommends one tool a destination for OpenAI, and one tool with all destinations for Anthropic.",
        mend="Arrange them the other way, or measure that yours works.",
        check=_per_provider,
    ),
    Rule(
        id="prompts/no-system-context",
        severity="info",
        what="a prompt of an assistant with handoffs that does not explain them",
        why='Vapi recommends a "# System context" block, so that the model hands on without talking about it.',
        mend="Add one.",
        check=_no_system_context,
    ),
)
