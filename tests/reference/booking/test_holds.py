"""A hold keeps its slot for five minutes; the code that was texted turns it into an appointment, once."""

from datetime import timedelta
from pathlib import Path

import pytest

from harness.reference.booking.codes import code_hash, is_code, random_code, repeatable_code
from harness.reference.booking.reserving import CODE_WINDOW, CODES_A_WINDOW, HOLD_LASTS
from harness.reference.booking.verifying import TRIES
from harness.reference.database import read_seed
from tests.reference.booking.test_tools import code_of
from tests.reference.world import ARGUMENTS, SUNDAY_MORNING, World

CLINICS = Path(__file__).parents[3] / "scenarios" / "clinics"
CHECK, RESERVE, HOLD, VERIFY = "calendar/check", "calendar/reserve", "booking/reserve-atomic", "booking/verify-otp"


def _other(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_hold_keeps_its_slot_from_all_others_until_it_expires(world: World) -> None:
    held = world.ask(HOLD, **ARGUMENTS)

    assert held["expiresAt"] == "2026-01-18T18:05:00+00:00"
    assert world.ask(CHECK, appointmentDate="2026-01-20", appointmentTime="14:00")["available"] is False
    for path in (RESERVE, HOLD, "bookClinicAppointment"):
        assert world.ask(path, f"other {path}", **ARGUMENTS)["reason"] == "slot_taken"
    world.clock.set(SUNDAY_MORNING + HOLD_LASTS)
    assert world.ask(CHECK, appointmentDate="2026-01-20", appointmentTime="14:00")["available"] is True
    assert world.book("later", patientName="John Roe", patientPhone="604-555-0188")["success"] is True
    assert [row["status"] for row in world.database.rows("appointments")] == ["expired", "booked"]


def test_the_right_code_makes_the_appointment_stand(world: World) -> None:
    held = world.ask(HOLD, **ARGUMENTS)

    confirmed = world.ask(VERIFY, "call_2", holdId=held["holdId"], code=code_of(world))

    assert (confirmed["success"], confirmed["appointmentId"]) == (True, held["appointmentId"])
    assert confirmed["message"] == "Your appointment is confirmed for Tuesday, January 20 at 2:00 PM."
    assert [row["status"] for row in world.database.rows("appointments")] == ["booked"]


def test_a_code_may_be_told_in_groups(world: World) -> None:
    held = world.ask(HOLD, **ARGUMENTS)
    code = code_of(world)

    assert world.ask(VERIFY, "call_2", holdId=held["holdId"], code=f"{code[:3]} {code[3:]}")["success"] is True


def test_a_code_counts_once(world: World) -> None:
    held = world.ask(HOLD, **ARGUMENTS)
    told = {"holdId": held["holdId"], "code": code_of(world)}
    world.ask(VERIFY, "call_2", **told)
    world.database.changes()

    assert world.ask(VERIFY, "call_3", **told)["reason"] == "code_used"
    assert world.database.changes() == ()


def test_a_code_that_comes_too_late_is_refused_and_the_slot_is_free(world: World) -> None:
    held = world.ask(HOLD, **ARGUMENTS)
    world.clock.set(SUNDAY_MORNING + HOLD_LASTS)

    late = world.ask(VERIFY, "call_2", holdId=held["holdId"], code=code_of(world))

    assert late["reason"] == "hold_expired"
    assert [row["status"] for row in world.database.rows("appointments")] == ["expired"]


def test_one_second_before_its_end_a_hold_still_takes_its_code(world: World) -> None:
    held = world.ask(HOLD, **ARGUMENTS)
    world.clock.set(SUNDAY_MORNING + HOLD_LASTS - timedelta(seconds=1))

    assert world.ask(VERIFY, "call_2", holdId=held["holdId"], code=code_of(world))["success"] is True


def test_wrong_codes_are_counted_and_end_the_hold(world: World) -> None:
    held = world.ask(HOLD, **ARGUMENTS)
    code = code_of(world)

    answers = [world.ask(VERIFY, f"try {n}", holdId=held["holdId"], code=_other(code)) for n in range(TRIES)]

    assert [answer["reason"] for answer in answers] == ["wrong_code"] * (TRIES - 1) + ["too_many_tries"]
    assert answers[-2]["message"] == "This is not the code. 1 try is left."
    assert world.ask(VERIFY, "the right one", holdId=held["holdId"], code=code)["reason"] == "too_many_tries"
    assert [row["status"] for row in world.database.rows("appointments")] == ["expired"]
    assert world.book("another")["success"] is True


def test_a_wrong_code_that_the_platform_sends_again_is_one_try(world: World) -> None:
    held = world.ask(HOLD, **ARGUMENTS)
    wrong = _other(code_of(world))

    for _ in range(TRIES + 1):
        assert world.ask(VERIFY, "the same", holdId=held["holdId"], code=wrong)["reason"] == "wrong_code"

    assert [row["tries"] for row in world.database.rows("holds")] == [1]


def test_one_patient_is_texted_few_codes_at_a_time(world: World) -> None:
    def hold(n: int) -> str:
        held = world.ask(HOLD, f"hold {n}", **(ARGUMENTS | {"appointmentTime": f"{9 + n:02}:00"}))
        return str(held.get("reason", "held"))

    assert [hold(n) for n in range(CODES_A_WINDOW + 1)] == ["held"] * CODES_A_WINDOW + ["too_many_codes"]
    world.clock.set(SUNDAY_MORNING + CODE_WINDOW)
    assert hold(CODES_A_WINDOW + 1) == "held"


def test_nobody_is_texted_a_code_who_never_agreed(world: World) -> None:
    world.database.plant(read_seed(CLINICS / "sunrise-known-patients.yml"))
    world.database.changes()

    refused = world.ask(HOLD, **(ARGUMENTS | {"patientName": "Omar Haddad", "patientPhone": "604-555-0187"}))

    assert refused["reason"] == "no_consent"
    assert world.database.changes() == ()


def test_the_code_is_in_the_text_message_alone(world: World) -> None:
    world.ask(HOLD, **ARGUMENTS)

    code = code_of(world)
    elsewhere = [row for table in ("holds", "appointments", "tool_answers", "contacts") for row in world.database.rows(table)]
    assert len(elsewhere) == 4
    assert not any(code in str(value) for row in elsewhere for value in row.values())


def test_codes_are_six_digits_and_random_ones_differ() -> None:
    codes = {random_code("anything") for _ in range(50)}

    assert len(codes) > 40
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert repeatable_code("a") == repeatable_code("a") != repeatable_code("b")


@pytest.mark.parametrize(("told", "appointment_id", "right"), [("012345", 7, True), ("012346", 7, False), ("012345", 8, False)])
def test_a_kept_code_is_recognised_for_its_own_appointment_only(told: str, appointment_id: int, right: bool) -> None:
    assert is_code(told, appointment_id, code_hash("012345", 7)) is right
