"""What Chinese words are about, as far as needed to tell one wish, condition or answer from another.

Chinese is written without gaps: words are known by the nouns and verbs in them, which count as the English ones that tools are
named with, and by pairs of characters.
"""

import re
from functools import lru_cache

from harness.agents.literal.chinese.script import HAN
from harness.agents.literal.chinese.verbs import verbs_in
from harness.language.chinese.heard import heard
from harness.language.chinese.nouns import NOUNS, noun_runs

__all__ = ["is_wish", "says", "wants_again", "words_of_wish", "words_said"]

_WISH = re.compile(
    r"(?:我|咱们?)[们]?(?:还|就|也|现在|只|是|其实|刚才)*(?:想|要|需要|打算|希望|得)|^(?:您好|你好|喂|嗯|那)?[,。]?(?:想|要)|(?:还|也|就)(?:想|要)|"
    r"能不能|可不可以|可以(?:帮|给|不可以|让)|能(?:帮|给|让)|帮我|帮忙|麻烦[您你]?(?:帮|给|把|查|改|取消|转)|请(?:帮|给|把|转)|有没有|给我|替我|让我"
)
_AGAIN = re.compile(r"再试|重试|再来一次|再查|重新(?:试|来|查)")
_LIGHT = re.compile(
    r"如果|假如|要是|就是|还是|可以|能不能|可不可以|是不是|有没有|是否|什么|怎么|哪些|哪个|哪位|一下|一个|这个|那个|这些|那些|我们|你们|您们|他们|"
    r"来电者|对方|客人|顾客|客户|您好|你好|谢谢|麻烦|时候|或者?|以及|关于|询问|打听|提到|说到|表示|觉得|感到|感觉|显得|听起来|要求|"
    r"[我你您他她它的了吗呢吧啊呀想要请问说是在和与跟及或有这那帮给把被让去来到就也都还很太个、,。?!:;]"
)
_RUN = re.compile(f"[{HAN}]+")
_ALIKE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(form))
    for name, form in (
        ("=somebody", r"真人|人工|活人|客服|接线员|工作人员|(?:找|跟|和|与|换|要)个?(?:人|负责人|经理)(?!数)|转接?(?:给)?人"),
        (
            "=angry",
            r"生气|不耐烦|烦(?!您|你|请|帮)|火大|发火|愤怒|恼|不满|受够|受不了|气死|太慢|太差|什么破|浪费(?:我)?时间|折腾|沮丧|激动|投诉",
        ),
        ("=hours", r"营业|开门|关门|几点开|几点关|上班时间|开放时间|工作时间|开到几点"),
        ("=place", r"地址|在哪|哪里|什么地方|怎么走|怎么去|位置"),
        ("=price", r"多少钱|价格|价钱|费用|收费|贵不贵|怎么收"),
        ("slot", r"空位|空档|时段|空闲|名额|位子|有空"),
        ("new", r"新(?!年|闻|鲜|西兰)"),
        ("waitlist", r"候补|等候|排队|轮候"),
        ("no", r"没有?|无(?!效|人接)|找不到|查不到|未找到|未查到|查无"),
        ("found", r"找不到|查不到|未找到|未查到|查无|没找到|没查到"),
        ("taken", r"被[^,。]{0,6}(?:占|订|约|抢)|占用|占了|抢先|抢走|订走|约走"),
        ("full", r"满(?!意|足|\d|岁)"),
        ("fail", r"失败|出错|错误|故障|不成功"),
        ("invalid", r"无效|不对|不正确|有误|错误"),
        ("expire", r"过期|失效"),
        ("close", r"休息|不营业|关门|关闭|打烊"),
    )
)


def is_wish(text: str) -> bool:
    """The caller says that they want something."""
    return _WISH.search(heard(text)) is not None


def wants_again(text: str) -> bool:
    """The caller asks to try once more."""
    return _AGAIN.search(heard(text)) is not None


@lru_cache(maxsize=4096)
def words_of_wish(text: str) -> frozenset[str]:
    """The words of a wish, and the deeds in it, each marked with a tilde."""
    return words_said(text) | {f"~{name}" for name in verbs_in(text)}


@lru_cache(maxsize=4096)
def words_said(text: str) -> frozenset[str]:
    """English words for the nouns, marks for what can be said in many ways, and pairs of characters for the rest."""
    plain = heard(text)
    alike = {name for name, form in _ALIKE if form.search(plain)}
    nouns = {word for run in noun_runs(plain) for one in run.nouns for word in NOUNS[one][0].split() if word != "of"}
    return frozenset(alike | nouns | _pairs(plain))


@lru_cache(maxsize=4096)
def says(about: str, text: str) -> bool:
    """Whether what was said is what a condition of the prompt speaks of: the same thing in other words, or most of its words."""
    wanted, plain = heard(about), heard(text)
    if marks := {name for name, form in _ALIKE if name[0] == "=" and form.search(wanted)}:
        return any(form.search(plain) for name, form in _ALIKE if name in marks)
    own = _LIGHT.sub("", wanted)
    if not own:
        return False
    if len(own) <= 4 and re.search("[^,。?!]{0,2}?".join(map(re.escape, own)), plain):
        return True
    pairs = _pairs(wanted)
    return bool(pairs) and 2 * len(pairs & _pairs(plain)) > len(pairs)


def _pairs(plain: str) -> frozenset[str]:
    return frozenset(
        run[at : at + 2] for run in _RUN.findall(_LIGHT.sub(" ", plain)) for at in range(max(1, len(run) - 1)) if len(run) > 1
    )
