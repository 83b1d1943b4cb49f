"""From a clinic's file to rows."""

import re

import pytest

from harness.errors import InputError
from harness.reference.clinic import CLINIC_STORE
from harness.reference.clinic.periods import slots_of
from harness.reference.database import EmbeddedDatabase, read_seed
from tests.reference.clinic.world import CLINICS, VITARA, World, make_world, seed

HOURS = {"provider_id": "1", "first_day": "2026-01-19", "last_day": "2026-01-25", "from": "09:00", "to": "10:30", "every": "30"}


def _starts(**changed: str) -> list[str]:
    return [slot["starts_at"] for slot in slots_of({**HOURS, **changed})]


def test_working_hours_are_slots_that_end_by_closing_time() -> None:
    assert _starts(last_day="2026-01-19") == ["2026-01-19T09:00", "2026-01-19T09:30", "2026-01-19T10:00"]
    assert _starts(last_day="2026-01-19", every="60") == ["2026-01-19T09:00"]


@pytest.mark.parametrize(
    ("weekdays", "days"),
    [
        ("mon-fri", ["19", "20", "21", "22", "23"]),
        ("tue, thu", ["20", "22"]),
        ("sat-mon", ["19", "24", "25"]),
        ("", ["19", "20", "21", "22", "23", "24", "25"]),
    ],
)
def test_weekdays_are_days_and_ranges(weekdays: str, days: list[str]) -> None:
    assert sorted({start[8:10] for start in _starts(weekdays=weekdays)}) == days


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"to": ""}, "working hours lacks to"),
        ({"until": "11:00"}, "does not know until"),
        ({"from": "nine"}, "working hours cannot be read"),
        ({"every": "0"}, "`every` is minutes, at least 1"),
        ({"weekdays": "weekend"}, "got 'weekend'"),
    ],
)
def test_hours_that_cannot_be_read_are_one_sentence(changed: dict[str, str], complaint: str) -> None:
    with pytest.raises(InputError, match=re.escape(complaint)):
        _starts(**changed)


@pytest.mark.parametrize("name", sorted(path.name for path in CLINICS.glob("vitara*.yml")))
def test_every_shipped_clinic_can_be_planted(name: str) -> None:
    database = EmbeddedDatabase(CLINIC_STORE)
    seed = read_seed(CLINICS / name)
    settings = seed.tables.get("clinic_settings", ())
    whole = any("name" in row for row in settings)  # the others change something about the clinic that is there
    with database.call() if whole else database.call(VITARA):
        database.plant(seed)

        assert len(database.rows("clinic_settings")) == 1
        assert database.changes() == ()
    database.close()


def test_the_clinic_has_who_its_features_need(world: World) -> None:
    names = [row["name"] for row in world.database.rows("demographics")]
    upcoming = [row["demographic_id"] for row in world.database.rows("appointments")]

    assert names == ["Jane Doe", "林美", "Robert Martin", "Susan Martin", "Tom Baker", "Omar Haddad", "王小明"]
    assert [upcoming.count(number) for number in range(1001, 1008)] == [1, 1, 0, 0, 2, 0, 1]


def test_overlapping_hours_are_one_sentence(world: World) -> None:
    with pytest.raises(InputError, match="do two overlap, or is a provider missing"):
        world.database.plant(seed(schedule=[{**HOURS, "provider_id": "100"}, {**HOURS, "provider_id": "100"}]))


def test_a_full_clinic_offers_nothing_and_takes_nobody() -> None:
    full = make_world()
    with full.database.call(read_seed(CLINICS / "vitara-full.yml")):
        assert full.ask("find_earliest_appointment")["available"] is False
        assert full.ask("checkNewPatientAcceptance")["acceptingNewPatients"] is False
    full.database.close()


def test_of_one_slot_the_second_caller_is_refused() -> None:
    scarce = make_world()
    with scarce.database.call(read_seed(CLINICS / "vitara-one-slot.yml")):
        assert scarce.book("a", demographicId=1001)["success"] is True
        assert scarce.book("b", demographicId=1006)["reason"] == "slot_taken"
        assert scarce.ask("find_earliest_appointment")["available"] is False
    scarce.database.close()


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("appointments", {"demographic_id": 1002, "provider_id": 100, "starts_at": "2026-01-20T10:00"}),
        ("schedule", {"provider_id": 100, "starts_at": "2026-01-20T10:00"}),
        ("demographics", {"first_name": "A", "last_name": "B", "phone": "+16045550101", "health_card_type": "BC",
                          "health_card_number": "9123456780"}),
    ],
    ids=["one patient a slot", "one slot a time", "one patient a health card"],
)  # fmt: skip
def test_what_would_be_there_twice_is_refused_by_the_database(world: World, table: str, row: dict[str, str]) -> None:
    with pytest.raises(InputError, match="this row cannot be added"):
        world.database.insert(table, [row])


def test_a_cancelled_appointment_holds_no_slot(world: World) -> None:
    row = {"demographic_id": 1002, "provider_id": 100, "starts_at": "2026-01-20T10:00", "status": "C"}

    world.database.insert("appointments", [row, row])

    assert len(world.database.rows("appointments")) == 7
