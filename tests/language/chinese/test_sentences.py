"""What is asked, confirmed, offered, claimed and answered, sentence by sentence."""

import pytest

from harness.language import (
    affirms,
    apologises,
    asked_slots,
    asks_to_confirm,
    claims_success,
    claims_trouble,
    denies,
    greets,
    is_question,
    offers,
    offers_more,
    promises,
    says_goodbye,
    slot_of,
)
from harness.language.replies import is_refusal
from tests.language.chinese.tables import FURTHER, HELD_OUT, HELD_OUT_REPLIES, SQUADS

ACTS = {
    "confirm": asks_to_confirm,
    "offer": offers,
    "more": offers_more,
    "success": claims_success,
    "trouble": claims_trouble,
    "bye": says_goodbye,
    "hello": greets,
    "sorry": apologises,
    "promise": promises,
}


@pytest.mark.parametrize(("squad", "sentence", "slots", "acts"), [*HELD_OUT, *FURTHER])
def test_a_sentence_asks_for_just_these_slots(squad: str, sentence: str, slots: str, acts: str) -> None:
    asked = asked_slots(sentence, SQUADS[squad], "zh")

    assert " ".join(slot.name for slot in asked) == slots


@pytest.mark.parametrize(("squad", "sentence", "slots", "acts"), [*HELD_OUT, *FURTHER])
def test_a_sentence_does_just_these_things(squad: str, sentence: str, slots: str, acts: str) -> None:
    done = {act for act, recognise in ACTS.items() if recognise(sentence, "zh")}

    assert done == set(acts.split())


@pytest.mark.parametrize(("squad", "sentence", "slots", "acts"), [row for row in (*HELD_OUT, *FURTHER) if row[2]])
def test_whatever_asks_for_a_slot_is_a_question(squad: str, sentence: str, slots: str, acts: str) -> None:
    assert is_question(sentence, "zh")


@pytest.mark.parametrize(("reply", "meaning"), HELD_OUT_REPLIES)
def test_a_reply_is_a_yes_a_no_or_neither(reply: str, meaning: str) -> None:
    if meaning == "withheld":
        assert is_refusal(reply, "zh")
        assert not affirms(reply, "zh")
    else:
        assert (affirms(reply, "zh"), denies(reply, "zh")) == (meaning == "yes", meaning == "no")


@pytest.mark.parametrize(
    "reply", ["要订一张桌子", "是王小明", "可以告诉我价格吗？", "可以的话最好是周二", "想要靠窗的", "有一个问题"]
)
def test_a_wish_that_begins_like_a_yes_is_none(reply: str) -> None:
    assert not affirms(reply, "zh")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("您的电话号码是多少？", "电话"),
        ("请问您的姓名？", "姓名"),
        ("您哪天入住？", "入住日期"),
        ("您的车厢类型是什么？", "车厢类型"),
    ],
)
def test_slots_may_be_named_in_chinese(sentence: str, name: str) -> None:
    slots = (slot_of(name), slot_of("e-mail"))

    assert asked_slots(sentence, slots, "zh") == slots[:1]


def test_a_name_asked_for_as_a_whole_asks_for_both_parts_where_a_tool_takes_them_apart() -> None:
    parts = (slot_of("firstName"), slot_of("lastName"))

    assert asked_slots("请问您的姓名？", parts, "zh") == parts
    assert asked_slots("您贵姓？", parts, "zh") == parts[1:]
    assert asked_slots("请问您的姓名？", (slot_of("fullName"),), "zh")


def test_languages_do_not_hear_each_other() -> None:
    phone = (slot_of("guestPhone"),)

    assert not asked_slots("请问您的电话号码是多少？", phone, "en")
    assert not asked_slots("What is your phone number?", phone, "zh")
    assert not asks_to_confirm("A table for two at six, is that right?", "zh")
