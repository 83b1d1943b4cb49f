"""Given what the backend holds, and how it misbehaves."""

from collections.abc import Sequence

from msgspec.structs import replace

from harness.commands.rig import Arrangement, Rig, Stage
from harness.pytest_plugin.log import ScenarioLog
from harness.steps.arranged import ARRANGEMENT
from harness.steps.judging import refuse_unknown_tool
from harness.steps.wording import given
from harness.steps.words import file_name, moment, records


@given('the clinic "{name}"', '诊所 "{name}"')
def the_clinic(rig: Rig, stage: Stage, name: str) -> None:
    """Puts the rows of scenarios/clinics/<name>.yml into the database."""
    stage.plant(rig.clinic(file_name(name)))


@given('the clinic "{name}" with open slots:', '诊所 "{name}" 有以下空位：')
def the_clinic_with_slots(rig: Rig, stage: Stage, name: str, datatable: Sequence[Sequence[str]]) -> None:
    """The same, with openings; nothing else can be booked then."""
    seed = rig.clinic(file_name(name))
    openings = tuple({"provider": row.get("provider", ""), "starts_at": row["start"]} for row in records(datatable))
    stage.plant(replace(seed, tables={**seed.tables, "openings": (*seed.tables.get("openings", ()), *openings)}))


@given('these rows in "{table}":', '"{table}" 中已有这些行：')
def these_rows(stage: Stage, table: str, datatable: Sequence[Sequence[str]]) -> None:
    """Rows that are there before anybody phones."""
    stage.insert(table, records(datatable))


@given('"{tool}" answers:', '"{tool}" 的回答是：', target_fixture=ARRANGEMENT)
def tool_answers(log: ScenarioLog, arrangement: Arrangement, tool: str, docstring: str) -> Arrangement:
    """A result from the scenario in place of the backend; given again, it is the next call's answer."""
    refuse_unknown_tool(log, tool)
    text = " ".join(docstring.split())
    return replace(arrangement, answers={**arrangement.answers, tool: (*arrangement.answers.get(tool, ()), text)})


@given('it is "{when}"', '现在是 "{when}"', target_fixture=ARRANGEMENT)
def it_is(arrangement: Arrangement, when: str) -> Arrangement:
    """Date and time of the call, where the squad's clinic is."""
    return replace(arrangement, now=moment(when, arrangement.now))


@given('the call is for the organisation "{org_id}"', '电话打给机构 "{org_id}"', target_fixture=ARRANGEMENT)
def for_the_organisation(arrangement: Arrangement, org_id: str) -> Arrangement:
    """Sets `customer.metadata.org_id`, by which a shared backend tells its tenants apart."""
    return replace(arrangement, metadata={**arrangement.metadata, "org_id": org_id})


@given('the call is for the clinic "{name}"', '电话打给诊所 "{name}"', target_fixture=ARRANGEMENT)
def for_the_clinic(rig: Rig, arrangement: Arrangement, name: str) -> Arrangement:
    """The same, by the name of its file in scenarios/clinics; the clinic itself must be there as well."""
    return replace(arrangement, metadata={**arrangement.metadata, "org_id": rig.clinic(file_name(name)).organization_id})


@given('the variable "{name}" is "{value}"', '变量 "{name}" 是 "{value}"', target_fixture=ARRANGEMENT)
def the_variable(arrangement: Arrangement, name: str, value: str) -> Arrangement:
    """Sets one of the call's `variableValues`."""
    return replace(arrangement, variables={**arrangement.variables, name: value})
