"""What tools do, as one says it in Chinese, though they are named and described in English."""

import re

from harness.agents.literal.chinese.nouns import thing
from harness.agents.literal.chinese.script import has_han
from harness.agents.literal.intent import verb_named

__all__ = ["deed_of", "done"]

_DEEDS = {
    "book": "预约", "buy": "购买", "cancel": "取消", "change": "更改", "find": "查询", "register": "登记", "transfer": "转接人工",
    "pay": "付款", "send": "发送消息", "report": "提交", "log": "记录", "block": "停用",
}  # fmt: skip
_WHOLE = frozenset({"transfer", "pay", "send"})
"""Deeds that need no thing they are done to."""
_LEAVES = re.compile(r"[，。；：、（(]|并返回|并|返回|用于|以便")


def deed_of(tool: str, description: str) -> str:
    """A tool's own Chinese description as far as its first comma, else the verb of its name and the thing it is done to."""
    if has_han(description):
        return _LEAVES.split(description.strip())[0]
    verb = verb_named(tool, description)
    if verb is None:
        return "办理"
    return _deed(verb, tool) + ("" if verb in _WHOLE else thing(tool))


def _deed(verb: str, tool: str) -> str:
    """A table, a room or a seat is 预订, anybody's time is 预约."""
    return "预订" if verb == "book" and thing(tool) else _DEEDS.get(verb, "办理")


def done(tool: str, when: str) -> str:
    """The report that a tool has done its work; `when` is the day and time it was done for."""
    verb = verb_named(tool, "")
    if verb not in _DEEDS:
        return "已经办好了。"
    if verb == "find":
        return "我查到了。"
    about = f"{when}的" if when else ""
    return f"{about}{thing(tool)}已经为您{_deed(verb, tool)}{'好' if verb in {'book', 'change', 'register'} else ''}了。"
