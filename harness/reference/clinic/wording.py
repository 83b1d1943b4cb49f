"""Sentences for patients, in English and in Chinese."""

from datetime import datetime

from msgspec import Struct

from harness.reference.wording import in_words

__all__ = ["MODES", "Said", "moment_in_words", "name_in"]

_WEEKDAYS = "一二三四五六日"


class Said(Struct, frozen=True, kw_only=True):
    """One sentence, both ways."""

    en: str
    zh: str

    def spoken(self, language: str) -> str:
        """The sentence in "zh", or else in English."""
        return self.zh if language == "zh" else self.en


MODES = {
    "in-person": Said(en="in person", zh="到诊所就诊"),
    "virtual": Said(en="by phone or video", zh="电话或视频就诊"),
}
"""Visit mode → how it is said."""


def moment_in_words(when: datetime | str) -> Said:
    """ "Tuesday, January 20 at 2:30 PM" and 1月20日星期二下午2点30分. A text is a local time as the tables hold it."""
    if isinstance(when, str):
        when = datetime.fromisoformat(when)
    return Said(en=in_words(when), zh=_in_chinese(when))


def name_in(language: str, name: str, name_zh: str | None) -> str:
    """A name as speakers of the language say it, when it is known how."""
    return name_zh if language == "zh" and name_zh else name


def _in_chinese(when: datetime) -> str:
    half = "上午" if when.hour < 12 else "中午" if when.hour == 12 else "下午" if when.hour < 18 else "晚上"
    hour = when.hour if when.hour <= 12 else when.hour - 12
    minutes = f"{when.minute}分" if when.minute else ""
    return f"{when.month}月{when.day}日星期{_WEEKDAYS[when.weekday()]}{half}{hour}点{minutes}"
