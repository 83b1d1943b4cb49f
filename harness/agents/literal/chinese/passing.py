"""What a Chinese sentence says is sent with a call: "callOutcome 用“booked”", "把那天放进 excludeDates", "带上 guestId"."""

import re

from harness.agents.literal.chinese.clauses import WHO
from harness.agents.literal.chinese.masked import PARAMETER, QUOTE, TOOL, Masked
from harness.agents.literal.instruction import DECLINED, FOUND, HEARD, Instruction, Pass, Passed
from harness.language.chinese.numbers import numbers

__all__ = ["passed_with", "passing_forms"]

_PLAIN = (
    r"true|false|真(?!人)|假(?!如)|是(?=$|[,。;、])|否|今天|今日|当天|明天|-?\d+(?:\.\d+)?(?!\d|天|周|个月)|"
    r"(?:从|自)?(?:今天|今日|现在)?(?:起|往后|之?后)?的?[\d一二三四五六七八九十百]+(?:天|周|个月)(?:之?后|以后)"
)
_VALUE = rf"(?:(?P<quoted>{QUOTE})|(?P<plain>{_PLAIN}))"
_IS = (
    r"(?:参数|字段)?(?:的值)?(?:一律|始终|总是|固定|永远|都|应|统一)?"
    r"(?:设置?[为成]?|填写?[为成]?|传入?|写[为成]?|取|用|等于|=|:|为|是)*"
)
_AFTER = re.compile(rf"^{_IS}{_VALUE}")
_BEFORE = re.compile(rf"{_VALUE}(?:作为|当作|填入|填到|填进|传给|写入|写进|放进|放入|赋给|设为)(?:参数)?$")
_PUT = (
    r"(?:放进|放入|放到|放在|加入|加进|加到|列入|填入|填进|填在|写入|写进|写在|写到|记在|记入|记到|存入|传入|作为|当作)(?:参数)?$"
)
_DAYS = re.compile(rf"(?:日期|日子|那[一]?天|这[一]?天|时段|时间|它)[^,]*{_PUT}")
_SKIPPED = re.compile(r"exclude|skip|avoid|declin|排除|跳过|避开|不要|拒绝|回避", re.IGNORECASE)
_WORDS = re.compile(
    rf"(?:{WHO}|所)?(?:说|讲|提到|描述)的?(?:话|内容|情况|事|原因|原话|要点)?[^,]*{_PUT}|(?:摘要|概要|要点|简述|总结)[^,]*{_PUT}"
)
_CARRIED = re.compile(
    r"(?:带上|附上|附带|连同|带着|传入?|传递|传给|传|填上|填写|填|写上|以及|及|和|与|并|、|,|把|将|加上|用|使用|发送|送|包括|含)(?:[^,、]{0,8}的)?(?:该|此|这个|其)?(?:对应的)?$"
)
_CARRY = re.compile(r"^(?:把|将|传|带上|附上|填|用|使用|发送|送|连同|(?:调用|使用){TOOL}时)".replace("{TOOL}", TOOL))
_RENAMED = re.compile(
    rf"(?P<source>{PARAMETER})(?:的值)?,?(?:作为|当作|填入|填到|填进|传给|写入|用作|放进|放入|赋给|设为|当|填)(?:参数)?(?P<name>{PARAMETER})"
)
_TO = re.compile(rf"(?:给|传给|传入|用于|交给|传到|到|调用|里的?|时){TOOL}|{TOOL}(?:时|的|里|中)")


def passed_with(sentence: Masked, clause: str) -> Passed:
    """The values that a clause sends; each parameter once."""
    found: dict[str, str] = {}
    renamed = {match.start("source"): match["source"] for match in _RENAMED.finditer(clause)}
    for at in re.finditer(PARAMETER, clause):
        name, before, after = sentence.parameter(at.group()), clause[: at.start()], clause[at.end() :]
        if at.start() in renamed or name in found:
            continue
        if (match := _AFTER.match(after)) or (match := _BEFORE.search(before)):
            found[name] = sentence.quote(match["quoted"]) if match["quoted"] else _value(match["plain"])
        elif (other := _RENAMED.search(clause)) and other.end() == at.end():
            found[name] = f"{FOUND}:{sentence.parameter(other['source'])}"
        elif _DAYS.search(before) and _SKIPPED.search(f"{name} {clause}"):
            found[name] = DECLINED
        elif _WORDS.search(before):
            found[name] = HEARD
        elif _CARRIED.search(before):
            found[name] = FOUND
    return tuple(found.items())


def passing_forms(sentence: Masked) -> list[Instruction]:
    """Parameters that are sent without being asked for, on every occasion."""
    plain = sentence.plain.rstrip("。. ")
    fixed = re.match(rf"^(?:(?:把|将|请)*{PARAMETER}|.*{PARAMETER}(?:一律|始终|总是|固定|永远|设为|设置|填))", plain)
    if re.match(r"^(?:如果|若|当|不要|别|切勿)", plain) or not (_CARRY.match(plain) or fixed):
        return []
    tools = sentence.tools_in("".join(match.group() for match in _TO.finditer(plain))) or [""]
    return [Pass(parameter=name, value=value, tool=tool) for name, value in passed_with(sentence, plain) for tool in tools]


def _value(said: str) -> str:
    """A bare value as schemas have it; a day is told in the words of `harness.language`."""
    if said in {"真", "是"}:
        return "true"
    if said in {"假", "否"}:
        return "false"
    if said in {"今天", "今日", "当天"}:
        return "today"
    if said == "明天":
        return "tomorrow"
    if re.fullmatch(r"true|false|-?\d+(?:\.\d+)?", said):
        return said
    count = next((found.value for found in numbers(said)), "")
    unit = "week" if "周" in said else "month" if "月" in said else "day"
    return f"{count} {unit}s from today" if count else said
