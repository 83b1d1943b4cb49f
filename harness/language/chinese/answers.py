"""A caller's yes, no or refusal in Chinese."""

import re
from functools import lru_cache

from harness.language.chinese.heard import clauses_of, heard, sentences_of
from harness.language.found import Found
from harness.language.slot import Kind

__all__ = ["affirms", "denies", "is_refusal", "yes_or_no"]

_FILLER = re.compile(r"^(?:(?:嗯+|呃+|哦+|噢+|啊+|哎+|唉+|喔+|额+|那个|那|您好|你好)[,、\s]*)+(?=.)")
_YES = (
    r"(?:是(?:的|啊|呀|呢|哦|吧)?|对(?:的|啊|呀|对|哦|呢|吧)*|没错|不错|正确|准确|好(?:的|啊|呀|吧|嘞|好)*|行(?:的|啊|吧|呀"
    r"|行)*|可以(?!的话)(?:的|啊|呀|吧)?|没(?:有)?(?:什么)?问题"
    r"|嗯+|确认|确定|同意|当然(?:可以|是|好)?|成(?:吧|啊)?|ok|okay|yes|yeah|sure|麻烦(?:您|你)了?|没关系|都(?:行|可以|对)"
    r"|就(?:这样|这么|是|它|这个|那个|行|好|可以)|不介意"
    r"|太好了|很好|挺好|非常好|正是|就这样吧|方便|合适|肯定|必须的|那(?:就|个)?(?:好|行|可以)|两个都对|全对|都没问题|取消吧"
    r"|订吧|约吧|听您的|听你的)"
)
_YES_FIRST = re.compile(rf"(?:{_YES})(?:[了的啊呀吧呢哦嘛]|谢谢|没错|[对是好](?!的)|确认|确定)*")
_WANTED = re.compile(r"(?:我)?(?:需要|愿意|想要?|要|能|有|同意)(?:的|啊|呀|吧)?")
_AGREES = re.compile(
    r"(?:这|那|都|全|信息|时间|号码|内容|以上|一切|全部|说得?|地址|名字|日期)?(?:个|些|样)?(?:时间|信息|号码)?(?:都|也|就"
    r"|是)*(?:没错|没问题|对的|正确|可以的?|行|很好|挺好|合适|方便)(?:[了啊呀吧]|的(?!话)|$)"
    r"|就(?:这么|这样)(?:定|办|吧)|就(?:订|约|选|要)(?:这|那)个?|(?:请|麻烦)(?:您|你)?(?:帮我)?(?:订|预订|确认|取消|安排|继续"
    r"|改|登记|发)|我(?:同意|确定|确认|愿意)|帮我(?:取消|订|确认|约)(?:吧|了|这|那)?"
)
_NO = re.compile(
    r"^(?:不(?:是|对|用|要|行|可以|好|必|需要|想|方便|同意|能|太|了|确定|成|愿意|谢)|不[,。!]|不$|没有|没(?:了|啦|有了)|别"
    r"|算了|错了?|有误|no\b|nope|先不|暂时不|还是不|都不|等等|等一下|等下"
    r"|改天|下次吧|我不|否|拒绝|取消(?:了)?吧?$)"
)
_REFUSES = re.compile(
    r"(?:不太?对|不对|不是(?:的|这|那|我|星|周|下|上|今|明|[一二三四五六七八九十0-9])|错了|有误|不太?(?:行|可以|方便|合适|好)"
    r"|不用|不要|不需要|不想|不同意|不取消|不订|不约|不改|不去|不确定|没空|没时间|去不了|来不了"
    r"|算了|应该是|改成|改到|换成|换(?:一?个|到)|改一?下|(?:不过|但是?|可是|只是)(?!没关系).*(?:改|换|想|要|不|能|早|晚|是)"
    r"|其实|我说的是|说错|搞错|弄错|我要的是|而不是|再考虑|再想想|还是(?:不|算|改|换))"
)
_NOT_A_NO = re.compile(
    r"不(?:客气|好意思|错|介意|着急|急|会|仅|光|论|管|用客气|用谢|要紧|见不散|就是)|没(?:有)?(?:什么)?(?:问题|关系|事儿?|错"
    r"|意见|异议)|没有(?:了)?(?:别的|其他)?问题|不(?:是)?不(?:行|可以)|有没有|是不是|对不对|能不能|可不可以|要不要|好不好"
    r"|行不行"
    r"|没有别的|不反对"
)
_BESIDES = re.compile(
    r"^(?:还有|另外|不过|就是|只是|但是?|就|也|请|麻烦|您|你)*(?:不要|不用|不需要|不必|别)"
    r"(?!了|吧|[这那它]|再?(?:取消|订|约|改|预|换|买|办|登记|转|要))[^,。?!]{2,}"
)
"""What is not wanted besides, after a yes: "是的。请不要发短信。"."""
_WITHHELD = re.compile(
    r"不(?:太|是很|大)?(?:想|方便|愿意|愿|便)(?:说|讲|告诉|透露|提供|给|回答|报)|不(?:太|大)?(?:知道|清楚|记得|了解|晓得|确定"
    r"|明白)|记不(?:住|得|清|起)|忘(?:了|记)|想不起来|说不(?:上来|清|好)|没听(?:清|懂|明白)|听不(?:清|懂|见)"
    r"|为(?:什么|啥|何)|干(?:什么|嘛|吗)(?:要|问|用)?|凭什么|(?:有|这)(?:这个)?必要吗|一定要(?:说|给|提供)?吗|必须(?:说|给"
    r"|提供)?吗|什么意思|(?:再)?(?:说|讲|重复)(?:一遍|一次)|隐私|保密|跳过|不告诉|无可奉告|你说什么|您说什么|没印象"
)
_LACKS = re.compile(
    r"(?:我|他|她|这|那|现在|目前|暂时|手边|身边|还)?(?:没有?|没带|没办)(?!问题|关系|错|事|意见|什么问题|听)(?:.{0,8})"
    r"|^不(?:用|要|需要|必|想)|^(?:没有?|无|都没有)(?:了|啊)?$|不能(?:给|说|告诉)|^(?:什么|啊|哈|喂)[?]?$"
)


@lru_cache(maxsize=4096)
def affirms(text: str) -> bool:
    """Whether the answer is yes: "是的", "好的，谢谢", "没问题". One that is taken back in the same breath is none."""
    if denies(text):
        return False
    return any(_agrees(part) for part in _said(text) if not part.endswith(("吗", "呢", "么", "?")))


def _agrees(part: str) -> bool:
    """Whether a clause is a yes; what follows it must be light, so that "要一张桌子" and "是王小明" are none."""
    for form, short, long in ((_YES_FIRST, 1, 12), (_WANTED, 0, 2)):
        if (match := form.match(part)) is not None:
            return len(part) - match.end() <= (short if match.end() < 2 else long)
    return _AGREES.match(part) is not None


@lru_cache(maxsize=4096)
def denies(text: str) -> bool:
    """Whether the answer is no, or corrects what was said: "不对", "不用了", "好的，不过改成三点"."""
    said = _said(text)
    if not said:
        return False
    if _NO.match(said[0]) and not _NOT_A_NO.match(said[0]):
        return True
    if _YES_FIRST.fullmatch(said[0]):
        said = tuple(part for part in said if not _BESIDES.match(part))
    return any(_REFUSES.search(bare) for part in said if (bare := _NOT_A_NO.sub("", part)))


@lru_cache(maxsize=4096)  # one answer is read for many slots
def is_refusal(text: str) -> bool:
    """Whether an answer gives nothing: "不方便说", "我没有邮箱", "为什么要问这个？", "不用了，谢谢"."""
    plain = heard(text)
    if _WITHHELD.search(plain):
        return True
    said = _said(text)
    return (
        bool(said)
        and _LACKS.match(said[0]) is not None
        and not any(sign.isdigit() or sign in "一二三四五六七八九十" for sign in plain)
    )


def yes_or_no(text: str) -> Found | None:
    """ "true" for a yes, "false" for a no; None when it is neither, or withheld ("不知道")."""
    if _WITHHELD.search(heard(text)):
        return None
    value = "false" if denies(text) else "true" if affirms(text) else None
    return None if value is None else Found(kind=Kind.BOOLEAN, value=value, text=text, start=0, end=len(text))


@lru_cache(maxsize=4096)
def _said(text: str) -> tuple[str, ...]:
    parts = []
    for sentence in sentences_of(text):
        for clause in clauses_of(sentence):
            bare = _FILLER.sub("", clause.rstrip("。.!,;:、 "))
            if bare:
                parts.append(bare)
    return tuple(parts)
