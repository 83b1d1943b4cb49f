"""Who may see which rows, on PostgreSQL: the service all of them, an organisation its own.

    callproof_service        does the work; every row of every table
    callproof_organisation   rows of org_tools whose org_id is the setting `app.org_id` of its transaction; nothing else

Neither can log in: a user of the database is a member of one, or of both as the backend's own is. The owner of the table is bound
too (FORCE); a superuser never is: https://www.postgresql.org/docs/current/ddl-rowsecurity.html
"""

from collections.abc import Collection, Iterator

__all__ = ["ORGANISATION", "ORG_SETTING", "SERVICE", "grant_service", "guard_rows", "make_roles"]

SERVICE = "callproof_service"
ORGANISATION = "callproof_organisation"
ORG_SETTING = "app.org_id"

# Roles belong to the whole server: another database's migration may be making them at this moment.
_MAKE_ROLE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
_OPEN_SCHEMA = "DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO {roles}', current_schema()); END $$"


def make_roles() -> Iterator[str]:
    """Statements that make both roles, let them into the schema, and let whoever migrates take them."""
    for role in (SERVICE, ORGANISATION):
        yield _MAKE_ROLE.format(role=role)
        yield f"GRANT {role} TO CURRENT_USER"
    yield _OPEN_SCHEMA.format(roles=f"{SERVICE}, {ORGANISATION}")


def grant_service(*tables: str, numbered: Collection[str] = ()) -> Iterator[str]:
    """Statements that let the service read and write the rows of these tables; those of `numbered` number them by themselves."""
    for table in tables:
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {SERVICE}"
        if table in numbered:
            yield f"GRANT USAGE ON SEQUENCE {table}_id_seq TO {SERVICE}"


def guard_rows(table: str) -> Iterator[str]:
    """Statements after which an organisation reaches its own rows of `table` alone, and who has no role of ours none."""
    own = f"org_id = nullif(current_setting('{ORG_SETTING}', true), '')::uuid"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {ORGANISATION}"
    yield f"GRANT USAGE ON SEQUENCE {table}_id_seq TO {ORGANISATION}"
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY {table}_service ON {table} FOR ALL TO {SERVICE} USING (true) WITH CHECK (true)"
    yield f"CREATE POLICY {table}_organisation ON {table} FOR ALL TO {ORGANISATION} USING ({own}) WITH CHECK ({own})"
