"""What a caller says, and the few turns of phrase it listens for, by language. A further language is one more book."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from harness.callers.topics import Topic
from harness.errors import InputError
from harness.language.cued import Cued
from harness.language.slot import Kind

__all__ = ["LANGUAGES", "PhraseBook", "Telling", "base_language", "book_for"]

Telling = tuple[Topic, str]
"""A topic and the value to tell for it."""


class PhraseBook(Struct, frozen=True, kw_only=True):
    """One language, as a plain and polite caller speaks it."""

    locale: str
    """Where its people come from when the caller file does not say."""
    everyday: Mapping[str, str]
    """Facts of a caller that knows everything, beyond its persona."""

    wish: Callable[[str], str]
    """The opening line for what the caller wants."""
    tell: Callable[[Sequence[Telling], bool], str]
    """Facts as short sentences; the flag: nothing else was asked, so that "it" can only mean this."""
    lacking: Callable[[Topic, bool], str]
    """"I do not have that", for things one may not have, else "I do not know that"; the flag: other things are told beside it."""
    unheard_of: Callable[[str], str]
    """"I do not know the …", for what a question names and no fact is about."""
    refuse: Callable[[Topic, bool], str]
    """"I will not tell"; the flag as above."""
    correct: Callable[[Topic, str], str]
    """"That is wrong": the topic and its right value."""
    ordinal: Callable[[int], str]
    """Takes the nth of what was offered; -1 is the last."""

    choose: str
    """Takes one of several offers; `{choice}`."""
    confirmed: str
    consent: str
    accept: str
    decline_offer: str
    only_choice: str
    """Ends the call when what the caller wants is not to be had."""
    nothing_more: str
    thanks: str
    """Ends the call when it has what it wanted."""
    farewell: str
    give_in: str
    """Ends the call when it will not tell what it must."""
    acknowledge: str
    unsure: str

    hears_wish_asked: Cued
    hears_request: re.Pattern[str]
    """A question that asks to be told something: "could you describe …"."""
    hears_thing_asked: re.Pattern[str]
    """One plain question, and `what` it asks for."""
    hears_unavailable: Cued
    ends_clause: re.Pattern[str]
    """Where something else begins: "3 PM is taken, | but 4 PM is free"."""
    hears_say_again: Cued
    hears_failure: Cued
    """It tried and did not manage, in words too plain to be technical trouble."""
    hears_impossible: Cued
    hears_alternatives: Cued
    hears_proposal: Cued
    """A question whose plain answer is "yes, please"."""
    parts_of_day: Mapping[str, range]
    """The hours people mean by a word."""


def _wish(wants: str) -> str:
    bare = wants.strip().rstrip(".!")
    if not bare:
        return "Hello."
    lead = "" if bare.lower().startswith("to ") or _NOUN_PHRASE.match(bare) else "to "
    return f"Hi, I'd like {lead}{bare}."


_NOUN_PHRASE = re.compile(r"(?:a|an|the|some|my|another|one|two|three|four|more|help|information|directions)\b|\d", re.IGNORECASE)


def _tell(tellings: Sequence[Telling], alone: bool) -> str:
    if alone and len(tellings) == 1:
        return _sentence(_alone(*tellings[0]))
    date = next((telling for telling in tellings if telling[0].common == "date"), None)
    time = next((telling for telling in tellings if telling[0].common == "time"), None)
    sentences = []
    for topic, value in tellings:
        if date is not None and time is not None and topic is time[0]:
            continue
        if date is not None and time is not None and topic is date[0]:
            sentences.append(f"{value}, {_at(time[1])}")
        else:
            sentences.append(_among_others(topic, value))
    return " ".join(map(_sentence, sentences))


def _alone(topic: Topic, value: str) -> str:
    if topic.common == "name":
        return f"My name is {value}"
    match topic.slot.kind:
        case Kind.NAME | Kind.PHONE | Kind.EMAIL | Kind.CODE:
            return f"It's {value}"
        case Kind.TIME:
            return _at(value)
    return value


def _among_others(topic: Topic, value: str) -> str:
    if topic.common == "date":
        return value
    if topic.common == "time":
        return _at(value)
    return f"{'My' if topic.personal else 'The'} {topic.spoken} is {value}"


def _at(time: str) -> str:
    return f"at {time}" if _BARE_TIME.match(time) else time


_BARE_TIME = re.compile(
    r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter|noon|midnight)\b", re.IGNORECASE
)


def _sentence(text: str) -> str:
    text = text.strip()
    capital = text[:1].upper() + text[1:]
    return capital if capital.endswith((".", "!", "?")) else capital + "."


def _lacking(topic: Topic, beside_others: bool) -> str:
    may_lack = topic.slot.kind in {Kind.EMAIL, Kind.PHONE, Kind.CODE} or topic.common in {"card number", "reference number"}
    if not beside_others:
        return "I don't have one." if may_lack else "I don't know."
    article = "an" if topic.spoken[:1] in "aeio" else "a"
    return f"I don't have {article} {topic.spoken}." if may_lack else f"I don't know the {topic.spoken}."


def _refuse(topic: Topic, beside_others: bool) -> str:
    if not beside_others:
        return "I'd rather not say."
    return f"I'd rather not give {'my' if topic.personal else 'the'} {topic.spoken}."


def _correct(topic: Topic, value: str) -> str:
    return _sentence(f"no, {'my' if topic.personal else 'the'} {topic.spoken} is {value}")


def _ordinal(nth: int) -> str:
    names = {-1: "last", 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
    return f"The {names[nth]} one, please." if nth in names else f"Number {nth}, please."


ENGLISH = PhraseBook(
    locale="en_CA",
    everyday={"date": "next Tuesday", "time": "two in the afternoon", "number of people": "two"},
    wish=_wish,
    tell=_tell,
    lacking=_lacking,
    unheard_of="I don't know the {}.".format,
    refuse=_refuse,
    correct=_correct,
    ordinal=_ordinal,
    choose="{choice}, please.",
    confirmed="Yes, that's right.",
    consent="Yes, please.",
    accept="Yes, that works for me.",
    decline_offer="No, sorry, that doesn't work for me.",
    only_choice="No, that's the only one that works for me. Thank you anyway. Goodbye.",
    nothing_more="No, thank you. Goodbye.",
    thanks="Great, thank you. Goodbye.",
    farewell="Thank you. Goodbye.",
    give_in="I understand. Thank you anyway. Goodbye.",
    acknowledge="Okay.",
    unsure="I'm not sure.",
    hears_wish_asked=Cued.of(
        r"\b(?:how|what) (?:can|may|could|might) (?:i|we) (?:help|assist|do)\b|\bwhat (?:brings you|are you calling)\b"
        r"|\bwhat would you like (?:help with|to do)\b|\b(?:reason for|purpose of) (?:your|the|this) call\b"
        r"|\bhow (?:can|may) (?:\w+ ){1,3}(?:help|assist) you\b",
        "help assist do brings calling reason purpose",
        flags=re.IGNORECASE,
    ),
    hears_request=re.compile(r"\b(?:could|can|would|will) you (?:\w+ ){0,2}(?:describe|explain|tell|say|give)\b", re.IGNORECASE),
    hears_thing_asked=re.compile(
        r"(?:\bwhat(?:'s| is| are) (?:the|your)|\bwhich|\bhow many) "
        r"(?P<what>(?:(?!\b(?:would|do|will|can|are|is)\b)[\w'-]+ ?){1,5})"
        r"(?:[:,]? [^?.!]*)?\?",
        re.IGNORECASE,
    ),
    hears_unavailable=Cued.of(
        r"\b(?:unavailable|(?:is|are|it's) (?:already |completely |quite )?(?:full|busy)\b(?! name)"
        r"|(?:no|nobody|no one|none)(?: \w+){0,2} (?:is |are |was |were )?(?:available|free|found|left)"
        r"|taken|sold out|in the past|(?:fully|already) booked|booked (?:up|solid)"
        r"|no longer (?:free|open|available)"
        r"|(?:not|isn't|aren't|is not|are not) (?:available|free|open|possible)|(?:don't|do not) have (?:anything|any|that)"
        r"|(?:there is|there's|there are|we have|i have) (?:no|nothing) (?:openings?|slots?|tables?|rooms?|times?|free|open|left"
        r"|available|\w+ (?:on |at )?(?:that|this) (?:day|time|date)))\b",
        "unavailable full busy nobody none taken sold past booked longer not isn aren don no nothing",
        flags=re.IGNORECASE,
    ),
    ends_clause=re.compile(r"[!?;,]|\.(?=\s+[A-Z])|\b(?:but|however)\b"),
    hears_say_again=Cued.of(
        r"\b(?:(?:could|can|would) you (?:please )?(?:repeat|spell|say)\b|say (?:that|it) again|"
        r"(?:didn't|did not|couldn't) (?:quite )?(?:catch|hear|get)\b|come again\?|pardon(?: me)?\?|one more time\?)",
        "repeat spell say catch hear get again pardon time",
        flags=re.IGNORECASE,
    ),
    hears_failure=Cued.of(
        r"\b(?:(?:(?:was|were|am|are|i'm|we're) not|wasn't|weren't|aren't) able to|(?:was|were|am|are) unable to"
        r"|(?:could not|couldn't) (?:do|manage)|(?:did not|didn't) (?:work|go through|manage))\b",
        "not t unable",
        flags=re.IGNORECASE,
    ),
    hears_impossible=Cued.of(
        r"\b(?:can't|cannot|can not|won't be able|not able|unable|not possible|impossible)\b"
        r"|\bwithout (?:a|an|your|the|that|it|one)\b",
        "t cannot not unable impossible without",
        flags=re.IGNORECASE,
    ),
    hears_alternatives=Cued.of(r"\bor\b", "or", flags=re.IGNORECASE),
    hears_proposal=Cued.of(
        r"\b(?:(?:is|was) that what you(?: would|'d)? (?:like|want)|would you like|shall (?:i|we)|should (?:i|we)|do you want"
        r"|(?:may|can|could) i (?!have|get|ask|take|know|please)"
        r"|is that (?:ok(?:ay)?|all ?right|fine)|(?:does|would) that (?:work|suit)|ok(?:ay)?\?"
        r"|all ?right\?|are you (?:ok(?:ay)?|happy) with)",
        "would shall should do may can could that ok okay right alright allright happy",
        flags=re.IGNORECASE,
    ),
    parts_of_day={"morning": range(12), "afternoon": range(12, 18), "evening": range(17, 24), "night": range(20, 24)},
)

_BOOKS: Mapping[str, PhraseBook] = {"en": ENGLISH}
LANGUAGES = tuple(_BOOKS)
"""What callers can speak."""


def base_language(language: str) -> str:
    """ "en" of "en-CA" and of "EN"."""
    return re.split(r"[-_]", language.lower())[0]


@lru_cache(maxsize=64)
def book_for(language: str) -> PhraseBook:
    """The phrase book of a language, by its base code: "en-CA" speaks "en". Raises InputError for one nobody speaks."""
    base = base_language(language)
    if base not in _BOOKS:
        raise InputError(f"no caller speaks {language!r}; there are {', '.join(LANGUAGES)}")
    return _BOOKS[base]
