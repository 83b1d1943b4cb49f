"""Chinese sentence forms about what the caller is asked for, and what not."""

import re
from collections.abc import Sequence

from harness.agents.literal.chinese.clauses import WHO, clauses_of, condition_of, without_hedge
from harness.agents.literal.chinese.masked import PARAMETER, QUOTE, TOOL, Masked
from harness.agents.literal.chinese.topics import asked_by, parameters_for, topics_in
from harness.agents.literal.instruction import Ask, AskMore, AskWhich, Instruction, NeverAsk, OneAtATime, Optional, Require
from harness.language.slot import Slot

__all__ = ["asking_forms", "asks_for_things", "purpose_of"]

_ASK = re.compile(
    rf"^(?:向(?:{WHO})|(?:跟|和)(?:{WHO}))?(?:请?问(?:清楚?|明|一下|出)?|询问|收集|采集|获取|取得|索取|索要|了解(?:清楚)?|弄清(?:楚)?|确定|记录|记下|核实|打听|要到|拿到|"
    rf"请(?:{WHO})(?:提供|告诉你?|告知|说出?|给出?|报上?|留下?))(?:到|一下)?(?:{WHO}(?!姓|名|电|号|地|数))?[:]?(?P<what>.+)$"
)
_NOT_A_THING = re.compile(
    r"^(?:一个问题|一次|一遍|几个|好|可以|同意|许可|是否(?:确认|同意|正确|对|继续)|是不是(?:对|正确)|对不对|还有|别的|其他|结果|清楚$|原因$(?<!来电原因))|(?:同意|确认|许可)$"
)
_IF_ANY = re.compile(r"\((?:可选|选填|可不填|可以不填|如有|非必填|不强制)\)|如果?有(?:的话)?|有的话|若有|可选|选填")
_NEVER = re.compile(
    rf"^(?:不要|别|不必|不用|无需|无须|不需要|切勿|绝不要?|永远不要|从不|不得|不可以?|不能|千万别|没有?必要|不准|禁止)(?:再去?|主动|向(?:{WHO}))*"
    rf"(?:询问|问|索要|索取|要求|收集|打听|追问)(?:{WHO}(?!姓|名|电|号|地|数))?(?:要|提供|给)*(?P<what>.+)$"
)
_AGAIN = re.compile(r"重复|再次|反复|又问|同时|一次问|两遍|两次|多个问题|几个问题|已经")
_ONE = re.compile(
    r"(?:一次|每次|一回|每回|每轮|一轮|每一?句|一句话?)(?:只|仅|都)?(?:能|可以)?(?:问|提|说|询问|收集|要)?(?:一|1)(?:个|件|项|样|条|道|句)|逐[一个项条]|一(?:个|项|样|件|条)(?:接)?一(?:个|项|样|件|条)|"
    r"挨个|依次|一次(?:只|仅)问一|不要(?:一次|同时|一口气)(?:问|提|询问)(?:两|几|多|好几|很多)"
)
_MORE = re.compile(
    r"(?:问|询问|看看|确认|了解|说)[^,。]{0,16}(?:还有(?:没有)?|是否还有|有没有|还需要|还要|还想)[^,。]{0,6}(?:什么|其他|别的|其它|任何|事|需要|帮|要办)|^还(?:有|需要)(?:什么|其他|别的)[^,。]{0,12}(?:吗|\?)"
)
_WHICH = re.compile(
    r"(?:问|请|让|确认|弄清|选|指|说)[^,。]{0,12}(?:指的?是|说的?是|要的?是|是|要|指|选)?哪一?[个条位份笔项次单张间台辆家](?:人|记录|资料|订单|预约|预订|预定|账户|档案)?$"
)
_SEVERAL = re.compile(r"多个|多条|多位|多份|多笔|不止一|好几|几个|几条|两个以上|超过一|一个以上|重名|几位|数个|数条")
_WITHOUT = (
    re.compile(
        r"^(?:没有|缺少|缺|未(?:取得|拿到|得到|问到|获得|提供))(?P<what>[^,]+?)(?:时|的话|之前|前)?,?(?:就|则|一律|都|绝)?(?:不要|不能|不得|不可以?|无法|别|不许|不)(?P<rest>.+)$"
    ),
    re.compile(
        r"^(?:在)?(?:没有)?(?:拿到|取得|得到|知道|问到|问清|获得|收集到?|弄清)(?P<what>[^,]+?)(?:之前|以前|前),?(?:就|则|一律|都|绝)?(?:不要|不能|不得|不可以?|别|不许)(?P<rest>.+)$"
    ),
    re.compile(
        r"^(?:必须|一定要|务必)(?:先)?(?:有|知道|拿到|取得|得到|问到|问清|获得|提供|给出)(?:了)?(?P<what>[^,]+?)(?:,|才|之?后|再|$)(?P<rest>.*)$"
    ),
    re.compile(rf"^{WHO}(?:必须|一定要|务必|需要|得)(?:先)?(?:提供|给出?|说出?|告诉你?|报上?|留下?)(?P<what>[^,]+)(?P<rest>)$"),
    re.compile(
        r"^(?P<what>[^,:]{1,24}?)(?:是|为|都是|均为|属于|:)?\(?(?:必填|必须填写|必须提供|必需|必要|必不可少|不可缺少|不可或缺|必问|一定要有)(?:的|项|信息)?\)?(?P<rest>)$"
    ),
    re.compile(r"^(?:必填|必需|必要|必须提供|需要)(?:的)?(?:信息|资料|项|内容|字段)?:(?P<what>.+)(?P<rest>)$"),
)
_OPTIONAL = (
    re.compile(
        r"^(?P<what>[^,:]{1,24}?)(?:是|为|都是|均为|属于|:)?\(?(?:可选|选填|非必填|不是必须|不是必填|可有可无|可填可不填|可以不填|可以不给|可以没有|不强制|不必填)(?:的|项|信息)?\)?$"
    ),
    re.compile(r"^(?:可选|选填|非必填)(?:的)?(?:信息|资料|项|内容|字段)?:(?P<what>.+)$"),
)
_QUOTED_ASK = re.compile(rf"(?:问|询问|说|请问)[^{QUOTE[1:-1]}]{{0,12}}[:]?(?P<quote>{QUOTE})|^(?P<alone>{QUOTE})$")
_ABOUT = re.compile(
    rf"^(?:如果|若|当|要是|在)?(?P<about>(?:(?:要(?!求)|想要?|为了?|如要|若要|办理)[^,:]{{2,20}}?|(?:{WHO})(?:想|要(?!求)|打算|希望|需要)[^,:]{{1,20}}?|"
    rf"[^,:]{{0,6}}?(?:{TOOL}|预约|预订|预定|下单|办理|登记|注册|取消|更改)[^,:]{{0,8}}?(?=时|之?前|的时候|以前))(?:时|的话|的时候|之前|以前|前)?)"
    rf"[,:](?P<rest>.+)$"
)


def asking_forms(sentence: Masked, slots: Sequence[Slot]) -> list[Instruction]:
    """Every order of a sentence about asking."""
    plain = sentence.plain.rstrip("。.!:; ")
    found: list[Instruction] = [OneAtATime()] if _ONE.search(plain) else []
    about, rest = _apart(plain)
    conditional = None if about else condition_of(plain)
    about = next(iter(sentence.tools_in(about)), about)
    if _WHICH.search(plain) and (_SEVERAL.search(plain) or re.search(r"指|说的是|是哪一?[个条位]$", plain)):
        return [*found, AskWhich()]
    if _MORE.search(plain):
        return [*found, AskMore()]
    rest = rest if conditional is None else conditional[1]
    topics: tuple[str, ...] = ()
    for clause in clauses_of(rest):
        orders = _of_clause(sentence, without_hedge(clause), about, topics, slots, conditional is not None)
        topics = next((one.topics for one in orders if isinstance(one, Ask | Require | NeverAsk | Optional)), topics)
        found += orders
    if not any(isinstance(one, Ask | Require | NeverAsk | Optional) for one in found):
        found += _required(sentence, plain, about, slots, _WITHOUT if conditional is None else _WITHOUT[:2])
    return found


def asks_for_things(text: str) -> bool:
    """A lead or a heading under which things to ask for are listed: "需要收集的信息"."""
    return (
        re.search(r"收集|询问|问(?!题)|需要(?:的)?(?:信息|资料)|必填|必要信息|必需信息|登记(?:内容|信息|资料)", text) is not None
        and re.search(r"不要|别问|无需", text) is None
    )


def purpose_of(sentence: Masked) -> str:
    """What a sentence orders to ask for things for: "客人要退房时，依次问" → "客人要退房"; a tool by its name; else empty."""
    about, _ = _apart(sentence.plain)
    return next(iter(sentence.tools_in(about)), about)


def _apart(plain: str) -> tuple[str, str]:
    match = _ABOUT.match(plain)
    if match is None or re.search(PARAMETER, match["about"]):
        return "", plain
    return match["about"], match["rest"]


def _of_clause(
    sentence: Masked, clause: str, about: str, before: tuple[str, ...], slots: Sequence[Slot], conditional: bool
) -> list[Instruction]:
    if orders := _never(clause, before):
        return orders
    if conditional:
        return []
    if quoted := _QUOTED_ASK.search(clause):
        return _quoted(sentence, quoted["quote"] or quoted["alone"], about, slots)
    if match := _ASK.match(clause):
        what = match["what"]
        if not _NOT_A_THING.search(what) and not re.search(TOOL, what):
            topics = topics_in(sentence.words(_IF_ANY.sub("", what)))
            return [Ask(topics=topics, optional=bool(_IF_ANY.search(clause)), about=about)] if topics else []
    if spare := next((match for form in _OPTIONAL if (match := form.match(clause))), None):
        topics = topics_in(sentence.words(spare["what"]))
        return [Optional(topics=topics)] if topics else []
    return []


def _never(clause: str, before: tuple[str, ...]) -> list[Instruction]:
    match = _NEVER.match(clause)
    if match is None or _AGAIN.search(clause) or _ONE.search(clause):
        return []
    topics = before if re.fullmatch(r"[它此这其]|这些?|此项", match["what"]) else topics_in(match["what"])
    return [NeverAsk(topics=topics)] if topics else []


def _quoted(sentence: Masked, sign: str, about: str, slots: Sequence[Slot]) -> list[Instruction]:
    """A question to put word for word: what it asks for is what is asked."""
    question = sentence.quote(sign)
    if not question.endswith(("?", "？")):
        return []
    topics = tuple(slot.name for slot in asked_by(question, slots))
    wording = question if len(topics) == 1 and not re.search(r"[{}<>\[\]]", question) else ""
    return [Ask(topics=topics, about=about, wording=wording)] if topics else []


def _required(
    sentence: Masked, plain: str, about: str, slots: Sequence[Slot], forms: Sequence[re.Pattern[str]]
) -> list[Instruction]:
    if re.match(r"^(?:只|仅)", plain):
        return []
    for form in forms:
        if (match := form.match(plain)) is None or re.search(r"确认|同意|许可|成功|返回", match["what"]):
            continue
        topics = tuple(
            topic for topic in topics_in(sentence.words(match["what"])) if parameters_for(topic, slots) or len(topic) <= 6
        )
        if topics:
            return [Require(topics=topics, about=about)]
    return []
