"""How much the caller has to say."""

from harness.checks.turns import CallerSpeaksAtMost
from tests.checks.traces import agent, call, caller, findings, message, not_applicable, passes

TALK = call(caller("A table for two at seven"), agent("Is that right?"), caller("Yes"), agent("Done."), caller("Bye"))


def test_turns_of_the_caller_are_counted() -> None:
    assert passes(CallerSpeaksAtMost(times=3), TALK)
    assert message(CallerSpeaksAtMost(times=1), TALK) == "The caller should have had to speak at most once, but spoke 3 times."
    assert findings(CallerSpeaksAtMost(times=1), TALK)[0].events == tuple(event.n for event in TALK.said[1:])


def test_a_caller_that_says_nothing_proves_nothing() -> None:
    assert not_applicable(CallerSpeaksAtMost(times=1), call(agent("Hello?"))) == "The caller said nothing."
