"""What the booking backend promises, asked through its front door."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.reference.database import CallDatabases, read_seed
from tests.reference.world import HARBOUR, SUNRISE, World, make_world

CLINICS = Path(__file__).parents[2] / "scenarios" / "clinics"


def test_a_booking_answers_with_its_number_and_time(world: World) -> None:
    booked = world.book()

    assert booked["success"] is True
    assert booked["appointmentId"] == 1
    assert booked["scheduledAt"] == "2026-01-20T14:00"
    assert booked["message"] == "Your appointment is confirmed for Tuesday, January 20 at 2:00 PM."


def test_a_booking_adds_one_row_to_each_of_four_tables_and_changes_nothing_else(world: World) -> None:
    world.book(patientEmail="jane@example.com")

    changes = {change.table: change for change in world.database.changes()}
    assert list(changes) == ["contacts", "appointments", "sms_outbox", "calendar_sync"]
    assert {change.kind for change in changes.values()} == {"added"}
    contact, appointment = changes["contacts"].after, changes["appointments"].after
    assert contact is not None
    assert appointment is not None
    assert contact["phone"] == "+16045550123"
    assert contact["email"] == "jane@example.com"
    assert contact["sms_consent"] is True
    assert contact["created_at"] == "2026-01-18T10:00:00-08:00"
    assert (appointment["contact"], appointment["scheduled_at"]) == ("Jane Doe", "2026-01-20T14:00")
    assert appointment["status"] == "booked"


def test_a_known_phone_updates_the_contact_instead_of_adding_one(world: World) -> None:
    world.database.plant(read_seed(CLINICS / "sunrise-known-patients.yml"))

    world.book(patientPhone="+1 (604) 555-0123")

    changed = [change for change in world.database.changes() if change.table == "contacts"]
    assert [change.kind for change in changed] == ["changed"]
    assert changed[0].before is not None
    assert changed[0].after is not None
    assert (changed[0].before["name"], changed[0].after["name"]) == ("Jane Smith", "Jane Doe")
    assert changed[0].after["email"] == "jane.smith@example.com"


def test_a_contact_that_is_told_again_as_it_was_is_not_touched(world: World) -> None:
    world.book()
    world.database.changes()

    world.book("call_2", appointmentTime="15:00")

    assert "contacts" not in {change.table for change in world.database.changes()}


@pytest.mark.parametrize("phone", ["(604) 555 0123", "604.555.0123", "+16045550123", "1-604-555-0123", "6045550123"])
def test_a_phone_may_be_written_in_any_usual_way(world: World, phone: str) -> None:
    assert world.book(patientPhone=phone)["success"] is True
    assert [row["phone"] for row in world.database.rows("contacts")] == ["+16045550123"]


def test_two_clinics_keep_their_own_contacts_and_slots(world: World) -> None:
    world.database.plant(read_seed(CLINICS / "harbour.yml"))

    assert world.book(org_id=SUNRISE)["success"] is True

    assert [(row["org_id"], row["name"]) for row in world.database.rows("contacts")] == [
        (HARBOUR, "Jane Harbour"),
        (SUNRISE, "Jane Doe"),
    ]
    assert {row["org_id"] for change in world.database.changes() if (row := change.after)} == {SUNRISE}


def test_one_clinics_tool_call_id_tells_nothing_to_another(world: World) -> None:
    world.book("call_1", SUNRISE)

    assert world.book("call_1", HARBOUR)["appointmentId"] == 2


def test_the_same_slot_is_not_sold_twice(world: World) -> None:
    world.book("call_1")
    world.database.changes()

    refused = world.book("call_2", patientName="John Roe", patientPhone="604-555-0188")

    assert (refused["success"], refused["reason"]) == (False, "slot_taken")
    assert refused["message"] == "Tuesday, January 20 at 2:00 PM is already taken."
    assert world.database.changes() == ()


def test_the_same_tool_call_twice_books_once_and_answers_alike(world: World) -> None:
    first = world.book("call_1")
    world.database.changes()
    world.clock.set(datetime(2026, 3, 1, tzinfo=UTC))

    assert world.book("call_1") == first
    assert world.database.changes() == ()


@pytest.mark.parametrize(("date", "time"), [("2026-01-17", "14:00"), ("2026-01-18", "09:59"), ("1999-12-31", "23:59")])
def test_a_time_that_has_passed_on_the_clinics_wall_is_refused(world: World, date: str, time: str) -> None:
    refused = world.book(appointmentDate=date, appointmentTime=time)

    assert (refused["success"], refused["reason"]) == (False, "past_date")
    assert world.database.changes() == ()


def test_the_past_is_judged_in_the_clinics_time_zone(world: World) -> None:
    """Ten in the evening of the 19th in Vancouver is six in the morning of the 20th in UTC."""
    world.clock.set(datetime(2026, 1, 20, 6, 0, tzinfo=UTC))

    assert world.book(appointmentDate="2026-01-19", appointmentTime="22:30")["success"] is True
    assert world.book("call_2", appointmentDate="2026-01-19", appointmentTime="21:30")["reason"] == "past_date"


def test_an_unknown_organization_is_refused(world: World) -> None:
    refused = world.book(org_id="00000000-0000-0000-0000-000000000000")

    assert (refused["success"], refused["reason"]) == (False, "unknown_organization")
    assert world.database.changes() == ()


def test_without_an_organization_the_default_one_answers_or_nobody(world: World, databases: CallDatabases) -> None:
    assert world.book(org_id=None)["success"] is True

    nobody = make_world(databases, default_organization=None)
    assert nobody.book(org_id=None)["reason"] == "unknown_organization"
    nobody.database.close()


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("patientPhone", None, "patientPhone is missing"),
        ("patientPhone", "  ", "patientPhone is missing"),
        ("patientPhone", "555-0123", 'patientPhone must be a whole phone number with its area code; got "555-0123"'),
        ("patientPhone", "six oh four", 'patientPhone must be a phone number; got "six oh four"'),
        ("patientPhone", 6045550123, "patientPhone must be text; got a number"),
        ("patientName", None, "patientName is missing"),
        ("patientName", "1234", 'patientName must be a name; got "1234"'),
        ("patientName", "J" * 201, "patientName must be at most 200 characters; got 201"),
        ("patientName", "Jane\x00", "patientName must not contain control characters"),
        ("patientName", {"first": "Jane"}, "patientName must be text; got an object"),
        ("appointmentDate", "Tuesday", 'appointmentDate must be YYYY-MM-DD; got "Tuesday"'),
        ("appointmentDate", "2026-02-30", 'appointmentDate must be a day of the calendar; got "2026-02-30"'),
        ("appointmentTime", "2pm", 'appointmentTime must be HH:MM, 24 hours; got "2pm"'),
        ("appointmentTime", "24:00", 'appointmentTime must be HH:MM, 24 hours; got "24:00"'),
        ("patientEmail", "jane at example", 'patientEmail must be an e-mail address; got "jane at example"'),
    ],
)
def test_a_bad_argument_is_named_and_nothing_changes(world: World, argument: str, value: object, message: str) -> None:
    refused = world.book(**{argument: value})

    assert (refused["success"], refused["reason"]) == (False, "invalid_argument")
    assert refused["message"] == message
    assert refused["parameters"] == [argument]
    assert world.database.changes() == ()


def test_every_bad_argument_is_named_at_once(world: World) -> None:
    refused = world.book(patientPhone=None, appointmentDate="soon")

    assert refused["message"] == 'patientPhone is missing; appointmentDate must be YYYY-MM-DD; got "soon"'


def test_a_text_message_is_queued_but_not_sent_for_want_of_a_provider(world: World) -> None:
    booked = world.book()

    assert (booked["smsSent"], booked["smsStatus"]) == (False, "not sent: no provider")
    assert [row["status"] for row in world.database.rows("sms_outbox")] == ["not sent: no provider"]


def test_without_consent_no_text_message_is_queued(world: World) -> None:
    world.database.plant(read_seed(CLINICS / "sunrise-known-patients.yml"))

    booked = world.book(patientName="Omar Haddad", patientPhone="604-555-0187")

    assert (booked["smsSent"], booked["smsStatus"]) == (False, "not queued: no consent")
    assert world.database.rows("sms_outbox") == []
    assert world.book(patientName="Omar Haddad", patientPhone="604-555-0187") == booked


def test_the_calendar_fails_and_the_booking_stands(world: World) -> None:
    booked = world.book()

    assert (booked["success"], booked["calendarSynced"]) == (True, False)
    (attempt,) = world.database.rows("calendar_sync")
    assert (attempt["status"], attempt["error"]) == ("failed", "Google Calendar is not configured")


def test_a_clinic_with_openings_books_only_those_with_whoever_is_free(world: World) -> None:
    """Dr. Lee is taken at two, Dr. Patel is not; after that nobody is; at four nobody works."""
    world.database.plant(read_seed(CLINICS / "sunrise-two-doctors.yml"))

    assert world.book("call_1")["provider"] == "Dr. Patel"
    assert world.book("call_2")["reason"] == "slot_taken"
    assert world.book("call_3", appointmentTime="16:00")["reason"] == "slot_unavailable"
    assert world.book("call_4", appointmentTime="15:00")["provider"] == "Dr. Lee"


def test_an_appointment_without_a_provider_keeps_the_whole_clinic_busy(world: World) -> None:
    world.database.plant(read_seed(CLINICS / "sunrise-two-doctors.yml"))
    world.database.insert("appointments", [{"org_id": SUNRISE, "contact_id": "1", "scheduled_at": "2026-01-20T15:00"}])

    assert world.book(appointmentTime="15:00")["reason"] == "slot_taken"


def test_a_cancelled_appointment_frees_its_slot(world: World) -> None:
    world.database.plant(read_seed(CLINICS / "sunrise-known-patients.yml"))
    row = {"org_id": SUNRISE, "contact_id": 1, "scheduled_at": "2026-01-20T14:00", "status": "cancelled"}
    world.database.insert("appointments", [row])

    assert world.book()["success"] is True


def test_logs_hold_neither_the_name_nor_the_whole_phone(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        world.book()

    assert "booked appointment 1" in caplog.text
    assert "…23" in caplog.text
    assert "Jane" not in caplog.text
    assert "5550123" not in caplog.text
