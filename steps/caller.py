"""Given who phones, what they know and how they behave."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from harness.callers.profile import EVERYTHING, CallerProfile, Persona, Reaction, When
from harness.commands.rig import Rig
from harness.errors import InputError
from harness.language.tongue import spoken_language
from harness.ports import HangsUp, Says
from harness.steps.wording import given
from harness.steps.words import facts

CALLER = "caller"
_EVENTS = {
    "offered another choice": When.OFFERED,
    "asked to confirm": When.ASKED_TO_CONFIRM,
    "asked for anything else": When.ASKED_FOR_MORE,
    "told of trouble": When.TOLD_TROUBLE,
    "told of success": When.TOLD_SUCCESS,
    "听到别的选择": When.OFFERED,
    "被请求确认": When.ASKED_TO_CONFIRM,
    "被问还需要什么": When.ASKED_FOR_MORE,
    "得知出错": When.TOLD_TROUBLE,
    "得知成功": When.TOLD_SUCCESS,
}
_EVERYTHING = {EVERYTHING, "一切"}


@given('the caller "{name}"', '来电者 "{name}"', target_fixture=CALLER)
def the_caller(rig: Rig, name: str) -> CallerProfile:
    """Reads scenarios/callers/<name>.yml."""
    return rig.caller(name)


@given('the caller "{name}" wants "{wants}"', '来电者 "{name}" 想要 "{wants}"', target_fixture=CALLER)
def the_caller_wants(rig: Rig, name: str, wants: str) -> CallerProfile:
    """The same, with another goal."""
    return replace(rig.caller(name), wants=wants, opening="")


@given('a caller who wants "{wants}" and knows:', '一位来电者想要 "{wants}" 并且知道：', target_fixture=CALLER)
def a_caller_who_knows(wants: str, datatable: Sequence[Sequence[str]]) -> CallerProfile:
    """A caller who tells these facts when asked for them."""
    known = facts(datatable)
    name = known.get("name") or known.get("姓名") or "the caller"
    return CallerProfile(name=name, wants=wants, knows=known, language=spoken_language(wants) or "en")


@given('a caller who wants "{wants}" and knows "{what}"', '一位来电者想要 "{wants}" 并且知道 "{what}"', target_fixture=CALLER)
def a_caller_who_knows_everything(wants: str, what: str) -> CallerProfile:
    """A caller with an invented person's facts."""
    if what not in _EVERYTHING:
        raise InputError(f'a caller knows "{EVERYTHING}", or a table of facts after "and knows:"; got "{what}".')
    tongue = spoken_language(wants) or "en"
    persona = Persona(locale="zh_CN") if tongue == "zh" else Persona()
    return CallerProfile(wants=wants, knows_everything=True, persona=persona, language=tongue)


@given("a caller who says:", "一位来电者说：", target_fixture=CALLER)
def a_caller_who_says(datatable: Sequence[Sequence[str]]) -> CallerProfile:
    """A caller with fixed lines, one a turn, who hangs up after the answer to the last."""
    tongue = spoken_language(" ".join(row[0] for row in datatable)) or "en"
    return CallerProfile(lines=(*(Says(text=row[0]) for row in datatable), HangsUp()), language=tongue)


@given('the caller opens with "{text}"', '来电者开口说 "{text}"', target_fixture=CALLER)
def opens_with(caller: CallerProfile, text: str) -> CallerProfile:
    """The first thing the caller says."""
    return replace(caller, opening=text)


@given("the caller tells everything at once", "来电者一次说完所有信息", target_fixture=CALLER)
def tells_everything(caller: CallerProfile) -> CallerProfile:
    """Every fact is in the first sentence."""
    return replace(caller, volunteers=(EVERYTHING,))


@given('the caller mentions "{names}" without being asked', '来电者主动说出 "{names}"', target_fixture=CALLER)
def mentions(caller: CallerProfile, names: str) -> CallerProfile:
    """These facts, separated by commas, are told in the opening."""
    return replace(caller, volunteers=tuple(name.strip() for name in re.split("[,，、]", names)))


@given('the caller does not know "{name}"', '来电者不知道 "{name}"', target_fixture=CALLER)
def does_not_know(caller: CallerProfile, name: str) -> CallerProfile:
    """Takes a fact away."""
    return replace(caller, knows={fact: value for fact, value in caller.knows.items() if fact != name})


@given('the caller refuses to tell "{name}"', '来电者拒绝说出 "{name}"', target_fixture=CALLER)
def refuses(caller: CallerProfile, name: str) -> CallerProfile:
    """Asked for it, the caller would rather not say."""
    return replace(caller, refuses=(*caller.refuses, name))


@given(
    'the caller corrects "{name}" to "{value}" when asked to confirm, saying "{text}"',
    '确认时来电者把 "{name}" 更正为 "{value}"，说 "{text}"',
    target_fixture=CALLER,
)
def corrects(caller: CallerProfile, name: str, value: str, text: str) -> CallerProfile:
    """Once, at the first read-back."""
    reaction = Reaction(when=When.ASKED_TO_CONFIRM, nth=1, say=text, corrects={name: value})
    return replace(caller, reacts=(*caller.reacts, reaction))


@given('the caller would also take "{value}" for "{name}"', '来电者的 "{name}" 也可以是 "{value}"', target_fixture=CALLER)
def would_also_take(caller: CallerProfile, value: str, name: str) -> CallerProfile:
    """A further choice, when the first is not to be had."""
    return replace(caller, alternatives={**caller.alternatives, name: (*caller.alternatives.get(name, ()), value)})


@given('when <event>, the caller says "{text}"', '<event>时，来电者说 "{text}"', target_fixture=CALLER)
def reacts_saying(caller: CallerProfile, event: str, text: str) -> CallerProfile:
    """Once, when it first happens."""
    return replace(caller, reacts=(*caller.reacts, Reaction(when=_event(event), say=text)))


@given("when <event>, the caller hangs up", "<event>时，来电者挂断电话", target_fixture=CALLER)
def reacts_hanging_up(caller: CallerProfile, event: str) -> CallerProfile:
    """Without another word."""
    return replace(caller, reacts=(*caller.reacts, Reaction(when=_event(event), hang_up=True)))


@given("when <event>, the caller keeps silent for <seconds> seconds", "<event>时，来电者沉默 <seconds> 秒", target_fixture=CALLER)
def reacts_silent(caller: CallerProfile, event: str, seconds: str) -> CallerProfile:
    """Says nothing for a while."""
    return replace(caller, reacts=(*caller.reacts, Reaction(when=_event(event), silent=float(seconds))))


@given('the caller phones from "{number}"', '来电号码是 "{number}"', target_fixture=CALLER)
def phones_from(caller: CallerProfile, number: str) -> CallerProfile:
    """The number the platform sees."""
    return replace(caller, number=number)


def _event(words: str) -> When:
    if words not in _EVENTS:
        raise InputError(f'"{words}" is not something a caller reacts to. Known: {", ".join(_EVENTS)}.')
    return _EVENTS[words]
