"""Whether an utterance reads details back and asks for approval."""

import re
from functools import lru_cache

from harness.language.cued import Cued
from harness.language.english.sentences import Sentence, sentences_of
from harness.language.english.words import AUXILIARIES, PRONOUNS

__all__ = ["asks_to_confirm"]

_CHECK = r"(?:confirm|reconfirm|verify|double[- ]?check|validate)"
_REVIEW = (
    rf"(?:{_CHECK}|make sure|be (?:sure|certain|clear)|ensure|recap|review|summari[sz]e|clarify|repeat (?:that|this|it|the"
    rf"|your)|go over|recheck|check (?:(?:over )?(?:the|these|those|your|all) details?|or review)|review (?:the|these|those"
    rf"|your|it|this)|(?:check|see) (?:if|that|whether) (?:i|we)(?:'ve| have)? (?:got|get|have|understood))"
)
_LEAD = (
    r"^(?:(?:ok|okay|so|alright|all right|great|sure|perfect|and|then|now|well|good|got it|of course|thank you|thanks|just"
    r"|please|pleas|kindly|yes|certainly)[,!.]? )*"
)
_SOFT = r"(?: (?:please|just|also|quickly|kindly|me|first|now|then|once|real quick)){0,4}"
_CUES = Cued.of(
    rf"{_LEAD}{_CHECK}\b(?! (?:code|number)\b)"
    rf"|\b(?:please|pleas|plz|kindly|now|so|also|let's|let us|let me|to|and|just|want|i'll|we'll)(?: (?:just|quickly|also"
    rf"|please|kindly|me|to|first)){{0,4}} {_REVIEW}\b"
    rf"|\b(?:can|could|would|will|do|may|might|can't|couldn't) (?:you|i|we){_SOFT} {_CHECK}\b"
    r"|\b(?:confirming|verifying|recapping|reviewing|summarizing|double[- ]?checking|to recap|in summary|to summari[sz]e|recap)\b"
    r"|\b(?:give|need|want|require|awaiting)(?: me)?(?: your| a| the)? (?:confirmation|approval|go[- ]ahead)\b|\byou (?:can"
    r"|could|would)(?: please)? confirm\b|\bare you sure (?:you want|about)\b|\b(?:do|make) (?:the )?confirmation\b"
    r"|\b(?:if|whether) (?:these|this|they|it|that|everything|all)(?: \w+){0,3} (?:is|are) (?:right|correct|accurate)\b"
    r"|\b(?:is|are) (?:the|these|those|this|all)(?: \w+){0,3} (?:correct|accurate)\b"
    r"|\bconfirmation (?:please|details|of the)\b",
    "confirm reconfirm verify validate double doublecheck doublechecking check recheck sure certain clear ensure recap review"
    " summarise summarize clarify repeat over see confirming verifying recapping reviewing summarizing summary confirmation"
    " approval ahead right correct accurate",
)
_APPROVAL = Cued.of(
    r"\b(?:is|are|was|were|do|does|did|have|has|got|get|would|will|am|all|everything|it|that|this|sounds?|looks?)\b"
    r"[^?]{0,90}?\b(?:correct|right|accurate|okay|ok|alright|all right|fine)(?: (?:with|for|to) you| so far| then"
    r"| so i can [^?]{0,90})?\s*\?$"
    r"|(?:^|[, ])(?:correct|right|yes|yeah|ok|okay|alright|agreed|confirm|confirmed)\s*\?$"
    r"|\bdid i (?:get|hear|understand|catch|miss)\b|\bhave i (?:got|understood)\b|\bam i (?:right|correct)\b"
    r"|\bdo i have (?:that|it|this|everything) (?:right|correct)"
    r"|\b(?:does|do|would|is) (?:this|that|it|these|everything|all (?:this|that|of (?:this|that)))(?: all)? "
    r"(?:sounds?|looks?|seems?|good|correct|right|ok|okay)(?: good| right| okay| ok| correct| fine)?",
    "correct right accurate okay ok alright fine yes yeah agreed confirm confirmed did got understood this that it these"
    " everything all",
)
_OFFERED = Cued.of(
    r"\b(?:anything|something|nothing) (?:else|more)\b|\b(?:enjoy|have an?) (?:a |your )?(?:nice|great|good|wonderful|lovely"
    r"|day)\b|"
    r"\b(?:i|we)(?: (?:have|also|just|did)){0,4} (?:found|find|see|recommend|suggest|got|can (?:see|offer|suggest|recommend))\b"
    r"|\bhow about\b|\bwhat about\b"
    r"|\b(?:there(?:'s| is| are|'re)|have you heard|i have \d+|located|named|available|opening|another|how does"
    r"|would you (?:like to|prefer) (?:try|go|visit)|nice|option|options)\b",
    "anything something nothing enjoy have found find see recommend suggest got offer about there heard located named available"
    " opening another does try go visit nice option options",
)
_DONE = Cued.of(
    r"\b(?:has|have|'s|'ve) (?:now |already |just |successfully )*been\b|\b(?:is|are|was|were|all|been|now)(?: (?:now|all"
    r"|already|successfully)){0,4} "
    r"(?:booked|confirmed|reserved|made|done|set|complete|completed|successful|finali[sz]ed|canceled|cancelled|purchased)\b"
    r"|\b(?:success|successful|successfully|congratulations|unfortunately|sorry|unable|couldn't|could not|can't|cannot"
    r"|unsuccessful|failed|fails)\b",
    "been booked confirmed reserved made done set complete completed successful finalised finalized canceled cancelled purchased"
    " success successfully congratulations unfortunately sorry unable not t cannot unsuccessful failed fails",
)
_WANTED = re.compile(
    _LEAD + r"(?:you(?:'d| would)? (?:like|want|wish|need(?! to (?!book|reserve))|are looking|prefer|asked|said|requested)"
    r"|you(?:'re| are|'ll| will) (?:be )?[a-z]+ing"
    r"|(?:do|would|did|are) you (?:want|like|need|wish|looking)(?: for)? (?:me |us )?(?!to know|to hear)"
    r"|(?:shall|should|may|can) (?:i|we) (?:go ahead|proceed|book|reserve|make|schedule|set|order|purchase|buy|place|add|send"
    r"|get you)"
    r"|(?:so )?(?:i|we)(?:'ll| will|'m| am|'d| would| can| shall| should| are|'re)(?: (?:be|now|just|going to|go ahead and"
    r"|about to|like to|proceed to)){0,4}"
    r" (?:book|reserv|mak|set|schedul|purchas|buy|order|plac|add|send|get|put|arrang|transfer|play|rent)(?:e|ing|ting|t|ging"
    r"|ding)?\b"
    r"|(?:i|we) understand|(?:book(?:ing)|reserving|making|setting(?: up)?|scheduling|purchasing|buying|ordering|adding|sending"
    r"|playing|transferring|getting|renting|requesting)\b"
    r"|your (?:[a-z-]+ ){1,4}?(?:will be|is (?:for|on|at|to be|scheduled|from)|would be|should be)\b)"
)
_WHEN = re.compile(
    r"\b\d{1,2}(?::\d\d)? ?(?:[ap]m\b|o'clock)|\b\d{1,2}:\d\d\b|\b(?:today|tomorrow|tonight|noon|midnight)\b|\b\d{1,2}(?:st"
    r"|nd|rd|th)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september|october"
    r"|november|december)\b"
)
_DETAIL = Cued.of(
    _WHEN.pattern + r"|[$€£]\s?\d|(?<![-\d])\b\d{1,2}\b(?![-.]?\d)|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b",
    "# today tomorrow tonight noon midnight monday tuesday wednesday thursday friday saturday sunday january february march april"
    " june july august september october november december two three four five six seven eight nine ten",
)
_RESTATED = re.compile(
    _LEAD + r"(?:you(?:'d| would)? (?:like|want|wish|prefer)(?: (?:me|us))? (?!that\b|it\b|anything\b|something\b)"
    r"|(?:play|send|transfer|share|watch|rent|reserve|book|buy|order|schedule|add|cancel|move|set)\b (?!or\b)[^?]*\?$)"
)
""""You want to watch it with subtitles", "Play it in the kitchen?": what was asked for, said again."""
_BARE = re.compile(_LEAD + r"(?<=so )(?!how|what|when|where|which|who)|" + _LEAD + r"(?<=so, )(?!how|what|when|where|which|who)")
_OPEN = frozenset({"what", "when", "where", "which", "who", "how"})
_TELL_ME = Cued.of(
    r"\b(?:confirm|verify) (?:your|the) (?!following|above|details?|information|reservation|book(?:ing)|order|request"
    r"|arrangements?)(?:[a-z]+ ){0,6}?[a-z]+(?:,? (?:for me|please|again))?[.?!]?$",
    "confirm verify",
)
""""Please confirm your phone number" wants it said, not approved."""
_STATING = (
    AUXILIARIES
    | PRONOUNS
    | {
        *("else", "more", "found", "starts", "leaves", "departs", "costs", "opens", "have", "what", "where", "when"),
        *("which", "who", "how", "sorry"),
    }
)


def asks_to_confirm(text: str, language: str = "en") -> bool:
    """Whether the speaker repeats what was understood and wants a yes: "So a table for two at six, is that right?".

    Also a bare read-back ("You want two rooms from Monday") that waits for approval. Not a request for new information, not an
    offer of something the listener has not chosen, and not a report of what was done ("Your table is booked for six").
    Raises ValueError for a language whose confirmations are not known.
    """
    if language == "zh":
        from harness.language.chinese import confirmations as chinese  # loaded by those who hear it

        return chinese.asks_to_confirm(text)
    if language != "en":
        raise ValueError(f"no confirmations are known in the language {language!r}; known: 'en', 'zh'")
    return _confirms(text)


@lru_cache(maxsize=4096)
def _confirms(text: str) -> bool:
    sentences = sentences_of(text)
    flat = " ".join(sentence.text for sentence in sentences)
    if any(_TELL_ME.search(sentence.text) for sentence in sentences) and not _DETAIL.search(flat):
        return False
    if any(_CUES.search(sentence.text) for sentence in sentences):
        return True
    if _DONE.search(flat) or _OFFERED.search(flat):
        return False
    if any(_APPROVAL.search(sentence.text) and not _OPEN.intersection(sentence.tokens) for sentence in sentences):
        return True
    return any(_reads_back(sentence) for sentence in sentences)


def _reads_back(sentence: Sentence) -> bool:
    if len(sentence.tokens) >= 5 and _RESTATED.match(sentence.text):
        return True
    if _DETAIL.search(sentence.text) is None:
        return False
    if _WANTED.match(sentence.text) or _BARE.match(sentence.text):
        return True
    if "$" in sentence.text or not _STATING.isdisjoint(sentence.tokens):
        return False
    return _WHEN.search(sentence.text) is not None or len(list(_DETAIL.finditer(sentence.text))) > 1
