"""Sentence forms about tools: which comes when, and what is confirmed before."""

import re
from collections.abc import Sequence

from harness.agents.literal.clauses import WHO
from harness.agents.literal.instruction import CallTool, Confirm, Instruction
from harness.agents.literal.topics import stem
from harness.language.slot import words_of

__all__ = ["confirming_forms", "names", "ordering_forms"]

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
        r"\b(?:read|repeat|say|spell|play)\b(?:(?!\b(?:call|come|get|that)\b).){0,60}\bback\b",
        r"[\"“][^\"”]*\b(?:shall|should|may|can) (?:i|we) (?:go ahead|proceed|book|continue|confirm)\b[^\"”]*\?[\"”]",
        r"[\"“][^\"”]*\bis (?:that|this|everything|all (?:of )?(?:that|this)) (?:correct|right|ok|okay)\b[^\"”]*[\"”]",
        rf"\bask\s+(?:{WHO}\s+)?(?:if|whether)\s+{WHO}\s+(?:(?:is|are)\s+(?:really\s+|absolutely\s+)?(?:sure|certain)|"
        r"(?:want|wants|would like|wish|wishes) to (?:proceed|go ahead|continue))\b",
        r"\bask\b[^.;]*\b(?:whether|if)\b[^.;]*\b(?:really|(?:is|are) (?:sure|certain))\b",
        rf"\b(?:repeat|review|go over|run through|confirm|double[- ]check|verify(?!\s+them\b))\s+(?:with {WHO}\s+)?{_DETAILS}",
        rf"\b(?:ask|have|let|get)\s+{WHO}\s+(?:to\s+)?(?:confirm|agree|approve|verify|say yes)\b",
        rf"\b(?:get|obtain|wait for|need|require|with|without|ask for|receive|seek|after)\s+(?:an?\s+|the\s+|their\s+|"
        rf"explicit\s+|clear\s+|verbal\s+|final\s+|{WHO}['’]s\s+)*{_YES}",
        rf"\b(?:after|once|until|when|unless|if|only|that|sure)\s+{WHO}\s+(?:has\s+|have\s+)?(?:explicitly\s+|clearly\s+|verbally\s+)?"
        r"(?:confirm|agree|approve|accept|consent|sa(?:ys?|id) yes)(?:s|ed|d|ts)?\b",
        rf"\b{WHO}\s+(?:must|should|has to|have to|needs? to)\s+(?:confirm|agree|approve)\b",
        r"\b(?:double|two|three) confirmations?\b|\bconfirm(?:s|ed)?\s+(?:once|twice|two times|three times)\b",
        rf"\bconfirm with {WHO}",
    )
)  # fmt: skip
_CONFIRM_WHAT = re.compile(r"\bconfirm (?:that )?(?:the|their|his|her) (?P<what>(?:\w+ ){0,2}\w*name)\b", re.IGNORECASE)
"""A name that somebody else knows - "the name on the record" - and the caller is to recognise."""
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
_BARE = re.compile(r"(?:.*[,;]\s*|.*->\s*|.*→\s*)?(?:then|and|and then|finally|next|now|last)?\W*#\W*", re.IGNORECASE)
"""Nothing but the tool's name, at the end of a line of few words."""
_CALL_VERB = re.compile(
    r"\b(?:call(?:ed|ing)?|us(?:e|ed|ing)|invoke|run|trigger|execute|with|via|through|comes?|go(?:es)?|first|before|after)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"^(?:never|do not|don't|you (?:must not|cannot|may not))\b|\bmust (?:not|never) be\b|\bmust only\b", re.IGNORECASE
)
_WANTS = re.compile(r"\b(?:to|when(?:ever)?|if|for|as soon as)\s+(?P<what>(?!you\b)[^.;]+)", re.IGNORECASE)
_WISHES = re.compile(
    rf"^(?:if|when(?:ever)?) {WHO} (?:asks? (?:for|to)|wants?(?: to)?|would like(?: to)?)\s+(?P<what>[^,]+),", re.I
)
_WITHOUT_DOING = re.compile(
    r"^(?:never|do not|don't|you (?:must not|may not|cannot)) (?P<deed>.+?) (?:without(?: first)?|before|until you have) "
    r"(?P<first>\w+(?:ing|ed)) (?:the|their|them|it|him|her)\b",
    re.IGNORECASE,
)
_ANYTHING = re.compile(r"\b(?:before|prior to) (?:doing |you do )?(?:anything|everything|all)(?: else)?\b", re.IGNORECASE)
_RESULT_OF = re.compile(r"\b(?:found|returned|given|after|from|result|first|requires?|needs)\b", re.IGNORECASE)


def confirming_forms(text: str, tools: Sequence[str]) -> list[Instruction]:
    """How often the caller must agree, and before what."""
    if _NO_CONFIRM.search(text) or not any(form.search(text) for form in _CONFIRM):
        return []
    times = next((n for n, form in _COUNT if form.search(text)), 1)
    named = [name for name in tools if names(text, name)]
    before = _BEFORE.search(text) or _NOT_UNTIL.search(text)
    about = _CONFIRM_WHAT.search(text)
    what = about["what"].strip() if about else ""
    return [Confirm(times=times, before=one, about=what) for one in named or [before["what"].strip() if before else ""]]


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
    if not own and not named and (started := _WITHOUT_DOING.match(text)):
        return _done_first(started["deed"], started["first"], tools)
    if len(named) == 1 and not own and _BARE.fullmatch(text.replace(named[0], "#")):
        return [CallTool(tool=named[0])]
    if not named or not _CALL_VERB.search(text) or re.match(r"^(?:only say|never mention)\b", text, re.IGNORECASE):
        return []
    if len(named) > 1:
        return _in_order(text, named)
    if wished := _WISHES.match(text):
        return [CallTool(tool=named[0], wants=wished["what"])]
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


def _done_first(deed: str, first: str, tools: Sequence[str]) -> list[Instruction]:
    """ "Never send a thing without checking it": the tool whose name says check comes before the one that says send."""
    said = {stem(word) for word in words_of(re.sub(r"[^\w\s]", " ", deed))}
    earlier = next((name for name in tools if stem(words_of(name)[0]) == stem(first)), None)
    later = [name for name in tools if stem(words_of(name)[0]) in said and name != earlier]
    return [CallTool(tool=earlier, before=name) for name in later if earlier]


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
