"""What callers understand being asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.callers.facts import facts_of
from harness.callers.phrases import ENGLISH, book_for
from harness.callers.profile import CallerProfile
from harness.callers.topics import topic_named, topics_of
from harness.errors import InputError
from harness.language.slot import Kind


def test_a_fact_keeps_its_own_name_and_is_known_by_the_common_one() -> None:
    topic = topics_of(("callback number",))[0]

    assert (topic.name, topic.common, topic.spoken, topic.slot.kind) == ("callback number", "phone", "phone number", Kind.PHONE)
    assert topic_named("telephone", (topic,)) == topic
    assert topic_named("e-mail", (topic,)) is None


def test_common_things_are_understood_even_when_they_are_not_known() -> None:
    names = [topic.name for topic in topics_of(("phone",))]

    assert names[0] == "phone"
    assert {"name", "email", "date of birth", "postal code"} <= set(names)
    assert names.count("phone") == 1


def test_a_fact_of_the_same_kind_answers_for_an_unspecific_common_one() -> None:
    names = {topic.name for topic in topics_of(("check-in date",))}

    assert "date" not in names
    assert "date of birth" in names


def test_two_facts_that_are_the_same_common_thing_stay_apart() -> None:
    first, second = topics_of(("phone", "cell"))[:2]

    assert (first.common, second.common) == ("phone", None)
    assert topic_named("cell", (first, second)) == second


def test_facts_that_the_profile_gives_come_before_the_persona_and_the_everyday_ones() -> None:
    facts = facts_of(
        CallerProfile(knows={"e-mail": "a@example.com", "day": "Friday"}, knows_everything=True), seed=7, book=ENGLISH
    )

    assert facts.values["e-mail"] == "a@example.com"
    assert "email" not in facts.values
    assert "date" not in facts.values
    assert {"name", "phone", "time"} <= facts.values.keys()


def test_a_correction_finds_the_fact_by_any_of_its_names() -> None:
    facts = facts_of(CallerProfile(knows={"cell": "604-555-0123"}), seed=0, book=ENGLISH)

    changed = facts.corrected({"phone number": "604-555-0124", "seat": "aisle"})

    assert changed.values == {"cell": "604-555-0124", "seat": "aisle"}
    assert facts.values == {"cell": "604-555-0123"}


@given(st.lists(st.text(max_size=12), unique=True, max_size=5).map(tuple))
def test_any_names_are_topics_in_their_order(names: tuple[str, ...]) -> None:
    topics = topics_of(names)

    assert tuple(topic.name for topic in topics[: len(names)]) == names
    assert len({topic.slot for topic in topics}) >= len(topics) - len(names)


def test_a_phrase_book_is_found_by_the_base_language() -> None:
    assert book_for("en-CA") is ENGLISH
    with pytest.raises(InputError, match="no caller speaks 'xx'; there are en, zh"):
        book_for("xx")


@given(st.text(max_size=40))
def test_any_wish_makes_an_opening_line(wants: str) -> None:
    assert ENGLISH.wish(wants).endswith(".")
