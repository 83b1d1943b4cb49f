"""Slots and tools as one says them in Chinese, though they are named in English; never an English word in a Chinese sentence."""

from collections.abc import Sequence
from functools import lru_cache

from harness.agents.literal.chinese.script import has_han
from harness.language.chinese.nouns import NOUNS
from harness.language.slot import Kind, Slot, is_somebody_else, words_of

__all__ = ["known_noun", "noun", "thing"]

_OWNERS = frozenset((
    "caller", "customer", "guest", "client", "user", "member", "visitor", "person", "contact", "passenger", "traveller",
    "traveler",
))  # fmt: skip
_FLAGS = frozenset({"is", "are", "has", "have", "wants", "want", "needs", "need", "with", "include"})
_OWN: dict[tuple[str, ...], str] = {
    tuple(english.split()): chinese
    for english, _, chinese in (
        line.strip().partition(": ")
        for line in """
            name: 姓名
            first name: 名字
            given name: 名字
            last name: 姓氏
            family name: 姓氏
            postal code: 邮政编码
            zip code: 邮政编码
            zip: 邮政编码
            telephone: 电话号码
            phone: 电话号码
            mobile: 手机号码
            cell: 手机号码
            callback: 回电号码
            birthday: 出生日期
            birthdate: 出生日期
            dob: 出生日期
            type: 类型
            card: 卡
            start: 开始
            end: 结束
            new: 新
            old: 原来的
            preferred: 偏好的
            day: 日期
            check in: 入住
            check out: 退房
            pick up: 取件
            drop off: 归还
            party: 人数
            party size: 人数
            group size: 人数
            time of day: 时段
            time day: 时段
            city: 城市
            address: 地址
            people: 人数
            guests: 人数
            nights: 晚数
            sms consent: 短信通知
            text consent: 短信通知
            consent: 同意
            comments: 备注
            id: 编号
            mode: 方式
            method: 方式
            amount: 金额
        """.strip().splitlines()
    )
}
_OF_KIND = {
    Kind.NAME: "姓名",
    Kind.PHONE: "电话号码",
    Kind.EMAIL: "电子邮箱",
    Kind.DATE: "日期",
    Kind.TIME: "时间",
    Kind.DATETIME: "日期和时间",
    Kind.NUMBER: "数量",
    Kind.PLACE: "地点",
    Kind.CODE: "号码",
}
_UNKNOWN = "这一项"


@lru_cache(maxsize=2048)
def noun(slot: Slot) -> str:
    """A slot as one says it: "guestPhone" → "电话号码"; a slot that the prompt names in Chinese goes by that name."""
    return known_noun(slot) or _OF_KIND.get(slot.kind, _UNKNOWN)


@lru_cache(maxsize=2048)
def known_noun(slot: Slot) -> str:
    """The same; empty where neither the words nor the kind of the slot have a Chinese noun."""
    if has_han(slot.name):
        return slot.name
    if slot.kind is Kind.NAME and is_somebody_else(slot):
        return "要找的人"
    words = [word for word in slot.words if word not in _OWNERS] or list(slot.words)
    if slot.kind is Kind.BOOLEAN and words[0] in _FLAGS and len(words) > 1:
        words = words[1:]
    return _composed(tuple(words)) or (_OF_KIND.get(slot.kind, "") if len(words) == 1 else "")


def thing(tool: str) -> str:
    """What a tool deals with: "reserveRoom" → "房间"; empty where the words are of one trade only."""
    return _composed(words_of(tool)[1:])


@lru_cache(maxsize=2048)
def _composed(words: tuple[str, ...]) -> str:
    """The words one after the other, the longest known phrases first; empty when one of them is unknown."""
    said = ""
    while words:
        length = next((n for n in range(len(words), 0, -1) if _phrase(words[:n])), 0)
        if not length:
            return ""
        said += _phrase(words[:length])
        words = words[length:]
    return said


def _phrase(words: tuple[str, ...]) -> str:
    """The noun for a whole phrase; a type is a kind."""
    kinds = tuple("kind" if word == "type" else word for word in words)
    return _phrases().get(words) or _phrases().get(kinds, "")


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], str]:
    """English words → the Chinese noun for them; what a noun means first comes before what else it may mean."""
    found: dict[tuple[str, ...], str] = {}
    for rank in range(max(map(len, NOUNS.values()))):
        for chinese, meanings in NOUNS.items():
            for meaning in meanings[rank : rank + 1]:
                found.setdefault(_words(meaning.split()), chinese)
    return {**found, **_OWN}


def _words(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word != "of")
