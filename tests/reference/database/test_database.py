"""A clean state for every call, rows that a scenario plants, and a ledger of what changed."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from harness.commands.systems import SYSTEMS
from harness.errors import InputError, MachineError
from harness.reference.booking import BOOKING_STORE
from harness.reference.booking.tables import contacts
from harness.reference.database import CallDatabases, EmbeddedDatabase, open_database, read_seed
from harness.trace.events import RowChange
from tests.reference.world import SUNRISE, World

CLINICS = Path(__file__).parents[3] / "scenarios" / "clinics"
JANE = {"org_id": SUNRISE, "name": "Jane", "phone": "+16045550123"}


def test_what_one_call_did_the_next_does_not_see(kept_world: World) -> None:
    with kept_world.database.call():
        before = kept_world.count()
        first = kept_world.book()
        during = kept_world.count()
    with kept_world.database.call():
        assert kept_world.database.changes() == ()
        assert kept_world.count() == before != during
        assert kept_world.book() == first


def test_a_call_that_raises_is_undone_too(kept_world: World) -> None:
    def hang_up() -> None:
        with kept_world.database.call():
            kept_world.book()
            raise RuntimeError("hung up")

    with pytest.raises(RuntimeError, match="hung up"):
        hang_up()

    with kept_world.database.call():
        assert kept_world.database.rows("contacts") == []


def test_a_transaction_that_raises_leaves_nothing_and_the_call_goes_on(world: World) -> None:
    def lose() -> None:
        with world.database.transaction() as connection:
            connection.execute(insert(contacts), JANE)
            connection.execute(insert(contacts), JANE)

    with pytest.raises(IntegrityError):
        lose()

    assert world.database.changes() == ()
    assert world.book()["contactId"] == 1


def test_the_ledger_tells_each_change_once_with_the_row_before_and_after(world: World) -> None:
    world.database.insert("contacts", [JANE | {"sms_consent": "no"}])
    with world.database.transaction() as connection:
        connection.execute(update(contacts).values(name="Jane Doe", sms_consent=True))

    (change,) = world.database.changes()

    before: dict[str, Any] = {
        "id": 1,
        "org_id": SUNRISE,
        "name": "Jane",
        "phone": "+16045550123",
        "email": None,
        "sms_consent": False,
        "created_at": "2000-01-01T00:00:00+00:00",
        "updated_at": "2000-01-01T00:00:00+00:00",
    }
    assert change == RowChange(table="contacts", before=before, after=before | {"name": "Jane Doe", "sms_consent": True})
    assert world.database.changes() == ()


def test_changes_of_one_row_are_told_as_one_and_a_way_there_and_back_as_none(world: World) -> None:
    world.database.insert("contacts", [JANE])
    with world.database.transaction() as connection:
        for name in ("A", "B", "Jane"):
            connection.execute(update(contacts).values(name=name))
        connection.execute(insert(contacts), JANE | {"phone": "+16045550124"})
        connection.execute(update(contacts).where(contacts.c.id == 2).values(name="C"))
        connection.execute(insert(contacts), JANE | {"phone": "+16045550125"})
        connection.execute(delete(contacts).where(contacts.c.id == 3))

    (change,) = world.database.changes()

    assert change.kind == "added"
    assert change.after is not None
    assert change.after["name"] == "C"


def test_a_removed_row_is_told(world: World) -> None:
    world.database.insert("contacts", [JANE])
    with world.database.transaction() as connection:
        connection.execute(delete(contacts))

    assert [(change.kind, change.table) for change in world.database.changes()] == [("removed", "contacts")]


def test_a_row_planted_in_the_middle_hides_no_change_made_before_it(world: World) -> None:
    world.book()

    world.database.insert("contacts", [JANE | {"phone": "+16045550199"}])

    assert len(world.database.changes()) == 4


_NAMES = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=_NAMES)
def test_the_ledger_repeats_any_text_exactly(kept_world: World, name: str) -> None:
    with kept_world.database.call():
        with kept_world.database.transaction() as connection:
            connection.execute(insert(contacts), JANE | {"name": name})

        (change,) = kept_world.database.changes()
        assert change.after == kept_world.database.rows("contacts")[0]


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("contact", {}, "there is no table 'contact'; did you mean 'contacts'? there are: organizations, contacts,"),
        ("contacts", JANE | {"phne": "1"}, "the table 'contacts' has no column 'phne'; did you mean 'phone'? there are: id,"),
        ("contacts", {"name": "Jane"}, "a row of 'contacts' needs org_id, phone; got name"),
        ("contacts", JANE | {"phone": "604-555-0123"}, 'contacts.phone must be an international number such as "+16045550123"'),
        ("contacts", JANE | {"sms_consent": "maybe"}, "contacts.sms_consent must be yes or no; got 'maybe'"),
        ("contacts", JANE | {"id": "one"}, "contacts.id must be a whole number; got 'one'"),
        ("contacts", JANE | {"org_id": "nobody"}, "contacts: this row cannot be added: "),
        ("openings", {"org_id": SUNRISE, "starts_at": "2026-02-30T14:00"}, "openings.starts_at must be a local time"),
        ("openings", {"org_id": SUNRISE, "starts_at": "Tuesday"}, "openings.starts_at must be a local time"),
        ("organizations", {"id": "x", "name": "X", "timezone": "Mars/Olympus"}, "organizations.timezone must be a time zone"),
    ],
)
def test_a_row_that_cannot_be_is_explained_and_not_added(world: World, table: str, row: dict[str, Any], complaint: str) -> None:
    before = world.count()

    with pytest.raises(InputError) as refused:
        world.database.insert(table, [row])

    assert complaint in str(refused.value)
    assert world.count() == before


def test_an_empty_cell_takes_the_columns_default(world: World) -> None:
    world.database.insert("contacts", [JANE | {"email": "", "sms_consent": ""}])

    (row,) = world.database.rows("contacts")
    assert (row["email"], row["sms_consent"]) == (None, True)


def test_there_are_no_rows_of_an_unknown_table(world: World) -> None:
    with pytest.raises(InputError, match="there is no table 'patients'"):
        world.database.rows("patients")


@pytest.mark.parametrize("path", sorted(CLINICS.glob("*.yml")), ids=lambda path: path.stem)
def test_every_clinic_file_can_be_planted_without_showing_in_the_ledger(databases: CallDatabases, path: Path) -> None:
    """A file of a few changed rows is planted on top of the clinic it changes."""
    seed = read_seed(path)
    below = path.with_stem(path.stem.partition("-")[0])
    seeds = (seed,) if below == path or len(seed.tables) > 1 else (read_seed(below), seed)
    database = databases.open(SYSTEMS[seed.system].store())

    with database.call(*seeds):
        assert database.changes() == ()
        assert [table for table, rows in seed.tables.items() if rows and not database.rows(table)] == []
    database.close()


def test_a_seed_of_another_system_is_refused(world: World) -> None:
    with pytest.raises(InputError, match=r"vitara\.yml: these rows are for the system 'clinic', not for 'booking'"):
        world.database.plant(read_seed(CLINICS / "vitara.yml"))


_SEEDS = [read_seed(CLINICS / name) for name in ("sunrise-two-doctors.yml", "harbour.yml")]
_CALLS = st.lists(st.tuples(st.lists(st.sampled_from(_SEEDS), max_size=2, unique_by=id), st.booleans()), max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(calls=_CALLS)
def test_every_call_starts_from_its_own_seeds_whatever_was_planted_before(kept_world: World, calls: list[Any]) -> None:
    """A seed stays planted for the next call with the same one, and must show in no other."""
    for seeds, books in calls:
        with kept_world.database.call(*seeds):
            names = sorted(str(row["name"]) for seed in seeds for row in seed.tables["contacts"])
            assert sorted(row["name"] for row in kept_world.database.rows("contacts")) == names
            assert kept_world.database.changes() == ()
            if books:
                kept_world.book(appointmentTime="15:00", patientName="Zoe Last")
                assert "Zoe Last" in {row["name"] for row in kept_world.database.rows("contacts")}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("contacts: [", ":1: not YAML"),
        ("[]", ":1: a file of rows needs at least one table"),
        ("system: [booking]", ":1: `system:` must be the name"),
        ("organization: Sunrise", ":1: `organization:` must hold its columns"),
        ("organization: {id: x, name: X}\ncontacts: {name: Jane}", "`contacts:` must be a list of rows"),
    ],
)
def test_a_broken_clinic_file_is_named_with_its_fault(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "clinic.yml"
    file.write_text(text)

    with pytest.raises(InputError) as refused:
        read_seed(file)

    assert str(refused.value).startswith(str(file))
    assert complaint in str(refused.value)


def test_an_appointment_of_a_stranger_is_explained(world: World, tmp_path: Path) -> None:
    file = tmp_path / "clinic.yml"
    file.write_text("organization: {id: x, name: X}\nappointments:\n- {contact: '+16045550123', scheduled_at: 2026-01-20T14:00}")

    with pytest.raises(InputError, match="no contact of organization x has the phone"):
        world.database.plant(read_seed(file))

    assert "X" not in {row["name"] for row in world.database.rows("organizations")}


def test_a_missing_clinic_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the rows cannot be read: No such file"):
        read_seed(tmp_path / "nowhere.yml")


def test_a_database_file_keeps_its_rows_and_is_opened_again(tmp_path: Path) -> None:
    for expected in (0, 1):
        database = open_database(f"sqlite:///{tmp_path / 'clinic.db'}", BOOKING_STORE)
        assert len(database.rows("contacts")) == expected
        if expected == 0:
            database.insert("contacts", [JANE])
        assert len(database.rows("organizations")) == 2
        database.close()


def test_a_served_database_takes_a_clinic_or_nothing_of_it() -> None:
    harbour, opening = read_seed(CLINICS / "harbour.yml"), ({"starts_at": "2026-01-20T14:00"},)
    database = open_database(":memory:", BOOKING_STORE)
    database.plant(read_seed(CLINICS / "sunrise-two-doctors.yml"))

    with pytest.raises(InputError, match="this row cannot be added"):
        database.plant(replace(harbour, tables={**harbour.tables, "openings": opening * 2}))

    assert len(database.rows("contacts")) == 1
    assert len(database.rows("openings")) == 3
    database.close()


@pytest.mark.parametrize(
    ("where", "kind", "complaint"),
    [
        ("nonsense://x", InputError, "'nonsense://x' is not a database"),
        ("mysql+nothing://u:secret@h/d", InputError, "is not a database"),
        ("/nowhere/at/all/clinic.db", MachineError, "the database /nowhere/at/all/clinic.db does not open: unable to open"),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_sentence(where: str, kind: type[Exception], complaint: str) -> None:
    with pytest.raises(kind) as refused:
        open_database(where, BOOKING_STORE)

    assert complaint in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, whatever its name says " * 50)

    with pytest.raises(MachineError, match="file is not a database"):
        open_database(str(tmp_path / "notes.txt"), BOOKING_STORE)


def test_calls_on_a_database_file_start_from_its_rows_and_leave_none(tmp_path: Path) -> None:
    where = str(tmp_path / "clinic.db")
    kept = open_database(where, BOOKING_STORE)
    kept.insert("contacts", [JANE])
    kept.close()

    database = EmbeddedDatabase(BOOKING_STORE, where)
    with database.call():
        database.insert("contacts", [JANE | {"phone": "+16045550124"}])
        assert len(database.rows("contacts")) == 2
    database.close()

    kept = open_database(where, BOOKING_STORE)
    assert len(kept.rows("contacts")) == 1
    kept.close()


def test_an_embedded_database_that_does_not_open_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, whatever its name says " * 50)

    for where in (tmp_path / "notes.txt", tmp_path / "nowhere" / "clinic.db"):
        with pytest.raises(MachineError, match=r"^the database .* does not open: (file is not a database|unable to open)"):
            EmbeddedDatabase(BOOKING_STORE, str(where))


def test_two_embedded_databases_do_not_share_rows() -> None:
    one, other = EmbeddedDatabase(BOOKING_STORE), EmbeddedDatabase(BOOKING_STORE)

    one.insert("contacts", [JANE])

    assert (len(one.rows("contacts")), len(other.rows("contacts"))) == (1, 0)
    one.close()
    other.close()
