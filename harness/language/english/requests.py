"""What an utterance asks its listener to tell: each request with its noun, as far as grammar alone can say."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from harness.language.english.nouns import NounPhrase, noun_phrases
from harness.language.english.sentences import Sentence, sentences_of
from harness.language.english.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, meaning_of

__all__ = ["Asking", "Request", "requests_in"]


class Asking(StrEnum):
    """The form of a request."""

    WHERE = "where"
    WHEN = "when"
    WHO = "who"
    COUNT = "how many"
    LENGTH = "how long"
    PRICE = "how much"
    NOUN = "what"
    """A noun names what is wanted: "what city", "your name, please", "do you have a hotel in mind"."""
    VERB = "what … do"
    """Only a verb says what is wanted: "what would you like to eat"."""
    CHOICE = "this or that"
    YES_NO = "whether"


class Request(Struct, frozen=True, kw_only=True):
    """One thing asked for."""

    asking: Asking
    noun: NounPhrase | None = None
    context: frozenset[str] = frozenset()
    """Meanings of the other words of the clause."""
    text: str = ""
    """The sentence, for requests that name their choices."""


_FILLERS = frozenset(
    {
        *("and", "ok", "okay", "sure", "alright", "great", "also", "so", "well", "please", "yes", "hello", "hi", "thanks", "just", "first", "now"),
        *("then", "perfect", "but", "certainly", "absolutely", "definitely", "noted", "fine", "cool", "oh", "um", "uh", "hmm", "next", ",", "or"),
        *("kindly", "right", "good", "got", "thank", "exactly", "lastly", "finally", "wonderful", "excellent"),
    }
)
_WH = frozenset({"what", "which", "where", "when", "who", "whom", "whose", "how"})
_ASKED_ABOUT = frozenset({"you", "it", "there", "this", "that", "they", "the"})
_BEFORE_WH = PREPOSITIONS | {"and", ",", "or", "know", "me", "us", "say", "but", "of"}

_TELL = (
    r"(?:give|giving|tell|telling|provide|providing|share|sharing|spell|spelling|specify|specifying|state|mention|repeat|repeating|let (?:me|us) know|letting (?:me|us) know"
    r"|inform|enter|supply|clarify|choose|pick|select|indicate|identify|say|remind|name|read)"
)
_TO_ME = r"(?: out)?(?: (?:me|us))?(?: know)?(?: (?:with|about|of))?"
_TRIGGERS = re.compile(
    r"(?:\b(?:can|could|may|might|shall|should) (?:i|we)(?: (?:please|just|also|quickly|kindly|then|first))*"
    r" (?:have|get|take|grab|ask(?: you)?(?: for| about)?|know|note(?: down)?|record|collect|verify)"
    rf"|\b(?:can|could|would|will|do|did) you(?: (?:please|just|also|mind|kindly|first|quickly|be able to|be so kind to|help me by|happy to))*"
    rf" {_TELL}{_TO_ME}"
    rf"|(?:^|\b(?:please|kindly|and|then|first|just|but|,|ok|okay|sure|great|alright|(?:need|want|like|have|ask) you to) ){_TELL}{_TO_ME}"
    r"|\b(?:i|we|i'll|we'll|i'd|we'd|i'm|still|also)(?: (?:will|would|just|also|still|do|am|only|first|really|might|may))*"
    r" (?:(?:going to )?(?:need|require)(?: to (?:know|have|get|ask|collect|take|verify|confirm))?(?: you to tell me| from you)?"
    r"|(?:like|love|want|wish|have) to (?:know|have|get|ask)(?: (?:for|about))?)"
    r"|\b(?:didn't|did not|couldn't|could not) (?:quite |really )?(?:catch|get|hear|understand)"
    r"|^(?:all )?(?:need|missing|remaining)(?: to know)?"
    r"|\blet me (?:(?:just|also|please|first|quickly) )*(?:get|have|take|know)"
    r"|\b(?:do|would) you (?:know|remember|recall)) "
)
_PREFERENCE = re.compile(
    r"\b(?:preferences?|preferance|choices?|ideas?)(?: (?:(?:with|in) regards? to|in terms of|when it comes to|for|on|regarding|as to|about|in|of|to|towards?|concerning))"
    r"(?: (?:what|which))? "
    r"|\b(?:particular|specific|certain|preferred|favou?rite|desired|preferable|special) "
    r"|\b(?:do|did|would) you(?: (?:already|also|happen to))? have (?:an?|any|your|some) "
    r"|\bhave you (?:got|chosen|picked|decided on|selected) "
    r"|\b(?:is|are) there (?:an?|any|some) (?=.* (?:you|in mind|in particular)\b)"
    r"|\bdo you (?:prefer|want) (?:an?|any) (?=.* in (?:mind|particular)\b)"
)
_NOT_ASKED = re.compile(
    r"\b(?:you|you'd)(?: \w+)? (?:like|want|wish|care|need|interested) (?:me )?(?:to|in) (?:know|tell|give|provide|share|knowing|hearing)\b"
    r"|\bwhat do you (?:think|say)\b"
    r"|\bhow (?:about|does|do (?:these|those|they)|(?:may|can|could|else|might) (?:i|we) (?:help|assist|be|serve))\b"
    r"|\b(?:(?<!or )anything|(?<!or )something|what|nothing) (?:else|more)\b|\bwhat (?:can|may|could|else) (?:i|we)\b|\bwhat about\b(?! (?:the|your)\b)"
)
_REACH_YOU = re.compile(r"\bhow (?:can|should|could|may|do|might) (?:i|we)(?: best)? (?:reach|contact|call) you\b")
_CALL_YOU = re.compile(r"\bwhat (?:should|shall|would|will) (?:it|this|that) be (?:called|named)\b|\bwhat (?:should|shall) (?:i|we) (?:call|name|title) it\b|\bwhat (?:should|shall|can|may|do) (?:i|we|they|people) (?:call|address) you\b|\bwhat are you called\b")
_CONFIRM_YOURS = re.compile(r"\b(?:confirm|verify) (?:your|the) (?=(?:[a-z]+ ){0,6}[a-z]+(?: (?:for me|please|again))?$)")
""""Could you confirm your phone number?" wants it said; "confirm your table at six" wants a yes."""
_DAYPARTS = re.compile(r"\b(?:morning|afternoon|evening|noon)s?\b.* or .*\b(?:morning|afternoon|evening|night|noon)s?\b")
_OR_ELSE = re.compile(r"\bor (?:something|anything|someone|some) (?:else|other)\b|\bor (?:another|other)\b")
_TIME = NounPhrase(head="time")
_KIND = NounPhrase(head="kind")


@lru_cache(maxsize=4096)
def requests_in(text: str) -> tuple[Request, ...]:
    """All requests of an utterance in the order spoken; none for statements, offers and read-backs."""
    found: dict[Request, None] = {}
    for sentence in sentences_of(text):
        for request in _requests_of(sentence):
            found.setdefault(request)
    return tuple(found)


def _requests_of(sentence: Sentence) -> Iterator[Request]:
    tokens = sentence.tokens
    spoken = " ".join(tokens)
    if _NOT_ASKED.search(spoken):
        return
    triggered = [len(spoken[: hit.end()].split()) for hit in _TRIGGERS.finditer(spoken)]
    start = next((i for i, token in enumerate(tokens) if token not in _FILLERS), len(tokens))
    polar = tokens[start : start + 1] and tokens[start] in AUXILIARIES and tokens[start + 1 : start + 2] and tokens[start + 1] in _ASKED_ABOUT
    question = sentence.question or bool(polar)
    asked = list(_interrogatives(tokens, start, bool(triggered), question))
    for i, begin in enumerate(asked):
        end = asked[i + 1] if i + 1 < len(asked) else len(tokens)
        yield from _asked_at(tokens, begin, end, asked[i - 1] if i else 0)
    for begin in triggered:
        yield from _nouns_from(tokens, begin)
    if (hit := _CONFIRM_YOURS.search(spoken)) is not None and not sentence.text.endswith(":"):
        yield from _nouns_from(tokens, len(spoken[: hit.end()].split()) - 1)
    if question or triggered:
        yield from _preferences(tokens, spoken)
    if question:
        yield from _polar(tokens, spoken, start)
    if not asked and not triggered and (sentence.question or tokens[-1] == "please" or tokens[0] == "please"):
        yield from _fragment(tokens, start)
    if question and "anywhere" in tokens:
        yield Request(asking=Asking.WHERE, context=_meanings(tokens))
    if _REACH_YOU.search(spoken):
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="number", modifiers=frozenset({"phone"}), yours=True))
    if _CALL_YOU.search(spoken):
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="name", yours=True))


def _interrogatives(tokens: tuple[str, ...], start: int, triggered: bool, question: bool) -> Iterator[int]:
    """Where question words stand that really ask."""
    for i, token in enumerate(tokens):
        if token not in _WH:
            continue
        before = tokens[i - 1] if i else ""
        leads = i == start or (i == start + 1 and tokens[start] in PREPOSITIONS)
        if token in {"who", "whom", "which"} and i > start and before not in _BEFORE_WH and not triggered:
            continue
        if question or triggered or (leads and _inverted(tokens, i)) or (before in {"and", ","} and _inverted(tokens, i) and not _relative(tokens, i)):
            yield i


def _inverted(tokens: tuple[str, ...], begin: int) -> bool:
    """Whether the clause has question order: its auxiliary comes before its subject."""
    for i in range(begin + 1, min(begin + 7, len(tokens))):
        if tokens[i] in AUXILIARIES:
            return tokens[begin] in {"what", "who", "whose", "how"} or (i == begin + 1) != (tokens[begin] == "which")
        if tokens[i] in PRONOUNS:
            return tokens[begin] in {"what", "which"} and i > begin + 1
    return (tokens[begin] in {"what", "which"} and tokens[begin + 1 : begin + 2] != ("a",)) or (
        tokens[begin] in {"where", "how"} and len(tokens) - begin <= 4
    )


def _relative(tokens: tuple[str, ...], begin: int) -> bool:
    """ ", which has …" goes on about what was said."""
    return tokens[begin] in {"which", "who", "whose"} and tokens[begin - 1] == "," and tokens[begin + 1 : begin + 2] != ()


def _asked_at(tokens: tuple[str, ...], begin: int, end: int, previous: int) -> Iterator[Request]:
    word = tokens[begin]
    after = tokens[begin + 1 : end]
    context = _context(tokens, begin, end, previous)
    if word == "where":
        yield Request(asking=Asking.WHERE, context=context)
    elif word == "when":
        yield Request(asking=Asking.WHEN, context=context)
    elif word in {"who", "whom", "whose"} and not (word == "whose" and after[:1] != ("name",)):
        yield Request(asking=Asking.WHO, context=context)
    elif word == "how":
        yield from _how(tokens, begin, context)
    else:
        yield from _what(tokens, begin, context)


def _how(tokens: tuple[str, ...], begin: int, context: frozenset[str]) -> Iterator[Request]:
    measure = tokens[begin + 1] if begin + 1 < len(tokens) else ""
    if measure in {"many", "may"}:
        phrases, _ = noun_phrases(tokens, begin + 2)
        yield Request(asking=Asking.COUNT, noun=phrases[0] if phrases else None, context=context)
        for phrase in phrases[1:]:
            yield Request(asking=Asking.COUNT, noun=phrase, context=context)
    elif measure == "much":
        yield Request(asking=Asking.PRICE, context=context)
    elif measure == "long":
        yield Request(asking=Asking.LENGTH, context=context)
    elif measure == "old":
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="age", yours=True), context=context)
    elif measure in {"big", "large"}:
        yield Request(asking=Asking.COUNT, context=context)
    else:
        yield Request(asking=Asking.VERB, context=context)
        phrase = next((tokens[i + 1 :] for i in range(begin, len(tokens)) if tokens[i] == "spell"), ())
        for noun in noun_phrases(phrase, 0)[0]:
            yield Request(asking=Asking.NOUN, noun=noun, context=context)


def _what(tokens: tuple[str, ...], begin: int, context: frozenset[str]) -> Iterator[Request]:
    at = begin + 1
    while at < len(tokens) and (tokens[at] in AUXILIARIES or tokens[at] in {"be", "exactly"}) and tokens[at] not in {"do", "did", "does"}:
        at += 1
    if at > begin + 1 and at < len(tokens) and tokens[at] in PRONOUNS:
        yield Request(asking=Asking.VERB, context=context)
        return
    phrases, _ = noun_phrases(tokens, at)
    if not phrases:
        yield Request(asking=Asking.VERB, context=context)
    for phrase in phrases:
        yield Request(asking=Asking.NOUN, noun=phrase, context=context)


def _nouns_from(tokens: tuple[str, ...], begin: int) -> Iterator[Request]:
    phrases, end = noun_phrases(tokens, begin)
    if tokens[end : end + 1] and tokens[end] in {"is", "are", "was", "will"}:
        return  # "let me know your name is …": a statement follows
    context = _meanings(tokens[end:])
    for phrase in phrases:
        yield Request(asking=Asking.NOUN, noun=phrase, context=context)


def _preferences(tokens: tuple[str, ...], spoken: str) -> Iterator[Request]:
    """ "Do you have a hotel in mind?" asks which."""
    for hit in _PREFERENCE.finditer(spoken):
        begin = len(spoken[: hit.end()].split())
        yield from _nouns_from(tokens, begin)


def _polar(tokens: tuple[str, ...], spoken: str, start: int) -> Iterator[Request]:
    if "or" in tokens:
        yield Request(asking=Asking.CHOICE, text=spoken)
        if _OR_ELSE.search(spoken):
            yield Request(asking=Asking.NOUN, noun=_KIND)
        if _DAYPARTS.search(spoken) and not any(token[0].isdigit() for token in tokens):
            yield Request(asking=Asking.NOUN, noun=_TIME)
    if tokens[start : start + 1] and tokens[start] in AUXILIARIES and tokens[start + 1 : start + 2] and tokens[start + 1] in _ASKED_ABOUT:
        yield Request(asking=Asking.YES_NO, context=_meanings(tokens[start:]), text=spoken)


def _fragment(tokens: tuple[str, ...], start: int) -> Iterator[Request]:
    """ "And your e-mail, please?" has no verb at all."""
    rest = tokens[start:]
    if len(rest) > 9 or any(token in AUXILIARIES or token in PRONOUNS or token[0].isdigit() for token in rest):
        return
    at = start
    while at < len(tokens) and tokens[at] in PREPOSITIONS:
        at += 1
    phrases, _ = noun_phrases(tokens, at)
    context = _meanings(tokens)
    for phrase in phrases:
        yield Request(asking=Asking.NOUN, noun=phrase, context=context)


def _context(tokens: tuple[str, ...], begin: int, end: int, previous: int) -> frozenset[str]:
    """The words that belong to a question word: those after it up to the next one; what stands before it when nothing follows."""
    after = tokens[begin + 1 : end]
    before: tuple[str, ...] = ()
    if begin and tokens[begin - 1] in PREPOSITIONS:
        before = (tokens[begin - 1] + "!",)
    if end < len(tokens) and after and after[-1] in PREPOSITIONS and len(after) > 1:
        after = after[:-1]  # "where are you going and from where": that "from" is the next one's
    content = [token for token in after if token not in _FILLERS and token not in DETERMINERS]
    if not content:
        after = tokens[end + 1 :] if end < len(tokens) else tokens[previous:begin]
    if after and after[-1] in {"to", "from"}:
        before = (*before, after[-1] + "!")
    return _meanings(after) | {meaning_of(word.rstrip("!")) for word in before}


def _meanings(tokens: tuple[str, ...]) -> frozenset[str]:
    """ "to" before a verb says nothing about direction, so only a directing one is kept by the caller."""
    return frozenset(meaning_of(token) for token in tokens if token not in DETERMINERS and token not in _FILLERS and token != "to")
