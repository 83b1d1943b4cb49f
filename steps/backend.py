"""Given what the backend holds, and how it misbehaves."""

import re
from collections.abc import Sequence

from msgspec.structs import replace
from pytest_bdd import given, parsers

from harness.commands.rig import Arrangement, Rig, Stage
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.runtime.faults import Fault
from harness.steps.judging import refuse_unknown_tool
from harness.steps.words import file_name, moment, pattern, records

ARRANGEMENT = "arrangement"
_FAULTS = {
    "times out": Fault(kind="times out"),
    "drops the connection": Fault(kind="drops the connection"),
    "answers with another tool call id": Fault(kind="wrong id"),
    "answers with broken JSON": Fault(kind="malformed"),
    "answers with an empty result": Fault(kind="empty"),
    "answers in the legacy format": Fault(kind="legacy format"),
    "gets every call twice": Fault(kind="answers twice"),
}
_STATUS = re.compile(r"answers HTTP (\d{3})")
_LATE = re.compile(r"answers (\d+(?:\.\d+)?) seconds late")
_ON_CALL = re.compile(r"(?P<rest>.*) on call (?P<nth>\d+)")
_UNDONE = ", before it has done anything"


@given(pattern('the clinic "{name}"'))
def the_clinic(rig: Rig, stage: Stage, name: str) -> None:
    """Puts the rows of scenarios/clinics/<name>.yml into the database."""
    stage.plant(rig.clinic(file_name(name)))


@given(pattern('the clinic "{name}" with open slots:'))
def the_clinic_with_slots(rig: Rig, stage: Stage, name: str, datatable: Sequence[Sequence[str]]) -> None:
    """The same, with openings; nothing else can be booked then."""
    seed = rig.clinic(file_name(name))
    openings = tuple({"provider": row.get("provider", ""), "starts_at": row["start"]} for row in records(datatable))
    stage.plant(replace(seed, tables={**seed.tables, "openings": (*seed.tables.get("openings", ()), *openings)}))


@given(pattern('these rows in "{table}":'))
def these_rows(stage: Stage, table: str, datatable: Sequence[Sequence[str]]) -> None:
    """Rows that are there before anybody phones."""
    stage.insert(table, records(datatable))


@given(parsers.re(r'^the backend (?P<what>(?:times out|drops|answers|gets)[^"]*)$'), target_fixture=ARRANGEMENT)
def the_backend_misbehaves(arrangement: Arrangement, what: str) -> Arrangement:
    """Every tool call meets the fault, or the nth one does: "the backend answers HTTP 500 on call 1"."""
    return replace(arrangement, faults=(*arrangement.faults, _fault(what)))


@given(pattern('"{tool}" answers:'), target_fixture=ARRANGEMENT)
def tool_answers(log: ScenarioLog, arrangement: Arrangement, tool: str, docstring: str) -> Arrangement:
    """A result from the scenario in place of the backend; given again, it is the next call's answer."""
    refuse_unknown_tool(log, tool)
    text = " ".join(docstring.split())
    return replace(arrangement, answers={**arrangement.answers, tool: (*arrangement.answers.get(tool, ()), text)})


@given(pattern('it is "{when}"'), target_fixture=ARRANGEMENT)
def it_is(arrangement: Arrangement, when: str) -> Arrangement:
    """Date and time of the call, where the squad's clinic is."""
    return replace(arrangement, now=moment(when, arrangement.now))


@given(pattern('the call is for the organisation "{org_id}"'), target_fixture=ARRANGEMENT)
def for_the_organisation(arrangement: Arrangement, org_id: str) -> Arrangement:
    """Sets `customer.metadata.org_id`, by which a shared backend tells its tenants apart."""
    return replace(arrangement, metadata={**arrangement.metadata, "org_id": org_id})


@given(pattern('the call is for the clinic "{name}"'), target_fixture=ARRANGEMENT)
def for_the_clinic(rig: Rig, arrangement: Arrangement, name: str) -> Arrangement:
    """The same, by the name of its file in scenarios/clinics; the clinic itself must be there as well."""
    return replace(arrangement, metadata={**arrangement.metadata, "org_id": rig.clinic(file_name(name)).organization["id"]})


@given(pattern('the variable "{name}" is "{value}"'), target_fixture=ARRANGEMENT)
def the_variable(arrangement: Arrangement, name: str, value: str) -> Arrangement:
    """Sets one of the call's `variableValues`."""
    return replace(arrangement, variables={**arrangement.variables, name: value})


def _fault(words: str) -> Fault:
    on_call = _ON_CALL.fullmatch(words)
    rest = on_call["rest"] if on_call else words
    what = rest.removesuffix(_UNDONE)
    if status := _STATUS.fullmatch(what):
        fault = Fault(kind="status", status=int(status[1]))
    elif late := _LATE.fullmatch(what):
        fault = Fault(kind="slow", delay_ms=round(float(late[1]) * 1000))
    elif what in _FAULTS:
        fault = _FAULTS[what]
    else:
        known = ", ".join([*_FAULTS, "answers HTTP 500", "answers 3 seconds late"])
        raise InputError(
            f'"the backend {words}" is not a fault. Known: {known}; each may go on with "{_UNDONE}", and then with " on call 1".'
        )
    return replace(fault, nth=int(on_call["nth"]) if on_call else None, before_work=what != rest)
