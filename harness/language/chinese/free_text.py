"""Values without a shape of their own in Chinese speech - places, codes, reasons: "我的地址是…", or a direct answer."""

import re
from functools import lru_cache

from harness.language.chinese.answers import is_refusal
from harness.language.chinese.heard import HAN, dialled, has_latin, heard, latin
from harness.language.chinese.nouns import NOUNS, english_words
from harness.language.english.words import meaning_of
from harness.language.found import Found
from harness.language.free_text import free_text as english_free_text
from harness.language.slot import Kind, Slot

__all__ = ["free_text"]

_LEADING = re.compile(
    r"(?:[\s,.。、:;!'\"]*(?:嗯+|呃+|哦+|啊|好的?(?=[,。、\s])|是的?(?=[,。、\s])|对(?=[,。、\s])|没错(?=[,。、\s])"
    r"|行(?=[,。、\s])|可以(?=[,。、\s])|您好|你好|谢谢您?你?|麻烦您?你?|不好意思|抱歉|那个|那就|我觉得|我想想|大概|可能|应该"
    r"|其实|就是|不是(?=[,。、\s])|不对(?=[,。、\s])|我的?(?!们)[^,。!?;是]{0,8}(?<!不)是"
    r"|[他她它这那]的?[^,。!?;是]{0,6}(?<!不)是|是(?!否)|叫做?|我?因为|由于|关于|我(?:现在)?住在?|住在|我(?:们)?(?:想要?|要"
    r"|需要|希望)(?!求)(?:看|找|约|见|订)?(?!病)|我在|在|去|我有(?=[^没]))"
    r")+[\s,:;。、!]*"
)
_TRAILING = re.compile(
    r"[\s,.。、;!]*(?:(?:谢谢您?你?|麻烦您?你?了?|吧|啊|呀|哦|呢|就行了?|就好了?|就可以了?|可以吗|(?<!都)可以|好吗"
    r"|这样)[\s,.。、;!?]*){0,4}$"
)
_EDGES = " \t\r\n.,;:!?。、\"'“”"
_STREET = re.compile(
    rf"(?:[{HAN}]{{2,3}}[省市区县]){{0,3}}[{HAN}a-z]{{1,10}}?(?:大道|大街|路|街|巷|弄|里"
    rf"|道)(?:[0-9零一二三四五六七八九十百东西南北]{{1,8}}[号弄]?)(?:[0-9一二三四五六七八九十]{{1,4}}(?:楼|室|单元|号楼|栋|座"
    rf"|层|号))*"
)
_LATIN_STREET = re.compile(
    r"[0-9]{1,6}[a-z]?\s+(?:[\w'.-]+\s+){0,4}?(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|way|court"
    r"|crescent|place|highway)\b\.?",
    re.IGNORECASE,
)
_CITY = re.compile(rf"(?:住在?|在|去|到|来自|飞)(?P<value>[{HAN}]{{2,5}}?)(?:市)?(?=[,。!?;、\s的]|$|住|上班|这|那|出差|市)")
_SIGNS = re.compile(r"[A-Za-z0-9]+(?:[\s,.-]{0,3}[A-Za-z0-9]+)*")
_SHARED = frozenset({"name", "number", "kind", "date", "time", "code", "id"})
_HAN_SIGN = re.compile(f"[{HAN}]")
_REASON_WORDS = frozenset(
    {"reason", "purpose", "service", "visit", "occasion", "subject", "topic", "issue", "problem", "complaint", "description"}
)
_REASON = re.compile(
    r"(?:因为|由于|关于|为了)(?P<value>[^,。!?;\n]{2,30})|我的?(?P<thing>[^,。!?;我]{1,10}(?:坏了|漏水|不制冷|不工作|打不开"
    r"|出问题了?|有问题))"
)


def free_text(slot: Slot, text: str, *, answering: bool = False) -> Found | None:
    """What fills a slot of words: an explicit "我的地址是…" anywhere, or the whole of a direct answer without its courtesies.

    None when the answer is refused.
    """
    plain = heard(text)
    if slot.kind is Kind.CODE:
        return _code(slot, text, plain, answering)
    if match := _explicit(slot.words, slot.kind).search(plain):
        return _trimmed(slot.kind, text, plain, *match.span("value"))
    if not answering:
        return _unasked(slot, text, plain)
    if is_refusal(text):
        return None
    whole = _trimmed(slot.kind, text, plain, 0, len(text))
    if slot.kind is Kind.PLACE and whole is not None:
        return _place_in(slot, text, plain) or whole
    return whole


def _unasked(slot: Slot, text: str, plain: str) -> Found | None:
    if slot.kind is Kind.PLACE:
        return _place_in(slot, text, plain)
    if slot.kind is Kind.TEXT and _REASON_WORDS & set(slot.words) and (match := _REASON.search(plain)):
        return _trimmed(slot.kind, text, plain, *match.span("value" if match["value"] else "thing"))
    if has_latin(text) and not _HAN_SIGN.search(text):
        return english_free_text(slot, latin(text))
    return None


def _place_in(slot: Slot, text: str, plain: str) -> Found | None:
    """An address by its shape, a city after its preposition."""
    if {"address", "street"} & set(slot.words):
        match = _STREET.search(plain) or _LATIN_STREET.search(latin(text))
        return None if match is None else _trimmed(slot.kind, text, plain, *match.span())
    match = _CITY.search(plain)
    return None if match is None else _found(slot.kind, text, *match.span("value"))


@lru_cache(maxsize=512)
def _explicit(words: tuple[str, ...], kind: Kind) -> re.Pattern[str]:
    """Finds "我的家庭地址是X", "地址：X" by every Chinese noun that stands for the slot's English words."""
    wanted = {meaning_of(word) for word in words} - _SHARED
    nouns = [noun for noun in NOUNS if wanted & {meaning_of(word) for word in english_words(noun)}] if wanted else []
    nouns += [word for word in words if _HAN_SIGN.search(word)]
    named = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True)) or r"(?!)"
    return re.compile(
        rf"(?:{named})(?:号码?|名)?(?:应该)?(?:就?是|为|:|在)\s*(?P<value>[^。!?;\n]+?)(?=[。!?;\n]|[,、](?:我|电话|手机|名字"
        rf"|姓名|邮编|邮箱|地址|城市|生日|时间|日期|我的)|$)"
    )


def _code(slot: Slot, text: str, plain: str, answering: bool) -> Found | None:
    """Letters and digits said one by one or written: "V六B 一A一" → "V6B1A1"; after the slot's noun when it is named."""
    start = 0
    if match := _explicit(slot.words, slot.kind).search(plain):
        start = match.start("value")
    elif not answering:
        return None
    signs = dialled(text)
    runs = [run for run in _SIGNS.finditer(signs, start) if any(sign.isdigit() for sign in run.group())]
    if not runs:
        if not answering or is_refusal(text):
            return None
        return _trimmed(slot.kind, text, plain, start, len(text))
    run = max(runs, key=lambda one: len(one.group()))
    said = text[run.start() : run.end()]
    groups = re.findall(r"[A-Za-z0-9]+", run.group())
    spelled = _HAN_SIGN.search(said) is not None or all(len(group) == 1 for group in groups)
    value = "".join(groups).upper() if spelled else said
    return Found(kind=Kind.CODE, value=value, text=said, start=run.start(), end=run.end())


def _trimmed(kind: Kind, text: str, plain: str, start: int, end: int) -> Found | None:
    if lead := _LEADING.match(plain, start, end):
        start = lead.end()
    if tail := _TRAILING.search(plain, start, end):
        end = tail.start()
    start += len(plain[start:end]) - len(plain[start:end].lstrip(_EDGES))
    end -= len(plain[start:end]) - len(plain[start:end].rstrip(_EDGES))
    return _found(kind, text, start, end) if start < end else None


def _found(kind: Kind, text: str, start: int, end: int) -> Found:
    return Found(kind=kind, value=text[start:end], text=text[start:end], start=start, end=end)
