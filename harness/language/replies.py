"""What a reply as a whole says: a refusal, a yes or a no."""

import re
from functools import lru_cache

from harness.language.answers import affirms, denies
from harness.language.found import Found, folded
from harness.language.slot import Kind

__all__ = ["is_refusal", "yes_or_no"]

_NOT_DONE = r"(?:don't|do\s+not|haven't|have\s+not|didn't|did\s+not)\s+(?:really\s+)?"
_WITHHELD = (
    r"\bi(?:'d|\s+would)\s+(?:rather|prefer)\s+(?:not|to\s+not)|\b(?:i\s+)?prefer\s+not|\brather\s+not"
    rf"|\b{_NOT_DONE}(?:know|remember|recall|understand)|\bno\s+(?:idea|clue)|\bnot\s+sure|\bnone\s+of\s+your|\bnot\s+comfortable"
    r"|\bcan(?:'t|not)\s+(?:remember|recall|tell|say|share)|\bwon't\s+(?:give|tell|say|share)"
    r"|\b(?:that's|it's)\s+(?:private|personal|confidential)|\bskip\s+(?:that|it|this)"
    r"|\bis\s+(?:that|it|this)\s+(?:really\s+)?(?:necessary|required|needed)|\bdo\s+(?:i|you)\s+(?:really\s+)?(?:have\s+to|need)"
    r"|\bwhat\s+(?:do\s+you\s+mean|was\s+that|for)|\bwhy\s+(?:do|would|should|is|are)|\b(?:say|repeat)\s+that|\bcome\s+again"
)
_WITHHOLDS = re.compile(rf"(?:{_WITHHELD})\b")
_REFUSES = re.compile(
    rf"(?:{_WITHHELD}|\b{_NOT_DONE}(?:have|got|get|want|wish|give|think\s+(?:i|you|so)|feel|need|care|use)|\bhaven't\s+got"
    r"|\bnot\s+going\s+to|\bcan(?:'t|not)\s+give|\bno,?\s+(?:thanks|thank\s+you|sorry))\b"
)
_NOTHING = re.compile(
    r"[\W_]*(?:(?:no|nope|nah|none|nothing|n/a|pass|skip|pardon(?:\s+me)?|sorry|what|huh|hello|why|never\s+mind)[\W_]*)+"
)


def is_refusal(text: str, language: str = "en") -> bool:
    """Whether an answer gives nothing: "I'd rather not say", "I don't have one", "Why do you need that?", "No thanks"."""
    if language == "zh":
        from harness.language.chinese import answers as chinese  # loaded by those who hear it

        return chinese.is_refusal(text)
    return _is_refusal(text)


@lru_cache(maxsize=4096)  # one answer is read for many slots
def _is_refusal(text: str) -> bool:
    heard = folded(text)
    return bool(_NOTHING.fullmatch(heard) or _REFUSES.search(heard))


def yes_or_no(text: str, language: str = "en") -> Found | None:
    """ "true" for a yes, "false" for a no; None when it is neither, or withheld ("I don't know", "why do you ask?")."""
    if language == "zh":
        from harness.language.chinese import answers as chinese  # loaded by those who hear it

        return chinese.yes_or_no(text)
    if _WITHHOLDS.search(folded(text)):
        return None
    value = "false" if denies(text) else "true" if affirms(text) else None
    return None if value is None else Found(kind=Kind.BOOLEAN, value=value, text=text, start=0, end=len(text))
