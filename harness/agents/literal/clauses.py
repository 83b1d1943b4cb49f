"""Sentences taken apart: what introduces an order, and the orders it strings together."""

import re

__all__ = ["HEDGE", "WHO", "after_prefix", "clauses_of", "is_conditional"]

HEDGE = (
    r"(?:(?:please|always|then|also|first|second|third|next|finally|lastly|now|politely|kindly|be sure to|make sure (?:to|you)|"
    r"ensure you|"
    r"remember to|start by|begin by|(?:you|we|the agent) (?:must|should|shall|will|need to|have to|can|may)|must|should|"
    r"go on to|afterwards|after that|once done|if (?:so|yes))"
    r"[,:]?\s+)*"
)
"""Words that may stand before an order without changing it."""
_THINGS = (
    r"(?:\w*ment|number|order|answer|transfer|letter|paper|computer|server|weather|offer|error|colou?r|floor|door|center|event|"
    r"percent|content|summer|winter|dinner|corner|counter|voucher|shower|power|water|whether|other|another|either|after|later|"
    r"under|never|before)s?\b"
)
"""Words with the ending of a person."""
WHO = (
    r"(?:(?:the|a|an|each|every|your|our)\s+)?(?:caller|customer|guest|user|client|person|people|visitor|member|them|him|her|"
    r"they|"
    rf"someone|anyone|(?!{_THINGS})(?:\w{{3,}}er|\w{{3,}}ent|\w{{3,}}or))s?\b"
)
"""The person on the line, as prompts call them."""
_VERBS = (
    r"(?:ask|collect|gather|obtain|request|get|take|find out|note|record|call|use|invoke|run|read|repeat|recap|confirm|"
    r"summari[sz]e|offer|"
    r"check(?!-| in\b| out\b)|verify|apologi[sz]e|say|tell|do not|don't|never|wait|end|thank|look (?:up|for)|search|"
    r"trigger|execute|spell|explain|inform|transfer|warn|suggest)\b"
)
_JOINT = re.compile(
    rf"\s*;\s+|:\s+(?=(?:ask|collect|gather|obtain|request|get)\b)|\s*,?\s+but\s+|\s*(?:=>|->|→)\s*|,?\s+(?:and\s+then|then|and)\s+(?={_VERBS})|,\s+(?={_VERBS})",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?P<about>(?:once|after|as soon as|for|to|in order to|at|before|during|when you|when it is time to|"
    rf"(?:if|when|whenever) (?:{WHO}|someone) (?:calls?|phones?|rings|wants?|would like|wishes|asks?|needs?)\s+(?:to|for))\b"
    r"(?:(?!\b(?:need|require|must|collect|ask for)\b)[^,:])*)"
    r"[,:]\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"^(?:if|when|whenever|unless|in case|should (?:the|a|an|it|they|there)|in the event)\b", re.IGNORECASE)


def clauses_of(text: str) -> list[str]:
    """The orders of one sentence: "greet the guest, ask for the name and note the date" → three of them."""
    return [clause.strip(" ,") for clause in _JOINT.split(text) if clause.strip(" ,")]


def after_prefix(text: str) -> tuple[str, str]:
    """What an order is about, and the order: "To extend a rental, get the number" → ("To extend a rental", "get the number")."""
    match = _PREFIX.match(text)
    return (match["about"], match["rest"]) if match else ("", text)


def is_conditional(text: str) -> bool:
    """It starts with "if" or the like, so what it orders does not hold always."""
    return _CONDITIONAL.match(text) is not None
