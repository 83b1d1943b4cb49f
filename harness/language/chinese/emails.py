"""E-mail addresses in Chinese speech: "jane点doe艾特example点com"."""

import re

from harness.language.chinese.heard import has_latin, heard, latin
from harness.language.emails import emails as english_emails
from harness.language.found import Found
from harness.language.slot import Kind

__all__ = ["emails", "spoken_email"]

_SIGNS = {
    **dict.fromkeys(("艾特", "爱特", "圈a", "小老鼠"), " at "),
    "点": " dot ",
    "下划线": " underscore ",
    **dict.fromkeys(("横杠", "横线", "减号", "杠"), " dash "),
    "加号": " plus ",
    **{sign: str(value) for value, sign in enumerate("零一二三四五六七八九")},
}
_SIGN = re.compile("|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True)))
_TRIGGER = re.compile(r"@|艾特|爱特|圈a|小老鼠|\bat\b")


def emails(text: str) -> tuple[Found, ...]:
    """Every e-mail address, written or said with the Chinese names of its signs."""
    if not has_latin(text) or not _TRIGGER.search(heard(text)):
        return ()
    said, places = _in_english(heard(text))
    found = []
    for one in english_emails(latin(said)):
        start, end = places[one.start], places[one.end - 1] + 1
        found.append(Found(kind=Kind.EMAIL, value=one.value, text=text[start:end], start=start, end=end))
    return tuple(found)


def spoken_email(value: str) -> str:
    """An address as "jane点doe艾特example点com"; as written when a listener could not write that back."""
    said = value.replace(".", "点").replace("@", "艾特").replace("_", "下划线").replace("-", "横杠").replace("+", "加号")
    return said if [found.value for found in emails(said)] == [value] else value


def _in_english(plain: str) -> tuple[str, list[int]]:
    """The text with the signs' English names, and for each of its characters the place it came from."""
    said: list[str] = []
    places: list[int] = []
    done = 0
    for match in _SIGN.finditer(plain):
        said.extend((plain[done : match.start()], _SIGNS[match.group()]))
        places.extend(range(done, match.start()))
        places.extend([match.start()] * (len(_SIGNS[match.group()]) - 1) + [match.end() - 1])
        done = match.end()
    return "".join((*said, plain[done:])), [*places, *range(done, len(plain))]
