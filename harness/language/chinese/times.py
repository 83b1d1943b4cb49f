"""Times of day in Chinese speech.

An hour without a part of the day is read as in business hours: 7 to 11 in the morning, 12 is noon, 1 to 6 in the afternoon.
"14:00", "09:30" and "十四点" are taken as said. A part of the day said elsewhere in the same sentence decides too.
晚上十二点 is midnight and 晚上一点 an hour later; 上午 alone is not a time, 中午 is noon.
"""

import re
from functools import lru_cache

from harness.language.chinese.heard import heard, latin
from harness.language.chinese.marked import Marked
from harness.language.chinese.numbers import numeral
from harness.language.found import Found, apart
from harness.language.slot import Kind
from harness.language.times import possible_times as english_possible
from harness.language.times import times as english_times

__all__ = ["DAY_PARTS", "possible_times", "times"]

_NIGHT, _MORNING, _NOON, _AFTERNOON, _EVENING = "night", "morning", "noon", "afternoon", "evening"
DAY_PARTS = {
    **dict.fromkeys(("凌晨", "后半夜"), _NIGHT),
    **dict.fromkeys(("清晨", "清早", "早上", "早晨", "上午", "一早", "大早", "今早", "明早", "早间"), _MORNING),
    **dict.fromkeys(("中午", "正午", "午间", "晌午"), _NOON),
    **dict.fromkeys(("下午", "午后", "傍晚", "黄昏"), _AFTERNOON),
    **dict.fromkeys(("晚上", "夜里", "夜晚", "半夜", "深夜", "午夜", "今晚", "明晚", "昨晚", "夜间", "晚间", "当晚"), _EVENING),
}
"""Words for the parts of a day."""
_PART = "|".join(DAY_PARTS)
_HOUR = "二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九]|(?<![0-9])(?:2[0-4]|[01]?[0-9])"
_MINUTE = (
    r"半|[一二三1-3]刻钟?|整|(?:过)?(?:[零][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)分?"
    r"|(?:过)?[一二三四五六七八九]分|[0-5][0-9]分?(?![0-9])|[0-9]分"
)
_LESS = r"差(?:一刻|[0-9]{1,2}分|[二]?十[一二三四五六七八九]?分|[一二三四五六七八九两]分|五|十)钟?"
_CLOCK = re.compile(
    rf"(?P<part>{_PART})?(?P<gap>[的,]?\s*(?:大概|大约|差不多|约|左右|就)?\s*)"
    rf"(?:(?P<less>{_LESS})(?:就|到)?)?"
    rf"(?P<hour>{_HOUR})\s*"
    rf"(?:(?P<mark>点钟?|时(?![间段候常期刻]))(?P<minute>\s*(?:{_MINUTE}))?(?P<after>{_LESS})?"
    rf"|:(?P<written>[0-5][0-9])(?![0-9])(?::[0-9]{{2}})?)"
)
_ALONE = Marked.of(
    r"(?:正午|中午)(?!之?前|以?后|[,]?\s*(?:十[一二]|[一二两]|1[0-2]|[12])\s*(?:点|:))|(?:午夜|半夜|零点)(?![,]?\s*(?:十|零"
    r"|\d))",
    "午夜零",
)
_PARTS_SAID = re.compile(rf"(?:{_PART})(?!好)")
_TRIGGER = re.compile(r"[点时:午夜]|[ap]\.?m|noon|clock|midnight|morning|evening|night")
_CLOCK_SIGN = re.compile(r"[0-9零一二两三四五六七八九十]\s*[点时:]")
_ENGLISH = re.compile(r"[ap]\.?\s?m\b|noon|clock|midnight|[0-9]t[0-9]|\bat\s|[0-9]\s*(?:in\s+the|tonight)")
# "早一点", "有一点", "一点都不": a little rather than one o'clock.
_A_LITTLE_BEFORE = re.compile(r"[早晚快慢多少大小高低好便宜有这那差近远点些稍微有说贵急等长短轻声细]$")
_A_LITTLE_AFTER = re.compile(r"儿(?![子童])|[也都]不|[也都]没|点|问题|小|事|时间|信息|意见|建议|东西|钱|不[对好]")
_MAY_FOLLOW = re.compile(
    r"\s*(?:$|[,。!?;、)吧吗呢或和到前后左以之可行好也都的来去方有比还合您你我钟呀啊哦没不想在那请谢就开结会])"
)


def times(text: str, answering: bool = False) -> tuple[Found, ...]:
    """Every time of day said, as "HH:MM" in 24 hours; `answering` makes no difference to what is said in Chinese."""
    found = apart(found for found, _ in _scan(text))
    return apart((*found, *_in_english(text, answering)))


def possible_times(text: str) -> frozenset[str]:
    """Every time the text may mean: an hour with no part of the day is both."""
    readings: set[str] = set(english_possible(latin(text))) if _ENGLISH.search(text.lower()) else set()
    for found, certain in _scan(text):
        readings.add(found.value)
        if not certain:
            readings.add(f"{(int(found.value[:2]) + 12) % 24:02}{found.value[2:]}")
    return frozenset(readings)


def _in_english(text: str, answering: bool) -> tuple[Found, ...]:
    return english_times(latin(text), answering) if _ENGLISH.search(text.lower()) else ()


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def _scan(text: str) -> tuple[tuple[Found, bool], ...]:
    plain = heard(text)
    if not _TRIGGER.search(plain):
        return ()
    spans: list[tuple[int, int, str, bool]] = []
    parts = [(match.start(), match.end(), DAY_PARTS[match.group()]) for match in _PARTS_SAID.finditer(plain)]
    for match in _CLOCK.finditer(plain) if _CLOCK_SIGN.search(plain) else ():
        if (reading := _read(plain, match, parts)) is not None:
            spans.append((match.start() + (0 if match["part"] else len(match["gap"])), match.end(), *reading))
    for match in _ALONE.finditer(plain):
        if not any(start < match.end() and match.start() < end for start, end, *_ in spans):
            spans.append((*match.span(), "12:00" if "正午" in match.group() or "中午" in match.group() else "00:00", True))
    return tuple(
        (Found(kind=Kind.TIME, value=value, text=text[start:end], start=start, end=end), certain)
        for start, end, value, certain in sorted(spans)
    )


def _read(plain: str, match: re.Match[str], parts: list[tuple[int, int, str]]) -> tuple[str, bool] | None:
    """The time of one match and whether morning and afternoon are told apart; None when it is no time."""
    said = match["hour"]
    hour = int(said) if said.isascii() else numeral(said)
    if hour is None or hour > 24 or not _is_time(plain, match):
        return None
    written = match["written"] is not None and (said[0] == "0" or hour == 0)
    part = DAY_PARTS[match["part"]] if match["part"] else ""
    certain = bool(part) or hour > 12 or written or hour == 0
    if not certain and parts:
        sentence, end = max(plain.rfind(mark, 0, match.start()) for mark in "。?!;\n"), match.end()
        closing = min((at for mark in "。?!;\n" if (at := plain.find(mark, end)) >= 0), default=len(plain))
        nearby = {name for start, _, name in parts if sentence < start < closing}
        part = f"nearby {nearby.pop()}" if len(nearby) == 1 else ""
    minutes = int(match["written"]) if match["written"] else _minutes(match["minute"] or "") - _less(match)
    moment = (hour if written else _hour(hour, part)) * 60 + minutes
    return f"{moment // 60 % 24:02}:{moment % 60:02}", certain


def _hour(hour: int, part: str) -> int:
    if hour > 12 or hour == 0:
        return hour
    nearby, part = part.startswith("nearby"), part.removeprefix("nearby ")
    if part == _MORNING:
        return hour if hour >= 5 or not nearby else hour + 12
    if part == _NIGHT:
        return hour % 12
    if part == _NOON:
        return hour if hour >= 10 else hour + 12
    if part == _AFTERNOON:
        return hour % 12 + 12 if not nearby or hour < 8 or hour == 12 else hour
    if part == _EVENING:
        return hour % 12 if hour == 12 or hour < 5 else hour + 12
    return hour if hour >= 7 else hour + 12


def _minutes(said: str) -> int:
    said = said.strip().removeprefix("过").removesuffix("分")
    if said in {"", "整"}:
        return 0
    if said == "半":
        return 30
    if "刻" in said:
        return 15 * ("一二三".find(said[0]) + 1 or int(said[0]))
    return int(said) if said.isascii() else numeral(said) or 0


def _less(match: re.Match[str]) -> int:
    """The minutes that are missing: 差一刻三点, 三点差五分."""
    said = (match["less"] or match["after"] or "").removeprefix("差").removesuffix("钟").removesuffix("分")
    if not said:
        return 0
    return 15 if said == "一刻" else int(said) if said.isascii() else numeral(said) or 0


def _is_time(plain: str, match: re.Match[str]) -> bool:
    """Whether there is enough around the numeral to call it a time."""
    if match["written"] or match["part"] or match["minute"] or match["less"] or match["after"] or match["mark"] == "点钟":
        return plain[match.start("hour") - 1 : match.start("hour")] != "第"
    start, end = match.start("hour"), match.end()
    if plain[start - 1 : start] in {"第", "十", "百", "几", "小"}:
        return False
    if match["mark"] == "时":
        return _MAY_FOLLOW.match(plain, end) is not None
    if match["hour"] in {"一", "两", "几"} and _A_LITTLE_AFTER.match(plain, end):
        return False
    if match["hour"] == "一" and _A_LITTLE_BEFORE.search(plain, max(0, start - 2), start):
        return False
    # "三点五" is a number, "七点四位" a time and a number.
    return re.match(r"[零一二三四五六七八九](?![位个人间张点份名口桌十])", plain[end : end + 2]) is None
