"""Whole calls with Chinese squads of three trades: exact tool calls, what is asked, confirmed and reported, no rule broken."""

import json
import re

import pytest

from harness.callers.profile import CallerProfile
from harness.language.tongue import spoken_language
from harness.trace.events import AgentSpoke
from tests.agents.literal.chinese.stage import arguments, findings, heard, lines, play

DONE = json.dumps({"success": True})
ROOMS = {"findRoom": [json.dumps({"rooms": [{"roomId": "R-12", "rate": 180}]})], "reserveRoom": [DONE]}
VISITS = {
    "find_visit": [json.dumps({"visit_id": f"V{day}", "start": f"2026-03-0{day}T14:00:00"}) for day in (4, 5)],
    "book_visit": [DONE],
    "cancel_visit": [DONE],
    "note_call": [DONE],
    "forward_call": [DONE],
}
BANK = {
    "verifyCustomer": [DONE],
    "blockCard": [DONE],
    "getBalance": [json.dumps({"success": True, "balance": 350})],
}
ROOM = {"checkInDate": "2026-03-06", "checkOutDate": "2026-03-08", "guests": 2, "roomType": "double"}
RESERVED = {
    "roomId": "R-12",
    "checkInDate": "2026-03-06",
    "checkOutDate": "2026-03-08",
    "guestName": "林美",
    "phone": "+16045550123",
}
GUEST = CallerProfile(
    language="zh",
    opening="我想订个房间。",
    knows={
        "入住日期": "三月六号",
        "退房日期": "三月八号",
        "人数": "两位",
        "房型": "双人间",
        "姓名": "林美",
        "电话": "604-555-0123",
    },
)


def test_a_helpful_caller_gets_exactly_the_promised_tool_calls() -> None:
    """Values arrive in each schema's own type and format, the id comes from the tool before, and no rule is broken."""
    trace = play("hotel", GUEST, ROOMS)

    assert arguments(trace) == [("findRoom", ROOM), ("reserveRoom", RESERVED)]
    assert findings(trace, "hotel") == []


def test_everything_in_one_sentence_is_not_asked_again() -> None:
    """Two dates, a count and a choice said at once: only name and phone number are left to ask."""
    trace = play("hotel", lines("我要订房，星期五到星期天，两个人，双人间。", "林美", "六零四五五五零一二三", "对"), ROOMS)

    assert arguments(trace) == [("findRoom", ROOM), ("reserveRoom", RESERVED)]
    assert "哪一天" not in heard(trace)
    assert "几位" not in heard(trace)


def test_nothing_free_is_told_and_the_ordered_offer_made() -> None:
    """如果没有空房，道歉并提议换别的日期."""
    trace = play("hotel", lines("我要订房，星期五到星期天，两个人，双人间。", "好吧，再见"), {"findRoom": ['{"rooms": []}']})

    assert "很抱歉。" in heard(trace)
    assert "您要不要换别的日期？" in heard(trace)


def test_a_declined_time_is_left_out_of_the_next_search() -> None:
    """客户不要这个时间的话，再次调用 find_visit，把那天放进 skip_dates."""
    trace = play(
        "repair",
        lines(
            "我想预约师傅上门修冰箱。", "不制冷", "主街12号", "六零四五五五零一二三", "不行，那天我没空", "可以", "没有了，再见"
        ),
        VISITS,
    )

    assert [call for call in arguments(trace) if call[0] == "find_visit"] == [
        ("find_visit", {"appliance": "fridge"}),
        ("find_visit", {"appliance": "fridge", "skip_dates": ["2026-03-04"]}),
    ]
    assert ("note_call", {"result": "booked"}) in arguments(trace)


def test_a_cancellation_is_confirmed_twice() -> None:
    """确认两遍: one yes is not enough, and the report is spoken once it is done."""
    once = play("repair", lines("我想取消预约。", "A1234", "是的"), VISITS)
    twice = play("repair", lines("我想取消预约。", "A1234", "是的", "是的，取消吧", "不用了，再见"), VISITS)

    assert arguments(once) == []
    assert arguments(twice) == [("cancel_visit", {"reservation_number": "A1234"}), ("note_call", {"result": "cancelled"})]
    assert "已经为您取消了" in heard(twice)


@pytest.mark.parametrize("wish", ["我要找经理。", "给我转人工！", "我想跟真人说话"])
def test_whoever_asks_for_a_person_is_put_through(wish: str) -> None:
    """In words the prompt does not use."""
    assert arguments(play("repair", lines(wish, "好"), VISITS))[:1] == [("forward_call", {"why": "asked"})]


def test_a_prompt_in_traditional_characters_is_followed() -> None:
    """The caller is verified first, asked in the prompt's words, and told what the prompt says."""
    trace = play("bank", lines("我的卡丢了，想挂失。", "王小明", "12345678", "4321", "同意", "没有了，再见"), BANK)

    assert arguments(trace) == [
        ("verifyCustomer", {"fullName": "王小明", "accountNumber": "12345678"}),
        ("blockCard", {"cardNumber": "4321"}),
    ]
    assert "请问卡号的最后四位是多少？" in heard(trace)
    assert "新卡会在五个工作日内寄出。" in heard(trace)


def test_a_value_is_told_under_its_chinese_name() -> None:
    """ "balance" is 余额."""
    assert "余额是350" in heard(play("bank", lines("我想查余额。", "王小明", "12345678", "再见"), BANK))


def test_every_sentence_is_chinese() -> None:
    """No English word in a Chinese call, though tools and parameters are named in English."""
    trace = play("hotel", GUEST, ROOMS)

    said = [event.text for event in trace.events if isinstance(event, AgentSpoke)]

    assert {spoken_language(text) for text in said} == {"zh"}
    assert not re.search("[a-z]{2}", "".join(said))
