"""Given trouble on purpose: a backend that misbehaves, and somebody else who is quicker."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from harness.commands.rig import Arrangement, Stage
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.runtime.faults import Fault
from harness.runtime.interference import Interference
from harness.steps.arranged import ARRANGEMENT
from harness.steps.judging import refuse_unknown_tool
from harness.steps.wording import given
from harness.steps.words import count, records

_FAULTS = {
    "times out": Fault(kind="times out"),
    "drops the connection": Fault(kind="drops the connection"),
    "answers with another tool call id": Fault(kind="wrong id"),
    "answers with broken JSON": Fault(kind="malformed"),
    "answers with an empty result": Fault(kind="empty"),
    "answers in the legacy format": Fault(kind="legacy format"),
    "gets every call twice": Fault(kind="answers twice"),
}
_CHINESE = {
    "超时": "times out",
    "断开连接": "drops the connection",
    "返回别的调用编号": "answers with another tool call id",
    "返回损坏的JSON": "answers with broken JSON",
    "返回空结果": "answers with an empty result",
    "用旧格式回答": "answers in the legacy format",
    "每次调用都收到两遍": "gets every call twice",
}
_STATUS = re.compile(r"answers HTTP (\d{3})|返回HTTP(\d{3})")
_LATE = re.compile(r"answers (\d+(?:\.\d+)?) seconds late|晚(\d+(?:\.\d+)?)秒回答")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ON_CALL = re.compile(rf"(?P<rest>.*?) on (?:call (?P<nth>\d+)|(?:its|the) (?P<word>{'|'.join(_ORDINALS)}) call)")
_ON_CALL_CHINESE = re.compile(r"在?第(?P<nth>[一二三四五\d]+)次调用时[，,]?(?P<rest>.*)")
_UNDONE = re.compile(r"(?P<rest>.*?)(?:, before it has done anything|[，,]什么都还没做)")


@given("the backend <fault>", "后端<fault>", target_fixture=ARRANGEMENT)
def the_backend_misbehaves(arrangement: Arrangement, fault: str) -> Arrangement:
    """Every tool call meets the fault, or the nth one does: "the backend answers HTTP 500 on call 1"."""
    return replace(arrangement, faults=(*arrangement.faults, _fault("the backend", fault)))


@given('"{tool}" <fault>', '工具 "{tool}" <fault>', target_fixture=ARRANGEMENT)
def a_tool_misbehaves(log: ScenarioLog, arrangement: Arrangement, tool: str, fault: str) -> Arrangement:
    """Every call of one tool meets the fault, or the nth one does: `"bookTable" times out on its first call`."""
    refuse_unknown_tool(log, tool)
    ordered = replace(_fault(f'"{tool}"', fault), tool=tool)
    return replace(arrangement, faults=(*arrangement.faults, ordered))


@given(
    'somebody else adds these rows to "{table}" just before "{tool}" is called:',
    '就在调用 "{tool}" 之前，别人在 "{table}" 中增加了这些行：',
    target_fixture=ARRANGEMENT,
)
def somebody_else_is_quicker(
    log: ScenarioLog, stage: Stage, arrangement: Arrangement, table: str, tool: str, datatable: Sequence[Sequence[str]]
) -> Arrangement:
    """Two want one thing: the rows are there when the first call of the tool reaches the backend. No tool call is their cause."""
    refuse_unknown_tool(log, tool)
    rows = tuple(records(datatable))
    stage.check_rows(table, list(rows[0]))
    return replace(arrangement, interferences=(*arrangement.interferences, Interference(tool=tool, table=table, rows=rows)))


def _fault(who: str, words: str) -> Fault:
    what, nth, undone = words.strip(), None, False
    if found := _UNDONE.fullmatch(what):
        what, undone = found["rest"], True
    if on_call := _ON_CALL.fullmatch(what):
        what, nth = on_call["rest"], int(on_call["nth"] or _ORDINALS[on_call["word"]])
    elif on_call := _ON_CALL_CHINESE.fullmatch(what):
        what, nth = on_call["rest"], count(on_call["nth"])
    if found := _UNDONE.fullmatch(what):
        what, undone = found["rest"], True
    what = _CHINESE.get("".join(what.split()), what)
    if status := _STATUS.fullmatch(what) or _STATUS.fullmatch("".join(what.split())):
        fault = Fault(kind="status", status=int(status[1] or status[2]))
    elif late := _LATE.fullmatch(what) or _LATE.fullmatch("".join(what.split())):
        fault = Fault(kind="slow", delay_ms=round(float(late[1] or late[2]) * 1000))
    elif what in _FAULTS:
        fault = _FAULTS[what]
    else:
        known = ", ".join([*_FAULTS, "answers HTTP 500", "answers 3 seconds late"])
        raise InputError(
            f"'{who} {words}' is not a fault. Known: {known}; each may go on with \", before it has done anything\", and then "
            'with " on call 1" or " on its first call".'
        )
    return replace(fault, nth=nth, before_work=undone)
