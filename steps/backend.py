"""Given what the backend holds, and how it misbehaves."""

import re
from collections.abc import Sequence

from msgspec.structs import replace
from pytest_bdd import given, parsers

from harness.commands.rig import Arrangement, Rig, Stage
from harness.errors import InputError
from harness.runtime.faults import Fault
from harness.steps.words import moment, pattern, records

ARRANGEMENT = "arrangement"
_FAULT = re.compile(
    r"^(?:(?P<timeout>times out)|(?P<drop>drops the connection)|answers HTTP (?P<status>\d{3})|(?P<id>answers with another tool call id)|"
    r"(?P<malformed>answers with broken JSON)|(?P<empty>answers with an empty result)|(?P<legacy>answers in the legacy format)|"
    r"(?P<twice>gets every call twice)|answers (?P<late>\d+(?:\.\d+)?) seconds late)"
    r"(?P<lost>, before it has done anything)?(?: on call (?P<nth>\d+))?$"
)


@given(pattern('the clinic "{name}"'))
def the_clinic(rig: Rig, stage: Stage, name: str) -> None:
    """Puts the rows of scenarios/clinics/<name>.yml into the database."""
    stage.plant(rig.clinic(name.lower().replace(" ", "-")))


@given(pattern('the clinic "{name}" with open slots:'))
def the_clinic_with_slots(rig: Rig, stage: Stage, name: str, datatable: Sequence[Sequence[str]]) -> None:
    """The same, with openings; nothing else can be booked then."""
    seed = rig.clinic(name.lower().replace(" ", "-"))
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
def tool_answers(arrangement: Arrangement, tool: str, docstring: str) -> Arrangement:
    """A result from the scenario in place of the backend; given again, it is the next call's answer."""
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


@given(pattern('the variable "{name}" is "{value}"'), target_fixture=ARRANGEMENT)
def the_variable(arrangement: Arrangement, name: str, value: str) -> Arrangement:
    """Sets one of the call's `variableValues`."""
    return replace(arrangement, variables={**arrangement.variables, name: value})


def _fault(words: str) -> Fault:
    match = _FAULT.match(words)
    if match is None:
        raise InputError(
            f'"the backend {words}" is not a fault. Known: times out, drops the connection, answers HTTP 500, answers with another '
            "tool call id, answers with broken JSON, answers with an empty result, answers in the legacy format, gets every call "
            "twice, answers 3 seconds late; each may end with: , before it has done anything; and with: on call 1."
        )
    nth = int(match["nth"]) if match["nth"] else None
    common = {"nth": nth, "before_work": match["lost"] is not None}
    if match["status"]:
        return Fault(kind="status", status=int(match["status"]), **common)
    if match["late"]:
        return Fault(kind="slow", delay_ms=round(float(match["late"]) * 1000), **common)
    kinds = {"timeout": "times out", "drop": "drops the connection", "id": "wrong id", "malformed": "malformed", "empty": "empty",
             "legacy": "legacy format", "twice": "answers twice"}
    return Fault(kind=next(kind for group, kind in kinds.items() if match[group]), **common)  # type: ignore[arg-type]
