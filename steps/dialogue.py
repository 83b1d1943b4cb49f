"""Then what was asked, said and heard."""

from harness.checks.asking import AsksFor, NeverAsks
from harness.checks.asking_again import AsksAtMostOnceFor
from harness.checks.claims import NeverClaimsTrouble, NoFalseClaimOfSuccess
from harness.checks.confirmed import ConfirmedByCaller
from harness.checks.confirming import ConfirmsBefore
from harness.checks.ending import EndedBecause, EndsPolitely
from harness.checks.phrases import Phrase
from harness.checks.speech import AnswersInLanguage, FirstMessageIs, NeverSays, Says
from harness.checks.timing import DeadAirAtMost, HearsFiller, NoFillerFor
from harness.checks.turns import CallerSpeaksAtMost
from harness.steps.judging import Judge
from harness.steps.wording import then
from harness.steps.words import count
from harness.steps.words import language as code_of


@then('<speaker> asks for <what> before calling "{tool}"', '<speaker>在调用 "{tool}" 之前询问<what>')
def asks_before(judged: Judge, speaker: str, what: str, tool: str) -> None:
    """Asked before the tool's first call, or, when it was never called, asked at all."""
    judged(AsksFor(what=what, before=tool, speaker=speaker))


@then("<speaker> asks the caller for <what>", "<speaker>询问<what>")
def asks(judged: Judge, speaker: str, what: str) -> None:
    """Asked at any time."""
    judged(AsksFor(what=what, speaker=speaker))


@then("<speaker> never asks for <what>", "<speaker>从不询问<what>")
def never_asks(judged: Judge, speaker: str, what: str) -> None:
    """Not once in the whole call."""
    judged(NeverAsks(what=what, speaker=speaker))


@then("<speaker> asks at most once for <what>", "<speaker>最多询问一次<what>")
def asks_at_most_once(judged: Judge, speaker: str, what: str) -> None:
    """Once told, it is not asked again."""
    judged(AsksAtMostOnceFor(what=what, speaker=speaker))


@then("<speaker> does not ask again for anything the caller has told", "<speaker>不再询问来电者已经说过的事")
def asks_nothing_again(judged: Judge, speaker: str) -> None:
    """Of every parameter."""
    judged(AsksAtMostOnceFor(speaker=speaker))


@then('<speaker> has the details confirmed <times> before calling "{tool}"', '<speaker>在调用 "{tool}" 之前请来电者确认<times>')
def confirms_before(judged: Judge, speaker: str, times: str, tool: str) -> None:
    """So many separate read-backs, each answered with yes."""
    judged(ConfirmsBefore(tool=tool, times=count(times), speaker=speaker))


@then(
    '<speaker> has the caller confirm "{parameters}" before calling "{tool}"',
    '<speaker>在调用 "{tool}" 之前请来电者确认 "{parameters}"',
)
def confirms_naming(judged: Judge, speaker: str, parameters: str, tool: str) -> None:
    """The read-back names the values of these parameters, separated by commas."""
    names = tuple(name.strip() for name in parameters.split(","))
    judged(ConfirmsBefore(tool=tool, mentioning=names, speaker=speaker))


@then(
    'only after <number> confirmation[|s] by the caller is "{tool}" called',
    '只有在来电者确认<number>之后才调用 "{tool}"',
)
def confirmed_by_the_caller(judged: Judge, number: str, tool: str) -> None:
    """Separate answers of the caller, each a yes to a question that names the thing; a no sets the count back to none."""
    judged(ConfirmedByCaller(tool=tool, times=count(number)))


@then('"{assistant}" asks the caller for <what>', '"{assistant}" 询问<what>')
def this_assistant_asks(judged: Judge, assistant: str, what: str) -> None:
    """This member of the squad, at any time."""
    judged(AsksFor(what=what, assistant=assistant))


@then('"{assistant}" never asks for <what>', '"{assistant}" 从不询问<what>')
def this_assistant_never_asks(judged: Judge, assistant: str, what: str) -> None:
    """This member of the squad, in the whole call."""
    judged(NeverAsks(what=what, assistant=assistant))


@then('"{assistant}" says "{text}"', '"{assistant}" 说 "{text}"')
def this_assistant_says(judged: Judge, assistant: str, text: str) -> None:
    """These words from this member of the squad; /a regular expression/ between slashes."""
    judged(Says(phrase=_phrase(text), assistant=assistant))


@then('"{assistant}" never says "{text}"', '"{assistant}" 从不说 "{text}"')
def this_assistant_never_says(judged: Judge, assistant: str, text: str) -> None:
    """Not these words from this member of the squad."""
    judged(NeverSays(phrase=_phrase(text), assistant=assistant))


@then("<speaker> never claims success", "<speaker>从不谎称成功")
def never_claims_success(judged: Judge, speaker: str) -> None:
    """Unless a tool has said so before."""
    judged(NoFalseClaimOfSuccess(speaker=speaker))


@then("<speaker> never speaks of technical trouble", "<speaker>从不说有技术问题")
def never_claims_trouble(judged: Judge, speaker: str) -> None:
    """No "technical difficulties"."""
    judged(NeverClaimsTrouble(speaker=speaker))


@then('<speaker> says "{text}"', '<speaker>说 "{text}"')
def says(judged: Judge, speaker: str, text: str) -> None:
    """These words, somewhere in what is spoken; /a regular expression/ between slashes."""
    judged(Says(phrase=_phrase(text), speaker=speaker))


@then('<speaker> never says "{text}"', '<speaker>从不说 "{text}"')
def never_says(judged: Judge, speaker: str, text: str) -> None:
    """Not these words."""
    judged(NeverSays(phrase=_phrase(text), speaker=speaker))


@then('<speaker> answers the phone with "{text}"', '<speaker>接起电话说 "{text}"')
def first_message_is(judged: Judge, speaker: str, text: str) -> None:
    """The first thing the caller hears."""
    judged(FirstMessageIs(text=text))


@then("<speaker> speaks <language> throughout", "<speaker>始终说<language>")
def speaks(judged: Judge, speaker: str, language: str) -> None:
    """Every spoken sentence."""
    judged(AnswersInLanguage(language=code_of(language), speaker=speaker))


@then(
    'the caller hears "{text}" while "{tool}" works',
    '"{tool}" is covered by the words "{text}"',
    '"{tool}" 运行时来电者听到 "{text}"',
)
def hears(judged: Judge, text: str, tool: str) -> None:
    """The tool's configured request-start."""
    judged(HearsFiller(tool=tool, text=text))


@then('the caller hears nothing while "{tool}" works', '"{tool}" makes no sound of its own', '"{tool}" 运行时来电者什么也听不到')
def hears_nothing(judged: Judge, tool: str) -> None:
    """No filler at all."""
    judged(NoFillerFor(tool=tool))


@then(
    "there are never more than <seconds> seconds of dead air",
    "there is never a silence of more than <seconds> seconds",
    "沉默从不超过 <seconds> 秒",
)
def dead_air(judged: Judge, seconds: str) -> None:
    """From the end of any speech to the assistant's next word, while the caller waits."""
    judged(DeadAirAtMost(seconds=float(seconds)))


@then("the caller speaks at most <times>", "来电者最多说话<times>")
def speaks_at_most(judged: Judge, times: str) -> None:
    """Turns of the caller: "3 times"; the goodbye is one."""
    judged(CallerSpeaksAtMost(times=count(times)))


@then("the call ends politely", "通话礼貌地结束")
def ends_politely(judged: Judge) -> None:
    """With a goodbye, and not because of an error or a limit."""
    judged(EndsPolitely())


@then('the call ends because "{reason}"', '通话结束的原因是 "{reason}"')
def ends_because(judged: Judge, reason: str) -> None:
    """Vapi's endedReason."""
    judged(EndedBecause(reason=reason))


def _phrase(text: str) -> Phrase:
    if len(text) > 2 and text.startswith("/") and text.endswith("/"):
        return Phrase(text=text[1:-1], is_pattern=True)
    return Phrase(text=text)
