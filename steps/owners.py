"""When a squad's files are read, and then whose tools are whose."""

from collections.abc import Sequence

import pytest

from harness.checks.base import Judgement
from harness.checks.owners import OwnTools, ToolOwners
from harness.contract.model import Organisation, Squad
from harness.contract.problems import did_you_mean
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.steps.judging import Judge
from harness.steps.wording import then, when
from harness.steps.words import records

_MARKS = {"X", "x", "✓", "✔", "yes", "是"}


@pytest.fixture
def squad_as_read(log: ScenarioLog) -> Squad:
    """Replaced by `When the files of "…" are read`."""
    raise InputError(f'{log.place}: no files have been read. Add: When the files of "…" are read')


@when('the files of "{name}" are read', '读取 "{name}" 的文件', target_fixture="squad_as_read")
def files_are_read(organisation: Organisation, name: str) -> Squad:
    """The squad, or the assistant, of that name as its files make it; nobody phones."""
    return _squad(organisation, name)


@then("its tools belong to:", "它的工具属于：")
def its_tools_belong_to(log: ScenarioLog, squad_as_read: Squad, datatable: Sequence[Sequence[str]]) -> None:
    """A matrix: a tool a row, an assistant a column, `X` where it has the tool. No function is anywhere else."""
    _judge(log, squad_as_read, datatable)


@then('the tools of "{name}" belong to:', '"{name}" 的工具属于：')
def tools_belong_to(log: ScenarioLog, organisation: Organisation, name: str, datatable: Sequence[Sequence[str]]) -> None:
    """The same of the squad or assistant of that name, also after a call."""
    _judge(log, _squad(organisation, name), datatable)


@then("every assistant uses only tools of its own", "每个助手只使用自己的工具")
def only_own_tools(judged: Judge) -> None:
    """The rule, named."""
    judged(OwnTools())


def _judge(log: ScenarioLog, squad: Squad, datatable: Sequence[Sequence[str]]) -> None:
    check = ToolOwners(owners=_owners(squad, datatable))
    findings = tuple(check.compare(squad))
    log.judged(Judgement(check=check.title, verdict="failed" if findings else "passed", findings=findings))


def _owners(squad: Squad, datatable: Sequence[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The matrix as a mapping. Raises InputError for a column that is no assistant, and a cell that is neither mark nor empty."""
    tools, *names = datatable[0]
    known = [assistant.name for assistant in squad.assistants]
    for name in names:
        if name not in known:
            raise InputError(f'"{name}" is no assistant of {squad.name}. {did_you_mean(name, known)}')
    owners: dict[str, tuple[str, ...]] = {}
    for row in records(datatable):
        strange = [row[name] for name in names if row[name].strip() and row[name].strip() not in _MARKS]
        if strange:
            raise InputError(f'"{strange[0]}" says nothing in the table of tools. Write X, or leave the cell empty.')
        owners[row[tools]] = tuple(name for name in names if row[name].strip())
    return owners


def _squad(organisation: Organisation, name: str) -> Squad:
    found = organisation.answering(name)
    if found is None:
        names = [*(each.name for each in organisation.squads), *(each.name for each in organisation.assistants)]
        raise InputError(f'nobody in {organisation.source.file} is called "{name}". {did_you_mean(name, names)}')
    return found
