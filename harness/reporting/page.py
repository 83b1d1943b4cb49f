"""The run as one HTML file: no script, no network, nothing beside it. For people who read no code."""

from collections.abc import Mapping

from harness.checks.base import Verdict
from harness.reporting.redacted import redacted_run
from harness.reporting.run import Run
from harness.reporting.story import ScenarioStory, features_of
from harness.reporting.summary import Totals, duration, run_sentence, totals_of
from harness.reporting.templating import render

__all__ = ["VERDICT_IN_WORDS", "page_of", "render_page"]

VERDICT_IN_WORDS: Mapping[Verdict, str] = {
    "passed": "✔ kept",
    "failed": "✘ broken",
    "error": "⚠ not judged",
    "not applicable": "\N{EN DASH} nothing to judge",
}


def render_page(run: Run, *, keep: frozenset[str] = frozenset()) -> str:
    """The whole report; what `redact_text` takes out is not in it, but for what `keep` names."""
    return page_of(redacted_run(run, keep=keep))


def page_of(safe: Run) -> str:
    """The page of a run that is redacted already."""
    totals = totals_of(safe)
    features = features_of(safe)
    stories = [story for feature in features for story in feature.scenarios]
    headline, _, rest = run_sentence(safe).partition(". ")
    return render(
        "page.html.j2",
        run=safe,
        totals=totals,
        headline=headline.rstrip(".") + ".",
        rest=rest,
        numbers=_numbers(totals),
        took=duration(safe.seconds),
        features=features,
        open_verdicts=_by_verdict(stories),
        kept=[story for story in stories if story.result.verdict == "passed"],
        verdict_in_words=VERDICT_IN_WORDS,
    )


def _by_verdict(stories: list[ScenarioStory]) -> list[tuple[Verdict, list[ScenarioStory]]]:
    verdicts: tuple[Verdict, ...] = ("failed", "error", "not applicable")
    groups = [(verdict, [story for story in stories if story.result.verdict == verdict]) for verdict in verdicts]
    return [(verdict, group) for verdict, group in groups if group]


def _numbers(totals: Totals) -> list[tuple[int, str]]:
    counts = [
        (totals.scenarios, "scenario"),
        (totals.calls, "call"),
        (totals.turns, "caller turn"),
        (totals.tool_calls, "tool call"),
        (totals.rows, "changed row"),
    ]
    return [(number, what if number == 1 else f"{what}s") for number, what in counts]
