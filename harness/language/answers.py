"""A caller's yes or no."""

import re
from functools import lru_cache

from harness.language.english.sentences import sentences_of

__all__ = ["affirms", "denies"]

_FILLER = re.compile(
    r"^(?:(?:um+|uh+|erm?|hmm+|oh|ah|well|so|ok|okay|alright|hi|hello|i (?:think|guess|suppose)|let me (?:see"
    r"|think))[,.!-]* )+(?=\S)"
)
_YES = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|ya|yea|aye|sure|ok|okay|k|alright|all right|right|correct|exactly|absolutely|definitely"
    r"|certainly|indeed|precisely|perfect|great|good|fine|wonderful|excellent"
    r"|awesome|lovely|fantastic|of course|uh-huh|mm-hmm|mhm|please(?: do)?|by all means|go ahead|go for it|do it|you bet"
    r"|affirmative|confirmed|agreed|deal|true|cool|gladly|naturally|totally"
    r"|yes please|why not|sounds? (?:good|great|fine|perfect|right|ok|okay|lovely|wonderful|excellent|awesome|like a plan)"
    r"|looks? (?:good|great|right|fine|correct|perfect)"
    r"|works (?:for me|great|fine|well|perfectly)|no problem|not a problem|for sure)\b(?! (?:but not|not)\b))"
)
_AGREES = re.compile(
    r"\b(?:(?:that|this|it|everything|all(?: of)?(?: that)?|which|those|they)(?:'s| is| are|'ll| will|'d| would)?(?: (?:all"
    r"|be|sounds?|looks?|works?|seems?|just|really|absolutely|totally|perfectly|do|does|also)){0,4}"
    r" (?:correct|right|fine|good|great|perfect|ok|okay|wonderful|excellent|works?|accurate|lovely|do|it|nice|well|awesome"
    r"|acceptable|suits?|for me)\b"
    r"|that's it\b|you (?:got|have) (?:it|that) right|you're right|i (?:do|would|am|agree|confirm|can|will|did)$|i(?:'d"
    r"| would) (?:like|love|appreciate) (?:that|it|to)\b|yes(?: please)?$"
    r"|please (?:do|book|go ahead|confirm|proceed|reserve|make)|let's (?:do|go with|book|take) (?:it|that|this)|i(?:'ll"
    r"| will) take (?:it|that)|go ahead)"
)
_NO = re.compile(
    r"^(?:no|nope|nah|naw|never|no way|no thanks|no thank you|not (?:really|quite|exactly|at all|yet|now|today|right now"
    r"|correct|right|that|this|sure about that|for me)|negative|absolutely not"
    r"|definitely not|certainly not|of course not|wrong|incorrect|that's all|uh-uh|nuh-uh|hell no|don't|do not|stop"
    r"|cancel that|nothing|please don't|actually|wait|hold on|hang on|i'd rather(?: not)?)\b"
)
_REFUSES = re.compile(
    r"\b(?:that|this|it|everything|those|they|which)(?:'s| is| are|'ll| will| does| do| would)? ?(?:not|isn't|doesn't|don't"
    r"|won't|wouldn't|wasn't|n't)\b"
    r"|\b(?:isn't|is not|'s not|are not|aren't|not|doesn't|don't) (?:\w+ )?(?:right|correct|what i|good|fine|work|sound|suit"
    r"|ok|okay)\b|\b(?:that's|that is|it's|it is|this is|those are|you got (?:it|that)) (?:wrong|incorrect|a mistake)\b"
    r"|\bi (?:don't|do not|can't|cannot|won't|would not|wouldn't|didn't|did not|would rather not|'d rather not|prefer not)\b"
    r"|\bi'd (?:rather|prefer)(?: not)?\b|\bi(?:'m| am) (?:not|good|fine|all set)$"
    r"|\bit (?:should|was supposed to|needs to|has to|must) be\b|\bi (?:said|meant|asked for)\b|\binstead\b|\bmake (?:it"
    r"|that) \w+ (?:instead|not)\b|\bnot (?:at|on|for) \d"
    r"|^(?:yes|yeah|yep|sure|ok|okay|right|correct)(?: please)?,? but (?:at|on|for|in|with|without|to|from|not|make|change|only"
    r"|the|an?|i'd|i would|it|can we make|could we make|could you make|can you make|\d|one|two|three|four|five|six|seven|eight"
    r"|nine|ten)\b"
    r"|^(?:oh |no |but )?(?:actually|wait|sorry|hold on)[, ]+(?:\w+[, ]+)?(?:make|change|let's|not|no|it should|it's|i (?:want"
    r"|need|meant|said|prefer))\b"
    r"|^(?:please )?make (?:it|that) (?!so\b|happen\b)"
    r"|\b(?:change|correct) (?:it|that|the)\b|\brather (?:not|than)\b|\bno,? thank"
)
_NOT_A_NO = re.compile(
    r"^(?:no (?:problem|worries|preference|matter|doubt|issue|rush)|not a problem|not at all|nothing (?:else|wrong)"
    r"|never ?mind that|actually,? (?:yes|yeah|that works|that sounds|that's (?:fine|right|perfect|great|good)|sure))\b"
    r"|\b(?:i )?(?:don't|do not) (?:mind|have a (?:preference|problem)|see why not)\b"
)
_NO_ISSUE = re.compile(r"^(?:no (?:problem|worries|issue)|not a problem)\b")


def affirms(text: str, language: str = "en") -> bool:
    """Whether the answer is yes: "Yes please", "That works", "Sounds good".

    A yes that is taken back in the same breath ("Yes, but at seven instead") is none.
    """
    if language == "zh":
        from harness.language.chinese import answers as chinese  # loaded by those who hear it

        return chinese.affirms(text)
    return _affirms(text)


@lru_cache(maxsize=4096)
def _affirms(text: str) -> bool:
    if _denies(text):
        return False
    return any(_YES.match(said) or _AGREES.search(said) for said in _said(text))


def denies(text: str, language: str = "en") -> bool:
    """Whether the answer is no, or corrects what was said: "Nope", "Not really", "Actually, it should be Friday"."""
    if language == "zh":
        from harness.language.chinese import answers as chinese  # loaded by those who hear it

        return chinese.denies(text)
    return _denies(text)


@lru_cache(maxsize=4096)
def _denies(text: str) -> bool:
    said = _said(text)
    if not said:
        return False
    if any(_NO.match(part) and not _NOT_A_NO.search(part) for part in said[:1]):
        return True
    return any(_REFUSES.search(part) and not _NOT_A_NO.search(part) and not _NO_ISSUE.search(part) for part in said)


@lru_cache(maxsize=4096)
def _said(text: str) -> tuple[str, ...]:
    parts = []
    for sentence in sentences_of(text):
        bare = _FILLER.sub("", sentence.text).rstrip(".!?,;: ")
        if bare:
            parts.append(bare)
    return tuple(parts)
