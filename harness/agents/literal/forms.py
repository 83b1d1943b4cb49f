"""The sentence forms the literal agent understands, in English; each form is a pattern and what it means.

This is the documented set: `callproof explain` shows for every line which of them it matched. A sentence that matches none is
prose.
What is asked is in `asking`, tools and conditions in `orders`, the stage in `settings`.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from harness.agents.literal.asking import asking_forms, names_things
from harness.agents.literal.calling import calling_forms
from harness.agents.literal.carrying import carrying_forms
from harness.agents.literal.chinese.script import is_chinese
from harness.agents.literal.clauses import is_conditional
from harness.agents.literal.conditions import when_forms
from harness.agents.literal.handing import handing_forms
from harness.agents.literal.instruction import (
    Ask,
    AskMore,
    CallTool,
    Instruction,
    NeverAsk,
    OneAtATime,
    Optional,
    Pass,
    Require,
    Tell,
    When,
)
from harness.agents.literal.orders import confirming_forms, names, ordering_forms
from harness.agents.literal.settings import passing_forms, setting_forms
from harness.agents.literal.topics import parameters_for, stem
from harness.language.slot import Slot, words_of

__all__ = ["understand"]

_POINTER = re.compile(
    r"\b(?:all of )?(?:these|the following|following|this|all of these)\b(?:\s+(?:things|details|items|pieces of information|"
    r"information|facts|questions|fields))?",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"\b(?:details|information|facts|things|questions)\b\s*$", re.IGNORECASE)
_ONE_BY_ONE = re.compile(r",?\s*\b(?:one (?:\w+ )?at a time|one by one|in (?:this|that) order)\b", re.IGNORECASE)
_HAPPY = re.compile(
    r"^(?:if|when)\s+(?:so|yes|they say yes|successful|"
    r"(?:it|an? [\w ]{2,20}?|the \w+|that (?:day|time)|everything)\s+(?:is|are)\s+"
    r"(?:available|free|open|found|possible|fine|correct|right|ok)|"
    r"(?:there (?:is|are)|you find)\s+(?!no\b|not\b|none\b)(?:an?\s+|any\s+|some\s+|one\b)?(?P<what>[\w ]{0,20}?)"
    r"(?:\s*available|\s*free)?)\s*,\s*(?:then\s+)?",
    re.IGNORECASE,
)
_THERE = frozenset({"slot", "opening", "availability", "space", "room", "match", "result", "one", ""})
_QUOTED_QUESTION = re.compile(r"^ask:?\s+[\"“](?P<question>[^\"”]+\?)[\"”]\.?$", re.IGNORECASE)
_LABEL = re.compile(r"^(?P<name>[\w /'’-]{2,30}?)(?::|\s[–—-])\s+(?P<rest>.+)$")


_TERSE = re.compile(
    r"^(?:get|need|needs|needed|required|collect|gather|ask|ask for|what you need|info(?:rmation)?(?: needed)?|"
    r"must have)\s*:\s+(?=[^\"“]{3,}$)",
    re.IGNORECASE,
)
"""Begins a list of things to ask for, in a line of few words."""
_TERSE_CONFIRM = re.compile(
    r"^(?:re-?)?confirm(?: (?:it|that|this|all|everything))?\s*(?=[,;+]|->|→|\band\b|\bthen\b)", re.IGNORECASE
)


def understand(
    text: str, tools: Sequence[str], *, lead: str = "", slots: Sequence[Slot] = (), own: str = ""
) -> tuple[Instruction, ...]:
    """What one sentence says; empty for prose.

    `tools` are the names that may be spoken of, `slots` their parameters; `lead` introduces the list that the sentence is an item
    of; `own` is the tool whose description it stands in.
    """
    if is_chinese(text, lead):
        from harness.agents.literal.chinese import forms as chinese  # needed by Chinese prompts only

        return chinese.understand(text, tools, lead=lead, slots=slots, own=own)
    text = _TERSE_CONFIRM.sub("confirm the details", _TERSE.sub("Collect ", text.strip()))
    if not own and (handed := handing_forms(text, lead, tools, [slot.name for slot in slots])):
        return tuple(dict.fromkeys(handed))
    found = _instructions(text, tools, slots, own)
    if lead and all(isinstance(order, Optional) for order in found):
        found = tuple(dict.fromkeys((*_led(text, lead, tools, slots, own), *found)))
    label = _LABEL.match(text)
    if label and (
        named := _asked_by_name(label["name"].strip(), label["rest"], slots, [name for name in tools if names(lead, name)])
    ):
        return (named,)
    if not found and label:
        found = _instructions(label["rest"], tools, slots, own)
    return tuple(_by_label(order, label["name"].strip().lower(), slots) for order in found) if label else found


def _asked_by_name(label: str, rest: str, slots: Sequence[Slot], led_by: Sequence[str]) -> Ask | None:
    """A parameter's own name, and the question that asks for it: `paysNow: ask "Would you like to pay now?"`."""
    question = _QUOTED_QUESTION.match(rest)
    slot = next((slot for slot in slots if slot.name == label), None)
    if slot is None or question is None:
        return None
    return Ask(topics=(slot.name,), about=led_by[0] if len(led_by) == 1 else "", wording=question["question"])


def _by_label(order: Instruction, label: str, slots: Sequence[Slot]) -> Instruction:
    """ "Phone number: ask for ten digits" asks for the phone number, which some tool takes, and not for digits."""
    named = parameters_for(label, slots) if isinstance(order, Ask) else ()
    if not isinstance(order, Ask) or not named:
        return order
    if order.wording or not any(parameters_for(topic, slots) for topic in order.topics):
        return replace(order, topics=(named[0].name,))
    return order


def _led(text: str, lead: str, tools: Sequence[str], slots: Sequence[Slot], own: str) -> tuple[Instruction, ...]:
    """An item of a list read with what introduces it."""
    if is_conditional(lead):
        return _instructions(f"{lead}, {text[:1].lower()}{text[1:]}", tools, slots, own)
    if not names_things(text):
        return ()
    joint = (
        "" if lead.endswith(":") or _without_pointer(lead).endswith(("need", "needs", "required", "require")) is False else ":"
    )
    return _instructions(f"{_without_pointer(lead)}{joint} {text[:1].lower()}{text[1:]}", tools, slots, own)


def _instructions(text: str, tools: Sequence[str], slots: Sequence[Slot], own: str) -> tuple[Instruction, ...]:
    text = text.strip().rstrip(":： ")
    if text.endswith("."):
        text = text[:-1]
    text = _on_the_way(text, tools)
    parameters = [slot.name for slot in slots]
    if not own and (occasions := calling_forms(text, tools, parameters)):
        return tuple(dict.fromkeys([*occasions, *confirming_forms(text, tools)]))
    called = ordering_forms(text, [name for name in tools if name not in getattr(tools, "routes", ())], own)
    confirmed = confirming_forms(text, tools)
    asked = asking_forms(text, slots)
    passed = [*passing_forms(text, parameters), *carrying_forms(text, tools, parameters)]
    whens = when_forms(text, tools)
    merged: list[Instruction] = [*setting_forms(text), *asked, *confirmed, *whens, *called, *passed]
    if whens:
        merged = [i for i in merged if isinstance(i, When | NeverAsk | OneAtATime | Optional | AskMore) or _wished(i)]
    elif passed:
        merged = [i for i in merged if isinstance(i, Pass | NeverAsk)]
    elif confirmed or called:
        early = not called or _tells_first(text)
        merged = [i for i in merged if not (early and isinstance(i, Tell)) and not (confirmed and isinstance(i, Require))]
    if any(isinstance(i, Ask | Require | NeverAsk) for i in merged):
        merged = [i for i in merged if not isinstance(i, Tell)]
    return tuple(dict.fromkeys(merged))


def _without_pointer(lead: str) -> str:
    """ "Collect these, one at a time" introduces a list: what is left is the verb."""
    lead = _POINTER.sub("", _ONE_BY_ONE.sub("", lead))
    lead = _TRAILING.sub("", lead.strip(" ,;:"))
    return re.sub(r"[\s,;]+$", "", re.sub(r"\s*,\s*,?|\s{2,}", " ", lead))


def _on_the_way(text: str, tools: Sequence[str]) -> str:
    """Without an "If there is one," that says no more than that all has gone well so far."""
    match = _HAPPY.match(text)
    if match is None:
        return text
    what = match["what"]
    if what is not None:
        known = {stem(word) for name in tools for word in words_of(name)} | _THERE
        if not {stem(word) for word in what.split() or [""]} & known:
            return text
    return text[match.end() :]


def _wished(order: Instruction) -> bool:
    """What a tool is for: no order to call it now."""
    return isinstance(order, CallTool) and bool(order.wants) and order.before is None and order.after is None


def _tells_first(text: str) -> bool:
    """What is told before a tool is called is not told from its answer."""
    told = re.search(r"\band (?:then )?(?:tell|give|read|share)\b", text, re.IGNORECASE)
    return told is None
