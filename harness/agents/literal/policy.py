"""Instructions and tool schemas put together: what must be known before each tool is called, and what else was ordered.

Ask for exactly what the contract requires or the prompt demands. If neither mentions a thing, it is never asked.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from harness.agents.literal import phrases
from harness.agents.literal.instruction import (
    AskMore,
    CallTool,
    Confirm,
    Fact,
    NeverAsk,
    OneAtATime,
    Pass,
    Persona,
    Speak,
    Tell,
    Today,
    Understood,
    When,
)
from harness.agents.literal.intent import tool_meant, verb_of
from harness.agents.literal.needs import Need, Order, main_tool, needs_of
from harness.agents.literal.orders import names as speaks_of
from harness.agents.literal.parameters import Parameter, parameters_of
from harness.agents.literal.reader import read
from harness.agents.literal.results import Used, reason_of
from harness.agents.literal.topics import content, parameters_for, root
from harness.agents.literal.whens import whens_of
from harness.language.slot import Slot, words_of
from harness.ports import ToolSpec

_ABSENT = content("no not none any found available")
_FINISHED = content("once after when is has been done made successful successfully confirmed")

__all__ = ["Need", "Policy", "ToolPolicy", "policy_of"]


class ToolPolicy(Struct, frozen=True, kw_only=True, dict=True):
    """What is due before one tool is called."""

    tool: ToolSpec
    parameters: tuple[Parameter, ...]
    needs: tuple[Need, ...]
    """In the order they are asked."""
    spare: tuple[Slot, ...] = ()
    """Parameters nobody demands: filled when the caller happens to say them."""
    confirmations: int = 0
    before: tuple[str, ...] = ()
    """Tools that must have succeeded earlier."""
    passes: Mapping[str, str] = {}
    """Parameter → value, by order of the prompt or because the schema leaves one choice."""
    defaults: Mapping[str, Any] = {}
    """Parameter → what the schema says is sent when nothing else is known."""
    wants: str = ""
    """When the prompt says it is for: "the caller wants to speak to a human"."""

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Everything that may be heard for it."""
        return tuple(need.slot for need in self.needs) + self.spare

    @cached_property
    def earlier(self) -> tuple[str, ...]:
        """Tools that are called first: by order, or because they find something out."""
        finders = (need.producer for need in self.needs if need.producer)
        return tuple(dict.fromkeys((*self.before, *finders)))


class Policy(Struct, frozen=True, kw_only=True, dict=True):
    """Everything the agent was told."""

    understood: tuple[Understood, ...]
    tools: Mapping[str, ToolPolicy]
    specs: tuple[ToolSpec, ...]
    persona: str | None = None
    language: str = "en"
    today: str | None = None
    one_at_a_time: bool = False
    ask_more: bool = False
    whens: tuple[When, ...] = ()
    facts: tuple[Fact, ...] = ()
    tells: tuple[str, ...] = ()
    """What to tell the caller from a tool's answer."""
    slots: tuple[Slot, ...] = ()
    """Every slot of every tool, each name once."""
    wordings: Mapping[str, str] = {}
    """Slot name → the question for it."""
    schemas: Mapping[str, Mapping[str, Any]] = {}
    """Parameter → what any tool says of its value: what one of them would refuse is asked for again."""

    @cached_property
    def stated(self) -> tuple[tuple[frozenset[str], When], ...]:
        """The orders for what the caller says, each with the words that must be heard."""
        return tuple((about, when) for when in self.whens if when.condition == "said" and (about := content(when.about)))

    @cached_property
    def offers(self) -> tuple[str, ...]:
        """Everything the prompt orders to offer."""
        return tuple(action.text for when in self.whens for action in when.actions if action.kind == "offer")

    @cached_property
    def _chains(self) -> dict[str, tuple[ToolPolicy, ...]]:
        return {}

    def chain(self, name: str) -> tuple[ToolPolicy, ...]:
        """A tool, and every tool that may be called on the way to it."""
        if name not in self._chains:
            self._chains[name] = self._chain(name)
        return self._chains[name]

    def _chain(self, name: str) -> tuple[ToolPolicy, ...]:
        found: dict[str, ToolPolicy] = {}
        open_names = [name]
        while open_names:
            current = open_names.pop(0)
            if current in self.tools and current not in found:
                found[current] = self.tools[current]
                open_names += self.tools[current].earlier
        return tuple(found.values())

    def question(self, slot: Slot) -> str:
        """What asks for a slot, in the prompt's words where it has some."""
        return self.wordings.get(slot.name) or phrases.question(slot)

    def order_for(self, use: Used, failures: int = 1) -> When | None:
        """The order that fits a failed call: one about what the tool said, else one about being refused, else about failing
        at all. `failures`: how often that tool has failed by now."""
        due = [when for when in self.whens if when.times == (2 if failures > 1 else 1)]
        return self._order_among(due, use) or self._order_among(self.whens, use, times=1)

    def _order_among(self, whens: Sequence[When], use: Used, times: int = 2) -> When | None:
        whens = [when for when in whens if when.times <= times]
        if use.outcome.answered:
            said = content(reason_of(use.outcome))
            told = [when for when in whens if when.condition == "told"]
            shared = [(when, content(when.about) & said) for when in told]
            scored = [(len(words - _ABSENT), len(words), -n, when) for n, (when, words) in enumerate(shared)]
            best = max(scored, key=lambda row: row[:3], default=None)
            if best is not None and best[1]:
                return best[3]
            if general := next((when for when in told if not when.about), None):
                return general
        return next((when for when in whens if when.condition == "failed"), None)

    def orders_on_success(self, use: Used) -> list[When]:
        """What is said once this tool has done its work."""
        own = {root(word) for word in words_of(use.call.name)}
        about_it = [
            (when, {root(word) for word in content(when.about)} - _FINISHED) for when in self.whens if when.condition == "done"
        ]
        named = {root(word) for name in self.tools for word in words_of(name)}
        return [when for when, words in about_it if words & own or not words & named]


def policy_of(prompt: str, tools: Sequence[ToolSpec]) -> Policy:
    """Read prompt and tools. The same prompt and tools always give the same policy."""
    understood = read(prompt, tools)
    orders: list[Order] = [(item, instruction) for item in understood for instruction in item.instructions]
    plain = [instruction for _, instruction in orders]
    language = next((i.language for i in plain if isinstance(i, Speak)), "en")
    specs = tuple(tools)
    policies = {tool.name: _tool_policy(tool, specs, orders, language) for tool in specs}
    schemas: dict[str, dict[str, Any]] = {}
    for parameter in (parameter for policy in policies.values() for parameter in policy.parameters):
        schemas[parameter.slot.name] = {**schemas.get(parameter.slot.name, {}), **parameter.schema}
    slots: dict[str, Slot] = {}
    for slot in (slot for policy in policies.values() for slot in policy.slots):
        slots.setdefault(slot.name, slot)
    return Policy(
        understood=understood,
        tools=policies,
        specs=specs,
        persona=next((i.name for i in plain if isinstance(i, Persona)), None),
        language=language,
        today=next((i.date for i in plain if isinstance(i, Today)), None),
        one_at_a_time=any(isinstance(i, OneAtATime) for i in plain),
        ask_more=any(isinstance(i, AskMore) for i in plain),
        whens=whens_of(understood, specs),
        facts=tuple(i for i in plain if isinstance(i, Fact)),
        tells=tuple(topic for i in plain if isinstance(i, Tell) for topic in i.topics),
        slots=tuple(slots.values()),
        wordings={need.slot.name: need.wording for policy in policies.values() for need in policy.needs if need.wording},
        schemas=schemas,
    )


def _tool_policy(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order], language: str) -> ToolPolicy:
    parameters = parameters_of(tool)
    slots = tuple(parameter.slot for parameter in parameters)
    passes = _passes(parameters, orders, language)
    defaults = {p.name: p.schema["default"] for p in parameters if "default" in p.schema and p.required}
    forbidden = {s.name for _, i in orders if isinstance(i, NeverAsk) for topic in i.topics for s in parameters_for(topic, slots)}
    needs = [
        need
        for need in needs_of(tool, tools, [order for order in orders if order[0].tool in (None, tool.name)])
        if need.slot.name not in passes
        and (need.slot.name not in forbidden or need.blocking)
        and (need.slot.name not in defaults or need.lines or need.enforced)
    ]
    asked = {need.slot.name for need in needs}
    return ToolPolicy(
        tool=tool,
        parameters=parameters,
        needs=tuple(needs),
        spare=tuple(slot for slot in slots if slot.name not in asked and slot.name not in passes),
        confirmations=_confirmations(tool, tools, orders),
        before=_before(tool, tools, orders),
        passes=passes,
        defaults=defaults,
        wants=" ".join(i.wants for _, i in orders if isinstance(i, CallTool) and i.tool == tool.name),
    )


def _passes(parameters: Sequence[Parameter], orders: Sequence[Order], language: str) -> dict[str, str]:
    passes: dict[str, str] = {}
    for parameter in parameters:
        choices = parameter.schema.get("enum")
        if "const" in parameter.schema:
            passes[parameter.name] = str(parameter.schema["const"])
        elif choices and len(choices) == 1:
            passes[parameter.name] = str(choices[0])
        elif parameter.name.lower() in {"language", "lang", "locale"} and (not choices or language in choices):
            passes[parameter.name] = language
    names = {parameter.name for parameter in parameters}
    for _, instruction in orders:
        if isinstance(instruction, Pass) and instruction.parameter in names:
            passes[instruction.parameter] = instruction.value
    return passes


def _confirmations(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order]) -> int:
    times = 0
    for item, instruction in orders:
        if isinstance(instruction, Confirm):
            about = item.tool or instruction.before
            meant = tool_meant(about, tools) if about else None
            if meant == tool.name or (meant is None and _changes_something(tool, tools)):
                times = max(times, instruction.times)
    return times


def _changes_something(tool: ToolSpec, tools: Sequence[ToolSpec]) -> bool:
    """What a confirmation "before acting" is about: any tool that does more than look up, or the only one there is."""
    return tool.name == main_tool(tools) or verb_of(tool) not in {"find", "transfer", "log", "send", None}


def _before(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order]) -> tuple[str, ...]:
    names = {other.name for other in tools}
    calls = [i for _, i in orders if isinstance(i, CallTool)]
    earlier = [i.tool for i in calls if i.before == tool.name]
    earlier += [i.after for i in calls if i.tool == tool.name and i.after]
    earlier += _looked_up(tool, tools, orders)
    described = [parameter.slot.description for parameter in parameters_of(tool)]
    earlier += [other.name for other in tools if any(speaks_of(text, other.name) for text in described)]
    return tuple(dict.fromkeys(name for name in earlier if name in names and name != tool.name))


def _looked_up(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order]) -> list[str]:
    """Look-ups that the prompt calls for on the way to a deed, and for no wish of their own: they take what the deed takes."""
    by_name = {other.name: other for other in tools}
    named = [i for item, i in orders if item.tool is None and isinstance(i, CallTool) and i.tool in by_name]
    at = next((n for n, i in enumerate(named) if i.tool == tool.name and not i.wants), 0)
    if verb_of(tool) in {"find", "transfer"}:
        return []
    own = {phrases.noun(parameter.slot) for parameter in parameters_of(tool)}
    return [
        i.tool
        for i in named[:at]
        if not i.wants
        and verb_of(by_name[i.tool]) == "find"
        and own & {phrases.noun(parameter.slot) for parameter in parameters_of(by_name[i.tool])}
    ]
