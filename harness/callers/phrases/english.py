"""English, as callers speak it."""

import re
from collections.abc import Sequence
from datetime import datetime

from harness.callers.phrases.book import PhraseBook, Telling
from harness.callers.topics import Topic
from harness.language.cued import Cued
from harness.language.slot import Kind

__all__ = ["ENGLISH"]


def _wish(wants: str) -> str:
    bare = wants.strip().rstrip(".!")
    if not bare:
        return "Hello."
    lead = "" if bare.lower().startswith("to ") or _NOUN_PHRASE.match(bare) else "to "
    return f"Hi, I'd like {lead}{bare}."


_NOUN_PHRASE = re.compile(r"(?:a|an|the|some|my|another|one|two|three|four|more|help|information|directions)\b|\d", re.IGNORECASE)


def _further_wish(wants: str) -> str:
    bare = wants.strip().rstrip(".!")
    lead = "" if bare.lower().startswith("to ") or _NOUN_PHRASE.match(bare) else "to "
    return f"I'd also like {lead}{bare}."


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


def _as_it_is(_topic: Topic, value: str, _now: datetime) -> str:
    return value


def _spelled(word: str) -> str:
    words = ["-".join(sign for sign in part.upper() if sign.isalnum()) for part in word.split()]
    return f"It's {', '.join(part for part in words if part)}."


def _noun(topic: Topic) -> str:
    return topic.spoken


def _label(topic: Topic) -> str:
    return rf"\b{re.escape(topic.spoken)}\b(?: is|:)"


def _never(_name: str, _text: str) -> bool:
    return False


def _name_parts(name: str) -> tuple[str, str] | None:
    first, _, last = name.strip().partition(" ")
    return (first, last.strip()) if last.strip() else None


def _whole_name(first: str, last: str) -> str:
    return f"{first} {last}"


def _ordinal(nth: int) -> str:
    names = {-1: "last", 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
    return f"The {names[nth]} one, please." if nth in names else f"Number {nth}, please."


ENGLISH = PhraseBook(
    locale="en_CA",
    gap=" ",
    everyday={"date": "next Tuesday", "time": "two in the afternoon", "number of people": "two"},
    wish=_wish,
    further_wish=_further_wish,
    voiced=_as_it_is,
    tell=_tell,
    lacking=_lacking,
    unheard_of="I don't know the {}.".format,
    refuse=_refuse,
    correct=_correct,
    ordinal=_ordinal,
    spelled=_spelled,
    noun=_noun,
    label=_label,
    name_parts=_name_parts,
    asks_by_name=_never,
    whole_name=_whole_name,
    choose="{choice}, please.",
    confirmed="Yes, that's right.",
    consent="Yes, please.",
    accept="Yes, that works for me.",
    decline_offer="No, sorry, that doesn't work for me.",
    changed_mind="No, I've changed my mind.",
    only_choice="No, that's the only one that works for me. Thank you anyway. Goodbye.",
    something_more="Yes, please.",
    nothing_more="No, thank you. Goodbye.",
    thanks="Great, thank you. Goodbye.",
    farewell="Thank you. Goodbye.",
    give_in="I understand. Thank you anyway. Goodbye.",
    acknowledge="Okay.",
    unsure="I'm not sure.",
    own_language="English, please.",
    wrong_language="Sorry, I don't understand. Do you speak English?",
    lost="I'm sorry, I don't understand.",
    hears_wish_asked=Cued.of(
        r"\b(?:how|what) (?:can|may|could|might) (?:i|we) (?:help|assist|do)\b|\bwhat (?:brings you|are you calling)\b"
        r"|\bwhat would you like (?:help with|to do)\b|\b(?:reason for|purpose of) (?:your|the|this) call\b"
        r"|\bhow (?:can|may) (?:\w+ ){1,3}(?:help|assist) you\b",
        "help assist do brings calling reason purpose",
        flags=re.IGNORECASE,
    ),
    hears_request=re.compile(r"\b(?:could|can|would|will) you (?:\w+ ){0,2}(?:describe|explain|tell|say|give)\b", re.IGNORECASE),
    hears_thing_asked=re.compile(
        r"(?:\bwhat(?:'s| is| are) (?:the|your)|\bwhich(?! (?:one|of)\b)|\bhow many) "
        r"(?P<what>(?:(?!\b(?:would|do|will|can|are|is)\b)[\w'-]+ ?){1,5})"
        r"(?:[:,]? [^?.!]*)?\?",
        re.IGNORECASE,
    ),
    hears_doubt=Cued.of(
        r"\bare you (?:(?:really|quite|absolutely|very) )*(?:sure|certain)\b", "sure certain", flags=re.IGNORECASE
    ),
    hears_which=Cued.of(
        r"\bwhich (?:ones?\b|of (?:them|these|those|the)\b|[a-z]+ (?:would|do|should|did|is|are|shall)\b)",
        "which",
        flags=re.IGNORECASE,
    ),
    hears_owned=Cued.of(r"\byou(?:'ve)? already (?:have|got)\b", "already", flags=re.IGNORECASE),
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
    hears_spell=Cued.of(r"\b(?:spell|spelled|spelt|spelling)\b", "spell spelled spelt spelling", flags=re.IGNORECASE),
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
    hears_language_asked=Cued.of(
        r"\b(?:which|what|preferred) language\b"
        r"|\b(?:in|speak|prefer|use|for) (?:english|mandarin|chinese)\b[^.?!]*\bor\b[^.?!]*\b(?:english|mandarin|chinese)\b"
        r"|^\W*(?:english|mandarin|chinese) or (?:english|mandarin|chinese)\b",
        "language english mandarin chinese",
        flags=re.IGNORECASE,
    ),
    parts_of_day={"morning": range(12), "afternoon": range(12, 18), "evening": range(17, 24), "night": range(20, 24)},
)
