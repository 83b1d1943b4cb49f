"""Then who had the line, in which order, and what was carried over."""

from collections.abc import Sequence

from harness.checks.carried import NothingAskedAgainAfterHandoff, UsesResultOf
from harness.checks.handoffs import HandsOver, NeverReaches, TakesThePath
from harness.checks.pingpong import NoPingPong
from harness.checks.tongues import StaysInLanguage
from harness.steps.judging import Judge
from harness.steps.wording import then
from harness.steps.words import count, quoted_names
from harness.steps.words import language as code_of


@then("the call is taken by <path>", "通话依次由<path>接听")
def is_taken_by(judged: Judge, path: str) -> None:
    """Exactly these assistants, in this order: `"Reception", then "Kitchen"`."""
    judged(TakesThePath(assistants=quoted_names(path)))


@then("the call is taken by:", "通话依次由这些助手接听：")
def is_taken_by_these(judged: Judge, datatable: Sequence[Sequence[str]]) -> None:
    """The same, one assistant a row."""
    judged(TakesThePath(assistants=tuple(row[0].strip() for row in datatable)))


@then('"{assistant}" is never on the line', '"{assistant}" 从不接听')
def is_never_on_the_line(judged: Judge, assistant: str) -> None:
    """Neither at the start nor by a hand-over."""
    judged(NeverReaches(assistant=assistant))


@then('the call is handed to "{assistant}"', '通话转给 "{assistant}"')
def is_handed_to(judged: Judge, assistant: str) -> None:
    """At least once, by whomever."""
    judged(HandsOver(destination=assistant))


@then('the call is handed to "{assistant}" <times>', '通话<times>转给 "{assistant}"')
def is_handed_to_times(judged: Judge, assistant: str, times: str) -> None:
    """So often in the whole call."""
    judged(HandsOver(destination=assistant, times=count(times)))


@then('"{source}" hands the call to "{assistant}"', '"{source}" 把通话转给 "{assistant}"')
def hands_the_call_to(judged: Judge, source: str, assistant: str) -> None:
    """At least once, from this assistant to that."""
    judged(HandsOver(destination=assistant, source=source))


@then(
    'the call is handed to "{assistant}" after "{tool}" has answered',
    '"{tool}" 回答之后通话转给 "{assistant}"',
)
def is_handed_to_after(judged: Judge, assistant: str, tool: str) -> None:
    """The first hand-over to it comes after the tool's first answer."""
    judged(HandsOver(destination=assistant, after=tool))


@then(
    'the call is handed to "{assistant}" before "{tool}" is called',
    '调用 "{tool}" 之前通话转给 "{assistant}"',
)
def is_handed_to_before(judged: Judge, assistant: str, tool: str) -> None:
    """The first hand-over to it comes before the tool's first call, if there is one."""
    judged(HandsOver(destination=assistant, before=tool))


@then("the call is not handed back and forth", "通话没有被来回转接")
def no_ping_pong(judged: Judge) -> None:
    """The rule, named: no hand-over twice without a word of the caller, none more than three times."""
    judged(NoPingPong())


@then(
    "after the hand-over nothing the caller said before is asked again",
    "转接之后不再询问来电者已经说过的事",
)
def nothing_asked_again(judged: Judge) -> None:
    """Of every parameter of every tool."""
    judged(NothingAskedAgainAfterHandoff())


@then("after the hand-over <what> is not asked for again", '转接之后不再问起 "{what}"')
def not_asked_again(judged: Judge, what: str) -> None:
    """Of one piece of information the caller told before it."""
    judged(NothingAskedAgainAfterHandoff(what=what))


@then('"{tool}" uses the "{parameter}" that "{other}" returned', '"{tool}" 使用 "{other}" 返回的 "{parameter}"')
def uses_what_was_returned(judged: Judge, tool: str, parameter: str, other: str) -> None:
    """Every call of the first has a value that an earlier answer of the other held."""
    judged(UsesResultOf(tool=tool, parameter=parameter, of=other))


@then('from "{assistant}" on everything is said in <language>', '从 "{assistant}" 开始一切都用<language>说')
def everything_is_said_in(judged: Judge, assistant: str, language: str) -> None:
    """By whoever speaks from its first moment on the line to the goodbye, configured sentences included."""
    judged(StaysInLanguage(language=code_of(language), since=assistant))


@then('from "{assistant}" on the assistants speak <language>', '从 "{assistant}" 开始助手都说<language>')
def assistants_speak(judged: Judge, assistant: str, language: str) -> None:
    """The same, configured sentences left out."""
    judged(StaysInLanguage(language=code_of(language), since=assistant, fillers=False))


@then("everything the caller hears is in <language>", "来电者听到的都是<language>")
def everything_heard_is_in(judged: Judge, language: str) -> None:
    """From the caller's first words on."""
    judged(StaysInLanguage(language=code_of(language)))
