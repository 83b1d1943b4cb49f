"""What the database itself refuses, so that two requests at once cannot slip past the handler's own look."""

from typing import Any

import pytest

from harness.errors import InputError
from harness.reference.database import EmbeddedDatabase
from tests.reference.world import SUNRISE

CONTACT = {"id": 1, "org_id": SUNRISE, "name": "Jane Doe", "phone": "+16045550123"}
FIRST = {"org_id": SUNRISE, "contact_id": 1, "scheduled_at": "2026-01-20T14:00", "tool_call_id": "call_1"}


@pytest.mark.parametrize(
    "second",
    [
        {**FIRST, "scheduled_at": "2026-01-20T15:00"},
        {**FIRST, "tool_call_id": "call_2"},
    ],
    ids=["one tool call books once", "one slot is sold once"],
)
def test_a_second_booking_of_the_same_is_refused(second: dict[str, Any]) -> None:
    database = EmbeddedDatabase()
    with database.call():
        database.insert("contacts", [CONTACT])
        database.insert("appointments", [FIRST])

        with pytest.raises(InputError, match="this row cannot be added: UNIQUE"):
            database.insert("appointments", [second])


def test_a_slot_that_was_cancelled_can_be_sold_again() -> None:
    database = EmbeddedDatabase()
    with database.call():
        database.insert("contacts", [CONTACT])
        database.insert("appointments", [{**FIRST, "status": "cancelled"}])

        database.insert("appointments", [{**FIRST, "tool_call_id": "call_2"}])

        assert len(database.rows("appointments")) == 2
