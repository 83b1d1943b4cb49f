"""Given who phones, what they know and how they behave."""

from collections.abc import Sequence

from msgspec.structs import replace
from pytest_bdd import given

from harness.callers.profile import EVERYTHING, CallerProfile, Persona, Reaction, When
from harness.commands.rig import Rig
from harness.errors import InputError
from harness.ports import HangsUp, Says
from harness.steps.words import facts, pattern

CALLER = "caller"
_EVENTS = {
    "offered another choice": When.OFFERED,
    "asked to confirm": When.ASKED_TO_CONFIRM,
    "asked for anything else": When.ASKED_FOR_MORE,
    "told of trouble": When.TOLD_TROUBLE,
    "told of success": When.TOLD_SUCCESS,
}


@given(pattern('the caller "{name}"'), target_fixture=CALLER)
def the_caller(rig: Rig, name: str) -> CallerProfile:
    """Reads scenarios/callers/<name>.yml."""
    return rig.caller(name)


@given(pattern('a caller who wants "{wants}" and knows:'), target_fixture=CALLER)
def a_caller_who_knows(wants: str, datatable: Sequence[Sequence[str]]) -> CallerProfile:
    """A caller who tells these facts when asked for them."""
    known = facts(datatable)
    return CallerProfile(name=known.get("name", "the caller"), wants=wants, knows=known)


@given(pattern('a caller who wants "{wants}" and knows "{what}"'), target_fixture=CALLER)
def a_caller_who_knows_everything(wants: str, what: str) -> CallerProfile:
    """A caller with an invented person's facts."""
    if what != EVERYTHING:
        raise InputError(f'a caller knows "{EVERYTHING}", or a table of facts after "and knows:"; got "{what}".')
    return CallerProfile(wants=wants, knows_everything=True, persona=Persona())


@given(pattern("a caller who says:"), target_fixture=CALLER)
def a_caller_who_says(datatable: Sequence[Sequence[str]]) -> CallerProfile:
    """A caller with fixed lines, one a turn, who hangs up after the answer to the last."""
    return CallerProfile(lines=(*(Says(text=row[0]) for row in datatable), HangsUp()))


@given(pattern('the caller opens with "{text}"'), target_fixture=CALLER)
def opens_with(caller: CallerProfile, text: str) -> CallerProfile:
    """The first thing the caller says."""
    return replace(caller, opening=text)


@given(pattern("the caller tells everything at once"), target_fixture=CALLER)
def tells_everything(caller: CallerProfile) -> CallerProfile:
    """Every fact is in the first sentence."""
    return replace(caller, volunteers=(EVERYTHING,))


@given(pattern('the caller mentions "{names}" without being asked'), target_fixture=CALLER)
def mentions(caller: CallerProfile, names: str) -> CallerProfile:
    """These facts, separated by commas, are told in the opening."""
    return replace(caller, volunteers=tuple(name.strip() for name in names.split(",")))


@given(pattern('the caller does not know "{name}"'), target_fixture=CALLER)
def does_not_know(caller: CallerProfile, name: str) -> CallerProfile:
    """Takes a fact away."""
    return replace(caller, knows={fact: value for fact, value in caller.knows.items() if fact != name})


@given(pattern('the caller refuses to tell "{name}"'), target_fixture=CALLER)
def refuses(caller: CallerProfile, name: str) -> CallerProfile:
    """Asked for it, the caller would rather not say."""
    return replace(caller, refuses=(*caller.refuses, name))


@given(pattern('the caller corrects "{name}" to "{value}" when asked to confirm, saying "{text}"'), target_fixture=CALLER)
def corrects(caller: CallerProfile, name: str, value: str, text: str) -> CallerProfile:
    """Once, at the first read-back."""
    reaction = Reaction(when=When.ASKED_TO_CONFIRM, nth=1, say=text, corrects={name: value})
    return replace(caller, reacts=(*caller.reacts, reaction))


@given(pattern('the caller would also take "{value}" for "{name}"'), target_fixture=CALLER)
def would_also_take(caller: CallerProfile, value: str, name: str) -> CallerProfile:
    """A further choice, when the first is not to be had."""
    return replace(caller, alternatives={**caller.alternatives, name: (*caller.alternatives.get(name, ()), value)})


@given(pattern('when <event>, the caller says "{text}"'), target_fixture=CALLER)
def reacts_saying(caller: CallerProfile, event: str, text: str) -> CallerProfile:
    """Once, when it first happens."""
    return replace(caller, reacts=(*caller.reacts, Reaction(when=_event(event), say=text)))


@given(pattern("when <event>, the caller hangs up"), target_fixture=CALLER)
def reacts_hanging_up(caller: CallerProfile, event: str) -> CallerProfile:
    """Without another word."""
    return replace(caller, reacts=(*caller.reacts, Reaction(when=_event(event), hang_up=True)))


@given(pattern("when <event>, the caller keeps silent for <seconds> seconds"), target_fixture=CALLER)
def reacts_silent(caller: CallerProfile, event: str, seconds: str) -> CallerProfile:
    """Says nothing for a while."""
    return replace(caller, reacts=(*caller.reacts, Reaction(when=_event(event), silent=float(seconds))))


@given(pattern('the caller phones from "{number}"'), target_fixture=CALLER)
def phones_from(caller: CallerProfile, number: str) -> CallerProfile:
    """The number the platform sees."""
    return replace(caller, number=number)


def _event(words: str) -> When:
    if words not in _EVENTS:
        raise InputError(f'"{words}" is not something a caller reacts to. Known: {", ".join(_EVENTS)}.')
    return _EVENTS[words]
