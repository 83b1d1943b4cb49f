"""Whatever is asked of a reference system, it answers the same and writes the same on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import json

from harness.commands.systems import PlayedSystem, Systems
from harness.ports import HttpReply, HttpRequest
from harness.reference.clock import CallClock
from harness.reference.database import CallDatabases, read_seed
from tests.reference.world import SUNDAY_MORNING, SUNRISE

CLINICS = Path(__file__).parents[3] / "scenarios" / "clinics"
SEEDS = {"booking": read_seed(CLINICS / "sunrise-two-doctors.yml"), "clinic": read_seed(CLINICS / "vitara.yml")}


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Systems, Systems]]:
    homes = CallDatabases("sqlite"), CallDatabases("postgres")
    systems = tuple(Systems(CallClock(SUNDAY_MORNING), home.open) for home in homes)
    yield systems[0], systems[1]
    for made, home in zip(systems, homes, strict=True):
        made.close()
        home.close()


_GOOD: dict[str, list[Any]] = {
    "patientName": ["Jane Doe"],
    "patientPhone": ["604-555-0123", "+16045550188"],
    "appointmentDate": ["2026-01-20"],
    "appointmentTime": ["14:00", "15:00"],
    "demographicId": ["1", "2", 1],
    "patientId": ["1"],
    "providerId": ["100", "any", "101"],
    "startTime": ["2026-01-20T10:00", "2026-01-19T09:30"],
    "phone": ["604-555-0123", "+16045550188"],
    "firstName": ["Jane", "林"],
    "lastName": ["Doe", "Mei"],
    "appointmentId": ["1", "2", 3],
    "startDate": ["2026-01-19"],
    "findAvailable": [True, False],
    "language": ["en", "zh"],
}
_ODD = ["x\0y", 2**31, 10**12, 10**30, str(2**40), -1, "", None, [], {}, True, 1.5, "ß" * 300]
_IDS = st.sampled_from(["t1", "t1", "t2", "t\0", "".join(map(chr, range(500, 6500)))])


def _arguments(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={name: st.sampled_from([*_GOOD.get(name, []) * 4, *_ODD]) for name in names})


_CALL = st.tuples(_IDS, st.integers(0, 30), _arguments(list(_GOOD)))


def _asked(system: PlayedSystem, number: int, tool_call_id: str, arguments: dict[str, Any]) -> HttpReply:
    handlers = _contract(system)
    handler = handlers[number % len(handlers)]
    call = {"id": tool_call_id, "type": "function", "function": {"name": handler["tool"], "arguments": arguments}}
    customer = {"number": "+16045550123", "metadata": {"org_id": SUNRISE}}
    message = {"type": "tool-calls", "toolCallList": [call], "customer": customer, "call": {"id": "c", "customer": customer}}
    return _sent(system, handler["path"], json.encode({"message": message}), "POST")


def _contract(system: PlayedSystem) -> list[dict[str, Any]]:
    handlers: list[dict[str, Any]] = json.decode(_sent(system, "/contract", b"", "GET").body)["handlers"]
    return handlers


def _sent(system: PlayedSystem, path: str, body: bytes, method: str) -> HttpReply:
    headers = {"Content-Type": "application/json"}
    return system.backend.send(HttpRequest(url=f"https://tunnel.example{path}", headers=headers, body=body, method=method))


@pytest.mark.parametrize("name", sorted(SEEDS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(calls=st.lists(_CALL, min_size=1, max_size=4))
def test_the_same_calls_come_to_the_same(both: tuple[Systems, Systems], name: str, calls: list[Any]) -> None:
    seen = []
    for systems in both:
        system = systems.named(name)
        with system.database.call(SEEDS[name]):
            replies = [_asked(system, number, tool_call_id, arguments) for tool_call_id, number, arguments in calls]
            assert system.app.last_crash is None
            tables = system.database.store.metadata.tables
            seen.append((replies, system.database.changes(), {table: system.database.rows(table) for table in tables}))
    assert seen[0] == seen[1]
