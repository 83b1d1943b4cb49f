"""Chinese squads of other trades, and whole calls with them: real reader, real call, real rules, answers from a script."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from harness.agents.literal import LiteralAgent
from harness.callers.cast import caller_for
from harness.callers.profile import CallerProfile
from harness.checks.base import Evidence, judge_all
from harness.checks.rules import RULES
from harness.contract.gitops import read_organisation
from harness.contract.model import Squad
from harness.ports import HangsUp, HttpAnswer, HttpReply, HttpRequest, Says
from harness.runtime import CallSettings, simulate
from harness.runtime.faults import ScriptedBackend
from harness.trace.trace import Trace

__all__ = ["arguments", "findings", "heard", "lines", "play", "squad"]

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("America/Vancouver"))
"""A Monday."""
_RESOURCES = Path(__file__).parent / "resources"
_DESKS = {"hotel": "前台", "repair": "维修服务台", "bank": "银行热线"}


class _Nobody:
    """The backend behind the script: it knows no tool."""

    def send(self, request: HttpRequest) -> HttpAnswer:
        return HttpReply(status=404, body=b"{}")


@lru_cache
def squad(org: str) -> Squad:
    """The assistant that answers that organisation's phone."""
    found = read_organisation(_RESOURCES / org).answering(_DESKS[org])
    assert found is not None
    return found


def lines(*said: str) -> CallerProfile:
    """A caller who says just these, one a turn, and hangs up after the last."""
    return CallerProfile(language="zh", lines=(*(Says(text=text) for text in said[:-1]), Says(text=said[-1]), HangsUp()))


def play(org: str, caller: CallerProfile, answers: Mapping[str, Sequence[str]]) -> Trace:
    """One whole call with a new literal agent."""
    return simulate(
        squad(org),
        CallSettings(started_at=NOW),
        agent=LiteralAgent(),
        caller=caller_for(caller, now=NOW, seed=7),
        backend=ScriptedBackend(_Nobody(), answers),
    )


def arguments(trace: Trace) -> list[tuple[str, dict[str, Any]]]:
    """Every tool call, in order."""
    return [(use.name, dict(use.arguments)) for use in trace.tool_uses]


def heard(trace: Trace) -> str:
    """Everything the caller heard, one utterance a line."""
    return "\n".join(event.text for event in trace.heard)


def findings(trace: Trace, org: str) -> list[str]:
    """What the rules find."""
    judgements = judge_all(RULES, Evidence(trace=trace, squad=squad(org)))
    return [finding.message for judgement in judgements for finding in judgement.findings]
