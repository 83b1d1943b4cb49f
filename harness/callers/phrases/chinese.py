"""Mandarin, as callers speak it: sentences here, what is listened for in `chinese_ear`, how values sound in `chinese_voice`."""

import re
from collections.abc import Sequence

from harness.callers.phrases import chinese_ear as ear
from harness.callers.phrases.book import PhraseBook, Telling
from harness.callers.phrases.chinese_voice import label, name_parts, noun, spelled, voiced, whole_name
from harness.callers.topics import Topic
from harness.language.slot import Kind

__all__ = ["CHINESE"]

_ENDS = "。！？.!?"
_PERSONAL_WISH = re.compile(r"(?:我|咱)")
_WILL = re.compile(r"(?:想|要|需要|打算|希望)")
_NUMBERS = "零一二三四五六七八九十"


def _wish(wants: str) -> str:
    bare = _bare(wants)
    if not bare:
        return "您好。"
    if _PERSONAL_WISH.match(bare):
        return f"您好，{bare}。"
    return f"您好，我{'' if _WILL.match(bare) else '想'}{bare}。"


def _further_wish(wants: str) -> str:
    bare = _bare(wants)
    if _PERSONAL_WISH.match(bare):
        return f"{bare}。"
    return f"我还{'' if _WILL.match(bare) else '想'}{bare}。"


def _bare(wants: str) -> str:
    return wants.strip().strip(_ENDS)


def _tell(tellings: Sequence[Telling], alone: bool) -> str:
    if alone and len(tellings) == 1:
        return _sentence(_alone(*tellings[0]))
    by_common = {telling[0].common: telling for telling in tellings}
    date, time = by_common.get("date"), by_common.get("time")
    sentences = []
    for topic, value in tellings:
        if date is not None and time is not None and topic is time[0]:
            continue
        if date is not None and time is not None and topic is date[0]:
            sentences.append(f"{value}，{time[1]}")
        else:
            sentences.append(_among_others(topic, value))
    return "".join(map(_sentence, sentences))


def _alone(topic: Topic, value: str) -> str:
    match topic.slot.kind:
        case Kind.NAME if topic.common == "name":
            return f"我叫{value}"
        case Kind.PHONE:
            return f"我的{noun(topic)}是{value}"
        case Kind.EMAIL | Kind.CODE:
            return f"是{value}"
    return value


def _among_others(topic: Topic, value: str) -> str:
    if topic.common == "name":
        return f"我叫{value}"
    if topic.common in {"date", "time"}:
        return value
    return f"{'我的' if topic.personal else ''}{noun(topic)}是{value}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith(tuple(_ENDS)) else f"{text}。"


def _lacking(topic: Topic, beside_others: bool) -> str:
    what = noun(topic) if beside_others else ""
    may_lack = topic.slot.kind in {Kind.EMAIL, Kind.PHONE, Kind.CODE} or topic.common in {"card number", "reference number"}
    return f"我没有{what}。" if may_lack else f"我不知道{what}。"


def _refuse(topic: Topic, beside_others: bool) -> str:
    return f"不好意思，我不想说{noun(topic) if beside_others else ''}。"


def _correct(topic: Topic, value: str) -> str:
    return _sentence(f"不对，{'我的' if topic.personal else ''}{noun(topic)}是{value}")


def _ordinal(nth: int) -> str:
    if nth == -1:
        return "最后一个，谢谢。"
    return f"第{_NUMBERS[nth] if 0 < nth < len(_NUMBERS) else nth}个，谢谢。"


CHINESE = PhraseBook(
    locale="zh_CA",
    everyday={"date": "下周二", "time": "下午两点", "number of people": "两位"},
    gap="",
    wish=_wish,
    further_wish=_further_wish,
    voiced=voiced,
    tell=_tell,
    lacking=_lacking,
    unheard_of="我不知道{}。".format,
    refuse=_refuse,
    correct=_correct,
    ordinal=_ordinal,
    spelled=spelled,
    noun=noun,
    label=label,
    name_parts=name_parts,
    whole_name=whole_name,
    choose="{choice}，谢谢。",
    confirmed="是的，对。",
    consent="好的，谢谢。",
    accept="可以，没问题。",
    decline_offer="不好意思，这个不行。",
    changed_mind="不，我改变主意了。",
    only_choice="不用了，别的都不行。谢谢您，再见。",
    something_more="有的。",
    nothing_more="不用了，谢谢。再见。",
    thanks="太好了，谢谢您。再见。",
    farewell="谢谢您，再见。",
    give_in="我明白了。谢谢您，再见。",
    acknowledge="好的。",
    unsure="我不太清楚。",
    own_language="中文，谢谢。",
    wrong_language="对不起，我听不懂。请说中文。",
    lost="对不起，我听不懂。",
    hears_wish_asked=ear.WISH_ASKED,
    asks_by_name=ear.asks_by_name,
    hears_request=ear.REQUEST,
    hears_thing_asked=ear.THING_ASKED,
    hears_doubt=ear.DOUBT,
    hears_which=ear.WHICH,
    hears_owned=ear.OWNED,
    hears_unavailable=ear.UNAVAILABLE,
    ends_clause=ear.ENDS_CLAUSE,
    hears_say_again=ear.SAY_AGAIN,
    hears_spell=ear.SPELL,
    hears_failure=ear.FAILURE,
    hears_impossible=ear.IMPOSSIBLE,
    hears_alternatives=ear.ALTERNATIVES,
    hears_proposal=ear.PROPOSAL,
    hears_language_asked=ear.LANGUAGE_ASKED,
    parts_of_day=ear.PARTS_OF_DAY,
)
