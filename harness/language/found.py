"""One value found in what somebody said, and the plain form of speech the recognisers read."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from harness.language.slot import Kind

__all__ = ["Found", "apart", "clear_of", "folded", "plain"]


class Found(Struct, frozen=True, kw_only=True):
    """A value said in a text: `text` is the source between `start` and `end`."""

    kind: Kind
    value: str
    """Canonical: date "YYYY-MM-DD", time "HH:MM" in 24 hours, datetime "YYYY-MM-DDTHH:MM", phone E.164, e-mail in lower case,
    number in decimal digits, boolean "true" or "false", name as capitalised words, anything else as it was said."""
    text: str
    start: int
    end: int


_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u0060": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)


def plain(text: str) -> str:
    """The text with typographic quotes, dashes and spaces made plain; every character keeps its place."""
    return text if text.isascii() else text.translate(_PLAIN)


@lru_cache(maxsize=2048)
def folded(text: str) -> str:
    """`plain`, in lower case; every character keeps its place, so that spans fit the original."""
    simple = plain(text)
    lowered = simple.lower()
    if len(lowered) == len(simple):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in simple)


def clear_of(found: Iterable[Found], taken: Sequence[Found]) -> tuple[Found, ...]:
    """Those that share no letter with what is taken."""
    return tuple(one for one in found if all(one.end <= other.start or other.end <= one.start for other in taken))


def apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """The longest of those that overlap, in the order they were said."""
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        kept.extend(clear_of([candidate], kept))
    return tuple(sorted(kept, key=lambda one: one.start))
