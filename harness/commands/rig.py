"""What plays the calls of one run: resources read once, one database, one agent; every scenario gets a clean stage."""

from collections import Counter
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
from harness.commands.systems import PlayedSystem, Systems
from harness.contract.gitops import read_organisation
from harness.contract.model import Assistant, Organisation, Squad
from harness.contract.problems import did_you_mean
from harness.embedded import folder
from harness.errors import InputError
from harness.ports import Agent, ToolBackend
from harness.reference.clock import CallClock
from harness.reference.database import CallDatabases, Seed, read_seed
from harness.reference.database.rows import check_columns
from harness.reference.database.seed import DEFAULT_SYSTEM
from harness.reporting.run import PlayedCall
from harness.runtime import CallSettings, CloudNetwork, simulate
from harness.runtime.faults import Fault, FaultyBackend, ScriptedBackend
from harness.runtime.http_backend import HttpBackend
from harness.runtime.interference import Insert, Interference, InterferingBackend
from harness.trace.events import RowChange

__all__ = ["DEFAULT_NOW", "Arrangement", "Rig", "Stage", "in_the_cloud"]

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
    interferences: tuple[Interference, ...] = ()
    """What somebody else does to the same rows in the middle of the call."""


def in_the_cloud(backend: ToolBackend, arrangement: Arrangement, insert: Insert | None = None) -> ToolBackend:
    """A backend as the platform reaches it, with the scenario's answers, faults and interferences in front."""
    if arrangement.answers:
        backend = ScriptedBackend(backend, arrangement.answers)
    if arrangement.faults:
        backend = FaultyBackend(backend, arrangement.faults)
    if arrangement.interferences and insert:
        backend = InterferingBackend(backend, arrangement.interferences, insert)
    return CloudNetwork(backend)


class Stage:
    """A clean database and the call or calls of one scenario.

    The first seed chooses the reference system; a scenario that plants none plays against the default one.
    """

    def __init__(self, rig: "Rig") -> None:
        self._rig = rig
        self._played = 0
        self._chosen: PlayedSystem | None = None

    @property
    def system(self) -> PlayedSystem:
        """The reference system of this scenario. Raises InputError when the backend is somebody else's."""
        return self._choose(self._chosen.name if self._chosen else DEFAULT_SYSTEM)

    @property
    def backend(self) -> ToolBackend:
        """What answers tool calls."""
        return self._rig.foreign or self.system.backend

    def plant(self, seed: Seed) -> None:
        """Add rows before the call. Raises InputError for a second system, and when the backend is somebody else's."""
        self._choose(seed.system).database.plant(seed)

    def insert(self, table: str, rows: Sequence[Mapping[str, str]]) -> None:
        """Add rows before the call. Raises InputError for an unknown table or column, or when the backend is somebody else's."""
        self.system.database.insert(table, rows)

    def check_rows(self, table: str | None = None, columns: Sequence[str] = ()) -> None:
        """Nothing when changes of these rows would be seen. InputError for an unknown name, or somebody else's database."""
        if self._rig.foreign:
            raise InputError(
                f"the database behind {self._rig.options.backend} cannot be seen, so nothing can be said about its rows. "
                "Leave out the Then steps about rows, or run with --backend reference."
            )
        if table is not None:
            check_columns(self.system.database.store.metadata, table, columns)

    def changes(self) -> tuple[RowChange, ...]:
        """Rows that differ since the last time it was asked; none of somebody else's database."""
        return () if self._rig.foreign else self.system.database.changes()

    def crashes(self) -> tuple[Judgement, ...]:
        """A bug of the reference backend met since this was last asked, as a finding against it."""
        if self._chosen is None or self._chosen.app.last_crash is None:
            return ()
        crash, self._chosen.app.last_crash = self._chosen.app.last_crash, None
        title = "the backend does not crash"
        message = f"The backend crashed while it answered {crash.path}: {crash.kind}: {crash.message}."
        return (Judgement(check=title, verdict="failed", findings=(Finding(check=title, message=message, owner="backend"),)),)

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
        backend = in_the_cloud(self.backend, arrangement, self.insert)
        trace = simulate(squad, settings, agent=rig.agent, caller=caller, backend=backend, ledger=self)
        return PlayedCall(
            trace=trace,
            squad=squad,
            judgements=(*judge_all(rules, Evidence(trace=trace, squad=squad)), *self.crashes()),
            speakers=_speakers(squad),
        )

    def leave(self) -> None:
        """Undo what happened here."""
        if self._chosen is not None:
            self._chosen.database.end_call()

    def _choose(self, name: str) -> PlayedSystem:
        if self._rig.foreign:
            raise InputError(
                f"rows cannot be put into the database behind {self._rig.options.backend}: it is not ours. "
                "Leave out the Given steps that seed it, or run with --backend reference."
            )
        if self._chosen is None:
            system = self._rig.systems.named(name)
            system.database.begin_call()
            self._chosen = system
        if self._chosen.name != name:
            raise InputError(
                f"this scenario began with rows of the system '{self._chosen.name}', so it cannot have rows of '{name}' too. "
                "Name the clinic before any other rows, and play the two in two scenarios."
            )
        return self._chosen


class Rig:
    """Made once from the options of a run."""

    def __init__(self, options: RunOptions) -> None:
        self.options = checked(options)
        self.agent: Agent = LiteralAgent()
        self.clock = CallClock(DEFAULT_NOW)
        self._databases = CallDatabases(options.database)
        self.systems = Systems(self.clock, self._databases.open)
        self.foreign: ToolBackend | None = None if options.backend == "reference" else HttpBackend(options.backend)
        """Somebody else's backend, when calls go there."""
        self._organisations: dict[str, Organisation] = {}
        self._profiles: dict[str, CallerProfile] = {}
        self._clinics: dict[str, Seed] = {}

    @classmethod
    def from_options(cls, options: RunOptions) -> "Rig":
        """The rig for these options. Raises InputError for a name nobody knows."""
        return cls(options)

    @contextmanager
    def stage(self) -> Iterator[Stage]:
        """A clean stage for one scenario; what happens on it is undone at its end."""
        stage = Stage(self)
        try:
            yield stage
        finally:
            stage.leave()

    def close(self) -> None:
        """Let go of every database; the rig cannot be used afterwards."""
        self.systems.close()
        self._databases.close()

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

    def clinic(self, name: str) -> Seed:
        """The rows of scenarios/clinics/<name>.yml. Raises InputError when there is none."""
        if name not in self._clinics:
            self._clinics[name] = read_seed(_shown(self._find("clinics", name, ".yml")))
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


def _speakers(squad: Squad) -> dict[str, str]:
    """The name each assistant's prompt gives it; its own name where several share one, as the voices of one desk do."""
    names = {assistant.name: name for assistant in squad.assistants if (name := _persona(assistant))}
    shared = {name for name, times in Counter(names.values()).items() if times > 1}
    return {assistant: name for assistant, name in names.items() if name not in shared}


def _persona(assistant: Assistant) -> str | None:
    """The name the assistant's prompt gives it, for transcripts: "You are Sarah, …"."""
    return _persona_in(assistant.prompt)


def _shown(path: Path) -> Path:
    try:
        return path.resolve().relative_to(Path.cwd().resolve())
    except ValueError:
        return path
