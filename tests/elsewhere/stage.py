"""Squads of other trades, and whole calls with them: real reader, real call, real rules, answers from a script."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from harness.agents.literal import LiteralAgent
from harness.callers.cast import caller_for
from harness.callers.profile import CallerProfile
from harness.checks.base import Check, Evidence, Finding, judge_all
from harness.checks.rules import RULES
from harness.contract.gitops import read_organisation
from harness.contract.model import Organisation, Squad
from harness.ports import Agent, HangsUp, HttpAnswer, HttpReply, HttpRequest, Says
from harness.runtime import CallSettings, simulate
from harness.runtime.faults import ScriptedBackend
from harness.trace.trace import Trace

__all__ = ["NOW", "Nobody", "arguments", "findings", "heard", "lines", "organisation", "play", "squad"]

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("America/Vancouver"))
"""A Monday."""
_RESOURCES = Path(__file__).parent / "resources"
_DESKS = {
    "hotel": "Front Desk",
    "airline": "Northwind Service Line",
    "restaurant": "Olive Grove Host",
    "salon": "Snip Salon",
    "cars": "Rental Desk",
    "power": "Outage Line",
}


class Nobody:
    """The backend behind the script: it knows no tool."""

    def send(self, request: HttpRequest) -> HttpAnswer:
        return HttpReply(status=404, body=b"{}")


@lru_cache
def organisation(org: str) -> Organisation:
    """One of the folders below resources/."""
    return read_organisation(_RESOURCES / org)


def squad(org: str) -> Squad:
    """The assistant that answers that organisation's phone."""
    found = organisation(org).answering(_DESKS[org])
    assert found is not None
    return found


def lines(*said: str) -> CallerProfile:
    """A caller who says just these, one a turn, and hangs up after the last."""
    return CallerProfile(lines=(*(Says(text=text) for text in said[:-1]), Says(text=said[-1]), HangsUp()))


def play(
    answering: Squad | str, caller: CallerProfile, answers: Mapping[str, Sequence[str]], *, agent: Agent | None = None
) -> Trace:
    """One whole call, with a new literal agent unless another one is given."""
    return simulate(
        squad(answering) if isinstance(answering, str) else answering,
        CallSettings(started_at=NOW),
        agent=agent or LiteralAgent(),
        caller=caller_for(caller, now=NOW, seed=7),
        backend=ScriptedBackend(Nobody(), answers),
    )


def findings(trace: Trace, answering: str, *checks: Check) -> list[str]:
    """What the rules and these checks find."""
    judgements = judge_all((*RULES, *checks), Evidence(trace=trace, squad=squad(answering)))
    found: list[Finding] = [finding for judgement in judgements for finding in judgement.findings]
    return [finding.message for finding in found]


def arguments(trace: Trace) -> list[tuple[str, dict[str, object]]]:
    """Each tool call with its arguments, in order."""
    return [(use.name, dict(use.arguments)) for use in trace.tool_uses]


def heard(trace: Trace) -> str:
    """Everything the caller heard, one utterance a line."""
    return "\n".join(event.text for event in trace.heard)
