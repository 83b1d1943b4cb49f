"""The sentence forms the literal agent understands. English; each form is one pattern and what it means.

This is the documented set: `callproof explain` shows for every line which of them it matched. A sentence that matches none is prose.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from harness.agents.literal.actions import actions_in
from harness.agents.literal.instruction import (
    Ask,
    AskMore,
    CallTool,
    Confirm,
    Fact,
    Instruction,
    NeverAsk,
    OneAtATime,
    Optional,
    Pass,
    Persona,
    Require,
    Speak,
    Today,
    When,
)
from harness.agents.literal.topics import topics_in

__all__ = ["understand"]

_LANGUAGES = {"english": "en", "chinese": "zh", "mandarin": "zh", "cantonese": "zh", "french": "fr", "spanish": "es"}
_HEDGE = r"(?:(?:please|always|then|also|first|next|finally|now|politely|you (?:must|should|need to|have to|will)|be sure to|make sure (?:to|you)|remember to|start by|begin by)\s+)*"
_WHO = r"(?:the\s+)?(?:caller|customer|guest|user|client|person|visitor|member|them|him|her|they|passenger|traveller|traveler|\w+er|\w+ent)\b"

_ASK = re.compile(
    rf"^{_HEDGE}(?:ask(?:ing)?(?:\s+{_WHO})?(?:\s+(?:for|about))?|collect(?:ing)?|gather(?:ing)?|obtain(?:ing)?|request(?:ing)?|find out|take down|note down|"
    rf"get(?=\s+(?:the|their|a|an|{_WHO}))|inquire about|enquire about|(?:take|record)(?=\s+(?:the|their)\s))\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_NEVER_ASK = re.compile(rf"^{_HEDGE}(?:do not|don't|never)\s+(?:ask|request|collect)(?:\s+{_WHO})?(?:\s+(?:for|about))?\s+(?P<what>.+)$", re.IGNORECASE)
_MUST_HAVE = re.compile(
    r"^(?:you\s+)?(?:must|need|needs|always need|have to|should)\s+(?:to\s+)?(?:always\s+)?(?:have|know|get|obtain|collect|be given|receive)?\s*"
    r"(?P<what>(?:the|a|an|their|\w+['’]s)\s.+?)(?:\s+(?:before|in order to|to be able|so that|first)\b.*|:.*)?$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"^(?:(?:do not|don't|never|cannot|can't|you (?:cannot|can't|must not|may not))\s+.+?|no \w+)\s+(?:without|until you (?:have|know)|unless you (?:have|know)|before you (?:have|know))\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_IS_REQUIRED = re.compile(r"^(?P<what>.+?)\s+(?:is|are)\s+(?:always\s+)?(?:required|mandatory|compulsory|necessary|essential|needed|a must)\b", re.IGNORECASE)
_IS_OPTIONAL = re.compile(r"^(?P<what>.+?)\s+(?:is|are)\s+(?:always\s+|strictly\s+)?(?:optional|not (?:required|mandatory|necessary|needed))\b", re.IGNORECASE)
_ONE_AT_A_TIME = re.compile(r"\bone (?:question |thing |item )?at a time\b|\bone by one\b|\bone question (?:a|per) turn\b|\bask only one\b", re.IGNORECASE)
_IF_ANY = re.compile(r"\bif (?:they|the \w+|he|she) (?:has|have) (?:one|any|it)\b|\(optional\)|\boptional(?:ly)?\b", re.IGNORECASE)

_COUNT = {"once": 1, "twice": 2, "two times": 2, "two separate times": 2, "double": 2, "three times": 3, "thrice": 3}
_CONFIRM = re.compile(
    rf"\b(?:read|repeat|go over|recap|summari[sz]e|play)\b.{{0,60}}\b(?:back|details|everything|it|them)\b|"
    rf"\b(?:ask|have|get)\s+{_WHO}\s+to\s+(?:confirm|agree|approve|verify)\b|\bconfirm\s+(?:(?:all|everything|them|it|(?:the|these|those|their|all(?: the)?)\s+[\w\s,-]*?(?:details|information|date|time|number|name|choice|cancellation|change|booking|reservation|appointment|order|request))\b)|"
    rf"\b(?:double|two) confirmations?\b|{_WHO}\s+(?:has\s+|have\s+)?(?:confirm|agree)(?:s|ed|d)?\b|\bconfirm(?:s|ed)?\s+(?:once|twice|two times|three times)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\bbefore\s+(?:you\s+|calling\s+|call\s+|using\s+|use\s+)?(?P<what>[^,.;:]+)", re.IGNORECASE)
_ONLY_AFTER = re.compile(r"^(?:only\s+(?:call|use|do)|never\s+(?:call|use)|do not\s+(?:call|use)|don't\s+(?:call|use))\b", re.IGNORECASE)
_MORE = re.compile(r"\banything else\b", re.IGNORECASE)

_CONDITION = re.compile(r"^(?:if|when|whenever|in case|should|once|after)\s+(?P<condition>.+?),\s*(?:then\s+)?(?P<then>.+)$", re.IGNORECASE)
_REFUSES = re.compile(
    r"\b(?:refuses?|declines?|objects?|would rather not|does not want|doesn't want|do not want|will not|won't|has none|has no|have no|does not have|doesn't have|"
    r"prefers? not|unwilling)\b(?:\s+to\s+(?:give|share|say|tell|provide|leave|state))?(?:\s+(?:you|us))?(?:\s+(?P<what>.+))?$",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:fails?|failed|goes wrong|go wrong|an? error|no result|not work|times? out|timed out|a problem|technical|unavailable|does not answer|is down|unsuccessful|not succe\w+|trouble)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(r"\b(?:taken|not available|unavailable|not free|full|in the past|no longer|already (?:booked|gone|reserved)|closed|sold out|invalid|not valid|wrong)\b", re.IGNORECASE)

_PERSONA = re.compile(r"^(?:[Yy]ou are|[Yy]our name is|[Yy]ou're|[Aa]ct as|[Yy]ou call yourself)\s+(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)(?=[\s,.;]|$)")
_TODAY = re.compile(r"^(?:today(?:'s date)?\s+is|the current date(?: and time)?\s+is|it is now|current date:|today:)\s*(?P<when>.+)$", re.IGNORECASE)
_MONTHS = {name: n for n, name in enumerate(("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"), 1)}
_LONG_DATE = re.compile(r"\b(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b")
_DAY_FIRST = re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Z][a-z]{2,8})\.?,?\s+(?P<year>\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SPEAK = re.compile(r"^(?:always\s+|only\s+|please\s+)*(?:speak|answer|reply|respond|talk)\b.{0,40}?\b(?P<language>english|chinese|mandarin|cantonese|french|spanish)\b", re.IGNORECASE)
_KNOWN = re.compile(rf"^(?:{_WHO}['’]s?|their)\s+(?P<topic>[\w\s-]+?)\s+is\s+(?:always\s+)?(?P<value>[+\w@.][\w@.+\s()-]*)\.?$", re.IGNORECASE)
_PASS = re.compile(r"\b(?:pass|set|send|use|give|put)\s+(?P<a>[\w\"'.-]+)\s+(?:as|to|for|=|in)\s+(?P<b>[\w\"'.-]+)", re.IGNORECASE)
_CALL_VERB = re.compile(r"\b(?:call|use|invoke|run|trigger|execute)\b", re.IGNORECASE)


def understand(text: str, tools: Sequence[str], *, lead: str = "", parameters: Sequence[str] = ()) -> tuple[Instruction, ...]:
    """What one sentence says; empty for prose. `tools` and `parameters` are the names that may be spoken of."""
    own = _instructions(text, tools, parameters)
    if own or not lead:
        return own
    return _instructions(f"{_without_pointer(lead)} {text[:1].lower()}{text[1:]}", tools, parameters)


def _instructions(text: str, tools: Sequence[str], parameters: Sequence[str]) -> tuple[Instruction, ...]:
    text = text.strip().rstrip(":：")
    found: list[Instruction] = []
    for form in _FORMS:
        found += form(text)
    called = _calls(text, tools)
    passed = _passes(text, parameters)
    merged = [*found, *called, *passed]
    if any(isinstance(i, When | NeverAsk) for i in merged):
        merged = [i for i in merged if isinstance(i, When | NeverAsk | OneAtATime | Optional)]
    named = next((name for name in tools if _names(text, name)), "")
    return tuple(dict.fromkeys(replace(i, before=named) if named and isinstance(i, Confirm) and not i.before else i for i in merged))


def _names(text: str, tool: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(tool)}(?![\w-])", text) is not None


def _ask(text: str) -> list[Instruction]:
    if _MORE.search(text):
        return [AskMore()]
    match = _ASK.match(text)
    if match is None or re.match(r"(?:(?:only\s+)?one\s+(?:question|thing)\b|to\s+(?:confirm|repeat|spell|hold|wait|speak|call|choose)|again\b|permission)", match["what"], re.IGNORECASE):
        return []
    what = re.sub(r"^(?:if|whether)\s+(?:they|the \w+|he|she)\s+(?:have|has|would like|want|wants)\s+(?:to\s+(?:give|leave)\s+)?", "", match["what"], flags=re.IGNORECASE)
    topics = topics_in(what)
    return [Ask(topics=topics, optional=bool(_IF_ANY.search(text)))] if topics else []


def _never_ask(text: str) -> list[Instruction]:
    match = _NEVER_ASK.match(text)
    if match is None or re.search(r"\b(?:again|twice|more than once|already|at once)\b", text, re.IGNORECASE):
        return []
    return [NeverAsk(topics=topics_in(match["what"]))]


def _require(text: str) -> list[Instruction]:
    if _FAILS.search(text) or re.match(r"^(?:if|when|only)\b", text, re.IGNORECASE):
        return []
    for form in (_WITHOUT, _IS_REQUIRED, _MUST_HAVE):
        match = form.match(text)
        if match and not re.search(r"\b(?:confirm|success|result|agree|permission|asking|ask)", match["what"], re.IGNORECASE):
            topics = topics_in(match["what"])
            if topics and len(topics) <= 8 and all(len(topic.split()) <= 5 for topic in topics):
                return [Require(topics=topics)]
    return []


def _optional(text: str) -> list[Instruction]:
    match = _IS_OPTIONAL.match(text)
    return [Optional(topics=topics_in(match["what"]))] if match else []


def _one_at_a_time(text: str) -> list[Instruction]:
    return [OneAtATime()] if _ONE_AT_A_TIME.search(text) else []


def _confirm(text: str) -> list[Instruction]:
    if not _CONFIRM.search(text) or re.match(r"^(?:never|do not|don't)\s+(?:confirm|read|repeat)", text, re.IGNORECASE):
        return []
    lowered = text.lower()
    times = max((n for word, n in _COUNT.items() if re.search(rf"\b{word}\b", lowered)), default=1)
    before = _BEFORE.search(text)
    return [Confirm(times=times, before=before["what"].strip() if before else "")]


def _when(text: str) -> list[Instruction]:
    match = _CONDITION.match(text)
    if match is None:
        optional, _, rest = text.partition(":")
        match = _CONDITION.match(rest.strip()) if rest and _IS_OPTIONAL.match(optional) else None
        if match is None:
            return []
    condition, actions = match["condition"], actions_in(match["then"])
    if not actions:
        return []
    if refused := _REFUSES.search(condition):
        what = re.split(r"\bor\b", refused["what"] or "")[0]
        about = ", ".join(topics_in(what))
        return [When(condition="refused", about="" if about in {"one", "it", "any", "say"} else about, actions=actions)]
    if _TAKEN.search(condition) and not re.search(r"\btool\b|\bfunction\b", condition, re.IGNORECASE):
        return [When(condition="told", about=condition, actions=actions)]
    if _FAILS.search(condition):
        return [When(condition="failed", about=condition, actions=actions)]
    if said := re.match(rf"^(?:{_WHO}|someone|anyone)\s+(?:asks?|wants?|says?|mentions?|needs?|is|has)\b\s*(?P<what>.+)$", condition, re.IGNORECASE):
        return [When(condition="said", about=said["what"], actions=actions)]
    return []


def _persona(text: str) -> list[Instruction]:
    match = _PERSONA.match(text)
    return [Persona(name=match["name"])] if match else []


def _speak(text: str) -> list[Instruction]:
    match = _SPEAK.match(text)
    return [Speak(language=_LANGUAGES[match["language"].lower()])] if match else []


def _today(text: str) -> list[Instruction]:
    match = _TODAY.match(text)
    day = _date_in(match["when"]) if match else None
    return [Today(date=day.isoformat())] if day else []


def _fact(text: str) -> list[Instruction]:
    match = _KNOWN.match(text)
    if match is None or re.match(r"(?:optional|required|not|mandatory|needed|the|a|an|always|known)\b", match["value"], re.IGNORECASE):
        return []
    return [Fact(topic=match["topic"].strip().lower(), value=match["value"].strip(" ."))]


def _calls(text: str, tools: Sequence[str]) -> list[Instruction]:
    named = [name for name in tools if _names(text, name)]
    if not named or not _CALL_VERB.search(text) or re.match(r"^(?:never|do not|don't|only say|if|never mention)\b", text, re.IGNORECASE):
        return []
    named.sort(key=text.index)
    first, others = named[0], named[1:]
    other = others[0] if others else None
    between = text[text.index(first) + len(first) : text.index(other)] if other else ""
    wants = re.search(r"\b(?:to|when(?:ever)?|if)\s+(?P<what>(?!you\b)[^.,;]+)", text[text.index(first) + len(first) :], re.IGNORECASE)
    if other and re.search(r"\bafter\b", between, re.IGNORECASE):
        return [CallTool(tool=first, after=other)]
    if other and re.search(r"\bbefore\b|\bthen\b", between, re.IGNORECASE):
        return [CallTool(tool=first, before=other)]
    return [CallTool(tool=first, wants=wants["what"] if wants else "")]


def _passes(text: str, parameters: Sequence[str]) -> list[Instruction]:
    found: list[Instruction] = []
    known = {name.lower(): name for name in parameters}
    for match in _PASS.finditer(text):
        a, b = match["a"].strip("\"'.,"), match["b"].strip("\"'.,")
        if a.lower() in known:
            found.append(Pass(parameter=known[a.lower()], value=b))
        elif b.lower() in known:
            found.append(Pass(parameter=known[b.lower()], value=a))
    return found


def _date_in(text: str) -> date | None:
    if match := _ISO.search(text):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif match := _LONG_DATE.search(text) or _DAY_FIRST.search(text):
        month = next((n for name, n in _MONTHS.items() if name.startswith(match["month"].lower()[:3])), 0)
        parts = (int(match["year"]), month, int(match["day"]))
    else:
        return None
    try:
        return datetime(*parts).date()
    except ValueError:
        return None


def _without_pointer(lead: str) -> str:
    """ "Collect these, one at a time" introduces a list: what is left is the verb."""
    lead = _ONE_AT_A_TIME.sub("", lead)
    lead = re.sub(r"\b(?:these|the following|following|this|all of these|all of the following)\b(?:\s+(?:things|details|items|pieces of information|information|facts))?", "", lead, flags=re.IGNORECASE)
    lead = re.sub(r"\b(?:details|information|facts|things)\b\s*$", "", lead.strip(" ,;:"), flags=re.IGNORECASE)
    return re.sub(r"[\s,;]+$", "", re.sub(r"\s*,\s*,?|\s{2,}", " ", lead))


_FORMS: tuple[Callable[[str], list[Instruction]], ...] = (
    _persona, _today, _speak, _one_at_a_time, _never_ask, _ask, _optional, _require, _confirm, _when, _fact,
)
