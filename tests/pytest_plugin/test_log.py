"""What a scenario's log comes to when its last step has run."""

from collections.abc import Sequence

import pytest

from harness.checks.base import Finding, Judgement, PromiseBroken
from harness.contract.model import Assistant, Member, Squad
from harness.errors import CallproofError, InputError
from harness.pytest_plugin.log import CheckFailed, ScenarioLog
from harness.reporting.run import PlayedCall
from harness.trace.trace import Trace

FINDING = Finding(check="c", message="It broke.")
OTHER = Finding(check="d", message="That broke too.")
PASSED = Judgement(check="c", verdict="passed")
FAILED = Judgement(check="c", verdict="failed", findings=(FINDING,))


def call(*rules: Judgement) -> PlayedCall:
    return PlayedCall(
        trace=Trace(events=()), squad=Squad(name="s", members=(Member(assistant=Assistant(name="a")),)), judgements=rules
    )


def log_of(*judgements: Judgement, calls: Sequence[PlayedCall] = ()) -> ScenarioLog:
    log = ScenarioLog("x.feature:1")
    log.calls.extend(calls)
    for number, judgement in enumerate(judgements):
        log.begin_step(number)
        log.judged(judgement)
    return log


def test_a_passing_check_is_a_pass() -> None:
    log = log_of(PASSED)

    log.settle()

    assert log.findings == ()


@pytest.mark.parametrize(
    ("log", "kind"),
    [
        (log_of(), InputError),
        (log_of(FAILED), PromiseBroken),
        (log_of(PASSED, calls=[call(FAILED)]), PromiseBroken),
        (log_of(Judgement(check="c", verdict="not applicable", reason="none")), InputError),
        (log_of(Judgement(check="c", verdict="error", reason="boom")), CheckFailed),
        (log_of(PASSED, calls=[call(Judgement(check="r", verdict="error", reason="boom"))]), CheckFailed),
        (log_of(FAILED, Judgement(check="c", verdict="error", reason="boom")), CheckFailed),
        (log_of(calls=[call(PASSED)]), InputError),
    ],
)
def test_what_it_comes_to_is_raised(log: ScenarioLog, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        log.settle()


def test_a_rule_that_does_not_apply_is_no_fault() -> None:
    log_of(PASSED, calls=[call(Judgement(check="r", verdict="not applicable", reason="nothing was said"))]).settle()


def test_an_assertion_of_somebody_else_is_enough() -> None:
    log = log_of()
    log.count_foreign_assertion()

    log.settle()

    assert log.judgements == []


def test_expected_findings_do_not_count_and_unexpected_ones_still_do() -> None:
    log = log_of(PASSED, calls=[call(FAILED), call(Judgement(check="d", verdict="failed", findings=(OTHER, FINDING)))])
    log.expect([FINDING])

    with pytest.raises(PromiseBroken) as raised:
        log.settle()

    assert raised.value.findings == (OTHER,)


def test_a_finding_of_two_checks_counts_once() -> None:
    assert log_of(FAILED, FAILED, calls=[call(FAILED)]).findings == (FINDING,)


def test_only_the_step_that_found_it_is_at_fault() -> None:
    log = log_of(PASSED, FAILED)

    assert log.fault_of_step(0) is None
    assert isinstance(log.fault_of_step(1), PromiseBroken)


def test_a_judgement_belongs_to_the_call_before_it() -> None:
    log = ScenarioLog("x.feature:1")
    log.calls.append(call())
    log.judged(PASSED)
    log.calls.append(call())
    log.judged(FAILED)
    log.calls.append(call())

    assert [played.judgements for played in log.judged_calls] == [(PASSED,), (FAILED,), ()]


def test_errors_name_the_place_and_the_check() -> None:
    with pytest.raises(CallproofError, match=r"x\.feature:1: 'c' had nothing to judge \(none\)"):
        log_of(Judgement(check="c", verdict="not applicable", reason="none")).settle()
