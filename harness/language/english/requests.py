"""What an utterance asks its listener to tell: each request with its noun, as far as grammar alone can say."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from harness.language.english.closed import about, closed_requests, opens_polar, preferences
from harness.language.english.cues import CALL_IT, CALL_YOU, CONFIRM_YOURS, MOOD, NAMES_ONE, NOT_ASKED, REACH_YOU, TOLD, TRIGGERS
from harness.language.english.nouns import NounPhrase, noun_phrases
from harness.language.english.profiles import lean_of
from harness.language.english.request import FILLERS, Asking, Request, meanings_of
from harness.language.english.sentences import Sentence, sentences_of
from harness.language.english.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, meaning_of

__all__ = ["requests_in"]


_WH = frozenset({"what", "which", "where", "when", "who", "whom", "whose", "how"})
_COPULAS = (AUXILIARIES | {"be", "exactly"}) - {"do", "did", "does"}
_COMMANDS = frozenset({"buy", "get", "book", "reserve", "play", "make", "send", "add", "find", "wanna", "want", "enjoy", "hold"})
_BEFORE_WH = PREPOSITIONS | {"and", ",", "or", "know", "me", "us", "say", "but", "of"}


@lru_cache(maxsize=4096)
def requests_in(text: str) -> tuple[Request, ...]:
    """All requests of an utterance in the order spoken; none for statements, offers and read-backs."""
    found: dict[Request, None] = {}
    listed = False
    for sentence in sentences_of(text):
        for request in _listed(sentence) if listed else _requests_of(sentence):
            found.setdefault(request)
        listed = sentence.text.endswith(":") and TRIGGERS.search(" ".join(sentence.tokens) + " ") is not None
    return tuple(found)


@lru_cache(maxsize=4096)
def _requests_of(sentence: Sentence) -> tuple[Request, ...]:
    return tuple(_read(sentence))


def _read(sentence: Sentence) -> Iterator[Request]:
    tokens = sentence.tokens
    spoken = " ".join(tokens)
    if NOT_ASKED.search(spoken) or _offers_to_tell(spoken):
        yield from about(tokens, spoken)
        return
    triggered = [len(spoken[: hit.end()].split()) for hit in TRIGGERS.finditer(spoken)]
    start = next((i for i, token in enumerate(tokens) if token not in FILLERS), len(tokens))
    question = sentence.question or opens_polar(tokens, start)
    asked = list(_interrogatives(tokens, start, bool(triggered), question))
    for i, begin in enumerate(asked):
        end = asked[i + 1] if i + 1 < len(asked) else len(tokens)
        yield from _asked_at(tokens, begin, end, asked[i - 1] if i else 0)
    for begin in triggered:
        yield from _nouns_from(tokens, begin)
    if (hit := CONFIRM_YOURS.search(spoken)) is not None and not sentence.text.endswith(":"):
        yield from _nouns_from(tokens, len(spoken[: hit.end()].split()) - 1)
    if question or triggered:
        yield from preferences(tokens, spoken)
    yield from closed_requests(sentence, spoken, start, question=question, open_ended=bool(asked or triggered))
    if not asked and not triggered and (sentence.question or tokens[-1] == "please" or tokens[0] == "please"):
        yield from _fragment(tokens, start)
    if question and "anywhere" in tokens:
        yield Request(asking=Asking.WHERE, context=meanings_of(tokens))
    if REACH_YOU.search(spoken):
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="number", modifiers=frozenset({"phone"}), yours=True))
    if CALL_YOU.search(spoken):
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="name", yours=True))
    if question and MOOD.search(spoken):
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="kind"))
    if CALL_IT.search(spoken):
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="name"))


def _listed(sentence: Sentence) -> Iterator[Request]:
    """After "please tell me:" a bare list asks too."""
    yield from _requests_of(sentence) or _nouns_from(sentence.tokens, 0)


def _offers_to_tell(spoken: str) -> bool:
    hit = TOLD.search(spoken)
    return hit is not None and not NAMES_ONE.search(spoken[: hit.start()]) and not TRIGGERS.search(spoken[: hit.start()])


def _interrogatives(tokens: tuple[str, ...], start: int, triggered: bool, question: bool) -> Iterator[int]:
    """Where question words stand that really ask."""
    for i, token in enumerate(tokens):
        if token not in _WH:
            continue
        before = tokens[i - 1] if i else ""
        leads = i == start or (i == start + 1 and tokens[start] in PREPOSITIONS)
        if token in {"who", "whom", "which"} and i > start and before not in _BEFORE_WH and not triggered:
            continue
        joined = before in {"and", ","} and not _relative(tokens, i)
        if question or triggered or ((leads or joined) and _inverted(tokens, i)):
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
        yield Request(asking=Asking.WHERE, context=context, ends=_ends(after, place=True))
    elif word == "when":
        yield Request(asking=Asking.WHEN, context=context, ends=_ends(after, place=False))
    elif word in {"who", "whom", "whose"} and not (word == "whose" and after[:1] != ("name",)):
        yield Request(asking=Asking.WHO, context=context)
    elif word == "how":
        yield from _how(tokens, begin, context)
    else:
        yield from _what(tokens, begin, end, context)


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
        if not any(token[0].isdigit() for token in tokens):
            yield Request(asking=Asking.MANNER, context=context)
        spelled = next((tokens[i + 1 :] for i in range(begin, len(tokens)) if tokens[i] == "spell"), ())
        for noun in noun_phrases(spelled, 0)[0]:
            yield Request(asking=Asking.NOUN, noun=noun, context=context)


def _what(tokens: tuple[str, ...], begin: int, end: int, context: frozenset[str]) -> Iterator[Request]:
    at = begin + 1
    while at < len(tokens) and tokens[at] in _COPULAS:
        at += 1
    if at > begin + 1 and at < len(tokens) and tokens[at] in PRONOUNS:
        yield Request(asking=Asking.VERB, context=context)
        return
    phrases, _ = noun_phrases(tokens, at)
    if not phrases:
        yield Request(asking=Asking.VERB, context=context)
    for phrase in phrases:
        ends = _ends(tokens[at:end], place=phrase.head in {"city", "place"}) if len(phrases) == 1 else frozenset()
        yield Request(asking=Asking.NOUN, noun=phrase, context=context, ends=ends)


def _ends(clause: tuple[str, ...], *, place: bool) -> frozenset[str]:
    """Which ends the parts of a clause joined by "and" or "or" point to: "leave and come back", "to and from"."""
    joints = [i for i, token in enumerate(clause) if token in {"and", "or"}]
    if not joints:
        return frozenset()
    bounds = [-1, *joints, len(clause)]
    parts = [clause[a + 1 : b] for a, b in pairwise(bounds)]
    meant = [frozenset(meaning_of(word) for word in _directing(part)) for part in parts]
    if not place and "arrive" in meant[0] and any("leave" in part for part in meant[1:]):
        return frozenset({"start", "end"})
    leans = (lean_of(part, place=place) for part in meant)
    return frozenset(lean for lean in leans if lean)


def _directing(part: tuple[str, ...]) -> tuple[str, ...]:
    """Its words without the "to" of "like to go"."""
    return tuple(word for i, word in enumerate(part) if word != "to" or i in {0, len(part) - 1})


def _nouns_from(tokens: tuple[str, ...], begin: int) -> Iterator[Request]:
    phrases, end = noun_phrases(tokens, begin)
    if tokens[end : end + 1] and tokens[end] in {"is", "are", "was", "will"}:
        return  # "let me know your name is …": a statement follows
    context = meanings_of(tokens[end:])
    for phrase in phrases:
        yield Request(asking=Asking.NOUN, noun=phrase, context=context)


def _fragment(tokens: tuple[str, ...], start: int) -> Iterator[Request]:
    """ "And your e-mail, please?" has no verb at all."""
    tokens = tokens[: tokens.index("if")] if "if" in tokens else tokens
    rest = tokens[start:-2] if tokens[-2:] == ("for", "you") else tokens[start:]
    if len(rest) > 9 or any(token in AUXILIARIES or token in PRONOUNS or token[0].isdigit() for token in rest):
        return
    at = start
    while at < len(tokens) and tokens[at] in PREPOSITIONS:
        at += 1
    if tokens[at + 1 : at + 2] and tokens[at] not in DETERMINERS and tokens[at + 1] in DETERMINERS:
        return  # "enjoy the …" begins with a verb
    if tokens[at : at + 1] and tokens[at] in _COMMANDS:
        return
    phrases, _ = noun_phrases(tokens, at)
    context = meanings_of(tokens)
    for phrase in phrases:
        others = frozenset().union(*(other.modifiers | {other.head} for other in phrases if other is not phrase))
        yield Request(asking=Asking.NOUN, noun=phrase, context=context - others)


def _context(tokens: tuple[str, ...], begin: int, end: int, previous: int) -> frozenset[str]:
    """The words that belong to a question word: those after it up to the next one; what stands before it when nothing follows."""
    after = tokens[begin + 1 : end]
    before: tuple[str, ...] = ()
    if begin and tokens[begin - 1] in PREPOSITIONS:
        before = (tokens[begin - 1] + "!",)
    if end < len(tokens) and after and after[-1] in PREPOSITIONS and len(after) > 1:
        # "Where are you going and from where": that "from" is the next one's.
        after = after[:-1] if after[-2] != "and" else after[:-2]
    content = [token for token in after if token not in FILLERS and token not in DETERMINERS]
    if not content:
        after = tokens[end + 1 :] if end < len(tokens) else tokens[previous:begin]
    if after and after[-1] in {"to", "from"}:
        before = (*before, after[-1] + "!")
    return meanings_of(after) | {meaning_of(word.rstrip("!")) for word in before}
