"""Turns of phrase that make English words a request, or show that they are none."""

import re

from harness.language.cued import Cued

__all__ = [
    "ABOUT",
    "CALL_IT",
    "CALL_YOU",
    "CHOICES_NAMED",
    "CONFIRM_YOURS",
    "DAYPARTS",
    "MOOD",
    "NAMES_ONE",
    "NOT_ASKED",
    "OR_ELSE",
    "PREFERENCE",
    "REACH_YOU",
    "TOLD",
    "TRIGGERS",
    "WHETHER",
]

_TELL = (
    r"(?:give|giving|tell|telling|provide|providing|share|sharing|spell|spelling|specify|specifying|state|mention|repeat"
    r"|repeating|let (?:me|us) know|letting (?:me|us) know"
    r"|inform|enter|supply|clarify|choose|pick|select|indicate|identify|say|remind|name|read)"
)
_TO_ME = r"(?: out)?(?: (?:me|us))?(?: know)?(?: (?:with|about|of))?"
TRIGGERS = re.compile(
    rf"(?:^(?:{_TELL}{_TO_ME}|(?:all )?(?:need|missing|remaining)(?: to know)?)"
    r"|\b(?=[a-z])(?:(?:can|could|may|might|shall|should) (?:i|we)(?: (?:please|just|also|quickly|kindly|then|first)){0,4}"
    r" (?:have|get|take|grab|ask(?: you)?(?: for| about)?|know|note(?: down)?|record|collect|verify)"
    rf"|(?:can|could|would|will|do|did) you(?: (?:please|just|also|mind|kindly|first|quickly|be able to|be so kind to"
    rf"|help me by|happy to)){{0,4}} {_TELL}{_TO_ME}"
    rf"|(?:please|kindly|and|then|first|just|but|ok|okay|sure|great|alright|now|also|so|ready to|(?:need|want"
    rf"|like|have|ask) you to|you (?:need|have) to) {_TELL}{_TO_ME}"
    r"|(?:tell|telling|give|giving) (?:me|us)(?: (?:with|about|of))?|(?:let|letting) (?:me|us) know(?: (?:about|of))?"
    r"|ready with|have you (?:thought|decided) (?:about|on|of)|any idea (?:about|of|on)"
    r"|(?:i|we|i'll|we'll|i'd|we'd|i'm|still|also)(?: (?:will|would|just|also|still|do|am|only|first|really|might|may)){0,4}"
    r" (?:(?:going to )?(?:need|require)(?: to (?:know|have|get|ask|collect|take|verify|confirm))?(?: you to tell me| from you)?"
    r"|(?:like|love|want|wish|have) to (?:know|have|get|ask)(?: (?:for|about))?)"
    r"|(?:didn't|did not|couldn't|could not) (?:quite |really )?(?:catch|get|hear|understand)"
    r"|(?:start|begin) with(?= (?:the|your|what|which|how|telling)\b)"
    r"|would you (?:like|care|be willing) to (?:give|tell|share|provide|leave)(?: (?:me|us))?(?: with)?"
    r"|let me (?:(?:just|also|please|first|quickly) )*(?:get|have|take|know)"
    r"|(?:do|would) you (?:know|remember|recall))) "
)
PREFERENCE = re.compile(
    r"\b(?:preferences?|preferance|choices?|ideas?)(?: (?:(?:with|in) regards? to|in terms of|when it comes to|for|on"
    r"|regarding|as to|about|in|of|to|towards?|concerning))"
    r"(?: (?:what|which))? "
    r"|\b(?:particular|specific|certain|preferred|favou?rite|desired|preferable|special) "
    r"|\b(?:do|did|would) you(?: (?:already|also|happen to))? have (?:an?|any|your|some) "
    r"|\b(?:do|would) you(?: also)? have (?=(?:[a-z]+ ){1,4}(?:preferences?|in mind|in particular)\b)"
    r"|\bany (?=[a-z]+(?: [a-z]+)? (?:you|i|we)\b"
    r"|(?:[a-z]+ ){1,4}(?:preferences?|requests?|requirements?|in mind|in particular)\b)"
    r"|\bpreference (?=[a-z]+$)"
    r"|\bdo you prefer (?:any|some) (?=[a-z]+(?: [a-z]+)?$)"
    r"|\bhave you (?:got|chosen|picked|decided on|selected) "
    r"|\b(?:is|are|was|were) there (?:an?|any|some) (?=.{0,90} (?:you|(?:should|can) (?:i|we)|(?:i|we) (?:should|can|need)"
    r"|in mind|in particular)\b)"
    r"|\bdo you (?:prefer|want) (?:an?|any) (?=.{0,90} in (?:mind|particular)\b)"
)
TOLD = Cued.of(
    r"\b(?:you|you'd)(?: \w+)? (?:like|want|wish|care|need|interested) (?:to|in) (?:know|knowing|hear|hearing)\b"
    r"|\b(?:like|want|need|prefer) (?:me|us) to (?:know|tell|give|provide|share|send|text)\b",
    "know knowing hear hearing tell give provide share send text",
)
""""Would you like to know the address?" offers to tell it; "which city would you like to know about?" does not."""
NOT_ASKED = Cued.of(
    r"\bwhat (?:would|do|did) you(?: \w+)? (?:like|want|wish|care|need) to (?:know|hear)\b"
    r"|\bwhat do you (?:think|say)\b"
    r"|\bhow (?:does|do (?:these|those|they)|(?:may|can|could|else|might) (?:i|we) (?:help|assist|be|serve))\b"
    r"|\bhow (?:is|would you (?:consider|feel about|like (?:[a-z]+ing|the|this|that|an?)))\b"
    r"|\b(?:(?<!or )anything|(?<!or )something|what|nothing) (?:else|more)\b|\bwhat (?:can|may|could|else) (?:i|we)\b"
    r"|\b(?:how|what) about\b(?! (?:the|your)(?: \w+){1,4}$)"
    r"|\bgive (?:me|us) (?:just )?(?:a|one) (?:\w+ )?(?:moment|second|sec|minute)\b",
    "what how anything something nothing moment second sec minute",
)
REACH_YOU = Cued.of(
    r"\bhow (?:can|should|could|may|do|might) (?:i|we)(?: best)? (?:reach|contact|call) you\b", "reach contact call"
)
CALL_IT = Cued.of(
    r"\bwhat (?:should|shall|would|will) (?:it|this|that) be (?:called|named)\b|\bwhat (?:should|shall) (?:i|we) (?:call|name"
    r"|title) it\b",
    "called named call name title",
)
CALL_YOU = Cued.of(
    r"\bwhat (?:should|shall|can|may|do) (?:i|we|they|people) (?:call|address) you\b|\bwhat are you called\b",
    "call address called",
)
CONFIRM_YOURS = Cued.of(
    r"\b(?:confirm|verify) (?:your|the) (?=(?:[a-z]+ ){0,6}[a-z]+(?:(?: ,)? (?:for me|please|again))?$)", "confirm verify"
)
""""Could you confirm your phone number?" wants it said; "confirm your table at six" wants a yes."""
DAYPARTS = re.compile(r"\b(?:morning|afternoon|evening|noon)s?\b.{0,60} or .{0,60}\b(?:morning|afternoon|evening|night|noon)s?\b")
OR_ELSE = Cued.of(r"\bor (?:something|anything|someone|some) (?:else|other)\b|\bor (?:another|other)\b", "or")
CHOICES_NAMED = re.compile(r"\b(?:like|such as|say|choose|options?|either|e\.g|for example|for instance|between|which)\b")
WHETHER = Cued.of(r"\b(?:if|whether)(?: or not)? ", "if whether")
ABOUT = Cued.of(r"\b(?:what|how) about ", "about")
NAMES_ONE = Cued.of(
    r"\b(?:what|which)(?: (?:is|are))? (?!would\b|do\b|did\b|else\b|more\b)[a-z']+ |\b(?:who|whom|where|when)\b",
    "what which who whom where when",
)
MOOD = re.compile(r"\b(?:in the mood for|craving|feel(?:ing)? like(?! you))")
