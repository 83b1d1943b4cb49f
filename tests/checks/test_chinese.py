"""The checks that hear words hear Chinese ones too, each utterance in its own language."""

from harness.checks.catalogue import (
    AsksAtMostOnceFor,
    AsksFor,
    ConfirmsBefore,
    EndsPolitely,
    NeverAsks,
    NeverClaimsTrouble,
    NoFalseClaimOfSuccess,
    NoInventedArgument,
)
from tests.checks.traces import added, agent, call, caller, findings, passes, tool

PHONE = agent("请问您的电话号码是多少？")
SAID = caller("六零四五五五零一二三。")
NAME = agent("请问您叫什么名字？")
BOOK = tool(
    "bookTable",
    {"guestName": "林美", "guestPhone": "6045550123", "tableDate": "2026-01-20", "tableTime": "14:00"},
    result={"success": True},
    rows=[added("tables", id=1)],
)
DONE = agent("已经为您预订好了。")
WISH = caller("我叫林美，想订星期二下午两点的桌子。")


def test_a_question_is_one_in_any_language() -> None:
    for what in ("the phone number", "电话号码"):
        assert passes(AsksFor(what=what, before="bookTable"), call(PHONE, SAID, BOOK))
        assert not passes(AsksFor(what=what, before="bookTable"), call(NAME, caller("林美。"), BOOK))
        assert not passes(NeverAsks(what=what), call(PHONE, SAID))


def test_what_was_told_in_chinese_is_not_asked_again() -> None:
    check = AsksAtMostOnceFor(what="the phone number")

    assert passes(check, call(PHONE, SAID, NAME, caller("林美。")))
    assert not passes(check, call(PHONE, SAID, PHONE, SAID))


def test_values_said_in_chinese_are_not_invented() -> None:
    assert passes(NoInventedArgument(), call(WISH, PHONE, SAID, BOOK))
    (finding,) = findings(NoInventedArgument(), call(caller("我叫林美，想订星期三下午两点的桌子。"), PHONE, SAID, BOOK))
    assert "tableDate" in finding.message


def test_a_read_back_in_chinese_is_confirmed_in_chinese() -> None:
    check = ConfirmsBefore(tool="bookTable", mentioning=("tableDate", "tableTime"))
    read_back = agent("我确认一下，星期二下午两点，对吗？")

    assert passes(check, call(read_back, caller("对的。"), BOOK))
    assert not passes(check, call(read_back, caller("不对。"), BOOK))
    assert not passes(check, call(agent("我确认一下，星期三下午两点，对吗？"), caller("对的。"), BOOK))


def test_success_is_claimed_in_chinese_only_after_it() -> None:
    assert passes(NoFalseClaimOfSuccess(), call(WISH, BOOK, DONE))
    assert not passes(NoFalseClaimOfSuccess(), call(WISH, DONE))


def test_trouble_is_told_in_chinese() -> None:
    assert passes(NeverClaimsTrouble(), call(NAME))
    assert not passes(NeverClaimsTrouble(), call(agent("抱歉，系统出现了技术问题。")))


def test_a_goodbye_in_chinese_is_polite() -> None:
    assert passes(EndsPolitely(), call(WISH, agent("谢谢您的来电，再见。")))
    assert not passes(EndsPolitely(), call(WISH, agent("好的。")))
