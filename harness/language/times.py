"""Times of day in English speech.

An hour without "am", "pm" or a part of the day is read as in business hours: 7 to 11 in the morning, 12 is noon, 1 to 6 in the
afternoon. "14:00", "09:30" and "0:15" are taken as written. A part of the day said elsewhere in the same line ("tomorrow evening
at eight") decides too, but "tomorrow morning at three" is three in the afternoon. "Morning" alone is not a time.
"""

import re
from functools import lru_cache

from harness.language.cued import Cued
from harness.language.found import Found, folded
from harness.language.numbers import TWO_DIGITS, cardinal
from harness.language.slot import Kind

__all__ = ["possible_times", "times"]

_HOUR_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR = rf"(?:(?:[01]?[0-9]|2[0-4])(?![0-9])|(?:{'|'.join(_HOUR_WORDS)})(?![a-z]))"
_AM_PM = r"[ap]\s?\.?\s?m(?![a-z])\.?"
_PART = r"(?:in\s+the|this|at|tomorrow)\s+(?:early\s+)?(?:morning|afternoon|evening|night)\b|tonight\b"
_MINUTE_WORDS = (
    rf"(?:oh|o|zero)[\s-]+{TWO_DIGITS}|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    rf"|nineteen)(?![a-z])"
    r"|(?:twenty|thirty|forty|fifty)(?:[\s-]+(?:one|two|three|four|five|six|seven|eight|nine))?(?![a-z])"
)
_LEAD = (
    r"\b(?:at|by|around|before|after|until|till|from|between|make\s+it|how\s+about|what\s+about|say|(?:morning|afternoon|evening|night),?(?:\s+at)?)\s+(?:about\s+|around\s+"
    r"|like\s+)?|@\s*"
)
_CLOCK = re.compile(
    r"(?<![\w:.$])(?<![0-9][,/-])"
    rf"(?P<lead>{_LEAD})?"
    # "Five to nine" may be a range, so only the usual minutes count without the word, and none after "from".
    rf"(?:(?<!from )(?<!between )(?P<part>half(?=\s+(?:past|after))|(?:a\s+)?quarter|(?:{TWO_DIGITS}"
    rf"|[0-5]?[0-9])(?P<unit>\s+minutes?)"
    r"|(?:five|ten|twenty(?:[\s-]five)?|5|10|20|25)(?=\s+(?:past|after|to|till?)\b))\s+(?P<side>past|after|to|of|till|til"
    r"|before)\s+)?"
    rf"(?P<hour>{_HOUR})"
    rf"(?:(?P<colon>:|\.|h)(?P<minute>[0-5][0-9])(?![0-9])(?::[0-9]{{2}}(?:\.[0-9]+)?(?:z|[+-][0-9:]+)?)?"
    rf"|\s+(?P<loose>[0-5][0-9])(?=\s{{0,3}}{_AM_PM})|[\s-]+(?P<words>{_MINUTE_WORDS}))?"
    rf"(?P<oclock>\s{{0,3}}o['\"]?\s?clock)?"
    rf"(?:[\s,]{{0,4}}(?:(?P<half_day>{_AM_PM})|(?P<day_part>{_PART})))?"
)
_NOON = Cued.of(
    r"\b(?:(?:12|twelve)\s+(?:o['\"]?clock\s+)?)?(?:(?P<noon>noon|midday|mid-day)|(?P<midnight>midnight))\b",
    "noon midday mid midnight",
)
_ISO = re.compile(r"(?<=[0-9]t)(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::[0-9.]+)?(?:z|[+-][0-9:]+)?")
# After "at two" only what can follow a time: "at two days" and "at 12 Oak Street" are no times.
_MAY_FOLLOW = re.compile(
    r"\s*(?:[.,!?;)]|$|-\s|\n)|\s+(?:on|in|for|please|today|tomorrow|tonight|would|works|is|and|or|if|to|then|sharp|with|thanks"
    r"|thank|this|next"
    r"|should|the|that|not|no|instead|okay|ok|maybe|but|until|till|because|when|so|i|we|you|can|could|will|it|there|(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day)\b"
)
_BARE = re.compile(
    r"(?:(?:uh|um|er|well|oh|okay|ok|sure|yes|yeah|no|sorry|actually|let's|do|say|maybe|how|about|make|it|it's|i'd|like|prefer"
    r"|take|that's"
    r"|the|just|please)\b[\s,.-]*)*"
)
_AMBIENT = Cued.of(r"(?<!good )\b(morning|afternoon|evening|night|tonight)\b", "morning afternoon evening night tonight")
_DIGIT_NEAR = re.compile(r"\b(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|[0-9]+)[\s,-]+$")
_TRIGGER = re.compile(r"[0-9]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|mid)")


def times(text: str, answering: bool = False, language: str = "en") -> tuple[Found, ...]:
    """Every time of day said, as "HH:MM" in 24 hours; `answering` also takes a bare "two" or "two thirty"."""
    if language == "zh":
        from harness.language.chinese import times as chinese  # loaded by those who hear it

        return chinese.times(text, answering)
    return tuple(found for found, _ in _scan(text, answering))


def possible_times(text: str, language: str = "en") -> frozenset[str]:
    """Every time the text may mean, bare hours included: an hour with neither am nor pm is both."""
    if language == "zh":
        from harness.language.chinese import times as chinese  # loaded by those who hear it

        return chinese.possible_times(text)
    readings: set[str] = set()
    for found, certain in _scan(text, True):
        readings.add(found.value)
        if not certain:
            readings.add(f"{(int(found.value[:2]) + 12) % 24:02}{found.value[2:]}")
    return frozenset(readings)


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def _scan(text: str, answering: bool) -> tuple[tuple[Found, bool], ...]:
    heard = folded(text)
    if not _TRIGGER.search(heard):
        return ()
    spans: list[tuple[int, int, str, bool]] = []
    for match in _ISO.finditer(heard) if ":" in heard else ():
        spans.append((match.start(), match.end(), f"{match['hour']}:{match['minute']}", True))
    for match in _NOON.finditer(heard):
        spans.append((match.start(), match.end(), "12:00" if match["noon"] else "00:00", True))
    parts = [(found.start(), found[1]) for found in _AMBIENT.finditer(heard)]
    for match in _CLOCK.finditer(heard):
        start = match.start() + len(match["lead"] or "")
        taken = any(start < other[1] and other[0] < match.end() for other in spans)
        if not taken and (reading := _read(heard, match, parts, answering)):
            spans.append((start, match.end(), *reading))
    return tuple(
        (Found(kind=Kind.TIME, value=value, text=text[start:end], start=start, end=end), certain)
        for start, end, value, certain in sorted(spans)
    )


def _read(heard: str, match: re.Match[str], parts: list[tuple[int, str]], answering: bool) -> tuple[str, bool] | None:
    """The time of one match and whether morning and afternoon are told apart; None when it is no time."""
    if not _is_time(heard, match, answering):
        return None
    minutes = _minutes(match)
    said = match["hour"]
    hour = int(said) if said.isdigit() else _HOUR_WORDS.index(said) + 1
    written = said.isdigit() and match["colon"] == ":" and (said[0] == "0" or hour == 0)
    part = (match["half_day"] or match["day_part"] or "").strip()
    certain = bool(part) or hour > 12 or written
    if not part and parts:
        line, line_end = heard.rfind("\n", 0, match.start()), heard.find("\n", match.end())
        nearby = {name for start, name in parts if line < start and (line_end < 0 or start < line_end)}
        part = f"nearby {nearby.pop()}" if len(nearby) == 1 else ""
    # "Quarter to twelve in the morning" is said of the hour before twelve.
    before = 1 if minutes < 0 and match["day_part"] else 0
    moment = (hour if written else _hour((hour - before) or 12, part) + before) * 60 + minutes
    return (f"{moment // 60 % 24:02}:{moment % 60:02}", certain) if -60 < moment <= 24 * 60 + 59 else None


def _hour(hour: int, part: str) -> int:
    if hour > 12:
        return hour
    hour %= 12
    if re.match(r"a[ .]*m", part):
        return hour
    if part.startswith("p"):
        return hour + 12
    if part.endswith("morning"):
        return hour if not part.startswith("nearby") or hour >= 5 else hour + 12
    if part.endswith(("afternoon", "evening")):
        return hour + 12
    if part.endswith("night"):
        return hour + 12 if hour >= 5 else hour
    return hour if hour >= 7 else hour + 12


def _minutes(match: re.Match[str]) -> int:
    if match["part"]:
        said = match["part"].split()
        count = 30 if said[0] == "half" else 15 if "quarter" in said else _count(match["part"].removesuffix(match["unit"] or ""))
        return count if match["side"] in {"past", "after"} else -count
    if match["words"]:
        return cardinal(re.sub(r"^(?:oh|o|zero)[\s-]+", "", match["words"]))
    return int(match["minute"] or match["loose"] or 0)


def _count(said: str) -> int:
    return int(said) if said.isdigit() else cardinal(said)


def _is_time(heard: str, match: re.Match[str], answering: bool) -> bool:
    """Whether there is enough around the digits or words to call them a time."""
    if match["minute"] and match["colon"] != ":" and not (match["half_day"] or match["lead"]):
        return False
    if match["half_day"] or match["day_part"] or match["oclock"] or match["part"] or match["colon"] == ":":
        return not heard[match.end() : match.end() + 1].isalnum()
    followed = _MAY_FOLLOW.match(heard, match.end())
    if match["words"] and match["words"] in {"fifteen", "thirty", "forty five", "forty-five"}:
        return not match["hour"].isdigit() and not _DIGIT_NEAR.search(heard, 0, match.start("hour")) and followed is not None
    if match["lead"]:
        return followed is not None
    sentence = max(heard.rfind(mark, 0, match.start()) for mark in ".?!\n") + 1
    return answering and followed is not None and _BARE.fullmatch(heard[sentence : match.start()].strip()) is not None
