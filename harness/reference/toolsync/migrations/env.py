"""Run by Alembic for every command, never imported: the connection is handed in, with its transaction begun."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
