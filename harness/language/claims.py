"""What an utterance claims: that something was done, or that something is wrong; and its manners."""

import re
from functools import lru_cache

from harness.language.confirmations import asks_to_confirm
from harness.language.cued import Cued
from harness.language.english.sentences import Sentence, sentences_of

__all__ = ["apologises", "claims_success", "claims_trouble", "greets", "promises", "says_goodbye"]

_PARTICIPLE = (
    r"(?:(?:re|pre|double-)?(?:booked|scheduled|arranged|ordered|registered)|reserved|confirmed|made|done|complete|completed"
    r"|cancell?ed|updated|changed|sent|set(?: up)?"
    r"|saved|recorded|purchased|bought|finali[sz]ed|placed|processed|submitted|added|created|moved|transferred|paid|removed"
    r"|deleted|notified|secured|locked in|put|entered"
    r"|filed|issued|delivered|forwarded|texted|emailed|emitted|switched|refunded|rented|shared|renewed|extended|signed up"
    r"|enrolled)"
)
_ADVERB = r"(?:(?:now|already|all|just|successfully|officially|been|being|also|both|formally|fully|officially|finally) )*"
_SUCCESS = Cued.of(
    rf"\b(?:is|are|was|were|has been|have been|has|have|it's|that's|they're|i've|we've|you've|you're|'s|'ve|'re|get|got"
    rf"|gotten) {_ADVERB}{_PARTICIPLE}\b"
    rf"|\b(?:i|we) (?:have )?{_ADVERB}{_PARTICIPLE}\b|\b(?:went|gone) ahead and {_PARTICIPLE}\b"
    r"|\b(?:you're|you are|everything is|everything's|all is|it's|it is|that's|we're|we are) (?:now )?(?:all )?(?:set|booked"
    r"|good to go|taken care of|sorted|in the (?:book|system|calendar)s?)\b"
    r"|^(?:[a-z]+[,!.]? ){0,2}all (?:set|done|booked|sorted)\b"
    rf"|^(?:[a-z]+[,!.]? ){{0,3}}?(?!not\b)(?:[a-z]+ )?(?:successfully )?{_PARTICIPLE}(?: successfully)?(?: for you)?[.!]?$"
    r"|\b(?:was|were|is|been) (?:a )?(?:success|successful)\b|\bsuccessful(?:ly)? (?:in |at )?(?:book|reserv|schedul|purchas"
    r"|complet|mak|cancel|updat|chang|sent|transferr|ad|creat)[a-z]*\b"
    r"|\b(?:was|were|am|is) able to (?:successfully )?(?:book|reserve|schedule|make|get|complete|cancel|update|change|send"
    r"|purchase|secure|process|add|place|move|transfer)\b"
    r"|\b(?:book(?:ing)|reservation|order|purchase|payment|transfer|transaction|request) (?:went|goes) through\b"
    r"|\bcongratulations\b"
    r"|\b(?:i|we)(?:'ve| have)?(?: got)? you (?:all )?(?:down|booked|scheduled|in for|set|confirmed|registered)\b"
    r"|\bwe(?:'ll| will| look forward to)? see(?:ing)? you (?:then|on|at|tomorrow|there)\b",
    "booked rebooked prebooked scheduled rescheduled prescheduled arranged rearranged prearranged ordered reordered preordered"
    " registered reregistered preregistered reserved confirmed made done complete completed canceled cancelled updated changed"
    " sent set saved recorded purchased bought finalised finalized placed processed submitted added created moved transferred"
    " paid removed deleted notified secured locked put entered filed issued delivered forwarded texted emailed emitted switched"
    " refunded rented shared renewed extended signed enrolled good taken sorted book books system systems calendar calendars"
    " success successful successfully able through congratulations down in see seeing",
)
_NOT_A_CLAIM = re.compile(
    r"\b(?:not|n't|never|cannot|can't|couldn't|couldn't|isn't|wasn't|hasn't|haven't|aren't|unable|unfortunately|failed to"
    r"|fail to|unsuccessful|no longer able)\b|n't\b"
    r"|\b(?:if|once|when|whenever|until|unless|before|after|as soon as|in case|while|whether|should|would|could|may|might|can"
    r"|will|i'll|we'll|shall|must|let me|let's"
    r"|going to|about to|to be|want|wish|like|need|needs|please|want to|try(?:ing)? to|almost|nearly|soon)\b"
)
_STRONG_NOT = re.compile(r"\b(?:not|never|cannot|unable|unfortunately|failed|unsuccessful|nothing|no)\b|n't\b")
_CLAUSE = re.compile(
    r",? (?:and|but|so|because|however)(?: then)? (?=(?:i|we|you|it|your|the|that|they|there|everything|he|she)\b)|, "
)
_TAKEN = re.compile(
    r"\b(?:already|fully|all|unfortunately|sorry|currently) (?:been )?(?:booked|reserved|taken|full)(?: (?:up|out|at|on|by"
    r"|for))?\b|\b(?:booked (?:up|out|solid)|sold out)\b"
    r"|\b(?:all|every|both)(?: of)?(?: the| our)? (?!your\b)\w+(?: \w+)? (?:is|are|was|were|have been) (?:\w+ )?(?:booked"
    r"|reserved)\b"
    r"|\b(?:time|slot|date|day|room|table|calendar|they|we|spot|schedule)s? (?:is|are|was|were|has been|have been) (?:already"
    r"|fully) (?:booked|reserved)\b"
)
_TROUBLE = Cued.of(
    r"\btechnical (?:\w+ )?(?:difficult(?:y|ies)|issues?|problems?|troubles?|glitch(?:es)?|errors?|hiccups?|faults?)\b"
    r"|\b(?:having|experiencing|ran into|run into|running into|encounter(?:ed|ing)?|facing|hit|there(?:'s| is| was| has been"
    r"| seems to be| appears to be)|had|seeing|got|getting)"
    r" (?:a |an |some |a bit of |a few |any |the |little |slight |small |unexpected |unknown )*(?:\w+ )?"
    r"(?:trouble|issues?|problems?|difficult(?:y|ies)|errors?|glitch(?:es)?|hiccups?|snags?|outage|failure)\b"
    r"|\b(?:system|server|website|service|line|computer|calendar|book(?:ing) system|network|database|connection|tool"
    r"|app)s? (?:\w+ )?(?:is|are|seems?|appears?|went|was|has|isn't|keeps?)"
    r" (?:to be )?(?:currently |temporarily |not |been )*(?:down|unavailable|offline|unresponsive|slow|not responding"
    r"|responding|working|broken|acting up|failing|gone down|crashed|experiencing|having|timed out|timing out|overloaded)\b"
    r"|\b(?:something|things?) (?:has |have )?(?:went|gone|goes|is) wrong\b|\ban? (?:\w+ )?error (?:occurred|came up|happened"
    r"|has occurred)\b"
    r"|\b(?:couldn't|could not|can't|cannot|can not|unable to|wasn't able to|was not able to|not able to|weren't able to"
    r"|were not able to|failed to|didn't manage to|did not manage to|am not able to|not possible to)"
    r" (?:\w+ ){0,2}?(?:complete|book|reserve|schedule|make|process|access|save|finish|finali[sz]e|connect|reach the"
    r"|get (?:that|it|the|your)|place|purchase|submit|update|cancel|confirm|"
    r"send|create|add|transfer|pull up|load|look (?:that|it) up|retrieve|secure|proceed)\b"
    r"|\b(?:book(?:ing)|reservation|order|purchase|payment|transaction|transfer|request|it|that) (?:\w+ )?(?:failed|fails"
    r"|has failed|didn't (?:go|work|come)|did not (?:go|work)|was (?:unsuccessful|not (?:successful|made|completed|booked))"
    r"|wasn't"
    r" (?:successful|made|completed|booked)|could not be|couldn't be|cannot be|can't be)\b"
    r"|\b(?:isn't|is not|not) (?:working|responding)\b|\bhas (?:timed out|failed)\b|\btimed out\b",
    "technical trouble issue issues problem problems difficulty difficulties error errors glitch glitches hiccup hiccups snag"
    " snags outage failure down unavailable offline unresponsive slow responding working broken acting failing gone crashed"
    " experiencing having timed timing overloaded wrong t not cannot unable failed fails unsuccessful",
)
_NO_TROUBLE = re.compile(
    r"\b(?:no|without|any|if (?:you|there|we|something)|in case|let me know if|not (?:a|an)|isn't (?:a|an)"
    r"|never) (?:\w+ ){0,5}?(?:trouble|issues?|problems?|difficult(?:y|ies)|errors?|hiccups?|goes wrong)\b"
    r"|^(?:no|not a|without) (?:problems?|trouble|issue)\b|\b(?:what|which|are you|is your|do you|did you)\b[^.]*\b(?:issue"
    r"|trouble|problem)s?\b[^.]*\?$"
)
_SORRY = re.compile(
    r"\b(?:sorry|apologi[sz]e[sd]?|apolog(?:y|ies)|my bad|pardon (?:me|us)|forgive (?:me|us)|regret)\b|^(?:i "
    r"|we )?unfortunately\b"
)
_BYE = Cued.of(
    r"\b(?:good ?bye|see you$|great day$|bye|bye-bye|farewell|see you (?:then|soon|later|tomorrow|on|at|there|next)|take care"
    r"|talk to you (?:soon|later)|until next time|so long"
    r"|(?:have|enjoy) (?:a|an|your|the rest of your|yourself a)(?: (?:very|really))?(?: [a-z]+)?"
    r" (?:day|one|evening|night|weekend|time|trip|afternoon|morning|stay|week|flight|visit|journey|rest of)"
    r"|thank(?:s| you)(?: so much| very much)? for (?:calling|your call|contacting|choosing|using|reaching out))\b",
    "goodbye bye see day farewell care talk until long have enjoy thank thanks",
)
_HAVE_YOU = re.compile(r"\b(?:do|did|does|would|will|can|could) (?:you|they|we) have\b")
_CALL_OPENING = re.compile(
    r"\b(?:how (?:can|may|could|might) i|what can i|how can we|how may we|this is|you've reached|speaking)\b"
)
_HELLO = re.compile(
    r"^(?:(?:oh|well|yes|and|ok|okay)[,!.]? )?(?:hello|hi|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)"
    r"|welcome to|you(?:'ve| have) reached)\b"
)
_PROMISE = Cued.of(
    r"\b(?:i'll|i will|we'll|we will|i'm going to|we're going to|we are going to|i am going to|someone(?: \w+){0,4} will"
    r"|(?:our|the|a) (?:\w+ ){1,3}will)"
    r" (?:\w+ )?(?:call|text|email|send|get back|follow up|contact|reach out|let you know|be in touch|notify|inform|remind"
    r"|return your call|phone|make sure|check|pass|forward|arrange|have)\b",
    "ll will going",
)


def claims_success(text: str, language: str = "en") -> bool:
    """Whether it says that something asked for has been done: "Your table is booked", "You're all set", "I've sent it".

    False for what is negated, conditional, still to come, asked, or booked by somebody else ("that time is already booked").
    """
    if language == "zh":
        from harness.language.chinese import claims as chinese  # loaded by those who hear it

        return chinese.claims_success(text)
    return _claims_success(text)


@lru_cache(maxsize=4096)
def _claims_success(text: str) -> bool:
    sentences = sentences_of(text)
    for i, sentence in enumerate(sentences):
        if not sentence.question and any(_clause_claims_success(part) for part in _CLAUSE.split(sentence.text)):
            # What follows "please confirm" is read back for approval, not reported: "Please confirm: your table is booked."
            return not any(asks_to_confirm(earlier.text) for earlier in sentences[: i + 1])
    return False


def claims_trouble(text: str, language: str = "en") -> bool:
    """Whether it says that something does not work or could not be done: "technical difficulties", "I couldn't complete it".

    False for "no problem", for "if you have any trouble", and for a slot that is simply taken.
    """
    if language == "zh":
        from harness.language.chinese import claims as chinese  # loaded by those who hear it

        return chinese.claims_trouble(text)
    return _claims_trouble(text)


@lru_cache(maxsize=4096)
def _claims_trouble(text: str) -> bool:
    return any(_sentence_claims_trouble(sentence) for sentence in sentences_of(text))


def apologises(text: str, language: str = "en") -> bool:
    """Whether it says sorry or regrets."""
    if language == "zh":
        from harness.language.chinese import claims as chinese  # loaded by those who hear it

        return chinese.apologises(text)
    return any(_SORRY.search(sentence.text) for sentence in sentences_of(text))


def says_goodbye(text: str, language: str = "en") -> bool:
    """Whether it ends the talk: "Goodbye", "Have a nice day", "Thank you for calling" (but not when that opens the call)."""
    if language == "zh":
        from harness.language.chinese import claims as chinese  # loaded by those who hear it

        return chinese.says_goodbye(text)
    return _says_goodbye(text)


@lru_cache(maxsize=4096)
def _says_goodbye(text: str) -> bool:
    sentences = sentences_of(text)
    return any(_BYE.search(sentence.text) and not _HAVE_YOU.search(sentence.text) for sentence in sentences) and not (
        greets(text) or any(_CALL_OPENING.search(sentence.text) for sentence in sentences)
    )


def greets(text: str, language: str = "en") -> bool:
    """Whether one of its sentences opens a talk: "Hello", "Good morning", "You've reached …"."""
    if language == "zh":
        from harness.language.chinese import claims as chinese  # loaded by those who hear it

        return chinese.greets(text)
    return any(_HELLO.match(sentence.text) for sentence in sentences_of(text))


def promises(text: str, language: str = "en") -> bool:
    """Whether the speaker says that they, or somebody for them, will act later: "I'll text you", "Someone will call you back"."""
    if language == "zh":
        from harness.language.chinese import claims as chinese  # loaded by those who hear it

        return chinese.promises(text)
    return any(_PROMISE.search(sentence.text) and not sentence.question for sentence in sentences_of(text))


def _clause_claims_success(clause: str) -> bool:
    hit = _SUCCESS.search(clause)
    if hit is None or _TAKEN.search(clause) or _STRONG_NOT.search(clause):
        return False
    return not _NOT_A_CLAIM.search(clause[: hit.end()])


def _sentence_claims_trouble(sentence: Sentence) -> bool:
    return bool(_TROUBLE.search(sentence.text)) and not _NO_TROUBLE.search(sentence.text)
