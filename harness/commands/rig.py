"""What plays the calls of one run: resources read once, one database, one agent; every scenario gets a clean stage."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from harness.agents.literal import LiteralAgent, read
from harness.agents.literal.instruction import Persona
from harness.callers.cast import caller_for
from harness.callers.profile import CallerProfile
from harness.callers.reader import read_caller
from harness.checks.base import Check, Evidence, Finding, Judgement, judge_all
from harness.checks.rules import RULES
from harness.commands.options import RunOptions, checked
from harness.contract.gitops import read_organisation
from harness.contract.model import Assistant, Organisation, Squad
from harness.contract.problems import did_you_mean
from harness.embedded import folder
from harness.errors import InputError
from harness.ports import Agent, ToolBackend
from harness.reference.app import ReferenceApp
from harness.reference.booking import BookingSystem
from harness.reference.clock import CallClock
from harness.reference.database import EmbeddedDatabase, read_clinic
from harness.reference.database.rows import check_columns
from harness.reference.database.seed import ClinicSeed
from harness.reference.inprocess import InProcessBackend
from harness.reporting.run import PlayedCall
from harness.runtime import CallSettings, CloudNetwork, simulate
from harness.runtime.faults import Fault, FaultyBackend, ScriptedBackend
from harness.runtime.http_backend import HttpBackend

__all__ = ["DEFAULT_NOW", "Arrangement", "Rig", "Stage"]

DEFAULT_NOW = datetime(2026, 1, 18, 10, 0, tzinfo=ZoneInfo("America/Vancouver"))
"""When calls happen unless a scenario says otherwise: the Sunday of the incident that the first features remember."""


_LONGEST_NAME = 200
"""Characters; file systems refuse to even look for much longer names."""


class Arrangement(Struct, frozen=True, kw_only=True):
    """What a scenario arranged for its next call, besides squad and caller."""

    now: datetime = DEFAULT_NOW
    number: str | None = None
    """The number the caller phones from, when it is not the caller's own to say."""
    metadata: Mapping[str, object] = field(default_factory=dict)
    variables: Mapping[str, object] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Tool → what it answers, call by call, in place of the backend."""


class Stage:
    """A clean database and the call or calls of one scenario."""

    def __init__(self, rig: "Rig") -> None:
        self._rig = rig
        self._played = 0
        self.database = rig.database

    def plant(self, seed: ClinicSeed) -> None:
        """Add a clinic. Raises InputError when the backend is somebody else's."""
        self._own_database().plant(seed)

    def insert(self, table: str, rows: Sequence[Mapping[str, str]]) -> None:
        """Add rows before the call. Raises InputError for an unknown table or column, or when the backend is somebody else's."""
        self._own_database().insert(table, rows)

    def play(self, squad: Squad, profile: CallerProfile, arrangement: Arrangement, rules: Sequence[Check] = RULES) -> PlayedCall:
        """One call from the first ring to the dead line, judged by the rules."""
        rig = self._rig
        seed = rig.options.seed + self._played
        self._played += 1
        settings = CallSettings(
            started_at=arrangement.now,
            seed=seed,
            customer_number=arrangement.number or profile.number,
            customer_metadata=arrangement.metadata,
            variables=arrangement.variables,
            agent=rig.options.agent,
        )
        rig.clock.set(arrangement.now)
        caller = caller_for(profile, now=arrangement.now, seed=rig.options.seed)
        trace = simulate(
            squad, settings, agent=rig.agent, caller=caller, backend=rig.backend_for(arrangement), ledger=rig.database
        )
        return PlayedCall(
            trace=trace,
            squad=squad,
            judgements=(*judge_all(rules, Evidence(trace=trace, squad=squad)), *rig.crashes()),
            speakers={assistant.name: name for assistant in squad.assistants if (name := _persona(assistant))},
        )

    def _own_database(self) -> EmbeddedDatabase:
        if self._rig.is_foreign:
            raise InputError(
                f"rows cannot be put into the database behind {self._rig.options.backend}: it is not ours. "
                "Leave out the Given steps that seed it, or run with --backend reference."
            )
        return self.database


class Rig:
    """Made once from the options of a run."""

    def __init__(self, options: RunOptions) -> None:
        self.options = checked(options)
        self.agent: Agent = LiteralAgent()
        self.clock = CallClock(DEFAULT_NOW)
        self.database = EmbeddedDatabase(_sqlite_path(options.database))
        self._app = ReferenceApp(BookingSystem(self.database, self.clock))
        self.is_foreign = options.backend != "reference"
        self.backend: ToolBackend = HttpBackend(options.backend) if self.is_foreign else InProcessBackend(self._app)
        self._organisations: dict[str, Organisation] = {}
        self._profiles: dict[str, CallerProfile] = {}
        self._clinics: dict[str, ClinicSeed] = {}

    @classmethod
    def from_options(cls, options: RunOptions) -> "Rig":
        """The rig for these options. Raises InputError for a name nobody knows."""
        return cls(options)

    def check_rows(self, table: str | None = None, columns: Sequence[str] = ()) -> None:
        """Nothing when changes of these rows would be seen. InputError for an unknown name, or somebody else's database."""
        if self.is_foreign:
            raise InputError(
                f"the database behind {self.options.backend} cannot be seen, so nothing can be said about its rows. "
                "Leave out the Then steps about rows, or run with --backend reference."
            )
        if table is not None:
            check_columns(table, columns)

    @contextmanager
    def stage(self) -> Iterator[Stage]:
        """A clean stage for one scenario; what happens on it is undone at its end."""
        with self.database.call():
            yield Stage(self)

    def backend_for(self, arrangement: Arrangement) -> ToolBackend:
        """The run's backend as the cloud sees it, with the scenario's answers and faults in front."""
        backend = self.backend
        if arrangement.answers:
            backend = ScriptedBackend(backend, arrangement.answers)
        if arrangement.faults:
            backend = FaultyBackend(backend, arrangement.faults)
        return CloudNetwork(backend)

    def crashes(self) -> tuple[Judgement, ...]:
        """A bug of the reference backend met since this was last asked, as a finding against it."""
        crash, self._app.last_crash = self._app.last_crash, None
        if crash is None:
            return ()
        title = "the backend does not crash"
        message = f"The backend crashed while it answered {crash.path}: {crash.kind}: {crash.message}."
        return (Judgement(check=title, verdict="failed", findings=(Finding(check=title, message=message, owner="backend"),)),)

    def organisation(self, slug: str) -> Organisation:
        """The resources of one organisation, read once. Raises ContractProblems with all that is wrong, or InputError."""
        if slug not in self._organisations:
            path = self._find("resources", slug, "")
            self._organisations[slug] = read_organisation(path, shown_as=_shown(path))
        return self._organisations[slug]

    def caller(self, name: str) -> CallerProfile:
        """The caller of scenarios/callers/<name>.yml. Raises InputError when there is none."""
        if name not in self._profiles:
            self._profiles[name] = read_caller(_shown(self._find("callers", name, ".yml")))
        return self._profiles[name]

    def clinic(self, name: str) -> ClinicSeed:
        """The rows of scenarios/clinics/<name>.yml. Raises InputError when there is none."""
        if name not in self._clinics:
            self._clinics[name] = read_clinic(_shown(self._find("clinics", name, ".yml")))
        return self._clinics[name]

    def _find(self, kind: str, name: str, suffix: str) -> Path:
        """The first of the scenarios folders that has it; a name never leads out of them."""
        roots = [root / kind for root in (*self.options.scenarios, folder("scenarios"))]
        if name and not any(character in name for character in "/\\\0") and name not in (".", ".."):
            for root in roots:
                path = root / f"{name}{suffix}"
                if len(name) <= _LONGEST_NAME and path.exists():
                    return path
        files = [path.name for root in roots if root.is_dir() for path in root.iterdir() if not path.name.startswith(".")]
        known = sorted({file.removesuffix(suffix) for file in files if file.endswith(suffix)})
        where = " or ".join(dict.fromkeys(str(_shown(root)) for root in roots))
        raise InputError(f"there is no '{name}{suffix}' in {where}. {did_you_mean(name, known)}")


@lru_cache(maxsize=256)
def _persona_in(prompt: str) -> str | None:
    orders = (order for sentence in read(prompt, ()) for order in sentence.instructions)
    return next((order.name for order in orders if isinstance(order, Persona)), None)


def _persona(assistant: Assistant) -> str | None:
    """The name the assistant's prompt gives it, for transcripts: "You are Sarah, …"."""
    return _persona_in(assistant.prompt)


def _sqlite_path(database: str) -> str:
    if database == "sqlite":
        return ":memory:"
    return database.removeprefix("sqlite:///") or ":memory:"


def _shown(path: Path) -> Path:
    try:
        return path.resolve().relative_to(Path.cwd().resolve())
    except ValueError:
        return path
