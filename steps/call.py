"""When the caller phones."""

from collections.abc import Iterator

from harness.callers.profile import CallerProfile
from harness.checks.base import Judgement
from harness.commands.rig import Arrangement, Stage
from harness.contract.model import Organisation
from harness.contract.problems import did_you_mean
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.reporting.run import PlayedCall
from harness.steps.wording import when
from harness.trace.events import FaultInjected
from harness.trace.trace import Trace


@when('the caller phones "{name}"', '来电者拨打 "{name}"', target_fixture="call")
def the_caller_phones(
    log: ScenarioLog, stage: Stage, organisation: Organisation, caller: CallerProfile, arrangement: Arrangement, name: str
) -> PlayedCall:
    """Plays one whole call against the assistant or squad of that name; the rules judge it at once."""
    return _play(log, stage, organisation, caller, arrangement, name)


@when('the caller phones "{name}" again', '来电者再次拨打 "{name}"', target_fixture="call")
def the_caller_phones_again(
    log: ScenarioLog, stage: Stage, organisation: Organisation, caller: CallerProfile, arrangement: Arrangement, name: str
) -> PlayedCall:
    """Another call in the same scenario; it finds the rows the first one left."""
    return _play(log, stage, organisation, caller, arrangement, name)


def _play(
    log: ScenarioLog, stage: Stage, organisation: Organisation, caller: CallerProfile, arrangement: Arrangement, name: str
) -> PlayedCall:
    squad = organisation.answering(name)
    if squad is None:
        names = [*(each.name for each in organisation.squads), *(each.name for each in organisation.assistants)]
        raise InputError(f'nobody in {organisation.source.file} is called "{name}". {did_you_mean(name, names)}')
    played = stage.play(squad, caller, arrangement)
    log.calls.append(played)
    for fault in _never_met(arrangement, played.trace):
        log.judged(Judgement(check=fault, verdict="not applicable", reason="no tool call of this call met it"))
    return played


def _never_met(arrangement: Arrangement, trace: Trace) -> Iterator[str]:
    """What the scenario ordered and never came: what it says about trouble would be said of an untroubled call."""
    met = {event.fault for event in trace.events if isinstance(event, FaultInjected)}
    ordered = (*map(str, arrangement.faults), *map(str, arrangement.interferences))
    yield from (fault for fault in ordered if not any(fault in told for told in met))
