"""What a sentence says to do once its condition holds: "apologise, say that …, and offer that …" as a list of actions."""

import re

from harness.agents.literal.instruction import Action

__all__ = ["actions_in"]

_SPLIT = re.compile(r"\s*(?:,\s*and\s+(?:then\s+)?|,\s*then\s+|;\s*|,\s*|\s+and\s+then\s+|\.\s+|\s+and\s+(?=(?:apologi[sz]e|say|tell|offer|ask|end|hang|politely|do not|never|thank|explain)\b))", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“](.+?)[\"”]")
_APOLOGISE = re.compile(r"^(?:please\s+|politely\s+)?apologi[sz]e\b", re.IGNORECASE)
_SAY_THAT = re.compile(r"^(?:politely\s+)?(?:say|explain|tell (?:them|the \w+)|inform (?:them|the \w+)|let (?:them|the \w+) know)\s+that\s+(?P<what>.+)$", re.IGNORECASE)
_SAY_SO = re.compile(r"^(?:politely\s+)?(?:say so|tell (?:them|the \w+)(?: so)?|explain(?: this| that| it| why)?|inform (?:them|the \w+))\b", re.IGNORECASE)
_GOODBYE = re.compile(r"\b(?:say goodbye|end the call|hang up|close the call|finish the call|wish (?:them|the \w+))\b", re.IGNORECASE)
_OFFER_THAT = re.compile(r"^offer that\s+(?P<what>.+)$", re.IGNORECASE)
_OFFER_TO = re.compile(r"^(?:offer|propose|suggest) to\s+(?P<what>.+)$", re.IGNORECASE)
_OFFER = re.compile(r"^(?:offer|propose|suggest)\s+(?:(?:them|the \w+)\s+(?=a\b|an\b|the\b|another\b|to\b))?(?P<what>.+)$", re.IGNORECASE)
_RETRY = re.compile(r"\b(?:try|call it|retry)(?: it)?(?: once)?(?: more| again)\b|^retry\b", re.IGNORECASE)
_GO_ON = re.compile(r"\b(?:go on|continue|proceed|carry on|move on|book)\b.*\bwithout\b|\b(?:skip|leave) it\b|\bthat is (?:fine|ok)", re.IGNORECASE)
_ASK = re.compile(r"^ask (?:them |the \w+ )?(?:for|to choose|to pick)?\s*(?P<what>.+)$", re.IGNORECASE)
_NEGATED = re.compile(r"^(?:do not|don't|never|without)\b", re.IGNORECASE)


def actions_in(text: str) -> tuple[Action, ...]:
    """The actions a clause lists, in order; a clause that is none of them is left out."""
    text = text.strip(" .!")
    found: list[Action] = []
    for clause in _SPLIT.split(text):
        action = _action(clause.strip(" .!"))
        if action is not None:
            found.append(action)
    return tuple(found)


def _action(clause: str) -> Action | None:
    if not clause or _NEGATED.match(clause):
        return None
    quoted = _QUOTED.search(clause)
    if quoted:
        return Action(kind="say", text=quoted[1])
    if _APOLOGISE.match(clause):
        return Action(kind="apologise")
    if match := _SAY_THAT.match(clause):
        return Action(kind="say", text=_sentence(match["what"]))
    if _GOODBYE.search(clause):
        return Action(kind="goodbye")
    if match := _OFFER_THAT.match(clause):
        return Action(kind="offer", text=f"I can offer that {match['what']}. Would that be all right?")
    if match := _OFFER_TO.match(clause):
        return Action(kind="offer", text=f"Would you like to {match['what']}?" if _callers_own(match["what"]) else f"Shall I {match['what']}?")
    if match := _OFFER.match(clause):
        return Action(kind="offer", text=f"Would you like {match['what']}?")
    if _RETRY.search(clause):
        return Action(kind="retry")
    if _GO_ON.search(clause):
        return Action(kind="go on")
    if _SAY_SO.match(clause):
        return Action(kind="say")
    if match := _ASK.match(clause):
        return Action(kind="ask", text=match["what"])
    return None


def _callers_own(what: str) -> bool:
    """ "offer to try another time" is something the caller does; "offer to call back" something we do."""
    return bool(re.match(r"(?:try|choose|pick|take|wait|speak|leave|have|find|look)\b", what, re.IGNORECASE))


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
