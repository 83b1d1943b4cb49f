"""Sentence forms that set the stage: who speaks, in which language, on which day, and what is known or sent without asking."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from harness.agents.literal.clauses import HEDGE, WHO, clauses_of
from harness.agents.literal.instruction import Fact, Instruction, Pass, Persona, Say, Speak, Tell, Today
from harness.agents.literal.topics import topics_in

__all__ = ["date_in", "passing_forms", "setting_forms"]

_LANGUAGES = {"english": "en", "chinese": "zh", "mandarin": "zh", "cantonese": "zh", "french": "fr", "spanish": "es"}
_PERSONA = re.compile(
    r"^(?:\w+: )?(?:[Yy]ou are|[Yy]our name is|[Yy]ou['’]re|[Aa]ct as|[Yy]ou call yourself|"
    r"[Nn]ame:|[Pp]ersona:)\s+(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)(?=[\s,.;]|$)"
)
_TODAY = re.compile(
    r"(?:^|[.;]\s+)(?:today(?:['’]s date)?\s+is|"
    r"(?:the )?(?:current |today['’]s )?(?:date(?: and time)?|day) is|(?:it is|it['’]s)(?: now)?|now is|"
    r"(?:current |today['’]s )?(?:date(?: and time)?|day|time)\s*[:=]|(?:today|now)\s*[:=])\s*(?P<when>.+)$",
    re.IGNORECASE,
)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_LONG_DATE = re.compile(r"\b(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b")
_DAY_FIRST = re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Z][a-z]{2,8})\.?,?\s+(?P<year>\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})")
_SPEAK = re.compile(
    r"^(?:always\s+|only\s+|please\s+)*(?:speak|answer|reply|respond|talk)\b.{0,40}?\b(?P<language>english|chinese|mandarin|"
    r"cantonese|french|spanish)\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    rf"^(?:{WHO}['’]s?|their)\s+(?P<topic>[\w\s-]+?)\s+is\s+(?:always\s+)?(?P<value>[+\w@.][\w@.+\s()-]*)\.?$", re.IGNORECASE
)
_STATED = re.compile(
    r"(?:^|[;,.]\s+(?:and\s+)?|\band\s+)(?:the |their |this )?"
    r"(?P<topic>(?!your\b|our\b|my\b)[A-Za-z][\w '’-]{1,30}?)\s*(?:\bis\b|:|=)\s*"
    r"[\"“`]?(?P<value>(?=[\w-]*[\d_])[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*)[\"”`]?\.?$",
    re.IGNORECASE,
)
"""An id that somebody has put into the prompt: "The trip is trip_88", "customer id: cu_7"."""
_NO_ID = re.compile(
    r"\b(?:today|now|date|time|year|day|version|maximum|minimum|limit|age|line|step|phone|fax|address|hours?|prices?|at|from|to|until)\b|\d",
    re.IGNORECASE,
)
_ID = re.compile(r"\b(?:id|number|code|reference|key)$", re.IGNORECASE)
_NO_VALUE = re.compile(
    r"(?:optional|required|not|mandatory|needed|necessary|essential|the|a|an|always|known|important|never|used|what|whatever|"
    r"their|his|her|its|how|why|where|"
    r"in|on|at|to|one|enough|welcome|spelled|unknown|private|kept|correct|missing|wrong|clear|given)\b",
    re.IGNORECASE,
)
_PASS = re.compile(
    r"\b(?:pass|set|send|use|give|put|fill in|fill)\s+(?P<a>[\"“][^\"”]+[\"”]|[\w.-]+)\s+(?:as|to|for|=|in|"
    r"with)\s+(?:the\s+)?(?P<b>[\"“][^\"”]+[\"”]|[\w.-]+)",
    re.IGNORECASE,
)
_IS_ALWAYS = re.compile(
    r"^(?:the\s+)?(?P<a>[\"“]?[\w.-]+[\"”]?)(?:\s+parameter)?\s*(?:=|\s(?:is|should|must)\s+(?:always|"
    r"be)(?:\s+be)?(?:\s+set to)?)\s*(?P<b>[\"“][^\"”]+[\"”]|[\w.-]+)$",
    re.IGNORECASE,
)
_LONGEST = 5
_SAY = re.compile(rf"^{HEDGE}say[:,]?\s+[\"“](?P<words>[^\"“”?{{}}<>]+)[\"”](?=$|,? and\b)", re.IGNORECASE)
_WORDS = re.compile(r"^[\"“](?P<words>[^\"“”?{}<>\[\]]+[.!])[\"”]$")
_TELL = re.compile(
    rf"^{HEDGE}(?:tell|give|read|share|say|state|mention|provide)\s+(?:out\s+)?(?:(?:{WHO}|to {WHO})\s+)?(?P<what>(?:the|their|"
    rf"a)\s+[\w\s,-]+?)(?:\s+(?:to|with) {WHO})?$",
    re.IGNORECASE,
)


def setting_forms(text: str) -> list[Instruction]:
    """Persona, language, today's date, facts about the caller, and what to tell them from a result."""
    found: list[Instruction] = []
    if match := _PERSONA.match(text):
        found.append(Persona(name=match["name"]))
    if (match := _TODAY.search(text)) and (day := date_in(match["when"])):
        found.append(Today(date=day.isoformat()))
    if match := _SPEAK.match(text):
        found.append(Speak(language=_LANGUAGES[match["language"].lower()]))
    if (match := _KNOWN.match(text)) and not _NO_VALUE.match(match["value"]):
        found.append(Fact(topic=match["topic"].strip().lower(), value=match["value"].strip(" .")))
    elif (match := _STATED.search(text)) and _is_an_id(match["topic"], match["value"]):
        found.append(Fact(topic=match["topic"].strip().lower(), value=match["value"]))
    if quoted := _WORDS.match(text):
        found.append(Say(text=quoted["words"].strip()))
    for clause in clauses_of(text):
        if match := _SAY.match(clause):
            found.append(Say(text=match["words"].strip()))
        if (match := _TELL.match(clause)) and (topics := _short(topics_in(match["what"]))):
            found.append(Tell(topics=topics))
    return found


def _is_an_id(topic: str, value: str) -> bool:
    mixed = re.search(r"[A-Za-z]", value) is not None and re.search(r"\d", value) is not None
    return not _NO_ID.search(topic) and (mixed or _ID.search(topic) is not None)


def _short(topics: tuple[str, ...]) -> tuple[str, ...]:
    """Names of things, not whole statements."""
    return topics if all(len(topic.split()) <= _LONGEST for topic in topics) else ()


def passing_forms(text: str, parameters: Sequence[str]) -> list[Instruction]:
    """Parameters whose value the sentence fixes: "Set `source` to "phone"", "source is always phone"."""
    known = {name.lower(): name for name in parameters}
    found: list[Instruction] = []
    for form in (_PASS, _IS_ALWAYS):
        for match in form.finditer(text.rstrip(".")):
            pair, turned = (match["a"], match["b"]), (match["b"], match["a"])
            if form is _PASS and match["a"][:1] in '"“' and match["b"][:1] not in '"“':
                pair, turned = turned, pair
            passed = _passed(*pair, known) or (_passed(*turned, known) if form is _PASS else None)
            if passed is not None and passed not in found:
                found.append(passed)
    return found


def _passed(name: str, value: str, known: Mapping[str, str]) -> Pass | None:
    quoted = value[:1] in '"“'
    parameter = known.get(name.strip("\"“”'.,").lower())
    value = value.strip("\"“”'.,")
    if parameter is None or not value or (not quoted and _NO_VALUE.match(value)) or (not quoted and value.lower() in known):
        return None
    telling = (
        quoted or not parameter.isalpha() or not parameter.islower() or bool(re.fullmatch(r"true|false|-?\d+(?:\.\d+)?", value))
    )
    return Pass(parameter=parameter, value=value) if telling or name[:1] in '"“' or _is_set(value) else None


def _is_set(value: str) -> bool:
    """An unquoted word that can only be a value: not a pronoun, nor the person a thing is given to."""
    return re.fullmatch(rf"us|me|it|this|that|{WHO}", value, re.IGNORECASE) is None and value.islower() is False


@lru_cache(maxsize=256)
def date_in(text: str) -> date | None:
    """The first date written out in a text, ISO or in English words; None where there is none."""
    if match := _ISO.search(text):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif match := _LONG_DATE.search(text) or _DAY_FIRST.search(text):
        month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(match["month"].lower()[:3])), 0)
        parts = (int(match["year"]), month, int(match["day"]))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None
