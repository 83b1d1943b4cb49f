"""Names of people in Chinese speech, Chinese or Latin: "我叫林美", "姓李，叫李雷", "我是 Jane Doe"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from harness.language.chinese.heard import HAN, heard, latin
from harness.language.chinese.name_vocabulary import COMPOUND_SURNAMES, NEVER_IN_NAMES, NO_NAMES, SURNAMES, TITLES
from harness.language.found import Found, clear_of
from harness.language.names import names as english_names
from harness.language.slot import Kind

__all__ = ["by_trade", "names", "part_of", "parts"]

_STRONG = re.compile(
    r"(?:名字|姓名|全名|大名|本名)(?:就|应该)?(?:叫做?|是|为|:)?\s*(?:叫做?)?\s*|(?<![你您他她不请])(?:我"
    r"|本人)(?:的名字)?(?:就)?叫做?\s*"
    r"|(?:请)?(?:叫|称呼)我(?:为|做)?\s*|(?:^|[,。!?;、\s]|人|他|她|的)叫做?\s*(?!我|什么)|(?<=[,、\s])名(?=[^字称])|以"
    r"|用(?=[^,。]{2,4}的?(?:名字|名义))"
)
_WEAK = re.compile(
    r"(?:^|[,。!?;\s好])(?:我|这里|这边|我这边)(?:就)?是\s*|(?:帮|给|替|为)(?=[^我你您他她自])|(?:不是|不对)[,\s]*是\s*"
)
_FAMILY = re.compile(
    rf"(?:免?贵|我)?姓(?!名)(?:氏)?(?:是|:|就?叫)?\s*(?P<name>{'|'.join(COMPOUND_SURNAMES)}|[{HAN}])(?![{HAN}氏名]*(?:什么|吗"
    rf"|名字))"
)
_GIVEN = re.compile(rf"(?:名字?(?:是|叫|:)|(?<=[,、\s])名(?!字)|^名(?!字))\s*(?P<name>[{HAN}]{{1,2}})(?=$|[,。!?;、\s])")
_LEADING = re.compile(
    r"(?:[\s,.。、!;]*(?:嗯|呃|哦|啊|喂|好的?|是的?|对|没错|行|可以|您好|你好|不好意思|抱歉|不是|不对|应该|就叫|就是|我就是"
    r"|我的名字是|名字是|名字叫|我叫|叫我|叫|我是|是|用|写))*[\s,.。、!;]*"
)
_LATIN_RUN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'.-]*(?:\s+[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'.-]*)*")
_DOTTED = re.compile(rf"[{HAN}]{{1,6}}(?:·[{HAN}]{{1,6}})+")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_CLAUSE = re.compile(r"[^,。!?;、\n]+")
_NO_NAME = re.compile("|".join(map(re.escape, NO_NAMES)))
_AFTER_TITLE = re.compile("|".join(TITLES))
_SURNAME = rf"(?:{'|'.join(COMPOUND_SURNAMES)}|[{''.join(sorted(SURNAMES))}])"
_TRADE = re.compile(
    rf"(?P<name>{_SURNAME}[{HAN}]{{0,2}}?(?:[{HAN}]?(?:师傅?|匠)|[{HAN}](?<![先学出花陌发产卫])生|[{HAN}]员|教练|经理"
    rf"|顾问))(?![{HAN}]?[日意气产活])"
)
_SOUGHT = re.compile(r"(?:看|找|约|见|请|要|给|和|跟|换|订|是|选|叫|由)$")
_STOP = re.compile(
    rf"(?:先生|女士|小姐|太太|明天|今天|后天|电话|手机|生日|出生|上午|下午|晚上|早上|需要|麻烦|预[订约定]|下周|这周"
    rf"|周[一二三四五六日末]"
    rf"|[{''.join(sorted(NEVER_IN_NAMES - set(' ,')))}]|[^{HAN}·]|$)"
)
_ENDS_WEAK = re.compile(r"\s*(?:$|[,。!?;、\n]|先生|女士|小姐|太太|[的想要打来我今明后在电预请]|和|,)")


def names(text: str, answering: bool = False) -> tuple[Found, ...]:
    """Every person's name given, best-introduced first; Chinese ones as they are said, without titles.

    `answering` also takes a bare "林美" or "Jane Doe".
    """
    return _given(text, answering)


def parts(name: str) -> tuple[str, str]:
    """Family and given name: "欧阳娜" → ("欧阳", "娜"), "Jane Doe" → ("Doe", "Jane"); an unknown part is empty."""
    bare = name.strip()
    if not _HAN_RUN.match(bare):
        given, _, family = bare.partition(" ")
        return family, given
    if "·" in bare:
        given, _, family = bare.partition("·")
        return family.rpartition("·")[2], given
    plain = heard(bare)
    for compound in COMPOUND_SURNAMES:
        if plain.startswith(compound):
            return bare[: len(compound)], bare[len(compound) :]
    return (bare[:1], bare[1:]) if plain[:1] in SURNAMES else ("", bare)


def by_trade(text: str, answering: bool) -> Found | None:
    """Somebody of the house, by name and trade: "我想找张师傅" → "张师傅"; `answering` takes it without a verb before it."""
    plain = heard(text)
    for match in _TRADE.finditer(plain):
        if _surname_at(plain, match.start("name")) and (answering or _SOUGHT.search(plain, 0, match.start("name"))):
            return _found(text, *match.span("name"))
    return None


def part_of(text: str, which: Literal["family", "given"], answering: bool) -> Found | None:
    """The family or the given name said in a text, by itself ("我姓李", "名雷") or as a part of the whole."""
    plain = heard(text)
    alone = _FAMILY.search(plain) if which == "family" else None
    if alone is not None:
        return _found(text, *alone.span("name"))
    found = names(text, answering)
    if found:
        return _cut(text, found[0], which, answering)
    if which == "given" and (named := _GIVEN.search(plain)) is not None:
        return _found(text, *named.span("name"))
    return _bare_part(text, plain, which) if answering else None


def _cut(text: str, name: Found, which: Literal["family", "given"], answering: bool) -> Found | None:
    family, given = parts(name.value)
    value = family if which == "family" else given
    if not value and answering and not _HAN_RUN.match(name.value):
        value = name.value
    if not value:
        return None
    at = name.text.find(value)
    start = name.start + at if at >= 0 else name.start
    end = start + len(value) if at >= 0 else name.end
    return Found(kind=Kind.NAME, value=value, text=text[start:end], start=start, end=end)


def _bare_part(text: str, plain: str, which: Literal["family", "given"]) -> Found | None:
    """A single character or two that answer a question for a part of the name."""
    for clause in _CLAUSE.finditer(plain):
        lead = _LEADING.match(plain, clause.start(), clause.end())
        start = lead.end() if lead else clause.start()
        said = plain[start : clause.end()].strip()
        if not 1 <= len(said) <= 2 or not _HAN_RUN.fullmatch(said) or NEVER_IN_NAMES & set(said) or _NO_NAME.search(said):
            continue
        if which == "given" or said in SURNAMES or said in COMPOUND_SURNAMES:
            return _found(text, start, start + len(said))
    return None


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def _given(text: str, answering: bool) -> tuple[Found, ...]:
    plain = heard(text)
    strong = tuple(_led(text, plain, _STRONG, sure=True))
    weak = clear_of(_led(text, plain, _WEAK, sure=False), strong)
    bare = clear_of(_bare(text, plain), strong) if answering else ()
    ranked = (*strong, *weak, *bare) if strong else (*bare, *weak)
    return tuple({one.start: one for one in ranked}.values())


def _led(text: str, plain: str, leads: re.Pattern[str], *, sure: bool) -> Iterator[Found]:
    for lead in leads.finditer(plain):
        if (name := _name_at(text, plain, lead.end(), sure=sure)) is not None:
            yield name


def _bare(text: str, plain: str) -> Iterator[Found]:
    before = ""
    for clause in _CLAUSE.finditer(plain):
        lead = _LEADING.match(plain, clause.start(), clause.end())
        start = lead.end() if lead else clause.start()
        name = _name_at(text, plain, start, sure=False)
        # "林美，双木林" tells how the first name is written.
        explains = name is not None and name.value[-1] in before and name.value[0] not in before
        if name is not None and not explains and not plain[name.end : clause.end()].strip(" 的吧。.!先生女士小姐太"):
            before += name.value
            yield name


def _name_at(text: str, plain: str, start: int, *, sure: bool) -> Found | None:
    """The name that begins here. `sure`: it was introduced as a name, so that it need not begin with a known surname."""
    if (run := _LATIN_RUN.match(text, start)) is not None:
        return _latin_name(text, run.start(), run.end())
    if (dotted := _DOTTED.match(plain, start)) is not None:
        return _found(text, *dotted.span())
    if not _HAN_RUN.match(plain, start) or _NO_NAME.match(plain, start):
        return None
    surname = _surname_at(plain, start)
    if surname and _AFTER_TITLE.match(plain, start + surname):
        return _found(text, start, start + surname)
    if not surname and not sure:
        return None
    most = surname + 2 if surname else 4
    end = start + max(surname, 1)
    while end < start + most and _STOP.match(plain, end) is None:
        end += 1
    if end - start < 2 or (not surname and _STOP.match(plain, start)):
        return None
    if _STOP.match(plain, end) is None or (not sure and _ENDS_WEAK.match(plain, end) is None):
        return None
    return None if _NO_NAME.search(plain, start, end) else _found(text, start, end)


def _surname_at(plain: str, start: int) -> int:
    """The length of the surname here; 0 for none."""
    if plain.startswith(COMPOUND_SURNAMES, start):
        return 2
    return 1 if plain[start : start + 1] in SURNAMES else 0


def _latin_name(text: str, start: int, end: int) -> Found | None:
    found = english_names(latin(text)[start:end], answering=True)
    if not found:
        return None
    first = found[0]
    return Found(
        kind=Kind.NAME,
        value=first.value,
        text=text[start + first.start : start + first.end],
        start=start + first.start,
        end=start + first.end,
    )


def _found(text: str, start: int, end: int) -> Found:
    said = text[start:end]
    return Found(kind=Kind.NAME, value=said, text=said, start=start, end=end)
