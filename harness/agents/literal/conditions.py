"""Sentence forms about what may happen, and what is done then: "If the tool fails, apologise and offer a call back"."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from harness.agents.literal.actions import actions_in
from harness.agents.literal.clauses import WHO
from harness.agents.literal.instruction import Action, Instruction, When
from harness.agents.literal.orders import names
from harness.agents.literal.topics import root, topics_in
from harness.language.slot import words_of

__all__ = ["when_forms"]

_CONDITION = re.compile(
    r"^(?:if|when|whenever|in case|should|once|after|in the event (?:that|of))\s+(?P<condition>.+?)(?:,|:|"
    r"\s+then)\s*(?:then\s+)?(?P<then>.+)$",
    re.IGNORECASE,
)
_IS_OPTIONAL = re.compile(r"^(?P<what>[^:,]{2,40}?) is optional:\s*", re.IGNORECASE)
_COLON = re.compile(
    r"^(?P<condition>[^:\"“,]{3,60}?\b(?:no|not|full|closed|unavailable|taken|fails?|failed|down|errors?|invalid|expired|"
    r"wrong)\b[^:\"“]{0,40}|"
    r"(?:no|nobody|not) [^:\"“]{2,50}):\s+(?P<then>.+)$",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"#(?: (?:has |is )?(?:succeeded|succeeds|successful|done|worked|answered))?", re.IGNORECASE)
_ONE = re.compile(r"(?<=asks for )(?:one|it|that)$|(?<=wants )(?:one|it|that)$", re.IGNORECASE)
_TO_WHOM = re.compile(r"\bto (?P<who>(?:an?|the|our) [\w ]{2,30})$", re.IGNORECASE)
_TRAILING = re.compile(
    r"^(?P<then>(?:transfer|forward|connect|end the call|hang up|apologi[sz]e)\b[^,:]*?)\s+"
    r"(?:if|when(?:ever)?)\s+(?P<condition>.+)$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"^(?P<condition>anything else|everything else|otherwise|any other (?:error|problem|case|reason)s?|all other \w+|"
    r"in all other cases)"
    r"\s*[:,]\s+(?P<then>.+)$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\s+(?:twice|two times|a second time|again|(?:after|in|for|on) (?:two|2|the second|several) "
    r"(?:\w+ )?(?:attempts?|tries|try|"
    r"times?)|"
    r"more than once)$|\bstill\s+",
    re.IGNORECASE,
)
_DECLINED = re.compile(
    rf"(?:no|not|{WHO} (?:says? no|answers? no|does not (?:confirm|agree)|do not (?:confirm|agree)|is not sure|are not sure|"
    r"changes? (?:their|his|her) mind))",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:is|are|has been|have been|was)\s+(?:successfully\s+)?(?P<verb>\w+(?:ed|ne|de|nt|ld|id))$", re.IGNORECASE
)
_SUCCEEDS = re.compile(r"\b(?:succeeds?|is successful|goes through|works|successfully)\b", re.IGNORECASE)
_AFTER_DOING = re.compile(r"^after\s+(?P<verb>\w+ing)\b", re.IGNORECASE)
_IT_IS = re.compile(r"^(?:it|this|there)(?: is|['’]s) (?:an? )(?P<what>\w+(?: \w+)?)$", re.IGNORECASE)
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
    r"(?:is|are|be|goes) (?:down|offline)|unsuccessful|not succe\w+|trouble|crashes)\b",
    re.IGNORECASE,
)
_ALSO_TOLD = re.compile(r"\b(?:unavailable|not available)\b", re.IGNORECASE)
_SYSTEM = re.compile(r"\b(?:tools?|functions?|systems?|backend|server|service|calls?)\b", re.IGNORECASE)
_SAID = re.compile(
    rf"^(?:{WHO}|someone|anyone)\s+(?:\w+ly\s+)?(?:asks?|wants?|says?|mentions?|needs?|is|are|has|would like|sounds?|reports?|"
    rf"complains?)\b\s*(?:for|about|to know|to)?\s*(?P<what>.*)$",
    re.IGNORECASE,
)
_IT = re.compile(r"(?:for )?(?:it|them|that|one)(?: again)?", re.IGNORECASE)
_UNFOUND = re.compile(
    r"\b(?:cannot|can['’]t|could not|couldn['’]t|is not|isn['’]t|was not|are not) "
    r"(?:be )?(?:verified|identified|matched|located|authenticated)\b",
    re.IGNORECASE,
)
_FINISHED = frozenset(root(word) for word in ("done", "completed", "complete", "made", "finished", "confirmed"))
_SPOKEN = frozenset({"say", "apologise", "offer", "goodbye", "transfer"})


def when_forms(text: str, tools: Sequence[str]) -> list[Instruction]:
    """What to do when a tool fails, refuses or succeeds, or the caller refuses, declines or says something."""
    text = _ARROW.sub(", ", text)
    spare = _IS_OPTIONAL.match(text)
    text = text[spare.end() :] if spare else text
    if other := _OTHERWISE.match(text):
        actions = actions_in(other["then"])
        return [When(condition=kind, about="", actions=actions) for kind in ("failed", "told") if actions]
    match = _CONDITION.match(text) or _COLON.match(text) or _TRAILING.match(text)
    actions = actions_in(match["then"]) if match else ()
    if match is None or not actions:
        return []
    condition = match["condition"].strip()
    if (done := next((name for name in tools if _AFTERWARDS.fullmatch(condition.replace(name, "#"))), "")) and names(
        condition, done
    ):
        return [When(condition="done", about="", actions=actions, tool=done)]
    if pointed := _ONE.search(condition):
        named = _TO_WHOM.search(match["then"])
        if named is None:
            return []
        condition = f"{condition[: pointed.start()]}{named['who']}"
    actions = tuple(_naming(action, condition) for action in actions)
    if achieved := _of_success(text, condition, actions, tools):
        return achieved
    times = 2 if _TIMES.search(condition) else 1
    return [replace(when, times=times) for when in _of_condition(_TIMES.sub("", condition), actions, tools, spare)]


def _naming(action: Action, condition: str) -> Action:
    """ "If the code is not found, ask for it again" asks for the code."""
    about = re.match(r"^(?P<what>the [\w ]+?) (?:is|are|was|cannot|does|has)\b", condition, re.IGNORECASE)
    return replace(action, text=about["what"]) if about and action.kind == "ask" and _IT.fullmatch(action.text) else action


def _of_success(text: str, condition: str, actions: tuple[Action, ...], tools: Sequence[str]) -> list[Instruction]:
    """Once the thing is done: told by the verb of some tool, or in as many words."""
    speaks = tuple(action for action in actions if action.kind in {"say", "goodbye"})
    named = {root(word) for name in tools for word in words_of(name)} | _FINISHED
    verb = _DONE.search(condition) or _AFTER_DOING.match(f"after {condition}")
    once = re.match(r"^(?:once|after|when)\b", text, re.IGNORECASE)
    if speaks and (_SUCCEEDS.search(condition) or (once and verb and root(verb["verb"]) in named)):
        return [When(condition="done", about=condition, actions=speaks)]
    return []


def _of_condition(condition: str, actions: tuple[Action, ...], tools: Sequence[str], spare: re.Match[str] | None) -> list[When]:
    tool = next((name for name in tools if names(condition, name)), "")
    condition = _UNFOUND.sub("not found", condition)
    if _DECLINED.fullmatch(condition):
        return [When(condition="declined", about="", actions=actions)]
    if not tool and (refused := _REFUSES.search(condition)):
        about = ", ".join(topics_in(re.split(r"\bor\b", refused["what"] or "")[0]))
        if about in {"", "one", "it", "any", "say"}:
            about = ", ".join(topics_in(spare["what"])) if spare else ""
        return [When(condition="refused", about=about, actions=actions)]
    if _FAILS.search(condition) and not (_ALSO_TOLD.search(condition) and not _SYSTEM.search(condition)):
        return [When(condition="failed", about=condition, actions=actions)]
    if said := _SAID.match(condition):
        speaks = any(action.kind in _SPOKEN for action in actions)
        return [When(condition="said", about=said["what"], actions=actions)] if speaks and said["what"] else []
    if re.match(r"^(?:you|everything|the details|it is time)\b", condition, re.IGNORECASE) and not tool:
        return []
    if (
        all(action.kind in {"ask", "goodbye"} for action in actions)
        and not tool
        and not re.search(r"\b(?:not?|cannot|unable|no longer|already|past|full|taken|invalid|wrong)\b", condition, re.IGNORECASE)
    ):
        return []
    told = When(condition="told", about="" if tool else condition, actions=actions)
    stated = _IT_IS.match(condition)
    return [told, When(condition="said", about=stated["what"], actions=actions)] if stated else [told]
