"""Chinese sentence forms that say on which occasion a tool is called, or the call handed over, and what is sent with it.

如果来电者想付款，转接给“Billing”。
reserveRoom 成功之后，调用 logCall，outcome 填“reserved”。
findRoom 找不到空房时，道歉并调用 joinQueue。
转接之前，先调用 findGuest。
"""

import re

from harness.agents.literal.chinese.actions import actions_in
from harness.agents.literal.chinese.clauses import HEDGE, WHO, clauses_of, condition_of, without_hedge
from harness.agents.literal.chinese.masked import PARAMETER, TOOL, Masked
from harness.agents.literal.chinese.passing import passed_with
from harness.agents.literal.chinese.settings import LANGUAGES
from harness.agents.literal.chinese.verbs import verbs_in
from harness.agents.literal.instruction import AT_THE_END, Action, CallTool, Instruction, Passed, When
from harness.agents.literal.routes import Names

__all__ = ["calling_forms"]

_ORDERS = r"(?:调用|使用|用|执行|运行|触发|转接|转给|转到|转至|转|交给|交由|移交|接到|接通|改用|改调)"
_NOT = re.compile(r"^(?:不要|别|切勿|不得|不能|绝不|不可|千万别|只有|仅|才)")
_BEFORE = re.compile(
    rf"^(?:在|每次)?(?P<condition>[^,]+?)(?:之前|以前|前)(?:[,:]|(?=先|必须|要|一定|应|请|都|须|{_ORDERS}|复述|让|问))(?P<then>.+)$"
)
_AFTER = re.compile(
    rf"^(?:在|当|等|等到|一旦|只要|如果)?(?P<condition>[^,]*?{TOOL}[^,]*?)(?:之后|以后|后|完毕|完|成功|时|了)(?:[,:]|(?=再|就|立即|马上|{_ORDERS}|请|要|必须))(?P<then>.+)$"
)
_LATER = re.compile(
    rf"^(?P<then>[^,]*?{TOOL}[^,]*?)(?:必须|要|应|应该|只能|须)?(?:在|放在)(?P<condition>[^,]*?{TOOL}[^,]*?)(?P<how>之前|以前|前|之后|以后|后)(?:调用|执行|使用|进行)?$"
)
_CHAIN = re.compile(
    rf"(?P<first>{TOOL})[^{TOOL[1:-1]}]*?(?:再|然后|接着|随后|才|→|->|=>|>|,之后)[^{TOOL[1:-1]}]*?(?P<second>{TOOL})"
)
_NEVER_BEFORE = re.compile(
    rf"(?:没有?(?:先)?|未(?:先)?)(?:调用|使用|执行|经过)(?P<first>{TOOL})[^{TOOL[1:-1]}]*(?:不要|不能|不得|别|切勿|不可)[^{TOOL[1:-1]}]*(?P<second>{TOOL})"
    rf"|(?:不要|不能|不得|别|切勿|不可)在[^{TOOL[1:-1]}]*(?P<one>{TOOL})[^{TOOL[1:-1]}]*(?:之前|前)[^{TOOL[1:-1]}]*(?P<two>{TOOL})"
)
_ENDING = re.compile(r"再见|道别|告别|挂断|挂掉|挂电话|结束(?:通话|来电|电话|对话)|通话结束|最后")
_HANDING = re.compile(r"转接|转给|移交|交接|转交")
_SPEAKS = re.compile(
    rf"^(?:{WHO})?(?:说|讲|用|使用|要求|希望|想|要|习惯|选择)*(?:说|讲|用|使用)?(?:的?(?:语言)?是)?(?P<language>{'|'.join(LANGUAGES)})(?:说话|交谈|沟通|服务|来电)?$"
)
_DECLINES = re.compile(
    rf"^(?:{WHO})?(?:说不|拒绝|回绝|谢绝|不(?:想要|要|接受|喜欢|满意|同意|选|行|方便|合适|认可))(?:了)?(?:这个|该|那个|这一|提供的|给出的|推荐的|说的)?(?:时段|时间|日期|日子|选项|空位|方案|建议|安排|结果|档期|是?|(?<=这个)[^,]{{1,4}}|(?<=那个)[^,]{{1,4}}|(?<=该)[^,]{{1,4}})?$"
    rf"|^(?:{WHO})?(?:说|回答|表示)(?:不|不是|不对|不行|没有|否|错了|不要|不可以|不合适)$|^(?:{WHO})?否认$|^(?:这个|该|那个)?(?:时段|时间|日期)(?:不行|不合适|不方便)$"
)
_FAILS = re.compile(r"失败|出错|报错|错误|没有?响应|无响应|超时|故障|没有?(?:返回)?结果返回|不成功|异常")
_NOTHING = re.compile(
    r"(?:没有?|未|无法|查无|找不到|查不到|搜不到|无)(?:能|再)?(?:查|找|搜|返回|得|匹|记录|结果|人|任何|空|对应|符合|可)?|拒绝|返回空|为空|落空"
)
_WANTS = re.compile(
    rf"^(?:{WHO})(?:只是|还|也|又|明确|主动|如果|可能)*(?:想要?|要求?|希望|需要|打算|询问|问起?|咨询|打听|表示|说(?:到|出|起|有)?|提到|提出|抱怨|描述|显得|听起来|觉得|感到|很|非常|是|有|情绪|正在|(?=不))(?P<what>.+)$"
)
_SUCCESS = re.compile(rf"^{TOOL}(?:被?调用|返回|执行|已经?|办理)*(?:成功|完成|完|好|结果)?(?:了|以后|之后|返回)?$")
_AGAIN = re.compile(r"再次?|重新|另外")


def calling_forms(sentence: Masked, tools: Names | tuple[str, ...]) -> list[Instruction]:
    """What a sentence says of calls that have an occasion, an order or values of their own; nothing for any other."""
    plain = sentence.plain.rstrip("。.! :")
    if not re.search(TOOL, plain):
        return []
    if (negative := _NEVER_BEFORE.search(plain)) is not None:
        first, second = negative["first"] or negative["one"], negative["second"] or negative["two"]
        return _ordered(sentence, first, second)
    if re.match(r"^(?:只有|只能|仅在|只在)", plain):
        return []
    if late := _LATER.match(plain):
        how = "before" if "前" in late["how"] else "after"
        return _on_occasion(sentence, how, late["condition"], late["then"], tools)
    if (before := _BEFORE.match(plain)) and not re.search(r"目$|之$|提$|以$", before["condition"]):
        return _on_occasion(sentence, "before", before["condition"], before["then"], tools)
    conditional = condition_of(plain)
    if conditional is not None:
        return _on_occasion(sentence, "if", *conditional, tools)
    if after := _AFTER.match(plain):
        return _on_occasion(sentence, "after", after["condition"], after["then"], tools)
    return _unconditional(sentence, plain, tools)


def _unconditional(sentence: Masked, plain: str, tools: Names | tuple[str, ...]) -> list[Instruction]:
    if _NOT.match(plain) or re.match(r"^(?:请|再|也)*(?:把|将)", plain):
        return []
    if chain := _CHAIN.search(plain):
        return _ordered(sentence, chain["first"], chain["second"])
    named = sentence.tools_in(plain)
    order = _order(sentence, plain)
    if order is None or (order[0] in getattr(tools, "routes", ())):
        return []
    if order[1]:
        return [CallTool(tool=order[0], passes=order[1])]
    first = re.match(
        rf"^(?:一开始|首先|首要|最先|先|第一步|第一件事|开始时|接通后)[^{TOOL[1:-1]}]*{TOOL}[^{TOOL[1:-1]}]*$", plain
    )
    others = re.search(rf"先[^{TOOL[1:-1]}]*{TOOL}.*(?:再|才|然后).*(?:其他|其它|别的|任何|任一)", plain)
    if (first or others) and len(named) == 1:
        return [CallTool(tool=order[0], before=name) for name in tools if name != order[0]]
    return [CallTool(tool=name) for name in named]


def _ordered(sentence: Masked, first: str, second: str) -> list[Instruction]:
    earlier, later = sentence.tools_in(first)[0], sentence.tools_in(second)[0]
    return [CallTool(tool=earlier, before=later)] if earlier != later else []


def _order(sentence: Masked, then: str) -> tuple[str, Passed] | None:
    """The tool that is to be called, and what with; None when the clause orders no call."""
    order = re.search(rf"{_ORDERS}[^,。;{TOOL[1:-1]}]{{0,12}}(?P<tool>{TOOL})|^{HEDGE}(?P<bare>{TOOL})", then)
    if order is None or _NOT.match(without_hedge(then[: order.start()] or then)):
        return None
    return sentence.tools_in(order["tool"] or order["bare"])[0], passed_with(sentence, then)


def _on_occasion(sentence: Masked, how: str, condition: str, then: str, tools: Names | tuple[str, ...]) -> list[Instruction]:
    order = _order(sentence, then)
    if order is None:
        return []
    tool, passes = order
    abouts = [name for name in sentence.tools_in(condition) if name != tool]
    if how == "before":
        return _before(condition, tool, passes, abouts, tools)
    call = Action(kind="call", text=tool, passes=passes)
    actions = (*_besides(sentence, then), call)
    about = abouts[0] if abouts else ""
    own = sentence.tools_in(condition)[:1]
    if speaks := _SPEAKS.match(condition):
        return [CallTool(tool=tool, speaks=LANGUAGES[speaks["language"]], passes=passes)]
    if _DECLINES.match(condition):
        return [When(condition="declined", about="", actions=actions)]
    words = re.sub(TOOL, "", condition)
    fails, nothing = _FAILS.search(words), _NOTHING.search(_FAILS.sub("", words))
    if own and (fails or nothing):
        failed = When(condition="failed", about=sentence.words(condition), actions=actions, tool=own[0])
        told = When(condition="told", about=words, actions=actions, tool=own[0])
        return [*([failed] if fails else []), *([told] if nothing else [])]
    if about and (how == "after" or _SUCCESS.match(condition)):
        return [CallTool(tool=tool, after=about, passes=passes)]
    return _wished(sentence, condition, CallTool(tool=tool, passes=passes), actions, tools)


def _wished(
    sentence: Masked, condition: str, call: CallTool, actions: tuple[Action, ...], tools: Names | tuple[str, ...]
) -> list[Instruction]:
    """What the caller says or wants; anything else is something a tool has told."""
    if wants := _WANTS.match(condition):
        what = sentence.words(wants["what"])
        if call.tool in getattr(tools, "routes", ()) or not call.passes:
            return [CallTool(tool=call.tool, wants=what, passes=call.passes)]
        return [When(condition="said", about=what, actions=actions)]
    return [When(condition="told", about=sentence.words(condition), actions=actions)]


def _besides(sentence: Masked, then: str) -> list[Action]:
    """What is ordered before the call: "道歉，再调用 findRoom" → "道歉"."""
    head = re.split(TOOL, then, maxsplit=1)[0]
    told = [
        clause
        for clause in clauses_of(head)
        if not re.search(rf"{_ORDERS}[^,]{{0,12}}$", clause) or re.match(r"道歉|致歉|说|告诉", clause)
    ]
    own = ",".join(re.sub(rf",?(?:并|再|然后|就)?{_ORDERS}[^,]{{0,12}}$", "", clause) for clause in told)
    return [one for one in actions_in(sentence, re.sub(PARAMETER, "", own)) if one.kind in {"apologise", "say", "ask", "offer"}]


def _before(condition: str, tool: str, passes: Passed, abouts: list[str], tools: Names | tuple[str, ...]) -> list[Instruction]:
    if abouts:
        return [CallTool(tool=tool, before=name, passes=passes) for name in abouts]
    if _ENDING.search(condition):
        return [CallTool(tool=tool, before=AT_THE_END, passes=passes)]
    if _HANDING.search(condition):
        return [CallTool(tool=tool, before=name, passes=passes) for name in getattr(tools, "routes", ())]
    from harness.agents.literal.intent import verb_named

    deeds = verbs_in(condition) - {"find"} or verbs_in(condition)
    later = [name for name in tools if name != tool and verb_named(name, "") in deeds]
    return [CallTool(tool=tool, before=name, passes=passes) for name in later]
