"""Sentence forms about what the caller is asked for, and what not."""

import re
from collections.abc import Sequence

from harness.agents.literal.clauses import HEDGE, WHO, after_prefix, clauses_of, is_conditional
from harness.agents.literal.instruction import Ask, AskMore, AskWhich, Instruction, NeverAsk, OneAtATime, Optional, Require
from harness.agents.literal.topics import parameters_for, topics_in
from harness.language.asks import asked_slots
from harness.language.slot import Slot

__all__ = ["asking_forms", "names_things"]

_ASK = re.compile(
    rf"^{HEDGE}(?:greet {WHO} (?:warmly )?and )?(?:"
    rf"ask(?:ing)?(?:\s+{WHO})?(?:\s+(?:for|about))?|(?:collect|gather|obtain|request|captur|establish|determin)(?:e|ing)?|"
    rf"find out|take down|note down|"
    rf"(?:get|receive)(?=\s+(?:the|their|a|an|{WHO}))|(?:in|en)quire about|(?:take|record|note|learn|verify|check)(?=\s+(?:the|"
    rf"their|{WHO}['’]s)\s)|"
    rf"(?:check|learn|clarify)(?=\s+(?:which|what|when|where|whether|if|how many)\b))"
    rf"(?:\s+from {WHO})?[:\s]\s*(?P<what>.+)$",
    re.IGNORECASE,
)  # fmt: skip
_BY_ASKING = re.compile(rf"\bby asking(?:\s+{WHO})?(?:\s+(?:for|about))?\s+(?P<what>.+)$", re.IGNORECASE)
_NOT_FOR_A_THING = re.compile(
    r"^(?:(?:only\s+)?one\s+(?:question|thing)\b|to\s+\w+|again\b|(?:for\s+)?(?:permission|confirmation|a yes)\b|(?:yes|no)\b|"
    r"a yes\b|questions?\b|"
    r"(?:the\s+)?(?:call|results?|order|tool|status|availability|answer|system|calendar|database)\b|(?:an? )?(?:clear|explicit|"
    r"verbal)\b|"
    r"how (?!many|much|long|old|big|often)\w+|why\b|"
    r"(?:if|whether) (?:they|the \w+) (?:(?:is|are) (?:\w+ )?(?:sure|certain|ready|happy)|agrees?)\b|"
    r"if (?:there is|they need|they want|you can|it)\b)",
    re.IGNORECASE,
)
_MAYBE_HAS = re.compile(
    r"^(?:if|whether)\s+(?:they|the \w+|he|she)\s+(?:have|has|would like|want|wants|need|needs)\s+(?:to\s+(?:give|leave)\s+)?",
    re.IGNORECASE,
)
_IF_ANY = re.compile(
    r"\bif (?:they|the \w+|he|she) (?:has|have) (?:one|any|it)\b|\(optional\)|\boptional(?:ly)?\b|\bif (?:any|available)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    rf"\b(?:ask|find out|let)\b[^.;]{{0,30}}?\bwhich (?:one|of (?:them|these|those))\b|"
    rf"\bask {WHO} which (?:\w+ )?(?:is meant|they mean|it is)\b|"
    rf"\blet {WHO} (?:choose|pick|decide|select)\b|"
    rf"\b(?:ask|have) {WHO} (?:to )?(?:choose|pick|select)(?: one| from| among|$)|"
    r"\boffer (?:them |the |up to )*(?:first|two|three|2|3|several)\b",
    re.I,
)
_MORE = re.compile(
    r"\b(?:ask(?:ing)?|offer(?:ing)?|check|find out|see)\b.{0,40}\b(?:anything|something) else\b|"
    r"^(?:is there )?anything else(?=[^:]*\?|$)",
    re.IGNORECASE,
)
_NEVER_ASK = re.compile(
    rf"^{HEDGE}(?:do not|don't|never|you (?:must not|should not|mustn't|shouldn't|needn't|do not need to|don't need to)|"
    rf"(?:there(?:['’]s| is) )?no need to|avoid|refrain from)\s+"
    rf"(?:ever\s+)?(?:ask|request|collect|demand|insist on)(?:ing)?(?:\s+{WHO})?(?:\s+(?:for|about))?\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:again|twice|more than once|already|at once|several|more than one|multiple|two questions)\b", re.IGNORECASE
)
_NEED = re.compile(
    r"^(?:(?:to|for|before|in order to)\b[^,]{0,60}?,?\s+)?(?:(?:to|for) \w+ )?(?:(?:you|we|the agent|it)\b\s*)?"
    r"(?:['’]ll\s+|will\s+|always\s+)?"
    r"(?:must|needs?|requires?|have to|should)\s*(?:to\s+)?(?:always\s+)?(?:first\s+)?(?:have|know|get|obtain|collect|be given|"
    r"receive|take)?"
    r"(?:\s*:\s*|\s+(?=(?:the|a|an|their|both|at least|\w+['’]s?)\s))(?P<what>.+?)"
    r"(?:\s+(?:before|in order to|to be able|so that|first|to (?:\w+))\b.*)?$",
    re.IGNORECASE,
)
_MUST_GIVE = re.compile(
    rf"^{WHO}\s+(?:must|needs? to|has to|have to|should|is required to)\s+(?:give|provide|state|tell you|say|"
    rf"supply)\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"^(?:(?:do not|don't|never|cannot|can't|you (?:cannot|can't|must not|may not))\s+.+?|no \w+|\w+ (?:is|are) (?:not|"
    r"never) \w+)\s+"
    r"(?:without(?: having)?|(?:until|unless|before) (?:you|we) (?:have|know|got|have got))\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_IS_REQUIRED = re.compile(
    r"^(?P<what>[^:]+?)(?:\s+(?:is|are)\s+(?:always\s+)?|\s*[:–-]\s*|\s+\()(?:required|mandatory|compulsory|necessary|"
    r"essential|needed|a must|must have)\b",
    re.IGNORECASE,
)
_REQUIRED_LIST = re.compile(
    r"^(?:(?:required|mandatory|needed|necessary)(?: (?:information|info|details|fields|data))?|(?:information|info|details|"
    r"fields|data) (?:needed|required)|needed|must[- ]have)"
    r"\s*:\s*(?P<what>.+)$",
    re.IGNORECASE,
)
_IS_OPTIONAL = re.compile(
    r"^(?P<what>[^:]+?)(?:\s+(?:is|are)\s+(?:always\s+|strictly\s+)?|\s*[:–-]\s*|\s+\()(?:optional|not (?:required|mandatory|"
    r"necessary|needed)|nice to have)\b"
    r"|^optional\s*:\s*(?P<listed>.+)$",
    re.IGNORECASE,
)
_ONE_AT_A_TIME = re.compile(
    r"\bone (?:question |thing |item |detail )?at a time\b|\bone by one\b|\b(?:one|a single) question (?:a|per|each) (?:turn|"
    r"time|message)\b|"
    r"\b(?:ask )?only one (?:question|thing)\b|\bnever (?:ask )?(?:two|several|multiple|more than one) (?:questions|things)\b",
    re.IGNORECASE,
)
_NOT_A_THING = re.compile(
    r"\b(?:confirm(?!ation (?:code|number)s?\b)|"
    r"success|result|agree|permission|asking|ask|consent|approval|a yes|clear yes|explicit)",
    re.IGNORECASE,
)
_ONCE_HAVE = re.compile(
    r"^(?:once|after|as soon as|when) (?:you|we) (?:have|know|get|got|have got|are given) (?P<what>[^,]+)$", re.IGNORECASE
)
_DOING = re.compile(r"^\w+ing (?:the|their|them|it|first|with)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:for\s+)?(?:it|them|that|this|one)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“](?P<question>[^\"”]+\?)[\"”]")
_TO_ASK = re.compile(rf"^{HEDGE}(?:ask|say|question)\b|^[\"“]", re.IGNORECASE)


def asking_forms(text: str, slots: Sequence[Slot]) -> list[Instruction]:
    """Every order of a sentence about asking. `slots` are the parameters that a quoted question may be about."""
    found: list[Instruction] = [OneAtATime()] if _ONE_AT_A_TIME.search(text) else []
    if _WHICH.search(text):
        return [*found, AskWhich()]
    if _MORE.search(text):
        return [*found, AskMore()]
    about, rest = after_prefix(text)
    found += _had_before(about, slots)
    conditional = is_conditional(rest)
    topics: tuple[str, ...] = ()
    for clause in clauses_of(rest):
        orders = _never_ask(clause, topics) if conditional else _of_clause(clause, about, topics, slots)
        topics = next((order.topics for order in orders if not isinstance(order, OneAtATime | AskMore)), topics)  # type: ignore[union-attr]
        found += orders
    if not conditional and not any(isinstance(order, Ask | Require | NeverAsk | Optional) for order in found):
        found += _require(rest, about)
    return found


def _had_before(about: str, slots: Sequence[Slot]) -> list[Instruction]:
    """ "Once you have the address, ask …" wants the address first, where some tool takes one."""
    match = _ONCE_HAVE.match(about)
    topics = tuple(topic for topic in topics_in(match["what"]) if parameters_for(topic, slots)) if match else ()
    return [Require(topics=topics)] if topics else []


def names_things(text: str) -> bool:
    """A bare noun phrase, such as an item of a list, rather than a sentence with a verb of its own."""
    head = re.split(r"[:(–—]|\s-\s", text)[0].strip()
    words = head.split()
    return 0 < len(words) <= 8 and not re.match(
        r"(?:be|speak|say|tell|use|call|do|don't|never|always|keep|read|repeat|confirm|offer|apologi[sz]e|if|when|only|make|"
        r"let|give|help|"
        r"thank|greet|answer|transfer|end|wait|stay|avoid|explain|listen|look|find|go|no|not|you|we|they|it|there|start|stop|"
        r"try|please)\b",
        head,
        re.IGNORECASE,
    )


def _of_clause(clause: str, about: str, before: tuple[str, ...], slots: Sequence[Slot]) -> list[Instruction]:
    return (
        _never_ask(clause, before)
        or _quoted_question(clause, about, slots)
        or _ask(clause, about)
        or _optional(clause)
        or _require(clause, about)
    )


def _ask(clause: str, about: str) -> list[Instruction]:
    match = _BY_ASKING.search(clause) or _ASK.match(clause)
    if match is None or _QUOTED.search(clause) or _NOT_FOR_A_THING.match(match["what"]):
        return []
    what = _MAYBE_HAS.sub("", match["what"])
    topics = topics_in(what)
    return [Ask(topics=topics, optional=bool(_IF_ANY.search(clause)), about=about)] if topics else []


def _quoted_question(clause: str, about: str, slots: Sequence[Slot]) -> list[Instruction]:
    """A question to put word for word: what it asks for is what is asked."""
    match = _QUOTED.search(clause)
    if match is None or not _TO_ASK.match(clause):
        return []
    question = match["question"].strip()
    topics = tuple(slot.name for slot in asked_slots(question, slots))
    wording = question if len(topics) == 1 and not re.search(r"[{}<>\[\]]", question) else ""
    return [Ask(topics=topics, about=about, wording=wording)] if topics else []


def _never_ask(clause: str, before: tuple[str, ...]) -> list[Instruction]:
    match = _NEVER_ASK.match(clause)
    if match is None or _AGAIN.search(clause) or _ONE_AT_A_TIME.search(clause):
        return []
    topics = before if _PRONOUN.match(match["what"]) else topics_in(match["what"])
    return [NeverAsk(topics=topics)] if topics else []


def _optional(clause: str) -> list[Instruction]:
    match = _IS_OPTIONAL.match(clause)
    topics = topics_in(match["what"] or match["listed"]) if match else ()
    return [Optional(topics=topics)] if topics else []


def _require(text: str, about: str) -> list[Instruction]:
    if re.match(r"^only\b", text, re.IGNORECASE):
        return []
    for form in (_WITHOUT, _REQUIRED_LIST, _IS_REQUIRED, _MUST_GIVE, _NEED):
        match = form.match(text)
        if match and not _NOT_A_THING.search(match["what"]) and not _DOING.match(match["what"]):
            topics = topics_in(match["what"])
            if topics and len(topics) <= 12 and all(len(topic.split()) <= 7 for topic in topics):
                return [Require(topics=topics, about=about)]
    return []
