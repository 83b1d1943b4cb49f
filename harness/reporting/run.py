"""What a run came to, as values: the one input of every report.

Reporters receive these finished values and return text; one place writes files.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from harness.checks.base import Finding, Judgement, Owner, Verdict
from harness.contract.model import Squad
from harness.trace.trace import Trace

__all__ = ["PlayedCall", "Run", "RunSettings", "ScenarioResult", "StepResult", "StepStatus"]

StepStatus = Literal["passed", "failed", "error", "not run"]


class StepResult(Struct, frozen=True, kw_only=True):
    """One Gherkin step as it went."""

    keyword: str
    """As written, translated keywords included: "Given", "And", "那么"."""
    text: str
    line: int
    status: StepStatus
    message: str = ""
    """Why it failed, in sentences; empty when it did not."""
    table: tuple[tuple[str, ...], ...] = ()
    docstring: str | None = None


class PlayedCall(Struct, frozen=True, kw_only=True):
    """One call a scenario played, and what the always-on rules said of it."""

    trace: Trace
    squad: Squad
    judgements: tuple[Judgement, ...] = ()
    """The rules first, then the checks named in steps, in order."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Assistant's name → the short one it goes by ("Front Desk Inbound" → "Mia"); the name itself where there is none."""


class ScenarioResult(Struct, frozen=True, kw_only=True):
    """One scenario, or one row of an outline."""

    id: str
    """pytest's node id; unique in a run."""
    feature: str
    feature_file: str
    line: int
    name: str
    verdict: Verdict
    sentence: str
    """The verdict in one sentence a non-programmer understands; empty for a plain pass."""
    rule: str | None = None
    feature_description: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    steps: tuple[StepResult, ...] = ()
    calls: tuple[PlayedCall, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What was found wrong, and is what the verdict rests on."""
    owner: Owner | None = None
    """Whose fault a failure or an error is."""
    replay: str = ""
    """The command that plays this scenario alone again."""
    example: tuple[tuple[str, str], ...] = ()
    """Column and value of the outline row."""
    details: str = ""
    """What a developer needs beyond the sentence (a traceback of the harness); never the first thing shown."""
    seconds: float = 0.0


class RunSettings(Struct, frozen=True, kw_only=True):
    """How the run was made: its header line."""

    agent: str = "literal"
    caller: str = "scripted"
    backend: str = "reference"
    database: str = "sqlite"
    seed: int = 0
    version: str = ""


class Run(Struct, frozen=True, kw_only=True):
    """Everything a run came to."""

    settings: RunSettings
    scenarios: tuple[ScenarioResult, ...] = ()
    seconds: float = 0.0
    interrupted: bool = False
    """True when the run was stopped early; what was finished is here all the same."""
    not_run: int = 0
    """Selected scenarios that were never started."""
    problems: tuple[str, ...] = field(default_factory=tuple)
    """Input that could not be used (a feature that does not parse): each one sentence with file and line."""
