"""A Chinese sentence of a prompt with one sign for each name and each quotation in it, so that the forms see only its words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from harness.language.chinese.heard import heard

__all__ = ["PARAMETER", "QUOTE", "TOOL", "Masked", "masked"]

_TOOLS, _PARAMETERS, _QUOTES = 0xE000, 0xE200, 0xE400
_MOST = 0x1FF
TOOL = "[\ue000-\ue1ff]"
"""A tool, or a place to hand over to."""
PARAMETER = "[\ue200-\ue3ff]"
QUOTE = "[\ue400-\ue5ff]"
_SIGN = re.compile("[\ue000-\ue5ff]")
_QUOTED = re.compile('"(?P<a>[^"]*)"|“(?P<b>[^”]*)”|「(?P<c>[^」]*)」|『(?P<d>[^』]*)』|‘(?P<e>[^’]*)’')
_VALUED = re.compile(r"(?:填|为|成|用|是|写|取|传|=|:|：)\s*$")
"""What stands before a value, though it may be the name of a parameter too."""
_GAP = re.compile("(?<=[^\x00-\x7f])\\s+|\\s+(?=[^\x00-\x7f])")


class Masked(Struct, frozen=True, kw_only=True):
    """One sentence."""

    plain: str
    """Simplified characters, ASCII punctuation, no spaces beside Chinese, and signs."""
    tools: tuple[str, ...]
    parameters: tuple[str, ...]
    quotes: tuple[str, ...]

    def tools_in(self, part: str) -> list[str]:
        """The tools that a part speaks of, in its order."""
        found = (self.tools[ord(sign) - _TOOLS] for sign in re.findall(TOOL, part))
        return list(dict.fromkeys(found))

    def parameter(self, sign: str) -> str:
        """The parameter that a sign stands for."""
        return self.parameters[ord(sign) - _PARAMETERS]

    def quote(self, sign: str) -> str:
        """The words that a sign stands for, without their marks."""
        return self.quotes[ord(sign) - _QUOTES]

    def words(self, part: str) -> str:
        """A part as it was written, but for spaces and marks."""
        return _SIGN.sub(lambda match: self._word(match.group()), part).replace(",", "，")

    def _word(self, sign: str) -> str:
        code = ord(sign)
        if code < _PARAMETERS:
            return self.tools[code - _TOOLS]
        return f"“{self.quote(sign)}”" if code >= _QUOTES else self.parameter(sign)


def masked(text: str, tools: Sequence[str], parameters: Sequence[str]) -> Masked:
    """The sentence with its names and quotations as signs. A quoted name is a name."""
    return _masked(text, tuple(tools), tuple(parameters))


@lru_cache(maxsize=1024)
def _masked(text: str, tools: tuple[str, ...], parameters: tuple[str, ...]) -> Masked:
    quotes: list[str] = []
    signs = {name: chr(_TOOLS + n) for n, name in enumerate(tools[:_MOST])}
    signs |= {name: chr(_PARAMETERS + n) for n, name in enumerate(parameters[:_MOST]) if name.isascii() and name not in signs}

    def quoted(match: re.Match[str]) -> str:
        inner = next(group for group in match.groups() if group is not None)
        if inner in signs and not (inner in parameters and _VALUED.search(match.string[: match.start()])):
            return signs[inner]
        quotes.append(inner.strip())
        return chr(_QUOTES + len(quotes) - 1)

    plain = _QUOTED.sub(quoted, text)
    for name in sorted(signs, key=len, reverse=True):
        if name in plain:
            plain = re.sub(rf"(?<![A-Za-z0-9_-]){re.escape(name)}(?![A-Za-z0-9_-])", signs[name], plain)
    return Masked(plain=_GAP.sub("", heard(plain)).strip(), tools=tools, parameters=parameters, quotes=tuple(quotes))
