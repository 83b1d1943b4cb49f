"""Virtual time: how long speech, thinking and waiting take. Nothing here looks at a real clock."""

import re
from functools import lru_cache

from msgspec import Struct

__all__ = ["Pace", "speech_ms"]

_MINIMUM_MS = 300
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")


class Pace(Struct, frozen=True, kw_only=True):
    """How fast this call goes."""

    words_per_minute: int = 150
    """Conversational English; Chinese is counted at two characters a word."""
    thinking_ms: int = 600
    """From the end of the caller's speech, or a tool's answer, to the first word of a model that does not say how long."""
    caller_pause_ms: int = 400
    """From the end of the assistant's speech to the caller's first word."""


def speech_ms(text: str, pace: Pace) -> int:
    """How long it takes to say `text`; 0 for nothing."""
    if not text:
        return 0
    return max(_MINIMUM_MS, round(_words(text) * 60_000 / pace.words_per_minute))


@lru_cache(maxsize=1024)
def _words(text: str) -> float:
    rest, ideographs = _IDEOGRAPH.subn(" ", text)
    return ideographs / 2 + sum(any(map(str.isalnum, word)) for word in rest.split())
