"""What the database itself refuses, so that two requests at once cannot slip past the handler's own look."""

from typing import Any

import pytest

from harness.errors import InputError
from tests.reference.world import SUNRISE, World

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
def test_a_second_booking_of_the_same_is_refused(world: World, second: dict[str, Any]) -> None:
    world.database.insert("contacts", [CONTACT])
    world.database.insert("appointments", [FIRST])

    with pytest.raises(InputError, match=r"this row cannot be added: .*(UNIQUE|unique) constraint"):
        world.database.insert("appointments", [second])


def test_a_slot_that_was_cancelled_can_be_sold_again(world: World) -> None:
    world.database.insert("contacts", [CONTACT])
    world.database.insert("appointments", [{**FIRST, "status": "cancelled"}])

    world.database.insert("appointments", [{**FIRST, "tool_call_id": "call_2"}])

    assert len(world.database.rows("appointments")) == 2
