"""The turns of phrase a Mandarin speaker listens for. Plain patterns: Chinese has no spaces that would tell cue words apart."""

import re

__all__ = [
    "ALTERNATIVES",
    "DOUBT",
    "ENDS_CLAUSE",
    "FAILURE",
    "IMPOSSIBLE",
    "LANGUAGE_ASKED",
    "OWNED",
    "PARTS_OF_DAY",
    "PROPOSAL",
    "REQUEST",
    "SAY_AGAIN",
    "SPELL",
    "THING_ASKED",
    "UNAVAILABLE",
    "WHICH",
    "WISH_ASKED",
    "asks_by_name",
]

_YOU = "[您你]"
_TONGUE = "(?:英[文语]|中文|汉语|普通话|国语|华语)"

WISH_ASKED = re.compile(
    rf"有什么[^。？?！]{{0,6}}(?:帮|为{_YOU})|(?:怎么|如何|什么)(?:可以|能|样)?帮|(?:能|可以)为{_YOU}(?:做|办|服务)"
    rf"|需要(?:什么|哪些|我)[^。？?！]{{0,4}}(?:帮|服务)|{_YOU}(?:今天)?(?:想|要|需要)(?:要)?(?:办|做|咨询)(?:理)?(?:什么|哪)"
    rf"|什么事(?:情)?(?:吗|呢|[？?])|(?:来电|打电话)(?:来)?(?:的)?(?:原因|目的|是为了什么)"
)
REQUEST = re.compile(rf"(?:能|可以|可否|能否|请|麻烦){_YOU}?[^。？?！，]{{0,4}}(?:描述|说明|告诉|讲|提供|说说)")
THING_ASKED = re.compile(
    rf"(?:请问|那么|还有|请告诉我)?{_YOU}?的?(?P<what>(?!请|问|那|还|{_YOU}|的)[一-鿿A-Za-z ]{{1,10}}?)(?:分别)?"
    r"(?:是(?:什么|多少|哪[一个位天里种家]?|几[^。？?]{0,2})|叫什么|呢(?=[？?]))"
)
DOUBT = re.compile(rf"{_YOU}(?:真的|确实)?(?:确定|肯定)|真的(?:要|想|决定)|(?:确定|肯定)(?:吗|么)")
WHICH = re.compile(r"哪(?:一|两|几)?(?:个|位|次|天|项|种|场|间|张|趟)")
UNAVAILABLE = re.compile(
    r"(?:没有?|无|暂无)(?:其他|别的|任何|更早的)?(?:空|位子|位置|合适|可(?:以)?(?:约|预约|预订|用|选)|能约)"
    r"|没有(?:找到|查到)[^。？?！]{0,8}(?:空|时间|位)"
    r"|(?:约|订|排|坐|住|占)满|满了|客满|售罄|被(?:别?人)?(?:预约|预订|约|订|占|抢)(?:走|掉|用|了)?|占用|没空"
    r"|不(?:可用|能约|可以约|再提供)|已经?过(?:去)?了"
)
ENDS_CLAUSE = re.compile(r"[，,！!？?\uff1b;。]|但是?|不过|然而|可是")
SAY_AGAIN = re.compile(
    rf"(?:请|能|可以|麻烦){_YOU}?(?:再|重新)?(?:重复|说|讲)(?:一遍|一次|一下)|再(?:说|讲)(?:一遍|一次|一下)|没(?:有|太)?听(?:清|懂|到|明白)"
)
SPELL = re.compile(r"怎么(?:拼|写)|拼(?:写|一下|出|读)|拼音|(?:是|哪)(?:哪)?(?:个|几个|两个|三个)字(?!母)|写法")
FAILURE = re.compile(r"没(?:有)?能|未能|没(?:有)?办法|办不到|没(?:有)?[^。？?！，]{0,3}成(?!人)|未成功|失败")
IMPOSSIBLE = re.compile(r"不能|无法|没(?:有)?办法|不可以|不行|办不了|没有[^。？?！]{0,10}(?:就|的话)")
ALTERNATIVES = re.compile(r"还是|或者?")
_CLAUSE = re.compile(r"[，。？！?!]")
_OPEN = re.compile(r"什么|哪|谁|多少|几|怎么|如何|还是|呢|请(?:告诉|说|提供)|有.{0,8}吗?$")
PROPOSAL = re.compile(
    rf"(?:可以|好|行|合适|方便|愿意|接受)(?:吗|不|么)|要不要|需不需要|好不好|行不行|可不可以"
    rf"|(?:可以|能|需要|要)我?[^。？?！]{{0,12}}吗|{_YOU}(?:想|要|愿意|需要|希望)[^。？?！]{{0,24}}吗"
)
LANGUAGE_ASKED = re.compile(
    rf"(?:什么|哪(?:种|一种|个))语言|{_TONGUE}[^。？?！]{{0,8}}(?:还是|或者?)[^。？?！]{{0,6}}{_TONGUE}[^。？?！]{{0,8}}[？?]"
)
OWNED = re.compile(rf"{_YOU}[^，。？?！,]{{0,24}}(?:已经)?有(?:[一二两三四几0-9]+)(?:个|次|张|间|项)(?!空|可)")
PARTS_OF_DAY = {
    "早上": range(12),
    "上午": range(12),
    "中午": range(11, 14),
    "下午": range(12, 18),
    "傍晚": range(17, 20),
    "晚上": range(17, 24),
}


def asks_by_name(name: str, text: str) -> bool:
    """Whether one clause holds the name and a question word: "您想看哪部电影？" asks for 电影."""
    return name in text and any(name in clause and _OPEN.search(clause) for clause in _CLAUSE.split(text))
