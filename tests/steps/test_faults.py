"""How a scenario orders trouble from the backend."""

import pytest

from harness.commands.rig import Arrangement
from harness.errors import InputError
from harness.runtime.faults import Fault
from harness.steps.backend import the_backend_misbehaves


def ordered(words: str) -> tuple[Fault, ...]:
    return the_backend_misbehaves(Arrangement(), words).faults


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("times out", Fault(kind="times out")),
        ("drops the connection on call 2", Fault(kind="drops the connection", nth=2)),
        ("answers HTTP 503", Fault(kind="status", status=503)),
        ("answers HTTP 500, before it has done anything", Fault(kind="status", status=500, before_work=True)),
        ("answers with broken JSON, before it has done anything on call 1", Fault(kind="malformed", nth=1, before_work=True)),
        ("answers 2.5 seconds late", Fault(kind="slow", delay_ms=2500)),
        ("gets every call twice", Fault(kind="answers twice")),
    ],
)
def test_a_fault_is_ordered_in_words(words: str, fault: Fault) -> None:
    assert ordered(words) == (fault,)


def test_faults_are_ordered_one_after_the_other() -> None:
    once = the_backend_misbehaves(Arrangement(), "times out on call 1")

    assert the_backend_misbehaves(once, "answers HTTP 500 on call 2").faults == (
        Fault(kind="times out", nth=1),
        Fault(kind="status", nth=2),
    )


@pytest.mark.parametrize("words", ["answers slowly", "answers HTTP 5000", "times out on call one", "answers some seconds late"])
def test_an_unknown_fault_is_refused_with_all_that_are_known(words: str) -> None:
    with pytest.raises(InputError, match=r"is not a fault\. Known: times out, .*answers HTTP 500"):
        ordered(words)
