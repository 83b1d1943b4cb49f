"""Sentence forms that say whose business a wish is: which place a call is handed to, and for what.

Billing: guests with a question about an invoice · wants money back -> Refunds · If it is about a card, hand over to Cards ·
Hand over to Billing when the guest: + asks about an invoice · For anything else, hand over to the Front Desk
"""

import re
from collections.abc import Sequence

from harness.agents.literal.carrying import passed_with
from harness.agents.literal.clauses import WHO
from harness.agents.literal.instruction import ELSE, CallTool, Instruction
from harness.agents.literal.orders import names

__all__ = ["handing_forms"]

_HAND = (
    r"(?:hand|transfer|pass|route|connect|give|send|direct|forward|put|switch|escalate|bring|refer|go|redirect|move|use|call|"
    r"invoke|trigger)"
)
_LEAD_IN = re.compile(
    r"^(?:(?:once|after|as soon as)\s+[^,:#]{3,60}[,:]\s*|(?:then|and|or|always|please|immediately|-)[\s,]+)+",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^(?P<what>.+?)\s*(?:-+>|=+>|→|⇒|➜|»|\|)\s*(?P<then>[^>→]*#\d+#.*)$")
_LABEL = re.compile(r"^(?:the\s+)?#\d+#\s*(?:\((?P<aside>[^()]{3,})\)\W*$|(?:[:=]|\s[–—-]+)\s+(?P<what>.+)$)")
_TAKES = re.compile(
    r"^(?:the\s+)?#\d+#\s+(?:(?:team|desk|department|agent|assistant)\s+)?(?:is\s+(?:for|responsible for|in charge of)|handles?|"
    r"takes?(?: care of)?|deals? with|looks? after|does|answers?(?: questions about)?|helps?(?: \w+)? with)\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"^(?P<what>[^#]{3,}?)\s*(?::|\s[–—-]+|,|\bto\b|\bgoes? to\b|\bgo to\b|\bis for\b)\s*(?:the\s+)?#\d+#\W*$", re.IGNORECASE
)
_ABOUT = re.compile(
    r"^(?:if|when|whenever|where)\s+(?:it|this|that|the (?:call|matter|question|request|issue|problem|enquiry|inquiry|topic|"
    r"reason)|"
    rf"{WHO}['’]s? (?:call|question|request|issue|problem|enquiry|inquiry))\s*"
    r"(?:is|was|['’]s|concerns?|relates? to|regards?|has to do with|involves?|turns out to be)\s*(?:about|for|to do with|"
    r"regarding|"
    r"concerning|related to)?\s*"
    rf"(?P<what>.+?)[,:]\s+(?:then\s+)?(?P<then>{_HAND}\b[^#]*#\d+#.*)$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:anything|everything|something|somewhat|all|any(?: \w+)?|every(?: \w+)?|whatever|other \w+|questions?|requests?)\b"
    r"(?:\s+\w+)?\s+(?:else|other|remaining|(?:that|which)\s+(?:is|are|does|has|do)\s*(?:not|n['’]t)|(?:isn|doesn|aren|don)['’]t|"
    r"(?:not|outside|unrelated|beyond))\b|\b(?:anything|everything|something|someone|whatever) else\b|\bother (?:\w+ )?(?:than|"
    r"questions?|requests?|matters?|topics?|things|business|wishes|needs)\b|^otherwise\b|^in all other cases\b|^else\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    rf"^(?P<then>.*\b{_HAND}\b.*#\d+#.*?)\s*\b(?:when(?:ever)?|if|for|about|with)\b(?P<who>[^#]*)$", re.IGNORECASE
)
_NEVER = re.compile(r"\b(?:never|do not|don['’]t|must not|not allowed|no longer|avoid)\b[^.;]{0,40}$", re.IGNORECASE)
_WHOM = re.compile(
    rf"^(?:(?:if|when|whenever|for)\s+)?(?:{WHO}|callers|guests|customers|people|anyone|everyone|those|whoever)\s+(?:who|that|with|asking|calling)?\s*"
    r"(?:(?:wants?|would like|wish(?:es)?|needs?|asks?|calls?|asking|calling|phones?|is|are|has|have)\b\s*(?:to|about|for)?\s*)?",
    re.IGNORECASE,
)


def handing_forms(text: str, lead: str, tools: Sequence[str], parameters: Sequence[str]) -> list[Instruction]:
    """The place that a sentence, or an item of a list below `lead`, gives a wish to; nothing for any other sentence."""
    routes: Sequence[str] = getattr(tools, "routes", ())
    if not routes:
        return []
    held = _marked(text, routes)
    named = [name for name in routes if names(text, name)]
    if len(named) > 1:
        return []
    if not named:
        return _below(text, lead, routes)
    what, then = _told(_LEAD_IN.sub("", held), lead)
    if what is None:
        return []
    passes = passed_with(_unmarked(then, routes), [name for name in parameters if name not in tools])
    return [CallTool(tool=named[0], wants=what, passes=passes)]


def _told(held: str, lead: str) -> tuple[str | None, str]:
    """What it is for, and the part of the sentence that orders the hand-over."""
    before = held.split("#")[0]
    if _NEVER.search(before):
        return None, ""
    if _OTHER.search(before) and re.search(rf"\b{_HAND}\b", before, re.IGNORECASE):
        return ELSE, ""
    for form in (_ARROW, _ABOUT, _TAKES, _LABEL):
        if (match := form.match(held)) is not None:
            found = match.groupdict()
            return _wish(found.get("what") or found.get("aside") or ""), found.get("then") or ""
    item = (
        _ITEM.match(held)
        if re.search(rf"\b(?:{_HAND}|destinations?|departments?|teams?|colleagues?)\b", lead, re.IGNORECASE)
        else None
    )
    if item is None or re.match(rf"^{_HAND}\b", item["what"], re.IGNORECASE):
        return None, ""
    return (ELSE if _OTHER.search(item["what"]) else _wish(item["what"])), ""


def _below(text: str, lead: str, routes: Sequence[str]) -> list[Instruction]:
    """An item below "Hand over to Billing when the guest:"."""
    named = [name for name in routes if names(lead, name)]
    match = _LEADS.match(_marked(lead, routes)) if len(named) == 1 else None
    if match is None or _NEVER.search(match["then"].split("#")[0]):
        return []
    return [CallTool(tool=named[0], wants=_wish(text))]


def _wish(what: str) -> str:
    what = what.strip(" .;:,-")
    return ELSE if _OTHER.search(what) else _WHOM.sub("", what, count=1) or what


def _marked(text: str, routes: Sequence[str]) -> str:
    for n, name in enumerate(routes):
        text = re.sub(rf"[\"“'`]?(?<![\w-]){re.escape(name)}(?![\w-])[\"”'`]?", f"#{n}#", text)
    return text


def _unmarked(text: str, routes: Sequence[str]) -> str:
    for n, name in enumerate(routes):
        text = text.replace(f"#{n}#", name)
    return text
