"""Whole calls with squads of several assistants: who takes the call, what is called with which values; and no rule is broken."""

import json

import pytest

from harness.agents.literal import LiteralAgent
from harness.callers.cast import caller_for
from harness.checks.base import Evidence, judge_all
from harness.checks.rules import RULES
from harness.runtime import CallSettings, simulate
from harness.runtime.faults import ScriptedBackend
from harness.trace.events import HandedOff
from tests.elsewhere.stage import NOW, Nobody, organisation
from tests.elsewhere.strangers import CALLS


@pytest.mark.parametrize("name", CALLS)
def test_a_strangers_squad_does_what_its_prompts_say(name: str) -> None:
    """Letter case apart, which is the caller's."""
    call = CALLS[name]
    answering = organisation(call.org).answering(call.phoned)
    assert answering is not None
    trace = simulate(
        answering,
        CallSettings(started_at=NOW),
        agent=LiteralAgent(),
        caller=caller_for(call.caller, now=NOW, seed=7),
        backend=ScriptedBackend(Nobody(), call.answers),
    )
    path = [trace.started.assistant, *(event.destination for event in trace if isinstance(event, HandedOff))]
    used = [(use.name, dict(use.arguments)) for use in trace.tool_uses if "destination" not in use.arguments]
    found = [finding.message for one in judge_all(RULES, Evidence(trace=trace, squad=answering)) for finding in one.findings]

    assert call.path is None or path == call.path
    assert call.tools is None or json.dumps(used).casefold() == json.dumps(call.tools).casefold()
    assert found == []
