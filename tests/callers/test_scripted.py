"""Callers that say fixed lines."""

from harness.callers.profile import CallerProfile
from harness.callers.scripted import ScriptedCaller
from harness.ports import CannotGoOn, HangsUp, KeepsSilent, Says


def test_one_line_a_turn_whatever_is_heard() -> None:
    caller = ScriptedCaller(CallerProfile(lines=(Says(text="Hello."), KeepsSilent(seconds=3.0), Says(text="A table."))))

    moves = [caller.answer([heard]) for heard in ("Hi!", "", "What?")]

    assert moves == [Says(text="Hello."), KeepsSilent(seconds=3.0), Says(text="A table.")]


def test_when_the_lines_are_over_it_says_what_it_could_not_answer() -> None:
    caller = ScriptedCaller(CallerProfile(lines=(Says(text="Hello."),)))

    caller.answer([])

    assert caller.answer(["One moment.", "Your name?"]) == CannotGoOn(
        reason="has no more lines, which was answered with: “One moment. Your name?”; add a line, or let the last one hang up"
    )


def test_a_caller_that_has_hung_up_stays_away() -> None:
    for last in (HangsUp(), Says(text="Goodbye.", then_hangs_up=True)):
        caller = ScriptedCaller(CallerProfile(lines=(last,)))

        assert [caller.answer(["Hello?"]), caller.answer(["Hello?"])] == [last, HangsUp()]
