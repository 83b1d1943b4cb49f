"""A call leaves the same rows, ids and changes on both databases, whatever was done in it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import json
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from harness.errors import InputError
from harness.reference.booking import BOOKING_STORE
from harness.reference.booking.tables import appointments, contacts
from harness.reference.database import CallDatabase, CallDatabases
from harness.trace.events import RowChange
from tests.reference.world import SUNRISE

Both = tuple[CallDatabase, CallDatabase]


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    homes = CallDatabases("sqlite"), CallDatabases("postgres")
    one, other = (home.open(BOOKING_STORE) for home in homes)
    yield one, other
    for database, home in zip((one, other), homes, strict=True):
        database.close()
        home.close()


_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=8)
_NUMBER = st.integers(1, 5)
_WORK = st.one_of(
    st.tuples(st.just("add"), _NUMBER, _TEXT),
    st.tuples(st.just("add with id"), _NUMBER, _TEXT),
    st.tuples(st.just("rename"), _NUMBER, _TEXT),
    st.tuples(st.just("remove"), _NUMBER, st.just("")),
    st.tuples(st.just("book"), _NUMBER, _TEXT),
    st.tuples(st.just("plant"), _NUMBER, _TEXT),
    st.tuples(st.just("look"), _NUMBER, st.just("")),
)
_CALLS = st.lists(st.lists(_WORK, max_size=8), min_size=1, max_size=3)


def _do(database: CallDatabase, what: str, number: int, words: str) -> tuple[RowChange, ...] | None:
    row: dict[str, Any] = {"org_id": SUNRISE, "name": words, "phone": f"+1604555010{number}", "sms_consent": number % 2 == 0}
    if what == "look":
        return database.changes()
    if what == "plant":
        database.insert("organizations", [{"id": words.strip() or "x", "name": words, "region": "CA"}])
        return None
    with database.transaction() as connection:
        if what == "add":
            connection.execute(insert(contacts), row)
        elif what == "add with id":
            connection.execute(insert(contacts), row | {"id": number * 10_000_000_000})
        elif what == "rename":
            connection.execute(update(contacts).where(contacts.c.phone == row["phone"]).values(name=words))
        elif what == "remove":
            connection.execute(delete(contacts).where(contacts.c.phone == row["phone"]))
        else:
            contact = connection.execute(select(contacts.c.id).order_by(contacts.c.name.desc())).scalar()
            booking = {"org_id": SUNRISE, "contact_id": contact or 99, "scheduled_at": f"2026-01-2{number}T14:00"}
            connection.execute(insert(appointments), booking | {"tool_call_id": words})
    return None


def _play(database: CallDatabase, calls: list[list[tuple[str, int, str]]]) -> bytes:
    """Everything that can be seen, as bytes: order counts, and so do the types of values."""
    seen: list[Any] = []
    for work in calls:
        with database.call():
            for what, number, words in work:
                try:
                    seen.append(_do(database, what, number, words))
                except (IntegrityError, InputError) as refused:
                    seen.append(type(refused).__name__)
            seen.append(database.changes())
            seen += [database.rows(table) for table in ("organizations", "contacts", "appointments")]
    return json.encode(seen)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(calls=_CALLS)
def test_any_work_comes_to_the_same(both: Both, calls: list[list[tuple[str, int, str]]]) -> None:
    one, other = both
    assert _play(one, calls) == _play(other, calls)


def test_a_row_that_was_refused_takes_no_number(both: Both) -> None:
    """A sequence would have counted it."""
    work = [("add", 1, "A"), ("add", 1, "B"), ("add", 2, "C"), ("look", 1, ""), ("remove", 2, ""), ("add", 3, "D")]
    for database in both:
        with database.call():
            for what, number, words in work:
                try:
                    _do(database, what, number, words)
                except IntegrityError:
                    continue
            assert [(row["id"], row["name"]) for row in database.rows("contacts")] == [(1, "A"), (2, "D")]


def test_texts_are_sorted_alike(both: Both) -> None:
    """Capitals before small letters, as bytes are; a server's own language would mix them."""
    for database in both:
        with database.call():
            database.insert("organizations", [{"id": letter, "name": letter} for letter in ("b", "B", "a", "Ä", "_")])
            assert [row["id"] for row in database.rows("organizations") if len(row["id"]) == 1] == ["B", "_", "a", "b", "Ä"]


def test_what_is_done_between_calls_stays_and_what_fails_there_does_not(both: Both) -> None:
    for database in both:
        _do(database, "add", 1, "kept")
        with pytest.raises(IntegrityError):
            _do(database, "add", 1, "refused")
        with database.call():
            _do(database, "add", 2, "undone")
        assert [row["name"] for row in database.rows("contacts")] == ["kept"]
        _do(database, "remove", 1, "")
        database.changes()
