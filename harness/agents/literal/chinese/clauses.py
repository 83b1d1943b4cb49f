"""Pieces of Chinese prompt sentences: who is spoken of, what may stand before an order, and where one order ends."""

import re

from harness.agents.literal.chinese.masked import TOOL
from harness.agents.literal.chinese.script import HAN

__all__ = ["HEDGE", "WHO", "clauses_of", "condition_of", "without_hedge"]

WHO = (
    r"(?:来电者|来电人|来电的人|打(?:来)?电话(?:来)?的人|对方|他们?|她们?|人家|大家|"
    rf"[{HAN}]{{1,2}}(?:人(?![数员口工])|者|客(?![房车厅服户])|户(?![口名])|主(?![题要])|友(?!好)|员(?!工)|家长)(?:们|本人)?)"
)
"""The person on the line, as prompts call them."""
HEDGE = (
    rf"(?:(?:请(?!求|问|{WHO})|务必|一定要?|必须|应当?|应该|都要|要(?!求|是|不要)|需要(?!信息|资料)|需(?!要)|你(?!们)|您|总是|始终|每次都?|然后|接着|随后|再(?!次|见|试|问|查|说)|先|首先|"
    r"最后|记得|同时|并且?|另外|此外|只(?!有|能)|直接|立即|立刻|马上|就|便|则|那么|那就|礼貌地?|客气地?|可以|第[一二三四五六七八九十\d]+步?)[,:]?)*"
)
"""Words that may stand before an order without changing it."""
_HEDGE = re.compile(HEDGE)
_IF = r"(?:如果|如若|若是?|假如|假若|要是|倘若|万一|每当|当(?!前|天|日|面|地)|遇到|碰到|一旦|只要|凡是?|如(?!下|何|实|期))"
_TAIL = r"(?:的话|的时候|时候|之时|的情况下?|的情形|时(?![间段候刻期]))"
_THEN = r"(?:就|则|那么|那就|便|请|应该?|要|需要?|立即|立刻|马上|才)*"
_MORE = r"(?:,(?:或者?|以及|还有|又或|并且(?!调用))[^,:]+?)*"
_LEADING = re.compile(rf"^{_IF}(?P<condition>[^,:]+?{_MORE})(?:{_TAIL}[,:]?|[,:]|(?=就|则|那么|便)){_THEN}(?P<then>.+)$")
_SAID_OF = re.compile(rf"^(?P<condition>{WHO}(?:[^,:]+?){_MORE}){_TAIL}[,:]?{_THEN}(?P<then>.+)$")
_SO = re.compile(
    rf"^(?P<condition>{WHO}(?:想|要|说|问|询问|要求|希望|需要|提到|不|拒绝|没有)[^,:]*?{_MORE})[,:]{_THEN}(?P<then>(?:调用|使用|用|转|交|改|移交|道歉|致歉|说|告诉|告知|问).+)$"
)
_OF_CASE = re.compile(rf"^(?P<condition>[^,:]{{2,30}}?){_TAIL}[,:]{_THEN}(?P<then>.+)$")
_COLON = re.compile(
    rf"^(?P<condition>[^:,]{{0,24}}?(?:没有?|无|不|满|失败|出错|错误|超时|{TOOL})[^:,]{{0,16}}):{_THEN}(?P<then>.+)$"
)
_SPLIT = re.compile(
    r"[,;。]|(?<!^)(?:然后|接着|随后|并且|同时|并(?=[说问调转请告道提继向建推感结挂把帮为给重让直]))|(?<!^)再(?=[调问请转说告询]|道[别歉])(?!说一[遍次]|问一[遍次])"
)


def without_hedge(text: str) -> str:
    """The order itself: "请务必先询问姓名" → "询问姓名"."""
    return text[match.end() :] if (match := _HEDGE.match(text)) else text


def clauses_of(text: str) -> list[str]:
    """The orders of one sentence."""
    return [clause for part in _SPLIT.split(text) if part and (clause := part.strip(" ,"))]


def condition_of(plain: str) -> tuple[str, str] | None:
    """A condition and what is done then: "如果没有空位,道歉" → ("没有空位", "道歉"). None where nothing is conditional."""
    for form in (_LEADING, _SAID_OF, _SO, _OF_CASE, _COLON):
        if match := form.match(plain):
            return match["condition"].strip(), match["then"].strip(" ,")
    return None
