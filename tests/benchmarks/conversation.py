"""How many whole calls a second, where the time goes, and what bare Python needs for the same work: `make bench`.

One conversation is six caller turns that book an appointment: the literal agent, tool calls in Vapi's wire format to the
reference backend on SQLite, schema validation, row differences and every rule. No two share name, number and time. The floor
is the same dialogue by hand-written code on sqlite3, measured in the same run; ratios to it can be compared between machines.
"""

import itertools
import json
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from harness.callers.cast import caller_for
from harness.callers.profile import CallerProfile
from harness.checks.base import Evidence, judge_all
from harness.checks.rules import RULES
from harness.commands.options import RunOptions
from harness.commands.rig import DEFAULT_NOW, Arrangement, Rig, in_the_cloud
from harness.contract.model import Squad
from harness.runtime import CallSettings, simulate

GOAL = 300
"""Conversations a second on one core."""
ROUNDS = 5
PER_ROUND = 120

_FIRST = ("Jane", "Omar", "Linda", "Priya", "Walter", "Grace", "Dave", "Rosa", "Ines", "Marcus", "Tessa", "Yusuf")
_LAST = ("Doe", "Haddad", "Brooks", "Patel", "Stone", "Chen", "Murphy", "Alvarez", "Novak", "Reid", "Lang", "Okoro")
_DAYS = ("Tuesday", "Wednesday", "Thursday", "Friday")


class Stopwatch:
    """Time spent in each layer; a layer called from another is counted once, in the inner one."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._inner = [0.0]

    @contextmanager
    def timed(self, layer: str) -> Iterator[None]:
        """Charge the block to a layer."""
        began = time.perf_counter()
        self._inner.append(0.0)
        try:
            yield
        finally:
            whole = time.perf_counter() - began
            self.spent[layer] = self.spent.get(layer, 0.0) + whole - self._inner.pop()
            self._inner[-1] += whole


class Timed:
    """An object one of whose methods is charged to a layer."""

    def __init__(self, inner: object, method: str, layer: str, watch: Stopwatch) -> None:
        call = getattr(inner, method)

        def timed(*arguments: object) -> object:
            with watch.timed(layer):
                return call(*arguments)

        setattr(self, method, timed)


def profiles() -> Iterator[CallerProfile]:
    """Callers without end, no two alike."""
    for n in itertools.count():
        hour, minute = 9 + n % 8, 5 * (n // 8 % 12)
        name = f"{_FIRST[n % 12]} {_LAST[n // 12 % 12]}"
        yield CallerProfile(
            name=name,
            wants="to book an appointment",
            volunteers=("date", "time"),
            knows={
                "name": name,
                "phone": f"604-555-{n % 10_000:04d}",
                "date": _DAYS[n % 4],
                "time": f"{hour % 12 or 12}:{minute:02d} {'AM' if hour < 12 else 'PM'}",
            },
        )


def converse(rig: Rig, squad: Squad, profile: CallerProfile, watch: Stopwatch | None = None) -> int:
    """One conversation, judged; how many turns the caller took. Raises AssertionError when it did not go as it must."""
    timed = watch.timed if watch else _untimed
    system = rig.systems.named("booking")
    agent, backend, ledger = rig.agent, in_the_cloud(system.backend, Arrangement()), system.database
    with timed("database reset"):
        ledger.begin_call()
    try:
        rig.clock.set(DEFAULT_NOW)
        with timed("caller"):
            caller = caller_for(profile, now=DEFAULT_NOW)
        players = {"agent": agent, "caller": caller, "backend": backend, "ledger": ledger}
        if watch:
            players = {role: Timed(players[role], *_TIMED[role], watch) for role in players}
        with timed("runtime and wire"):
            trace = simulate(squad, CallSettings(started_at=DEFAULT_NOW, seed=1), **players)  # type: ignore[arg-type]
        with timed("checks"):
            judgements = judge_all(RULES, Evidence(trace=trace, squad=squad))
    finally:
        with timed("database reset"):
            ledger.end_call()
    wrong = [f.message for j in judgements for f in j.findings] + [j.reason for j in judgements if j.verdict == "error"]
    assert not wrong, wrong
    assert len(trace.writes) == 1, trace.events
    return len(trace.said)


_TIMED = {
    "agent": ("reply", "agent"),
    "caller": ("answer", "caller"),
    "backend": ("send", "backend"),
    "ledger": ("changes", "row differences"),
}
"""Role → the method that is charged, and to which layer."""


def _untimed(_layer: str) -> nullcontext[None]:
    return nullcontext()


class Floor:
    """The same dialogue with nothing between caller, agent and database."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.executescript(
            "create table contacts(id integer primary key, name text, phone text unique);"
            "create table appointments(id integer primary key, contact_id integer, at text);"
            "create table outbox(id integer primary key, contact_id integer, body text);"
            "create table calendar(id integer primary key, appointment_id integer, status text);"
        )

    def converse(self, profile: CallerProfile) -> int:
        """Six turns, one booking, one look at the rows."""
        self._db.execute("begin")
        wanted = ["name", "phone", "date", "time"]
        heard: dict[str, str] = {}
        said = ["I'd like to book an appointment."]
        for slot in wanted:
            said.append(profile.knows[slot])
            heard[slot] = said[-1]
        said.append("Yes.")
        body = json.dumps({"message": {"type": "tool-calls", "toolCallList": [{"id": "1", "function": {"arguments": heard}}]}})
        arguments = json.loads(body)["message"]["toolCallList"][0]["function"]["arguments"]
        assert all(arguments.get(slot) for slot in wanted)
        self._db.execute("insert into contacts(name, phone) values (?, ?)", (arguments["name"], arguments["phone"]))
        self._db.execute("insert into appointments(contact_id, at) values (1, ?)", (arguments["date"] + arguments["time"],))
        self._db.execute("insert into outbox(contact_id, body) values (1, 'booked')")
        self._db.execute("insert into calendar(appointment_id, status) values (1, 'failed')")
        answer = json.loads(json.dumps({"results": [{"toolCallId": "1", "result": "booked"}]}))
        assert answer["results"][0]["result"] == "booked"
        assert len(self._db.execute("select * from appointments").fetchall()) == 1
        self._db.execute("rollback")
        return len(said)


def rate(work: Callable[[CallerProfile], object], source: Iterator[CallerProfile], count: int) -> float:
    """Conversations a second of processor time."""
    batch = list(itertools.islice(source, count))
    began = time.process_time()
    for profile in batch:
        work(profile)
    return count / (time.process_time() - began)


def main() -> None:
    """Print the figures."""
    rig = Rig(RunOptions())
    squad = rig.organisation("callwaiting").answering("CallWaiting AI Inbound")
    assert squad is not None
    floor, source = Floor(), profiles()
    turns = {converse(rig, squad, profile) for profile in itertools.islice(source, 40)}
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        bare.append(rate(floor.converse, source, PER_ROUND * 10))
        ours.append(rate(lambda profile: converse(rig, squad, profile), source, PER_ROUND))
    watch = Stopwatch()
    for profile in itertools.islice(source, PER_ROUND):
        converse(rig, squad, profile, watch)
    whole = sum(watch.spent.values())
    middle = statistics.median(ours)
    rounds = ", ".join(f"{r:,.0f}" for r in ours)
    print(f"{middle:,.0f} conversations/s on one core (rounds: {rounds}); caller turns: {sorted(turns)}")
    floor_rate = statistics.median(bare)
    print(f"{floor_rate:,.0f} conversations/s for bare Python with the same work: {floor_rate / middle:.0f} times as many")
    for layer, spent in sorted(watch.spent.items(), key=lambda item: -item[1]):
        print(f"  {layer:18} {spent / PER_ROUND * 1e6:8,.0f} µs  {spent / whole:6.1%}")
    print(f"goal: {GOAL}/s; {'reached' if middle >= GOAL else 'missed'} on this machine, at this moment")


if __name__ == "__main__":
    main()
