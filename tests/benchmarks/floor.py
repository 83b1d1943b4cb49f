"""What bare Python needs for the same dialogues: nothing stands between caller, agent and database.

Ratios to it can be compared between machines.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from harness.callers.profile import CallerProfile

__all__ = ["Desk", "Reception"]


class Reception:
    """One assistant that books: six turns, one tool call, four rows, one look at them."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.executescript(
            "create table contacts(id integer primary key, name text, phone text unique);"
            "create table appointments(id integer primary key, contact_id integer, at text);"
            "create table outbox(id integer primary key, contact_id integer, body text);"
            "create table calendar(id integer primary key, appointment_id integer, status text);"
        )

    def converse(self, profile: CallerProfile) -> int:
        """One call; how many turns the caller took."""
        self._db.execute("begin")
        heard, said = _collected(profile, ("name", "phone", "date", "time"))
        arguments = _over_the_wire("book", heard)
        self._db.execute("insert into contacts(name, phone) values (?, ?)", (arguments["name"], arguments["phone"]))
        self._db.execute("insert into appointments(contact_id, at) values (1, ?)", (arguments["date"] + arguments["time"],))
        self._db.execute("insert into outbox(contact_id, body) values (1, 'booked')")
        self._db.execute("insert into calendar(appointment_id, status) values (1, 'failed')")
        _answered("booked")
        assert len(self._db.execute("select * from appointments").fetchall()) == 1
        self._db.execute("rollback")
        return said


class Desk:
    """Three assistants, one after the other: six turns, four tool calls of which one books, two hand-overs, three rows."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.executescript(
            "create table demographics(id integer primary key, name text, phone text);"
            "create table schedule(id integer primary key, at text);"
            "create table appointments(id integer primary key, demographic_id integer, at text unique, reason text);"
            "create table outbox(id integer primary key, demographic_id integer, body text);"
            "create table call_logs(id integer primary key, demographic_id integer, outcome text);"
        )
        hours = [(f"2026-01-{day:02d}T{hour:02d}:00",) for day in range(19, 31) for hour in range(9, 16)]
        self._db.executemany("insert into schedule(at) values (?)", hours)

    def converse(self, profile: CallerProfile) -> int:
        """One call; how many turns the caller took."""
        self._db.execute("begin")
        self._db.execute("insert into demographics(name, phone) values (?, ?)", (profile.knows["name"], profile.number))
        phone = _over_the_wire("search", {"phone": profile.number})["phone"]
        found = self._db.execute("select id, name from demographics where phone = ?", (phone,)).fetchone()
        _answered(f"found {found[1]}")
        heard, said = _collected(profile, ("name", "reason", "texts"))
        _over_the_wire("find", {})
        (at,) = self._db.execute(
            "select at from schedule where at not in (select at from appointments) order by at limit 1"
        ).fetchone()
        _answered(at)
        arguments = _over_the_wire("create", {"demographicId": found[0], "startTime": at, **heard})
        values = (arguments["demographicId"], arguments["startTime"], arguments["reason"])
        self._db.execute("insert into appointments(demographic_id, at, reason) values (?, ?, ?)", values)
        self._db.execute("insert into outbox(demographic_id, body) values (?, 'booked')", (found[0],))
        _answered("booked")
        outcome = _over_the_wire("log", {"callOutcome": "booked"})["callOutcome"]
        _answered("noted")
        self._db.execute("insert into call_logs(demographic_id, outcome) values (?, ?)", (found[0], outcome))
        assert len(self._db.execute("select * from appointments").fetchall()) == 1
        self._db.execute("rollback")
        return said + 1


def _collected(profile: CallerProfile, slots: Sequence[str]) -> tuple[dict[str, str], int]:
    """What the caller told when asked, and how often it spoke, with an opening and a yes."""
    said = [profile.wants]
    heard: dict[str, str] = {}
    for slot in slots:
        said.append(profile.knows.get(slot, "yes"))
        heard[slot] = said[-1]
    said.append("Yes.")
    assert all(heard.values())
    return heard, len(said)


def _over_the_wire(function: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    call = {"id": "1", "function": {"name": function, "arguments": arguments}}
    body = json.dumps({"message": {"type": "tool-calls", "toolCallList": [call]}})
    arrived: dict[str, Any] = json.loads(body)["message"]["toolCallList"][0]["function"]["arguments"]
    return arrived


def _answered(result: str) -> None:
    answer = json.loads(json.dumps({"results": [{"toolCallId": "1", "result": result}]}))
    assert answer["results"][0]["result"] == result
