"""Acts of talk that need no slots: questions, offers, and the offer to help with more."""

import re

from harness.language.cued import Cued
from harness.language.english.requests import requests_in
from harness.language.english.sentences import Sentence, sentences_of
from harness.language.english.words import AUXILIARIES

__all__ = ["asks_yes_no", "is_question", "offers", "offers_more"]

_LEADS = frozenset(
    {
        *("and", "so", "ok", "okay", "great", "sure", "well", "also", "alright", "but", "then", "now", "please", ","),
        *("thanks", "perfect", "good", "yes"),
    }
)
_WH = frozenset({"what", "which", "where", "when", "who", "whom", "whose", "how", "why"})
_TAG = re.compile(r"[, ](?:right|correct|yes|no|ok|okay|isn't it|aren't you|don't you|is that (?:right|ok|okay|correct|fine))\?$")
_MORE = re.compile(
    r"\b(?:anything|something|what|nothing) (?:else|more|further|additional)\b|\b(?:anything|something) (?:that )?(?:i"
    r"|we) (?:can|may|could)\b|\b(?:other|more|further|additional) (?:questions|help|assistance|requests)\b"
    r"|\b(?:help|assist)(?: you)? (?:further|(?:with|in) (?:anything|something)|any (?:more|further))\b|\bwill that be all\b"
    r"|\bis that all\b|\bhow else\b|\bwhat else\b"
)
_OFFER = Cued.of(
    r"\bhow about\b|\bwhat about\b(?! (?:you|your|the)\b)"
    r"|\bhow (?:does|do|would) (?!you\b|i\b|we\b).{0,90}\b(?:sound|work|look|be"
    r"|suit)\b|\bhave you heard (?:of|about)\b"
    r"|\b(?:i|we)(?:'ve| have)?(?: (?:also|can|could|do|just|did|still|only|might)){0,4} (?:found|find|recommend|suggest|offer"
    r"|see(?! if| whether)|propose)\b"
    r"|\b(?:i|we)(?:'ve| have| do have|'ve got| have got| also have| still have| can offer| could do| can do"
    r"| could offer) (?:you )?(?!your\b|that\b|it\b|been\b|to\b|you\b|down\b|booked\b|set\b|in for\b|scheduled\b"
    r"|made\b|sent\b|a question\b)"
    r"(?:an? |the |two |three |one |some |several |both |another |other )*[^?]{0,90}?(?:\d|available|free|open|opening|morning"
    r"|afternoon|evening|noon|tomorrow|today|tonight|day\b|option|slot|room|table|seat)"
    r"|\banother (?:nice|good|great|popular|option|one)\b|\byou (?:can|could|might|may) (?:try|like|want to try|consider)\b"
    r"|\bdoes (?:that|it|this) interest\b"
    r"|\bis (?:located|an? (?:\w+ ){0,2}?(?:nice|good|great|popular|lovely|fantastic|excellent))\b|\b(?:leaves|departs|starts"
    r"|begins|plays|arrives|opens) (?:\w+ )?at \d"
    r"|\bthere(?:'s| is| are|'re) (?:an? |also |another |one |two |\d+ |some |several |other |the )"
    r"|\b(?:is|are) (?:also |still |both )?(?:available|free|open)\b|\b(?:has|have) (?:an? |some |several )?(?:opening"
    r"|availability|available|space|room)s?\b"
    r"|\b(?:would|will|does|do) (?:that|this|it|either|any of (?:those|these|them)|one of (?:those|these|them)|these|those"
    r"|[^?]{0,90}\d[^?]{0,90}) (?:work|suit|be (?:ok|okay|fine|good|alright|convenient)|do)\b"
    r"|\bwould you (?:like|prefer) (?:[^?]{0,90}\b(?:\d|mon|tues|wednes|thurs|fri|satur|sun))",
    "about sound work look be suit heard found find recommend suggest offer see propose ve have do another try like consider"
    " interest located nice good great popular lovely fantastic excellent leaves departs starts begins plays arrives opens there"
    " available free open has prefer",
)
_NO_OFFER = re.compile(
    r"\bthere (?:is|are|was) (?:an? |some )?(?:\w+ )?(?:problem|issue|error|trouble|difficult)|\b(?:no|not|isn't"
    r"|aren't) (?:\w+ )?(?:available|free|open|opening|availability)"
    r"|\bthere (?:is|are) (?:no|not|nothing)\b|\b(?:is|are) there\b"
)


def is_question(text: str, language: str = "en") -> bool:
    """Whether it wants an answer: a question mark, question order without one, or a request to tell something."""
    if language == "zh":
        from harness.language.chinese import acts as chinese  # loaded by those who hear it

        return chinese.is_question(text)
    return any(sentence.question or _opens_as_question(sentence) for sentence in sentences_of(text)) or bool(requests_in(text))


def asks_yes_no(text: str, language: str = "en") -> bool:
    """Whether one of its sentences can be answered by yes or no: "Would you like that?", "At six, right?"."""
    if language == "zh":
        from harness.language.chinese import acts as chinese  # loaded by those who hear it

        return chinese.asks_yes_no(text)
    return any(_yes_no(sentence) for sentence in sentences_of(text))


def offers(text: str, language: str = "en") -> bool:
    """Whether it proposes something concrete: "I have two o'clock free", "There is a bus at 6:50", "How about Friday?".

    The offer to help with more ("Anything else?") is none; see `offers_more`.
    """
    if language == "zh":
        from harness.language.chinese import acts as chinese  # loaded by those who hear it

        return chinese.offers(text)
    return any(_offers(sentence) for sentence in sentences_of(text))


def offers_more(text: str, language: str = "en") -> bool:
    """Whether it asks if there is anything else: "Is there anything else I can help you with?"."""
    if language == "zh":
        from harness.language.chinese import acts as chinese  # loaded by those who hear it

        return chinese.offers_more(text)
    asked = (sentence for sentence in sentences_of(text) if sentence.question or _opens_as_question(sentence))
    return any(_MORE.search(sentence.text) for sentence in asked)


def _offers(sentence: Sentence) -> bool:
    text = sentence.text
    return bool(_OFFER.search(text)) and not _NO_OFFER.search(text) and not _MORE.search(text)


def _opens_as_question(sentence: Sentence) -> bool:
    tokens = [token for token in sentence.tokens if token not in _LEADS][:2]
    if len(tokens) < 2:
        return False
    first, second = tokens
    if first in AUXILIARIES:
        return second in {"you", "i", "we", "it", "that", "this", "there", "the", "your", "they"}
    if first in {"what", "which"}:
        return second not in {"a", "an"}
    return (first in _WH and second in AUXILIARIES) or (first, second) == ("anything", "else")


def _yes_no(sentence: Sentence) -> bool:
    tokens = [token for token in sentence.tokens if token not in _LEADS]
    if _TAG.search(sentence.text):
        return True
    if not tokens or tokens[0] in _WH or (len(tokens) > 1 and tokens[1] in _WH):
        return False
    if tokens[0] not in AUXILIARIES:
        return False
    if "or" in tokens:
        return tokens[-1] == "not"
    return sentence.question or _opens_as_question(sentence)
