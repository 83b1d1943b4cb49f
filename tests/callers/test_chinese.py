"""Callers who speak Mandarin, talked to by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.callers.facts import facts_of
from harness.callers.phrases import CHINESE, book_for
from harness.callers.profile import CallerProfile, Goal, Reaction, When
from harness.callers.readback import mistakes
from harness.callers.topics import topics_of
from harness.language.spoken import spoken_date, spoken_phone, spoken_time
from harness.language.tongue import spoken_language
from harness.ports import CannotGoOn, HangsUp, Says
from tests.callers.dialogue import NOW, moves, words

GREETING = "您好，这里是海港酒店，请问有什么可以帮您？"
LIN = CallerProfile(
    wants="订一张桌子",
    language="zh",
    knows={"name": "林美", "phone": "604-555-0188", "date": "下周二", "time": "下午两点"},
)


def answers(profile: CallerProfile, *heard: str) -> list[str]:
    return words(moves(profile, GREETING, *heard)[1:])


def test_a_plain_call_from_hello_to_goodbye() -> None:
    said = moves(
        LIN,
        GREETING,
        "好的，请问您贵姓，怎么称呼？",
        "谢谢。请问您的电话号码是多少？",
        "您想订哪一天？",
        "请问几点？",
        "我重复一下：林美，电话六零四，五五五，零一八八，一月二十日星期二下午两点。对吗？",
        "已经为您预订好了。请问还有什么可以帮您的吗？",
        "再见。",
    )

    assert words(said) == [
        "您好，我想订一张桌子。",
        "我叫林美。",
        "我的电话号码是六零四，五五五，零一八八。",
        "下周二。",
        "下午两点。",
        "是的，对。",
        "不用了，谢谢。再见。",
        "HangsUp()",
    ]


@pytest.mark.parametrize(
    ("wants", "opening"),
    [
        ("订一张桌子", "您好，我想订一张桌子。"),
        ("要一间房。", "您好，我要一间房。"),
        ("我想取消预订", "您好，我想取消预订。"),
        ("", "您好。"),
    ],
)
def test_the_opening_is_made_from_what_it_wants(wants: str, opening: str) -> None:
    assert CHINESE.wish(wants) == opening


def test_what_is_read_back_wrong_is_put_right() -> None:
    said = answers(
        LIN,
        "请问您的电话号码是多少？",
        "您想约哪一天，几点？",
        "您的电话是六零四，五五五，零一八九，对吗？",
        "我确认一下：一月二十日星期二下午三点，对吗？",
        "我确认一下：一月二十一日星期三下午两点，对吗？",
        "我确认一下：六零四五五五零一八八，一月二十日下午两点，对吗？",
    )

    assert said[2:] == [
        "不对，我的电话号码是六零四，五五五，零一八八。",
        "不对，时间是下午两点。",
        "不对，日期是下周二。",
        "是的，对。",
    ]


def test_facts_told_together_are_told_by_name() -> None:
    assert answers(LIN, "请问您的姓名和电话号码是多少？") == ["我叫林美。我的电话号码是六零四，五五五，零一八八。"]


def test_an_offer_is_accepted_and_another_declined() -> None:
    offer = "最早的空位是一月二十日星期二下午两点，可以吗？"
    other = "一月十九日星期一上午九点有空位，您看可以吗？"
    picky = CallerProfile(
        wants="订一张桌子",
        language="zh",
        knows=LIN.knows,
        reacts=(Reaction(when=When.OFFERED, unless="下午", say="不行，请换下午。", then_says=("还是要下午。",)),),
    )

    assert answers(LIN, offer) == ["可以，没问题。"]
    assert answers(picky, other, other, offer) == ["不行，请换下午。", "还是要下午。", "可以，没问题。"]


def test_what_is_not_to_be_had_ends_the_call_when_there_is_no_other_choice() -> None:
    flexible = CallerProfile(wants="订一张桌子", language="zh", knows=LIN.knows, alternatives={"time": ("下午三点",)})
    taken = "对不起，那个时间已经约满了。您想换什么时间？"

    assert answers(flexible, "您想约哪一天，几点？", taken, taken)[1:] == ["下午三点。", "不用了，别的都不行。谢谢您，再见。"]


def test_what_it_does_not_have_it_says() -> None:
    caller = CallerProfile(wants="订一张桌子", language="zh", knows=LIN.knows, lacks=("email",))
    ask = "请问您的电子邮箱是什么？"

    assert answers(caller, ask, ask) == ["我没有。", "我没有。"]
    assert isinstance(moves(LIN, GREETING, ask, ask)[2], CannotGoOn)


def test_a_refused_fact_is_not_told() -> None:
    shy = CallerProfile(wants="订一张桌子", language="zh", knows={"name": "林美"}, refuses=("phone",))
    ask = "请问您的电话号码是多少？"

    assert answers(shy, ask, ask, ask) == ["不好意思，我不想说。", "不好意思，我不想说。", "我明白了。谢谢您，再见。"]


def test_a_second_confirmation_can_be_denied() -> None:
    caller = CallerProfile(
        wants="取消预订", language="zh", knows=LIN.knows, reacts=(Reaction(when=When.ASKED_TO_CONFIRM, nth=2, changes_mind=True),)
    )

    assert answers(
        caller, "您确定要取消一月二十日下午两点的预订吗？", "再确认一次，我现在为您取消一月二十日下午两点的预订，对吗？"
    ) == ["是的，对。", "不，我改变主意了。"]


def test_several_wishes_come_one_after_the_other() -> None:
    busy = CallerProfile(wants="订一张桌子", language="zh", then=(Goal(wants="取消我的房间", knows={"date": "星期五"}),))

    assert answers(busy, "已经为您预订好了。请问还有什么可以帮您的吗？", "请问是哪一天的房间？") == [
        "有的。我还想取消我的房间。",
        "星期五。",
    ]


def test_news_and_goodbyes_end_the_call() -> None:
    assert answers(LIN, "您的桌子已经预订好了。") == ["太好了，谢谢您。再见。"]
    assert moves(LIN, GREETING, "感谢您的来电，再见！")[1:] == [Says(text="谢谢您，再见。", then_hangs_up=True)]
    assert moves(LIN, GREETING, "请问还需要别的帮助吗？", "再见。")[1:] == [Says(text="不用了，谢谢。再见。"), HangsUp()]


def test_facts_can_be_named_in_chinese() -> None:
    caller = CallerProfile(
        wants="订一张桌子",
        language="zh",
        knows={"姓名": "王小明", "手机": "+1 604 555 0199", "出生日期": "1980-03-03", "饮食要求": "不吃辣"},
    )

    assert answers(caller, "请问您的手机号是多少？") == ["我的电话号码是六零四，五五五，零一九九。"]
    assert answers(caller, "请问您的出生日期是什么？") == [f"{spoken_date('1980-03-03', NOW, 'zh')}。"]
    assert answers(caller, "请问您的饮食要求是什么？") == ["不吃辣。"]
    assert answers(caller, "请问您的名字是什么？") == ["我叫王小明。"]


def test_one_of_two_things_is_chosen_by_its_word() -> None:
    caller = CallerProfile(wants="订一张桌子", language="zh", knows={"gender": "女", "座位": "靠窗"})

    assert answers(caller, "请问您是男士还是女士？") == ["女。"]
    assert answers(caller, "您想坐靠窗的位子还是靠门的？") == ["靠窗。"]


def test_what_to_do_is_chosen_by_what_it_wants() -> None:
    assert answers(LIN, "您是想订桌子，还是想取消？") == ["您好，我想订一张桌子。"]


def test_a_list_of_its_own_is_no_offer_but_can_be_chosen_from() -> None:
    caller = CallerProfile(wants="取消预订", language="zh", knows={"date": "一月二十八号", "time": "下午一点半"})

    listed = "您在一月二十日下午两点有一个预订。您要取消这个预订吗？"

    assert answers(caller, listed, "您想改到哪一天？")[1] == "一月二十八号。"
    assert answers(caller, "您有两个预订：一月二十一日下午两点和一月二十八日下午一点半。您想取消哪一个？") == [
        "一月二十八日下午一点半，谢谢。"
    ]


def test_a_name_has_its_family_name_first() -> None:
    assert CHINESE.name_parts("林美") == ("美", "林")
    assert CHINESE.name_parts("欧阳小明") == ("小明", "欧阳")
    assert CHINESE.name_parts("Mei Lin") == ("Mei", "Lin")
    assert CHINESE.name_parts("美") is None
    assert CHINESE.whole_name("小明", "欧阳") == "欧阳小明"
    assert answers(LIN, "请问您的姓是什么？", "请问您的名是什么？") == ["林。", "美。"]


def test_a_name_is_spelled_in_latin_letters_when_they_are_known() -> None:
    spelled = CallerProfile(wants="订一张桌子", language="zh", knows={"name": "林美", "spelling": "Mei Lin"})

    assert answers(spelled, "请问您的名字是什么？", "请问拼音怎么拼？") == ["我叫林美。", "M E I，L I N。"]


def test_which_language_it_wants_is_its_own() -> None:
    assert answers(LIN, "请问您想用中文还是英文？") == ["中文，谢谢。"]


def test_what_was_not_caught_is_said_again() -> None:
    assert answers(LIN, "请问您的名字是什么？", "对不起，我没听清，请再说一遍。")[1] == "我叫林美。"


PHONES = st.from_regex(r"\+1[2-9][0-9]{2}[2-9][0-9]{2}[0-9]{4}", fullmatch=True).filter(lambda phone: phone[3:5] != "11")


def _wrong(read: str, **knows: str) -> list[str]:
    facts = facts_of(CallerProfile(language="zh", knows=knows), seed=0, book=CHINESE)
    return [mistake.heard for mistake in mistakes(read, facts, facts.topics[: len(knows)], now=NOW, language="zh")]


@given(st.sampled_from(["604", "778", "236", "416"]), st.integers(0, 99), st.integers(0, 99))
def test_a_phone_number_is_recognised_as_it_is_read_back(area: str, own: int, read: int) -> None:
    phone, other = (f"+1{area}55501{last:02d}" for last in (own, read))
    said = CHINESE.voiced(topics_of(("phone",))[0], phone, NOW)

    assert set(said) <= set("零一二三四五六七八九，")
    for known in (phone, said):
        assert _wrong(f"您的电话是{spoken_phone(other, 'zh')}，对吗？", phone=known) == ([] if own == read else [other])


@given(st.dates(date(2026, 1, 19), date(2026, 12, 31)), st.integers(0, 3))
def test_a_date_is_recognised_as_it_is_read_back(day: date, off: int) -> None:
    read = day + timedelta(days=off)
    known = spoken_date(day.isoformat(), NOW, "zh")

    assert _wrong(f"我确认一下，日期是{spoken_date(read.isoformat(), NOW, 'zh')}，对吗？", date=known) == (
        [read.isoformat()] if off else []
    )


@given(st.integers(7, 20), st.sampled_from([0, 15, 30, 45]), st.integers(0, 2))
def test_a_time_is_recognised_as_it_is_read_back(hour: int, minute: int, off: int) -> None:
    own, read = f"{hour:02d}:{minute:02d}", f"{hour + off:02d}:{minute:02d}"

    assert _wrong(f"时间是{spoken_time(read, 'zh')}，对吗？", time=spoken_time(own, "zh")) == ([read] if off else [])


@given(st.text(max_size=80))
def test_any_text_can_be_compared(text: str) -> None:
    assert len(_wrong(text, phone="604-555-0188", date="下周二", time="下午两点")) <= 3


WORDS = (
    *("请问", "您的", "电话号码", "姓名", "日期", "是多少", "对吗", "可以吗", "下午三点", "有空位", "还是", "已经", "约满了"),
    *("为您", "预订好了", "抱歉", "再见", "确认", "？", "。", "，", "Goodbye.", "What is your name?", "604-555-0199"),
)
SPEECH = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)


@given(st.lists(SPEECH | st.text(max_size=40), max_size=6))
def test_whatever_it_hears_it_answers_in_chinese(heard: list[str]) -> None:
    for move in moves(LIN, *heard):
        if isinstance(move, Says):
            assert spoken_language(move.text) in {"zh", None}


def test_the_book_is_found_for_any_region() -> None:
    assert book_for("zh-CN") is book_for("zh-TW") is CHINESE
