"""Fillers and silences."""

from harness.checks.catalogue import DeadAirAtMost, HearsFiller, NoFillerFor
from tests.checks.traces import agent, call, caller, findings, message, not_applicable, passes, pause, spoken, tool

WITH_FILLER = tool("bookTable", {}, result="ok", filler="One moment, please.")
WITHOUT = tool("bookTable", {}, result="ok")


def test_a_filler_is_heard_at_every_call() -> None:
    check = HearsFiller(tool="bookTable")

    assert passes(check, call(WITH_FILLER))
    assert len(findings(check, call(WITH_FILLER, WITHOUT, WITHOUT))) == 2
    assert "was never called" in not_applicable(check, call())


def test_a_filler_has_the_configured_words() -> None:
    assert passes(HearsFiller(tool="bookTable", text="one moment, please"), call(WITH_FILLER))
    assert message(HearsFiller(tool="bookTable", text="Hold on."), call(WITH_FILLER)) == (
        'The caller should have heard "Hold on." while "bookTable" worked, but heard "One moment, please.".'
    )


def test_a_filler_of_another_call_does_not_count() -> None:
    assert not passes(HearsFiller(tool="bookTable"), call(tool("findTables", {}, result="ok", filler="Let me look."), WITHOUT))


def test_no_filler() -> None:
    assert passes(NoFillerFor(tool="bookTable"), call(WITHOUT))
    assert 'but heard "One moment, please."' in message(NoFillerFor(tool="bookTable"), call(WITH_FILLER))
    assert not_applicable(NoFillerFor(tool="bookTable"), call())


def test_a_silence_while_the_caller_waits_is_measured() -> None:
    check = DeadAirAtMost(seconds=3)

    assert passes(check, call(caller("A table please"), pause(3), agent("Of course.")))
    assert message(check, call(caller("A table please"), pause(3.5), agent("Of course."))) == (
        "The caller should never wait more than 3 s in silence, but waited 3.5 s."
    )


def test_a_filler_breaks_the_silence() -> None:
    slow = tool("bookTable", {}, result="ok", seconds=5)
    told = tool("bookTable", {}, result="ok", seconds=2, filler="One moment, please.")

    (finding,) = findings(DeadAirAtMost(seconds=3), call(caller("Yes"), slow, agent("Done.")))
    assert (finding.owner, finding.why) == ("backend", "bookTable took 5 s, and nothing was said meanwhile.")
    assert passes(DeadAirAtMost(seconds=3), call(caller("Yes"), pause(2), told, agent("Done.")))


def test_the_silence_after_a_filler_counts_too() -> None:
    trace = call(caller("Yes"), tool("bookTable", {}, result="ok", seconds=4, filler="One moment."), agent("Done."))

    assert not passes(DeadAirAtMost(seconds=3), trace)


def test_a_caller_that_keeps_silent_is_not_waiting() -> None:
    trace = call(agent("What day?"), pause(9), spoken("Are you still there?", kind="idle"), caller("Yes"), agent("Good."))

    assert passes(DeadAirAtMost(seconds=3), trace)


def test_a_caller_that_is_never_answered_waits_until_the_end() -> None:
    assert not passes(DeadAirAtMost(seconds=3), call(caller("Hello?"), pause(30), ended="silence-timed-out"))
