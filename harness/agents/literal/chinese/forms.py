"""The Chinese sentence forms the literal agent understands, with the same meanings as the English ones.

What is asked is in `asking`, tools in `calling` and `passing`, conditions in `conditions`, the stage in `settings`.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from harness.agents.literal.chinese.asking import asking_forms, asks_for_things, purpose_of
from harness.agents.literal.chinese.calling import calling_forms
from harness.agents.literal.chinese.conditions import when_forms
from harness.agents.literal.chinese.confirming import confirming_forms
from harness.agents.literal.chinese.masked import Masked, masked
from harness.agents.literal.chinese.passing import passing_forms
from harness.agents.literal.chinese.settings import setting_forms
from harness.agents.literal.chinese.topics import parameters_for
from harness.agents.literal.instruction import (
    Ask,
    AskMore,
    AskWhich,
    CallTool,
    Confirm,
    Instruction,
    NeverAsk,
    OneAtATime,
    Optional,
    Pass,
    Require,
    Tell,
    When,
)
from harness.language.slot import Slot

__all__ = ["understand"]

_LABEL = re.compile(r"^(?P<name>[^:：，,。“\"]{1,30}?)\s*[:：]\s*(?P<rest>.+)$")
_QUOTED_QUESTION = re.compile(r"^(?:问|询问|请问)?[:：]?\s*[“\"「](?P<question>[^”\"」]+[?？])[”\"」][。.]?$")
_POINTER = re.compile(
    r"(?:以下|下列|如下|下面|这些|这几)(?:的)?(?:几)?(?:项|个|条|样)?(?:信息|资料|内容|问题|事项|项目|字段|细节)?|[,，]?(?:逐[一个项条]|依次|一个一个地?|一项一项地?|一次一个)"
)
_CONDITIONAL = re.compile(r"^(?:如果|若|当|要是|假如|遇到|一旦)|(?:时|的话|的时候)$")
_ORDERED = re.compile(r"^(?:请|不要|别|如果|若|当|先|再|必须|调用|使用|说|问|询问|告诉|转|把|将|道歉|你|您)")


def understand(
    text: str, tools: Sequence[str], *, lead: str = "", slots: Sequence[Slot] = (), own: str = ""
) -> tuple[Instruction, ...]:
    """What one Chinese sentence says, on the terms of `harness.agents.literal.forms.understand`."""
    parameters = tuple(slot.name for slot in slots)
    found = _instructions(masked(text, tools, parameters), text, tools, slots, own)
    if lead and all(isinstance(order, Optional) for order in found):
        found = tuple(dict.fromkeys((*_led(text, lead, tools, slots, own), *found)))
    label = _LABEL.match(text.strip())
    if label is None:
        return found
    led_by = masked(lead, tools, parameters)
    if named := _asked_by_name(label["name"].strip('`“”" '), label["rest"], slots, led_by.tools_in(led_by.plain)):
        return (named,)
    if not found:
        found = _instructions(masked(label["rest"], tools, parameters), label["rest"], tools, slots, own)
    return tuple(_by_label(order, label["name"].strip(), slots) for order in found)


def _asked_by_name(label: str, rest: str, slots: Sequence[Slot], led_by: Sequence[str]) -> Ask | None:
    """A parameter's own name, or a noun for it, and the question that asks for it: `reason：问“为什么来？”`."""
    question = _QUOTED_QUESTION.match(rest.strip())
    if question is None:
        return None
    slot = next((slot for slot in slots if slot.name == label), None) or next(iter(parameters_for(label, slots)), None)
    about = led_by[0] if len(led_by) == 1 else ""
    return Ask(topics=(slot.name,), about=about, wording=question["question"]) if slot else None


def _by_label(order: Instruction, label: str, slots: Sequence[Slot]) -> Instruction:
    """ "电话：问十位数字" asks for the phone number, which some tool takes, and not for digits."""
    named = parameters_for(label, slots) if isinstance(order, Ask) else ()
    if not isinstance(order, Ask) or not named:
        return order
    if order.wording or not any(parameters_for(topic, slots) for topic in order.topics):
        return replace(order, topics=(named[0].name,))
    return order


def _led(text: str, lead: str, tools: Sequence[str], slots: Sequence[Slot], own: str) -> tuple[Instruction, ...]:
    """An item of a list read with what introduces it."""
    parameters = tuple(slot.name for slot in slots)
    if _CONDITIONAL.search(lead) and not asks_for_things(lead):
        whole = f"{lead}，{text}"
        return _instructions(masked(whole, tools, parameters), whole, tools, slots, own)
    if _ORDERED.match(text) or len(text) > 40:
        return ()
    bare = _POINTER.sub("", lead).strip("，,：: ")
    if re.match(r"^(?:可选|选填|非必填)", bare):
        whole = f"可选：{text}"
    elif asks_for_things(bare):
        whole = f"必填：{text}" if re.match(r"^(?:必填|必需|必要)", bare) else f"收集{text}"
    else:
        return ()
    about = purpose_of(masked(lead, tools, parameters))
    found = _instructions(masked(whole, tools, parameters), whole, tools, slots, own)
    return tuple(replace(one, about=about) if isinstance(one, Ask | Require) else one for one in found)


def _instructions(sentence: Masked, text: str, tools: Sequence[str], slots: Sequence[Slot], own: str) -> tuple[Instruction, ...]:
    if not own and (occasions := calling_forms(sentence, tools)):  # type: ignore[arg-type]
        happens = any(isinstance(i, When) for i in occasions)
        confirmed = [] if happens else confirming_forms(sentence)
        return tuple(dict.fromkeys([*(_ordered_only(occasions) if confirmed else occasions), *confirmed]))
    confirmed = confirming_forms(sentence)
    asked = asking_forms(sentence, slots)
    passed = passing_forms(sentence)
    whens = when_forms(sentence)
    merged: list[Instruction] = [*setting_forms(sentence, text), *asked, *confirmed, *whens, *passed]
    if any(isinstance(i, AskWhich) for i in asked):
        merged = list(asked)
    elif whens:
        merged = [i for i in merged if isinstance(i, When | NeverAsk | OneAtATime | Optional | AskMore)]
    elif passed:
        merged = [i for i in merged if isinstance(i, Pass | NeverAsk)]
    elif confirmed:
        merged = [i for i in merged if not isinstance(i, Tell | Require | Ask)]
    if own:
        merged = [i for i in merged if isinstance(i, Ask | Require | Optional | NeverAsk | Confirm | OneAtATime)]
    if any(isinstance(i, Ask | Require | NeverAsk) for i in merged):
        merged = [i for i in merged if not isinstance(i, Tell)]
    return tuple(dict.fromkeys(merged))


def _ordered_only(occasions: Sequence[Instruction]) -> list[Instruction]:
    """Calls with an occasion; a bare "调用 T" in a sentence about approval says only what it comes before."""
    return [i for i in occasions if not isinstance(i, CallTool) or i.before or i.after or i.wants or i.passes or i.speaks]
