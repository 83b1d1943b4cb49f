"""Then which tools were called, how often, in which order and with what."""

from collections.abc import Sequence

from harness.checks.arguments import ArgumentMatch
from harness.checks.cells import cell
from harness.checks.count import at_least, at_most, exactly
from harness.checks.order import CalledBefore, CalledImmediatelyBefore, CalledInSequence
from harness.checks.schema import ArgumentsFitSchema
from harness.checks.tools import NeverCalled, OnlyCalled, ToolCalled
from harness.errors import InputError
from harness.steps.judging import Judge
from harness.steps.wording import then
from harness.steps.words import count, records


@then('"{tool}" is called <times> with:', '"{tool}" 被调用<times>，参数是：')
def is_called_with(judged: Judge, tool: str, times: str, datatable: Sequence[Sequence[str]]) -> None:
    """Exactly these arguments, one row a call; only calls that had an effect count. `*` is anything, empty is absent."""
    rows = records(datatable)
    if len(rows) not in (1, count(times)):
        raise InputError(
            f'"{tool}" is to be called {times}, but the table has {len(rows)} rows. Write one row, or one for each call.'
        )
    _called_with(judged, tool, rows, "exactly", times)


@then('"{tool}" is called <times> with at least:', '"{tool}" 被调用<times>，参数至少有：')
def is_called_with_at_least(judged: Judge, tool: str, times: str, datatable: Sequence[Sequence[str]]) -> None:
    """These arguments, whatever else is sent."""
    _called_with(judged, tool, records(datatable), "at least", times)


@then('"{tool}" is called with:', '"{tool}" 的调用参数是：')
def is_called_once_a_row(judged: Judge, tool: str, datatable: Sequence[Sequence[str]]) -> None:
    """One call for each row, in any order."""
    _called_with(judged, tool, records(datatable), "exactly", None)


@then('"{tool}" is never called', '从不调用 "{tool}"')
def is_never_called(judged: Judge, tool: str) -> None:
    """Not even tried."""
    judged(NeverCalled(tool=tool))


@then('"{tool}" is called once', '"{tool}" 被调用一次')
def is_called_once(judged: Judge, tool: str) -> None:
    """One attempt, whatever came of it."""
    judged(ToolCalled(tool=tool, times=exactly(1)))


@then('"{tool}" is called twice', '"{tool}" 被调用两次')
def is_called_twice(judged: Judge, tool: str) -> None:
    """Two attempts."""
    judged(ToolCalled(tool=tool, times=exactly(2)))


@then('"{tool}" is called at least <times>', '"{tool}" 至少被调用<times>')
def is_called_at_least(judged: Judge, tool: str, times: str) -> None:
    """So many attempts or more."""
    judged(ToolCalled(tool=tool, times=at_least(count(times))))


@then('"{tool}" is called at most <times>', '"{tool}" 最多被调用<times>')
def is_called_at_most(judged: Judge, tool: str, times: str) -> None:
    """So many attempts or fewer."""
    judged(ToolCalled(tool=tool, times=at_most(count(times))))


@then('no tool but "{tool}" is called', '只调用了 "{tool}"')
def no_other_tool(judged: Judge, tool: str) -> None:
    """Nothing else is even tried."""
    judged(OnlyCalled(tools=(tool,)))


@then('"{tool}" is called before "{other}"', '"{tool}" 在 "{other}" 之前被调用')
def is_called_before(judged: Judge, tool: str, other: str) -> None:
    """Every call of the first comes before any of the second."""
    judged(CalledBefore(tool=tool, other=other))


@then('"{tool}" is called immediately before "{other}"', '"{tool}" 紧接在 "{other}" 之前被调用')
def is_called_immediately_before(judged: Judge, tool: str, other: str) -> None:
    """With no other tool in between."""
    judged(CalledImmediatelyBefore(tool=tool, other=other))


@then("the tools are called in this order:", "工具按这个顺序被调用：")
def called_in_this_order(judged: Judge, datatable: Sequence[Sequence[str]]) -> None:
    """One tool a row; others may be called in between."""
    judged(CalledInSequence(tools=tuple(row[0] for row in datatable)))


@then("every tool call satisfies its schema", "每次工具调用都符合格式")
def every_call_fits(judged: Judge) -> None:
    """The rule, named: arguments against the tool's own JSON Schema."""
    judged(ArgumentsFitSchema())


def _called_with(judged: Judge, tool: str, rows: list[dict[str, str]], match: ArgumentMatch, times: str | None) -> None:
    wanted = tuple({name: cell(text) for name, text in row.items()} for row in rows)
    judged(ToolCalled(tool=tool, times=exactly(count(times)) if times else None, rows=wanted, match=match))
