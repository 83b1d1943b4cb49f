"""The two conversations that are measured, and callers for them of whom no two are alike."""

import itertools
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from harness.callers.cast import caller_for
from harness.callers.profile import CallerProfile
from harness.checks.base import Evidence, judge_all
from harness.checks.rules import RULES
from harness.commands.rig import DEFAULT_NOW, Arrangement, Rig, in_the_cloud
from harness.runtime import CallSettings, simulate
from harness.trace.events import HandedOff
from harness.trace.trace import Trace
from tests.benchmarks.floor import Desk, Reception
from tests.benchmarks.stopwatch import Stopwatch, Timed

__all__ = ["NINE", "ONE", "Workload"]

_FIRST = ("Jane", "Omar", "Linda", "Priya", "Walter", "Grace", "Dave", "Rosa", "Ines", "Marcus", "Tessa", "Yusuf")
_LAST = ("Doe", "Haddad", "Brooks", "Patel", "Stone", "Chen", "Murphy", "Alvarez", "Novak", "Reid", "Lang", "Okoro")
_DAYS = ("Tuesday", "Wednesday", "Thursday", "Friday")
_REASONS = ("a sore throat", "a cough", "back pain", "an earache", "a rash", "a check-up", "a headache", "knee pain")
_DOCTORS = ("any doctor", "Dr. Smith", "Dr. Chen")

_CHARGED = {
    "agent": ("reply", "agent"),
    "caller": ("answer", "caller"),
    "backend": ("send", "backend"),
    "ledger": ("changes", "row differences"),
}
"""Role → the method that is charged, and to which layer."""


class Workload(Struct, frozen=True, kw_only=True):
    """One kind of conversation."""

    title: str
    goal: int
    """Conversations a second on one core."""
    organisation: str
    phoned: str
    system: str
    seed: str | None
    """The clinic that is planted; None for rows that are there from the start."""
    callers: Callable[[], Iterator[CallerProfile]]
    on_record: Callable[[CallerProfile], Mapping[str, str]] | None
    """The caller's row among the patients, where it has one."""
    tool_calls: int
    handoffs: int
    floor: Callable[[], Reception | Desk]

    def converse(self, rig: Rig, profile: CallerProfile, watch: Stopwatch) -> int:
        """One conversation, judged; how many turns the caller took. Raises AssertionError when it did not go as it must."""
        squad = rig.organisation(self.organisation).answering(self.phoned)
        assert squad is not None
        system = rig.systems.named(self.system)
        backend, ledger = in_the_cloud(system.backend, Arrangement()), system.database
        with watch.timed("database"):
            ledger.begin_call()
            if self.seed is not None:
                ledger.plant(rig.clinic(self.seed))
            if self.on_record is not None:
                ledger.insert("demographics", [self.on_record(profile)])
        try:
            rig.clock.set(DEFAULT_NOW)
            with watch.timed("caller"):
                caller = caller_for(profile, now=DEFAULT_NOW)
            players = {"agent": rig.agent, "caller": caller, "backend": backend, "ledger": ledger}
            players = {role: Timed(players[role], *_CHARGED[role], watch) for role in players}
            settings = CallSettings(started_at=DEFAULT_NOW, seed=1, customer_number=profile.number)
            with watch.timed("runtime and wire"):
                trace = simulate(squad, settings, **players)  # type: ignore[arg-type]
            with watch.timed("checks"):
                judgements = judge_all(RULES, Evidence(trace=trace, squad=squad))
        finally:
            with watch.timed("database"):
                ledger.end_call()
        wrong = [f.message for j in judgements for f in j.findings] + [j.reason for j in judgements if j.verdict == "error"]
        assert not wrong, wrong
        self._as_it_must(trace)
        return len(trace.said)

    def _as_it_must(self, trace: Trace) -> None:
        assert len(trace.writes) == 1, trace.events
        assert len(trace.tool_uses) == self.tool_calls, trace.events
        assert sum(isinstance(event, HandedOff) for event in trace.events) == self.handoffs, trace.events


def _bookers() -> Iterator[CallerProfile]:
    """Callers without end; no two share name, number and time."""
    for n in itertools.count():
        hour, minute = 9 + n % 8, 5 * (n // 8 % 12)
        yield CallerProfile(
            name=_name(n),
            wants="to book an appointment",
            volunteers=("date", "time"),
            knows={
                "name": _name(n),
                "phone": f"604-555-{n % 10_000:04d}",
                "date": _DAYS[n % 4],
                "time": f"{hour % 12 or 12}:{minute:02d} {'AM' if hour < 12 else 'PM'}",
            },
        )


def _patients() -> Iterator[CallerProfile]:
    """Callers without end; no two share name, number, reason and doctor."""
    for n in itertools.count():
        doctor = _DOCTORS[n % 3]
        yield CallerProfile(
            name=_name(n),
            number=f"+1778555{n % 10_000:04d}",
            wants="to book an appointment" if n % 3 == 0 else f"to book an appointment with {doctor}",
            lacks=("everything",),
            knows={
                "name": _name(n),
                "date of birth": "March 12, 1985",
                "phone": f"778-555-{n % 10_000:04d}",
                "reason": _REASONS[n % 8],
                "doctor": doctor,
                "date": "as soon as possible",
                "time of day": "any time",
                "visit mode": "in person",
            },
        )


def _row(profile: CallerProfile) -> Mapping[str, str]:
    first, last = profile.knows["name"].split(" ")
    born = {"date_of_birth": "1985-03-12", "gender": "F"}
    return {"first_name": first, "last_name": last, "phone": str(profile.number), **born}


def _name(n: int) -> str:
    return f"{_FIRST[n % 12]} {_LAST[n // 12 % 12]}"


ONE = Workload(
    title="one assistant books: six caller turns, one tool call",
    goal=300,
    organisation="callwaiting",
    phoned="CallWaiting AI Inbound",
    system="booking",
    seed=None,
    callers=_bookers,
    on_record=None,
    tool_calls=1,
    handoffs=0,
    floor=Reception,
)
NINE = Workload(
    title="a squad of nine books: fourteen turns, six tool calls, two hand-overs",
    goal=120,
    organisation="vitara",
    phoned="Vitara Clinic v3.0",
    system="clinic",
    seed="vitara",
    callers=_patients,
    on_record=_row,
    tool_calls=6,
    handoffs=2,
    floor=Desk,
)
