"""Chinese sentence forms about the caller's approval: how often, and before what."""

import re

from harness.agents.literal.chinese.clauses import WHO
from harness.agents.literal.chinese.masked import QUOTE, Masked
from harness.agents.literal.instruction import Confirm, Instruction

__all__ = ["confirming_forms"]

_COUNT = (
    (3, re.compile(r"(?:三|3)(?:次|遍|回|重)")),
    (2, re.compile(r"(?:两|二|2)(?:次|遍|回|重)|双重|再(?:次|确认一[次遍])|第二次")),
)
_YES = r"(?:确认|同意|认可|答应|许可|点头|肯定|核实|批准)"
_DETAILS = (
    r"(?:信息|资料|内容|细节|详情|日期|时间|日子|姓名|名字|号码|预约|预订|预定|订单|选择|要求|数据|一遍|金额|地址|结果|清单)"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:请|让|要|要求|得到|取得|征得|获得|等待?|经过?|向|跟|和|与|待){WHO}[^。;]{{0,24}}?{_YES}",
        r"(?:复述|重述|读回|念回|念一遍|读一遍|重复一遍|说一遍|总结一遍|核对)[^。;]{0,30}",
        rf"(?:重复|念出?|读出?|说出|核对|总结|确认)(?:一下|一遍)?[^。;,]{{0,16}}?{_DETAILS}",
        rf"{WHO}(?:[明清]确地?|口头|亲口)?{_YES}[^。;,]{{0,6}}(?:之?后|以后|了|才|再|前)",
        rf"{WHO}(?:说是|说对|说可以)(?:之?后|以后|了|才|再)",
        rf"(?:没有|未|未经|未得到|未获得?|不经)(?:{WHO})?[^。;,]{{0,6}}{_YES}",
        rf"(?:两|二|三|2|3)(?:次|遍|重){_YES}|{_YES}(?:两|二|三|2|3)(?:次|遍)",
        rf"{WHO}(?:必须|需要|得|要)?[^。;,]{{0,4}}{_YES}(?:两|二|三|2|3)?(?:次|遍)?",
        rf"只有[^。;,]{{0,10}}{_YES}",
    )
)
_SURE = re.compile(r"(?:确认|同意|确定)吗|(?:对吗|对不对|是否正确|正确吗|可以吗|好吗|行吗)")
_NAMED = re.compile(
    r"(?:确认|核实|认)[^。;,]{0,8}(?:记录|档案|资料|系统|名下|登记|查到)(?:上|里|中|到)?的?(?P<what>姓名|名字|全名|名称)"
)
_NO = re.compile(
    r"^(?:不要|别|不必|不用|无需|无须|不需要)(?:再|向|让|请|跟)?[^,。]{0,8}(?:确认|复述|重复|核对)|^只有?在?[^,]*返回[^,]*(?:才|后)说|^只能?说"
)
_BEFORE = re.compile(r"(?P<what>[^,。;:]+?)(?:之前|以前|前)(?=[,先必要须一请都让应重复核确念读再跟向]|$)")
_THEN = re.compile(r"(?:才|再|后|之后|方|然后)(?:能|可以?|可)?(?:调用|使用|执行)?(?P<what>[^,。;]+)$")
_HANDING = re.compile(r"转接|转给|转交|移交|交接|交给|转到")


def confirming_forms(sentence: Masked) -> list[Instruction]:
    """How often the caller must agree, and before what."""
    plain = sentence.plain
    if _NO.search(plain) or not _asks(sentence):
        return []
    times = next((n for n, form in _COUNT if form.search(plain)), 1)
    about = _NAMED.search(plain)
    what = about["what"] if about else ""
    befores = sentence.tools_in(plain) or [_before(plain)]
    return [Confirm(times=times, before=one, about=what) for one in befores]


def _asks(sentence: Masked) -> bool:
    if any(form.search(sentence.plain) for form in _FORMS):
        return True
    return any(_SURE.search(sentence.quote(sign)) for sign in re.findall(QUOTE, sentence.plain))


def _before(plain: str) -> str:
    match = _BEFORE.search(plain) or _THEN.search(plain)
    if match is None:
        return ""
    what = re.sub(r"^(?:在|请|每次)+", "", match["what"]).strip()
    return "hand over" if _HANDING.search(what) else what
