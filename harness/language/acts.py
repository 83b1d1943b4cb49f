"""Acts of talk that need no slots: questions, offers, and the offer to help with more."""

import re

from harness.language.english.requests import requests_in
from harness.language.english.sentences import Sentence, sentences_of
from harness.language.english.words import AUXILIARIES

__all__ = ["asks_yes_no", "is_question", "offers", "offers_more"]

_LEADS = frozenset({"and", "so", "ok", "okay", "great", "sure", "well", "also", "alright", "but", "then", "now", "please", ",", "thanks", "perfect", "good", "yes"})
_WH = frozenset({"what", "which", "where", "when", "who", "whom", "whose", "how", "why"})
_TAG = re.compile(r"[, ](?:right|correct|yes|no|ok|okay|isn't it|aren't you|don't you|is that (?:right|ok|okay|correct|fine))\?$")
_MORE = re.compile(
    r"\b(?:anything|something|what|nothing) (?:else|more|further|additional)\b|\b(?:anything|something) (?:that )?(?:i|we) (?:can|may|could)\b|\b(?:other|more|further|additional) (?:questions|help|assistance|requests)\b"
    r"|\b(?:help|assist)(?: you)? (?:further|(?:with|in) (?:anything|something)|any (?:more|further))\b|\bwill that be all\b|\bis that all\b|\bhow else\b|\bwhat else\b"
)
_OFFER = re.compile(
    r"\bhow about\b|\bwhat about\b(?! (?:you|your|the)\b)|\bhow (?:does|do|would) (?!you\b|i\b|we\b).*\b(?:sound|work|look|be|suit)\b|\bhave you heard (?:of|about)\b"
    r"|\b(?:i|we)(?:'ve| have)?(?: (?:also|can|could|do|just|did|still|only|might))* (?:found|find|recommend|suggest|offer|see(?! if| whether)|propose)\b"
    r"|\b(?:i|we)(?:'ve| have| do have|'ve got| have got| also have| still have| can offer| could do| can do| could offer) (?:you )?(?!your\b|that\b|it\b|been\b|to\b|you\b|made\b|sent\b|a question\b)"
    r"(?:an? |the |two |three |one |some |several |both |another |other )*[^?]*?(?:\d|available|free|open|opening|morning|afternoon|evening|noon|tomorrow|today|tonight|day\b|option|slot|room|table|seat)"
    r"|\banother (?:nice|good|great|popular|option|one)\b|\byou (?:can|could|might|may) (?:try|like|want to try|consider)\b|\bdoes (?:that|it|this) interest\b"
    r"|\bis (?:located|an? (?:\w+ ){0,2}?(?:nice|good|great|popular|lovely|fantastic|excellent))\b|\b(?:leaves|departs|starts|begins|plays|arrives|opens) (?:\w+ )?at \d"
    r"|\bthere(?:'s| is| are|'re) (?:an? |also |another |one |two |\d+ |some |several |other |the )"
    r"|\b(?:is|are) (?:also |still |both )?(?:available|free|open)\b|\b(?:has|have) (?:an? |some |several )?(?:opening|availability|available|space|room)s?\b"
    r"|\b(?:would|will|does|do) (?:that|this|it|either|any of (?:those|these|them)|one of (?:those|these|them)|these|those|[^?]*\d[^?]*) (?:work|suit|be (?:ok|okay|fine|good|alright|convenient)|do)\b"
    r"|\bwould you (?:like|prefer) (?:[^?]*\b(?:\d|mon|tues|wednes|thurs|fri|satur|sun))"
)
_NO_OFFER = re.compile(
    r"\bthere (?:is|are|was) (?:an? |some )?(?:\w+ )?(?:problem|issue|error|trouble|difficult)|\b(?:no|not|isn't|aren't) (?:\w+ )?(?:available|free|open|opening|availability)"
    r"|\bthere (?:is|are) (?:no|not|nothing)\b|\b(?:is|are) there\b"
)


def is_question(text: str) -> bool:
    """Whether it wants an answer: a question mark, question order without one, or a request to tell something."""
    return any(sentence.question or _opens_as_question(sentence) for sentence in sentences_of(text)) or bool(requests_in(text))


def asks_yes_no(text: str) -> bool:
    """Whether one of its sentences can be answered by yes or no: "Would you like that?", "At six, right?"."""
    return any(_yes_no(sentence) for sentence in sentences_of(text))


def offers(text: str) -> bool:
    """Whether it proposes something concrete: "I have two o'clock free", "There is a bus at 6:50", "How about Friday?".

    The offer to help with more ("Anything else?") is none; see `offers_more`.
    """
    return any(_OFFER.search(sentence.text) and not _NO_OFFER.search(sentence.text) and not _MORE.search(sentence.text) for sentence in sentences_of(text))


def offers_more(text: str) -> bool:
    """Whether it asks if there is anything else: "Is there anything else I can help you with?"."""
    return any((sentence.question or _opens_as_question(sentence)) and _MORE.search(sentence.text) for sentence in sentences_of(text))


def _opens_as_question(sentence: Sentence) -> bool:
    tokens = [token for token in sentence.tokens if token not in _LEADS][:2]
    if len(tokens) < 2:
        return False
    first, second = tokens
    if first in AUXILIARIES:
        return second in {"you", "i", "we", "it", "that", "this", "there", "the", "your", "they"}
    return (first in _WH and second in AUXILIARIES) or (first in {"what", "which"} and second not in {"a", "an"}) or (first == "anything" and second == "else")


def _yes_no(sentence: Sentence) -> bool:
    tokens = [token for token in sentence.tokens if token not in _LEADS]
    if _TAG.search(sentence.text):
        return True
    if not tokens or tokens[0] in _WH or (len(tokens) > 1 and tokens[1] in _WH):
        return False
    if any(token in _WH for token in tokens) and tokens[0] not in AUXILIARIES:
        return False
    return tokens[0] in AUXILIARIES and (sentence.question or _opens_as_question(sentence)) if "or" not in tokens else tokens[0] in AUXILIARIES and tokens[-1] == "not"
