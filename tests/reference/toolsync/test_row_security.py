"""Real roles on a real server: an organisation reaches its own rows and nothing else."""

import itertools
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from harness.reference.database.postgres_server import EmbeddedServer
from harness.reference.toolsync.database import ToolDatabase, open_tool_database
from tests.reference.toolsync.world import NORTH, SOUTH, add_organisation

_NUMBERS = itertools.count()


@pytest.fixture
def where(fresh: Callable[[], str]) -> str:
    return fresh()


@pytest.fixture
def shared(where: str) -> Iterator[ToolDatabase]:
    """Two organisations with a tool each."""
    database = open_tool_database(where)
    for org in (NORTH, SOUTH):
        add_organisation(database, org)
        with database.transaction() as connection:
            connection.exec_driver_sql(
                f"INSERT INTO org_tools (org_id, tool_name, vapi_tool_id) VALUES ('{org}', 'reserve', 't{org[0]}')"
            )
    yield database
    database.close()


@pytest.fixture
def login(server: EmbeddedServer, where: str, shared: ToolDatabase) -> Iterator[Callable[..., psycopg.Connection]]:
    """Connects as a user of its own, who is a member of some roles."""
    opened: list[psycopg.Connection] = []

    def connect(*roles: str, org: str | None = None) -> psycopg.Connection:
        name = f"user_{next(_NUMBERS)}"
        plain = server.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as admin:
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
            for role in roles:
                admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(name)))
        connection = psycopg.connect(where.replace("+psycopg", ""), user=name, autocommit=True)
        if org is not None:
            connection.execute("SELECT set_config('app.org_id', %s, false)", [org])
        opened.append(connection)
        return connection

    yield connect
    for connection in opened:
        connection.close()


def _ids(connection: psycopg.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT vapi_tool_id FROM org_tools ORDER BY 1")]


def test_an_organisation_sees_its_own_rows(login: Callable[..., psycopg.Connection]) -> None:
    assert _ids(login("callproof_organisation", org=NORTH)) == ["t1"]
    assert _ids(login("callproof_organisation", org=SOUTH)) == ["t2"]


@pytest.mark.parametrize("org", [None, ""])
def test_who_does_not_say_who_it_is_sees_nothing(login: Callable[..., psycopg.Connection], org: str | None) -> None:
    assert _ids(login("callproof_organisation", org=org)) == []


def test_another_organisations_row_cannot_be_changed_or_removed(
    login: Callable[..., psycopg.Connection], shared: ToolDatabase
) -> None:
    tenant = login("callproof_organisation", org=NORTH)

    changed = tenant.execute("UPDATE org_tools SET enabled = false WHERE vapi_tool_id = 't2'").rowcount
    removed = tenant.execute("DELETE FROM org_tools WHERE vapi_tool_id = 't2'").rowcount

    assert (changed, removed) == (0, 0)
    with shared.transaction() as connection:
        assert connection.exec_driver_sql("SELECT enabled FROM org_tools WHERE vapi_tool_id = 't2'").scalar() is True


def test_no_row_can_be_added_for_or_given_to_another_organisation(login: Callable[..., psycopg.Connection]) -> None:
    tenant = login("callproof_organisation", org=NORTH)

    for statement in (
        f"INSERT INTO org_tools (org_id, tool_name, vapi_tool_id) VALUES ('{SOUTH}', 'mine', 'x')",
        f"UPDATE org_tools SET org_id = '{SOUTH}'",
    ):
        with pytest.raises(InsufficientPrivilege, match="row-level security"):
            tenant.execute(statement.encode())


def test_its_own_rows_are_its_own(login: Callable[..., psycopg.Connection]) -> None:
    tenant = login("callproof_organisation", org=NORTH)

    tenant.execute(f"INSERT INTO org_tools (org_id, tool_name, vapi_tool_id) VALUES ('{NORTH}', 'mine', 'x')".encode())
    assert tenant.execute("UPDATE org_tools SET enabled = false").rowcount == 2
    assert tenant.execute("DELETE FROM org_tools").rowcount == 2


@pytest.mark.parametrize(
    "table", ["organizations", "agents", "tool_registrations", "tool_retirements", "sync_jobs", "email_outbox", "alembic_version"]
)
def test_an_organisation_reads_no_other_table(login: Callable[..., psycopg.Connection], table: str) -> None:
    with pytest.raises(InsufficientPrivilege, match="permission denied"):
        login("callproof_organisation", org=NORTH).execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))


def test_the_service_sees_everybody_and_migrates_nothing(login: Callable[..., psycopg.Connection]) -> None:
    service = login("callproof_service")

    assert _ids(service) == ["t1", "t2"]
    assert service.execute("UPDATE org_tools SET enabled = true").rowcount == 2
    with pytest.raises(InsufficientPrivilege, match="must be owner"):
        service.execute("ALTER TABLE org_tools ADD COLUMN more text")
    with pytest.raises(InsufficientPrivilege, match="must be owner"):
        service.execute("ALTER TABLE org_tools DISABLE ROW LEVEL SECURITY")


def test_who_has_no_role_reaches_nothing(login: Callable[..., psycopg.Connection]) -> None:
    with pytest.raises(InsufficientPrivilege, match="permission denied"):
        _ids(login())


def test_a_login_of_both_roles_works_as_the_backend_does(where: str, login: Callable[..., psycopg.Connection]) -> None:
    backend = login("callproof_service", "callproof_organisation")

    with backend.transaction():
        backend.execute("SET LOCAL ROLE callproof_organisation")
        backend.execute("SELECT set_config('app.org_id', %s, true)", [SOUTH])
        assert _ids(backend) == ["t2"]
    assert _ids(backend) == ["t1", "t2"]


def test_the_database_itself_looks_as_an_organisation(shared: ToolDatabase) -> None:
    for org in (NORTH, SOUTH):
        with shared.as_organisation(org) as connection:
            assert connection.exec_driver_sql("SELECT org_id::text FROM org_tools").scalars().all() == [org]
    with shared.transaction() as connection:
        assert connection.exec_driver_sql("SELECT current_user, count(*) FROM org_tools").all() == [("callproof_service", 2)]
