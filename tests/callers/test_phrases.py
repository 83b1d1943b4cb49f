"""What callers say is what the recognisers understand: the books and the other side of the line speak the same language."""

import pytest

from harness.callers.phrases import LANGUAGES, PhraseBook, book_for
from harness.callers.topics import Topic, topics_of
from harness.language.answers import affirms, denies
from harness.language.claims import says_goodbye
from harness.language.replies import is_refusal
from harness.language.tongue import spoken_language
from harness.language.values import extract
from tests.callers.dialogue import NOW

TOPICS = {topic.common: topic for topic in topics_of(())}
FACTS = {
    "en": {
        "name": ("Jane Doe", "Jane Doe"),
        "phone": ("604-555-0123", "+16045550123"),
        "email": ("jane@example.com", "jane@example.com"),
        "date of birth": ("March 12, 1985", "1985-03-12"),
        "date": ("next Tuesday", "2026-01-20"),
        "time": ("half past two", "14:30"),
        "postal code": ("V6B 1A1", "V6B 1A1"),
    },
    "zh": {
        "name": ("林美", "林美"),
        "phone": ("+16045550188", "+16045550188"),
        "email": ("lin@example.com", "lin@example.com"),
        "date of birth": ("1990-07-08", "1990-07-08"),
        "date": ("下周二", "2026-01-20"),
        "time": ("下午两点半", "14:30"),
        "postal code": ("V6B 1A1", "V6B 1A1"),
    },
}
EVERY_FACT = [(language, common) for language, facts in FACTS.items() for common in facts]


def _fact(language: str, common: str) -> tuple[PhraseBook, Topic, str, str]:
    book, topic = book_for(language), TOPICS[common]
    written, canonical = FACTS[language][common]
    return book, topic, book.voiced(topic, written, NOW), canonical


@pytest.mark.parametrize(("language", "common"), EVERY_FACT)
def test_a_fact_is_understood_when_told_alone(language: str, common: str) -> None:
    book, topic, value, canonical = _fact(language, common)

    found = extract(topic.slot, book.tell([(topic, value)], True), NOW, answering=True, language=language)

    assert found is not None
    assert found.value == canonical


@pytest.mark.parametrize(("language", "common"), [fact for fact in EVERY_FACT if fact[1] not in {"postal code"}])
def test_a_fact_is_understood_among_others(language: str, common: str) -> None:
    book, topic, value, canonical = _fact(language, common)
    other = _fact(language, "phone" if common == "name" else "name")

    found = extract(topic.slot, book.tell([(other[1], other[2]), (topic, value)], False), NOW, language=language)

    assert found is not None
    assert found.value == canonical


@pytest.mark.parametrize(("language", "common"), EVERY_FACT)
def test_a_correction_denies_and_gives_the_right_value(language: str, common: str) -> None:
    book, topic, value, canonical = _fact(language, common)

    said = book.correct(topic, value)
    found = extract(topic.slot, said, NOW, answering=True, language=language)

    assert denies(said, language)
    assert found is not None
    assert found.value == canonical


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_is_yes_and_no_is_no(language: str) -> None:
    book = book_for(language)

    for yes in (book.confirmed, book.consent, book.accept):
        assert affirms(yes, language), yes
    for no in (book.changed_mind, book.decline_offer, book.only_choice, book.nothing_more):
        assert denies(no, language), no
    for topic in TOPICS.values():
        assert is_refusal(book.refuse(topic, False), language)
        assert is_refusal(book.lacking(topic, False), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_leaves_says_goodbye(language: str) -> None:
    book = book_for(language)

    for last in (book.only_choice, book.nothing_more, book.thanks, book.farewell, book.give_in):
        assert says_goodbye(last, language), last


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_in_the_language_of_the_book(language: str) -> None:
    book = book_for(language)
    lines = [getattr(book, name) for name in book.__struct_fields__ if name not in {"gap", "locale"}]

    spoken = [line for line in lines if isinstance(line, str)]

    assert len(spoken) > 15
    assert {spoken_language(line.replace("{choice}", "")) for line in spoken} <= {language, None}
