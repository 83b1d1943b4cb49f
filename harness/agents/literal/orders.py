"""Sentence forms about tools: which comes when, what is confirmed before, and what to do when something happens."""

import re
from collections.abc import Sequence

from harness.agents.literal.actions import actions_in
from harness.agents.literal.clauses import WHO
from harness.agents.literal.instruction import CallTool, Confirm, Instruction, When
from harness.agents.literal.topics import stem, topics_in
from harness.language.slot import words_of

__all__ = ["confirming_forms", "ordering_forms", "when_forms"]

_COUNT = (
    (3, re.compile(r"\b(?:three times|thrice|triple)\b", re.IGNORECASE)),
    (
        2,
        re.compile(
            r"\b(?:twice|two (?:separate )?times|double|two confirmations|a second time|second confirmation)\b", re.IGNORECASE
        ),
    ),
)
_DETAILS = (
    r"(?:all\s+|everything|it all|them|it\b|(?:all\s+(?:of\s+)?)?(?:the|these|those|their|all|your)\s+(?:\w+['’]s\s+)?[\w\s,-]*?"
    r"(?:details|information|summary|choices?|request|order|entries|data|values|answers|reservation|dates?|times?|numbers?|"
    r"names?|cancellation|change))\b"
)
_YES = (
    r"(?:yes|confirmation|consent|approval|agreement|go-ahead|permission|okay|ok)\b"
    r"(?!\s+(?:by|via|e-?mail|text|sms|number|message|code|mail))"
)
_CONFIRM = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:recap|summari[sz]e|read back|play back)\b",
        r"\b(?:read|repeat|say|play)\b.{0,60}\bback\b",
        rf"\b(?:repeat|review|go over|run through|confirm|double[- ]check|verify)\s+(?:with {WHO}\s+)?{_DETAILS}",
        rf"\b(?:ask|have|let|get)\s+{WHO}\s+(?:to\s+)?(?:confirm|agree|approve|verify|say yes)\b",
        rf"\b(?:get|obtain|wait for|need|require|with|without|ask for|receive|seek|after)\s+(?:an?\s+|the\s+|their\s+|"
        rf"explicit\s+|clear\s+|verbal\s+|final\s+|{WHO}['’]s\s+)*{_YES}",
        rf"\b(?:after|once|until|when|unless|if|only|that)\s+{WHO}\s+(?:has\s+|have\s+)?(?:explicitly\s+|clearly\s+|verbally\s+)?"
        r"(?:confirm|agree|approve|accept|consent|said? yes|says yes)(?:s|ed|d|ts)?\b",
        rf"\b{WHO}\s+(?:must|should|has to|have to|needs? to)\s+(?:confirm|agree|approve)\b",
        r"\b(?:double|two|three) confirmations?\b|\bconfirm(?:s|ed)?\s+(?:once|twice|two times|three times)\b",
        rf"\bconfirm with {WHO}",
    )
)  # fmt: skip
_NO_CONFIRM = re.compile(
    r"^(?:never|do not|don't|no need to|you (?:do not|don't) (?:need|have) to|there is no need to|avoid|skip)\s+(?:\w+ing\s+)?"
    r"(?:confirm|read|repeat|recap|summari|ask(?:ing)?\s+(?:for\s+)?(?:\w+\s+){0,3}confirm)|\bwithout confirming\b|\bonly say\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\bbefore\s+(?:you\s+|calling\s+|call\s+|using\s+|use\s+|making\s+)?(?P<what>[^,.;:]+)", re.IGNORECASE)
_NOT_UNTIL = re.compile(
    r"\b(?:must not|may not|never|do not|don't|cannot|can't|only|not)\s+(?P<what>.+?)\s+(?:until|unless|before|without|after|"
    r"once|if|when)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^(?:if|when|whenever|in case|should|once|after|in the event (?:that|of))\s+(?P<condition>.+?)(?:,|:|"
    r"\s+then)\s*(?:then\s+)?(?P<then>.+)$",
    re.IGNORECASE,
)
_IS_OPTIONAL = re.compile(r"^(?P<what>[^:,]{2,40}?) is optional:\s*", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:=>|->|→)\s*")
_REFUSES = re.compile(
    r"\b(?:refuses?|declines?|objects?|would rather not|does not want|doesn't want|do not want|don't want|will not|won't|"
    r"has none|has no|have no|does not have|"
    r"doesn't have|do not have|don't have|does not know|doesn't know|prefers? not|unwilling|cannot give|can't give)\b"
    r"(?:\s+to\s+(?:give|share|say|tell|provide|leave|state))?(?:\s+(?:you|us))?(?:\s+(?P<what>.+))?$",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:fails?|failed|goes wrong|go wrong|an? (?:\w+ )?error|no result|not work|times? out|timed out|a problem|technical|"
    r"does not answer|doesn't answer|"
    r"is down|unsuccessful|not succe\w+|trouble|crashes)\b",
    re.IGNORECASE,
)
_ALSO_TOLD = re.compile(r"\b(?:unavailable|not available)\b", re.IGNORECASE)
_SYSTEM = re.compile(r"\b(?:tools?|functions?|systems?|backend|server|service|calls?)\b", re.IGNORECASE)
_SAID = re.compile(
    rf"^(?:{WHO}|someone|anyone)\s+(?:asks?|wants?|says?|mentions?|needs?|is|are|has|would like|sounds?|reports?|"
    rf"complains?)\b\s*(?:for|about|to know|to)?\s*(?P<what>.*)$",
    re.IGNORECASE,
)
_CALL_VERB = re.compile(
    r"\b(?:call(?:ed|ing)?|us(?:e|ed|ing)|invoke|run|trigger|execute|comes?|go(?:es)?|first|before|after)\b", re.IGNORECASE
)
_NEGATIVE = re.compile(
    r"^(?:never|do not|don't|you (?:must not|cannot|may not))\b|\bmust (?:not|never) be\b|\bmust only\b", re.IGNORECASE
)
_WANTS = re.compile(r"\b(?:to|when(?:ever)?|if|for|as soon as)\s+(?P<what>(?!you\b)[^.;]+)", re.IGNORECASE)
_ANYTHING = re.compile(r"\b(?:before|prior to) (?:doing |you do )?(?:anything|everything|all)(?: else)?\b", re.IGNORECASE)
_RESULT_OF = re.compile(r"\b(?:found|returned|given|after|from|result|first|requires?|needs)\b", re.IGNORECASE)


def confirming_forms(text: str, tools: Sequence[str]) -> list[Instruction]:
    """How often the caller must agree, and before what."""
    if _NO_CONFIRM.search(text) or not any(form.search(text) for form in _CONFIRM):
        return []
    times = next((n for n, form in _COUNT if form.search(text)), 1)
    named = next((name for name in tools if names(text, name)), "")
    before = _BEFORE.search(text) or _NOT_UNTIL.search(text)
    return [Confirm(times=times, before=named or (before["what"].strip() if before else ""))]


def when_forms(text: str, tools: Sequence[str]) -> list[Instruction]:
    """What to do when a tool fails or refuses, or the caller refuses or says something."""
    text = _ARROW.sub(", ", text)
    spare = _IS_OPTIONAL.match(text)
    text = text[spare.end() :] if spare else text
    match = _CONDITION.match(text)
    actions = actions_in(match["then"]) if match else ()
    if match is None or not actions:
        return []
    condition = match["condition"].strip()
    tool = next((name for name in tools if names(condition, name)), "")
    if not tool and (refused := _REFUSES.search(condition)):
        about = ", ".join(topics_in(re.split(r"\bor\b", refused["what"] or "")[0]))
        if about in {"", "one", "it", "any", "say"}:
            about = ", ".join(topics_in(spare["what"])) if spare else ""
        return [When(condition="refused", about=about, actions=actions)]
    if _FAILS.search(condition) and not (_ALSO_TOLD.search(condition) and not _SYSTEM.search(condition)):
        return [When(condition="failed", about=condition, actions=actions)]
    if said := _SAID.match(condition):
        speaks = any(action.kind in {"say", "apologise", "offer", "goodbye"} for action in actions)
        return [When(condition="said", about=said["what"], actions=actions)] if speaks and said["what"] else []
    if re.match(r"^(?:you|everything|the details|it is time)\b", condition, re.IGNORECASE) and not tool:
        return []
    if (
        all(action.kind in {"ask", "goodbye"} for action in actions)
        and not tool
        and not re.search(r"\b(?:not?|no longer|already|past|full|taken|invalid|wrong)\b", condition, re.IGNORECASE)
    ):
        return []
    return [When(condition="told", about="" if tool else condition, actions=actions)]


def ordering_forms(text: str, tools: Sequence[str], own: str = "") -> list[Instruction]:
    """Which tool is called, and what comes before or after it. `own` is the tool whose description this is."""
    named = sorted((name for name in tools if names(text, name)), key=text.index)
    if not own and not named and (start := _ANYTHING.search(text)):
        said = {stem(word) for word in words_of(re.sub(r"[^\w\s]", " ", text.replace(start.group(), " ")))}
        first = next((name for name in tools if stem(words_of(name)[0]) in said), None)
        return [CallTool(tool=first, before=name) for name in tools if first and name != first]
    if own:
        others = [name for name in named if name != own]
        return [CallTool(tool=own, after=name) for name in others if _RESULT_OF.search(text)]
    if not named or not _CALL_VERB.search(text) or re.match(r"^(?:only say|never mention)\b", text, re.IGNORECASE):
        return []
    if len(named) > 1:
        return _in_order(text, named)
    if _NEGATIVE.match(text) or re.match(r"^if\b", text, re.IGNORECASE):
        return []
    rest = text[text.index(named[0]) + len(named[0]) :]
    if re.match(r"\W*\b(?:first|before anything)\b", rest, re.IGNORECASE) or re.search(
        r"\b(?:first|before anything)\W*$", rest, re.IGNORECASE
    ):
        return [CallTool(tool=named[0], before=name) for name in tools if name != named[0]]
    wants = _WANTS.search(rest)
    return [CallTool(tool=named[0], wants=wants["what"].strip() if wants else "")]


def names(text: str, tool: str) -> bool:
    """The text speaks of this tool by its name."""
    return tool in text and re.search(rf"(?<![\w-]){re.escape(tool)}(?![\w-])", text) is not None


def _in_order(text: str, named: list[str]) -> list[Instruction]:
    first, others = named[0], named[1:]
    head = text[: text.index(first)]
    between = text[text.index(first) + len(first) : text.index(others[0])]
    if re.match(r"^(?:after|once|when|as soon as)\b", text, re.IGNORECASE):
        return [CallTool(tool=other, after=first) for other in others]
    if re.search(r"\b(?:before|until|without|unless)\b", head, re.IGNORECASE):  # "Before Y, call X"
        return [CallTool(tool=other, before=first) for other in others]
    if _NEGATIVE.search(text) and re.search(r"\b(?:before|until|without|unless|after)\b", between, re.IGNORECASE):
        return [CallTool(tool=first, after=other) for other in others]
    if re.search(r"\bafter\b|\bonce\b|\bneeds\b|\brequires\b", between, re.IGNORECASE):
        return [CallTool(tool=first, after=other) for other in others]
    if re.search(r"\bbefore\b|\bthen\b|→|->|\bfollowed by\b", between, re.IGNORECASE):
        return [CallTool(tool=first, before=other) for other in others]
    return [CallTool(tool=name) for name in named]
