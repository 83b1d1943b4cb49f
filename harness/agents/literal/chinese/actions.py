"""What a Chinese sentence says to do once its condition holds: "道歉，说明原因，并提议改天" as a list of actions."""

import re

from harness.agents.literal.chinese.clauses import WHO, clauses_of, without_hedge
from harness.agents.literal.chinese.masked import QUOTE, TOOL, Masked
from harness.agents.literal.instruction import Action

__all__ = ["actions_in"]

_NEGATED = re.compile(r"(?:不要|别(?!的)|不得|不能|切勿|千万|绝不|无需|不必|不用)")
_QUOTE = re.compile(QUOTE)
_APOLOGISE = re.compile(r"(?:向[^,]{1,6})?(?:表示|诚恳地?|真诚地?)?(?:道歉|致歉|抱歉|歉意|说?对不起|赔礼)")
_TRANSFER = re.compile(
    r"(?:转|接|交)(?:接|移|给|到|至|由)*(?:人工|真人|客服|工作人员|同事|专人|前台|经理|负责人|人)|转接(?:电话|来电|通话)?$|转人工"
)
_GOODBYE = re.compile(r"再见|道别|告别|挂断|挂掉|挂电话|结束(?:通话|来电|电话|对话)")
_OFFER = re.compile(
    rf"^(?:主动)?(?:提议|建议|推荐|提出|提供|问(?:问|一下)?(?:{WHO})?(?:是否|要不要|想不想|愿不愿意|需不需要|可不可以|能不能)(?:愿意|需要|想要?|要|可以)?)(?P<what>.+)$"
)
_RETRY = re.compile(r"(?:再|重新)(?:试|调用|查|尝试)(?:一次|一下|一遍)?$|重试")
_GO_ON = re.compile(r"继续|跳过|往下|没关系|没问题|照常|不影响|略过|接着办")
_ASK = re.compile(
    rf"^(?:再次?|重新|另外)?(?:向(?:{WHO}))?(?:询问|问|请(?:{WHO})?(?:再|重新|另外?)?(?:说|提供|报|给出?|选择?|确认|核对))(?:{WHO})?(?:一[遍次下])?(?P<what>.+)$"
)
_SAY_SO = re.compile(
    rf"^(?:如实|直接)?(?:说明|解释|告知|告诉|转告|说)(?:{WHO})?(?:清楚|明白|一下|出来|原因|情况|实情|这一点|此事|结果|为什么|发生了什么|答案|内容)*$"
)
_SAY_THAT = re.compile(rf"^(?:说明|解释|告知|告诉|转告|回答|答复|说)(?:{WHO})?[,:]?(?P<what>.+)$")
_OWN = re.compile(r"^(?:换|试|选|改|等|留|另|再|在|看|加入|登记|来|去|过来|挑|考虑|约|订|过)")


def actions_in(sentence: Masked, then: str) -> tuple[Action, ...]:
    """The actions a clause lists, in order; a clause that is none of them, or orders a call, is left out."""
    found = (
        _action(sentence, without_hedge(clause)) for clause in clauses_of(then.strip("。.! ")) if not re.search(TOOL, clause)
    )
    return tuple(action for action in found if action is not None)


def _action(sentence: Masked, clause: str) -> Action | None:
    if not clause or _NEGATED.match(clause):
        return None
    if quoted := _QUOTE.search(clause):
        return Action(kind="say", text=sentence.quote(quoted.group()))
    if _APOLOGISE.match(clause):
        return Action(kind="apologise")
    if _TRANSFER.search(clause):
        return Action(kind="transfer")
    if _GOODBYE.search(clause):
        return Action(kind="goodbye")
    if _RETRY.search(clause):
        return Action(kind="retry")
    if offered := _OFFER.match(clause):
        return Action(kind="offer", text=_offered(sentence.words(offered["what"])))
    if _GO_ON.search(clause) and not re.match(r"说|告诉", clause):
        return Action(kind="go on")
    if _SAY_SO.match(clause):
        return Action(kind="say")
    if told := _SAY_THAT.match(clause):
        return Action(kind="say", text=_sentence(sentence.words(told["what"])))
    if (asked := _ASK.match(clause)) and not re.search(r"还有|别的|其他", clause):
        return Action(kind="ask", text=sentence.words(asked["what"]).removeprefix("的"))
    return None


def _offered(what: str) -> str:
    said = re.sub(WHO, "您", what).rstrip("。？?").removeprefix("您")
    if re.match(r"(?:帮|为|替|给|把|将)", said):
        return f"要不要我{said}？"
    return f"您要不要{said}？" if _OWN.match(said) else f"您要{said}吗？"


def _sentence(text: str) -> str:
    said = text.strip("，, ").rstrip("。.")
    return said if said.endswith(("！", "？", "?", "!")) else f"{said}。"
