"""What is sent with a call: values the prompt names, and values to be taken from an answer or from what was said.

with outcome "reserved" · startDate today · the guestId from the search · what the guest said in notes
"""

import re
from collections.abc import Sequence

from harness.agents.literal.instruction import DECLINED, FOUND, HEARD, Instruction, Pass, Passed

__all__ = ["carrying_forms", "passed_with"]

_VALUE = (
    r"(?:[\"“](?P<quoted>[^\"”]+)[\"”]|(?P<plain>true|false|today|tomorrow|"
    r"\d+ (?:days?|weeks?|months?) (?:from (?:now|today)|ahead|later)|-?\d+(?:\.\d+)?))"
)
_VALUE_AFTER = re.compile(rf"[\"”]?\s*(?:=|:|as|is|set to|of)?\s*{_VALUE}")
_VALUE_BEFORE = re.compile(rf"{_VALUE}\s+(?:as|for|in|to)\s+(?:the\s+)?[\"“]?$")
_OFFER_IN = re.compile(r"\b(?:date|day|slot|time|one|offer)s?\b[^,]*\b(?:in|as|to)\s+$")
_EXCLUDED = re.compile(r"\b(?:exclud\w*|skip\w*|declined?)\b", re.IGNORECASE)
_SAID_IN = re.compile(
    r"\b(?:what (?:the |they|he|she)|(?:a |the )?(?:brief |short )?(?:summary|note|words)\b).*\b(?:in|as|into)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PASSING = re.compile(r"(?:\b(?:pass|send|with|include|and|use|add)|,)\s+(?:the\s+|its\s+|their\s+)?$", re.IGNORECASE)
_CARRY = re.compile(
    r"^(?:(?:always|also|then|please|you must|you should)\s+)*(?:pass|send|put|include|give|fill|add|write|use)\b", re.IGNORECASE
)
_RENAMED = re.compile(r"\bthe (?P<source>\w+) (?:of|from|that)\b[^,.;]*?\bas (?:the )?(?P<name>\w+)\b")


def carrying_forms(text: str, tools: Sequence[str], parameters: Sequence[str]) -> list[Instruction]:
    """Parameters that are sent from what is known: "Pass the guestId from the search", "Put what the guest said in notes"."""
    if not _CARRY.match(text):
        return []
    if renamed := _RENAMED.search(text):
        values: Passed = ((renamed["name"], f"{FOUND}:{renamed['source']}"),) if renamed["name"] in parameters else ()
    else:
        values = tuple(pair for pair in passed_with(text, parameters) if pair[1].startswith("@"))
    return [Pass(parameter=name, value=value, tool=tool) for name, value in values for tool in _to_whom(text, tools)]


def _to_whom(text: str, tools: Sequence[str]) -> list[str]:
    """The tools that a sentence sends something to; every tool when it names none: "… to reserveRoom"."""
    return [name for name in tools if re.search(rf"\b(?:to|of|in|when you call|for)\s+{re.escape(name)}(?![\w-])", text)] or [""]


def passed_with(text: str, parameters: Sequence[str]) -> Passed:
    """The values that a clause sends: `with outcome "reserved"`, "findOpen false", "startDate today"; each parameter once."""
    found: dict[str, str] = {}
    for name in parameters:
        at = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
        if at is None:
            continue
        before, after = text[: at.start()], text[at.end() :]
        if match := _VALUE_AFTER.match(after) or _VALUE_BEFORE.search(before):
            found[name] = match["quoted"] or match["plain"]
        elif _OFFER_IN.search(before) and _EXCLUDED.search(f"{name} {before}"):
            found[name] = DECLINED
        elif _SAID_IN.search(before):
            found[name] = HEARD
        elif _PASSING.search(before):
            found[name] = FOUND
    return tuple(found.items())
