"""How the agent says things, in Chinese: the same book as `harness.agents.literal.phrases`."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from harness.agents.literal.chinese.deeds import deed_of, done
from harness.agents.literal.chinese.nouns import known_noun, noun
from harness.agents.literal.chinese.script import has_han
from harness.agents.literal.intent import verb_named
from harness.agents.literal.records import person_in, telling_pairs
from harness.language.chinese.numbers import in_numerals
from harness.language.chinese.options import said_of, spoken_option
from harness.language.slot import Kind, Slot, is_somebody_else, slot_of, words_of
from harness.language.spoken import spoken
from harness.language.tongue import spoken_language
from harness.trace.outcome import Outcome

__all__ = [
    "ALL_RIGHT", "ANYTHING_ELSE", "CHECK", "CLOSING", "FULL_DATE", "GIVING_UP", "HELP", "IS_THAT_IT", "NOT_CAUGHT", "NOT_DONE",
    "NOT_FOUND", "PUT_THROUGH", "SORRY", "UNDERSTOOD", "WHAT_TO_CHANGE", "WHICH",
    "acted", "as_question", "check_deed", "check_record", "deed", "described", "looked_up", "menu", "message_of", "not_found",
    "noun", "once_more", "question", "read_back", "recognise", "says_farewell", "sorry_that", "stated", "there_is", "told",
    "unfit", "which", "without",
]  # fmt: skip

HELP = "请问有什么可以帮您？"
ANYTHING_ELSE = "请问还有什么可以帮您的吗？"
CHECK = "请问对吗？"
IS_THAT_IT = "您是要办这个吗？"
WHAT_TO_CHANGE = "请问要改哪一项？"
WHICH = "请问您指的是哪一个？"
CLOSING = "感谢您的来电，再见。"
ALL_RIGHT = "好的。"
UNDERSTOOD = "我明白了。"
GIVING_UP = "很抱歉，没能帮到您。"
NOT_CAUGHT = "不好意思，我没听清楚。"
FULL_DATE = "请说完整的日期，连同年份。"
NOT_DONE = "这件事没能办成。"
NOT_FOUND = "没有查到"
SORRY = "很抱歉。"
PUT_THROUGH = "我现在为您转接。"

_TOLD = 4
"""How many values of a look-up are told."""
_ROLES = frozenset((
    "in", "out", "start", "end", "from", "to", "until", "arrival", "departure", "pickup", "dropoff", "return", "birth", "checkin",
    "checkout", "birthdate", "birthday", "dob", "due", "expiry", "old", "new", "purchase", "incident", "leave", "arrive",
))  # fmt: skip
_WHOLE_NAME = slot_of("姓名")
_LANGUAGE = "zh"
_SPOKEN_KEY = re.compile(r"(?:message|speech|text)[_-]?(?:zh|cn|chinese|mandarin)(?:[_-]?\w{2})?", re.IGNORECASE)


@lru_cache(maxsize=2048)
def question(slot: Slot) -> str:
    """The one question that asks for a slot."""
    said = noun(slot)
    if slot.choices:
        return f"请问{said}是{_or(slot.choices)}？"
    match slot.kind:
        case Kind.NAME:
            return f"请问{'' if is_somebody_else(slot) else '您的'}{said}是{'谁' if is_somebody_else(slot) else '什么'}？"
        case Kind.PHONE | Kind.EMAIL:
            return f"请问您的{said}是多少？"
        case Kind.DATE:
            return f"请问{said}是哪一天？" if _ROLES & set(slot.words) else "请问您想要哪一天？"
        case Kind.TIME:
            return f"请问{said}是几点？" if _ROLES & set(slot.words) else "请问您想要几点？"
        case Kind.DATETIME:
            return "请问您想要哪一天、几点？"
        case Kind.NUMBER if "人数" in said:
            return "请问一共几位？"
        case Kind.NUMBER | Kind.CODE:
            return f"请问{said}是多少？"
        case Kind.BOOLEAN:
            return f"请问您需要{said}吗？"
        case _:
            return f"请问{said}是什么？"


def as_question(topic: str) -> str:
    """A question about something a prompt names; a question stays as it is."""
    return topic if topic.endswith(("?", "？")) else f"请问{topic}是什么？"


def there_is(slot: Slot, options: Sequence[str], now: datetime) -> str:
    """What there is to choose from, at most four of it."""
    return f"现在有{_or([spoken(option, slot.kind, now, _LANGUAGE) for option in options[:4]])}。"


def without(slot: Slot) -> str:
    """Nothing is done without this."""
    return f"没有{noun(slot)}，我就没法继续办理。"


def sorry_that(saying: str) -> str:
    """A sentence with an apology before it."""
    return f"很抱歉，{saying}"


def unfit(slot: Slot) -> str:
    """What was said is no such thing."""
    return f"不好意思，这个{noun(slot)}好像不对。"


def not_found(slot: Slot) -> str:
    """Nobody has found this out."""
    return f"{NOT_FOUND}{noun(slot)}。"


def read_back(values: Sequence[tuple[Slot, Any]], now: datetime) -> str:
    """The details, said back for approval."""
    return f"我跟您核对一下：{_details(values, now)}。{CHECK}"


def check_deed(tool: str, description: str, values: Sequence[tuple[Slot, Any]], now: datetime) -> str:
    """What is about to be done, said for approval, when the deed says more than its details."""
    details = f"：{_details(values, now)}" if values else ""
    return f"您要{deed(tool, description)}{details}。{CHECK}"


def check_record(
    tool: str, description: str, record: Mapping[str, Any], values: Sequence[tuple[Slot, Any]], now: datetime
) -> str:
    """A deed about something that was found, said for approval: what was found, then what the caller said."""
    details = "，".join(part for part in (described(record, now), _details(values, now)) if part)
    offered = "，可以为您安排在" if verb_named(tool, description) in {"book", "change"} else "："
    return f"您要{deed(tool, description)}{offered}{details}。{CHECK}"


def once_more(tool: str, description: str, details: str = "") -> str:
    """The second time of asking for approval."""
    about = f"：{details}" if details else ""
    return f"我再跟您确认一次，现在就为您{deed(tool, description)}{about}。{CHECK}"


def described(record: Mapping[str, Any], now: datetime) -> str:
    """A record as one tells it from others: its day, its time, the names in it."""
    return "，".join(dict.fromkeys(spoken(value, kind, now, _LANGUAGE) for _, value, kind in telling_pairs(record)))


def which(records: Sequence[Mapping[str, Any]], now: datetime) -> str:
    """Several records, for the caller to choose."""
    told_apart = [person_in(record) or described(record, now) for record in records[:_TOLD]]
    return (
        f"我查到{'两三四五六七八九'[len(records) - 2] if len(records) < 10 else len(records)}个：{'；'.join(told_apart)}。{WHICH}"
    )


def recognise(name: str) -> str:
    """A name that was found, for the caller to recognise."""
    return f"我查到{name}的资料。{CHECK}" if name else f"我查到您的资料。{CHECK}"


def looked_up(data: Mapping[str, Any]) -> str:
    """The honest report of a look-up: the first few plain values of its answer that have a Chinese name."""
    said: list[str] = []
    for key, value in data.items():
        name = known_noun(slot_of(str(key)))
        if name and isinstance(value, str | int | float) and not isinstance(value, bool) and _is_sayable(str(value)):
            said.append(f"{name}是{value}")
    return f"我查到：{'，'.join(said[:_TOLD])}。" if said else "我查到了。"


def acted(tool: str, values: Mapping[str, tuple[Slot, Any]], now: datetime) -> str:
    """The honest report of a tool that succeeded and sent no sentence of its own."""
    kinds = {slot.kind: value for slot, value in reversed(list(values.values()))}
    when = "".join(spoken(kinds[kind], kind, now, _LANGUAGE) for kind in (Kind.DATE, Kind.TIME) if kind in kinds)
    return done(tool, when)


def told(topic: str, value: Any) -> str:
    """One value of an answer under the prompt's name for it."""
    return f"{topic}是{value}。"


def deed(tool: str, description: str) -> str:
    """What a tool does, as something to offer: "预订房间"."""
    return deed_of(tool, description)


def menu(deeds: Sequence[str], *, again: bool) -> str:
    """What the line is for; `again`: it has been said before, to no avail."""
    sorry = SORRY if again else ""
    offered = "、".join(dict.fromkeys(deeds))
    return f"{sorry}我可以帮您{offered}。{IS_THAT_IT if len(deeds) == 1 else HELP}"


def message_of(outcome: Outcome) -> str:
    """The sentence an answer has for the caller, in Chinese; empty when it has none.

    One under a key that names the language comes before the one for everybody.
    """
    data = outcome.data
    told_in = [text for key, text in data.items() if _SPOKEN_KEY.fullmatch(str(key))] if isinstance(data, Mapping) else []
    return next((text for text in (*told_in, outcome.message) if isinstance(text, str) and _is_presentable(text)), "")


def stated(condition: str) -> str:
    """A condition of the prompt as a sentence; empty for one that is not told as it stands."""
    return f"{condition}。" if re.match(r"(?:现在|目前|当天|那天)?(?:没有?|无|都?满)", condition) else ""


def says_farewell(text: str) -> bool:
    """The call is over after these words."""
    return text.endswith(CLOSING)


def _is_presentable(text: str) -> bool:
    """A sentence in Chinese, not an identifier, a JSON text or a sentence in another language."""
    return has_han(text) and spoken_language(text) == _LANGUAGE and not re.search(r"[{}<>\[\]]|\w\.\w+\(", text)


def _is_sayable(value: str) -> bool:
    """Not a sentence in another language, nor an identifier."""
    return bool(value.strip()) and (has_han(value) or len(value.split()) <= 4) and not re.search(r"[{}<>\[\]_]", value)


def _details(values: Sequence[tuple[Slot, Any]], now: datetime) -> str:
    return "，".join(_detail(slot, value, now) for slot, value in _with_whole_name(values))


def _with_whole_name(values: Sequence[tuple[Slot, Any]]) -> Sequence[tuple[Slot, Any]]:
    """A family name and a given name are said as one: "姓名是林美"."""
    parts = {part: (slot, str(value)) for slot, value in values if (part := _part_of_name(slot))}
    if len(parts) < 2:
        return values
    (given_slot, given), (family_slot, family) = parts["given"], parts["family"]
    whole = f"{family}{given}" if has_han(family) else f"{given} {family}"
    rest = [(slot, value) for slot, value in values if slot is not family_slot]
    return [(_WHOLE_NAME, whole) if slot is given_slot else (slot, value) for slot, value in rest]


def _part_of_name(slot: Slot) -> str:
    words = set(words_of(slot.name)) | set(slot.words)
    if slot.kind is not Kind.NAME or not words & {"first", "given", "last", "family", "surname"}:
        return ""
    return "given" if words & {"first", "given"} else "family"


def _detail(slot: Slot, value: Any, now: datetime) -> str:
    label = noun(slot)
    if slot.kind is Kind.BOOLEAN:
        return f"{'要' if str(value).lower() == 'true' else '不要'}{label}"
    return f"{label}是{_said(value, slot, now)}"


def _said(value: Any, slot: Slot, now: datetime) -> str:
    if isinstance(value, tuple):
        return "和".join(_said(item, slot, now) for item in value)
    if slot.choices:
        return _option(str(value), slot.choices)
    if slot.kind is Kind.NUMBER and noun(slot).endswith("人数"):
        return f"{_counted(str(value))}位"
    return spoken(str(value), slot.kind, now, _LANGUAGE)


def _counted(value: str) -> str:
    return "两" if value == "2" else in_numerals(int(value)) if value.isdecimal() else value


def _or(choices: Sequence[str]) -> str:
    shown = [_option(choice, choices) for choice in choices]
    return shown[0] if len(shown) == 1 else f"{'、'.join(shown[:-1])}还是{shown[-1]}"


def _option(choice: str, choices: Sequence[str]) -> str:
    """An option in Chinese; one without a Chinese word is read as it is."""
    siblings = tuple(choices)
    return spoken_option(choice, siblings) if said_of(choice, siblings) else choice.replace("_", " ").replace("-", " ")
