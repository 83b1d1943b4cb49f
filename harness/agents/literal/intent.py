"""What the caller wants, matched on the names and descriptions of the tools at hand."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from harness.agents.literal.book import length
from harness.agents.literal.chinese.script import has_han
from harness.agents.literal.instruction import ELSE
from harness.agents.literal.routes import is_route
from harness.agents.literal.topics import stem
from harness.language.slot import words_of
from harness.ports import ToolSpec

__all__ = [
    "asks_to_look",
    "ends_the_call",
    "is_wish",
    "route_for_others",
    "tool_meant",
    "verb_named",
    "verb_of",
    "wanted_route",
    "wanted_tool",
    "wants_again",
]

_VERBS: dict[str, frozenset[str]] = {
    name: frozenset((*(stem(word) for word in words.split()), f"~{name}"))
    for name, words in {
        "book": "book reserve schedule make arrange create",
        "buy": "buy purchase order",
        "cancel": "cancel cancellation call-off delete remove drop",
        "change": "change reschedule move update modify postpone rebook shift amend extend extension prolong modification",
        "find": "find search look check get list show lookup fetch see available availability query quote verify identify track "
        "authenticate locate retrieve",
        "register": "register enrol enroll sign signup join add",
        "transfer": "transfer forward human operator representative escalate",
        "pay": "pay settle charge",
        "send": "send text notify message",
        "report": "report file submit",
        "log": "log record note",
        "block": "block lock freeze suspend deactivate disable",
    }.items()
}
_SMALL_WORDS = """
    a an the to for of in on at by with and or is are be i we you he she it they my your his her our their me us this
    that these please would like want need can could may will shall do does did have has had just call called calling
    caller hi hello hey good morning afternoon evening day today tomorrow time date name phone number tool function use
    used when once if from into as all any new some get make someone somebody there here yes no not also too now then
    well instead actually but so thing one think because due been am was were what which who how about another else more
    after before d m ll ve re let hoping trying looking speak talk customer guest monday tuesday wednesday thursday
    friday saturday sunday next
"""
_STOP = frozenset((*(stem(word) for word in _SMALL_WORDS.split()), *(f"~{name}" for name in _VERBS)))
"""What tells no tool from another; a deed that was named in another language is marked with a tilde."""
_EVERY_VERB = frozenset().union(*_VERBS.values())
_WISH = re.compile(
    r"\b(?:i(?:['’]d| would)? (?:also |really |now )?(?:like|love|need|want|have|wish|was hoping|am hoping)|i['’]m (?:calling|"
    r"looking|phoning|hoping|trying)|"
    r"i am (?:calling|looking|phoning|trying)|(?:can|could|may) (?:i|we|you)|we(?:['’]d| would)? (?:like|need|want)|"
    r"is it possible|do you have|"
    r"help me|any chance|let me|i(?:['’]ve| have)? (?:also )?(?:have |got )?(?:a|another|one more|some) (?:quick )?questions?)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:try (?:it )?(?:again|once more)|again, please|one more time|retry)\b", re.IGNORECASE)
_ENOUGH = 1.5
_ALMOST = 1.0


def wanted_tool(
    text: str,
    tools: Sequence[ToolSpec],
    *,
    values: int = 0,
    wants: Mapping[str, str] | None = None,
    after: frozenset[str] = frozenset(),
) -> str | None:
    """The tool the caller's words ask for; None when they ask for none of them.

    `values` is how many parameters the same words fill: "a table on Tuesday" is no sentence about a tool, but says a day. `wants`
    is what the prompt says each tool is for; `after` are the tools that others prepare, which win when nothing else tells them
    apart.
    """
    said = _said(text)
    if not said:
        return None
    verbs = _verbs_in(said)
    candidates = [tool for tool in tools if not ends_the_call(tool) and not is_route(tool) and verb_of(tool) != "log"]
    scored = sorted(
        ((_score(said, verbs, tool, (wants or {}).get(tool.name, ""), candidates), tool.name in after, -n, tool.name)
         for n, tool in enumerate(candidates)),
        reverse=True,
    )  # fmt: skip
    wish = is_wish(text)
    if scored and (scored[0][0] >= _ENOUGH or (scored[0][0] >= _ALMOST and (wish or values or length(text) <= 6))):
        return scored[0][3]
    if len(candidates) == 1 and wish and (values or not _content(said) or scored[0][0] > 0):
        return candidates[0].name if _agrees(_verbs_beside(said, candidates[0]), verb_of(candidates[0])) else None
    return None


def wanted_route(
    text: str, tools: Sequence[ToolSpec], wants: Mapping[str, str], speaks: Mapping[str, str], tongue: str
) -> str | None:
    """Where the call is to be handed: to whom the prompt says for this wish, in this language; None for nowhere.

    A route that the prompt names for a language alone takes every call in that language.
    """
    routes = [tool for tool in tools if is_route(tool) and speaks.get(tool.name, tongue) == tongue]
    for tool in routes:
        if tool.name in speaks and not wants.get(tool.name):
            return tool.name
    said = _said(text) - (_STOP - {"~find"})
    verbs = _verbs_in(_said(text))
    said -= frozenset().union(
        *(_owned(tool.name, tool.description) for tool in tools if not is_route(tool) and not ends_the_call(tool))
    )
    scored = [
        (_likeness(said, verbs, f"{' '.join(words_of(tool.name))} {told}"), -n, tool.name)
        for n, tool in enumerate(routes)
        if (told := wants.get(tool.name, "")) != ELSE
    ]
    best = max(scored, default=(0.0, 0, ""))
    return best[2] if best[0] >= _ALMOST else None


@lru_cache(maxsize=512)
def _owned(name: str, description: str) -> frozenset[str]:
    """What a tool at hand is about: a word of it does not tell that somebody else is wanted."""
    named, described = _vocabulary(name, description)
    return named | described if _verb(name, description) not in {"transfer", "log"} else frozenset()


def route_for_others(tools: Sequence[ToolSpec], wants: Mapping[str, str]) -> str | None:
    """Where the prompt sends every wish that nothing else here is for; None where it says no such thing."""
    return next((tool.name for tool in tools if is_route(tool) and wants.get(tool.name) == ELSE), None)


_SAME_THING = tuple(
    frozenset(map(stem, group.split()))
    for group in (
        "bag baggage luggage suitcase",
        "bill invoice receipt statement billing charge",
        "refund reimbursement money",
        "medicine medication prescription pill",
        "stay reservation",
        "complaint complain",
        "delivery parcel package shipment",
        "technician repair fix broken",
        "staff person human agent operator representative",
    )
)


@lru_cache(maxsize=4096)
def _with_synonyms(words: frozenset[str]) -> frozenset[str]:
    """What people and prompts call the same thing: a lost suitcase is a matter for the baggage desk."""
    return words | frozenset(f"={n}" for n, group in enumerate(_SAME_THING) if group & words)


def _likeness(said: frozenset[str], verbs: frozenset[str], wants: str) -> float:
    """How much of a wish is in what a place is for; nothing when it wants another deed done."""
    words = _with_synonyms(_said(wants))
    said = _with_synonyms(said)
    deeds = _verbs_in(words)
    if verbs - {"find"} and deeds and not verbs & deeds:
        return 0.0
    looks = _VERBS["find"] & said & words  # to see a person is not to check a list
    return len((said - _EVERY_VERB) & (words - _STOP)) + 1.5 * (len((verbs & deeds) - {"find"}) + bool(looks))


def is_wish(text: str) -> bool:
    """The caller says that they want something."""
    if not text.isascii() and has_han(text):
        from harness.agents.literal.chinese import wishes

        return wishes.is_wish(text)
    return _WISH.search(text) is not None


def asks_to_look(text: str) -> bool:
    """The caller wants something looked up, not done."""
    return "find" in _verbs_in(_said(text))


def tool_meant(phrase: str, tools: Sequence[ToolSpec]) -> str | None:
    """The tool a prompt's own words mean: its name, or a verb such as "before you reserve"."""
    for tool in tools:
        if tool.name == phrase.strip():
            return tool.name
    if len(tools) == 1:
        return tools[0].name
    said = _said(phrase)
    verbs = _verbs_in(said)
    scored = sorted(((_score(said, verbs, tool, "", tools), -n, tool.name) for n, tool in enumerate(tools)), reverse=True)
    return scored[0][2] if scored and scored[0][0] >= _ALMOST and (len(scored) < 2 or scored[0][0] > scored[1][0]) else None


def wants_again(text: str) -> bool:
    """The caller asks to try once more."""
    if not text.isascii() and has_han(text):
        from harness.agents.literal.chinese import wishes

        return wishes.wants_again(text)
    return _AGAIN.search(text) is not None


def ends_the_call(tool: ToolSpec) -> bool:
    """A tool that hangs up, by its name."""
    words = words_of(tool.name)
    return ("end" in words and "call" in words) or ("hang" in words and "up" in words)


def verb_of(tool: ToolSpec) -> str | None:
    """What a tool does, as one of a few general verbs."""
    return "hand over" if is_route(tool) else _verb(tool.name, tool.description)


def verb_named(name: str, description: str) -> str | None:
    """The same, of a tool that is no place to hand over to."""
    return _verb(name, description)


@lru_cache(maxsize=512)
def _verb(name: str, description: str) -> str | None:
    for words in (words_of(name), words_of(re.sub(r"[^\w\s]", " ", description))[:3]):
        for word in words:
            for group, verbs in _VERBS.items():
                if stem(word) in verbs:
                    return group
    return None


@lru_cache(maxsize=512)
def _vocabulary(name: str, description: str) -> tuple[frozenset[str], frozenset[str]]:
    named = frozenset(stem(word) for word in words_of(name)) - _EVERY_VERB - _STOP
    described = frozenset(stem(word) for word in re.findall(r"[a-z'’-]+", description.lower())) - _EVERY_VERB - _STOP
    return named, described - named


@lru_cache(maxsize=1024)
def _said(text: str) -> frozenset[str]:
    said = frozenset(stem(word) for word in re.findall(r"[a-z'’-]+", text.lower()))
    if text.isascii() or not has_han(text):
        return said
    from harness.agents.literal.chinese.wishes import words_of_wish

    return said | frozenset(word if word[0] == "~" else stem(word) for word in words_of_wish(text))


@lru_cache(maxsize=4096)
def _verbs_in(said: frozenset[str]) -> frozenset[str]:
    """Remembered: the same words are held against every tool, and heard in call after call."""
    return frozenset(name for name, words in _VERBS.items() if not words.isdisjoint(said))


def _score(said: frozenset[str], verbs: frozenset[str], tool: ToolSpec, wants: str, tools: Sequence[ToolSpec]) -> float:
    named, described = _vocabulary(tool.name, tool.description)
    own = verb_of(tool)
    score = 1.0 * len(said & named) + min(1.0, 0.5 * len(said & described))
    if wants:
        score += 1.5 * len((said - _STOP) & (_said(wants) - _STOP))
    if own in verbs:
        alone = sum(verb_of(other) == own for other in tools) == 1 and own not in {"find", "send", "log"}
        return score + 1.5 if score or alone or not _content(said) else score + 1.0
    return score if _agrees(_verbs_beside(said, tool), own) and score else 0.0


def _verbs_beside(said: frozenset[str], tool: ToolSpec) -> frozenset[str]:
    """The verbs in what was said, but for words of the tool's own name: to drop a car off is what a drop-off is."""
    return _verbs_in(said - _stems_of(tool.name))


@lru_cache(maxsize=512)
def _stems_of(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(name))


def _agrees(verbs: frozenset[str], own: str | None) -> bool:
    """Whether the caller's verbs leave room for the tool's: someone who wants to cancel does not want to reserve."""
    return not verbs & {"cancel", "change", "pay", "transfer", "buy"} or own in verbs


def _content(said: frozenset[str]) -> frozenset[str]:
    return said - _STOP - _EVERY_VERB
