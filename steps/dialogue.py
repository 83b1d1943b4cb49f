"""Then what was asked, said and heard."""

from pytest_bdd import then

from harness.checks.asking import AsksFor, NeverAsks
from harness.checks.asking_again import AsksAtMostOnceFor
from harness.checks.claims import NeverClaimsTrouble, NoFalseClaimOfSuccess
from harness.checks.confirming import ConfirmsBefore
from harness.checks.ending import EndedBecause, EndsPolitely
from harness.checks.phrases import Phrase
from harness.checks.speech import AnswersInLanguage, FirstMessageIs, NeverSays, Says
from harness.checks.timing import DeadAirAtMost, HearsFiller, NoFillerFor
from harness.checks.turns import CallerSpeaksAtMost
from harness.errors import InputError
from harness.steps.judging import Judge
from harness.steps.words import count, pattern

_LANGUAGES = {"English": "en", "Chinese": "zh"}


@then(pattern('<speaker> asks for <what> before calling "{tool}"'))
def asks_before(judged: Judge, speaker: str, what: str, tool: str) -> None:
    """Asked before the tool's first call, or, when it was never called, asked at all."""
    judged(AsksFor(what=what, before=tool, speaker=speaker))


@then(pattern("<speaker> asks the caller for <what>"))
def asks(judged: Judge, speaker: str, what: str) -> None:
    """Asked at any time."""
    judged(AsksFor(what=what, speaker=speaker))


@then(pattern("<speaker> never asks for <what>"))
def never_asks(judged: Judge, speaker: str, what: str) -> None:
    """Not once in the whole call."""
    judged(NeverAsks(what=what, speaker=speaker))


@then(pattern("<speaker> asks at most once for <what>"))
def asks_at_most_once(judged: Judge, speaker: str, what: str) -> None:
    """Once told, it is not asked again."""
    judged(AsksAtMostOnceFor(what=what, speaker=speaker))


@then(pattern("<speaker> does not ask again for anything the caller has told"))
def asks_nothing_again(judged: Judge, speaker: str) -> None:
    """Of every parameter."""
    judged(AsksAtMostOnceFor(speaker=speaker))


@then(pattern('<speaker> has the details confirmed <times> before calling "{tool}"'))
def confirms_before(judged: Judge, speaker: str, times: str, tool: str) -> None:
    """So many separate read-backs, each answered with yes."""
    judged(ConfirmsBefore(tool=tool, times=count(times), speaker=speaker))


@then(pattern('<speaker> has the caller confirm "{parameters}" before calling "{tool}"'))
def confirms_naming(judged: Judge, speaker: str, parameters: str, tool: str) -> None:
    """The read-back names the values of these parameters, separated by commas."""
    names = tuple(name.strip() for name in parameters.split(","))
    judged(ConfirmsBefore(tool=tool, mentioning=names, speaker=speaker))


@then(pattern("<speaker> never claims success"))
def never_claims_success(judged: Judge, speaker: str) -> None:
    """Unless a tool has said so before."""
    judged(NoFalseClaimOfSuccess(speaker=speaker))


@then(pattern("<speaker> never speaks of technical trouble"))
def never_claims_trouble(judged: Judge, speaker: str) -> None:
    """No "technical difficulties"."""
    judged(NeverClaimsTrouble(speaker=speaker))


@then(pattern('<speaker> says "{text}"'))
def says(judged: Judge, speaker: str, text: str) -> None:
    """These words, somewhere in what is spoken; /a regular expression/ between slashes."""
    judged(Says(phrase=_phrase(text), speaker=speaker))


@then(pattern('<speaker> never says "{text}"'))
def never_says(judged: Judge, speaker: str, text: str) -> None:
    """Not these words."""
    judged(NeverSays(phrase=_phrase(text), speaker=speaker))


@then(pattern('<speaker> answers the phone with "{text}"'))
def first_message_is(judged: Judge, speaker: str, text: str) -> None:
    """The first thing the caller hears."""
    judged(FirstMessageIs(text=text))


@then(pattern("<speaker> speaks <language> throughout"))
def speaks(judged: Judge, speaker: str, language: str) -> None:
    """Every spoken sentence."""
    if language not in _LANGUAGES:
        raise InputError(f'"{language}" is not a language known here. Known: {", ".join(_LANGUAGES)}.')
    judged(AnswersInLanguage(language=_LANGUAGES[language], speaker=speaker))


@then(pattern('the caller hears "{text}" while "{tool}" works'))
def hears(judged: Judge, text: str, tool: str) -> None:
    """The tool's configured request-start."""
    judged(HearsFiller(tool=tool, text=text))


@then(pattern('the caller hears nothing while "{tool}" works'))
def hears_nothing(judged: Judge, tool: str) -> None:
    """No filler at all."""
    judged(NoFillerFor(tool=tool))


@then(pattern("there are never more than <seconds> seconds of dead air"))
def dead_air(judged: Judge, seconds: str) -> None:
    """From the end of any speech to the assistant's next word, while the caller waits."""
    judged(DeadAirAtMost(seconds=float(seconds)))


@then(pattern("the caller speaks at most <times>"))
def speaks_at_most(judged: Judge, times: str) -> None:
    """Turns of the caller: "3 times"; the goodbye is one."""
    judged(CallerSpeaksAtMost(times=count(times)))


@then(pattern("the call ends politely"))
def ends_politely(judged: Judge) -> None:
    """With a goodbye, and not because of an error or a limit."""
    judged(EndsPolitely())


@then(pattern('the call ends because "{reason}"'))
def ends_because(judged: Judge, reason: str) -> None:
    """Vapi's endedReason."""
    judged(EndedBecause(reason=reason))


def _phrase(text: str) -> Phrase:
    if len(text) > 2 and text.startswith("/") and text.endswith("/"):
        return Phrase(text=text[1:-1], is_pattern=True)
    return Phrase(text=text)
