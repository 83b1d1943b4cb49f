"""Dates, times, numbers, phone numbers, names and the rest, in the words of people on the phone."""

from datetime import datetime

import pytest

from harness.language.choices import choices
from harness.language.dates import dates
from harness.language.emails import emails
from harness.language.names import names
from harness.language.numbers import numbers
from harness.language.phones import digit_runs, phones
from harness.language.slot import Kind, slot_of
from harness.language.times import possible_times, times
from harness.language.values import corrected, extract, mentions

SUNDAY = datetime(2026, 1, 18, 10, 0)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("今天", "2026-01-18"),
        ("明早九点", "2026-01-19"),
        ("后天下午三点", "2026-01-20"),
        ("大后天", "2026-01-21"),
        ("下周三", "2026-01-21"),
        ("这周五", "2026-01-23"),
        ("本周六", "2026-01-24"),
        ("下个星期二", "2026-01-20"),
        ("下下周一", "2026-01-26"),
        ("礼拜天", "2026-01-25"),
        ("上周五", "2026-01-09"),
        ("一月二十号", "2026-01-20"),
        ("1月20日（星期二）", "2026-01-20"),
        ("\uff11月\uff12\uff10日", "2026-01-20"),
        ("二零二六年一月二十日", "2026-01-20"),
        ("一月二十日，星期二", "2026-01-20"),
        ("一月十七号", "2027-01-17"),
        ("二十号", "2026-01-20"),
        ("下个月五号", "2026-02-05"),
        ("一九八零年三月三号", "1980-03-03"),
        ("80年3月3日", "1980-03-03"),
        ("明年三月五日", "2027-03-05"),
        ("三天后", "2026-01-21"),
        ("两个星期后的星期三", "2026-01-28"),
        ("过两天", "2026-01-20"),
        ("半个月后", "2026-02-02"),
        ("昨天", "2026-01-17"),
        ("2026-01-20", "2026-01-20"),
        ("next Tuesday 可以吗", "2026-01-20"),
    ],
)
def test_a_date_means_this_day(said: str, meant: str) -> None:
    assert [found.value for found in dates(said, SUNDAY, "zh")] == [meant]


@pytest.mark.parametrize("said", ["主街十二号", "三号桌", "号码", "二月三十号", "第三天", "周围", "二十号楼", "六号线"])
def test_this_is_no_date(said: str) -> None:
    assert dates(said, SUNDAY, "zh") == ()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("上午九点半", "09:30"),
        ("下午两点", "14:00"),
        ("下午\uff12\uff1a\uff13\uff10", "14:30"),
        ("两点一刻", "14:15"),
        ("十四点三十分", "14:30"),
        ("晚上七点", "19:00"),
        ("晚上十二点", "00:00"),
        ("凌晨一点", "01:00"),
        ("中午十二点", "12:00"),
        ("中午", "12:00"),
        ("差一刻三点", "14:45"),
        ("三点差五分", "14:55"),
        ("九点零五分", "09:05"),
        ("两点二十", "14:20"),
        ("明天下午，三点吧", "15:00"),
        ("七点四位", "07:00"),
        ("14:30", "14:30"),
        ("2:30 PM", "14:30"),
        ("二十一点", "21:00"),
        ("下午一点", "13:00"),
    ],
)
def test_a_time_means_this_moment_of_the_day(said: str, meant: str) -> None:
    assert [found.value for found in times(said, language="zh")] == [meant]


@pytest.mark.parametrize("said", ["早一点", "有一点问题", "一点都不好", "两小时", "三点五公里", "几点", "上午", "时间"])
def test_this_is_no_time(said: str) -> None:
    assert times(said, language="zh") == ()


def test_an_hour_without_a_part_of_the_day_may_be_either() -> None:
    assert possible_times("三点", "zh") == {"15:00", "03:00"}
    assert possible_times("下午三点", "zh") == {"15:00"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("两位", ["2"]),
        ("一百零二块", ["102"]),
        ("三万五", ["35000"]),
        ("1,200元", ["1200"]),
        ("2万", ["20000"]),
        ("3.5万", ["35000"]),
        ("三点五公里", ["3.5"]),
        ("我们俩", ["2"]),
        ("就我一个人", ["1"]),
        ("两个大人，三个小孩", ["2", "3"]),
        ("等一下", []),
        ("第三", []),
        ("周三", []),
        ("十分感谢", []),
        ("一起", []),
    ],
)
def test_numbers_are_counted_and_words_that_hold_one_are_not(said: str, meant: list[str]) -> None:
    assert [found.value for found in numbers(said, "zh")] == meant


@pytest.mark.parametrize(
    "said",
    [
        "六零四五五五零一二三",
        "我的電話是六零四，五五五，零一二三。",
        "六\u3007四 三个五 0123",
        "604 555 0123，谢谢",
        "\uff16\uff10\uff14\uff15\uff15\uff15\uff10\uff11\uff12\uff13",
        "区号六零四，然后五五五，零幺二三",
        "六零四、五五五、零一二三，星期二三点",
    ],
)
def test_a_phone_number_is_heard_however_it_is_said(said: str) -> None:
    assert [found.value for found in phones(said, language="zh")] == ["+16045550123"]


def test_digits_said_one_by_one_are_one_run() -> None:
    assert [run.digits for run in digit_runs("尾号是零一二四", "zh")] == ["0124"]
    assert digit_runs("二十三个，星期三", "zh") == ()


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("我叫林美", "林美"),
        ("你好，我是王小明，我想订位", "王小明"),
        ("姓李，叫李雷", "李雷"),
        ("我叫林美想订房", "林美"),
        ("我叫王小明明天想来", "王小明"),
        ("名字是欧阳娜娜", "欧阳娜娜"),
        ("我的姓名是陳美玲。", "陳美玲"),
        ("我叫林美，双木林，美丽的美", "林美"),
        ("我叫 Jane Doe，想订房", "Jane Doe"),
        ("名字是简·多伊", "简·多伊"),
        ("我叫林美我的电话是六零四", "林美"),
    ],
)
def test_a_name_ends_where_it_ends_although_nothing_parts_the_words(said: str, name: str) -> None:
    assert names(said, language="zh")[0].value == name


@pytest.mark.parametrize(
    "said", ["我是来订房的", "我是老客人", "谢谢", "周五", "方便", "好的", "请问您叫什么名字", "明天下午", "我想预约"]
)
def test_nobody_is_named(said: str) -> None:
    assert names(said, answering=True, language="zh") == ()


def value_of(
    name: str, said: str, *, answering: bool = False, choices: tuple[str, ...] = (), json_type: str = "string"
) -> str | None:
    slot = slot_of(name, choices=choices, json_type=json_type)
    found = extract(slot, said, SUNDAY, answering=answering, language="zh")
    return found.value if found else None


@pytest.mark.parametrize(
    ("slot", "said", "value"),
    [
        ("phone", "六零四五五五零一二三，不对，零一二四", "+16045550124"),
        ("date", "星期二不行，星期三可以", "2026-01-21"),
        ("date", "周二，哦不，周三", "2026-01-21"),
        ("date", "不要周二，周三", "2026-01-21"),
        ("date", "我今天打电话是想问一下星期二有没有位子", "2026-01-20"),
        ("checkInDate", "一月二十号入住，二十三号退房", "2026-01-20"),
        ("checkOutDate", "一月二十号入住，二十三号退房", "2026-01-23"),
        ("checkOutDate", "从一月二十号到二十三号", "2026-01-23"),
        ("firstName", "我叫林美", "美"),
        ("lastName", "我叫林美", "林"),
        ("lastName", "免贵姓欧阳", "欧阳"),
        ("lastName", "我叫Jane Doe", "Doe"),
        ("email", "我的邮箱是jane点doe艾特example点com", "jane.doe@example.com"),
        ("postalCode", "邮编是V6B1A1", "V6B1A1"),
        ("address", "我家地址是主街十二号", "主街十二号"),
        ("reason", "因为空调坏了", "空调坏了"),
        ("date", "随便哪天", None),
        ("email", "没有", None),
    ],
)
def test_a_slot_takes_its_value_from_free_speech(slot: str, said: str, value: str | None) -> None:
    assert value_of(slot, said) == value


@pytest.mark.parametrize(
    ("slot", "said", "value"),
    [
        ("name", "林美", "林美"),
        ("name", "好的，林美。", "林美"),
        ("name", "王先生", "王"),
        ("name", "不想说", None),
        ("postalCode", "V六B 一A一", "V6B1A1"),
        ("healthCardNumber", "九八七六，五四三，二一零", "9876543210"),
        ("address", "我住在温哥华主街123号", "温哥华主街123号"),
        ("address", "123 Main Street，温哥华", "123 Main Street"),
        ("city", "我住在温哥华", "温哥华"),
        ("notes", "嗯，靠窗的位子，谢谢", "靠窗的位子"),
        ("reason", "我的水管漏水了", "我的水管漏水了"),
    ],
)
def test_an_answer_may_be_the_value_alone(slot: str, said: str, value: str | None) -> None:
    assert value_of(slot, said, answering=True) == value


def test_options_named_in_english_are_said_in_chinese() -> None:
    assert value_of("timeOfDay", "下午吧", choices=("morning", "afternoon")) == "afternoon"
    assert value_of("gender", "女的", choices=("M", "F", "O")) == "F"
    assert value_of("cardType", "外省的", choices=("BC", "OUT_OF_PROVINCE", "PRIVATE")) == "OUT_OF_PROVINCE"
    assert value_of("cardType", "BC省的", choices=("BC", "OUT_OF_PROVINCE", "PRIVATE")) == "BC"
    assert [found.value for found in choices("豪华的", ("豪华大床房", "标准大床房"), loosely=True, language="zh")] == [
        "豪华大床房"
    ]


def test_options_that_only_a_description_names_are_options_too() -> None:
    mode = slot_of("mode", description='"in-person" or "virtual"')
    found = extract(mode, "我想视频", SUNDAY, language="zh")

    assert found is not None
    assert found.value == "virtual"


@pytest.mark.parametrize("said", ["我想找张师傅", "张师傅吧", "约张师傅可以吗"])
def test_somebody_of_the_house_is_named_by_trade(said: str) -> None:
    assert value_of("stylistName", said, answering=said.startswith("张")) == "张师傅"


@pytest.mark.parametrize(
    ("said", "value"), [("四位，周六晚上七点", "4"), ("就我一个人", "1"), ("两晚，三个人", "3"), ("四位，不对，五位", "5")]
)
def test_a_number_is_of_what_the_slot_counts(said: str, value: str) -> None:
    assert value_of("partySize", said, json_type="integer") == value


def test_a_part_of_an_earlier_value_is_put_right() -> None:
    phone = slot_of("phone")

    assert corrected("+16045550123", "尾号是零一二四", phone, language="zh") == "+16045550124"
    assert corrected("+16045550123", "区号应该是七七八", phone, language="zh") == "+17785550123"
    assert corrected("+16045550123", "是零一二四，不是零一二三", phone, language="zh") == "+16045550124"
    assert corrected("+16045550123", "好的，谢谢", phone, language="zh") is None


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("+16045550123", Kind.PHONE),
        ("2026-01-20", Kind.DATE),
        ("14:30", Kind.TIME),
        ("2026-01-20T14:30:00", Kind.DATETIME),
        ("4", Kind.NUMBER),
        ("林美", Kind.NAME),
        ("afternoon", Kind.CHOICE),
        ("2026-01-20", None),
        ("靠窗", None),
    ],
)
def test_a_read_back_says_its_values(value: str, kind: Kind | None) -> None:
    said = "我重复一下\uff1a林美女士，电话六零四，五五五，零一二三，周二下午两点半，四位，靠窗，对吗？"

    assert mentions(said, value, kind=kind, now=SUNDAY, language="zh")


@pytest.mark.parametrize(
    ("value", "kind"),
    [("+16045550124", Kind.PHONE), ("2026-01-21", Kind.DATE), ("15:30", Kind.TIME), ("5", Kind.NUMBER), ("李雷", Kind.NAME)],
)
def test_a_read_back_does_not_say_other_values(value: str, kind: Kind) -> None:
    said = "我重复一下\uff1a林美女士，电话六零四，五五五，零一二三，周二下午两点半，四位，对吗？"

    assert not mentions(said, value, kind=kind, now=SUNDAY, language="zh")


def test_a_written_address_is_heard_among_chinese_words() -> None:
    assert [found.value for found in emails("邮箱是jane.doe@example.com谢谢", "zh")] == ["jane.doe@example.com"]
