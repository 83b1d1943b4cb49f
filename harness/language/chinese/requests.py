"""What a Chinese utterance asks its listener to tell, as far as its words alone can say."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from msgspec import Struct, structs

from harness.language.chinese.cues import (
    AND,
    ASKED,
    COPULA,
    DAY_PART,
    FRAGMENT_LEAD,
    FRAGMENT_TAIL,
    HANDED,
    HAVE,
    JOIN,
    OFFERS_TO_TELL,
    ONLY_CONTEXT,
    OR,
    PURPOSE,
    READ_BACK,
    REASON,
    STATED,
    TELL,
    WHOLE_NAMES,
    YES_NO,
)
from harness.language.chinese.heard import clauses_of, sentences_of
from harness.language.chinese.nouns import NOUNS, NounRun, noun_runs
from harness.language.english.nouns import NounPhrase
from harness.language.english.request import Asking, Request
from harness.language.english.words import meaning_of

__all__ = ["Wanted", "requests_in"]


class Wanted(Struct, frozen=True, kw_only=True):
    """One thing asked for."""

    readings: tuple[Request, ...] = ()
    """The English request it amounts to; further ones only count when nothing fits the one before."""
    choices: str = ""
    """The sentence, when it names what to choose from."""
    serving: bool = False
    """Somebody of the house, by a name of their trade: "哪位师傅"."""
    whole_name: bool = False
    """The name with both its parts."""


_ABOUT_NOUNS = frozenset({"what", "where", "count", "date", "time", "when", "own", "who", "age", "manner"})
"""Question words that may ask about the nouns before them."""


@lru_cache(maxsize=4096)
def requests_in(text: str, extra: frozenset[str] = frozenset()) -> tuple[Wanted, ...]:
    """All requests of an utterance; none for statements, offers and read-backs. `extra` are nouns beyond the vocabulary."""
    found: dict[Wanted, None] = {}
    for sentence in sentences_of(text):
        for wanted in _read(PURPOSE.sub("", sentence[:-1]) + sentence[-1:], extra):
            found.setdefault(wanted)
    return tuple(found)


def _read(sentence: str, extra: frozenset[str]) -> Iterator[Wanted]:
    if sentence.rstrip("。 ").endswith(("?", "吗", "呢")) and OR.search(sentence):
        yield Wanted(choices=sentence)
        if DAY_PART.search(sentence):
            yield Wanted(readings=(Request(asking=Asking.NOUN, noun=NounPhrase(head="time")),))
    read_back = READ_BACK.search(sentence) is not None
    clauses = [clause for clause in clauses_of(sentence) if not OFFERS_TO_TELL.search(clause)]
    asked = [wanted for clause in clauses for wanted in _interrogatives(clause, extra)]
    yield from asked
    if not asked and not read_back:
        told = [_noun(run, frozenset()) for run in _unstated(_told(clauses, extra), extra)]
        yield from told or _have_or_fragment(clauses, sentence, extra)
    if YES_NO.search(sentence) and not read_back:
        yield Wanted(readings=(Request(asking=Asking.YES_NO, context=_context(_runs(sentence, extra)), text=sentence),))


def _have_or_fragment(clauses: list[str], sentence: str, extra: frozenset[str]) -> Iterator[Wanted]:
    """ "您有邮箱吗？" and "您的电话？"."""
    for clause in clauses:
        if (have := HAVE.search(clause)) is not None and YES_NO.search(clause):
            yield from (_noun(run, frozenset()) for run in _runs(clause, extra) if run.start == have.end() and _is_thing(run))
    spoken = "".join(clauses)
    if not (sentence.endswith("?") or spoken.rstrip("。").endswith(("呢", "是")) or spoken.startswith(("请问", "您的"))):
        return
    lead, tail = FRAGMENT_LEAD.match(spoken), FRAGMENT_TAIL.search(spoken)
    runs = [run for run in _runs(spoken, extra) if _is_thing(run)]
    at = lead.end() if lead else 0
    for run in runs:
        if JOIN.fullmatch(spoken, at, run.start) is None:
            return
        at = run.end
    if runs and tail is not None and tail.start() <= at:
        yield from (_noun(run, frozenset()) for run in runs)


def _interrogatives(clause: str, extra: frozenset[str]) -> Iterator[Wanted]:
    runs = _runs(clause, extra)
    context = _context(runs) | ({"recipient"} if HANDED.search(clause) else set())
    for match in ASKED.finditer(clause):
        kind = match.lastgroup if match.lastgroup != "counted" else "count"
        before = _listed_before(clause, runs, match.start(), spelling=kind == "manner")
        after = next((run for run in runs if match.end() <= run.start <= match.end() + 1 and _is_thing(run)), None)
        if before and after is None and kind in _ABOUT_NOUNS:
            yield from (_noun(run, context, kind) for run in before)
        elif kind in {"what", "manner"}:
            if after is not None:
                yield _noun(after, context)
        elif kind == "serving":
            yield Wanted(serving=True)
        else:
            yield from _by_form(kind or "", match, runs, context)


def _listed_before(clause: str, runs: tuple[NounRun, ...], start: int, *, spelling: bool) -> list[NounRun]:
    """The nouns a question word asks about: "您的姓和名分别是什么", "名字怎么拼"."""
    listed: list[NounRun] = []
    at = start
    for run in reversed(runs):
        if run.end > at:
            continue
        gap = clause[run.end : at]
        joined = (JOIN if listed else COPULA).fullmatch(gap) if listed or not spelling else gap in {"", "分别"}
        if not joined:
            break
        if _is_thing(run):
            listed.append(run)
        at = run.start
    return listed[::-1]


def _by_form(kind: str, match: re.Match[str], runs: tuple[NounRun, ...], context: frozenset[str]) -> Iterator[Wanted]:
    forms = {
        "when": Asking.WHEN,
        "where": Asking.WHERE,
        "who": Asking.WHO,
        "price": Asking.PRICE,
        "length": Asking.LENGTH,
    }
    heads = {
        "time": NounPhrase(head="time"),
        "date": NounPhrase(head="date"),
        "age": NounPhrase(head="age"),
        "own": NounPhrase(head="name", yours=True, modifiers=frozenset({"last"} if "姓" in match.group() else ())),
        "reach": NounPhrase(head="number", modifiers=frozenset({"phone"}), yours=True),
    }
    if kind == "own" and not match.group().startswith(("怎", "如", "您", "你")) and "recipient" in context:
        yield Wanted(readings=(Request(asking=Asking.NOUN, noun=NounPhrase(head="name", modifiers=frozenset({"recipient"}))),))
    elif kind in forms:
        yield Wanted(readings=(Request(asking=forms[kind], context=context),))
    elif kind == "reason":
        yield Wanted(readings=REASON)
    elif kind == "count":
        yield Wanted(readings=(Request(asking=Asking.COUNT, noun=_counted(match, runs), context=context),))
    elif kind in heads:
        whole = kind == "own" and not heads[kind].modifiers
        yield Wanted(readings=(Request(asking=Asking.NOUN, noun=heads[kind], context=context),), whole_name=whole)


def _counted(match: re.Match[str], runs: tuple[NounRun, ...]) -> NounPhrase | None:
    """What 几 and 多少 count: a noun that follows, else by the counter."""
    said = match.group()
    following = next((run for run in runs if match.start() < run.start <= match.end() + 1 and _is_thing(run)), None)
    if following is not None:
        words = NOUNS.get(following.nouns[-1], (following.nouns[-1],))[0].split()
        return NounPhrase(head=meaning_of(words[-1]), plural=True)
    if re.search("[位人名]", said):
        return NounPhrase(head="person", plural=True)
    return NounPhrase(head="room", plural=True) if "间" in said else None


def _unstated(told: str, extra: frozenset[str]) -> list[NounRun]:
    """The nouns that are asked for: not what is given with its value ("地址是主街十二号")."""
    return [run for run in _runs(told, extra) if _is_thing(run) and not STATED.match(told, run.end)]


def _is_thing(run: NounRun) -> bool:
    return not all(NOUNS.get(noun, ("",))[0] in ONLY_CONTEXT for noun in run.nouns)


def _noun(run: NounRun, context: frozenset[str], kind: str | None = None) -> Wanted:
    """The request for a run of nouns, the last of which is what is meant: one reading for each meaning it may have."""
    narrowing = {meaning_of(word) for noun in run.nouns[:-1] for word in NOUNS.get(noun, (noun,))[0].split()}
    readings = []
    for words in (option.split() for option in NOUNS.get(run.nouns[-1], (run.nouns[-1],))):
        if words[0] == "number" and len(words) > 1:
            readings.append(Request(asking=Asking.COUNT, noun=NounPhrase(head=meaning_of(words[1]), plural=True)))
            continue
        head, modifiers = _head_of(words)
        if head == "time" and kind == "date":
            head = "date"  # "入住时间是哪天"
        noun = NounPhrase(head=head, modifiers=frozenset(narrowing | modifiers))
        readings.append(Request(asking=Asking.NOUN, noun=noun, context=context - {head} - modifiers - narrowing))
    return Wanted(readings=tuple(readings), whole_name=run.nouns[-1] in WHOLE_NAMES)


def _head_of(words: list[str]) -> tuple[str, frozenset[str]]:
    """The noun of English words and what narrows it: "date of birth" is a date."""
    if "of" in words:
        at = words.index("of")
        return meaning_of(words[at - 1]), frozenset(meaning_of(word) for word in words[at + 1 :])
    modifiers = frozenset(meaning_of(word) for word in words[:-1]) - {"full"}
    return meaning_of(words[-1]), modifiers


def _context(runs: tuple[NounRun, ...]) -> frozenset[str]:
    every = (word for run in runs for noun in run.nouns for option in NOUNS.get(noun, (noun,)) for word in option.split())
    return frozenset(meaning_of(word) for word in every if word != "of")


def _told(clauses: list[str], extra: frozenset[str]) -> str:
    """From where something is requested on; all of it when the nouns stand before: "您的电话，麻烦说一下"."""
    first = next((i for i, clause in enumerate(clauses) if TELL.search(clause)), None)
    if first is None:
        return ""
    told = "".join(clauses[first:])
    return told if _unstated(told, extra) else "".join(clauses)


def _runs(plain: str, extra: frozenset[str]) -> tuple[NounRun, ...]:
    """The runs of nouns; "入住和退房的日期" are two dates."""
    runs = noun_runs(plain, extra)
    shared = []
    for run, following in zip_longest(runs, runs[1:]):
        if (
            following is not None
            and not _is_thing(run)
            and AND.fullmatch(plain, run.end, following.start)
            and len(following.nouns) > 1
        ):
            run = structs.replace(run, nouns=(*run.nouns, following.nouns[-1]))
        shared.append(run)
    return tuple(shared)
