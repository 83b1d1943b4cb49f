"""Numbers in Chinese speech: figures, numerals with place values, and years read digit by digit."""

import re
from functools import lru_cache

from harness.language.chinese.heard import has_latin, heard, latin
from harness.language.found import Found, apart
from harness.language.numbers import numbers as english_numbers
from harness.language.slot import Kind

__all__ = ["DIGIT", "NUMERAL", "UP_TO_99", "in_numerals", "numbers", "numeral"]

_VALUES = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "幺": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
DIGIT = "[零一二三四五六七八九]"
"""Regular expression of one digit as it is said in a year."""
UP_TO_99 = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九两])"
"""Regular expression of numerals from zero to ninety-nine."""
NUMERAL = "[零一二三四五六七八九十百千万亿两]+"
"""Regular expression of a run of numerals; whether it is a number is for `numeral` to say."""

_FIGURES = re.compile(
    r"(?<![0-9:/.+-])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![0-9:/])(?!\.[0-9])(?!-[0-9])(?P<unit>[万千百亿])?"
)
_SIGNS = re.compile(r"(?P<whole>[零一二三四五六七八九十百千万亿两]+)(?:点(?P<part>[零一二三四五六七八九]+)(?![分刻十]))?")
# Words that begin or end with a numeral and count nothing.
_NO_NUMBER_BEFORE = re.compile(r"(?:第|周|星期|礼拜|统|唯|万|初|老|其|之|同|每|某|另|这|那|哪|不)$")
_NO_NUMBER_AFTER = {
    "一": re.compile(r"[下起样直共定些点般会致切旦向边面遍律旁路再块刻早晚听看想查试问开旦概方]|步一步|个一个|部分|的(?!$)"),
    "十": re.compile(r"分(?!钟)|足"),
    "万": re.compile(r"[一分能]"),
    "千": re.compile(r"万(?!元)"),
    "百": re.compile(r"分"),
    "三": re.compile(r"明治|文鱼"),
    "四": re.compile(r"川|处|周"),
    "五": re.compile(r"金"),
    "八": re.compile(r"卦"),
    "九": re.compile(r"龙"),
    "零": re.compile(r"[食售钱件]"),
}
_SETS = re.compile(
    r"(?P<me>(?:就|只有|只|仅)(?:是)?(?:我自己|我一个|我一人|我(?=[,。!]|$))|我自己一个|我一个人|独自)|(?P<two>[我咱]们?俩"
    r"|[我咱]们?两个?|俩人?)|(?P<three>[我咱]们?仨)"
)
_SET_SIZES = {"me": "1", "two": "2", "three": "3"}


def numeral(said: str) -> int | None:
    """The value of numerals: "一百零二" → 102, "三万五" → 35000, "二零二六" → 2026; None when they are no number ("十百")."""
    if not said or not any(sign in _UNITS or sign in _MYRIADS for sign in said):
        return int("".join(str(_VALUES[sign]) for sign in said)) if said else None
    total = section = 0
    digit: int | None = None
    last = 0
    gap = False
    for sign in said:
        if sign in _VALUES:
            if digit is not None and digit != 0:
                return None
            gap = gap or _VALUES[sign] == 0
            digit = _VALUES[sign]
        elif sign in _UNITS:
            if digit is None and sign != "十":
                return None
            section += (1 if digit is None or (digit == 0 and sign == "十") else digit) * _UNITS[sign]
            digit, last, gap = None, _UNITS[sign], False
        else:
            section += digit or 0
            if section == 0:
                return None
            total = (total + section) * _MYRIADS[sign]
            section, digit, last, gap = 0, None, _MYRIADS[sign], False
    if digit:
        # "三万五" leaves its last unit out, "三万零五" does not.
        section += digit * (last // 10 if last > 10 and not gap else 1)
    return total + section


def in_numerals(value: int) -> str:
    """A whole number as one says it, zero to 99,999,999: 102 → "一百零二", 15 → "十五", 20000 → "二万"."""
    if value == 0:
        return "零"
    high, low = divmod(value, 10_000)
    said = f"{_below_myriad(high)}万" if high else ""
    if high and low and low < 1000:
        said += "零"
    said += _below_myriad(low) if low else ""
    return said[1:] if said.startswith("一十") else said


def _below_myriad(value: int) -> str:
    said, skipped = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            said += ("零" if skipped and said else "") + "零一二三四五六七八九"[digit] + sign
            skipped = False
        else:
            skipped = True
    return said


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def numbers(text: str) -> tuple[Found, ...]:
    """Every number said, in figures or numerals: "两位", "1,200", "三万五", "我们俩", "就我一个人" (1). Ordinals are none."""
    plain = heard(text)
    found = [_found(text, match, _SET_SIZES[match.lastgroup or ""]) for match in _SETS.finditer(plain)]
    for match in _FIGURES.finditer(plain):
        found.append(_found(text, match, _figures(match)))
    for match in _SIGNS.finditer(plain):
        if (value := _value(plain, match)) is not None:
            found.append(_found(text, match, value))
    if has_latin(text):
        found.extend(english_numbers(latin(text)))
    return apart(found)


def _figures(match: re.Match[str]) -> str:
    written = match.group().rstrip("万千百亿").replace(",", "")
    unit = {**_UNITS, **_MYRIADS}.get(match["unit"] or "", 1)
    whole, _, fraction = written.partition(".")
    if unit > 1:
        scaled = int(whole) * unit + (int(fraction) * unit // 10 ** len(fraction) if fraction else 0)
        return str(scaled)
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


def _value(plain: str, match: re.Match[str]) -> str | None:
    """The number of a run of numerals, or None when they are part of a word."""
    said = match["whole"]
    if _NO_NUMBER_BEFORE.search(plain, max(0, match.start() - 3), match.start()) and len(said) == 1:
        return None
    if plain[match.start() - 1 : match.start()] == "第":
        return None
    after = _NO_NUMBER_AFTER.get(said)
    if after is not None and match["part"] is None and after.match(plain, match.end()):
        return None
    if said in {"万", "亿", "千", "百"} or (value := numeral(said)) is None:
        return None
    if match["part"] is None:
        return str(value)
    fraction = "".join(str(_VALUES[sign]) for sign in match["part"]).rstrip("0")
    return f"{value}.{fraction}" if fraction else str(value)


def _found(text: str, match: re.Match[str], value: str) -> Found:
    return Found(kind=Kind.NUMBER, value=value, text=text[match.start() : match.end()], start=match.start(), end=match.end())
