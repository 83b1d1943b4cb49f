"""Instructions and tool schemas put together: what must be known before each tool is called, and what else was ordered.

Ask for exactly what the contract requires or the prompt demands. If neither mentions a thing, it is never asked.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from harness.agents.literal.accounts import is_account
from harness.agents.literal.book import PhraseBook, book_of
from harness.agents.literal.chinese.script import has_han
from harness.agents.literal.clauses import is_conditional
from harness.agents.literal.instruction import (
    AT_THE_END,
    DECLINED,
    ELSE,
    WISH,
    Action,
    AskMore,
    AskWhich,
    CallTool,
    Confirm,
    Fact,
    NeverAsk,
    OneAtATime,
    Pass,
    Passed,
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
from harness.agents.literal.phrases import noun
from harness.agents.literal.reader import read
from harness.agents.literal.results import Used, names_arguments, reason_of
from harness.agents.literal.routes import CHOOSES, Routes
from harness.agents.literal.topics import content, parameters_for, root
from harness.agents.literal.whens import whens_of
from harness.language.slot import Slot, words_of
from harness.ports import ToolSpec

_ALTERNATIVES = re.compile(r"\s*(?:,|;|\bor\b)\s*|(?:[，、]|或者?)+", re.IGNORECASE)
_UNTOLD = content("about some any with to see speak talk say says mention mentions describe describes")
_ABSENT = content("no not none any found available")
_WRONG = re.compile(
    r"\b(?:wrong|invalid|incorrect|(?:not|n['’]t) (?:be )?(?:valid|right|correct|accepted|understood)|missing|refused|rejected)\b"
    "|不对|有误|错误|无效|不正确|缺少",
    re.IGNORECASE,
)
"""Of an order for whatever a tool does not take: "If a detail is wrong, ask for it again"."""
_AT_ONCE = re.compile(r"\b(?:right away|at once|immediately|straight away|ask nothing|without (?:asking|delay))\b", re.IGNORECASE)
_NO_DEEDS = frozenset({"find", "transfer", "log", "hand over", "send"})
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
    carries: Mapping[str, str] = {}
    """Parameter → what it is called in an earlier answer, from which it is sent; DECLINED and HEARD for what was said."""
    defaults: Mapping[str, Any] = {}
    """Parameter → what the schema says is sent when nothing else is known."""
    recognised: str = ""
    """What the caller has to recognise first, from an earlier answer: "the name on the record"."""
    speaks: str = ""
    """The language that asks for it."""
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
    labels: Mapping[str, str] = {}
    """Slot name → what a Chinese prompt calls it."""
    schemas: Mapping[str, Mapping[str, Any]] = {}
    """Parameter → what any tool says of its value: what one of them would refuse is asked for again."""
    routes: Routes = Routes(specs=(), tool_of={})
    """Where the call can be handed to."""
    occasions: Mapping[tuple[str, str], Passed] = {}
    """Tool and the tool it comes before or after (or the end of the call) → what is sent with it then."""
    follow_ups: Mapping[str, tuple[str, ...]] = {}
    """Tool → those that are called as soon as it has succeeded."""
    at_the_end: tuple[str, ...] = ()
    """Tools that are called before the last words, unless they have been called."""
    asks_which: bool = False
    """Of several records the caller says which one is meant; without that order the first is taken."""

    @cached_property
    def book(self) -> PhraseBook:
        """How things are said in this language."""
        return book_of(self.language)

    @cached_property
    def stated(self) -> tuple[tuple[frozenset[str], When], ...]:
        """The orders for what the caller says, each with the words that must be heard."""
        return tuple(
            (about, when)
            for when in self.whens
            if when.condition == "said"
            for part in _ALTERNATIVES.split(when.about)
            if (about := frozenset({part}) if has_han(part) else content(part) - _UNTOLD)
        )

    @cached_property
    def offers(self) -> tuple[str, ...]:
        """Everything the prompt orders to offer."""
        return tuple(action.text for when in self.whens for action in when.actions if action.kind == "offer")

    @cached_property
    def wishes_met(self) -> dict[tuple[object, ...], str | None]:
        """What a caller said, and how → the tool or the place that it asks for: work already done, as below."""
        return {}

    @cached_property
    def ordered_calls(self) -> dict[str, Action | None]:
        """What a caller said → the call that it orders: work already done, for words that are heard again and again."""
        return {}

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
        return self.wordings.get(slot.name) or self.book.question(self.as_told(slot))

    def as_told(self, slot: Slot) -> Slot:
        """A slot under the name the prompt has for it, to be spoken of."""
        label = self.labels.get(slot.name)
        return replace(slot, name=label) if label else slot

    def order_for(self, use: Used, failures: int = 1) -> When | None:
        """The order that fits a failed call: one about what the tool said, else one about being refused, else about failing
        at all; the tool's own before those for any tool. `failures`: how often that tool has failed by now."""
        own = [when for when in self.whens if when.tool == use.call.name]
        others = [when for when in self.whens if not when.tool]
        for times in (2, 1) if failures > 1 else (1,):
            due, general = ([when for when in whens if when.times == times] for whens in (own, others))
            found = _about_what_was_told(due, use) or _about_what_was_told(general, use, in_its_words=bool(own))
            found = found or _about_failing(due) or (None if own else _about_failing(general))
            if found is not None:
                return found
        return None

    def orders_on_success(self, use: Used) -> list[When]:
        """What is said once this tool has done its work."""
        own = {root(word) for word in words_of(use.call.name)}
        about_it = [
            (when, {root(word) for word in content(when.about)} - _FINISHED)
            for when in self.whens
            if when.condition == "done" and not when.tool
        ]
        named = {root(word) for name in self.tools for word in words_of(name)}
        mine = [when for when in self.whens if when.condition == "done" and when.tool == use.call.name]
        return [*mine, *(when for when, words in about_it if words & own or not words & named)]


def _about_what_was_told(whens: Sequence[When], use: Used, *, in_its_words: bool = False) -> When | None:
    """The order that says most of what the refusal says. `in_its_words`: one that says nothing of it does not do."""
    if not use.outcome.answered:
        return None
    said = content(reason_of(use.outcome))
    told = [when for when in whens if when.condition == "told"]
    shared = [(when, content(when.about) & said) for when in told]
    scored = [(len(words - _ABSENT), len(words), -n, when) for n, (when, words) in enumerate(shared)]
    best = max(scored, key=lambda row: row[:3], default=None)
    if best is not None and best[0 if in_its_words else 1]:
        return best[3]
    if names_arguments(use) and (wrong := next((when for when in told if _WRONG.search(when.about)), None)):
        return wrong
    return None if in_its_words else next((when for when in told if not when.about), None)


def _about_failing(whens: Sequence[When]) -> When | None:
    return next((when for when in whens if when.condition == "failed"), None)


def policy_of(prompt: str, tools: Sequence[ToolSpec]) -> Policy:
    """Read prompt and tools. The same prompt and tools always give the same policy."""
    understood = read(prompt, tools)
    orders: list[Order] = [(item, instruction) for item in understood for instruction in item.instructions]
    plain = [instruction for _, instruction in orders]
    language = next((i.language for i in plain if isinstance(i, Speak)), "en")
    routes = Routes.among(tools)
    specs = routes.specs
    policies = {tool.name: _tool_policy(tool, specs, orders, language, frozenset(routes.tool_of)) for tool in specs}
    calls = [i for i in plain if isinstance(i, CallTool)]
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
        labels={need.slot.name: need.label for policy in policies.values() for need in policy.needs if need.label},
        schemas=schemas,
        routes=routes,
        occasions={(i.tool, i.before or i.after or ""): i.passes for i in calls if i.passes and (i.before or i.after)},
        follow_ups=_follow_ups(calls, specs, routes),
        at_the_end=tuple(dict.fromkeys(i.tool for i in calls if i.before == AT_THE_END)),
        asks_which=any(isinstance(i, AskWhich) for i in plain),
    )


def _follow_ups(calls: Sequence[CallTool], specs: Sequence[ToolSpec], routes: Routes) -> dict[str, tuple[str, ...]]:
    """What the prompt orders for when a tool has succeeded: a record to be kept, a place to hand over to, a further deed."""
    by_name = {tool.name: tool for tool in specs}
    found: dict[str, tuple[str, ...]] = {}
    for i in calls:
        if i.after not in by_name or i.tool not in by_name or i.wants:
            continue
        if i.passes or i.tool in routes.tool_of or verb_of(by_name[i.tool]) in {"log", "send"}:
            found[i.after] = tuple(dict.fromkeys((*found.get(i.after, ()), i.tool)))
    return found


def _tool_policy(
    tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order], language: str, routes: frozenset[str]
) -> ToolPolicy:
    parameters = parameters_of(tool)
    slots = tuple(parameter.slot for parameter in parameters)
    passes = _passes(tool, parameters, orders, language)
    carries = {name: value for name, value in passes.items() if value.startswith("@")}
    carries |= _declined(tool, parameters, orders)
    passes = {name: value for name, value in passes.items() if name not in carries}
    if tool.name in routes:
        return _route_policy(tool, tools, orders, passes, routes)
    ordered = {name for _, i in orders if isinstance(i, CallTool) and i.tool == tool.name for name, _ in i.passes}
    defaults = {p.name: p.schema["default"] for p in parameters if "default" in p.schema and p.required}
    forbidden = {s.name for _, i in orders if isinstance(i, NeverAsk) for topic in i.topics for s in parameters_for(topic, slots)}
    needs = [
        _asked_by_kind(need, language)
        for need in needs_of(tool, tools, [order for order in orders if order[0].tool in (None, tool.name)])
        if need.slot.name not in passes
        and need.slot.name not in carries
        and need.slot.name not in ordered
        and (need.slot.name not in forbidden or need.blocking)
        and (need.slot.name not in defaults or need.lines or need.enforced)
    ]
    asked = {need.slot.name for need in needs}
    return ToolPolicy(
        tool=tool,
        parameters=parameters,
        needs=tuple(needs),
        spare=tuple(s for s in slots if s.name not in asked and s.name not in passes and s.name not in carries),
        confirmations=_confirmations(tool, tools, orders, routes),
        before=_before(tool, tools, orders),
        passes=passes,
        carries=carries,
        defaults=defaults,
        wants=" ".join(i.wants for _, i in orders if isinstance(i, CallTool) and i.tool == tool.name and i.wants),
    )


def _asked_by_kind(need: Need, language: str) -> Need:
    """Nobody knows an id by heart: the prompt that asks for one that was looked up asks which thing it is."""
    kind = " ".join(need.slot.words[:-1])
    if language != "en" or not (need.producer and need.lines and kind and need.slot.words[-1] == "id") or need.wording:
        return need
    return replace(need, wording=f"Which {kind} is it?")


def _route_policy(
    tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order], passes: Mapping[str, str], routes: frozenset[str]
) -> ToolPolicy:
    """A place to hand over to: nothing is asked for it, but something may have to come before."""
    calls = [i for _, i in orders if isinstance(i, CallTool) and i.tool == tool.name]
    parameters = parameters_of(tool)
    further = tuple(parameter for parameter in parameters if parameter.name not in passes)
    told = {p.name: WISH for p in further if is_account(p.slot) and "enum" not in p.schema}
    recognised = [
        i.about
        for _, i in orders
        if isinstance(i, Confirm) and i.about and (i.before in ("", tool.name) or _is_hand_over(i.before))
    ]
    return ToolPolicy(
        tool=tool,
        parameters=parameters,
        needs=_needs_of_route(tool, tools, orders, told) if further else (),
        confirmations=_confirmations(tool, tools, orders, routes),
        before=tuple(dict.fromkeys((*_before(tool, tools, orders), *_found_first(tool, tools, orders)))),
        passes={name: value for name, value in passes.items() if not value.startswith("@")},
        carries={**told, **{name: value for name, value in passes.items() if value.startswith("@") and name not in told}},
        wants=_wants_of_route(tool, calls),
        recognised=recognised[0] if recognised else "",
        speaks=next((i.speaks for i in calls if i.speaks), ""),
    )


def _wants_of_route(tool: ToolSpec, calls: Sequence[CallTool]) -> str:
    """What a place is for: as the prompt says, or else as its own description does."""
    told = [i.wants for i in calls if i.wants and i.wants != ELSE]
    if any(i.wants == ELSE for i in calls) and not told:
        return ELSE
    return " ".join(told) if told or any(i.speaks for i in calls) else tool.description


def _needs_of_route(
    tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order], told: Mapping[str, str]
) -> tuple[Need, ...]:
    """What is handed over with the call: found out or known already; asked for only where the contract requires it."""
    own = [order for order in orders if order[0].tool in (None, tool.name)]
    return tuple(need for need in needs_of(tool, tools, own) if need.required and need.slot.name not in {*told, CHOOSES})


def _found_first(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order]) -> list[str]:
    """Look-ups that stand as plain steps before the one that hands over."""
    own = [(n, item) for n, (item, i) in enumerate(orders) if isinstance(i, CallTool) and i.tool == tool.name]
    if not own or any(_AT_ONCE.search(item.text) for _, item in own):
        return []
    by_name = {other.name: other for other in tools}
    if any(verb_of(other) not in _NO_DEEDS for other in tools):
        return []  # the look-ups are for what is done here
    wished = {i.tool for _, i in orders if isinstance(i, CallTool) and i.wants}
    return [
        i.tool
        for item, i in orders[: own[0][0]]
        if isinstance(i, CallTool)
        and i == CallTool(tool=i.tool)
        and item.tool is None
        and not is_conditional(item.text)
        and i.tool in by_name
        and i.tool not in wished
        and verb_of(by_name[i.tool]) == "find"
    ]


def _is_hand_over(what: str) -> bool:
    return re.match(r"(?:you )?hand", what) is not None


def _declined(tool: ToolSpec, parameters: Sequence[Parameter], orders: Sequence[Order]) -> dict[str, str]:
    """Parameters that take the days the caller has not wanted."""
    actions = [a for _, i in orders if isinstance(i, When) for a in i.actions if a.kind == "call" and a.text == tool.name]
    names = {parameter.name for parameter in parameters}
    return {name: value for action in actions for name, value in action.passes if value == DECLINED and name in names}


def _passes(tool: ToolSpec, parameters: Sequence[Parameter], orders: Sequence[Order], language: str) -> dict[str, str]:
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
        if isinstance(instruction, Pass) and instruction.parameter in names and instruction.tool in ("", tool.name):
            passes[instruction.parameter] = instruction.value
        elif (
            isinstance(instruction, CallTool) and instruction.tool == tool.name and not (instruction.before or instruction.after)
        ):
            passes.update(instruction.passes)
    return passes


def _confirmations(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order], routes: frozenset[str]) -> int:
    times = 0
    for item, instruction in orders:
        if isinstance(instruction, Confirm):
            if tool.name in routes or _is_hand_over(instruction.before):
                meets = instruction.before == tool.name or (tool.name in routes and _is_hand_over(instruction.before))
                times = max(times, instruction.times if meets else 0)
                continue
            about = item.tool or instruction.before
            meant = tool_meant(about, tools) if about else None
            if meant == tool.name or (meant is None and _changes_something(tool, tools)):
                times = max(times, instruction.times)
    return times


def _changes_something(tool: ToolSpec, tools: Sequence[ToolSpec]) -> bool:
    """What a confirmation "before acting" is about: any tool that does more than look up, or the only one there is."""
    return tool.name == main_tool(tools) or verb_of(tool) not in {"find", "transfer", "log", "send", "hand over", None}


def _before(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order]) -> tuple[str, ...]:
    names = {other.name for other in tools}
    calls = [i for _, i in orders if isinstance(i, CallTool)]
    earlier = [i.tool for i in calls if i.before == tool.name]
    follows = verb_of(tool) in {"log", "send", "hand over"}
    earlier += [i.after for i in calls if i.tool == tool.name and i.after and not (i.passes or follows)]
    earlier += _looked_up(tool, tools, orders)
    described = [parameter.slot.description for parameter in parameters_of(tool)]
    earlier += [other.name for other in tools if any(speaks_of(text, other.name) for text in described)]
    return tuple(dict.fromkeys(name for name in earlier if name in names and name != tool.name))


def _looked_up(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order]) -> list[str]:
    """Look-ups that the prompt calls for on the way to a deed, and for no wish of their own: they take what the deed takes."""
    by_name = {other.name: other for other in tools}
    named = [i for item, i in orders if item.tool is None and isinstance(i, CallTool) and i.tool in by_name]
    at = next((n for n, i in enumerate(named) if i.tool == tool.name and not i.wants), 0)
    if verb_of(tool) in {"find", "transfer", "hand over"}:
        return []
    own = {noun(parameter.slot) for parameter in parameters_of(tool)}
    return [
        i.tool
        for i in named[:at]
        if not i.wants
        and verb_of(by_name[i.tool]) == "find"
        and own & {noun(parameter.slot) for parameter in parameters_of(by_name[i.tool])}
    ]
