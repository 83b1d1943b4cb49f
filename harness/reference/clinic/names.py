"""People's names in Latin letters and in Chinese characters."""

import re

__all__ = ["displayed_name", "is_chinese", "spellings"]

_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_TITLE = re.compile(r"^(?:dr\.?|doctor)\s+|医生$|醫生$|大夫$", re.IGNORECASE)


def is_chinese(text: str) -> bool:
    """Whether it is written in Chinese characters, at least in part."""
    return _CHINESE.search(text) is not None


def displayed_name(first: str, last: str, chinese: str | None, language: str | None) -> str:
    """The name on the clinic's list: "Jane Doe"; "林美" for who speaks Chinese and has such a name, family name first."""
    if is_chinese(first) or is_chinese(last):
        return f"{last}{first}"
    return chinese if chinese and language == "zh" else f"{first} {last}"


def spellings(text: str) -> str:
    """A name as it is compared: without a doctor's title, in lower case, one space between words, none between characters."""
    bare = " ".join(_TITLE.sub("", text.strip()).split()).lower()
    return bare.replace(" ", "") if is_chinese(bare) else bare
