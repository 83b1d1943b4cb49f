"""Sentence forms that say on which occasion a tool is called, or the call handed over, and what is sent with it.

If the guest wants to pay, hand over to "Billing".
After reserveRoom, call logCall with outcome "reserved".
If findRoom finds nothing, apologise and call joinQueue.
Call findGuest with phone "0000000000" before you hand over.
"""

import re
from collections.abc import Sequence

from harness.agents.literal.actions import actions_in
from harness.agents.literal.carrying import passed_with
from harness.agents.literal.clauses import WHO
from harness.agents.literal.instruction import (
    AT_THE_END,
    Action,
    CallTool,
    Instruction,
    Passed,
    When,
)
from harness.agents.literal.orders import names
from harness.language.slot import words_of

__all__ = ["calling_forms"]

_ANYBODY = rf"(?:{WHO}|somebody|anybody|everybody|everyone)"
_VERB = (
    r"(?:(?:then|also|please|always)\s+)*"
    r"(?:call|use|hand|transfer|forward|connect|route|send|direct|pass|say|ask|apologi[sz]e|offer|tell|explain)\b"
)
_LEADING = re.compile(
    rf"^(?P<how>if|when|whenever|once|after|before|as soon as)\s+(?P<condition>.+?)[,:]\s*(?P<then>{_VERB}.+)$", re.IGNORECASE
)
_ABOUT = re.compile(rf"^(?:for|about|on|regarding)?\s*(?P<condition>[^,:.]{{3,60}}?)[,:]\s*(?P<then>{_VERB}.+)$", re.IGNORECASE)
"""What somebody calls about, and to whom that goes: "For refunds, transfer to Billing"."""
_WHO_WANT = re.compile(
    rf"^(?P<then>(?:hand|route|send|transfer|connect|forward|pass|direct)\s+{_ANYBODY}\b.*?)\s+(?:who|that)\s+(?P<condition>.+?)\s+"
    r"(?P<to>(?:over |on |through )?to\s+(?:the\s+)?#\d+#.*)$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"^(?P<then>.+?),?\s+(?P<how>if|when|whenever|once|after|before|as soon as)\s+(?P<condition>(?!you (?:can|have)\b).+)$",
    re.IGNORECASE,
)
_HAND = re.compile(
    r"\b(?:hand|transfer|pass|route|connect|give|send|direct|forward)\b[^.;]{0,40}?\bto\b|\bhand(?:ing)? (?:over|off|on)\b",
    re.IGNORECASE,
)
_CALL = re.compile(r"\b(?:call|use|invoke|run|trigger|try)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\bagain\b", re.IGNORECASE)
_SPEAKS = re.compile(
    rf"^{_ANYBODY}\s+(?:speaks?|prefers?|answers? in|talks?|uses?|asks? for|wants?)(?:\s+to speak)?\s+(?P<language>english|"
    r"chinese|mandarin|cantonese|french|spanish)$",
    re.IGNORECASE,
)
_LANGUAGES = {"english": "en", "chinese": "zh", "mandarin": "zh", "cantonese": "zh", "french": "fr", "spanish": "es"}
_WANTS = re.compile(
    rf"^{_ANYBODY}\s+(?:\w+ly\s+)?(?:wants?|would like|wishes|needs?|asks?|is|are|has|says?|mentions?|sounds?|complains?|"
    r"reports?|describes?|speaks? of|talks? about)\b\s*(?P<what>.+)$",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    rf"^{WHO}\s+(?:declines?|refuses?|rejects?|says? no|(?:does not|doesn['’]t) (?:want|take|like|accept))\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:finds?|found|returns?|returned|gives?|has|have|knows?|is|are)\s+(?:\w+\s+)?(?:no|nobody|nothing|none|not|no one)\b|"
    r"\bno (?:record|match|result|slot|opening)s?\b|\brefuses?\b",
    re.IGNORECASE,
)
_FAILS = re.compile(r"\b(?:fails?|failed|gives? no result|gives? an error|does not answer)\b", re.IGNORECASE)
_ENDING = re.compile(
    r"\b(?:say(?:ing)? goodbye|end(?:ing)? the call|the call ends|hang(?:ing)? up|the end of the call)\b", re.IGNORECASE
)
_HANDING = re.compile(r"\bhand(?:ing)?\b", re.IGNORECASE)
_BESIDES = frozenset({"apologise", "say", "ask", "offer"})


def calling_forms(text: str, tools: Sequence[str], parameters: Sequence[str]) -> list[Instruction]:
    """What a sentence says of calls that have an occasion or values of their own; nothing for any other sentence."""
    named = [name for name in tools if names(text, name)]
    if not named:
        return []
    held = _without_names(text, named)
    if among := _WHO_WANT.match(held):
        then, condition = f"{among['then']} {among['to']}", f"they {among['condition']}"
        return _of_clause("if", condition, then, named, tools, parameters)
    if about := None if _LEADING.match(held) else _ABOUT.match(held):
        found = _of_clause("if", f"they want {about['condition']}", about["then"], named, tools, parameters)
        if any(isinstance(one, CallTool) and one.tool in getattr(tools, "routes", ()) for one in found):
            return found
    match = _LEADING.match(held) or (None if _AGAIN.search(held) else _TRAILING.match(held)) or _TRAILING.match(held)
    how, condition, then = (match["how"].lower(), match["condition"], match["then"]) if match else ("", "", held)
    return _of_clause(how, condition, then, named, tools, parameters)


def _of_clause(
    how: str, condition: str, then: str, named: Sequence[str], tools: Sequence[str], parameters: Sequence[str]
) -> list[Instruction]:
    then = _with_names(then, named)
    order = _order(then, tools, parameters)
    return [] if order is None else _on_occasion(how, _with_names(condition, named).strip(), then, order, tools)


def _order(then: str, tools: Sequence[str], parameters: Sequence[str]) -> tuple[str, Passed] | None:
    """The tool that is to be called, and what with; None when the clause orders no call."""
    named = sorted((name for name in tools if names(then, name)), key=then.index)
    if not named or not (_CALL.search(then) or _HAND.search(then)):
        return None
    tool = named[0]
    if re.match(r"^(?:never|do not|don't|only)\b", then, re.IGNORECASE):
        return None
    return tool, passed_with(then, [name for name in parameters if name not in tools])


def _on_occasion(how: str, condition: str, then: str, order: tuple[str, Passed], tools: Sequence[str]) -> list[Instruction]:
    tool, passes = order
    routes: Sequence[str] = getattr(tools, "routes", ())
    is_route = tool in routes
    if not how:
        return [CallTool(tool=tool, passes=passes)] if passes else []
    call = Action(kind="call", text=tool, passes=passes)
    actions = (*(one for one in actions_in(_before_the_call(then, tool)) if one.kind in _BESIDES), call)
    about = next((name for name in tools if name != tool and names(condition, name)), "")
    if how == "before":
        return _before(condition, tool, passes, about, tools)
    if speaks := _SPEAKS.match(condition):
        return [CallTool(tool=tool, speaks=_LANGUAGES[speaks["language"].lower()], passes=passes)]
    if _DECLINES.match(condition):
        return [When(condition="declined", about="", actions=actions)]
    if re.fullmatch(r"(?:no|not|yes|so)", condition, re.IGNORECASE):
        return [When(condition="declined", about="", actions=actions)] if condition.lower().startswith("n") else []
    if about and _FAILS.search(condition):
        return [When(condition="failed", about=condition, actions=actions, tool=about)]
    if about and _NOTHING.search(condition):
        return [When(condition="told", about=condition, actions=actions, tool=about)]
    if about and how in ("after", "once", "as soon as", "when"):
        return [CallTool(tool=tool, after=about, passes=passes)]
    if wants := _WANTS.match(condition):
        if is_route:
            return [CallTool(tool=tool, wants=wants["what"], passes=passes)]
        if not passes:
            return [CallTool(tool=tool, wants=wants["what"])]
        return [When(condition="said", about=wants["what"], actions=actions)]
    if is_route or passes or _AGAIN.search(then):
        return [When(condition="told", about=condition, actions=actions)]
    return []


def _before_the_call(then: str, tool: str) -> str:
    """What is ordered besides the call: "apologise and call findRoom" → "apologise"."""
    head = then[: then.index(tool)]
    verb = [match.start() for form in (_CALL, _HAND) for match in form.finditer(head)]
    return re.sub(r"(?:,|\s+and)(?:\s+then)?\s*$", "", head[: min(verb)] if verb else head)


def _before(condition: str, tool: str, passes: Passed, about: str, tools: Sequence[str]) -> list[Instruction]:
    if about:
        later = [name for name in tools if name != tool and names(condition, name)]
        return [CallTool(tool=tool, before=name, passes=passes) for name in later]
    if _ENDING.search(condition):
        return [CallTool(tool=tool, before=AT_THE_END, passes=passes)]
    if _HANDING.search(condition):
        return [CallTool(tool=tool, before=name, passes=passes) for name in getattr(tools, "routes", ())]
    said = set(words_of(re.sub(r"[^\w\s]", " ", condition)))
    later = [name for name in tools if name != tool and words_of(name)[0] in said]
    return [CallTool(tool=tool, before=name, passes=passes) for name in later]


def _without_names(text: str, named: Sequence[str]) -> str:
    """Names as marks, so that no word of theirs is taken for one of the sentence's."""
    for n, name in enumerate(named):
        text = re.sub(rf"[\"“]?(?<![\w-]){re.escape(name)}(?![\w-])[\"”]?", f"#{n}#", text)
    return text


def _with_names(text: str, named: Sequence[str]) -> str:
    for n, name in enumerate(named):
        text = text.replace(f"#{n}#", name)
    return text
