"""Chinese sentence forms about what may happen, and what is done then: "如果工具失败，道歉并提议回电"."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from harness.agents.literal.chinese.actions import actions_in
from harness.agents.literal.chinese.clauses import WHO, condition_of
from harness.agents.literal.chinese.masked import TOOL, Masked
from harness.agents.literal.chinese.topics import topics_in
from harness.agents.literal.chinese.verbs import verbs_in
from harness.agents.literal.instruction import Action, Instruction, When

__all__ = ["when_forms"]

_OTHERWISE = re.compile(
    r"^(?:否则|不然|其他情况(?:下)?|其余情况(?:下)?|其它情况(?:下)?|任何其他(?:错误|问题|情况)|其他(?:错误|问题))[,:](?P<then>.+)$"
)
_AFTERWARDS = re.compile(rf"^(?P<condition>[^,]*?(?:{TOOL}|成功|完成|办好|办完|好|完)[^,]*?)(?:之后|以后|后|了)[,:](?P<then>.+)$")
_TWICE = re.compile(r"(?:连续|又|再次?)?(?:两次|二次|2次|第二次|两回)(?:都)?")
_DECLINED = re.compile(
    rf"^(?:{WHO})?(?:说|回答|表示)?(?:不|不是|不对|否|不同意|不确认|不确定|没确认|(?:又|突然|忽然)?改变?(?:了)?主意|反悔(?:了)?|变卦(?:了)?|说不|又不想了|又不要了)$|^不(?:对|是)$"
)
_REFUSES = re.compile(
    rf"^(?P<who>{WHO})?(?:不(?:愿意?|肯|想|方便|打算|能|愿)|拒绝|没有(?!空|位|房|找|查|结)|不知道|不清楚|不记得|说不出)(?:再)?(?:提供|给出?|说出?|告诉你?|透露|留下?|报)?(?P<what>[^,]*)$"
)
_FAILS = re.compile(
    r"失败|出错|报错|错误(?!的)|没有?响应|无响应|超时|故障|不可用|宕机|没有结果|不工作|异常|连不上|技术问题|系统问题|不成功"
)
_SAID = re.compile(
    rf"^(?:{WHO}|有人)(?:只是|还|也|又|很|非常)*(?:问起?|询问|要求|想要?|要|说(?:到|起)?|提到|提出|抱怨|需要|打听|咨询|描述|表示|是|有|觉得|感到|显得)(?P<what>.+)$"
)
_DONE = re.compile(
    r"成功|完成|办好|办完|办妥|(?:预约|预订|预定|订|取消|改|登记|付款?|提交|更改|安排)(?:好|完|成功|成)?(?:了|之?后)?$|好了?$"
)
_SPOKEN = frozenset({"say", "apologise", "offer", "goodbye", "transfer"})


def when_forms(sentence: Masked) -> list[Instruction]:
    """What to do when a tool fails, refuses or succeeds, or the caller refuses, declines or says something."""
    plain = sentence.plain.rstrip("。. ")
    if other := _OTHERWISE.match(plain):
        actions = actions_in(sentence, other["then"])
        return [When(condition=kind, about="", actions=actions) for kind in ("failed", "told") if actions]
    after = _AFTERWARDS.match(plain)
    pair = (after["condition"], after["then"]) if after else condition_of(plain)
    actions = actions_in(sentence, pair[1]) if pair else ()
    if pair is None or not actions:
        return []
    condition = pair[0]
    condition = re.sub(r"^(?:在|当|等|如果|一旦|只要)", "", condition)
    if done := _of_success(sentence, condition, actions, bool(after)):
        return done
    times = 2 if _TWICE.search(condition) else 1
    actions = tuple(_naming(action, condition) for action in actions)
    return [replace(when, times=times) for when in _of_condition(sentence, _TWICE.sub("", condition), actions)]


def _naming(action: Action, condition: str) -> Action:
    """ "号码查不到时，再问一次" asks for the number."""
    about = re.match(
        r"^(?P<what>(?!有|哪|某|任)[^,]{1,8}?)(?:不存在|找不到|查不到|不对|有误|无效|没有找到|不正确|错了?)", condition
    )
    pointing = action.kind == "ask" and re.fullmatch(r"它|一[次遍下]|[。,]*", action.text)
    return replace(action, text=about["what"]) if about and pointing else action


def _of_success(sentence: Masked, condition: str, actions: Sequence[Action], after: bool) -> list[Instruction]:
    """Once the thing is done: a tool that has succeeded, or a deed in as many words."""
    speaks = tuple(action for action in actions if action.kind in {"say", "goodbye"})
    tools = sentence.tools_in(condition)
    words = re.sub(TOOL, "", condition)
    if not speaks or re.search(r"失败|出错|没有?|不|错误|超时", words):
        return []
    if tools and (after or re.fullmatch(r"(?:返回|调用|执行|办理|已经?)*(?:成功|完成|结束|好|完)?(?:之?后|以后|了)?", words)):
        return [When(condition="done", about="", actions=speaks, tool=tools[0])]
    if not tools and not re.match(WHO, words) and _DONE.search(words) and (after or "成功" in words or verbs_in(words)):
        return [When(condition="done", about=words, actions=speaks)]
    return []


def _of_condition(sentence: Masked, condition: str, actions: tuple[Action, ...]) -> list[When]:
    tools = sentence.tools_in(condition)
    words = sentence.words(re.sub(TOOL, "", condition))
    if _DECLINED.match(words):
        return [When(condition="declined", about="", actions=actions)]
    refused = None if tools else _REFUSES.match(words)
    if refused and (refused["who"] or re.match(r"不(?:愿|肯|方便)|拒绝", words)):
        about = ", ".join(topics_in(re.split("或", refused["what"])[0]))
        return [When(condition="refused", about="" if about in {"", "有", "它"} else about, actions=actions)]
    if _FAILS.search(words):
        return [When(condition="failed", about=words, actions=actions, tool=tools[0] if tools else "")]
    if said := _SAID.match(words):
        speaks = any(action.kind in _SPOKEN for action in actions)
        return [When(condition="said", about=said["what"], actions=actions)] if speaks else []
    if (
        all(action.kind in {"ask", "goodbye"} for action in actions)
        and not tools
        and not re.search(r"没|不|无|满|错|过期|被", words)
    ):
        return []
    return [When(condition="told", about="" if tools and not words else words, actions=actions, tool=tools[0] if tools else "")]
