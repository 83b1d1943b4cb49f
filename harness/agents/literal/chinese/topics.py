"""Chinese noun phrases of a prompt, and the tool parameters they mean."""

import re
from collections.abc import Sequence
from functools import lru_cache

from harness.agents.literal.chinese.clauses import WHO
from harness.language.asks import asked_slots
from harness.language.chinese.heard import heard
from harness.language.chinese.nouns import NOUNS, noun_runs
from harness.language.chinese.options import said_of
from harness.language.slot import Slot

__all__ = ["asked_by", "label_of", "parameters_for", "topics_in"]

_SPLIT = re.compile(r"[、,，;/]|以及|还有|或者|和(?!平)|及(?!时)|与|跟|或")
_OPENING = re.compile(
    rf"^(?:(?:{WHO}|其|您|你|本人|自己)的?(?=.)|的|所有的?|完整的?|具体的?|正确的?|有效的?|准确的?|详细的?(?!地址)|首选的?|偏好的?(?=.)|以下|想要的?(?=[^，。]*)|"
    r"希望的?|想(?=[住订约来去要看改取])|要(?=[住订约来去改取])|需要|清楚|一下|有关|关于)+"
)
_TAIL = re.compile(
    r"(?:(?:分别|各自?|具体|到底)?(?:是|叫|为)(?:什么|多少|哪[一个位天间种里]*|谁|几[点号位]?)|怎么(?:写|拼|称呼)|的?(?:信息|资料|等等?)|各?一遍|一遍|是否正确|清楚)+$"
)
_POINTERS = re.compile(
    rf"(?:{WHO}|以下|下列|如下|上述|这些?|那些?|信息|资料|内容|细节|问题|事项|身份|详情|一下|什么|清楚|它|此|其|同意|许可|意见|确认|结果|是否|原因何在)+"
)
_ASKS = re.compile(r"什么|哪|几|多少|谁|怎么|是否|有没有|要不要|想不想|能不能|还是|多久|何时")
_WHICH = re.compile(r"哪一?[种个类款间张台]|什么样的?|什么(?=.)")
_ENDS = frozenset((
    "入住", "退房", "到达", "离开", "出发", "返回", "取车", "还车", "开始",
    "结束", "去程", "返程", "到店", "离店", "起始", "截止",
))  # fmt: skip
_HEADS = re.compile(r"(?:日期|时间|日子|地点|地址)$")
_LONGEST = 14


@lru_cache(maxsize=2048)
def topics_in(phrase: str) -> tuple[str, ...]:
    """The things a noun phrase lists: "客人的姓名、电话号码和入住日期" → three of them."""
    bare = re.sub(r"\([^()]*\)", "", phrase).strip(" 。.!:,?")
    pieces = [piece for piece in _SPLIT.split(bare) if piece]
    found = [_topic(_whole(piece, pieces[n + 1 :])) for n, piece in enumerate(pieces)]
    return tuple(dict.fromkeys(topic for topic in found if topic))


def parameters_for(topic: str, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Which of `slots` a Chinese topic means; none where it means none of them."""
    return _parameters(topic, tuple(slots))


@lru_cache(maxsize=4096)
def _parameters(topic: str, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    if named := tuple(slot for slot in slots if slot.name == topic):
        return named
    question = f"请问{topic}？" if _ASKS.search(topic) else f"请问{topic}是什么？"
    further = f"请问您想要{topic}？" if _ASKS.search(topic) else f"请问{topic}是多少？"
    if bare := _WHICH.sub("", topic) if _WHICH.search(topic) else "":
        further = f"请问{bare}是什么？"
    return (
        asked_slots(question, slots, "zh")
        or asked_slots(further, slots, "zh")
        or _choosing(topic, slots)
        or _by_words(topic, slots)
    )


def asked_by(question: str, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots that a quoted question asks for; else the one that the first of its nouns means."""
    if asked := asked_slots(question, slots, "zh"):
        return asked
    named = (_by_words("".join(run.nouns), tuple(slots)) for run in noun_runs(heard(question)))
    return next((found for found in named if found), ())


def label_of(topic: str) -> str:
    """What can stand for a slot in a sentence: "健康卡号码", "房型" of "哪种房型"; empty for a question or a statement."""
    label = _WHICH.sub("", topic)
    return "" if len(label) > 8 or _ASKS.search(label) or re.search(r"[,，。()（）]|是否|愿意|同意", label) else label


def _choosing(topic: str, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slot whose choices a topic speaks of: "上午还是下午"."""
    found = (slot for slot in slots if sum(any(said in topic for said in said_of(one, slot.choices)) for one in slot.choices) > 1)
    return tuple(found)[:1]


def _by_words(topic: str, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slot with most of the English words that the nouns of a topic stand for; the last noun must be among them."""
    nouns = [one for run in noun_runs(topic) for one in run.nouns]
    if not nouns or not topic.endswith(nouns[-1]):
        return ()
    heads = {word for meaning in NOUNS[nouns[-1]] for word in meaning.split()[-1:]}
    every = {word for one in nouns for meaning in NOUNS[one] for word in meaning.split()}
    scored = [(len(every & set(slot.words)), -n, slot) for n, slot in enumerate(slots) if heads & set(slot.words)]
    return (max(scored, key=lambda row: row[:2])[2],) if scored else ()


def _whole(piece: str, later: Sequence[str]) -> str:
    """ "入住" of "入住和退房日期" with the head it shares."""
    if _OPENING.sub("", piece) not in _ENDS:
        return piece
    head = next((match.group() for other in later if (match := _HEADS.search(other))), "")
    return piece + head


def _topic(piece: str) -> str:
    topic = _OPENING.sub("", piece.strip())
    topic = _TAIL.sub("", topic) or topic
    return "" if not topic or len(topic) > _LONGEST or _POINTERS.fullmatch(topic) else topic
