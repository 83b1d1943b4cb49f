"""What a caller can be asked for: its own facts, and things people are commonly asked for on the phone.

The common things matter when the caller does *not* know them. They let it tell a question it has no answer to ("do you have an
e-mail address?") from one it did not understand, and they keep "your date of birth" from being taken for the fact `date`.
"""

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from msgspec import Struct

from harness.language.slot import Slot, slot_of, words_of

__all__ = ["FIRST_NAME", "LAST_NAME", "SPELLING", "Topic", "topic_named", "topics_of"]

FIRST_NAME = "first name"
LAST_NAME = "last name"
SPELLING = "spelling"
"""How a name is written, when it is not spelled as it is said."""


class Topic(Struct, frozen=True, kw_only=True, cache_hash=True):
    """One thing to be asked for."""

    name: str
    """As the caller file spells it; for a common thing the caller does not know, the common name."""
    slot: Slot
    common: str | None
    """Which common thing it is, if it is one: the facts `cell` and `phoneNumber` are both "phone"."""
    spoken: str
    """As one says it: "e-mail address"."""
    cue: str = ""
    """A word that must be heard before this is thought of, as a regular expression; empty: none."""

    @property
    def personal(self) -> bool:
        """One says "my phone number", but "the number of nights"."""
        return self.common not in {None, "date", "time", "people"}


class _Common(Struct, frozen=True):
    name: str
    spoken: str
    also: frozenset[str]
    cue: str


def _common(name: str, spoken: str, also: str, cue: str) -> _Common:
    names = frozenset(" ".join(words_of(other)) for other in (name, spoken, *also.split(", ")))
    return _Common(name, spoken, names, cue)


_COMMON = (
    _common(
        "name", "name", "full name, first and last name, 姓名, 名字, 全名", r"name|who\b|名字|姓名|全名|贵姓|怎么称呼|叫什么"
    ),
    _common(
        FIRST_NAME,
        "first name",
        "given name, forename, 名",
        r"\b(?:first|given) (?:name|and (?:last|family))|forename|(?<![姓全])名(?![字称单])",
    ),
    _common(
        LAST_NAME, "last name", "family name, surname, 姓, 姓氏", r"\b(?:last|family) name|surname|^(?!.*名字).*(?<!贵)姓(?!名)"
    ),
    _common(
        "phone",
        "phone number",
        "telephone, telephone number, cell, cell phone, mobile, mobile number, contact number, callback number, 电话, 电话号码,"
        " 手机, 手机号, 手机号码, 联系电话",
        r"phone|number|cell|mobile|reach|call you|电话|手机|号码|联系",
    ),
    _common("email", "e-mail address", "email address, e-mail, mail, 邮箱, 电子邮箱, 邮件, 电子邮件", r"e-?mail|邮箱|邮件"),
    _common(
        "date of birth",
        "date of birth",
        "birth date, birthdate, birthday, dob, birth day, 出生日期, 生日",
        r"birth|born|dob\b|出生|生日",
    ),
    _common(
        "date", "date", "day, preferred date, preferred day, 日期, 日子", r"\bda(?:y|te)s?\b|when|日期|哪天|哪一天|什么时候|几号"
    ),
    _common("time", "time", "hour, preferred time, time of day, 时间", r"time|when|hour|o'clock|时间|几点|什么时候"),
    _common(
        "address", "address", "home address, street address, street, 地址, 住址", r"address|\blive\b|street|地址|住址|住在|街"
    ),
    _common("city", "city", "town, home town, 城市", r"city|town|城市"),
    _common("postal code", "postal code", "postcode, zip, zip code, zipcode, 邮编, 邮政编码", r"postal|postcode|\bzip|邮编|邮政"),
    _common(
        "people",
        "number of people",
        "party size, number of guests, guests, people, group size, 人数",
        r"how many|people|guests|party|group|几位|几个人|人数|多少人",
    ),
    _common("card number", "card number", "credit card, credit card number, 卡号", r"card|卡"),
    _common(
        "reference number",
        "reference number",
        "confirmation number, confirmation code, reference, 确认号",
        r"reference|confirmation (?:number|code)|确认号",
    ),
)
_NEVER_ASKED = _common(SPELLING, "spelling", "latin name, pinyin, 拼音, 拼写", "")
_UNSPECIFIC = frozenset({"date", "time", "people", "city"})
"""Common things that some other fact of the same kind answers for: with a `check-in date`, nobody needs `date`."""


_ARRIVING = frozenset({"arrival", "arriving", "checkin", "check-in"})
_LEAVING = frozenset({"departure", "leaving"})


@lru_cache(maxsize=1024)
def topics_of(names: tuple[str, ...]) -> tuple[Topic, ...]:
    """The topics of a caller that can tell, or refuses to tell, these facts; then the common things it cannot."""
    own: list[Topic] = []
    known: set[str | None] = set()
    stays = any(_ARRIVING & set(words_of(name)) or words_of(name)[:2] == ("check", "in") for name in names)
    for name in names:
        own.append(_leaving_topic(name) if stays and _LEAVING & set(words_of(name)) else _own_topic(name, known))
        known.add(own[-1].common)
    kinds = {topic.slot.kind for topic in own}
    unknown = [_unknown_topic(common) for common in _COMMON if common.name not in known]
    return (*own, *(topic for topic in unknown if topic.name not in _UNSPECIFIC or topic.slot.kind not in kinds))


def topic_named(name: str, topics: Iterable[Topic]) -> Topic | None:
    """The topic a caller file means by `name`: the same words, else the same common thing."""
    words, common = words_of(name), _common_for(name)
    candidates = tuple(topics)
    same_words = (topic for topic in candidates if words_of(topic.name) == words)
    return next(same_words, None) or next((t for t in candidates if common is not None and t.common == common.name), None)


def _own_topic(name: str, taken: Container[str | None]) -> Topic:
    common = _common_for(name)
    if common is None or common.name in taken:
        return Topic(name=name, slot=slot_of(name), common=None, spoken=_spoken(name))
    described = ", ".join(sorted(common.also))
    return Topic(name=name, slot=slot_of(common.name, description=described), common=common.name, spoken=common.spoken)


def _leaving_topic(name: str) -> Topic:
    """Who arrives to stay ends the stay by leaving; on a journey, leaving comes first."""
    own = slot_of(" ".join("check-out" if word in _LEAVING else word for word in words_of(name)), description=name)
    return Topic(name=name, slot=own, common=None, spoken=_spoken(name))


def _unknown_topic(common: _Common) -> Topic:
    slot = slot_of(common.name, description=common.spoken)
    return Topic(name=common.name, slot=slot, common=common.name, spoken=common.spoken, cue=common.cue)


def _common_for(name: str) -> _Common | None:
    words = " ".join(words_of(name))
    return next((common for common in (*_COMMON, _NEVER_ASKED) if words in common.also), None)


def _spoken(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_+|\s+", " ", name.strip()).lower()
