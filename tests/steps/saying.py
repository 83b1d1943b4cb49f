"""A Then said of a call that is written down: the step that means the sentence, with the fixtures it asks for."""

import inspect
from collections.abc import Sequence

from pytest_bdd.steps import step_function_context_registry

from harness.checks.base import Verdict
from harness.commands.rig import Stage
from harness.contract.model import Organisation, Squad
from harness.pytest_plugin.log import ScenarioLog
from harness.pytest_plugin.vocabulary import OUR_STEPS, step_modules
from harness.reporting.run import PlayedCall
from harness.steps.judging import Judge
from harness.trace.trace import Trace

__all__ = ["verdict"]


def verdict(
    sentence: str, trace: Trace, squad: Squad, *, table: Sequence[Sequence[str]] = (), stage: Stage | None = None
) -> Verdict:
    """What the log keeps of this one step. Raises what the step raises."""
    log = ScenarioLog("x.feature:1")
    log.calls.append(PlayedCall(trace=trace, squad=squad))
    list(step_modules())
    (context,) = {
        context.step_func: context
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith(OUR_STEPS) and context.type == "then" and context.parser.is_matching(sentence)
    }.values()
    there = {
        "judged": Judge(log),
        "log": log,
        "stage": stage,
        "datatable": table,
        "organisation": Organisation(slug="house", squads=(squad,)),
        **(context.parser.parse_arguments(sentence) or {}),
    }
    context.step_func(**{name: there[name] for name in inspect.signature(context.step_func).parameters})
    ((_, judgement),) = log.judgements
    return judgement.verdict
