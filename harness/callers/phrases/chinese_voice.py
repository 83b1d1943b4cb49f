"""How names, numbers and things sound in Mandarin."""

import re
from datetime import datetime

from harness.callers.topics import Topic
from harness.language.slot import Kind
from harness.language.spoken import spoken

__all__ = ["label", "name_parts", "noun", "spelled", "voiced", "whole_name"]

_NOUNS = {
    "name": "名字",
    "first name": "名",
    "last name": "姓",
    "phone": "电话号码",
    "email": "电子邮箱",
    "date of birth": "出生日期",
    "date": "日期",
    "time": "时间",
    "address": "地址",
    "city": "城市",
    "province": "省份",
    "postal code": "邮政编码",
    "gender": "性别",
    "people": "人数",
    "card number": "卡号",
    "reference number": "编号",
    "spelling": "拼写",
}
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_WRITTEN_PHONE = re.compile(r"\(?[+0-9][0-9\s().+-]{5,}")
_NORTH_AMERICAN = re.compile(r"(?:1)?([0-9]{3})([0-9]{3})([0-9]{4})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}:[0-9]{2}")
_HAN = re.compile(r"[㐀-鿿]")
# The surnames of two characters that are still borne; all others have one.
_LONG_SURNAMES = frozenset(
    re.findall("..", "欧阳司马上官诸葛司徒夏侯皇甫尉迟公孙慕容令狐东方端木南宫歐陽司馬"),
)


def voiced(topic: Topic, value: str, now: datetime) -> str:
    """Phone numbers digit by digit, ISO dates and clock times in words; anything else as the caller file has it."""
    if topic.slot.kind is Kind.PHONE and _WRITTEN_PHONE.fullmatch(value.strip()):
        return _digit_by_digit(value)
    if topic.slot.kind in {Kind.DATE, Kind.TIME} and _ISO.fullmatch(value.strip()):
        return spoken(value.strip(), topic.slot.kind, now, "zh")
    return value


def _digit_by_digit(phone: str) -> str:
    """ "六零四，五五五，零一二三"; a number that is not North American in threes and a last four."""
    digits = re.sub(r"[^0-9]", "", phone)
    american = _NORTH_AMERICAN.fullmatch(digits)
    if american is not None:
        groups = list(american.groups())
    else:
        head, tail = digits[:-4], digits[-4:]
        groups = [*(head[at : at + 3] for at in range(0, len(head), 3)), tail]
    return "，".join(group.translate(_DIGITS) for group in groups if group)


def noun(topic: Topic) -> str:
    """What a topic is called: the common thing's name, else the fact's own."""
    return _NOUNS.get(topic.common or "") or (topic.name if _HAN.search(topic.name) else topic.spoken)


def label(topic: Topic) -> str:
    """A regular expression for "电话号码是" and its shorter forms."""
    said = noun(topic)
    also = {"名字": "(?:名字|姓名|全名)"}.get(said, re.escape(said))
    return rf"{also}(?:是|为|叫|[：:])"


def spelled(word: str) -> str:
    """A Latin word letter by letter; empty for Chinese characters."""
    if _HAN.search(word):
        return ""
    words = [" ".join(sign for sign in part.upper() if sign.isalnum()) for part in word.split()]
    said = "，".join(part for part in words if part)
    return f"{said}。" if said else ""


def name_parts(name: str) -> tuple[str, str] | None:
    """Given and family name: 林美 is 美 of the family 林; a name in Latin letters has its family name last."""
    bare = name.strip()
    if not _HAN.search(bare):
        first, _, last = bare.partition(" ")
        return (first, last.strip()) if last.strip() else None
    whole = re.sub(r"\s+", "", bare)
    length = 2 if whole[:2] in _LONG_SURNAMES and len(whole) > 2 else 1
    return (whole[length:], whole[:length]) if len(whole) > length else None


def whole_name(first: str, last: str) -> str:
    """Family name first, except in Latin letters."""
    return f"{last}{first}" if _HAN.search(first + last) else f"{first} {last}"
