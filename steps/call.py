"""When the caller phones."""

from collections.abc import Iterator

from pytest_bdd import when

from harness.callers.profile import CallerProfile
from harness.checks.base import Judgement
from harness.commands.rig import Arrangement, Stage
from harness.contract.model import Organisation
from harness.contract.problems import did_you_mean
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.reporting.run import PlayedCall
from harness.steps.words import pattern
from harness.trace.events import FaultInjected
from harness.trace.trace import Trace


@when(pattern('the caller phones "{name}"'), target_fixture="call")
def the_caller_phones(
    log: ScenarioLog, stage: Stage, organisation: Organisation, caller: CallerProfile, arrangement: Arrangement, name: str
) -> PlayedCall:
    """Plays one whole call against the assistant or squad of that name; the rules judge it at once."""
    return _play(log, stage, organisation, caller, arrangement, name)


@when(pattern('the caller phones "{name}" again'), target_fixture="call")
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
    """Faults the scenario ordered that never came: what it says about trouble would be said of an untroubled call."""
    met = {event.fault for event in trace.events if isinstance(event, FaultInjected)}
    yield from (str(fault) for fault in arrangement.faults if str(fault) not in met)
