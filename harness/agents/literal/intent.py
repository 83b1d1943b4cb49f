"""What the caller wants, matched on the names and descriptions of the tools at hand."""

import re
from collections.abc import Sequence
from functools import lru_cache

from harness.agents.literal.topics import stem
from harness.language.slot import words_of
from harness.ports import ToolSpec

__all__ = ["ends_the_call", "tool_meant", "verb_of", "wanted_tool", "wants_again"]

_VERBS: dict[str, frozenset[str]] = {
    name: frozenset(stem(word) for word in words.split())
    for name, words in {
        "book": "book reserve schedule make arrange create rebook",
        "buy": "buy purchase order",
        "cancel": "cancel call-off delete remove drop",
        "change": "change reschedule move update modify postpone rebook shift amend",
        "find": "find search look check get list show lookup fetch see available query",
        "register": "register enrol enroll sign signup join add",
        "transfer": "transfer forward human operator representative",
        "pay": "pay settle charge",
        "send": "send text mail notify message",
        "log": "log record note",
    }.items()
}
_STOP = frozenset(
    stem(word)
    for word in """a an the to for of in on at by with and or is are be i we you he she it they my your his her our their me us this that these
    please would like want need can could may will shall do does did have has had just call called calling hi hello hey good morning
    afternoon evening day today tomorrow time date name phone number tool function use used when once if from into as all any new some
    get make someone somebody there here yes no not""".split()
)
_WISH = re.compile(
    r"\b(?:i(?:['’]d| would)? (?:like|love|need|want|have|wish|was hoping|am hoping)|i['’]m (?:calling|looking|phoning|hoping|trying)|i am (?:calling|looking|phoning|trying)|"
    r"(?:can|could|may) (?:i|we|you)|we(?:['’]d| would)? (?:like|need|want)|is it possible|do you have|help me|any chance)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:try (?:it )?(?:again|once more)|again, please|one more time|retry)\b", re.IGNORECASE)
_ENOUGH = 1.5


def wanted_tool(text: str, tools: Sequence[ToolSpec], *, values: int = 0) -> str | None:
    """The tool the caller's words ask for; None when they ask for none of them.

    `values` is how many of a lone tool's parameters the same words fill: "I need to see someone on Tuesday" names no tool, but says
    a day.
    """
    said = frozenset(stem(word) for word in re.findall(r"[a-z'’-]+", text.lower()))
    verbs = {name for name, words in _VERBS.items() if words & said}
    candidates = [tool for tool in tools if not ends_the_call(tool) and verb_of(tool) != "log"]
    scored = sorted(((_score(said, verbs, tool), -n, tool.name) for n, tool in enumerate(candidates)), reverse=True)
    if scored and scored[0][0] >= _ENOUGH:
        return scored[0][2]
    if len(candidates) == 1 and _WISH.search(text) and (values or _content(said) == frozenset()):
        return candidates[0].name if _agrees(verbs, verb_of(candidates[0])) else None
    return None


def tool_meant(phrase: str, tools: Sequence[ToolSpec]) -> str | None:
    """The tool a prompt's own words mean: its name, or a verb such as "before you book"."""
    for tool in tools:
        if tool.name == phrase.strip():
            return tool.name
    if len(tools) == 1:
        return tools[0].name
    said = frozenset(stem(word) for word in re.findall(r"[a-z'’-]+", phrase.lower()))
    verbs = {name for name, words in _VERBS.items() if words & said}
    scored = sorted(((_score(said, verbs, tool), -n, tool.name) for n, tool in enumerate(tools)), reverse=True)
    return scored[0][2] if scored and scored[0][0] >= _ENOUGH else None


def wants_again(text: str) -> bool:
    """The caller asks to try once more."""
    return _AGAIN.search(text) is not None


def ends_the_call(tool: ToolSpec) -> bool:
    """A tool that hangs up, by its name."""
    words = set(words_of(tool.name))
    return {"end", "call"} <= words or {"hang", "up"} <= words


@lru_cache(maxsize=512)
def _verb(name: str, description: str) -> str | None:
    for words in (words_of(name), words_of(re.sub(r"[^\w\s]", " ", description))[:3]):
        for word in words:
            for group, verbs in _VERBS.items():
                if stem(word) in verbs:
                    return group
    return None


def verb_of(tool: ToolSpec) -> str | None:
    """What a tool does, as one of a few general verbs."""
    return _verb(tool.name, tool.description)


@lru_cache(maxsize=512)
def _vocabulary(name: str, description: str) -> tuple[frozenset[str], frozenset[str]]:
    verbs = frozenset().union(*_VERBS.values())
    named = frozenset(stem(word) for word in words_of(name)) - verbs - _STOP
    described = frozenset(stem(word) for word in re.findall(r"[a-z'’-]+", description.lower())) - verbs - _STOP
    return named, described - named


def _score(said: frozenset[str], verbs: set[str], tool: ToolSpec) -> float:
    named, described = _vocabulary(tool.name, tool.description)
    own = verb_of(tool)
    score = 1.0 * len(said & named) + min(1.0, 0.5 * len(said & described))
    if own in verbs:
        return score + 1.5 if score or not _content(said) else score + 1.0
    return score if _agrees(verbs, own) and score else 0.0


def _agrees(verbs: set[str], own: str | None) -> bool:
    """Whether the caller's verbs leave room for the tool's: someone who wants to cancel does not want to book."""
    return not verbs & {"cancel", "change", "pay", "transfer", "buy"} or own in verbs


def _content(said: frozenset[str]) -> frozenset[str]:
    return said - _STOP - frozenset().union(*_VERBS.values())
