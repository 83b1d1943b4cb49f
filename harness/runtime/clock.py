"""Virtual time: how long speech, thinking and waiting take. Nothing here looks at a real clock."""

from msgspec import Struct

__all__ = ["Pace", "speech_ms"]

_MINIMUM_MS = 300


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
    if text.isascii():
        words = float(text.count(" ") + 1)
    else:
        ideographs = sum("\u3400" <= character <= "\u9fff" for character in text)
        words = ideographs / 2 + len(text.split()) - (1 if ideographs else 0)
    return max(_MINIMUM_MS, round(words * 60_000 / pace.words_per_minute))
