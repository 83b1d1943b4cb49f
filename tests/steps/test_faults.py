"""How a scenario orders trouble from the backend."""

import pytest

from harness.commands.rig import Arrangement
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.runtime.faults import Fault
from harness.steps.faults import a_tool_misbehaves, the_backend_misbehaves


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
        ("times out on its first call, before it has done anything", Fault(kind="times out", nth=1, before_work=True)),
        ("answers 2.5 seconds late", Fault(kind="slow", delay_ms=2500)),
        ("gets every call twice", Fault(kind="answers twice")),
    ],
)
def test_a_fault_is_ordered_in_words(words: str, fault: Fault) -> None:
    assert ordered(words) == (fault,)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("times out", "超时"),
        ("drops the connection on call 2", "在第2次调用时断开连接"),
        ("times out on its first call", "在第一次调用时超时"),
        ("answers HTTP 503 on the third call", "第三次调用时返回 HTTP 503"),
        ("answers HTTP 500, before it has done anything", "返回 HTTP 500，什么都还没做"),
        ("answers 25 seconds late on its first call", "在第一次调用时晚 25 秒回答"),
        ("answers with broken JSON", "返回损坏的 JSON"),
        ("gets every call twice", "每次调用都收到两遍"),
    ],
)
def test_a_fault_is_ordered_in_chinese(english: str, chinese: str) -> None:
    assert ordered(english) == ordered(chinese)


def test_a_fault_of_one_tool_leaves_the_others_alone() -> None:
    (fault,) = a_tool_misbehaves(ScenarioLog("x.feature:1"), Arrangement(), "bookTable", "times out on its second call").faults

    assert fault == Fault(kind="times out", tool="bookTable", nth=2)
    assert str(fault) == '"bookTable" times out'


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
