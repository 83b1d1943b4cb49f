"""From an empty database to the newest, one migration after another, on both kinds."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, Inspector, MetaData, create_engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

from harness.errors import InputError, MachineError
from harness.reference.database.sqlite import shared_engine
from harness.reference.toolsync import migrations_folder
from harness.reference.toolsync.database import open_tool_database, peek
from harness.reference.toolsync.fleet import members
from harness.reference.toolsync.schema import newest_revision
from harness.reference.toolsync.tables import metadata
from tests.reference.toolsync.world import NORTH

COLUMNS = ["id", "org_id", "tool_name", "vapi_tool_id", "description", "enabled", "created_at", "updated_at"]


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Engine, str]]:
    """An engine of the owner's, and where it is."""
    if request.param == "sqlite":
        where = str(tmp_path / "tools.db")
        engine = shared_engine(where)
    else:
        make: Callable[[], str] = request.getfixturevalue("fresh")
        where = make()
        engine = create_engine(where.replace("postgresql://", "postgresql+psycopg://"))
    yield engine, where
    engine.dispose()


def _to(engine: Engine, revision: str) -> Inspector:
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrations_folder()))
        config.attributes["connection"] = connection
        (command.upgrade if not revision.startswith("-") else command.downgrade)(config, revision)
    return inspect(engine)


def test_the_seeds_table_comes_first_and_its_hash_second(empty: tuple[Engine, str]) -> None:
    engine, _ = empty

    first = _to(engine, "0002")

    assert [column["name"] for column in first.get_columns("org_tools")] == COLUMNS
    assert {index["name"] for index in first.get_indexes("org_tools")} >= {"idx_org_tools_org_id", "idx_org_tools_enabled"}
    assert [each["column_names"] for each in first.get_unique_constraints("org_tools")] == [["org_id", "tool_name"]]
    (key,) = first.get_foreign_keys("org_tools")
    assert (key["referred_table"], key["options"]) == ("organizations", {"ondelete": "CASCADE"})
    assert [column["name"] for column in first.get_columns("org_tools") if column["nullable"]] == ["description"]
    hashed = {column["name"]: column for column in _to(engine, "0003").get_columns("org_tools")}["definition_hash"]
    assert (getattr(hashed["type"], "length", None), hashed["nullable"]) == (64, True)


def test_rows_from_before_the_hash_stay(empty: tuple[Engine, str]) -> None:
    engine, where = empty
    _to(engine, "0002")
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO organizations (id, name) VALUES ('{NORTH}', 'Inn')"))
        values = f"'{NORTH}', 'reserve_table', 'tool-1'"
        connection.execute(text(f"INSERT INTO org_tools (org_id, tool_name, vapi_tool_id) VALUES ({values})"))

    database = open_tool_database(where)
    with database.transaction() as connection:
        (row,) = connection.execute(select(metadata.tables["org_tools"])).all()
    database.close()

    assert (row.id, row.org_id, row.vapi_tool_id, row.enabled, row.definition_hash) == (1, NORTH, "tool-1", True, None)
    assert row.created_at is not None


def test_the_tables_are_those_the_code_speaks_of(empty: tuple[Engine, str]) -> None:
    engine, where = empty
    open_tool_database(where).close()

    found = MetaData()
    found.reflect(engine)

    assert {name for name in found.tables if name != "alembic_version"} == set(metadata.tables)
    for name, table in metadata.tables.items():
        assert {column.name: column.nullable for column in found.tables[name].c} == {c.name: c.nullable for c in table.c}


def test_every_migration_can_be_taken_back(empty: tuple[Engine, str]) -> None:
    engine, _ = empty
    _to(engine, "head")

    for _ in range(int(newest_revision())):
        left = _to(engine, "-1")

    assert left.get_table_names() == ["alembic_version"]
    assert set(_to(engine, "head").get_table_names()) == {*metadata.tables, "alembic_version"}


def test_an_organisation_takes_its_tools_along(empty: tuple[Engine, str]) -> None:
    engine, where = empty
    open_tool_database(where).close()
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO organizations (id, name) VALUES ('{NORTH}', 'Inn')"))
        connection.execute(text(f"INSERT INTO org_tools (org_id, tool_name, vapi_tool_id) VALUES ('{NORTH}', 't', '1')"))
        connection.execute(text("DELETE FROM organizations"))
        assert connection.execute(text("SELECT count(*) FROM org_tools")).scalar() == 0


def test_a_name_is_an_organisations_once_and_an_organisation_must_be_known(empty: tuple[Engine, str]) -> None:
    engine, where = empty
    open_tool_database(where).close()
    added = text(f"INSERT INTO org_tools (org_id, tool_name, vapi_tool_id) VALUES ('{NORTH}', 't', '1')")
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(added)
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO organizations (id, name) VALUES ('{NORTH}', 'Inn')"))
        connection.execute(added)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(added)


def test_a_newer_database_is_one_sentence_and_stays_as_it_is(empty: tuple[Engine, str]) -> None:
    engine, where = empty
    open_tool_database(where).close()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(
        InputError, match=r"^the database is at migration 9999, and the newest known here is 0004: a newer callproof"
    ):
        open_tool_database(where)


def test_somebody_elses_tables_are_one_sentence(empty: tuple[Engine, str]) -> None:
    engine, where = empty
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE agents (id integer)"))

    with pytest.raises(InputError, match=r"^the database has agents already, but no migration made them"):
        open_tool_database(where)
    assert inspect(engine).get_table_names() == ["agents"]


def test_a_look_changes_nothing(empty: tuple[Engine, str]) -> None:
    engine, where = empty
    _to(engine, "0002")

    found = peek(where, lambda connection, pending: (members(connection), pending))

    assert found == ((), ("0003", "0004"))
    assert "definition_hash" not in {column["name"] for column in inspect(engine).get_columns("org_tools")}


def test_a_look_at_a_file_that_is_not_there_makes_none(tmp_path: Path) -> None:
    where = tmp_path / "none.db"

    assert peek(str(where), lambda _, pending: pending) == ("0001", "0002", "0003", "0004")
    assert not where.exists()


def test_what_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database " * 99)

    with pytest.raises(MachineError, match=r"^the database .*notes.txt does not open: file is not a database"):
        open_tool_database(str(tmp_path / "notes.txt"))
    with pytest.raises(MachineError, match=r"does not open"):
        open_tool_database("postgresql://nobody:secret@127.0.0.1:1/none")
    with pytest.raises(InputError, match=r"SQLite or PostgreSQL, not on mysql"):
        open_tool_database("mysql://localhost/x")


def test_the_file_is_what_sqlite_itself_calls_sound(tmp_path: Path) -> None:
    where = str(tmp_path / "tools.db")
    open_tool_database(where).close()

    with sqlite3.connect(where) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
