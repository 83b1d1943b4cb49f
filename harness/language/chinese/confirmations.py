"""Whether a Chinese utterance reads details back and asks for approval."""

import re
from functools import lru_cache

from harness.language.chinese.heard import sentences_of
from harness.language.chinese.requests import requests_in

__all__ = ["asks_to_confirm"]

_TAIL = re.compile(
    r"(?:,|,?\s*(?:这样|以上|这些|信息|都|是|您|请问|我(?:说|记|听|理解)得?))*(?:对吗|对吧|对不对|没错吧|没错吗|是吗|是吧"
    r"|是不是|是这样(?:的)?(?:吗|吧)|这样(?:对|可以|没问题)吗|正确吗|准确吗|无误(?:吗|吧)|有误吗|没问题吧|没问题吗|(?<![信件])确认吗"
    r"|确定吗|确认无误)[?。!]*$"
)
_CUE = re.compile(
    r"(?:您|你)真的(?:要|想|决定)|(?:您|你)(?:真的|是否)?(?:确定|确认)(?:一下)?(?:真的)?(?:要|想|取消|预|订|改|的话)|是否(?:确认|确定)|(?:确定|确认)要"
    r"|(?:我)?(?:可以|能|要不要|需要)?(?:帮|给|为|替)?(?:您|你)?(?:确认|确定)(?:这个|这次|该|此|取消|预|订|下单|转|改)"
    r"|(?:请|麻烦)(?:您|你)?(?:再次|再|帮我)?(?:确认|核对|核实)(?:一下|下)?(?:以下|一遍|信息|内容|预|订|取消|:|,|是否|这|细节"
    r"|无误|$|[。?!])|(?:跟|和|与|向)(?:您|你)(?:再|再次)?(?:确认|核对|核实|重复)(?:一下|下|一遍)?(?!(?:您|你)?的?(?:姓名|名字"
    r"|电话|手机|生日|出生|地址|邮箱)[^,:是]*[。?!]?$)"
    r"|我(?:再)?(?:重复|复述|核对|确认|复核|总结|念)(?:一下|一遍|下)|(?:信息|内容|以上).{0,6}(?:对|正确|没错|无误|准确)(?:吗"
    r"|不|吧)|确认一下[:,]|再确认一(?:次|遍)|那我(?:就)?(?:帮|给|为|替)(?:您|你).{2,40}(?:可以吗|好吗|行吗|吗|对吗)"
    r"|(?:需要|要)我[^,。?]{2,30}吗|(?:需要|要|想)(?:我)?(?:现在|就)?(?:帮|给|为|替)(?:您|你)(?:订|预订|预定|取消|改|确认|登记"
    r"|下单|转账?|安排|约|预约)(?:吗|这|下|.{0,30}[吗?])|我(?:现在|就)?(?:帮|给|为|替)您(?:取消|订|预订|改|约|登记"
    r"|确认).{0,30}(?:可以吗|好吗|行吗|好不好|可以吧)"
)
_GIVEN = re.compile(
    r"[0-9零一二三四五六七八九十]{1,}(?:月|号|日|点|位|间|元|块|人|晚|,)|(?:周|星期|礼拜)[一二三四五六日天]|[今明后]天"
    r"|[0-9]{3}|[零一二三四五六七八九]{3}"
)
_UNDERSTOOD = re.compile(
    r"(?:也就是说|就是说|那就是|所以是|所以您(?:是|要|想)|您(?:是|要|想要?|需要|希望)的?是|您的(?:意思|预订|预约|订单)是"
    r"|您想?要?(?:订|约|改|取消|转|给))"
)
_ASKING = re.compile(r"\?|吗|吧|呢")
_DONE = re.compile(
    r"已(?:经)?(?:为|给|帮|替|成功|预|订|确认|取消|改|完成|登记|发)|(?:订|办|改|约|登记|取消|安排)(?:好|妥|成功)了|成功|抱歉"
    r"|对不起|遗憾|失败|没能|无法"
)
_OFFERED = re.compile(r"还有|空位|空闲|有空|有一?(?:个|间|张|位)|怎么样|觉得|最早|可以选|可选|推荐|建议|您看|合适吗|方便吗")
_MORE = re.compile(r"(?:还|其他|其它|别的).{0,8}(?:需要|帮|事|问题)")


@lru_cache(maxsize=4096)
def asks_to_confirm(text: str) -> bool:
    """Whether the speaker repeats what was understood and wants a yes: "周六晚上七点，四位，对吗？", "您确定要取消吗？"."""
    sentences = sentences_of(text)
    flat = "".join(sentences)
    if any(_TAIL.search(sentence) and not _MORE.search(sentence) for sentence in sentences) and not _only_tail(flat):
        return True
    if any(_CUE.search(sentence) and not _tells(sentence) for sentence in sentences):
        return not _DONE.search(flat) or _TAIL.search(flat) is not None
    if _DONE.search(flat) or _OFFERED.search(flat):
        return False
    return any(_reads_back(sentence) for sentence in sentences)


def _only_tail(flat: str) -> bool:
    """A bare "是吗？" echoes and asks for nothing."""
    return re.fullmatch(r"(?:哦|啊|噢|嗯|,)*(?:是吗|是吧)[?。!]*", flat) is not None


def _tells(sentence: str) -> bool:
    """ "请确认一下您的电话号码。" wants it said, not approved."""
    return bool(requests_in(sentence)) and _GIVEN.search(sentence) is None and not sentence.rstrip("?。").endswith("吗")


def _reads_back(sentence: str) -> bool:
    if _GIVEN.search(sentence) is None or any(
        reading for wanted in requests_in(sentence) for reading in wanted.readings if reading.noun
    ):
        return False
    return _UNDERSTOOD.search(sentence) is not None and _ASKING.search(sentence) is not None
