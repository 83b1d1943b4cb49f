"""Values are said as Chinese speakers say them, and heard back as themselves."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.language.chinese.numbers import in_numerals, numeral
from harness.language.numbers import numbers
from harness.language.slot import Kind, Slot
from harness.language.spoken import spoken, spoken_date, spoken_email, spoken_phone, spoken_time
from harness.language.tongue import spoken_language
from harness.language.values import extract, mentions

NOW = datetime(2026, 1, 18, 10, 0)
NOWS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1))


def heard_back(kind: Kind, value: str, now: datetime = NOW, frame: str = "{}") -> str | None:
    text = frame.format(spoken(value, kind, now, "zh"))
    slot = Slot(name=kind.value, words=(kind.value,), kind=kind)
    found = extract(slot, text, now, answering=True, language="zh")
    return found.value if found else None


UNTIMED = settings(deadline=None)
"""The first word of Chinese loads its patterns."""
FRAMES = st.sampled_from(["{}", "好的，{}。", "嗯，是{}吧", "我想要{}，谢谢", "那就{}，可以吗？"])


def test_values_are_said_in_chinese() -> None:
    assert spoken_phone("+16045550123", "zh") == "六零四，五五五，零一二三"
    assert spoken_date("2026-01-20", NOW, "zh") == "一月二十日星期二"
    assert spoken_date("1980-03-03", NOW, "zh") == "一九八零年三月三日星期一"
    assert spoken_time("14:30", "zh") == "下午两点半"
    assert spoken_time("09:05", "zh") == "上午九点零五分"
    assert spoken_email("jane.doe@example.com", "zh") == "jane点doe艾特example点com"
    assert spoken("2026-01-20T12:00", Kind.DATETIME, NOW, "zh") == "一月二十日星期二中午十二点"
    assert spoken("102", Kind.NUMBER, NOW, "zh") == "一百零二"
    assert spoken("morning", Kind.CHOICE, NOW, "zh") == "上午"


@UNTIMED
@given(when=st.dates(date(1900, 1, 1), date(2099, 12, 31)), now=NOWS, frame=FRAMES)
def test_a_date_is_heard_as_it_was_said(when: date, now: datetime, frame: str) -> None:
    assert heard_back(Kind.DATE, when.isoformat(), now, frame) == when.isoformat()


@UNTIMED
@given(clock=st.times(), frame=FRAMES)
def test_a_time_is_heard_as_it_was_said(clock: time, frame: str) -> None:
    assert heard_back(Kind.TIME, f"{clock:%H:%M}", frame=frame) == f"{clock:%H:%M}"


@UNTIMED
@given(when=st.dates(date(2026, 1, 18), date(2027, 12, 31)), clock=st.times())
def test_a_moment_is_heard_as_it_was_said(when: date, clock: time) -> None:
    value = f"{when}T{clock:%H:%M}"

    assert heard_back(Kind.DATETIME, value) == value


@UNTIMED
@given(digits=st.from_regex(r"[2-9][0-9]{9}", fullmatch=True), frame=FRAMES)
def test_a_phone_number_is_heard_as_it_was_said(digits: str, frame: str) -> None:
    assert heard_back(Kind.PHONE, f"+1{digits}", frame=frame) == f"+1{digits}"


@pytest.mark.parametrize("value", ["+442079460958", "+8613812345678", "+85223456789"])
def test_a_number_from_abroad_is_heard_as_it_was_said(value: str) -> None:
    assert heard_back(Kind.PHONE, value) == value


@UNTIMED
@given(st.integers(0, 99_999_999))
def test_a_number_in_numerals_has_its_value(value: int) -> None:
    assert numeral(in_numerals(value)) == value


@UNTIMED
@given(st.integers(0, 9_999_999), st.sampled_from(["{}", "{}元", "大概{}个人吧", "我要{}张票"]))
def test_a_number_is_heard_as_it_was_said(value: int, frame: str) -> None:
    assert [found.value for found in numbers(frame.format(in_numerals(value)), "zh")] == [str(value)]


@UNTIMED
@given(st.dates(date(2026, 1, 18), date(2026, 12, 31)), st.times(), st.from_regex(r"[2-9][0-9]{9}", fullmatch=True))
def test_what_was_said_is_mentioned_and_what_was_not_is_not(when: date, clock: time, digits: str) -> None:
    said = f"{spoken_date(when.isoformat(), NOW, 'zh')}{spoken_time(f'{clock:%H:%M}', 'zh')}，{spoken_phone(f'+1{digits}', 'zh')}"
    other_day = (when + timedelta(days=2)).isoformat()

    assert mentions(said, when.isoformat(), kind=Kind.DATE, now=NOW, language="zh")
    assert mentions(said, f"{when}T{clock:%H:%M}", kind=Kind.DATETIME, now=NOW, language="zh")
    assert mentions(said, f"+1{digits}", kind=Kind.PHONE, now=NOW, language="zh")
    assert not mentions(said, other_day, kind=Kind.DATE, now=NOW, language="zh")
    assert not mentions(said, f"+1{(int(digits) + 1) % 10**10:010}", kind=Kind.PHONE, now=NOW, language="zh")


@UNTIMED
@given(st.text(alphabet="一二三十百零两点半号月日年周期星上下午天前后我要是的，。？你好对不0123456789:", max_size=24))
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever is said, each value found stands where it claims to stand."""
    for kind in Kind:
        found = extract(Slot(name=kind.value, words=(kind.value,), kind=kind), text, NOW, answering=True, language="zh")
        assert found is None or found.text == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "tongue"), [("我叫Jane Doe", "zh"), ("好的，OK", "zh"), ("Hello, 您好", "zh"), ("My name is 林美", "en")]
)
def test_the_language_of_mixed_speech_is_that_of_most_words(text: str, tongue: str) -> None:
    assert spoken_language(text) == tongue
