import importlib
import pkgutil
import re
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import harness.language
from harness.callers.phrases import LANGUAGES, book_for
from harness.language.cued import Cued, words_in


def _modules() -> list[ModuleType]:
    return [
        importlib.import_module(found.name) for found in pkgutil.walk_packages(harness.language.__path__, "harness.language.")
    ]


def _every_cued() -> dict[str, Cued]:
    of_modules = {f"{module.__name__}.{name}": value for module in _modules() for name, value in vars(module).items()}
    of_books = {
        f"{base}.{name}": getattr(book_for(base), name) for base in LANGUAGES for name in book_for(base).__struct_fields__
    }
    known = {name: value for name, value in {**of_modules, **of_books}.items() if isinstance(value, Cued)}
    return {name: known[name] for name in {id(value): name for name, value in known.items()}.values()}


CUED = _every_cued()
ASCII = st.characters(max_codepoint=127)
LOWER_CASE = st.characters(max_codepoint=127, exclude_categories=["Lu"])
WORDS = sorted({word for cued in CUED.values() for word in re.findall(r"[a-z']+", cued.pattern.pattern) if len(word) > 1})
SPEECH = (
    "Let me read that back: full name Jane Doe, phone number 604-555-0123, Tuesday, January 20, at 2 PM. Is that correct?",
    "Your table is booked for the 3rd of May at half past six. Is there anything else I can help you with?",
    "I'm sorry, I wasn't able to complete that; the system is down. Could you say it again?",
    "There's a room free in two weeks, or the day after tomorrow at noon. Which would you prefer?",
    "It's for my brother, Grace Chen speaking, just the two of us, not today but the first after next week.",
    "Thank you for calling. How can I help you? Goodbye, see you on 2026-01-20.",
)
PIECES = st.sampled_from([*WORDS, *(word for line in SPEECH for word in line.split()), "2", "10:30", "1/2", "?", ".", ","])
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", " ", "", "'", "-", "  "])), max_size=12)


def _ignores_case(cued: Cued) -> bool:
    """All other patterns are searched for in lower case."""
    return bool(cued.pattern.flags & re.IGNORECASE)


def _span(hit: re.Match[str] | None) -> tuple[int, int] | None:
    return hit.span() if hit is not None else None


@pytest.mark.parametrize("name", CUED)
def test_whatever_matches_holds_a_cue_word(name: str) -> None:
    """Texts made from the pattern itself are all tried, so that the cue words never hide a match."""
    cued = CUED[name]

    @settings(max_examples=25, deadline=None, database=None)
    @given(st.from_regex(cued.pattern, alphabet=ASCII if _ignores_case(cued) else LOWER_CASE))
    def holds(text: str) -> None:
        assert cued.may_match(text), f"{text!r} matches without any of {sorted(cued.cues)}"

    holds()


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_with_and_without_cue_words_the_same_is_found(pieces: list[tuple[str, str]]) -> None:
    spoken = "".join(word + gap for word, gap in pieces)

    for name, cued in CUED.items():
        text = spoken if _ignores_case(cued) else spoken.lower()
        assert _span(cued.search(text)) == _span(cued.pattern.search(text)), name
        assert [one.span() for one in cued.finditer(text)] == [one.span() for one in cued.pattern.finditer(text)], name


@pytest.mark.parametrize("line", SPEECH)
def test_in_whole_sentences_the_same_is_found(line: str) -> None:
    for name, cued in CUED.items():
        for text in (line, line.lower(), line.upper()):
            assert _span(cued.search(text)) == _span(cued.pattern.search(text)), name


def test_no_text_is_passed_over_for_letters_beyond_ascii() -> None:
    """A long s is an s where letter case does not matter."""
    assert Cued.of(r"\bsorry\b", "sorry", flags=re.IGNORECASE).search("\u017forry") is not None


def test_a_text_without_a_cue_word_is_not_searched() -> None:
    assert not Cued.of("never", "cue").may_match("never")


def test_words_are_runs_of_letters_with_marks_for_digits() -> None:
    assert words_in("Isn't it 6:30?") == {"isn", "t", "it", "#"}
    assert words_in("on 3-4") == {"on", "#", "#/#"}
    assert words_in("") == frozenset()
