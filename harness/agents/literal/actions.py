"""What a sentence says to do once its condition holds: "apologise, say that …, and offer that …" as a list of actions."""

import re

from harness.agents.literal.clauses import WHO
from harness.agents.literal.instruction import Action

__all__ = ["actions_in"]

_VERBS = (
    r"(?:apologi[sz]e|say|tell|offer|ask|end|hang|politely|do not|don't|never|thank|explain|suggest|propose|let|give|inform|"
    r"transfer|forward|connect|use|call|try)\b"
)
_SPLIT = re.compile(
    rf"\s*(?:,\s*and\s+(?:then\s+)?|,\s*then\s+|;\s*|,\s*|\s+and\s+then\s+|\.\s+|\s+and\s+(?={_VERBS}))", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“](.+?)[\"”]")
_HEAD = re.compile(r"^(?:(?:please|politely|kindly|simply|just|then|always|you (?:must|should|can|may))\s+)+", re.IGNORECASE)
_APOLOGISE = re.compile(r"^(?:apologi[sz]e|say (?:you are )?sorry)\b", re.IGNORECASE)
_TO_THEM = rf"(?:(?:to )?{WHO})"
_SAY_THAT = re.compile(
    rf"^(?:say|explain(?: to {WHO})?|tell {_TO_THEM}|inform {_TO_THEM}|let {_TO_THEM} know|mention)\s+that\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_SAY_SO = re.compile(
    rf"^(?:say so|tell {_TO_THEM}|explain|inform {_TO_THEM}|let {_TO_THEM} know|say why|report (?:it|this))(?:\s+(?:so|this|"
    rf"that|it|why|what happened|the reason))?\b",
    re.IGNORECASE,
)
_GOODBYE = re.compile(
    r"\b(?:say goodbye|end the call|hang up|close the call|finish the call|wish (?:them|the \w+))\b", re.IGNORECASE
)
_OFFER_THAT = re.compile(r"^offer that\s+(?P<what>.+)$", re.IGNORECASE)
_OFFER_TO = re.compile(rf"^(?:offer|propose|suggest)(?: {_TO_THEM})? to\s+(?P<what>.+)$", re.IGNORECASE)
_OFFER = re.compile(
    rf"^(?:offer|propose|suggest)\s+(?:{_TO_THEM}\s+(?=a\b|an\b|the\b|another\b|other\b|to\b))?(?P<what>.+)$", re.IGNORECASE
)
_RETRY = re.compile(r"\b(?:try|call it|call the \w+|retry)(?: it)?(?: once)?(?: more| again)\b|^retry\b", re.IGNORECASE)
_GO_ON = re.compile(
    r"\b(?:go on|go ahead|continue|proceed|carry on|move on)\b|\b(?:skip|leave) it\b|\bthat is (?:fine|ok)|\bdo without\b",
    re.IGNORECASE,
)
_ASK_TO = re.compile(rf"^ask {WHO} to\s+(?!choose\b|pick\b|give\b|confirm\b|repeat\b|check\b)(?P<what>.+)$", re.IGNORECASE)
_ASK = re.compile(
    rf"^ask (?:{WHO} )?(?:again )?(?:for|to (?:choose|pick|give|repeat|check))?\s*(?:again )?(?P<what>.+)$", re.IGNORECASE
)
_TELL_TO = re.compile(rf"^tell {WHO} to\s+(?P<what>.+)$", re.IGNORECASE)
_TRANSFER = re.compile(
    r"^(?:transfer|forward|connect|hand)\b|^(?:use|call|trigger|invoke|run)\s+(?:the\s+)?\w*(?:transfer|forward)\w*\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"^(?:do not|don't|never|without)\b", re.IGNORECASE)


def actions_in(text: str) -> tuple[Action, ...]:
    """The actions a clause lists, in order; a clause that is none of them is left out."""
    quotes = _QUOTED.findall(text)
    held = _QUOTED.sub(lambda match: f'"{quotes.index(match[1])}"', text.strip())
    found: list[Action] = []
    for clause in _SPLIT.split(held.strip(" .!")):
        action = _action(_HEAD.sub("", clause.strip(" .!")), quotes)
        if action is not None:
            found.append(action)
    return tuple(found)


def _action(clause: str, quotes: list[str]) -> Action | None:
    if not clause or _NEGATED.match(clause):
        return None
    if quoted := _QUOTED.search(clause):
        return Action(kind="say", text=quotes[int(quoted[1])])
    if _APOLOGISE.match(clause):
        return Action(kind="apologise")
    if match := _SAY_THAT.match(clause):
        return Action(kind="say", text=_sentence(match["what"]))
    if _TRANSFER.match(clause):
        return Action(kind="transfer")
    if _GOODBYE.search(clause):
        return Action(kind="goodbye")
    if offer := _offer(clause):
        return Action(kind="offer", text=offer)
    if _RETRY.search(clause) and not _ASK_TO.match(clause):
        return Action(kind="retry")
    if _GO_ON.search(clause):
        return Action(kind="go on")
    if _SAY_SO.match(clause) and not _TELL_TO.match(clause):
        return Action(kind="say")
    if match := _ASK_TO.match(clause) or _TELL_TO.match(clause):
        return Action(kind="say", text=_sentence(f"please {_calmly(match['what'])}"))
    if (match := _ASK.match(clause)) and not re.search(r"\b(?:anything|something) else\b", clause):
        return Action(kind="ask", text=re.sub(r"\s+again$", "", match["what"]))
    return None


def _offer(clause: str) -> str:
    if match := _OFFER_THAT.match(clause):
        return f"I can offer that {match['what']}. Would that be all right?"
    if match := _OFFER_TO.match(clause):
        what = match["what"]
        return f"Would you like to {what}?" if _callers_own(what) else f"Shall I {what}?"
    if match := _OFFER.match(clause):
        return f"Would you like {match['what']}?"
    return ""


def _callers_own(what: str) -> bool:
    """ "offer to try another time" is something the caller does; "offer to call back" something we do."""
    return bool(
        re.match(
            r"(?:try|choose|pick|take (?!a (?:message|note)|down|their)|wait|speak|leave|have|find|look)\b", what, re.IGNORECASE
        )
    )


def _sentence(text: str) -> str:
    text = text.strip()
    text = _calmly(text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _calmly(text: str) -> str:
    return text.lower() if text.isupper() else text
