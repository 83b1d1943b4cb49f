"""Chinese sentence forms that set the stage: who speaks, in which language, on which day, and what is known without asking."""

import re
from datetime import date

from harness.agents.literal.chinese.clauses import HEDGE, WHO, clauses_of, without_hedge
from harness.agents.literal.chinese.masked import PARAMETER, QUOTE, TOOL, Masked
from harness.agents.literal.chinese.script import HAN
from harness.agents.literal.chinese.topics import topics_in
from harness.agents.literal.instruction import Fact, Instruction, Persona, Say, Speak, Tell, Today
from harness.agents.literal.settings import date_in

__all__ = ["LANGUAGES", "setting_forms"]

LANGUAGES = {
    "中文": "zh", "普通话": "zh", "国语": "zh", "汉语": "zh", "华语": "zh", "中国话": "zh", "粤语": "zh", "广东话": "zh",
    "英文": "en", "英语": "en", "法语": "fr", "法文": "fr", "西班牙语": "es", "西班牙文": "es",
}  # fmt: skip
_SPEAK = re.compile(
    rf"^{HEDGE}(?:全程|始终|一直|只|一律|都|与{WHO}|跟{WHO}|和{WHO})*(?:说|讲|用|使用|以)(?P<language>{'|'.join(LANGUAGES)})(?:[^,。]{{0,12}})?(?:$|[,。])"
)
_PERSONA = re.compile(
    rf"^(?:你|您)(?:是|叫做?|的名字(?:是|叫)|名叫)\s*(?P<name>[A-Z][A-Za-z'’-]+|(?!一[个名位家]|负责|[^,，。]*(?:员|台|师|助手|助理|客服|机器人|人|系统|代理)(?:[,，。]|$))[{HAN}]{{2,4}})(?=[,，。!！]|$)"
)
_TODAY = re.compile(r"^(?:今天|今日|现在|当前|目前)?(?:的)?(?:日期|时间|日子)?(?:是|为|:)(?P<when>.+)$")
_CHINESE_DATE = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_KNOWN = re.compile(rf"^{WHO}的(?P<topic>[{HAN}]{{2,10}}?)(?:始终|一直)?(?:是|为)(?P<value>[^,。是必可选填]{{1,40}})$")
_SAY = re.compile(rf"^(?:说|告诉{WHO}|回答|念)[,:]?(?P<words>{QUOTE})")
_TELL = re.compile(
    rf"^(?:(?:把|将)(?P<a>[^,]+?)(?:告诉|告知|念给|报给|读给|转告)(?:{WHO})|(?:告诉|告知|念给|报给|读给|转告)(?:{WHO})(?P<b>[^,]+)|(?:念出|报出|说出|读出)(?P<c>[^,]+))$"
)
_LONGEST = 10


def setting_forms(sentence: Masked, text: str) -> list[Instruction]:
    """Persona, language, today's date, facts about the caller, words to say, and what to tell from a result."""
    plain = sentence.plain.rstrip("。.! ")
    found: list[Instruction] = []
    if match := _PERSONA.match(text.strip()):
        found.append(Persona(name=match["name"]))
    if (match := _TODAY.match(plain)) and (day := _day_in(text)):
        found.append(Today(date=day.isoformat()))
    if match := _SPEAK.match(plain):
        found.append(Speak(language=LANGUAGES[match["language"]]))
    if (match := _KNOWN.match(plain)) and not re.search(f"{PARAMETER}|{TOOL}|{QUOTE}", plain):
        found.append(Fact(topic=match["topic"], value=match["value"].strip()))
    if re.fullmatch(QUOTE, plain) and not (words := sentence.quote(plain)).endswith(("?", "？")) and words.endswith(("。", "！")):
        found.append(Say(text=words))
    for clause in map(without_hedge, clauses_of(plain)):
        if (
            (match := _SAY.match(clause))
            and not (words := sentence.quote(match["words"])).endswith(("?", "？"))
            and "{" not in words
        ):
            found.append(Say(text=words))
        elif match := _TELL.match(clause):
            topics = topics_in(match["a"] or match["b"] or match["c"])
            if topics and all(len(topic) <= _LONGEST and not re.search(QUOTE, topic) for topic in topics):
                found.append(Tell(topics=topics))
    return found


def _day_in(text: str) -> date | None:
    if match := _CHINESE_DATE.search(text):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return None
    return date_in(text)
