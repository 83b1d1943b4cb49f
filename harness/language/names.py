"""Names of people, as they introduce themselves or answer when asked."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from harness.language.cued import Cued
from harness.language.found import Found, apart, clear_of, folded, plain
from harness.language.name_vocabulary import ALSO_NAMES, EVERYDAY, PARTICLES, PLACE_STARTS, TITLES
from harness.language.slot import Kind

__all__ = ["name_words", "names"]

_LETTER = r"[^\W\d_]"
_TOKEN = rf"{_LETTER}+(?:['-]{_LETTER}+)*"
_LEADS_STRONG = Cued.of(
    r"\b(?:(?:my|the|our|his|her|their)\s+(?:\w+\s+){0,2}?name(?:\s+is|'s|\s*:|\s+would\s+be|\s+will\s+be)(?:\s+(?:actually"
    r"|now))?"
    r"|(?<![\w'])name(?:\s+is|'s|\s*:)|(?:first|last|given|family)\s+name|(?:you\s+can\s+|please\s+)?call\s+me"
    r"|(?:under|in)\s+(?:the\s+|my\s+)?name\s+(?:of\s+)?|go(?:es)?\s+by)\s+",
    "name call go goes",
)
_LEADS_WEAK = Cued.of(
    r"\b(?:this\s+is|i'm|i\s+am|it's|it\s+is|that's|speaking\s+with|under)\s+", "this m am it that speaking under"
)
_FOR = Cued.of(
    r"\bfor(?<!leave for)(?<!flight for)(?<!train for)(?<!bus for)(?<!head for)(?<!ticket for)(?<!tickets for)\s+", "for"
)
_TRAILED = re.compile(
    rf"(?:^|[.!?,;]\s*|\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Yy]es|[Mm]orning|[Aa]fternoon"
    rf"|[Ee]vening)[,!.]?\s+)(?P<name>{_TOKEN}(?:\s+{_TOKEN}){{0,4}})\s+(?:here|speaking)\b"
)
_FILLER = re.compile(
    r"(?:(?:uh|um|er|hmm|well|so|oh|ok|okay|sure|yes|yeah|yep|right|alright|of course|certainly|absolutely|no problem|hi|hello"
    r"|hey|thanks|thank you"
    r"|please|just|actually|sorry|no|it's|it is|that's|that is|that would be|that'd be|it'd be|i'm|i am|this is"
    r"|(?:my|the|her|his|their)\s+(?:\w+\s+){0,3}?name(?:\s+is|'s|\s+would be)?|(?:is|for|under))(?![\w'])[\s,.:;!-]*)+"
)
_SPELLED = re.compile(
    rf"(?<![\w-]){_LETTER}(?:[-.]\s?{_LETTER}){{1,}}(?![\w-])|(?<![\w'-]){_LETTER}(?:\s{_LETTER}){{2,}}(?![\w'-])"
)
_AFTER_NAME = frozenset(("and", "here", "speaking", "please", "is", "my", "with", "that's", "spelled", "but", "thanks", "i"))
_CLAUSE = re.compile(r"[^.,;:!?()\n]+")
_WORD = re.compile(_TOKEN)
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z,'] )[A-HJ-Z]")
_INITIAL = re.compile(r"\b([^\W\d_])\.")


def names(text: str, answering: bool = False, language: str = "en") -> tuple[Found, ...]:
    """Every person's name given: "my name is Jane Doe", "Jane Doe here", "I'm Jane"; the best-introduced come first.

    `answering` also takes a bare "Jane Doe" or "jane doe". Titles are left out, capitals put in ("o'brien" → "O'Brien").
    """
    if language == "zh":
        from harness.language.chinese import names as chinese  # loaded by those who hear it

        return chinese.names(text, answering)
    return _given(text, answering)


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def _given(text: str, answering: bool) -> tuple[Found, ...]:
    # An initial's full stop is no end of a sentence: "Jane Q. Doe".
    simple = _INITIAL.sub(r"\1 ", plain(text)) if "." in text else plain(text)
    heard = folded(simple)
    strong = apart(_introduced(simple, heard))
    weak = clear_of(apart(_half_introduced(simple, heard)), strong)
    bare = clear_of(_bare(simple, heard), strong) if answering else ()
    ranked = (*strong, *weak, *bare) if strong else (*bare, *weak)
    return tuple({one.start: replace(one, text=text[one.start : one.end]) for one in ranked}.values())


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that identify, in lower case, without titles: "Dr. Jane O'Brien" → ("jane", "o'brien")."""
    return tuple(word for word in _WORD.findall(folded(name)) if word not in TITLES)


def _introduced(simple: str, heard: str) -> Iterator[Found]:
    for lead in _LEADS_STRONG.finditer(heard):
        if (name := _name_at(simple, heard, lead.end(), sure=True)) is not None:
            yield name


def _half_introduced(simple: str, heard: str) -> Iterator[Found]:
    for match in _TRAILED.finditer(simple) if "here" in heard or "speaking" in heard else ():
        name = _name_at(simple, heard, match.start("name"))
        if name is not None and name.end == match.end("name") and (name.text[0].isupper() or " " in name.text):
            yield name
    for lead in _LEADS_WEAK.finditer(heard):
        name = _name_at(simple, heard, lead.end())
        lonely = not lead.group().startswith(("it", "that", "under"))
        if name is not None and _looks_like_one(simple, heard, name, lonely=lonely):
            yield name
    for lead in _FOR.finditer(heard):
        name = _name_at(simple, heard, lead.end())
        if name is not None and _capitals(name.text) >= 2 and folded(name.value).split()[0] not in PLACE_STARTS:
            yield name


def _looks_like_one(simple: str, heard: str, name: Found, *, lonely: bool) -> bool:
    """Capitals tell a name from an adjective; a text without any capitals gets the benefit of the doubt for two words.

    `lonely`: a single word will do.
    """
    if _capitals(name.text):
        return lonely or _capitals(name.text) >= 2
    if _CAPITAL_INSIDE.search(simple) or re.search(r"(?:ing|ed|ly)\b", name.text):
        return False
    return len(name.value.split()) == 2 and not heard[name.end :].lstrip().startswith(
        ("to ", "with ", "about ", "for ", "in ", "of ")
    )


def _capitals(name: str) -> int:
    return sum(word[0].isupper() for word in name.split())


def _bare(simple: str, heard: str) -> Iterator[Found]:
    """Each clause that can be a name, but not a beginning of the next one: "Jane. Jane Doe." is only Jane Doe."""
    before: Found | None = None
    for clause in _CLAUSE.finditer(heard):
        start = clause.start() + len(clause.group()) - len(clause.group().lstrip())
        if filler := _FILLER.match(heard, start, clause.end()):
            start = filler.end()
        name = _name_at(simple, heard, start)
        if name is None or name.start > start + 6 or not _ends_clause(heard, name.end, clause.end()):
            continue
        if before is not None and not name.value.startswith(before.value):
            yield before
        before = name
    if before is not None:
        yield before


def _ends_clause(heard: str, end: int, clause_end: int) -> bool:
    rest = heard[end:clause_end].strip(" '\"-")
    return not rest.split() or rest.split()[0] in _AFTER_NAME


def _name_at(simple: str, heard: str, start: int, *, sure: bool = False) -> Found | None:
    """The name that begins here: up to five words, none of them an everyday word."""
    if spelled := _SPELLED.match(heard, start):
        return _spelled(simple, heard, spelled.start())
    first = end = -1
    words: list[str] = []
    for match in _WORD.finditer(simple, start):
        word, low = match.group(), heard[match.start() : match.end()]
        gap = simple[max(end, start) : match.start()]
        if gap.strip(" \t") not in ({"", "."} if not words else {""}) or len(words) == 5:
            break
        if not words and low in TITLES:
            end = match.end()
            continue
        everyday = (
            low in EVERYDAY
            or low.endswith(("'s", "'re", "'ll", "n't", "'ve", "'d", "'m"))
            or (word.endswith("ing") and word.islower() and not sure and not words and len(word) > 5)
        )
        if (everyday and not _can_be_name(simple, match, words, sure)) or (word in PARTICLES and _ends_here(simple, match.end())):
            break
        # "My name is Jane Doe and …" ends at "and"; "Jane Doe wants a table" ends where capitals do.
        if words and words[-1][0].isupper() and word.islower() and low not in PARTICLES:
            break
        words.append(word)
        first, end = (match.start() if first < 0 else first), match.end()
    if not words or simple[end : end + 1] in {"@", "_"} or all(word in PARTICLES for word in words):
        return None
    return Found(kind=Kind.NAME, value=_capitalised(words), text=simple[first:end], start=first, end=end)


def _can_be_name(simple: str, match: re.Match[str], before: list[str], sure: bool) -> bool:
    """Capitals or "my name is" make names of "Jane Day" and "Will Smith", but not of "Jane Tuesday"."""
    if folded(match.group()) not in ALSO_NAMES:
        return False
    if sure:
        return True
    if not match.group()[0].isupper():
        return False
    following = _WORD.match(simple, match.end() + 1)
    then = following.group() if following else ""
    return before[-1][0].isupper() if before else then in PARTICLES or (then[:1].isupper() and folded(then) not in EVERYDAY)


def _ends_here(simple: str, end: int) -> bool:
    return not re.match(rf"\s+{_LETTER}", simple[end:])


def _spelled(simple: str, heard: str, start: int) -> Found | None:
    words: list[str] = []
    end = start
    for match in _SPELLED.finditer(heard, start):
        if heard[end : match.start()].strip(" ,"):
            break
        words.append("".join(letter for letter in match.group() if letter.isalpha()))
        end = match.end()
    return Found(kind=Kind.NAME, value=_capitalised(words), text=simple[start:end], start=start, end=end) if words else None


def _capitalised(words: list[str]) -> str:
    shouted = len(words) > 1 and all(word.isupper() and len(word) > 1 for word in words)
    return " ".join(_capital(word.lower() if shouted else word, first=index == 0) for index, word in enumerate(words))


def _capital(word: str, *, first: bool) -> str:
    if not word.islower() or (word in PARTICLES and not first):
        return word
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"(['-])", word))
